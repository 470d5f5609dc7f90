//! Cards through the front door, against a stand-in of Stripe: connecting, paying, messages that come twice, out of order, late
//! or forged, money that goes back, and a provider that is away just then.

mod back;
mod connecting;
mod doubted;
mod paying;

use crate::checkout::{Hidden, comes, filled};
use crate::desk::owner;
use crate::shop::{Answer, TestShop, Visitor};
use crate::stripe::{Stripe, signature};
use axum::body::Body;
use duka::app::{By, settings};
use duka::domain::attempt::Attempt;
use duka::domain::doubt::Doubt;
use duka::domain::order::Order;
use duka::store::{Span, tables};
use serde_json::Value;

/// Where the shop is found, so that Stripe can tell it something.
const ORIGIN: &str = "https://clay-and-leaf.example";

/// A shop that takes cards, with fifty mugs.
pub struct Till {
    pub shop: TestShop,
    pub stripe: Stripe,
}

impl Till {
    /// Not connected yet.
    pub async fn closed() -> Till {
        let shop = TestShop::open().await;
        let stripe = Stripe::open(&shop.clock).await;
        shop.app().caller.ask_instead(&stripe.url()).unwrap();
        shop.sells("Mug", "24.00", 50).await;
        settings::change(shop.app(), &By::shop(), |settings| {
            settings.shop.origin = ORIGIN.into();
            Ok(())
        })
        .await
        .unwrap();
        Till { shop, stripe }
    }

    /// Connected with the test key.
    pub async fn open() -> Till {
        let till = Till::closed().await;
        till.connects("test", "sk_test_all").await.is(303);
        till
    }

    pub async fn connects(&self, mode: &str, key: &str) -> Answer {
        let field = format!("{mode}_key");
        owner(&self.shop).await.post(&format!("/admin/settings/payments/cards/{mode}"), &[(&field, key)]).await
    }

    /// Ana orders a mug and is sent to where she pays.
    pub async fn ordered(&self) -> (Visitor, Order, String) {
        let (mut ana, page) = comes(self.shop.visitor(), "mug", "1").await;
        let done = ana.post("/checkout", &filled(&Hidden::of(&page), "card")).await;
        let order = self.shop.orders().into_iter().max_by_key(|order| order.number).unwrap();
        (ana, order, done.is(303).location().to_owned())
    }

    /// The same, and she has paid on Stripe's page.
    pub async fn paid(&self) -> (Order, Value) {
        let (_, order, page) = self.ordered().await;
        (order, self.stripe.is_paid(session_of(&page)))
    }

    /// The same, and the shop has heard.
    pub async fn settled(&self) -> (Order, Value) {
        let (order, session) = self.paid().await;
        assert_eq!(self.told("checkout.session.completed", &session).await, 200);
        (self.shop.order(order.id), session)
    }

    /// A message of Stripe's comes in at the door.
    pub async fn told(&self, kind: &str, object: &Value) -> u16 {
        self.hears(&self.stripe.event(kind, object)).await
    }

    pub async fn hears(&self, event: &Value) -> u16 {
        let (body, now) = (event.to_string(), self.shop.clock.now().micros() / 1_000_000);
        self.hears_signed(&signature(&self.stripe.secret(), &body, now), &body).await
    }

    pub async fn hears_signed(&self, signature: &str, body: &str) -> u16 {
        let request = axum::http::Request::builder().method("POST").uri("/hooks/stripe");
        let request = request.header("stripe-signature", signature);
        self.shop.visitor().ask(request, Body::from(body.to_owned())).await.status.as_u16()
    }

    pub fn attempts(&self) -> Vec<Attempt> {
        let rows = self.shop.app().read(|rows| Ok(rows.span(&tables::ATTEMPTS, Span::all(), 100)?)).unwrap();
        rows.into_iter().map(|(_, attempt)| attempt).collect()
    }

    pub fn doubts(&self) -> Vec<Doubt> {
        let rows = self.shop.app().read(|rows| Ok(rows.span(&tables::DOUBTS, Span::all(), 100)?)).unwrap();
        rows.into_iter().map(|(_, doubt)| doubt).filter(|doubt| doubt.ended.is_none()).collect()
    }

    /// What staff reads there.
    pub async fn to_look_at(&self) -> Answer {
        owner(&self.shop).await.get("/admin/orders/payments-to-look-at").await
    }
}

/// The page's name, from its address.
pub fn session_of(page: &str) -> &str {
    page.strip_prefix("https://checkout.stripe.com/c/pay/").unwrap_or_else(|| panic!("no page of Stripe's: {page}"))
}
