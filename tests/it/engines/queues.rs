//! Who gets a turn when, and what a failed commit says to whom.

use crate::bench::*;
use duka::base::time::SECOND;
use duka::store::queue::{GROUP_WORKS_MAX, Outcome, QUEUE_WORKS_MAX, Queue, Verdict};
use duka::store::{Options, Store, memory};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::oneshot::Receiver;

fn note(store: &Store, line: Queue, name: &'static str) -> Receiver<Outcome> {
    queue(store, line, move |tx| Ok(tx.put(&TALLIES, &name.into(), &1)?))
}

fn is_done(answer: &mut Receiver<Outcome>) -> bool {
    matches!(answer.try_recv(), Ok(Outcome::Committed(_)))
}

#[test]
fn bulk_work_fills_what_people_leave_and_gets_its_turn_within_a_second() {
    let clock = clock();
    let options = Options { clock: clock.clone(), ..options() };
    let store = Store::open(Arc::new(memory::Memory::new()), options).unwrap();
    let (mut bulk, mut more) = (note(&store, Queue::Bulk, "a"), note(&store, Queue::Bulk, "b"));
    let mut person = note(&store, Queue::People, "c");
    assert!(store.step() && is_done(&mut person) && !is_done(&mut bulk), "people come first");
    assert!(store.step() && is_done(&mut bulk) && !is_done(&mut more), "then one of the bulk");
    let mut person = note(&store, Queue::People, "d");
    clock.advance(SECOND);
    assert!(store.step() && is_done(&mut person) && is_done(&mut more), "after a second both");
    assert!(!store.step());
}

#[test]
fn a_full_line_says_so_and_the_other_one_does_not() {
    let store = on_memory();
    let waiting: Vec<_> = (0..QUEUE_WORKS_MAX).map(|_| note(&store, Queue::People, "a")).collect();
    assert!(store.submit(Queue::People, cause(), Box::new(|_| Verdict::Refuse)).is_err());
    assert!(matches!(write(&store, |_| Ok(())), Err(No::Full)));
    assert!(store.submit(Queue::Bulk, cause(), Box::new(|_| Verdict::Refuse)).is_ok());
    let mut groups = 0;
    while store.step() {
        groups += 1;
    }
    assert!(groups > QUEUE_WORKS_MAX / GROUP_WORKS_MAX, "{groups}");
    assert!(waiting.into_iter().all(|mut answer| is_done(&mut answer)));
}

#[test]
fn a_group_ends_when_it_has_written_enough() {
    let store = on_memory();
    let big = |key: u64| {
        queue(&store, Queue::People, move |tx| Ok(tx.put(&THINGS, &key, &thing(&"x".repeat(1 << 20), key))?))
    };
    let mut answers: Vec<_> = (0..6).map(big).collect();
    assert!(store.step());
    let done = answers.iter_mut().filter_map(|answer| answer.try_recv().ok()).count();
    assert!((1..=4).contains(&done), "{done}");
    while store.step() {}
    assert_eq!(store.position().seq, 6, "in order, none forgotten");
    assert_eq!(store.waiting(), 0);
}

#[test]
fn a_closed_store_takes_nothing_more_but_does_what_waits() {
    let store = on_memory();
    let mut waiting = note(&store, Queue::People, "a");
    store.close();
    assert!(is_done(&mut waiting));
    assert!(matches!(write(&store, |_| Ok(())), Err(No::Full)));
}

#[test]
fn a_thread_drives_the_writer_until_it_is_closed() {
    let store = on_memory();
    store.drive().unwrap();
    let answer = note(&store, Queue::People, "a");
    assert!(matches!(answer.blocking_recv(), Ok(Outcome::Committed(_))));
    store.close();
    assert_eq!(store.position().seq, 1);
}

#[test]
fn an_observer_hears_before_the_waiter_and_cannot_stop_the_writer() {
    let store = on_memory();
    let heard = Arc::new(AtomicBool::new(false));
    let ears = heard.clone();
    store.observe(Box::new(move |entry| ears.store(entry.seq == 1, Ordering::SeqCst)));
    store.observe(Box::new(|_| std::panic::resume_unwind(Box::new("a bug"))));
    assert!(is_done(&mut {
        let answer = note(&store, Queue::People, "a");
        store.step();
        answer
    }));
    assert!(heard.load(Ordering::SeqCst));
}

#[test]
fn a_failed_commit_is_answered_by_what_the_store_then_holds() {
    for written in [true, false] {
        let engine = Arc::new(memory::Memory::new());
        let store = open(engine.clone());
        engine.fail_commit(0, written);
        let (mut yes, mut refused) =
            (note(&store, Queue::People, "a"), queue(&store, Queue::People, |_| Err(No::Said("no"))));
        assert!(store.step());
        let (yes, refused) = (yes.try_recv().unwrap(), refused.try_recv().unwrap());
        match written {
            true => assert!(matches!((yes, refused), (Outcome::Committed(_), Outcome::Refused))),
            // The refusal may have rested on what was not kept.
            false => assert!(matches!((yes, refused), (Outcome::Broken(_), Outcome::Broken(_)))),
        }
        assert_eq!(rows(&store).len(), usize::from(written));
        assert!(store.closed_because().is_none());
        put(&store, 1, thing("bowl", 1));
        assert_clean(&store);
    }
}

#[test]
fn a_second_failure_in_a_row_closes_the_store_and_reading_goes_on() {
    let engine = Arc::new(memory::Memory::new());
    let store = open(engine.clone());
    put(&store, 1, thing("bowl", 1));
    engine.fail_commit(0, false);
    engine.fail_commit(1, false);
    let no = |answer| format!("{answer:?}").contains("failed twice");
    assert!(no(write(&store, |tx| Ok(tx.put(&THINGS, &2, &thing("cup", 1))?))));
    assert!(no(write(&store, |tx| Ok(tx.put(&THINGS, &3, &thing("jug", 1))?))), "and stays closed");
    assert!(store.closed_because().is_some());
    assert_eq!(names(&store), ["bowl"]);
}
