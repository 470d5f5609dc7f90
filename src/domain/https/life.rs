//! The life of a certificate, without any doing: what is due now, and what follows from what was found. Whoever does it tells
//! the time and what happened.

use super::{CERTIFICATES_MAX, Certificate, Domain, Https, Tries, Trouble, Way, Working};
use crate::base::Time;
use crate::base::time::{DAY, HOUR, MINUTE, SECOND};

/// Until the domain works it is looked at that often.
pub const LOOK_EVERY: i64 = 15 * SECOND;
/// The authority is asked that often whether another time of renewal is better.
pub const ASK_WHEN_EVERY: i64 = 6 * HOUR;
/// Far below what Let's Encrypt allows: five failures for a name in an hour.
pub const ORDERS_PER_HOUR_MAX: usize = 4;
/// A shop needs one in two months; a broken one must not use up what others of its domain need.
pub const ORDERS_PER_WEEK_MAX: usize = 24;
/// After the first failure; twice as long after each one more.
const AGAIN_AFTER: i64 = MINUTE;
const AGAIN_AFTER_MAX: i64 = 12 * HOUR;
const WEEK: i64 = 7 * DAY;
/// From here on down, staff is told that a certificate ends.
pub const ALARM_DAYS: i64 = 14;
/// Browsers are told first for a day that there is only HTTPS, and after a week for a year: a mistake is not for ever.
const STRICT_AT_FIRST_S: i64 = 24 * 3_600;
const STRICT_LATER_S: i64 = 365 * 24 * 3_600;
const SETTLED_AFTER: i64 = WEEK;

/// Where the domain leads, as far as can be seen from here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pointing {
    /// It has no address.
    Nowhere,
    /// It leads to this machine.
    Here,
    /// To other machines: their addresses.
    Elsewhere(Vec<String>),
    /// Only a home's or company's own network knows such addresses.
    Private(Vec<String>),
    /// This machine does not know its own public address, so only the authority can tell.
    Unknown(Vec<String>),
    /// The name could not be looked up.
    Failed(String),
}

impl Pointing {
    /// Is it worth asking the authority?
    fn may_ask(&self) -> bool {
        matches!(self, Pointing::Here | Pointing::Unknown(_))
    }
}

/// What was seen lately of a domain; it need not be kept.
#[derive(Clone, Default, Debug)]
pub struct Seen {
    /// Whose it is. What was seen of another domain is of no use.
    pub of: Option<Domain>,
    pub looked: Option<(Time, Pointing)>,
    /// The twin (`www.`) leads here as well.
    pub twin: bool,
    /// When the shop was last asked by its name, and why that did not work.
    pub proved: Option<(Time, String)>,
    pub asked_when: Option<Time>,
}

impl Seen {
    /// What was seen of this domain.
    pub fn about(&self, domain: &Domain) -> Seen {
        if self.of.as_ref() == Some(domain) {
            self.clone()
        } else {
            Seen { of: Some(domain.clone()), ..Seen::default() }
        }
    }
}

/// How the authority is shown that the domain is ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// By a certificate made for the question, on port 443.
    Tls,
    /// By a file, on port 80.
    File,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Nothing before that.
    Rest(Time),
    /// See where the domain leads.
    Look,
    Order {
        names: Vec<String>,
        proof: Proof,
    },
    /// Ask the authority when it wants to renew.
    AskWhen,
    /// Ask the shop itself by its name.
    Prove,
}

impl Https {
    /// What is due.
    pub fn step(&self, seen: &Seen, now: Time) -> Step {
        let seen = &seen.about(&self.domain);
        let certificate = self.certificate().filter(|c| now < c.until);
        if let (Some(_), false) = (certificate, self.is_done()) {
            return match &seen.proved {
                Some((at, _)) if now.since(*at) < LOOK_EVERY => Step::Rest(at.plus(LOOK_EVERY)),
                _ => Step::Prove,
            };
        }
        match (self.way, certificate) {
            (Way::Own, _) => Step::Rest(now.plus(LOOK_EVERY)),
            (Way::ByItself, None) => self.first(seen, now),
            (Way::ByItself, Some(certificate)) => self.renewal(certificate, seen, now),
        }
    }

    /// There is none yet: ask as soon as the domain leads here.
    fn first(&self, seen: &Seen, now: Time) -> Step {
        match &seen.looked {
            Some((at, pointing)) if now.since(*at) < LOOK_EVERY => {
                if pointing.may_ask() && self.not_before(now) <= now {
                    return self.order(seen);
                }
                Step::Rest(at.plus(LOOK_EVERY))
            }
            _ => Step::Look,
        }
    }

    fn renewal(&self, certificate: &Certificate, seen: &Seen, now: Time) -> Step {
        // It leads here since a short while.
        let twin = seen.twin && self.domain.twin().is_some_and(|twin| !certificate.covers(twin.as_str()));
        if certificate.renew <= now || twin && self.tries.failed == 0 {
            let not_before = self.not_before(now);
            if not_before > now {
                return Step::Rest(not_before);
            }
            // Whether the twin leads here must be known anew.
            return match &seen.looked {
                Some((at, _)) if now.since(*at) < LOOK_EVERY => self.order(seen),
                _ => Step::Look,
            };
        }
        match seen.asked_when {
            Some(at) if now.since(at) < ASK_WHEN_EVERY => Step::Rest(certificate.renew.min(at.plus(ASK_WHEN_EVERY))),
            _ => Step::AskWhen,
        }
    }

    /// One way of showing that the domain is ours may be closed, and so may the twin: each is left out in turn.
    fn order(&self, seen: &Seen) -> Step {
        let proof = if self.tries.failed.is_multiple_of(2) { Proof::Tls } else { Proof::File };
        let with_twin = seen.twin && self.tries.failed % 4 < 2;
        let twin = self.domain.twin().filter(|_| with_twin);
        let names = [Some(self.domain.clone()), twin].into_iter().flatten();
        Step::Order { names: names.map(|name| name.as_str().to_owned()).collect(), proof }
    }

    /// When an order may be made: what the authority said, our own patience, and our own limits.
    pub fn not_before(&self, now: Time) -> Time {
        let of = |span: i64, most: usize| {
            let recent: Vec<Time> = self.tries.orders.iter().copied().filter(|at| now.since(*at) < span).collect();
            recent.len().checked_sub(most).map_or(Time::from_micros(0), |i| recent[i].plus(span))
        };
        let asked = self.tries.next.unwrap_or(Time::from_micros(0));
        asked.max(of(HOUR, ORDERS_PER_HOUR_MAX)).max(of(WEEK, ORDERS_PER_WEEK_MAX))
    }

    /// An order is about to be made. Kept before it is, so that a program that starts again and again stays within the limits.
    pub fn begun(mut self, now: Time) -> Https {
        self.tries.orders.retain(|at| now.since(*at) < WEEK);
        self.tries.orders.push(now);
        self.tries.next = Some(now.plus(AGAIN_AFTER));
        self
    }

    /// It came to nothing.
    pub fn failed(mut self, trouble: Trouble, now: Time) -> Https {
        let Tries { failed, next, .. } = &mut self.tries;
        *failed = failed.saturating_add(1);
        let doubled = AGAIN_AFTER.saturating_mul(1 << (*failed - 1).min(16));
        let patience = now.plus(doubled.min(AGAIN_AFTER_MAX));
        *next = Some(match &trouble {
            Trouble::TooOften { until } => patience.max(*until),
            _ => patience,
        });
        self.tries.trouble = Some(trouble);
        self
    }

    /// There is a certificate.
    pub fn obtained(mut self, certificate: Certificate) -> Https {
        self.certificates.retain(|old| old.names != certificate.names);
        self.certificates.insert(0, certificate);
        self.certificates.truncate(CERTIFICATES_MAX);
        self.tries = Tries { orders: self.tries.orders, ..Tries::default() };
        self
    }

    /// The merchant brought one.
    pub fn brought(self, certificate: Certificate) -> Https {
        Https { way: Way::Own, ..self.obtained(certificate) }
    }

    /// The domain works.
    pub fn proved(mut self, now: Time) -> Https {
        if !self.is_done() {
            self.works = Some(Working { domain: self.domain.clone(), since: now });
        }
        self
    }

    /// The authority suggests a span for the renewal. A time within it stays; else one is drawn: `chance` out of 65,536.
    pub fn suggested(mut self, from: Time, until: Time, chance: u16) -> Https {
        let domain = self.domain.clone();
        if let Some(certificate) = self.certificates.iter_mut().find(|c| c.covers(domain.as_str()))
            && !(from..=until).contains(&certificate.renew)
        {
            certificate.renew = drawn(from, until, chance);
        }
        self
    }

    /// Staff mended something and does not want to wait. The limits hold all the same.
    pub fn impatient(mut self) -> Https {
        self.tries.next = None;
        self
    }

    /// For so many seconds browsers are told that there is only HTTPS.
    pub fn strict_for_s(&self, now: Time) -> Option<i64> {
        self.works.as_ref()?;
        Some(if self.is_settled(now) { STRICT_LATER_S } else { STRICT_AT_FIRST_S })
    }

    /// Has it worked long enough to be told for good?
    pub fn is_settled(&self, now: Time) -> bool {
        self.works.as_ref().is_some_and(|working| now.since(working.since) >= SETTLED_AFTER)
    }
}

/// When nobody suggests a time: after two thirds of its life, and a little later for some, so that not all shops ask at once.
pub fn renew_at(from: Time, until: Time, chance: u16) -> Time {
    let life = until.since(from).max(0);
    drawn(from.plus(life / 3 * 2), from.plus(life / 3 * 2 + life / 30), chance)
}

fn drawn(from: Time, until: Time, chance: u16) -> Time {
    let span = i128::from(until.since(from).max(0));
    // It is smaller than the span.
    from.plus(i64::try_from(span * i128::from(chance) / 65_536).unwrap_or(0))
}

#[cfg(test)]
mod tests;
