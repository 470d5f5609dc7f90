//! What somebody answered on the checkout page so far: kept as typed, and read when the order is to be placed.

use super::super::super::form::{Problems, Typed};
use super::super::super::ui::front::Front;
use super::super::delivered_to;
use crate::app::checkout::{Choice, Placing};
use crate::app::{Error, Refused};
use crate::base::text::Email;
use crate::base::{Currency, Money, Secret};
use crate::domain::address::{self, Address, Field, Parsed};
use crate::domain::cart::Cart;
use crate::domain::order::NOTE_CHARS_MAX;
use crate::domain::payment::Method;
use crate::domain::place::Country;
use crate::domain::place::region::Region;
use crate::domain::reservation::Network;

pub struct Answers {
    pub typed: Typed,
    /// Of this form, from its first showing to the order.
    pub token: Secret,
    pub problems: Problems,
    /// An odd postcode. Placed again with the same one, it is taken.
    pub warning: Option<String>,
    /// What is not as it was shown.
    pub changed: Option<Refused>,
    /// The shop's, when the order is to be placed.
    currency: Option<Currency>,
}

/// The hidden field with the postcode that was asked about already.
pub const POSTCODE_ASKED: &str = "postcode_asked";

impl Answers {
    pub fn new(typed: Typed, fresh: Secret, currency: Option<Currency>) -> Answers {
        let token = Secret::parse(typed.get("token")).unwrap_or(fresh);
        let warning = odd_postcode(&typed);
        Answers { typed, token, problems: Problems::default(), warning, changed: None, currency }
    }

    /// The country typed, else the one of the cart, else the shop's; always one that is delivered to, if there is any.
    pub fn country(&self, front: &Front) -> Country {
        let countries = delivered_to(&front.settings);
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
    pub fn placing(&mut self, cart: &Cart, network: Network) -> Option<Placing> {
        let mut problems = Problems::default();
        let email = problems.take("email", Email::parse(self.typed.get("email")));
        let parsed = address(&self.typed, &mut problems);
        let delivery = self.typed.get("delivery").to_owned();
        if delivery.is_empty() {
            problems.add("delivery", "Please choose how it should reach you.");
        }
        let method = Method::parse(self.typed.get("payment"));
        if method.is_none() {
            problems.add("payment", "Please choose how you want to pay.");
        }
        let message = self.typed.get("message").trim().to_owned();
        if message.chars().count() > NOTE_CHARS_MAX {
            problems.add("message", format!("Please shorten your note to {NOTE_CHARS_MAX} characters."));
        }
        if problems.is_empty() && self.warning.is_some() && !self.was_asked() {
            problems.add("postcode", "Please look at the postcode once more. If it is right, order again.");
        }
        let seen = self.seen();
        if seen.is_none() {
            problems.add("", "We could not read the total you saw. Please look at it below and order again.");
        }
        self.problems = problems;
        let (email, address, method, seen) = (email?, parsed?.address, method?, seen?);
        let (token, network) = (self.token, Some(network));
        let cart = cart.clone();
        self.problems.is_empty().then_some(Placing {
            token,
            cart,
            email,
            address,
            delivery,
            method,
            message,
            network,
            seen,
        })
    }

    fn seen(&self) -> Option<Money> {
        Some(Money::new(self.typed.get("seen").parse().ok()?, self.currency?))
    }

    fn was_asked(&self) -> bool {
        self.typed.get(POSTCODE_ASKED) == self.typed.get("postcode").trim()
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
            other => self.problems = Problems::from(other)?,
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

fn address(typed: &Typed, problems: &mut Problems) -> Option<Parsed> {
    let parsed = Address::parse(&typed_address(typed));
    parsed.map_err(|wrong| wrong.into_iter().for_each(|w| problems.add(w.field.key(), w.sentence))).ok()
}

/// The question about the postcode, whatever the other fields say: so it comes with the first look.
fn odd_postcode(typed: &Typed) -> Option<String> {
    let country = Country::parse(typed.get("country")).ok()?;
    let postcode = typed.get("postcode").trim();
    let postcodes = crate::domain::place::postcode::Postcodes::of(country).filter(|_| !postcode.is_empty())?;
    let odd = postcodes.tidy(postcode).is_none();
    odd.then(|| format!("{} We take it as you write it.", postcodes.describe()))
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
        Answers::new(Typed(fields), Secret::new(&mut Random::from_seed([1; 32])), Some(Currency::EUR))
    }

    fn check(change: &[(&str, &str)], wrong: &[&str]) {
        let mut answers = answers(change);
        let placing = answers.placing(&Cart::empty(Time::from_micros(0)), Network::ALL);
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
