//! "Tell me when it is back": somebody waits for a variant that is sold out, and gets one letter.

use crate::base::text::Email;
use crate::base::time::DAY;
use crate::base::{Language, Secret, Time};
use serde::{Deserialize, Serialize};

/// So many may wait for one variant.
pub const WISHES_PER_VARIANT_MAX: usize = 200;
/// And for so many things one address.
pub const WISHES_PER_EMAIL_MAX: usize = 20;
/// What has not come back by then is not waited for any more, in microseconds.
pub const WISH_AGE_MAX: i64 = 180 * DAY;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Wish {
    pub email: Email,
    /// The letter is written in.
    pub language: Language,
    /// Of the link that ends it, the same in all wishes of one address.
    pub secret: Secret,
    pub asked: Time,
}

/// To so many of those who wait is written when `more` pieces came: not everybody comes, but a crowd before an empty shelf is
/// no kindness. The next pieces are told to the next.
pub fn letters(more: i64) -> usize {
    const LETTERS_PER_PIECE: i64 = 3;
    const LETTERS_AT_ONCE_MAX: i64 = 60;
    more.saturating_mul(LETTERS_PER_PIECE).clamp(0, LETTERS_AT_ONCE_MAX) as usize
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_few_letters_for_each_piece() {
        for (more, letters) in [(-1, 0), (0, 0), (1, 3), (7, 21), (20, 60), (1_000, 60), (i64::MAX, 60)] {
            assert_eq!(super::letters(more), letters, "{more}");
        }
    }
}
