//! Two machines of one shop that both sold: what the old one sold after the new one took over comes to the new one, once each.

use crate::bad_days::shop;
use crate::bench::Folder;
use crate::desk::owner;
use crate::program::{duka, shown};
use crate::shop::{ANA, Buyer, TestShop, placed};
use duka::app::rejoin::{self, Seen};
use duka::app::standing::Standing;
use duka::app::{By, orders, payments};
use duka::base::text::Handle;
use duka::base::{Clock, Id};
use duka::boot::{Opened, open};
use duka::domain::letter::{Fate, LetterKind};
use duka::domain::order::{Order, Stage};
use duka::domain::payment::Method;
use duka::jobs::{self, Care};
use duka::ops::apart;
use duka::ops::backup::elsewhere::{Elsewhere, Preset};
use duka::ops::fence::Fence;
use duka::ops::keys::Keys;
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::tables;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

const BO: Buyer = Buyer { email: "bo@example.com", ..ANA };
const MIA: Buyer = Buyer { email: "mia@example.com", method: Method::TestGateway, ..ANA };

async fn pay(shop: &TestShop, order: Id<Order>) {
    let total = shop.order(order).total();
    payments::mark_paid(shop.app(), &By::shop(), order, total, "statement".into()).await.unwrap();
}

/// Hands an order over as it would lie at the place.
fn comes(from: &TestShop, to: &TestShop, order: Id<Order>) -> String {
    let sold = apart::of(from.app(), order).unwrap().unwrap();
    let name = format!("lines/1/{order}");
    apart::offer(to.app(), &name, to.clock.now(), apart::parse(&apart::text(&sold).unwrap()).unwrap()).unwrap();
    name
}

/// Two shops that did the same so far, and then stand a moment apart.
async fn parted() -> (TestShop, TestShop, Id<Order>) {
    let (old, new) = (TestShop::open().await, TestShop::open().await);
    let mut both = None;
    for shop in [&old, &new] {
        let mug = shop.sells("Mug", "24.00", 4).await;
        let before = ANA.buys(shop, &[(&mug, 1)]).await.unwrap().id;
        shop.works().await;
        assert_eq!(*both.get_or_insert(before), before);
    }
    new.clock.advance(1_000_000);
    (old, new, both.unwrap())
}

#[tokio::test]
async fn what_another_machine_sold_is_shown_and_taken_in_once() {
    let (old, new, before) = parted().await;
    let mug = new.product(new.order(before).lines[0].product);
    let here = BO.buys(&new, &[(&mug, 1)]).await.unwrap();
    // There: the order of before is paid and leaves, one more is paid, one is not, and for the last there are none left here.
    pay(&old, before).await;
    orders::ship(old.app(), &By::shop(), before, "DHL".into(), "1Z".into()).await.unwrap();
    let paid = MIA.buys(&old, &[(&mug, 1)]).await.unwrap();
    assert_eq!(paid.number, here.number, "both machines gave this number");
    pay(&old, paid.id).await;
    old.works().await;
    let unsent = BO.buys(&old, &[(&mug, 1)]).await.unwrap();
    let late = Buyer { email: "late@example.com", ..ANA }.buys(&old, &[(&mug, 1)]).await.unwrap();
    for order in [before, paid.id, unsent.id, late.id] {
        comes(&old, &new, order);
    }
    let mut ana = owner(&new).await;
    ana.get("/admin").await.says("Another machine sold 4 orders that you do not have here");
    let page = ana.get("/admin/rejoin").await;
    page.says("This order was here before the machines parted").says("1 piece shipped with DHL");
    page.says(&format!("Another order is number {} here", here.number)).says("A new customer.");
    page.says(&format!("The same person ordered the same things here, as order {}", here.number));
    assert!(new.visitor().post("/admin/rejoin", &[]).await.location().starts_with("/admin/sign-in"));

    let level = new.level(&mug);
    assert_eq!((level.on_hand, level.held), (4, 2));
    let names = [before, paid.id, unsent.id, late.id].map(|id| format!("lines/1/{id}"));
    for name in &names {
        ana.post("/admin/rejoin", &[("order", name), ("do", "take")]).await.is(303);
    }
    // A second time nothing is left to decide, also when the file is found again.
    for (name, order) in names.iter().zip([before, paid.id, unsent.id, late.id]) {
        ana.post("/admin/rejoin", &[("order", name), ("do", "take")]).await.is(303);
        comes(&old, &new, order);
        let again = apart::of(old.app(), order).unwrap().unwrap();
        assert!(matches!(new.app().read(|rows| rejoin::seen(rows, &again)).unwrap(), Seen::Here(_)));
    }
    ana.get("/admin/rejoin").await.says("Nothing waits for you");
    assert_eq!(new.orders().len(), 5);
    let level = new.level(&mug);
    assert_eq!((level.on_hand, level.held), (2, 2), "two were sold, two are set aside, for the last there is none");

    let known = new.order(before);
    assert!(known.is_paid() && known.shipments.len() == 1 && known.payments == old.order(before).payments);
    let taken = new.order(paid.id);
    assert_eq!((taken.former_number, taken.stage()), (Some(paid.number), Stage::ToShip));
    assert_eq!(taken.payments, old.order(paid.id).payments);
    assert_eq!(new.order(late.id).stage(), Stage::Problem);
    let mut numbers: Vec<u64> = new.orders().iter().map(|order| order.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 5, "no number is given twice");

    // By either number it is found, and its buyer's link leads to it.
    let found = ana.get(&format!("/admin/search?q={}", paid.number)).await;
    found.is(200).says(&taken.number.to_string()).says(&here.number.to_string());
    let page = ana.get(&format!("/admin/orders/{}", taken.number)).await;
    page.says(&format!("as order {}", paid.number)).says("Taken in from");
    new.visitor().get(&format!("/orders/{}", taken.secret.show())).await.is(200);
    ana.get(&format!("/admin/orders/{}", new.order(late.id).number)).await.says("nothing is set aside for this order");

    // What was sent there is not sent again; what waited there goes out from here, with the number of here.
    let letters = |order: Id<Order>| new.letters().into_iter().filter(move |l| l.order == Some(order));
    assert!(letters(paid.id).all(|l| matches!(l.fate, Fate::Sent { .. })));
    assert_eq!(letters(paid.id).count(), old.letters().iter().filter(|l| l.order == Some(paid.id)).count());
    assert!(letters(unsent.id).any(|l| matches!(l.fate, Fate::Waiting { .. })));
    new.works().await;
    let thanks = letters(unsent.id).find(|l| l.kind == LetterKind::Received).unwrap();
    let number = new.order(unsent.id).number.to_string();
    assert!(thanks.sent_as.unwrap().subject.contains(&number) && number != unsent.number.to_string());
    old.works().await;
}

#[tokio::test]
async fn what_is_left_out_and_who_was_erased() {
    let (mut old, new, before) = parted().await;
    let mug = old.product(old.order(before).lines[0].product);
    let unwanted = MIA.buys(&old, &[(&mug, 1)]).await.unwrap();
    let cancelled = BO.buys(&old, &[(&mug, 1)]).await.unwrap();
    orders::cancel(old.app(), &By::shop(), cancelled.id, "no more".into(), true).await.unwrap();
    let theirs = ANA.buys(&old, &[(&mug, 1)]).await.unwrap();
    old.works().await;
    // Ana asks to be forgotten here, before anybody knows what she bought there.
    orders::cancel(new.app(), &By::shop(), before, String::new(), true).await.unwrap();
    new.works().await;
    duka::app::erasure::erase(new.app(), &By::shop(), new.order(before).customer).await.unwrap();
    new.works().await;
    let mut ana = owner(&new).await;
    for (order, deed) in [(unwanted.id, "leave"), (cancelled.id, "take"), (theirs.id, "take")] {
        let name = comes(&old, &new, order);
        ana.post("/admin/rejoin", &[("order", &name), ("do", deed)]).await.is(303);
    }
    ana.get("/admin/activity").await.says("was left out");
    assert_eq!(new.orders().len(), 3);
    assert_eq!(new.order(cancelled.id).stage(), Stage::Cancelled);
    let theirs = new.order(theirs.id);
    assert!(!theirs.email.as_str().contains("ana@") && !theirs.address.name.contains("Lindqvist"));
    assert_eq!((new.level(&mug).on_hand, new.level(&mug).held), (4, 1));
    new.works().await;
    old.checks_at_end = false;
}

fn machine(data: &Path, place: &Path) -> Arc<Care> {
    let Opened { app, history } = open(data, Clock::Real).unwrap();
    let to = Arc::new(FolderTarget::at(place));
    let preset = Preset { name: "the other disk".into(), to, same_disk: false };
    Arc::new(Care {
        history: Some(Mutex::new(history)),
        elsewhere: Some(Elsewhere::of(data, Some(preset))),
        fence: Some(Mutex::new(Fence::open(data).unwrap())),
        ..Care::of(app)
    })
}

async fn sells(machine: &Care, nth: u8) -> Order {
    let handle = Handle::parse("breakfast-mug").unwrap();
    let id = machine.app.read(|rows| Ok(rows.one(&tables::PRODUCT_BY_HANDLE, &handle)?)).unwrap().unwrap();
    let product = machine.app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &id)?)).unwrap().unwrap();
    placed(&machine.app, id, product.variants[0].id, nth).await
}

/// A second machine is made of what lies at the place, by the program itself, and becomes the shop.
fn takes_over(place: &Path, key: &Path, data: &Path) {
    let mut follow = Command::new(env!("CARGO_BIN_EXE_duka"));
    follow.args(["follow", "--from", shown(place), "--key", shown(key), "--data", shown(data)]);
    let mut follow = follow.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let out = BufReader::new(follow.stdout.take().unwrap());
    assert!(out.lines().map_while(Result::ok).any(|line| line.contains("Make it the shop")));
    let (well, said) = duka(&["promote", "--data", shown(data)]);
    assert!(well && follow.wait().unwrap().success(), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_old_machine_hands_over_by_the_place_or_by_its_folder() {
    let home = Folder::new();
    let old_data = shop(&home).await;
    let (disk, new_data) = (home.path().join("disk"), home.path().join("new"));
    let place = disk.join("place");
    fs::create_dir(&disk).unwrap();
    let mut keys = Keys::open(&old_data).unwrap();
    assert!(keys.confirm(&keys.recovery_text()).unwrap());
    let key = home.path().join("recovery.key");
    fs::write(&key, keys.recovery_text()).unwrap();
    let old = machine(&old_data, &place);
    sells(&old, 1).await;
    jobs::round(&old).await.unwrap();
    assert_eq!(old.app.standing(), Standing::Selling);
    takes_over(&place, &key, &new_data);

    // The line between them is cut: both sell.
    let away = home.path().join("away");
    fs::rename(&disk, &away).unwrap();
    let apart: Vec<Order> = vec![sells(&old, 2).await, sells(&old, 3).await];
    jobs::round(&old).await.unwrap();
    fs::rename(&away, &disk).unwrap();
    let new = machine(&new_data, &place);
    let here = sells(&new, 4).await;
    jobs::round(&new).await.unwrap();

    jobs::round(&old).await.unwrap();
    assert_eq!((old.app.standing(), old.app.rejoin.handed_over()), (Standing::Lost, 2));
    jobs::round(&new).await.unwrap();
    let waiting = new.app.rejoin.waiting();
    assert_eq!(waiting.iter().map(|(_, a)| a.order.number).collect::<Vec<_>>(), [apart[0].number, apart[1].number]);
    let (first, _) = &waiting[0];
    rejoin::take(&new.app, &By::shop(), first).await.unwrap();
    jobs::round(&new).await.unwrap();
    let lines = || {
        fs::read_dir(place.join("lines"))
            .unwrap()
            .map(|line| fs::read_dir(line.unwrap().path()).unwrap().count())
            .sum::<usize>()
    };
    assert_eq!(lines(), 1, "what was decided is taken away");

    // Both start again: nothing comes twice, and what was not decided waits.
    old.app.close();
    new.app.close();
    drop((old, new));
    let (old, new) = (machine(&old_data, &place), machine(&new_data, &place));
    jobs::round(&old).await.unwrap();
    jobs::round(&new).await.unwrap();
    assert_eq!((lines(), new.app.rejoin.count(), old.app.standing()), (1, 1, Standing::Lost));
    old.app.close();
    new.app.close();
    drop((old, new));

    // The old machine does not start any more, but its disk can be read.
    fs::remove_dir_all(place.join("lines")).unwrap();
    let serving = crate::program::Serving::start(&new_data);
    let (well, said) = duka(&["rejoin", "--from", shown(&old_data), "--data", shown(&new_data)]);
    assert!(well && said.contains("that are not here: 1") && said.contains(&apart[1].number.to_string()), "{said}");
    let take = ["rejoin", "--take", "all", "--data", shown(&new_data)];
    let (well, said) = duka(&take);
    assert!(well && said.contains(&format!("Order {} is here now", apart[1].number)), "{said}");
    let (well, said) = duka(&take);
    assert!(!well && said.contains("taken in or left out already"), "{said}");
    let (_, said) = duka(&["rejoin", "--from", shown(&old_data), "--data", shown(&new_data)]);
    assert!(said.contains("No order of another machine waits"), "{said}");
    serving.end();
    let (well, said) = duka(&["check", "--data", shown(&new_data)]);
    assert!(well && said.contains("All is well"), "{said}");
    let Opened { app, .. } = open(&new_data, Clock::Real).unwrap();
    for order in apart.iter().chain([&here]) {
        let kept = app.read(|rows| Ok(rows.get(&tables::ORDERS, &order.id)?)).unwrap().unwrap();
        assert_eq!((kept.number, kept.secret.show()), (order.number, order.secret.show()));
    }
    app.close();
}
