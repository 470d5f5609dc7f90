//! Your own sign-in: a new password, which ends every other session.

use crate::app::{At, Error, people};
use crate::domain::people::PASSWORD_CHARS_MIN;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::{Fault, too_many};
use crate::web::form::{Problems, Typed};
use crate::web::limits::What;
use axum::Router;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::cookie::CookieJar;
use maud::{Markup, html};

const PATH: &str = "/admin/settings/account";

pub fn routes() -> Router<Shared> {
    Router::new().route(PATH, get(show).post(save))
}

async fn show(desk: Desk) -> Response {
    let page = form(&desk, &Typed::default(), &Problems::default());
    desk.page("Your sign-in", page)
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    let typed = Typed(fields);
    match change(&desk, &typed).await {
        Ok(secret) => {
            let jar = CookieJar::new().add(desk.signed.visit.session_cookie(secret));
            Ok((jar, desk.see(PATH, "You have a new password. Everywhere else you are signed out.")).into_response())
        }
        Err(error) => Ok(desk.refused("Your sign-in", form(&desk, &Typed::default(), &Problems::from(error)?))),
    }
}

async fn change(desk: &Desk, typed: &Typed) -> Result<crate::base::Secret, Error> {
    people::check_password(typed.get("password")).at("password")?;
    let (current, new) = (typed.get("current").to_owned(), typed.get("password").to_owned());
    people::change_own_password(desk.app(), &desk.by(), &desk.signed.staff, current, new).await
}

fn form(desk: &Desk, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    let staff = &desk.signed.staff;
    let secret =
        |name, label, autocomplete| Input { kind: "password", autocomplete, ..Input::text(name, label).needed() };
    let hint = format!("At least {PASSWORD_CHARS_MIN} characters.");
    html! {
        h1 { "Your sign-in" }
        (f.summary())
        section.panel aria-label="You" {
            dl.facts { dt { "Name" } dd { (staff.name) } dt { "E-mail" } dd { (staff.email) } }
        }
        form.panel.stack method="post" action=(PATH) {
            h2 { @if staff.password.is_some() { "New password" } @else { "Choose a password" } }
            input.unseen type="email" name="email" value=(staff.email) autocomplete="username" readonly tabindex="-1" aria-label="E-mail";
            @if staff.password.is_some() { (f.input(secret("current", "Password now", "current-password"))) }
            (f.input(Input { hint: &hint, ..secret("password", "New password", "new-password") }))
            button.btn { "Save" }
        }
    }
}
