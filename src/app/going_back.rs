//! Going back without losing what happened since: undoing one deed, or bringing products, prices, pages, discounts or settings
//! back as they were at a moment. What would change is shown first. Orders, money, stock, people and letters stay as they are.
//!
//! How an earlier state is made is nothing this file knows: somebody lays it out beside the shop and hands it over.

mod apply;
mod bench;
mod deed;
mod difference;
mod plan;

pub use apply::{Done, step};
pub use bench::{Bench, Found, Standing, begin};
pub use deed::{Deed, Deeds, Kind};
pub use difference::{Difference, title};
pub use plan::{Fate, Past, Plan, Row, Touched};

use crate::base::{Id, Time};
use crate::domain::catalog::Product;

/// What is brought back as of a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Products,
    /// Only what things cost; everything else about them stays.
    Prices,
    One(Id<Product>),
    Pages,
    Discounts,
    Settings,
}

impl Scope {
    pub const CHOICES: [(Scope, &'static str, &'static str); 5] = [
        (Scope::Products, "products", "All products"),
        (Scope::Prices, "prices", "Only the prices"),
        (Scope::Pages, "pages", "Pages and collections"),
        (Scope::Discounts, "discounts", "Discounts"),
        (Scope::Settings, "settings", "Settings"),
    ];

    pub fn parse(text: &str) -> Option<Scope> {
        let listed = Scope::CHOICES.iter().find(|(_, code, _)| *code == text).map(|(scope, ..)| *scope);
        listed.or_else(|| Id::parse(text).map(Scope::One))
    }

    pub fn code(self) -> String {
        match self {
            Scope::One(id) => id.to_string(),
            _ => Scope::CHOICES.iter().find(|(s, ..)| *s == self).map_or("", |(_, code, _)| code).to_owned(),
        }
    }

    pub fn words(self) -> &'static str {
        Scope::CHOICES.iter().find(|(s, ..)| *s == self).map_or("One product", |(.., words)| words)
    }

    fn kinds(self) -> &'static [Kind] {
        match self {
            Scope::Products | Scope::Prices | Scope::One(_) => &[Kind::Products],
            Scope::Pages => &[Kind::Collections, Kind::Pages],
            Scope::Discounts => &[Kind::Discounts],
            Scope::Settings => &[Kind::Settings],
        }
    }
}

/// What a plan is made for.
#[derive(Clone, Debug)]
pub enum What {
    Undo(Deed),
    AsOf(Time, Scope),
}

impl What {
    /// Only prices are taken over from the earlier state.
    fn only_prices(&self) -> bool {
        matches!(self, What::AsOf(_, Scope::Prices))
    }
}
