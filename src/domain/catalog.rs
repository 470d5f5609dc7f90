//! What is for sale: products with options and variants, and the collections they stand in.
//!
//! How many there are is not here: stock changes with every order, a product seldom (`stock`).

use crate::base::text::{Handle, Wrong, form_encode, line, optional_line};
use crate::base::time::DAY;
use crate::base::{Id, Money, Time, readable};
use serde::{Deserialize, Serialize};

pub const TITLE_CHARS_MAX: usize = 150;
pub const DESCRIPTION_CHARS_MAX: usize = 20_000;
pub const SKU_CHARS_MAX: usize = 64;
pub const OPTIONS_MAX: usize = 3;
/// Variants are priced and listed on one page of the editor.
pub const VARIANTS_MAX: usize = 250;
pub const PICTURES_MAX: usize = 50;
pub const TAGS_MAX: usize = 50;
/// How long a product is called new, in microseconds.
pub const NEW_FOR: i64 = 30 * DAY;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Product {
    pub id: Id<Product>,
    pub handle: Handle,
    pub title: String,
    /// Safe HTML: it was cleaned when it came in.
    pub description: String,
    pub vendor: String,
    /// What kind of thing it is, in the merchant's words: "Mug".
    pub kind: String,
    pub tags: Vec<String>,
    pub status: Status,
    pub tax_class: TaxClass,
    /// The first one is the main one, shown as the way back.
    pub collections: Vec<Id<Collection>>,
    pub options: Vec<ProductOption>,
    /// Never empty; a thing without options has one variant without values.
    pub variants: Vec<Variant>,
    pub pictures: Vec<Picture>,
    pub facts: Vec<Fact>,
    pub seo_title: String,
    pub seo_description: String,
    /// When it first stood on the shelf here; `None`: not yet, or it was taken over from another shop and is no news.
    pub first_offered: Option<Time>,
    pub created: Time,
    pub updated: Time,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Status {
    /// Only staff see it.
    Draft,
    Active,
    /// Kept for old orders, sold no more.
    Archived,
}

/// Which tax rate a country charges for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum TaxClass {
    Standard,
    /// Food, books and the like, where a country has a lower rate.
    Reduced,
    /// Never taxed.
    Exempt,
}

/// "Glaze" with "Oat", "Celadon".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProductOption {
    pub name: String,
    pub values: Vec<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Variant {
    pub id: Id<Variant>,
    /// One value per option, in the options' order.
    pub values: Vec<String>,
    pub sku: String,
    pub barcode: String,
    pub price: Money,
    /// What it cost before a sale.
    pub price_before: Option<Money>,
    pub weight_grams: u32,
    /// `false`: never runs out (a service, a voucher).
    pub counted: bool,
    pub sell_when_out: bool,
    /// Which of the product's pictures shows it.
    pub picture: Option<u16>,
}

/// A picture by its content: `blob` is the BLAKE3 of what was uploaded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    #[serde(with = "readable")]
    pub blob: [u8; 32],
    pub alt: String,
    pub width: u32,
    pub height: u32,
    /// A field of this colour stands where the picture will be.
    pub colour: [u8; 3],
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Collection {
    pub id: Id<Collection>,
    pub handle: Handle,
    pub title: String,
    /// Safe HTML, as a product's.
    pub description: String,
    pub picture: Option<Picture>,
    /// Where it stands among the others, smallest first.
    pub position: u32,
    pub listed: bool,
}

impl Product {
    /// A new thing from the two facts nobody can guess; everything else has a default and can wait.
    pub fn new(id: Id<Product>, variant: Id<Variant>, title: &str, price: Money, now: Time) -> Result<Product, Wrong> {
        let title = line(title, "a name", TITLE_CHARS_MAX)?;
        Ok(Product {
            id,
            handle: Handle::from_title(&title),
            title,
            description: String::new(),
            vendor: String::new(),
            kind: String::new(),
            tags: Vec::new(),
            status: Status::Active,
            tax_class: TaxClass::Standard,
            collections: Vec::new(),
            options: Vec::new(),
            variants: vec![Variant::new(variant, price)],
            pictures: Vec::new(),
            facts: Vec::new(),
            seo_title: String::new(),
            seo_description: String::new(),
            first_offered: Some(now),
            created: now,
            updated: now,
        })
    }

    pub fn variant(&self, id: Id<Variant>) -> Option<&Variant> {
        self.variants.iter().find(|v| v.id == id)
    }

    pub fn is_public(&self) -> bool {
        self.status == Status::Active
    }

    /// Has it come to the shelf so lately that regular visitors have not seen it?
    pub fn is_new(&self, now: Time) -> bool {
        self.first_offered.is_some_and(|at| (0..NEW_FOR).contains(&now.since(at)))
    }

    /// The lowest and highest price of its variants.
    pub fn prices(&self) -> Option<(Money, Money)> {
        let lowest = self.variants.iter().map(|v| v.price).min_by_key(|p| p.minor())?;
        let highest = self.variants.iter().map(|v| v.price).max_by_key(|p| p.minor())?;
        Some((lowest, highest))
    }

    pub fn on_sale(&self) -> bool {
        self.variants.iter().any(Variant::on_sale)
    }

    /// The variant that has exactly these values, in the options' order.
    pub fn variant_of(&self, values: &[&str]) -> Option<&Variant> {
        self.variants.iter().find(|v| v.values.iter().map(String::as_str).eq(values.iter().copied()))
    }

    /// The path at which a variant is shown: options are parameters by their own names.
    pub fn link(&self, variant: &Variant) -> String {
        let pairs = self.options.iter().zip(&variant.values);
        let query: Vec<String> = pairs.map(|(o, v)| format!("{}={}", form_encode(&o.name), form_encode(v))).collect();
        let path = format!("/products/{}", self.handle);
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    /// The picture that shows a variant, else the first.
    pub fn picture_of(&self, variant: &Variant) -> Option<&Picture> {
        variant.picture.and_then(|i| self.pictures.get(usize::from(i))).or_else(|| self.pictures.first())
    }

    /// What must hold of every product that is kept.
    ///
    /// # Errors
    /// The first thing that is wrong, for the person who edits it.
    pub fn check(&self) -> Result<(), Wrong> {
        let wrong = |text: String| Err(Wrong(text));
        line(&self.title, "a name", TITLE_CHARS_MAX)?;
        if self.variants.is_empty() {
            return wrong("A product needs at least one price.".into());
        }
        for (what, have, most) in [
            ("options", self.options.len(), OPTIONS_MAX),
            ("variants", self.variants.len(), VARIANTS_MAX),
            ("pictures", self.pictures.len(), PICTURES_MAX),
            ("tags", self.tags.len(), TAGS_MAX),
        ] {
            if have > most {
                return wrong(format!("A product can have at most {most} {what}; this one has {have}."));
            }
        }
        for (i, variant) in self.variants.iter().enumerate() {
            if variant.values.len() != self.options.len() {
                return wrong(format!("Variant {} needs a value for each option.", i + 1));
            }
            for (option, value) in self.options.iter().zip(&variant.values) {
                if !option.values.contains(value) {
                    return wrong(format!("“{value}” is not one of the values of {}.", option.name));
                }
            }
            if self.variants[..i].iter().any(|other| other.values == variant.values) {
                return wrong(format!("Two variants are both “{}”.", variant.name()));
            }
            if variant.price.minor() < 0 {
                return wrong("A price cannot be below zero.".into());
            }
            optional_line(&variant.sku, "an article number", SKU_CHARS_MAX)?;
        }
        Ok(())
    }
}

impl Variant {
    pub fn new(id: Id<Variant>, price: Money) -> Variant {
        Variant {
            id,
            values: Vec::new(),
            sku: String::new(),
            barcode: String::new(),
            price,
            price_before: None,
            weight_grams: 0,
            counted: true,
            sell_when_out: false,
            picture: None,
        }
    }

    /// "Oat, 350 ml"; empty when the product has no options.
    pub fn name(&self) -> String {
        self.values.join(", ")
    }

    pub fn on_sale(&self) -> bool {
        self.price_before.is_some_and(|before| before.minor() > self.price.minor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;

    #[test]
    fn a_product_is_new_for_a_month() {
        let began = Time::from_micros(1_000 * DAY);
        let (id, price) = (Id::from_bytes([1; 16]), Money::new(2400, Currency::EUR));
        let mug = Product::new(id, Id::from_bytes([2; 16]), "Mug", price, began).unwrap();
        for (days, new) in [(-1, false), (0, true), (29, true), (30, false), (400, false)] {
            assert_eq!(mug.is_new(began.plus(days * DAY)), new, "{days}");
        }
        assert!(!Product { first_offered: None, ..mug }.is_new(began));
    }
}
