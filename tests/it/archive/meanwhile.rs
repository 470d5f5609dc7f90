//! A base that was read while the shop sold: its rows are of different ages, and what goes on from it must not mind.

use super::place::{Place, Shop};
use crate::bench::*;
use crate::engines::replay;
use duka::base::time::DAY;
use duka::ops::backup::base;
use duka::ops::restore::At;
use duka::outside::targets::{Failed, Object, Target};
use duka::store::Store;

/// Somebody sells whenever a part is laid down.
struct Sells<'a> {
    place: &'a Place,
    store: &'a Store,
}

impl Target for Sells<'_> {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        put(self.store, 3, thing("sold meanwhile", self.store.position().seq));
        put(self.store, 77, thing("new meanwhile", self.store.position().seq));
        write(self.store, |tx| Ok(tx.remove(&THINGS, &4)?)).unwrap();
        self.place.put(name, bytes)
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.place.put_new(name, bytes)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.place.get(name)
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.place.list(prefix, after, limit)
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.place.remove(name)
    }
}

#[test]
fn what_goes_on_from_rows_of_different_ages_is_exact() {
    let mut shop = Shop::new();
    shop.writes((0..40).collect());
    write(&shop.store, |tx| Ok(tx.put(&TALLIES, &"sold".to_owned(), &1)?)).unwrap();
    let selling = Sells { place: &shop.place, store: &shop.store };
    let base = base::make(&shop.store, &selling, shop.clock.now()).unwrap();
    assert!(base.from.seq < base.to.seq && !base.is_made_of_others());
    shop.says_proved(&base);
    shop.clock.advance(DAY);
    shop.writes(vec![5]);

    // The history it needs stays as long as it does itself.
    shop.clock.advance(50 * DAY);
    shop.prunes(&shop.place).unwrap();
    let (store, report) = shop.comes_back(&shop.place, At::Seq(base.to.seq)).unwrap();
    let until: Vec<_> = shop.entries().into_iter().take_while(|entry| entry.seq <= base.to.seq).collect();
    assert!(rows(&store) == replay(until) && report.base == Some(base.name.clone()), "{report:?}");
    shop.comes_back_whole(&shop.place);

    // With an increment nothing of it is needed any more.
    shop.backs_up();
    shop.clock.advance(DAY);
    shop.writes(vec![6]);
    shop.backs_up();
    let place = shop.place.that_fails(usize::MAX, false);
    for name in place.names().into_iter().filter(|name| name.starts_with("history/")) {
        place.remove(&name).unwrap();
    }
    shop.comes_back_whole(&place);
    for _ in 0..8 {
        shop.clock.advance(DAY);
        shop.writes(vec![7]);
        shop.backs_up();
    }
    shop.clock.advance(40 * DAY);
    shop.writes(vec![8]);
    shop.backs_up();
    assert!(shop.rolls(&shop.place).unwrap().expect("it is long ago").is_made_of_others());
    shop.prunes(&shop.place).unwrap();
    assert!(!shop.manifests().contains(&base));
    shop.comes_back_whole(&shop.place);
}
