//! Stand-in until the tables come.
use serde::{Deserialize, Serialize};
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Country([u8; 2]);
impl Country {
    pub fn parse(t: &str) -> Result<Country, ()> {
        let b = t.trim().to_uppercase();
        let b = b.as_bytes();
        if b.len() == 2 { Ok(Country([b[0], b[1]])) } else { Err(()) }
    }
    pub fn name(self) -> &'static str {
        "Country"
    }
}
