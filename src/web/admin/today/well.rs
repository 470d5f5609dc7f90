//! Whether all is well, before anything else; on a bad day what happened, what it means, and one button each.

use super::facts::Facts;
use crate::app::backups::away::{Away, Stands};
use crate::app::care::on_the_wall;
use crate::store::trust::Doubt;
use crate::web::admin::doubts;
use crate::web::admin::frame::{BROUGHT_BACK, Desk, REJOIN};
use crate::web::admin::letters::kind_in_words;
use crate::web::admin::parts::count;
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// What is not well, the worst first.
pub fn concerns(desk: &Desk, f: &Facts) -> Vec<Markup> {
    let first =
        [brought_back(f), closed(f), room(f), certificate(f), clock(desk, f), apart(f), problems(f), payments(f)];
    let all = first.into_iter().chain([letters(f), mail(f), backup(f), gaps(f)]);
    all.flatten().collect()
}

pub fn all_well() -> Markup {
    html! { p.well { (icon("check")) span { "All well. The shop is open, and every letter is on its way." } } }
}

fn concern(look: &str, what: &str, means: &str, button: &Markup) -> Option<Markup> {
    Some(html! {
        div class={ "notice " (look) } { (icon("triangle")) div { h2 { (what) } p { (means) } (button) } }
    })
}

fn link(path: &str, words: &str) -> Markup {
    html! { p { a.btn.small href=(path) { (words) } } }
}

fn brought_back(f: &Facts) -> Option<Markup> {
    let means = "It was made anew from what was kept of it. Visitors can look around, and at the checkout they read that \
                 ordering opens again shortly. Look at what is not in it, then open it.";
    let button = link(BROUGHT_BACK, "Look and decide");
    f.brought_back.then(|| concern("bad", "The shop was brought back and sells nothing yet", means, &button))?
}

fn apart(f: &Facts) -> Option<Markup> {
    let means = "It went on selling after this one had taken over. Its buyers were thanked and wait for their goods.";
    let what = format!("Another machine sold {} that you do not have here", count(f.apart, "order", "orders"));
    (f.apart > 0).then(|| concern("warm", &what, means, &link(REJOIN, "Look and decide")))?
}

fn closed(f: &Facts) -> Option<Markup> {
    let means = "The shop cannot write to its disk, so it takes no orders and keeps what it has. Whoever cares for the \
                 machine should look at the log and the disk.";
    f.closed.then(|| concern("bad", "Nothing is sold just now", means, &html! {}))?
}

fn clock(desk: &Desk, f: &Facts) -> Option<Markup> {
    let doubt = f.clock?;
    let zone = desk.settings.zone();
    let (from, to) = (on_the_wall(doubt.expected(), &zone), on_the_wall(f.now, &zone));
    let how = match doubt {
        Doubt::Behind { .. } => "Something in the shop was written later than that.",
        Doubt::Jumped { .. } => "That happens when somebody sets the clock, or when the computer slept.",
    };
    let means = format!(
        "It moved from {from} to {to}. {how} Reservations do not end until you say that the time is right, so nothing \
         is taken from a buyer too early."
    );
    let button = html! { form method="post" action="/admin/clock" { button.btn.small { "The time is right" } } };
    concern("warm", "The clock of this computer jumped", &means, &button)
}

fn problems(f: &Facts) -> Option<Markup> {
    let n = f.problems.count;
    let means = "Goods are missing for an order, or money came for one that was cancelled.";
    let button = link("/admin/orders?stage=problem", if n == 1 { "Look at it" } else { "Look at them" });
    (n > 0).then(|| concern("bad", &count(n, "order needs you", "orders need you"), means, &button))?
}

fn payments(f: &Facts) -> Option<Markup> {
    let n = f.doubts;
    let means = "They did not agree with what the shop had asked for. Each says what to do about it.";
    let button = link(doubts::PATH, if n == 1 { "Look at it" } else { "Look at them" });
    (n > 0).then(|| concern("bad", &count(n, "payment to look at", "payments to look at"), means, &button))?
}

/// One letter is led to, several to their list.
fn letters(f: &Facts) -> Option<Markup> {
    let newest = f.failed.newest.as_ref()?;
    let what = format!("{} could not be delivered", count(f.failed.count, "letter", "letters"));
    let (means, path) = if f.failed.count == 1 {
        let means = format!("“{}” to {} came back.", kind_in_words(newest.kind), newest.to);
        (means, format!("/admin/letters/{}", newest.id))
    } else {
        ("Buyers may not know what became of their orders.".into(), "/admin/letters?fate=failed".into())
    };
    concern("bad", &what, &means, &link(&path, "See why"))
}

fn mail(f: &Facts) -> Option<Markup> {
    let (words, path, link) = if f.mail_missing {
        ("No mail server is set up, so letters to buyers wait.", "/admin/settings/mail", "Set it up")
    } else if f.letters_late {
        ("Letters to buyers wait longer than they should.", "/admin/letters?fate=waiting", "See them")
    } else {
        return None;
    };
    Some(html! { div.notice.warm { (icon("triangle")) div { p { (words) " " a href=(path) { (link) } } } } })
}

fn backup(f: &Facts) -> Option<Markup> {
    if f.backup_failed {
        let means = "The shop goes on, but what happens from here on could not be brought back.";
        return concern("bad", "The last backup is not usable", means, &link("/admin/backups", "See why"));
    }
    if let Some(why) = &f.old_stay {
        let means = format!("{why} New ones are made all the same, and take more and more room.");
        let what = "Old backups could not be taken away";
        return concern("warm", what, &means, &link("/admin/backups", "See the backups"));
    }
    elsewhere(&f.away)
}

/// The worst that is to be said of the places elsewhere.
fn elsewhere(away: &[Away]) -> Option<Markup> {
    let see = || link("/admin/backups", "See how it stands");
    if let Some(one) = away.iter().find(|one| one.asks.is_some()) {
        let what = format!("{} asks before old backups go", one.name);
        return concern("warm", &what, one.asks.as_deref().unwrap_or_default(), &see());
    }
    let failed = |one: &Away| match &one.stands {
        Stands::Failed(why) => Some((one.name.clone(), why.clone())),
        _ => None,
    };
    if let Some((name, why)) = away.iter().find_map(failed) {
        let what = if away.iter().any(|one| one.stands == Stands::Well && one.protects()) {
            format!("Backups do not reach {name}")
        } else {
            "Backups do not leave this computer".to_owned()
        };
        return concern("warm", &what, &why, &see());
    }
    if away.iter().any(|one| one.stands == Stands::NotConfirmed) {
        let means = "Everything that leaves is sealed, and only your keys open it. Write the recovery key down first.";
        let button = link("/admin/backups/key", "Write the recovery key down");
        return concern("warm", "Backups do not leave this computer yet", means, &button);
    }
    if !away.is_empty() && !away.iter().any(Away::protects) {
        let means = "That protects from mistakes, not from the loss of the computer or its disk.";
        return concern("warm", "Backups are on this computer only", means, &link("/admin/backups/new", "Add a place"));
    }
    let (one, why) = away.iter().find_map(|one| Some((one, one.old_stay.as_ref()?)))?;
    concern("warm", &format!("Old backups could not be taken away from {}", one.name), why, &see())
}

fn certificate(f: &Facts) -> Option<Markup> {
    let said = f.certificate.as_ref()?;
    concern("bad", &said.title, &said.next, &link("/admin/settings/domain", "See the domain"))
}

fn room(f: &Facts) -> Option<Markup> {
    let means = "What was set aside for that is in use now, so the shop sells on for a while. Make room on the disk, or \
                 orders will be refused; what is there stays as it is.";
    if f.little_room { concern("bad", "The disk of this computer is full, or nearly", means, &html! {}) } else { None }
}

fn gaps(f: &Facts) -> Option<Markup> {
    let what = match f.gaps {
        0 => return None,
        1 => "The record of changes has a gap".to_owned(),
        n => format!("The record of changes has {n} gaps"),
    };
    let means = "Some changes could not be copied, so this computer cannot tell what changed just then. The shop itself \
                 is whole: every product, order and payment is there.";
    concern("warm", &what, means, &html! {})
}
