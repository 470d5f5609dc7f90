//! Reading over what was written a moment ago, against a map that cannot be wrong.

use crate::bench::*;
use duka::store::keys;
use duka::store::queue::{Outcome, Queue};
use duka::store::{Span, Store, memory};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

#[derive(Clone, Debug)]
enum Act {
    Put(u64, u64),
    Remove(u64),
    Look { from: u64, to: u64, backwards: bool, limit: usize },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let key = 0_u64..12;
    let act = prop_oneof![
        3 => (key.clone(), 0_u64..4).prop_map(|(key, shelf)| Act::Put(key, shelf)),
        2 => key.clone().prop_map(Act::Remove),
        3 => (key.clone(), key, any::<bool>(), 0_usize..6)
            .prop_map(|(from, to, backwards, limit)| Act::Look { from, to, backwards, limit }),
    ];
    proptest::collection::vec(act, 1..12)
}

/// What looks saw, in order.
type Seen = Vec<Vec<(u64, u64)>>;

fn on_store(tx: &mut duka::store::Tx<'_>, acts: &[Act]) -> Result<Seen, No> {
    let mut seen = Seen::new();
    for act in acts {
        match act {
            Act::Put(key, shelf) => tx.put(&THINGS, key, &thing("thing", *shelf))?,
            Act::Remove(key) => tx.remove(&THINGS, key)?,
            Act::Look { from, to, backwards, limit } => {
                let span = Span { from: keys::encode(from), to: Some(keys::encode(to)), backwards: *backwards };
                let rows = tx.rows().span(&THINGS, span, *limit)?;
                seen.push(rows.into_iter().map(|(key, thing)| (key, thing.shelf)).collect());
            }
        }
    }
    Ok(seen)
}

fn on_model(model: &mut BTreeMap<u64, u64>, acts: &[Act]) -> Seen {
    let mut seen = Seen::new();
    for act in acts {
        match act {
            Act::Put(key, shelf) => drop(model.insert(*key, *shelf)),
            Act::Remove(key) => drop(model.remove(key)),
            Act::Look { from, to, backwards, limit } => {
                let rows = if from < to { model.range(from..to).map(|(k, v)| (*k, *v)).collect() } else { Vec::new() };
                let rows = if *backwards { rows.into_iter().rev().collect() } else { rows };
                seen.push(rows.into_iter().take(*limit).collect());
            }
        }
    }
    seen
}

/// Runs groups of works on the store and on the model and compares what each look saw.
fn compare(store: &Store, groups: Vec<Vec<Vec<Act>>>) {
    let mut model = BTreeMap::new();
    for group in groups {
        let mut waiting = Vec::new();
        for acts in group {
            let seen = Arc::new(Mutex::new(Seen::new()));
            let (slot, work) = (seen.clone(), acts.clone());
            let answer = queue(store, Queue::People, move |tx| {
                *slot.lock().unwrap() = on_store(tx, &work)?;
                Ok(())
            });
            waiting.push((answer, seen, acts));
        }
        while store.step() {}
        for (mut answer, seen, acts) in waiting {
            assert!(matches!(answer.try_recv(), Ok(Outcome::Committed(_))));
            assert_eq!(*seen.lock().unwrap(), on_model(&mut model, &acts));
        }
    }
    assert_clean(store);
}

fn groups() -> impl Strategy<Value = Vec<Vec<Vec<Act>>>> {
    proptest::collection::vec(proptest::collection::vec(acts(), 1..4), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looks_over_unwritten_rows_see_what_a_map_would_show(groups in groups()) {
        compare(&open(Arc::new(memory::Memory::new())), groups);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_every_engine_too(groups in groups()) {
        on_every_engine(|bed| compare(&open((bed.reopen)()), groups.clone()));
    }
}
