//! Places from which nothing can be taken away: staff hears of it, in admin and at the terminal, until it works again.

use super::*;
use crate::program::{duka, shown};
use duka::base::time::HOUR;
use duka::ops::backup::keeper::Keeper;
use duka::outside::targets::Kind;
use std::sync::atomic::{AtomicBool, Ordering};

/// Of a snapshot that never became whole.
const LEFT: &str = "bases/left/";

/// A folder whose clock is the shop's, and from which nothing goes while it is stubborn.
#[derive(Clone)]
struct Stubborn {
    folder: Arc<FolderTarget>,
    clock: Clock,
    is: Arc<AtomicBool>,
}

impl Stubborn {
    fn at(place: &std::path::Path, clock: &Clock) -> Stubborn {
        Stubborn { folder: Arc::new(FolderTarget::at(place)), clock: clock.clone(), is: Arc::default() }
    }

    fn turns(&self, stubborn: bool) {
        self.is.store(stubborn, Ordering::SeqCst);
    }
}

impl Target for Stubborn {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.folder.put(name, bytes)
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.folder.put_new(name, bytes)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.folder.get(name)
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let found = self.folder.list(prefix, after, limit)?.into_iter();
        let now = self.clock.now();
        let put = |name: &str| if name.starts_with(LEFT) { now.minus(2 * DAY) } else { now };
        Ok(found.map(|object| Object { modified: put(&object.name), ..object }).collect())
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        if self.is.load(Ordering::SeqCst) {
            return Err(Failed::new(Kind::Forbidden, "Nothing may be taken away there."));
        }
        self.folder.remove(name)
    }
}

const WHY: &str = "Nothing may be taken away there.";

#[tokio::test]
async fn old_backups_that_cannot_be_taken_away_are_told_until_they_can() {
    let mut sending = Sending::confirmed().await;
    let (clock, data) = (sending.shop.clock.clone(), sending.data.path().to_owned());
    let here = Stubborn::at(&data.join("backup"), &clock);
    let there = Stubborn::at(&sending.disk.path().join("shop"), &clock);
    let preset = Preset { name: "The disk".into(), to: Arc::new(there.clone()), same_disk: false };
    let care = Arc::into_inner(std::mem::replace(&mut sending.shop.care, TestShop::open().await.care.clone())).unwrap();
    let (keeper, elsewhere) = (Keeper::keeping_in(Box::new(here.clone()), &data), Elsewhere::of(&data, Some(preset)));
    sending.shop.care = Arc::new(Care { keeper: Some(keeper), elsewhere: Some(elsewhere), ..care });
    // What the command looks at beside the backups.
    std::fs::write(data.join("shop.redb"), "").unwrap();
    let listed = || {
        let (well, said) = duka(&["backup", "list", "--data", shown(&data)]);
        assert!(well, "{said}");
        said
    };
    let shop = &sending.shop;
    let backs_up = async || {
        sending.writes_something().await;
        shop.app().backups.ask();
        shop.works().await;
    };
    backs_up().await;
    let mut ana = owner(shop).await;
    assert!(!ana.get("/admin").await.words().contains("could not be taken away"));

    here.turns(true);
    here.put(&format!("{LEFT}part"), b"some rows").unwrap();
    backs_up().await;
    ana.get("/admin").await.says("Old backups could not be taken away").says(WHY);
    ana.get("/admin/backups").await.says("Old backups could not be taken away").says(WHY);
    assert!(listed().contains(WHY), "{}", listed());
    assert!(Keeper::of(&data).old_stay().is_some_and(|why| why.contains(WHY)), "a restart does not forget it");
    here.turns(false);
    backs_up().await;
    assert!(!ana.get("/admin").await.words().contains(WHY) && !listed().contains(WHY), "{}", listed());

    there.turns(true);
    there.put(&format!("{LEFT}part.age"), b"some rows").unwrap();
    shop.waits(DAY).await;
    let mut ana = owner(shop).await;
    ana.get("/admin").await.says("Old backups could not be taken away from The disk").says(WHY);
    ana.get("/admin/backups").await.says("Old backups could not be taken away there").says(WHY);
    there.turns(false);
    shop.waits(HOUR).await;
    assert!(!ana.get("/admin").await.words().contains(WHY));
}
