//! Variants of a product from its options: every combination once, keeping the prices, numbers and stock of those that stay.

use super::story::tell;
use super::{App, By, Error, catalog, stock};
use crate::base::Id;
use crate::domain::catalog::{OPTIONS_MAX, Product, ProductOption, VARIANTS_MAX, Variant};
use crate::domain::event::{Subject, What};
use crate::domain::order::Stage;
use crate::domain::stock::{Level, MovementKind};
use crate::store::{Rows, Tx, tables};
use std::collections::BTreeMap;

const NAME_CHARS_MAX: usize = 40;
/// A value is read on a button.
const VALUE_CHARS_MAX: usize = 60;
/// Open orders of one stage that are looked at before a variant goes.
const OPEN_LOOKED_AT_MAX: usize = 500;

/// Gives a product these options and makes its variants anew. Pieces of a variant that goes are counted as none.
pub async fn make(app: &App, by: &By, id: Id<Product>, options: Vec<ProductOption>) -> Result<(), Error> {
    check(&options)?;
    let by_inside = by.clone();
    app.write(by, "catalog.make_variants", move |tx| {
        let before = tx.get(&tables::PRODUCTS, &id)?.ok_or(Error::NotFound)?;
        let now = tx.now();
        let mut after = before.clone();
        after.variants = combined(&before, &options, |_| Id::new(now, tx.random()));
        after.options = options.clone();
        for gone in before.variants.iter().filter(|v| after.variant(v.id).is_none()) {
            empty_shelf(tx, &by_inside, id, gone, "options")?;
        }
        catalog::save(tx, &by_inside, &before, after)
    })
    .await
}

/// Takes one variant out of its product. Not the last one, and none that an open order waits for. What nobody else has of an
/// option goes with it.
pub async fn remove(app: &App, by: &By, id: Id<Product>, variant: Id<Variant>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "catalog.remove_variant", move |tx| {
        let before = tx.get(&tables::PRODUCTS, &id)?.ok_or(Error::NotFound)?;
        let gone = before.variant(variant).ok_or(Error::NotFound)?.clone();
        if before.variants.len() == 1 {
            let sentence = "A product has at least one variant. To sell it no more, put the product away.";
            return Err(Error::sentence(sentence));
        }
        if let Some(number) = waited_for(tx.rows(), variant)? {
            let sentence = format!(
                "Order {number} still waits for “{}”. Ship that order or cancel it, then the variant can go.",
                gone.name()
            );
            return Err(Error::sentence(sentence));
        }
        empty_shelf(tx, &by_inside, id, &gone, "")?;
        let mut after = before.clone();
        after.variants.retain(|v| v.id != variant);
        for (at, option) in after.options.iter_mut().enumerate() {
            option.values.retain(|value| after.variants.iter().any(|v| v.values.get(at) == Some(value)));
        }
        tell(tx, &by_inside, Subject::Product(*id.bytes()), What::Removed { name: gone.name() })?;
        catalog::save(tx, &by_inside, &before, after)
    })
    .await
}

/// The number of an order that has pieces of it which have not left. Of very many open orders the oldest are looked at: what
/// is set aside for unpaid ones is known from the stock in any case.
fn waited_for(rows: &(dyn Rows + '_), variant: Id<Variant>) -> Result<Option<u64>, Error> {
    Ok(promised(rows)?.get(&variant).copied())
}

/// Every variant of which pieces are promised and have not left, with the number of such an order.
pub(in crate::app) fn promised(rows: &(dyn Rows + '_)) -> Result<BTreeMap<Id<Variant>, u64>, Error> {
    let mut promised = BTreeMap::new();
    for stage in [Stage::Unpaid, Stage::ToShip, Stage::Problem] {
        for id in rows.by(&tables::ORDER_BY_STAGE, &tables::stage_byte(stage), OPEN_LOOKED_AT_MAX)? {
            let Some(order) = rows.get(&tables::ORDERS, &id)? else { continue };
            let open = order.lines.iter().zip(order.unshipped()).filter(|(_, pieces)| *pieces > 0);
            for (line, _) in open {
                promised.entry(line.variant).or_insert(order.number);
            }
        }
    }
    Ok(promised)
}

/// Its pieces are counted as none, unless some are promised to somebody.
pub(in crate::app) fn empty_shelf(
    tx: &mut Tx<'_>,
    by: &By,
    product: Id<Product>,
    gone: &Variant,
    field: &str,
) -> Result<(), Error> {
    let key = (product, gone.id);
    let level = stock::level(tx.rows(), &key)?;
    if level.held > 0 {
        let sentence =
            format!("“{}” is reserved for an order that is not paid yet, so it has to stay for now.", gone.name());
        return Err(Error::field(field, sentence));
    }
    stock::moved(tx, by, key, (level, Level::default()), MovementKind::Counted, None, "variant removed")
}

fn check(options: &[ProductOption]) -> Result<(), Error> {
    let wrong = |sentence: String| Err(Error::field("options", sentence));
    if options.len() > OPTIONS_MAX {
        return wrong(format!("A product can have at most {OPTIONS_MAX} options."));
    }
    for (i, option) in options.iter().enumerate() {
        if option.name.is_empty() || option.name.chars().count() > NAME_CHARS_MAX {
            return wrong(format!("Please give each option a name of at most {NAME_CHARS_MAX} characters."));
        }
        if option.values.is_empty() {
            return wrong(format!("Please enter what can be chosen for {}, parted by commas.", option.name));
        }
        if let Some(long) = option.values.iter().find(|v| v.chars().count() > VALUE_CHARS_MAX) {
            return wrong(format!("“{long}” is longer than {VALUE_CHARS_MAX} characters."));
        }
        if options[..i].iter().any(|o| o.name.to_lowercase() == option.name.to_lowercase()) {
            return wrong(format!("Two options are called “{}”.", option.name));
        }
    }
    let count = options.iter().try_fold(1_usize, |n, o| n.checked_mul(o.values.len()));
    match count {
        Some(n) if n <= VARIANTS_MAX => Ok(()),
        _ => wrong(format!("These would be more than {VARIANTS_MAX} variants. Please leave out some values.")),
    }
}

/// Every combination, in the order of the options. Each takes over from the old variant it agrees with best: its identity
/// if nobody else has it yet, else its price only.
fn combined(before: &Product, options: &[ProductOption], mut fresh: impl FnMut(usize) -> Id<Variant>) -> Vec<Variant> {
    let mut taken: Vec<Id<Variant>> = Vec::new();
    let combinations = combinations(options);
    let mut made = Vec::with_capacity(combinations.len());
    for (n, values) in combinations.into_iter().enumerate() {
        let like = before.variants.iter().filter(|v| agrees(before, v, options, &values));
        let (free, used): (Vec<&Variant>, Vec<&Variant>) = like.partition(|v| !taken.contains(&v.id));
        let price_of = used.first().copied().or(before.variants.first());
        let variant = match (free.first(), price_of) {
            (Some(same), _) => Variant { values, ..(*same).clone() },
            (None, Some(like)) => anew(fresh(n), like, values),
            (None, None) => continue,
        };
        taken.push(variant.id);
        made.push(variant);
    }
    made
}

/// A new variant that costs what another one does.
fn anew(id: Id<Variant>, like: &Variant, values: Vec<String>) -> Variant {
    Variant { id, values, sku: String::new(), barcode: String::new(), picture: None, ..like.clone() }
}

/// Has the old variant the same value in every option that was there before, by its name?
fn agrees(before: &Product, variant: &Variant, options: &[ProductOption], values: &[String]) -> bool {
    options.iter().zip(values).all(|(option, value)| {
        let at = before.options.iter().position(|o| o.name == option.name);
        at.is_none_or(|at| variant.values.get(at) == Some(value))
    })
}

fn combinations(options: &[ProductOption]) -> Vec<Vec<String>> {
    options.iter().fold(vec![Vec::new()], |so_far, option| {
        let longer = |begun: &Vec<String>| {
            option.values.iter().map(|v| [begun.as_slice(), std::slice::from_ref(v)].concat()).collect::<Vec<_>>()
        };
        so_far.iter().flat_map(longer).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Money, Time};

    fn id(n: u8) -> Id<Variant> {
        Id::from_bytes([n; 16])
    }

    fn option(name: &str, values: &str) -> ProductOption {
        ProductOption { name: name.into(), values: values.split(' ').map(str::to_owned).collect() }
    }

    fn mug() -> Product {
        let price = Money::new(2400, Currency::EUR);
        let mut mug = Product::new(Id::from_bytes([9; 16]), id(1), "Mug", price, Time::from_micros(0)).unwrap();
        mug.variants[0].sku = "MUG".into();
        mug
    }

    fn shown(variants: &[Variant]) -> Vec<String> {
        let words = |v: &Variant| format!("{} {} {} {}", v.name(), v.id.bytes()[0], v.price.plain(), v.sku);
        variants.iter().map(|v| words(v).trim().to_owned()).collect()
    }

    #[test]
    fn the_first_options_keep_the_one_there_was() {
        let made = combined(&mug(), &[option("Glaze", "Oat Rust")], |n| id(100 + n as u8));
        assert_eq!(shown(&made), ["Oat 1 24.00 MUG", "Rust 101 24.00"]);
    }

    #[test]
    fn what_stays_keeps_its_price_and_number_whatever_is_added() {
        let mut mug = mug();
        let glaze = vec![option("Glaze", "Oat Rust")];
        mug.variants = combined(&mug, &glaze, |n| id(100 + n as u8));
        mug.options = glaze;
        mug.variants[1].price = Money::new(2600, Currency::EUR);
        mug.variants[1].sku = "RUST".into();
        let added = combined(&mug, &[option("Glaze", "Rust Moss Oat")], |n| id(60 + n as u8));
        assert_eq!(shown(&added), ["Rust 101 26.00 RUST", "Moss 61 24.00", "Oat 1 24.00 MUG"]);
    }

    #[test]
    fn a_second_option_multiplies_and_none_leaves_one() {
        let mut mug = mug();
        let glaze = vec![option("Glaze", "Oat Rust")];
        mug.variants = combined(&mug, &glaze, |n| id(100 + n as u8));
        mug.options = glaze;
        let made = combined(&mug, &[option("Glaze", "Oat Rust"), option("Size", "S L")], |n| id(50 + n as u8));
        assert_eq!(shown(&made), ["Oat, S 1 24.00 MUG", "Oat, L 51 24.00", "Rust, S 101 24.00", "Rust, L 53 24.00"]);
        assert_eq!(shown(&combined(&mug, &[], |_| id(7))), ["1 24.00 MUG"]);
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        let many = ProductOption { name: "Size".into(), values: (0..251).map(|n| n.to_string()).collect() };
        for bad in [vec![many], vec![option("", "a")], vec![option("A", "x"), option("a", "y")]] {
            assert!(matches!(check(&bad), Err(Error::Refused(_))));
        }
        assert!(check(&[]).is_ok());
    }
}
