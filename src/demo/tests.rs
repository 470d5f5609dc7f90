//! What the demo shop promises: how many goods, how they are described, that each picture draws and draws alike.

use std::collections::HashSet;

use super::art::{Subject, View, draw_at, field_colour};
use super::goods::{Goods, HERO, KITCHEN, Product, TaxClass, goods};

fn all() -> Goods {
    goods().expect("the embedded files read")
}

fn count(is: impl Fn(&Product) -> bool) -> usize {
    all().products.iter().filter(|p| is(p)).count()
}

/// Fails when a value comes twice.
fn unique<T: std::hash::Hash + Eq + std::fmt::Debug>(what: &str, values: impl IntoIterator<Item = T>) {
    let mut seen = HashSet::new();
    for value in values {
        let shown = format!("{value:?}");
        assert!(seen.insert(value), "{what} {shown} comes twice");
    }
}

#[test]
fn the_shop_is_furnished_as_promised() {
    let goods = all();
    assert!(goods.collections.len() >= 6);
    assert!(goods.products.len() >= 64);
    assert!(goods.people.len() >= 100);
    assert_eq!(count(|p| p.stock() == 0), 6, "without stock");
    assert_eq!(count(|p| p.variants.iter().any(|v| v.cents_before.is_some())), 4, "on sale");
    assert_eq!(count(|p| p.variants.len() == 30), 1, "with 30 variants");
    assert_eq!(count(|p| p.title.chars().count() == 90), 1, "with a name of 90 characters");
    assert!(count(|p| p.stock() > 0 && p.variants.iter().any(|v| v.stock == 0)) >= 5, "one variant sold out");
    assert!(count(|p| p.variants.iter().any(|v| (1..=3).contains(&v.stock))) >= 8, "few left");
}

#[test]
fn a_blue_bowl_costs_under_forty() {
    let cheap_and_blue = |p: &Product| {
        p.kind == "Bowl"
            && p.variants.iter().any(|v| v.values.iter().any(|v| v == "Cobalt blue") && v.cents < 4000 && v.stock > 0)
    };
    assert!(count(cheap_and_blue) >= 1);
}

#[test]
fn tea_is_food_and_nothing_else_is() {
    for product in all().products {
        let food = product.kind.ends_with(" tea") || product.kind == "Oolong";
        assert_eq!(product.tax == TaxClass::Reduced, food, "{}", product.handle);
    }
}

#[test]
fn handles_numbers_and_skus_come_once() {
    let goods = all();
    unique("handle", goods.products.iter().map(|p| &p.handle));
    unique("title", goods.products.iter().map(|p| &p.title));
    unique("product number", goods.products.iter().map(|p| p.number));
    unique("collection", goods.collections.iter().map(|c| &c.handle));
    unique("collection number", goods.collections.iter().map(|c| c.number));
    unique("SKU", goods.products.iter().flat_map(|p| &p.variants).map(|v| &v.sku));
    unique("e-mail", goods.people.iter().map(|p| &p.email));
    let slug = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    assert!(goods.products.iter().all(|p| slug(&p.handle)));
    assert!(goods.collections.iter().all(|c| slug(&c.handle)));
}

#[test]
fn descriptions_are_of_a_good_length_and_never_repeat() {
    let products = all().products;
    for product in &products {
        let words = product.description.split_whitespace().count();
        assert!((40..=120).contains(&words), "{}: {words} words", product.handle);
        assert!(!product.description.contains('!'), "{}", product.handle);
        assert!(product.description.bytes().any(|b| b.is_ascii_digit()), "{}: no measure", product.handle);
        assert!(product.facts.len() >= 3, "{}: few facts", product.handle);
    }
    unique("sentence", products.iter().flat_map(|p| p.description.split_inclusive(". ").map(str::trim)));
}

#[test]
fn variants_name_values_that_can_be_chosen() {
    for product in all().products {
        let ways: usize = product.options.iter().map(|o| o.values.len()).product();
        assert_eq!(ways, product.variants.len(), "{}", product.handle);
        unique(&product.handle, product.variants.iter().map(|v| &v.values));
        for variant in &product.variants {
            assert_eq!(variant.values.len(), product.options.len(), "{}", variant.sku);
            for (option, value) in product.options.iter().zip(&variant.values) {
                assert!(option.values.contains(value), "{}: {value} is no {}", variant.sku, option.name);
            }
            assert!(variant.cents > 0 && variant.grams > 0, "{}", variant.sku);
            assert!(variant.cents_before.is_none_or(|before| before > variant.cents), "{}", variant.sku);
            assert!(product.picture_of(variant).is_some(), "{}", variant.sku);
        }
        assert_eq!(product.gallery().count(), product.pictures.len() + 1, "{}", product.handle);
    }
}

#[test]
fn every_collection_named_is_there_and_has_goods() {
    let goods = all();
    for product in &goods.products {
        assert!(!product.collections.is_empty(), "{}", product.handle);
        for handle in &product.collections {
            assert!(goods.collections.iter().any(|c| c.handle == *handle), "{}: {handle}", product.handle);
        }
    }
    for collection in &goods.collections {
        let filled = goods.products.iter().filter(|p| p.collections.contains(&collection.handle)).count();
        assert!(filled >= 4, "{}: {filled}", collection.handle);
    }
}

#[test]
fn people_are_plainly_invented() {
    for person in all().people {
        let domain = person.email.split_once('@').map(|parts| parts.1);
        assert!(matches!(domain, Some("example.org" | "example.com" | "example.net")), "{}", person.email);
        assert!(["DE", "AT", "FR", "NL", "IE", "GB", "US"].contains(&person.country.as_str()), "{}", person.country);
    }
}

/// A glance: large enough that every shape is drawn, small enough for a quick test.
const GLANCE: u32 = 40;

#[test]
fn every_picture_draws() {
    // Each ware once: the same shape in another glaze takes the same path.
    let mut seen = HashSet::new();
    let pictures = all().products.into_iter().flat_map(|p| p.pictures);
    for picture in pictures.filter(|p| seen.insert(p.subject.ware)) {
        assert!(!picture.alt.is_empty());
        let image = draw_at(&picture.subject, View::Whole, GLANCE).expect("it draws");
        assert_eq!(image.dimensions(), (GLANCE, GLANCE * 5 / 4));
        let near_field = field_colour(&picture.subject).map(i32::from);
        let corner = image.get_pixel(GLANCE - 1, GLANCE * 5 / 4 - 1).0.map(i32::from);
        let far: i32 = near_field.iter().zip(corner).map(|(a, b)| (a - b).abs()).sum();
        assert!(far < 120, "{:?}: the field {near_field:?} is far from {corner:?}", picture.subject);
    }
    for still_life in [HERO, KITCHEN] {
        let image = draw_at(&still_life, View::Wide, GLANCE).expect("it draws");
        assert_eq!(image.dimensions(), (GLANCE, GLANCE * 3 / 4));
    }
}

#[test]
fn the_same_subject_gives_the_same_pixels() {
    for view in [View::Whole, View::Detail, View::Wide] {
        let once = draw_at(&HERO, view, GLANCE).expect("it draws");
        assert_eq!(once, draw_at(&HERO, view, GLANCE).expect("it draws"));
        let other = draw_at(&Subject { seed: HERO.seed + 1, ..HERO }, view, GLANCE).expect("it draws");
        assert_ne!(once, other, "another seed is another pot");
    }
}

#[test]
fn a_picture_of_no_size_or_too_large_is_refused() {
    for wide in [0, super::art::WIDEST + 1, u32::MAX] {
        assert!(draw_at(&HERO, View::Whole, wide).is_err());
    }
}
