//! A bank's statement is brought: what fits is found, what is ticked is written down once, and the rest is left alone.

use crate::desk::owner;
use crate::shop::{ANA, Answer, TestShop, Visitor};
use axum::body::Body;
use axum::http::Request;
use duka::domain::event::Actor;
use duka::domain::letter::LetterKind;

/// Brings a statement, as a browser does: the file's field empty, the text pasted.
async fn brings(visitor: &mut Visitor, statement: &str) -> Answer {
    let part =
        |name: &str, text: &str| format!("--XYZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let body = format!("{}{}--XYZ--\r\n", part("file", ""), part("paste", statement));
    let request = Request::builder().method("POST").uri("/admin/transfers").header("sec-fetch-site", "same-origin");
    visitor.ask(request.header("content-type", "multipart/form-data; boundary=XYZ"), Body::from(body)).await
}

/// The form as it stands, with what was ticked or chosen beside it.
fn form<'p>(page: &Answer, lines: usize, ticked: &'p [(usize, &'p str)]) -> Vec<(String, String)> {
    let kept = (0..lines).flat_map(|n| ["m", "a", "r"].map(|kind| format!("{kind}{n}")));
    let kept = kept.map(|name| (name.clone(), page.field(&name)));
    kept.chain(ticked.iter().map(|(n, orders)| (format!("o{n}"), (*orders).to_owned()))).collect()
}

async fn sends(visitor: &mut Visitor, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    visitor.post("/admin/transfers/written-down", &fields).await
}

#[tokio::test]
async fn a_statement_pays_the_orders_it_names_and_only_once() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 20).await;
    let mut orders = Vec::new();
    for _ in 0..5 {
        orders.push(ANA.buys(&shop, &[(&mug, 1)]).await.unwrap());
    }
    let bowl = shop.sells("Bowl", "34.00", 5).await;
    orders.push(ANA.buys(&shop, &[(&bowl, 1)]).await.unwrap());
    let numbers: Vec<u64> = orders.iter().map(|o| o.number).collect();
    let [a, b, c, d, e, f] = numbers[..] else { panic!("{numbers:?}") };
    let (one, two) = (orders[0].total(), orders[0].total().times(2).unwrap());
    let statement = format!(
        "Buchungstag;Beguenstigter/Zahlungspflichtiger;Verwendungszweck;Betrag;Waehrung\n\
         20.11.26;ANA;Bestellung {a};{};EUR\n\
         20.11.26;ANA;{b}, {c};{};EUR\n\
         20.11.26;ANA;{d};5,00;EUR\n\
         20.11.26;Bo;danke;{};EUR\n\
         20.11.26;Strom;Abschlag;-80,00;EUR\n\
         20.11.26;Zins;;0,17;EUR\n\
         20.11.26;x;y;abc;EUR\n",
        one.plain().replace('.', ","),
        two.plain().replace('.', ","),
        orders[5].total().plain(),
    );
    let mut ana = owner(&shop).await;
    ana.get("/admin/orders?stage=unpaid").await.says("Match transfers");
    ana.get("/admin/transfers").await.is(200).says("Look at it");
    let page = brings(&mut ana, &statement).await;
    page.is(200)
        .says("5 transfers came in")
        .says("2 fit orders in number and amount. 2 are for you to decide. 1 has to do with no order that waits.");
    page.says("1 line of money that left").says("Line 8: “abc” is not an amount.").says("The order waits for");
    assert_eq!(page.field("o0"), a.to_string());
    assert_eq!(page.field("o1"), format!("{b}+{c}"));
    assert!(shop.orders().iter().all(|o| o.payments.is_empty()), "looking writes nothing");

    let (first, second, third, fourth) = (a.to_string(), format!("{b}+{c}"), d.to_string(), f.to_string());
    let ticked = [(0, first.as_str()), (1, &second), (2, &third), (3, &fourth)];
    let fields = form(&page, 4, &ticked);
    let done = sends(&mut ana, &fields).await;
    ana.get(done.is(303).location()).await.says("4 transfers written down.");
    let paid = |number: u64| shop.orders().into_iter().find(|o| o.number == number).unwrap();
    assert!([a, b, c, f].into_iter().all(|n| paid(n).is_paid()) && !paid(d).is_paid() && paid(e).payments.is_empty());
    assert_eq!(paid(d).paid().plain(), "5.00");
    assert_eq!(paid(b).payments[0].reference, format!("20.11.26, ANA, {b}, {c}"));
    assert!(matches!(paid(a).payments[0].by, Actor::Staff { .. }), "{:?}", paid(a).payments[0].by);
    shop.works().await;
    let letters = shop.letters().iter().filter(|l| l.kind == LetterKind::Paid).count();
    assert_eq!(letters, 4);

    // Pressed twice, and the same statement brought again.
    let again = sends(&mut ana, &fields).await;
    ana.get(again.is(303).location()).await.says("0 transfers written down. 4 had been before.");
    let page = brings(&mut ana, &statement).await;
    page.says("None fits an order in number and amount.").says(&format!("Written down before, for order {a}"));
    assert_eq!(paid(a).payments.len(), 1);
    // Another bank's words for the same money.
    let other = format!("Date,Name,Description,Amount\n2026-11-20,ANA,order {a},{}\n", one.plain());
    brings(&mut ana, &other).await.says(&format!("It names order {a}")).says("which is paid");
}

#[tokio::test]
async fn what_is_no_statement_or_was_paid_meanwhile_is_said() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 20).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let mut ana = owner(&shop).await;
    for (statement, why) in [
        ("", "Please choose a file, or paste the statement."),
        ("hello\nworld", "No line of it names a date, an amount and a text."),
        ("<html/>", "This is XML, but not a bank's statement"),
    ] {
        brings(&mut ana, statement).await.is(422).says(why);
    }
    let owed = order.total().plain();
    let statement = format!("Date,Name,Description,Amount\n1,ANA,{0},{owed}\n2,ANA,{0},{owed}\n", order.number);
    let page = brings(&mut ana, &statement).await;
    let number = order.number.to_string();
    let answer = sends(&mut ana, &form(&page, 2, &[(0, &number), (1, &number)])).await;
    answer.is(200).says("1 transfer written down. These were not:").says("It is paid already.");
    shop.works().await;
    let nothing = sends(&mut ana, &form(&page, 2, &[])).await;
    ana.get(nothing.location()).await.says("Nothing was ticked");
    // Strangers are asked to sign in.
    assert!(shop.visitor().get("/admin/transfers").await.location().starts_with("/admin/sign-in"));
}
