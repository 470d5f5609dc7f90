//! The one HTTP client: encrypted to names the program knows, plain to this machine only; a deadline on every call, and a bound
//! on what is read. It asks once; who may be asked again is known by others.
//!
//! Names that a person may type, and with them the rules against private addresses (SEC-11), come with the first need for them.

use crate::base::Broken;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
const ANSWER_BYTES_MAX: usize = 1 << 20;
/// Kept open between two calls for so long.
const IDLE_TIME_MAX: Duration = Duration::from_secs(30);

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// What is sent. `headers`: name and value.
pub struct Call<'c> {
    /// "GET", "POST", "DELETE".
    pub verb: &'c str,
    /// "https://api.example.com".
    pub host: &'c str,
    pub path: &'c str,
    pub headers: &'c [(&'c str, &'c str)],
    pub body: Vec<u8>,
    pub time_max: Duration,
}

/// Posts to this machine. `headers`: name and value.
///
/// # Errors
/// No connection, no answer in time, or too long a one.
pub async fn post_here(to: SocketAddr, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Result<Answer, Broken> {
    if !to.ip().is_loopback() {
        return Err(Broken::new(format!("{to} is not this machine")));
    }
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let host = format!("http://{to}");
    let call = Call { verb: "POST", host: &host, path, headers, body, time_max: ANSWER_TIME_MAX };
    exchange(&client, &host, call).await
}

type Secure = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// Calls far away, over connections that are kept for a while.
#[derive(Default)]
pub struct Caller {
    client: OnceLock<Result<Secure, String>>,
    /// On this machine, asked instead of everybody: for trying things out.
    instead: OnceLock<String>,
}

impl Caller {
    /// From now on everything goes to an address of this machine, such as "http://127.0.0.1:8420". Once.
    ///
    /// # Errors
    /// A sentence: it is another machine, or something else.
    pub fn ask_instead(&self, address: &str) -> Result<(), String> {
        let address = address.trim_end_matches('/');
        let here = address.strip_prefix("http://").and_then(|to| to.parse::<SocketAddr>().ok());
        if !here.is_some_and(|to| to.ip().is_loopback()) {
            return Err(format!("{address} is no address of this machine such as http://127.0.0.1:8420."));
        }
        self.instead.set(address.to_owned()).map_err(|_| "That was decided already.".to_owned())
    }

    pub fn instead(&self) -> Option<&str> {
        self.instead.get().map(String::as_str)
    }

    /// # Errors
    /// No connection, no answer in time, or too long a one. Nobody knows then whether the call was heard.
    pub async fn call(&self, call: Call<'_>) -> Result<Answer, Broken> {
        let host = self.instead().unwrap_or(call.host).to_owned();
        if !host.starts_with("https://") && self.instead().is_none() {
            return Err(Broken::new(format!("{host} would be asked without encryption")));
        }
        let client = self.client.get_or_init(secure).as_ref().map_err(Broken::new)?;
        exchange(client, &host, call).await
    }
}

fn secure() -> Result<Secure, String> {
    let mut plain = HttpConnector::new();
    plain.set_connect_timeout(Some(ANSWER_TIME_MAX));
    plain.set_nodelay(true);
    // What is encrypted comes through here as well; who may be asked without is decided by the address.
    plain.enforce_http(false);
    let https = HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(rustls::crypto::aws_lc_rs::default_provider())
        .map_err(|e| format!("encryption cannot be set up: {e}"))?
        .https_or_http()
        .enable_http1()
        .wrap_connector(plain);
    Ok(Client::builder(TokioExecutor::new()).pool_idle_timeout(IDLE_TIME_MAX).build(https))
}

async fn exchange<C>(client: &Client<C, Full<Bytes>>, host: &str, call: Call<'_>) -> Result<Answer, Broken>
where
    C: hyper_util::client::legacy::connect::Connect + Clone + Send + Sync + 'static,
{
    let Call { verb, path, headers, body, time_max, .. } = call;
    let method = Method::from_bytes(verb.as_bytes()).map_err(|e| Broken::because("making a request", &e))?;
    let mut request = Request::builder().method(method).uri(format!("{host}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from(body))).map_err(|e| Broken::because("making a request", &e))?;
    let exchange = async {
        let answer = client.request(request).await.map_err(|e| Broken::because(&format!("asking {host}"), &e))?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
        let body = body.map_err(|e| Broken::new(format!("reading the answer of {host}: {e}")))?;
        Ok(Answer { status, body: body.to_bytes().to_vec() })
    };
    match tokio::time::timeout(time_max, exchange).await {
        Ok(answer) => answer,
        Err(_) => Err(Broken::new(format!("{host} did not answer within {} s", time_max.as_secs()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_asked_instead() {
        for (address, taken) in [
            ("http://127.0.0.1:8420", true),
            ("http://127.0.0.1:8420/", true),
            ("http://[::1]:8420", true),
            ("http://10.0.0.7:8420", false),
            ("https://127.0.0.1:8420", false),
            ("http://localhost:8420", false),
            ("", false),
        ] {
            assert_eq!(Caller::default().ask_instead(address).is_ok(), taken, "{address}");
        }
    }
}
