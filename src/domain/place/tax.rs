//! Tax presets by country: VAT rates a new shop starts from, and whether its prices include tax.
//!
//! Presets only: the shop's own settings overrule every number here, and rules by kind of ware or region are theirs.
//! Rates in force in November 2026. Sources: European Commission, Taxes in Europe Database (EU); HMRC (GB); Federal
//! Tax Administration (CH); Skatteetaten (NO). This file must not know: the shop's settings, the day it is.

use super::Country;

/// What a country's VAT is by default, in parts per million (19 % is 190,000).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vat {
    pub standard_ppm: u32,
    /// The rate of ordinary packed food; equal to the standard rate where food has none of its own.
    pub food_ppm: u32,
}

/// Country, standard rate, rate of food; in parts per million.
///
/// Where only named basics (bread, milk, fresh meat) are cheaper still, the food column keeps the rate of other food, so
/// that a preset rather charges too much than too little: HR, HU, LV, SK, and the lowest steps of AT, CY, ES, IT.
const VAT: [(&str, u32, u32); 30] = [
    ("AT", 200_000, 100_000),
    ("BE", 210_000, 60_000),
    ("BG", 200_000, 200_000),
    ("CH", 81_000, 26_000),
    ("CY", 190_000, 50_000),
    ("CZ", 210_000, 120_000),
    ("DE", 190_000, 70_000),
    ("DK", 250_000, 250_000),
    ("EE", 240_000, 240_000),
    ("ES", 210_000, 100_000),
    ("FI", 255_000, 135_000), // 13.5 % since January 2026
    ("FR", 200_000, 55_000),
    ("GB", 200_000, 0),
    ("GR", 240_000, 130_000),
    ("HR", 250_000, 250_000),
    ("HU", 270_000, 270_000),
    ("IE", 230_000, 0),
    ("IT", 220_000, 100_000),
    ("LT", 210_000, 210_000),
    ("LU", 170_000, 30_000),
    ("LV", 210_000, 210_000),
    ("MT", 180_000, 0),
    ("NL", 210_000, 90_000),
    ("NO", 250_000, 150_000),
    ("PL", 230_000, 50_000),
    ("PT", 230_000, 60_000),
    ("RO", 210_000, 110_000),
    ("SE", 250_000, 60_000), // 6 % from April 2026 until the end of 2027, then 12 %
    ("SI", 220_000, 95_000),
    ("SK", 230_000, 190_000),
];

impl Country {
    /// The VAT preset, for the countries we know one of.
    pub fn vat(self) -> Option<Vat> {
        let (_, standard_ppm, food_ppm) = *VAT.iter().find(|row| row.0 == self.code())?;
        Some(Vat { standard_ppm, food_ppm })
    }

    /// Prices are shown with tax inside nearly everywhere; the United States and Canada add it at checkout.
    pub fn prices_include_tax(self) -> bool {
        !matches!(self.code(), "US" | "CA")
    }
}
