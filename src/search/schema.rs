//! What stands in the index about a product, and how a product becomes one entry. Must not know how it is searched.

use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use xxhash_rust::xxh3::xxh3_64;

use super::Doc;
use super::outline;
use super::words::{Cutter, Word, code};

/// Raise it when words are cut or kept differently: every index of an older cut is then made anew.
const CUT: u32 = 1;
const TEXT_BYTES_MAX: usize = 1_000;
/// Tantivy may keep thousands of products waiting while it writes, so none may be long.
const DESCRIPTION_BYTES_MAX: usize = 8_000;
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
        let title = prefix(&doc.title, TEXT_BYTES_MAX);
        let name = cutter.words(title);
        let marks = doc.tags.iter().chain(&doc.collections).take(LIST_ITEMS_MAX);
        let mut cut = |text: &String| cutter.words(prefix(text, TEXT_BYTES_MAX));
        let labels: Vec<Vec<Word>> = [&doc.vendor, &doc.kind].into_iter().chain(marks).map(&mut cut).collect();
        let options: Vec<Vec<Word>> = doc.options.iter().take(LIST_ITEMS_MAX).map(&mut cut).collect();
        let said = labels.iter().chain(&options).flatten().chain(&name);
        entry.add_text(self.vocabulary, spaced(said.map(|word| &word.shown)));
        let labelled = labels.iter().chain(&options).flatten();
        for number in outline::numbers(&name, outline::head(title, cutter), labelled) {
            entry.add_u64(self.outline, number);
        }
        let description = cutter.words(prefix(&doc.description, DESCRIPTION_BYTES_MAX));
        let lists = [
            (Searched::Name, vec![name]),
            (Searched::Labels, labels),
            (Searched::Options, options),
            (Searched::Description, vec![description]),
        ];
        for (searched, texts) in lists {
            for words in texts {
                entry.add_text(self.of(searched), spaced(words.iter().map(|word| &word.stem)));
            }
        }
        entry
    }
}

/// A text field whose words we cut ourselves; tantivy gets them with spaces between.
fn text(build: &mut SchemaBuilder, name: &str, record: IndexRecordOption, lengths: bool) -> Field {
    let indexing =
        TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(record).set_fieldnorms(lengths);
    build.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn spaced<'a>(words: impl Iterator<Item = &'a String>) -> String {
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
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
