//! Matching transfers: a bank's statement is brought, the orders it pays are found, and what staff ticks is written down.

mod view;

use super::frame::Desk;
use super::parts::count;
use crate::app::Error;
use crate::app::transfers::{self, Booked, Chosen, Looked, STATEMENT_BYTES_MAX};
use crate::base::{Currency, Money};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart};
use axum::response::Response;
use axum::routing::{get, post};

/// Both fields may be full, with what stands around them.
const FORM_BYTES_MAX: usize = 2 * STATEMENT_BYTES_MAX + (64 << 10);
const REFERENCE_CHARS_MAX: usize = 200;
const MARK_CHARS: usize = 32;
const TITLE: &str = "Match transfers";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/transfers", get(show).post(look).layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .route("/admin/transfers/written-down", post(write_down))
}

async fn show(desk: Desk) -> Response {
    desk.page(TITLE, view::page(None))
}

async fn look(desk: Desk, files: Multipart) -> Result<Response, Fault> {
    match looked_at(&desk, files).await {
        Ok(looked) => Ok(desk.page(TITLE, view::preview(&looked))),
        Err(error @ Error::Refused(_)) => Ok(desk.refused(TITLE, view::page(Some(&error.words())))),
        Err(other) => Err(other.into()),
    }
}

async fn write_down(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let chosen = chosen(&Typed(fields), desk.settings.currency);
    if chosen.is_empty() {
        return Ok(desk.see("/admin/transfers", "Nothing was ticked, and nothing was written down."));
    }
    let booked = transfers::book(desk.app(), &desk.by(), chosen).await?;
    if booked.refused.is_empty() {
        return Ok(desk.see("/admin/orders?stage=to-ship", &said(&booked)));
    }
    Ok(desk.page(TITLE, view::not_all(&said(&booked), &booked.refused)))
}

fn said(booked: &Booked) -> String {
    let before = match booked.before {
        0 => String::new(),
        n => format!(" {n} had been before."),
    };
    format!("{} written down.{before}", count(booked.written, "transfer", "transfers"))
}

/// The file, or what was pasted.
async fn looked_at(desk: &Desk, mut files: Multipart) -> Result<Looked, Error> {
    let broken = |_| Error::sentence("The upload broke off. Please try again.");
    let too_large = || Error::sentence("This is larger than 8 MB. Please export a shorter time.");
    let mut found: Option<Vec<u8>> = None;
    while let Some(mut field) = files.next_field().await.map_err(broken)? {
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            if bytes.len() + piece.len() > STATEMENT_BYTES_MAX {
                return Err(too_large());
            }
            bytes.extend_from_slice(&piece);
        }
        // A file goes before what was pasted: it comes first.
        found = found.or(Some(bytes).filter(|bytes| !bytes.trim_ascii().is_empty()));
    }
    let bytes = found.ok_or_else(|| Error::sentence("Please choose a file, or paste the statement."))?;
    transfers::look(desk.app(), &bytes)
}

/// The ticked lines: `o3` names the orders of line 3, `m3` its mark, `a3` its amount, `r3` the bank's words.
fn chosen(typed: &Typed, currency: Currency) -> Vec<Chosen> {
    let ticked = typed.0.iter().filter_map(|(name, orders)| Some((name.strip_prefix('o')?, orders)));
    let read = ticked.filter_map(|(nth, orders)| {
        let of = |kind: &str| typed.get(&format!("{kind}{nth}"));
        let orders: Option<Vec<u64>> = orders.split('+').map(|number| number.parse().ok()).collect();
        let mark = Some(of("m")).filter(|mark| mark.len() == MARK_CHARS && mark.is_ascii())?;
        let amount = Money::parse(of("a"), currency)?;
        let reference = of("r").chars().filter(|c| !c.is_control()).take(REFERENCE_CHARS_MAX).collect();
        Some(Chosen { mark: mark.to_owned(), orders: orders?, amount, reference })
    });
    read.take(transfers::BOOKED_MAX).collect()
}
