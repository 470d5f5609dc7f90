//! Every table and index on one page. Numbers are never used twice; a schema number changes with its struct.
//!
//! Kept tables are journalled and backed up. Passing ones (carts, sessions, links) live in a file of their own, synced at
//! most a second late, neither journalled nor restored. Kept rows never refer to passing ones.

use super::table::{Index, Table, TableDef};
use crate::base::random::SecretHash;
use crate::base::text::{Email, Handle};
use crate::base::{Day, Id, Time};
use crate::domain::attempt::Attempt;
use crate::domain::backup::BackupPlace;
use crate::domain::brought_back::BroughtBack;
use crate::domain::cart::Cart;
use crate::domain::catalog::{Collection, Product, Variant};
use crate::domain::discount::Discount;
use crate::domain::doubt::Doubt;
use crate::domain::erased::Erased;
use crate::domain::event::{Event, Subject};
use crate::domain::gateway::Waiting;
use crate::domain::https::{AcmeAccount, Https};
use crate::domain::letter::{Fate, Letter};
use crate::domain::order::{Order, Placed, Stage};
use crate::domain::people::{Customer, OneTimeLink, Session, Staff};
use crate::domain::refund::Refund;
use crate::domain::report::DaySum;
use crate::domain::reservation::{Network, Reserved};
use crate::domain::settings::{Settings, TextPage};
use crate::domain::stock::{Level, Movement};
use crate::domain::transfer::WrittenDown;
use crate::domain::wish::Wish;

pub type StockKey = (Id<Product>, Id<Variant>);

pub type MovementKey = (Id<Product>, Id<Variant>, Id<Movement>);

pub type WishKey = (Id<Product>, Id<Variant>, Id<Wish>);

pub const PRODUCTS: Table<Id<Product>, Product> = Table::new(10, "products");
pub const COLLECTIONS: Table<Id<Collection>, Collection> = Table::new(11, "collections");
pub const STOCK: Table<StockKey, Level> = Table::new(12, "stock");
pub const MOVEMENTS: Table<MovementKey, Movement> = Table::new(13, "movements");
pub const ORDERS: Table<Id<Order>, Order> = Table::new(15, "orders");
pub const PLACED: Table<SecretHash, Placed> = Table::new(16, "placed");
pub const CUSTOMERS: Table<Id<Customer>, Customer> = Table::new(17, "customers");
pub const STAFF: Table<Id<Staff>, Staff> = Table::new(18, "staff");
pub const EVENTS: Table<(Subject, Id<Event>), Event> = Table::new(19, "events");
pub const LETTERS: Table<Id<Letter>, Letter> = Table::new(20, "letters");
pub const COUNTERS: Table<String, u64> = Table::new(21, "counters");
pub const DAYS: Table<Day, DaySum> = Table::new(22, "days");
pub const DISCOUNTS: Table<String, Discount> = Table::new(23, "discounts");
pub const SETTINGS: Table<(), Settings> = Table::new(24, "settings");
/// Web addresses that moved: what it was, what it is.
pub const REDIRECTS: Table<Handle, Handle> = Table::new(25, "redirects");
/// Webhooks that were heard: provider and its number for the message.
pub const HOOKS: Table<(String, String), Time> = Table::new(26, "hooks");
pub const PAGES: Table<Handle, TextPage> = Table::new(27, "pages");
/// What unpaid orders keep aside, by where they came from.
pub const RESERVED: Table<Network, Reserved> = Table::new(28, "reserved");
/// Who waits for a variant that is sold out, oldest first.
pub const WISHES: Table<WishKey, Wish> = Table::new(29, "wishes");
/// That it was restored, and what is to be decided because of that.
pub const BROUGHT_BACK: Table<(), BroughtBack> = Table::new(30, "brought back");
/// Where backups are kept, with the secrets that let us in.
pub const BACKUP_PLACES: Table<Id<BackupPlace>, BackupPlace> = Table::new(32, "backup places");
/// Which customers were erased, and when.
pub const ERASED: Table<Id<Customer>, Erased> = Table::new(34, "erased");
/// Attempts to pay at a provider.
pub const ATTEMPTS: Table<Id<Attempt>, Attempt> = Table::new(40, "payment attempts");
/// Money sent back through a provider.
pub const REFUNDS: Table<Id<Refund>, Refund> = Table::new(41, "refunds");
/// Payments a person must look at.
pub const DOUBTS: Table<Id<Doubt>, Doubt> = Table::new(42, "doubtful payments");
/// The shop's domain, with its certificates and their keys.
pub const HTTPS: Table<(), Https> = Table::new(44, "https");
/// Accounts at those who give certificates, by the authority's address.
pub const ACME_ACCOUNTS: Table<String, AcmeAccount> = Table::new(45, "accounts for certificates");
/// Lines of bank statements that were written down, by their marks.
pub const TRANSFERS: Table<String, WrittenDown> = Table::new(46, "transfers");

pub const CARTS: Table<SecretHash, Cart> = Table::new(60, "carts");
pub const SESSIONS: Table<SecretHash, Session> = Table::new(61, "sessions");
pub const LINKS: Table<SecretHash, OneTimeLink> = Table::new(62, "links");
/// Page views by day, added now and then.
pub const VIEWS: Table<Day, u64> = Table::new(63, "views");
/// What the test gateway has yet to send, by its time.
pub const GATEWAY: Table<(Time, Id<Waiting>), Waiting> = Table::new(64, "gateway messages");

pub const PRODUCT_BY_HANDLE: Index<Handle, Id<Product>> = Index::new(100, "products by handle");
/// Article numbers in small letters.
pub const PRODUCT_BY_SKU: Index<String, Id<Product>> = Index::new(101, "products by article number");
/// Those that are for sale, oldest first.
pub const PRODUCT_BY_COLLECTION: Index<(Id<Collection>, Time), Id<Product>> = Index::new(102, "products by collection");
pub const PRODUCT_BY_TITLE: Index<String, Id<Product>> = Index::new(103, "products by title");
/// Those that are for sale, by when they came.
pub const PRODUCT_BY_AGE: Index<Time, Id<Product>> = Index::new(104, "products by age");
/// Those that are for sale at a price that was higher before.
pub const PRODUCT_ON_SALE: Index<Time, Id<Product>> = Index::new(105, "products on sale");
pub const COLLECTION_BY_HANDLE: Index<Handle, Id<Collection>> = Index::new(110, "collections by handle");
pub const COLLECTION_BY_POSITION: Index<u32, Id<Collection>> = Index::new(111, "collections by position");
/// Only what is nearly gone: how many are left.
pub const STOCK_BY_SCARCITY: Index<i64, StockKey> = Index::new(120, "stock by scarcity");
pub const ORDER_BY_NUMBER: Index<u64, Id<Order>> = Index::new(150, "orders by number");
pub const ORDER_BY_SECRET: Index<SecretHash, Id<Order>> = Index::new(151, "orders by secret");
pub const ORDER_BY_STAGE: Index<(u8, Time), Id<Order>> = Index::new(152, "orders by stage");
pub const ORDER_BY_CUSTOMER: Index<(Id<Customer>, Time), Id<Order>> = Index::new(153, "orders by customer");
/// Unpaid ones, by when the clock must look at them.
pub const ORDER_BY_DUE: Index<Time, Id<Order>> = Index::new(154, "orders by due time");
pub const ORDER_BY_TIME: Index<Time, Id<Order>> = Index::new(155, "orders by time");
/// Number, words of the name, e-mail and article numbers, in small letters, each with the time of the order.
pub const ORDER_BY_WORD: Index<(String, Time), Id<Order>> = Index::new(156, "orders by word");
pub const PLACED_BY_TIME: Index<Time, SecretHash> = Index::new(160, "form tokens by time");
pub const CUSTOMER_BY_EMAIL: Index<Email, Id<Customer>> = Index::new(170, "customers by e-mail");
pub const CUSTOMER_BY_LAST_ORDER: Index<Time, Id<Customer>> = Index::new(171, "customers by last order");
pub const CUSTOMER_BY_WORD: Index<(String, Time), Id<Customer>> = Index::new(172, "customers by word");
pub const STAFF_BY_EMAIL: Index<Email, Id<Staff>> = Index::new(180, "staff by e-mail");
pub const EVENT_BY_AGE: Index<Id<Event>, (Subject, Id<Event>)> = Index::new(190, "events by age");
pub const LETTER_WAITING: Index<Time, Id<Letter>> = Index::new(200, "letters that wait");
pub const LETTER_BY_ORDER: Index<Id<Order>, Id<Letter>> = Index::new(201, "letters by order");
pub const LETTER_FAILED: Index<Time, Id<Letter>> = Index::new(202, "letters that failed");
pub const WISH_BY_EMAIL: Index<Email, WishKey> = Index::new(290, "wishes by e-mail");
/// By the secret of the link that ends them.
pub const WISH_BY_SECRET: Index<SecretHash, WishKey> = Index::new(291, "wishes by secret");
pub const WISH_BY_TIME: Index<Time, WishKey> = Index::new(292, "wishes by time");
/// Those of whom something still names them.
pub const ERASED_UNFINISHED: Index<Time, Id<Customer>> = Index::new(340, "erasures that go on");
pub const ATTEMPT_BY_ORDER: Index<Id<Order>, Id<Attempt>> = Index::new(400, "payment attempts by order");
/// Those of which not everything is known, by when the provider is asked.
pub const ATTEMPT_BY_LOOK: Index<Time, Id<Attempt>> = Index::new(401, "payment attempts by look");
pub const ATTEMPT_BY_CHARGE: Index<String, Id<Attempt>> = Index::new(402, "payment attempts by charge");
pub const REFUND_BY_ORDER: Index<Id<Order>, Id<Refund>> = Index::new(410, "refunds by order");
pub const REFUND_BY_NEXT: Index<Time, Id<Refund>> = Index::new(411, "refunds by next try");
/// By the provider's name for it.
pub const REFUND_BY_NAME: Index<String, Id<Refund>> = Index::new(412, "refunds by name");
/// Nobody has seen to them yet.
pub const DOUBT_OPEN: Index<Time, Id<Doubt>> = Index::new(416, "doubtful payments that are open");
pub const DOUBT_BY_WHAT: Index<String, Id<Doubt>> = Index::new(417, "doubtful payments by what they are of");
pub const HOOK_BY_TIME: Index<Time, (String, String)> = Index::new(260, "webhooks by time");
pub const CART_BY_AGE: Index<Time, SecretHash> = Index::new(600, "carts by age");
pub const SESSION_BY_STAFF: Index<(Id<Staff>, Time), SecretHash> = Index::new(610, "sessions by staff");
pub const SESSION_BY_AGE: Index<Time, SecretHash> = Index::new(611, "sessions by age");
pub const LINK_BY_END: Index<Time, SecretHash> = Index::new(620, "links by end");

/// From here on down a variant is listed as nearly gone.
pub const SCARCE: i64 = 5;

/// In the order of their numbers: what reads a store out goes by it, and what fills one wants rows in that order.
pub static KEPT: &[TableDef] = &[
    PRODUCTS.with(&[
        PRODUCT_BY_HANDLE.made(|k, r| PRODUCT_BY_HANDLE.keys(k, r, |_, p: &Product| vec![p.handle.clone()])),
        PRODUCT_BY_SKU.made(|k, r| PRODUCT_BY_SKU.keys(k, r, |_, p: &Product| skus(p))),
        PRODUCT_BY_COLLECTION.made(|k, r| PRODUCT_BY_COLLECTION.keys(k, r, |_, p: &Product| shelves(p))),
        PRODUCT_BY_TITLE.made(|k, r| PRODUCT_BY_TITLE.keys(k, r, |_, p: &Product| vec![p.title.to_lowercase()])),
        PRODUCT_BY_AGE.made(|k, r| PRODUCT_BY_AGE.keys(k, r, |_, p: &Product| only(p.is_public(), p.created))),
        PRODUCT_ON_SALE
            .made(|k, r| PRODUCT_ON_SALE.keys(k, r, |_, p: &Product| only(p.is_public() && p.on_sale(), p.created))),
    ]),
    COLLECTIONS.with(&[
        COLLECTION_BY_HANDLE.made(|k, r| COLLECTION_BY_HANDLE.keys(k, r, |_, c: &Collection| vec![c.handle.clone()])),
        COLLECTION_BY_POSITION.made(|k, r| COLLECTION_BY_POSITION.keys(k, r, |_, c: &Collection| vec![c.position])),
    ]),
    STOCK.with(&[STOCK_BY_SCARCITY
        .made(|k, r| STOCK_BY_SCARCITY.keys(k, r, |_, l: &Level| only(l.available() <= SCARCE, l.available())))]),
    MOVEMENTS.with(&[]),
    ORDERS.with(&[
        ORDER_BY_NUMBER.made(|k, r| ORDER_BY_NUMBER.keys(k, r, |_, o: &Order| vec![o.number])),
        ORDER_BY_SECRET.made(|k, r| ORDER_BY_SECRET.keys(k, r, |_, o: &Order| vec![o.secret.hash()])),
        ORDER_BY_STAGE.made(|k, r| ORDER_BY_STAGE.keys(k, r, |_, o: &Order| vec![(stage_byte(o.stage()), o.placed)])),
        ORDER_BY_CUSTOMER.made(|k, r| ORDER_BY_CUSTOMER.keys(k, r, |_, o: &Order| vec![(o.customer, o.placed)])),
        ORDER_BY_DUE.made(|k, r| ORDER_BY_DUE.keys(k, r, |_, o: &Order| o.due().into_iter().collect())),
        ORDER_BY_TIME.made(|k, r| ORDER_BY_TIME.keys(k, r, |_, o: &Order| vec![o.placed])),
        ORDER_BY_WORD.made(|k, r| ORDER_BY_WORD.keys(k, r, |_, o: &Order| order_words(o))),
    ]),
    PLACED.with(&[PLACED_BY_TIME.made(|k, r| PLACED_BY_TIME.keys(k, r, |_, p: &Placed| vec![p.at]))]),
    CUSTOMERS.with(&[
        CUSTOMER_BY_EMAIL.made(|k, r| CUSTOMER_BY_EMAIL.keys(k, r, |_, c: &Customer| vec![c.email.clone()])),
        CUSTOMER_BY_LAST_ORDER.made(|k, r| CUSTOMER_BY_LAST_ORDER.keys(k, r, |_, c: &Customer| vec![c.last_order])),
        CUSTOMER_BY_WORD.made(|k, r| CUSTOMER_BY_WORD.keys(k, r, |_, c: &Customer| customer_words(c))),
    ]),
    STAFF.with(&[STAFF_BY_EMAIL.made(|k, r| STAFF_BY_EMAIL.keys(k, r, |_, s: &Staff| vec![s.email.clone()]))]),
    EVENTS.with(&[EVENT_BY_AGE.made(|k, r| EVENT_BY_AGE.keys(k, r, |(_, id), _: &Event| vec![id]))]),
    LETTERS.with(&[
        LETTER_WAITING.made(|k, r| LETTER_WAITING.keys(k, r, |_, l: &Letter| waits(l))),
        LETTER_BY_ORDER.made(|k, r| LETTER_BY_ORDER.keys(k, r, |_, l: &Letter| l.order.into_iter().collect())),
        LETTER_FAILED.made(|k, r| LETTER_FAILED.keys(k, r, |_, l: &Letter| failed(l))),
    ]),
    COUNTERS.with(&[]),
    DAYS.with(&[]),
    DISCOUNTS.with(&[]),
    SETTINGS.with(&[]),
    REDIRECTS.with(&[]),
    HOOKS.with(&[HOOK_BY_TIME.made(|k, r| HOOK_BY_TIME.keys(k, r, |_, at: &Time| vec![*at]))]),
    PAGES.with(&[]),
    RESERVED.with(&[]),
    WISHES.with(&[
        WISH_BY_EMAIL.made(|k, r| WISH_BY_EMAIL.keys(k, r, |_, w: &Wish| vec![w.email.clone()])),
        WISH_BY_SECRET.made(|k, r| WISH_BY_SECRET.keys(k, r, |_, w: &Wish| vec![w.secret.hash()])),
        WISH_BY_TIME.made(|k, r| WISH_BY_TIME.keys(k, r, |_, w: &Wish| vec![w.asked])),
    ]),
    BROUGHT_BACK.with(&[]),
    BACKUP_PLACES.with(&[]),
    ERASED
        .with(&[ERASED_UNFINISHED
            .made(|k, r| ERASED_UNFINISHED.keys(k, r, |_, e: &Erased| only(e.ended.is_none(), e.asked)))]),
    ATTEMPTS.with(&[
        ATTEMPT_BY_ORDER.made(|k, r| ATTEMPT_BY_ORDER.keys(k, r, |_, a: &Attempt| vec![a.order])),
        ATTEMPT_BY_LOOK.made(|k, r| ATTEMPT_BY_LOOK.keys(k, r, |_, a: &Attempt| a.look.into_iter().collect())),
        ATTEMPT_BY_CHARGE.made(|k, r| ATTEMPT_BY_CHARGE.keys(k, r, |_, a: &Attempt| named(&a.charge))),
    ]),
    REFUNDS.with(&[
        REFUND_BY_ORDER.made(|k, r| REFUND_BY_ORDER.keys(k, r, |_, f: &Refund| vec![f.order])),
        REFUND_BY_NEXT.made(|k, r| REFUND_BY_NEXT.keys(k, r, |_, f: &Refund| f.next.into_iter().collect())),
        REFUND_BY_NAME.made(|k, r| REFUND_BY_NAME.keys(k, r, |_, f: &Refund| named(f.name()))),
    ]),
    DOUBTS.with(&[
        DOUBT_OPEN.made(|k, r| DOUBT_OPEN.keys(k, r, |_, d: &Doubt| only(d.ended.is_none(), d.at))),
        DOUBT_BY_WHAT.made(|k, r| DOUBT_BY_WHAT.keys(k, r, |_, d: &Doubt| vec![d.of_what()])),
    ]),
    HTTPS.with(&[]),
    ACME_ACCOUNTS.with(&[]),
    TRANSFERS.with(&[]),
];

pub static PASSING: &[TableDef] = &[
    CARTS.with(&[CART_BY_AGE.made(|k, r| CART_BY_AGE.keys(k, r, |_, c: &Cart| vec![c.updated]))]),
    SESSIONS.with(&[
        SESSION_BY_STAFF.made(|k, r| SESSION_BY_STAFF.keys(k, r, |_, s: &Session| vec![(s.staff, s.created)])),
        SESSION_BY_AGE.made(|k, r| SESSION_BY_AGE.keys(k, r, |_, s: &Session| vec![s.seen])),
    ]),
    LINKS.with(&[LINK_BY_END.made(|k, r| LINK_BY_END.keys(k, r, |_, l: &OneTimeLink| vec![l.ends]))]),
    VIEWS.with(&[]),
    GATEWAY.with(&[]),
];

/// How a stage stands in a key.
pub fn stage_byte(stage: Stage) -> u8 {
    match stage {
        Stage::Unpaid => 1,
        Stage::ToShip => 2,
        Stage::Shipped => 3,
        Stage::Cancelled => 4,
        Stage::Problem => 5,
    }
}

fn only<T>(really: bool, key: T) -> Vec<T> {
    if really { vec![key] } else { Vec::new() }
}

fn named(name: &str) -> Vec<String> {
    only(!name.is_empty(), name.to_owned())
}

fn skus(product: &Product) -> Vec<String> {
    product.variants.iter().filter(|v| !v.sku.is_empty()).map(|v| v.sku.to_lowercase()).collect()
}

fn shelves(product: &Product) -> Vec<(Id<Collection>, Time)> {
    let collections = if product.is_public() { product.collections.as_slice() } else { &[] };
    collections.iter().map(|c| (*c, product.created)).collect()
}

fn waits(letter: &Letter) -> Vec<Time> {
    match &letter.fate {
        Fate::Waiting { next, .. } => vec![*next],
        _ => Vec::new(),
    }
}

fn failed(letter: &Letter) -> Vec<Time> {
    match &letter.fate {
        Fate::Failed { at, .. } => vec![*at],
        _ => Vec::new(),
    }
}

/// More words than this per row are not worth their keys.
const WORDS_MAX: usize = 40;

fn words<'t>(texts: impl Iterator<Item = &'t str>, at: Time) -> Vec<(String, Time)> {
    let split = |text: &'t str| text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    texts.flat_map(split).take(WORDS_MAX).map(|word| (word.to_lowercase(), at)).collect()
}

fn order_words(order: &Order) -> Vec<(String, Time)> {
    let numbers: Vec<String> = order.numbers().map(|number| number.to_string()).collect();
    let texts = [order.email.as_str(), &order.address.name, &order.address.company];
    let texts = numbers.iter().map(String::as_str).chain(texts);
    words(texts.chain(order.lines.iter().map(|l| l.sku.as_str())), order.placed)
}

fn customer_words(customer: &Customer) -> Vec<(String, Time)> {
    words([customer.email.as_str(), customer.name.as_str()].into_iter(), customer.last_order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn tables_stand_in_the_order_of_their_numbers() {
        assert!(KEPT.is_sorted_by_key(|table| table.id) && PASSING.is_sorted_by_key(|table| table.id));
    }

    #[test]
    fn no_number_and_no_name_is_used_twice() {
        let mut named = BTreeMap::from([(crate::store::head::META, "meta"), (crate::store::head::JOURNAL, "journal")]);
        for table in KEPT.iter().chain(PASSING) {
            let indexes = table.indexes.iter().map(|index| (index.id, index.name));
            for (id, name) in indexes.chain([(table.id, table.name)]) {
                assert!(!named.values().any(|other| *other == name), "{name}");
                assert_eq!(named.insert(id, name), None, "{id}");
            }
        }
    }
}
