//! What went wrong with a mail server, as a sentence with the server's own words behind it, and whether to try again.

use super::Answer;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Severity;
use std::error::Error as _;
use std::io::ErrorKind;
use std::time::Duration;

/// A server's answer is quoted up to here.
const WORDS_CHARS_MAX: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Reach,
    SignIn,
    Send,
}

/// Where it happened.
pub struct Trouble<'a> {
    pub host: &'a str,
    pub port: u16,
    pub step: Step,
}

/// Nothing was heard in time.
pub fn silent(host: &str, waited: Duration) -> String {
    match waited.as_secs() {
        0 => format!("The mail server {host} did not answer in time."),
        1 => format!("The mail server {host} did not answer within 1 second."),
        n => format!("The mail server {host} did not answer within {n} seconds."),
    }
}

impl Trouble<'_> {
    pub fn answer(&self, error: &Error) -> Answer {
        match error.status() {
            Some(code) => self.decided(code.severity, &format!("{code} {}", words(error))),
            None if error.is_client() => self.unable(),
            None if error.is_response() => {
                Answer::Later(format!("The mail server {} broke off, or does not speak SMTP.", self.host))
            }
            None => Answer::Later(self.line_broken(error)),
        }
    }

    /// The server said a number: 4xx is "later", 5xx is "no".
    fn decided(&self, severity: Severity, words: &str) -> Answer {
        let (host, words) = (self.host, clean(words));
        if severity != Severity::PermanentNegativeCompletion {
            return Answer::Later(format!("The mail server {host} asks to try again later: {words}"));
        }
        Answer::Never(match self.step {
            Step::Reach => format!("The mail server {host} does not speak with us: {words}"),
            Step::SignIn => format!("The mail server {host} did not accept the user name and password: {words}"),
            Step::Send => format!("The mail server {host} refused the letter: {words}"),
        })
    }

    /// The two sides have no common way of doing it.
    fn unable(&self) -> Answer {
        let host = self.host;
        match self.step {
            // Somebody in between may have hidden it; so nothing is sent now, and asked again later.
            Step::Reach => Answer::Later(format!(
                "The mail server {host} offers no encryption (STARTTLS) on port {}, so nothing was sent.",
                self.port
            )),
            Step::SignIn => Answer::Never(format!(
                "The mail server {host} takes no user name and password. Please leave the user empty, or ask its \
                 provider for the port where one signs in."
            )),
            Step::Send => {
                Answer::Never(format!("The mail server {host} cannot deliver to addresses with letters beyond a to z."))
            }
        }
    }

    fn line_broken(&self, error: &Error) -> String {
        let (host, port) = (self.host, self.port);
        let cause = clean(&words(error));
        match io_kind(error) {
            Some(ErrorKind::ConnectionRefused) => format!("No mail server answers at {host}, port {port}."),
            Some(ErrorKind::InvalidData) => {
                format!("The mail server {host} could not prove that it is {host}, so nothing was sent: {cause}")
            }
            _ if self.step == Step::Reach => format!("The mail server {host} could not be reached: {cause}"),
            _ => format!("The line to the mail server {host} broke: {cause}"),
        }
    }
}

/// The library wraps errors in errors; the innermost one knows.
fn io_kind(error: &Error) -> Option<ErrorKind> {
    causes(error).filter_map(|e| e.downcast_ref::<std::io::Error>()).last().map(std::io::Error::kind)
}

/// What stands behind the library's own words: for a reply the server's text, else the cause.
fn words(error: &Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |e| (**e).source())
}

/// One line, short, printable: others wrote it, and people will read it.
pub fn clean(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").chars().take(WORDS_CHARS_MAX).collect()
}
