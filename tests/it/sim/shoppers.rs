//! Shoppers, and the gateway some of them pay by: they press twice, lose answers, change their minds, and some of the
//! messages about their money are forged, late, repeated or for somebody else.

use super::deeds::{Deed, Scene};
use super::promises::{Form, Message, effect};
use crate::shop::ANA;
use duka::app::checkout::{self, Placing};
use duka::app::{By, orders, payments};
use duka::base::text::{Email, Quantity};
use duka::base::time::{DAY, MINUTE};
use duka::base::{Language, Secret};
use duka::domain::cart::{Cart, CartLine};
use duka::domain::order::Order;
use duka::domain::payment::Method;
use duka::domain::place::Country;
use duka::domain::rules::PICKUP_CODE;
use duka::pay::RawHook;
use duka::pay::test_gateway::{self, ACCOUNT, sign};

/// Nobody sends a form again after so long; the shop forgets it a day later.
const FORM_AGE_MAX: i64 = 6 * DAY;
/// A provider repeats for a few days.
const MESSAGE_AGE_MAX: i64 = 3 * DAY;
const BUYERS: u64 = 6;

/// Something a shopper does. `None`: there is nothing to do it with.
pub fn does_something(scene: &mut Scene<'_>) -> Vec<Deed> {
    match scene.random.below(10) {
        0..=3 => orders_something(scene),
        4 => sends_again(scene),
        5 => changes_their_mind(scene),
        6..=7 => pays(scene),
        8 => money_is_told_again(scene),
        _ => false_money(scene),
    }
}

fn orders_something(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(placing) = asks_the_price(scene) else { return Vec::new() };
    let first_sent = scene.latest;
    scene.promises.forms.push(Form { placing, first_sent, number: None });
    let form = scene.promises.forms.len() - 1;
    // A double click: both are on their way at the same time.
    let times = if scene.random.below(4) == 0 { 2 } else { 1 };
    (0..times).map(|_| place(scene, form)).collect()
}

fn asks_the_price(scene: &mut Scene<'_>) -> Option<Placing> {
    let (method, delivery) = match scene.random.below(4) {
        0..=1 => (Method::TestGateway, "de"),
        2 => (Method::Transfer, "de"),
        _ => (Method::OnPickup, PICKUP_CODE),
    };
    let mut lines = Vec::new();
    for _ in 0..1 + scene.random.below(2) {
        let (product, variant) = scene.some_good();
        let quantity = Quantity::new(1 + scene.random.below(3) as u32).unwrap();
        if lines.iter().all(|line: &CartLine| line.variant != variant) {
            lines.push(CartLine { product, variant, quantity });
        }
    }
    let now = scene.app.now();
    let code = (scene.random.below(4) == 0).then(|| "LEAF10".to_owned());
    let cart = Cart { lines, code, country: None, updated: now };
    let choice =
        checkout::Choice { country: Some(Country::DE), region: String::new(), delivery: Some(delivery.to_owned()) };
    // Nothing can be read while the disk is away.
    let basket = scene.app.read(|rows| checkout::basket(rows, &cart, &choice, now)).ok()?;
    let buyer = scene.random.below(BUYERS);
    Some(Placing {
        token: Secret::new(scene.random),
        cart,
        email: Email::parse(&format!("buyer{buyer}@example.com")).unwrap(),
        language: Language::English,
        address: ANA.address(),
        delivery: delivery.to_owned(),
        method,
        message: String::new(),
        network: (buyer > 0).then(|| scene.app.network([127, 0, 0, buyer as u8].into())),
        seen: basket.quote.total,
    })
}

fn place(scene: &Scene<'_>, form: usize) -> Deed {
    let (app, placing) = (scene.app.clone(), scene.promises.forms[form].placing.clone());
    Deed::new(format!("form {form} is sent"), async move {
        let said = checkout::place(&app, &By::buyer(1), placing).await;
        effect(said, move |promises, order: Order| promises.thank(form, &order), |_| {})
    })
}

/// The answer was lost, or somebody pressed "back".
fn sends_again(scene: &mut Scene<'_>) -> Vec<Deed> {
    let latest = scene.latest;
    let young = |form: &Form| latest.since(form.first_sent) < FORM_AGE_MAX;
    let forms: Vec<usize> = (0..scene.promises.forms.len()).filter(|n| young(&scene.promises.forms[*n])).collect();
    if forms.is_empty() {
        return Vec::new();
    }
    let form = forms[scene.random.below(forms.len() as u64) as usize];
    vec![place(scene, form)]
}

fn changes_their_mind(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|_| true) else { return Vec::new() };
    let (app, id, number) = (scene.app.clone(), order.id, order.number);
    let deed = Deed::new(format!("order {number} is given up"), async move {
        let said = orders::give_up(&app, &By::buyer(1), id).await;
        let yes = move |promises: &mut super::promises::Promises, ()| {
            if let Some(thanked) = promises.thanked.get_mut(&number) {
                thanked.cancelled = true;
            }
            "given up".to_owned()
        };
        effect(said, yes, |_| {})
    });
    vec![deed]
}

fn message(
    scene: &mut Scene<'_>,
    order: &Order,
    reference: &str,
    change: impl FnOnce(&mut test_gateway::Message),
) -> Message {
    let mut message = test_gateway::Message {
        id: format!("evt_{reference}"),
        account: ACCOUNT.into(),
        order: order.number,
        amount: order.total().minor(),
        currency: order.total().currency().code().into(),
        charge: reference.into(),
        paid: true,
    };
    let right = message.clone();
    change(&mut message);
    Message {
        body: serde_json::to_string(&message).unwrap(),
        reference: reference.into(),
        amount: order.total(),
        first_sent: scene.latest,
        holds: message == right,
    }
}

fn pays(scene: &mut Scene<'_>) -> Vec<Deed> {
    let by_gateway = |order: &Order| order.method == Method::TestGateway && order.payments.is_empty();
    let Some(order) = scene.some_order(by_gateway) else { return Vec::new() };
    let reference = scene.name("ch");
    let message = message(scene, &order, &reference, |_| {});
    scene.promises.messages.push(message.clone());
    let times = if scene.random.below(4) == 0 { 2 } else { 1 };
    (0..times).map(|_| is_told(scene, &message)).collect()
}

/// Again, and out of order.
fn money_is_told_again(scene: &mut Scene<'_>) -> Vec<Deed> {
    let latest = scene.latest;
    scene.promises.messages.retain(|message| latest.since(message.first_sent) < MESSAGE_AGE_MAX);
    let messages = scene.promises.messages.len() as u64;
    if messages == 0 {
        return Vec::new();
    }
    let message = scene.promises.messages[scene.random.below(messages) as usize].clone();
    vec![is_told(scene, &message)]
}

fn false_money(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|_| true) else { return Vec::new() };
    let (reference, lie) = (scene.name("false"), scene.random.below(5));
    let told = message(scene, &order, &reference, |message| match lie {
        0 => message.amount += 1,
        1 => message.account = "acct_other".into(),
        2 => message.paid = false,
        3 => message.currency = "USD".into(),
        _ => message.order += 1_000_000,
    });
    if scene.random.below(3) > 0 {
        return vec![is_told(scene, &told)];
    }
    // All of it is right but the signature.
    let forged = message(scene, &order, &reference, |_| {});
    let old = scene.random.below(2) == 0;
    let key = if old { scene.gateway_key.clone() } else { "not the key".to_owned() };
    let signed_at = scene.app.now().minus(if old { 10 * MINUTE } else { 0 });
    vec![hears(scene, &Message { holds: false, ..forged }, key, signed_at)]
}

fn is_told(scene: &mut Scene<'_>, message: &Message) -> Deed {
    let (key, now) = (scene.gateway_key.clone(), scene.app.now());
    hears(scene, message, key, now)
}

fn hears(scene: &mut Scene<'_>, message: &Message, key: String, signed_at: duka::base::Time) -> Deed {
    let (app, message) = (scene.app.clone(), message.clone());
    if message.holds {
        scene.promises.perhaps_money.insert(message.reference.clone());
    }
    let signature = sign(&key, message.body.as_bytes(), signed_at);
    Deed::new(format!("the gateway says {}", message.body), async move {
        let hook = RawHook { signature: &signature, body: message.body.as_bytes() };
        let said = payments::heard(&app, &test_gateway::TestGateway, &hook).await;
        let Message { reference, amount, holds, .. } = message;
        let yes = move |promises: &mut super::promises::Promises, ()| {
            if holds {
                promises.money.insert(reference, amount);
            }
            "heard".to_owned()
        };
        effect(said, yes, |_| {})
    })
}
