//! What Today says, read from one view of the store: every list behind it has an index and an end.

use crate::app::backups::Drill;
use crate::app::backups::away::Away;
use crate::app::payments::doubts;
use crate::app::standing::Standing;
use crate::app::{App, Error, care, https, letters, places, reports, views};
use crate::base::time::DAY;
use crate::base::{Day, Time};
use crate::domain::https::Https;
use crate::domain::https::words::Said;
use crate::domain::letter::Letter;
use crate::domain::order::{Order, Stage};
use crate::domain::report::DaySum;
use crate::domain::settings::MailServer;
use crate::store::trust::Doubt;
use crate::store::{Rows, Span, keys, tables};
use crate::web::admin::frame::Desk;

/// Days of the curve, today among them.
pub const DAYS: usize = 30;
const LATEST: usize = 5;
/// Things nearly gone that are named; all others stand in the products list.
const LOW_NAMED_MAX: usize = 5;
const LOW_LOOKED_AT_MAX: usize = 60;
const COUNTED_MAX: usize = 200;
/// A letter that waits longer than that is worth a word.
const LETTER_PATIENCE: i64 = crate::base::time::HOUR;

/// A letter that failed is spoken of for so long; it stays in the list of letters.
const FAILED_TOLD: i64 = 14 * DAY;

pub struct Facts {
    pub now: Time,
    pub today: Day,
    /// The last 60 days, the oldest first.
    pub days: Vec<DaySum>,
    pub views_today: u64,
    pub to_ship: Heap,
    pub unpaid: Heap,
    pub problems: Heap,
    pub failed: Failed,
    /// Payments a person must look at.
    pub doubts: usize,
    pub letters_waiting: usize,
    pub letters_late: bool,
    pub mail_missing: bool,
    pub low: Vec<Low>,
    pub latest: Vec<Order>,
    pub products: bool,
    pub closed: bool,
    /// It was restored, and nobody has opened it yet.
    pub brought_back: bool,
    /// Orders of another machine that wait to be decided.
    pub apart: usize,
    pub clock: Option<Doubt>,
    /// Pieces of the record of changes that are not there.
    pub gaps: usize,
    /// The disk is full, or nearly.
    pub little_room: bool,
    pub backup_failed: bool,
    /// Why old backups on this computer could not be taken away.
    pub old_stay: Option<String>,
    /// The places elsewhere.
    pub away: Vec<Away>,
    /// What is to be said of the certificate, when it ends soon and nothing comes after it.
    pub certificate: Option<Said>,
}

/// How many orders lie in a stage, and the oldest of them.
pub struct Heap {
    pub count: usize,
    pub oldest: Option<Time>,
}

/// How many letters came to nothing lately, and the newest of them.
pub struct Failed {
    pub count: usize,
    pub newest: Option<Letter>,
}

/// Something nearly gone.
pub struct Low {
    pub product: String,
    pub title: String,
    pub left: i64,
}

pub fn gather(desk: &Desk) -> Result<Facts, Error> {
    let app = desk.app();
    let now = app.now();
    let today = now.day(&desk.settings.zone());
    let views_today = app.read_passing(|rows| views::on(rows, today))?;
    let closed = app.closed_because().is_some();
    let (clock, gaps) = (care::clock_doubt(app), app.gaps.count());
    let backup = app.backups.now();
    let away = places::standing(app)?;
    let failed_drill = backup.newest().map(|k| &k.drill);
    let certificate = certificate(app, now)?;
    app.read(|rows| {
        let (letters_waiting, oldest) = letters::waiting(rows, now, COUNTED_MAX)?;
        Ok(Facts {
            now,
            today,
            days: reports::days(rows, today, 2 * DAYS)?,
            views_today,
            to_ship: heap(rows, Stage::ToShip)?,
            unpaid: heap(rows, Stage::Unpaid)?,
            problems: heap(rows, Stage::Problem)?,
            failed: failed(rows, now)?,
            doubts: doubts::open(rows, Span::all(), COUNTED_MAX)?.0.len(),
            letters_waiting,
            letters_late: oldest > LETTER_PATIENCE,
            mail_missing: desk.settings.mail.server == MailServer::None,
            low: low(rows, desk.settings.mail.stock_low_at)?,
            latest: latest(rows)?,
            products: !rows.walk(&tables::PRODUCT_BY_TITLE, Span::all(), 1)?.rows.is_empty(),
            closed,
            brought_back: app.standing() == Standing::BroughtBack,
            apart: app.rejoin.count(),
            clock,
            gaps,
            little_room: app.room.little(),
            away: away.clone(),
            old_stay: backup.old_stay.clone(),
            certificate: certificate.clone(),
            backup_failed: backup.trouble.is_some() || matches!(failed_drill, Some(Drill::Failed { .. })),
        })
    })
}

/// A certificate that ends, or doors that cannot be opened though visitors should come in by them.
fn certificate(app: &App, now: Time) -> Result<Option<Said>, Error> {
    let closed = app.https.closed();
    let concerns = |kept: &Https| kept.ends_soon(now) || (kept.works.is_some() && closed.is_some());
    let kept = https::kept(app)?.filter(concerns);
    Ok(kept.map(|kept| kept.says(&app.https.seen(), &[], closed.as_deref(), now)))
}

fn heap(rows: &(dyn Rows + '_), stage: Stage) -> Result<Heap, Error> {
    let span = Span::prefix(&keys::encode(&tables::stage_byte(stage)));
    let found = rows.walk(&tables::ORDER_BY_STAGE, span, COUNTED_MAX)?.rows;
    Ok(Heap { count: found.len(), oldest: found.first().map(|((_, placed), _)| *placed) })
}

fn failed(rows: &(dyn Rows + '_), now: Time) -> Result<Failed, Error> {
    let lately = keys::encode(&now.minus(FAILED_TOLD));
    let span = Span { from: lately, to: None, backwards: true };
    let found = rows.walk(&tables::LETTER_FAILED, span, COUNTED_MAX)?.rows;
    let newest = match found.first() {
        Some((_, id)) => rows.get(&tables::LETTERS, id)?,
        None => None,
    };
    Ok(Failed { count: found.len(), newest })
}

fn low(rows: &(dyn Rows + '_), at: i64) -> Result<Vec<Low>, Error> {
    let mut low = Vec::new();
    for (left, (product, variant)) in rows.walk(&tables::STOCK_BY_SCARCITY, Span::all(), LOW_LOOKED_AT_MAX)?.rows {
        if left > at || low.len() == LOW_NAMED_MAX {
            break;
        }
        let Some(product) = rows.get(&tables::PRODUCTS, &product)?.filter(|p| p.is_public()) else { continue };
        let Some(variant) = product.variant(variant).filter(|v| v.counted && !v.sell_when_out) else { continue };
        let name = variant.name();
        let title = if name.is_empty() { product.title.clone() } else { format!("{}, {name}", product.title) };
        low.push(Low { product: product.id.to_string(), title, left });
    }
    Ok(low)
}

fn latest(rows: &(dyn Rows + '_)) -> Result<Vec<Order>, Error> {
    let found = rows.walk(&tables::ORDER_BY_TIME, Span::all().backwards(), LATEST)?.rows;
    let orders = found.iter().map(|(_, id)| rows.get(&tables::ORDERS, id));
    Ok(orders.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
