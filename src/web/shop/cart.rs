//! The cart: what is in it, what it costs with delivery and tax, and what stands in the way.

mod summary;
mod view;

use super::super::error::{Fault, too_many};
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::limits::What;
use super::super::ui::card::{self, Card};
use super::super::ui::frame;
use super::super::ui::front::{self, Front};
use super::super::ui::seo::Head;
use super::super::{Shared, Web};
use super::add::no_quantity;
use super::{see, shelf, with_status};
use crate::app::checkout::{self, Basket, Choice};
use crate::app::{self, Error};
use crate::base::Id;
use crate::base::random::SecretHash;
use crate::base::text::Quantity;
use crate::domain::cart::Cart;
use crate::domain::catalog::Variant;
use crate::domain::place::Country;
use crate::words::Saying;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum_extra::extract::cookie::CookieJar;
use maud::Markup;

/// What an empty cart shows instead.
const INSTEAD_MAX: usize = 4;

type Fields = Vec<(String, String)>;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/cart/lines/{variant}", post(set))
        .route("/cart/country", post(country))
        .route("/cart/code", post(code))
}

pub async fn show(State(web): State<Shared>, visit: Visit, Query(query): Query<Fields>) -> Result<Markup, Fault> {
    let cart = app::cart::of(&web.app, visit.cart())?;
    Ok(page(&web, &visit, cart, &Said { added: Id::parse(Typed(query).get("added")), ..Said::default() })?)
}

async fn set(
    State(web): State<Shared>,
    visit: Visit,
    Path(variant): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Fault> {
    let variant = Id::parse(&variant).ok_or(Error::NotFound)?;
    let (key, jar) = key(&web, &visit);
    match wanted(&Typed(fields)) {
        Ok(quantity) => {
            let now = app::cart::set(&web.app, key, variant, quantity).await?;
            answer(&web, &visit, jar, now, None)
        }
        Err(saying) => {
            let cart = app::cart::of(&web.app, Some(key))?;
            let said = Said { wrong: Some((variant, saying)), ..Said::default() };
            Ok(with_status(true, page(&web, &visit, cart, &said)?))
        }
    }
}

/// How many are wanted: a button's number before the typed one; none takes the line away.
fn wanted(typed: &Typed) -> Result<Option<Quantity>, Saying> {
    let text = if typed.has("set") { typed.get("set") } else { typed.get("quantity") };
    match text.trim() {
        "0" => Ok(None),
        text => Quantity::parse(text).map(Some).map_err(|_| no_quantity()),
    }
}

async fn country(State(web): State<Shared>, visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Fault> {
    let country =
        Country::parse(Typed(fields).get("country")).map_err(|_| Error::sentence(Saying::of("choose-country")))?;
    let (key, jar) = key(&web, &visit);
    let now = app::cart::country(&web.app, key, country).await?;
    answer(&web, &visit, jar, now, None)
}

async fn code(State(web): State<Shared>, visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    if let (false, Err(wait)) = (typed.get("code").is_empty(), web.limits.count(What::Code, visit.address)) {
        return Ok(too_many(wait));
    }
    let (key, jar) = key(&web, &visit);
    let now = app::cart::code(&web.app, key, typed.get("code").to_owned()).await?;
    answer(&web, &visit, jar, now, None)
}

/// The visitor's cart, and the cookies with its key in them.
pub fn key(web: &Shared, visit: &Visit) -> (SecretHash, CookieJar) {
    let (key, cookie) = visit.cart_or_new(web);
    let jar = visit.cookies.clone();
    (key, cookie.into_iter().fold(jar, CookieJar::add))
}

/// After a change: the page itself for the script, the way to it for everybody else.
pub fn answer(
    web: &Web,
    visit: &Visit,
    jar: CookieJar,
    now: Cart,
    added: Option<Id<Variant>>,
) -> Result<Response, Fault> {
    if visit.part {
        let said = Said { added, total: true, ..Said::default() };
        return Ok((jar, page(web, visit, now, &said)?).into_response());
    }
    let path = added.map_or("/cart".to_owned(), |variant| format!("/cart?added={variant}"));
    Ok((jar, see(&path)).into_response())
}

/// What the page has to say besides the cart.
#[derive(Default)]
pub struct Said {
    added: Option<Id<Variant>>,
    /// A number that could not be read, at its line.
    wrong: Option<(Id<Variant>, Saying)>,
    /// The new total, for those who do not see it change.
    total: bool,
}

fn page(web: &Web, visit: &Visit, cart: Cart, said: &Said) -> Result<Markup, Error> {
    let now = web.app.now();
    let (front, (basket, instead)) = front::read_with(web, visit, cart.clone(), |rows, _| {
        let basket = checkout::basket(rows, &cart, &Choice::default(), now)?;
        let instead = if cart.is_empty() { shelf::newest(rows, None, INSTEAD_MAX)? } else { Vec::new() };
        Ok((basket, card::cards(rows, instead)?))
    })?;
    Ok(frame::page(&front, &Head::closed(&front.words.say("your-cart"), ""), main(&front, &basket, &instead, said)))
}

fn main(front: &Front, basket: &Basket, instead: &[Card], said: &Said) -> Markup {
    if front.cart.is_empty() { view::empty(front, instead) } else { view::filled(front, basket, said) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_counts_before_the_field_and_zero_takes_away() {
        let wanted = |pairs: &[(&str, &str)]| {
            super::wanted(&Typed(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
        };
        assert_eq!(wanted(&[("quantity", "2"), ("set", "3")]), Ok(Some(Quantity::new(3).unwrap())));
        assert_eq!(wanted(&[("quantity", " 2 ")]), Ok(Some(Quantity::new(2).unwrap())));
        assert_eq!(wanted(&[("quantity", "2"), ("set", "0")]), Ok(None));
        for bad in ["", "x", "-1", "1000", "1.5"] {
            assert!(wanted(&[("quantity", bad)]).is_err(), "{bad}");
        }
    }
}
