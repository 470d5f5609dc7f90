//! How often one address may do what can be guessed or made to cost something (SEC-7).
//!
//! An address is its /24 or /64: who has one usually has the rest of it.

use crate::domain::settings::Limits;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

/// What is limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    SignIn,
    Order,
    Code,
    Search,
    Reminder,
}

pub struct Limiters {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    order: DefaultKeyedRateLimiter<IpAddr>,
    code: DefaultKeyedRateLimiter<IpAddr>,
    search: DefaultKeyedRateLimiter<IpAddr>,
    reminder: DefaultKeyedRateLimiter<IpAddr>,
}

/// So many at once, given back evenly over the span.
fn limiter(most: u32, span: Duration) -> DefaultKeyedRateLimiter<IpAddr> {
    let most = NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
    let each = (span / most.get()).max(Duration::from_nanos(1));
    RateLimiter::keyed(Quota::with_period(each).unwrap_or(Quota::per_second(most)).allow_burst(most))
}

impl Limiters {
    pub fn new(limits: Limits) -> Limiters {
        const HOUR: Duration = Duration::from_secs(3_600);
        Limiters {
            sign_in: limiter(limits.sign_ins_per_quarter_hour, HOUR / 4),
            order: limiter(limits.orders_per_hour, HOUR),
            code: limiter(limits.codes_per_hour, HOUR),
            search: limiter(limits.searches_per_minute, HOUR / 60),
            reminder: limiter(limits.reminders_per_hour, HOUR),
        }
    }

    /// Counts one. `Err`: seconds to wait.
    pub fn count(&self, what: What, address: IpAddr) -> Result<(), u64> {
        let limiter = self.of(what);
        let said = limiter.check_key(&neighbourhood(address));
        said.map_err(|no| no.wait_time_from(DefaultClock::default().now()).as_secs().max(1))
    }

    fn of(&self, what: What) -> &DefaultKeyedRateLimiter<IpAddr> {
        match what {
            What::SignIn => &self.sign_in,
            What::Order => &self.order,
            What::Code => &self.code,
            What::Search => &self.search,
            What::Reminder => &self.reminder,
        }
    }

    /// Forgets addresses that have all their tries back. Called by the clock, so that memory stays bounded.
    pub fn forget(&self) {
        for what in [What::SignIn, What::Order, What::Code, What::Search, What::Reminder] {
            self.of(what).retain_recent();
            self.of(what).shrink_to_fit();
        }
    }
}

/// The addresses somebody usually has together: their /24 or /64.
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(a) => {
            let [x, y, z, _] = a.octets();
            IpAddr::from([x, y, z, 0])
        }
        IpAddr::V6(a) => match a.to_ipv4_mapped() {
            Some(v4) => neighbourhood(IpAddr::V4(v4)),
            None => IpAddr::V6(Ipv6Addr::from_bits(a.to_bits() & !u128::from(u64::MAX))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbourhood_shares_its_tries_and_others_do_not() {
        let limits = Limiters::new(Limits::NORMAL);
        let ip = |s: &str| s.parse::<IpAddr>().unwrap();
        for _ in 0..5 {
            assert!(limits.count(What::SignIn, ip("192.0.2.1")).is_ok());
        }
        assert!(limits.count(What::SignIn, ip("192.0.2.77")).is_err_and(|wait| wait > 60));
        assert!(limits.count(What::SignIn, ip("192.0.3.1")).is_ok());
        assert_eq!(neighbourhood(ip("2001:db8:1:2:3::4")), neighbourhood(ip("2001:db8:1:2:ffff::")));
        assert_eq!(neighbourhood(ip("::ffff:192.0.2.9")), ip("192.0.2.0"));
    }
}
