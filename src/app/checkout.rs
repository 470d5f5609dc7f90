//! From a cart to an order. Asking the price and placing use the same function on the same rows, so they cannot differ.

use super::stock::{hold, level};
use super::story::tell;
use super::{App, By, Error, Refused, Shortage, letters, reservations, settings_of};
use crate::base::random::SecretHash;
use crate::base::text::Email;
use crate::base::{Id, Language, Money, Secret, Time};
use crate::domain::address::Address;
use crate::domain::cart::{Cart, CartLine};
use crate::domain::catalog::{Product, Variant};
use crate::domain::discount::{Code, Discount, NotUsable};
use crate::domain::event::{Subject, What};
use crate::domain::letter::LetterKind;
use crate::domain::order::{Delivery, Order, OrderLine, OrderState, Placed};
use crate::domain::payment::Method;
use crate::domain::people::Customer;
use crate::domain::place::Country;
use crate::domain::price::{ChosenDelivery, Item, Quote, quote};
use crate::domain::report::DaySum;
use crate::domain::reservation::Network;
use crate::domain::rules::{PICKUP_CODE, Place};
use crate::domain::settings::Settings;
use crate::domain::stock::{Level, Step};
use crate::pay;
use crate::store::{Rows, Tx, tables};
use crate::words::Saying;

/// The first order's number: a shop that begins with 1 looks like nobody ever bought there.
const FIRST_NUMBER: u64 = 1001;
/// The counter that holds the last number given.
pub const NUMBERS: &str = "order";
/// How long a form's token is remembered, in microseconds.
pub const TOKEN_AGE_MAX: i64 = 7 * crate::base::time::DAY;

/// A cart with everything a page says about it.
pub struct Basket {
    pub lines: Vec<BasketLine>,
    pub quote: Quote,
    /// What can be chosen for that country; the first is the cheapest.
    pub deliveries: Vec<ChosenDelivery>,
    pub place: Place,
    /// Why the typed code does nothing.
    pub code_trouble: Option<Saying>,
    /// Lines whose product is gone; they are not in `lines`.
    pub gone: Vec<CartLine>,
}

pub struct BasketLine {
    pub product: Product,
    pub variant: Variant,
    pub quantity: u32,
    pub level: Level,
}

impl BasketLine {
    /// How many are missing, if it had to be promised now.
    pub fn missing(&self) -> Option<i64> {
        let unlimited = !self.variant.counted || self.variant.sell_when_out;
        Some(self.level.available()).filter(|left| !unlimited && *left < i64::from(self.quantity))
    }
}

/// What is asked of the price: the choices that change it.
#[derive(Clone, Default, Debug)]
pub struct Choice {
    pub country: Option<Country>,
    pub region: String,
    /// The code of a rate, or "pickup".
    pub delivery: Option<String>,
}

/// Prices a cart with what the shop knows now.
pub fn basket(rows: &(dyn Rows + '_), cart: &Cart, choice: &Choice, now: Time) -> Result<Basket, Error> {
    let settings = settings_of(rows)?;
    priced(rows, &settings, cart, choice, now)
}

fn priced(
    rows: &(dyn Rows + '_),
    settings: &Settings,
    cart: &Cart,
    choice: &Choice,
    now: Time,
) -> Result<Basket, Error> {
    let country = choice.country.or(cart.country).unwrap_or(settings.shop.country);
    let place = Place { country, region: choice.region.clone() };
    let (mut lines, mut gone) = (Vec::with_capacity(cart.lines.len()), Vec::new());
    for line in &cart.lines {
        match found(rows, line)? {
            Some(found) => lines.push(found),
            None => gone.push(line.clone()),
        }
    }
    let items: Vec<Item> = lines.iter().map(item).collect();
    let (code, code_trouble) = discount(rows, cart.code.as_deref(), now)?;
    let price =
        |delivery: Option<&str>| quote(&items, &settings.rules, &place, delivery, code.as_ref(), settings.currency);
    let quote = price(choice.delivery.as_deref())?;
    let mut deliveries = Vec::new();
    let codes = settings.rules.rates(country).iter().map(|r| r.code.as_str());
    for code in codes.chain(settings.rules.pickup.iter().map(|_| PICKUP_CODE)) {
        deliveries.extend(price(Some(code))?.delivery);
    }
    Ok(Basket { lines, quote, deliveries, place, code_trouble, gone })
}

fn found(rows: &(dyn Rows + '_), line: &CartLine) -> Result<Option<BasketLine>, Error> {
    let Some(product) = rows.get(&tables::PRODUCTS, &line.product)?.filter(Product::is_public) else { return Ok(None) };
    let Some(variant) = product.variant(line.variant).cloned() else { return Ok(None) };
    let level = level(rows, &(line.product, line.variant))?;
    Ok(Some(BasketLine { product, variant, quantity: line.quantity.get(), level }))
}

fn item(line: &BasketLine) -> Item {
    Item { unit: line.variant.price, quantity: line.quantity, tax_class: line.product.tax_class }
}

/// The discount behind a typed code, or why there is none.
fn discount(
    rows: &(dyn Rows + '_),
    typed: Option<&str>,
    now: Time,
) -> Result<(Option<Discount>, Option<Saying>), Error> {
    let Some(typed) = typed else { return Ok((None, None)) };
    let unknown = || Ok((None, Some(Saying::of("code-unknown").with("code", typed))));
    let Ok(code) = Code::parse(typed) else { return unknown() };
    match rows.get(&tables::DISCOUNTS, &code.as_str().to_owned())? {
        None => unknown(),
        Some(discount) => match discount.usable(now) {
            Ok(()) => Ok((Some(discount), None)),
            Err(NotUsable::NotNow) => Ok((None, Some(Saying::of("code-not-now")))),
            Err(NotUsable::Ended) => Ok((None, Some(Saying::of("code-ended")))),
            Err(NotUsable::UsedUp) => Ok((None, Some(Saying::of("code-used-up")))),
        },
    }
}

/// Everything a buyer agreed to.
#[derive(Clone, Debug)]
pub struct Placing {
    /// Of the form: the same form sent twice is one order.
    pub token: Secret,
    pub cart: Cart,
    pub email: Email,
    /// The one the form was in.
    pub language: Language,
    pub address: Address,
    pub delivery: String,
    pub method: Method,
    pub message: String,
    /// Where it comes from; `None`: from nobody whose orders are counted.
    pub network: Option<Network>,
    /// The total the buyer saw; another one is not placed.
    pub seen: Money,
}

/// What a buyer is told while the shop may not sell.
pub const CLOSED: &str = "closed";

/// Places the order, or refuses with what has changed. Nothing half-done stays behind.
pub async fn place(app: &App, by: &By, asked: Placing) -> Result<Order, Error> {
    if !app.standing().may_sell() {
        return Err(Error::Refused(Refused::NotNow(CLOSED)));
    }
    let by_inside = by.clone();
    app.write(by, "checkout.place", move |tx| place_in(tx, &by_inside, &asked)).await
}

fn place_in(tx: &mut Tx<'_>, by: &By, asked: &Placing) -> Result<Order, Error> {
    let token = asked.token.hash();
    let fingerprint = fingerprint(asked);
    if let Some(placed) = tx.get(&tables::PLACED, &token)? {
        return same_order(tx, &placed, &fingerprint);
    }
    let settings = settings_of(tx.rows())?;
    let choice = Choice {
        country: Some(asked.address.country),
        region: asked.address.region.clone(),
        delivery: Some(asked.delivery.clone()),
    };
    let basket = priced(tx.rows(), &settings, &asked.cart, &choice, tx.now())?;
    agreed(&basket, &settings, asked)?;
    let id = Id::new(tx.now(), tx.random());
    let lines: Vec<OrderLine> = basket.lines.iter().map(order_line).collect();
    hold_all(tx, by, id, &basket, &lines, &settings)?;
    let order = written(tx, &settings, id, lines, basket.quote, asked)?;
    reservations::begin(tx, &settings, &order)?;
    tx.put(&tables::ORDERS, &id, &order)?;
    tx.put(&tables::PLACED, &token, &Placed { order: id, fingerprint, at: tx.now() })?;
    count(tx, &settings, &order)?;
    tell(tx, by, Subject::Order(*id.bytes()), What::OrderPlaced { total: order.total() })?;
    letters::owe(tx, LetterKind::Received, &order.email, Some(id), "")?;
    if order.method == Method::Transfer {
        letters::owe(tx, LetterKind::PaymentInstructions, &order.email, Some(id), "")?;
    }
    letters::owe(tx, LetterKind::NewOrder, &settings.mail.staff, Some(id), "")?;
    Ok(order)
}

/// What the form said, in few bytes. A token with another content is a mistake, not a repeat.
fn fingerprint(asked: &Placing) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for line in &asked.cart.lines {
        hasher.update(line.variant.bytes()).update(&line.quantity.get().to_le_bytes());
    }
    for text in [asked.email.as_str(), &asked.address.name, &asked.address.line1, &asked.delivery, asked.method.code()]
    {
        hasher.update(text.as_bytes()).update(&[0]);
    }
    *hasher.finalize().as_bytes()
}

fn same_order(tx: &Tx<'_>, placed: &Placed, fingerprint: &[u8; 32]) -> Result<Order, Error> {
    let order = tx.get(&tables::ORDERS, &placed.order)?.ok_or(Error::NotFound)?;
    if placed.fingerprint != *fingerprint {
        return Err(Error::sentence(Saying::of("refused-sent-before").with("n", order.number.to_string())));
    }
    Ok(order)
}

/// Is the basket what the buyer saw, and can it be delivered and paid?
fn agreed(basket: &Basket, settings: &Settings, asked: &Placing) -> Result<(), Error> {
    if !basket.gone.is_empty() {
        return Err(Error::sentence(Saying::of("refused-taken-out")));
    }
    if basket.lines.is_empty() {
        return Err(Error::sentence(Saying::of("refused-cart-empty")));
    }
    let Some(delivery) = &basket.quote.delivery else {
        return Err(Error::field("country", Saying::of("refused-no-delivery").to_country(basket.place.country.code())));
    };
    if delivery.code != asked.delivery {
        return Err(Error::field("delivery", Saying::of("choose-delivery")));
    }
    if !pay::offered(settings, delivery.code == PICKUP_CODE).contains(&asked.method) {
        return Err(Error::field("payment", Saying::of("choose-payment")));
    }
    if basket.quote.total != asked.seen {
        return Err(Error::Refused(Refused::TotalChanged { seen: asked.seen, now: basket.quote.total }));
    }
    Ok(())
}

fn order_line(line: &BasketLine) -> OrderLine {
    OrderLine {
        product: line.product.id,
        variant: line.variant.id,
        title: line.product.title.clone(),
        variant_name: line.variant.name(),
        sku: line.variant.sku.clone(),
        quantity: line.quantity,
        unit: line.variant.price,
        picture: line.product.picture_of(&line.variant).cloned(),
        counted: line.variant.counted,
    }
}

/// Sets everything aside, or refuses with all that is short. Stock that gets low is told to staff.
fn hold_all(
    tx: &mut Tx<'_>,
    by: &By,
    order: Id<Order>,
    basket: &Basket,
    lines: &[OrderLine],
    settings: &Settings,
) -> Result<(), Error> {
    let mut short = Vec::new();
    for (line, found) in lines.iter().zip(&basket.lines).filter(|(l, _)| l.counted) {
        let low = settings.mail.stock_low_at;
        match hold(tx, by, order, line, found.variant.sell_when_out)? {
            Err(left) => short.push(Shortage { title: full_title(line), left: left.left }),
            Ok(level) if level.available() <= low && found.level.available() > low => {
                let about = format!("{}: {} left", full_title(line), level.available());
                letters::owe(tx, LetterKind::StockLow, &settings.mail.staff, None, &about)?;
            }
            Ok(_) => {}
        }
    }
    if short.is_empty() { Ok(()) } else { Err(Error::Refused(Refused::SoldOut(short))) }
}

/// "Breakfast mug, Oat".
pub fn full_title(line: &OrderLine) -> String {
    if line.variant_name.is_empty() { line.title.clone() } else { format!("{}, {}", line.title, line.variant_name) }
}

fn written(
    tx: &mut Tx<'_>,
    settings: &Settings,
    id: Id<Order>,
    lines: Vec<OrderLine>,
    quote: Quote,
    asked: &Placing,
) -> Result<Order, Error> {
    if !quote.adds_up() {
        return Err(crate::base::Broken::new("a quote does not add up").into());
    }
    let now = tx.now();
    let delivery = match (&quote.delivery, &settings.rules.pickup) {
        (Some(d), Some(pickup)) if d.code == PICKUP_CODE => Delivery::Pickup { where_: pickup.address.clone() },
        (Some(d), _) => Delivery::Parcel { label: d.label.clone() },
        (None, _) => return Err(Error::field("delivery", Saying::of("choose-delivery"))),
    };
    Ok(Order {
        id,
        number: next_number(tx)?,
        former_number: None,
        secret: Secret::new(tx.random()),
        placed: now,
        state: OrderState::Open,
        customer: customer(
            tx,
            &Ordered { email: &asked.email, name: &asked.address.name, total: quote.total, at: now },
            None,
        )?,
        email: asked.email.clone(),
        language: asked.language,
        address: asked.address.clone(),
        lines,
        quote,
        delivery,
        method: asked.method,
        reserved_until: now.plus(asked.method.reserved_for()),
        network: asked.network,
        reminded: None,
        released: None,
        cancellation: None,
        payments: Vec::new(),
        shipments: Vec::new(),
        ready: None,
        short: false,
        message: asked.message.clone(),
    })
}

pub(in crate::app) fn next_number(tx: &mut Tx<'_>) -> Result<u64, Error> {
    let number = last_number(tx.rows())? + 1;
    continue_after(tx, number)?;
    Ok(number)
}

/// The number of the last order, or the one before the first.
pub(in crate::app) fn last_number(rows: &(dyn Rows + '_)) -> Result<u64, Error> {
    Ok(rows.get(&tables::COUNTERS, &NUMBERS.to_owned())?.unwrap_or(FIRST_NUMBER - 1))
}

/// The next order gets the number after this one.
pub(in crate::app) fn continue_after(tx: &mut Tx<'_>, number: u64) -> Result<(), Error> {
    Ok(tx.put(&tables::COUNTERS, &NUMBERS.to_owned(), &number)?)
}

/// Who ordered, for how much, and when.
pub(in crate::app) struct Ordered<'a> {
    pub email: &'a Email,
    pub name: &'a str,
    pub total: Money,
    pub at: Time,
}

/// The customer with that e-mail address, who has ordered once more. `new`: the id of one who is not known yet.
pub(in crate::app) fn customer(
    tx: &mut Tx<'_>,
    ordered: &Ordered<'_>,
    new: Option<Id<Customer>>,
) -> Result<Id<Customer>, Error> {
    let known = match tx.one(&tables::CUSTOMER_BY_EMAIL, ordered.email)? {
        Some(id) => tx.get(&tables::CUSTOMERS, &id)?,
        None => None,
    };
    let mut customer = match known {
        Some(known) => known,
        None => Customer {
            id: unused(tx, new)?,
            email: ordered.email.clone(),
            name: String::new(),
            orders: 0,
            spent: 0,
            first_seen: ordered.at,
            last_order: ordered.at,
        },
    };
    customer.name = ordered.name.to_owned();
    customer.orders += 1;
    customer.spent += ordered.total.minor();
    customer.last_order = customer.last_order.max(ordered.at);
    tx.put(&tables::CUSTOMERS, &customer.id, &customer)?;
    Ok(customer.id)
}

/// The wished id, unless somebody has it who goes by another address now.
fn unused(tx: &mut Tx<'_>, wished: Option<Id<Customer>>) -> Result<Id<Customer>, Error> {
    match wished {
        Some(id) if tx.get(&tables::CUSTOMERS, &id)?.is_none() => Ok(id),
        _ => Ok(Id::new(tx.now(), tx.random())),
    }
}

/// Adds the order to its day and uses the code once.
pub(in crate::app) fn count(tx: &mut Tx<'_>, settings: &Settings, order: &Order) -> Result<(), Error> {
    let day = order.placed.day(&settings.zone());
    let mut sum: DaySum = tx.get(&tables::DAYS, &day)?.unwrap_or_default();
    sum.orders += 1;
    sum.ordered += order.total().minor();
    sum.pieces += order.pieces();
    tx.put(&tables::DAYS, &day, &sum)?;
    let code = order.quote.discount().and_then(|d| match &d.kind {
        crate::domain::price::AdjustmentKind::Discount { code } => Some(code.clone()),
        _ => None,
    });
    if let Some(code) = code
        && let Some(mut discount) = tx.get(&tables::DISCOUNTS, &code)?
    {
        discount.used += 1;
        tx.put(&tables::DISCOUNTS, &code, &discount)?;
    }
    Ok(())
}

/// The order a form's token became, if it did: for a repeat whose cart is already empty.
pub fn placed(app: &App, token: &Secret) -> Result<Option<Order>, Error> {
    let hash: SecretHash = token.hash();
    app.read(|rows| match rows.get(&tables::PLACED, &hash)? {
        Some(placed) => Ok(rows.get(&tables::ORDERS, &placed.order)?),
        None => Ok(None),
    })
}

/// What a page says about stock.
pub fn step(line: &BasketLine) -> Step {
    step_of(&line.variant, line.level)
}

/// The same of a variant outside a cart.
pub fn step_of(variant: &Variant, level: Level) -> Step {
    if variant.counted && !variant.sell_when_out { level.step() } else { Step::Plenty }
}
