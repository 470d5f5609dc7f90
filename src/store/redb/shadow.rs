//! A file that can only be read. What redb writes to it while it opens it stays in memory, so that what was committed can be
//! read; nothing else may be written, and nothing of it stays.

use redb::StorageBackend;
use std::fs::File;
use std::io::Error;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug)]
pub struct Shadow {
    file: File,
    written: Mutex<Written>,
}

#[derive(Debug)]
struct Written {
    length: u64,
    /// In their order.
    pieces: Vec<(u64, Vec<u8>)>,
}

impl Shadow {
    pub fn of(path: &Path) -> Result<Shadow, Error> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Shadow { file, written: Mutex::new(Written { length, pieces: Vec::new() }) })
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Zeroes stand where the file has nothing.
    fn read_file(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        out.fill(0);
        let mut done = 0;
        while done < out.len() {
            match self.file.read_at(&mut out[done..], offset + done as u64)? {
                0 => break,
                read => done += read,
            }
        }
        Ok(())
    }
}

impl StorageBackend for Shadow {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.written().length)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        self.read_file(offset, out)?;
        let end = offset + out.len() as u64;
        for (at, bytes) in &self.written().pieces {
            let (from, to) = (offset.max(*at), end.min(at + bytes.len() as u64));
            if from < to {
                let piece = &bytes[(from - at) as usize..(to - at) as usize];
                out[(from - offset) as usize..(to - offset) as usize].copy_from_slice(piece);
            }
        }
        Ok(())
    }

    fn set_len(&self, length: u64) -> Result<(), Error> {
        self.written().length = length;
        Ok(())
    }

    fn sync_data(&self) -> Result<(), Error> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        self.written().pieces.push((offset, data.to_vec()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_the_file_stays() {
        let path = std::env::temp_dir().join(format!("duka-shadow-{}", std::process::id()));
        std::fs::write(&path, b"abcdef").unwrap();
        let shadow = Shadow::of(&path).unwrap();
        shadow.write(1, b"XY").unwrap();
        shadow.write(2, b"zz").unwrap();
        shadow.set_len(8).unwrap();
        let mut out = [9; 8];
        shadow.read(0, &mut out).unwrap();
        assert_eq!((&out, shadow.len().unwrap()), (b"aXzzef\0\0", 8));
        let mut out = [0; 2];
        shadow.read(3, &mut out).unwrap();
        assert_eq!(&out, b"ze");
        assert_eq!(std::fs::read(&path).unwrap(), b"abcdef");
        std::fs::remove_file(&path).unwrap();
    }
}
