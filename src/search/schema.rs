//! What stands in the index about a product, and how a product becomes one entry. Must not know how it is searched.

use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use xxhash_rust::xxh3::xxh3_64;

use super::Doc;
use super::words::{Cutter, Word, code};

/// Raise it when words are cut or kept differently: every index of an older cut is then made anew.
const CUT: u32 = 1;
/// Ranking looks at so many words of a name: one bit each.
pub const NAME_WORDS_MAX: usize = 64;
const LABEL_WORDS_MAX: usize = 96;
const DESCRIPTION_BYTES_MAX: usize = 20_000;
const LIST_ITEMS_MAX: usize = 250;

/// The fields that are searched by word, with their weight: what a thing is called counts most.
pub const WEIGHTS: [(Searched, f32); 4] =
    [(Searched::Name, 1.0), (Searched::Labels, 0.5), (Searched::Options, 0.4), (Searched::Description, 0.2)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    Name,
    /// Vendor, kind, tags, collections.
    Labels,
    Options,
    Description,
}

/// The columns read while ranking.
pub const ID_HIGH: &str = "id_high";
pub const ID_LOW: &str = "id_low";
pub const AVAILABLE: &str = "available";
pub const OUTLINE: &str = "outline";

pub struct Fields {
    pub schema: Schema,
    pub id: Field,
    pub title: Field,
    pub code: Field,
    pub vocabulary: Field,
    searched: [Field; 4],
    id_high: Field,
    id_low: Field,
    available: Field,
    outline: Field,
}

impl Fields {
    pub fn new() -> Fields {
        let mut build = Schema::builder();
        let searched = [
            text(&mut build, "name", IndexRecordOption::WithFreqsAndPositions, true),
            text(&mut build, "labels", IndexRecordOption::WithFreqs, true),
            text(&mut build, "options", IndexRecordOption::WithFreqs, true),
            text(&mut build, "description", IndexRecordOption::WithFreqs, true),
        ];
        Fields {
            id: build.add_bytes_field("id", BytesOptions::default().set_indexed()),
            title: build.add_text_field("title", STORED),
            code: text(&mut build, "code", IndexRecordOption::Basic, false),
            vocabulary: text(&mut build, "vocabulary", IndexRecordOption::Basic, false),
            searched,
            id_high: build.add_u64_field(ID_HIGH, FAST),
            id_low: build.add_u64_field(ID_LOW, FAST),
            available: build.add_bool_field(AVAILABLE, FAST),
            outline: build.add_u64_field(OUTLINE, FAST),
            schema: build.build(),
        }
    }

    pub fn of(&self, searched: Searched) -> Field {
        self.searched[searched as usize]
    }

    /// Names this form of the index. An index of another form is not read but made anew.
    pub fn version(&self) -> String {
        let fields: Vec<_> = self.schema.fields().map(|(_, entry)| entry).collect();
        let form = format!("{CUT} {} {fields:?}", tantivy::version_string());
        format!("{:016x}", xxh3_64(form.as_bytes()))
    }

    pub fn entry(&self, doc: &Doc, cutter: &mut Cutter) -> TantivyDocument {
        let mut entry = TantivyDocument::new();
        entry.add_bytes(self.id, &doc.id);
        entry.add_text(self.title, &doc.title);
        let (high, low) = halves(doc.id);
        entry.add_u64(self.id_high, high);
        entry.add_u64(self.id_low, low);
        entry.add_bool(self.available, doc.available);
        for sku in doc.skus.iter().take(LIST_ITEMS_MAX) {
            entry.add_text(self.code, code(sku));
        }
        let name = cutter.words(&doc.title);
        let labels: Vec<Vec<Word>> = [&doc.vendor, &doc.kind]
            .into_iter()
            .chain(doc.tags.iter().chain(&doc.collections).take(LIST_ITEMS_MAX))
            .map(|label| cutter.words(label))
            .collect();
        let options: Vec<Vec<Word>> = doc.options.iter().take(LIST_ITEMS_MAX).map(|o| cutter.words(o)).collect();
        for word in labels.iter().chain(&options).flatten().chain(&name) {
            entry.add_text(self.vocabulary, &word.shown);
        }
        let labelled = labels.iter().chain(&options).flatten();
        for number in outline(&name, head(&doc.title, cutter), labelled) {
            entry.add_u64(self.outline, number);
        }
        let description = cutter.words(prefix(&doc.description, DESCRIPTION_BYTES_MAX));
        entry.add_pre_tokenized_text(self.of(Searched::Name), tokens(name));
        labels.into_iter().for_each(|l| entry.add_pre_tokenized_text(self.of(Searched::Labels), tokens(l)));
        options.into_iter().for_each(|o| entry.add_pre_tokenized_text(self.of(Searched::Options), tokens(o)));
        entry.add_pre_tokenized_text(self.of(Searched::Description), tokens(description));
        entry
    }
}

/// A text field whose words we cut ourselves; `raw` only says that tantivy must not cut them again.
fn text(build: &mut SchemaBuilder, name: &str, record: IndexRecordOption, lengths: bool) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record).set_fieldnorms(lengths);
    build.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn tokens(words: Vec<Word>) -> PreTokenizedString {
    let token = |(position, word): (usize, Word)| Token {
        offset_from: word.span.start,
        offset_to: word.span.end,
        position,
        text: word.stem,
        position_length: 1,
    };
    PreTokenizedString { text: String::new(), tokens: words.into_iter().enumerate().map(token).collect() }
}

/// Where a word of the outline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Name = 0,
    /// Among the words that say what the thing is: the "Shower Door" of "Pivot Shower Door in Nickel".
    Head = 1,
    Label = 2,
}

/// The product as ranking sees it: one number per word, its mark and its place. Kept as a column, so that ranking
/// reads some bytes per product instead of its text.
fn outline<'a>(name: &[Word], head: std::ops::Range<usize>, labels: impl Iterator<Item = &'a Word>) -> Vec<u64> {
    let place = |i: usize| {
        if head.contains(&i) { Place::Head } else { Place::Name }
    };
    let names = name.iter().take(NAME_WORDS_MAX).enumerate().map(|(i, w)| (mark(&w.stem), place(i)));
    let labels = labels.take(LABEL_WORDS_MAX).map(|w| (mark(&w.stem), Place::Label));
    names.chain(labels).map(|(mark, place)| u64::from(mark) << 2 | place as u64).collect()
}

pub fn place(number: u64) -> (u32, Place) {
    let place = match number & 3 {
        0 => Place::Name,
        1 => Place::Head,
        _ => Place::Label,
    };
    ((number >> 2) as u32, place)
}

/// 24 bits tell the few words of a search from those of a name well enough.
pub fn mark(stem: &str) -> u32 {
    (xxh3_64(stem.as_bytes()) & 0xff_ffff) as u32
}

/// The head of a name: the last two words before it turns to details.
fn head(title: &str, cutter: &mut Cutter) -> std::ops::Range<usize> {
    const TURNS: [&str; 6] = [" in ", " with ", " for ", " - ", "(", ","];
    let lower = title.to_ascii_lowercase();
    let end = TURNS.iter().filter_map(|turn| lower.find(turn)).filter(|end| *end > 0).min().unwrap_or(title.len());
    let words = cutter.words(&title[..end]).len();
    words.saturating_sub(2)..words
}

pub fn prefix(text: &str, bytes_max: usize) -> &str {
    let end = (0..=bytes_max.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

pub fn halves(id: [u8; 16]) -> (u64, u64) {
    let whole = u128::from_be_bytes(id);
    ((whole >> 64) as u64, whole as u64)
}

pub fn whole(high: u64, low: u64) -> [u8; 16] {
    (u128::from(high) << 64 | u128::from(low)).to_be_bytes()
}
