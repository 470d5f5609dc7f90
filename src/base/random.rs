//! Randomness that can be replayed: a stream drawn from one 256-bit seed by BLAKE3's output mode.
//!
//! A seed is fixed when work is accepted, so running the work again draws the same ids and secrets.

use super::{Broken, readable};
use serde::{Deserialize, Serialize};
use std::fmt;

pub type Seed = [u8; 32];

/// A stream of bytes that nobody without the seed can predict.
pub struct Random {
    stream: blake3::OutputReader,
    counted: u16,
}

impl Random {
    pub fn from_seed(seed: Seed) -> Random {
        Random {
            stream: blake3::Hasher::new_derive_key("duka random stream v1").update(&seed).finalize_xof(),
            counted: 0,
        }
    }

    pub fn fill(&mut self, out: &mut [u8]) {
        self.stream.fill(out);
    }

    /// 0, 1, 2, … for this stream; starts over after 65,535.
    pub fn count(&mut self) -> u16 {
        let n = self.counted;
        self.counted = n.wrapping_add(1);
        n
    }

    pub fn u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// Evenly among `0..end`; 0 when there is nothing to choose from.
    pub fn below(&mut self, end: u64) -> u64 {
        // The bias of a 128-bit product is below 2^-64 for every end we use.
        ((u128::from(self.u64()) * u128::from(end)) >> 64) as u64
    }

    pub fn seed(&mut self) -> Seed {
        let mut seed = [0; 32];
        self.fill(&mut seed);
        seed
    }
}

/// A seed from the operating system.
pub fn seed_from_system() -> Result<Seed, Broken> {
    let mut seed = [0; 32];
    aws_lc_rs::rand::fill(&mut seed).map_err(|_| Broken::new("the system gives no random numbers"))?;
    Ok(seed)
}

/// 256 unguessable bits for a link or a cookie. Stores keep only its `hash`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(#[serde(with = "readable")] [u8; 32]);

/// What a store keeps of a secret: enough to recognise it, useless to present.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SecretHash(#[serde(with = "readable")] pub [u8; 32]);

const HEX: &[u8; 16] = b"0123456789abcdef";

impl Secret {
    pub fn new(random: &mut Random) -> Secret {
        Secret(random.seed())
    }

    pub fn hash(&self) -> SecretHash {
        SecretHash(blake3::derive_key("duka secret v1", &self.0))
    }

    /// 64 hexadecimal digits for a link or a cookie.
    pub fn show(&self) -> String {
        self.0.iter().flat_map(|b| [HEX[(b >> 4) as usize] as char, HEX[(b & 15) as usize] as char]).collect()
    }

    pub fn parse(text: &str) -> Option<Secret> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Secret(bytes))
    }
}

/// Secrets never reach a log.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_stream() {
        let draw = |seed| {
            let mut r = Random::from_seed(seed);
            (r.u64(), r.below(10), Secret::new(&mut r).show())
        };
        assert_eq!(draw([1; 32]), draw([1; 32]));
        assert_ne!(draw([1; 32]), draw([2; 32]));
    }

    #[test]
    fn a_secret_reads_back_and_is_not_printed() {
        let secret = Secret::new(&mut Random::from_seed([3; 32]));
        assert_eq!(Secret::parse(&secret.show()), Some(secret));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(Secret::parse("zz"), None);
    }
}
