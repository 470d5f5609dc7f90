//! The desk around every page: menu, search, the person's menu, and what was done a moment ago.
//!
//! `Desk` is what a handler asks for: somebody of the staff, with the shop's settings. It knows no page by name.

use super::{Group, PAGES};
use crate::app::standing::Standing;
use crate::app::{App, By, Error, settings_of};
use crate::domain::order::Stage;
use crate::domain::settings::Settings;
use crate::store::{Rows, tables};
use crate::web::assets::link;
use crate::web::error::Fault;
use crate::web::guard::{Signed, cookie_name, form_encode};
use crate::web::ui::icon::icon;
use crate::web::{Shared, Web};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use maud::{DOCTYPE, Markup, html};

/// The menu counts what is to be shipped up to here.
const COUNTED_MAX: usize = 99;
/// What was done is told on the next page, or not at all.
const SAID_SECONDS: i64 = 60;
const SAID_CHARS_MAX: usize = 200;
/// Where a shop that was restored is looked at and opened again.
pub const BROUGHT_BACK: &str = "/admin/brought-back";

/// Where orders of another machine are decided.
pub const REJOIN: &str = "/admin/rejoin";

/// A request of somebody of the staff.
pub struct Desk {
    pub web: Shared,
    pub settings: Settings,
    pub signed: Signed,
    to_ship: usize,
    /// What the last request did, in words.
    said: Option<String>,
}

impl FromRequestParts<Shared> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Desk, Response> {
        let signed = Signed::from_request_parts(parts, web).await?;
        let read = web.app.read(|rows| Ok((settings_of(rows)?, to_ship(rows)?)));
        let (settings, to_ship) = read.map_err(|e| Fault(e).into_response())?;
        let said = signed.visit.cookies.get(&cookie_name(signed.visit.secure, "said")).and_then(|c| decoded(c.value()));
        Ok(Desk { web: web.clone(), settings, signed, to_ship, said })
    }
}

fn to_ship(rows: &(dyn Rows + '_)) -> Result<usize, Error> {
    Ok(rows.by(&tables::ORDER_BY_STAGE, &tables::stage_byte(Stage::ToShip), COUNTED_MAX + 1)?.len())
}

/// The words in the cookie, which only we write but anybody could send.
fn decoded(value: &str) -> Option<String> {
    let bytes = value.split('%').enumerate().try_fold(Vec::new(), |mut out, (i, part)| {
        if i == 0 {
            out.extend_from_slice(part.as_bytes());
        } else {
            out.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
            out.extend_from_slice(&part.as_bytes()[2..]);
        }
        Some(out)
    })?;
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty() && text.chars().count() <= SAID_CHARS_MAX)
}

impl Desk {
    pub fn app(&self) -> &App {
        &self.web.app
    }

    pub fn by(&self) -> By {
        self.signed.by()
    }

    /// A page of the desk.
    pub fn page(&self, title: &str, body: Markup) -> Response {
        self.page_as(StatusCode::OK, title, body)
    }

    /// The page again, because something in its form was not taken.
    pub fn refused(&self, title: &str, body: Markup) -> Response {
        self.page_as(StatusCode::UNPROCESSABLE_ENTITY, title, body)
    }

    fn page_as(&self, status: StatusCode, title: &str, body: Markup) -> Response {
        let page = (status, self.framed(title, body)).into_response();
        if self.said.is_none() {
            return page;
        }
        let mut gone = self.said_cookie(String::new());
        gone.make_removal();
        (CookieJar::new().add(gone), page).into_response()
    }

    /// On to another page, which tells what was done.
    pub fn see(&self, path: &str, said: &str) -> Response {
        let short: String = said.chars().take(SAID_CHARS_MAX).collect();
        let jar = CookieJar::new().add(self.said_cookie(form_encode(&short)));
        (jar, Redirect::to(path)).into_response()
    }

    fn said_cookie(&self, value: String) -> Cookie<'static> {
        let cookie = Cookie::build((cookie_name(self.signed.visit.secure, "said"), value)).path("/").http_only(true);
        let cookie = cookie.secure(self.signed.visit.secure).same_site(SameSite::Strict);
        cookie.max_age(time::Duration::seconds(SAID_SECONDS)).build()
    }

    fn framed(&self, title: &str, body: Markup) -> Markup {
        let shop = self.settings.shop.name.as_str();
        let here = here(&self.signed.visit.path);
        document(
            &format!("{title} · {shop}"),
            html! {
                body.desk {
                    a.skip href="#main" { "To the content" }
                    nav.side aria-label="Desk" { a.brand href="/admin" { (shop) } (self.menu(here)) }
                    (self.top())
                    main.desk-main id="main" {
                        (self.brought_back(here))
                        @if let Some(said) = &self.said {
                            p.notice.good role="status" data-say { (icon("check")) span { (said) } }
                        }
                        (body)
                    }
                    (self.bar(here))
                    div.toast role="status" data-toast {}
                }
            },
        )
    }

    /// Nothing is sold, whatever else this page says.
    fn brought_back(&self, here: &str) -> Markup {
        let said_already = here == "/admin" || self.signed.visit.path.starts_with(BROUGHT_BACK);
        let standing = self.web.app.standing();
        html! {
            @if let Some(sentence) = standing.sentence() {
                @if standing != Standing::BroughtBack {
                    p.notice.bad { (icon("triangle")) span { (sentence) } }
                } @else if !said_already {
                    p.notice.bad { (icon("triangle")) span {
                        (sentence) " " a href=(BROUGHT_BACK) { "Look and decide" }
                    } }
                }
            }
        }
    }

    fn menu(&self, here: &str) -> Markup {
        html! {
            @for group in Group::ALL {
                h2 { (group.title()) }
                @for page in PAGES.iter().filter(|p| p.group == group) {
                    a href=(page.path) aria-current=[(page.path == here).then_some("page")] {
                        (page.title)
                        @if page.path == "/admin/orders" && self.to_ship > 0 {
                            span.tag { (counted(self.to_ship)) span.unseen { " to ship" } }
                        }
                    }
                }
            }
        }
    }

    fn top(&self) -> Markup {
        html! {
            header.desk-top {
                form.search action="/admin/search" role="search" {
                    label.unseen for="q" { "Search orders, products and customers" }
                    input.input id="q" name="q" type="search" placeholder="Search" data-slash autocomplete="off";
                    button.search-go aria-label="Search" { (icon("search")) }
                }
                div.tools {
                    a.btn.quiet.small.wide-only href="/" { "View shop" }
                    details.menu-pop data-menu {
                        summary {
                            (icon("person"))
                            span.wide-only { (first_name(&self.signed.staff.name)) }
                            span.unseen { "Your menu" }
                        }
                        div {
                            a href="/" { "View shop" }
                            a href="/admin/settings/account" { "Your sign-in" }
                            form method="post" action="/admin/sign-out" { button { "Sign out" } }
                        }
                    }
                }
            }
        }
    }

    /// The bar at the lower edge of a phone.
    fn bar(&self, here: &str) -> Markup {
        let short = [
            ("Today", "/admin", "today"),
            ("Orders", "/admin/orders", "orders"),
            ("Products", "/admin/products", "products"),
            ("Search", "/admin/search", "search"),
        ];
        html! {
            nav.bar aria-label="Desk, short" {
                @for (title, path, sign) in short {
                    a href=(path) aria-current=[(path == here).then_some("page")] { (icon(sign)) (title) }
                }
                details.bar-more data-menu {
                    summary { (icon("more")) "More" }
                    nav aria-label="All pages" { (self.menu(here)) }
                }
            }
        }
    }
}

/// The menu entry a path belongs to: the longest that it begins with.
fn here(path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or(path);
    let within = |entry: &str| path == entry || (entry != "/admin" && path.starts_with(&format!("{entry}/")));
    let entries = PAGES.iter().map(|p| p.path).chain(["/admin/search"]);
    entries.filter(|e| within(e)).max_by_key(|e| e.len()).unwrap_or("")
}

fn counted(n: usize) -> String {
    if n > COUNTED_MAX { format!("{COUNTED_MAX}+") } else { n.to_string() }
}

pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// A page without menu, for those who are not signed in yet.
pub fn gate(title: &str, shop: Option<&str>, body: Markup) -> Markup {
    let title = shop.map_or_else(|| title.to_owned(), |shop| format!("{title} · {shop}"));
    document(&title, html! { body { main.gate id="main" { (body) } } })
}

/// A page to be printed.
pub fn paper(title: &str, body: Markup) -> Markup {
    document(title, html! { body { main { (body) } } })
}

/// The name of the shop, for pages outside the desk.
pub fn shop_name(web: &Web) -> Option<String> {
    web.app.settings().ok().map(|s| s.shop.name)
}

fn document(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" href=(link("favicon.svg")) type="image/svg+xml";
                link rel="preload" href=(link("newsreader.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(link("duka.css"));
                script src=(link("duka.js")) defer {}
            }
            (body)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_knows_where_one_is() {
        for (path, entry) in [
            ("/admin", "/admin"),
            ("/admin?x=1", "/admin"),
            ("/admin/orders/1042?said=1", "/admin/orders"),
            ("/admin/search?q=mug", "/admin/search"),
            ("/admin/ordersx", ""),
        ] {
            assert_eq!(here(path), entry, "{path}");
        }
    }

    #[test]
    fn what_was_done_travels_whole_and_nonsense_does_not() {
        let said = "3 orders: “shipped”, 100 %.";
        assert_eq!(decoded(&form_encode(said)).as_deref(), Some(said));
        for bad in ["", "%zz", "%f", "%ff", &"x".repeat(201)] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
