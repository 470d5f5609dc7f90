//! One row of a WooCommerce export as a product, as a variant, or both (a simple product is both).

use super::columns::{Column, Unit};
use super::text;
use crate::base::text::{Handle, optional_line};
use crate::base::{Currency, Money};
use crate::domain::catalog::{Fact, SKU_CHARS_MAX, Status, TAGS_MAX, TaxClass};
use crate::import::cells::Cells;
use crate::import::draft::{Draft, DraftVariant, LINE_CHARS_MAX};
use crate::import::values::{is_category, one_line, picture_url, price, quantity, quote, weight};
use crate::import::{Out, Trouble};

const COLLECTIONS_MAX: usize = 20;
const FACTS_MAX: usize = 50;
const FACT_CHARS_MAX: usize = 500;

/// "Size: S, M", as a product's row lists them; a variation's row has one value or none.
pub struct Attribute {
    pub name: String,
    pub values: Vec<String>,
    /// To shoppers.
    pub shown: bool,
}

pub fn draft(cells: &Cells<'_, Column>, key: String, handle: Handle, title: String, out: &mut Out) -> Draft {
    let mut draft = Draft::new(cells.line(), key, handle, title);
    draft.description = text::description(cells.text(Column::ShortDescription), cells.text(Column::Description));
    draft.vendor = cells.words(Column::Brands, LINE_CHARS_MAX, out);
    draft.tags = cells.names(Column::Tags, text::list(cells.text(Column::Tags)), TAGS_MAX, out);
    draft.collections = {
        let titles = text::collections(cells.text(Column::Categories)).into_iter().filter(|title| is_category(title));
        cells.names(Column::Categories, titles, COLLECTIONS_MAX, out)
    };
    draft.status = status(cells, out);
    draft.tax_class = tax_class(cells, out);
    for url in pictures(cells, out) {
        if let Err(sentence) = draft.add_picture(cells.line(), &url, String::new(), None) {
            cells.note(Some(Column::Pictures), sentence, out);
            break;
        }
    }
    draft
}

pub fn variant(cells: &Cells<'_, Column>, currency: Currency, out: &mut Out) -> Result<DraftVariant, Trouble> {
    let (price, price_before) = prices(cells, currency, out)?;
    let sku = |text: &str| optional_line(text, "an article number", SKU_CHARS_MAX).map_err(|wrong| wrong.0);
    let sku = cells.need(Column::Sku, sku)?;
    let stock = stock(cells, out);
    Ok(DraftVariant {
        line: cells.line(),
        values: Vec::new(),
        sku,
        barcode: cells.words(Column::Barcode, LINE_CHARS_MAX, out),
        price,
        price_before,
        weight_grams: grams(cells, out),
        counted: stock.counted,
        sell_when_out: stock.sell_when_out,
        quantity: stock.quantity,
        picture: None,
    })
}

/// The addresses of the row's pictures; others are noted.
pub fn pictures(cells: &Cells<'_, Column>, out: &mut Out) -> Vec<String> {
    let mut urls = Vec::new();
    for url in text::list(cells.text(Column::Pictures)) {
        match picture_url(&url) {
            Ok(url) => urls.push(url),
            Err(sentence) => cells.note(Some(Column::Pictures), sentence, out),
        }
    }
    urls
}

/// Name and values of each attribute the row names.
pub fn attributes(cells: &Cells<'_, Column>) -> Vec<Attribute> {
    let numbers = cells.columns().all().filter_map(|column| match column {
        Column::AttributeName(n) => Some(n),
        _ => None,
    });
    let attribute = |n| Attribute {
        name: one_line(cells.text(Column::AttributeName(n)), LINE_CHARS_MAX),
        values: text::list(cells.text(Column::AttributeValues(n))),
        shown: cells.text(Column::AttributeVisible(n)) != "0",
    };
    numbers.map(attribute).filter(|attribute| !attribute.name.is_empty()).take(FACTS_MAX).collect()
}

/// What attributes say of a product when they do not make variants.
pub fn facts<'a>(attributes: impl IntoIterator<Item = &'a Attribute>) -> Vec<Fact> {
    let told = attributes.into_iter().filter(|attribute| attribute.shown && !attribute.values.is_empty());
    let fact = |attribute: &Attribute| Fact {
        label: attribute.name.clone(),
        value: one_line(&attribute.values.join(", "), FACT_CHARS_MAX),
    };
    told.map(fact).collect()
}

/// The price and, when it is a sale, what it was before.
fn prices(cells: &Cells<'_, Column>, currency: Currency, out: &mut Out) -> Result<(Money, Option<Money>), Trouble> {
    let money = |text: &str| price(text, currency);
    if cells.is_empty(Column::RegularPrice) && !cells.is_empty(Column::SalePrice) {
        return Ok((cells.need(Column::SalePrice, money)?, None));
    }
    let regular = cells.need(Column::RegularPrice, money)?;
    let Some(sale) = cells.want(Column::SalePrice, money, out).filter(|sale| sale.minor() != regular.minor()) else {
        return Ok((regular, None));
    };
    if sale.minor() > regular.minor() {
        let sentence = "The sale price is higher than the regular price; the regular price was taken.";
        cells.note(Some(Column::SalePrice), sentence.into(), out);
        return Ok((regular, None));
    }
    if let Some(dated) = [Column::SaleStarts, Column::SaleEnds].into_iter().find(|column| !cells.is_empty(*column)) {
        let sentence = "This sale is bound to dates, so the regular price was taken. Set the sale here when it is on.";
        cells.note(Some(dated), sentence.into(), out);
        return Ok((regular, None));
    }
    Ok((sale, Some(regular)))
}

struct Stock {
    counted: bool,
    quantity: Option<i64>,
    sell_when_out: bool,
}

/// WooCommerce counts a product only on request; else it says just whether there is some.
fn stock(cells: &Cells<'_, Column>, out: &mut Out) -> Stock {
    let backorders = matches!(cells.text(Column::Backorders).to_lowercase().as_str(), "1" | "notify" | "yes");
    let stock = |counted, quantity, sell_when_out| Stock { counted, quantity, sell_when_out };
    match (cells.text(Column::Stock), cells.text(Column::InStock)) {
        ("", "0") => stock(true, Some(0), backorders),
        ("", "backorder") => stock(true, Some(0), true),
        ("", _) => stock(false, None, false),
        ("parent", _) => {
            let sentence = "The stock is kept for all variants together. Please count this one by itself.";
            cells.note(Some(Column::Stock), sentence.into(), out);
            stock(true, None, backorders)
        }
        _ => stock(true, cells.want(Column::Stock, quantity, out), backorders),
    }
}

fn grams(cells: &Cells<'_, Column>, out: &mut Out) -> u32 {
    let given = |unit: Unit| cells.want(Column::Weight(unit), |text| weight(text, unit.grams()), out);
    Unit::ALL.into_iter().find_map(given).unwrap_or(0)
}

fn status(cells: &Cells<'_, Column>, out: &mut Out) -> Status {
    if cells.text(Column::Visibility).eq_ignore_ascii_case("hidden") {
        let sentence = "This product is hidden in the old shop; it was kept as a draft.";
        cells.note(Some(Column::Visibility), sentence.into(), out);
        return Status::Draft;
    }
    match cells.text(Column::Published) {
        "" | "1" => Status::Active,
        "0" | "-1" | "2" => Status::Draft,
        other => {
            let sentence = format!("{} should be 1, 0, -1 or 2; the product was kept as a draft.", quote(other));
            cells.note(Some(Column::Published), sentence, out);
            Status::Draft
        }
    }
}

fn tax_class(cells: &Cells<'_, Column>, out: &mut Out) -> TaxClass {
    // "shipping": only its delivery is taxed.
    if matches!(cells.text(Column::TaxStatus), "none" | "shipping") {
        return TaxClass::Exempt;
    }
    let written = cells.text(Column::TaxClass);
    let folded = Handle::from_title(written);
    let begins = |starts: &[&str]| starts.iter().any(|start| folded.as_str().starts_with(start));
    if written.is_empty() || begins(&["standard"]) {
        TaxClass::Standard
    } else if begins(&["reduc", "reduz", "ermass", "taux-reduit", "tasa-reducida"]) {
        TaxClass::Reduced
    } else if begins(&["zero", "null", "taux-zero", "tasa-cero", "exempt"]) {
        TaxClass::Exempt
    } else {
        let sentence = format!("{} is not a tax class that is known here; the standard one was taken.", quote(written));
        cells.note(Some(Column::TaxClass), sentence, out);
        TaxClass::Standard
    }
}
