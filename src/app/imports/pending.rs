//! What was read of a list and not taken in yet. A piece that could not be taken in is tried again in halves: a slow moment of
//! the machine ends no import, and what does is known by its line.

use crate::import::Draft;
use std::collections::VecDeque;
use std::sync::Arc;

/// A single product is tried so often.
const TRIES_MAX: u32 = 3;

/// A few products, and how many lines of the file were read with them.
#[derive(Clone)]
pub struct Piece {
    pub drafts: Arc<Vec<Draft>>,
    pub lines: u64,
}

#[derive(Default)]
pub struct Pending {
    pieces: VecDeque<Piece>,
    tries: u32,
}

impl Pending {
    pub fn add(&mut self, drafts: Vec<Draft>, lines: u64) {
        self.pieces.push_back(Piece { drafts: Arc::new(drafts), lines });
    }

    pub fn first(&self) -> Option<Piece> {
        self.pieces.front().cloned()
    }

    pub fn taken(&mut self) {
        self.pieces.pop_front();
        self.tries = 0;
    }

    /// The first piece could not be taken in. Answers with the product that ends it all; `None`: it may be tried again.
    pub fn failed(&mut self) -> Option<Draft> {
        let Piece { drafts, lines } = self.pieces.pop_front()?;
        let middle = drafts.len() / 2;
        if let (Some(next), true) = (drafts.get(middle), middle > 0) {
            let before = next.line.saturating_sub(1);
            self.pieces.push_front(Piece { drafts: Arc::new(drafts[middle..].to_vec()), lines });
            self.pieces.push_front(Piece { drafts: Arc::new(drafts[..middle].to_vec()), lines: before });
            return None;
        }
        self.tries += 1;
        if self.tries >= TRIES_MAX {
            return drafts.first().cloned();
        }
        self.pieces.push_front(Piece { drafts, lines });
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Handle;

    /// Takes in all it can; `refused` says what cannot be. Answers what was taken, by its lines, and the line that ended it.
    fn check(refused: impl Fn(&[Draft]) -> bool) -> (Vec<u64>, Option<u64>) {
        let draft = |n: u64| Draft::new(n + 2, n.to_string(), Handle::from_title("Mug"), format!("Mug {n}"));
        let mut pending = Pending::default();
        pending.add((0..25).map(draft).collect(), 26);
        let mut taken = Vec::new();
        for _ in 0..200 {
            let Some(piece) = pending.first() else { return (taken, None) };
            if !refused(&piece.drafts) {
                taken.extend(piece.drafts.iter().map(|draft| draft.line));
                assert!(taken.last().is_none_or(|last| *last <= piece.lines));
                pending.taken();
            } else if let Some(last) = pending.failed() {
                return (taken, Some(last.line));
            }
        }
        panic!("it does not end");
    }

    #[test]
    fn smaller_pieces_are_tried_and_what_ends_it_has_a_line() {
        let all: Vec<u64> = (2..27).collect();
        assert_eq!(check(|_| false), (all.clone(), None));
        assert_eq!(check(|drafts| drafts.len() > 4), (all.clone(), None));
        assert_eq!(check(|drafts| drafts.iter().any(|d| d.line == 19)), (all[..17].to_vec(), Some(19)));
        assert_eq!(check(|_| true), (Vec::new(), Some(2)));
    }
}
