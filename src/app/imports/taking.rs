//! What becomes of the shop's products by what a list says of them: a few in one piece of work.

use super::Report;
use crate::app::{App, By, Error, catalog, settings_of, stock};
use crate::base::Id;
use crate::base::text::Handle;
use crate::domain::catalog::{Collection, DESCRIPTION_CHARS_MAX, Product, Variant};
use crate::domain::stock::{Change, MovementKind};
use crate::import::Draft;
use crate::store::{Cause, Rows, Tx, tables};
use std::sync::Arc;

pub(super) fn preview(app: &App, drafts: &[Draft]) -> Result<Report, Error> {
    let mut counted = Report::default();
    app.read(|rows| {
        counted = Report::default();
        for draft in drafts {
            match known(rows, draft)? {
                None => counted.new += 1,
                Some(product) => match merged(rows, &product, draft)? {
                    after if after == product => counted.same += 1,
                    _ => counted.changed += 1,
                },
            }
        }
        Ok(())
    })?;
    Ok(counted)
}

pub(super) async fn take(app: &App, by: &By, batch: Id<Report>, drafts: Arc<Vec<Draft>>) -> Result<Report, Error> {
    let mut cause = Cause { batch: Some(*batch.bytes()), ..Cause::of("imports.take", by.actor.name()) };
    cause.request = by.request;
    let by = by.clone();
    app.write_bulk(cause, move |tx| {
        let mut counted = Report::default();
        for draft in drafts.iter() {
            take_one(tx, &by, draft, &mut counted)?;
        }
        Ok(counted)
    })
    .await
}

fn take_one(tx: &mut Tx<'_>, by: &By, draft: &Draft, counted: &mut Report) -> Result<(), Error> {
    collections(tx, draft)?;
    match known(tx.rows(), draft)? {
        Some(before) => {
            let mut after = merged(tx.rows(), &before, draft)?;
            if after == before {
                counted.same += 1;
                return Ok(());
            }
            counted.changed += 1;
            let fresh = name_variants(tx, &mut after);
            catalog::save(tx, by, &before, after)?;
            first_stock(tx, by, before.id, draft, &fresh)
        }
        None => {
            counted.new += 1;
            let (id, variant, now) = (Id::new(tx.now(), tx.random()), Id::new(tx.now(), tx.random()), tx.now());
            let price = draft.variants.first().map_or(settings_of(tx.rows())?.zero(), |v| v.price);
            let mut bare = Product::new(id, variant, &draft.title, price, now)?;
            bare.handle = draft.handle.clone();
            bare.first_offered = None;
            bare.variants.clear();
            let mut product = merged(tx.rows(), &bare, draft)?;
            let fresh = name_variants(tx, &mut product);
            catalog::insert(tx, by, product)?;
            first_stock(tx, by, id, draft, &fresh)
        }
    }
}

/// The product a draft speaks of: the one at its address.
fn known(rows: &(dyn Rows + '_), draft: &Draft) -> Result<Option<Product>, Error> {
    match rows.one(&tables::PRODUCT_BY_HANDLE, &draft.handle)? {
        Some(id) => Ok(rows.get(&tables::PRODUCTS, &id)?),
        None => Ok(None),
    }
}

/// No id yet: given when it is written.
const UNNAMED: [u8; 16] = [0; 16];

/// What the product becomes. Variants are known by their values; those the file does not have stay.
fn merged(rows: &(dyn Rows + '_), before: &Product, draft: &Draft) -> Result<Product, Error> {
    let mut after = before.clone();
    after.title = draft.title.clone();
    after.description = catalog::clean(&draft.description.chars().take(DESCRIPTION_CHARS_MAX).collect::<String>());
    after.vendor = draft.vendor.clone();
    after.kind = draft.kind.clone();
    after.tags = draft.tags.clone();
    after.status = draft.status;
    after.tax_class = draft.tax_class;
    after.facts = draft.facts.clone();
    after.seo_title = draft.seo_title.clone();
    after.seo_description = draft.seo_description.clone();
    for title in &draft.collections {
        let id = rows.one(&tables::COLLECTION_BY_HANDLE, &Handle::from_title(title))?;
        if let Some(id) = id.filter(|id| !after.collections.contains(id)) {
            after.collections.push(id);
        }
    }
    let same_options = after.options.iter().map(|o| &o.name).eq(draft.options.iter().map(|o| &o.name));
    if !same_options {
        after.variants.clear();
    }
    after.options = draft.options.clone();
    for variant in &draft.variants {
        let kept = after.variants.iter_mut().find(|v| v.values == variant.values);
        let target = match kept {
            Some(kept) => kept,
            None => {
                after.variants.push(Variant {
                    values: variant.values.clone(),
                    ..Variant::new(Id::from_bytes(UNNAMED), variant.price)
                });
                let last = after.variants.len() - 1;
                &mut after.variants[last]
            }
        };
        target.sku = variant.sku.clone();
        target.barcode = variant.barcode.clone();
        target.price = variant.price;
        target.price_before = variant.price_before;
        target.weight_grams = variant.weight_grams;
        target.counted = variant.counted;
        target.sell_when_out = variant.sell_when_out;
    }
    // Values of variants that stay although the file does not have them.
    for (i, option) in after.options.iter_mut().enumerate() {
        for variant in &after.variants {
            if let Some(value) = variant.values.get(i).filter(|v| !option.values.contains(v)) {
                option.values.push(value.clone());
            }
        }
    }
    Ok(after)
}

/// Gives new variants their ids. Answers those.
fn name_variants(tx: &mut Tx<'_>, product: &mut Product) -> Vec<Id<Variant>> {
    let mut fresh = Vec::new();
    for variant in product.variants.iter_mut().filter(|v| *v.id.bytes() == UNNAMED) {
        variant.id = Id::new(tx.now(), tx.random());
        fresh.push(variant.id);
    }
    fresh
}

fn first_stock(
    tx: &mut Tx<'_>,
    by: &By,
    product: Id<Product>,
    draft: &Draft,
    fresh: &[Id<Variant>],
) -> Result<(), Error> {
    let Some(written) = tx.get(&tables::PRODUCTS, &product)? else { return Ok(()) };
    for variant in written.variants.iter().filter(|v| v.counted && fresh.contains(&v.id)) {
        let quantity = draft.variants.iter().find(|d| d.values == variant.values).and_then(|d| d.quantity).unwrap_or(0);
        let key = (product, variant.id);
        let before = stock::level(tx.rows(), &key)?;
        let after = before.change(Change::Counted(quantity.max(0)));
        stock::moved(tx, by, key, (before, after), MovementKind::Counted, None, "imported from a file")?;
    }
    Ok(())
}

/// Makes the collections a draft names and the shop does not have.
fn collections(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Error> {
    const FIRST_POSITION: u32 = 100;
    for title in &draft.collections {
        let handle = Handle::from_title(title);
        if tx.one(&tables::COLLECTION_BY_HANDLE, &handle)?.is_some() {
            continue;
        }
        let id = Id::new(tx.now(), tx.random());
        let collection = Collection {
            id,
            handle,
            title: title.clone(),
            description: String::new(),
            picture: None,
            position: FIRST_POSITION,
            listed: true,
        };
        tx.put(&tables::COLLECTIONS, &id, &collection)?;
    }
    Ok(())
}
