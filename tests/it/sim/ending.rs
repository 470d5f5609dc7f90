//! How a life ends: all faults end, and what was begun comes to its end: letters, reservations, history, what lies elsewhere.

use super::comeback;
use super::life::Life;
use super::place::Mood;
use duka::app::backups::Away;
use duka::base::time::DAY;
use duka::domain::letter::{Fate, Letter};
use duka::domain::settings::MailServer;
use duka::jobs;
use duka::ops::restore::At;
use duka::store::{Span, tables};

/// A reservation ends within a week, a letter within two days of its last try.
const DAYS: [i64; 4] = [0, 8, 2, 2];

impl Life<'_> {
    pub fn ends(&mut self) {
        self.trail.say("all faults end");
        self.machine.heals();
        self.machine.place.turns(Mood::Well);
        self.crashes("the machine is started again, for the last time");
        if !self.keys_confirmed {
            self.confirms_the_key();
        }
        self.machine.heals();
        self.machine.troubled = false;
        self.mail_is(MailServer::Caught);
        for days in DAYS {
            self.machine.clock.advance(days * DAY);
            self.app().store().believe_clock();
            let care = self.care.clone().unwrap();
            self.waits(jobs::round(&care)).unwrap();
            drop(care);
            self.looks();
        }
        let care = self.care.clone().unwrap();
        assert_eq!(self.waits(jobs::round(&care)).unwrap(), 0, "the jobs find no end");
        drop(care);
        self.everything_is_done();
        self.looks_at_everything();
        self.nothing_is_only_here();
    }

    fn everything_is_done(&self) {
        let app = self.app();
        let letters = app.read(|rows| Ok(rows.span(&tables::LETTERS, Span::all(), 2_000)?)).unwrap();
        let waiting = |(_, letter): &&(_, Letter)| matches!(letter.fate, Fate::Waiting { .. });
        let left: Vec<_> = letters.iter().filter(waiting).map(|(_, letter)| letter.kind).collect();
        assert!(left.is_empty(), "letters that find no end: {left:?}");
        let holding = self.auditor.orders.values().filter(|order| order.is_holding()).map(|order| order.number);
        let holding: Vec<_> = holding.collect();
        assert!(holding.is_empty(), "orders that keep goods aside for ever: {holding:?}");
    }

    fn nothing_is_only_here(&mut self) {
        let end = self.auditor.at.seq;
        comeback::from_its_own_folder(self.machine.home.path(), &self.auditor, At::Newest);
        let away = self.app().backups.now().away;
        assert!(matches!(away, Away::Sent { up_to, .. } if up_to == end), "elsewhere stands at {away:?}, not at {end}");
        self.elsewhere_has(end);
    }
}
