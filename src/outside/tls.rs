//! TLS towards visitors: which certificate is shown to whom, changed while connections are open, and the answers by which an
//! authority sees that a domain is ours. Must not know who decides about certificates.

pub mod pem;
mod pinned;

pub use pinned::ask_as_a_visitor;

use crate::base::Broken;
use crate::base::text::stands_for;
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Spoken by an authority that wants to see a domain's owner (RFC 8737), and by nobody else.
pub const CHALLENGE_PROTOCOL: &[u8] = b"acme-tls/1";
pub const HTTP_2: &[u8] = b"h2";
const HTTP_1: &[u8] = b"http/1.1";
/// Answers an authority is waiting for: two for each name of an order, and some of an order before.
const ANSWERS_MAX: usize = 16;

/// A certificate in use: its names and what is shown.
#[derive(Clone)]
pub struct Shown {
    pub names: Vec<String>,
    key: Arc<CertifiedKey>,
}

impl Shown {
    pub fn leaf(&self) -> Option<&CertificateDer<'static>> {
        self.key.cert.first()
    }
}

/// What is shown at the door.
#[derive(Default)]
pub struct Certificates {
    shown: RwLock<Vec<Shown>>,
    /// By the name that is asked about.
    challenges: Mutex<BTreeMap<String, Arc<CertifiedKey>>>,
    /// By the file that is asked for.
    files: Mutex<BTreeMap<String, String>>,
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Certificates")
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

impl Certificates {
    /// From the next connection on these are shown; whoever is inside notices nothing.
    pub fn show(&self, shown: Vec<Shown>) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = shown;
    }

    pub fn is_empty(&self) -> bool {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The one for a name; without a name, the first there is.
    fn find(&self, name: Option<&str>) -> Option<Shown> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        match name {
            Some(name) => shown.iter().find(|one| one.names.iter().any(|own| stands_for(own, name))).cloned(),
            None => shown.first().cloned(),
        }
    }

    pub fn leaf_for(&self, name: &str) -> Option<CertificateDer<'static>> {
        self.find(Some(name))?.leaf().cloned()
    }

    /// Answers by a certificate made for the question: `digest` of the key authorisation.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn answer_by_tls(&self, name: &str, digest: &[u8; 32]) -> Result<(), Broken> {
        let broken = |e: rcgen::Error| Broken::because("making an answer for the authority", &e);
        let mut params = CertificateParams::new(vec![name.to_owned()]).map_err(broken)?;
        params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
        let pair = KeyPair::generate().map_err(broken)?;
        let certificate = params.self_signed(&pair).map_err(broken)?;
        let key = PrivateKeyDer::Pkcs8(pair.serialize_der().into());
        let key = provider().key_provider.load_private_key(key);
        let key = key.map_err(|e| Broken::because("making an answer for the authority", &e))?;
        // Not looked through as others are: what is critical in it is known to the authority alone.
        let shown = CertifiedKey::new(vec![certificate.der().clone()], key);
        keep(&self.challenges, name.to_owned(), Arc::new(shown));
        Ok(())
    }

    /// Answers by a file.
    pub fn answer_by_file(&self, token: &str, text: &str) {
        keep(&self.files, token.to_owned(), text.to_owned());
    }

    /// What stands in such a file.
    pub fn file(&self, token: &str) -> Option<String> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned()
    }

    /// The questions were answered.
    pub fn forget_answers(&self) {
        self.challenges.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn keep<V>(map: &Mutex<BTreeMap<String, V>>, name: String, value: V) {
    let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= ANSWERS_MAX {
        map.clear();
    }
    map.insert(name, value);
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let asks = hello.alpn().is_some_and(|mut spoken| spoken.any(|one| one == CHALLENGE_PROTOCOL));
        if asks {
            let challenges = self.challenges.lock().unwrap_or_else(PoisonError::into_inner);
            return challenges.get(hello.server_name()?).cloned();
        }
        // A name that is not ours is refused in the handshake.
        Some(self.find(hello.server_name())?.key)
    }
}

/// TLS 1.2 and 1.3, HTTP/2 and 1.1.
///
/// # Errors
/// The library has none of them.
pub fn server(certificates: Arc<Certificates>) -> Result<Arc<ServerConfig>, Broken> {
    let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let config = config.map_err(|e| Broken::because("setting TLS up", &e))?;
    let mut config = config.with_no_client_auth().with_cert_resolver(certificates);
    // All of them are good; but who looks at servers wants to see that it is the server that chooses.
    config.ignore_client_order = true;
    config.alpn_protocols = vec![HTTP_2.to_vec(), HTTP_1.to_vec(), CHALLENGE_PROTOCOL.to_vec()];
    Ok(Arc::new(config))
}
