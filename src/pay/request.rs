//! What is asked of a provider, and what it answered, as values. Who sends them is no matter of this room.

use crate::domain::cards::Key;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    Get,
    Post,
    Delete,
}

impl Verb {
    pub fn name(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Delete => "DELETE",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    pub verb: Verb,
    /// Of the provider: "https://api.stripe.com".
    pub host: &'static str,
    pub path: String,
    pub form: Vec<(String, String)>,
    pub key: Key,
    /// The provider's version of itself that our words are of.
    pub version: (&'static str, &'static str),
    /// The same name again is the same thing done once. `None`: doing it twice does no harm.
    pub name: Option<String>,
}

impl Request {
    /// May it be sent again when no answer came?
    pub fn is_safe_twice(&self) -> bool {
        self.name.is_some() || self.verb != Verb::Post
    }

    /// The form as it goes over the wire.
    pub fn body(&self) -> String {
        let encode = crate::base::text::form_encode;
        self.form.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect::<Vec<_>>().join("&")
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// It may be otherwise in a moment: too many at once, the same name under way, or trouble over there.
    pub fn is_unclear(&self) -> bool {
        matches!(self.status, 408 | 409 | 425 | 429) || self.status >= 500
    }
}
