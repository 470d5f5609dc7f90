//! One row's difference in words: what it is now, and what it would be.

use super::plan::{Fate, Plan, Row, RowKey, priced_as};
use super::{Kind, What};
use crate::app::{App, Error, catalog, settings};
use crate::base::Time;
use crate::domain::catalog::{Collection, Product};
use crate::domain::discount::Discount;
use crate::domain::price::percent;
use crate::domain::settings::{Settings, TextPage};
use crate::store::Rows;
use crate::store::codec::{self, Stored};

/// Long texts are told by their beginning.
const TOLD_CHARS_MAX: usize = 120;

/// A field's name, what it is now, and what it would be.
pub type Line = (&'static str, String, String);

pub struct Difference {
    pub title: String,
    /// Where it is edited; empty: nowhere, because it is not there.
    pub path: String,
    pub fate: Fate,
    pub lines: Vec<Line>,
}

/// What a row says, field by field.
#[derive(Default)]
struct Told {
    title: String,
    path: String,
    parts: Vec<(&'static str, String)>,
}

impl Plan {
    /// What would become of one of its rows.
    pub fn difference(&self, app: &App, row: &Row) -> Result<Difference, Error> {
        let now = app.read(|rows| Ok(rows.raw(row.key.0, &row.key.1)?))?;
        let then = self.then(&row.key)?;
        let prices = self.what.only_prices();
        let told = |record: Option<&Vec<u8>>| match record {
            Some(record) => told(&row.key, record),
            None => Ok(Told::default()),
        };
        let (mut is, mut was) = (told(now.as_ref())?, told(then.as_ref())?);
        if let (true, Some(now), Some(then)) = (prices, &now, &then) {
            let [now, then] = [now, then].map(|record| read::<Product>(&row.key, record));
            let now = now?;
            was.parts = catalog::parts(&priced_as(&now, &then?)).to_vec();
            is.parts = catalog::parts(&now).to_vec();
        }
        let fields: Vec<&'static str> =
            if is.parts.is_empty() { &was.parts } else { &is.parts }.iter().map(|(field, _)| *field).collect();
        let of = |told: &Told, at: usize| told.parts.get(at).map(|(_, text)| text.clone()).unwrap_or_default();
        let lines = fields.into_iter().enumerate().map(|(at, field)| (field, of(&is, at), of(&was, at)));
        let lines = lines.filter(|(_, is, was)| is != was).map(|(field, is, was)| (field, short(&is), short(&was)));
        let lines: Vec<Line> = if row.fate == Fate::New { Vec::new() } else { lines.collect() };
        let title = if is.title.is_empty() { was.title } else { is.title };
        Ok(Difference { title, path: is.path, fate: row.fate, lines })
    }
}

impl What {
    /// "Import undone", "All products as on 21 November 2026, 09:30", for Activity and for titles.
    pub fn words(&self, on_the_wall: impl Fn(Time) -> String) -> String {
        match self {
            What::Undo(deed) => format!("“{}” of {} undone", deed.words, on_the_wall(deed.at)),
            What::AsOf(at, scope) => format!("{} as on {}", scope.words(), on_the_wall(*at)),
        }
    }
}

fn short(text: &str) -> String {
    let plain = catalog::plain(text);
    if plain.chars().count() <= TOLD_CHARS_MAX {
        return plain;
    }
    format!("{}…", plain.chars().take(TOLD_CHARS_MAX).collect::<String>())
}

fn read<V: Stored>((table, key): &RowKey, record: &[u8]) -> Result<V, Error> {
    Ok(codec::get(*table, key, record)?)
}

/// What a row is called, as it is now.
pub fn title(rows: &(dyn Rows + '_), key: &RowKey) -> Result<Option<String>, Error> {
    match rows.raw(key.0, &key.1)? {
        Some(record) => Ok(Some(told(key, &record)?.title)),
        None => Ok(None),
    }
}

fn told(key: &RowKey, record: &[u8]) -> Result<Told, Error> {
    Ok(match Kind::of(key.0) {
        Some(Kind::Products) => product(&read(key, record)?),
        Some(Kind::Collections) => collection(&read(key, record)?),
        Some(Kind::Pages) => page(key, &read(key, record)?),
        Some(Kind::Discounts) => discount(&read(key, record)?),
        Some(Kind::Settings) => shop(&read(key, record)?),
        None => Told::default(),
    })
}

fn product(product: &Product) -> Told {
    let mut parts = catalog::parts(product).to_vec();
    parts.push(("Other details", format!("{} facts, {:?}", product.facts.len(), product.tax_class)));
    parts.push(("Article numbers", product.variants.iter().map(|v| v.sku.as_str()).collect::<Vec<_>>().join(", ")));
    parts.push(("Collections", product.collections.len().to_string()));
    Told { title: product.title.clone(), path: format!("/admin/products/{}", product.id), parts }
}

fn collection(collection: &Collection) -> Told {
    let parts = vec![
        ("Name", collection.title.clone()),
        ("Web address", collection.handle.to_string()),
        ("Description", collection.description.clone()),
        ("In the menu", if collection.listed { "yes" } else { "no" }.into()),
        ("Place", collection.position.to_string()),
        ("Picture", collection.picture.as_ref().map(|p| format!("{} x {}", p.width, p.height)).unwrap_or_default()),
    ];
    Told { title: collection.title.clone(), path: format!("/admin/collections/{}", collection.id), parts }
}

fn page((_, key): &RowKey, page: &TextPage) -> Told {
    let parts = vec![("Title", page.title.clone()), ("Text", page.text.clone()), ("Place", page.position.to_string())];
    let handle = crate::store::keys::decode::<crate::base::text::Handle>(key);
    let path = handle.map(|handle| format!("/admin/settings/pages/{handle}")).unwrap_or_default();
    Told { title: page.title.clone(), path, parts }
}

fn discount(discount: &Discount) -> Told {
    let day = |at: Option<Time>| at.map(|at| at.day(&jiff::tz::TimeZone::UTC).date().to_string()).unwrap_or_default();
    let parts = vec![
        ("Off", percent(discount.percent_ppm)),
        ("Begins", day(discount.starts)),
        ("Ends", day(discount.ends)),
        ("Uses", discount.uses_max.map(|n| n.to_string()).unwrap_or_default()),
        ("Can be used", if discount.enabled { "yes" } else { "no" }.into()),
    ];
    Told { title: discount.code.as_str().into(), path: "/admin/discounts".into(), parts }
}

fn shop(kept: &Settings) -> Told {
    let mut parts = settings::parts(kept).to_vec();
    let limits = format!("{:?}", kept.limits);
    parts.push(("Returns", format!("{} days", kept.returns_days)));
    parts.push(("First lines of the home page", format!("{} {}", kept.face.tagline, kept.face.hero_text)));
    parts.push(("Nearly gone at", kept.mail.stock_low_at.to_string()));
    parts.push(("Limits", limits));
    Told { title: "Settings".into(), path: "/admin/settings".into(), parts }
}
