//! Ways to pay: cards, bank transfer, at pickup.

use super::{Change, Part, cards, refused};
use crate::app::Error;
use crate::base::text::{line, optional_line};
use crate::domain::payment::Mode;
use crate::domain::settings::BankAccount;
use crate::web::Shared;
use crate::web::admin::doubts;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::state;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

const NAME_CHARS_MAX: usize = 100;
const ACCOUNT_CHARS_MAX: usize = 40;
const PART: Part = Part { title: "Payments", path: "/admin/settings/payments", fields };

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/settings/payments", get(show).post(save))
}

async fn show(desk: Desk) -> Response {
    let payments = &desk.settings.payments;
    let mut all = Vec::new();
    let mut add = |name: &str, value: &str| all.push((name.to_owned(), value.to_owned()));
    if let Some(account) = &payments.transfer {
        add("transfer", "yes");
        add("holder", &account.holder);
        add("iban", &account.iban);
        add("bic", &account.bic);
        add("bank", &account.bank);
    }
    if payments.on_pickup {
        add("on_pickup", "yes");
    }
    PART.show(&desk, &Typed(all))
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    PART.save(&desk, &typed, read(&typed)).await
}

fn read(typed: &Typed) -> Result<Change, Error> {
    let mut wrong = Problems::default();
    let transfer = typed.has("transfer").then(|| account(typed, &mut wrong));
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    let (transfer, on_pickup) = (transfer.flatten(), typed.has("on_pickup"));
    Ok(Box::new(move |s| {
        s.payments.transfer = transfer.clone();
        s.payments.on_pickup = on_pickup;
    }))
}

fn account(typed: &Typed, wrong: &mut Problems) -> Option<BankAccount> {
    let holder = wrong.take("holder", line(typed.get("holder"), "whose account it is", NAME_CHARS_MAX));
    let iban = wrong.take("iban", number(typed.get("iban")));
    let bic = wrong.take("bic", optional_line(typed.get("bic"), "a BIC", ACCOUNT_CHARS_MAX));
    let bank = wrong.take("bank", optional_line(typed.get("bank"), "a bank", NAME_CHARS_MAX));
    Some(BankAccount { holder: holder?, iban: iban?, bic: bic?, bank: bank? })
}

/// An IBAN with its check digits, or the account number of a country that has none.
fn number(typed: &str) -> Result<String, String> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    if text.is_empty() || text.len() > ACCOUNT_CHARS_MAX || !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        return Err("Please enter the number of the account.".into());
    }
    let bytes = text.as_bytes();
    let looks_like_iban =
        bytes.len() > 4 && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2..4].iter().all(u8::is_ascii_digit);
    if looks_like_iban && !checks(&text) {
        return Err("There is a mistake in this IBAN. Please compare it once more.".into());
    }
    let groups: Vec<&str> = (0..text.len()).step_by(4).map(|i| &text[i..(i + 4).min(text.len())]).collect();
    Ok(if looks_like_iban { groups.join(" ") } else { text })
}

/// ISO 13616: the first four at the end, letters as numbers, the remainder by 97 is 1.
fn checks(iban: &str) -> bool {
    let (head, tail) = iban.split_at(4);
    let digits = tail.chars().chain(head.chars()).filter_map(|c| c.to_digit(36));
    digits.fold(0_u32, |rest, d| if d > 9 { (rest * 100 + d) % 97 } else { (rest * 10 + d) % 97 }) == 1
}

fn fields(desk: &Desk, f: &Fields<'_>) -> Markup {
    html! {
        (by_card(desk))
        section.panel aria-labelledby="transfer-title" {
            h2 id="transfer-title" { "Bank transfer" }
            p.soft { "Buyers get your account by e-mail, and you say when the money has come. Goods are kept for seven days." }
            (f.tick("transfer", "Offer it"))
            div.fields {
                (f.input(Input::text("holder", "Account holder")))
                (f.input(Input::text("iban", "IBAN or account number")))
                (f.input(Input::text("bic", "BIC").soft("if needed").wide("w3")))
                (f.input(Input::text("bank", "Bank").soft("if needed").wide("w3")))
            }
        }
        section.panel aria-labelledby="counter-title" {
            h2 id="counter-title" { "Pay when picking up" }
            p.soft { "Only for orders that are fetched. Goods are kept for three days." }
            (f.tick("on_pickup", "Offer it"))
            @if desk.settings.rules.pickup.is_none() {
                p.small.soft { "Picking up is off. " a href="/admin/settings/delivery" { "Switch it on under Delivery" } }
            }
        }
        @if desk.settings.payments.test_gateway.is_some() {
            section.panel aria-labelledby="test-title" {
                h2 id="test-title" { "Test card" }
                p.soft { "This shop offers a test card. No money moves." }
            }
        }
    }
}

fn by_card(desk: &Desk) -> Markup {
    let used = desk.settings.payments.cards.in_use().map(|(mode, _)| mode);
    html! {
        section.panel aria-labelledby="cards-title" {
            h2 id="cards-title" { "Cards" }
            @match used {
                Some(Mode::Live) => {
                    p { (state("done", "On")) }
                    p.soft { "Buyers can pay by card, on Stripe's page." }
                }
                Some(Mode::Test) => {
                    p { (state("wait", "Test cards only")) }
                    p.soft { "No money moves. Such orders are marked TEST." }
                }
                None => { p.soft { "Buyers pay on Stripe's page, and the money is there at once. You need an account at Stripe." } }
            }
            p.row-tight {
                a.btn.quiet href=(cards::PATH) { @if used.is_some() { "Change" } @else { "Set cards up" } }
                a.linklike href=(doubts::PATH) { "Payments to look at" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_numbers_are_checked_where_they_can_be() {
        assert_eq!(number("de89 3704 0044 0532 0130 00").as_deref(), Ok("DE89 3704 0044 0532 0130 00"));
        assert_eq!(number("12-3456 789").as_deref(), Ok("12-3456789"));
        for bad in ["", "DE88 3704 0044 0532 0130 00", "DE89ü", &"1".repeat(41)] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }
}
