//! Reading a list in a thread of its own, a little ahead of whoever takes it in.

use super::{CHUNK_PRODUCTS, Report, TROUBLES_MAX};
use crate::base::Currency;
use crate::import::{self, Draft, Found};
use std::io::Read;
use tokio::sync::mpsc;

/// Chunks read ahead.
const CHUNKS_AHEAD: usize = 4;
const TITLES_SHOWN: usize = 12;

/// What the reading side hands to the writing side.
pub enum Step {
    /// The next few products, and how many lines were read so far.
    Drafts(Vec<Draft>, u64),
    End(Box<Report>),
    Unreadable(String),
}

/// Begins to read. The thread ends with the file, or when nobody listens any more.
pub fn begin(file: impl Read + Send + 'static, currency: Currency) -> mpsc::Receiver<Step> {
    let (send, steps) = mpsc::channel(CHUNKS_AHEAD);
    tokio::task::spawn_blocking(move || read(file, currency, &send));
    steps
}

fn read(file: impl Read, currency: Currency, send: &mpsc::Sender<Step>) {
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
    while let Some(found) = import.next() {
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
        if chunk.len() == CHUNK_PRODUCTS {
            let full = Step::Drafts(std::mem::take(&mut chunk), import.lines_read());
            if send.blocking_send(full).is_err() {
                return;
            }
        }
    }
    report.lines = import.lines_read();
    report.unused = import.columns_unknown();
    if send.blocking_send(Step::Drafts(chunk, report.lines)).is_ok() {
        // A listener that has gone needs no report.
        let _gone = send.blocking_send(Step::End(Box::new(report)));
    }
}
