//! Customers and staff, and the proofs by which staff are recognised.

use crate::base::text::Email;
use crate::base::{Id, Time};
use serde::{Deserialize, Serialize};

pub const NAME_CHARS_MAX: usize = 100;
/// OWASP and ASVS 6.2.1, 6.2.9: at least 8 (15 advised), at least 64 allowed.
pub const PASSWORD_CHARS_MIN: usize = 10;
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Somebody who ordered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Customer {
    pub id: Id<Customer>,
    pub email: Email,
    pub name: String,
    pub orders: u32,
    /// Of orders not cancelled, in minor units of the shop's currency.
    pub spent: i64,
    pub first_seen: Time,
    pub last_order: Time,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Staff {
    pub id: Id<Staff>,
    pub email: Email,
    pub name: String,
    /// An argon2id hash in PHC form; `None` until a password was chosen.
    pub password: Option<String>,
    pub created: Time,
}

/// A signed-in person. The key is the hash of the cookie's secret.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Session {
    pub staff: Id<Staff>,
    pub created: Time,
    pub seen: Time,
}

/// A link that works once. The key is the hash of its secret.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OneTimeLink {
    pub purpose: LinkPurpose,
    pub ends: Time,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LinkPurpose {
    /// Opens the setup page of a shop that has no owner yet.
    Setup,
    SignIn(Id<Staff>),
}
