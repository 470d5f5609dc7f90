//! Bringing a store back from a base and thirty increments, beside a bare redb that is loaded with the same rows in their
//! order, and beside reading the rows without any store.

use duka::base::{Clock, Random};
use duka::ops::archive::{self, Manifest};
use duka::ops::backup::increment::{End, Made};
use duka::ops::backup::{base, part};
use duka::ops::restore::{At, Source, look_through, restore};
use duka::outside::targets::Target;
use duka::outside::targets::folder::Folder;
use duka::store::codec::Stored;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::queue::{Outcome, Queue, Verdict};
use duka::store::table::{Table, TableDef};
use duka::store::{Cause, ENGINES, Options, Store};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::{Duration, Instant};

const ROWS: u64 = 300_000;
const WRITTEN_AT_ONCE: u64 = 500;
/// Each changes a hundredth of the rows.
const INCREMENTS: u64 = 30;
const CACHE_BYTES: usize = 32 << 20;

/// About as large as an order.
#[derive(Clone, Serialize, Deserialize)]
struct Thing {
    text: String,
}

impl Stored for Thing {
    const SCHEMA: u16 = 1;
}

const THINGS: Table<u64, Thing> = Table::new(10, "things");
static TABLES: &[TableDef] = &[THINGS.with(&[])];

pub fn run(folder: &Path) {
    let home = folder.join("restore");
    std::fs::create_dir_all(home.join("history")).unwrap();
    let target = Folder::at(&home.join("backup"));
    let newest = lived(&home, &target);
    let history = home.join("history");
    let source = Source { bases: &target, history: &history };
    let chain = archive::manifests(&target).unwrap().0;
    let plain: u64 = chain.iter().flat_map(|m| &m.parts).map(|p| p.plain).sum();
    println!("bringing {} rows back, {} MB before packing, {} snapshots:", newest.rows(), plain >> 20, chain.len());

    let mut random = Random::from_seed([1; 32]);
    let began = Instant::now();
    let engine = ENGINES[0].1(&home.join("restored.redb"), CACHE_BYTES).unwrap();
    restore(&source, At::Newest, (&*engine, TABLES), &home.join("work"), &mut random, &|_| {}).unwrap();
    let restored = tell("restored", newest.rows(), plain, began.elapsed());
    drop(engine);
    let began = Instant::now();
    look_through(&source, At::Newest, TABLES, &home.join("work"), &|_| {}).unwrap();
    tell("read row by row, no store", newest.rows(), plain, began.elapsed());
    let bare = tell("bare redb, loaded in order", newest.rows(), plain, bare_load(&home, &target, &chain[0]));
    println!("  restoring is {:.2} x as fast as the bare load", bare.as_secs_f64() / restored.as_secs_f64());
    std::fs::remove_dir_all(&home).unwrap();
}

fn tell(what: &str, rows: u64, bytes: u64, took: Duration) -> Duration {
    let (rows, megabytes) = (rows as f64 / took.as_secs_f64(), bytes as f64 / 1e6 / took.as_secs_f64());
    println!("  {what:<32} {:>7.2} s {rows:>10.0} rows/s {megabytes:>7.1} MB/s", took.as_secs_f64());
    took
}

/// A store with months behind it, and its snapshots.
fn lived(home: &Path, target: &Folder) -> Manifest {
    let options = Options {
        tables: TABLES,
        kept: true,
        clock: Clock::Real,
        seed: [1; 32],
        twice: false,
        time_limit: Duration::from_secs(60),
    };
    let store = Store::open(ENGINES[1].1(Path::new(""), 0).unwrap(), options).unwrap();
    let mut history = History::open(&home.join("history"), BUDGET_BYTES).unwrap();
    let mut random = Random::from_seed([7; 32]);
    for first in (0..ROWS).step_by(WRITTEN_AT_ONCE as usize) {
        write(&store, (first..first + WRITTEN_AT_ONCE).collect(), &mut random);
        history.follow(&store).unwrap();
    }
    let mut newest = base::make(&store, target, Clock::Real.now()).unwrap();
    for _ in 0..INCREMENTS {
        for _ in 0..ROWS / 100 / WRITTEN_AT_ONCE {
            let keys = (0..WRITTEN_AT_ONCE).map(|_| random.below(ROWS)).collect();
            write(&store, keys, &mut random);
        }
        while history.follow(&store).unwrap().entries > 0 {}
        let end = End::of(&store, &newest, Clock::Real.now()).unwrap();
        let work = home.join("sorting");
        std::fs::create_dir_all(&work).unwrap();
        let Made::Increment(made) = end.make(&home.join("history"), target, &work).unwrap() else {
            panic!("an increment was to be made")
        };
        newest = made;
    }
    newest
}

fn write(store: &Store, keys: Vec<u64>, random: &mut Random) {
    let text = |random: &mut Random| (0..25).map(|_| format!("{:016x}", random.u64())).collect::<String>();
    let rows: Vec<(u64, Thing)> = keys.into_iter().map(|key| (key, Thing { text: text(random) })).collect();
    let work = move |tx: &mut duka::store::Tx<'_>| {
        let put = rows.iter().try_for_each(|(key, row)| tx.put(&THINGS, key, row));
        if put.is_ok() { Verdict::Commit } else { Verdict::Refuse }
    };
    let mut answer = store.submit(Queue::Bulk, Cause::of("bench", "bench"), Box::new(work)).unwrap();
    while store.step() {}
    assert!(matches!(answer.try_recv(), Ok(Outcome::Committed(_))));
}

/// The rows of the base into redb itself, chunk by chunk, synced at the end as a restore is.
fn bare_load(home: &Path, target: &Folder, base: &Manifest) -> Duration {
    const ROWS_DEFINED: redb::TableDefinition<&[u8], &[u8]> = redb::TableDefinition::new("rows");
    let rows: Vec<part::Row> = base
        .parts
        .iter()
        .flat_map(|p| part::read(p.table, &target.get(&p.name).unwrap().unwrap()).unwrap().map(Result::unwrap))
        .collect();
    let database = redb::Builder::new().set_cache_size(CACHE_BYTES).create(home.join("bare.redb")).unwrap();
    let began = Instant::now();
    for some in rows.chunks(10_000) {
        let mut work = database.begin_write().unwrap();
        work.set_durability(redb::Durability::None).unwrap();
        {
            let mut table = work.open_table(ROWS_DEFINED).unwrap();
            for (key, record) in some {
                table.insert(key.as_slice(), record.as_deref().unwrap()).unwrap();
            }
        }
        work.commit().unwrap();
    }
    database.begin_write().unwrap().commit().unwrap();
    began.elapsed()
}
