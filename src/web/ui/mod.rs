//! What pages share: the frame around them, fields, pictures, signs, dates, the head. Knows the stylesheet's classes and no
//! page.

pub mod card;
pub mod date;
pub mod form;
pub mod frame;
pub mod front;
pub mod icon;
mod meant;
pub mod picture;
pub mod rich;
pub mod seo;
pub mod sums;
mod trouble;
pub mod words;

pub use trouble::{bare_error, error_page};
