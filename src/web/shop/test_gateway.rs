//! The test gateway's own page, as a payment provider would show one. No money moves.
//!
//! It is another house: it says yes or no to the shop by a signed message only, later and perhaps twice.

use super::super::error::Fault;
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::{Shared, assets};
use super::order::{self, Told};
use super::see;
use crate::app::backups::unsent;
use crate::app::{Error, gateway, settings_of};
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::words::Words;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new().route("/test-gateway/{secret}", get(show).post(decide))
}

async fn show(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    let order = find(&web, &secret)?;
    let may_pay = order.is_holding() && unsent::may_be_told(&web.app, order.id)?;
    Ok(if may_pay {
        page(&order, visit.words(&web.app.settings()?)).into_response()
    } else {
        see(&back(&order, Told::Nothing))
    })
}

async fn decide(
    State(web): State<Shared>,
    Path(secret): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let order = find(&web, &secret)?;
    let told = match Typed(fields).get("decision") {
        "approve" => Told::Approved,
        "decline" => Told::Declined,
        _ => Told::Nothing,
    };
    if !unsent::may_be_told(&web.app, order.id)? {
        return Ok(see(&back(&order, Told::Nothing)));
    }
    if told != Told::Nothing {
        gateway::tell(&web.app, order.id, told == Told::Approved).await?;
    }
    Ok(see(&back(&order, told)))
}

/// Only orders that are paid here, and only while the shop has the test gateway.
fn find(web: &Shared, secret: &str) -> Result<Order, Error> {
    web.app.read(|rows| {
        let on = settings_of(rows)?.payments.test_gateway.is_some();
        let order = order::find(rows, secret)?;
        if on && order.method == Method::TestGateway { Ok(order) } else { Err(Error::NotFound) }
    })
}

fn back(order: &Order, told: Told) -> String {
    let own = format!("/orders/{}", order.secret.show());
    if told == Told::Nothing { own } else { format!("{own}?payment={}", told.code()) }
}

fn page(order: &Order, w: Words) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(w.language().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (w.say("gateway")) }
                link rel="stylesheet" href=(assets::link("duka.css"));
                link rel="icon" href=(assets::link("favicon.svg")) type="image/svg+xml";
            }
            body {
                main class="gate" id="main" {
                    h1 { (w.say("gateway")) }
                    p { (w.say("gateway-about")) }
                    dl class="sums" {
                        dt { (w.say("gateway-order")) }
                        dd { (order.number) }
                        dt class="total" { (w.say("pay-amount")) }
                        dd class="total" { (w.money(order.total())) }
                    }
                    form class="stack" method="post" {
                        button class="btn full" name="decision" value="approve" { (w.say("gateway-approve")) }
                        button class="btn quiet full" name="decision" value="decline" { (w.say("gateway-decline")) }
                        button class="btn quiet full" name="decision" value="close" { (w.say("gateway-close")) }
                    }
                }
            }
        }
    }
}
