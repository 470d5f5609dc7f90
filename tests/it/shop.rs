//! TestShop: a whole shop in this process, on the memory engine, with a clock that stands still. Every work of the writer is
//! run twice and compared. Dropping it asserts that the books agree and that no letter was forgotten.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use duka::app::furnish;
use duka::app::{App, By, books};
use duka::base::text::{Email, Quantity};
use duka::base::time::DAY;
use duka::base::{Clock, Currency, Id, Language, Money, Random, Secret, Time};
use duka::domain::address::Address;
use duka::domain::cart::{Cart, CartLine};
use duka::domain::catalog::Product;
use duka::domain::letter::{Fate, Letter};
use duka::domain::order::Order;
use duka::domain::place::Country;
use duka::domain::settings::MailServer;
use duka::domain::stock::{Change, Level};
use duka::jobs::{self, Care};
use duka::outside::blobs::Blobs;
use duka::search::Search;
use duka::store::memory::Memory;
use duka::store::{Engine, Options, Span, Store, tables};
use duka::web::limits::Limiters;
use duka::web::{self, Web};
use http_body_util::BodyExt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tower::ServiceExt;

/// A Saturday in November, half past nine in Berlin.
pub const NOW: Time = Time::from_micros(1_795_249_800 * 1_000_000);

pub struct TestShop {
    pub care: Arc<Care>,
    pub clock: Clock,
    router: Router,
    folder: PathBuf,
    /// Turned off by tests that leave something undone on purpose.
    pub checks_at_end: bool,
}

/// A folder of this test's own.
pub fn folder() -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!("duka-shop-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    std::env::temp_dir().join(name)
}

fn store(engine: Arc<dyn Engine>, kept: bool, clock: &Clock, seed: u8) -> Store {
    let tables = if kept { tables::KEPT } else { tables::PASSING };
    // A busy test machine must not fail a work for being slow.
    let time_limit = Duration::from_secs(60);
    let options = Options { tables, kept, clock: clock.clone(), seed: [seed; 32], twice: true, time_limit };
    let store = Store::open(engine, options).unwrap();
    store.drive().unwrap();
    store
}

impl TestShop {
    /// A shop with settings, pages and a discount code, and nothing for sale.
    pub async fn open() -> TestShop {
        TestShop::open_on(Arc::new(Memory::new())).await
    }

    /// The same with what it keeps in that engine.
    pub async fn open_on(engine: Arc<dyn Engine>) -> TestShop {
        let clock = Clock::frozen(NOW);
        let folder = folder();
        let blobs = Blobs::open(&folder).unwrap();
        let app = App::new(
            store(engine, true, &clock, 1),
            store(Arc::new(Memory::new()), false, &clock, 2),
            Search::in_memory().unwrap(),
            blobs,
            clock.clone(),
            [3; 32],
        );
        let app = Arc::new(app);
        furnish::set_the_scene(&app, "http://shop.test").await.unwrap();
        duka::app::settings::change(&app, &By::shop(), |settings| {
            settings.mail.server = MailServer::Caught;
            Ok(())
        })
        .await
        .unwrap();
        let limits = Limiters::new(app.settings().unwrap().limits);
        let web = Web { app: app.clone(), limits, cache: Default::default(), secure: false, proxies: Vec::new() };
        TestShop {
            care: Arc::new(Care::of(app)),
            clock,
            router: web::router(Arc::new(web)),
            folder,
            checks_at_end: true,
        }
    }

    pub fn app(&self) -> &Arc<App> {
        &self.care.app
    }

    /// Where its pictures lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts a thing on the shelf.
    pub async fn sells(&self, title: &str, price: &str, pieces: i64) -> Product {
        let id = duka::app::catalog::create(self.app(), &By::shop(), title.into(), price.into()).await.unwrap();
        let product = self.product(id);
        let variant = product.variants[0].id;
        let change = Change::Received(pieces);
        duka::app::catalog::change_stock(self.app(), &By::shop(), id, variant, change, String::new()).await.unwrap();
        product
    }

    pub fn product(&self, id: Id<Product>) -> Product {
        self.app().read(|rows| Ok(rows.get(&tables::PRODUCTS, &id)?)).unwrap().unwrap()
    }

    pub fn level(&self, product: &Product) -> Level {
        let key = (product.id, product.variants[0].id);
        self.app().read(|rows| Ok(rows.get(&tables::STOCK, &key)?.unwrap_or_default())).unwrap()
    }

    pub fn order(&self, id: Id<Order>) -> Order {
        self.app().read(|rows| Ok(rows.get(&tables::ORDERS, &id)?)).unwrap().unwrap()
    }

    pub fn orders(&self) -> Vec<Order> {
        let rows = self.app().read(|rows| Ok(rows.span(&tables::ORDERS, Span::all(), 2_000)?)).unwrap();
        rows.into_iter().map(|(_, order)| order).collect()
    }

    pub fn letters(&self) -> Vec<Letter> {
        let rows = self.app().read(|rows| Ok(rows.span(&tables::LETTERS, Span::all(), 2_000)?)).unwrap();
        rows.into_iter().map(|(_, letter)| letter).collect()
    }

    /// Does everything that is due now.
    pub async fn works(&self) {
        jobs::round(&self.care).await.unwrap();
    }

    pub async fn waits(&self, span: i64) {
        self.clock.advance(span);
        self.works().await;
    }

    /// A new visitor, with a browser of their own.
    pub fn visitor(&self) -> Visitor {
        self.visitor_from([127, 0, 0, 1])
    }

    /// A new visitor with that network address.
    pub fn visitor_from(&self, address: [u8; 4]) -> Visitor {
        Visitor { router: self.router.clone(), cookies: Vec::new(), address: (address, 50_000).into() }
    }
}

impl Drop for TestShop {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.folder);
        if std::thread::panicking() || !self.checks_at_end {
            return;
        }
        let found = books::check(self.app()).unwrap();
        assert!(found.troubles.is_empty(), "the books: {:?}", found.troubles);
        let report = self.app().store().check().unwrap();
        assert!(report.is_clean(), "the store: {:?}", report.troubles);
        let soon = self.clock.now().plus(1);
        for letter in self.letters() {
            assert!(
                !matches!(letter.fate, Fate::Waiting { next, .. } if next <= soon),
                "a letter was forgotten: {letter:?}"
            );
        }
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |v| v.to_str().unwrap())
    }

    /// The value of a field of the page's forms.
    pub fn field(&self, name: &str) -> String {
        let page = scraper::Html::parse_document(&self.text);
        let wanted = scraper::Selector::parse(&format!("[name=\"{name}\"]")).unwrap();
        let found = page.select(&wanted).next().unwrap_or_else(|| panic!("no field {name} in {}", self.text));
        found.value().attr("value").unwrap_or_default().to_owned()
    }

    /// The values of all fields of that name.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let page = scraper::Html::parse_document(&self.text);
        let wanted = scraper::Selector::parse(&format!("[name=\"{name}\"]")).unwrap();
        page.select(&wanted).map(|found| found.value().attr("value").unwrap_or_default().to_owned()).collect()
    }

    /// All words of the page, with single spaces.
    pub fn words(&self) -> String {
        let page = scraper::Html::parse_document(&self.text);
        page.root_element().text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn says(&self, sentence: &str) -> &Answer {
        assert!(self.words().contains(sentence), "{} without “{sentence}”: {}", self.status, self.words());
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.words());
        self
    }
}

/// Somebody with a browser that keeps cookies and does what a form says.
pub struct Visitor {
    router: Router,
    cookies: Vec<(String, String)>,
    address: SocketAddr,
}

impl Visitor {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::builder().method(Method::GET).uri(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        let request = Request::builder().method(Method::POST).uri(path);
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body.join("&"))).await
    }

    /// Any request at all, with this visitor's cookies.
    pub async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = request.header("host", "shop.test").header("cookie", cookies.join("; "));
        let request = request.extension(ConnectInfo(self.address)).body(body).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(n, _)| n != name);
            if !value.is_empty() {
                self.cookies.push((name.into(), value.into()));
            }
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

pub fn encode(text: &str) -> String {
    web::guard::form_encode(text)
}

/// A buyer's side of an order, without pages: for tests of the rules beneath.
pub struct Buyer {
    pub email: &'static str,
    pub method: duka::domain::payment::Method,
    pub delivery: &'static str,
}

pub const ANA: Buyer =
    Buyer { email: "ana@example.com", method: duka::domain::payment::Method::Transfer, delivery: "de" };

impl Buyer {
    pub fn address(&self) -> Address {
        Address {
            name: "Ana Lindqvist".into(),
            company: String::new(),
            line1: "Lindenstraße 4".into(),
            line2: String::new(),
            postcode: "10969".into(),
            city: "Berlin".into(),
            region: String::new(),
            country: Country::DE,
            phone: String::new(),
        }
    }

    /// Asks the price, then places at it.
    pub async fn buys(&self, shop: &TestShop, what: &[(&Product, u32)]) -> Result<Order, duka::app::Error> {
        let placing = self.asks(shop, what, 0)?;
        duka::app::checkout::place(shop.app(), &By::buyer(1), placing).await
    }

    /// The form as it would be sent. `nth`: another one is another form.
    pub fn asks(
        &self,
        shop: &TestShop,
        what: &[(&Product, u32)],
        nth: u8,
    ) -> Result<duka::app::checkout::Placing, duka::app::Error> {
        let line = |(p, n): &(&Product, u32)| CartLine {
            product: p.id,
            variant: p.variants[0].id,
            quantity: Quantity::new(*n).unwrap(),
        };
        let cart =
            Cart { lines: what.iter().map(line).collect(), code: None, country: None, updated: shop.clock.now() };
        let choice = duka::app::checkout::Choice {
            country: Some(Country::DE),
            region: String::new(),
            delivery: Some(self.delivery.to_owned()),
        };
        let basket = shop.app().read(|rows| duka::app::checkout::basket(rows, &cart, &choice, shop.clock.now()))?;
        let seed = blake3::hash(format!("{}{nth}{:?}", self.email, shop.orders().len()).as_bytes());
        Ok(duka::app::checkout::Placing {
            token: Secret::new(&mut Random::from_seed(*seed.as_bytes())),
            cart,
            email: Email::parse(self.email)?,
            language: Language::English,
            address: self.address(),
            delivery: self.delivery.to_owned(),
            method: self.method,
            message: String::new(),
            network: None,
            seen: basket.quote.total,
        })
    }
}

/// An order of one piece, in any shop.
pub async fn placed(app: &App, product: Id<Product>, variant: Id<duka::domain::catalog::Variant>, nth: u8) -> Order {
    let line = CartLine { product, variant, quantity: Quantity::new(1).unwrap() };
    let cart = Cart { lines: vec![line], code: None, country: None, updated: app.now() };
    let delivery = Some(ANA.delivery.to_owned());
    let choice = duka::app::checkout::Choice { country: Some(Country::DE), region: String::new(), delivery };
    let basket = app.read(|rows| duka::app::checkout::basket(rows, &cart, &choice, app.now())).unwrap();
    let placing = duka::app::checkout::Placing {
        token: Secret::new(&mut Random::from_seed([nth; 32])),
        cart,
        email: Email::parse(ANA.email).unwrap(),
        language: Language::English,
        address: ANA.address(),
        delivery: ANA.delivery.to_owned(),
        method: ANA.method,
        message: String::new(),
        network: None,
        seen: basket.quote.total,
    };
    duka::app::checkout::place(app, &By::buyer(1), placing).await.unwrap()
}

pub fn eur(text: &str) -> Money {
    Money::parse(text, Currency::EUR).unwrap()
}

pub const A_DAY: i64 = DAY;
