//! The page of the domain, in the order in which one needs it.

use super::{PATH, TITLE};
use crate::domain::https::words::{Look, Said};
use crate::domain::https::{Https, Way};
use crate::outside::names::is_public;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::state;
use crate::web::form::{Problems, Typed};
use maud::{Markup, html};
use std::net::IpAddr;

/// While something is awaited, the page looks again by itself.
const LOOKED_AGAIN_SECONDS: u32 = 15;

pub fn page(desk: &Desk, kept: Option<&Https>, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    html! {
        p.crumbs { a href="/admin/settings" { "Settings" } }
        h1 { (TITLE) }
        (f.summary())
        @if desk.app().https.outfit.get().is_none() && !desk.web.secure {
            p { "This is a shop to look around in, on this computer alone. A real one is asked for its domain here, and gets a \
                 certificate for it by itself." }
        } @else if desk.app().https.outfit.get().is_none() {
            p { "A proxy stands before this shop and speaks HTTPS, so domain and certificate are its own affair. Where links \
                 in letters lead is said in " a href="/admin/settings" { "Settings" } "." }
        } @else {
            @if let Some(kept) = kept { (standing(desk, kept)) }
            (name(&f, kept))
            @if let Some(kept) = kept { (own(&f, kept)) }
        }
    }
}

/// How it stands, and the record while the domain does not lead here.
fn standing(desk: &Desk, kept: &Https) -> Markup {
    let door = &desk.app().https;
    let here = public(&door.here());
    let closed = door.closed();
    let said = kept.says(&door.seen(), &here, closed.as_deref(), desk.app().now());
    let again = (said.look != Look::Good).then_some(LOOKED_AGAIN_SECONDS);
    html! {
        div.stack-wide id="standing" data-part data-again=[again] {
            section.panel aria-labelledby="stands" {
                h2 id="stands" { (said.title) }
                (sign(&said))
                p { (said.next) }
                @if let Some(wrong) = door.files_wrong() {
                    p { "The certificate that is named where Duka is started cannot be used. " (wrong) }
                }
                @if said.look == Look::Good {
                    p { a.btn.small href=(kept.domain.origin()) { "See the shop there" } }
                } @else {
                    p.soft { "This is looked at every 15 seconds, also when you leave this page. "
                        a href=(PATH) { "See how it stands now" } }
                    form method="post" action={ (PATH) "/again" } { button.btn.quiet.small { "Try again now" } }
                }
            }
            @if !kept.is_done() { (records(kept, &door.here(), &here)) }
        }
    }
}

fn sign(said: &Said) -> Markup {
    match said.look {
        Look::Good => state("done", "Works"),
        Look::Wait => state("wait", "Goes on by itself"),
        Look::Todo => state("todo", "Something for you to do"),
        Look::Bad => state("problem", "Needs you"),
    }
}

fn public(here: &[IpAddr]) -> Vec<String> {
    here.iter().filter(|own| is_public(**own)).map(IpAddr::to_string).collect()
}

/// What is to be typed where the domain was registered.
fn records(kept: &Https, all: &[IpAddr], public: &[String]) -> Markup {
    let names = [Some(kept.domain.clone()), kept.domain.twin()];
    html! {
        section.panel aria-labelledby="records" {
            h2 id="records" { "The record to make" }
            @if public.is_empty() {
                p { (behind(all)) }
            } @else {
                p { "Make this where you registered the domain, on its page for DNS. Some call the whole domain " code { "@" }
                    " and want only what stands before it as the name." }
                @for (i, name) in names.iter().flatten().enumerate() {
                    @if i > 0 { p { "And, if you like, the same for what people also type:" } }
                    @for address in public {
                        dl.facts {
                            dt { "Type" } dd { (if address.contains(':') { "AAAA" } else { "A" }) }
                            dt { "Name" } dd { code data-copy { (name) } }
                            dt { "Leads to" } dd { code data-copy { (address) } }
                        }
                    }
                }
            }
        }
    }
}

/// This computer does not know by which address the world sees it.
fn behind(all: &[IpAddr]) -> String {
    let own = all.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(" and ");
    let first = match all {
        [] => "This computer finds no address of its own on the internet.".to_owned(),
        _ => format!("This computer stands behind a router and knows only its address there, {own}."),
    };
    format!(
        "{first} Make a record of type A that leads to the public address which your provider shows, and let the router pass \
         the ports 80 and 443 on to this computer."
    )
}

fn name(f: &Fields<'_>, kept: Option<&Https>) -> Markup {
    let first = kept.is_none();
    html! {
        section.panel aria-labelledby="name" {
            h2 id="name" { (if first { "Your domain" } else { "Another domain" }) }
            form.stack method="post" action=(PATH) {
                (f.input(Input { mode: "url", ..Input::text("domain", "Domain") }.needed().wide("w4")
                    .hint("The name you registered, such as shop.example.org. The shop gets a certificate for it by itself.")))
                @if kept.is_some_and(|kept| kept.works.is_some()) { p.soft { "What works now goes on working until the new one does." } }
                div { button.btn { (if first { "Use this domain" } else { "Change to this domain" }) } }
            }
        }
    }
}

fn own(f: &Fields<'_>, kept: &Https) -> Markup {
    let open = f.wrong.of("chain").is_some() || f.wrong.of("key").is_some() || kept.way == Way::Own;
    html! {
        section.panel aria-labelledby="certificate" {
            h2 id="certificate" { "The certificate" }
            @match kept.certificate() {
                Some(certificate) => {
                    dl.facts {
                        dt { "For" } dd { (certificate.names.join(", ")) }
                        dt { "From" } dd { (certificate.issuer) }
                    }
                },
                None => p.soft { "There is none yet." },
            }
            @if kept.way == Way::Own {
                form method="post" action={ (PATH) "/by-itself" } { button.btn.quiet.small { "Let the shop ask for one itself" } }
            }
            details.fold open[open] {
                summary { "Bring your own certificate" }
                form.stack method="post" action={ (PATH) "/certificate" } {
                    (f.area(Input::text("chain", "Certificate").needed()
                        .hint("The text of the file, with those that vouch for it below it.")))
                    (f.area(Input::text("key", "Key").needed()
                        .hint("The text of the key's file. It is kept with the shop and is part of its sealed backups.")))
                    p.soft { "It is not renewed by the shop: bring a new one before it ends." }
                    div { button.btn.quiet { "Use this certificate" } }
                }
            }
        }
    }
}
