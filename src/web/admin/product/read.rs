//! From the product's form to what it changes: everything that is wrong at once, each at its field.

use super::fill::{STATUSES, TAX_CLASSES};
use super::words::from_typed;
use crate::app::{Error, catalog};
use crate::base::text::{Handle, line, optional_line};
use crate::base::{Currency, Id, Money};
use crate::domain::catalog::{
    Collection, DESCRIPTION_CHARS_MAX, Fact, Product, SKU_CHARS_MAX, Status, TAGS_MAX, TITLE_CHARS_MAX, TaxClass,
    Variant,
};
use crate::web::form::{Problems, Typed};

const FACTS_MAX: usize = 30;
const FACT_CHARS_MAX: usize = 200;
const COLLECTIONS_MAX: usize = 50;
/// No parcel is heavier than a tonne.
const WEIGHT_GRAMS_MAX: u32 = 1_000_000;

/// What a form says about a product.
#[derive(Clone, Debug)]
pub struct Edit {
    title: String,
    description: String,
    status: Status,
    handle: Handle,
    vendor: String,
    kind: String,
    tags: Vec<String>,
    tax_class: TaxClass,
    collections: Vec<Id<Collection>>,
    facts: Vec<Fact>,
    seo_title: String,
    seo_description: String,
    variants: Vec<VariantEdit>,
}

#[derive(Clone, Debug)]
struct VariantEdit {
    id: Id<Variant>,
    price: Money,
    price_before: Option<Money>,
    sku: String,
    weight_grams: u32,
    counted: bool,
    sell_when_out: bool,
    picture: Option<u16>,
}

pub fn edit(typed: &Typed, product: &Product) -> Result<Edit, Error> {
    let mut wrong = Problems::default();
    let currency = product.variants.first().map_or(Currency::EUR, |v| v.price.currency());
    let variants: Vec<VariantEdit> =
        product.variants.iter().filter_map(|v| variant(typed, v, currency, &mut wrong)).collect();
    let title = wrong.take("title", line(typed.get("title"), "a name", TITLE_CHARS_MAX));
    let handle = wrong.take("handle", Handle::parse(typed.get("handle").trim()));
    let description = wrong.take("description", description(typed.get("description")));
    let facts = wrong.take("facts", facts(typed.get("facts")));
    let mut short = |field: &str, what: &str| {
        wrong.take(field, optional_line(typed.get(field), what, FACT_CHARS_MAX)).unwrap_or_default()
    };
    let (vendor, kind) = (short("vendor", "a brand"), short("kind", "a kind"));
    let (seo_title, seo_description) = (short("seo_title", "a title"), short("seo_description", "a description"));
    match (title, handle, description, facts) {
        (Some(title), Some(handle), Some(description), Some(facts)) if wrong.is_empty() => Ok(Edit {
            title,
            description,
            status: STATUSES.iter().find(|(_, c, _)| *c == typed.get("status")).map_or(Status::Active, |(s, _, _)| *s),
            handle,
            vendor,
            kind,
            tags: tags(typed.get("tags")),
            tax_class: TAX_CLASSES
                .iter()
                .find(|(_, c, _)| *c == typed.get("tax_class"))
                .map_or(TaxClass::Standard, |(t, _, _)| *t),
            collections: collections(typed, product),
            facts,
            seo_title,
            seo_description,
            variants,
        }),
        _ => Err(wrong.refusal()),
    }
}

impl Edit {
    pub fn apply(&self, product: &mut Product) -> Result<(), Error> {
        let own = self.clone();
        product.title = own.title;
        product.description = own.description;
        product.status = own.status;
        product.handle = own.handle;
        product.vendor = own.vendor;
        product.kind = own.kind;
        product.tags = own.tags;
        product.tax_class = own.tax_class;
        product.collections = own.collections;
        product.facts = own.facts;
        product.seo_title = own.seo_title;
        product.seo_description = own.seo_description;
        let pictures = product.pictures.len();
        for edit in own.variants {
            // A variant that somebody else took away meanwhile stays away.
            let Some(variant) = product.variants.iter_mut().find(|v| v.id == edit.id) else { continue };
            variant.price = edit.price;
            variant.price_before = edit.price_before;
            variant.sku = edit.sku;
            variant.weight_grams = edit.weight_grams;
            variant.counted = edit.counted;
            variant.sell_when_out = edit.sell_when_out;
            variant.picture = edit.picture.filter(|n| usize::from(*n) < pictures);
        }
        Ok(())
    }
}

fn variant(typed: &Typed, old: &Variant, currency: Currency, wrong: &mut Problems) -> Option<VariantEdit> {
    let id = old.id;
    let of = |what: &str| format!("{what}-{id}");
    let get = |what: &str| typed.get(&of(what)).trim();
    let price = Money::parse(get("price"), currency).ok_or("Please enter a price such as 24.00.");
    let price = wrong.take(&of("price"), price);
    let before = match get("before") {
        "" => Ok(None),
        text => Money::parse(text, currency).map(Some).ok_or("Please enter a price such as 24.00, or nothing."),
    };
    let before = wrong.take(&of("before"), before);
    if let (Some(price), Some(Some(before))) = (price, before)
        && before.minor() <= price.minor()
    {
        wrong.add(&of("before"), "The price before has to be higher than the price now.");
    }
    let sku = wrong.take(&of("sku"), optional_line(get("sku"), "an article number", SKU_CHARS_MAX));
    let weight = match get("weight") {
        "" => Ok(0),
        text => text.parse().ok().filter(|n| *n <= WEIGHT_GRAMS_MAX).ok_or("Please enter whole grams, such as 350."),
    };
    let weight = wrong.take(&of("weight"), weight);
    Some(VariantEdit {
        id,
        price: price?,
        price_before: before?,
        sku: sku?,
        weight_grams: weight?,
        counted: !typed.has(&of("uncounted")),
        sell_when_out: typed.has(&of("beyond")),
        picture: get("picture").parse().ok(),
    })
}

fn description(text: &str) -> Result<String, String> {
    let html = catalog::clean(&from_typed(text));
    match html.chars().count() {
        0..=DESCRIPTION_CHARS_MAX => Ok(html),
        n => Err(format!("This is {} characters too long.", n - DESCRIPTION_CHARS_MAX)),
    }
}

/// "Height: 9 cm", one to a line.
fn facts(text: &str) -> Result<Vec<Fact>, String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() > FACTS_MAX {
        return Err(format!("At most {FACTS_MAX} facts, please."));
    }
    let read = |line: &&str| match line.split_once(':') {
        Some((label, value)) if !label.trim().is_empty() && line.chars().count() <= FACT_CHARS_MAX => {
            Ok(Fact { label: label.trim().into(), value: value.trim().into() })
        }
        _ => Err(format!("Please write “{line}” as a name, a colon and a value, such as “Height: 9 cm”.")),
    };
    lines.iter().map(read).collect()
}

fn tags(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|t| !t.is_empty()).take(TAGS_MAX).map(str::to_owned).collect()
}

/// The ticked ones; those it had keep their order, because the first is the main one.
fn collections(typed: &Typed, product: &Product) -> Vec<Id<Collection>> {
    let ticked: Vec<Id<Collection>> = typed.all("collection").filter_map(Id::parse).take(COLLECTIONS_MAX).collect();
    let kept = product.collections.iter().copied().filter(|c| ticked.contains(c));
    let new = ticked.iter().copied().filter(|c| !product.collections.contains(c));
    kept.chain(new).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fill;
    use super::*;
    use crate::app::Refused;
    use crate::base::Time;

    fn mug() -> Product {
        let (id, variant) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let mut mug = Product::new(id, variant, "Mug", Money::new(2400, Currency::EUR), Time::from_micros(0)).unwrap();
        mug.description = "<p>For coffee.</p>".into();
        mug.facts = vec![Fact { label: "Height".into(), value: "9 cm".into() }];
        mug.collections = vec![Id::from_bytes([7; 16])];
        mug
    }

    fn with(changes: &[(&str, &str)]) -> Typed {
        Typed(changes.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect())
    }

    #[test]
    fn saving_what_was_shown_changes_nothing() {
        let mug = mug();
        let mut same = mug.clone();
        edit(&fill::typed(&mug, Typed::default()), &mug).unwrap().apply(&mut same).unwrap();
        assert_eq!(same, mug);
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        let mug = mug();
        let v = mug.variants[0].id;
        let typed = fill::typed(
            &mug,
            with(&[
                ("title", " "),
                ("handle", "Mug!"),
                ("facts", "tall"),
                (&format!("price-{v}"), "cheap"),
                (&format!("weight-{v}"), "1.5"),
            ]),
        );
        let Err(Error::Refused(Refused::Form(wrong))) = edit(&typed, &mug) else { panic!() };
        let fields: Vec<String> = wrong.into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["facts", "handle", &format!("price-{v}"), "title", &format!("weight-{v}")]);
        let low = fill::typed(&mug, with(&[(&format!("before-{v}"), "20")]));
        assert!(edit(&low, &mug).is_err_and(|e| e.words().contains("higher")));
    }

    #[test]
    fn scripts_are_left_out_of_descriptions() {
        let mug = mug();
        let typed = fill::typed(&mug, with(&[("description", "<p onclick=x>A<script>alert(1)</script></p>")]));
        let mut after = mug.clone();
        edit(&typed, &mug).unwrap().apply(&mut after).unwrap();
        assert_eq!(after.description, "<p>A</p>");
    }
}
