//! Text that was read once and is good from then on: each type has one `parse`, refusing with a sentence.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text was not taken, as a sentence for the person who typed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong(pub String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const EMAIL_CHARS_MAX: usize = 254;
const SLUG_CHARS_MAX: usize = 120;
pub const QUANTITY_MAX: u32 = 999;

/// An e-mail address in the shape mail servers take; the domain part is lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Email, Wrong> {
        let text = text.trim();
        let wrong = || Err(Wrong("Please enter an e-mail address such as name@example.com.".into()));
        let Some((local, domain)) = text.rsplit_once('@') else { return wrong() };
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|part| {
                !part.is_empty()
                    && part.len() <= 63
                    && !part.starts_with('-')
                    && !part.ends_with('-')
                    && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if !local_ok || !domain_ok || text.len() > EMAIL_CHARS_MAX {
            return wrong();
        }
        let lower = domain.to_lowercase();
        // A few capitals lower into something that is no letter; what is kept must read back.
        if lower.chars().any(|c| !c.is_alphanumeric() && c != '-' && c != '.') {
            return wrong();
        }
        Ok(Email(format!("{local}@{lower}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower case, for recognising the same person.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The part of an address that names a thing: `breakfast-mug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Handle(String);

impl Handle {
    pub fn parse(text: &str) -> Result<Handle, Wrong> {
        let ok = !text.is_empty()
            && text.len() <= SLUG_CHARS_MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        if ok {
            Ok(Handle(text.to_owned()))
        } else {
            Err(Wrong("A web address uses small letters, digits and hyphens only.".into()))
        }
    }

    /// Makes a handle from any title: "Töpfer Mug, 350 ml" becomes "topfer-mug-350-ml".
    pub fn from_title(title: &str) -> Handle {
        let plain = deunicode::deunicode(title).to_lowercase();
        let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut text = words.join("-");
        text.truncate(SLUG_CHARS_MAX);
        let text = text.trim_end_matches('-');
        Handle(if text.is_empty() { "item".to_owned() } else { text.to_owned() })
    }

    /// The same handle with a number behind it, for when the first one is taken.
    pub fn numbered(&self, n: u32) -> Handle {
        let tail = format!("-{n}");
        let keep = self.0.len().min(SLUG_CHARS_MAX - tail.len());
        Handle(format!("{}{tail}", &self.0[..keep]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many of a thing: 1 to 999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Quantity(u32);

impl Quantity {
    pub const ONE: Quantity = Quantity(1);

    pub fn new(n: u32) -> Result<Quantity, Wrong> {
        match n {
            1..=QUANTITY_MAX => Ok(Quantity(n)),
            _ => Err(Wrong(format!("Please enter a number from 1 to {QUANTITY_MAX}."))),
        }
    }

    pub fn parse(text: &str) -> Result<Quantity, Wrong> {
        Quantity::new(text.trim().parse().unwrap_or(0))
    }

    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One line of text: trimmed, no control characters, at most `chars_max` characters, not empty.
///
/// # Errors
/// A sentence that names the thing (`"a name"`).
pub fn line(text: &str, what: &str, chars_max: usize) -> Result<String, Wrong> {
    let text = optional_line(text, what, chars_max)?;
    if text.is_empty() { Err(Wrong(format!("Please enter {what}."))) } else { Ok(text) }
}

/// Like [`line`], but may be left empty.
pub fn optional_line(text: &str, what: &str, chars_max: usize) -> Result<String, Wrong> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    match text.chars().count() {
        n if n > chars_max => Err(Wrong(format!("This is {} characters too long for {what}.", n - chars_max))),
        _ => Ok(text),
    }
}

/// Text inside a query: everything but letters, digits and a few marks is written as `%XX`.
pub fn form_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Does a name in a certificate stand for this one? `*.example.org` does for `shop.example.org`, and for nothing deeper.
pub fn stands_for(own: &str, name: &str) -> bool {
    let wild = |rest: &str| name.split_once('.').is_some_and(|(first, after)| !first.is_empty() && after == rest);
    own == name || own.strip_prefix("*.").is_some_and(wild)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        for good in ["ana@example.com", " Ana.B+x@Example.COM ", "ü@exämple.de", "o'neil@a-b.ie"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "ana", "ana@", "@x.de", "a b@x.de", "a@x", "a@x..de", "a@-x.de", ".a@x.de", "a\r\nBcc:x@y.de"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Email::parse("Ana@Example.COM").unwrap().as_str(), "Ana@example.com");
    }

    #[test]
    fn handles_come_from_titles() {
        for (title, handle) in [("Töpfer Mug, 350 ml", "topfer-mug-350-ml"), ("  ", "item"), ("Ä&Ö", "a-o")] {
            assert_eq!(Handle::from_title(title).as_str(), handle);
        }
        assert_eq!(Handle::from_title("mug").numbered(2).as_str(), "mug-2");
        assert!(Handle::parse("Mug").is_err() && Handle::parse("a/b").is_err() && Handle::parse("").is_err());
    }

    #[test]
    fn quantities_are_whole_and_small() {
        for bad in ["0", "-1", "1.5", "1000", "99999999999999", "", "x"] {
            assert!(Quantity::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Quantity::parse(" 12 ").unwrap().get(), 12);
    }

    #[test]
    fn a_certificate_is_for_its_names_alone() {
        for (own, name, is) in [
            ("example.org", "example.org", true),
            ("example.org", "www.example.org", false),
            ("*.example.org", "www.example.org", true),
            ("*.example.org", "example.org", false),
            ("*.example.org", "a.b.example.org", false),
            ("*.example.org", ".example.org", false),
        ] {
            assert_eq!(stands_for(own, name), is, "{own} {name}");
        }
    }
}
