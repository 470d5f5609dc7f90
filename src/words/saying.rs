//! A sentence that is not said yet: which one, and what it speaks of. So a refusal can be made where nobody knows who reads it.

use super::Words;
use crate::base::Money;
use fluent_bundle::FluentValue;

/// Something a sentence speaks of.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    Count(i64),
    Money(Money),
    /// The way to a country, by its code.
    To(String),
    Text(String),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Saying {
    /// Written out already, for people who read English.
    Plain(String),
    Word {
        key: &'static str,
        args: Vec<(&'static str, Arg)>,
    },
}

impl Arg {
    pub(super) fn value(&self, words: Words) -> FluentValue<'_> {
        match self {
            Arg::Count(n) => FluentValue::from(*n),
            Arg::Money(money) => FluentValue::from(words.money(*money)),
            Arg::To(code) => FluentValue::from(words.to_country(code)),
            Arg::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

impl Saying {
    pub fn of(key: &'static str) -> Saying {
        Saying::Word { key, args: Vec::new() }
    }

    /// `{ $to }`: the way to a country, by its code.
    pub fn to_country(self, code: &str) -> Saying {
        self.with("to", Arg::To(code.to_owned()))
    }

    pub fn with(self, name: &'static str, arg: impl Into<Arg>) -> Saying {
        match self {
            Saying::Plain(_) => self,
            Saying::Word { key, mut args } => {
                args.push((name, arg.into()));
                Saying::Word { key, args }
            }
        }
    }
}

/// In English.
impl std::fmt::Display for Saying {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Words::ENGLISH.sentence(self))
    }
}

impl From<&str> for Saying {
    fn from(text: &str) -> Saying {
        Saying::Plain(text.to_owned())
    }
}

impl From<String> for Saying {
    fn from(text: String) -> Saying {
        Saying::Plain(text)
    }
}

impl From<&String> for Saying {
    fn from(text: &String) -> Saying {
        Saying::Plain(text.clone())
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Arg {
        Arg::Count(n)
    }
}

impl From<u32> for Arg {
    fn from(n: u32) -> Arg {
        Arg::Count(i64::from(n))
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Arg {
        Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<Money> for Arg {
    fn from(money: Money) -> Arg {
        Arg::Money(money)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}
