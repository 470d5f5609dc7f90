//! How the shop is connected with the provider that takes cards: a key and an account for each mode, and which one is used.

use super::payment::Mode;
use crate::base::Time;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cards {
    pub test: Option<Connection>,
    pub live: Option<Connection>,
    /// With which of them buyers pay; `None`: cards are not offered.
    pub used: Option<Mode>,
}

/// An account that was asked and answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Connection {
    pub key: Key,
    /// The provider's name for the account: "acct_1K2…".
    pub account: String,
    /// What people call it; empty: the key may not read that.
    pub name: String,
    pub connected: Time,
    /// Where the provider tells what happened; `None`: the shop asks instead.
    pub messages: Option<Messages>,
    /// What is not as it should be, though cards can be taken; empty: nothing.
    pub remark: String,
}

/// A webhook that the shop registered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Messages {
    pub id: String,
    pub address: String,
    pub secret: Key,
}

/// A key or a signing secret. It never reaches a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(pub String);

impl Key {
    /// Enough to tell two keys apart.
    pub fn last_four(&self) -> &str {
        self.0.char_indices().rev().nth(3).map_or("", |(at, _)| &self.0[at..])
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Cards {
    pub fn of(&self, mode: Mode) -> Option<&Connection> {
        match mode {
            Mode::Test => self.test.as_ref(),
            Mode::Live => self.live.as_ref(),
        }
    }

    pub fn set(&mut self, mode: Mode, connection: Option<Connection>) {
        match mode {
            Mode::Test => self.test = connection,
            Mode::Live => self.live = connection,
        }
    }

    /// With what buyers pay now.
    pub fn in_use(&self) -> Option<(Mode, &Connection)> {
        let mode = self.used?;
        self.of(mode).map(|connection| (mode, connection))
    }

    /// The connection with that very account.
    pub fn with(&self, mode: Mode, account: &str) -> Option<&Connection> {
        self.of(mode).filter(|connection| connection.account == account)
    }

    /// For the story of the settings, without secrets.
    pub fn in_words(&self) -> String {
        let one = |mode: Mode| {
            let connection = self.of(mode)?;
            let used = if self.used == Some(mode) { ", in use" } else { "" };
            Some(format!("{} key ending in {}{used}", mode.code(), connection.key.last_four()))
        };
        [one(Mode::Test), one(Mode::Live)].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_shows_its_end_and_is_not_printed() {
        let key = Key("rk_test_51abcWXYZ".into());
        assert_eq!((key.last_four(), Key("abc".into()).last_four()), ("WXYZ", ""));
        assert_eq!(format!("{key:?}"), "Key(…)");
    }
}
