//! A product in a list: picture, name, price, and at most one tag.

use super::front::Front;
use super::meant::meant;
use super::picture::Spot;
use super::words::{price_of, tax_note};
use crate::app::{Error, checkout};
use crate::base::Time;
use crate::domain::catalog::{Picture, Product, VARIANTS_MAX, Variant};
use crate::domain::stock::{Level, Step};
use crate::store::{Rows, tables};
use crate::words::Words;
use maud::{Markup, html};

/// So many pictures at the top of a list are fetched at once.
const FIRST_ROW: usize = 4;

/// A product and what its page says about stock, over all its variants.
pub struct Card {
    pub product: Product,
    pub step: Step,
    /// What was searched for names this variant.
    meant: Option<Variant>,
}

/// Looks up how many there are of each.
pub fn cards(rows: &(dyn Rows + '_), products: Vec<Product>) -> Result<Vec<Card>, Error> {
    products.into_iter().map(|product| found(rows, product, "")).collect()
}

/// A product somebody searched for: the variant that the words name stands for it.
pub fn found(rows: &(dyn Rows + '_), product: Product, typed: &str) -> Result<Card, Error> {
    let levels = rows.under(&tables::STOCK, &product.id, VARIANTS_MAX)?;
    let level =
        |id| levels.iter().find(|((_, variant), _)| *variant == id).map(|(_, level)| *level).unwrap_or_default();
    let buyable = |v: &Variant| checkout::step_of(v, level(v.id)) != Step::Gone;
    let meant = meant(&product, typed, buyable).cloned();
    Ok(Card { step: step_of(&product, level), meant, product })
}

impl Card {
    pub fn link(&self) -> String {
        match &self.meant {
            Some(variant) => self.product.link(variant),
            None => format!("/products/{}", self.product.handle),
        }
    }

    pub fn picture(&self) -> Option<&Picture> {
        match &self.meant {
            Some(variant) => self.product.picture_of(variant),
            None => self.product.pictures.first(),
        }
    }
}

/// The stock step of a whole product: gone when every variant is gone.
fn step_of(product: &Product, level: impl Fn(crate::base::Id<crate::domain::catalog::Variant>) -> Level) -> Step {
    if product.variants.iter().any(|v| !v.counted || v.sell_when_out) {
        return Step::Plenty;
    }
    let left = product.variants.iter().map(|v| level(v.id).available()).sum();
    Level { on_hand: left, held: 0 }.step()
}

/// A list of products. `at_once`: it stands at the top of its page.
pub fn grid(front: &Front, cards: &[Card], at_once: bool) -> Markup {
    html! {
        ul class="grid" {
            @for (i, card) in cards.iter().enumerate() { li { (one(front, card, at_once && i < FIRST_ROW)) } }
        }
        p class="list-note" { (tax_note(front)) }
    }
}

fn one(front: &Front, card: &Card, at_once: bool) -> Markup {
    let product = &card.product;
    let spot = if at_once { Spot::CARD.at_once() } else { Spot::CARD };
    html! {
        a class="card" href=(front.to(&card.link())) {
            (front.picture(card.picture(), "", spot))
            span class="card-name" { (product.title) }
            span class="card-price" { (price(product, front.words)) (tag(card, front.now, front.words)) }
        }
    }
}

fn price(product: &Product, w: Words) -> Markup {
    let reduced = product.variants.iter().filter(|v| v.on_sale()).min_by_key(|v| v.price.minor());
    let before =
        reduced.filter(|v| Some(v.price) == product.prices().map(|(lowest, _)| lowest)).and_then(|v| v.price_before);
    html! {
        @match before {
            Some(before) => {
                span class="now" { span class="unseen" { (w.say("price-now")) " " } (price_of(product, w)) }
                " " s { span class="unseen" { (w.say("price-before")) " " } (w.money(before)) }
            }
            None => { span { (price_of(product, w)) } }
        }
    }
}

fn tag(card: &Card, now: Time, w: Words) -> Markup {
    html! {
        @match card.step {
            Step::Gone => { span class="tag" { (w.say("sold-out")) } }
            Step::Few(left) => { span class="tag warm" { (w.tell("left", [("n", left.into())])) } }
            Step::Plenty if card.product.on_sale() => { span class="tag" { (w.say("on-sale")) } }
            Step::Plenty if card.product.is_new(now) => { span class="tag good" { (w.say("new")) } }
            Step::Plenty => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Id, Money};
    use crate::domain::catalog::Variant;

    fn mug(on_hand: [i64; 2]) -> (Product, impl Fn(Id<Variant>) -> Level) {
        let (first, second) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let price = Money::new(2400, Currency::EUR);
        let mut mug = Product::new(Id::from_bytes([9; 16]), first, "Mug", price, Time::from_micros(0)).unwrap();
        mug.variants.push(Variant::new(second, price));
        (mug, move |id| Level { on_hand: on_hand[usize::from(id == second)], held: 0 })
    }

    #[test]
    fn a_product_is_gone_when_all_its_variants_are() {
        for (on_hand, step) in [([0, 0], Step::Gone), ([0, 2], Step::Few(2)), ([3, 2], Step::Plenty)] {
            let (mug, level) = mug(on_hand);
            assert_eq!(step_of(&mug, level), step);
        }
        let (mut mug, level) = mug([0, 0]);
        mug.variants[0].sell_when_out = true;
        assert_eq!(step_of(&mug, level), Step::Plenty);
    }
}
