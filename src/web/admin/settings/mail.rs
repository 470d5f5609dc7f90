//! The mail server, whom letters come from, who hears of orders; and a letter to try it.

use super::{Change, Part, refused};
use crate::app::{Error, letters};
use crate::base::text::{Email, line, optional_line};
use crate::domain::settings::{MailServer, Security};
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input, filled};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

const HOST_CHARS_MAX: usize = 250;
/// More is a typing mistake.
const LOW_MAX: i64 = 100_000;
const PART: Part = Part { title: "Mail", path: "/admin/settings/mail", fields };

const SECURITY: [(Security, &str, &str); 3] = [
    (Security::Tls, "tls", "Encrypted from the beginning (port 465)"),
    (Security::StartTls, "starttls", "Encrypted after greeting (port 587)"),
    (Security::Plain, "plain", "Not encrypted, only for this machine"),
];

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/settings/mail", get(show).post(save)).route("/admin/settings/mail/test", post(test))
}

async fn show(desk: Desk) -> Response {
    let mail = &desk.settings.mail;
    let mut typed = filled([
        ("from", mail.from.to_string()),
        ("staff", mail.staff.to_string()),
        ("low", mail.stock_low_at.to_string()),
        ("security", "starttls".into()),
        ("port", "587".into()),
    ]);
    let server = match &mail.server {
        MailServer::None => vec![("server", "none".to_owned())],
        MailServer::Caught => vec![("server", "caught".into())],
        MailServer::Smtp { host, port, security, user, .. } => {
            let security = SECURITY.iter().find(|(s, _, _)| s == security).map_or("tls", |(_, code, _)| *code);
            vec![
                ("server", "smtp".into()),
                ("host", host.clone()),
                ("port", port.to_string()),
                ("security", security.into()),
                ("user", user.clone()),
            ]
        }
    };
    typed.0.extend(server.into_iter().map(|(name, value)| (name.to_owned(), value)));
    PART.show(&desk, &typed)
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    PART.save(&desk, &typed, read(&typed)).await
}

/// To the address that hears of orders; its fate is shown at once.
async fn test(desk: Desk) -> Result<Response, Fault> {
    let to = desk.settings.mail.staff.clone();
    let id = letters::test(desk.app(), &desk.by(), to.clone()).await?;
    Ok(desk.see(
        &format!("/admin/letters/{id}"),
        &format!("A test letter to {to} is on its way. Look here again in a moment."),
    ))
}

fn read(typed: &Typed) -> Result<Change, Error> {
    let mut wrong = Problems::default();
    let from = wrong.take("from", Email::parse(typed.get("from")));
    let staff = wrong.take("staff", Email::parse(typed.get("staff")));
    let low = typed.get("low").trim().parse::<i64>().ok().filter(|n| (0..=LOW_MAX).contains(n));
    let low = wrong.take("low", low.ok_or("Please enter a whole number, such as 3."));
    let server = match typed.get("server") {
        "smtp" => smtp(typed, &mut wrong),
        "caught" => Some(MailServer::Caught),
        _ => Some(MailServer::None),
    };
    match (from, staff, low, server) {
        (Some(from), Some(staff), Some(low), Some(server)) if wrong.is_empty() => Ok(Box::new(move |s| {
            let server = keep_password(&s.mail.server, server.clone());
            s.mail =
                crate::domain::settings::Mail { from: from.clone(), staff: staff.clone(), server, stock_low_at: low };
        })),
        _ => Err(refused(wrong)),
    }
}

fn smtp(typed: &Typed, wrong: &mut Problems) -> Option<MailServer> {
    let host = wrong.take("host", line(typed.get("host"), "the name of the mail server", HOST_CHARS_MAX));
    let port = typed.get("port").trim().parse::<u16>().ok().filter(|p| *p > 0);
    let port = wrong.take("port", port.ok_or("Please enter a number, usually 465 or 587."));
    let user = wrong.take("user", optional_line(typed.get("user"), "a user name", HOST_CHARS_MAX));
    let security =
        SECURITY.iter().find(|(_, code, _)| *code == typed.get("security")).map_or(Security::StartTls, |(s, _, _)| *s);
    Some(MailServer::Smtp {
        host: host?,
        port: port?,
        security,
        user: user?,
        password: typed.get("mail_password").to_owned(),
    })
}

/// The password is never shown: left empty, it stays, as long as it is the same server and the same name.
fn keep_password(before: &MailServer, after: MailServer) -> MailServer {
    match (before, after) {
        (
            MailServer::Smtp { host: old_host, user: old_user, password: kept, .. },
            MailServer::Smtp { host, port, security, user, password },
        ) if password.is_empty() && *old_host == host && *old_user == user => {
            MailServer::Smtp { host, port, security, user, password: kept.clone() }
        }
        (_, after) => after,
    }
}

fn fields(desk: &Desk, f: &Fields<'_>) -> Markup {
    let security: Vec<(&str, &str)> = SECURITY.iter().map(|(_, code, words)| (*code, *words)).collect();
    let mut servers = vec![
        ("smtp", "Through my mail provider", "Its help page says which server, port and name to use."),
        ("none", "Not yet", "Letters wait until there is a server."),
    ];
    if desk.settings.demo || desk.settings.mail.server == MailServer::Caught {
        servers.push(("caught", "Catch them", "Letters are shown under Letters and sent to nobody."));
    }
    html! {
        section.panel aria-label="Addresses" {
            div.fields {
                (f.input(Input { kind: "email", ..Input::text("from", "Letters come from").needed().wide("w3") }))
                (f.input(Input { kind: "email", ..Input::text("staff", "New orders are told to").needed().wide("w3") }))
                (f.input(Input::number("low", "Tell me when so many are left").hint("Once for each thing.")))
            }
        }
        section.panel aria-label="Sending" {
            (f.choices("server", "How letters are sent", &servers))
            div.fields {
                (f.input(Input::text("host", "Mail server").wide("w4")))
                (f.input(Input::number("port", "Port").wide("w2")))
                (f.select(Input::text("security", "Encryption"), &security))
                (f.input(Input::text("user", "User name").wide("w3")))
                (f.input(Input { kind: "password", autocomplete: "off", ..Input::text("mail_password", "Password").hint("Left empty, it stays as it is.").wide("w3") }))
            }
        }
        section.panel aria-labelledby="test-letter" {
            h2 id="test-letter" { "Try it" }
            p.soft { "Save first. The letter goes to " (desk.settings.mail.staff) ", and the next page says what became of it." }
            button.btn.quiet formaction="/admin/settings/mail/test" formnovalidate { "Send me a test letter" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(host: &str, password: &str) -> MailServer {
        let (host, user, password) = (host.into(), "ana".into(), password.into());
        MailServer::Smtp { host, port: 587, security: Security::StartTls, user, password }
    }

    #[test]
    fn a_password_is_kept_for_its_own_server_only() {
        assert_eq!(keep_password(&smtp("a", "secret"), smtp("a", "")), smtp("a", "secret"));
        assert_eq!(keep_password(&smtp("a", "secret"), smtp("a", "new")), smtp("a", "new"));
        assert_eq!(keep_password(&smtp("a", "secret"), smtp("b", "")), smtp("b", ""));
        assert_eq!(keep_password(&smtp("a", "secret"), MailServer::None), MailServer::None);
    }
}
