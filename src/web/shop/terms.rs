//! What delivery and sending back cost and allow, in the words of schema.org: from the shop's own zones and settings, and
//! nothing that is not so. How long a parcel takes is not said, because a zone's words about it are free.

use super::super::ui::front::Front;
use crate::domain::catalog::{TaxClass, Variant};
use crate::domain::place::Country;
use crate::domain::price::{Item, quote};
use crate::domain::rules::{Place, Zone};
use crate::domain::settings::Settings;
use serde_json::{Value, json};

/// Search engines read no more countries of a return policy.
const POLICY_COUNTRIES_MAX: usize = 50;

/// The terms of one product's offers. Variants that cost the same to send refer to the first one's, so that a page with many
/// of them stays small.
pub struct Terms<'a> {
    front: &'a Front,
    tax_class: TaxClass,
    /// The page's address: what is referred to is named by it.
    page: String,
    /// Delivery that was written out already.
    told: Vec<Vec<Price>>,
    returns_told: bool,
}

/// What a group of countries pays for the delivery of one piece, by its place among the zones.
type Price = (usize, crate::base::Money);

impl<'a> Terms<'a> {
    pub fn new(front: &'a Front, tax_class: TaxClass, page: String) -> Terms<'a> {
        Terms { front, tax_class, page, told: Vec::new(), returns_told: false }
    }

    /// `shippingDetails` of an offer; `None` where no country is named that parcels go to.
    pub fn shipping(&mut self, variant: &Variant) -> Option<Value> {
        let settings = &self.front.settings;
        let zones = settings.rules.zones.iter().enumerate();
        let prices: Vec<Price> = zones.filter_map(|(z, zone)| Some((z, self.price(zone, variant)?))).collect();
        if prices.is_empty() {
            return None;
        }
        let known = self.told.iter().position(|told| *told == prices);
        let set = known.unwrap_or(self.told.len());
        let name = |z: usize| format!("{}#delivery-{}-{}", self.page, set + 1, z + 1);
        let details = prices.iter().map(|(z, price)| match (known, settings.rules.zones.get(*z)) {
            (None, Some(zone)) => json!({
                "@type": "OfferShippingDetails",
                "@id": name(*z),
                "shippingRate": {"@type": "MonetaryAmount", "value": price.plain(), "currency": price.currency().code()},
                "shippingDestination": reached(settings, zone).map(region).collect::<Vec<Value>>(),
            }),
            _ => json!({"@id": name(*z)}),
        });
        let details = details.collect();
        if known.is_none() {
            self.told.push(prices);
        }
        Some(details)
    }

    /// What the cheapest way costs for one piece, asked as a cart asks it.
    fn price(&self, zone: &Zone, variant: &Variant) -> Option<crate::base::Money> {
        let settings = &self.front.settings;
        let place = Place { country: reached(settings, zone).next()?, region: String::new() };
        let piece = Item { unit: variant.price, quantity: 1, tax_class: self.tax_class };
        let quote = quote(&[piece], &settings.rules, &place, None, None, settings.currency).ok()?;
        quote.delivery.map(|delivery| delivery.price)
    }

    /// `hasMerchantReturnPolicy`; `None` when the shop says nothing about it.
    pub fn returns(&mut self) -> Option<Value> {
        let settings = &self.front.settings;
        let name = format!("{}#returns", self.page);
        if settings.returns_days == 0 {
            return None;
        }
        if std::mem::replace(&mut self.returns_told, true) {
            return Some(json!({"@id": name}));
        }
        let zones = settings.rules.zones.iter();
        let countries = std::iter::once(settings.shop.country).chain(zones.flat_map(|zone| reached(settings, zone)));
        let mut codes: Vec<&str> = countries.map(Country::code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.truncate(POLICY_COUNTRIES_MAX);
        let mut policy = json!({
            "@type": "MerchantReturnPolicy",
            "@id": name,
            "applicableCountry": codes,
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": settings.returns_days,
        });
        if self.front.page("returns").is_some() {
            policy["merchantReturnLink"] = json!(self.front.link("/pages/returns"));
        }
        Some(policy)
    }
}

/// The countries a zone really counts for: where two name one, the first does.
fn reached<'a>(settings: &'a Settings, zone: &'a Zone) -> impl Iterator<Item = Country> + 'a {
    let first = |country: &Country| settings.rules.zones.iter().find(|z| z.countries.contains(country));
    zone.countries.iter().copied().filter(move |country| first(country).is_some_and(|z| std::ptr::eq(z, zone)))
}

fn region(country: Country) -> Value {
    json!({"@type": "DefinedRegion", "addressCountry": country.code()})
}
