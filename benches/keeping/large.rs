//! A large shop whose books agree: the furnished one, many times over, under other ids, numbers and names. Its letters are
//! without their texts, so that a gigabyte is orders and not copies of the same words.

use duka::base::random::SecretHash;
use duka::base::text::{Email, Handle};
use duka::base::{Clock, Id, Random};
use duka::domain::catalog::Variant;
use duka::domain::event::Subject;
use duka::domain::order::Order;
use duka::store::keys::KeyPart;
use duka::store::table::Table;
use duka::store::{Load, Position, Span, Store, codec, keys, tables};
use std::collections::BTreeMap;
use std::path::Path;

/// Orders of one copy have numbers apart from those of the others.
const NUMBERS_APART: u64 = 10_000;

type Raw = BTreeMap<Vec<u8>, Vec<u8>>;

fn id<T>(id: &Id<T>, copy: u32) -> Id<T> {
    let mut bytes = *id.bytes();
    for (byte, by) in bytes[12..].iter_mut().zip(copy.to_be_bytes()) {
        *byte ^= by;
    }
    Id::from_bytes(bytes)
}

fn sixteen(bytes: &[u8; 16], copy: u32) -> [u8; 16] {
    *id(&Id::<()>::from_bytes(*bytes), copy).bytes()
}

fn subject(subject: Subject, copy: u32) -> Subject {
    match subject {
        Subject::Order(of) => Subject::Order(sixteen(&of, copy)),
        Subject::Product(of) => Subject::Product(sixteen(&of, copy)),
        other => other,
    }
}

fn secret(hash: SecretHash, copy: u32) -> SecretHash {
    let mut bytes = hash.0;
    for (byte, by) in bytes[28..].iter_mut().zip(copy.to_be_bytes()) {
        *byte ^= by;
    }
    SecretHash(bytes)
}

fn email(email: &Email, copy: u32) -> Email {
    Email::parse(&format!("c{copy}.{}", email.as_str())).unwrap()
}

/// Fills an empty engine with `copies` of what `small` holds; answers the rows.
pub fn load(small: &Store, copies: u32, into: &dyn duka::store::Engine, work: &Path) -> u64 {
    std::thread::scope(|scope| {
        let load = Load::begin(scope, into, tables::KEPT, work).unwrap();
        fill(small, copies, load)
    })
}

fn fill(small: &Store, copies: u32, mut load: Load<'_>) -> u64 {
    let mut random = Random::from_seed([5; 32]);
    let mut all: Vec<&duka::store::table::TableDef> = tables::KEPT.iter().collect();
    all.sort_by_key(|table| table.id);
    let mut count = 0;
    for table in all {
        for (key, record) in rows_of(small, table.id, copies, &mut random) {
            load.row(table.id, key, record).unwrap();
            count += 1;
        }
    }
    let begin = Position { seq: small.position().seq, ..Position::start(7) };
    load.finish(begin, Clock::Real.now(), &mut random).unwrap();
    count
}

fn rows_of(small: &Store, table: u16, copies: u32, random: &mut Random) -> Raw {
    match table {
        t if t == tables::PRODUCTS.id => each(small, &tables::PRODUCTS, copies, |key, product, n| {
            let (variants, copy) = (product.variants.clone(), n);
            product.id = id(key, n);
            product.handle = Handle::parse(&format!("{}-{n}", product.handle.as_str())).unwrap();
            product.variants = variants
                .into_iter()
                .map(|v| Variant { id: id(&v.id, copy), sku: format!("{}-{copy}", v.sku), ..v })
                .collect();
            product.id
        }),
        t if t == tables::STOCK.id => each(small, &tables::STOCK, copies, |key, _, n| (id(&key.0, n), id(&key.1, n))),
        t if t == tables::MOVEMENTS.id => each(small, &tables::MOVEMENTS, copies, |key, movement, n| {
            movement.order = movement.order.map(|order| id(&order, n));
            (id(&key.0, n), id(&key.1, n), id(&key.2, n))
        }),
        t if t == tables::ORDERS.id => each(small, &tables::ORDERS, copies, |key, order, n| {
            of_order(order, n, random);
            id(key, n)
        }),
        t if t == tables::PLACED.id => each(small, &tables::PLACED, copies, |key, placed, n| {
            placed.order = id(&placed.order, n);
            secret(*key, n)
        }),
        t if t == tables::CUSTOMERS.id => each(small, &tables::CUSTOMERS, copies, |key, customer, n| {
            (customer.id, customer.email) = (id(key, n), email(&customer.email, n));
            customer.id
        }),
        t if t == tables::EVENTS.id => {
            each(small, &tables::EVENTS, copies, |key, _, n| (subject(key.0, n), id(&key.1, n)))
        }
        t if t == tables::LETTERS.id => each(small, &tables::LETTERS, copies, |key, letter, n| {
            (letter.id, letter.order, letter.sent_as) = (id(key, n), letter.order.map(|o| id(&o, n)), None);
            letter.id
        }),
        t if t == tables::DAYS.id => each(small, &tables::DAYS, 1, |key, day, _| {
            (day.orders, day.pieces, day.cancelled) =
                (day.orders * copies, day.pieces * copies, day.cancelled * copies);
            (day.ordered, day.cancelled_minor) =
                (day.ordered * i64::from(copies), day.cancelled_minor * i64::from(copies));
            *key
        }),
        t if t == tables::RESERVED.id => each(small, &tables::RESERVED, 1, |key, reserved, _| {
            (reserved.orders, reserved.pieces) = (reserved.orders * copies, reserved.pieces * copies);
            *key
        }),
        t if t == tables::COUNTERS.id => each(small, &tables::COUNTERS, 1, |key, number, _| {
            if key == duka::app::checkout::NUMBERS {
                *number += NUMBERS_APART * u64::from(copies);
            }
            key.clone()
        }),
        other => raw(small, other),
    }
}

fn of_order(order: &mut Order, n: u32, random: &mut Random) {
    order.id = id(&order.id, n);
    order.number += NUMBERS_APART * u64::from(n);
    order.secret = duka::base::Secret::new(random);
    order.customer = id(&order.customer, n);
    order.email = email(&order.email, n);
    for line in &mut order.lines {
        (line.product, line.variant) = (id(&line.product, n), id(&line.variant, n));
    }
}

/// Every row of a table so many times, each changed and put under the key that `change` answers.
fn each<K: KeyPart, V: codec::Stored + Clone>(
    small: &Store,
    table: &Table<K, V>,
    copies: u32,
    mut change: impl FnMut(&K, &mut V, u32) -> K,
) -> Raw {
    let mut made = Raw::new();
    for (key, record) in raw(small, table.id) {
        let row: V = codec::get(table.id, &key, &record).unwrap();
        let key: K = keys::decode(&key).unwrap();
        for n in 0..copies {
            let mut row = row.clone();
            let key = keys::encode(&change(&key, &mut row, n));
            let record = codec::put(table.id, &key, &row).unwrap();
            made.insert(key, record);
        }
    }
    made
}

fn raw(small: &Store, table: u16) -> Raw {
    let rows = small.read::<_, duka::base::Broken>(|rows| rows.raw_scan(table, &Span::all(), usize::MAX));
    rows.unwrap().into_iter().collect()
}

/// The furnished shop with its ninety days, and the folder it lies in.
pub async fn small(folder: &Path) -> duka::boot::Opened {
    let goods = duka::demo::goods::goods().unwrap();
    let opened = duka::boot::open(folder, Clock::Real).unwrap();
    let products = duka::app::furnish::lay_out(&opened.app, &goods, "http://localhost").await.unwrap();
    duka::app::furnish::live_through(&opened.app, &goods, products).await.unwrap();
    opened
}
