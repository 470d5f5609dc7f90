//! The furnished demo shop *Clay & Leaf*: its goods and its pictures, as pure values. Knows no store, no web, no files
//! but those embedded.

pub mod art;
pub mod goods;

#[cfg(test)]
mod tests;
