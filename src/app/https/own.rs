//! A certificate that the merchant brings: looked through before it is taken, with a sentence at the field it concerns.

use crate::app::{App, Error};
use crate::base::time::SECOND;
use crate::base::{Random, Time};
use crate::domain::https::life::renew_at;
use crate::domain::https::{Certificate, Domain};
use crate::outside::tls::pem::{self, PEM_BYTES_MAX, Wrong};

const CHAIN: &str = "chain";
const KEY: &str = "key";

/// Reads what was brought for a domain.
///
/// # Errors
/// It cannot be read, it is for another name or another time, or the two do not belong together.
pub fn read_own(app: &App, domain: &Domain, chain: &str, key: &str) -> Result<Certificate, Error> {
    let wrong = |field: &str, sentence: String| Err(Error::field(field, sentence));
    let certificate = match read(chain, key, app.draw(chance)) {
        Ok(certificate) => certificate,
        Err(Unfit { field, sentence }) => return wrong(field, sentence),
    };
    let now = app.now();
    if !certificate.covers(domain.as_str()) {
        let names = certificate.names.join(", ");
        let names = if names.is_empty() { "no name".to_owned() } else { names };
        return wrong(CHAIN, format!("This certificate is for {names}, and not for {domain}."));
    }
    if now >= certificate.until {
        return wrong(CHAIN, "This certificate has ended. Please bring one that is still good.".into());
    }
    if now < certificate.from {
        return wrong(
            CHAIN,
            "This certificate does not count yet. Look whether this computer's clock is right.".into(),
        );
    }
    Ok(certificate)
}

/// Reads what an authority gave. The error is a sentence.
pub fn read_issued(app: &App, chain: &str, key: &str) -> Result<Certificate, String> {
    read(chain, key, app.draw(chance)).map_err(|unfit| unfit.sentence)
}

/// What is wrong, and in which of the two.
struct Unfit {
    field: &'static str,
    sentence: String,
}

/// A certificate with its key as it will be kept. `chance`: see `renew_at`.
fn read(chain: &str, key: &str, chance: u16) -> Result<Certificate, Unfit> {
    let unfit = |field, sentence: &str| Unfit { field, sentence: sentence.into() };
    if chain.len() > PEM_BYTES_MAX || key.len() > PEM_BYTES_MAX {
        return Err(unfit(CHAIN, "That is far too long for a certificate."));
    }
    let (facts, _) = pem::read(chain, key).map_err(|wrong| match wrong {
        Wrong::NoCertificate => {
            unfit(CHAIN, "There is no certificate in it. It begins with -----BEGIN CERTIFICATE-----.")
        }
        Wrong::Unreadable => unfit(CHAIN, "This certificate cannot be read. Please copy the whole file again."),
        Wrong::TooMany => {
            unfit(CHAIN, "These are too many certificates. The first one and those that vouch for it suffice.")
        }
        Wrong::NoKey => unfit(
            KEY,
            "There is no key in it that can be read. It begins with -----BEGIN PRIVATE KEY----- and has no password.",
        ),
        Wrong::KeyKind => unfit(KEY, "A key of this kind cannot be used. Please take one of kind ECDSA or RSA."),
        Wrong::NotAPair => unfit(KEY, "This key belongs to another certificate."),
    })?;
    let time = |seconds: i64| Time::from_micros(seconds.saturating_mul(SECOND));
    let (from, until) = (time(facts.from), time(facts.until));
    // Each one lists them in another order.
    let mut names = facts.names;
    names.sort();
    Ok(Certificate {
        chain: chain.to_owned(),
        key: key.to_owned(),
        names,
        issuer: facts.issuer,
        from,
        until,
        renew: renew_at(from, until, chance),
    })
}

pub fn chance(random: &mut Random) -> u16 {
    u16::try_from(random.below(1 << 16)).unwrap_or(0)
}
