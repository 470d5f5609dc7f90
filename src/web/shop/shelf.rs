//! Which products a list shows: of a collection or of the whole shop, in an order, one page of them.
//!
//! The usual order reads no more keys than it needs; the others look at every product of the list, so that is bounded.

use super::super::form::Typed;
use super::super::ui::card::{self, Card};
use crate::app::{Error, catalog};
use crate::base::Id;
use crate::domain::catalog::{Collection, Product};
use crate::domain::stock::Step;
use crate::store::rows::ROWS_MAX;
use crate::store::{Rows, Span, tables};
use crate::words::Words;

/// Divisible by two, three and four columns.
pub const PER_PAGE: usize = 24;
/// Up to here products are counted exactly; a larger list says "more than".
const COUNTED_MAX: usize = 240;
const PAGES_MAX: usize = ROWS_MAX / PER_PAGE;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Newest,
    Cheapest,
    Dearest,
    Name,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Cheapest, Sort::Dearest, Sort::Name];

    /// How addresses name it.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Newest => "new",
            Sort::Cheapest => "price",
            Sort::Dearest => "price-down",
            Sort::Name => "name",
        }
    }

    /// How the words call it.
    pub fn label(self) -> &'static str {
        match self {
            Sort::Newest => "sort-new",
            Sort::Cheapest => "sort-price",
            Sort::Dearest => "sort-price-down",
            Sort::Name => "sort-name",
        }
    }
}

/// What an address asks of a list. Nonsense in it is the usual list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    pub sort: Sort,
    pub in_stock: bool,
    /// From 1.
    pub page: usize,
}

impl Asked {
    pub fn read(typed: &Typed) -> Asked {
        let sort = Sort::ALL.into_iter().find(|s| s.code() == typed.get("sort")).unwrap_or(Sort::Newest);
        let page = typed.get("page").parse().unwrap_or(1).max(1);
        Asked { sort, in_stock: typed.get("stock") == "in", page }
    }

    /// The address of another page of the same list.
    pub fn link(&self, path: &str, page: usize) -> String {
        let mut query = Vec::new();
        if self.sort != Sort::Newest {
            query.push(format!("sort={}", self.sort.code()));
        }
        if self.in_stock {
            query.push("stock=in".to_owned());
        }
        if page > 1 {
            query.push(format!("page={page}"));
        }
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

/// One page of a list.
pub struct Shelf {
    pub cards: Vec<Card>,
    /// How many there are in all, where that is known.
    pub total: Option<usize>,
    pub more: bool,
}

impl Shelf {
    pub fn pages(&self) -> Option<usize> {
        self.total.map(|total| total.div_ceil(PER_PAGE).max(1))
    }

    /// "24 products", "more than 240 products".
    pub fn count(&self, w: Words) -> String {
        match self.total {
            Some(total) => w.tell("products", [("n", total.into())]),
            None => w.tell("products-more-than", [("n", COUNTED_MAX.into())]),
        }
    }
}

/// A page of a list; `NotFound` behind its last page.
pub fn page(rows: &(dyn Rows + '_), of: Option<Id<Collection>>, asked: &Asked) -> Result<Shelf, Error> {
    if asked.page > PAGES_MAX {
        return Err(Error::NotFound);
    }
    let shelf = match asked {
        Asked { sort: Sort::Newest, in_stock: false, page } => newest_page(rows, of, *page)?,
        _ => sorted_page(rows, of, asked)?,
    };
    if shelf.cards.is_empty() && asked.page > 1 { Err(Error::NotFound) } else { Ok(shelf) }
}

fn newest_page(rows: &(dyn Rows + '_), of: Option<Id<Collection>>, page: usize) -> Result<Shelf, Error> {
    let (from, to) = ((page - 1) * PER_PAGE, page * PER_PAGE);
    let looked_at = (COUNTED_MAX + 1).max(to + 1);
    let ids = ids(rows, of, looked_at)?;
    let shown = ids.iter().copied().skip(from).take(PER_PAGE);
    let cards = card::cards(rows, catalog::load_all(rows, shown)?)?;
    Ok(Shelf { cards, total: (ids.len() < looked_at).then_some(ids.len()), more: ids.len() > to })
}

fn sorted_page(rows: &(dyn Rows + '_), of: Option<Id<Collection>>, asked: &Asked) -> Result<Shelf, Error> {
    let mut products = catalog::load_all(rows, ids(rows, of, ROWS_MAX)?)?;
    let price = |p: &Product| p.prices().map_or(0, |(lowest, _)| lowest.minor());
    match asked.sort {
        Sort::Newest => {}
        Sort::Cheapest => products.sort_by_key(price),
        Sort::Dearest => products.sort_by_key(|p| std::cmp::Reverse(price(p))),
        Sort::Name => products.sort_by_cached_key(|p| p.title.to_lowercase()),
    }
    let from = (asked.page - 1) * PER_PAGE;
    if !asked.in_stock {
        let total = products.len();
        let shown = products.into_iter().skip(from).take(PER_PAGE).collect();
        return Ok(Shelf { cards: card::cards(rows, shown)?, total: Some(total), more: total > from + PER_PAGE });
    }
    let mut cards = card::cards(rows, products)?;
    cards.retain(|c| c.step != Step::Gone);
    let total = cards.len();
    let cards = cards.into_iter().skip(from).take(PER_PAGE).collect();
    Ok(Shelf { cards, total: Some(total), more: total > from + PER_PAGE })
}

/// The newest products, for a row on a page.
pub fn newest(rows: &(dyn Rows + '_), of: Option<Id<Collection>>, most: usize) -> Result<Vec<Product>, Error> {
    catalog::load_all(rows, ids(rows, of, most)?)
}

/// Some of those that cost less than before, newest first.
pub fn reduced(rows: &(dyn Rows + '_), but: &[Card], most: usize) -> Result<Vec<Product>, Error> {
    let found = rows.walk(&tables::PRODUCT_ON_SALE, Span::all().backwards(), most + but.len())?.rows;
    let shown = |id: &Id<Product>| but.iter().any(|card| card.product.id == *id);
    catalog::load_all(rows, found.into_iter().map(|(_, id)| id).filter(|id| !shown(id)).take(most))
}

/// Products that are for sale, newest first.
fn ids(rows: &(dyn Rows + '_), of: Option<Id<Collection>>, most: usize) -> Result<Vec<Id<Product>>, Error> {
    Ok(match of {
        Some(id) => {
            let page = rows.walk(&tables::PRODUCT_BY_COLLECTION, catalog::shelf(id).backwards(), most)?;
            page.rows.into_iter().map(|(_, id)| id).collect()
        }
        None => {
            let page = rows.walk(&tables::PRODUCT_BY_AGE, Span::all().backwards(), most)?;
            page.rows.into_iter().map(|(_, id)| id).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &[(&str, &str)]) -> Asked {
        Asked::read(&Typed(query.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
    }

    #[test]
    fn nonsense_in_an_address_is_the_usual_list() {
        let usual = Asked { sort: Sort::Newest, in_stock: false, page: 1 };
        for query in [&[][..], &[("sort", "x")], &[("page", "0")], &[("page", "-3")], &[("page", "a"), ("stock", "y")]]
        {
            assert_eq!(asked(query), usual, "{query:?}");
        }
    }

    #[test]
    fn links_keep_what_was_asked_and_the_first_page_has_no_number() {
        for (query, page, link) in [
            (&[][..], 1, "/c"),
            (&[], 2, "/c?page=2"),
            (&[("sort", "price"), ("stock", "in"), ("page", "3")], 4, "/c?sort=price&stock=in&page=4"),
            (&[("sort", "name")], 1, "/c?sort=name"),
        ] {
            assert_eq!(asked(query).link("/c", page), link);
        }
    }

    #[test]
    fn a_list_says_how_many_pages_it_has() {
        let shelf = |total| Shelf { cards: Vec::new(), total, more: false };
        for (total, pages, count) in [
            (Some(0), Some(1), "0 products"),
            (Some(24), Some(1), "24 products"),
            (Some(25), Some(2), "25 products"),
            (None, None, "more than 240 products"),
        ] {
            assert_eq!((shelf(total).pages(), shelf(total).count(Words::ENGLISH).as_str()), (pages, count));
        }
    }
}
