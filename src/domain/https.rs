//! The shop's own domain and the certificate for it: what is kept of them. What is done next is decided in [`life`], what a
//! person is told of it in [`words`]. Must not know how a certificate is asked for, nor how a domain is looked up.

pub mod life;
pub mod words;

use crate::base::Time;
use crate::base::text::{Wrong, stands_for};
use crate::base::time::DAY;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One for the domain that is asked for, one for the domain before it.
pub const CERTIFICATES_MAX: usize = 2;
/// A name on the internet is never longer.
const DOMAIN_CHARS_MAX: usize = 253;
const LABEL_CHARS_MAX: usize = 63;

/// A name such as `shop.example.org`, in small letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Domain(String);

impl Domain {
    /// Takes what people paste: with `https://` before it, or a path behind it.
    ///
    /// # Errors
    /// A sentence when it is no name that visitors could reach.
    pub fn parse(typed: &str) -> Result<Domain, Wrong> {
        let typed = typed.trim().to_lowercase();
        let name = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://")).unwrap_or(&typed);
        let name = name.split('/').next().unwrap_or(name).trim_end_matches('.');
        let wrong = |sentence: &str| Err(Wrong(sentence.into()));
        if name.contains(':') {
            return wrong("Please enter the name without a port, such as shop.example.org.");
        }
        if !name.is_ascii() {
            return wrong("Please enter the name as your registrar writes it for computers; it begins with xn--.");
        }
        let label = |part: &str| {
            let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
            (1..=LABEL_CHARS_MAX).contains(&part.len())
                && part.chars().all(inner)
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let (labels, last) = (name.split('.').count(), name.rsplit('.').next().unwrap_or(""));
        if last.chars().all(|c| c.is_ascii_digit()) && labels > 1 {
            return wrong("That is the number of a computer. Please enter a name, such as shop.example.org.");
        }
        if labels < 2 || name.len() > DOMAIN_CHARS_MAX || !name.split('.').all(label) {
            return wrong("Please enter a name such as shop.example.org.");
        }
        if ["localhost", "local", "internal", "lan"].contains(&last) {
            return wrong("Only your own network knows that name. Please enter one that you registered.");
        }
        Ok(Domain(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What people type instead: the same with `www.` before it, or without.
    pub fn twin(&self) -> Option<Domain> {
        match self.0.strip_prefix("www.") {
            Some(bare) => Domain::parse(bare).ok(),
            None => Domain::parse(&format!("www.{}", self.0)).ok(),
        }
    }

    pub fn origin(&self) -> String {
        format!("https://{}", self.0)
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a certificate comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Way {
    /// The shop asks for it and renews it.
    ByItself,
    /// The merchant brings it.
    Own,
}

/// What is kept about the shop's domain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Https {
    /// The one that is wished for.
    pub domain: Domain,
    pub way: Way,
    /// The newest first.
    pub certificates: Vec<Certificate>,
    /// The domain visitors reach the shop by: the one wished for, or the one before while that does not work yet.
    pub works: Option<Working>,
    pub tries: Tries,
}

/// Since when `https://` works.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Working {
    pub domain: Domain,
    pub since: Time,
}

/// A certificate with its key, both as text (PEM).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The certificate itself first, then those that vouch for it.
    pub chain: String,
    pub key: String,
    pub names: Vec<String>,
    pub issuer: String,
    pub from: Time,
    pub until: Time,
    /// When another one is asked for. Of no meaning for one that the merchant brought.
    pub renew: Time,
}

/// The key never reaches a log.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({} until {:?})", self.names.join(", "), self.until)
    }
}

impl Certificate {
    /// Is it for this name? `*.example.org` is for `shop.example.org`, and for nothing deeper.
    pub fn covers(&self, name: &str) -> bool {
        self.names.iter().any(|own| stands_for(own, name))
    }

    pub fn days_left(&self, now: Time) -> i64 {
        self.until.since(now).max(0) / DAY
    }
}

/// What came of asking so far.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tries {
    /// Orders of the last week, oldest first.
    pub orders: Vec<Time>,
    /// In a row.
    pub failed: u32,
    pub trouble: Option<Trouble>,
    /// Not before that.
    pub next: Option<Time>,
}

/// Why there is no certificate, as far as the authority told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Trouble {
    /// The authority does not answer.
    Away(String),
    /// Its records forbid this authority to vouch for the domain (CAA).
    Forbidden,
    /// It could not look the domain up.
    Lookup(String),
    /// It could not reach this machine by that name.
    NotReached {
        port: u16,
        said: String,
    },
    /// It reached something, but not this shop.
    SomeoneElse {
        said: String,
    },
    /// Asked too often.
    TooOften {
        until: Time,
    },
    /// It does not vouch for such a name.
    NameRefused(String),
    Other(String),
}

/// The shop's account at an authority: its key and number, as the authority's client writes them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcmeAccount {
    pub credentials: String,
}

/// The key never reaches a log.
impl fmt::Debug for AcmeAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AcmeAccount")
    }
}

impl Https {
    pub fn new(domain: Domain) -> Https {
        Https { domain, way: Way::ByItself, certificates: Vec::new(), works: None, tries: Tries::default() }
    }

    /// Another domain is wished for. What works now goes on working until that one does.
    pub fn moved_to(self, domain: Domain) -> Https {
        if domain == self.domain {
            return self;
        }
        // The limits of the authority count for all domains of an account.
        let tries = Tries { orders: self.tries.orders, ..Tries::default() };
        Https { domain, way: Way::ByItself, tries, ..self }
    }

    /// The certificate for the domain that is wished for.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.covers(self.domain.as_str()))
    }

    /// Does the domain that is wished for work?
    pub fn is_done(&self) -> bool {
        self.works.as_ref().is_some_and(|working| working.domain == self.domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_what_people_paste() {
        for (typed, name) in [
            ("shop.example.org", "shop.example.org"),
            (" HTTPS://Shop.Example.org/cart?x=1 ", "shop.example.org"),
            ("example.org.", "example.org"),
            ("xn--tpferei-90a.de", "xn--tpferei-90a.de"),
        ] {
            assert_eq!(Domain::parse(typed).unwrap().as_str(), name, "{typed}");
        }
        for bad in
            ["", "shop", "töpferei.de", "192.0.2.1", "shop.local", "a..b", "-a.org", "a b.org", "a_b.org", "a.org:8080"]
        {
            assert!(Domain::parse(bad).is_err(), "{bad}");
        }
        assert!(Domain::parse(&format!("{}.org", "a".repeat(64))).is_err());
    }

    #[test]
    fn a_domain_has_a_twin() {
        for (name, twin) in [("example.org", "www.example.org"), ("www.example.org", "example.org")] {
            assert_eq!(Domain::parse(name).unwrap().twin().unwrap().as_str(), twin);
        }
        assert_eq!(Domain::parse("www.org").unwrap().twin(), None);
    }
}
