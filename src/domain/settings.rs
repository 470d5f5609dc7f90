//! Every decision a merchant makes about the shop as a whole, typed, with its default.
//!
//! Machine matters (folder, address, log) are not here: they belong to the machine, not to the shop.

use super::cards::Cards;
use super::languages::Languages;
use super::place::Country;
use super::rules::Rules;
use crate::base::text::Email;
use crate::base::{Currency, Language, Money};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settings {
    pub shop: Shop,
    /// Pages and letters are written in them.
    pub languages: Languages,
    pub currency: Currency,
    pub rules: Rules,
    /// Buyers may send things back for so many days; 0: the shop says nothing about it.
    pub returns_days: u32,
    pub payments: Payments,
    pub mail: Mail,
    pub face: Face,
    pub limits: Limits,
    /// A buyer is thanked, written to and charged only when a place elsewhere has the order as well.
    pub thanks_wait: bool,
    /// A demo shop: mail is caught, the test gateway is there, and every page may say so.
    pub demo: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Shop {
    pub name: String,
    pub country: Country,
    /// An IANA time zone, such as "Europe/Berlin": days and dates are meant there.
    pub time_zone: String,
    pub email: Email,
    /// Postal address, as printed on slips and legal pages.
    pub address: String,
    pub phone: String,
    /// Where the shop is found, without a slash at the end: "https://clay-and-leaf.example". Links in letters begin with it.
    pub origin: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Payments {
    pub transfer: Option<BankAccount>,
    pub on_pickup: bool,
    /// Takes no money. Its webhooks are signed with this key, 64 hexadecimal digits.
    pub test_gateway: Option<String>,
    pub cards: Cards,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BankAccount {
    pub holder: String,
    pub iban: String,
    pub bic: String,
    pub bank: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mail {
    pub from: Email,
    /// Who hears of new orders, low stock and letters that fail.
    pub staff: Email,
    pub server: MailServer,
    /// A product variant with that many pieces or fewer is told of once.
    pub stock_low_at: i64,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailServer {
    /// Nothing was set up: letters wait.
    None,
    /// Letters are kept and shown in admin, not sent.
    Caught,
    Smtp {
        host: String,
        port: u16,
        security: Security,
        user: String,
        password: String,
    },
}

/// The password never reaches a log.
impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MailServer::None => f.write_str("None"),
            MailServer::Caught => f.write_str("Caught"),
            MailServer::Smtp { host, port, security, user, .. } => {
                write!(f, "Smtp({security:?} {user}@{host}:{port})")
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// Plain first, then TLS or nothing, usually port 587.
    StartTls,
    /// No protection: only for a server on this machine.
    Plain,
}

/// Longer than ten years is a typing mistake.
pub const RETURNS_DAYS_MAX: u32 = 3_650;

/// What the home page and the frame of every page say.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Face {
    /// One line above everything; empty: none.
    pub announcement: String,
    pub tagline: String,
    pub hero_title: String,
    pub hero_text: String,
    pub hero_button: String,
    /// A path in this shop.
    pub hero_link: String,
    pub hero_picture: Option<super::catalog::Picture>,
}

/// A page of plain paragraphs, parted by empty lines: imprint, terms, privacy, returns, delivery.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TextPage {
    pub title: String,
    pub text: String,
    /// Where it stands in the foot of every page, smallest first.
    pub position: u32,
}

/// Pages that law or shoppers ask for, by their handles, in the order of the foot.
pub const LEGAL_HANDLES: [&str; 5] = ["delivery", "returns", "imprint", "terms", "privacy"];

/// How often one address may do what can be guessed or made to cost something, and how much may stand aside unpaid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Limits {
    pub sign_ins_per_quarter_hour: u32,
    pub orders_per_hour: u32,
    pub codes_per_hour: u32,
    pub searches_per_minute: u32,
    pub reminders_per_hour: u32,
    /// Orders from one address that keep goods aside at the same time without being paid.
    pub unpaid_orders: u32,
    /// Pieces in them.
    pub unpaid_pieces: u32,
    /// Such orders in the whole shop.
    pub unpaid_orders_in_all: u32,
}

impl Limits {
    pub const NORMAL: Limits = Limits {
        sign_ins_per_quarter_hour: 5,
        orders_per_hour: 20,
        codes_per_hour: 10,
        searches_per_minute: 60,
        reminders_per_hour: 10,
        unpaid_orders: 5,
        unpaid_pieces: 200,
        // What a shop sells by transfer in a very good week.
        unpaid_orders_in_all: 2_000,
    };

    /// For a demo that is load-tested from one machine.
    pub const DEMO: Limits = Limits {
        sign_ins_per_quarter_hour: 100,
        orders_per_hour: 10_000_000,
        codes_per_hour: 10_000,
        searches_per_minute: 1_000_000,
        reminders_per_hour: 10_000,
        unpaid_orders: 10_000_000,
        unpaid_pieces: 1_000_000_000,
        unpaid_orders_in_all: 10_000_000,
    };
}

impl Settings {
    pub fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.shop.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    pub fn zero(&self) -> Money {
        Money::zero(self.currency)
    }

    /// An address in this shop, for letters and canonical links: `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.shop.origin)
    }

    /// The same where pages are in that language.
    pub fn link_in(&self, language: Language, path: &str) -> String {
        let prefix = self.languages.prefix(language);
        let path = if prefix.is_empty() { path } else { path.strip_suffix('/').unwrap_or(path) };
        format!("{}{prefix}{path}", self.shop.origin)
    }
}
