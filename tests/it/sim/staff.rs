//! Staff: receives, prices, ships, cancels, writes down money, sends some back; and a mail server with moods.

use super::deeds::{Deed, Scene};
use super::promises::{Promises, effect};
use duka::app::{By, catalog, letters, orders, payments};
use duka::base::{Currency, Money};
use duka::domain::letter::{Content, Reply};
use duka::domain::order::Order;
use duka::domain::payment::Method;
use duka::domain::stock::Change;

pub fn does_something(scene: &mut Scene<'_>) -> Vec<Deed> {
    match scene.random.below(12) {
        0..=1 => receives(scene),
        2..=3 => ships(scene),
        4 => cancels(scene),
        5..=6 => writes_down_money(scene),
        7 => sends_money_back(scene),
        8 => edits(scene),
        9 => makes_ready(scene),
        10 => hands_over(scene),
        _ => notes(scene),
    }
}

fn receives(scene: &mut Scene<'_>) -> Vec<Deed> {
    let (product, variant) = scene.some_good();
    let (pieces, note) = (1 + scene.random.below(6) as i64, scene.name("delivery"));
    let (app, named) = (scene.app.clone(), note.clone());
    let deed = Deed::new(format!("{pieces} pieces arrive ({note})"), async move {
        let change = Change::Received(pieces);
        let said = catalog::change_stock(&app, &By::shop(), product, variant, change, note).await;
        let yes = move |promises: &mut Promises, ()| {
            promises.received.insert(named, pieces);
            "on the shelf".to_owned()
        };
        effect(said, yes, |_| {})
    });
    vec![deed]
}

/// Alone, so that it is known which price is the last.
pub fn prices(scene: &mut Scene<'_>) -> Deed {
    let (product, _) = scene.some_good();
    let price = Money::new(100 + scene.random.below(3_000) as i64, Currency::EUR);
    scene.promises.prices.entry(product).or_default().push(price);
    let app = scene.app.clone();
    Deed::new(format!("a price becomes {}", price.show()), async move {
        let by = By::shop();
        let said = catalog::change(&app, &by, product, move |product| {
            product.variants[0].price = price;
            Ok(())
        });
        let yes = move |promises: &mut Promises, ()| {
            promises.price_was(product, price);
            "priced".to_owned()
        };
        effect(said.await, yes, move |promises| {
            promises.prices.entry(product).or_default().retain(|other| *other != price);
        })
    })
}

fn edits(scene: &mut Scene<'_>) -> Vec<Deed> {
    let ((product, _), tag, app) = (scene.some_good(), scene.name("tag"), scene.app.clone());
    let deed = Deed::new(format!("a thing is tagged {tag}"), async move {
        let by = By::shop();
        let said = catalog::change(&app, &by, product, move |product| {
            product.tags = vec![tag.clone()];
            Ok(())
        });
        effect(said.await, |_, ()| "edited".to_owned(), |_| {})
    });
    vec![deed]
}

fn ships(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|order| order.may_leave() && !order.is_shipped()) else { return Vec::new() };
    let (app, id, number) = (scene.app.clone(), order.id, order.number);
    let deed = Deed::new(format!("order {number} is shipped"), async move {
        let said = orders::ship(&app, &By::shop(), id, "Post".into(), String::new()).await;
        let yes = move |promises: &mut Promises, ()| {
            if let Some(thanked) = promises.thanked.get_mut(&number) {
                thanked.shipped = true;
            }
            "shipped".to_owned()
        };
        effect(said, yes, |_| {})
    });
    vec![deed]
}

fn cancels(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|order| order.shipments.is_empty()) else { return Vec::new() };
    let (app, id, number, restock) = (scene.app.clone(), order.id, order.number, scene.random.below(2) == 0);
    let deed = Deed::new(format!("order {number} is cancelled, restock: {restock}"), async move {
        let said = orders::cancel(&app, &By::shop(), id, "no more clay".into(), restock).await;
        let yes = move |promises: &mut Promises, ()| {
            if let Some(thanked) = promises.thanked.get_mut(&number) {
                thanked.cancelled = true;
            }
            "cancelled".to_owned()
        };
        effect(said, yes, |_| {})
    });
    vec![deed]
}

fn writes_down_money(scene: &mut Scene<'_>) -> Vec<Deed> {
    let unpaid = |order: &Order| order.method == Method::Transfer && !order.is_paid();
    let Some(order) = scene.some_order(unpaid) else { return Vec::new() };
    let reference = scene.name("bank");
    // Some send too little, and the rest later.
    let part = if scene.random.below(4) == 0 { 2 } else { 1 };
    let amount = Money::new((order.owed().minor() / part).max(1), Currency::EUR);
    scene.promises.perhaps_money.insert(reference.clone());
    let (app, id, number, named) = (scene.app.clone(), order.id, order.number, reference.clone());
    let deed = Deed::new(format!("{} came for order {number} ({reference})", amount.show()), async move {
        let said = payments::mark_paid(&app, &By::shop(), id, amount, reference).await;
        effect(said, remembered(named.clone(), amount), forgotten(named))
    });
    vec![deed]
}

fn sends_money_back(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|order| order.paid().minor() > 0) else { return Vec::new() };
    let reference = scene.name("back");
    let most = if order.owed().minor() < 0 { -order.owed().minor() } else { order.paid().minor() };
    let amount = Money::new(1 + scene.random.below(most as u64) as i64, Currency::EUR);
    scene.promises.perhaps_money.insert(reference.clone());
    let (app, id, number, named) = (scene.app.clone(), order.id, order.number, reference.clone());
    let deed = Deed::new(format!("{} are sent back for order {number} ({reference})", amount.show()), async move {
        let said = orders::refunded(&app, &By::shop(), id, amount, reference).await;
        effect(said, remembered(named.clone(), amount), forgotten(named))
    });
    vec![deed]
}

fn remembered(reference: String, amount: Money) -> impl FnOnce(&mut Promises, ()) -> String {
    move |promises, ()| {
        promises.money.insert(reference, amount);
        "written down".to_owned()
    }
}

fn forgotten(reference: String) -> impl FnOnce(&mut Promises) {
    move |promises| {
        promises.perhaps_money.remove(&reference);
    }
}

fn makes_ready(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|order| order.is_pickup() && order.may_leave()) else { return Vec::new() };
    let (app, id) = (scene.app.clone(), order.id);
    let deed = Deed::new(format!("order {} is made ready", order.number), async move {
        let said = orders::ready(&app, &By::shop(), id).await;
        effect(said, |_, ()| "ready".to_owned(), |_| {})
    });
    vec![deed]
}

fn hands_over(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|order| order.is_pickup() && order.may_leave()) else { return Vec::new() };
    let (app, id, number) = (scene.app.clone(), order.id, order.number);
    let deed = Deed::new(format!("order {number} is handed over"), async move {
        let said = orders::hand_over(&app, &By::shop(), id).await;
        let yes = move |promises: &mut Promises, ()| {
            if let Some(thanked) = promises.thanked.get_mut(&number) {
                thanked.shipped = true;
            }
            "handed over".to_owned()
        };
        effect(said, yes, |_| {})
    });
    vec![deed]
}

pub fn notes(scene: &mut Scene<'_>) -> Vec<Deed> {
    let Some(order) = scene.some_order(|_| true) else { return Vec::new() };
    let (app, id, text) = (scene.app.clone(), order.id, scene.name("note"));
    let deed = Deed::new(format!("{text} on order {}", order.number), async move {
        let said = orders::note(&app, &By::shop(), id, text).await;
        effect(said, |_, ()| "noted".to_owned(), |_| {})
    });
    vec![deed]
}

/// The mail server takes some letters, puts some off and refuses some for good.
pub fn post(scene: &mut Scene<'_>) -> Vec<Deed> {
    let due = letters::due(scene.app).unwrap_or_default();
    let mut deeds = Vec::new();
    for due in due.into_iter().take(3) {
        let reply = match scene.random.below(4) {
            0 => Reply::Later("451 come again".into()),
            1 => Reply::Never("550 nobody here".into()),
            _ => Reply::Taken("250 ok".into()),
        };
        let (app, id) = (scene.app.clone(), due.letter.id);
        let content = Content { subject: "A letter".into(), text: "Hello".into(), html: String::new() };
        deeds.push(Deed::new(format!("a letter ({:?}): {reply:?}", due.letter.kind), async move {
            let said = letters::tried(&app, &By::shop(), id, content, reply).await;
            effect(said, |_, fate| format!("{fate:?}").chars().take(7).collect(), |_| {})
        }));
    }
    deeds
}
