//! What the shop asks and believes, against a stand-in of Stripe that others wrote: localstripe understands our refunds and
//! refuses our unknown keys, and what it signs is believed. It has no Checkout and no idempotency: those are asked of our own
//! (`stripe.rs`). `tests/run.sh` names a python that has it in `DUKA_LOCALSTRIPE`; without it this says so and checks nothing.

use duka::base::{Clock, Currency, Id, Money, Time};
use duka::domain::cards::{Cards, Connection, Key, Messages};
use duka::domain::event::Actor;
use duka::domain::payment::{Method, Mode};
use duka::domain::refund::{Refund, RefundState};
use duka::outside::http::{Call, Caller};
use duka::pay::stripe::Stripe;
use duka::pay::stripe::connect::Connect;
use duka::pay::{Answer, HeardWhat, NotBelieved, Provider, RawHook, Request, SentBack, Verb};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const KEY: &str = "sk_test_12345";
const SECRET: &str = "whsec_of_this_test";

struct Server {
    child: Child,
    caller: Caller,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Server {
    fn start() -> Option<Server> {
        let Some(python) = std::env::var_os("DUKA_LOCALSTRIPE") else {
            // Written past the test's captured output, so that it is seen.
            let _ = writeln!(std::io::stderr(), "localstripe: NOT RUN, DUKA_LOCALSTRIPE names no python that has it");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/stripe_server.py");
        let mut command = Command::new(python);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let port = ready.trim().strip_prefix("ready ").unwrap_or_else(|| panic!("localstripe did not start: {ready}"));
        let caller = Caller::default();
        caller.ask_instead(&format!("http://127.0.0.1:{port}")).unwrap();
        Some(Server { child, caller })
    }

    async fn ask(&self, request: &Request) -> Answer {
        let key = format!("Bearer {}", request.key.0);
        let mut headers = vec![("authorization", key.as_str()), request.version];
        if request.verb == Verb::Post {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        let call = Call {
            verb: request.verb.name(),
            host: request.host,
            path: &request.path,
            headers: &headers,
            body: request.body().into_bytes(),
            time_max: Duration::from_secs(10),
        };
        let answer = self.caller.call(call).await.unwrap();
        Answer { status: answer.status, body: answer.body }
    }

    /// Something the shop never asks itself.
    async fn post(&self, like: &Request, path: &str, form: &[(&str, &str)]) -> Value {
        let form = form.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = self.ask(&Request { verb: Verb::Post, path: path.into(), form, ..like.clone() }).await;
        assert!(answer.is_good(), "{path}: {}", String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
    }
}

fn connected() -> Cards {
    let messages = Messages { id: "we_1".into(), address: String::new(), secret: Key(SECRET.into()) };
    let connection = Connection {
        key: Key(KEY.into()),
        account: "acct_1".into(),
        name: String::new(),
        connected: Time::from_micros(0),
        messages: Some(messages),
        remark: String::new(),
    };
    Cards { test: Some(connection), live: None, used: Some(Mode::Test) }
}

fn refund(charge: &str, minor: i64) -> Refund {
    Refund {
        id: Id::from_bytes([3; 16]),
        order: Id::from_bytes([4; 16]),
        number: 1001,
        method: Method::Card,
        mode: Mode::Test,
        account: "acct_1".into(),
        charge: charge.into(),
        amount: Money::new(minor, Currency::EUR),
        by: Actor::Shop,
        asked: Time::from_micros(0),
        state: RefundState::Asked,
        next: None,
    }
}

#[tokio::test]
async fn our_refunds_are_understood_and_what_it_signs_is_believed() {
    let Some(server) = Server::start() else { return };
    let shop = crate::shop::TestShop::open().await;
    let mut settings = shop.app().settings().unwrap();
    settings.payments.cards = connected();
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = format!("http://{}/hooks/stripe", door.local_addr().unwrap());
    let like = Stripe.refund(&refund("pi_none", 500), &settings).unwrap();
    server.post(&like, "/_config/webhooks/w1", &[("url", &here), ("secret", SECRET)]).await;
    let told = std::thread::spawn(move || hear(&door));

    let card = [
        ("type", "card"),
        ("card[number]", "4242424242424242"),
        ("card[exp_month]", "12"),
        ("card[exp_year]", "2040"),
        ("card[cvc]", "123"),
    ];
    let card = server.post(&like, "/v1/payment_methods", &card).await;
    let paid = [
        ("amount", "1999"),
        ("currency", "eur"),
        ("payment_method", card["id"].as_str().unwrap()),
        ("confirm", "true"),
    ];
    let paid = server.post(&like, "/v1/payment_intents", &paid).await;
    assert_eq!(paid["status"], "succeeded");

    let asked = Stripe.refund(&refund(paid["id"].as_str().unwrap(), 500), &settings).unwrap();
    let said = Stripe.refunded(&server.ask(&asked).await);
    assert!(matches!(&said, SentBack::Sent { name } if name.starts_with("re_")), "{said:?}");
    let nothing = Stripe.refunded(&server.ask(&like).await);
    assert!(matches!(nothing, SentBack::Refused(_)), "of a payment that never was: {nothing:?}");
    let mut stranger = asked.clone();
    stranger.key = Key("nonsense".into());
    assert_eq!(server.ask(&stranger).await.status, 401);
    let mut connect = Connect::begin(Mode::Test, KEY, None, shop.clock.now()).unwrap();
    let unknown = connect.hear(&server.ask(&stranger).await).unwrap_err();
    assert!(unknown.starts_with("Stripe does not know this key."), "{unknown}");

    // Its messages are signed as Stripe's are; this one says nothing the shop acts on.
    let (signature, body) = told.join().unwrap();
    let hook = RawHook { signature: &signature, body: body.as_bytes() };
    let heard = Stripe.verify(&hook, &settings, Clock::Real.now()).unwrap();
    assert_eq!((heard.what, heard.account.as_str(), heard.mode), (HeardWhat::Other, "acct_1", Mode::Test));
    settings.payments.cards.test.as_mut().unwrap().messages.as_mut().unwrap().secret = Key("whsec_other".into());
    assert_eq!(Stripe.verify(&hook, &settings, Clock::Real.now()), Err(NotBelieved::Signature));
}

/// The signature and the body of the first message that comes.
fn hear(door: &TcpListener) -> (String, String) {
    let (mut stream, _) = door.accept().unwrap();
    let (mut read, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let n = stream.read(&mut buffer).unwrap();
        assert!(n > 0, "the message was cut");
        read.extend_from_slice(&buffer[..n]);
        let text = String::from_utf8_lossy(&read).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let header = |name: &str| {
            let named = head.lines().filter_map(|line| line.split_once(": "));
            named.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.to_owned()).next().unwrap()
        };
        if body.len() >= header("content-length").parse().unwrap() {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
            return (header("stripe-signature"), body.to_owned());
        }
    }
}
