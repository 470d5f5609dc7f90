//! Why search does not work. It is never a shopper's fault, so there is nothing here to show to one.

use std::fmt;
use std::io;

use tantivy::TantivyError;

/// The index could not be read or written. The shop sells on without it.
#[derive(Debug)]
pub enum Broken {
    Folder(io::Error),
    Index(TantivyError),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Folder(error) => write!(f, "the folder of the search index: {error}"),
            Broken::Index(error) => write!(f, "the search index: {error}"),
        }
    }
}

impl std::error::Error for Broken {}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Folder(error)
    }
}

impl From<TantivyError> for Broken {
    fn from(error: TantivyError) -> Broken {
        Broken::Index(error)
    }
}
