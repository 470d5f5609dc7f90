//! Every letter as it is sent, beside a text that was read by a person. `DUKA_WRITE_LETTERS=1 cargo test --lib mail::`
//! writes the texts anew; the change is then read in the diff.

use super::*;
use crate::base::text::Email;
use crate::base::time::{DAY, HOUR};
use crate::base::{Currency, Language, Money, Random, Secret, Time};
use crate::domain::address::Address;
use crate::domain::catalog::{Product, ProductOption, TaxClass};
use crate::domain::discount::{Code, Discount};
use crate::domain::event::Actor;
use crate::domain::languages::Languages;
use crate::domain::order::{Cancellation, Delivery, OrderLine, OrderState, Shipment};
use crate::domain::payment::{Method, Mode, Payment, PaymentKind};
use crate::domain::place::Country;
use crate::domain::price::{Item, quote};
use crate::domain::rules::{PICKUP_CODE, Pickup, Place, Rate, Rules, TaxRule, Zone};
use crate::domain::settings::{BankAccount, Face, Limits, Mail, MailServer, Payments, Settings, Shop};
use crate::domain::wish::Wish;

/// 21 November 2026, 09:30 in Berlin.
const PLACED: Time = Time::from_micros(1_795_249_800_000_000);
/// Words of the code that a shopkeeper does not use, and an excited voice.
const LEFT_OUT: [&str; 9] = ["handle", "journal", "outbox", "hold", "sku", "fulfil", "snapshot", "oops", "!"];

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn settings() -> Settings {
    let account = BankAccount {
        holder: "Clay & Leaf GmbH".into(),
        iban: "DE02120300000000202051".into(),
        bic: "BYLADEM1001".into(),
        bank: "Deutsche Kreditbank".into(),
    };
    let email = |text| Email::parse(text).unwrap();
    let rates = vec![Rate { code: "dhl".into(), label: "DHL parcel".into(), price: euro(490), free_from: None }];
    let tax = TaxRule {
        country: Country::DE,
        region: String::new(),
        label: "VAT".into(),
        standard_ppm: 190_000,
        reduced_ppm: 70_000,
        included: true,
    };
    let pickup = Pickup { label: "Pick up".into(), address: "Kastanienallee 12\n10435 Berlin".into() };
    Settings {
        shop: Shop {
            name: "Clay & Leaf".into(),
            country: Country::DE,
            time_zone: "Europe/Berlin".into(),
            email: email("hello@clay-and-leaf.example"),
            address: "Clay & Leaf GmbH\nKastanienallee 12\n10435 Berlin\nGermany".into(),
            phone: "+49 30 1234567".into(),
            origin: "https://clay-and-leaf.example".into(),
        },
        languages: Languages::one(Language::English),
        currency: Currency::EUR,
        rules: Rules {
            taxes: vec![tax],
            zones: vec![Zone { name: "Germany".into(), countries: vec![Country::DE], rates }],
            pickup: Some(pickup),
        },
        returns_days: 0,
        payments: Payments { transfer: Some(account), on_pickup: true, test_gateway: None, cards: Default::default() },
        mail: Mail {
            from: email("shop@clay-and-leaf.example"),
            staff: email("ana@clay-and-leaf.example"),
            server: MailServer::Caught,
            stock_low_at: 3,
        },
        face: Face {
            announcement: String::new(),
            tagline: String::new(),
            hero_title: String::new(),
            hero_text: String::new(),
            hero_button: String::new(),
            hero_link: String::new(),
            hero_picture: None,
        },
        limits: Limits::NORMAL,
        thanks_wait: false,
        demo: false,
    }
}

fn line(random: &mut Random, title: &str, variant_name: &str, quantity: u32, unit: Money) -> OrderLine {
    OrderLine {
        product: Id::new(PLACED, random),
        variant: Id::new(PLACED, random),
        title: title.into(),
        variant_name: variant_name.into(),
        sku: "A-1".into(),
        quantity,
        unit,
        picture: None,
        counted: true,
    }
}

/// Two mugs and a tea, with a code, to Berlin, by transfer.
fn order(delivery: &str) -> Order {
    let mut random = Random::from_seed([7; 32]);
    let lines = vec![
        line(&mut random, "Breakfast mug, 350 ml", "Oat", 2, euro(2400)),
        line(&mut random, "Sencha, spring picking from the slopes above Uji in a tin of 100 g", "", 1, euro(1490)),
    ];
    let class = [TaxClass::Standard, TaxClass::Reduced];
    let items = lines.iter().zip(class).map(|(l, tax_class)| Item { unit: l.unit, quantity: l.quantity, tax_class });
    let place = Place { country: Country::DE, region: String::new() };
    let code = ten_off();
    let items: Vec<Item> = items.collect();
    let quote = quote(&items, &settings().rules, &place, Some(delivery), Some(&code), Currency::EUR).unwrap();
    let pickup = delivery == PICKUP_CODE;
    Order {
        id: Id::new(PLACED, &mut random),
        number: 1042,
        former_number: None,
        secret: Secret::new(&mut random),
        placed: PLACED,
        state: OrderState::Open,
        customer: Id::new(PLACED, &mut random),
        email: Email::parse("jo@example.com").unwrap(),
        language: Language::English,
        address: Address {
            name: "Jo <b>\"Bold\"</b> & Sons".into(),
            company: String::new(),
            line1: "Torstraße 1".into(),
            line2: "2. OG".into(),
            postcode: "10119".into(),
            city: "Berlin".into(),
            region: String::new(),
            country: Country::DE,
            phone: "030 987654".into(),
        },
        lines,
        quote,
        delivery: match pickup {
            true => {
                Delivery::Pickup { where_: "Kastanienallee 12\n10435 Berlin\nTuesday to Saturday, 10 to 18".into() }
            }
            false => Delivery::Parcel { label: "DHL parcel".into() },
        },
        method: if pickup { Method::OnPickup } else { Method::Transfer },
        reserved_until: PLACED.plus(7 * DAY),
        network: None,
        reminded: None,
        released: None,
        cancellation: None,
        payments: vec![],
        shipments: vec![],
        ready: None,
        short: false,
        message: "Please wrap the mugs apart.\nOne is a <gift>.".into(),
    }
}

fn ten_off() -> Discount {
    Discount {
        code: Code::parse("AUTUMN10").unwrap(),
        percent_ppm: 100_000,
        starts: None,
        ends: None,
        uses_max: None,
        used: 0,
        enabled: true,
    }
}

fn paid(mut order: Order) -> Order {
    let amount = order.total();
    let by = Actor::Shop;
    let kind = PaymentKind::Received;
    order.payments.push(Payment {
        at: PLACED.plus(DAY),
        method: order.method,
        mode: Mode::Live,
        kind,
        amount,
        reference: "1042".into(),
        by,
    });
    order
}

fn shipped(mut order: Order, pieces: &[u32]) -> Order {
    order.shipments.push(Shipment {
        at: PLACED.plus(2 * DAY),
        by: Actor::Shop,
        carrier: "DHL".into(),
        tracking: "00340434161094015902".into(),
        pieces: pieces.to_vec(),
    });
    order
}

fn cancelled(mut order: Order) -> Order {
    order.state = OrderState::Cancelled;
    let reason = "A mug broke in the kiln".into();
    order.cancellation = Some(Cancellation { at: PLACED.plus(3 * HOUR), by: Actor::Shop, reason });
    order
}

/// The letter must say what the kept text says; both parts must be safe to send.
#[track_caller]
fn check(name: &str, kind: LetterKind, order: Option<&Order>, about: &str) {
    let settings = settings();
    let content = write(kind, &About { settings: &settings, order, about }).unwrap();
    assert!(!content.subject.chars().any(char::is_control), "{name}: {:?}", content.subject);
    assert!(!content.html.contains("<b>") && !content.html.contains("\"Bold\""), "{name}: the name is not escaped");
    let said = format!("{}\n{}", content.subject, content.text).to_lowercase();
    for word in LEFT_OUT {
        assert!(!said.contains(word), "{name} says “{word}”");
    }
    for line in content.text.lines().filter(|l| !l.contains("://")) {
        assert!(line.chars().count() <= 72, "{name}: too wide: {line}");
    }
    kept(&format!("{name}.txt"), &format!("Subject: {}\n\n{}", content.subject, content.text));
    kept(&format!("{name}.html"), &content.html);
}

#[track_caller]
fn kept(file: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mail/letters").join(file);
    if std::env::var_os("DUKA_WRITE_LETTERS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{file} differs: read the header of this test");
}

#[test]
fn letters_to_a_buyer_who_transfers() {
    let new = order("dhl");
    check("received", LetterKind::Received, Some(&new), "");
    check("payment-instructions", LetterKind::PaymentInstructions, Some(&new), "");
    check("payment-reminder", LetterKind::PaymentReminder, Some(&new), "");
    let paid = paid(new);
    check("paid", LetterKind::Paid, Some(&paid), "");
    let parts = shipped(shipped(paid, &[1, 0]), &[1, 1]);
    check("shipped", LetterKind::Shipped, Some(&parts), "2");
}

#[test]
fn letters_to_a_buyer_who_picks_up() {
    let new = order(PICKUP_CODE);
    check("received-pickup", LetterKind::Received, Some(&new), "");
    check("ready-for-pickup", LetterKind::ReadyForPickup, Some(&new), "");
}

#[test]
fn letters_about_what_went_wrong() {
    check("shipped-in-part", LetterKind::Shipped, Some(&shipped(paid(order("dhl")), &[2, 0])), "");
    check("cancelled", LetterKind::Cancelled, Some(&cancelled(order("dhl"))), "");
    check("cancelled-paid", LetterKind::Cancelled, Some(&cancelled(paid(order("dhl")))), "");
    check("paid-short", LetterKind::Paid, Some(&Order { short: true, ..paid(order("dhl")) }), "");
}

#[test]
fn letters_to_staff() {
    let order = order("dhl");
    check("new-order", LetterKind::NewOrder, Some(&order), "");
    let failed = "“Your payment for order 1042 has arrived” to jo@example.com\n\
                  The mail server mail.example.com refused the letter: 550 5.1.1 no such user";
    check("letter-failed", LetterKind::LetterFailed, Some(&order), failed);
    check("stock-low", LetterKind::StockLow, None, "Breakfast mug, 350 ml, Oat: 2 left");
    check("test", LetterKind::Test, None, "");
}

#[test]
fn a_letter_to_somebody_who_waited() {
    let id = |n| crate::base::Id::from_bytes([n; 16]);
    let mut mug =
        Product::new(crate::base::Id::from_bytes([1; 16]), id(2), "Cup & saucer", euro(2400), PLACED).unwrap();
    mug.options = vec![ProductOption { name: "Glaze".into(), values: vec!["Oat".into()] }];
    mug.variants[0].values = vec!["Oat".into()];
    let wish = Wish {
        email: Email::parse("jo@example.com").unwrap(),
        language: Language::English,
        secret: Secret::new(&mut Random::from_seed([5; 32])),
        asked: PLACED,
    };
    let about = back_in_stock(&mug, &mug.variants[0], &wish);
    check("back-in-stock", LetterKind::BackInStock, None, &about);
}

#[test]
fn every_kind_has_its_line() {
    let settings = settings();
    for (kind, _) in LETTERS {
        let refused = write(kind, &About { settings: &settings, order: None, about: "" }).err();
        assert!(matches!(refused, None | Some(Unwritten::NoOrder | Unwritten::NoProduct)), "{kind:?}: {refused:?}");
    }
    // A new kind does not compile here until it has been thought of, and then needs its line.
    for (i, (kind, _)) in LETTERS.iter().enumerate() {
        use LetterKind as K;
        let place = match kind {
            K::Received => 0,
            K::PaymentInstructions => 1,
            K::PaymentReminder => 2,
            K::Paid => 3,
            K::Shipped => 4,
            K::ReadyForPickup => 5,
            K::Cancelled => 6,
            K::NewOrder => 7,
            K::LetterFailed => 8,
            K::StockLow => 9,
            K::Test => 10,
            K::BackInStock => 11,
        };
        assert_eq!(i, place);
    }
}

#[test]
fn a_letter_that_is_no_longer_true_is_not_written() {
    let mut settings = settings();
    let refusal = |settings: &Settings, kind, order: &Order, about| {
        write(kind, &About { settings, order: Some(order), about }).err()
    };
    let new = order("dhl");
    let released = Order { released: Some(PLACED), ..new.clone() };
    for (kind, order, about, why) in [
        (LetterKind::PaymentReminder, paid(new.clone()), "", Unwritten::NothingToPay),
        (LetterKind::PaymentInstructions, released, "", Unwritten::NothingToPay),
        (LetterKind::PaymentReminder, cancelled(new.clone()), "", Unwritten::NothingToPay),
        (LetterKind::Cancelled, new.clone(), "", Unwritten::NotCancelled),
        (LetterKind::Shipped, new.clone(), "", Unwritten::NoParcel),
        (LetterKind::Shipped, shipped(new.clone(), &[1, 1]), "0", Unwritten::NoParcel),
        (LetterKind::Shipped, shipped(new.clone(), &[1, 1]), "2", Unwritten::NoParcel),
    ] {
        assert_eq!(refusal(&settings, kind, &order, about), Some(why), "{kind:?}");
    }
    settings.payments.transfer = None;
    assert_eq!(refusal(&settings, LetterKind::PaymentInstructions, &new, ""), Some(Unwritten::NoBankAccount));
}

#[test]
fn nobody_writes_headers_or_reaches_a_stranger_with_his_words() {
    let settings = settings();
    let about = "Mug\r\nBcc: all@example.com: 2 left";
    let content = write(LetterKind::StockLow, &About { settings: &settings, order: None, about }).unwrap();
    assert_eq!(content.subject, "Running low: Mug Bcc: all@example.com: 2 left");
    let long = "x".repeat(500);
    let content = write(LetterKind::StockLow, &About { settings: &settings, order: None, about: &long }).unwrap();
    assert_eq!(content.subject.chars().count(), SUBJECT_CHARS_MAX);

    let order = cancelled(shipped(order("dhl"), &[1, 1]));
    for (kind, _) in LETTERS.iter().filter(|(kind, _)| *kind != LetterKind::NewOrder) {
        let letter = write(*kind, &About { settings: &settings, order: Some(&order), about: "" });
        assert!(letter.is_err() || !letter.unwrap().text.contains("wrap the mugs"), "{kind:?}");
    }
}

#[test]
fn a_letter_keeps_its_name() {
    let id: Id<Letter> = Id::from_bytes([1; 16]);
    let name = message_id(id, &settings());
    assert_eq!(name, format!("<{id}@clay-and-leaf.example>"));
}
