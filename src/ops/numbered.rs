//! A small file that changes, kept so that nothing is ever written over, as not every place lets that be: each word is a file
//! of its own under the next number, and the newest counts. Two who write at once notice each other.

use crate::base::Time;
use crate::ops::send::SENT_AGAIN_AFTER;
use crate::outside::targets::{self, Failed, Kind, Object, Target};

const DIGITS: usize = 6;

/// Where the words of one kind lie, and what their names end with.
pub struct Numbered {
    pub folder: &'static str,
    pub ending: &'static str,
}

/// One that lies there.
pub struct Word {
    pub number: u64,
    pub name: String,
    pub put: Time,
}

impl Word {
    /// Must it be put there again, so that a bucket may let go of what is old? A place that does not tell the time keeps it.
    pub fn is_old(&self, target: &dyn Target) -> bool {
        target.now().is_ok_and(|now| now.since(self.put) > SENT_AGAIN_AFTER)
    }
}

impl Numbered {
    pub fn name(&self, number: u64) -> String {
        format!("{}{number:0DIGITS$}{}", self.folder, self.ending)
    }

    /// What lies there, oldest first.
    fn words(&self, target: &dyn Target) -> Result<Vec<Word>, Failed> {
        let word = |Object { name, modified: put, .. }: Object| {
            let number = name.strip_prefix(self.folder)?.strip_suffix(self.ending)?.parse().ok()?;
            Some(Word { number, name, put }).filter(|word| self.name(number) == word.name)
        };
        let mut words = Vec::new();
        for object in targets::all(target, self.folder) {
            words.extend(word(object?));
        }
        words.sort_by_key(|word| word.number);
        Ok(words)
    }

    pub fn newest(&self, target: &dyn Target) -> Result<Option<Word>, Failed> {
        Ok(self.words(target)?.pop())
    }

    /// Puts a word after the newest that was seen, and then takes the older ones away, where that may be. `false`: somebody
    /// else was faster, and theirs is the newest.
    pub fn put_after(&self, target: &dyn Target, seen: Option<&Word>, bytes: &[u8]) -> Result<bool, Failed> {
        let number = seen.map_or(0, |word| word.number) + 1;
        if !target.put_new(&self.name(number), bytes)? {
            return Ok(false);
        }
        for old in self.words(target)?.iter().filter(|word| word.number < number) {
            match target.remove(&old.name) {
                Err(refused) if refused.kind == Kind::Forbidden => break,
                other => other?,
            }
        }
        Ok(true)
    }
}
