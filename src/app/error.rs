//! Four ways in which something does not happen. What is refused is said to people; what is broken is logged once.

use crate::base::text::Wrong;
use crate::base::{Broken, Money};
use crate::store::Full;

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
    Form(Vec<(String, String)>),
    /// One sentence for the whole page.
    Sentence(String),
    /// The total is not the one the buyer saw. Nothing was placed.
    TotalChanged { seen: Money, now: Money },
    /// There are not enough any more. Nothing was placed.
    SoldOut(Vec<Shortage>),
    /// The shop takes no orders just now. Nothing was placed, and it is worth coming back.
    NotNow(&'static str),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortage {
    pub title: String,
    pub left: i64,
}

impl Shortage {
    pub fn sentence(&self) -> String {
        match self.left {
            0 => format!("{} was sold a moment ago.", self.title),
            1 => format!("Only 1 of {} is left.", self.title),
            n => format!("Only {n} of {} are left.", self.title),
        }
    }
}

impl Error {
    pub fn field(field: &str, sentence: impl Into<String>) -> Error {
        Error::Refused(Refused::Form(vec![(field.to_owned(), sentence.into())]))
    }

    pub fn sentence(sentence: impl Into<String>) -> Error {
        Error::Refused(Refused::Sentence(sentence.into()))
    }

    /// The sentence of a refusal, for a log line or a command.
    pub fn words(&self) -> String {
        match self {
            Error::Refused(Refused::Sentence(text)) => text.clone(),
            Error::Refused(Refused::Form(wrong)) => {
                wrong.iter().map(|(_, sentence)| sentence.as_str()).collect::<Vec<_>>().join(" ")
            }
            Error::Refused(Refused::TotalChanged { seen, now }) => {
                format!("The total has changed from {} to {}.", seen.show(), now.show())
            }
            Error::Refused(Refused::SoldOut(short)) => {
                short.iter().map(Shortage::sentence).collect::<Vec<_>>().join(" ")
            }
            Error::Refused(Refused::NotNow(sentence)) => (*sentence).into(),
            Error::NotFound => "There is no such thing.".into(),
            Error::Busy => "The shop is very busy. Please try again in a moment.".into(),
            Error::Broken(_) => "Something went wrong on our side.".into(),
        }
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
