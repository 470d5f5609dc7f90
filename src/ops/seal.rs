//! Sealing: what leaves the machine is readable only with one of the shop's keys. The form is age's, so that its stock tool
//! opens it, too. `Sealed` makes of any target one that is given plain bytes and keeps none.

use crate::base::Broken;
use crate::outside::targets::{Failed, Kind, OBJECT_BYTES_MAX, Object, Target};
use age::x25519::{Identity, Recipient};
use age::{DecryptError, Decryptor, Encryptor};
use std::io::{Read, Write};

/// Every sealed file ends so.
pub const ENDING: &str = ".age";

/// Who will be able to open what is sealed, and who opens it here.
#[derive(Clone)]
pub struct Seal {
    recipients: Vec<Recipient>,
    identities: Vec<Identity>,
}

/// Why something sealed did not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// None of the keys fits, or the place where they would fit is damaged.
    OtherKey,
    Damaged,
}

impl Seal {
    /// Sealed for these keys, opened by any of them.
    pub fn of(keys: Vec<Identity>) -> Seal {
        Seal { recipients: keys.iter().map(Identity::to_public).collect(), identities: keys }
    }

    /// Opened by these as well, for whom nothing is sealed any more.
    pub fn opening(mut self, former: Vec<Identity>) -> Seal {
        self.identities.extend(former);
        self
    }

    pub fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
        let failed = |e: &dyn std::error::Error| Broken::because("sealing a file", e);
        let recipients = self.recipients.iter().map(|r| r as &dyn age::Recipient);
        let sealing = Encryptor::with_recipients(recipients).map_err(|e| failed(&e))?;
        let mut out = sealing.wrap_output(Vec::with_capacity(bytes.len())).map_err(|e| failed(&e))?;
        out.write_all(bytes).map_err(|e| failed(&e))?;
        out.finish().map_err(|e| failed(&e))
    }

    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, Closed> {
        let opening = Decryptor::new_buffered(sealed).map_err(|_| Closed::Damaged)?;
        let identities = self.identities.iter().map(|i| i as &dyn age::Identity);
        let mut reading = opening.decrypt(identities).map_err(|error| match error {
            DecryptError::NoMatchingKeys => Closed::OtherKey,
            _ => Closed::Damaged,
        })?;
        let mut bytes = Vec::with_capacity(sealed.len());
        reading.read_to_end(&mut bytes).map_err(|_| Closed::Damaged)?;
        Ok(bytes)
    }
}

/// A target whose files are sealed. Names keep their order, each with one ending more.
pub struct Sealed<'a> {
    target: &'a dyn Target,
    seal: &'a Seal,
}

impl<'a> Sealed<'a> {
    pub fn of(target: &'a dyn Target, seal: &'a Seal) -> Sealed<'a> {
        Sealed { target, seal }
    }

    fn sealed(&self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, Failed> {
        if bytes.len() as u64 > OBJECT_BYTES_MAX {
            return Err(Failed::new(Kind::Other, format!("The file {name} is too large to be sent.")));
        }
        self.seal.seal(bytes).map_err(|broken| Failed::new(Kind::Other, format!("{broken:?}")))
    }
}

/// Can a sealed file of that size hold so many plain bytes? If not, it arrived by half. Headers differ a little in length on
/// purpose, so that more cannot be told without opening it.
pub fn may_be_whole(sealed: u64, plain: u64) -> bool {
    /// Version, a place for each of two keys, proof of the header, nonce.
    const BEGINNING_MIN: u64 = 22 + 2 * 98 + 48 + 16;
    const CHUNK: u64 = 64 << 10;
    const TAG: u64 = 16;
    sealed >= plain + BEGINNING_MIN + TAG * plain.div_ceil(CHUNK).max(1)
}

pub fn name_of(plain: &str) -> String {
    format!("{plain}{ENDING}")
}

impl Target for Sealed<'_> {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.target.put(&name_of(name), &self.sealed(name, bytes)?)
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.target.put_new(&name_of(name), &self.sealed(name, bytes)?)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        let Some(sealed) = self.target.get(&name_of(name))? else { return Ok(None) };
        let opened = self.seal.open(&sealed).map_err(|closed| {
            let why = match closed {
                Closed::Damaged => "its seal is broken",
                Closed::OtherKey => "this key does not open it",
            };
            Failed::new(Kind::Damaged, format!("The file {} of the backup is damaged: {why}.", name_of(name)))
        });
        opened.map(Some)
    }

    /// With the size the files have there, which is a little more than theirs.
    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let after = if after.is_empty() { String::new() } else { name_of(after) };
        let found = self.target.list(prefix, &after, limit)?;
        // What is not sealed is none of ours, yet it counts: a short page would look like the last one.
        let plain = |o: Object| Object { name: o.name.strip_suffix(ENDING).unwrap_or(&o.name).to_owned(), ..o };
        Ok(found.into_iter().map(plain).collect())
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.target.remove(&name_of(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_key_opens_and_no_other_and_no_damage_passes() {
        let (machine, recovery) = (Identity::generate(), Identity::generate());
        let both = Seal::of(vec![machine.clone(), recovery.clone()]);
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        for plain in [&bytes[..], b""] {
            let sealed = both.seal(plain).unwrap();
            let (length, bytes) = (sealed.len() as u64, plain.len() as u64);
            assert!(
                may_be_whole(length, bytes) && !may_be_whole(length.saturating_sub(400), bytes),
                "{length} {bytes}"
            );
            for key in [&machine, &recovery] {
                assert_eq!(Seal::of(vec![key.clone()]).open(&sealed).as_deref(), Ok(plain));
            }
            assert_eq!(Seal::of(vec![Identity::generate()]).open(&sealed), Err(Closed::OtherKey));
            assert_eq!(both.open(&sealed[..sealed.len() - 1]), Err(Closed::Damaged));
            for at in (0..sealed.len()).step_by(sealed.len() / 50) {
                let mut flipped = sealed.clone();
                flipped[at] ^= 1;
                assert!(Seal::of(vec![recovery.clone()]).open(&flipped).is_err(), "byte {at}");
            }
        }
    }
}
