//! Letters that waited at the moment that was brought back: most were sent since by the old shop, so none goes out unless
//! somebody says so.

use super::LETTERS;
use crate::app::brought_back::Waiting;
use crate::domain::brought_back::BroughtBack;
use crate::domain::letter::Letter;
use crate::web::admin::frame::{BROUGHT_BACK, Desk};
use crate::web::admin::letters::kind_in_words;
use crate::web::admin::list::pager;
use crate::web::admin::parts::{ago, count};
use maud::{Markup, html};

pub fn section(desk: &Desk, row: &BroughtBack, waiting: &Waiting, mark: &str) -> Markup {
    html! {
        section.panel aria-labelledby="letters" {
            h2 id="letters" { "Letters that waited" }
            @if waiting.letters.is_empty() {
                p.soft { "No letter waited to be sent at that moment." }
            } @else {
                p { "They waited to be sent at that moment. Most of them the old shop sent a little later, so none goes out \
                     a second time unless you tick it." }
                form.stack method="post" action=(LETTERS) {
                    ul.todo { @for letter in &waiting.letters { li { (one(desk, row, letter)) } } }
                    div { button.btn.quiet { "Keep this choice" } }
                }
            }
            @if waiting.since > 0 {
                p.soft { (count(waiting.since, "letter was", "letters were")) " written since the shop is back. What they \
                          say happened here, so they go out when it opens." }
            }
        }
        (pager(BROUGHT_BACK, mark, waiting.next.as_deref()))
    }
}

fn one(desk: &Desk, row: &BroughtBack, letter: &Letter) -> Markup {
    html! {
        input type="hidden" name="shown" value=(letter.id);
        label.check {
            input type="checkbox" name="send" value=(letter.id) checked[row.send.contains(&letter.id)];
            span { "Send “" (kind_in_words(letter.kind)) "” to " (letter.to) }
        }
        small { "written " (ago(letter.created, desk.app().now(), &desk.settings.zone())) }
    }
}
