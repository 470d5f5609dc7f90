//! Links for people who stand before the door: the setup page, and staff who are locked out.

use super::config::Staff;
use super::open::open;
use super::{Stop, control, existing, say};
use crate::app::people;
use crate::base::text::Email;
use crate::base::{Clock, Secret};
use crate::web::guard::form_encode;
use std::path::Path;

pub async fn setup_link(data: &Path) -> Result<(), Stop> {
    let data = existing(data)?;
    let next = format!("duka serve --data {}", data.display());
    let path = match control::ask(&data, "POST", "/setup-link", control::nothing()).await {
        Some(answer) => answer
            .map_err(|sentence| Stop::new(sentence, format!("duka staff link EMAIL --data {}", data.display())))?,
        None => {
            let opened = open(&data, Clock::Real)
                .map_err(|b| Stop::new(format!("The shop could not be opened: {b:?}"), &next))?;
            let link = people::setup_link(&opened.app).await;
            opened.app.close();
            let secret: Secret = link.map_err(|e| Stop::new(e.words(), &next))?;
            format!("/setup/{}", secret.show())
        }
    };
    say("The setup page, once and for seven days, behind the shop's address:");
    say(&path);
    Ok(())
}

pub async fn run(staff: &Staff) -> Result<(), Stop> {
    let data = existing(&staff.data.data)?;
    let next = format!("duka staff link EMAIL --data {}", data.display());
    let email = Email::parse(&staff.email).map_err(|wrong| Stop::new(wrong.0, &next))?;
    let asked = format!("/staff-link?email={}", form_encode(email.as_str()));
    let path = match control::ask(&data, "POST", &asked, control::nothing()).await {
        Some(answer) => answer.map_err(|sentence| Stop::new(sentence, &next))?,
        None => {
            let opened = open(&data, Clock::Real)
                .map_err(|b| Stop::new(format!("The shop could not be opened: {b:?}"), &next))?;
            let link = people::link_for(&opened.app, &email).await;
            opened.app.close();
            format!("/admin/link/{}", link.map_err(|e| Stop::new(e.words(), &next))?.show())
        }
    };
    say(&format!("A link for {email}, once and within the hour, behind the shop's address:"));
    say(&path);
    Ok(())
}
