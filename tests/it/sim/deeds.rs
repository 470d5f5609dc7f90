//! A deed: a verb somebody asks for, on its way to the writer together with others. And the scene it happens in.

use super::promises::{Effect, Promises};
use duka::app::App;
use duka::base::{Id, Random, Time};
use duka::domain::catalog::{Product, Variant};
use duka::domain::order::Order;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

pub struct Deed {
    pub what: String,
    /// Only verbs that ask the writer once and wait for nothing else: they are polled by hand.
    pub doing: Pin<Box<dyn Future<Output = Effect>>>,
}

impl Deed {
    pub fn new(what: String, doing: impl Future<Output = Effect> + 'static) -> Deed {
        Deed { what, doing: Box::pin(doing) }
    }
}

pub struct Scene<'a> {
    pub app: &'a Arc<App>,
    pub random: &'a mut Random,
    pub promises: &'a mut Promises,
    pub orders: &'a BTreeMap<Id<Order>, Order>,
    pub goods: &'a [(Id<Product>, Id<Variant>)],
    pub gateway_key: &'a String,
    /// The latest time the clock ever showed: nothing is younger than by this.
    pub latest: Time,
    /// Names that were given.
    pub named: &'a mut u64,
}

impl Scene<'_> {
    /// A name nobody had before.
    pub fn name(&mut self, of: &str) -> String {
        *self.named += 1;
        format!("{of}-{}", self.named)
    }

    pub fn some_good(&mut self) -> (Id<Product>, Id<Variant>) {
        self.goods[self.random.below(self.goods.len() as u64) as usize]
    }

    /// An order of that kind, the newest more often than others.
    pub fn some_order(&mut self, of_kind: impl Fn(&Order) -> bool) -> Option<Order> {
        const NEWEST: u64 = 8;
        let orders: Vec<&Order> = self.orders.values().rev().filter(|order| of_kind(order)).collect();
        let among = if self.random.below(4) == 0 { orders.len() as u64 } else { NEWEST.min(orders.len() as u64) };
        orders.get(self.random.below(among) as usize).map(|order| (*order).clone())
    }
}
