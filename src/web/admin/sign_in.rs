//! The way in and out: a password, or a link that works once.

use super::frame::{gate, shop_name};
use crate::app::{Error, people};
use crate::base::Secret;
use crate::web::Shared;
use crate::web::error::{Fault, too_many};
use crate::web::form::Typed;
use crate::web::guard::{Visit, local_path};
use crate::web::limits::What;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/sign-in", get(show).post(sign_in))
        .route("/admin/sign-out", post(sign_out))
        .route("/admin/link/{secret}", get(show_link).post(use_link))
}

async fn show(State(web): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Markup {
    let asked = Typed(asked);
    view(shop_name(&web).as_deref(), "", asked.get("to"), None)
}

async fn sign_in(
    State(web): State<Shared>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let typed = Typed(fields);
    if let Err(wait) = web.limits.count(What::SignIn, visit.address) {
        return Ok(too_many(wait));
    }
    let (email, password) = (typed.get("email"), typed.get("password").to_owned());
    match people::sign_in(&web.app, visit.number.0, email, password).await {
        Ok(secret) => Ok(let_in(&visit, secret, &local_path(typed.get("to"), "/admin"))),
        Err(error @ Error::Refused(_)) => {
            let page = view(shop_name(&web).as_deref(), email, typed.get("to"), Some(&error.words()));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(Fault(error)),
    }
}

/// A new session at every sign-in; an old cookie is overwritten.
pub fn let_in(visit: &Visit, secret: Secret, to: &str) -> Response {
    (CookieJar::new().add(visit.session_cookie(secret)), Redirect::to(to)).into_response()
}

async fn sign_out(State(web): State<Shared>, visit: Visit) -> Result<Response, Fault> {
    if let Some(secret) = visit.session() {
        people::sign_out(&web.app, &secret).await?;
    }
    let mut answer = Redirect::to("/admin/sign-in").into_response();
    if let Ok(cookie) = visit.session_gone().to_string().parse() {
        answer.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// Only a button: programs that look into letters follow links, and must not use this one up.
async fn show_link(State(web): State<Shared>, Path(secret): Path<String>) -> Result<Markup, Fault> {
    let known = match Secret::parse(&secret) {
        Some(secret) => people::look(&web.app, &secret)?.is_some(),
        None => false,
    };
    Ok(link_view(shop_name(&web).as_deref(), known.then_some(secret.as_str())))
}

async fn use_link(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    if let Err(wait) = web.limits.count(What::SignIn, visit.address) {
        return Ok(too_many(wait));
    }
    let Some(secret) = Secret::parse(&secret) else { return Err(Fault::NOT_FOUND) };
    match people::sign_in_by_link(&web.app, visit.number.0, &secret).await {
        Ok(session) => Ok(let_in(&visit, session, "/admin")),
        Err(Error::Refused(_)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, link_view(shop_name(&web).as_deref(), None)).into_response())
        }
        Err(error) => Err(Fault(error)),
    }
}

fn view(shop: Option<&str>, email: &str, to: &str, wrong: Option<&str>) -> Markup {
    gate(
        "Sign in",
        shop,
        html! {
            h1 { (shop.unwrap_or("Sign in")) }
            @if let Some(wrong) = wrong {
                div.notice.bad role="alert" data-focus tabindex="-1" { (icon("triangle")) div { p { (wrong) } } }
            }
            form.stack method="post" action="/admin/sign-in" {
                input type="hidden" name="to" value=(to);
                div.field {
                    label for="email" { "E-mail" }
                    input.input id="email" name="email" type="email" autocomplete="username" required value=(email);
                }
                div.field {
                    label for="password" { "Password" }
                    input.input id="password" name="password" type="password" autocomplete="current-password" required;
                }
                button.btn.full { "Sign in" }
            }
            p.small.soft {
                "Locked out? On the shop's machine, " code { "duka staff link" } " lets you in once."
            }
        },
    )
}

fn link_view(shop: Option<&str>, secret: Option<&str>) -> Markup {
    gate(
        "Sign in",
        shop,
        html! {
            h1 { (shop.unwrap_or("Sign in")) }
            @match secret {
                Some(secret) => {
                    p { "This link lets you in once." }
                    form method="post" action={ "/admin/link/" (secret) } { button.btn.full { "Sign in" } }
                }
                None => {
                    div.notice.bad { (icon("triangle")) div { p {
                        "This link was used already, or its time is over. Please ask for a new one."
                    } } }
                    p { a href="/admin/sign-in" { "Sign in with a password" } }
                }
            }
        },
    )
}
