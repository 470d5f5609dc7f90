//! An address as it stands on a parcel: the lines, in the order of its country's post.
//!
//! This file must not know: paper, printers, HTML.

use crate::domain::place::Country;

use super::layout::Layout;
use super::{Address, Field};

/// Where the scripts of East Asia begin in Unicode.
const EAST_ASIAN: char = '\u{2E80}';

impl Address {
    /// The lines for a letter posted inside the country; empty ones are left out.
    pub fn lines(&self) -> Vec<String> {
        let layout = Layout::of(self.country);
        let post = layout.post_latin.filter(|_| self.is_latin()).unwrap_or(layout.post);
        post.split('|').map(|row| self.line(row)).filter(|line| !line.is_empty()).collect()
    }

    /// The lines for a letter posted in `home`: a foreign one ends with the name of its country.
    pub fn lines_from(&self, home: Country) -> Vec<String> {
        self.lines_abroad(home, self.country.name())
    }

    /// The same with the country by the name the reader knows.
    pub fn lines_abroad(&self, home: Country, name: &str) -> Vec<String> {
        let abroad = (self.country != home).then(|| name.to_owned());
        self.lines().into_iter().chain(abroad).collect()
    }

    fn line(&self, row: &str) -> String {
        let parts: Vec<String> = row.split(' ').filter_map(|word| self.part(word)).collect();
        parts.join(" ").trim_end_matches(',').to_owned()
    }

    /// A word of the layout with its signs ("city,", "〒postcode"), filled in; nothing if the field is empty.
    fn part(&self, word: &str) -> Option<String> {
        let key = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let text = match key {
            "region" => self.known_region().map_or(self.region.as_str(), |r| r.written),
            "province" => self.known_region().map_or(self.region.as_str(), |r| r.name),
            key => self.get(Field::from_key(key)?),
        };
        (!text.is_empty()).then(|| word.replacen(key, text, 1))
    }

    /// Written small to large in Latin letters, large to small in those of East Asia.
    fn is_latin(&self) -> bool {
        self.line1.chars().chain(self.city.chars()).all(|c| c < EAST_ASIAN)
    }
}
