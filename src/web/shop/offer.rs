//! A product in the words of schema.org: the same price, currency and stock as the page beside it.

use super::super::ui::front::Front;
use super::super::ui::picture;
use super::terms::Terms;
use crate::app::catalog::plain;
use crate::domain::catalog::{Product, Variant};
use crate::domain::stock::{Level, Step};
use serde_json::{Map, Value, json};

const PICTURE_WIDTH: u32 = 1280;

/// Product, or ProductGroup when there is something to choose.
pub fn data(front: &Front, product: &Product, level: impl Fn(&Variant) -> Level) -> Value {
    let page = front.link(&format!("/products/{}", product.handle));
    let mut terms = Terms::new(front, product.tax_class, page);
    let mut data = match product.variants.as_slice() {
        [only] if product.options.is_empty() => one(front, product, only, level(only), &mut terms),
        variants => {
            let mut each = |v| Value::Object(one(front, product, v, level(v), &mut terms));
            let each: Vec<Value> = variants.iter().map(&mut each).collect();
            let mut group = about(front, product);
            let varies: Vec<Value> = product.options.iter().filter_map(|o| property(&o.name)).map(schema).collect();
            group.insert("@type".into(), json!("ProductGroup"));
            group.insert("productGroupID".into(), json!(product.handle.as_str()));
            group.insert("variesBy".into(), Value::Array(varies));
            group.insert("hasVariant".into(), Value::Array(each));
            group
        }
    };
    data.insert("@context".into(), json!("https://schema.org"));
    Value::Object(data)
}

fn schema(name: &str) -> Value {
    json!(format!("https://schema.org/{name}"))
}

/// The option's name in schema.org, where it has one.
fn property(option: &str) -> Option<&'static str> {
    Some(match option.to_lowercase().as_str() {
        "colour" | "color" | "glaze" => "color",
        "size" => "size",
        "material" => "material",
        "pattern" => "pattern",
        _ => return None,
    })
}

fn about(front: &Front, product: &Product) -> Map<String, Value> {
    let mut data = Map::new();
    let pictures = product.pictures.iter().map(|p| json!(front.settings.link(&picture::link(p, PICTURE_WIDTH, "jpg"))));
    data.insert("name".into(), json!(product.title));
    data.insert("description".into(), json!(plain(&product.description)));
    data.insert("url".into(), json!(front.link(&format!("/products/{}", product.handle))));
    data.insert("image".into(), pictures.collect());
    let brand = if product.vendor.is_empty() { &front.settings.shop.name } else { &product.vendor };
    data.insert("brand".into(), json!({"@type": "Brand", "name": brand}));
    data
}

fn one(front: &Front, product: &Product, variant: &Variant, level: Level, terms: &mut Terms<'_>) -> Map<String, Value> {
    let mut data = about(front, product);
    data.insert("@type".into(), json!("Product"));
    if !variant.values.is_empty() {
        data.insert("name".into(), json!(format!("{}, {}", product.title, variant.name())));
    }
    if let Some(shown) = product.picture_of(variant) {
        data.insert("image".into(), json!(front.settings.link(&picture::link(shown, PICTURE_WIDTH, "jpg"))));
    }
    for (option, value) in product.options.iter().zip(&variant.values) {
        if let Some(name) = property(&option.name) {
            data.insert(name.into(), json!(value));
        }
    }
    if !variant.sku.is_empty() {
        data.insert("sku".into(), json!(variant.sku));
    }
    if is_gtin(&variant.barcode) {
        data.insert("gtin".into(), json!(variant.barcode));
    }
    let mut offer = offer(front, product, variant, level);
    if let Some(shipping) = terms.shipping(variant) {
        offer["shippingDetails"] = shipping;
    }
    if let Some(returns) = terms.returns() {
        offer["hasMerchantReturnPolicy"] = returns;
    }
    data.insert("offers".into(), offer);
    data
}

fn is_gtin(barcode: &str) -> bool {
    matches!(barcode.len(), 8 | 12 | 13 | 14) && barcode.bytes().all(|b| b.is_ascii_digit())
}

fn offer(front: &Front, product: &Product, variant: &Variant, level: Level) -> Value {
    let currency = variant.price.currency().code();
    let mut offer = json!({
        "@type": "Offer",
        "url": front.link(&product.link(variant)),
        "price": variant.price.plain(),
        "priceCurrency": currency,
        "itemCondition": "https://schema.org/NewCondition",
        "availability": schema(availability(variant, level)),
    });
    if let Some(before) = variant.price_before.filter(|_| variant.on_sale()) {
        offer["priceSpecification"] = json!([
            {"@type": "UnitPriceSpecification", "price": variant.price.plain(), "priceCurrency": currency},
            {"@type": "UnitPriceSpecification", "price": before.plain(), "priceCurrency": currency,
             "priceType": "https://schema.org/StrikethroughPrice"},
        ]);
    }
    offer
}

fn availability(variant: &Variant, level: Level) -> &'static str {
    match level.step() {
        _ if !variant.counted => "InStock",
        Step::Plenty => "InStock",
        Step::Few(_) => "LimitedAvailability",
        Step::Gone if variant.sell_when_out => "BackOrder",
        Step::Gone => "OutOfStock",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Id, Money};

    #[test]
    fn stock_is_told_as_it_is() {
        let variant = Variant::new(Id::from_bytes([1; 16]), Money::new(1, Currency::EUR));
        let told = |on_hand, variant: &Variant| availability(variant, Level { on_hand, held: 0 });
        assert_eq!(
            (told(9, &variant), told(2, &variant), told(0, &variant)),
            ("InStock", "LimitedAvailability", "OutOfStock")
        );
        assert_eq!(told(0, &Variant { sell_when_out: true, ..variant.clone() }), "BackOrder");
        assert_eq!(told(0, &Variant { counted: false, ..variant }), "InStock");
    }

    #[test]
    fn only_real_article_codes_are_passed_on() {
        for (code, is) in
            [("4006381333931", true), ("12345678", true), ("123", false), ("ABCDEFGH", false), ("", false)]
        {
            assert_eq!(is_gtin(code), is, "{code}");
        }
    }
}
