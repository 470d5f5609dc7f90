//! Where the domain leads, seen from here; and whether the shop answers by its name.

use crate::app::App;
use crate::app::Error;
use crate::app::https::{MARK_PATH, Outfit};
use crate::base::Broken;
use crate::domain::https::life::Pointing;
use crate::domain::https::{Domain, Https};
use crate::outside::names::{is_public, own_addresses, plain_file};
use crate::outside::tls::ask_as_a_visitor;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

pub async fn look(app: &App, outfit: &Outfit, domain: &Domain) -> Result<(), Error> {
    let own = own(app).await?;
    let pointing = pointing(app, outfit, domain, &own).await;
    let twin = match domain.twin() {
        Some(twin) if pointing == Pointing::Here => self::pointing(app, outfit, &twin, &own).await == Pointing::Here,
        _ => false,
    };
    let now = app.now();
    app.https.see(domain, |seen| (seen.looked, seen.twin) = (Some((now, pointing)), twin));
    Ok(())
}

/// The addresses of this machine, which the page shows as well.
async fn own(app: &App) -> Result<Vec<IpAddr>, Error> {
    let own = tokio::task::spawn_blocking(own_addresses).await;
    let own = own.map_err(|e| Broken::because("looking for this machine's addresses", &e))?;
    app.https.is_here(own.clone());
    Ok(own)
}

/// Who is asked must be one of ours or stand open to everybody: a name may not make us ask the inside of a network.
fn may_ask(outfit: &Outfit, address: IpAddr, own: &[IpAddr]) -> bool {
    is_public(address) || own.contains(&address) || !outfit.names.told.is_empty()
}

async fn pointing(app: &App, outfit: &Outfit, domain: &Domain, own: &[IpAddr]) -> Pointing {
    let found = match outfit.names.addresses_of(domain.as_str()).await {
        Ok(found) => found,
        Err(why) => return Pointing::Failed(why),
    };
    let mut foreign = Vec::new();
    for address in &found {
        let at = SocketAddr::new(*address, outfit.ports.0);
        let may_ask = may_ask(outfit, *address, own);
        let answers = may_ask && plain_file(at, domain.as_str(), MARK_PATH).await.as_ref() == Some(&app.https.mark);
        if !answers && !own.contains(address) {
            foreign.push(*address);
        }
    }
    judge(&found, &foreign, own)
}

/// `foreign`: those found where neither this machine is nor the shop answers.
fn judge(found: &[IpAddr], foreign: &[IpAddr], own: &[IpAddr]) -> Pointing {
    let words = |addresses: &[IpAddr]| addresses.iter().map(IpAddr::to_string).collect::<Vec<_>>();
    if found.is_empty() {
        return Pointing::Nowhere;
    }
    let private: Vec<IpAddr> = foreign.iter().copied().filter(|address| !is_public(*address)).collect();
    match foreign {
        [] => Pointing::Here,
        _ if private.len() == found.len() => Pointing::Private(words(&private)),
        // From behind a router one's own public address often cannot be reached.
        _ if !own.iter().any(|own| is_public(*own)) => Pointing::Unknown(words(found)),
        foreign => Pointing::Elsewhere(words(foreign)),
    }
}

/// Answers what a visitor would see, when that is not the shop.
pub async fn prove(app: &App, outfit: &Outfit, kept: &Https) -> Result<Option<String>, Error> {
    let own = own(app).await?;
    Ok(asked_by_name(app, outfit, kept.domain.as_str(), &own).await.err())
}

async fn asked_by_name(app: &App, outfit: &Outfit, domain: &str, own: &[IpAddr]) -> Result<(), String> {
    let ours = app.https.certificates.leaf_for(domain).ok_or("The certificate cannot be used.")?;
    let found =
        outfit.names.addresses_of(domain).await.map_err(|why| format!("{domain} cannot be looked up: {why}."))?;
    let mut why = format!("{domain} leads nowhere.");
    for address in &found {
        let at = SocketAddr::new(*address, outfit.ports.1);
        if !may_ask(outfit, *address, own) {
            why = format!("{address} is a private address, which nobody outside your network can reach.");
            continue;
        }
        match ask_as_a_visitor(at, domain, MARK_PATH, ours.clone()).await {
            Ok(said) if said == app.https.mark => return Ok(()),
            Ok(_) => why = format!("{at} is another shop, or a proxy that does not pass everything on."),
            Err(trouble) => why = format!("{trouble}."),
        }
    }
    // From behind a router one's own public address often cannot be reached, so it suffices that the door is open. Whether
    // the name leads here has been seen by the authority from outside, or is left to who brought a certificate for it.
    let behind = !own.iter().any(|own| is_public(*own));
    if behind && found.iter().any(|address| is_public(*address)) {
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, outfit.ports.1));
        if ask_as_a_visitor(at, domain, MARK_PATH, ours).await.is_ok_and(|said| said == app.https.mark) {
            return Ok(());
        }
    }
    Err(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_domain_leads_is_judged_from_what_is_known() {
        let ips = |text: &str| text.split_whitespace().map(|ip| ip.parse().unwrap()).collect::<Vec<IpAddr>>();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let own = "192.0.2.10 2001:db8::10";
        for (found, foreign, own, pointing) in [
            ("", "", own, Pointing::Nowhere),
            ("192.0.2.10", "", own, Pointing::Here),
            ("203.0.113.9", "203.0.113.9", own, Pointing::Elsewhere(words("203.0.113.9"))),
            // One record is right, the other one is an old one.
            ("192.0.2.10 2001:db8::99", "2001:db8::99", own, Pointing::Elsewhere(words("2001:db8::99"))),
            ("192.168.1.5", "192.168.1.5", own, Pointing::Private(words("192.168.1.5"))),
            ("203.0.113.9", "203.0.113.9", "10.0.0.5", Pointing::Unknown(words("203.0.113.9"))),
            ("203.0.113.9", "203.0.113.9", "", Pointing::Unknown(words("203.0.113.9"))),
        ] {
            assert_eq!(judge(&ips(found), &ips(foreign), &ips(own)), pointing, "{found}");
        }
    }
}
