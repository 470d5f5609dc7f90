//! What happened to an order, newest first, with its letters and a place for notes.

use crate::app::Error;
use crate::domain::event::{Event, Subject};
use crate::domain::letter::Letter;
use crate::domain::order::Order;
use crate::store::tables;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::letters::{fate, kind_in_words};
use crate::web::admin::parts::ago;
use maud::{Markup, html};

/// An order that is told of more often is told of by its beginning.
const EVENTS_MAX: usize = 300;
const LETTERS_MAX: usize = 50;

pub fn story(desk: &Desk, order: &Order, fields: &Fields<'_>) -> Result<Markup, Error> {
    let (events, letters) = read(desk, order)?;
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    Ok(html! {
        section.panel aria-labelledby="story" {
            h2 id="story" { "Story" }
            ol.events {
                @for event in events.iter().rev() {
                    li { (event.what.sentence()) span.soft { (event.by.name()) ", " (ago(event.at, now, &zone)) } }
                }
            }
            form.stack method="post" action={ "/admin/orders/" (order.number) "/note" } {
                (fields.area(Input::text("note", "Note for the team")))
                button.btn.quiet.small { "Add note" }
            }
        }
        @if !letters.is_empty() {
            section.panel aria-labelledby="letters" {
                h2 id="letters" { "Letters" }
                table.rows {
                    thead { tr { th scope="col" { "Letter" } th.end scope="col" { "What became of it" } } }
                    tbody {
                        @for letter in letters.iter().rev() {
                            tr {
                                td.lead { a href={ "/admin/letters/" (letter.id) } { (kind_in_words(letter.kind)) } }
                                td.amount.end { (fate(letter)) }
                            }
                        }
                    }
                }
            }
        }
    })
}

fn read(desk: &Desk, order: &Order) -> Result<(Vec<Event>, Vec<Letter>), Error> {
    desk.app().read(|rows| {
        let subject = Subject::Order(*order.id.bytes());
        let events = rows.under(&tables::EVENTS, &subject, EVENTS_MAX)?.into_iter().map(|(_, event)| event).collect();
        let ids = rows.by(&tables::LETTER_BY_ORDER, &order.id, LETTERS_MAX)?;
        let letters = ids.iter().map(|id| rows.get(&tables::LETTERS, id)).collect::<Result<Vec<_>, _>>()?;
        Ok((events, letters.into_iter().flatten().collect()))
    })
}
