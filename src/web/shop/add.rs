//! "Add to cart": from the form of a product's page to the cart, or back with what is in the way.

use super::super::error::Fault;
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::{Shared, Web};
use super::{cart, choice, product};
use crate::app::catalog::{self, Found};
use crate::app::{self, Error, Refused, checkout};
use crate::base::Id;
use crate::base::random::SecretHash;
use crate::base::text::{Handle, QUANTITY_MAX, Quantity};
use crate::domain::cart::Cart;
use crate::domain::catalog::{Product, Variant};
use crate::domain::stock::Step;
use crate::store::tables;
use crate::words::Saying;
use axum::Router;
use axum::extract::{Form, State};
use axum::response::Response;
use axum::routing::post;

pub fn routes() -> Router<Shared> {
    Router::new().route("/cart", post(add).get(cart::show))
}

/// What is to go into the cart.
struct Wanted {
    product: Id<Product>,
    variant: Id<Variant>,
    quantity: Quantity,
}

async fn add(
    State(web): State<Shared>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let (key, jar) = cart::key(&web, &visit);
    match put(&web, key, &typed).await {
        Ok((now, added)) => cart::answer(&web, &visit, jar, now, Some(added)),
        Err(error @ Error::Refused(Refused::Form(_) | Refused::Sentence(_))) => {
            product::page(&web, &visit, typed.get("product"), &typed, Some(&error))
        }
        Err(error) => Err(error.into()),
    }
}

async fn put(web: &Web, key: SecretHash, typed: &Typed) -> Result<(Cart, Id<Variant>), Error> {
    let Wanted { product, variant, quantity } = wanted(web, typed)?;
    let now = app::cart::add(&web.app, key, product, variant, quantity).await?;
    Ok((now, variant))
}

/// The variant the form means, if it can be bought at all. Whether there are enough is said in the cart.
fn wanted(web: &Web, typed: &Typed) -> Result<Wanted, Error> {
    let handle = Handle::parse(typed.get("product")).map_err(|_| Error::NotFound)?;
    web.app.read(|rows| {
        let Found::Product(product) = catalog::at(rows, &handle)? else {
            return Err(Error::sentence(Saying::of("refused-not-for-sale")));
        };
        let variant = choice::exact(&product, typed).ok_or_else(|| Error::sentence(Saying::of("refused-choice")))?;
        let level = rows.get(&tables::STOCK, &(product.id, variant.id))?.unwrap_or_default();
        if checkout::step_of(variant, level) == Step::Gone {
            let title = full_name(&product, variant);
            return Err(Error::sentence(Saying::of("refused-sold-out").with("title", title)));
        }
        let quantity = Quantity::parse(typed.get("quantity")).map_err(|_| Error::sentence(no_quantity()))?;
        Ok(Wanted { product: product.id, variant: variant.id, quantity })
    })
}

/// A number that cannot be read.
pub fn no_quantity() -> Saying {
    Saying::of("refused-quantity").with("most", QUANTITY_MAX)
}

/// "Breakfast mug, Oat, 350 ml".
pub fn full_name(product: &Product, variant: &Variant) -> String {
    if variant.values.is_empty() { product.title.clone() } else { format!("{}, {}", product.title, variant.name()) }
}
