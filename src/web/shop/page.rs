//! A page of text the merchant wrote: delivery, returns, imprint, terms, privacy.

use super::super::Shared;
use super::super::error::Fault;
use super::super::guard::Visit;
use super::super::ui::seo::{self, Head};
use super::super::ui::{frame, front};
use crate::app::Error;
use crate::base::text::Handle;
use crate::store::tables;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new().route("/pages/{handle}", get(show))
}

async fn show(State(web): State<Shared>, visit: Visit, Path(handle): Path<String>) -> Result<Markup, Fault> {
    let handle = Handle::parse(&handle).map_err(|_| Error::NotFound)?;
    let (front, text) = front::read(&web, &visit, |rows, _| rows.get(&tables::PAGES, &handle)?.ok_or(Error::NotFound))?;
    let path = format!("/pages/{handle}");
    let home = front.words.say("home");
    let trail = [(home.as_str(), "/".to_owned()), (text.title.as_str(), path.clone())];
    let mut head = Head::open(&text.title, &first_words(&text.text), &path);
    head.data = vec![seo::breadcrumbs(&front, &trail)];
    let main = html! {
        (frame::crumbs(&front, &trail))
        div class="page-head" { h1 { (text.title) } }
        div class="text" { (paragraphs(&text.text)) }
    };
    Ok(frame::page(&front, &head, main))
}

fn first_words(text: &str) -> String {
    blocks(text)
        .find(|block| !block.starts_with('#'))
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn blocks(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n");
    let blocks: Vec<String> = text.split("\n\n").map(|b| b.trim().to_owned()).filter(|b| !b.is_empty()).collect();
    blocks.into_iter()
}

/// Paragraphs are parted by empty lines. A line that begins with `#` is a heading, lines that begin with `-` are a list.
fn paragraphs(text: &str) -> Markup {
    html! {
        @for block in blocks(text) {
            @let lines: Vec<&str> = block.lines().map(str::trim).collect();
            @if let Some(heading) = block.strip_prefix('#') { h2 { (heading.trim_start_matches('#').trim()) } }
            @else if lines.iter().all(|line| line.starts_with("- ")) {
                ul { @for line in &lines { li { (line[2..]) } } }
            } @else {
                p { @for (i, line) in lines.iter().enumerate() { @if i > 0 { br; } (line) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_becomes_paragraphs_headings_and_lists() {
        let text = "Clay & Leaf\r\nRing 1\r\n\r\n# Returns <now>\n\n- one\n- two\n\n\n\nEnd";
        assert_eq!(
            paragraphs(text).into_string(),
            "<p>Clay &amp; Leaf<br>Ring 1</p><h2>Returns &lt;now&gt;</h2><ul><li>one</li><li>two</li></ul><p>End</p>"
        );
        assert_eq!(first_words(text), "Clay & Leaf Ring 1");
        assert_eq!(paragraphs("").into_string(), "");
    }
}
