//! What a cart costs. Pure: same lines, rules, place and code give the same quote, in cart, checkout, order and refund.
//!
//! The price a merchant typed is the price a shopper sees; a country's rule says whether tax is inside it or comes on top.
//! Discounts come before tax, because tax is owed on what is really paid. Tax is rounded once per rate (half away from
//! zero) and then split over its lines, so that the parts sum exactly. Delivery is taxed at the highest rate of the goods.
//! This file must not know: who is buying, what time it is, how anything is stored.

use super::catalog::TaxClass;
use super::discount::{Discount, WHOLE_PPM};
use super::rules::{PICKUP_CODE, Place, Rate, Rules};
use crate::base::money::MoneyError;
use crate::base::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing to be priced.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    pub unit: Money,
    pub quantity: u32,
    pub tax_class: TaxClass,
}

/// How it shall be delivered: the code of a rate, or pickup. `None` takes the cheapest that goes there.
pub type DeliveryChoice<'a> = Option<&'a str>;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Quote {
    pub lines: Vec<QuoteLine>,
    pub adjustments: Vec<Adjustment>,
    /// The goods at their prices, before anything else.
    pub subtotal: Money,
    pub total: Money,
    /// `None` when nothing is delivered to that place.
    pub delivery: Option<ChosenDelivery>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuoteLine {
    pub quantity: u32,
    pub unit: Money,
    /// `unit` times `quantity`.
    pub amount: Money,
    /// Its share of the discounts, zero or below.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
    pub tax_ppm: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Adjustment {
    pub kind: AdjustmentKind,
    pub label: String,
    pub amount: Money,
    /// It is inside the other amounts and does not change the total.
    pub included: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AdjustmentKind {
    Discount { code: String },
    Delivery { code: String },
    Tax { ppm: u32 },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChosenDelivery {
    pub code: String,
    pub label: String,
    pub price: Money,
    /// How much more of goods makes it free.
    pub missing_for_free: Option<Money>,
}

/// Prices the items.
///
/// # Errors
/// Mixed currencies or sums beyond 64 bits: both are our mistakes.
pub fn quote(
    items: &[Item],
    rules: &Rules,
    place: &Place,
    delivery: DeliveryChoice<'_>,
    code: Option<&Discount>,
    currency: Currency,
) -> Result<Quote, MoneyError> {
    let mut lines = Vec::with_capacity(items.len());
    let mut subtotal = Money::zero(currency);
    for item in items {
        let amount = item.unit.times(item.quantity)?;
        subtotal = subtotal.plus(amount)?;
        let zero = Money::zero(currency);
        lines.push(QuoteLine {
            quantity: item.quantity,
            unit: item.unit,
            amount,
            discount: zero,
            tax: zero,
            tax_ppm: 0,
        });
    }
    let mut adjustments = Vec::new();
    let goods = discounted(&mut lines, &mut adjustments, subtotal, code)?;
    let delivery = if items.is_empty() { None } else { choose(rules, place, delivery, goods)? };
    let mut total = goods;
    if let Some(chosen) = &delivery {
        total = total.plus(chosen.price)?;
        let kind = AdjustmentKind::Delivery { code: chosen.code.clone() };
        adjustments.push(Adjustment { kind, label: chosen.label.clone(), amount: chosen.price, included: false });
    }
    let on_top = taxed(items, &mut lines, &mut adjustments, rules, place, delivery.as_ref())?;
    let total = total.plus(on_top.unwrap_or(Money::zero(currency)))?;
    Ok(Quote { lines, adjustments, subtotal, total, delivery })
}

/// Takes the code off the lines and answers what the goods cost then.
fn discounted(
    lines: &mut [QuoteLine],
    adjustments: &mut Vec<Adjustment>,
    subtotal: Money,
    code: Option<&Discount>,
) -> Result<Money, MoneyError> {
    let Some(discount) = code else { return Ok(subtotal) };
    let off = subtotal.ratio(i64::from(discount.percent_ppm.min(WHOLE_PPM)), i64::from(WHOLE_PPM))?;
    let weights: Vec<i64> = lines.iter().map(|l| l.amount.minor()).collect();
    for (line, share) in lines.iter_mut().zip(off.split(&weights)) {
        line.discount = share.negative();
    }
    let label = format!("Code {}", discount.code.as_str());
    let kind = AdjustmentKind::Discount { code: discount.code.as_str().to_owned() };
    adjustments.push(Adjustment { kind, label, amount: off.negative(), included: false });
    subtotal.minus(off)
}

/// The delivery that was asked for, else the cheapest.
fn choose(
    rules: &Rules,
    place: &Place,
    wanted: DeliveryChoice<'_>,
    goods: Money,
) -> Result<Option<ChosenDelivery>, MoneyError> {
    if let (Some(PICKUP_CODE), Some(pickup)) = (wanted, &rules.pickup) {
        let price = Money::zero(goods.currency());
        let code = PICKUP_CODE.to_owned();
        return Ok(Some(ChosenDelivery { code, label: pickup.label.clone(), price, missing_for_free: None }));
    }
    let priced = |rate: &Rate| -> Result<ChosenDelivery, MoneyError> {
        let missing = rate.free_from.map(|from| from.minus(goods)).transpose()?.filter(|_| !rate.price.is_zero());
        let free = missing.is_some_and(|m| m.minor() <= 0);
        Ok(ChosenDelivery {
            code: rate.code.clone(),
            label: rate.label.clone(),
            price: if free { Money::zero(goods.currency()) } else { rate.price },
            missing_for_free: missing.filter(|m| m.minor() > 0),
        })
    };
    let offers = rules.rates(place.country).iter().map(priced).collect::<Result<Vec<_>, _>>()?;
    let asked = wanted.and_then(|code| offers.iter().find(|o| o.code == code));
    Ok(asked.or_else(|| offers.iter().min_by_key(|o| o.price.minor())).cloned())
}

/// Writes each line's tax and one adjustment per rate; answers what comes on top of the prices.
fn taxed(
    items: &[Item],
    lines: &mut [QuoteLine],
    adjustments: &mut Vec<Adjustment>,
    rules: &Rules,
    place: &Place,
    delivery: Option<&ChosenDelivery>,
) -> Result<Option<Money>, MoneyError> {
    let Some(rule) = rules.tax(place) else { return Ok(None) };
    // Per rate: the lines it is charged on, by index. Delivery stands behind the last line.
    let mut by_rate: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        by_rate.entry(rule.ppm(item.tax_class)).or_default().push(i);
    }
    if let (Some(_), Some(mut highest)) = (delivery, by_rate.last_entry()) {
        highest.get_mut().push(lines.len());
    }
    let mut on_top: Option<Money> = None;
    for (ppm, members) in by_rate.iter().rev().filter(|(ppm, _)| **ppm > 0) {
        let mut amounts = Vec::with_capacity(members.len());
        for i in members {
            amounts.push(match lines.get(*i) {
                Some(line) => line.amount.plus(line.discount)?,
                None => delivery.map(|d| d.price).unwrap_or(Money::zero(amounts_currency(lines))),
            });
        }
        let mut base = Money::zero(amounts_currency(lines));
        for amount in &amounts {
            base = base.plus(*amount)?;
        }
        let whole = i64::from(WHOLE_PPM) + if rule.included { i64::from(*ppm) } else { 0 };
        let tax = base.ratio(i64::from(*ppm), whole)?;
        let weights: Vec<i64> = amounts.iter().map(|a| a.minor()).collect();
        for (i, share) in members.iter().zip(tax.split(&weights)) {
            if let Some(line) = lines.get_mut(*i) {
                line.tax = share;
                line.tax_ppm = *ppm;
            }
        }
        if tax.is_zero() {
            continue;
        }
        if !rule.included {
            on_top = Some(tax.plus(on_top.unwrap_or(Money::zero(tax.currency())))?);
        }
        let label = format!("{} {}", rule.label, percent(*ppm));
        adjustments.push(Adjustment {
            kind: AdjustmentKind::Tax { ppm: *ppm },
            label,
            amount: tax,
            included: rule.included,
        });
    }
    Ok(on_top)
}

fn amounts_currency(lines: &[QuoteLine]) -> Currency {
    lines.first().map(|l| l.amount.currency()).unwrap_or(Currency::EUR)
}

fn sum(currency: Currency, amounts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
    amounts.into_iter().try_fold(Money::zero(currency), Money::plus)
}

/// "19 %", "5.5 %".
pub fn percent(ppm: u32) -> String {
    let text = format!("{}.{:04}", ppm / 10_000, ppm % 10_000);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Adjustment {
    /// "€4.90"; delivery that costs nothing is "free".
    pub fn words(&self) -> String {
        match self.kind {
            AdjustmentKind::Delivery { .. } if self.amount.is_zero() => "free".into(),
            _ => self.amount.show(),
        }
    }
}

impl Quote {
    /// Everything that changes the total adds up to it. Checked where a quote is made into an order, and by `duka check`.
    pub fn adds_up(&self) -> bool {
        let currency = self.total.currency();
        let lines = sum(currency, self.lines.iter().map(|l| l.amount));
        let changes = sum(currency, self.adjustments.iter().filter(|a| !a.included).map(|a| a.amount));
        let shares = sum(currency, self.lines.iter().map(|l| l.discount));
        let discount = sum(currency, self.discount().map(|a| a.amount));
        match (lines, changes) {
            (Ok(lines), Ok(changes)) => {
                lines == self.subtotal && lines.plus(changes) == Ok(self.total) && shares == discount
            }
            _ => false,
        }
    }

    pub fn taxes(&self) -> impl Iterator<Item = &Adjustment> {
        self.adjustments.iter().filter(|a| matches!(a.kind, AdjustmentKind::Tax { .. }))
    }

    pub fn discount(&self) -> Option<&Adjustment> {
        self.adjustments.iter().find(|a| matches!(a.kind, AdjustmentKind::Discount { .. }))
    }
}

#[cfg(test)]
#[path = "price_tests.rs"]
mod tests;
