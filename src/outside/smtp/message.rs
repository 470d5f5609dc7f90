//! A message as it travels: headers and two parts that say the same, for programs that show HTML and those that do not.

use super::{Answer, address};
use crate::base::Time;
use crate::base::text::Email;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use std::time::{Duration, SystemTime};

/// RFC 3834: written by a program, so that nobody's holiday notice answers it.
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");

#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    pub from_name: &'a str,
    pub from: &'a Email,
    pub to: &'a Email,
    pub reply_to: &'a Email,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    /// With its angle brackets; the same at every try.
    pub message_id: &'a str,
    pub date: Time,
}

impl Message<'_> {
    /// The whole message, ready for the line.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Answer> {
        let from = Mailbox::new(Some(one_line(self.from_name)), address(self.from)?);
        let parts = MultiPart::alternative_plain_html(self.text.to_owned(), self.html.to_owned());
        let message = lettre::Message::builder()
            .from(from)
            .to(Mailbox::new(None, address(self.to)?))
            .reply_to(Mailbox::new(None, address(self.reply_to)?))
            .subject(one_line(self.subject))
            .message_id(Some(one_line(self.message_id)))
            .date(system_time(self.date))
            .raw_header(HeaderValue::new(AUTO_SUBMITTED, "auto-generated".to_owned()))
            .multipart(parts);
        Ok(message.map_err(|e| Answer::Never(format!("The letter cannot be written as mail: {e}.")))?.formatted())
    }
}

/// A line end would begin a header of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Times before 1970 do not come up; they would be dated 1970.
fn system_time(time: Time) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(time.micros()).unwrap_or(0))
}
