//! Letters against a real mail server: aiosmtpd, with its own TLS, sign-in and SMTP. `tests/run.sh` names a python that
//! has it in `DUKA_AIOSMTPD`; without that these tests say so and check nothing.

use duka::base::Time;
use duka::base::text::Email;
use duka::outside::smtp::{Answer, Login, Message, Security, Server, Terms, send};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

const SUBJECT: &str = "Thank you — 2 × tea";
/// A line with one point would end the letter if it were not doubled on its way.
const TEXT: &str = "Two tins of tea: €7.90.\n.\nThe line above arrives, too.\n";
const HTML: &str = "<p>Two tins of tea: €7.90.</p>\n";

/// The server, its folder and what it says; all gone with the value.
struct MailServer {
    child: Child,
    says: BufReader<ChildStdout>,
    folder: PathBuf,
    port: u16,
    root_pem: Vec<u8>,
}

impl MailServer {
    fn start(mode: &str) -> Option<MailServer> {
        let Some(python) = std::env::var_os("DUKA_AIOSMTPD") else {
            // Written past the test's captured output, so that it is seen.
            let _ = writeln!(std::io::stderr(), "mail ({mode}): NOT RUN, DUKA_AIOSMTPD names no python with aiosmtpd");
            return None;
        };
        let folder = std::env::temp_dir().join(format!("duka-mail-{}-{mode}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/smtp_server.py");
        let mut child = Command::new(python)
            .arg(script)
            .arg(&folder)
            .arg(mode)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        says.read_line(&mut ready).unwrap();
        let words: Vec<&str> = ready.split_whitespace().collect();
        let ["ready", port, pem] = words[..] else { panic!("the mail server did not start: {ready}") };
        let (port, root_pem) = (port.parse().unwrap(), std::fs::read(pem).unwrap());
        Some(MailServer { child, says, folder, port, root_pem })
    }

    /// Asks it to take a letter to that address, signing in with that password.
    async fn told(&self, security: Security, to: &str, password: &str) -> Answer {
        let login = Some(Login { user: "shop".into(), password: password.into() });
        let login = login.filter(|_| !password.is_empty());
        let server = Server { host: "localhost".into(), port: self.port, security, login };
        letter(&server, to, &Terms { extra_roots_pem: Some(&self.root_pem), ..Terms::USUAL }).await
    }

    fn next_letter(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn letter(server: &Server, to: &str, terms: &Terms<'_>) -> Answer {
    let (from, to) = (Email::parse("shop@clay-and-leaf.example").unwrap(), Email::parse(to).unwrap());
    let message = Message {
        from_name: "Clay & Leaf",
        from: &from,
        to: &to,
        reply_to: &from,
        subject: SUBJECT,
        text: TEXT,
        html: HTML,
        message_id: "<01h@clay-and-leaf.example>",
        date: Time::from_micros(1_795_249_800_000_000),
    };
    send(server, &message, terms).await
}

#[track_caller]
fn check(answer: &Answer, kind: &str, part: &str) {
    let (is, text) = match answer {
        Answer::Taken(text) => ("taken", text),
        Answer::Later(text) => ("later", text),
        Answer::Never(text) => ("never", text),
    };
    assert!(is == kind && text.contains(part), "wanted {kind} “{part}”, got {answer:?}");
}

#[tokio::test]
async fn a_letter_is_delivered_over_starttls_and_after_signing_in() {
    let Some(mut server) = MailServer::start("starttls") else { return };
    check(&server.told(Security::StartTls, "jo@example.com", "right").await, "taken", "250 2.0.0 taken");
    let letter = server.next_letter();
    assert_eq!(letter["from"], "shop@clay-and-leaf.example");
    assert_eq!(letter["to"][0], "jo@example.com");
    assert_eq!((&letter["signed_in"], &letter["tls"]), (&true.into(), &true.into()));
    assert_eq!((letter["text"].as_str(), letter["html"].as_str()), (Some(TEXT), Some(HTML)));
    for (name, value) in [
        ("Subject", SUBJECT),
        ("From", "Clay & Leaf <shop@clay-and-leaf.example>"),
        ("Message-ID", "<01h@clay-and-leaf.example>"),
        ("Date", "Sat, 21 Nov 2026 08:30:00 +0000"),
        ("Auto-Submitted", "auto-generated"),
    ] {
        assert_eq!(letter["headers"][name], value, "{name}");
    }
    check(&server.told(Security::StartTls, "busy@example.com", "right").await, "later", "451 4.3.0 come back later");
    check(&server.told(Security::StartTls, "nobody@example.com", "right").await, "never", "550 5.1.1 no such mailbox");
    check(&server.told(Security::StartTls, "jo@example.com", "wrong").await, "never", "user name and password: 535");
    // Without signing in the server itself refuses.
    check(&server.told(Security::StartTls, "jo@example.com", "").await, "never", "530");
    // It is not yet encrypted when it greets, so TLS from the first byte fails, and nothing is sent.
    check(&server.told(Security::Tls, "jo@example.com", "right").await, "later", "localhost");
    // And nobody else's word is taken for who it is.
    let stranger = Server { host: "localhost".into(), port: server.port, security: Security::StartTls, login: None };
    check(&self::letter(&stranger, "jo@example.com", &Terms::USUAL).await, "later", "could not prove");
}

#[tokio::test]
async fn a_letter_is_delivered_over_tls_from_the_first_byte() {
    let Some(mut server) = MailServer::start("tls") else { return };
    check(&server.told(Security::Tls, "jo@example.com", "right").await, "taken", "250");
    assert_eq!(server.next_letter()["tls"], true);
}

#[tokio::test]
async fn nothing_is_sent_in_the_open_when_encryption_is_demanded() {
    let Some(mut server) = MailServer::start("plain") else { return };
    check(&server.told(Security::StartTls, "jo@example.com", "right").await, "later", "offers no encryption");
    check(&server.told(Security::Plain, "jo@example.com", "right").await, "never", "password is only sent over");
    // The first letter it tells of is the third: the others never reached it.
    check(&server.told(Security::Plain, "third@example.com", "").await, "taken", "250");
    assert_eq!(server.next_letter()["to"][0], "third@example.com");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let server = Server { host: "127.0.0.1".into(), port, security: Security::Plain, login: None };
    let terms = Terms { connect: Duration::from_millis(100), ..Terms::USUAL };
    check(&letter(&server, "jo@example.com", &terms).await, "later", "did not answer in time");
}
