//! Tidying up: what has no use any more goes, a little at a time.

use super::checkout::TOKEN_AGE_MAX;
use super::{App, By, Error, cart, people};
use crate::base::time::DAY;
use crate::domain::wish::WISH_AGE_MAX;
use crate::store::{Span, keys, tables};

/// A provider repeats a message for a few days at most.
const HOOK_AGE_MAX: i64 = 30 * DAY;
const SWEPT_MAX: usize = 200;

/// One round. Answers how many rows went: none while the clock is in doubt, for what is old by it may be from today.
pub async fn round(app: &App) -> Result<usize, Error> {
    if app.store().time_doubt(app.now()).is_some() {
        return Ok(0);
    }
    let passing = cart::sweep(app).await? + people::sweep(app).await?;
    if nothing_old(app)? {
        return Ok(passing);
    }
    let by = By::shop();
    let kept = app.write(&by, "sweep", |tx| {
        let until =
            |age: i64| Span { from: Vec::new(), to: Some(keys::encode(&tx.now().minus(age))), backwards: false };
        let tokens = tx.rows().walk(&tables::PLACED_BY_TIME, until(TOKEN_AGE_MAX), SWEPT_MAX)?.rows;
        let hooks = tx.rows().walk(&tables::HOOK_BY_TIME, until(HOOK_AGE_MAX), SWEPT_MAX)?.rows;
        let wishes = tx.rows().walk(&tables::WISH_BY_TIME, until(WISH_AGE_MAX), SWEPT_MAX)?.rows;
        for (_, key) in &wishes {
            tx.remove(&tables::WISHES, key)?;
        }
        for (_, key) in &tokens {
            tx.remove(&tables::PLACED, key)?;
        }
        for (_, key) in &hooks {
            tx.remove(&tables::HOOKS, key)?;
        }
        Ok(tokens.len() + hooks.len() + wishes.len())
    });
    Ok(passing + kept.await?)
}

/// Looked at first, so that a quiet shop writes nothing.
fn nothing_old(app: &App) -> Result<bool, Error> {
    let until = |age: i64| Span { from: Vec::new(), to: Some(keys::encode(&app.now().minus(age))), backwards: false };
    app.read(|rows| {
        let tokens = rows.walk(&tables::PLACED_BY_TIME, until(TOKEN_AGE_MAX), 1)?.rows;
        let hooks = rows.walk(&tables::HOOK_BY_TIME, until(HOOK_AGE_MAX), 1)?.rows;
        let wishes = rows.walk(&tables::WISH_BY_TIME, until(WISH_AGE_MAX), 1)?.rows;
        Ok(tokens.is_empty() && hooks.is_empty() && wishes.is_empty())
    })
}
