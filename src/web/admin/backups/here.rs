//! Backups kept on this computer: when they were made, whether they were proved.

use crate::app::backups::{Drill, Kept};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::ago;
use maud::{Markup, html};

pub fn list(desk: &Desk, kept: &[Kept]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        ol.events {
            @for one in kept.iter().rev() {
                li {
                    "Made " (ago(one.made, now, &zone)) ", " (one.rows) " rows, " (size(one.bytes))
                    span.soft { (proof(&one.drill, |at| ago(at, now, &zone))) }
                }
            }
        }
    }
}

fn proof(drill: &Drill, ago: impl Fn(crate::base::Time) -> Markup) -> Markup {
    match drill {
        Drill::NotYet => html! { "Not proved yet" },
        Drill::Proved { at, took_ms } => {
            html! { "Brought back for proof " (ago(*at)) ", in " (seconds(*took_ms)) }
        }
        Drill::Failed { why } => html! { strong { "Not usable: " } (why.join(" ")) },
    }
}

/// "0.7 s", "12 s".
fn seconds(ms: u64) -> String {
    if ms < 10_000 { format!("{}.{} s", ms / 1_000, ms % 1_000 / 100) } else { format!("{} s", ms / 1_000) }
}

/// "430 kB", "1.2 MB".
fn size(bytes: u64) -> String {
    const MB: u64 = 1_000_000;
    if bytes < MB {
        format!("{} kB", bytes.div_ceil(1_000))
    } else {
        format!("{}.{} MB", bytes / MB, bytes % MB / 100_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_are_short() {
        for (bytes, words) in [(0, "0 kB"), (1, "1 kB"), (430_000, "430 kB"), (1_250_000, "1.2 MB")] {
            assert_eq!(size(bytes), words);
        }
        for (ms, words) in [(40, "0.0 s"), (740, "0.7 s"), (9_999, "9.9 s"), (12_400, "12 s")] {
            assert_eq!(seconds(ms), words);
        }
    }
}
