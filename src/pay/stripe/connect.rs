//! Connecting with a Stripe account by one key, as a row of questions: whose account it is, which rights the key has, and
//! where Stripe shall tell what happens. Each question is a request; whoever asks brings the answers back ([`Connect::hear`]).
//!
//! A right to write is tried with a form that nobody can take: with the right it is refused for what is missing in it,
//! without the right it is refused for that. Nothing is made by it.

use super::said::{trouble, words};
use super::{Answer, Request, Verb, request};
use crate::base::Time;
use crate::domain::cards::{Connection, Key, Messages};
use crate::domain::payment::Mode;
use serde::Deserialize;

/// What Stripe shall tell of.
const EVENTS: [&str; 8] = [
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
];
const KEY_CHARS_MAX: usize = 300;
const ENDPOINTS_LOOKED_AT: u32 = 100;

/// What the key must be allowed to do, in the words of Stripe's own page.
const PAGES_RIGHT: &str = "Checkout Sessions: Write";
const REFUNDS_RIGHT: &str = "Charges and Refunds: Write";
const MESSAGES_RIGHT: &str = "Webhook Endpoints: Write";

#[derive(Clone, PartialEq, Eq, Debug)]
enum Step {
    Account,
    Pages,
    Refunds,
    /// Which addresses Stripe tells already.
    Addresses,
    /// An old one of ours, whose secret nobody knows any more.
    Forget(Vec<String>),
    Register,
    Done,
}

pub struct Connect {
    mode: Mode,
    /// Where Stripe would tell; `None`: it cannot come here.
    address: Option<String>,
    step: Step,
    found: Connection,
}

#[derive(Deserialize)]
struct Account {
    id: String,
    charges_enabled: Option<bool>,
    business_profile: Option<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Endpoints {
    data: Vec<Endpoint>,
}

#[derive(Deserialize)]
struct Endpoint {
    id: String,
    url: String,
    secret: Option<String>,
}

impl Connect {
    /// # Errors
    /// One sentence: that is not the key that belongs in this field.
    pub fn begin(mode: Mode, typed: &str, address: Option<String>, now: Time) -> Result<Connect, String> {
        let key = read_key(mode, typed)?;
        let remark = match &address {
            Some(_) => String::new(),
            None => {
                "The shop has no https:// address yet, so Stripe cannot tell it what happened; the shop asks Stripe \
                     instead, which takes a little longer."
                    .into()
            }
        };
        let (account, name) = (String::new(), String::new());
        let found = Connection { key, account, name, connected: now, messages: None, remark };
        Ok(Connect { mode, address, step: Step::Account, found })
    }

    /// The next question; `None`: all were answered.
    pub fn question(&self) -> Option<Request> {
        let ask = |verb, path: &str| request(&self.found.key, verb, path.into());
        Some(match &self.step {
            Step::Account => ask(Verb::Get, "/v1/account"),
            Step::Pages => {
                Request { form: vec![("mode".into(), "payment".into())], ..ask(Verb::Post, "/v1/checkout/sessions") }
            }
            Step::Refunds => ask(Verb::Post, "/v1/refunds"),
            Step::Addresses => ask(Verb::Get, &format!("/v1/webhook_endpoints?limit={ENDPOINTS_LOOKED_AT}")),
            Step::Forget(ids) => ask(Verb::Delete, &format!("/v1/webhook_endpoints/{}", ids.first()?)),
            Step::Register => {
                Request { form: registration(self.address.as_deref()?), ..ask(Verb::Post, "/v1/webhook_endpoints") }
            }
            Step::Done => return None,
        })
    }

    pub fn found(self) -> Connection {
        self.found
    }

    /// # Errors
    /// One sentence: why it cannot be used, and what to do.
    pub fn hear(&mut self, answer: &Answer) -> Result<(), String> {
        if answer.is_unclear() {
            return Err(format!(
                "Stripe is having trouble just now ({}). Please try again in a moment.",
                words(answer)
            ));
        }
        if answer.status == 401 {
            return Err(unknown_key(answer));
        }
        self.step = match self.step.clone() {
            Step::Account => self.account(answer)?,
            Step::Pages => may(answer, "start payments", PAGES_RIGHT).map(|()| Step::Refunds)?,
            Step::Refunds => {
                may(answer, "send money back", REFUNDS_RIGHT)?;
                if self.address.is_some() { Step::Addresses } else { Step::Done }
            }
            Step::Addresses => self.addresses(answer),
            Step::Forget(ids) => match ids.get(1..).filter(|rest| !rest.is_empty()) {
                Some(rest) => Step::Forget(rest.to_vec()),
                None => Step::Register,
            },
            Step::Register => self.registered(answer),
            Step::Done => Step::Done,
        };
        Ok(())
    }

    fn account(&mut self, answer: &Answer) -> Result<Step, String> {
        // A restricted key may not read its account; the refusal names it all the same.
        if answer.status == 403 {
            let said = trouble(answer).message.unwrap_or_default();
            self.found.account = named_in(&said).ok_or_else(|| lacks("read its account", "Accounts: Read"))?;
            return Ok(Step::Pages);
        }
        let account = serde_json::from_slice::<Account>(&answer.body).ok().filter(|_| answer.is_good());
        let account =
            account.ok_or_else(|| format!("Stripe answered what the shop cannot read: {}.", words(answer)))?;
        self.found.account = account.id;
        self.found.name = account.business_profile.and_then(|profile| profile.name).unwrap_or_default();
        if self.mode == Mode::Live && account.charges_enabled == Some(false) {
            self.found.remark =
                "Stripe lets this account take no money yet. Finish its setup at Stripe; then cards work.".into();
        }
        Ok(Step::Pages)
    }

    fn addresses(&mut self, answer: &Answer) -> Step {
        if answer.status == 403 {
            self.found.remark = no_messages(answer);
            return Step::Done;
        }
        let all = serde_json::from_slice::<Endpoints>(&answer.body).map(|list| list.data).unwrap_or_default();
        let ours: Vec<String> =
            all.into_iter().filter(|e| Some(&e.url) == self.address.as_ref()).map(|e| e.id).collect();
        if ours.is_empty() { Step::Register } else { Step::Forget(ours) }
    }

    fn registered(&mut self, answer: &Answer) -> Step {
        let made = serde_json::from_slice::<Endpoint>(&answer.body).ok().filter(|_| answer.is_good());
        match made {
            Some(Endpoint { id, url: address, secret: Some(secret) }) => {
                self.found.messages = Some(Messages { id, address, secret: Key(secret) });
            }
            _ => self.found.remark = no_messages(answer),
        }
        Step::Done
    }
}

fn no_messages(answer: &Answer) -> String {
    let why = match answer.status {
        403 => format!("The key lacks the right “{MESSAGES_RIGHT}”"),
        _ => format!("Stripe did not take the shop's address ({})", words(answer)),
    };
    format!(
        "{why}, so Stripe cannot tell the shop what happened; the shop asks Stripe instead, which takes a little longer."
    )
}

/// Stripe shall not tell an address any more.
pub fn forget(connection: &Connection) -> Option<Request> {
    let messages = connection.messages.as_ref()?;
    Some(request(&connection.key, Verb::Delete, format!("/v1/webhook_endpoints/{}", messages.id)))
}

fn registration(address: &str) -> Vec<(String, String)> {
    let events = EVENTS.iter().enumerate().map(|(i, event)| (format!("enabled_events[{i}]"), (*event).to_owned()));
    let fixed = [
        ("url".to_owned(), address.to_owned()),
        ("description".to_owned(), "Orders of this shop (Duka)".to_owned()),
        ("api_version".to_owned(), super::VERSION.1.to_owned()),
    ];
    fixed.into_iter().chain(events).collect()
}

fn read_key(mode: Mode, typed: &str) -> Result<Key, String> {
    let typed = typed.trim();
    let other = if mode == Mode::Test { Mode::Live } else { Mode::Test };
    let of = |mode: Mode| ["sk", "rk"].map(|kind| format!("{kind}_{}_", mode.code()));
    let begins = |mode: Mode| of(mode).iter().any(|start| typed.starts_with(start) && typed.len() > start.len());
    let is_plain = typed.len() <= KEY_CHARS_MAX && typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if begins(mode) && is_plain {
        return Ok(Key(typed.to_owned()));
    }
    let [secret, restricted] = of(mode);
    Err(match typed {
        "" => format!("Please enter the {} key. It stands at Stripe under Developers, API keys.", mode.code()),
        _ if begins(other) => {
            format!("That is a {} key. It belongs in the field for {}.", other.code(), other.code())
        }
        _ if typed.starts_with("pk_") => {
            format!("That is the publishable key. The one needed here begins with {secret} or {restricted}.")
        }
        _ if typed.starts_with("whsec_") => {
            format!(
                "That is a webhook's secret; the shop gets its own. The key needed here begins with {secret} or {restricted}."
            )
        }
        _ => format!("That is no {} key of Stripe: it begins with {secret} or {restricted}.", mode.code()),
    })
}

fn unknown_key(answer: &Answer) -> String {
    if trouble(answer).code.as_deref() == Some("api_key_expired") {
        return "This key was ended at Stripe. Make a new one there, under Developers, API keys.".into();
    }
    "Stripe does not know this key. Copy it again, whole, from Stripe's page Developers, API keys.".into()
}

fn may(answer: &Answer, what: &str, right: &str) -> Result<(), String> {
    if answer.status == 403 { Err(lacks(what, right)) } else { Ok(()) }
}

fn lacks(what: &str, right: &str) -> String {
    format!(
        "This key may not {what}. Give it the right “{right}” at Stripe, under Developers, API keys, and connect again."
    )
}

/// "… on account 'acct_1K2'. …"
fn named_in(words: &str) -> Option<String> {
    let from = words.find("acct_")?;
    Some(words[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_the_wrong_field_is_named() {
        for (mode, typed, wrong) in [
            (Mode::Test, "sk_test_51abc", None),
            (Mode::Live, " rk_live_51abc ", None),
            (Mode::Test, "sk_live_51abc", Some("That is a live key. It belongs in the field for live.")),
            (Mode::Live, "rk_test_51abc", Some("That is a test key. It belongs in the field for test.")),
            (Mode::Test, "pk_test_51abc", Some("That is the publishable key.")),
            (Mode::Test, "whsec_1", Some("That is a webhook's secret")),
            (Mode::Test, "", Some("Please enter the test key.")),
            (Mode::Test, "sk_test_", Some("That is no test key of Stripe")),
            (Mode::Test, "sk_test_a b", Some("That is no test key of Stripe")),
        ] {
            match (read_key(mode, typed), wrong) {
                (Ok(key), None) => assert_eq!(key.0, typed.trim()),
                (Err(said), Some(wrong)) => assert!(said.starts_with(wrong), "{typed}: {said}"),
                (said, _) => panic!("{typed}: {said:?}"),
            }
        }
        let refusal = "does not have the required permissions for this endpoint on account 'acct_1PJ'. Having the";
        assert_eq!(named_in(refusal).as_deref(), Some("acct_1PJ"));
    }
}
