//! Names of countries, lists of things, and the order a reader of the language looks for them in.

use super::Words;
use crate::base::Language;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;

impl Words {
    /// What the merchant named. The names a new shop begins with are said in the reader's language until they are changed.
    pub fn named(self, name: &str) -> String {
        const FIRST: [&str; 4] = ["tax-vat", "tax-sales", "first-delivery", "see-everything"];
        let first = |key: &&str| Language::ALL.into_iter().any(|language| Words::of(language).say(key) == name);
        FIRST.into_iter().find(first).map_or_else(|| name.to_owned(), |key| self.say(key))
    }

    /// "Germany", by the code of ISO 3166-1.
    pub fn country(self, code: &str) -> String {
        self.say(&format!("country-{code}"))
    }

    /// A country as the end of a way: "to the Netherlands", "nach Deutschland".
    pub fn to_country(self, code: &str) -> String {
        self.tell("to-country", [("code", code.into()), ("country", self.country(code).into())])
    }

    /// "Germany, Austria and France".
    pub fn list(self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => {
                self.tell("list-and", [("most", most.join(", ").into()), ("last", last.as_str().into())])
            }
        }
    }

    /// "bank transfer or test card"; nothing of nothing.
    pub fn either(self, ways: &[String]) -> Option<String> {
        let (last, most) = ways.split_last()?;
        if most.is_empty() {
            return Some(last.clone());
        }
        Some(self.tell("list-or", [("most", most.join(", ").into()), ("last", last.as_str().into())]))
    }

    /// As it stands inside a sentence: "street and house number", "ZIP code". German nouns stay as they are.
    pub fn inside(self, label: &str) -> String {
        let mut letters = label.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if second.is_lowercase() && self.0 != Language::German => {
                format!("{}{second}{}", first.to_lowercase(), letters.as_str())
            }
            _ => label.to_owned(),
        }
    }

    /// In the order of the language's dictionary: "Österreich" stands at O in German.
    pub fn by_name<T>(self, things: impl IntoIterator<Item = T>, name: impl Fn(&T) -> String) -> Vec<T> {
        let mut named: Vec<(String, T)> = things.into_iter().map(|thing| (name(&thing), thing)).collect();
        match CollatorBorrowed::try_new(self.locale().into(), CollatorOptions::default()) {
            Ok(collator) => named.sort_by(|(a, _), (b, _)| collator.compare(a, b)),
            Err(_) => named.sort_by(|(a, _), (b, _)| a.cmp(b)),
        }
        named.into_iter().map(|(_, thing)| thing).collect()
    }
}
