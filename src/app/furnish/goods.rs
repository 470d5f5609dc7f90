//! The goods of the demo as the shop's own rows, and the pictures that are still to be drawn.

use super::super::{App, By, Error, catalog, stock, wishes};
use super::past::Planned;
use super::unreadable;
use crate::base::text::{Email, Handle};
use crate::base::time::DAY;
use crate::base::{Currency, Id, Language, Money};
use crate::demo::art::{Subject, View};
use crate::demo::goods::{self, Goods, HERO};
use crate::demo::{art, goods as wares};
use crate::domain::catalog::{Collection, Fact, Picture, Product, ProductOption, Status, TaxClass, Variant};
use crate::domain::stock::{Change, MovementKind};
use crate::store::tables;
use std::collections::BTreeMap;

/// Rows written by one piece of work.
const CHUNK: usize = 5;
/// When the last goods of the list came, so that a few things are new.
const NEW_DAYS_AGO: [i64; 4] = [24, 17, 9, 3];

/// A picture to be drawn, and the name it will have.
#[derive(Clone)]
pub struct Painting {
    pub subject: Subject,
    pub view: View,
    pub blob: [u8; 32],
}

/// Named by what is drawn, so that a page can speak of it before it is.
fn painting(subject: &Subject, view: View) -> Painting {
    let recipe = format!("duka demo picture v1: {subject:?} {view:?}");
    Painting { subject: *subject, view, blob: *blake3::hash(recipe.as_bytes()).as_bytes() }
}

/// All of them: what the home page shows first comes first.
pub fn paintings(goods: &Goods) -> Vec<Painting> {
    let covers =
        goods.products.iter().rev().filter_map(|p| p.pictures.first()).map(|p| painting(&p.subject, View::Whole));
    let rest = goods.products.iter().flat_map(|p| p.gallery()).map(|(p, view)| painting(&p.subject, view));
    std::iter::once(painting(&HERO, View::Wide)).chain(covers).chain(rest).collect()
}

fn hung(subject: &Subject, view: View, alt: &str) -> Picture {
    let (width, height) = match view {
        View::Wide => (1600, 1200),
        View::Whole | View::Detail => (1200, 1500),
    };
    Picture { blob: painting(subject, view).blob, alt: alt.into(), width, height, colour: art::field_colour(subject) }
}

pub fn hero() -> Picture {
    hung(&HERO, View::Wide, "A dark teapot with a cane handle and two cups on a table")
}

/// Writes collections and products. Answers the products, in the goods' order.
pub async fn write(app: &App, by: &By, goods: &Goods) -> Result<Vec<Product>, Error> {
    let shelves = collections(app, by, goods).await?;
    let mut written = Vec::new();
    let (usual, new) = goods.products.split_at(goods.products.len().saturating_sub(NEW_DAYS_AGO.len()));
    // A minute between each, so that they have an order.
    let later = |n: usize| by.at.map(|at| at.plus((n * CHUNK) as i64 * crate::base::time::MINUTE));
    let usual = usual.chunks(CHUNK).enumerate().map(|(n, chunk)| (later(n), chunk));
    let new = new.chunks(1).zip(NEW_DAYS_AGO).map(|(one, days)| (Some(app.now().minus(days * DAY)), one));
    for (at, chunk) in usual.chain(new) {
        let (chunk, shelves, by) = (chunk.to_vec(), shelves.clone(), By { at, ..by.clone() });
        let by_inside = by.clone();
        written.extend(
            app.write(&by, "furnish.goods", move |tx| {
                let mut products = Vec::new();
                for (i, ware) in chunk.iter().enumerate() {
                    let id = Id::new(tx.now(), tx.random());
                    let variants =
                        ware.variants.iter().map(|v| variant(ware, v, Id::new(tx.now(), tx.random()))).collect();
                    let mut product = product(ware, id, variants, &shelves)?;
                    product.created = tx.now().plus(i as i64 * crate::base::time::MINUTE);
                    product.updated = product.created;
                    product.first_offered = Some(product.created);
                    catalog::insert(tx, &by_inside, product.clone())?;
                    products.push(product);
                }
                Ok(products)
            })
            .await?,
        );
    }
    Ok(written)
}

type Shelves = BTreeMap<String, Id<Collection>>;

async fn collections(app: &App, by: &By, goods: &Goods) -> Result<Shelves, Error> {
    let covers: Vec<Option<Picture>> = goods.collections.iter().map(|c| cover(goods, &c.handle)).collect();
    let shelves = goods.collections.clone();
    app.write(by, "furnish.collections", move |tx| {
        let mut written = Shelves::new();
        for (position, (shelf, picture)) in shelves.iter().zip(&covers).enumerate() {
            let id = Id::new(tx.now(), tx.random());
            let collection = Collection {
                id,
                handle: Handle::parse(&shelf.handle)?,
                title: shelf.title.clone(),
                description: catalog::clean(&shelf.description),
                picture: picture.clone(),
                position: position as u32,
                listed: true,
            };
            tx.put(&tables::COLLECTIONS, &id, &collection)?;
            written.insert(shelf.handle.clone(), id);
        }
        Ok(written)
    })
    .await
}

/// A shelf is shown by the first thing on it.
fn cover(goods: &Goods, shelf: &str) -> Option<Picture> {
    let first = goods.products.iter().find(|p| p.collections.first().is_some_and(|c| c == shelf))?;
    first.pictures.first().map(|p| hung(&p.subject, View::Whole, ""))
}

fn variant(ware: &goods::Product, variant: &wares::Variant, id: Id<Variant>) -> Variant {
    let euro = |cents: u32| Money::new(i64::from(cents), Currency::EUR);
    let shown = ware.picture_of(variant).and_then(|shown| ware.pictures.iter().position(|p| p == shown));
    Variant {
        values: variant.values.clone(),
        sku: variant.sku.clone(),
        price_before: variant.cents_before.map(euro),
        weight_grams: variant.grams,
        picture: shown.map(|i| i as u16),
        ..Variant::new(id, euro(variant.cents))
    }
}

fn product(
    ware: &goods::Product,
    id: Id<Product>,
    variants: Vec<Variant>,
    shelves: &Shelves,
) -> Result<Product, Error> {
    let collections = ware.collections.iter().map(|c| shelves.get(c).copied().ok_or_else(|| unreadable("collections")));
    Ok(Product {
        id,
        handle: Handle::parse(&ware.handle)?,
        title: ware.title.clone(),
        description: catalog::clean(&format!("<p>{}</p>", ware.description)),
        vendor: ware.vendor.clone(),
        kind: ware.kind.clone(),
        tags: ware.tags.clone(),
        status: Status::Active,
        tax_class: match ware.tax {
            wares::TaxClass::Standard => TaxClass::Standard,
            wares::TaxClass::Reduced => TaxClass::Reduced,
        },
        collections: collections.collect::<Result<_, _>>()?,
        options: ware
            .options
            .iter()
            .map(|o| ProductOption { name: o.name.clone(), values: o.values.clone() })
            .collect(),
        variants,
        pictures: ware.gallery().map(|(p, view)| hung(&p.subject, view, &p.alt)).collect(),
        facts: ware.facts.iter().map(|f| Fact { label: f.label.clone(), value: f.value.clone() }).collect(),
        seo_title: String::new(),
        seo_description: String::new(),
        first_offered: None,
        created: crate::base::Time::from_micros(0),
        updated: crate::base::Time::from_micros(0),
    })
}

/// After the past: what cancelled orders gave back is one thing too many on the shelf, so somebody counts.
pub async fn recount(app: &App, by: &By, cancelled: Vec<(Id<Product>, Id<Variant>, i64)>) -> Result<(), Error> {
    for chunk in cancelled.chunks(CHUNK * 2) {
        let (chunk, by_inside) = (chunk.to_vec(), by.clone());
        app.write(by, "furnish.recount", move |tx| {
            for (product, variant, pieces) in &chunk {
                let key = (*product, *variant);
                let before = stock::level(tx.rows(), &key)?;
                let after = before.change(Change::Counted(before.on_hand - pieces));
                stock::moved(tx, &by_inside, key, (before, after), MovementKind::Counted, None, "")?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Fills the shelves with what shall be there today and everything that is ordered until then.
pub async fn stock(app: &App, by: &By, goods: &Goods, products: &[Product], plan: &[Planned]) -> Result<(), Error> {
    let mut sold: BTreeMap<Id<Variant>, i64> = BTreeMap::new();
    for line in plan.iter().flat_map(|p| &p.lines) {
        *sold.entry(line.variant).or_default() += i64::from(line.quantity.get());
    }
    let mut levels = Vec::new();
    for (ware, product) in goods.products.iter().zip(products) {
        let came = Some(product.created).filter(|at| product.is_new(app.now()) && Some(*at) > by.at);
        for (of, variant) in ware.variants.iter().zip(&product.variants) {
            let pieces = i64::from(of.stock) + sold.get(&variant.id).copied().unwrap_or(0);
            levels.push((came.or(by.at), (product.id, variant.id), pieces));
        }
    }
    let days = levels.chunk_by(|(one, ..), (other, ..)| one == other);
    for chunk in days.flat_map(|of_a_day| of_a_day.chunks(CHUNK * 2)) {
        let by = By { at: chunk.first().and_then(|(at, ..)| *at), ..by.clone() };
        let (chunk, by_inside) = (chunk.to_vec(), by.clone());
        app.write(&by, "furnish.stock", move |tx| {
            for (_, key, pieces) in &chunk {
                let before = stock::level(tx.rows(), key)?;
                let after = before.change(Change::Received(*pieces));
                stock::moved(tx, &by_inside, *key, (before, after), MovementKind::Received, None, "from the kiln")?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// A few people wait for what is sold out.
pub async fn wait(app: &App, goods: &Goods, products: &[Product]) -> Result<(), Error> {
    let mut gone = Vec::new();
    for (ware, product) in goods.products.iter().zip(products) {
        let sold_out = ware.variants.iter().zip(&product.variants).filter(|(of, _)| of.stock == 0);
        gone.extend(sold_out.map(|(_, variant)| (product.id, variant.id)));
    }
    // Two for the first thing, one for the second.
    let things = gone.iter().take(1).chain(gone.iter().take(2));
    for (days_ago, ((product, variant), person)) in (1..).zip(things.zip(&goods.people)) {
        let by = By { at: Some(app.now().minus(days_ago * DAY)), ..By::buyer(0) };
        let email = Email::parse(&person.email)?;
        match wishes::note(app, &by, *product, *variant, email, Language::English).await {
            // Somebody gave one back meanwhile.
            Ok(()) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
