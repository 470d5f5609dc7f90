//! Filling and emptying a cart. Carts pass: losing one costs a shopper a minute, never an order.

use super::{App, Error};
use crate::base::random::SecretHash;
use crate::base::text::Quantity;
use crate::base::{Id, Time};
use crate::domain::cart::{CART_LINES_MAX, CODE_CHARS_MAX, Cart, CartFull};
use crate::domain::catalog::{Product, Variant};
use crate::domain::place::Country;
use crate::store::{Span, keys, tables};
use crate::words::Saying;

/// A cart nobody touched for so long goes, in microseconds.
pub const CART_AGE_MAX: i64 = 30 * crate::base::time::DAY;
const SWEPT_MAX: usize = 200;

/// The cart behind a cookie; an empty one when there is none.
pub fn of(app: &App, key: Option<SecretHash>) -> Result<Cart, Error> {
    let Some(key) = key else { return Ok(Cart::empty(app.now())) };
    app.read_passing(|rows| Ok(rows.get(&tables::CARTS, &key)?.unwrap_or(Cart::empty(app.now()))))
}

/// Puts a thing into the cart: it must be for sale. How many there are is asked when it is ordered, and shown before.
pub async fn add(
    app: &App,
    key: SecretHash,
    product: Id<Product>,
    variant: Id<Variant>,
    quantity: Quantity,
) -> Result<Cart, Error> {
    let known = app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &product)?))?;
    let known = known.filter(|p| p.is_public() && p.variant(variant).is_some());
    if known.is_none() {
        return Err(Error::sentence(Saying::of("refused-not-for-sale")));
    }
    let full = |CartFull| Error::field("quantity", Saying::of("refused-cart-full").with("most", CART_LINES_MAX));
    change(app, key, move |cart| cart.add(product, variant, quantity).map_err(full)).await
}

/// Sets how many of a thing; `None` takes it out.
pub async fn set(app: &App, key: SecretHash, variant: Id<Variant>, quantity: Option<Quantity>) -> Result<Cart, Error> {
    change(app, key, move |cart| {
        cart.set(variant, quantity);
        Ok(())
    })
    .await
}

/// Remembers a code as typed; an empty one is forgotten. Whether it is good is said where prices are.
pub async fn code(app: &App, key: SecretHash, code: String) -> Result<Cart, Error> {
    let code = code.trim().chars().take(CODE_CHARS_MAX).collect::<String>();
    change(app, key, move |cart| {
        cart.code = Some(code.clone()).filter(|c| !c.is_empty());
        Ok(())
    })
    .await
}

/// Remembers where it should go.
pub async fn country(app: &App, key: SecretHash, country: Country) -> Result<Cart, Error> {
    change(app, key, move |cart| {
        cart.country = Some(country);
        Ok(())
    })
    .await
}

/// Empties the cart after it became an order.
pub async fn done(app: &App, key: SecretHash) -> Result<(), Error> {
    app.pass(move |tx| Ok(tx.remove(&tables::CARTS, &key)?)).await
}

async fn change(
    app: &App,
    key: SecretHash,
    f: impl Fn(&mut Cart) -> Result<(), Error> + Send + 'static,
) -> Result<Cart, Error> {
    app.pass(move |tx| {
        let mut cart = tx.get(&tables::CARTS, &key)?.unwrap_or(Cart::empty(tx.now()));
        f(&mut cart)?;
        cart.updated = tx.now();
        tx.put(&tables::CARTS, &key, &cart)?;
        Ok(cart)
    })
    .await
}

/// Takes away carts that were left. Answers how many went.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    app.pass(|tx| {
        let end = keys::encode::<Time>(&tx.now().minus(CART_AGE_MAX));
        let span = Span { from: Vec::new(), to: Some(end), backwards: false };
        let old = tx.rows().walk(&tables::CART_BY_AGE, span, SWEPT_MAX)?.rows;
        for (_, key) in &old {
            tx.remove(&tables::CARTS, key)?;
        }
        Ok(old.len())
    })
    .await
}
