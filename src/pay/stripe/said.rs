//! What Stripe says, understood: answers and messages in, our words out. Everything we do not use is skipped, everything we
//! need and do not find makes it unclear.

use super::amount::from_stripe;
use super::{ATTEMPT, REFUND, SHOP};
use crate::base::{Id, Money};
use crate::domain::attempt::Attempt;
use crate::domain::payment::Mode;
use crate::domain::refund::Refund;
use crate::pay::{Answer, Heard, HeardWhat, NotBelieved, Of, Opened, SentBack};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is passed on of Stripe's own words.
const WORDS_CHARS_MAX: usize = 200;

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    livemode: bool,
    account: Option<String>,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Value,
}

#[derive(Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    livemode: Option<bool>,
    status: Option<String>,
    payment_status: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    payment_intent: Option<Named>,
    metadata: Option<BTreeMap<String, String>>,
}

/// A refund or a dispute.
#[derive(Deserialize)]
struct Movement {
    id: String,
    amount: Option<i64>,
    currency: Option<String>,
    payment_intent: Option<Named>,
    status: Option<String>,
    failure_reason: Option<String>,
    metadata: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct List {
    data: Vec<Movement>,
}

/// A name, or the whole thing.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Name(String),
    Whole { id: String },
}

impl Named {
    fn name(self) -> String {
        match self {
            Named::Name(name) | Named::Whole { id: name } => name,
        }
    }
}

#[derive(Deserialize)]
struct Refusal {
    error: Trouble,
}

#[derive(Deserialize)]
pub struct Trouble {
    pub code: Option<String>,
    pub message: Option<String>,
}

/// What Stripe objects to.
pub fn trouble(answer: &Answer) -> Trouble {
    let read = serde_json::from_slice::<Refusal>(&answer.body);
    read.map_or(Trouble { code: None, message: None }, |refusal| refusal.error)
}

/// The same in its own words, without what is long or secret.
pub fn words(answer: &Answer) -> String {
    let said = trouble(answer).message.unwrap_or_else(|| format!("answer {}", answer.status));
    let said: String = said.chars().filter(|c| !c.is_control()).take(WORDS_CHARS_MAX).collect();
    said.trim_end_matches('.').to_owned()
}

pub fn opened(answer: &Answer) -> Opened {
    if answer.is_unclear() {
        return Opened::Unclear(words(answer));
    }
    if !answer.is_good() {
        return Opened::Refused(words(answer));
    }
    match serde_json::from_slice::<Session>(&answer.body) {
        Ok(Session { id, url: Some(address), .. }) => Opened::Page { session: id, address },
        _ => Opened::Unclear("Stripe's answer cannot be read".into()),
    }
}

pub fn seen(answer: &Answer, attempt: &Attempt) -> Option<Heard> {
    let session = serde_json::from_slice::<Session>(&answer.body).ok().filter(|_| answer.is_good())?;
    let mode = session.livemode.map(mode)?;
    Some(of_session(session, "", String::new(), attempt.account.clone(), mode))
}

pub fn refunded(answer: &Answer) -> SentBack {
    if answer.is_unclear() {
        return SentBack::Unclear(words(answer));
    }
    if !answer.is_good() {
        return SentBack::Refused(words(answer));
    }
    match serde_json::from_slice::<Movement>(&answer.body) {
        Ok(movement) => came(movement),
        Err(_) => SentBack::Unclear("Stripe's answer cannot be read".into()),
    }
}

fn came(movement: Movement) -> SentBack {
    match movement.failed() {
        Some(why) => SentBack::Refused(why),
        None => SentBack::Sent { name: movement.id },
    }
}

pub fn found_refund(answer: &Answer, refund: &Refund) -> SentBack {
    let Some(list) = serde_json::from_slice::<List>(&answer.body).ok().filter(|_| answer.is_good()) else {
        return SentBack::Unclear(words(answer));
    };
    let ours = |movement: &Movement| movement.ours() == Some(refund.id);
    match list.data.into_iter().find(ours) {
        Some(movement) => came(movement),
        None => SentBack::Refused("Stripe could not be reached for a day, and nothing was sent".into()),
    }
}

/// A message whose signature fits. `ours`: the account it was signed for.
pub fn message(body: &[u8], ours: &str) -> Result<Heard, NotBelieved> {
    let event: Event = serde_json::from_slice(body).map_err(|_| NotBelieved::Unreadable)?;
    let Event { id, kind, livemode, account, data } = event;
    let (account, mode) = (account.unwrap_or_else(|| ours.to_owned()), mode(livemode));
    if kind.starts_with("checkout.session.") {
        let session: Session = serde_json::from_value(data.object).map_err(|_| NotBelieved::Unreadable)?;
        return Ok(of_session(session, &kind, id, account, mode));
    }
    let is_refund = kind.starts_with("refund.") || kind == "charge.refund.updated";
    if !is_refund && kind != "charge.dispute.created" {
        return Ok(other(id, account, mode));
    }
    let movement: Movement = serde_json::from_value(data.object).map_err(|_| NotBelieved::Unreadable)?;
    Ok(of_movement(movement, is_refund, id, account, mode))
}

fn other(event: String, account: String, mode: Mode) -> Heard {
    let (amount, reference) = (None, String::new());
    Heard { event, account, mode, of: Of::Others, amount, reference, what: HeardWhat::Other }
}

fn of_session(session: Session, kind: &str, event: String, account: String, mode: Mode) -> Heard {
    let what = match (session.status.as_deref(), session.payment_status.as_deref()) {
        _ if kind == "checkout.session.async_payment_failed" => HeardWhat::Declined,
        (Some("complete"), Some("paid" | "no_payment_required")) => HeardWhat::Paid,
        (Some("expired"), _) => HeardWhat::Ended,
        _ => HeardWhat::UnderWay,
    };
    let metadata = session.metadata.unwrap_or_default();
    let named = |name: &str| metadata.get(name).cloned().unwrap_or_default();
    let of = match Id::parse(&named(ATTEMPT)) {
        Some(id) => Of::Attempt { id, session: session.id, shop: named(SHOP) },
        None => Of::Others,
    };
    Heard {
        event,
        account,
        mode,
        of,
        amount: money(session.amount_total, session.currency),
        reference: session.payment_intent.map(Named::name).unwrap_or_default(),
        what,
    }
}

fn of_movement(movement: Movement, is_refund: bool, event: String, account: String, mode: Mode) -> Heard {
    let (failed, ours) = (movement.failed(), movement.ours());
    let Movement { id: name, amount, currency, payment_intent, .. } = movement;
    let charge = payment_intent.map(Named::name).unwrap_or_default();
    Heard {
        event,
        account,
        mode,
        of: if charge.is_empty() { Of::Others } else { Of::Charge(charge) },
        amount: money(amount, currency),
        reference: name.clone(),
        what: if is_refund { HeardWhat::SentBack { name, ours, failed } } else { HeardWhat::Disputed },
    }
}

impl Movement {
    fn failed(&self) -> Option<String> {
        let failed = matches!(self.status.as_deref(), Some("failed" | "canceled"));
        failed.then(|| self.failure_reason.clone().unwrap_or_else(|| "no reason given".into()).replace('_', " "))
    }

    fn ours(&self) -> Option<Id<Refund>> {
        self.metadata.as_ref()?.get(REFUND).and_then(|id| Id::parse(id))
    }
}

fn money(amount: Option<i64>, currency: Option<String>) -> Option<Money> {
    from_stripe(amount?, &currency?)
}

fn mode(live: bool) -> Mode {
    if live { Mode::Live } else { Mode::Test }
}
