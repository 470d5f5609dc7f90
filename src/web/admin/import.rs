//! Importing another shop's product list: looked at first, taken in when the merchant says so.

mod view;

use super::frame::Desk;
use crate::app::imports::{self, Report, Standing};
use crate::app::{App, Error};
use crate::base::Broken;
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart};
use axum::http::HeaderName;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::io::Write;
use view::{done, page, preview, running, stopped};

/// A list of some hundred thousand lines.
const FILE_BYTES_MAX: u64 = 64 << 20;
const FORM_BYTES_MAX: usize = (64 << 20) + (64 << 10);
const NAME_CHARS_MAX: usize = 100;
const TITLE: &str = "Import products";
const PROGRESS: &str = "/admin/import/progress";
/// Understood by every browser, without a script.
const REFRESH: HeaderName = HeaderName::from_static("refresh");
const LOOKED_AGAIN_SECONDS: &str = "3";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/import", get(show).post(look).layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .route("/admin/import/take", post(take))
        .route(PROGRESS, get(how_far))
}

async fn show(desk: Desk) -> Response {
    desk.page(TITLE, page(desk.app(), None))
}

async fn look(desk: Desk, files: Multipart) -> Result<Response, Fault> {
    match looked_at(desk.app(), &desk, files).await {
        Ok((name, number, report)) => Ok(desk.page(TITLE, preview(&name, number, &report))),
        Err(error @ Error::Refused(_)) => Ok(refused(&desk, &error)),
        Err(other) => Err(other.into()),
    }
}

async fn take(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let number = Typed(fields).get("file").parse().map_err(|_| Error::NotFound)?;
    match imports::start(desk.app(), &desk.by(), number) {
        Ok(()) => Ok(Redirect::to(PROGRESS).into_response()),
        Err(error @ Error::Refused(_)) => Ok(refused(&desk, &error)),
        Err(other) => Err(other.into()),
    }
}

fn refused(desk: &Desk, error: &Error) -> Response {
    desk.refused(TITLE, page(desk.app(), Some(&error.words())))
}

async fn how_far(desk: Desk) -> Response {
    match desk.app().imports.standing() {
        Standing::Nothing => Redirect::to("/admin/import").into_response(),
        Standing::Running(progress) => {
            let page = desk.page(TITLE, running(&progress));
            ([(REFRESH, LOOKED_AGAIN_SECONDS)], page).into_response()
        }
        Standing::Done(name, report) => desk.page(TITLE, done(&name, &report)),
        Standing::Stopped(progress, why) => desk.page(TITLE, stopped(&progress, &why)),
    }
}

async fn looked_at(app: &App, desk: &Desk, mut files: Multipart) -> Result<(String, u64, Report), Error> {
    let broken = |_| Error::sentence("The upload broke off. Please try again.");
    let wanted = || Error::sentence("Please choose a file.");
    let mut field = files.next_field().await.map_err(broken)?.ok_or_else(wanted)?;
    let name: String = field.file_name().unwrap_or("").chars().take(NAME_CHARS_MAX).collect();
    let (mut file, mut bytes) = (app.blobs.nameless()?, 0);
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        bytes += piece.len() as u64;
        if bytes > FILE_BYTES_MAX {
            return Err(Error::sentence("This file is larger than 64 MB. Please use: duka import FILE"));
        }
        file.write_all(&piece).map_err(|e| Broken::because("keeping an upload", &e))?;
    }
    if bytes == 0 {
        return Err(wanted());
    }
    let (number, report) = imports::look(app, &desk.by(), &name, file).await?;
    Ok((name, number, report))
}
