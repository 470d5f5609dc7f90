//! The first thing a copy writes when it becomes the shop.

use super::brought_back::NUMBERS_LEFT_OUT;
use super::story::tell;
use super::{App, By, Error, checkout};
use crate::domain::event::{Subject, What};

/// What was ordered in the old machine's last moment may be known to its buyer only, so some numbers are left out.
pub async fn begin(app: &App) -> Result<(), Error> {
    let by = By::shop();
    let by_inside = by.clone();
    app.write(&by, "taking_over.begin", move |tx| {
        let last = checkout::last_number(tx.rows())?;
        checkout::continue_after(tx, last + NUMBERS_LEFT_OUT)?;
        let told = "Another machine took over the shop: this one. Orders go on here.";
        tell(tx, &by_inside, Subject::Settings, What::Note(told.into()))
    })
    .await
}
