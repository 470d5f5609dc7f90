//! Money that came into the merchant's bank account, and which orders it may be for. Must not know banks' formats.

use super::order::Order;
use crate::base::{Id, Money, Time};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Orders told apart by their numbers within one transfer; whoever names more is not understood.
const NUMBERS_MAX: usize = 8;
/// Orders offered for a transfer that names none.
const OFFERED_MAX: usize = 5;
/// Shorter words of a payer's name ("von", "Ltd") say nothing.
const NAME_CHARS_MIN: usize = 4;

/// One line of a statement: money that came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// As the statement writes it.
    pub day: String,
    pub amount: Money,
    /// Who sent it, as the bank says.
    pub from: String,
    /// What they wrote.
    pub text: String,
}

/// That a transfer was written down for an order, so that the same statement can be brought again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WrittenDown {
    pub order: Id<Order>,
    pub at: Time,
}

/// An order whose money is waited for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    pub name: String,
    pub owed: Money,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Number and amount agree. Several when one transfer pays several orders.
    Fits(Vec<u64>),
    /// The number is there, and another amount.
    OtherAmount(u64),
    /// No number; these wait for just this amount, the likeliest first.
    Perhaps(Vec<u64>),
    Unknown,
}

/// Which of the orders that wait a transfer is for.
pub fn judge(transfer: &Transfer, due: &BTreeMap<u64, Due>) -> Verdict {
    let named: Vec<(u64, &Due)> = numbers(&transfer.text).into_iter().filter_map(|n| Some((n, due.get(&n)?))).collect();
    let exact: Vec<u64> = named.iter().filter(|(_, d)| d.owed == transfer.amount).map(|(n, _)| *n).collect();
    let nothing = Money::new(0, transfer.amount.currency());
    let together = named.iter().try_fold(nothing, |sum, (_, d)| sum.plus(d.owed)).ok();
    let likely = by_amount(transfer, due);
    match (exact.as_slice(), named.as_slice(), likely.as_slice()) {
        ([one], _, _) => Verdict::Fits(vec![*one]),
        (_, [_, _, ..], _) if together == Some(transfer.amount) => {
            Verdict::Fits(named.iter().map(|(number, _)| *number).collect())
        }
        // "2026" may be an order and is more often a year.
        (_, [(one, _)], [] | [(0, _), ..]) => Verdict::OtherAmount(*one),
        (_, _, []) => Verdict::Unknown,
        (_, _, some) => Verdict::Perhaps(some.iter().take(OFFERED_MAX).map(|(_, number)| *number).collect()),
    }
}

/// Orders that wait for just this amount, with how many words of the buyer's name the payer's has; most first.
fn by_amount(transfer: &Transfer, due: &BTreeMap<u64, Due>) -> Vec<(usize, u64)> {
    let from = transfer.from.to_lowercase();
    let known = |name: &str| {
        let words = name.split_whitespace().filter(|word| word.chars().count() >= NAME_CHARS_MIN);
        words.filter(|word| from.contains(&word.to_lowercase())).count()
    };
    let mut likely: Vec<(usize, u64)> =
        due.iter().filter(|(_, d)| d.owed == transfer.amount).map(|(number, d)| (known(&d.name), *number)).collect();
    likely.sort_by_key(|(words, number)| (Reverse(*words), *number));
    likely
}

/// What may be order numbers in a payer's words. Banks break lines anywhere, so that "1042" may come as "10 42".
pub fn numbers(text: &str) -> Vec<u64> {
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let apart = runs.iter().map(|run| (*run).to_owned());
    let joined = runs.windows(2).map(|pair| pair.concat());
    let mut found = Vec::new();
    for number in apart.chain(joined).filter_map(|digits| digits.parse::<u64>().ok()) {
        if !found.contains(&number) && found.len() < 4 * NUMBERS_MAX {
            found.push(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;

    #[test]
    fn each_transfer_finds_its_order() {
        let eur = |text| Money::parse(text, Currency::EUR).unwrap();
        let due = BTreeMap::from([
            (1042, Due { name: "Ana Lind".into(), owed: eur("24.00") }),
            (1043, Due { name: "Bo Keller".into(), owed: eur("12.50") }),
            (1044, Due { name: "Cem Arslan".into(), owed: eur("24.00") }),
            (2026, Due { name: "Dee Moor".into(), owed: eur("99.00") }),
        ]);
        for (amount, from, text, wanted) in [
            ("24.00", "A. LIND", "1042", Verdict::Fits(vec![1042])),
            ("24.00", "A. LIND", "Bestellung Nr.1042 vom 3.11.2026", Verdict::Fits(vec![1042])),
            ("24.00", "A. LIND", "order 10 42", Verdict::Fits(vec![1042])),
            ("36.50", "A. LIND", "1042 und 1043", Verdict::Fits(vec![1042, 1043])),
            ("20.00", "A. LIND", "RE-1042", Verdict::OtherAmount(1042)),
            ("24.00", "CEM ARSLAN", "Danke!", Verdict::Perhaps(vec![1044, 1042])),
            ("24.00", "?", "order 99", Verdict::Perhaps(vec![1042, 1044])),
            ("12.50", "BO KELLER", "3.11.2026", Verdict::Perhaps(vec![1043])),
            ("98.00", "?", "2026", Verdict::OtherAmount(2026)),
            ("7.00", "?", "11042", Verdict::Unknown),
        ] {
            let transfer = Transfer { day: String::new(), amount: eur(amount), from: from.into(), text: text.into() };
            assert_eq!(judge(&transfer, &due), wanted, "{amount} {text}");
        }
    }
}
