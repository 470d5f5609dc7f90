//! Forms as they come: names with texts, read once, given back as they were when something is wrong.

use crate::app::{Error, Refused};
use crate::words::Words;
use std::collections::BTreeMap;

/// More fields than any of our pages has.
pub const FIELDS_MAX: usize = 5_000;

/// What was typed. A name may come more than once (ticked boxes).
#[derive(Clone, Debug, Default)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The last value of that name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// What is wrong, by field; "" is the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub BTreeMap<String, String>);

impl Problems {
    pub fn add(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert(sentence.into());
    }

    /// Keeps the value, or notes what is wrong with the field.
    pub fn take<T, E: ToString>(&mut self, field: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|e| self.add(field, e.to_string())).ok()
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems of a refusal, for staff; anything else goes on as it is.
    pub fn from(error: Error) -> Result<Problems, Error> {
        Problems::in_words(error, Words::ENGLISH)
    }

    /// The problems of a refusal in a buyer's language.
    pub fn in_words(error: Error, words: Words) -> Result<Problems, Error> {
        match error {
            Error::Refused(Refused::Form(wrong)) => {
                Ok(Problems(wrong.into_iter().map(|(field, said)| (field, words.sentence(&said))).collect()))
            }
            Error::Refused(Refused::Sentence(said)) => Ok(Problems([(String::new(), words.sentence(&said))].into())),
            other => Err(other),
        }
    }

    /// As a refusal, for the page above to show.
    pub fn refusal(self) -> Error {
        Error::Refused(Refused::Form(self.0.into_iter().map(|(field, said)| (field, said.into())).collect()))
    }
}
