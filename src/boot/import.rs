//! `duka import`: into a running shop by its control socket, else into the folder itself.

mod erased;

use super::config::Import;
use super::open::open;
use super::{Stop, control, existing, export, say};
use crate::app::{By, imports};
use crate::base::Clock;
use crate::web::guard::form_encode;
use axum::body::Body;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::Read;

/// Pieces in which a file is sent to a running shop.
const PIECE_BYTES: usize = 64 << 10;

pub async fn run(asked: &Import) -> Result<(), Stop> {
    if export::is_one(&asked.file) {
        return whole(asked).await;
    }
    if asked.erased.is_some() {
        let next = format!("duka import {} --data {}", asked.file.display(), asked.data.display());
        return Err(Stop::new("A product list names nobody: --erased is for an exported shop.", next));
    }
    let data = existing(&asked.data)?;
    let again = format!("duka import FILE --dry-run --data {}", data.display());
    let open_file = || {
        File::open(&asked.file).map_err(|e| Stop::new(format!("{} cannot be read: {e}.", asked.file.display()), &again))
    };
    let refused = |sentence: String| {
        let serve = format!("duka serve --data {}", data.display());
        let next = if sentence == imports::NOT_SET_UP { serve } else { again.clone() };
        Stop::new(sentence, next)
    };
    let bar = progress(open_file()?.metadata().map(|m| m.len()).unwrap_or(0));
    let name = asked.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let query = format!("/import?name={}{}", form_encode(&name), if asked.dry_run { "&dry=1" } else { "" });
    let sent = Body::new(http_body_util::StreamBody::new(Sent { file: bar.wrap_read(open_file()?) }));
    let text = match control::ask(&data, "POST", &query, sent).await {
        Some(answer) => answer.map_err(refused)?,
        None => {
            let opened = open(&data, Clock::Real)
                .map_err(|b| Stop::new(format!("The shop could not be opened: {b:?}"), &again))?;
            let done = imports::run(&opened.app, &By::shop(), &name, bar.wrap_read(open_file()?), asked.dry_run).await;
            opened.app.close();
            done.map_err(|e| refused(e.words()))?.lines_of_text(asked.dry_run).join("\n")
        }
    };
    bar.finish_and_clear();
    say(&text);
    if asked.dry_run {
        say("Nothing was changed: this was only a look.");
    }
    Ok(())
}

/// A whole shop, as another one was exported.
async fn whole(asked: &Import) -> Result<(), Stop> {
    if asked.dry_run {
        let next = format!("duka import {} --data EMPTY-FOLDER", asked.file.display());
        return Err(Stop::new(
            "A whole shop is brought in at once or not at all: there is nothing to look at before.",
            next,
        ));
    }
    let again = format!("duka import {} --data {} --erased PLACE", asked.file.display(), asked.data.display());
    let known = tokio::task::block_in_place(|| erased::known(asked));
    let known = known.map_err(|what| Stop::new(format!("Who was erased since cannot be read. {what}"), again))?;
    export::bring_in(&asked.file, &asked.data, known).await
}

fn progress(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes}, {eta} left") {
        bar.set_style(style);
    }
    bar
}

/// A file as a body, a piece at a time.
struct Sent<R> {
    file: R,
}

impl<R: Read + Unpin> futures_core::Stream for Sent<R> {
    type Item = Result<hyper::body::Frame<hyper::body::Bytes>, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let mut piece = vec![0; PIECE_BYTES];
        std::task::Poll::Ready(match self.file.read(&mut piece) {
            Ok(0) => None,
            Ok(n) => {
                piece.truncate(n);
                Some(Ok(hyper::body::Frame::data(piece.into())))
            }
            Err(error) => Some(Err(error)),
        })
    }
}
