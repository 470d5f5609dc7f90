//! Products under the header of Shopify's own list, which most shops and Duka itself take in, and stock as it is counted.

use super::super::Stopped;
use super::each;
use super::sheet::{Cell, Sheet, number, text};
use crate::domain::catalog::{OPTIONS_MAX, Product, Status, TaxClass, Variant};
use crate::domain::stock::Level;
use crate::store::{Rows, Store, tables};
use std::path::Path;

const HEAD: [&str; 25] = [
    "URL handle",
    "Title",
    "Description",
    "Vendor",
    "Type",
    "Tags",
    "Collection",
    "Published on online store",
    "Status",
    "SKU",
    "Barcode",
    "Option1 name",
    "Option1 value",
    "Option2 name",
    "Option2 value",
    "Option3 name",
    "Option3 value",
    "Price",
    "Compare-at price",
    "Charge tax",
    "Inventory tracker",
    "Inventory quantity",
    "Continue selling when out of stock",
    "Weight value (grams)",
    "SEO title",
];
const STOCK_HEAD: [&str; 7] = ["URL handle", "Title", "Variant", "SKU", "On hand", "Reserved", "Can be sold"];

pub fn write(store: &Store, folder: &Path) -> Result<(), Stopped> {
    let mut products = Sheet::new(folder.join("products.csv"), &HEAD)?;
    let mut stock = Sheet::new(folder.join("stock.csv"), &STOCK_HEAD)?;
    each(store, &tables::PRODUCTS, |rows, product| {
        let collection = collection(rows, &product)?;
        for (at, variant) in product.variants.iter().enumerate() {
            let level = rows.get(&tables::STOCK, &(product.id, variant.id))?.unwrap_or_default();
            products.row(&cells(&product, variant, level, &collection, at == 0))?;
            if variant.counted {
                stock.row(&stock_cells(&product, variant, level))?;
            }
        }
        Ok(())
    })?;
    products.finish()?;
    stock.finish()
}

/// The name of its main one.
fn collection(rows: &(dyn Rows + '_), product: &Product) -> Result<String, Stopped> {
    let Some(main) = product.collections.first() else { return Ok(String::new()) };
    Ok(rows.get(&tables::COLLECTIONS, main)?.map(|found| found.title).unwrap_or_default())
}

/// One variant. What all of them share stands in the first row only.
fn cells(product: &Product, variant: &Variant, level: Level, collection: &str, first: bool) -> Vec<Cell> {
    let shared = |said: &str| if first { text(said) } else { Cell::plain("") };
    let yes = |really: bool| Cell::plain(if really { "TRUE" } else { "FALSE" });
    let mut cells = vec![
        Cell::plain(product.handle.as_str()),
        shared(&product.title),
        shared(&product.description),
        shared(&product.vendor),
        shared(&product.kind),
        shared(&product.tags.join(", ")),
        shared(collection),
        yes(product.status == Status::Active),
        Cell::plain(match product.status {
            Status::Active => "Active",
            Status::Draft => "Draft",
            Status::Archived => "Archived",
        }),
        text(&variant.sku),
        text(&variant.barcode),
    ];
    for at in 0..OPTIONS_MAX {
        let (name, value) = match product.options.get(at) {
            Some(option) => (option.name.as_str(), variant.values.get(at).map(String::as_str).unwrap_or_default()),
            None if at == 0 => ("Title", "Default Title"),
            None => ("", ""),
        };
        cells.extend([shared(name), text(value)]);
    }
    cells.extend([
        Cell::plain(variant.price.plain()),
        Cell::plain(variant.price_before.map(|before| before.plain()).unwrap_or_default()),
        yes(product.tax_class != TaxClass::Exempt),
        Cell::plain(if variant.counted { "shopify" } else { "" }),
        if variant.counted { number(level.available()) } else { Cell::plain("") },
        Cell::plain(if variant.sell_when_out { "CONTINUE" } else { "DENY" }),
        number(variant.weight_grams),
        shared(&product.seo_title),
    ]);
    cells
}

fn stock_cells(product: &Product, variant: &Variant, level: Level) -> [Cell; 7] {
    [
        Cell::plain(product.handle.as_str()),
        text(&product.title),
        text(&variant.name()),
        text(&variant.sku),
        number(level.on_hand),
        number(level.held),
        number(level.available()),
    ]
}
