//! Reading and changing the shop's settings; setting up a shop that has none.

use super::story::tell_change;
use super::{App, At, By, Error, settings_of};
use crate::base::text::{Email, Handle, line};
use crate::base::{Currency, Id, Language, Money};
use crate::domain::cards::Cards;
use crate::domain::event::Subject;
use crate::domain::languages::Languages;
use crate::domain::people::{NAME_CHARS_MAX, Staff};
use crate::domain::place::Country;
use crate::domain::rules::{Rate, Rules, TaxRule, Zone};
use crate::domain::settings::{Face, Limits, Mail, MailServer, Payments, Security, Settings, Shop, TextPage};
use crate::store::{Rows, Tx, tables};
use crate::words::Words;

/// How the first page asks about tax.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaxAnswer {
    No,
    PricesInclude,
    AddedAtCheckout,
}

impl TaxAnswer {
    pub fn parse(text: &str) -> Option<TaxAnswer> {
        Some(match text {
            "no" => TaxAnswer::No,
            "included" => TaxAnswer::PricesInclude,
            "added" => TaxAnswer::AddedAtCheckout,
            _ => return None,
        })
    }
}

/// The answers of the setup page.
#[derive(Clone, Debug)]
pub struct Setup {
    pub shop_name: String,
    pub country: Country,
    pub currency: Currency,
    pub language: Language,
    pub time_zone: String,
    pub tax: TaxAnswer,
    pub owner_name: String,
    pub owner_email: Email,
    /// Already hashed: hashing does not belong into a write.
    pub password: String,
    pub origin: String,
}

/// Is there a shop yet?
pub fn is_set_up(app: &App) -> Result<bool, Error> {
    app.read(|rows| Ok(rows.get(&tables::SETTINGS, &())?.is_some()))
}

/// Makes the shop and its owner, once.
pub async fn set_up(app: &App, by: &By, setup: Setup) -> Result<Id<Staff>, Error> {
    line(&setup.shop_name, "a name for the shop", NAME_CHARS_MAX).at("shop_name")?;
    line(&setup.owner_name, "your name", NAME_CHARS_MAX).at("name")?;
    app.write(by, "settings.set_up", move |tx| {
        if tx.get(&tables::SETTINGS, &())?.is_some() {
            return Err(Error::sentence("This shop has been set up already."));
        }
        tx.put(&tables::SETTINGS, &(), &first(&setup))?;
        let id = Id::new(tx.now(), tx.random());
        let (email, name) = (setup.owner_email.clone(), setup.owner_name.trim().to_owned());
        let owner = Staff { id, email, name, password: Some(setup.password.clone()), created: tx.now() };
        tx.put(&tables::STAFF, &id, &owner)?;
        Ok(id)
    })
    .await
}

/// The settings a new shop begins with.
fn first(setup: &Setup) -> Settings {
    let (zero, words) = (Money::zero(setup.currency), Words::of(setup.language));
    Settings {
        shop: Shop {
            name: setup.shop_name.trim().to_owned(),
            country: setup.country,
            time_zone: setup.time_zone.clone(),
            email: setup.owner_email.clone(),
            address: String::new(),
            phone: String::new(),
            origin: setup.origin.clone(),
        },
        languages: Languages::one(setup.language),
        currency: setup.currency,
        rules: Rules {
            taxes: first_tax(setup).into_iter().collect(),
            zones: vec![Zone {
                name: words.country(setup.country.code()),
                countries: vec![setup.country],
                rates: vec![Rate {
                    code: "standard".into(),
                    label: words.say("first-delivery"),
                    price: zero,
                    free_from: None,
                }],
            }],
            pickup: None,
        },
        returns_days: 0,
        payments: Payments { transfer: None, on_pickup: false, test_gateway: None, cards: Cards::default() },
        mail: Mail {
            from: setup.owner_email.clone(),
            staff: setup.owner_email.clone(),
            server: MailServer::None,
            stock_low_at: 3,
        },
        face: Face {
            announcement: String::new(),
            tagline: String::new(),
            hero_title: setup.shop_name.trim().to_owned(),
            hero_text: String::new(),
            hero_button: words.say("see-everything"),
            hero_link: "/collections/all".into(),
            hero_picture: None,
        },
        limits: Limits::NORMAL,
        thanks_wait: false,
        demo: false,
    }
}

fn first_tax(setup: &Setup) -> Option<TaxRule> {
    let included = match setup.tax {
        TaxAnswer::No => return None,
        TaxAnswer::PricesInclude => true,
        TaxAnswer::AddedAtCheckout => false,
    };
    let vat = setup.country.vat();
    let (standard_ppm, reduced_ppm) = vat.map_or((0, 0), |v| (v.standard_ppm, v.food_ppm));
    let label = Words::of(setup.language).say(if vat.is_some() { "tax-vat" } else { "tax-sales" });
    Some(TaxRule { country: setup.country, region: String::new(), label, standard_ppm, reduced_ppm, included })
}

/// Changes the settings and tells who changed which part.
pub async fn change<F>(app: &App, by: &By, f: F) -> Result<(), Error>
where
    F: Fn(&mut Settings) -> Result<(), Error> + Send + 'static,
{
    let by_inside = by.clone();
    app.write(by, "settings.change", move |tx| {
        let before = settings_of(tx.rows())?;
        let mut after = before.clone();
        f(&mut after)?;
        tell_parts(tx, &by_inside, &before, &after)?;
        Ok(tx.put(&tables::SETTINGS, &(), &after)?)
    })
    .await
}

/// Field by field, without secrets.
pub(in crate::app) fn parts(s: &Settings) -> [(&'static str, String); 17] {
    [
        ("Shop name", s.shop.name.clone()),
        ("Address of the shop", s.shop.address.clone()),
        ("E-mail of the shop", s.shop.email.to_string()),
        ("Where the shop is found", s.shop.origin.clone()),
        ("Time zone", s.shop.time_zone.clone()),
        ("Languages", s.languages.all().map(Language::own_name).collect::<Vec<_>>().join(", ")),
        ("Announcement", s.face.announcement.clone()),
        ("Headline", s.face.hero_title.clone()),
        ("Taxes", taxes_in_words(&s.rules)),
        ("Delivery", delivery_in_words(&s.rules)),
        ("Bank account", s.payments.transfer.as_ref().map(|a| a.iban.clone()).unwrap_or_default()),
        ("Pay at pickup", if s.payments.on_pickup { "on" } else { "off" }.to_owned()),
        ("Cards", s.payments.cards.in_words()),
        ("Mail server", server_in_words(&s.mail.server)),
        ("Letters to staff go to", s.mail.staff.to_string()),
        ("Letters come from", s.mail.from.to_string()),
        ("Thanks wait for a backup", if s.thanks_wait { "on" } else { "off" }.to_owned()),
    ]
}

/// One event per part that changed; secrets are told as changed, never as they are.
pub(in crate::app) fn tell_parts(tx: &mut Tx<'_>, by: &By, before: &Settings, after: &Settings) -> Result<(), Error> {
    for ((field, old), (_, new)) in parts(before).iter().zip(parts(after)) {
        tell_change(tx, by, Subject::Settings, field, old, &new)?;
    }
    Ok(())
}

/// Without the password.
fn server_in_words(server: &MailServer) -> String {
    match server {
        MailServer::None => "none yet".into(),
        MailServer::Caught => "letters are caught".into(),
        MailServer::Smtp { host, port, security, user, .. } => {
            let how = match security {
                Security::Tls => "encrypted from the beginning",
                Security::StartTls => "encrypted after greeting",
                Security::Plain => "not encrypted",
            };
            let user = if user.is_empty() { String::new() } else { format!(", as {user}") };
            format!("{host}, port {port}{user}, {how}")
        }
    }
}

fn taxes_in_words(rules: &Rules) -> String {
    let words = |t: &TaxRule| {
        let how = if t.included { "included" } else { "added" };
        format!("{}{} {} {how}", t.country.code(), t.region, crate::domain::price::percent(t.standard_ppm))
    };
    rules.taxes.iter().map(words).collect::<Vec<_>>().join("; ")
}

fn delivery_in_words(rules: &Rules) -> String {
    let rate = |r: &Rate| {
        let free = r.free_from.map(|f| format!(", free from {}", f.show())).unwrap_or_default();
        format!("{} {}{free}", r.label, r.price.show())
    };
    let zone = |z: &Zone| format!("{}: {}", z.name, z.rates.iter().map(rate).collect::<Vec<_>>().join(", "));
    let pickup = rules.pickup.as_ref().map(|p| format!("; pickup: {}", p.address)).unwrap_or_default();
    format!("{}{pickup}", rules.zones.iter().map(zone).collect::<Vec<_>>().join("; "))
}

/// Writes a page of text, such as the imprint.
pub async fn write_page(app: &App, by: &By, handle: Handle, page: TextPage) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "settings.page", move |tx| {
        let before = tx.get(&tables::PAGES, &handle)?;
        let old = before.map(|p| p.text).unwrap_or_default();
        tell_change(tx, &by_inside, Subject::Settings, &page.title, &old, &page.text)?;
        Ok(tx.put(&tables::PAGES, &handle, &page)?)
    })
    .await
}

/// The pages of the foot, in their order.
pub fn pages(rows: &(dyn Rows + '_)) -> Result<Vec<(Handle, TextPage)>, Error> {
    const PAGES_MAX: usize = 50;
    let mut pages = rows.span(&tables::PAGES, crate::store::Span::all(), PAGES_MAX)?;
    pages.sort_by_key(|(_, page)| page.position);
    Ok(pages)
}
