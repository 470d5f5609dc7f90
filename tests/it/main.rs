//! The one integration test program: only `mod` lines.

mod mail;
