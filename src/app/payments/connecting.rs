//! Connecting the shop with an account that takes cards, and choosing between test and live. The key is tried before it is
//! kept; one that does not work changes nothing.

use super::asking::ask;
use crate::app::{App, By, Error, settings};
use crate::domain::cards::Connection;
use crate::domain::payment::Mode;
use crate::pay::stripe::connect::{self, Connect};

/// No account has more addresses of ours to forget.
const QUESTIONS_MAX: usize = 120;

/// The field a sentence about a key stands at.
pub fn field(mode: Mode) -> &'static str {
    match mode {
        Mode::Test => "test_key",
        Mode::Live => "live_key",
    }
}

/// Where the provider tells what happened, when it can come here.
pub fn address(settings: &crate::domain::settings::Settings) -> Option<String> {
    settings.shop.origin.starts_with("https://").then(|| settings.link("/hooks/stripe"))
}

/// Tries a key and keeps it. The first one that works is the one buyers pay with.
///
/// # Errors
/// One sentence at the key's field: what is wrong with it.
pub async fn connect(app: &App, by: &By, mode: Mode, typed: &str) -> Result<Connection, Error> {
    let before = app.settings()?;
    let wrong = |sentence: String| Error::field(field(mode), sentence);
    let mut connect = Connect::begin(mode, typed, address(&before), app.now()).map_err(wrong)?;
    for _ in 0..QUESTIONS_MAX {
        let Some(question) = connect.question() else { break };
        let answer = ask(app, &question).await.ok_or_else(|| {
            wrong(
                "Stripe could not be reached. Is this computer connected to the internet? Nothing was changed.".into(),
            )
        })?;
        connect.hear(&answer).map_err(wrong)?;
    }
    let found = connect.found();
    if let Some(old) = before.payments.cards.of(mode).filter(|old| old.account != found.account) {
        is_forgotten(app, old).await;
    }
    let kept = found.clone();
    settings::change(app, by, move |settings| {
        settings.payments.cards.set(mode, Some(kept.clone()));
        settings.payments.cards.used = settings.payments.cards.used.or(Some(mode));
        Ok(())
    })
    .await?;
    Ok(found)
}

/// An account that is left tells this shop nothing any more. If it cannot be asked, its messages are not believed either way.
async fn is_forgotten(app: &App, connection: &Connection) {
    if let Some(request) = connect::forget(connection)
        && ask(app, &request).await.is_none_or(|answer| !answer.is_good())
    {
        tracing::info!(account = connection.account, "Stripe could not be told to stop sending messages to this shop");
    }
}

/// The key goes. Payments that are under way with it cannot be asked about any more.
pub async fn disconnect(app: &App, by: &By, mode: Mode) -> Result<(), Error> {
    let before = app.settings()?;
    let connection = before.payments.cards.of(mode).ok_or(Error::NotFound)?;
    is_forgotten(app, connection).await;
    settings::change(app, by, move |settings| {
        let cards = &mut settings.payments.cards;
        cards.set(mode, None);
        cards.used = cards.used.filter(|used| *used != mode);
        Ok(())
    })
    .await
}

/// Which connection buyers pay with; `None`: cards are not offered.
pub async fn use_mode(app: &App, by: &By, mode: Option<Mode>) -> Result<(), Error> {
    settings::change(app, by, move |settings| {
        let cards = &mut settings.payments.cards;
        if let Some(mode) = mode.filter(|mode| cards.of(*mode).is_none()) {
            return Err(Error::field("used", format!("Please connect with a {} key first.", mode.code())));
        }
        cards.used = mode;
        Ok(())
    })
    .await
}
