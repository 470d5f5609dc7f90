//! A message the test gateway has yet to send.

use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub body: String,
    pub tries: u32,
}
