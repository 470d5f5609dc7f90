//! Fetching the pictures a copy does not have yet. What they are called at the target is a secret of the shop, so the names of
//! those that are here are worked out once.

use crate::base::Broken;
use crate::base::random::Seed;
use crate::ops::archive::Trouble;
use crate::ops::at_once::at_once;
use crate::ops::fetch::picture;
use crate::ops::seal::Sealed;
use crate::ops::send::pictures::{PICTURES, name_of};
use crate::outside::blobs::Blobs;
use crate::outside::targets;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Pictures fetched in one go, before others are named.
const FETCHED_AT_ONCE: usize = 200;

/// What the target calls the pictures that are here.
#[derive(Default)]
pub struct Named(HashSet<String>);

impl Named {
    /// # Errors
    /// The pictures' folder cannot be read.
    pub fn of(blobs: &Blobs, names: &Seed) -> Result<Named, Broken> {
        let mut here = HashSet::new();
        for (shelf, _) in blobs.shelves()? {
            let on_shelf = blobs.on_shelf(&shelf)?;
            here.extend(on_shelf.iter().map(|(hash, kind)| name_of(names, &shelf, hash, kind)));
        }
        Ok(Named(here))
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Fetches those that are missing here; answers how many. What is damaged there is named in the log and asked for again.
pub fn fetch_missing(from: &Sealed<'_>, into: &Blobs, named: &mut Named) -> Result<u64, Trouble> {
    let mut fetched = 0;
    let mut names = targets::all(from, PICTURES).map(|object| object.map(|o| o.name));
    loop {
        let mut missing = Vec::new();
        for name in names.by_ref() {
            let name = name?;
            if !named.has(&name) {
                missing.push(name);
            }
            if missing.len() == FETCHED_AT_ONCE {
                break;
            }
        }
        if missing.is_empty() {
            return Ok(fetched);
        }
        // What came before something failed is not fetched again.
        let came = Mutex::new(Vec::new());
        let done = at_once(&missing, |name| {
            match picture(from, name, into)? {
                Some(remark) => tracing::warn!("{remark}"),
                None => came.lock().unwrap_or_else(PoisonError::into_inner).push(name.clone()),
            }
            Ok(())
        });
        let came = came.into_inner().unwrap_or_else(PoisonError::into_inner);
        fetched += came.len() as u64;
        named.0.extend(came);
        done?;
    }
}
