//! Pages over a real connection, beside an axum handler that answers a constant body of the same size over another.
//!
//! What is compared is what the server's threads worked for an answer: the visitor here is one plain thread that is left out.

use crate::measure::{others_worked, show};
use axum::Router;
use duka::app::App;
use duka::base::{Random, Secret};
use duka::web::limits::Limiters;
use duka::web::{self, Web};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;
const ASKED_A_ROUND: usize = 50;

/// A visitor's kept-open connection.
struct Visitor(BufReader<TcpStream>);

impl Visitor {
    fn of(server: SocketAddr) -> Visitor {
        let stream = TcpStream::connect(server).unwrap();
        stream.set_nodelay(true).unwrap();
        Visitor(BufReader::new(stream))
    }

    /// The body's length.
    fn asks(&mut self, path: &str, cookie: &str) -> usize {
        let asked = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\r\n");
        self.0.get_mut().write_all(asked.as_bytes()).unwrap();
        let (mut line, mut length) = (String::new(), 0);
        self.0.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
        while line != "\r\n" {
            line.clear();
            self.0.read_line(&mut line).unwrap();
            if let Some(n) = line.strip_prefix("content-length: ") {
                length = n.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        length
    }
}

async fn served(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

pub async fn run(app: &Arc<App>, products: usize) {
    println!("pages, from {products} products (work of the server's threads for one answer over loopback)");
    let limits = Limiters::new(app.settings().unwrap().limits);
    let web = Web { app: app.clone(), limits, cache: Default::default(), secure: false, proxies: Vec::new() };
    let shop = served(web::router(Arc::new(web))).await;
    for (name, path) in [
        ("home", "/"),
        ("collection", "/collections/all"),
        ("product", "/products/breakfast-mug-0"),
        ("search", "/search?q=garden+vase"),
    ] {
        let size = tokio::task::spawn_blocking(move || Visitor::of(shop).asks(path, "")).await.unwrap();
        let body: &'static str = Box::leak("x".repeat(size).into_boxed_str());
        let floor = served(Router::new().route("/", axum::routing::get(move || async move { body }))).await;
        tokio::task::spawn_blocking(move || compare(name, path, size, shop, floor)).await.unwrap();
    }
}

/// Round by round side by side, so that the machine's moods fall on all three.
fn compare(name: &str, path: &str, size: usize, shop: SocketAddr, floor: SocketAddr) {
    let with_cart = format!("cart={}", Secret::new(&mut Random::from_seed([7; 32])).show());
    let (mut at_shop, mut at_floor) = (Visitor::of(shop), Visitor::of(floor));
    let mut times = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        times.0.push(worked_for_one(|| _ = at_floor.asks("/", "")));
        times.1.push(worked_for_one(|| _ = at_shop.asks(path, &with_cart)));
        times.2.push(worked_for_one(|| _ = at_shop.asks(path, "")));
    }
    let floor = show(&format!("{name}: floor, {size} bytes"), times.0).as_secs_f64();
    let made = show(&format!("{name}: made"), times.1).as_secs_f64();
    let kept = show(&format!("{name}: kept (a search never is)"), times.2).as_secs_f64();
    let mut answers: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS * ASKED_A_ROUND {
        let began = Instant::now();
        at_shop.asks(path, &with_cart);
        answers.push(began.elapsed());
    }
    show(&format!("{name}: made, the visitor's wait"), answers);
    println!("  {name:<44} made {:.1} x, kept {:.1} x the floor", made / floor, kept / floor);
}

fn worked_for_one(mut asks: impl FnMut()) -> Duration {
    let before = others_worked();
    for _ in 0..ASKED_A_ROUND {
        asks();
    }
    (others_worked() - before) / ASKED_A_ROUND as u32
}
