//! The life of a certificate as tables: what is due when, and what a person reads meanwhile.

use super::*;
use crate::domain::https::words::Look;
use crate::domain::https::{Certificate, Domain, Https, Trouble, Way};

const NOW: Time = Time::from_micros(1_795_249_800 * 1_000_000);
const HERE: &str = "192.0.2.10";

fn asked() -> Https {
    Https::new(Domain::parse("example.org").unwrap())
}

fn certificate(names: &[&str], from: Time, days: i64) -> Certificate {
    let until = from.plus(days * DAY);
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let (chain, key, issuer) = (String::new(), String::new(), "CA".into());
    Certificate { chain, key, names, issuer, from, until, renew: renew_at(from, until, 0) }
}

fn seen(pointing: Pointing) -> Seen {
    Seen { looked: Some((NOW, pointing)), ..nothing() }
}

fn nothing() -> Seen {
    Seen::default().about(&asked().domain)
}

fn order(names: &[&str], proof: Proof) -> Step {
    Step::Order { names: names.iter().map(|name| (*name).to_owned()).collect(), proof }
}

fn works() -> Https {
    asked().obtained(certificate(&["example.org"], NOW, 90)).proved(NOW)
}

#[test]
fn nothing_is_asked_for_before_the_domain_leads_here() {
    assert_eq!(asked().step(&Seen::default(), NOW), Step::Look);
    let elsewhere = Pointing::Elsewhere(vec!["203.0.113.9".into()]);
    for pointing in [Pointing::Nowhere, elsewhere, Pointing::Private(vec![]), Pointing::Failed("no".into())] {
        let seen = seen(pointing);
        assert_eq!(asked().step(&seen, NOW), Step::Rest(NOW.plus(LOOK_EVERY)), "{seen:?}");
        assert_eq!(asked().step(&seen, NOW.plus(LOOK_EVERY)), Step::Look, "{seen:?}");
    }
    for pointing in [Pointing::Here, Pointing::Unknown(vec![HERE.into()])] {
        assert_eq!(asked().step(&seen(pointing), NOW), order(&["example.org"], Proof::Tls));
    }
}

#[test]
fn each_way_is_tried_with_the_twin_and_without() {
    let seen = Seen { twin: true, ..seen(Pointing::Here) };
    let mut shop = asked();
    for (names, proof) in [
        (&["example.org", "www.example.org"][..], Proof::Tls),
        (&["example.org", "www.example.org"], Proof::File),
        (&["example.org"], Proof::Tls),
        (&["example.org"], Proof::File),
        (&["example.org", "www.example.org"], Proof::Tls),
    ] {
        assert_eq!(shop.clone().impatient().step(&seen, NOW), order(names, proof));
        shop = shop.failed(Trouble::Other("no".into()), NOW);
    }
}

/// Driven for a month with an authority that always refuses, however often the program starts again.
#[test]
fn the_limits_hold_whatever_happens() {
    let mut shop = asked();
    let (mut now, mut orders) = (NOW, Vec::new());
    while now.since(NOW) < 30 * DAY {
        let seen = Seen { looked: Some((now, Pointing::Here)), ..nothing() };
        match shop.step(&seen, now) {
            Step::Order { .. } => {
                orders.push(now);
                shop = shop.begun(now);
                // Every second time the program ends before it hears the answer, and staff presses the button.
                if orders.len().is_multiple_of(2) {
                    shop = shop.failed(Trouble::Other("no".into()), now);
                } else {
                    shop = shop.impatient();
                }
            }
            Step::Rest(until) => {
                assert!(until > now);
                now = until;
            }
            step => panic!("{step:?}"),
        }
    }
    let most = |span: i64| {
        let from = |from: &Time| orders.iter().filter(|at| (0..span).contains(&at.since(*from))).count();
        orders.iter().map(from).max().unwrap()
    };
    assert!(most(HOUR) <= ORDERS_PER_HOUR_MAX && most(7 * DAY) <= ORDERS_PER_WEEK_MAX);
    assert!(orders.len() > 30, "and it never gives up: {}", orders.len());
}

#[test]
fn patience_grows_and_the_authority_is_obeyed() {
    let mut shop = asked();
    for minutes in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720] {
        shop = shop.failed(Trouble::Forbidden, NOW);
        assert_eq!(shop.tries.next, Some(NOW.plus(minutes * MINUTE)));
    }
    let until = NOW.plus(3 * DAY);
    assert_eq!(asked().failed(Trouble::TooOften { until }, NOW).not_before(NOW), until);
}

#[test]
fn a_certificate_is_proved_then_renewed_in_time() {
    let (fresh, none) = (asked().obtained(certificate(&["example.org"], NOW, 90)), Seen::default());
    assert_eq!(fresh.step(&none, NOW), Step::Prove);
    let refused = Seen { proved: Some((NOW, "closed".into())), ..nothing() };
    assert_eq!(fresh.step(&refused, NOW), Step::Rest(NOW.plus(LOOK_EVERY)));
    assert_eq!(works().step(&none, NOW), Step::AskWhen);
    let calm = Seen { asked_when: Some(NOW), ..seen(Pointing::Here) };
    assert_eq!(works().step(&calm, NOW), Step::Rest(NOW.plus(ASK_WHEN_EVERY)));
    // At two thirds of its life; what was seen long ago is seen anew first.
    let due = NOW.plus(60 * DAY);
    assert_eq!(works().step(&calm, due), Step::Look);
    let fresh = Seen { looked: Some((due, Pointing::Here)), ..nothing() };
    assert_eq!(works().step(&fresh, due), order(&["example.org"], Proof::Tls));
    // The twin leads here since a while.
    let twin = Seen { twin: true, ..calm };
    assert_eq!(works().step(&twin, NOW), order(&["example.org", "www.example.org"], Proof::Tls));
    assert_eq!(Https { way: Way::Own, ..works() }.step(&fresh, due), Step::Rest(due.plus(LOOK_EVERY)));
}

#[test]
fn the_authority_may_choose_when() {
    let renew = |shop: Https| shop.certificates[0].renew;
    let (from, until) = (NOW.plus(10 * DAY), NOW.plus(12 * DAY));
    assert_eq!(renew(works().suggested(from, until, 0)), from);
    assert_eq!(renew(works().suggested(from, until, 32_768)), NOW.plus(11 * DAY));
    assert!(renew(works().suggested(from, until, u16::MAX)) < until);
    // What lies within stays, however often it is asked.
    assert_eq!(
        renew(works().suggested(from, until, 7).suggested(from, until, 9)),
        renew(works().suggested(from, until, 7))
    );
    for chance in [0, 40_000, u16::MAX] {
        let at = renew_at(NOW, NOW.plus(90 * DAY), chance);
        assert!((60 * DAY..63 * DAY).contains(&at.since(NOW)), "{chance}");
    }
}

#[test]
fn a_new_domain_leaves_the_old_one_working() {
    let moved = works().moved_to(Domain::parse("new.example").unwrap());
    assert_eq!(moved.works.as_ref().unwrap().domain.as_str(), "example.org");
    assert!(!moved.is_done() && moved.certificate().is_none());
    assert_eq!(moved.step(&seen(Pointing::Here), NOW), Step::Look, "that was seen of the other one");
    let here = Seen { of: Some(moved.domain.clone()), ..seen(Pointing::Here) };
    assert_eq!(moved.step(&here, NOW), order(&["new.example"], Proof::Tls));
    let both = moved.obtained(certificate(&["new.example"], NOW, 90)).proved(NOW);
    assert_eq!((both.certificates.len(), both.works.unwrap().domain.as_str().to_owned()), (2, "new.example".into()));
    assert_eq!(works().moved_to(Domain::parse("example.org").unwrap()), works());
}

#[test]
fn browsers_are_told_shortly_at_first() {
    assert_eq!(asked().strict_for_s(NOW), None);
    assert_eq!(works().strict_for_s(NOW), Some(86_400));
    assert_eq!(works().strict_for_s(NOW.plus(8 * DAY)), Some(31_536_000));
}

fn says(shop: &Https, seen: &Seen, now: Time) -> (Look, String) {
    let said = shop.says(seen, &[HERE.into()], None, now);
    (said.look, format!("{}. {}", said.title, said.next))
}

#[test]
fn every_state_says_what_to_do_next() {
    let soon = NOW.plus(80 * DAY);
    let failing = works().failed(Trouble::Away("timed out".into()), soon);
    let refused = |trouble| asked().failed(trouble, NOW);
    let reached = |said: &str| Trouble::NotReached { port: 443, said: said.into() };
    let here = seen(Pointing::Here);
    for (shop, seen, now, look, words) in [
        (asked(), &Seen::default(), NOW, Look::Wait, "looked up"),
        (asked(), &seen(Pointing::Nowhere), NOW, Look::Todo, "should lead to 192.0.2.10"),
        (
            asked(),
            &seen(Pointing::Elsewhere(vec!["203.0.113.9".into()])),
            NOW,
            Look::Todo,
            "leads to 203.0.113.9, and should",
        ),
        (asked(), &seen(Pointing::Private(vec!["10.0.0.5".into()])), NOW, Look::Todo, "Nobody outside your network"),
        (asked(), &seen(Pointing::Failed("timed out".into())), NOW, Look::Wait, "cannot be looked up"),
        (asked(), &here, NOW, Look::Wait, "being asked for"),
        (refused(Trouble::Forbidden), &here, NOW, Look::Bad, "0 issue \"letsencrypt.org\""),
        (refused(Trouble::Away("refused".into())), &here, NOW, Look::Bad, "Nothing is wrong with the shop"),
        (refused(reached("timeout")), &here, NOW, Look::Bad, "Open ports 80 and 443"),
        (refused(Trouble::SomeoneElse { said: "x".into() }), &here, NOW, Look::Bad, "second address (AAAA)"),
        (refused(Trouble::Lookup("SERVFAIL".into())), &here, NOW, Look::Bad, "DNSSEC"),
        (refused(Trouble::NameRefused("x".into())), &here, NOW, Look::Bad, "Choose another domain"),
        (refused(Trouble::TooOften { until: NOW.plus(2 * DAY) }), &here, NOW, Look::Bad, "again by itself in 2 days"),
        (works(), &here, NOW, Look::Good, "https://example.org works"),
        (works(), &here, soon, Look::Good, "renewed by itself"),
        (failing.clone(), &here, soon, Look::Bad, "ends in 10 days"),
        (failing.clone(), &here, soon, Look::Bad, "does not answer (timed out)"),
        (failing, &here, NOW.plus(91 * DAY), Look::Bad, "Browsers warn visitors away"),
        (Https { way: Way::Own, ..works() }, &here, soon, Look::Bad, "Bring a new one"),
    ] {
        let (found, said) = says(&shop, seen, now);
        assert_eq!(found, look, "{said}");
        assert!(said.contains(words), "{said}\nlacks: {words}");
    }
    let closed = asked().says(&here, &[], Some("Port 443 cannot be opened."), NOW);
    assert_eq!(closed.next, "Port 443 cannot be opened.");
}
