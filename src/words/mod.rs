//! What the shop says to a buyer, in every language it knows: sentences from one table per language (`data/words`), amounts,
//! dates and order by the rules of the Unicode CLDR.
//!
//! A sentence is asked for by its key. One that a language lacks is said in English, and a test sees to it that none does.
//! Nothing is escaped here: that is the matter of whoever writes HTML. This room must not know: pages, letters, how anything is kept.

mod amounts;
mod dates;
mod names;
mod saying;
mod sums;
mod table;

pub use self::saying::{Arg, Saying};

use crate::base::Language;
use fluent_bundle::FluentArgs;

/// Stands where something else than text will be, such as a link.
const HOLE: &str = "\u{fffc}";

/// The words of one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words(Language);

impl Words {
    /// For staff, logs and commands.
    pub const ENGLISH: Words = Words(Language::English);

    pub const fn of(language: Language) -> Words {
        Words(language)
    }

    pub const fn language(self) -> Language {
        self.0
    }

    /// A sentence that needs nothing.
    pub fn say(self, key: &str) -> String {
        self.tell(key, [])
    }

    /// A sentence with what it speaks of; numbers choose the plural, amounts are written as the language writes them.
    pub fn tell<const N: usize>(self, key: &str, args: [(&'static str, Arg); N]) -> String {
        self.find(key, &args)
    }

    /// What comes before and after the part called `hole`.
    pub fn around<const N: usize>(
        self,
        key: &str,
        hole: &'static str,
        args: [(&'static str, Arg); N],
    ) -> (String, String) {
        let all: Vec<(&'static str, Arg)> = args.into_iter().chain([(hole, Arg::from(HOLE))]).collect();
        let text = self.find(key, &all);
        text.split_once(HOLE)
            .map(|(before, after)| (before.to_owned(), after.to_owned()))
            .unwrap_or((text, String::new()))
    }

    /// A sentence that was decided on where the language was not known.
    pub fn sentence(self, saying: &Saying) -> String {
        match saying {
            Saying::Plain(text) => text.clone(),
            Saying::Word { key, args } => self.find(key, args),
        }
    }

    fn find(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            given.set(*name, arg.value(self));
        }
        table::find(self.0, key, &given)
            .or_else(|| table::find(Language::English, key, &given))
            .unwrap_or_else(|| key.to_owned())
    }
}

#[cfg(test)]
mod tests;
