//! The index at one moment: what a search looks at. Unchanging, so a search sees one state from beginning to end.
//! Must not know how the index is written.

use std::collections::BTreeSet;

use tantivy::collector::Count;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::{BooleanQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, SegmentReader, Term};

use super::schema::{self, Fields, Searched, WEIGHTS};
use super::vocabulary::Vocabulary;

pub struct Catalogue {
    pub searcher: Searcher,
    pub vocabulary: Vocabulary,
    columns: Vec<Columns>,
    /// What the caller named the state it brought us to.
    pub position: Option<String>,
}

/// What is read of every candidate, one set per segment.
pub struct Columns {
    id_high: Column<u64>,
    id_low: Column<u64>,
    pub available: Column<bool>,
    pub outline: Column<u64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = segment.fast_fields();
        Ok(Columns {
            id_high: columns.u64(schema::ID_HIGH)?,
            id_low: columns.u64(schema::ID_LOW)?,
            available: columns.bool(schema::AVAILABLE)?,
            outline: columns.u64(schema::OUTLINE)?,
        })
    }
}

impl Catalogue {
    pub fn read(searcher: Searcher, fields: &Fields, position: Option<String>) -> tantivy::Result<Catalogue> {
        let vocabulary = Vocabulary::read(&searcher, fields.vocabulary)?;
        let columns = searcher.segment_readers().iter().map(Columns::of).collect::<Result<_, _>>()?;
        Ok(Catalogue { searcher, vocabulary, columns, position })
    }

    /// The parts of the index this moment holds on to.
    pub fn segments(&self) -> BTreeSet<SegmentId> {
        self.searcher.segment_readers().iter().map(|segment| segment.segment_id()).collect()
    }

    pub fn columns(&self, at: DocAddress) -> &Columns {
        &self.columns[at.segment_ord as usize]
    }

    pub fn id(&self, at: DocAddress) -> [u8; 16] {
        let columns = self.columns(at);
        let half = |column: &Column<u64>| column.first(at.doc_id).unwrap_or_default();
        schema::whole(half(&columns.id_high), half(&columns.id_low))
    }

    pub fn products(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// How many products have this word, in the field where most have it.
    pub fn products_with(&self, fields: &Fields, stem: &str) -> tantivy::Result<u64> {
        let mut most = 0;
        for (searched, _) in WEIGHTS {
            most = most.max(self.searcher.doc_freq(&Term::from_field_text(fields.of(searched), stem))?);
        }
        Ok(most)
    }

    /// How rare a word is, as BM25 counts it.
    pub fn rarity(&self, fields: &Fields, stem: &str) -> tantivy::Result<f32> {
        let (all, with) = (self.products() as f32, self.products_with(fields, stem)? as f32);
        Ok((1.0 + (all - with).max(0.0) / (with + 0.5)).ln())
    }

    /// In how many names the two words stand side by side.
    pub fn side_by_side(&self, fields: &Fields, first: &str, second: &str) -> tantivy::Result<usize> {
        let name = fields.of(Searched::Name);
        let terms = vec![Term::from_field_text(name, first), Term::from_field_text(name, second)];
        self.searcher.search(&PhraseQuery::new(terms), &Count)
    }

    /// In how many names both words stand.
    pub fn together(&self, fields: &Fields, first: &str, second: &str) -> tantivy::Result<usize> {
        let name = fields.of(Searched::Name);
        let both = BooleanQuery::intersection(vec![exactly(name, first), exactly(name, second)]);
        self.searcher.search(&both, &Count)
    }
}

fn exactly(field: Field, stem: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::Basic))
}
