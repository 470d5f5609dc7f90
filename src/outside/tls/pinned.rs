//! Asking a door as a visitor would, by name and with TLS, and looking whether it shows the certificate that is ours. Whether
//! browsers trust it is not the question here: the authority vouched for it, or the merchant brought it.

use super::provider;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

const ANSWER_TIME_MAX: Duration = Duration::from_secs(8);
const ANSWER_BYTES_MAX: usize = 4_096;

#[derive(Debug)]
struct Pinned {
    ours: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _chain: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if shown.as_ref() == self.ours.as_ref() {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, shown, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, shown, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Asks `path` of whoever answers there, calling it by `name`.
///
/// # Errors
/// What a visitor would see, in a few words.
pub async fn ask_as_a_visitor(
    at: SocketAddr,
    name: &str,
    path: &str,
    ours: CertificateDer<'static>,
) -> Result<String, String> {
    match tokio::time::timeout(ANSWER_TIME_MAX, ask(at, name, path, ours)).await {
        Ok(answer) => answer,
        Err(_) => Err(format!("{at} did not answer within {} seconds", ANSWER_TIME_MAX.as_secs())),
    }
}

async fn ask(at: SocketAddr, name: &str, path: &str, ours: CertificateDer<'static>) -> Result<String, String> {
    let provider = provider();
    let config = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
    let config = config.map_err(|e| e.to_string())?.dangerous();
    let config = config.with_custom_certificate_verifier(Arc::new(Pinned { ours, provider })).with_no_client_auth();
    let stream = TcpStream::connect(at).await.map_err(|e| format!("{at} cannot be reached: {e}"))?;
    let server = ServerName::try_from(name.to_owned()).map_err(|e| e.to_string())?;
    let stream = TlsConnector::from(Arc::new(config)).connect(server, stream).await.map_err(|e| {
        let other = e.get_ref().and_then(|e| e.downcast_ref::<Error>());
        match other {
            Some(Error::InvalidCertificate(_)) => format!("{at} shows another certificate"),
            _ => format!("{at} speaks no HTTPS: {e}"),
        }
    })?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
    let request = Request::get(path).header("host", name).body(Empty::<Bytes>::new()).map_err(|e| e.to_string())?;
    // It ends with the sender.
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(|e| format!("{at} does not answer: {e}"))?;
    let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await.map_err(|e| e.to_string())?;
    Ok(String::from_utf8_lossy(&body.to_bytes()).into_owned())
}
