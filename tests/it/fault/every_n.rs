//! The run of works, and what must hold after the n-th operation failed.

use super::disk::{Disk, Fault};
use crate::bench::{No, TALLIES, THINGS, assert_clean, open_on, options, queue, thing};
use duka::base::Broken;
use duka::store::queue::{Outcome, Queue};
use duka::store::{Options, Span, Store, Tx};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

type Model = BTreeMap<u64, String>;

/// One work: new names for some things, `None` for those that go. It also counts itself.
type Step = &'static [(u64, Option<&'static str>)];

/// Groups of works; each group is one commit.
const RUN: &[&[Step]] = &[
    &[&[(1, Some("bowl")), (2, Some("cup"))]],
    &[&[(3, Some("jug"))], &[(1, Some("wide bowl"))], &[(4, Some("lid"))]],
    &[&[(2, None), (5, Some("pot"))]],
    &[&[(3, None)], &[(3, Some("jug again")), (6, Some("tray"))]],
    &[&[(6, None), (5, None), (4, None)]],
];

fn work(tx: &mut Tx<'_>, step: Step) -> Result<(), No> {
    for (key, name) in step {
        match name {
            Some(name) => tx.put(&THINGS, key, &thing(name, key % 2))?,
            None => tx.remove(&THINGS, key)?,
        }
    }
    let tally = "works".to_owned();
    let so_far = tx.get(&TALLIES, &tally)?.unwrap_or(0);
    Ok(tx.put(&TALLIES, &tally, &(so_far + 1))?)
}

fn apply(model: &mut Model, steps: &[Step]) {
    for (key, name) in steps.iter().flat_map(|step| step.iter()) {
        match name {
            Some(name) => model.insert(*key, (*name).to_owned()),
            None => model.remove(key),
        };
    }
}

/// What may be there: what was said yes to, and perhaps a group whose answer could not be known.
struct Expected {
    sure: Model,
    perhaps: Option<Model>,
}

/// A disk with a store of many pages, so that one commit does not rewrite what another one lost.
fn furnished(seed: u8) -> Disk {
    static DISK: LazyLock<Disk> = LazyLock::new(|| {
        let disk = Disk::new(0);
        let store = Store::open(Arc::new(open_on(&disk).unwrap()), once()).unwrap();
        for key in FURNITURE {
            crate::bench::put(&store, key, thing(&format!("{key} {}", "x".repeat(1_000)), key));
        }
        drop(store);
        disk
    });
    DISK.copy(seed)
}

/// Works are run once here: this is about disks.
fn once() -> Options {
    Options { twice: false, ..options() }
}

const FURNITURE: std::ops::Range<u64> = 100..116;

/// When the power goes.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Cut {
    /// When all works are done.
    AtTheEnd,
    /// As soon as the group that met the failure is answered: nothing later can make good what it lost.
    AtOnce,
}

/// Runs the works as far as they go. `None`: the store could not even be opened.
fn run(disk: &Disk, cut: Cut) -> Option<(Store, Expected)> {
    let engine = Arc::new(open_on(disk).ok()?);
    let store = Store::open(engine, once()).ok()?;
    let mut expected = Expected { sure: Model::new(), perhaps: None };
    for steps in RUN {
        let answers: Vec<_> = steps.iter().map(|step| queue(&store, Queue::People, |tx| work(tx, step))).collect();
        while store.step() {}
        let yes = answers.into_iter().map(|mut answer| matches!(answer.try_recv(), Ok(Outcome::Committed(_))));
        let yes: Vec<bool> = yes.collect();
        assert!(yes.iter().all(|one| *one == yes[0]), "a group is answered as one");
        if yes[0] {
            apply(&mut expected.sure, steps);
        } else if store.closed_because().is_some() {
            let mut model = expected.sure.clone();
            apply(&mut model, steps);
            expected.perhaps = Some(model);
            break;
        }
        if cut == Cut::AtOnce && disk.was_reached() {
            break;
        }
    }
    Some((store, expected))
}

fn found(store: &Store) -> Model {
    let all = store.read::<_, Broken>(|rows| rows.span(&THINGS, Span::all(), 100)).unwrap();
    let ours = |key: &u64| !FURNITURE.contains(key);
    assert_eq!(all.iter().filter(|(key, _)| !ours(key)).count(), FURNITURE.count());
    all.into_iter().filter(|(key, _)| ours(key)).map(|(key, thing)| (key, thing.name)).collect()
}

fn verify(store: &Store, expected: &Expected, at: &str) {
    let found = found(store);
    assert!(found == expected.sure || Some(&found) == expected.perhaps.as_ref(), "{at}: {found:?} {:?}", expected.sure);
}

/// What came of one run; `None` once the run ends before the n-th operation.
fn fail_at(n: u64, fault: Fault, cut: Cut) -> Option<bool> {
    // The engine creates its file beside its place, so a half-made one is never opened.
    let disk = furnished(n as u8 ^ (cut as u8) << 7);
    disk.fail_at(n, fault);
    let ran = run(&disk, cut);
    if !disk.was_reached() {
        return None;
    }
    let at = format!("{fault:?} at {n}, power cut {cut:?}");
    let closed = ran.as_ref().is_none_or(|(store, _)| store.closed_because().is_some());
    if let Some((store, expected)) = &ran
        && !closed
    {
        verify(store, expected, &at);
    }
    let expected = ran.map(|(store, expected)| {
        // The power goes while everything is still open.
        disk.cut_power();
        drop(store);
        expected
    });
    disk.cut_power();
    let store = Store::open(Arc::new(open_on(&disk).expect(&at)), once()).expect(&at);
    verify(&store, &expected.unwrap_or(Expected { sure: Model::new(), perhaps: None }), &at);
    let written = crate::bench::write(&store, |tx| work(tx, &[(9, Some("after"))]));
    assert!(written.is_ok(), "{at}: selling goes on");
    // All of it: checksums, indexes, sums, the chain.
    assert_clean(&store);
    Some(closed)
}

fn fail_at_every_n(fault: Fault, cut: Cut) -> (usize, usize) {
    let outcomes: Vec<bool> = (1..).map_while(|n| fail_at(n, fault, cut)).collect();
    (outcomes.len(), outcomes.iter().filter(|closed| **closed).count())
}

#[test]
fn power_cut_at_every_operation() {
    let (runs, _) = fail_at_every_n(Fault::PowerCut, Cut::AtTheEnd);
    assert!(runs > 30, "{runs}");
}

#[test]
fn one_failure_at_every_operation_is_survived_while_running() {
    use {Cut::*, Fault::*};
    for (fault, cut) in [(Fails, AtTheEnd), (Fails, AtOnce), (FailsUnseen, AtTheEnd), (FailsUnseen, AtOnce)] {
        let (runs, closed) = fail_at_every_n(fault, cut);
        assert!(runs > 30, "{runs}");
        // Only where the very opening failed.
        assert!(closed < runs / 3, "{closed} of {runs}");
    }
}

/// A disk that is full from the n-th operation on; `false` once the run ends before it.
fn full_at(n: u64) -> bool {
    let disk = furnished(n as u8);
    let (store, mut expected) = run(&disk, Cut::AtTheEnd).expect("a healthy disk");
    disk.fail_at(n, Fault::Full);
    for key in 20..23 {
        let large = move |tx: &mut Tx<'_>| Ok(tx.put(&THINGS, &key, &thing(&"x".repeat(50_000), 1))?);
        if crate::bench::write(&store, large).is_ok() {
            expected.sure.insert(key, "x".repeat(50_000));
        }
    }
    let reached = disk.was_reached();
    assert!(n > 1 || !expected.sure.contains_key(&20), "there was room after all");
    assert!(store.closed_because().is_none(), "full at {n}: {:?}", store.closed_because());
    assert!(found(&store) == expected.sure, "full at {n}");
    disk.heal();
    crate::bench::write(&store, |tx| work(tx, &[(9, Some("room"))])).unwrap();
    assert_clean(&store);
    reached
}

#[test]
fn a_full_disk_refuses_until_there_is_room() {
    let runs = (1..).step_by(3).take_while(|n| full_at(*n)).count();
    assert!(runs > 10, "{runs}");
}
