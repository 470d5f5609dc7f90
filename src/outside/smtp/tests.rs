//! A scripted server on the loopback plays every mood a mail server has. Real software: `tests/it/mail.rs`.

use super::*;
use crate::base::Time;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn server(port: u16, security: Security) -> Server {
    Server { host: "127.0.0.1".into(), port, security, login: None }
}

fn message<'a>(from: &'a Email, to: &'a Email) -> Message<'a> {
    Message {
        from_name: "Töpferei \"Clay\" & Leaf\r\nBcc: all@example.com",
        from,
        to,
        reply_to: from,
        subject: "Für Jo: 2 × Tee\r\nBcc: all@example.com",
        text: "Guten Tag, 2 × Tee für €7.90.\n",
        html: "<p>Guten Tag, 2 × Tee für €7.90.</p>",
        message_id: "<01h@clay-and-leaf.example>",
        date: Time::from_micros(1_795_249_800_000_000),
    }
}

/// Speaks the script's lines, one for each line it hears (the letter's text is swallowed); `None` falls silent.
async fn play(listener: TcpListener, script: Vec<Option<&'static str>>) {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut heard = String::new();
    for line in script {
        let Some(line) = line else {
            // Silent, but still there until the other side goes.
            let _ = stream.read_to_string(&mut heard).await;
            return;
        };
        stream.write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
        loop {
            heard.clear();
            let n = stream.read_line(&mut heard).await.unwrap_or(0);
            if n == 0 || heard.trim_end() == "." || !line.starts_with("354") {
                break;
            }
        }
    }
}

async fn told(script: &[Option<&'static str>], security: Security) -> Answer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = server(listener.local_addr().unwrap().port(), security);
    let short = Terms { connect: Duration::from_millis(100), whole: Duration::from_millis(150), ..Terms::USUAL };
    // Only silence is not waited for as long as usual.
    let terms = if script.contains(&None) { short } else { Terms::USUAL };
    let (from, to) = (email("shop@clay-and-leaf.example"), email("jo@example.com"));
    let playing = tokio::spawn(play(listener, script.to_vec()));
    let answer = send(&server, &message(&from, &to), &terms).await;
    playing.abort();
    answer
}

#[tokio::test]
async fn every_mood_has_its_sentence() {
    use {Answer as A, Security as S};
    const HI: [Option<&str>; 2] = [Some("220 hi"), Some("250 mail.example.com")];
    let later = |text: &str| A::Later(format!("The mail server 127.0.0.1 {text}"));
    let never = |text: &str| A::Never(format!("The mail server 127.0.0.1 {text}"));
    let ok = Some("250 ok");
    for (script, security, answer) in [
        (
            vec![ok, ok, Some("354 go"), Some("250 2.0.0 queued as 42")],
            S::Plain,
            A::Taken("250 2.0.0 queued as 42".into()),
        ),
        (vec![ok, Some("451 4.7.1 greylisted")], S::Plain, later("asks to try again later: 451 4.7.1 greylisted")),
        (vec![ok, Some("550 5.1.1 no such user")], S::Plain, never("refused the letter: 550 5.1.1 no such user")),
        (vec![ok, ok, Some("354 go"), Some("554 spam")], S::Plain, never("refused the letter: 554 spam")),
        (vec![ok, ok, Some("354 go"), None], S::Plain, later("did not answer in time.")),
        (vec![ok, ok], S::Plain, later("broke off, or does not speak SMTP.")),
        (vec![Some("what?")], S::Plain, later("broke off, or does not speak SMTP.")),
    ] {
        let script = [HI.as_slice(), &script].concat();
        assert_eq!(told(&script, security).await, answer, "{script:?}");
    }
    let refused = told(&[Some("554 no service here")], S::Plain).await;
    assert_eq!(refused, never("does not speak with us: 554 no service here"));
    assert_eq!(told(&[None], S::Plain).await, later("did not answer in time."));
    assert_eq!(told(&[None], S::Tls).await, later("did not answer in time."));
    let open = told(&HI, S::StartTls).await;
    assert!(matches!(&open, A::Later(text) if text.contains("offers no encryption")), "{open:?}");
}

#[tokio::test]
async fn nothing_answers_at_a_closed_port() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let from = email("shop@clay-and-leaf.example");
    let hello = hello(&from);
    let answer = reach(&server(port, Security::Plain), hello, &Terms::USUAL).await.err();
    assert_eq!(answer, Some(Answer::Later(format!("No mail server answers at 127.0.0.1, port {port}."))));
}

#[test]
fn what_must_be_encrypted() {
    let login = Some(Login { user: "shop".into(), password: "secret".into() });
    for (host, security, login, allowed_so) in [
        ("127.0.0.1", Security::Plain, None, true),
        ("::1", Security::Plain, None, true),
        ("localhost", Security::Plain, None, true),
        ("localhost", Security::Plain, login.clone(), false),
        ("mail.example.com", Security::Plain, None, false),
        ("localhost.example.com", Security::Plain, None, false),
        ("mail.example.com", Security::StartTls, login.clone(), true),
        ("mail.example.com", Security::Tls, login.clone(), true),
    ] {
        let server = Server { host: host.into(), port: 25, security, login };
        assert_eq!(allowed(&server).is_ok(), allowed_so, "{server:?}");
    }
    assert_eq!(format!("{login:?}"), "Some(Login(shop))");
}

#[test]
fn a_message_is_the_same_at_every_try_and_has_no_foreign_headers() {
    let (from, to) = (email("shop@clay-and-leaf.example"), email("jo@example.com"));
    let message = String::from_utf8(message(&from, &to).bytes().unwrap()).unwrap();
    let head = message.split("\r\n\r\n").next().unwrap();
    for line in [
        "To: jo@example.com",
        "Reply-To: shop@clay-and-leaf.example",
        "Message-ID: <01h@clay-and-leaf.example>",
        "Date: Sat, 21 Nov 2026 08:30:00 +0000",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
    ] {
        assert!(head.lines().any(|l| l == line), "{line} is missing in\n{head}");
    }
    assert!(head.contains("multipart/alternative") && !head.contains("\nBcc"), "{head}");
    assert!(message.contains("text/plain; charset=utf-8") && message.contains("text/html; charset=utf-8"));
    assert!(message.is_ascii(), "every server takes it");
}

#[test]
fn patience_is_told_in_words() {
    assert_eq!(
        said::silent("mail.example.com", CONNECT),
        "The mail server mail.example.com did not answer within 10 seconds."
    );
}
