//! `duka demo`: a furnished shop. Goods first, so that the door opens at once; pictures and the past while people look.

use super::config::{Config, Demo};
use super::open::open;
use super::serve::{self, Running};
use super::{Stop, say};
use crate::app::furnish::{self, Painting};
use crate::app::{App, By, Error, people, settings};
use crate::base::text::Email;
use crate::base::{Broken, Clock};
use crate::demo::art;
use crate::demo::goods::{Goods, goods};
use crate::outside::images;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Pictures drawn at the same time.
const PAINTERS: usize = 2;

pub async fn run(config: &Config, demo: &Demo) -> Result<(), Stop> {
    let thrown_away = demo.data.is_none();
    let data = demo.data.clone().unwrap_or_else(own_folder);
    let stop = |what: String| Stop::new(what, "duka demo --port 0");
    let broken = |error: Error| stop(format!("The demo could not be furnished: {error:?}"));
    let goods = Arc::new(goods().map_err(|e| stop(e.to_string()))?);
    let opened =
        open(&data, Clock::Real).map_err(|b| stop(format!("{} could not be opened: {b:?}", data.display())))?;
    let app = opened.app.clone();
    let fresh = !furnish::is_furnished(&app).map_err(broken)?;
    let products = if fresh {
        let origin = format!("http://localhost:{}", config.listen.port());
        furnish::lay_out(&app, &goods, &origin).await.map_err(broken)?
    } else {
        Vec::new()
    };
    let painting = paint(&app, &goods);
    let door = serve::bind(config).await.map_err(stop)?;
    let running = serve::start(config, &data, opened, door).await.map_err(stop)?;
    own_address(&app, running.address.port()).await.map_err(broken)?;
    first_words(&running, &app, &data, thrown_away).await.map_err(broken)?;
    if fresh {
        match furnish::live_through(&app, &goods, products).await {
            Ok(orders) => tracing::info!("Ninety days with {orders} orders are in the books"),
            Err(error) => return Err(broken(error)),
        }
    }
    serve::wait_for_signal().await;
    say("Closing …");
    painting.stop();
    running.end().await;
    if thrown_away && let Err(error) = std::fs::remove_dir_all(&data) {
        tracing::warn!(cause = %error, "{} could not be removed", data.display());
    }
    say("Closed.");
    Ok(())
}

/// Links begin with the port that is really listened on, which may be another one each time.
async fn own_address(app: &App, port: u16) -> Result<(), Error> {
    let origin = format!("http://localhost:{port}");
    if app.settings()?.shop.origin == origin {
        return Ok(());
    }
    settings::change(app, &By::shop(), move |settings| {
        settings.shop.origin = origin.clone();
        Ok(())
    })
    .await
}

fn own_folder() -> PathBuf {
    std::env::temp_dir().join(format!("duka-demo-{}", std::process::id()))
}

async fn first_words(running: &Running, app: &App, data: &Path, thrown_away: bool) -> Result<(), Error> {
    let owner = Email::parse(furnish::OWNER_EMAIL)?;
    let link = people::link_for(app, &owner).await?;
    let port = running.address.port();
    say("Clay & Leaf is open. It is a demonstration: nothing is sold, no letter leaves.");
    say(&format!("  Shop    http://localhost:{port}"));
    say(&format!("  Admin   http://localhost:{port}/admin/link/{}   (works once, within the hour)", link.show()));
    if thrown_away {
        say("  Nothing is kept when it closes; --data DIR keeps it.");
    } else {
        say(&format!("  Everything is kept in {}.", data.display()));
    }
    say("Ctrl-C closes it.");
    Ok(())
}

/// Painters at work; they stop when told, or when all is drawn.
struct Painters {
    stopped: Arc<AtomicUsize>,
}

impl Painters {
    fn stop(&self) {
        self.stopped.store(usize::MAX / 2, Ordering::Relaxed);
    }
}

/// Draws what is not drawn yet, first screen first, through the same making as uploads.
fn paint(app: &Arc<App>, goods: &Goods) -> Painters {
    let paintings: Arc<Vec<Painting>> = Arc::new(furnish::paintings(goods));
    let next = Arc::new(AtomicUsize::new(0));
    for n in 0..PAINTERS {
        let (app, paintings, next) = (app.clone(), paintings.clone(), next.clone());
        let painter = move || {
            while let Some(painting) = paintings.get(next.fetch_add(1, Ordering::Relaxed)) {
                if let Err(broken) = one(&app, painting) {
                    tracing::error!(cause = ?broken, "A picture could not be drawn");
                }
            }
        };
        if let Err(error) = thread::Builder::new().name(format!("painter {n}")).spawn(painter) {
            tracing::error!(cause = %error, "A painter could not start");
        }
    }
    Painters { stopped: next }
}

fn one(app: &App, painting: &Painting) -> Result<(), Broken> {
    let last = images::kind(images::WIDTHS[images::WIDTHS.len() - 1], "jpg");
    if app.blobs.has(&painting.blob, &last) {
        return Ok(());
    }
    let drawn = art::draw(&painting.subject, painting.view).map_err(|e| Broken::because("drawing", &e))?;
    for file in images::make(drawn)?.files {
        app.blobs.put(&painting.blob, &file.kind, &file.bytes)?;
    }
    app.picture_is_there();
    Ok(())
}
