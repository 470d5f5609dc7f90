//! The merchant's desk: one file per page, each with its routes, handlers and view.

use super::Shared;
use axum::Router;

pub fn routes() -> Router<Shared> {
    Router::new()
}
