//! `duka rejoin`: what another machine sold while this one was the shop already, shown and taken in or left out; for whoever has
//! no browser at hand, and where the other machine does not start any more, so that its folder must be read here.

use super::config::Rejoin;
use super::open::{self, Opened};
use super::{Stop, control, existing, say};
use crate::app::checkout::full_title;
use crate::app::rejoin::{self, Clashes, Seen};
use crate::app::standing::Standing;
use crate::app::{App, By, Error, care};
use crate::base::{Broken, Clock};
use crate::domain::apart::Apart;
use crate::ops::apart;
use crate::store::Position;
use axum::body::Body;
use http_body_util::Full;
use hyper::body::Bytes;
use std::path::{Path, PathBuf};

pub async fn run(asked: &Rejoin) -> Result<(), Stop> {
    let data = existing(&asked.data.data)?;
    let again = |what: String| Stop::new(what, format!("duka rejoin --data {}", data.display()));
    if let Some(old) = &asked.from {
        let found = bring(old, &data).await.map_err(again)?;
        say(&format!("Orders that were touched in {} since the machines parted: {found}.", old.display()));
    }
    let (method, wish) = match (&asked.take, &asked.leave) {
        (Some(which), _) => ("POST", format!("/rejoin?take={}", numbers(which).map_err(again)?)),
        (None, Some(which)) => ("POST", format!("/rejoin?leave={}", numbers(which).map_err(again)?)),
        (None, None) => ("GET", "/rejoin".to_owned()),
    };
    let said = ask(&data, method, &wish, control::nothing()).await;
    say(&said.map_err(again)?);
    Ok(())
}

fn numbers(typed: &str) -> Result<String, String> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = typed == "all" || typed.split(',').all(|number| number.parse::<u64>().is_ok());
    if fits { Ok(typed) } else { Err(format!("“{typed}” is no list of order numbers. Write 1042,1043 or all.")) }
}

/// # Errors
/// A sentence, also when no shop runs there.
async fn ask(data: &Path, method: &str, wish: &str, body: Body) -> Result<String, String> {
    let closed = || Err(format!("The shop does not run. Start it first: duka serve --data {}", data.display()));
    control::ask(data, method, wish, body).await.unwrap_or_else(closed)
}

/// Hands the orders of another machine's folder to the running shop.
async fn bring(old: &Path, data: &Path) -> Result<usize, String> {
    let reached = ask(data, "GET", "/rejoin/reached", control::nothing()).await?;
    let reached: Vec<Position> = reached.lines().filter_map(|line| line.parse().ok()).collect();
    let old = old.to_owned();
    let reading = tokio::task::spawn_blocking(move || read(&old, &reached));
    let orders = reading.await.map_err(|e| format!("The other folder could not be read: {e}."))??;
    for apart in &orders {
        let text = apart::text(apart).map_err(|b| format!("{b:?}"))?;
        ask(data, "POST", "/rejoin/found", Body::new(Full::new(Bytes::from(text)))).await?;
    }
    Ok(orders.len())
}

fn read(old: &Path, reached: &[Position]) -> Result<Vec<Apart>, String> {
    if !old.join(open::STORE_FILE).is_file() {
        return Err(format!("There is no shop in {}.", old.display()));
    }
    let failed = |b: Broken| format!("The shop in {} cannot be read: {b:?}.", old.display());
    let Opened { app, mut history } = open::open(old, Clock::Real).map_err(failed)?;
    let orders = (|| {
        while history.follow(app.store()).map_err(failed)?.entries > 0 {}
        let mut from = apart::parted(app.store(), reached)
            .ok_or("That folder is of another shop, or of one that parted earlier.")?;
        let mut found = Vec::new();
        loop {
            let (orders, end) = apart::touched(&old.join("history"), &from).map_err(failed)?;
            for id in &orders {
                found.extend(apart::of(&app, *id).map_err(|error| error.words())?);
            }
            if end == from {
                return Ok(found);
            }
            from = end;
        }
    })();
    app.close();
    orders
}

/// A folder's orders stay until they are decided, or the shop is started again.
pub fn found(app: &App, text: &[u8]) -> Result<(), Error> {
    let apart = apart::parse(text).map_err(|why| Error::sentence(format!("That is no order: {why}.")))?;
    let name = format!("folder/{}", apart.order.id);
    apart::offer(app, &name, app.now(), apart)
}

/// What the old machine may be compared with.
pub fn reached(app: &App) -> String {
    crate::ops::fence::reached(app.store()).iter().map(|position| format!("{position}\n")).collect()
}

/// Decides about those with a number, or all.
///
/// # Errors
/// A sentence when none fits, or one is refused.
pub async fn decide(app: &App, which: &str, leave: bool) -> Result<String, Error> {
    let by = By::shop();
    let wanted: Vec<&str> = which.split(',').collect();
    let is_wanted = |apart: &Apart| which == "all" || wanted.contains(&apart.order.number.to_string().as_str());
    let mut said = Vec::new();
    for (name, _) in app.rejoin.waiting().iter().filter(|(_, apart)| is_wanted(apart)) {
        said.push(if leave { rejoin::leave(app, &by, name).await? } else { rejoin::take(app, &by, name).await? });
    }
    if said.is_empty() {
        let what = if which == "all" { "No order waits".to_owned() } else { format!("No order {which} waits") };
        return Err(Error::sentence(format!("{what}: what was there was taken in or left out already.")));
    }
    Ok(said.join("\n"))
}

/// The list, or why there is none.
///
/// # Errors
/// The store cannot be read.
pub fn list(app: &App, data: &Path) -> Result<String, Error> {
    if app.standing() == Standing::Lost {
        let handed = app.rejoin.handed_over();
        return Ok(format!(
            "Another machine is the shop now. Orders handed over to it, at the place for backups: {handed}. They are \
             shown and taken in there: duka rejoin, or Today in admin."
        ));
    }
    let waiting = app.rejoin.waiting();
    if waiting.is_empty() {
        return Ok("No order of another machine waits. What one sold comes by itself when it reaches the place for \
                   backups; does it not start any more, name its folder: --from FOLDER."
            .into());
    }
    let zone = app.settings()?.zone();
    let mut lines = vec![format!("Orders that another machine sold, and that are not here: {}.", waiting.len())];
    for (_, apart) in &waiting {
        let order = &apart.order;
        let paid = if order.is_paid() { "paid" } else { "not paid" };
        lines.push(format!(
            "  {}  {}, {} <{}>, {}, {paid}",
            order.number,
            care::on_the_wall(order.placed, &zone),
            order.address.name,
            order.email,
            order.total().show()
        ));
        lines.extend(order.lines.iter().map(|line| format!("        {} {}", line.quantity, full_title(line))));
        lines.extend(remarks(&app.read(|rows| rejoin::seen(rows, apart))?).into_iter().map(|r| format!("        {r}")));
    }
    let data: PathBuf = data.to_owned();
    lines.push(format!("Take in:    duka rejoin --take NUMBER,NUMBER --data {}   (or --take all)", data.display()));
    lines.push(format!("Leave out:  duka rejoin --leave NUMBER --data {}", data.display()));
    Ok(lines.join("\n"))
}

fn remarks(seen: &Seen) -> Vec<String> {
    match seen {
        Seen::Here(number) => vec![format!("All of it is here, as order {number}.")],
        Seen::More(more) => {
            let told = more.told.iter().map(|event| format!("There: {}", event.what.sentence()));
            std::iter::once(format!("Here it is order {}.", more.number)).chain(told).collect()
        }
        Seen::New(Clashes { number_taken, short, same, .. }) => {
            let short =
                short.iter().map(|short| format!("Not enough left here: {} ({} left).", short.title, short.left));
            let same = same.map(|number| format!("The same person ordered the same here, as order {number}."));
            let number = number_taken.then(|| "Its number is taken here; it gets a new one.".to_owned());
            same.into_iter().chain(short).chain(number).collect()
        }
    }
}
