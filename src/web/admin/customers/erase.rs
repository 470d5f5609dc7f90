//! Erasing a person: first what goes and what stays, in plain words, then the deed.

use crate::app::{Error, erasure};
use crate::base::Id;
use crate::domain::people::Customer;
use crate::store::tables;
use crate::web::admin::fields::Fields;
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

const TITLE: &str = "Erase a person";

pub async fn ask(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let customer = load(&desk, &id)?;
    Ok(desk.page(TITLE, page(&customer, &Problems::default())))
}

pub async fn erase(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let customer = load(&desk, &id)?;
    match erasure::erase(desk.app(), &desk.by(), customer.id).await {
        Ok(()) => Ok(desk.see("/admin/customers", "The person is being erased; it takes a moment.")),
        Err(error) => Ok(desk.refused(TITLE, page(&customer, &Problems::from(error)?))),
    }
}

fn load(desk: &Desk, id: &str) -> Result<Customer, Error> {
    let id: Id<Customer> = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| {
        if erasure::is_erased(rows, id)? {
            return Err(Error::NotFound);
        }
        rows.get(&tables::CUSTOMERS, &id)?.ok_or(Error::NotFound)
    })
}

fn page(customer: &Customer, wrong: &Problems) -> Markup {
    html! {
        h1 { "Erase " (customer.name) "?" }
        (Fields { typed: &Typed::default(), wrong }.summary())
        section.panel aria-labelledby="goes" {
            h2 id="goes" { "What goes" }
            p { "Name, company, street, town, phone and e-mail address, in the list of customers and in every order; what they \
                 wrote; notes about their orders; payment references and tracking numbers; the letters that were sent to them. \
                 The links to their order pages stop working. Whatever they wait for is forgotten." }
        }
        section.panel aria-labelledby="stays" {
            h2 id="stays" { "What stays" }
            p { "What the law wants kept: the orders with their numbers, dates, things, amounts and taxes, the country, and the \
                 first two characters of the postcode." }
            p { "Backups and the record of changes name them for 30 days more, and let go of it within 35 days at the latest, \
                 weekly and monthly ones from before too. A place where Duka may not delete follows its own rules. Letters in your \
                 own mailbox, and files you exported, are yours to delete." }
        }
        p { strong { "This cannot be undone." } " Bringing the shop back from a backup erases the person again." }
        form.row-tight method="post" action={ "/admin/customers/" (customer.id) "/erase" } {
            button.btn.danger { "Erase this person" }
            a.btn.quiet href={ "/admin/customers/" (customer.id) } { "Leave everything as it is" }
        }
    }
}
