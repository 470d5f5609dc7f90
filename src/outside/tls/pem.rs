//! Certificates and keys as text (PEM): read, and looked through. Each thing that is wrong has its own name.

use super::{Shown, provider};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use std::sync::Arc;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Longer chains are refused by browsers as well.
const CHAIN_MAX: usize = 10;
/// A key of 4,096 bits and a chain of ten are far below.
pub const PEM_BYTES_MAX: usize = 64 * 1024;

/// What stands in a certificate.
pub struct Facts {
    pub names: Vec<String>,
    pub issuer: String,
    /// Seconds since 1970.
    pub from: i64,
    pub until: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// No certificate in it.
    NoCertificate,
    /// One that cannot be read.
    Unreadable,
    TooMany,
    NoKey,
    /// A key of a kind that is not used for this.
    KeyKind,
    /// Key and certificate are of different pairs.
    NotAPair,
}

/// Reads a chain and its key.
///
/// # Errors
/// What is wrong, the first thing first.
pub fn read(chain: &str, key: &str) -> Result<(Facts, Shown), Wrong> {
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_slice_iter(chain.as_bytes()).collect::<Result<_, _>>().map_err(|_| Wrong::Unreadable)?;
    let leaf = chain.first().ok_or(Wrong::NoCertificate)?;
    if chain.len() > CHAIN_MAX {
        return Err(Wrong::TooMany);
    }
    let facts = facts(leaf)?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|_| Wrong::NoKey)?;
    let key = CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => Wrong::NotAPair,
        rustls::Error::InvalidCertificate(_) => Wrong::Unreadable,
        _ => Wrong::KeyKind,
    })?;
    let shown = Shown { names: facts.names.clone(), key: Arc::new(key) };
    Ok((facts, shown))
}

/// The certificate itself out of its chain.
pub fn leaf(chain: &str) -> Option<CertificateDer<'static>> {
    CertificateDer::from_pem_slice(chain.as_bytes()).ok()
}

fn facts(leaf: &CertificateDer<'_>) -> Result<Facts, Wrong> {
    let (_, parsed) = X509Certificate::from_der(leaf).map_err(|_| Wrong::Unreadable)?;
    let names = parsed.subject_alternative_name().map_err(|_| Wrong::Unreadable)?;
    let names = names.iter().flat_map(|names| &names.value.general_names).filter_map(|name| match name {
        GeneralName::DNSName(name) => Some(name.to_lowercase()),
        _ => None,
    });
    let issuer = parsed.issuer();
    let called = issuer.iter_organization().chain(issuer.iter_common_name()).find_map(|part| part.as_str().ok());
    Ok(Facts {
        names: names.collect(),
        issuer: called.unwrap_or("unknown").to_owned(),
        from: parsed.validity().not_before.timestamp(),
        until: parsed.validity().not_after.timestamp(),
    })
}
