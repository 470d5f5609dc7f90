//! CAMT.053 and CAMT.052, versions 02 to 13: the parts a shop needs. Prefixes of names differ between banks, so only local
//! names count. Entities are not expanded, and depth is bounded.
//!
//! Source: ISO 20022, BankToCustomerStatement; the structure of an entry is the same in all versions.

use super::Statement;
use crate::base::{Currency, Money};
use crate::import::Unreadable;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// A statement is some twelve elements deep.
const DEPTH_MAX: usize = 40;
const TEXT_BYTES_MAX: usize = 4_000;

pub fn read(bytes: &[u8], currency: Currency) -> Result<Statement, Unreadable> {
    let mut camt = Camt::new(currency);
    let mut reader = Reader::from_reader(bytes);
    let mut is_statement = false;
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        match event {
            Err(why) => return Err(broken(bytes, at, &why.to_string())),
            Ok(Event::Start(_)) if camt.path.len() >= DEPTH_MAX => {
                return Err(broken(bytes, at, "it is nested too deeply"));
            }
            Ok(Event::Start(start)) => {
                is_statement |= matches!(start.local_name().as_ref(), b"BkToCstmrStmt" | b"BkToCstmrAcctRpt");
                camt.opens(&start);
            }
            Ok(Event::Text(text)) => camt.says(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => camt.says(&letter(&reference)),
            Ok(Event::End(_)) => camt.closes(|| line_of(bytes, at)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
        }
    }
    if !is_statement {
        return Err(Unreadable("This is XML, but not a bank's statement (CAMT.053 or CAMT.052).".into()));
    }
    if !camt.path.is_empty() {
        return Err(Unreadable("The file ends in the middle. Please export it again.".into()));
    }
    Ok(camt.out)
}

fn broken(bytes: &[u8], at: u64, why: &str) -> Unreadable {
    Unreadable(format!("Line {} of this statement cannot be read: {why}.", line_of(bytes, at)))
}

fn line_of(bytes: &[u8], position: u64) -> u64 {
    let read = usize::try_from(position).ok().and_then(|end| bytes.get(..end)).unwrap_or(bytes);
    1 + read.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// "&amp;" and "&#228;"; other names are nobody's here.
fn letter(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

/// What is known so far of an entry (`Ntry`), or of one of its transactions (`TxDtls`).
#[derive(Clone, Default)]
struct Entry {
    day: String,
    /// As it stands, with its currency.
    amount: Option<(String, String)>,
    came_in: bool,
    from: String,
    text: String,
}

struct Camt {
    /// Local names of the elements that are open.
    path: Vec<Vec<u8>>,
    entry: Entry,
    /// A transaction within the entry.
    part: Option<Entry>,
    /// Transactions of this entry so far.
    parts: usize,
    currency: Currency,
    out: Statement,
}

impl Camt {
    fn new(currency: Currency) -> Camt {
        Camt { path: Vec::new(), entry: Entry::default(), part: None, parts: 0, currency, out: Statement::default() }
    }

    fn here(&mut self) -> &mut Entry {
        self.part.as_mut().unwrap_or(&mut self.entry)
    }

    fn opens(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_owned();
        match name.as_slice() {
            b"Ntry" => (self.entry, self.parts) = (Entry::default(), 0),
            // A transaction goes the way its entry goes unless it says so itself.
            b"TxDtls" => self.part = Some(Entry { amount: None, text: String::new(), ..self.entry.clone() }),
            // Of an entry, and of a transaction (`TxAmt` is the older way to say that); other amounts are fees and rates.
            b"Amt" if matches!(self.path.last().map(Vec::as_slice), Some(b"Ntry" | b"TxDtls" | b"TxAmt")) => {
                let currency = start.try_get_attribute("Ccy").ok().flatten();
                let currency = currency.map(|c| String::from_utf8_lossy(&c.value).into_owned()).unwrap_or_default();
                self.here().amount.get_or_insert((String::new(), currency));
            }
            _ => {}
        }
        self.path.push(name);
    }

    fn says(&mut self, text: &str) {
        let [.., parent, name] = self.path.as_slice() else { return };
        let (parent, name) = (parent.clone(), name.clone());
        let of_debtor = self.path.iter().any(|open| open == b"Dbtr");
        let here = self.here();
        let to = match (parent.as_slice(), name.as_slice()) {
            (b"Ntry" | b"TxDtls" | b"TxAmt", b"Amt") => here.amount.as_mut().map(|(amount, _)| amount),
            (b"Ntry" | b"TxDtls", b"CdtDbtInd") => {
                here.came_in = text.trim() == "CRDT";
                None
            }
            (b"BookgDt", b"Dt" | b"DtTm") => Some(&mut here.day),
            // The debtor is who paid; from version 8 on the name is one element deeper.
            (b"Dbtr" | b"Pty", b"Nm") if of_debtor => Some(&mut here.from),
            (b"Refs", b"EndToEndId") if text == "NOTPROVIDED" => None,
            (b"RmtInf", b"Ustrd") | (b"CdtrRefInf", b"Ref") | (b"Refs", b"EndToEndId") => Some(&mut here.text),
            (b"Ntry", b"AddtlNtryInf") => Some(&mut here.text),
            _ => None,
        };
        if let Some(to) = to.filter(|to| to.len() + text.len() <= TEXT_BYTES_MAX) {
            to.push_str(text);
        }
    }

    fn closes(&mut self, line: impl Fn() -> u64) {
        match self.path.pop().unwrap_or_default().as_slice() {
            // What stands in several elements is several words.
            b"Ustrd" | b"Ref" | b"EndToEndId" => self.here().text.push(' '),
            b"TxDtls" => {
                let Some(part) = self.part.take() else { return };
                self.parts += 1;
                // A single transaction may leave its amount to the entry.
                let amount = part.amount.or_else(|| self.entry.amount.clone());
                self.take(line(), &Entry { amount, ..part });
            }
            b"Ntry" if self.parts == 0 => {
                let entry = self.entry.clone();
                self.take(line(), &entry);
            }
            _ => {}
        }
    }

    fn take(&mut self, line: u64, entry: &Entry) {
        let (amount, currency) = entry.amount.clone().unwrap_or_default();
        let ours = currency == self.currency.code() && entry.came_in;
        let money = Money::parse(amount.trim(), self.currency).filter(|_| ours);
        if ours && money.is_none() {
            return self.out.trouble(line, Some("Amt".into()), format!("“{}” is not an amount.", amount.trim()));
        }
        let day = entry.day.get(..10).unwrap_or(&entry.day);
        self.out.take(line, day, money, &entry.from, &entry.text);
    }
}
