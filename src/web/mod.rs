//! HTTP and HTML. Reads through `app.read`, writes only by verbs; no transaction, no network of its own.
//!
//! The whole list of routes is made of one `routes()` per page; `shop` and `admin` merge theirs, and the layers stand here,
//! in order.

pub mod admin;
pub mod assets;
pub mod cache;
pub mod door;
pub mod error;
pub mod form;
pub mod guard;
pub mod headers;
pub mod health;
pub mod hooks;
pub mod limits;
pub mod shop;
pub mod spoken;
pub mod ui;

use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tower::Layer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// A form is never larger; uploads have a limit of their own.
pub const FORM_BYTES_MAX: usize = 256 * 1024;
/// A request that takes longer is given up.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);
/// A visitor who sends nothing for so long is let go.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(15);

/// What every handler may reach.
pub struct Web {
    pub app: Arc<App>,
    pub limits: limits::Limiters,
    pub cache: cache::Cache,
    /// The proxy before it speaks HTTPS. Who comes by the shop's own HTTPS is told by [`door::Door`].
    pub secure: bool,
    /// Only these may say on whose behalf they ask.
    pub proxies: Vec<IpAddr>,
}

pub type Shared = Arc<Web>;

impl Web {
    /// Does a request come by HTTPS? Cookies say so, and links too.
    pub fn is_secure(&self, extensions: &axum::http::Extensions) -> bool {
        self.secure || door::Door::of(extensions) == door::Door::Tls
    }
}

/// The shop as a service. `/hooks` and machines' questions stand outside the form protection.
pub fn router(web: Shared) -> Router {
    let forms = Router::new()
        .merge(shop::routes(&web))
        .merge(admin::routes())
        .merge(admin::setup::routes())
        .layer(CsrfLayer::new());
    let inside = Router::new()
        .merge(forms)
        .merge(hooks::routes())
        .merge(health::routes())
        .merge(assets::routes())
        .fallback(error::no_such_page)
        .layer(axum::middleware::from_fn_with_state(web.clone(), error::as_pages))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(axum::middleware::from_fn_with_state(web.clone(), door::at_the_door))
        .layer(axum::middleware::from_fn_with_state(web.clone(), headers::on_every_answer))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, REQUEST_TIME_MAX))
        .layer(axum::middleware::from_fn(guard::number))
        .with_state(web.clone());
    // Outside of the router, because it changes which page is asked for.
    Router::new().fallback_service(axum::middleware::from_fn_with_state(web, spoken::taken_off).layer(inside))
}
