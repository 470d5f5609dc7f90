//! The goods of the demo shop *Clay & Leaf* as plain values, read from the files in `data/demo`. Knows the files' shape
//! and how to read them; not the shop's own types, which someone else makes of these.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::art::{Finish, Subject, View, Ware};

/// One shelf of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    pub number: u32,
    pub handle: String,
    pub title: String,
    pub description: String,
}

/// Which rate of tax applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaxClass {
    Standard,
    /// Food, in most countries.
    Reduced,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Stable: never given to another product.
    pub number: u32,
    pub handle: String,
    pub title: String,
    pub description: String,
    pub vendor: String,
    pub kind: String,
    pub tax: TaxClass,
    pub tags: Vec<String>,
    /// Handles; the first is where it mainly belongs.
    pub collections: Vec<String>,
    pub facts: Vec<Fact>,
    /// Empty for a product that comes in one way only.
    pub options: Vec<Choice>,
    pub variants: Vec<Variant>,
    pub pictures: Vec<Picture>,
}

/// A line of the list under the description, as "Height: 9.5 cm".
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

/// Something to choose, as "Glaze" with its values in the order of the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub name: String,
    pub values: Vec<String>,
}

/// One way to buy a product.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// One value for each of the product's options, in their order.
    pub values: Vec<String>,
    pub sku: String,
    /// Euro cents, tax included.
    pub cents: u32,
    /// What it cost before, in euro cents; only when it is on sale.
    #[serde(default)]
    pub cents_before: Option<u32>,
    pub stock: u32,
    /// With its packing.
    pub grams: u32,
}

/// A picture to draw, and for which value of the first option if only for one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    #[serde(rename = "for", default)]
    pub shows: Option<String>,
    pub subject: Subject,
    /// What a person who cannot see it is told.
    pub alt: String,
}

/// An invented customer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    /// Two letters, as ISO 3166 has them.
    pub country: String,
}

impl Product {
    /// Pieces on the shelf over all variants.
    pub fn stock(&self) -> u32 {
        self.variants.iter().map(|v| v.stock).sum()
    }

    /// The pictures of its page, in order: each as a whole, then the first one closer.
    pub fn gallery(&self) -> impl Iterator<Item = (&Picture, View)> {
        let closer = self.pictures.first().map(|picture| (picture, View::Detail));
        self.pictures.iter().map(|picture| (picture, View::Whole)).chain(closer)
    }

    /// The picture for a variant: that of its first value, else the first one.
    pub fn picture_of(&self, variant: &Variant) -> Option<&Picture> {
        let wanted = variant.values.first();
        self.pictures.iter().find(|p| p.shows.is_some() && p.shows.as_ref() == wanted).or_else(|| self.pictures.first())
    }
}

/// A goods file that does not read: which one, and what is wrong with it.
#[derive(Debug)]
pub struct GoodsError {
    pub file: &'static str,
    pub why: String,
}

impl std::fmt::Display for GoodsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "The demo shop's file {} does not read: {}", self.file, self.why)
    }
}

impl std::error::Error for GoodsError {}

/// Everything the demo shop is furnished with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    pub collections: Vec<Collection>,
    pub products: Vec<Product>,
    pub people: Vec<Person>,
}

/// A file's name and its text.
type File = (&'static str, &'static str);

const COLLECTIONS: File = ("collections.json", include_str!("../../data/demo/collections.json"));
const PEOPLE: File = ("people.json", include_str!("../../data/demo/people.json"));
const PRODUCTS: [File; 9] = [
    ("mugs.json", include_str!("../../data/demo/mugs.json")),
    ("bowls.json", include_str!("../../data/demo/bowls.json")),
    ("plates.json", include_str!("../../data/demo/plates.json")),
    ("vases.json", include_str!("../../data/demo/vases.json")),
    ("teapots.json", include_str!("../../data/demo/teapots.json")),
    ("tea.json", include_str!("../../data/demo/tea.json")),
    ("linen.json", include_str!("../../data/demo/linen.json")),
    ("boards.json", include_str!("../../data/demo/boards.json")),
    ("gifts.json", include_str!("../../data/demo/gifts.json")),
];

/// Reads the embedded files.
pub fn goods() -> Result<Goods, GoodsError> {
    let mut products = Vec::new();
    for file in PRODUCTS {
        products.extend(read::<Vec<Product>>(file)?);
    }
    Ok(Goods { collections: read(COLLECTIONS)?, products, people: read(PEOPLE)? })
}

fn read<T: DeserializeOwned>((file, text): File) -> Result<T, GoodsError> {
    serde_json::from_str(text).map_err(|why| GoodsError { file, why: why.to_string() })
}

/// The still lifes of the home page.
pub const HERO: Subject = Subject { ware: Ware::Table, finish: Finish::Tenmoku, seed: 1 };
pub const KITCHEN: Subject = Subject { ware: Ware::Kitchen, finish: Finish::Cobalt, seed: 2 };
