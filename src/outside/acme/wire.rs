//! How requests to the authority travel: our own HTTP and TLS, within bounds.

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Request, Response, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const ANSWER_TIME_MAX: Duration = Duration::from_secs(20);
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// How long the authority asked us to wait when it last refused; 0: it did not say.
#[derive(Clone, Default)]
pub struct Patience(Arc<AtomicU64>);

impl Patience {
    pub fn take(&self) -> Option<u64> {
        Some(self.0.swap(0, Ordering::AcqRel)).filter(|seconds| *seconds > 0)
    }
}

pub struct Wire {
    client: Client<HttpsConnector<HttpConnector>, BodyWrapper<Bytes>>,
    patience: Patience,
}

impl Wire {
    /// The error is a sentence.
    pub fn new(root: Option<&Path>, patience: Patience) -> Result<Wire, String> {
        let builder = HttpsConnectorBuilder::new();
        let builder = match root {
            None => builder
                .with_provider_and_webpki_roots(aws_lc_rs::default_provider())
                .map_err(|e| format!("TLS cannot be set up: {e}"))?,
            Some(file) => builder.with_tls_config(trusting(file)?),
        };
        let connector = builder.https_only().enable_http1().build();
        Ok(Wire { client: Client::builder(TokioExecutor::new()).build(connector), patience })
    }
}

fn trusting(file: &Path) -> Result<ClientConfig, String> {
    let broken = |why: String| format!("{} cannot be used: {why}", file.display());
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_file_iter(file).map_err(|e| broken(e.to_string()))? {
        roots.add(root.map_err(|e| broken(e.to_string()))?).map_err(|e| broken(e.to_string()))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = config.with_safe_default_protocol_versions().map_err(|e| broken(e.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

type Answered = Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>>;

impl HttpClient for Wire {
    fn request(&self, request: Request<BodyWrapper<Bytes>>) -> Answered {
        let asking = self.client.request(request);
        let patience = self.patience.clone();
        Box::pin(async move {
            let exchange = async {
                let (parts, body) = asking.await.map_err(|e| Error::Other(in_words(&e).into()))?.into_parts();
                let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await.map_err(Error::Other)?;
                let wait = parts.headers.get(header::RETRY_AFTER).and_then(|v| v.to_str().ok()?.parse().ok());
                if let (false, Some(seconds)) = (parts.status.is_success(), wait) {
                    patience.0.store(seconds, Ordering::Release);
                }
                Ok(BytesResponse::from(Response::from_parts(parts, Full::new(body.to_bytes()))))
            };
            match tokio::time::timeout(ANSWER_TIME_MAX, exchange).await {
                Ok(answer) => answer,
                Err(_) => Err(Error::Other(format!("no answer within {} seconds", ANSWER_TIME_MAX.as_secs()).into())),
            }
        })
    }
}

/// The innermost cause says most.
fn in_words(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
