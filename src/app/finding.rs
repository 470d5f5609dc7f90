//! Keeping search in step with the journal: what changed is looked up again and told to the index with its position.

use super::{App, Error, catalog};
use crate::base::{Broken, Id};
use crate::domain::catalog::{Collection, Product};
use crate::search::{Change, Doc};
use crate::store::{Entry, Gap, Position, Rows, Span, tables};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Journal read in one round.
const ROUND_BYTES_MAX: usize = 8 << 20;
/// Products read from one view while everything is indexed anew.
const REBUILD_STEP: usize = 200;

impl From<crate::search::Broken> for Error {
    fn from(broken: crate::search::Broken) -> Error {
        Error::Broken(Broken::because("search", &broken))
    }
}

/// What the index believes to be sold out, so that a sale is told only when that changes.
#[derive(Default)]
pub struct SoldOut(Mutex<BTreeMap<[u8; 16], bool>>);

impl SoldOut {
    /// Notes it; `true` when it was not known so.
    fn changed(&self, id: [u8; 16], available: bool) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, available) != Some(available)
    }
}

/// Takes in what the journal has after the index's own position. Answers how many products it looked at; 0 when there was
/// nothing to do. Slow: for a thread that may be kept busy.
pub fn follow(app: &App, sold_out: &SoldOut) -> Result<usize, Error> {
    let Some(from) = app.search.position().and_then(|text| text.parse::<Position>().ok()) else {
        return rebuild(app, sold_out);
    };
    if from == app.position() {
        return Ok(0);
    }
    let entries = match app.store().journal(&from, ROUND_BYTES_MAX) {
        Ok(entries) => entries,
        Err(Gap::Unknown) => return rebuild(app, sold_out),
        Err(Gap::Broken(broken)) => return Err(broken.into()),
    };
    let Some(last) = entries.last() else { return Ok(0) };
    let position = last.seal()?.1.to_string();
    let Some((edited, sold)) = touched(&entries) else { return rebuild(app, sold_out) };
    let mut changes = Vec::new();
    for id in edited.union(&sold) {
        let doc = app.read(|rows| doc_of(rows, Id::from_bytes(*id)))?;
        let news = sold_out.changed(*id, doc.as_ref().is_some_and(|d| d.available));
        if news || edited.contains(id) {
            changes.push(doc.map_or(Change::Gone(*id), Change::Put));
        }
    }
    let looked_at = changes.len();
    // An index that has nothing new keeps its old position: the next round reads these entries again, cheaply.
    const ENTRIES_BEHIND_MAX: u64 = 500;
    if looked_at > 0 || last.seq.saturating_sub(from.seq) > ENTRIES_BEHIND_MAX {
        app.search.follow(changes, &position)?;
    }
    Ok(looked_at)
}

type Ids = BTreeSet<[u8; 16]>;

/// Products that were edited, and products whose stock moved. `None`: a collection changed, which concerns too many.
fn touched(entries: &[Entry]) -> Option<(Ids, Ids)> {
    let (mut edited, mut sold) = (Ids::new(), Ids::new());
    for change in entries.iter().flat_map(|e| &e.changes) {
        let Some(id) = change.key.first_chunk::<16>() else { continue };
        match change.table {
            t if t == tables::PRODUCTS.id => _ = edited.insert(*id),
            t if t == tables::STOCK.id => _ = sold.insert(*id),
            t if t == tables::COLLECTIONS.id => return None,
            _ => {}
        }
    }
    Some((edited, sold))
}

/// Indexes everything anew from short views; what changes meanwhile comes by the journal afterwards.
pub fn rebuild(app: &App, sold_out: &SoldOut) -> Result<usize, Error> {
    let position = app.position().to_string();
    let mut after: Option<Vec<u8>> = None;
    let mut count = 0;
    let mut step: std::vec::IntoIter<Doc> = Vec::new().into_iter();
    let mut ended = false;
    let docs = std::iter::from_fn(|| {
        loop {
            if let Some(doc) = step.next() {
                sold_out.changed(doc.id, doc.available);
                count += 1;
                return Some(Ok::<Doc, Error>(doc));
            }
            if ended {
                return None;
            }
            match next_step(app, after.as_deref()) {
                Ok((docs, last)) => (step, ended, after) = (docs.into_iter(), last.is_none(), last),
                Err(error) => {
                    ended = true;
                    return Some(Err(error));
                }
            }
        }
    });
    app.search.rebuild(docs, &position)?;
    Ok(count)
}

fn next_step(app: &App, after: Option<&[u8]>) -> Result<(Vec<Doc>, Option<Vec<u8>>), Error> {
    app.read(|rows| {
        let span = after.map_or(Span::all(), |key| Span::all().after(key));
        let products = rows.span(&tables::PRODUCTS, span, REBUILD_STEP)?;
        let last =
            (products.len() == REBUILD_STEP).then(|| products.last().map(|(id, _)| id.bytes().to_vec())).flatten();
        let docs = products.into_iter().filter(|(_, p)| p.is_public()).map(|(_, p)| describe(rows, p));
        Ok((docs.collect::<Result<Vec<_>, Error>>()?, last))
    })
}

/// What search shall know of a product; `None` when it is not for sale.
fn doc_of(rows: &(dyn Rows + '_), id: Id<Product>) -> Result<Option<Doc>, Error> {
    let product = rows.get(&tables::PRODUCTS, &id)?.filter(Product::is_public);
    product.map(|p| describe(rows, p)).transpose()
}

fn describe(rows: &(dyn Rows + '_), product: Product) -> Result<Doc, Error> {
    let levels = rows.under(&tables::STOCK, &product.id, crate::domain::catalog::VARIANTS_MAX)?;
    let left =
        |v: &Id<_>| levels.iter().find(|((_, variant), _)| variant == v).map_or(0, |(_, level)| level.available());
    let available = product.variants.iter().any(|v| !v.counted || v.sell_when_out || left(&v.id) > 0);
    let title = |id: &Id<Collection>| rows.get(&tables::COLLECTIONS, id).map(|c| c.map(|c| c.title));
    let collections = product.collections.iter().map(title).collect::<Result<Vec<_>, _>>()?;
    Ok(Doc {
        id: *product.id.bytes(),
        description: catalog::plain(&product.description),
        options: product.options.iter().flat_map(|o| o.values.clone()).collect(),
        skus: product.variants.iter().filter(|v| !v.sku.is_empty()).map(|v| v.sku.clone()).collect(),
        collections: collections.into_iter().flatten().collect(),
        title: product.title,
        vendor: product.vendor,
        kind: product.kind,
        tags: product.tags,
        available,
    })
}
