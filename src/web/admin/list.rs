//! Lists that page by the key of an index: the address of the next page carries where this one ended.

use crate::store::Span;
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// Rows on one page of a list.
pub const PAGE_ROWS: usize = 50;
/// No index has longer keys than a few short texts and an id.
const CURSOR_BYTES_MAX: usize = 1_024;

/// The span from where the last page ended. A mark that is none, or belongs to another list, begins at the beginning.
pub fn from(span: Span, mark: &str) -> Span {
    match read(mark) {
        Some(key) if span.contains(&key) => span.after(&key),
        _ => span,
    }
}

fn read(mark: &str) -> Option<Vec<u8>> {
    if mark.is_empty() || mark.len() > 2 * CURSOR_BYTES_MAX || mark.len() % 2 == 1 || !mark.is_ascii() {
        return None;
    }
    (0..mark.len()).step_by(2).map(|i| u8::from_str_radix(&mark[i..i + 2], 16).ok()).collect()
}

fn written(key: &[u8]) -> String {
    key.iter().map(|b| format!("{b:02x}")).collect()
}

/// The way on, and back to the beginning. `path` is the list's address with its filters.
pub fn pager(path: &str, mark: &str, next: Option<&[u8]>) -> Markup {
    let join = if path.contains('?') { '&' } else { '?' };
    html! {
        @if next.is_some() || !mark.is_empty() {
            nav.pager aria-label="Pages" {
                @if !mark.is_empty() { a.btn.quiet.small href=(path) { "To the beginning" } }
                @if let Some(key) = next {
                    a.btn.quiet.small href={ (path) (join) "after=" (written(key)) } { "Next" (icon("arrow")) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_leads_on_within_its_own_list_only() {
        let orders = || Span::prefix(b"ab").backwards();
        let next = from(orders(), &written(b"ab\x07"));
        assert!(next.contains(b"ab\x06") && !next.contains(b"ab\x07"));
        for foreign in ["", "zz", "6", "ffff", &written(b"zz"), &"61".repeat(3_000), "ää"] {
            assert_eq!(from(orders(), foreign).to, orders().to, "{foreign}");
        }
    }

    #[test]
    fn the_way_on_keeps_the_filters() {
        let shown = pager("/admin/orders?stage=unpaid", "", Some(&[1, 0xff])).into_string();
        assert!(shown.contains("/admin/orders?stage=unpaid&amp;after=01ff"), "{shown}");
        assert_eq!(pager("/admin/orders", "", None).into_string(), "");
    }
}
