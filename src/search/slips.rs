//! How far a typed word is from a word of the catalogue, as fingers slip. Must not know the catalogue.

/// Longer words are found only as they are written.
pub const COMPARED_CHARS_MAX: usize = 32;

/// What each slip costs; an average one costs 1. The cheap ones are what people do most: a letter doubled or not,
/// two letters swapped, another vowel, a missing letter, the key beside.
const DOUBLED: f32 = 0.7;
const SWAPPED: f32 = 0.7;
const OTHER_VOWEL: f32 = 0.8;
const MISSING: f32 = 0.9;
const KEY_BESIDE: f32 = 0.9;
const EXTRA: f32 = 1.1;
const WRONG: f32 = 1.2;

/// Any one slip costs at most this.
pub const ONE: f32 = WRONG;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Against {
    Word,
    /// The beginning of the word that comes nearest: for what is still being typed.
    Beginning,
}

/// The cheapest slips that make what was typed out of the word (Damerau's distance, weighted), or `None` where
/// they cost more than the limit.
pub fn cost(typed: &[char], word: &str, against: Against, limit: f32) -> Option<f32> {
    if typed.len() > COMPARED_CHARS_MAX {
        return None;
    }
    let reach = match against {
        Against::Word => COMPARED_CHARS_MAX,
        Against::Beginning => (typed.len() + 1).min(COMPARED_CHARS_MAX),
    };
    let mut letters = ['\0'; COMPARED_CHARS_MAX];
    let mut long = 0;
    for (place, c) in letters.iter_mut().zip(word.chars().take(reach)) {
        *place = c;
        long += 1;
    }
    let word = &letters[..long];
    // Three rows of the table are enough: this one, the one above, and the one above that for swaps.
    let mut rows = [[0.0_f32; COMPARED_CHARS_MAX + 1]; 3];
    for j in 1..=long {
        rows[0][j] = rows[0][j - 1] + missing(word, j);
    }
    for i in 1..=typed.len() {
        let (row, above, twice) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[row][0] = rows[above][0] + extra(typed, i);
        let mut least = rows[row][0];
        for j in 1..=long {
            let mut best = (rows[above][j - 1] + wrong(typed[i - 1], word[j - 1]))
                .min(rows[above][j] + extra(typed, i))
                .min(rows[row][j - 1] + missing(word, j));
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                best = best.min(rows[twice][j - 2] + SWAPPED);
            }
            rows[row][j] = best;
            least = least.min(best);
        }
        if least > limit {
            return None;
        }
    }
    let last = &rows[typed.len() % 3][..=long];
    let cost = match against {
        Against::Word => last[long],
        Against::Beginning => last.iter().copied().fold(f32::MAX, f32::min),
    };
    (cost <= limit).then_some(cost)
}

/// The i-th typed letter is one too many.
fn extra(typed: &[char], i: usize) -> f32 {
    if i > 1 && typed[i - 1] == typed[i - 2] { DOUBLED } else { EXTRA }
}

/// The j-th letter of the word was not typed.
fn missing(word: &[char], j: usize) -> f32 {
    if j > 1 && word[j - 1] == word[j - 2] { DOUBLED } else { MISSING }
}

fn wrong(typed: char, meant: char) -> f32 {
    let vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if typed == meant {
        0.0
    } else if vowel(typed) && vowel(meant) {
        OTHER_VOWEL
    } else if beside(typed, meant) {
        KEY_BESIDE
    } else {
        WRONG
    }
}

/// QWERTY; QWERTZ and AZERTY move only a few of the letters.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// Row and column of the keys a to z.
const KEYS: [(i8, i8); 26] = {
    let mut keys = [(0, 0); 26];
    let mut row = 0;
    while row < ROWS.len() {
        let mut column = 0;
        while column < ROWS[row].len() {
            keys[(ROWS[row][column] - b'a') as usize] = (row as i8, column as i8);
            column += 1;
        }
        row += 1;
    }
    keys
};

fn beside(a: char, b: char) -> bool {
    let key = |c: char| c.is_ascii_lowercase().then(|| KEYS[c as usize - 'a' as usize]);
    let (Some((row, column)), Some((other, at))) = (key(a), key(b)) else {
        return false;
    };
    match other - row {
        0 => (at - column).abs() == 1,
        1 => at == column || at == column - 1,
        -1 => at == column || at == column + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, word: &str, against: Against, expected: Option<f32>) {
        let letters: Vec<char> = typed.chars().collect();
        let cost = cost(&letters, word, against, 2.0 * ONE);
        let same = cost.zip(expected).map_or(cost == expected, |(c, e)| (c - e).abs() < 0.01);
        assert!(same, "{typed} for {word}: {cost:?}");
    }

    #[test]
    fn slips_cost_by_how_common_they_are() {
        check("bowl", "bowl", Against::Word, Some(0.0));
        check("bwol", "bowl", Against::Word, Some(SWAPPED));
        check("bowll", "bowl", Against::Word, Some(DOUBLED));
        check("cofee", "coffee", Against::Word, Some(DOUBLED));
        check("bpwl", "bowl", Against::Word, Some(KEY_BESIDE));
        check("bewl", "bowl", Against::Word, Some(OTHER_VOWEL));
        check("bxwl", "bowl", Against::Word, Some(WRONG));
        check("bol", "bowl", Against::Word, Some(MISSING));
        check("boxwl", "bowl", Against::Word, Some(EXTRA));
        check("tray", "bowl", Against::Word, None);
    }

    #[test]
    fn a_beginning_is_compared_with_beginnings() {
        check("cofe", "coffeehouse", Against::Beginning, Some(DOUBLED));
        check("teapto", "teapots", Against::Beginning, Some(SWAPPED));
        check("coffee", "co", Against::Beginning, None);
    }
}
