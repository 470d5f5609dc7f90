//! The shop's letters: which wait, which were sent, which came to nothing and what the mail server said.

mod one;
mod view;
mod why;

use super::frame::Desk;
use super::list::{self, PAGE_ROWS};
use crate::app::Error;
use crate::base::Id;
use crate::domain::letter::{Fate, Letter};
use crate::store::{Rows, Span, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{get, post};
pub use view::{fate, kind_in_words};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/letters", get(show))
        .route("/admin/letters/{id}", get(one::show))
        .route("/admin/letters/{id}/html", get(one::html_part))
        .route("/admin/letters/{id}/again", post(one::again))
}

/// Which letters a list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    Waiting,
    Sent,
    Failed,
}

impl Which {
    pub const ALL: [(Which, &'static str, &'static str); 4] = [
        (Which::All, "", "All"),
        (Which::Waiting, "waiting", "Waiting"),
        (Which::Sent, "sent", "Sent"),
        (Which::Failed, "failed", "Not delivered"),
    ];

    fn parse(text: &str) -> Which {
        Which::ALL.iter().find(|(_, code, _)| *code == text).map_or(Which::All, |(which, _, _)| *which)
    }
}

pub struct Listed {
    pub letters: Vec<Letter>,
    pub next: Option<Vec<u8>>,
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let (which, mark) = (Which::parse(asked.get("fate")), asked.get("after"));
    let listed = desk.app().read(|rows| list(rows, which, mark))?;
    Ok(desk.page("Letters", view::page(&desk, which, mark, &listed)))
}

/// Waiting and failed ones have an index each; all others are read from the table, which is in order of age.
fn list(rows: &(dyn Rows + '_), which: Which, mark: &str) -> Result<Listed, Error> {
    let index = match which {
        Which::Waiting => Some((&tables::LETTER_WAITING, Span::all())),
        Which::Failed => Some((&tables::LETTER_FAILED, Span::all().backwards())),
        Which::All | Which::Sent => None,
    };
    if let Some((index, span)) = index {
        let page = rows.walk(index, list::from(span, mark), PAGE_ROWS)?;
        let ids: Vec<Id<Letter>> = page.rows.into_iter().map(|(_, id)| id).collect();
        let letters = ids.iter().map(|id| rows.get(&tables::LETTERS, id)).collect::<Result<Vec<_>, _>>()?;
        return Ok(Listed { letters: letters.into_iter().flatten().collect(), next: page.next });
    }
    let span = list::from(Span::all().backwards(), mark);
    let mut found = rows.span(&tables::LETTERS, span, PAGE_ROWS + 1)?;
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    let next = found.last().filter(|_| more).map(|(id, _)| id.bytes().to_vec());
    let fits = |l: &Letter| which == Which::All || matches!(l.fate, Fate::Sent { .. });
    Ok(Listed { letters: found.into_iter().map(|(_, l)| l).filter(fits).collect(), next })
}
