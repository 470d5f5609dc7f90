//! A place elsewhere as people write it: a folder, or the address of a bucket with a login from the environment.

use super::config::Login;
use crate::ops::backup::elsewhere::Preset;
use crate::outside::targets::folder::Folder;
use crate::outside::targets::s3::{self, Bucket, S3};
use crate::outside::targets::{Abilities, Target};
use std::path::Path;
use std::sync::Arc;

/// # Errors
/// A sentence when the address or the login is none.
pub fn target(place: &Path, login: &Login) -> Result<Box<dyn Target>, String> {
    let Some(address) = address(place) else { return Ok(Box::new(Folder::at(place))) };
    let (Some(key_id), Some(secret)) = (login.s3_key.clone(), login.s3_secret.clone()) else {
        return Err("Say who may use the bucket: set DUKA_S3_KEY and DUKA_S3_SECRET.".into());
    };
    let bucket = Bucket::parse(address, s3::Login { key_id, secret }).map_err(|failed| failed.sentence)?;
    Ok(Box::new(S3::of(&bucket, Abilities::ALL).map_err(|failed| failed.sentence)?))
}

/// The place that is set where Duka is started.
pub fn preset(place: &Path, login: &Login, data: &Path) -> Result<Preset, String> {
    let to = Arc::from(target(place, login)?);
    Ok(Preset { name: place.display().to_string(), to, same_disk: shares_disk(place, data) })
}

/// Of a bucket; `None` for a folder.
pub fn address(place: &Path) -> Option<&str> {
    place.to_str().filter(|text| text.contains("://"))
}

/// A folder on the disk that `data` is on. A bucket never is.
pub fn shares_disk(place: &Path, data: &Path) -> bool {
    address(place).is_none() && Folder::at(place).shares_disk_with(data)
}
