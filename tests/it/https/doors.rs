//! A shop with public doors on this machine, and visitors who come in by them.

use crate::shop::TestShop;
use duka::app::https::{Doors, Outfit};
use duka::boot::listen::{Speech, serve_as};
use duka::outside::acme::Authority;
use duka::outside::names::Names;
use duka::outside::tls;
use duka::web::door::Door;
use duka::web::limits::Limiters;
use duka::web::{self, Web};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsConnector;

pub const SHOP: &str = "shop.test";
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

pub struct Public {
    pub shop: TestShop,
    pub plain: SocketAddr,
    pub tls: SocketAddr,
    stop: watch::Sender<bool>,
}

impl Public {
    /// One that asks no authority.
    pub async fn open() -> Public {
        Public::asking(|_, _| Authority { directory: "https://127.0.0.1:1/dir".into(), root: None }).await
    }

    /// `authority` is told the ports of the doors.
    pub async fn asking(authority: impl FnOnce(u16, u16) -> Authority) -> Public {
        let shop = TestShop::open().await;
        let app = shop.app();
        let limits = Limiters::new(app.settings().unwrap().limits);
        let web = Web { app: app.clone(), limits, cache: Default::default(), secure: false, proxies: Vec::new() };
        let router = web::router(Arc::new(web));
        let listen = async || TcpListener::bind((HERE, 0)).await.unwrap();
        let (first, second) = (listen().await, listen().await);
        let (plain, tls) = (first.local_addr().unwrap(), second.local_addr().unwrap());
        let names = ["shop.test", "www.shop.test", "blocked.test"].map(|name| (name.to_owned(), HERE));
        let outfit = Outfit {
            authority: authority(plain.port(), tls.port()),
            names: Names { told: names.to_vec() },
            ports: (plain.port(), tls.port()),
            files: None,
        };
        outfit.of(&app.https).unwrap();
        app.https.doors_are(Doors::Open);
        let (stop, stopped) = watch::channel(false);
        let config = tls::server(app.https.certificates.clone()).unwrap();
        tokio::spawn(serve_as(Speech::Plain(Door::Plain), first, router.clone(), stopped.clone()));
        tokio::spawn(serve_as(Speech::Tls(config), second, router, stopped));
        Public { shop, plain, tls, stop }
    }
}

impl Drop for Public {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// A certificate that vouches for itself, and its key.
pub fn certificate(names: &[&str]) -> (String, String) {
    certificate_until(names, 2100)
}

pub fn certificate_until(names: &[&str], year: i32) -> (String, String) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = rcgen::CertificateParams::new(names).unwrap();
    params.not_after = rcgen::date_time_ymd(year, 1, 1);
    let key = rcgen::KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub text: String,
    headers: hyper::HeaderMap,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// How somebody comes in.
#[derive(Clone)]
pub struct Visit {
    at: SocketAddr,
    /// The name the keys are agreed on for, and whom one trusts; `None`: plain.
    tls: Option<(&'static str, Arc<ClientConfig>)>,
    two: bool,
}

/// Somebody inside, on one connection.
pub enum Inside {
    One(hyper::client::conn::http1::SendRequest<Full<Bytes>>),
    Two(hyper::client::conn::http2::SendRequest<Full<Bytes>>),
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

impl Visit {
    pub fn plain(at: SocketAddr) -> Visit {
        Visit { at, tls: None, two: false }
    }

    /// Trusts what `roots` (PEM) vouch for.
    pub fn tls(at: SocketAddr, name: &'static str, roots: &str) -> Visit {
        let mut store = RootCertStore::empty();
        for root in CertificateDer::pem_slice_iter(roots.as_bytes()) {
            store.add(root.unwrap()).unwrap();
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_root_certificates(store).with_no_client_auth();
        Visit { at, tls: Some((name, Arc::new(config))), two: false }
    }

    pub fn http_2(mut self) -> Visit {
        if let Some((_, config)) = &mut self.tls {
            Arc::make_mut(config).alpn_protocols = vec![b"h2".to_vec()];
        }
        Visit { two: true, ..self }
    }

    pub async fn enter(&self) -> Result<Inside, Failed> {
        let stream = TcpStream::connect(self.at).await?;
        let Some((name, config)) = &self.tls else {
            let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
            tokio::spawn(connection);
            return Ok(Inside::One(sender));
        };
        let name = ServerName::try_from(*name)?;
        let stream = TokioIo::new(TlsConnector::from(config.clone()).connect(name, stream).await?);
        if self.two {
            let (sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await?;
            tokio::spawn(connection);
            return Ok(Inside::Two(sender));
        }
        let (sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
        tokio::spawn(connection);
        Ok(Inside::One(sender))
    }

    pub async fn get(&self, host: &str, path: &str) -> Result<Answer, Failed> {
        self.enter().await?.get(host, path).await
    }

    pub async fn post(&self, host: &str, path: &str, form: &str) -> Result<Answer, Failed> {
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("sec-fetch-site", "same-origin");
        self.enter().await?.ask(host, request, form).await
    }
}

impl Inside {
    pub async fn get(&mut self, host: &str, path: &str) -> Result<Answer, Failed> {
        self.ask(host, Request::get(path), "").await
    }

    async fn ask(
        &mut self,
        host: &str,
        mut request: hyper::http::request::Builder,
        body: &str,
    ) -> Result<Answer, Failed> {
        let path = request.uri_ref().unwrap().to_string();
        let answer = match self {
            Inside::One(sender) => {
                let request = request.header("host", host).body(Full::new(Bytes::from(body.to_owned())))?;
                sender.send_request(request).await?
            }
            Inside::Two(sender) => {
                request = request.uri(format!("https://{host}{path}"));
                sender.send_request(request.body(Full::new(Bytes::from(body.to_owned())))?).await?
            }
        };
        let (parts, body) = answer.into_parts();
        let text = String::from_utf8_lossy(&body.collect().await?.to_bytes()).into_owned();
        Ok(Answer { status: parts.status.as_u16(), text, headers: parts.headers })
    }
}
