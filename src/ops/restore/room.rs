//! How much room bringing a shop back takes.

/// Free disk that is needed, as a share of the store's size: the store itself, and what is sorted beside it.
pub const SPACE_FACTOR: (u64, u64) = (3, 2);

/// How many bytes must be free to bring back a store of that size.
pub fn space_needed(store_bytes: u64) -> u64 {
    let (times, of) = SPACE_FACTOR;
    store_bytes.saturating_mul(times) / of
}
