//! `duka promote`: the copy takes the shop's claim, so that the old machine stops selling, and goes on under a line of its own.
//! A running shop that lost its claim takes it back.

use super::super::config::Promote;
use super::super::{Stop, control, say};
use super::Note;
use super::copy::Copy;
use crate::app::taking_over;
use crate::ops::fence::{self, Fence};

/// Looks until nothing more comes.
const LOOKS_MAX: usize = 10_000;

pub async fn run(asked: &Promote) -> Result<(), Stop> {
    let data = asked.follow.data.data.clone();
    let again = format!("duka promote --data {}", data.display());
    let stop_with = |what: String| Stop::new(what, &again);
    if Note::read(&data).map_err(|b| stop_with(format!("{b:?}")))?.is_none() {
        if let Some(answer) = control::ask(&data, "POST", "/promote", control::nothing()).await {
            say(&answer.map_err(stop_with)?);
            return Ok(());
        }
        let what = format!("In {} there is no copy of a shop, and no shop that runs.", data.display());
        return Err(Stop::new(what, format!("duka follow --from PLACE --key FILE --data {}", data.display())));
    }
    let said = match control::ask(&data, "POST", "/promote", control::nothing()).await {
        Some(answer) => answer,
        None => alone(asked).await,
    };
    say(&said.map_err(stop_with)?);
    say(&format!("Start it:   duka serve --data {}", data.display()));
    Ok(())
}

/// With nobody following.
async fn alone(asked: &Promote) -> Result<String, String> {
    let mut copy = Copy::prepare(&asked.follow).await?;
    let anyway = asked.anyway;
    let work = tokio::task::spawn_blocking(move || {
        let said = now(&mut copy, anyway);
        copy.app.close();
        said
    });
    work.await.map_err(|e| format!("It ended badly: {e}."))?
}

/// Takes what still comes, then the claim, then a line of its own. Cut anywhere, it can be asked for again.
///
/// `anyway`: also when the place is away; then nobody tells the old machine. The error is a sentence.
pub fn now(copy: &mut Copy, anyway: bool) -> Result<String, String> {
    match claim(copy) {
        Ok(()) => {}
        Err(why) if anyway => tracing::warn!("The place does not know that this machine is the shop now. {why}"),
        Err(why) => {
            return Err(format!(
                "{why} The machine that was the shop so far could not be told. When it is certainly off: --anyway."
            ));
        }
    }
    begin(copy)?;
    Ok(format!("This machine is the shop now, from entry {} on.", copy.app.position().seq))
}

fn claim(copy: &mut Copy) -> Result<(), String> {
    drain(copy)?;
    let mut fence = Fence::open(&copy.data).map_err(|b| format!("{b:?}"))?;
    let now = copy.app.now();
    fence.take(&copy.follower.target(), now, &fence::reached(copy.app.store())).map_err(|t| t.sentence())?;
    // What the other one sent before it could know.
    drain(copy)
}

fn drain(copy: &mut Copy) -> Result<(), String> {
    for _ in 0..LOOKS_MAX {
        match copy.look() {
            Ok(step) if step.entries == 0 => return Ok(()),
            Ok(_) => {}
            Err(ended) => return Err(ended.sentence()),
        }
    }
    Err("The shop writes faster than it can be followed.".into())
}

fn begin(copy: &mut Copy) -> Result<(), String> {
    let broken = |b: crate::base::Broken| format!("{b:?}");
    let store = copy.app.store();
    while copy.history.follow(store).map_err(broken)?.entries > 0 {}
    store.begin_own_line().map_err(broken)?;
    store.drive().map_err(broken)?;
    let written = tokio::runtime::Handle::current().block_on(taking_over::begin(&copy.app));
    written.map_err(|error| error.words())?;
    copy.history.follow(store).map_err(broken)?;
    Note::remove(&copy.data).map_err(broken)
}
