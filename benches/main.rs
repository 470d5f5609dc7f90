//! Speed, as ratios: each figure beside its floor, measured in the same run. `cargo bench` prints a table.

fn main() {}
