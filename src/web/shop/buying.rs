//! The few lines under the button that answer what one asks before buying: delivery, returns, ways to pay.

use super::super::ui::front::Front;
use super::super::ui::icon::icon;
use crate::domain::payment::Method;
use crate::domain::place::Country;
use crate::domain::rules::{Rate, Rules};
use crate::domain::settings::Settings;
use crate::pay;
use crate::words::Words;
use maud::{Markup, html};

pub fn lines(front: &Front) -> Markup {
    let (settings, w) = (&front.settings, front.words);
    let country = front.cart.country.unwrap_or(settings.shop.country);
    html! {
        ul class="buy-lines" {
            li { (icon("truck")) span { (delivery(&settings.rules, country, w)) } }
            @if let Some(pickup) = &settings.rules.pickup { li { (icon("products")) span { (w.tell("pickup-free", [("label", pickup.label.as_str().into())])) } } }
            @if let Some(returns) = returns(front) { li { (icon("return")) span { (returns) } } }
            @if let Some(ways) = ways_to_pay(settings, w) { li { (icon("card")) span { (ways) } } }
        }
    }
}

/// "Send it back within 30 days", with the way to the page about it.
fn returns(front: &Front) -> Option<Markup> {
    let page = front.pages.iter().find(|(handle, _)| handle.as_str() == "returns");
    let words = match (front.settings.returns_days, page) {
        (0, page) => page?.1.title.clone(),
        (days, _) => front.words.tell("returns-within", [("n", days.into())]),
    };
    Some(html! { @if page.is_some() { a href=(front.to("/pages/returns")) { (words) } } @else { (words) } })
}

/// "Delivery to Germany €4.90, free from €80.00", for the cheapest way.
fn delivery(rules: &Rules, country: Country, w: Words) -> String {
    let to = w.to_country(country.code());
    match rules.rates(country).iter().min_by_key(|rate| rate.price.minor()) {
        None => w.tell("delivery-none", [("to", to.into())]),
        Some(rate) if rate.price.is_zero() => w.tell("delivery-free", [("to", to.into())]),
        Some(Rate { price, free_from: Some(from), .. }) => {
            w.tell("delivery-costs-until", [("to", to.into()), ("price", (*price).into()), ("from", (*from).into())])
        }
        Some(rate) => w.tell("delivery-costs", [("to", to.into()), ("price", rate.price.into())]),
    }
}

/// "Pay by bank transfer or test card, or when you pick it up".
fn ways_to_pay(settings: &Settings, w: Words) -> Option<String> {
    let offered = pay::offered(settings, true);
    let by: Vec<String> = offered.iter().filter_map(|m| by(*m)).map(|key| w.say(key)).collect();
    let at_counter = settings.rules.pickup.is_some() && offered.contains(&Method::OnPickup);
    match (w.either(&by), at_counter) {
        (None, false) => None,
        (None, true) => Some(w.say("pay-at-pickup")),
        (Some(ways), false) => Some(w.tell("pay-by", [("ways", ways.into())])),
        (Some(ways), true) => Some(w.tell("pay-by-or-pickup", [("ways", ways.into())])),
    }
}

/// How the words call a way of paying inside a sentence.
fn by(method: Method) -> Option<&'static str> {
    match method {
        Method::Transfer => Some("way-transfer"),
        Method::TestGateway => Some("way-test"),
        Method::Card => Some("way-card"),
        Method::OnPickup => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Money};
    use crate::domain::rules::Zone;

    #[test]
    fn delivery_is_said_for_the_country() {
        let euro = |minor| Money::new(minor, Currency::EUR);
        let rate = |minor, free: Option<i64>| Rate {
            code: "r".into(),
            label: "Parcel".into(),
            price: euro(minor),
            free_from: free.map(euro),
        };
        let rules = |rates| Rules {
            taxes: vec![],
            zones: vec![Zone { name: "Home".into(), countries: vec![Country::DE], rates }],
            pickup: None,
        };
        for (rates, said) in [
            (vec![rate(490, Some(8000))], "Delivery to Germany €4.90, free from €80.00"),
            (vec![rate(990, None), rate(490, None)], "Delivery to Germany €4.90"),
            (vec![rate(0, None)], "Delivery to Germany is free"),
        ] {
            assert_eq!(delivery(&rules(rates), Country::DE, Words::ENGLISH), said);
        }
        assert_eq!(
            delivery(&rules(vec![rate(1, None)]), Country::GB, Words::ENGLISH),
            "We do not deliver to the United Kingdom yet"
        );
    }
}
