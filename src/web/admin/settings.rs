//! The shop's settings, one page per part.

pub mod account;
pub mod cards;
pub mod delivery;
pub mod domain;
pub mod home;
pub mod mail;
pub mod numbers;
pub mod pages;
pub mod payments;
pub mod shop;
pub mod tax;

use super::fields::Fields;
use super::frame::Desk;
use crate::app::{Error, settings};
use crate::domain::settings::Settings;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::response::Response;
use maud::{Markup, html};

/// What a form's reader makes of it: a change of the settings.
type Change = Box<dyn Fn(&mut Settings) + Send + Sync + 'static>;

/// One page of settings: its name, its address, its fields.
#[derive(Clone, Copy)]
struct Part {
    title: &'static str,
    path: &'static str,
    fields: fn(&Desk, &Fields<'_>) -> Markup,
}

impl Part {
    fn show(self, desk: &Desk, typed: &Typed) -> Response {
        desk.page(self.title, self.form(desk, typed, &Problems::default()))
    }

    /// Saves what was read, or shows the form again with what is wrong and everything that was typed.
    async fn save(self, desk: &Desk, typed: &Typed, read: Result<Change, Error>) -> Result<Response, Fault> {
        let done = match read {
            Ok(change) => {
                settings::change(desk.app(), &desk.by(), move |s| {
                    change(s);
                    Ok(())
                })
                .await
            }
            Err(error) => Err(error),
        };
        match done {
            Ok(()) => Ok(desk.see(self.path, "Saved.")),
            Err(error) => Ok(desk.refused(self.title, self.form(desk, typed, &Problems::from(error)?))),
        }
    }

    fn form(self, desk: &Desk, typed: &Typed, wrong: &Problems) -> Markup {
        let f = Fields { typed, wrong };
        html! {
            h1 { (self.title) }
            (f.summary())
            form.stack-wide method="post" action=(self.path) {
                ((self.fields)(desk, &f))
                div.save { button.btn { "Save" } }
            }
        }
    }
}

/// The refusal of a form, unless nothing is wrong.
fn refused(wrong: Problems) -> Error {
    wrong.refusal()
}
