//! Delivery zones as a form, and back.

use super::super::numbers::read_money;
use super::super::{Change, refused};
use crate::app::Error;
use crate::base::text::{Handle, line};
use crate::base::{Currency, Money};
use crate::domain::place::Country;
use crate::domain::rules::{PICKUP_CODE, Pickup, RATES_MAX, Rate, Rules, ZONES_MAX, Zone};
use crate::domain::settings::RETURNS_DAYS_MAX;
use crate::web::form::{Problems, Typed};

const LABEL_CHARS_MAX: usize = 60;
const ADDRESS_CHARS_MAX: usize = 300;

/// Every zone and one empty one; in each every rate and one empty one.
pub fn typed(rules: &Rules, returns_days: u32) -> Typed {
    let mut all = vec![("zones".to_owned(), (rules.zones.len() + 1).to_string())];
    for (z, zone) in rules.zones.iter().enumerate() {
        all.push((format!("zone-{z}"), zone.name.clone()));
        let names: Vec<&str> = zone.countries.iter().map(|c| c.name()).collect();
        all.push((format!("countries-{z}"), names.join("\n")));
        all.push((format!("rates-{z}"), (zone.rates.len() + 1).to_string()));
        for (r, rate) in zone.rates.iter().enumerate() {
            all.push((format!("code-{z}-{r}"), rate.code.clone()));
            all.push((format!("label-{z}-{r}"), rate.label.clone()));
            all.push((format!("price-{z}-{r}"), rate.price.plain()));
            all.push((format!("free-{z}-{r}"), rate.free_from.map(Money::plain).unwrap_or_default()));
        }
    }
    if let Some(pickup) = &rules.pickup {
        all.push(("pickup".into(), "yes".into()));
        all.push(("pickup_label".into(), pickup.label.clone()));
        all.push(("pickup_address".into(), pickup.address.clone()));
    }
    all.push(("returns_days".into(), returns_days.to_string()));
    Typed(all)
}

pub fn zones(typed: &Typed) -> usize {
    typed.get("zones").parse().unwrap_or(1).clamp(1, ZONES_MAX)
}

pub fn rates(typed: &Typed, zone: usize) -> usize {
    typed.get(&format!("rates-{zone}")).parse().unwrap_or(1).clamp(1, RATES_MAX)
}

/// A zone without a name is left out, and so is a rate: that is how one is removed.
pub fn read(typed: &Typed, currency: Currency) -> Result<Change, Error> {
    if !typed.has("zones") {
        return Err(Error::sentence("This form came without its fields. Please open the page again."));
    }
    let mut wrong = Problems::default();
    let mut codes: Vec<String> = vec![PICKUP_CODE.to_owned()];
    let mut found: Vec<Zone> = Vec::new();
    for z in (0..zones(typed)).filter(|z| !typed.get(&format!("zone-{z}")).trim().is_empty()) {
        let zone = zone(typed, z, currency, &mut codes, &mut wrong);
        if found.iter().any(|other| zone.countries.is_empty() && other.countries.is_empty()) {
            wrong.add(&format!("countries-{z}"), "Only one group can be for everywhere else.");
        }
        if let Some(twice) = zone.countries.iter().find(|c| found.iter().any(|other| other.countries.contains(c))) {
            wrong.add(&format!("countries-{z}"), format!("{} is in two groups.", twice.name()));
        }
        found.push(zone);
    }
    let pickup = typed.has("pickup").then(|| pickup(typed, &mut wrong));
    let returns_days = wrong.take("returns_days", days(typed.get("returns_days"))).unwrap_or(0);
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    Ok(Box::new(move |s| {
        s.rules.zones = found.clone();
        s.rules.pickup = pickup.clone();
        s.returns_days = returns_days;
    }))
}

/// How long things may be sent back; nothing is as good as 0.
fn days(text: &str) -> Result<u32, String> {
    let days = if text.trim().is_empty() { Some(0) } else { text.trim().parse().ok() };
    days.filter(|n| *n <= RETURNS_DAYS_MAX).ok_or("Please enter a number of days, such as 30; 0 for none.".into())
}

fn zone(typed: &Typed, z: usize, currency: Currency, codes: &mut Vec<String>, wrong: &mut Problems) -> Zone {
    let field = format!("zone-{z}");
    let name = wrong.take(&field, line(typed.get(&field), "a name", LABEL_CHARS_MAX)).unwrap_or_default();
    let field = format!("countries-{z}");
    let countries = wrong.take(&field, countries(typed.get(&field))).unwrap_or_default();
    let mut found = Vec::new();
    for r in (0..rates(typed, z)).filter(|r| !typed.get(&format!("label-{z}-{r}")).trim().is_empty()) {
        found.extend(rate(typed, z, r, currency, codes, wrong));
    }
    if found.is_empty() {
        wrong.add(&format!("label-{z}-0"), "Please enter at least one way of sending, such as Standard.");
    }
    Zone { name, countries, rates: found }
}

fn rate(
    typed: &Typed,
    z: usize,
    r: usize,
    currency: Currency,
    codes: &mut Vec<String>,
    wrong: &mut Problems,
) -> Option<Rate> {
    let of = |what: &str| format!("{what}-{z}-{r}");
    let label = wrong.take(&of("label"), line(typed.get(&of("label")), "a name", LABEL_CHARS_MAX));
    let price = wrong.take(&of("price"), read_money(typed.get(&of("price")), currency));
    let free_from = wrong.take(&of("free"), read_money(typed.get(&of("free")), currency));
    let label = label?;
    let code = free_code(typed.get(&of("code")), &label, codes);
    codes.push(code.clone());
    Some(Rate { code, label, price: price?.unwrap_or(Money::zero(currency)), free_from: free_from? })
}

/// The code a rate had, or one made of its name that no other has.
fn free_code(kept: &str, label: &str, codes: &[String]) -> String {
    let wanted = Handle::parse(kept).unwrap_or_else(|_| Handle::from_title(label));
    let tries = std::iter::once(wanted.clone()).chain((2..).map(|n| wanted.numbered(n)));
    let free = tries.take(codes.len() + 1).find(|h| !codes.iter().any(|c| c == h.as_str()));
    free.unwrap_or(wanted).to_string()
}

/// One to a line, by name or by its two letters.
fn countries(text: &str) -> Result<Vec<Country>, String> {
    let mut found = Vec::new();
    for name in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let named = Country::all().find(|c| c.name().to_lowercase() == name.to_lowercase());
        match named.or_else(|| Country::parse(name).ok()) {
            Some(country) if found.contains(&country) => {}
            Some(country) => found.push(country),
            None => {
                return Err(format!("We do not know “{name}”. Please write one country to a line, such as Austria."));
            }
        }
    }
    Ok(found)
}

fn pickup(typed: &Typed, wrong: &mut Problems) -> Pickup {
    let label = match typed.get("pickup_label").trim() {
        "" => "Pick it up".to_owned(),
        text => text.chars().filter(|c| !c.is_control()).take(LABEL_CHARS_MAX).collect(),
    };
    let address: String = typed.get("pickup_address").replace("\r\n", "\n").trim().to_owned();
    if address.is_empty() || address.chars().count() > ADDRESS_CHARS_MAX {
        wrong.add("pickup_address", "Please enter where and when it can be fetched.");
    }
    Pickup { label, address }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        let eur = |minor| Money::new(minor, Currency::EUR);
        let rate = |code: &str, label: &str| Rate {
            code: code.into(),
            label: label.into(),
            price: eur(490),
            free_from: Some(eur(6_000)),
        };
        let zone = |name: &str, countries: &[&str], code: &str| Zone {
            name: name.into(),
            countries: countries.iter().map(|c| Country::parse(c).unwrap()).collect(),
            rates: vec![rate(code, "Standard")],
        };
        let pickup = Some(Pickup { label: "Pick it up".into(), address: "Halle".into() });
        Rules { taxes: vec![], zones: vec![zone("Near", &["DE", "AT"], "standard"), zone("Else", &[], "far")], pickup }
    }

    fn again(typed: &Typed) -> Rules {
        let mut settings = crate::domain::rules::Rules { taxes: vec![], zones: vec![], pickup: None };
        let mut wrong = Problems::default();
        let mut codes = vec![];
        settings.zones = (0..zones(typed))
            .filter(|z| !typed.get(&format!("zone-{z}")).is_empty())
            .map(|z| zone(typed, z, Currency::EUR, &mut codes, &mut wrong))
            .collect();
        settings.pickup = typed.has("pickup").then(|| pickup(typed, &mut wrong));
        assert!(wrong.is_empty(), "{wrong:?}");
        settings
    }

    #[test]
    fn what_is_shown_is_what_is_read() {
        assert_eq!(again(&typed(&rules(), 30)), rules());
    }

    #[test]
    fn mistakes_are_said_where_they_are() {
        let with = |field: &str, value: &str| {
            let mut t = typed(&rules(), 30);
            t.0.push((field.into(), value.into()));
            read(&t, Currency::EUR).err().map(|e| e.words()).unwrap_or_default()
        };
        assert!(with("countries-0", "Atlantis").contains("Atlantis"));
        assert!(with("countries-1", "Germany").contains("two groups"));
        assert!(with("price-0-0", "much").contains("4.90"));
        assert!(with("returns_days", "a month").contains("number of days"));
        assert!(with("label-1-0", "").contains("way of sending"));
        assert_eq!(free_code("", "Standard", &["standard".into()]), "standard-2");
    }
}
