//! How requests to a bucket travel: our own HTTP and TLS, no other. Certificates are proved by the roots in the program, so
//! that a machine without any can still be trusted with a backup.

use http_body_util::BodyExt;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse, HttpResponseBody, HttpService,
};
use std::pin::Pin;
use std::time::Duration;

/// Nobody who is there takes longer to say so.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(10);
/// Kept open between two requests for so long.
const IDLE_TIME_MAX: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub struct Wire {
    client: Client<HttpsConnector<HttpConnector>, HttpRequestBody>,
}

impl Wire {
    pub fn new() -> Result<Wire, rustls::Error> {
        let mut plain = HttpConnector::new();
        plain.set_connect_timeout(Some(CONNECT_TIME_MAX));
        plain.set_nodelay(true);
        // What is encrypted comes through here as well; who may be asked without is decided by the address.
        plain.enforce_http(false);
        let https = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(rustls::crypto::aws_lc_rs::default_provider())
            .map_err(|e| rustls::Error::General(e.to_string()))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(plain);
        let client = Client::builder(TokioExecutor::new()).pool_idle_timeout(IDLE_TIME_MAX).build(https);
        Ok(Wire { client })
    }
}

type Answered<'f> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'f>>;

impl HttpService for Wire {
    fn call<'s, 'f>(&'s self, request: HttpRequest) -> Answered<'f>
    where
        's: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let answer = self.client.request(request).await.map_err(|error| {
                let kind = if error.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Request };
                HttpError::new(kind, error)
            })?;
            let (parts, body) = answer.into_parts();
            let body = body.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error));
            Ok(HttpResponse::from_parts(parts, HttpResponseBody::new(body)))
        })
    }
}

/// Gives everybody the same connections.
#[derive(Debug)]
pub struct Connector;

impl object_store::client::HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        let wire = Wire::new().map_err(|e| object_store::Error::Generic { store: "TLS", source: Box::new(e) })?;
        Ok(HttpClient::new(wire))
    }
}
