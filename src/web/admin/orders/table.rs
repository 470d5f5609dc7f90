//! Rows of orders: a table on a desk, two lines each on a phone.

use crate::base::Time;
use crate::domain::order::Order;
use crate::web::admin::parts::{ago, order_state, test_mark};
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// `ticks`: with a box before each, to do something with several.
pub fn orders(orders: &[Order], ticks: Option<()>, now: Time, zone: &TimeZone) -> Markup {
    html! {
        table.rows {
            thead { tr {
                @if ticks.is_some() {
                    th.tick scope="col" { label { input type="checkbox" data-tick-all aria-label="Tick all"; } }
                }
                th scope="col" { "Order" }
                th scope="col" { "Customer" }
                th scope="col" { "State" }
                th.end scope="col" { "Total" }
                th.end scope="col" { "Placed" }
            } }
            tbody {
                @for order in orders {
                    tr {
                        @if ticks.is_some() {
                            td.tick { label {
                                input type="checkbox" name="n" value=(order.number) aria-label={ "Order " (order.number) };
                            } }
                        }
                        td.lead { a href={ "/admin/orders/" (order.number) } {
                            (order.number) span.narrow-only { ", " (order.address.name) }
                        } }
                        td.wide { (order.address.name) }
                        td.sub { (order_state(order)) (test_mark(order)) }
                        td.amount.end.num { (order.total().show()) }
                        td.sub-end.end.soft { (ago(order.placed, now, zone)) }
                    }
                }
            }
        }
    }
}
