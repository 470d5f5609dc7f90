//! A stand-in of Stripe's HTTP API on loopback, made from its public documentation: keys with rights, Checkout pages, refunds,
//! webhook endpoints, idempotency. Stricter than a kind server would be: a parameter it does not know is refused, a page must
//! live at least half an hour, and no more goes back than came. It can be down, cut the line, or do a thing and lose the answer.

use aws_lc_rs::hmac;
use duka::base::Clock;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Parameters of `POST /v1/checkout/sessions` that are used here, as the documentation names them.
const SESSION_PARAMETERS: [&str; 17] = [
    "mode",
    "payment_method_types[0]",
    "client_reference_id",
    "metadata[duka_attempt]",
    "metadata[duka_shop]",
    "payment_intent_data[metadata][duka_attempt]",
    "payment_intent_data[metadata][duka_shop]",
    "payment_intent_data[description]",
    "customer_email",
    "expires_at",
    "line_items[0][quantity]",
    "line_items[0][price_data][currency]",
    "line_items[0][price_data][unit_amount]",
    "line_items[0][price_data][product_data][name]",
    "line_items[0][price_data][product_data][description]",
    "success_url",
    "cancel_url",
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    Well,
    /// Answers that it has trouble.
    Trouble,
    /// The line is cut before it reads.
    Away,
    /// It does what it is asked, once, and the answer is lost.
    LosesAnswer,
}

#[derive(Clone)]
pub struct Stripe {
    state: Arc<Mutex<State>>,
    pub address: SocketAddr,
}

struct State {
    clock: Clock,
    mood: Mood,
    /// Keys and what they may do; "*": everything.
    keys: BTreeMap<String, Vec<&'static str>>,
    account: String,
    sessions: BTreeMap<String, Value>,
    /// What came, and what went back of it.
    intents: BTreeMap<String, (i64, i64)>,
    refunds: BTreeMap<String, Value>,
    endpoints: BTreeMap<String, Value>,
    /// By key: what was asked, and what was answered.
    named: BTreeMap<String, (String, (u16, Value))>,
    /// Said instead of the next refund.
    refuses_refund: Option<&'static str>,
    made: u64,
}

type Form = BTreeMap<String, String>;

impl Stripe {
    pub async fn open(clock: &Clock) -> Stripe {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let all = vec!["*"];
        let state = State {
            clock: clock.clone(),
            mood: Mood::Well,
            keys: [("sk_test_all".to_owned(), all.clone()), ("sk_live_all".to_owned(), all)].into(),
            account: "acct_clay".into(),
            sessions: BTreeMap::new(),
            intents: BTreeMap::new(),
            refunds: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            named: BTreeMap::new(),
            refuses_refund: None,
            made: 0,
        };
        let stripe = Stripe { state: Arc::new(Mutex::new(state)), address };
        let serving = stripe.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(serving.clone(), stream));
            }
        });
        stripe
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn is(&self, mood: Mood) {
        self.state().mood = mood;
    }

    pub fn knows(&self, key: &str, rights: &[&'static str]) {
        self.state().keys.insert(key.into(), rights.to_vec());
    }

    pub fn refuses_next_refund(&self, why: &'static str) {
        self.state().refuses_refund = Some(why);
    }

    pub fn sessions(&self) -> Vec<Value> {
        self.state().sessions.values().cloned().collect()
    }

    pub fn refunds(&self) -> Vec<Value> {
        self.state().refunds.values().cloned().collect()
    }

    pub fn endpoints(&self) -> Vec<Value> {
        self.state().endpoints.values().cloned().collect()
    }

    /// The buyer pays on the page. Answers the page as it is then.
    pub fn is_paid(&self, session: &str) -> Value {
        let mut state = self.state();
        let intent = state.name("pi");
        let found = state.sessions.get_mut(session).unwrap();
        assert_eq!(found["status"], "open", "a page that is not open cannot be paid");
        (found["status"], found["payment_status"]) = (json!("complete"), json!("paid"));
        found["payment_intent"] = json!(intent);
        let (amount, session) = (found["amount_total"].as_i64().unwrap(), found.clone());
        state.intents.insert(intent, (amount, 0));
        session
    }

    /// Somebody sends money back on Stripe's own pages.
    pub fn sends_back(&self, intent: &str, amount: i64) -> Value {
        let form = [("payment_intent", intent.to_owned()), ("amount", amount.to_string())];
        let form = form.map(|(n, v)| (n.to_owned(), v)).into();
        self.state().refund(&form).1
    }

    /// A message of Stripe's, as it would be sent.
    pub fn event(&self, kind: &str, object: &Value) -> Value {
        let id = self.state().name("evt");
        let live = object["livemode"].as_bool().unwrap_or(false);
        json!({"id": id, "object": "event", "type": kind, "livemode": live, "created": 1, "data": {"object": object},
               "api_version": "2024-12-18.acacia", "pending_webhooks": 1, "request": {"id": null}})
    }

    /// The secret of the newest endpoint.
    pub fn secret(&self) -> String {
        self.endpoints().last().unwrap()["secret"].as_str().unwrap().to_owned()
    }
}

/// The header Stripe signs with.
pub fn signature(secret: &str, body: &str, seconds: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mac = hmac::sign(&key, format!("{seconds}.{body}").as_bytes());
    let hex: String = mac.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    format!("t={seconds},v1={hex},v0=ignored")
}

async fn serve(stripe: Stripe, mut stream: TcpStream) {
    let (mut read, mut buffer) = (Vec::new(), [0; 4096]);
    let (head, body) = loop {
        let n = stream.read(&mut buffer).await.unwrap_or(0);
        if n == 0 || stripe.state().mood == Mood::Away {
            return;
        }
        read.extend_from_slice(&buffer[..n]);
        let text = String::from_utf8_lossy(&read).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        if body.len() >= header(head, "content-length").parse().unwrap_or(0) {
            break (head.to_owned(), body.to_owned());
        }
    };
    let Some((status, answer)) = stripe.state().hear(&head, &body) else { return };
    let body = answer.to_string();
    let said = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _gone = stream.write_all(said.as_bytes()).await;
}

fn header<'h>(head: &'h str, name: &str) -> &'h str {
    let named = head.lines().filter_map(|line| line.split_once(": ")).find(|(n, _)| n.eq_ignore_ascii_case(name));
    named.map_or("", |(_, value)| value)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |b: u8| (b as char).to_digit(16).unwrap() as u8;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => bytes.push(hex(rest.next().unwrap()) * 16 + hex(rest.next().unwrap())),
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn form(text: &str) -> Form {
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn refusal(status: u16, code: &str, message: &str) -> (u16, Value) {
    (status, json!({"error": {"type": "invalid_request_error", "code": code, "message": message}}))
}

impl State {
    fn name(&mut self, kind: &str) -> String {
        self.made += 1;
        format!("{kind}_{:04}", self.made)
    }

    /// `None`: the answer is lost.
    fn hear(&mut self, head: &str, body: &str) -> Option<(u16, Value)> {
        let mut words = head.split_whitespace();
        let (verb, target) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
        if self.mood == Mood::Trouble {
            return Some(refusal(503, "", "Stripe is having trouble"));
        }
        assert_eq!(header(head, "stripe-version"), "2024-12-18.acacia");
        let key = header(head, "authorization").trim_start_matches("Bearer ").to_owned();
        let answer = self.known(&key, &verb, &target, header(head, "idempotency-key"), body);
        if self.mood == Mood::LosesAnswer && verb == "POST" {
            self.mood = Mood::Well;
            return None;
        }
        Some(answer)
    }

    fn known(&mut self, key: &str, verb: &str, target: &str, name: &str, body: &str) -> (u16, Value) {
        let Some(rights) = self.keys.get(key).cloned() else {
            return refusal(401, "", &format!("Invalid API Key provided: {}****", &key[..8]));
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let right = right(verb, path);
        // Who may write may read.
        let writes = right.replace("_read", "_write");
        if !["*", right, &writes].iter().any(|enough| rights.contains(enough)) {
            return refusal(
                403,
                "",
                &format!(
                    "The provided key '{}***' does not have the required permissions for this endpoint on account '{}'. \
                     Having the '{right}' permission would allow this request to continue.",
                    &key[..8],
                    self.account
                ),
            );
        }
        let asked = format!("{verb} {target} {body}");
        if let Some((before, answer)) = self.named.get(name).filter(|_| !name.is_empty()) {
            let same = *before == asked;
            return if same {
                answer.clone()
            } else {
                refusal(
                    400,
                    "idempotency_error",
                    "Keys for idempotent requests can only be used with the same parameters",
                )
            };
        }
        let answer = self.answer(key.contains("_live_"), verb, path, &form(query), &form(body));
        if !name.is_empty() {
            self.named.insert(name.to_owned(), (asked, answer.clone()));
        }
        answer
    }

    fn answer(&mut self, live: bool, verb: &str, path: &str, query: &Form, form: &Form) -> (u16, Value) {
        let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
        match (verb, parts.as_slice()) {
            ("GET", ["account"]) => (
                200,
                json!({"id": self.account, "object": "account", "charges_enabled": true,
                       "business_profile": {"name": "Clay & Leaf"}}),
            ),
            ("POST", ["checkout", "sessions"]) => self.session(live, form),
            ("GET", ["checkout", "sessions", id]) => match self.sessions.get(*id) {
                Some(session) => (200, session.clone()),
                None => refusal(404, "resource_missing", "No such checkout.session"),
            },
            ("POST", ["checkout", "sessions", id, "expire"]) => match self.sessions.get_mut(*id) {
                Some(session) if session["status"] == "open" => {
                    session["status"] = json!("expired");
                    (200, session.clone())
                }
                _ => refusal(400, "", "Only Checkout Sessions with a status in [\"open\"] can be expired."),
            },
            ("POST", ["refunds"]) => self.refund(form),
            ("GET", ["refunds"]) => {
                let of = |refund: &&Value| refund["payment_intent"] == query["payment_intent"].as_str();
                (200, json!({"object": "list", "data": self.refunds.values().filter(of).collect::<Vec<_>>()}))
            }
            ("GET", ["webhook_endpoints"]) => {
                let mut all: Vec<Value> = self.endpoints.values().cloned().collect();
                // The secret is told once, when it is made.
                all.iter_mut().for_each(|endpoint| endpoint["secret"] = Value::Null);
                (200, json!({"object": "list", "data": all}))
            }
            ("POST", ["webhook_endpoints"]) => self.endpoint(form),
            ("DELETE", ["webhook_endpoints", id]) => match self.endpoints.remove(*id) {
                Some(_) => (200, json!({"id": id, "deleted": true})),
                None => refusal(404, "resource_missing", "No such webhook endpoint"),
            },
            _ => refusal(404, "", &format!("Unrecognized request URL ({verb}: {path})")),
        }
    }

    fn session(&mut self, live: bool, form: &Form) -> (u16, Value) {
        if let Some(unknown) = form.keys().find(|name| !SESSION_PARAMETERS.contains(&name.as_str())) {
            return refusal(400, "parameter_unknown", &format!("Received unknown parameter: {unknown}"));
        }
        let Some(amount) = form.get("line_items[0][price_data][unit_amount]").and_then(|a| a.parse::<i64>().ok())
        else {
            return refusal(400, "parameter_missing", "Missing required param: line_items.");
        };
        if amount < 50 {
            return refusal(
                400,
                "amount_too_small",
                "The Checkout Session's total amount due must add up to at least €0.50 eur",
            );
        }
        let (now, expires) = (self.clock.now().micros() / 1_000_000, form["expires_at"].parse::<i64>().unwrap());
        if expires - now < 1_800 || expires - now > 86_400 {
            return refusal(
                400,
                "",
                "The `expires_at` timestamp must be between 30 minutes and 24 hours from creation.",
            );
        }
        let id = self.name(if live { "cs_live" } else { "cs_test" });
        let metadata = |name: &str| form[&format!("metadata[{name}]")].clone();
        let session = json!({
            "id": id, "object": "checkout.session", "livemode": live, "mode": form["mode"], "status": "open",
            "payment_status": "unpaid", "amount_total": amount, "currency": form["line_items[0][price_data][currency]"],
            "payment_intent": null, "client_reference_id": form["client_reference_id"], "expires_at": expires,
            "metadata": {"duka_attempt": metadata("duka_attempt"), "duka_shop": metadata("duka_shop")},
            "success_url": form["success_url"], "cancel_url": form["cancel_url"],
            "customer_email": form["customer_email"], "url": format!("https://checkout.stripe.com/c/pay/{id}"),
        });
        self.sessions.insert(id, session.clone());
        (200, session)
    }

    fn refund(&mut self, form: &Form) -> (u16, Value) {
        let Some(intent) = form.get("payment_intent").cloned() else {
            return refusal(
                400,
                "parameter_missing",
                "One of the following params should be provided for this request: payment_intent or charge.",
            );
        };
        if let Some(why) = self.refuses_refund.take() {
            return refusal(400, "charge_disputed", why);
        }
        let id = self.name("re");
        let Some((came, back)) = self.intents.get_mut(&intent) else {
            return refusal(404, "resource_missing", "No such payment_intent");
        };
        let amount = form.get("amount").map_or(*came - *back, |amount| amount.parse().unwrap());
        if amount > *came - *back {
            return refusal(400, "", "Refund amount is greater than unrefunded amount on charge");
        }
        *back += amount;
        let metadata: Form = form
            .get("metadata[duka_refund]")
            .map(|ours| [("duka_refund".to_owned(), ours.clone())].into())
            .unwrap_or_default();
        let refund = json!({"id": id, "object": "refund", "amount": amount, "currency": "eur", "payment_intent": intent,
            "status": "succeeded", "metadata": metadata});
        self.refunds.insert(id, refund.clone());
        (200, refund)
    }

    fn endpoint(&mut self, form: &Form) -> (u16, Value) {
        if !form["url"].starts_with("https://") {
            return refusal(400, "url_invalid", "Invalid URL: URL must be publicly accessible");
        }
        let id = self.name("we");
        let events: Vec<&String> =
            form.iter().filter(|(n, _)| n.starts_with("enabled_events[")).map(|(_, v)| v).collect();
        let endpoint = json!({"id": id, "object": "webhook_endpoint", "url": form["url"], "enabled_events": events,
            "secret": format!("whsec_{id}"), "api_version": form["api_version"]});
        self.endpoints.insert(id, endpoint.clone());
        (200, endpoint)
    }
}

/// What Stripe calls the right that a call needs.
fn right(verb: &str, path: &str) -> &'static str {
    match (verb, path.trim_start_matches("/v1/").split('/').next().unwrap()) {
        (_, "account") => "rak_accounts_kyc_basic_read",
        ("GET", "checkout") => "rak_checkout_session_read",
        (_, "checkout") => "rak_checkout_session_write",
        ("GET", "refunds") => "rak_charge_read",
        (_, "refunds") => "rak_charge_write",
        ("GET", _) => "rak_webhook_read",
        _ => "rak_webhook_write",
    }
}
