//! The one HTTP client: a deadline, a bound on what is read, and so far only this machine.
//!
//! Other hosts come with the first provider that needs them, and with the rules against private addresses (SEC-11).

use crate::base::Broken;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::net::SocketAddr;
use std::time::Duration;

const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
const ANSWER_BYTES_MAX: usize = 1 << 20;

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// Posts to this machine. `headers`: name and value.
///
/// # Errors
/// No connection, no answer in time, or too long a one.
pub async fn post_here(to: SocketAddr, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Result<Answer, Broken> {
    if !to.ip().is_loopback() {
        return Err(Broken::new(format!("{to} is not this machine")));
    }
    let mut request = Request::builder().method(Method::POST).uri(format!("http://{to}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from(body))).map_err(|e| Broken::because("making a request", &e))?;
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let exchange = async {
        let answer = client.request(request).await.map_err(|e| Broken::because(&format!("asking {to}"), &e))?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
        let body = body.map_err(|e| Broken::new(format!("reading the answer of {to}: {e}")))?;
        Ok(Answer { status, body: body.to_bytes().to_vec() })
    };
    match tokio::time::timeout(ANSWER_TIME_MAX, exchange).await {
        Ok(answer) => answer,
        Err(_) => Err(Broken::new(format!("{to} did not answer within {} s", ANSWER_TIME_MAX.as_secs()))),
    }
}
