//! Four ways in which something does not happen. What is refused is said to people; what is broken is logged once.

use crate::base::text::Wrong;
use crate::base::{Broken, Money};
use crate::store::Full;
use crate::words::{Saying, Words};

#[derive(Debug)]
pub enum Error {
    Refused(Refused),
    NotFound,
    /// Too many people wait before us: come again in a moment.
    Busy,
    Broken(Broken),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Refused {
    /// Something in a form is wrong: field names with a sentence each.
    Form(Vec<(String, Saying)>),
    /// One sentence for the whole page.
    Sentence(Saying),
    /// The total is not the one the buyer saw. Nothing was placed.
    TotalChanged { seen: Money, now: Money },
    /// There are not enough any more. Nothing was placed.
    SoldOut(Vec<Shortage>),
    /// The shop takes no orders just now. Nothing was placed, and it is worth coming back. The key of the sentence why.
    NotNow(&'static str),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortage {
    pub title: String,
    pub left: i64,
}

impl Shortage {
    pub fn saying(&self) -> Saying {
        match self.left {
            0 => Saying::of("shortage-gone").with("title", self.title.as_str()),
            n => Saying::of("shortage").with("title", self.title.as_str()).with("n", n),
        }
    }
}

impl Error {
    pub fn field(field: &str, sentence: impl Into<Saying>) -> Error {
        Error::Refused(Refused::Form(vec![(field.to_owned(), sentence.into())]))
    }

    pub fn sentence(sentence: impl Into<Saying>) -> Error {
        Error::Refused(Refused::Sentence(sentence.into()))
    }

    /// The sentence of a refusal in English, for staff, a log line or a command.
    pub fn words(&self) -> String {
        self.in_words(Words::ENGLISH)
    }

    /// The sentence of a refusal in a buyer's language.
    pub fn in_words(&self, words: Words) -> String {
        let said: Vec<String> = self.sayings().iter().map(|saying| words.sentence(saying)).collect();
        said.join(" ")
    }

    /// What is to be said, in whatever language.
    pub fn sayings(&self) -> Vec<Saying> {
        let one = match self {
            Error::Refused(Refused::Sentence(saying)) => saying.clone(),
            Error::Refused(Refused::Form(wrong)) => return wrong.iter().map(|(_, saying)| saying.clone()).collect(),
            Error::Refused(Refused::TotalChanged { seen, now }) => {
                Saying::of("total-changed").with("seen", *seen).with("now", *now)
            }
            Error::Refused(Refused::SoldOut(short)) => return short.iter().map(Shortage::saying).collect(),
            Error::Refused(Refused::NotNow(key)) => Saying::of(key),
            Error::NotFound => Saying::of("refused-nothing-there"),
            Error::Busy => Saying::of("refused-busy"),
            Error::Broken(_) => Saying::of("refused-broken"),
        };
        vec![one]
    }
}

/// Names the field a wrong text stood in.
pub trait At<T> {
    fn at(self, field: &str) -> Result<T, Error>;
}

impl<T> At<T> for Result<T, Wrong> {
    fn at(self, field: &str) -> Result<T, Error> {
        self.map_err(|wrong| Error::field(field, wrong.0))
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Error {
        Error::Broken(broken)
    }
}

impl From<Full> for Error {
    fn from(_: Full) -> Error {
        Error::Busy
    }
}

impl From<Wrong> for Error {
    fn from(wrong: Wrong) -> Error {
        Error::sentence(wrong.0)
    }
}

impl From<crate::base::money::MoneyError> for Error {
    fn from(error: crate::base::money::MoneyError) -> Error {
        Error::Broken(Broken::new(format!("a sum could not be made: {error:?}")))
    }
}
