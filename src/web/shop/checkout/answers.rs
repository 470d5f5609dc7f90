//! What somebody answered on the checkout page so far: kept as typed, and read when the order is to be placed.

use super::super::super::form::{Problems, Typed};
use super::super::super::ui::front::Front;
use super::super::delivered_to;
use crate::app::checkout::{Choice, Placing};
use crate::app::{Error, Refused};
use crate::base::text::Email;
use crate::base::{Currency, Money, Secret};
use crate::domain::address::{self, Address, Field, Form, Parsed, Problem, Why};
use crate::domain::cart::Cart;
use crate::domain::order::NOTE_CHARS_MAX;
use crate::domain::payment::Method;
use crate::domain::place::Country;
use crate::domain::place::postcode::{Postcodes, Shape};
use crate::domain::place::region::Region;
use crate::domain::reservation::Network;
use crate::words::{Saying, Words};

pub struct Answers {
    pub typed: Typed,
    /// Of this form, from its first showing to the order.
    pub token: Secret,
    pub problems: Problems,
    /// An odd postcode. Placed again with the same one, it is taken.
    pub warning: Option<String>,
    /// What is not as it was shown.
    pub changed: Option<Refused>,
    /// The language the form is in.
    pub words: Words,
}

/// The hidden field with the postcode that was asked about already.
pub const POSTCODE_ASKED: &str = "postcode_asked";

impl Answers {
    pub fn new(typed: Typed, fresh: Secret, words: Words) -> Answers {
        let token = Secret::parse(typed.get("token")).unwrap_or(fresh);
        let warning = odd_postcode(&typed, words);
        Answers { typed, token, problems: Problems::default(), warning, changed: None, words }
    }

    /// The country typed, else the one of the cart, else the shop's; always one that is delivered to, if there is any.
    pub fn country(&self, front: &Front) -> Country {
        let countries = delivered_to(&front.settings, self.words);
        let wanted = Country::parse(self.typed.get("country")).ok();
        let candidates = [wanted, front.cart.country, Some(front.settings.shop.country)];
        let reachable = candidates.into_iter().flatten().find(|c| countries.contains(c));
        reachable.or_else(|| countries.first().copied()).unwrap_or(front.settings.shop.country)
    }

    /// The choices that change the price.
    pub fn choice(&self, front: &Front) -> Choice {
        let country = self.country(front);
        let region = Region::find(country, self.typed.get("region")).map(|r| r.code.to_owned());
        let delivery = Some(self.typed.get("delivery").to_owned()).filter(|code| !code.is_empty());
        Choice { country: Some(country), region: region.unwrap_or_default(), delivery }
    }

    /// Everything an order needs; `None` with the problems noted.
    pub fn placing(&mut self, cart: &Cart, network: Network, currency: Currency) -> Option<Placing> {
        let (mut problems, w) = (Problems::default(), self.words);
        let email = Email::parse(self.typed.get("email"));
        let email = problems.take("email", email.map_err(|_| w.say("refused-email")));
        let parsed = address(&self.typed, &mut problems, w);
        let delivery = self.typed.get("delivery").to_owned();
        if delivery.is_empty() {
            problems.add("delivery", w.say("choose-delivery"));
        }
        let method = Method::parse(self.typed.get("payment"));
        if method.is_none() {
            problems.add("payment", w.say("choose-payment"));
        }
        let message = self.typed.get("message").trim().to_owned();
        if message.chars().count() > NOTE_CHARS_MAX {
            problems.add("message", w.tell("shorten-note", [("n", NOTE_CHARS_MAX.into())]));
        }
        if problems.is_empty() && self.warning.is_some() && !self.was_asked() {
            problems.add("postcode", w.say("look-at-postcode"));
        }
        let seen = self.seen(currency);
        if seen.is_none() {
            problems.add("", w.say("no-total-seen"));
        }
        self.problems = problems;
        let (email, address, method, seen) = (email?, parsed?.address, method?, seen?);
        let (token, network, language) = (self.token, Some(network), w.language());
        let cart = cart.clone();
        self.problems.is_empty().then_some(Placing {
            token,
            cart,
            email,
            language,
            address,
            delivery,
            method,
            message,
            network,
            seen,
        })
    }

    fn seen(&self, currency: Currency) -> Option<Money> {
        Some(Money::new(self.typed.get("seen").parse().ok()?, currency))
    }

    fn was_asked(&self) -> bool {
        self.typed.get(POSTCODE_ASKED) == self.typed.get("postcode").trim()
    }

    pub fn trouble(&mut self, field: &str, saying: &Saying) {
        self.problems.add(field, self.words.sentence(saying));
    }

    /// Takes in what the shop would not do.
    ///
    /// # Errors
    /// What no answer can put right.
    pub fn refuse(&mut self, error: Error) -> Result<(), Error> {
        match error {
            Error::Refused(refused @ (Refused::TotalChanged { .. } | Refused::SoldOut(_) | Refused::NotNow(_))) => {
                self.changed = Some(refused)
            }
            other => self.problems = Problems::in_words(other, self.words)?,
        }
        Ok(())
    }
}

fn typed_address(typed: &Typed) -> address::Typed {
    let text = |field: Field| typed.get(field.key()).to_owned();
    address::Typed {
        name: text(Field::Name),
        company: text(Field::Company),
        line1: text(Field::Line1),
        line2: text(Field::Line2),
        postcode: text(Field::Postcode),
        city: text(Field::City),
        region: text(Field::Region),
        country: text(Field::Country),
        phone: text(Field::Phone),
    }
}

fn address(typed: &Typed, problems: &mut Problems, w: Words) -> Option<Parsed> {
    let parsed = Address::parse(&typed_address(typed));
    parsed.map_err(|wrong| wrong.into_iter().for_each(|p| problems.add(p.field.key(), sentence(&p, w)))).ok()
}

/// What a field of the address needs.
fn sentence(problem: &Problem, w: Words) -> String {
    let label = ("label", w.inside(&w.say(problem.label)).into());
    match problem.why {
        Why::Missing => w.tell("fill-in", [label]),
        Why::NotChosen => w.tell("choose-one", [label]),
        Why::NotInList => w.tell("choose-from-list", [label]),
        Why::TooLong(most) => w.tell("shorten", [label, ("n", most.into())]),
        Why::NoCountry => w.say("choose-country"),
    }
}

/// The question about the postcode, whatever the other fields say: so it comes with the first look.
fn odd_postcode(typed: &Typed, w: Words) -> Option<String> {
    let country = Country::parse(typed.get("country")).ok()?;
    let postcode = typed.get("postcode").trim();
    let postcodes = Postcodes::of(country).filter(|_| !postcode.is_empty())?;
    let odd = postcodes.tidy(postcode).is_none();
    odd.then(|| format!("{} {}", described(country, postcodes.shape(), w), w.say("postcode-as-written")))
}

/// "Postcodes for Germany have 5 digits."
fn described(country: Country, shape: Shape, w: Words) -> String {
    let form = Form::of(country);
    let codes = match form.fields().find(|asked| asked.field == Field::Postcode).map(|asked| asked.label) {
        Some("address-zip") => "postcodes-zip",
        Some("address-postal-code") => "postcodes-postal",
        Some("address-eircode") => "postcodes-eircode",
        _ => "postcodes",
    };
    let (codes, country) = (("codes", w.say(codes).into()), ("country", w.country(country.code()).into()));
    match shape {
        Shape::Digits(n) => w.tell("postcode-digits", [codes, country, ("n", n.into())]),
        Shape::Like(example) => w.tell("postcode-like", [codes, country, ("example", example.into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Random, Time};

    fn answers(change: &[(&str, &str)]) -> Answers {
        let usual = [
            ("email", "ana@example.com"),
            ("country", "DE"),
            ("name", "Ana"),
            ("line1", "Ring 1"),
            ("postcode", "06108"),
            ("city", "Halle"),
            ("delivery", "standard"),
            ("payment", "transfer"),
            ("seen", "2890"),
        ];
        let fields = usual.iter().chain(change).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Answers::new(Typed(fields), Secret::new(&mut Random::from_seed([1; 32])), Words::ENGLISH)
    }

    fn check(change: &[(&str, &str)], wrong: &[&str]) {
        let mut answers = answers(change);
        let placing = answers.placing(&Cart::empty(Time::from_micros(0)), Network::ALL, Currency::EUR);
        let fields: Vec<&str> = answers.problems.0.keys().map(String::as_str).collect();
        assert_eq!(fields, wrong, "{change:?}");
        assert_eq!(placing.is_some(), wrong.is_empty());
    }

    #[test]
    fn every_field_is_read_and_each_trouble_stands_at_its_field() {
        check(&[], &[]);
        check(&[("email", "ana"), ("city", " ")], &["city", "email"]);
        check(&[("country", "XX")], &["country"]);
        check(&[("delivery", ""), ("payment", "gold")], &["delivery", "payment"]);
        check(&[("seen", "many")], &[""]);
        check(&[("message", &"x".repeat(NOTE_CHARS_MAX + 1))], &["message"]);
    }

    #[test]
    fn an_odd_postcode_is_asked_about_once() {
        check(&[("postcode", "0610")], &["postcode"]);
        check(&[("postcode", "0610"), (POSTCODE_ASKED, "0610")], &[]);
        check(&[("postcode", "0611"), (POSTCODE_ASKED, "0610")], &["postcode"]);
        assert!(answers(&[("postcode", "0610")]).warning.is_some());
        assert!(answers(&[("postcode", "")]).warning.is_none());
    }
}
