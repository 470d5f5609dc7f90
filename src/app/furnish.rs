//! Furnishing an empty shop: the goods of *Clay & Leaf*, and ninety days of a small shop's life.
//!
//! The past is made by the same verbs as the present, each told when it happened, so every ledger, sum and story is a true
//! one. Same goods, same day, same shop: all chance comes from one seed.

mod goods;
mod past;
mod words;

use super::{App, By, Error};
use crate::base::time::DAY;
use crate::base::{Broken, Random, Time};
use crate::demo::goods::Goods;
use crate::domain::catalog::Product;
use std::sync::Arc;

pub use goods::{Painting, paintings};

/// How far back the shop's life goes.
const DAYS: i32 = 90;
const SEED: [u8; 32] = *b"clay & leaf, the same every time";

/// Who owns the demo.
pub const OWNER_EMAIL: &str = "ana@clay-and-leaf.example";

/// Lays out shelves and goods, so that the shop can open. The past comes after, by [`live_through`].
///
/// # Errors
/// Goods that do not read, breakage.
pub async fn lay_out(app: &App, goods: &Goods, origin: &str) -> Result<Vec<Product>, Error> {
    let opened = app.now().minus(i64::from(DAYS + 1) * DAY);
    let by = By { at: Some(opened), ..By::shop() };
    words::write(app, &by, origin).await?;
    goods::write(app, &by, goods).await
}

/// Settings, pages and an owner, and nothing for sale.
pub async fn set_the_scene(app: &App, origin: &str) -> Result<(), Error> {
    words::write(app, &By::shop(), origin).await
}

/// Ninety days of orders, up to an hour ago.
pub async fn live_through(app: &Arc<App>, goods: &Goods, products: Vec<Product>) -> Result<usize, Error> {
    let mut random = Random::from_seed(SEED);
    let plan = past::plan(&mut random, app.now(), &app.settings()?.zone(), goods, &products);
    let stocked = By { at: Some(app.now().minus(i64::from(DAYS + 1) * DAY)), ..By::shop() };
    goods::stock(app, &stocked, goods, &products, &plan).await?;
    past::views(app, &mut random).await?;
    let given_back = plan.iter().filter(|p| p.is_cancelled()).flat_map(|p| &p.lines);
    let given_back = given_back.map(|l| (l.product, l.variant, i64::from(l.quantity.get()))).collect();
    let count = past::run(app, plan).await?;
    let counted = By { at: Some(app.now().minus(crate::base::time::HOUR)), ..By::shop() };
    goods::recount(app, &counted, given_back).await?;
    goods::wait(app, goods, &products).await?;
    // From now on letters are caught; until here nobody was to be disturbed by the past.
    super::settings::change(app, &By::shop(), |settings| {
        settings.mail.server = crate::domain::settings::MailServer::Caught;
        Ok(())
    })
    .await?;
    Ok(count)
}

/// Has it been done before?
pub fn is_furnished(app: &App) -> Result<bool, Error> {
    super::settings::is_set_up(app)
}

fn unreadable(what: &str) -> Error {
    Broken::new(format!("the demo's {what} cannot be read")).into()
}

/// A time of day a shop is visited, `day` days before `now`.
fn some_time(random: &mut Random, now: Time, zone: &jiff::tz::TimeZone, days_ago: i32) -> Time {
    let start = now.day(zone).plus(-days_ago).starts(zone);
    // Between eight and twenty-three, most in the evening.
    let minutes = 8 * 60 + random.below(8 * 60) + random.below(7 * 60);
    start.plus(minutes as i64 * crate::base::time::MINUTE)
}
