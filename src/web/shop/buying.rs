//! The few lines under the button that answer what one asks before buying: delivery, returns, ways to pay.

use super::super::ui::front::Front;
use super::super::ui::icon::icon;
use super::super::ui::words;
use crate::domain::payment::Method;
use crate::domain::place::Country;
use crate::domain::rules::Rules;
use crate::domain::settings::Settings;
use crate::pay;
use maud::{Markup, html};

pub fn lines(front: &Front) -> Markup {
    let settings = &front.settings;
    let country = front.cart.country.unwrap_or(settings.shop.country);
    html! {
        ul class="buy-lines" {
            li { (icon("truck")) span { (delivery(&settings.rules, country)) } }
            @if let Some(pickup) = &settings.rules.pickup { li { (icon("products")) span { (pickup.label) ", free" } } }
            @if let Some(returns) = returns(front) { li { (icon("return")) span { (returns) } } }
            @if let Some(ways) = ways_to_pay(settings) { li { (icon("card")) span { (ways) } } }
        }
    }
}

/// "Send it back within 30 days", with the way to the page about it.
fn returns(front: &Front) -> Option<Markup> {
    let page = front.pages.iter().find(|(handle, _)| handle.as_str() == "returns");
    let words = match (front.settings.returns_days, page) {
        (0, page) => page?.1.title.clone(),
        (1, _) => "Send it back within a day".to_owned(),
        (days, _) => format!("Send it back within {days} days"),
    };
    Some(html! { @if page.is_some() { a href="/pages/returns" { (words) } } @else { (words) } })
}

/// "Delivery to Germany €4.90, free from €80.00", for the cheapest way.
fn delivery(rules: &Rules, country: Country) -> String {
    let name = words::country(country);
    match rules.rates(country).iter().min_by_key(|rate| rate.price.minor()) {
        None => format!("We do not deliver to {name} yet"),
        Some(rate) if rate.price.is_zero() => format!("Delivery to {name} is free"),
        Some(rate) => {
            let free = rate.free_from.map(|from| format!(", free from {}", from.show())).unwrap_or_default();
            format!("Delivery to {name} {}{free}", rate.price.show())
        }
    }
}

/// "Pay by bank transfer or test card, or when you pick it up".
fn ways_to_pay(settings: &Settings) -> Option<String> {
    let offered = pay::offered(settings, true);
    let by: Vec<&str> = offered.iter().filter_map(|m| by(*m)).collect();
    let at_counter = settings.rules.pickup.is_some() && offered.contains(&Method::OnPickup);
    match (by.is_empty(), at_counter) {
        (true, false) => None,
        (true, true) => Some("Pay when you pick it up".into()),
        (false, false) => Some(format!("Pay by {}", by.join(" or "))),
        (false, true) => Some(format!("Pay by {}, or when you pick it up", by.join(" or "))),
    }
}

fn by(method: Method) -> Option<&'static str> {
    match method {
        Method::Transfer => Some("bank transfer"),
        Method::TestGateway => Some("test card (no money moves)"),
        Method::Card => Some("card"),
        Method::OnPickup => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Money};
    use crate::domain::rules::{Rate, Zone};

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
            assert_eq!(delivery(&rules(rates), Country::DE), said);
        }
        assert_eq!(delivery(&rules(vec![rate(1, None)]), Country::GB), "We do not deliver to the United Kingdom yet");
    }
}
