//! A whole disk: how much room it has, and that what was written to it stays. Knows nothing of what is kept there.

use crate::base::Broken;
use std::path::Path;

/// What may still be written below a folder, by whoever runs the shop. A quota may leave less.
#[derive(Clone, Copy, Debug)]
pub struct Free {
    pub bytes: u64,
    /// New files. `None`: that is no limit there.
    pub files: Option<u64>,
}

pub fn free(folder: &Path) -> Result<Free, Broken> {
    let about = rustix::fs::statvfs(folder)
        .map_err(|e| Broken::because(&format!("looking how much room {} has", folder.display()), &e))?;
    let files = (about.f_files > 0).then_some(about.f_favail);
    Ok(Free { bytes: about.f_bavail.saturating_mul(about.f_frsize), files })
}

pub fn free_bytes(folder: &Path) -> Result<u64, Broken> {
    Ok(free(folder)?.bytes)
}

/// Returns when everything that was written to the disk of a folder is on it.
pub fn sync(folder: &Path) -> Result<(), Broken> {
    let failed = |e: std::io::Error| Broken::because(&format!("syncing the disk of {}", folder.display()), &e);
    let folder = std::fs::File::open(folder).map_err(failed)?;
    rustix::fs::syncfs(folder).map_err(|e| failed(e.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_has_some_room_and_nowhere_has_none() {
        let some = free(&std::env::temp_dir()).unwrap();
        assert!(some.bytes > 0 && some.files != Some(0), "{some:?}");
        assert!(free_bytes(Path::new("/nowhere/at/all")).is_err());
    }
}
