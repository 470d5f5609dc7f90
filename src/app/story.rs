//! Writing down what happened, in the same transaction as the change itself.

use super::{By, Error};
use crate::base::Id;
use crate::domain::event::{Event, Subject, What};
use crate::store::{Tx, tables};

pub(in crate::app) fn tell(tx: &mut Tx<'_>, by: &By, subject: Subject, what: What) -> Result<(), Error> {
    let now = tx.now();
    let id = Id::new(now, tx.random());
    Ok(tx.put(&tables::EVENTS, &(subject, id), &Event { at: now, by: by.actor.clone(), what })?)
}

/// Tells of a field that has another value now; of one that has not, nothing.
pub(in crate::app) fn tell_change(
    tx: &mut Tx<'_>,
    by: &By,
    subject: Subject,
    field: &str,
    before: &str,
    after: &str,
) -> Result<(), Error> {
    if before == after {
        return Ok(());
    }
    /// Long texts are told by their beginning.
    const TOLD_CHARS_MAX: usize = 200;
    let short = |text: &str| text.chars().take(TOLD_CHARS_MAX).collect();
    tell(tx, by, subject, What::Changed { field: field.into(), before: short(before), after: short(after) })
}
