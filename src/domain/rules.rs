//! What the merchant decided about tax and delivery, as data, and how a place is matched to it.

use super::catalog::TaxClass;
use super::place::Country;
use crate::base::Money;
use serde::{Deserialize, Serialize};

pub const ZONES_MAX: usize = 50;
pub const RATES_MAX: usize = 10;

/// Where something goes, as far as prices care.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    pub country: Country,
    /// A state or province code, where the country has them.
    pub region: String,
}

/// The tax of one country or one of its regions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaxRule {
    pub country: Country,
    /// Empty: the whole country.
    pub region: String,
    pub label: String,
    /// Parts per million: 19 % is 190,000.
    pub standard_ppm: u32,
    pub reduced_ppm: u32,
    /// The price shown contains it already; else it is added at checkout.
    pub included: bool,
}

impl TaxRule {
    pub fn ppm(&self, class: TaxClass) -> u32 {
        match class {
            TaxClass::Standard => self.standard_ppm,
            TaxClass::Reduced => self.reduced_ppm,
            TaxClass::Exempt => 0,
        }
    }
}

/// Countries that cost the same to reach. The first zone that names a country counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Zone {
    pub name: String,
    /// Empty: everywhere else.
    pub countries: Vec<Country>,
    pub rates: Vec<Rate>,
}

/// One way of sending it there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rate {
    /// Unique within the shop; forms name it.
    pub code: String,
    pub label: String,
    pub price: Money,
    /// From this value of goods on it costs nothing.
    pub free_from: Option<Money>,
}

/// Fetching it oneself costs nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pickup {
    pub label: String,
    /// Address and hours, as the buyer reads them.
    pub address: String,
}

/// How forms name picking up.
pub const PICKUP_CODE: &str = "pickup";

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rules {
    pub taxes: Vec<TaxRule>,
    pub zones: Vec<Zone>,
    pub pickup: Option<Pickup>,
}

impl Rules {
    /// The rule of the region, else of the country, else none: no tax is charged there.
    pub fn tax(&self, place: &Place) -> Option<&TaxRule> {
        let here = |r: &&TaxRule| r.country == place.country;
        let of_region = self.taxes.iter().filter(here).find(|r| !r.region.is_empty() && r.region == place.region);
        of_region.or_else(|| self.taxes.iter().filter(here).find(|r| r.region.is_empty()))
    }

    /// The ways of sending something to that country; none when it is not delivered to.
    pub fn rates(&self, country: Country) -> &[Rate] {
        let named = self.zones.iter().find(|z| z.countries.contains(&country));
        let zone = named.or_else(|| self.zones.iter().find(|z| z.countries.is_empty()));
        zone.map(|z| z.rates.as_slice()).unwrap_or_default()
    }
}
