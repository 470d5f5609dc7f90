//! Taking in another shop's product list: a few products at a time, behind what people do, so that buying goes on.
//!
//! A product is known by its web address. What is the same is left alone, so a second import of the same file changes
//! nothing. Stock is set for things that are new; of things that are here it is left as it is, because pieces may have been
//! sold since the file was written.

use super::story::tell;
use super::{App, By, Error, catalog, settings_of, stock};
use crate::base::text::Handle;
use crate::base::{Broken, Id};
use crate::domain::catalog::{Collection, DESCRIPTION_CHARS_MAX, Product, Variant};
use crate::domain::event::{Subject, What};
use crate::domain::stock::{Change, MovementKind};
use crate::import::{self, Draft, Found, Trouble, UnusedColumn};
use crate::store::{Cause, Rows, Tx, tables};
use std::io::Read;
use tokio::sync::mpsc;

/// Products written by one piece of work: small, because buyers wait behind it.
const CHUNK_PRODUCTS: usize = 25;
/// Chunks read ahead.
const CHUNKS_AHEAD: usize = 4;
/// Troubles told one by one; the rest is counted.
pub const TROUBLES_MAX: usize = 1_000;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub format: String,
    pub lines: u64,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    pub troubles: Vec<Trouble>,
    pub troubles_beyond: u64,
    pub unused: Vec<UnusedColumn>,
    /// Pictures are named by addresses; they are not fetched.
    pub pictures_named: u64,
    /// The first few titles, for a preview.
    pub titles: Vec<String>,
}

/// What the reading side hands to the writing side.
enum Step {
    Drafts(Vec<Draft>),
    End(Report),
    Unreadable(String),
}

/// Reads the file and takes it in; `dry`: only says what it would do.
///
/// # Errors
/// A sentence when it is no list we know; breakage. What was taken in before stays and is told by the next run.
pub async fn run(app: &App, by: &By, name: &str, file: impl Read + Send + 'static, dry: bool) -> Result<Report, Error> {
    let currency = app.settings()?.currency;
    let (send, mut steps) = mpsc::channel(CHUNKS_AHEAD);
    let reading = tokio::task::spawn_blocking(move || read(file, currency, &send));
    let batch = app.draw(|random| Id::<Report>::new(app.now(), random));
    let (mut done, mut told) = (Report::default(), None);
    while let Some(step) = steps.recv().await {
        match step {
            Step::Drafts(drafts) => {
                let counted = if dry { preview(app, &drafts)? } else { take(app, by, batch, drafts).await? };
                done.new += counted.new;
                done.changed += counted.changed;
                done.same += counted.same;
            }
            Step::End(report) => told = Some(report),
            Step::Unreadable(sentence) => return Err(Error::field("file", sentence)),
        }
    }
    reading.await.map_err(|e| Broken::because("reading the file", &e))?;
    let told = told.ok_or_else(|| Broken::new("the file was not read to its end"))?;
    let report = Report { new: done.new, changed: done.changed, same: done.same, ..told };
    if !dry && report.new + report.changed > 0 {
        let (by_inside, name, rows) = (by.clone(), name.to_owned(), report.new + report.changed);
        app.write(by, "imports.done", move |tx| {
            tell(tx, &by_inside, Subject::Settings, What::Imported { name: name.clone(), rows })
        })
        .await?;
    }
    Ok(report)
}

/// The reading side, in a thread of its own.
fn read(file: impl Read, currency: crate::base::Currency, send: &mpsc::Sender<Step>) {
    const TITLES_SHOWN: usize = 12;
    let mut import = match import::open(file, currency) {
        Ok(import) => import,
        Err(unreadable) => {
            // A listener that has gone needs no answer.
            let _gone = send.blocking_send(Step::Unreadable(unreadable.to_string()));
            return;
        }
    };
    let mut report = Report { format: import.format().to_owned(), ..Report::default() };
    let mut chunk = Vec::with_capacity(CHUNK_PRODUCTS);
    for found in import.by_ref() {
        match found {
            Found::Product(draft) => {
                report.pictures_named += draft.pictures.len() as u64;
                if report.titles.len() < TITLES_SHOWN {
                    report.titles.push(draft.title.clone());
                }
                chunk.push(*draft);
            }
            Found::Trouble(trouble) if report.troubles.len() < TROUBLES_MAX => report.troubles.push(trouble),
            Found::Trouble(_) => report.troubles_beyond += 1,
        }
        if chunk.len() == CHUNK_PRODUCTS && send.blocking_send(Step::Drafts(std::mem::take(&mut chunk))).is_err() {
            return;
        }
    }
    report.lines = import.lines_read();
    report.unused = import.columns_unknown();
    if send.blocking_send(Step::Drafts(chunk)).is_ok() {
        // A listener that has gone needs no report.
        let _gone = send.blocking_send(Step::End(report));
    }
}

fn preview(app: &App, drafts: &[Draft]) -> Result<Report, Error> {
    let mut counted = Report::default();
    app.read(|rows| {
        counted = Report::default();
        for draft in drafts {
            match known(rows, draft)? {
                None => counted.new += 1,
                Some(product) => match merged(rows, &product, draft)? {
                    after if after == product => counted.same += 1,
                    _ => counted.changed += 1,
                },
            }
        }
        Ok(())
    })?;
    Ok(counted)
}

async fn take(app: &App, by: &By, batch: Id<Report>, drafts: Vec<Draft>) -> Result<Report, Error> {
    let mut cause = Cause { batch: Some(*batch.bytes()), ..Cause::of("imports.take", by.actor.name()) };
    cause.request = by.request;
    let by = by.clone();
    app.write_bulk(cause, move |tx| {
        let mut counted = Report::default();
        for draft in &drafts {
            take_one(tx, &by, draft, &mut counted)?;
        }
        Ok(counted)
    })
    .await
}

fn take_one(tx: &mut Tx<'_>, by: &By, draft: &Draft, counted: &mut Report) -> Result<(), Error> {
    collections(tx, draft)?;
    match known(tx.rows(), draft)? {
        Some(before) => {
            let mut after = merged(tx.rows(), &before, draft)?;
            if after == before {
                counted.same += 1;
                return Ok(());
            }
            counted.changed += 1;
            let fresh = name_variants(tx, &mut after);
            catalog::save(tx, by, &before, after)?;
            first_stock(tx, by, before.id, draft, &fresh)
        }
        None => {
            counted.new += 1;
            let (id, variant, now) = (Id::new(tx.now(), tx.random()), Id::new(tx.now(), tx.random()), tx.now());
            let price = draft.variants.first().map_or(settings_of(tx.rows())?.zero(), |v| v.price);
            let mut bare = Product::new(id, variant, &draft.title, price, now)?;
            bare.handle = draft.handle.clone();
            bare.first_offered = None;
            bare.variants.clear();
            let mut product = merged(tx.rows(), &bare, draft)?;
            let fresh = name_variants(tx, &mut product);
            catalog::insert(tx, by, product)?;
            first_stock(tx, by, id, draft, &fresh)
        }
    }
}

/// The product a draft speaks of: the one at its address.
fn known(rows: &(dyn Rows + '_), draft: &Draft) -> Result<Option<Product>, Error> {
    match rows.one(&tables::PRODUCT_BY_HANDLE, &draft.handle)? {
        Some(id) => Ok(rows.get(&tables::PRODUCTS, &id)?),
        None => Ok(None),
    }
}

/// No id yet: given when it is written.
const UNNAMED: [u8; 16] = [0; 16];

/// What the product becomes. Variants are known by their values; those the file does not have stay.
fn merged(rows: &(dyn Rows + '_), before: &Product, draft: &Draft) -> Result<Product, Error> {
    let mut after = before.clone();
    after.title = draft.title.clone();
    after.description = catalog::clean(&draft.description.chars().take(DESCRIPTION_CHARS_MAX).collect::<String>());
    after.vendor = draft.vendor.clone();
    after.kind = draft.kind.clone();
    after.tags = draft.tags.clone();
    after.status = draft.status;
    after.tax_class = draft.tax_class;
    after.facts = draft.facts.clone();
    after.seo_title = draft.seo_title.clone();
    after.seo_description = draft.seo_description.clone();
    for title in &draft.collections {
        let id = rows.one(&tables::COLLECTION_BY_HANDLE, &Handle::from_title(title))?;
        if let Some(id) = id.filter(|id| !after.collections.contains(id)) {
            after.collections.push(id);
        }
    }
    let same_options = after.options.iter().map(|o| &o.name).eq(draft.options.iter().map(|o| &o.name));
    if !same_options {
        after.variants.clear();
    }
    after.options = draft.options.clone();
    for variant in &draft.variants {
        let kept = after.variants.iter_mut().find(|v| v.values == variant.values);
        let target = match kept {
            Some(kept) => kept,
            None => {
                after.variants.push(Variant {
                    values: variant.values.clone(),
                    ..Variant::new(Id::from_bytes(UNNAMED), variant.price)
                });
                let last = after.variants.len() - 1;
                &mut after.variants[last]
            }
        };
        target.sku = variant.sku.clone();
        target.barcode = variant.barcode.clone();
        target.price = variant.price;
        target.price_before = variant.price_before;
        target.weight_grams = variant.weight_grams;
        target.counted = variant.counted;
        target.sell_when_out = variant.sell_when_out;
    }
    // Values of variants that stay although the file does not have them.
    for (i, option) in after.options.iter_mut().enumerate() {
        for variant in &after.variants {
            if let Some(value) = variant.values.get(i).filter(|v| !option.values.contains(v)) {
                option.values.push(value.clone());
            }
        }
    }
    Ok(after)
}

/// Gives new variants their ids. Answers those.
fn name_variants(tx: &mut Tx<'_>, product: &mut Product) -> Vec<Id<Variant>> {
    let mut fresh = Vec::new();
    for variant in product.variants.iter_mut().filter(|v| *v.id.bytes() == UNNAMED) {
        variant.id = Id::new(tx.now(), tx.random());
        fresh.push(variant.id);
    }
    fresh
}

fn first_stock(
    tx: &mut Tx<'_>,
    by: &By,
    product: Id<Product>,
    draft: &Draft,
    fresh: &[Id<Variant>],
) -> Result<(), Error> {
    let Some(written) = tx.get(&tables::PRODUCTS, &product)? else { return Ok(()) };
    for variant in written.variants.iter().filter(|v| v.counted && fresh.contains(&v.id)) {
        let quantity = draft.variants.iter().find(|d| d.values == variant.values).and_then(|d| d.quantity).unwrap_or(0);
        let key = (product, variant.id);
        let before = stock::level(tx.rows(), &key)?;
        let after = before.change(Change::Counted(quantity.max(0)));
        stock::moved(tx, by, key, (before, after), MovementKind::Counted, None, "brought in from a file")?;
    }
    Ok(())
}

/// Makes the collections a draft names and the shop does not have.
fn collections(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Error> {
    const FIRST_POSITION: u32 = 100;
    for title in &draft.collections {
        let handle = Handle::from_title(title);
        if tx.one(&tables::COLLECTION_BY_HANDLE, &handle)?.is_some() {
            continue;
        }
        let id = Id::new(tx.now(), tx.random());
        let collection = Collection {
            id,
            handle,
            title: title.clone(),
            description: String::new(),
            picture: None,
            position: FIRST_POSITION,
            listed: true,
        };
        tx.put(&tables::COLLECTIONS, &id, &collection)?;
    }
    Ok(())
}

impl Report {
    /// The report as lines of text, for a terminal.
    pub fn lines_of_text(&self, dry: bool) -> Vec<String> {
        let would = if dry { "would be " } else { "" };
        let mut out = vec![format!(
            "{}: {} lines read, {} products {would}new, {} {would}changed, {} the same.",
            self.format, self.lines, self.new, self.changed, self.same
        )];
        for trouble in &self.troubles {
            let column = trouble.column.as_ref().map(|c| format!(", column “{c}”")).unwrap_or_default();
            out.push(format!("  line {}{column}: {}", trouble.line, trouble.sentence));
        }
        if self.troubles_beyond > 0 {
            out.push(format!("  … and {} more lines with remarks.", self.troubles_beyond));
        }
        if !self.unused.is_empty() {
            let names: Vec<String> = self.unused.iter().map(|c| format!("{} ({} filled)", c.name, c.filled)).collect();
            out.push(format!("Columns that were not used: {}.", names.join(", ")));
        }
        if self.pictures_named > 0 {
            out.push(format!(
                "{} pictures are named by their addresses; they were not fetched. Please upload them.",
                self.pictures_named
            ));
        }
        out
    }
}
