//! The languages a shop speaks: its own, and those that were added. With one, addresses know nothing of it.

use crate::base::Language;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Languages {
    own: Language,
    further: Vec<Language>,
}

impl Languages {
    pub fn one(own: Language) -> Languages {
        Languages { own, further: Vec::new() }
    }

    pub fn new(own: Language, further: impl IntoIterator<Item = Language>) -> Languages {
        let mut languages = Languages::one(own);
        for language in further {
            if !languages.has(language) {
                languages.further.push(language);
            }
        }
        languages
    }

    /// Stands at addresses without a language.
    pub fn own(&self) -> Language {
        self.own
    }

    /// Its own first.
    pub fn all(&self) -> impl Iterator<Item = Language> + '_ {
        std::iter::once(self.own).chain(self.further.iter().copied())
    }

    pub fn has(&self, language: Language) -> bool {
        self.all().any(|known| known == language)
    }

    pub fn are_several(&self) -> bool {
        !self.further.is_empty()
    }

    /// What addresses in that language begin with: nothing for the shop's own, and for one it does not speak.
    pub fn prefix(&self, language: Language) -> String {
        if self.further.contains(&language) { format!("/{}", language.code()) } else { String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_further_languages_stand_in_addresses() {
        let languages = Languages::new(Language::German, [Language::English, Language::German, Language::English]);
        assert_eq!(languages.all().collect::<Vec<_>>(), [Language::German, Language::English]);
        for (language, prefix) in [(Language::German, ""), (Language::English, "/en"), (Language::Polish, "")] {
            assert_eq!(languages.prefix(language), prefix);
        }
    }
}
