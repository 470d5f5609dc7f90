//! What the product's forms hold before anybody typed.

use super::words::to_type;
use crate::domain::catalog::{Product, Status, TaxClass};
use crate::domain::discount::WHOLE_PPM;
use crate::web::form::Typed;

/// The product as fields; `over`: what is typed or asked counts more.
pub fn typed(product: &Product, over: Typed) -> Typed {
    let mut all = vec![
        ("title".to_owned(), product.title.clone()),
        ("description".into(), to_type(&product.description)),
        ("status".into(), status_code(product.status).into()),
        ("handle".into(), product.handle.to_string()),
        ("vendor".into(), product.vendor.clone()),
        ("kind".into(), product.kind.clone()),
        ("tags".into(), product.tags.join(", ")),
        ("tax_class".into(), tax_code(product.tax_class).into()),
        ("facts".into(), facts(product)),
        ("seo_title".into(), product.seo_title.clone()),
        ("seo_description".into(), product.seo_description.clone()),
    ];
    all.extend(product.collections.iter().map(|c| ("collection".to_owned(), c.to_string())));
    for v in &product.variants {
        let id = v.id;
        all.push((format!("price-{id}"), v.price.plain()));
        all.push((format!("before-{id}"), v.price_before.map(|p| p.plain()).unwrap_or_default()));
        all.push((format!("sku-{id}"), v.sku.clone()));
        all.push((
            format!("weight-{id}"),
            if v.weight_grams == 0 { String::new() } else { v.weight_grams.to_string() },
        ));
        all.push((format!("picture-{id}"), v.picture.map(|n| n.to_string()).unwrap_or_default()));
        all.extend(v.sell_when_out.then(|| (format!("beyond-{id}"), "yes".to_owned())));
        all.extend((!v.counted).then(|| (format!("uncounted-{id}"), "yes".to_owned())));
    }
    all.extend(beside(product, over).0);
    Typed(all)
}

/// Only the smaller forms beside the main one.
pub fn beside(product: &Product, over: Typed) -> Typed {
    let mut all = vec![("what".to_owned(), "received".to_owned())];
    for (i, option) in product.options.iter().enumerate() {
        all.push((format!("option-{i}"), option.name.clone()));
        all.push((format!("values-{i}"), option.values.join(", ")));
    }
    all.push(("percent".into(), off(product).map(|n| n.to_string()).unwrap_or_default()));
    all.extend(over.0);
    Typed(all)
}

fn facts(product: &Product) -> String {
    product.facts.iter().map(|f| format!("{}: {}", f.label, f.value)).collect::<Vec<_>>().join("\n")
}

/// The per cent by which it is on sale, as far as that is one number.
fn off(product: &Product) -> Option<i64> {
    let variant = product.variants.iter().find(|v| v.on_sale())?;
    let before = variant.price_before?;
    let off = before.minus(variant.price).ok()?;
    Some((off.minor() * i64::from(WHOLE_PPM) / before.minor().max(1) + 5_000) / 10_000)
}

pub const STATUSES: [(Status, &str, &str); 3] = [
    (Status::Active, "active", "For sale"),
    (Status::Draft, "draft", "Draft, only you see it"),
    (Status::Archived, "archived", "Put away, sold no more"),
];

pub const TAX_CLASSES: [(TaxClass, &str, &str); 3] = [
    (TaxClass::Standard, "standard", "The usual rate"),
    (TaxClass::Reduced, "reduced", "The lower rate (food, books)"),
    (TaxClass::Exempt, "exempt", "No tax"),
];

fn status_code(status: Status) -> &'static str {
    STATUSES.iter().find(|(s, _, _)| *s == status).map_or("active", |(_, code, _)| *code)
}

fn tax_code(class: TaxClass) -> &'static str {
    TAX_CLASSES.iter().find(|(c, _, _)| *c == class).map_or("standard", |(_, code, _)| *code)
}
