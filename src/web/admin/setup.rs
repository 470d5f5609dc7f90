//! The first page of a new shop: whoever holds the link from the console names the shop and becomes its owner.

mod view;
pub mod zones;

use super::sign_in::let_in;
use crate::app::settings::{Setup, TaxAnswer, set_up};
use crate::app::{By, Error, people};
use crate::base::text::{Email, line};
use crate::base::{Currency, Language, Secret};
use crate::domain::people::{LinkPurpose, NAME_CHARS_MAX};
use crate::domain::place::Country;
use crate::web::error::{Fault, too_many};
use crate::web::form::{Problems, Typed};
use crate::web::guard::Visit;
use crate::web::limits::What;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

pub fn routes() -> Router<Shared> {
    Router::new().route("/setup/{secret}", get(show).post(save))
}

async fn show(
    State(web): State<Shared>,
    visit: Visit,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Markup, Fault> {
    let Some(_) = valid(&web, &secret)? else { return Ok(view::over()) };
    let served = web.app.https.served().map(|served| served.domain.origin());
    let origin = served.unwrap_or_else(|| origin(&headers, visit.secure));
    let typed = Typed(vec![("origin".into(), origin)]);
    Ok(view::form(&secret, &typed, &Problems::default()))
}

/// Where the owner's browser found us: only a proposal in the form, never taken unseen.
fn origin(headers: &HeaderMap, secure: bool) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    format!("{}://{host}", if secure { "https" } else { "http" })
}

fn valid(web: &Web, secret: &str) -> Result<Option<Secret>, Error> {
    let Some(secret) = Secret::parse(secret) else { return Ok(None) };
    Ok((people::look(&web.app, &secret)? == Some(LinkPurpose::Setup)).then_some(secret))
}

async fn save(
    State(web): State<Shared>,
    visit: Visit,
    Path(secret): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    if let Err(wait) = web.limits.count(What::SignIn, visit.address) {
        return Ok(too_many(wait));
    }
    let Some(link) = valid(&web, &secret)? else { return Ok(view::over().into_response()) };
    let typed = Typed(fields);
    match make(&web, &visit, &typed, &link).await {
        Ok(session) => Ok(let_in(&visit, session, "/admin")),
        Err(error) => {
            let page = view::form(&secret, &typed, &Problems::from(error)?);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Makes the shop, uses the link up, signs the owner in.
async fn make(web: &Web, visit: &Visit, typed: &Typed, link: &Secret) -> Result<Secret, Error> {
    let mut setup = read(typed)?;
    setup.password = people::hash_password(typed.get("password").to_owned()).await?;
    let owner = set_up(&web.app, &By { request: visit.number.0, ..By::shop() }, setup).await?;
    people::use_up(&web.app, link).await?;
    people::sign_in_owner(&web.app, visit.number.0, owner).await
}

/// Everything that is wrong at once, not one thing after the other.
fn read(typed: &Typed) -> Result<Setup, Error> {
    let mut wrong = Problems::default();
    let text = |name: &str, what: &str| line(typed.get(name), what, NAME_CHARS_MAX);
    let shop_name = wrong.take("shop_name", text("shop_name", "a name for the shop"));
    let owner_name = wrong.take("name", text("name", "your name"));
    let owner_email = wrong.take("email", Email::parse(typed.get("email")));
    wrong.take("password", people::check_password(typed.get("password")));
    let country = wrong.take("country", Country::parse(typed.get("country")));
    let tax = wrong.take("tax", TaxAnswer::parse(typed.get("tax")).ok_or("Please choose one of the three answers."));
    let currency = country.and_then(|c| wrong.take("currency", currency(typed.get("currency"), c)));
    let time_zone = country.and_then(|c| wrong.take("time_zone", zones::choose(typed.get("time_zone"), c)));
    let origin = wrong.take("origin", read_origin(typed.get("origin")));
    match (shop_name, owner_name, owner_email, country, tax, currency, time_zone, origin) {
        (
            Some(shop_name),
            Some(owner_name),
            Some(owner_email),
            Some(country),
            Some(tax),
            Some(currency),
            Some(time_zone),
            Some(origin),
        ) if wrong.is_empty() => {
            let spoken = Language::parse(typed.get("language"));
            let language = spoken.unwrap_or_else(|| Language::of_country(country.code()));
            let password = String::new();
            Ok(Setup {
                shop_name,
                country,
                currency,
                language,
                time_zone,
                tax,
                owner_name,
                owner_email,
                password,
                origin,
            })
        }
        _ => Err(wrong.refusal()),
    }
}

/// The chosen one, or the country's own.
fn currency(typed: &str, country: Country) -> Result<Currency, String> {
    let code = if typed.is_empty() { country.currency() } else { typed };
    Currency::parse(code).ok_or_else(|| "Please choose a currency.".into())
}

/// Links in letters begin with it.
pub fn read_origin(typed: &str) -> Result<String, String> {
    const ORIGIN_CHARS_MAX: usize = 200;
    let origin = typed.trim().trim_end_matches('/');
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or("");
    let ok = !host.is_empty()
        && origin.len() <= ORIGIN_CHARS_MAX
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    if ok { Ok(origin.to_owned()) } else { Err("Please enter an address such as https://shop.example.com.".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(values: &[(&str, &str)]) -> Typed {
        Typed(values.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect())
    }

    const GOOD: [(&str, &str); 7] = [
        ("shop_name", "Clay & Leaf"),
        ("country", "DE"),
        ("tax", "included"),
        ("name", "Ana"),
        ("email", "ana@example.com"),
        ("password", "long enough"),
        ("origin", "https://shop.example/"),
    ];

    #[test]
    fn the_country_answers_what_was_left_open() {
        let setup = read(&typed(&GOOD)).unwrap();
        assert_eq!((setup.currency, setup.time_zone.as_str()), (Currency::EUR, "Europe/Berlin"));
        assert_eq!((setup.origin.as_str(), setup.language), ("https://shop.example", Language::German));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let Err(Error::Refused(crate::app::Refused::Form(wrong))) = read(&Typed::default()) else { panic!() };
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["country", "email", "name", "origin", "password", "shop_name", "tax"]);
        for bad in ["ftp://x", "https://", "https://a/b", "javascript:x", "https://a b"] {
            assert!(read_origin(bad).is_err(), "{bad}");
        }
    }
}
