//! Cards by Stripe: the buyer pays on Stripe's own page (hosted Checkout), so no card number ever comes near this shop.
//!
//! Every page is made for one attempt and carries its id; every refund carries its own. Both are asked for under that id as
//! idempotency key. Amounts and words are ours, states are Stripe's. This file must not know how anything is sent.

mod amount;
pub mod connect;
mod said;

use super::{Answer, Begin, Door, Heard, NotBelieved, Opened, Provider, RawHook, Request, SentBack, Verb, signature};
use crate::base::Time;
use crate::base::time::SECOND;
use crate::domain::attempt::Attempt;
use crate::domain::cards::{Connection, Key};
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
use crate::domain::refund::Refund;
use crate::domain::settings::Settings;

pub struct Stripe;

const HOST: &str = "https://api.stripe.com";
/// Where its pages are.
pub const PAGES: &str = "https://checkout.stripe.com";
/// Stripe speaks as it did then, whatever it learns later.
const VERSION: (&str, &str) = ("stripe-version", "2024-12-18.acacia");
/// What the buyer reads there about the order.
const ABOUT_CHARS_MAX: usize = 200;
/// Refunds looked through for one that may or may not have been made.
const REFUNDS_LOOKED_AT: u32 = 100;

/// How our ids stand in Stripe's objects.
const ATTEMPT: &str = "duka_attempt";
const SHOP: &str = "duka_shop";
const REFUND: &str = "duka_refund";

fn request(key: &Key, verb: Verb, path: String) -> Request {
    Request { verb, host: HOST, path, form: Vec::new(), key: key.clone(), version: VERSION, name: None }
}

fn connection<'s>(settings: &'s Settings, mode: Mode, account: &str) -> Option<&'s Connection> {
    settings.payments.cards.with(mode, account)
}

impl Provider for Stripe {
    fn method(&self) -> Method {
        Method::Card
    }

    fn offered(&self, settings: &Settings, _pickup: bool) -> bool {
        settings.payments.cards.in_use().is_some()
    }

    fn begin(&self, _: &Order, _: &Settings) -> Begin {
        Begin::Ask
    }

    fn account(&self, settings: &Settings) -> (String, Mode) {
        let used = settings.payments.cards.in_use();
        used.map_or((String::new(), Mode::Live), |(mode, connection)| (connection.account.clone(), mode))
    }

    fn door(&self) -> Option<Door> {
        Some(Door { name: "stripe", signature: "stripe-signature" })
    }

    /// Signed for one of the shop's two connections; which one is part of what is compared later.
    fn verify(&self, hook: &RawHook<'_>, settings: &Settings, now: Time) -> Result<Heard, NotBelieved> {
        let cards = &settings.payments.cards;
        let all = [Mode::Live, Mode::Test].into_iter().filter_map(|mode| cards.of(mode));
        let mut why = NotBelieved::NoWebhooks;
        for connection in all {
            let Some(messages) = &connection.messages else { continue };
            match signature::verify(hook, &messages.secret.0, now) {
                Ok(()) => return said::message(hook.body, &connection.account),
                Err(NotBelieved::TooOld) => return Err(NotBelieved::TooOld),
                Err(other) => why = other,
            }
        }
        Err(why)
    }

    fn open(&self, attempt: &Attempt, order: &Order, settings: &Settings) -> Option<Request> {
        let connection = connection(settings, attempt.mode, &attempt.account)?;
        let mut request = request(&connection.key, Verb::Post, "/v1/checkout/sessions".into());
        request.name = Some(format!("attempt-{}", attempt.id));
        request.form = page(attempt, order, settings)?;
        Some(request)
    }

    fn opened(&self, answer: &Answer) -> Opened {
        said::opened(answer)
    }

    fn look(&self, attempt: &Attempt, end: bool, settings: &Settings) -> Option<Request> {
        let connection = connection(settings, attempt.mode, &attempt.account)?;
        let path = format!("/v1/checkout/sessions/{}", attempt.session);
        Some(if end {
            request(&connection.key, Verb::Post, path + "/expire")
        } else {
            request(&connection.key, Verb::Get, path)
        })
    }

    fn seen(&self, answer: &Answer, attempt: &Attempt) -> Option<Heard> {
        said::seen(answer, attempt)
    }

    fn refund(&self, refund: &Refund, settings: &Settings) -> Option<Request> {
        let connection = connection(settings, refund.mode, &refund.account)?;
        let mut request = request(&connection.key, Verb::Post, "/v1/refunds".into());
        request.name = Some(format!("refund-{}", refund.id));
        request.form = vec![
            ("payment_intent".into(), refund.charge.clone()),
            ("amount".into(), amount::to_stripe(refund.amount)?.to_string()),
            (format!("metadata[{REFUND}]"), refund.id.to_string()),
        ];
        Some(request)
    }

    fn refunded(&self, answer: &Answer) -> SentBack {
        said::refunded(answer)
    }

    fn find_refund(&self, refund: &Refund, settings: &Settings) -> Option<Request> {
        let connection = connection(settings, refund.mode, &refund.account)?;
        let path = format!("/v1/refunds?payment_intent={}&limit={REFUNDS_LOOKED_AT}", refund.charge);
        Some(request(&connection.key, Verb::Get, path))
    }

    fn found_refund(&self, answer: &Answer, refund: &Refund) -> SentBack {
        said::found_refund(answer, refund)
    }

    fn seen_at(&self, reference: &str, mode: Mode) -> Option<String> {
        let test = if mode == Mode::Test { "test/" } else { "" };
        reference.starts_with("pi_").then(|| format!("https://dashboard.stripe.com/{test}payments/{reference}"))
    }
}

/// One line over what is owed: discounts, delivery and tax are ours to explain, and the sum is right to the cent.
fn page(attempt: &Attempt, order: &Order, settings: &Settings) -> Option<Vec<(String, String)>> {
    let shop = &settings.shop;
    let back = settings.link(&format!("/orders/{}", order.secret.show()));
    let (id, origin) = (attempt.id.to_string(), shop.origin.clone());
    let price = "line_items[0][price_data]";
    let fields = [
        ("mode".to_owned(), "payment".to_owned()),
        ("payment_method_types[0]".into(), "card".into()),
        ("client_reference_id".into(), id.clone()),
        (format!("metadata[{ATTEMPT}]"), id.clone()),
        (format!("metadata[{SHOP}]"), origin.clone()),
        (format!("payment_intent_data[metadata][{ATTEMPT}]"), id),
        (format!("payment_intent_data[metadata][{SHOP}]"), origin),
        ("payment_intent_data[description]".into(), format!("Order {}, {}", order.number, shop.name)),
        ("customer_email".into(), order.email.to_string()),
        ("expires_at".into(), (attempt.ends.micros() / SECOND).to_string()),
        ("line_items[0][quantity]".into(), "1".into()),
        (format!("{price}[currency]"), attempt.amount.currency().code().to_lowercase()),
        (format!("{price}[unit_amount]"), amount::to_stripe(attempt.amount)?.to_string()),
        (format!("{price}[product_data][name]"), format!("Order {}, {}", order.number, shop.name)),
        (format!("{price}[product_data][description]"), about(order)),
        ("success_url".into(), format!("{back}?payment=approved")),
        ("cancel_url".into(), back),
    ];
    Some(fields.into())
}

/// "2 × Breakfast mug, 1 × Tea towel"
fn about(order: &Order) -> String {
    let lines: Vec<String> = order.lines.iter().map(|l| format!("{} × {}", l.quantity, l.title)).collect();
    lines.join(", ").chars().take(ABOUT_CHARS_MAX).collect()
}
