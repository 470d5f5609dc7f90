//! One life of a shop, drawn from one seed: what people do, what the clock does, what the machine and the place elsewhere do,
//! step by step, and after each step the auditor.

use super::auditor::Auditor;
use super::comeback;
use super::deeds::{Deed, Scene};
use super::machine::Machine;
use super::place::{MOODS, Mood};
use super::promises::{Promises, Said};
use super::{Trail, shoppers, staff};
use duka::app::backups::away::Sent;
use duka::app::{App, By, catalog, furnish, imports, settings};
use duka::base::time::{DAY, HOUR, MINUTE, SECOND};
use duka::base::{Clock, Id, Random, Secret, Time};
use duka::domain::catalog::{Product, Variant};
use duka::domain::settings::MailServer;
use duka::domain::stock::Change;
use duka::jobs::{Care, SCHEDULES};
use duka::ops::keys::Keys;
use duka::ops::restore::At;
use std::future::{Future, poll_fn};
use std::io::Cursor;
use std::pin::pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::runtime::Runtime;

/// Many lives share a machine.
const SENDING_ENDS_WITHIN: Duration = Duration::from_secs(60);

/// Every so many steps the auditor looks at everything.
const EVERYTHING_EVERY: u32 = 20;
const STEPS: u32 = 60;
/// One life in so many is a busy one: more is written than the store keeps of its journal.
const BUSY_ONE_IN: u64 = 8;

pub struct Life<'r> {
    pub rt: &'r Runtime,
    pub trail: &'r Trail,
    pub random: Random,
    pub machine: Machine,
    pub care: Option<Arc<Care>>,
    pub promises: Promises,
    pub auditor: Auditor,
    goods: Vec<(Id<Product>, Id<Variant>)>,
    gateway_key: String,
    latest: Time,
    named: u64,
    /// What was written is handed to history and to the place elsewhere after each step, as the running shop does; or now
    /// and then.
    eager: bool,
    busy: bool,
    /// When history was followed last.
    followed: Time,
    pub keys_confirmed: bool,
    /// This entry came back from elsewhere once.
    came_back: u64,
}

/// Lives one life to its end. Whatever is wrong panics.
pub fn live(seed: u64, rt: &Runtime, trail: &Trail) {
    let mut life = Life::begin(seed, rt, trail);
    for step in 1..=STEPS {
        trail.step(step);
        life.step();
        life.looks();
        if step % EVERYTHING_EVERY == 0 {
            life.looks_at_everything();
        }
    }
    life.ends();
}

impl<'r> Life<'r> {
    fn begin(seed: u64, rt: &'r Runtime, trail: &'r Trail) -> Life<'r> {
        let bytes = blake3::hash(&seed.to_le_bytes());
        let mut random = Random::from_seed(*bytes.as_bytes());
        let clock = Clock::frozen(crate::shop::NOW);
        // Half of all lives on redb.
        let mut machine = Machine::new(seed.is_multiple_of(2), clock, Random::from_seed(random.seed()));
        let care = machine.start();
        let auditor = Auditor::new(care.app.store());
        let (eager, busy) = (random.below(2) == 0, random.below(BUSY_ONE_IN) == 0);
        let mut life = Life {
            rt,
            trail,
            random,
            machine,
            care: Some(care),
            promises: Promises::default(),
            auditor,
            goods: Vec::new(),
            gateway_key: String::new(),
            latest: crate::shop::NOW,
            named: 0,
            eager,
            busy,
            followed: crate::shop::NOW,
            keys_confirmed: false,
            came_back: 0,
        };
        life.opens_the_shop();
        if life.random.below(4) > 0 {
            life.confirms_the_key();
        }
        life
    }

    fn opens_the_shop(&mut self) {
        let app = self.app();
        self.waits(furnish::set_the_scene(&app, "http://shop.test")).unwrap();
        for (n, (title, price)) in [("Mug", "24.00"), ("Bowl", "36.50"), ("Vase", "120.00")].into_iter().enumerate() {
            let id = self.waits(catalog::create(&app, &By::shop(), title.into(), price.into())).unwrap();
            let product = app.read(|rows| Ok(rows.get(&duka::store::tables::PRODUCTS, &id)?)).unwrap().unwrap();
            let variant = product.variants[0].id;
            let pieces = Change::Received(3 + self.random.below(20) as i64);
            self.waits(catalog::change_stock(&app, &By::shop(), id, variant, pieces, "opening".into())).unwrap();
            if n == 2 {
                let beyond = |product: &mut Product| {
                    product.variants[0].sell_when_out = true;
                    Ok(())
                };
                self.waits(catalog::change(&app, &By::shop(), id, beyond)).unwrap();
            }
            self.promises.price_was(id, product.variants[0].price);
            self.goods.push((id, variant));
        }
        self.gateway_key = app.settings().unwrap().payments.test_gateway.unwrap();
    }

    pub fn app(&self) -> Arc<App> {
        self.care.as_ref().unwrap().app.clone()
    }

    /// Drives the writer by hand until the answer is there.
    pub fn waits<T>(&self, asked: impl Future<Output = T>) -> T {
        let app = self.app();
        let mut asked = pin!(asked);
        self.rt.block_on(poll_fn(|context| {
            loop {
                if let Poll::Ready(answer) = asked.as_mut().poll(context) {
                    return Poll::Ready(answer);
                }
                if !app.store().step() {
                    return Poll::Pending;
                }
            }
        }))
    }

    fn step(&mut self) {
        match self.random.below(100) {
            0..=44 => self.people(),
            45..=49 => self.together(|scene| vec![staff::prices(scene)]),
            50..=54 => self.together(staff::post),
            55..=72 => self.some_job(),
            73..=75 => self.visitor(),
            76..=80 => self.clock_moves(),
            81..=86 => self.disk_changes(),
            87..=89 => self.crashes("the power goes"),
            90..=93 => self.place_changes(),
            94..=95 => self.owner_acts(),
            96 => self.imports(),
            _ => self.comes_back(),
        }
        if self.busy && self.random.below(8) == 0 {
            self.much_is_written();
        }
        if self.eager {
            self.job("keep history");
            if self.random.below(4) == 0 {
                self.sends_while_it_sells();
            } else {
                self.job("send backups");
            }
        }
    }

    fn scene<'s>(&'s mut self, app: &'s Arc<App>) -> Scene<'s> {
        Scene {
            app,
            random: &mut self.random,
            promises: &mut self.promises,
            orders: &self.auditor.orders,
            goods: &self.goods,
            gateway_key: &self.gateway_key,
            latest: self.latest,
            named: &mut self.named,
        }
    }

    /// Up to four people at the same time.
    fn people(&mut self) {
        self.together(|scene| {
            let people = 1 + scene.random.below(4);
            let one = |_| match scene.random.below(3) {
                0..=1 => shoppers::does_something(scene),
                _ => staff::does_something(scene),
            };
            (0..people).flat_map(one).collect()
        });
    }

    /// Deeds that reach the writer together. The power may go before it runs, while it commits, or before it is heard.
    fn together(&mut self, plan: impl FnOnce(&mut Scene<'_>) -> Vec<Deed>) {
        let app = self.app();
        let mut deeds = plan(&mut self.scene(&app));
        let fate = self.random.below(25);
        let mut answers: Vec<Option<String>> = Vec::new();
        for deed in &mut deeds {
            answers.push(self.asks(deed));
        }
        if fate == 1 {
            self.machine.power_goes_soon();
        }
        while fate != 0 && app.store().step() {}
        for (deed, answer) in deeds.iter_mut().zip(&mut answers) {
            // Some answers are lost on the way.
            if fate > 2 && answer.is_none() {
                *answer = self.asks(deed);
            }
        }
        for (deed, answer) in deeds.iter().zip(&answers) {
            self.trail.say(&format!("{}: {}", deed.what, answer.as_deref().unwrap_or("nobody heard the answer")));
        }
        drop((deeds, app));
        if fate < 3 {
            self.crashes("the power goes meanwhile");
        } else if self.machine.was_hit() && self.random.below(3) == 0 {
            // Before anything later can make good what the disk lost.
            self.crashes("the power goes right after the disk failed");
        }
    }

    fn asks(&mut self, deed: &mut Deed) -> Option<String> {
        let mut context = Context::from_waker(Waker::noop());
        let Poll::Ready(effect) = deed.doing.as_mut().poll(&mut context) else { return None };
        Some(match effect(&mut self.promises) {
            Said::Yes(said) | Said::No(said) => said,
            Said::Broken(why) => {
                assert!(self.machine.troubled, "{} broke although nothing was wrong: {why}", deed.what);
                format!("broken ({why})")
            }
        })
    }

    /// Hundreds of notes within a moment.
    fn much_is_written(&mut self) {
        const GROUPS: usize = 5;
        const NOTES: usize = 60;
        for _ in 0..GROUPS {
            self.together(|scene| (0..NOTES).flat_map(|_| staff::notes(scene)).collect());
            self.looks();
        }
    }

    fn some_job(&mut self) {
        let nth = self.random.below(SCHEDULES.len() as u64) as usize;
        self.job(SCHEDULES[nth].name);
    }

    /// One round of a schedule, and what must hold after it.
    pub fn job(&mut self, name: &str) {
        let schedule = SCHEDULES.iter().find(|schedule| schedule.name == name).unwrap();
        let care = self.care.clone().unwrap();
        // This one asks nothing of the writer: whoever drives it meanwhile is somebody else.
        let done = match &care.elsewhere {
            Some(elsewhere) if name == "send backups" => self.rt.block_on(async {
                let begun = (schedule.run)(care.clone()).await?;
                // Senders have threads of their own, so only a watch of this world can tell that one never ends.
                let settled = tokio::time::timeout(SENDING_ENDS_WITHIN, elsewhere.under_way.settled()).await;
                Ok(begun + settled.expect("sending never ends") as usize)
            }),
            _ => self.waits((schedule.run)(care.clone())),
        };
        drop(care);
        self.machine.place.meanwhile(None);
        if let Err(error) = &done {
            assert!(self.machine.troubled, "{name} failed although nothing was wrong: {error:?}");
        }
        self.trail.say(&format!("{name}: {done:?}"));
        match (name, &done) {
            ("keep history", Ok(_)) => self.followed = self.machine.clock.now(),
            ("send backups", Ok(_)) => self.believes_the_place(),
            _ => {}
        }
    }

    /// The shop sells while the place takes its time.
    fn sends_while_it_sells(&mut self) {
        let app = self.app();
        let mut deeds = staff::notes(&mut self.scene(&app));
        for deed in &mut deeds {
            self.asks(deed);
        }
        // Nobody waits for the answer.
        drop(deeds);
        self.machine.place.meanwhile(Some(Box::new(move || while app.store().step() {})));
        self.trail.say("backups are sent while a note is written");
        self.job("send backups");
        let app = self.app();
        while app.store().step() {}
    }

    /// It is said that everything lies elsewhere: does it? A liar is believed, but what came back once is not given up.
    fn believes_the_place(&mut self) {
        // On its own, so that nobody holds the shop when the power goes.
        let sent = self.app().backups.now().away.first().and_then(|away| away.sent);
        if self.random.below(4) > 0 {
            return;
        }
        match sent {
            Some(Sent { up_to, .. }) if !self.machine.place.lied() => self.elsewhere_has(up_to),
            _ if self.came_back > 0 => self.elsewhere_has(self.came_back),
            _ => {}
        }
    }

    pub fn elsewhere_has(&mut self, up_to: u64) {
        self.looks();
        let home = self.machine.home.path();
        let reached = comeback::from_elsewhere(home, &self.machine.place, &self.auditor);
        let reached = reached.unwrap_or_else(|why| panic!("nothing came back from elsewhere: {why}"));
        assert!(reached >= up_to, "elsewhere was said to have entry {up_to}, and has {reached}");
        self.came_back = self.came_back.max(reached);
    }

    fn visitor(&mut self) {
        let app = self.app();
        let (product, variant) = self.goods[self.random.below(3) as usize];
        let cookie = Secret::new(&mut self.random).hash();
        let one = duka::base::text::Quantity::new(1).unwrap();
        app.views.one();
        let filled = self.waits(duka::app::cart::add(&app, cookie, product, variant, one)).is_ok();
        let left = duka::app::cart::of(&app, Some(cookie)).is_ok_and(|cart| !cart.lines.is_empty());
        self.trail.say(&format!("somebody fills a cart and leaves: {filled}"));
        assert!(self.machine.troubled || filled == left, "a cart was filled and is empty");
    }

    fn clock_moves(&mut self) {
        let spans = [SECOND, MINUTE, 31 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 8 * DAY, 365 * DAY, -HOUR, -2 * DAY];
        let span = spans[self.random.below(spans.len() as u64) as usize];
        self.machine.clock.advance(span);
        self.latest = Time::from_micros(self.latest.micros().max(self.machine.clock.now().micros()));
        self.trail.say(&format!("the clock moves by {} s", span / SECOND));
    }

    fn disk_changes(&mut self) {
        if self.random.below(2) == 0 {
            self.machine.heals();
            self.trail.say("the disk is well");
        } else {
            let what = self.machine.goes_wrong();
            self.trail.say(&what);
        }
    }

    /// The power goes and comes back.
    pub fn crashes(&mut self, why: &str) {
        self.trail.say(why);
        let care = self.care.take().unwrap();
        self.machine.crash(care);
        self.care = Some(self.machine.start());
        self.machine.place.is_looked_at_anew();
        self.auditor.looks(self.app().store(), &self.promises);
        self.looks_at_everything();
    }

    fn place_changes(&mut self) {
        let mood = if self.random.below(2) == 0 { Mood::Well } else { MOODS[self.random.below(5) as usize] };
        self.machine.place.turns(mood);
        self.trail.say(&format!("the place elsewhere: {mood:?}"));
    }

    fn owner_acts(&mut self) {
        match self.random.below(4) {
            0 => self.confirms_the_key(),
            1 => {
                self.app().store().believe_clock();
                self.trail.say("the owner believes the clock");
            }
            2 => {
                self.app().backups.ask();
                self.job("back up");
            }
            _ => {
                let caught = self.random.below(2) == 0;
                self.mail_is(if caught { MailServer::Caught } else { MailServer::None });
            }
        }
    }

    pub fn mail_is(&mut self, server: MailServer) {
        self.trail.say(&format!("the mail server: {server:?}"));
        let app = self.app();
        let changed = self.waits(settings::change(&app, &By::shop(), move |settings| {
            settings.mail.server = server.clone();
            Ok(())
        }));
        assert!(self.machine.troubled || changed.is_ok(), "settings could not be changed: {changed:?}");
    }

    pub fn confirms_the_key(&mut self) {
        let mut keys = Keys::open(self.machine.home.path()).unwrap();
        assert!(keys.confirm(&keys.recovery_text()).unwrap());
        self.keys_confirmed = true;
        self.trail.say("the owner types the recovery key back");
    }

    fn imports(&mut self) {
        let n = self.random.below(5);
        let list = format!(
            "Title,URL handle,Description,Vendor,SKU,Price,Inventory quantity,Inventory tracker\n\
             Plate {n},plate-{n},Flat,Kiln,P-{n},{}.00,5,shopify\n\
             Cup {n},cup-{n},Small,Kiln,C-{n},9.50,7,shopify\n",
            10 + self.random.below(5)
        );
        let app = self.app();
        let file = Cursor::new(list.into_bytes());
        let taken = self.waits(imports::run(&app, &By::shop(), "list.csv", file, false));
        assert!(self.machine.troubled || taken.is_ok(), "an import failed although nothing was wrong: {taken:?}");
        self.trail.say(&format!("a list is imported: {:?}", taken.map(|report| (report.new, report.changed))));
    }

    fn comes_back(&mut self) {
        self.looks();
        let history = self.care.as_ref().unwrap().history.as_ref().unwrap();
        let last = history.lock().unwrap_or_else(PoisonError::into_inner).status().last;
        let Some(last) = last else { return };
        let newest = self.random.below(2) == 0;
        let at = if newest { At::Newest } else { At::Seq(1 + self.random.below(last.seq)) };
        self.trail.say(&format!("the shop is brought back beside itself: {at:?}"));
        comeback::from_its_own_folder(self.machine.home.path(), &self.auditor, at);
    }

    pub fn looks(&mut self) {
        let store_closed = self.app().closed_because();
        if let Some(why) = store_closed {
            assert!(self.machine.troubled, "selling ended although nothing was wrong: {why:?}");
            self.crashes("selling has ended: the machine is started again");
        }
        let app = self.app();
        self.auditor.looks(app.store(), &self.promises);
        self.nothing_went_before_it_was_kept(&app);
    }

    /// Entries leave the store's journal only when history has them, or when they waited for an hour.
    fn nothing_went_before_it_was_kept(&self, app: &App) {
        let history = self.care.as_ref().unwrap().history.as_ref().unwrap();
        let status = history.lock().unwrap_or_else(PoisonError::into_inner).status();
        let kept = status.last.map_or(0, |last| last.seq);
        let oldest = app.store().oldest().unwrap().seq;
        let waited = self.latest.since(self.followed) > HOUR;
        assert!(waited || oldest <= kept, "entries up to {oldest} left the journal, history has {kept}");
        assert!(waited || status.missing.is_empty(), "history has a gap: {:?}", status.missing);
    }

    pub fn looks_at_everything(&mut self) {
        let app = self.app();
        self.auditor.looks_at_everything(&app, &self.promises);
    }
}
