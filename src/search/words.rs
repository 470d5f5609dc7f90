//! The shop tokenizer: how a name, a text or a search is cut into words. Names and searches go through the same
//! cut, so that "18V", "18 volt" and "18-volts" meet. Must not know the index.

use std::ops::Range;

use deunicode::deunicode_char;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

use super::units;

#[cfg(test)]
mod tests;

/// Nobody searches for a longer word, and the index must not keep one.
const WORD_CHARS_MAX: usize = 40;

/// Words that say nothing about a product.
const SILENT: [&str; 10] = ["for", "with", "and", "the", "of", "a", "an", "to", "by", "on"];

/// One word and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text it came from.
    pub span: Range<usize>,
    /// Lower case, as a person writes it: "töpfe".
    pub shown: String,
    /// Without accents: "topfe".
    pub plain: String,
    /// Without English endings: what is compared.
    pub stem: String,
}

impl Word {
    pub fn is_number(&self) -> bool {
        self.plain.bytes().any(|b| b.is_ascii_digit())
    }
}

/// Cuts texts into words. Cheap to make; holds the Snowball stemmer for English.
pub struct Cutter {
    stemmer: TextAnalyzer,
}

impl Cutter {
    pub fn new() -> Cutter {
        let stemmer = Stemmer::new(Language::English);
        Cutter { stemmer: TextAnalyzer::builder(RawTokenizer::default()).filter(stemmer).build() }
    }

    /// The words of a text, in order, without the silent ones.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let (mut after_number, mut after_measure) = (false, false);
        for span in pieces(text) {
            let shown = spelled(&text[span.clone()]);
            let number = shown.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            let folded = fold(&shown);
            let unit = units::one_spelling(&folded, after_number).filter(|_| !number);
            // "x" between two measures only separates them; a mark (' or ") is a unit or nothing.
            let separates = folded == "x" && after_measure;
            (after_number, after_measure) = (number, number || unit.is_some());
            let plain = unit.map_or(folded, str::to_owned);
            if number || !(separates || SILENT.contains(&plain.as_str()) || plain.starts_with(is_mark)) {
                let stem = if number { plain.clone() } else { self.stem(&plain) };
                words.push(Word { span, shown, plain, stem });
            }
        }
        words
    }

    pub fn stem(&mut self, plain: &str) -> String {
        let mut stream = self.stemmer.token_stream(plain);
        stream.next().map_or_else(|| plain.to_owned(), |token| token.text.clone())
    }
}

/// Where the pieces of a text stand: runs of letters, numbers, and the marks for inch and foot.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let digit = |i: usize| at(i).is_some_and(|c| c.is_ascii_digit());
    let letter = |i: usize| at(i).is_some_and(is_letter);
    let byte = |i: usize| chars.get(i).map_or(text.len(), |&(b, _)| b);
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        let start = i;
        i += 1;
        if digit(start) || (c == '.' && digit(i)) {
            // A fraction, a decimal and a grouped number are one word: 3/4, .440, 1,000.
            while digit(i) || (matches!(at(i), Some('.' | ',' | '/')) && digit(i - 1) && digit(i + 1)) {
                i += 1;
            }
        } else if is_letter(c) {
            // An apostrophe inside a word belongs to it (men's); "DeckOver" is two words, "iPhone" is one.
            let mut part = start;
            while letter(i) || (matches!(at(i), Some('\'' | '’')) && letter(i + 1)) {
                let humps = at(i).is_some_and(char::is_uppercase) && at(i - 1).is_some_and(char::is_lowercase);
                if humps && i - part >= 2 && letter(i + 1) {
                    found.push(byte(part)..byte(i));
                    part = i;
                }
                i += 1;
            }
            found.push(byte(part)..byte(i));
            continue;
        } else if !is_mark(c) {
            continue;
        }
        found.push(byte(start)..byte(i));
    }
    found
}

/// The marks that mean inch or foot behind a number.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '″' | '”' | '\'' | '′' | '’')
}

/// Letters of any script, and the marks that sit on them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) || (c.is_numeric() && !c.is_ascii_digit())
}

/// Lower case, numbers in one spelling ("1,000" is 1000, "1,5" is 1.5), no apostrophes inside words.
fn spelled(piece: &str) -> String {
    let lower: String = piece.chars().take(WORD_CHARS_MAX).flat_map(char::to_lowercase).collect();
    if let Some((whole, rest)) = lower.split_once(',') {
        let grouped = rest.len() == 3 || rest.contains(',');
        return if grouped { lower.replace(',', "") } else { format!("{whole}.{rest}") };
    }
    if lower.chars().count() > 1 { lower.replace(['\'', '’'], "") } else { lower }
}

/// Latin letters without their accents; other scripts stay as they are.
pub fn fold(shown: &str) -> String {
    if shown.is_ascii() {
        return shown.to_owned();
    }
    let mut plain = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                plain.extend(deunicode_char(c).unwrap_or_default().chars().flat_map(char::to_lowercase));
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// A stock code as it is compared: only its letters and digits, "AB-12 c" is "ab12c".
pub fn code(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(WORD_CHARS_MAX).collect()
}
