//! Asking the authority: for a certificate, and when to renew it. What it answers becomes a state of the domain.

use crate::app::https::{self, Outfit};
use crate::app::{App, By, Error};
use crate::base::Time;
use crate::base::time::{HOUR, SECOND};
use crate::domain::https::life::Proof;
use crate::domain::https::{Https, Trouble};
use crate::outside::acme::{self, Client, Issued, Refusal};

/// When the authority refuses for having been asked too often and does not say until when.
const TOO_OFTEN_FOR: i64 = HOUR;
const PORT_HTTP: u16 = 80;
const PORT_HTTPS: u16 = 443;

pub async fn order(app: &App, outfit: &Outfit, kept: &Https, names: Vec<String>, proof: Proof) -> Result<(), Error> {
    // Kept before anything is asked: a program that starts again and again must not ask again and again.
    let now = app.now();
    https::change(app, &By::shop(), "https.begun", move |https| https.begun(now)).await?;
    let replaces = kept.certificate().map(|certificate| certificate.chain.clone());
    let made = match issue(app, outfit, &names, proof, replaces.as_deref()).await? {
        Ok(issued) => https::read_issued(app, &issued.chain, &issued.key).map_err(Trouble::Other),
        Err(Refusal::Said { kind, .. }) if kind == "accountDoesNotExist" => {
            https::forget_account(app, outfit.authority.directory.clone()).await?;
            Err(Trouble::Other("it does not know this shop any more; the shop introduces itself again".into()))
        }
        Err(refusal) => Err(trouble(refusal, proof, app.now())),
    };
    match made {
        Ok(certificate) => {
            tracing::info!("There is a certificate for {}", names.join(", "));
            https::change(app, &By::shop(), "https.obtained", move |https| https.obtained(certificate.clone())).await
        }
        Err(trouble) => {
            tracing::warn!("No certificate for {}: {}", names.join(", "), trouble.sentence());
            let now = app.now();
            https::change(app, &By::shop(), "https.failed", move |https| https.failed(trouble.clone(), now)).await
        }
    }
}

async fn issue(
    app: &App,
    outfit: &Outfit,
    names: &[String],
    proof: Proof,
    replaces: Option<&str>,
) -> Result<Result<Issued, Refusal>, Error> {
    let client = match open(app, outfit).await? {
        Ok(client) => client,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let proof = match proof {
        Proof::Tls => acme::Proof::Tls,
        Proof::File => acme::Proof::File,
    };
    Ok(client.order(names, proof, replaces, &app.https.certificates).await)
}

/// With the account that is kept, or a new one.
async fn open(app: &App, outfit: &Outfit) -> Result<Result<Client, Refusal>, Error> {
    let directory = &outfit.authority.directory;
    let kept = https::account(app, directory)?;
    let (client, fresh) = match Client::open(&outfit.authority, kept.as_deref()).await {
        Ok(opened) => opened,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(credentials) = fresh {
        https::keep_account(app, directory.clone(), credentials).await?;
    }
    Ok(Ok(client))
}

/// An authority that has no opinion, or is away, is asked again later.
pub async fn ask_when(app: &App, outfit: &Outfit, kept: &Https) -> Result<(), Error> {
    super::looking::look(app, outfit, &kept.domain).await?;
    let now = app.now();
    app.https.see(&kept.domain, |seen| seen.asked_when = Some(now));
    let Some(certificate) = kept.certificate() else { return Ok(()) };
    let Ok(client) = open(app, outfit).await? else { return Ok(()) };
    let Ok(Some((from, until))) = client.when_to_renew(&certificate.chain).await else { return Ok(()) };
    let time = |seconds: i64| Time::from_micros(seconds.saturating_mul(SECOND));
    let (from, until) = (time(from), time(until));
    if (from..=until).contains(&certificate.renew) {
        return Ok(());
    }
    let chance = app.draw(https::chance);
    https::change(app, &By::shop(), "https.suggested", move |https| https.suggested(from, until, chance)).await
}

/// What a refusal means for the shop (the kinds of RFC 8555, section 6.7).
fn trouble(refusal: Refusal, proof: Proof, now: Time) -> Trouble {
    let (kind, said, wait_s) = match refusal {
        Refusal::Away(said) => return Trouble::Away(said),
        Refusal::Said { kind, words, wait_s } => (kind, words, wait_s),
    };
    let port = match proof {
        Proof::Tls => PORT_HTTPS,
        Proof::File => PORT_HTTP,
    };
    match kind.as_str() {
        "caa" => Trouble::Forbidden,
        "dns" => Trouble::Lookup(said),
        "connection" => Trouble::NotReached { port, said },
        // Some say only in words that nobody was there.
        "unauthorized" if said.contains("connect") => Trouble::NotReached { port, said },
        // It spoke TLS with somebody, but not with us.
        "tls" | "unauthorized" | "incorrectResponse" => Trouble::SomeoneElse { said },
        "rateLimited" => {
            let wait = wait_s.and_then(|s| i64::try_from(s).ok()).map_or(TOO_OFTEN_FOR, |s| s.saturating_mul(SECOND));
            Trouble::TooOften { until: now.plus(wait) }
        }
        "rejectedIdentifier" | "unsupportedIdentifier" => Trouble::NameRefused(said),
        "serverInternal" => Trouble::Away(said),
        _ => Trouble::Other(if said.is_empty() { kind } else { said }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_becomes_a_state_of_its_own() {
        let now = Time::from_micros(0);
        let said = |kind: &str, wait_s| Refusal::Said { kind: kind.into(), words: "x".into(), wait_s };
        for (refusal, means) in [
            (Refusal::Away("x".into()), Trouble::Away("x".into())),
            (said("caa", None), Trouble::Forbidden),
            (said("dns", None), Trouble::Lookup("x".into())),
            (said("connection", None), Trouble::NotReached { port: 443, said: "x".into() }),
            (said("unauthorized", None), Trouble::SomeoneElse { said: "x".into() }),
            (said("rateLimited", Some(60)), Trouble::TooOften { until: now.plus(60 * SECOND) }),
            (said("rateLimited", None), Trouble::TooOften { until: now.plus(HOUR) }),
            (said("rejectedIdentifier", None), Trouble::NameRefused("x".into())),
            (said("serverInternal", None), Trouble::Away("x".into())),
            (said("badCSR", None), Trouble::Other("x".into())),
        ] {
            assert_eq!(trouble(refusal.clone(), Proof::Tls, now), means, "{refusal:?}");
        }
    }
}
