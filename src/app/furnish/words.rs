//! What the demo shop says of itself: settings, pages, its owner, a discount code.

use super::super::{App, By, Error};
use super::{OWNER_EMAIL, goods, unreadable};
use crate::base::text::{Email, Handle};
use crate::base::{Currency, Id, Language, Money};
use crate::domain::cards::Cards;
use crate::domain::discount::{Code, Discount};
use crate::domain::languages::Languages;
use crate::domain::people::Staff;
use crate::domain::place::Country;
use crate::domain::rules::{Pickup, Rate, Rules, TaxRule, Zone};
use crate::domain::settings::{BankAccount, Face, Limits, Mail, MailServer, Payments, Settings, Shop, TextPage};
use crate::store::tables;

pub async fn write(app: &App, by: &By, origin: &str) -> Result<(), Error> {
    let key: String = app.draw(|random| format!("{:016x}{:016x}", random.u64(), random.u64()));
    let settings = settings(origin, key)?;
    let email = Email::parse(OWNER_EMAIL)?;
    let code = Code::parse("LEAF10")?;
    app.write(by, "furnish.words", move |tx| {
        tx.put(&tables::SETTINGS, &(), &settings)?;
        let id = Id::new(tx.now(), tx.random());
        let owner = Staff { id, email: email.clone(), name: "Ana".into(), password: None, created: tx.now() };
        tx.put(&tables::STAFF, &id, &owner)?;
        let discount = Discount {
            code: code.clone(),
            percent_ppm: 100_000,
            starts: None,
            ends: None,
            uses_max: None,
            used: 0,
            enabled: true,
        };
        tx.put(&tables::DISCOUNTS, &code.as_str().to_owned(), &discount)?;
        for (position, (handle, title, text)) in PAGES.iter().enumerate() {
            let page = TextPage { title: (*title).into(), text: (*text).into(), position: position as u32 };
            tx.put(&tables::PAGES, &Handle::parse(handle)?, &page)?;
        }
        Ok(())
    })
    .await
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn countries(codes: &[&str]) -> Result<Vec<Country>, Error> {
    codes.iter().map(|c| Country::parse(c).map_err(|_| unreadable("countries"))).collect()
}

fn settings(origin: &str, gateway_key: String) -> Result<Settings, Error> {
    let rate = |code: &str, label: &str, price, free: Option<i64>| Rate {
        code: code.into(),
        label: label.into(),
        price: euro(price),
        free_from: free.map(euro),
    };
    let zone = |name: &str, codes: &[&str], rates| {
        Ok::<_, Error>(Zone { name: name.into(), countries: countries(codes)?, rates })
    };
    let home = countries(&["DE"])?[0];
    let shop = Email::parse("hello@clay-and-leaf.example")?;
    Ok(Settings {
        shop: Shop {
            name: "Clay & Leaf".into(),
            country: home,
            time_zone: "Europe/Berlin".into(),
            email: shop.clone(),
            address: "Große Ulrichstraße 12\n06108 Halle (Saale)\nGermany".into(),
            phone: "+49 345 555 0142".into(),
            origin: origin.into(),
        },
        languages: Languages::one(Language::English),
        currency: Currency::EUR,
        rules: Rules {
            taxes: taxes()?,
            zones: vec![
                zone("Germany", &["DE"], vec![rate("de", "Parcel, 2 to 3 days", 490, Some(8_000)), rate("de-express", "Express, next working day", 1_190, None)])?,
                zone("Neighbours", &["AT", "FR", "NL", "BE", "LU", "DK", "PL", "CZ", "IE"], vec![rate("eu", "Parcel, 3 to 6 days", 990, Some(15_000))])?,
                zone("Further", &["GB", "CH", "US", "CA", "JP"], vec![rate("world", "Parcel, 6 to 12 days", 2_400, None)])?,
            ],
            pickup: Some(Pickup { label: "Pick up in Halle".into(), address: "Große Ulrichstraße 12, 06108 Halle, Tuesday to Saturday, 11:00 to 18:00".into() }),
        },
        returns_days: 30,
        payments: Payments {
            transfer: Some(BankAccount { holder: "Clay & Leaf".into(), iban: "DE02 1203 0000 0000 2020 51".into(), bic: "BYLADEM1001".into(), bank: "Example Bank".into() }),
            on_pickup: true,
            test_gateway: Some(gateway_key),
            cards: Cards::default(),
        },
        mail: Mail { from: shop, staff: Email::parse(OWNER_EMAIL)?, server: MailServer::None, stock_low_at: 3 },
        face: Face {
            announcement: "Free delivery in Germany from €80 · thrown, glazed and packed by three people in Halle".into(),
            tagline: "Pots for every day and the tea that goes in them.".into(),
            hero_title: "Pots that ask to be picked up.".into(),
            hero_text: "Stoneware for the table you sit at every day, fired twice and glazed by hand. No two alike, all of them dishwasher safe.".into(),
            hero_button: "See all pottery".into(),
            hero_link: "/collections/all".into(),
            hero_picture: Some(goods::hero()),
        },
        limits: Limits::DEMO,
        thanks_wait: false,
        demo: true,
    })
}

fn taxes() -> Result<Vec<TaxRule>, Error> {
    let codes = ["DE", "AT", "FR", "NL", "BE", "LU", "DK", "PL", "CZ", "IE"];
    let rule = |country: Country| {
        let vat = country.vat().ok_or_else(|| unreadable("tax rates"))?;
        Ok(TaxRule {
            country,
            region: String::new(),
            label: "VAT".into(),
            standard_ppm: vat.standard_ppm,
            reduced_ppm: vat.food_ppm,
            included: true,
        })
    };
    countries(&codes)?.into_iter().map(rule).collect()
}

const PAGES: [(&str, &str, &str); 6] = [
    (
        "delivery",
        "Delivery",
        "We pack on working days before noon; what is ordered later leaves the next day.\n\nIn Germany a parcel takes two to three days and costs €4.90; from €80 of goods on it costs nothing. Express arrives on the next working day for €11.90.\n\nTo our neighbours a parcel takes three to six days and costs €9.90, nothing from €150 on. To Great Britain, Switzerland, the United States, Canada and Japan it takes six to twelve days and costs €24.00; customs may ask for more.\n\nYou can also fetch it in Halle, Tuesday to Saturday, from 11:00 to 18:00.\n\nEverything is packed in paper and cardboard. If a pot arrives broken, send us a photograph and we send another one.",
    ),
    (
        "returns",
        "Returns",
        "You may send anything back within 30 days, unused, without giving a reason. Write to hello@clay-and-leaf.example with your order's number, and we send you a label.\n\nTea can be returned unopened only.\n\nWe pay the money back within three days of the parcel's arrival, the way you paid.",
    ),
    (
        "imprint",
        "Imprint",
        "Clay & Leaf\nGroße Ulrichstraße 12\n06108 Halle (Saale)\nGermany\n\nE-mail: hello@clay-and-leaf.example\nTelephone: +49 345 555 0142\n\nThis is a demonstration. The shop, its people and its goods are invented.",
    ),
    (
        "terms",
        "Terms",
        "An order is an offer to buy; it becomes a contract when we confirm it or send the goods.\n\nPrices contain VAT where it is due. The goods stay ours until they are paid.\n\nStoneware is made by hand: colour and size differ a little from piece to piece, and from the pictures.\n\nThis is a demonstration. Nothing is sold here.",
    ),
    (
        "privacy",
        "Privacy",
        "We keep what is needed to deliver your order: name, address, e-mail and what you bought. The tax office wants us to keep the invoice for eight years; everything else goes when you ask us.\n\nThis shop sets one cookie for your cart. It counts page views without knowing whose they are. Nothing is loaded from other companies.\n\nThis is a demonstration. Please do not type in real addresses.",
    ),
    (
        "about",
        "About us",
        "Three people, one kiln, a shelf of tea. We began in a garage in 2014 and still throw every piece by hand.\n\nThe clay comes from the Westerwald, the glazes are mixed here, and the tea is bought from four gardens we have visited.\n\nCome by: the wheel stands behind the shop window.",
    ),
];
