//! The program: hands its arguments to `boot` and nothing more.

fn main() {}
