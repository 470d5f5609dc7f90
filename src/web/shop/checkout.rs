//! One page from the cart to the order: address, delivery, payment, and the button that binds.
//!
//! Without scripts, "Show delivery and payment" brings the page again with everything kept. Nothing is placed unless the total
//! is the one that was shown, and the same form sent twice is one order.

mod answers;
mod changed;
mod choices;
mod finish;
mod seen;
mod view;

use super::super::error::{Fault, too_many};
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::limits::{What, neighbourhood};
use super::super::ui::frame;
use super::super::ui::front;
use super::super::ui::seo::Head;
use super::super::{Shared, Web};
use super::{cart, see};
use crate::app::backups::unsent;
use crate::app::checkout::{self as app_checkout, Basket, Choice};
use crate::app::{self, Error, Refused, payments};
use crate::base::Secret;
use crate::base::text::Quantity;
use crate::domain::cart::Cart;
use crate::domain::order::Order;
use crate::words::Saying;
use answers::Answers;
use axum::Router;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;
pub use view::closed;

/// A shop that was brought back waits for a person, who needs a few minutes.
const OPENS_AGAIN_SECONDS: &str = "300";

pub fn routes() -> Router<Shared> {
    Router::new().route("/checkout", get(show).post(sent))
}

async fn show(State(web): State<Shared>, visit: Visit) -> Result<Response, Fault> {
    let cart = app::cart::of(&web.app, visit.cart())?;
    let answers = Answers::new(Typed::default(), fresh_token(&web), visit.words(&web.app.settings()?));
    let (basket, page) = page(&web, &visit, cart, &answers)?;
    // What stands in the way is said in the cart, where it can be put right.
    let in_the_way =
        basket.lines.is_empty() || !basket.gone.is_empty() || basket.lines.iter().any(|l| l.missing().is_some());
    Ok(if in_the_way { see("/cart") } else { page.into_response() })
}

async fn sent(
    State(web): State<Shared>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let typed = Typed(fields);
    match typed.get("step") {
        "show" => again(&web, &visit, typed),
        "code" => code(&web, &visit, typed, false).await,
        "take" => take(&web, &visit, typed).await,
        _ => place(&web, &visit, typed).await,
    }
}

fn again(web: &Web, visit: &Visit, typed: Typed) -> Result<Response, Fault> {
    let cart = app::cart::of(&web.app, visit.cart())?;
    if cart.is_empty() {
        return Ok(see("/cart"));
    }
    let answers = Answers::new(typed, fresh_token(web), visit.words(&web.app.settings()?));
    Ok(page(web, visit, cart, &answers)?.1.into_response())
}

/// Uses a code. `ordering`: it was typed, but the button that binds was pressed.
async fn code(web: &Shared, visit: &Visit, typed: Typed, ordering: bool) -> Result<Response, Fault> {
    if let (false, Err(wait)) = (typed.get("code").is_empty(), web.limits.count(What::Code, visit.address)) {
        return Ok(too_many(wait));
    }
    let (key, jar) = cart::key(web, visit);
    let now = app::cart::code(&web.app, key, typed.get("code").to_owned()).await?;
    let mut answers = Answers::new(typed, fresh_token(web), visit.words(&web.app.settings()?));
    if ordering {
        answers.trouble("code", &Saying::of("code-typed"));
    }
    Ok((jar, page(web, visit, now, &answers)?.1).into_response())
}

/// Takes what is left of things that were sold meanwhile.
async fn take(web: &Shared, visit: &Visit, typed: Typed) -> Result<Response, Fault> {
    let (key, _) = cart::key(web, visit);
    let cart = app::cart::of(&web.app, Some(key))?;
    let basket = web.app.read(|rows| app_checkout::basket(rows, &cart, &Choice::default(), web.app.now()))?;
    for line in &basket.lines {
        if let Some(left) = line.missing() {
            let quantity = u32::try_from(left).ok().and_then(|n| Quantity::new(n).ok());
            app::cart::set(&web.app, key, line.variant.id, quantity).await?;
        }
    }
    again(web, visit, typed)
}

async fn place(web: &Shared, visit: &Visit, typed: Typed) -> Result<Response, Fault> {
    // The cart first: where it is empty because the order was placed a moment ago, the token knows that.
    let cart = app::cart::of(&web.app, visit.cart())?;
    if let Some(order) = placed_before(web, &typed)? {
        return Ok(see(&payments::begin(&web.app, &order).await?));
    }
    if cart.is_empty() {
        return Ok(see("/cart"));
    }
    if typed.has("code") && typed.get("code").trim() != cart.code.as_deref().unwrap_or("") {
        return code(web, visit, typed, true).await;
    }
    if let Err(wait) = web.limits.count(What::Order, visit.address) {
        return Ok(too_many(wait));
    }
    let settings = web.app.settings()?;
    let mut answers = Answers::new(typed, fresh_token(web), visit.words(&settings));
    let network = web.app.network(neighbourhood(visit.address));
    let Some(placing) = answers.placing(&cart, network, settings.currency) else {
        return refused(web, visit, cart, &answers);
    };
    match app_checkout::place(&web.app, &visit.buyer(), placing).await {
        Ok(order) => thanks(web, visit, &order).await,
        Err(error) => {
            answers.refuse(error)?;
            refused(web, visit, cart, &answers)
        }
    }
}

fn placed_before(web: &Web, typed: &Typed) -> Result<Option<Order>, Error> {
    let Some(token) = Secret::parse(typed.get("token")) else { return Ok(None) };
    app_checkout::placed(&web.app, &token)
}

async fn thanks(web: &Web, visit: &Visit, order: &Order) -> Result<Response, Fault> {
    if let Some(key) = visit.cart() {
        app::cart::done(&web.app, key).await?;
    }
    // Not safe elsewhere in time: the order's page says that it was received, and nobody pays yet.
    let next = match unsent::may_be_thanked(&web.app, order.id).await? {
        true => payments::begin(&web.app, order).await?,
        false => format!("/orders/{}", order.secret.show()),
    };
    Ok(see(&next))
}

/// Nothing was ordered: the page again with everything kept, and what to look at.
fn refused(web: &Web, visit: &Visit, cart: Cart, answers: &Answers) -> Result<Response, Fault> {
    let status = match answers.changed {
        Some(Refused::TotalChanged { .. } | Refused::SoldOut(_)) => StatusCode::CONFLICT,
        Some(Refused::NotNow(_)) => {
            let page = page(web, visit, cart, answers)?.1;
            return Ok(
                (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, OPENS_AGAIN_SECONDS)], page).into_response()
            );
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, page(web, visit, cart, answers)?.1).into_response())
}

fn fresh_token(web: &Web) -> Secret {
    web.app.draw(Secret::new)
}

fn page(web: &Web, visit: &Visit, cart: Cart, answers: &Answers) -> Result<(Basket, Markup), Error> {
    let now = web.app.now();
    let (front, basket) = front::read_with(web, visit, cart.clone(), |rows, front| {
        app_checkout::basket(rows, &cart, &answers.choice(front), now)
    })?;
    let main = view::main(&front, &basket, answers);
    Ok((basket, frame::quiet_page(&front, &Head::closed(&front.words.say("checkout"), ""), main)))
}
