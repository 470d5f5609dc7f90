//! Sends the letters whose time has come and writes down what the mail server said.

use super::{Care, Schedule};
use crate::app::letters::{self, Due};
use crate::app::{App, By, Error};
use crate::domain::letter::{Content, Reply};
use crate::domain::settings::{MailServer, Security, Settings};
use crate::mail::{self, About};
use crate::outside::smtp;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "deliver letters",
    every: Duration::from_secs(5),
    on_change: true,
    run: |care: Arc<Care>| Box::pin(async move { deliver(&care.app).await }),
};

async fn deliver(app: &App) -> Result<usize, Error> {
    if !app.standing().may_reach_outside() {
        return Ok(0);
    }
    let settings = app.settings()?;
    if settings.mail.server == MailServer::None {
        return Ok(0);
    }
    let due = letters::due(app)?;
    for due in &due {
        deliver_one(app, &settings, due).await?;
    }
    Ok(due.len())
}

async fn deliver_one(app: &App, settings: &Settings, due: &Due) -> Result<(), Error> {
    let about = About { settings, order: due.order.as_ref(), about: &due.letter.about };
    let (content, reply) = match mail::write(due.letter.kind, &about) {
        Ok(content) => {
            let reply = send(settings, due, &content).await;
            (content, reply)
        }
        Err(unwritten) if due.order.is_some() => {
            tracing::info!(letter = %due.letter.id, "A letter was taken back: {unwritten}");
            return letters::withdraw(app, due.letter.id).await;
        }
        Err(unwritten) => {
            let empty = Content { subject: String::new(), text: String::new(), html: String::new() };
            (empty, Reply::Never(unwritten.to_string()))
        }
    };
    if !matches!(reply, Reply::Taken(_)) {
        tracing::warn!(letter = %due.letter.id, "A letter was not taken: {reply:?}");
    }
    letters::tried(app, &By::shop(), due.letter.id, content, reply).await?;
    Ok(())
}

async fn send(settings: &Settings, due: &Due, content: &Content) -> Reply {
    match &settings.mail.server {
        MailServer::Smtp { host, port, security, user, password } => {
            let login = (!user.is_empty()).then(|| smtp::Login { user: user.clone(), password: password.clone() });
            let security = match security {
                Security::Tls => smtp::Security::Tls,
                Security::StartTls => smtp::Security::StartTls,
                Security::Plain => smtp::Security::Plain,
            };
            let server = smtp::Server { host: host.clone(), port: *port, security, login };
            hand_over(&server, settings, due, content).await
        }
        MailServer::Caught | MailServer::None => Reply::Taken("Kept here to be read; this shop sends no mail.".into()),
    }
}

async fn hand_over(server: &smtp::Server, settings: &Settings, due: &Due, content: &Content) -> Reply {
    let id = mail::message_id(due.letter.id, settings);
    let message = smtp::Message {
        from: &settings.mail.from,
        from_name: &settings.shop.name,
        to: &due.letter.to,
        reply_to: &settings.shop.email,
        subject: &content.subject,
        text: &content.text,
        html: &content.html,
        message_id: &id,
        date: due.letter.created,
    };
    match smtp::send(server, &message, &smtp::Terms::USUAL).await {
        smtp::Answer::Taken(answer) => Reply::Taken(answer),
        smtp::Answer::Later(answer) => Reply::Later(answer),
        smtp::Answer::Never(answer) => Reply::Never(answer),
    }
}
