//! The amounts a buyer was shown, line by line. They ride in the form, so that a changed total can say what changed.
//!
//! They decide nothing: the shop's own price counts, and `seen` is the total that was agreed to.

use super::super::super::form::Typed;
use super::super::add::full_name;
use crate::app::checkout::Basket;
use crate::base::{Currency, Money};
use crate::domain::cart::CART_LINES_MAX;
use crate::domain::price::AdjustmentKind;
use crate::words::Words;
use maud::{Markup, html};

const FIELD: &str = "was";
/// The lines of a cart, delivery, discount and taxes.
const AMOUNTS_MAX: usize = CART_LINES_MAX + 10;

/// Something that was shown with an amount.
struct Shown {
    /// What it is, whatever it is called now: a variant, or a kind of adjustment.
    key: String,
    label: String,
    amount: Money,
}

fn shown(basket: &Basket, w: Words) -> Vec<Shown> {
    let lines = basket.lines.iter().zip(&basket.quote.lines).map(|(line, priced)| {
        let name = full_name(&line.product, &line.variant);
        let label = if line.quantity == 1 { name } else { format!("{} × {name}", line.quantity) };
        Shown { key: line.variant.id.to_string(), label, amount: priced.amount }
    });
    let beside = basket.quote.adjustments.iter().filter(|a| !a.included).map(|a| {
        let key = match a.kind {
            AdjustmentKind::Discount { .. } => "code".to_owned(),
            AdjustmentKind::Delivery { .. } => "delivery".to_owned(),
            AdjustmentKind::Tax { ppm } => format!("tax-{ppm}"),
        };
        Shown { key, label: w.name_of(a), amount: a.amount }
    });
    lines.chain(beside).collect()
}

/// The hidden fields of the form.
pub fn fields(basket: &Basket, w: Words) -> Markup {
    html! {
        @for shown in shown(basket, w) { input type="hidden" name=(FIELD) value={ (shown.key) " " (shown.amount.minor()) }; }
    }
}

/// One amount that is not what it was; `None`: there was none, or there is none any more.
#[derive(Debug, PartialEq)]
pub struct Difference {
    pub label: String,
    pub was: Option<Money>,
    pub now: Option<Money>,
}

/// What is not as the form remembers it. Nothing, when it remembers nothing.
pub fn differences(basket: &Basket, typed: &Typed, w: Words) -> Vec<Difference> {
    let shown = shown(basket, w).into_iter().map(|s| (s.key, s.label, s.amount)).collect();
    compare(shown, remembered(typed, basket.quote.total.currency()), w)
}

fn remembered(typed: &Typed, currency: Currency) -> Vec<(String, Money)> {
    let read = |text: &str| {
        let (key, minor) = text.split_once(' ')?;
        Some((key.to_owned(), Money::new(minor.parse().ok()?, currency)))
    };
    typed.all(FIELD).take(AMOUNTS_MAX).filter_map(read).collect()
}

fn compare(now: Vec<(String, String, Money)>, mut before: Vec<(String, Money)>, w: Words) -> Vec<Difference> {
    if before.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (key, label, amount) in now {
        let at = before.iter().position(|(other, _)| *other == key);
        let was = at.map(|at| before.remove(at).1);
        if was != Some(amount) {
            found.push(Difference { label, was, now: Some(amount) });
        }
    }
    found.extend(before.into_iter().map(|(key, was)| Difference {
        label: w.say(gone(&key)),
        was: Some(was),
        now: None,
    }));
    found
}

/// What is not there any more has no name of its own now.
fn gone(key: &str) -> &'static str {
    match key {
        "code" => "code",
        "delivery" => "changed-delivery",
        key if key.starts_with("tax-") => "changed-tax",
        _ => "changed-line",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn check(before: &[(&str, i64)], now: &[(&str, i64)], said: &[&str]) {
        let typed = Typed(before.iter().map(|(key, minor)| (FIELD.to_owned(), format!("{key} {minor}"))).collect());
        let now = now.iter().map(|(key, minor)| ((*key).to_owned(), format!("the {key}"), euro(*minor))).collect();
        let show = |amount: Option<Money>| amount.map_or("nothing".to_owned(), Money::show);
        let found = compare(now, remembered(&typed, Currency::EUR), Words::ENGLISH);
        let found: Vec<String> =
            found.into_iter().map(|d| format!("{}: {} -> {}", d.label, show(d.was), show(d.now))).collect();
        assert_eq!(found, said, "{before:?}");
    }

    #[test]
    fn only_what_changed_is_said() {
        check(&[("mug", 2400), ("tea", 900)], &[("mug", 2600), ("tea", 900)], &["the mug: €24.00 -> €26.00"]);
        check(&[("mug", 2400)], &[("mug", 2400), ("tea", 900)], &["the tea: nothing -> €9.00"]);
        check(&[("mug", 2400), ("x", 100)], &[("mug", 2400)], &["Taken out of the cart: €1.00 -> nothing"]);
        check(&[("mug", 2400), ("code", -240)], &[("mug", 2400)], &["Code: −€2.40 -> nothing"]);
        check(&[("delivery", 490)], &[("delivery", 0)], &["the delivery: €4.90 -> €0.00"]);
        check(&[], &[("mug", 2400)], &[]);
    }

    #[test]
    fn nonsense_is_not_remembered() {
        let typed = Typed(["", "mug", "mug x", "mug 1"].map(|v| (FIELD.to_owned(), v.to_owned())).into());
        assert_eq!(remembered(&typed, Currency::EUR), [("mug".to_owned(), euro(1))]);
    }
}
