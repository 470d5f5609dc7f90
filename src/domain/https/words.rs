//! What a person is told of the domain: how it stands in a sentence, and what to do next. Every failure has its own words.

use super::life::{ALARM_DAYS, Pointing, Seen};
use super::{Https, Trouble, Way};
use crate::base::Time;
use crate::base::time::{DAY, HOUR, MINUTE};

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Good,
    /// It goes on by itself.
    Wait,
    /// Something is to be done first, and was not done wrongly.
    Todo,
    /// A person is needed.
    Bad,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub look: Look,
    /// How it stands, in a few words.
    pub title: String,
    /// What it means, and what to do.
    pub next: String,
}

impl Said {
    fn new(look: Look, title: impl Into<String>, next: impl Into<String>) -> Said {
        Said { look, title: title.into(), next: next.into() }
    }
}

impl Https {
    /// `here`: the addresses of this machine, as far as it knows them; `doors`: why its ports cannot be opened.
    pub fn says(&self, seen: &Seen, here: &[String], doors: Option<&str>, now: Time) -> Said {
        let seen = &seen.about(&self.domain);
        if let Some(why) = doors {
            return Said::new(Look::Bad, "Visitors cannot come in", why);
        }
        let Some(certificate) = self.certificate() else { return self.waiting(seen, here, now) };
        let title = format!("https://{} works", self.domain);
        let left = certificate.days_left(now);
        if now >= certificate.until {
            let next = match self.way {
                Way::Own => "Browsers warn visitors away. Bring a new one below.".to_owned(),
                Way::ByItself => format!("Browsers warn visitors away. {}", self.why(now)),
            };
            return Said::new(Look::Bad, "The certificate has ended", next);
        }
        if self.ends_soon(now) {
            let next = match self.way {
                Way::Own => "Bring a new one below before that; the shop changes over without a pause.".to_owned(),
                Way::ByItself => self.why(now),
            };
            return Said::new(Look::Bad, format!("The certificate ends in {}", days(left)), next);
        }
        if !self.is_done() {
            let why = seen.proved.as_ref().map(|(_, why)| why.as_str());
            let next = why.unwrap_or("The shop asks itself by its name now, as a visitor would.");
            return Said::new(Look::Wait, "There is a certificate", next);
        }
        let next = match self.way {
            Way::Own => format!("It is your own certificate. It ends in {}; bring a new one before that.", days(left)),
            Way::ByItself => format!("The certificate ends in {} and is renewed by itself before that.", days(left)),
        };
        Said::new(Look::Good, title, next)
    }

    /// Is staff to be told that the certificate ends?
    pub fn ends_soon(&self, now: Time) -> bool {
        let failing = self.way == Way::Own || self.tries.failed > 0;
        self.certificate().is_some_and(|c| now >= c.until || failing && c.days_left(now) < ALARM_DAYS)
    }

    fn waiting(&self, seen: &Seen, here: &[String], now: Time) -> Said {
        let domain = &self.domain;
        let should = match here {
            [] => "the address your server's provider shows".to_owned(),
            here => here.join(" and "),
        };
        let pointing = seen.looked.as_ref().map(|(_, pointing)| pointing);
        let (title, next) = match pointing {
            None => return Said::new(Look::Wait, "The domain is looked up", "That takes a few seconds."),
            Some(Pointing::Nowhere) => (
                format!("{domain} leads nowhere yet"),
                format!(
                    "Make the record below where you registered the domain. It usually counts within minutes; {domain} \
                     should lead to {should}."
                ),
            ),
            Some(Pointing::Elsewhere(to)) => (
                format!("{domain} leads elsewhere"),
                format!(
                    "It leads to {}, and should lead to {should}. Change the record where you registered the domain. If \
                     there is a second one beside it, such as AAAA, change or remove that as well.",
                    to.join(" and ")
                ),
            ),
            Some(Pointing::Private(to)) => (
                format!("{domain} leads to a private address"),
                format!("Nobody outside your network can reach {}. It should lead to {should}.", to.join(" and ")),
            ),
            Some(Pointing::Failed(why)) => {
                let next = format!("The name servers this computer asks say: {why}. It is tried again by itself.");
                return Said::new(Look::Wait, format!("{domain} cannot be looked up just now"), next);
            }
            Some(Pointing::Here | Pointing::Unknown(_)) => return self.asking(now),
        };
        Said::new(Look::Todo, title, next)
    }

    /// The domain leads here.
    fn asking(&self, now: Time) -> Said {
        if self.tries.trouble.is_none() {
            let next = "It leads here. A certificate is being asked for; that takes a few seconds.";
            return Said::new(Look::Wait, format!("{} is being set up", self.domain), next);
        }
        Said::new(Look::Bad, "There is no certificate yet", self.why(now))
    }

    /// What the authority said last, what to do, and when it is tried again.
    fn why(&self, now: Time) -> String {
        let again = match self.not_before(now).since(now) {
            span if span <= 0 => "It is tried again now.".to_owned(),
            span => format!("It is tried again by itself in {}.", in_words(span)),
        };
        let Some(trouble) = &self.tries.trouble else { return again };
        format!("{} {again}", trouble.sentence())
    }
}

impl Trouble {
    pub fn sentence(&self) -> String {
        match self {
            Trouble::Away(said) => format!(
                "The authority that gives certificates does not answer ({said}). Nothing is wrong with the shop or the \
                 domain."
            ),
            Trouble::Forbidden => {
                "A record of the domain (CAA) forbids this authority. Remove it where you registered the domain, or add: \
                 0 issue \"letsencrypt.org\"."
                    .into()
            }
            Trouble::Lookup(said) => format!(
                "The authority could not look the domain up ({said}). A new record counts everywhere only after a while; if \
                 the domain uses DNSSEC, its signatures may be wrong."
            ),
            Trouble::NotReached { port, said } => format!(
                "The authority could not reach this computer on port {port} ({said}). Open ports 80 and 443 in its firewall, \
                 and in the one its provider shows beside the server."
            ),
            Trouble::SomeoneElse { said } => format!(
                "The authority reached another computer or program by that name ({said}). Look whether the domain has a \
                 second address (AAAA) that leads elsewhere, or whether a proxy stands before the shop."
            ),
            Trouble::TooOften { .. } => {
                "The authority was asked too often for this domain. Until it answers again, you can bring a certificate of \
                 your own."
                    .into()
            }
            Trouble::NameRefused(said) => {
                format!("The authority gives no certificate for such a name ({said}). Choose another domain.")
            }
            Trouble::Other(said) => format!("The authority refused ({said})."),
        }
    }
}

fn days(n: i64) -> String {
    if n == 1 { "1 day".into() } else { format!("{n} days") }
}

/// "4 minutes", "3 hours", "2 days"; never less than there is.
fn in_words(span: i64) -> String {
    let (n, one) = match span {
        ..HOUR => (span.max(1), MINUTE),
        HOUR..DAY => (span, HOUR),
        _ => (span, DAY),
    };
    let n = (n + one - 1) / one;
    let unit = match one {
        MINUTE => "minute",
        HOUR => "hour",
        _ => "day",
    };
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_in_one_unit() {
        for (span, words) in
            [(1, "1 minute"), (90 * MINUTE, "2 hours"), (59 * MINUTE, "59 minutes"), (25 * HOUR, "2 days")]
        {
            assert_eq!(in_words(span), words);
        }
    }
}
