//! Sending money back through the provider it came by: the form, what is under way, and the press of the button.

use super::{Fields as Sent, amount, answer, load};
use crate::app::Error;
use crate::app::payments::refunds::{self, Source, Wanted};
use crate::base::{Id, Money};
use crate::domain::order::Order;
use crate::domain::refund::Refund;
use crate::web::admin::doubts::{fresh, said};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::ui::icon::icon;
use axum::extract::{Form, Path};
use axum::response::Response;
use maud::{Markup, html};

/// What can go back, and what is going.
pub struct Back {
    sources: Vec<Source>,
    asked: Money,
    fresh: Id<Refund>,
}

impl Back {
    pub fn read(desk: &Desk, order: &Order) -> Result<Back, Error> {
        let (sources, asked) = desk
            .app()
            .read(|rows| Ok((refunds::sources(rows, &desk.settings, order)?, refunds::asked(rows, order.id)?)))?;
        Ok(Back { sources, asked: Money::new(asked, order.total().currency()), fresh: fresh(desk) })
    }

    /// `None`: it came another way, and goes back by hand.
    pub fn form(&self, order: &Order, fields: &Fields<'_>, open: bool) -> Option<Markup> {
        let most = self.sources.iter().map(|source| source.left).max_by_key(|left| left.minor())?;
        let most = Money::new(most.minor().min(order.refundable().minor() - self.asked.minor()), most.currency());
        Some(html! {
            form.stack method="post" action={ "/admin/orders/" (order.number) "/sent-back" } {
                p { "It goes back to the card it came from, in five to ten days. "
                    @if most.minor() <= 0 { "Nothing more can go back now." }
                    @else if order.refundable().minor() < order.paid().minor() { "All of it goes back when the order is cancelled." }
                    @else { "At most " (most.show()) "." } }
                input type="hidden" name="refund-id" value=(self.fresh);
                div.fields { (fields.input(Input::money("refund", "Amount").wide("w3"))) }
                button class={ "btn" @if !open { " quiet" } } { "Send it back" }
            }
        })
    }

    /// What was asked for and is not answered yet.
    pub fn under_way(&self) -> Markup {
        html! {
            @if self.asked.minor() > 0 {
                div.notice.warm { (icon("ring")) div { p {
                    (self.asked.show()) " is being sent back. Stripe has not answered yet; the shop goes on asking."
                } } }
            }
        }
    }
}

pub async fn send(desk: Desk, Path(number): Path<u64>, Form(fields): Sent) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    match wanted(&order, &typed) {
        Ok(wanted) => match refunds::send_back(desk.app(), &desk.by(), wanted).await {
            Ok(refund) => answer(&desk, number, typed, Ok(()), &said(&refund)),
            Err(error) => answer(&desk, number, typed, Err(error), ""),
        },
        Err(error) => answer(&desk, number, typed, Err(error), ""),
    }
}

fn wanted(order: &Order, typed: &Typed) -> Result<Wanted, Error> {
    let id = Id::parse(typed.get("refund-id")).ok_or(Error::NotFound)?;
    Ok(Wanted { id, order: order.id, amount: amount(typed, order, "refund")?, charge: None })
}
