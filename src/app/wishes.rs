//! Who waits for what is sold out: noted on a product's page, told once when pieces come back, forgotten then. Whether an
//! address was known is never said.

use super::checkout::step_of;
use super::{App, By, Error, letters, stock};
use crate::base::text::Email;
use crate::base::{Id, Language, Secret};
use crate::domain::catalog::{Product, Variant};
use crate::domain::letter::LetterKind;
use crate::domain::stock::Step;
use crate::domain::wish::{self, WISHES_PER_EMAIL_MAX, WISHES_PER_VARIANT_MAX, Wish};
use crate::mail;
use crate::store::tables::{StockKey, WishKey};
use crate::store::{Rows, Tx, tables};
use crate::words::Saying;

/// Notes that somebody waits. One who waits already, or for too many things, gets the same answer and nothing is noted.
pub async fn note(
    app: &App,
    by: &By,
    product: Id<Product>,
    variant: Id<Variant>,
    email: Email,
    language: Language,
) -> Result<(), Error> {
    app.write(by, "wishes.note", move |tx| {
        let key = (product, variant);
        let known = tx.get(&tables::PRODUCTS, &product)?.filter(Product::is_public);
        let known = known.as_ref().and_then(|p| p.variant(variant)).ok_or(Error::NotFound)?;
        if step_of(known, stock::level(tx.rows(), &key)?) != Step::Gone {
            return Err(Error::sentence(Saying::of("refused-here-again")));
        }
        if waiting(tx.rows(), &key)? >= WISHES_PER_VARIANT_MAX {
            return Err(Error::sentence(Saying::of("refused-many-wait")));
        }
        let own: Vec<WishKey> = tx.rows().by(&tables::WISH_BY_EMAIL, &email, WISHES_PER_EMAIL_MAX)?;
        if own.len() >= WISHES_PER_EMAIL_MAX || own.iter().any(|(p, v, _)| (*p, *v) == key) {
            return Ok(());
        }
        let before = own.first().map(|other| tx.get(&tables::WISHES, other)).transpose()?.flatten();
        let secret = before.map_or_else(|| Secret::new(tx.random()), |wish| wish.secret);
        let (asked, id) = (tx.now(), Id::new(tx.now(), tx.random()));
        Ok(tx.put(&tables::WISHES, &(product, variant, id), &Wish { email: email.clone(), language, secret, asked })?)
    })
    .await
}

/// How many wait for it.
pub fn waiting(rows: &(dyn Rows + '_), key: &StockKey) -> Result<usize, Error> {
    Ok(rows.under(&tables::WISHES, key, WISHES_PER_VARIANT_MAX)?.len())
}

/// More can be bought than before: those who waited longest are written to, and not waiting any more.
pub(in crate::app) fn came_back(tx: &mut Tx<'_>, key: StockKey, more: i64) -> Result<(), Error> {
    let waiting = tx.rows().under(&tables::WISHES, &key, wish::letters(more))?;
    if waiting.is_empty() {
        return Ok(());
    }
    let product = tx.get(&tables::PRODUCTS, &key.0)?.filter(Product::is_public);
    let Some((product, variant)) = product.as_ref().and_then(|p| Some((p, p.variant(key.1)?))) else { return Ok(()) };
    for (wish_key, wish) in waiting {
        let about = mail::back_in_stock(product, variant, &wish);
        letters::owe(tx, LetterKind::BackInStock, &wish.email, None, &about)?;
        tx.remove(&tables::WISHES, &wish_key)?;
    }
    Ok(())
}

/// Ends everything the holder of a letter's link waits for. A link that is unknown ends nothing, and nobody is told.
pub async fn end(app: &App, by: &By, secret: Secret) -> Result<(), Error> {
    app.write(by, "wishes.end", move |tx| {
        for key in tx.rows().by(&tables::WISH_BY_SECRET, &secret.hash(), WISHES_PER_EMAIL_MAX)? {
            tx.remove(&tables::WISHES, &key)?;
        }
        Ok(())
    })
    .await
}
