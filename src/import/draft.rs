//! A product as a file tells of it: everything but what only a shop can give (ids, pictures' bytes, times).
//!
//! The limits of `domain::catalog` hold for every draft that comes out; its description is raw HTML.

use crate::base::Money;
use crate::base::text::Handle;
use crate::domain::catalog::{Fact, OPTIONS_MAX, PICTURES_MAX, ProductOption, Status, TaxClass, VARIANTS_MAX};

/// A vendor, a kind, a value of an option, a picture's description…
pub const LINE_CHARS_MAX: usize = 150;
pub const SEO_DESCRIPTION_CHARS_MAX: usize = 500;

#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The line of the file it begins on.
    pub line: u64,
    /// How the file itself names it: the old shop's address, or "id:45".
    pub key: String,
    /// No two drafts of a file have the same.
    pub handle: Handle,
    pub title: String,
    /// Raw HTML, not cleaned.
    pub description: String,
    pub vendor: String,
    pub kind: String,
    pub tags: Vec<String>,
    pub status: Status,
    pub tax_class: TaxClass,
    /// Titles; the first one is the main one.
    pub collections: Vec<String>,
    pub options: Vec<ProductOption>,
    /// Never empty in a draft that comes out.
    pub variants: Vec<DraftVariant>,
    pub pictures: Vec<DraftPicture>,
    pub facts: Vec<Fact>,
    pub seo_title: String,
    pub seo_description: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct DraftVariant {
    pub line: u64,
    /// One per option, in the options' order.
    pub values: Vec<String>,
    pub sku: String,
    pub barcode: String,
    pub price: Money,
    pub price_before: Option<Money>,
    pub weight_grams: u32,
    pub counted: bool,
    pub sell_when_out: bool,
    /// How many the file says there are; below zero when more were sold than there were.
    pub quantity: Option<i64>,
    /// The address of one of the product's pictures.
    pub picture: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct DraftPicture {
    pub line: u64,
    pub url: String,
    pub alt: String,
    /// Its place among the others; they come out in this order.
    pub position: u32,
}

impl Draft {
    pub fn new(line: u64, key: String, handle: Handle, title: String) -> Draft {
        Draft {
            line,
            key,
            handle,
            title,
            description: String::new(),
            vendor: String::new(),
            kind: String::new(),
            tags: Vec::new(),
            status: Status::Active,
            tax_class: TaxClass::Standard,
            collections: Vec::new(),
            options: Vec::new(),
            variants: Vec::new(),
            pictures: Vec::new(),
            facts: Vec::new(),
            seo_title: String::new(),
            seo_description: String::new(),
        }
    }

    /// Gives it the options its variants will have values for.
    pub(super) fn set_options(&mut self, names: Vec<String>) -> Result<(), String> {
        if names.len() > OPTIONS_MAX {
            let have = names.len();
            return Err(format!("A product can have at most {OPTIONS_MAX} options; “{}” has {have}.", self.title));
        }
        if let Some(twice) = names.iter().enumerate().find_map(|(i, name)| names[..i].contains(name).then_some(name)) {
            return Err(format!("Two options are both called “{twice}”."));
        }
        self.options = names.into_iter().map(|name| ProductOption { name, values: Vec::new() }).collect();
        Ok(())
    }

    pub(super) fn add_variant(&mut self, variant: DraftVariant) -> Result<(), String> {
        if let Some(twin) = self.variants.iter().find(|other| other.values == variant.values) {
            return Err(match variant.values.as_slice() {
                [] => "This is a second variant, but the product has no option that tells the two apart.".into(),
                values => format!("“{}” is already on line {}.", values.join(", "), twin.line),
            });
        }
        if self.variants.len() >= VARIANTS_MAX {
            return Err(format!("A product can have at most {VARIANTS_MAX} variants; this is one more."));
        }
        for (option, value) in self.options.iter_mut().zip(&variant.values) {
            if !option.values.contains(value) {
                option.values.push(value.clone());
            }
        }
        self.variants.push(variant);
        Ok(())
    }

    /// A picture that is there already is not added again.
    pub(super) fn add_picture(&mut self, line: u64, url: &str, alt: String, place: Option<u32>) -> Result<(), String> {
        if let Some(known) = self.pictures.iter_mut().find(|picture| picture.url == url) {
            if known.alt.is_empty() {
                known.alt = alt;
            }
            return Ok(());
        }
        if self.pictures.len() >= PICTURES_MAX {
            return Err(format!("A product can have at most {PICTURES_MAX} pictures; this is one more."));
        }
        let position = place.unwrap_or(self.pictures.last().map_or(1, |last| last.position.saturating_add(1)));
        self.pictures.push(DraftPicture { line, url: url.to_owned(), alt, position });
        Ok(())
    }

    /// Puts it in order. Nothing, when none of its variants could be taken.
    pub(super) fn finish(mut self) -> Option<Box<Draft>> {
        self.pictures.sort_by_key(|picture| picture.position);
        for variant in &mut self.variants {
            // One that was beyond the limit is not there.
            variant.picture.take_if(|url| !self.pictures.iter().any(|picture| picture.url == *url));
        }
        (!self.variants.is_empty()).then(|| Box::new(self))
    }
}
