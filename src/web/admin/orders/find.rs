//! Which orders a list shows, and the index it walks: by time, by heap and time, or by a word.

use crate::app::Error;
use crate::base::{Day, Time};
use crate::domain::order::{Order, Stage};
use crate::store::{Rows, Span, keys, tables};
use crate::web::admin::list::{self, PAGE_ROWS};
use crate::web::form::Typed;
use crate::web::guard::form_encode;
use jiff::tz::TimeZone;

const TYPED_CHARS_MAX: usize = 100;
/// Index rows looked at for one search by words.
const LOOKED_AT_MAX: usize = 500;

#[derive(Clone, Default, Debug)]
pub struct Filter {
    pub stage: Option<Stage>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub q: String,
    pub after: String,
}

pub struct Listed {
    pub orders: Vec<Order>,
    pub next: Option<Vec<u8>>,
    /// More fit than are shown, and there is no next page.
    pub cut: bool,
}

impl Filter {
    pub fn read(typed: &Typed) -> Filter {
        Filter {
            stage: Stage::parse(typed.get("stage")),
            from: Day::parse(typed.get("from")),
            to: Day::parse(typed.get("to")),
            q: typed.get("q").trim().chars().take(TYPED_CHARS_MAX).collect(),
            after: typed.get("after").to_owned(),
        }
    }

    /// The address of the first page of this list.
    pub fn path(&self) -> String {
        let parts = [
            ("stage", self.stage.map(|s| s.code().to_owned()).unwrap_or_default()),
            ("from", self.shown_from()),
            ("to", self.shown_to()),
            ("q", form_encode(&self.q)),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(_, v)| !v.is_empty()).map(|(name, v)| format!("{name}={v}")).collect();
        if said.is_empty() { "/admin/orders".into() } else { format!("/admin/orders?{}", said.join("&")) }
    }

    pub fn shown_from(&self) -> String {
        self.from.map(|d| d.date().to_string()).unwrap_or_default()
    }

    pub fn shown_to(&self) -> String {
        self.to.map(|d| d.date().to_string()).unwrap_or_default()
    }

    fn times(&self, zone: &TimeZone) -> (Time, Time) {
        let from = self.from.map_or(Time::from_micros(0), |d| d.starts(zone));
        let to = self.to.map_or(Time::from_micros(i64::MAX), |d| d.plus(1).starts(zone));
        (from, to)
    }
}

pub fn list(rows: &(dyn Rows + '_), filter: &Filter, zone: &TimeZone) -> Result<Listed, Error> {
    let (from, to) = filter.times(zone);
    if !filter.q.is_empty() {
        let fits = |o: &Order| (from..to).contains(&o.placed) && filter.stage.is_none_or(|s| o.stage() == s);
        let mut orders = by_words(rows, &filter.q, PAGE_ROWS + 1, fits)?;
        let cut = orders.len() > PAGE_ROWS;
        orders.truncate(PAGE_ROWS);
        return Ok(Listed { orders, next: None, cut });
    }
    let (ids, next) = match filter.stage {
        None => {
            let span = between(keys::encode(&from), keys::encode(&to));
            let page = rows.walk(&tables::ORDER_BY_TIME, list::from(span, &filter.after), PAGE_ROWS)?;
            (page.rows.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), page.next)
        }
        Some(stage) => {
            let heap = tables::stage_byte(stage);
            let span = between(keys::encode(&(heap, from)), keys::encode(&(heap, to)));
            let page = rows.walk(&tables::ORDER_BY_STAGE, list::from(span, &filter.after), PAGE_ROWS)?;
            (page.rows.into_iter().map(|(_, id)| id).collect(), page.next)
        }
    };
    let orders = ids.iter().map(|id| rows.get(&tables::ORDERS, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(Listed { orders: orders.into_iter().flatten().collect(), next, cut: false })
}

/// The newest first.
fn between(from: Vec<u8>, to: Vec<u8>) -> Span {
    Span { from, to: Some(to), backwards: true }
}

/// Orders that have a word beginning with each of those typed, newest first: the longest one leads, as it is the rarest.
pub fn by_words(
    rows: &(dyn Rows + '_),
    typed: &str,
    limit: usize,
    fits: impl Fn(&Order) -> bool,
) -> Result<Vec<Order>, Error> {
    let words = words(typed);
    let Some(lead) = words.iter().max_by_key(|w| w.len()) else { return Ok(Vec::new()) };
    let span = Span::prefix(lead.as_bytes()).backwards();
    let mut ids: Vec<_> =
        rows.walk(&tables::ORDER_BY_WORD, span, LOOKED_AT_MAX)?.rows.into_iter().map(|(_, id)| id).collect();
    // Ids sort by age.
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids.into_iter().rev() {
        let Some(order) = rows.get(&tables::ORDERS, &id)? else { continue };
        if fits(&order) && has_words(&order, &words) {
            found.push(order);
            if found.len() == limit {
                break;
            }
        }
    }
    Ok(found)
}

/// Cut and written as the index does it.
pub fn words(typed: &str) -> Vec<String> {
    let parts = typed.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    parts.map(str::to_lowercase).collect()
}

fn has_words(order: &Order, wanted: &[String]) -> bool {
    let texts = [order.email.to_string(), order.address.name.clone(), order.address.company.clone()];
    let numbers = order.numbers().map(|number| number.to_string());
    let has = numbers.chain(texts).chain(order.lines.iter().map(|l| l.sku.clone())).flat_map(|t| words(&t));
    let has: Vec<String> = has.collect();
    wanted.iter().all(|w| has.iter().any(|h| h.starts_with(w.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_its_address() {
        let typed = |q: &[(&str, &str)]| Typed(q.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect());
        let filter = Filter::read(&typed(&[("stage", "to-ship"), ("from", "2026-11-01"), ("q", " Ana & co ")]));
        assert_eq!(filter.path(), "/admin/orders?stage=to-ship&from=2026-11-01&q=Ana%20%26%20co");
        let nonsense = Filter::read(&typed(&[("stage", "eaten"), ("to", "yesterday")]));
        assert_eq!(nonsense.path(), "/admin/orders");
    }

    #[test]
    fn a_day_ends_when_the_next_begins() {
        let day = Day::parse("2026-11-21");
        let filter = Filter { from: day, to: day, ..Filter::default() };
        let (from, to) = filter.times(&TimeZone::UTC);
        assert_eq!(to.since(from), crate::base::time::DAY);
        assert_eq!(words("Ana, Brandt  1047"), ["ana", "brandt", "1047"]);
    }
}
