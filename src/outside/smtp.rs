//! Hands one message to one mail server and says what became of it, in a sentence for the person who set it up.
//!
//! A password never travels unencrypted, and nothing at all does unless the server is on this very machine. Whatever
//! may pass by itself (no answer, no line, 4xx, a missing or unproven encryption) is worth another try; what the server
//! has decided (5xx, a wrong password) is not. Must not know: what a message is about, how often it was tried.

mod message;
mod said;

use crate::base::text::Email;
use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::net::lookup_host;
use tokio::time::timeout;

pub use message::Message;
use said::{Step, Trouble};

/// How long a server may take from the first packet to its greeting, encryption included.
const CONNECT: Duration = Duration::from_secs(10);
/// How long everything may take.
const WHOLE: Duration = Duration::from_secs(60);
/// The message is accepted by then; a server slow to say goodbye is left standing.
const GOODBYE: Duration = Duration::from_secs(1);

/// Of a server's addresses so many are tried.
const ADDRESSES_MAX: usize = 4;

/// A mail server that takes messages for others, as its provider describes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub login: Option<Login>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// Plain first, then TLS or nothing, usually port 587.
    StartTls,
    /// No protection: only to this machine itself.
    Plain,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

/// The password never reaches a log.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({})", self.user)
    }
}

/// On which terms a server is spoken to. Tests are less patient and trust a certificate of their own.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub connect: Duration,
    pub whole: Duration,
    /// A certificate, or a few, in PEM form, believed beside the public ones.
    pub extra_roots_pem: Option<&'a [u8]>,
}

impl Terms<'static> {
    pub const USUAL: Terms<'static> = Terms { connect: CONNECT, whole: WHOLE, extra_roots_pem: None };
}

/// What became of the message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    Taken(String),
    /// Worth another try.
    Later(String),
    /// Another try would end the same way.
    Never(String),
}

/// Sends `message`; always answers within the terms.
pub async fn send(server: &Server, message: &Message<'_>, terms: &Terms<'_>) -> Answer {
    match timeout(terms.whole, deliver(server, message, terms)).await {
        Ok(Ok((mut line, answer))) => {
            let _ = timeout(GOODBYE, line.abort()).await;
            answer
        }
        Ok(Err(answer)) => answer,
        Err(_) => Answer::Later(said::silent(&server.host, terms.whole)),
    }
}

async fn deliver(
    server: &Server,
    message: &Message<'_>,
    terms: &Terms<'_>,
) -> Result<(AsyncSmtpConnection, Answer), Answer> {
    allowed(server)?;
    let from = address(message.from)?;
    let to = address(message.to)?;
    let bytes = message.bytes()?;
    let mut line = reach(server, hello(message.from), terms).await?;
    let trouble = |step| Trouble { host: &server.host, port: server.port, step };
    if let Some(login) = &server.login {
        let login = Credentials::new(login.user.clone(), login.password.clone());
        let ways = [Mechanism::Plain, Mechanism::Login];
        line.auth(&ways, &login).await.map_err(|e| trouble(Step::SignIn).answer(&e))?;
    }
    let envelope = Envelope::new(Some(from), vec![to]).map_err(|e| Answer::Never(format!("{e}.")))?;
    let response = line.send(&envelope, &bytes).await.map_err(|e| trouble(Step::Send).answer(&e))?;
    let words: Vec<&str> = response.message().collect();
    Ok((line, Answer::Taken(said::clean(&format!("{} {}", response.code(), words.join(" "))))))
}

/// Refuses before anything is sent what must never travel unprotected.
fn allowed(server: &Server) -> Result<(), Answer> {
    let host = server.host.trim_matches(['[', ']']);
    let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match (server.security, &server.login) {
        (Security::Plain, _) if !here => Err(Answer::Never(format!(
            "Without encryption, mail goes only to a server on this machine; {} is another one. Please choose TLS or \
             STARTTLS.",
            server.host
        ))),
        (Security::Plain, Some(_)) => Err(Answer::Never(
            "A password is only sent over an encrypted connection. Please choose TLS or STARTTLS, or leave the user \
             empty."
                .into(),
        )),
        _ => Ok(()),
    }
}

/// From nothing to a server that has greeted us, encrypted unless it is on this machine.
async fn reach(server: &Server, hello: ClientId, terms: &Terms<'_>) -> Result<AsyncSmtpConnection, Answer> {
    let tls = match server.security {
        Security::Plain => None,
        Security::Tls | Security::StartTls => Some(encryption(server, terms)?),
    };
    let at_once = tls.clone().filter(|_| server.security == Security::Tls);
    let trouble = |e| Trouble { host: &server.host, port: server.port, step: Step::Reach }.answer(&e);
    let greeted = async {
        let addresses = addresses(server).await?;
        // A name may stand for several addresses of which the first is dead: each gets its turn.
        let turn = terms.connect / u32::try_from(addresses.len()).unwrap_or(u32::MAX).max(1);
        let line = AsyncSmtpConnection::connect_tokio1(addresses.as_slice(), Some(turn), &hello, at_once, None).await;
        let mut line = match line {
            Err(e) if e.is_timeout() => return Err(Answer::Later(said::silent(&server.host, terms.connect))),
            line => line.map_err(trouble)?,
        };
        if let (Security::StartTls, Some(tls)) = (server.security, tls) {
            line.starttls(tls, &hello).await.map_err(trouble)?;
        }
        Ok(line)
    };
    let silent = |_| Answer::Later(said::silent(&server.host, terms.connect));
    timeout(terms.connect, greeted).await.map_err(silent)?
}

async fn addresses(server: &Server) -> Result<Vec<SocketAddr>, Answer> {
    let host = server.host.trim_matches(['[', ']']);
    match lookup_host((host, server.port)).await {
        Ok(found) => Ok(found.take(ADDRESSES_MAX).collect()),
        Err(e) => {
            let cause = said::clean(&e.to_string());
            Err(Answer::Later(format!("No mail server called {host} was found: {cause}")))
        }
    }
}

fn encryption(server: &Server, terms: &Terms<'_>) -> Result<TlsParameters, Answer> {
    let wrong = |e: lettre::transport::smtp::Error| {
        Answer::Never(format!("Encryption for the mail server {} cannot be set up: {e}.", server.host))
    };
    let mut tls = TlsParameters::builder(server.host.clone());
    if let Some(pem) = terms.extra_roots_pem {
        tls = tls.add_root_certificate(Certificate::from_pem(pem).map_err(wrong)?);
    }
    tls.build().map_err(wrong)
}

fn address(email: &Email) -> Result<Address, Answer> {
    email.as_str().parse().map_err(|_| Answer::Never(format!("Mail cannot be sent to or from {email}.")))
}

/// We call ourselves by the sender's domain.
fn hello(from: &Email) -> ClientId {
    match from.as_str().rsplit_once('@') {
        Some((_, domain)) if domain.is_ascii() => ClientId::Domain(domain.to_owned()),
        _ => ClientId::default(),
    }
}

#[cfg(test)]
mod tests;
