//! Letters the shop owes: who gets which, and what became of it. Their words are in `mail`.

use super::order::Order;
use crate::base::text::Email;
use crate::base::time::{HOUR, MINUTE};
use crate::base::{Id, Time};
use serde::{Deserialize, Serialize};

/// After that many tries a letter counts as failed and somebody is told.
pub const TRIES_MAX: u32 = 12;
/// How much of a mail server's answer is kept.
pub const ANSWER_CHARS_MAX: usize = 500;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Letter {
    pub id: Id<Letter>,
    pub kind: LetterKind,
    pub to: Email,
    pub order: Option<Id<Order>>,
    /// What the letter needs beyond its order: a product's name, a failed letter's subject.
    pub about: String,
    pub created: Time,
    pub fate: Fate,
    /// What was sent, kept to be read again; empty until the first try.
    pub sent_as: Option<Content>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LetterKind {
    Received,
    PaymentInstructions,
    PaymentReminder,
    Paid,
    Shipped,
    ReadyForPickup,
    Cancelled,
    /// To staff.
    NewOrder,
    /// To staff.
    LetterFailed,
    /// To staff.
    StockLow,
    Test,
    /// To somebody who asked for it: it can be bought again.
    BackInStock,
}

impl LetterKind {
    /// Does it go to the shop's own people?
    pub fn is_to_staff(self) -> bool {
        matches!(self, LetterKind::NewOrder | LetterKind::LetterFailed | LetterKind::StockLow)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Fate {
    Waiting {
        tries: u32,
        next: Time,
        answer: String,
    },
    Sent {
        at: Time,
        tries: u32,
        answer: String,
    },
    Failed {
        at: Time,
        tries: u32,
        answer: String,
    },
    /// The shop was restored, and somebody decided that it need not go out.
    Skipped {
        at: Time,
    },
}

/// What a mail server, or our own side, said to a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    Taken(String),
    /// Worth another try: the server is away, busy, or said 4xx.
    Later(String),
    /// Never: it said 5xx.
    Never(String),
}

impl Fate {
    pub fn waiting(now: Time) -> Fate {
        Fate::Waiting { tries: 0, next: now, answer: String::new() }
    }

    /// What becomes of a waiting letter after a try. Letters that are not waiting stay as they are.
    pub fn after(&self, reply: &Reply, now: Time) -> Fate {
        let Fate::Waiting { tries, .. } = self else { return self.clone() };
        let tries = tries + 1;
        let short = |text: &str| text.chars().take(ANSWER_CHARS_MAX).collect::<String>();
        match reply {
            Reply::Taken(answer) => Fate::Sent { at: now, tries, answer: short(answer) },
            Reply::Later(answer) if tries < TRIES_MAX => {
                Fate::Waiting { tries, next: now.plus(pause(tries)), answer: short(answer) }
            }
            Reply::Later(answer) | Reply::Never(answer) => Fate::Failed { at: now, tries, answer: short(answer) },
        }
    }

    pub fn answer(&self) -> &str {
        match self {
            Fate::Waiting { answer, .. } | Fate::Sent { answer, .. } | Fate::Failed { answer, .. } => answer,
            Fate::Skipped { .. } => "",
        }
    }
}

/// One minute, doubling up to six hours: twelve tries take about a day and a half.
fn pause(tries: u32) -> i64 {
    (MINUTE << tries.saturating_sub(1).min(9)).min(6 * HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_tried_again_and_ends() {
        let now = Time::from_micros(0);
        let mut fate = Fate::waiting(now);
        let mut at = now;
        let mut waits = vec![];
        while let Fate::Waiting { next, .. } = &fate {
            waits.push(next.since(at) / MINUTE);
            at = *next;
            fate = fate.after(&Reply::Later("451 busy".into()), at);
        }
        assert_eq!(waits, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(fate, Fate::Failed { at, tries: TRIES_MAX, answer: "451 busy".into() });
        let sent = Fate::waiting(now).after(&Reply::Taken("250 ok".into()), now);
        assert_eq!(sent.after(&Reply::Never("550".into()), now), sent);
    }
}
