//! A bank's CSV: every bank names its columns its own way and puts its own lines before them, so the head is the first line
//! that names a date, an amount and something in words.

use super::Statement;
use crate::base::{Currency, Money};
use crate::import::Unreadable;
use crate::import::encoding::Text;
use crate::import::header::{Columns, Header};
use crate::import::row::Row;
use crate::import::rows::Rows;
use crate::import::values::{price, quote};

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// Banks put the account, its owner and the balance before the head.
const HEAD_WITHIN_LINES: u64 = 40;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Day,
    Amount,
    /// Only what came in, where the two directions stand apart.
    In,
    /// "S" or "H", where amounts have no sign.
    Direction,
    Currency,
    From,
    Text,
    Reference,
}

/// The names columns have at German, Austrian, British, American, French, Spanish, Dutch and Polish banks, folded as addresses
/// are: "Betrag (€)" is "betrag".
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Day,
        &[
            "buchungstag",
            "buchungsdatum",
            "buchung",
            "datum",
            "date",
            "booking-date",
            "completed-date",
            "transaction-date",
            "posting-date",
            "date-operation",
            "fecha",
            "data-operacji",
            "data-ksiegowania",
            "boekingsdatum",
        ],
    ),
    (
        Column::Amount,
        &["betrag", "umsatz", "amount", "transaction-amount", "montant", "importe", "kwota", "bedrag", "importo"],
    ),
    (Column::In, &["haben", "gutschrift", "paid-in", "credit", "credit-amount", "money-in", "uznania"]),
    (Column::Direction, &["soll-haben", "s-h", "af-bij", "credit-debit"]),
    (Column::Currency, &["waehrung", "wahrung", "currency", "devise", "moneda", "waluta", "munt"]),
    (
        Column::From,
        &[
            "beguenstigter-zahlungspflichtiger",
            "begunstigter-zahlungspflichtiger",
            "name-zahlungsbeteiligter",
            "zahlungspflichtige-r",
            "auftraggeber-empfanger",
            "auftraggeber-empfaenger",
            "auftraggeber",
            "partner-name",
            "partnername",
            "payer-name",
            "payer",
            "naam-tegenpartij",
            "naam-omschrijving",
            "nadawca-odbiorca",
            "name",
            "nom",
        ],
    ),
    (
        Column::Text,
        &[
            "verwendungszweck",
            "buchungs-details",
            "buchungsdetails",
            "zahlungsgrund",
            "payment-reference",
            "description",
            "details",
            "memo",
            "libelle",
            "concepto",
            "causale",
            "omschrijving",
            "mededelingen",
            "tytul",
            "tytul-operacji",
        ],
    ),
    (Column::Reference, &["kundenreferenz", "kundenreferenz-end-to-end", "zahlungsreferenz", "reference"]),
];

fn meaning(name: &str) -> Option<Column> {
    let bare = ["-eur", "-gbp", "-usd", "-pln", "-chf"].iter().find_map(|c| name.strip_suffix(c)).unwrap_or(name);
    NAMES.iter().find(|(_, names)| names.contains(&bare)).map(|(column, _)| *column)
}

pub fn read(bytes: &[u8], currency: Currency) -> Result<Statement, Unreadable> {
    let Some((mut rows, columns)) = DELIMITERS.iter().find_map(|delimiter| head(bytes, *delimiter)) else {
        let why = "No line of it names a date, an amount and a text. Please choose your bank's export as CSV, with its column names, or as CAMT.053.";
        return Err(Unreadable(why.into()));
    };
    let mut out = Statement::default();
    let mut row = Row::default();
    while rows.read(&mut row).map_err(|e| Unreadable(format!("It could not be read: {e}.")))? {
        match row.fault() {
            Some(fault) => out.trouble(row.line(), None, fault.sentence()),
            None => line(&row, &columns, currency, &mut out),
        }
    }
    Ok(out)
}

/// The rows below the head, if the file has one with this sign between its cells.
fn head(bytes: &[u8], delimiter: u8) -> Option<(Rows<&[u8]>, Columns<Column>)> {
    let mut rows = Rows::new(Text::open(bytes).ok()?, delimiter);
    let mut row = Row::default();
    while rows.line() <= HEAD_WITHIN_LINES && rows.read(&mut row).ok()? {
        let names = (0..row.cells()).map(|column| row.get(column).trim().to_owned()).collect();
        let columns = Columns::find(&Header::new(names), meaning);
        let has = |column| columns.has(column);
        if has(Column::Day) && (has(Column::Amount) || has(Column::In)) && (has(Column::Text) || has(Column::From)) {
            return Some((rows, columns));
        }
    }
    None
}

fn line(row: &Row, columns: &Columns<Column>, currency: Currency, out: &mut Statement) {
    let cell = |column| columns.at(column).map_or("", |at| row.get(at)).trim();
    // Sums and balances at the end have no date.
    if cell(Column::Day).is_empty() {
        return;
    }
    let other = cell(Column::Currency);
    let is_ours = other.is_empty() || other.eq_ignore_ascii_case(currency.code()) || other == currency.symbol();
    let went_out = matches!(cell(Column::Direction).to_lowercase().as_str(), "s" | "d" | "af" | "debit" | "soll");
    let amount = if columns.has(Column::Amount) { Column::Amount } else { Column::In };
    if !is_ours || went_out || cell(amount).is_empty() {
        return out.take(row.line(), "", None, "", "");
    }
    match signed(cell(amount), currency) {
        Ok(money) => {
            let text = format!("{} {}", cell(Column::Text), cell(Column::Reference));
            out.take(row.line(), cell(Column::Day), money, cell(Column::From), &text);
        }
        Err(why) => out.trouble(row.line(), columns.name(amount).map(str::to_owned), why),
    }
}

/// "+1.234,50 €" as money; `None` for what left the account.
fn signed(text: &str, currency: Currency) -> Result<Option<Money>, String> {
    let bare = text.replace(&currency.symbol(), "").replace(currency.code(), "");
    let bare = bare.trim();
    let leaves = |c: char| matches!(c, '-' | '−' | '(');
    if bare.starts_with(leaves) || bare.ends_with(leaves) {
        return Ok(None);
    }
    let plain = bare.strip_prefix('+').or(bare.strip_suffix('+')).unwrap_or(bare);
    match price(plain, currency) {
        Ok(money) => Ok(Some(money)),
        Err(_) => Err(format!("{} is not an amount.", quote(text))),
    }
}
