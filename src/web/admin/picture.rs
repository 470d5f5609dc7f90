//! Small pictures in rows.

use crate::domain::catalog::Picture;
use maud::{Markup, html};

pub fn thumb(picture: Option<&Picture>) -> Markup {
    html! { @if picture.is_some() { span {} } }
}
