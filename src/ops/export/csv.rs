//! Tables for people: what a spreadsheet, a bookkeeper or another shop can read. They say less than the rows do and are never
//! read back here. Must not know how rows are kept.

mod products;
mod sheet;

use super::{Stopped, files};
use crate::base::{Broken, Time};
use crate::domain::order::{Delivery, Order};
use crate::store::codec::Stored;
use crate::store::keys::{self, KeyPart};
use crate::store::table::Table;
use crate::store::{Rows, Span, Store, tables};
use sheet::{Cell, Sheet, number, text};
use std::path::Path;

/// Rows read through one view.
const STRETCH_ROWS: usize = 500;

pub fn write(store: &Store, folder: &Path) -> Result<(), Stopped> {
    files::folder(folder)?;
    products::write(store, folder)?;
    customers(store, folder)?;
    orders(store, folder)
}

/// As 2026-11-21T14:30:00Z; empty when no calendar has it.
pub fn time(at: Time) -> String {
    jiff::Timestamp::from_microsecond(at.micros()).map(|at| at.to_string()).unwrap_or_default()
}

/// Every row of a table, in the order of the keys.
fn each<K: KeyPart, V: Stored>(
    store: &Store,
    table: &Table<K, V>,
    mut row: impl FnMut(&(dyn Rows + '_), V) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let mut next = Some(Span::all());
    while let Some(span) = next.take() {
        let read = |rows: &(dyn Rows + '_)| rows.span(table, span.clone(), STRETCH_ROWS);
        let stretch = store.read::<_, Broken>(read)?;
        if let Some((key, _)) = stretch.last().filter(|_| stretch.len() == STRETCH_ROWS) {
            next = Some(span.after(&keys::encode(key)));
        }
        let mut stretch = Some(stretch);
        store.read::<_, Stopped>(|rows| {
            stretch.take().unwrap_or_default().into_iter().try_for_each(|(_, value)| row(rows, value))
        })?;
    }
    Ok(())
}

fn customers(store: &Store, folder: &Path) -> Result<(), Stopped> {
    let head = ["E-mail", "Name", "Orders", "Spent (minor units)", "First seen", "Last order", "Id"];
    let mut sheet = Sheet::new(folder.join("customers.csv"), &head)?;
    each(store, &tables::CUSTOMERS, |_, customer| {
        sheet.row(&[
            text(customer.email.as_str()),
            text(&customer.name),
            number(customer.orders),
            number(customer.spent),
            Cell::plain(time(customer.first_seen)),
            Cell::plain(time(customer.last_order)),
            Cell::plain(customer.id.to_string()),
        ])
    })?;
    sheet.finish()
}

const ORDER_HEAD: [&str; 24] = [
    "Number",
    "Placed",
    "Stage",
    "E-mail",
    "Name",
    "Company",
    "Line 1",
    "Line 2",
    "Postcode",
    "City",
    "Region",
    "Country",
    "Phone",
    "Delivery",
    "Payment",
    "Currency",
    "Goods",
    "Delivery price",
    "Total",
    "Paid",
    "Pieces",
    "Message",
    "Carrier",
    "Tracking",
];
const LINE_HEAD: [&str; 11] = [
    "Order",
    "Title",
    "Variant",
    "SKU",
    "Quantity",
    "Unit price",
    "Amount",
    "Discount",
    "Tax",
    "Tax rate (%)",
    "Currency",
];

fn orders(store: &Store, folder: &Path) -> Result<(), Stopped> {
    let mut sheet = Sheet::new(folder.join("orders.csv"), &ORDER_HEAD)?;
    let mut lines = Sheet::new(folder.join("order-lines.csv"), &LINE_HEAD)?;
    each(store, &tables::ORDERS, |_, order| {
        sheet.row(&order_cells(&order))?;
        for (line, price) in order.lines.iter().zip(&order.quote.lines) {
            lines.row(&[
                number(order.number),
                text(&line.title),
                text(&line.variant_name),
                text(&line.sku),
                number(line.quantity),
                Cell::plain(line.unit.plain()),
                Cell::plain(price.amount.plain()),
                Cell::plain(price.discount.plain()),
                Cell::plain(price.tax.plain()),
                Cell::plain(percent(price.tax_ppm)),
                Cell::plain(line.unit.currency().code()),
            ])?;
        }
        Ok(())
    })?;
    sheet.finish()?;
    lines.finish()
}

fn order_cells(order: &Order) -> [Cell; 24] {
    let address = &order.address;
    let delivery = match &order.delivery {
        Delivery::Parcel { label } => label,
        Delivery::Pickup { where_ } => where_,
    };
    let delivery_price = order.quote.delivery.as_ref().map(|d| d.price.plain()).unwrap_or_default();
    let parcels = |what: fn(&crate::domain::order::Shipment) -> &str| {
        order.shipments.iter().map(what).filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
    };
    [
        number(order.number),
        Cell::plain(time(order.placed)),
        Cell::plain(order.stage().code()),
        text(order.email.as_str()),
        text(&address.name),
        text(&address.company),
        text(&address.line1),
        text(&address.line2),
        text(&address.postcode),
        text(&address.city),
        text(&address.region),
        Cell::plain(address.country.code()),
        text(&address.phone),
        text(delivery),
        Cell::plain(order.method.code()),
        Cell::plain(order.total().currency().code()),
        Cell::plain(order.quote.subtotal.plain()),
        Cell::plain(delivery_price),
        Cell::plain(order.total().plain()),
        Cell::plain(order.paid().plain()),
        number(order.pieces()),
        text(&order.message),
        text(&parcels(|s| &s.carrier)),
        text(&parcels(|s| &s.tracking)),
    ]
}

/// Parts per million as per cent: 190000 is "19", 5500 is "0.55".
fn percent(ppm: u32) -> String {
    let text = format!("{}.{:04}", ppm / 10_000, ppm % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_times_read_as_people_write_them() {
        for (ppm, said) in [(190_000, "19"), (5_500, "0.55"), (0, "0"), (1_000_000, "100"), (1, "0.0001")] {
            assert_eq!(percent(ppm), said);
        }
        assert_eq!(time(Time::from_micros(1_795_249_800_000_000)), "2026-11-21T08:30:00Z");
    }
}
