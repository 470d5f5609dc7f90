//! What the shop said yes to, as those remember it who were told. Nothing here is read from the shop.

use duka::app::Error;
use duka::app::checkout::Placing;
use duka::base::{Id, Money, Time};
use duka::domain::catalog::Product;
use duka::domain::order::Order;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Promises {
    /// By their number: what each buyer was thanked for.
    pub thanked: BTreeMap<u64, Thanked>,
    /// Forms that were sent at least once.
    pub forms: Vec<Form>,
    /// What a gateway has to say, and may say again.
    pub messages: Vec<Message>,
    /// Money by its reference.
    pub money: BTreeMap<String, Money>,
    /// References of money that somebody told of and may or may not have been believed: the answer was lost.
    pub perhaps_money: BTreeSet<String>,
    /// Pieces that came, by the note they were written down with.
    pub received: BTreeMap<String, i64>,
    /// The latest price each thing was given, and those whose answer was lost since.
    pub prices: BTreeMap<Id<Product>, Vec<Money>>,
}

pub struct Thanked {
    pub id: Id<Order>,
    pub total: Money,
    pub email: String,
    pub pieces: u32,
    pub cancelled: bool,
    pub shipped: bool,
}

pub struct Form {
    pub placing: Placing,
    pub first_sent: Time,
    pub number: Option<u64>,
}

#[derive(Clone)]
pub struct Message {
    pub body: String,
    pub reference: String,
    pub amount: Money,
    pub first_sent: Time,
    /// All in it is right: account, order, way of paying, amount.
    pub holds: bool,
}

/// How a deed was answered.
#[derive(PartialEq, Eq, Debug)]
pub enum Said {
    Yes(String),
    No(String),
    Broken(String),
}

/// What an answer changes in what people remember. A deed whose answer is lost changes nothing more.
pub type Effect = Box<dyn FnOnce(&mut Promises) -> Said>;

/// The usual effect: something is noted for a yes, something for a refusal, nothing for breakage.
pub fn effect<R: 'static>(
    answer: Result<R, Error>,
    yes: impl FnOnce(&mut Promises, R) -> String + 'static,
    no: impl FnOnce(&mut Promises) + 'static,
) -> Effect {
    Box::new(move |promises| match answer {
        Ok(value) => Said::Yes(yes(promises, value)),
        Err(Error::Broken(broken)) => Said::Broken(format!("{broken:?}")),
        Err(refused) => {
            no(promises);
            Said::No(refused.words())
        }
    })
}

impl Promises {
    /// The shop thanked for this order, perhaps again.
    pub fn thank(&mut self, form: usize, order: &Order) -> String {
        let asked = &self.forms[form];
        let number = order.number;
        assert_eq!(order.total(), asked.placing.seen, "order {number} has another total than the buyer saw");
        assert!(asked.number.is_none_or(|before| before == number), "one form became two orders: {number}");
        self.forms[form].number = Some(number);
        let (id, total, email) = (order.id, order.total(), order.email.as_str().to_owned());
        let thanked = Thanked { id, total, email, pieces: order.pieces(), cancelled: false, shipped: false };
        let before = self.thanked.entry(number).or_insert(thanked);
        assert_eq!((before.id, before.total), (id, total), "the number {number} was given to two orders");
        format!("order {number} over {}", total.show())
    }

    pub fn price_was(&mut self, product: Id<Product>, price: Money) {
        self.prices.insert(product, vec![price]);
    }
}
