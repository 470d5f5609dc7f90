//! What search engines are told: which addresses there are, and which are not theirs.

use super::super::Shared;
use super::super::error::Fault;
use super::super::ui::date::iso_day;
use super::super::ui::frame::shelf_path;
use crate::app::{self, Error, catalog};
use crate::domain::settings::Settings;
use crate::store::rows::ROWS_MAX;
use crate::store::{Rows, Span, tables};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// A sitemap holds no more (sitemaps.org).
const ADDRESSES_MAX: usize = 50_000;
/// Products read from one view.
const STEP: usize = 500;

pub fn routes() -> Router<Shared> {
    Router::new().route("/robots.txt", get(robots)).route("/sitemap.xml", get(sitemap))
}

/// Answers even when the shop cannot be read: an error here would take every page out of the engines.
async fn robots(State(web): State<Shared>) -> Response {
    let map = web.app.settings().map(|s| format!("\nSitemap: {}\n", s.link("/sitemap.xml"))).unwrap_or_default();
    let text = format!("User-agent: *\nDisallow: /admin\nDisallow: /search/suggest\n{map}");
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

async fn sitemap(State(web): State<Shared>) -> Result<Response, Fault> {
    let settings = web.app.settings()?;
    let mut map = Map { xml: String::new(), count: 0, settings: &settings };
    let mut after: Option<Vec<u8>> = None;
    web.app.read(|rows| {
        (map.xml, map.count) = (String::new(), 0);
        shelves(rows, &mut map)
    })?;
    loop {
        let (products, next) = web.app.read(|rows| {
            let span = after.as_ref().map_or(Span::all(), |key| Span::all().after(key));
            let page = rows.walk(&tables::PRODUCT_BY_AGE, span, STEP)?;
            Ok((catalog::load_all(rows, page.rows.into_iter().map(|(_, id)| id))?, page.next))
        })?;
        for product in &products {
            map.add(&format!("/products/{}", product.handle), Some(iso_day(product.updated, &settings.zone())));
        }
        match next {
            Some(key) if map.count < ADDRESSES_MAX => after = Some(key),
            _ => break,
        }
    }
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], map.finish()).into_response())
}

fn shelves(rows: &(dyn Rows + '_), map: &mut Map<'_>) -> Result<(), Error> {
    map.add("/", None);
    map.add("/collections/all", None);
    for (_, collection) in rows.span(&tables::COLLECTIONS, Span::all(), ROWS_MAX)? {
        map.add(&shelf_path(&collection), None);
    }
    for (handle, _) in app::settings::pages(rows)? {
        map.add(&format!("/pages/{handle}"), None);
    }
    Ok(())
}

struct Map<'s> {
    xml: String,
    count: usize,
    settings: &'s Settings,
}

impl Map<'_> {
    fn add(&mut self, path: &str, changed: Option<String>) {
        if self.count >= ADDRESSES_MAX {
            return;
        }
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let languages = &self.settings.languages;
        let others = if languages.are_several() { self.alternates(path) } else { String::new() };
        for language in languages.all() {
            let here = escaped(&self.settings.link_in(language, path));
            self.xml.push_str(&format!("<url><loc>{here}</loc>{changed}{others}</url>\n"));
            self.count += 1;
        }
    }

    /// The same page in all languages, as each of them must say.
    fn alternates(&self, path: &str) -> String {
        let link = |tag: &str, address: String| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", escaped(&address))
        };
        let each = self.settings.languages.all().map(|l| link(l.code(), self.settings.link_in(l, path)));
        each.chain([link("x-default", self.settings.link(path))]).collect()
    }

    fn finish(self) -> String {
        let own = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
        let names = match self.settings.languages.are_several() {
            true => format!("{own} xmlns:xhtml=\"http://www.w3.org/1999/xhtml\""),
            false => own.to_owned(),
        };
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset {names}>\n{}</urlset>\n", self.xml)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_written_for_xml() {
        assert_eq!(super::escaped("https://a.example/?a=1&b='<"), "https://a.example/?a=1&amp;b=&apos;&lt;");
    }
}
