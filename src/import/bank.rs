//! A bank's statement in, the transfers that came in out: CAMT.053 (ISO 20022) or the CSV of any bank's own make.
//!
//! Must not know: orders, the store, which transfer is for what. Money that went out is only counted.

mod camt;
mod sheet;

#[cfg(test)]
mod tests;

use super::values::one_line;
use super::{Effect, Trouble, Unreadable};
use crate::base::{Currency, Money};
use crate::domain::transfer::Transfer;

/// A year of a busy shop's account.
pub const STATEMENT_BYTES_MAX: usize = 8 << 20;
/// Transfers of one statement; what is beyond is told.
pub const TRANSFERS_MAX: usize = 5_000;
/// Troubles told of one statement.
const TROUBLES_MAX: usize = 50;
const TEXT_CHARS_MAX: usize = 400;
const NAME_CHARS_MAX: usize = 140;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Statement {
    pub transfers: Vec<Transfer>,
    /// Lines of money that left the account, and of other currencies than the shop's.
    pub passed_over: usize,
    pub troubles: Vec<Trouble>,
}

/// Finds out which kind of statement it is, and reads it.
///
/// # Errors
/// It is empty, too large, or nothing that is known here.
pub fn read(bytes: &[u8], currency: Currency) -> Result<Statement, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable("There is nothing in it.".into()));
    }
    if bytes.len() > STATEMENT_BYTES_MAX {
        return Err(Unreadable("This is larger than 8 MB. Please export a shorter time.".into()));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let why = "This is a compressed file or a spreadsheet. Unpack it, or save it as CSV, and try again.";
        return Err(Unreadable(why.into()));
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if start.trim_ascii_start().starts_with(b"<") {
        return camt::read(start, currency);
    }
    sheet::read(bytes, currency)
}

impl Statement {
    /// One line of the statement. `money`: `None` when it is not of the shop's currency or did not come in.
    fn take(&mut self, line: u64, day: &str, money: Option<Money>, from: &str, text: &str) {
        let Some(amount) = money.filter(|money| money.minor() > 0) else {
            self.passed_over += 1;
            return;
        };
        if self.transfers.len() >= TRANSFERS_MAX {
            let sentence = format!("Only the first {TRANSFERS_MAX} transfers were read. Please export a shorter time.");
            return self.trouble(line, None, sentence);
        }
        let [day, from, text] =
            [(day, NAME_CHARS_MAX), (from, NAME_CHARS_MAX), (text, TEXT_CHARS_MAX)].map(|(t, max)| one_line(t, max));
        self.transfers.push(Transfer { day, amount, from, text });
    }

    fn trouble(&mut self, line: u64, column: Option<String>, sentence: String) {
        let told = self.troubles.iter().any(|t| t.column == column && t.sentence == sentence);
        if self.troubles.len() < TROUBLES_MAX && !told {
            self.troubles.push(Trouble { line, column, effect: Effect::LeftOut, sentence });
        }
    }
}
