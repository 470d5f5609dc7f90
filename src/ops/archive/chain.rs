//! Which snapshots belong together. An increment goes on where another snapshot ends; of two that end there, the one that
//! needs fewer others comes first. So whatever was put together anew takes the place of what it was made of.

use super::Manifest;
use std::cmp::{Ordering, Reverse};

/// The order of their states; of two with the same, the one that needs fewer others comes last.
pub fn older_first(one: &Manifest, other: &Manifest) -> Ordering {
    let order = |m: &Manifest| (m.to.seq, m.to.line, m.is_base(), Reverse(m.from.seq));
    order(one).cmp(&order(other))
}

/// The snapshots that together are the state of the last one: a base and its increments, oldest first. `None`: something
/// it needs is not there.
pub fn chain<'m>(all: impl Iterator<Item = &'m Manifest> + Clone, tip: &'m Manifest) -> Option<Vec<&'m Manifest>> {
    let mut links = vec![tip];
    let mut at = tip;
    while !at.is_base() {
        // Each begins before the one after it, so this ends. A base that was read until after `at` has rows of its future.
        let fits = |m: &&Manifest| m.goes_on() == at.from && m.from.seq < at.to.seq && m.to.seq <= at.to.seq;
        at = all.clone().filter(fits).filter(|m| m.is_base() || m.from.seq < at.from.seq).max_by(|a, b| {
            let nearer = |m: &Manifest| (m.is_base(), Reverse(m.from.seq));
            nearer(a).cmp(&nearer(b))
        })?;
        links.push(at);
    }
    links.reverse();
    Some(links)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Time;
    use crate::ops::archive::{FORMAT, Holds};
    use crate::store::Position;

    fn position(seq: u64) -> Position {
        Position { seq, ..Position::start(1) }
    }

    /// `base 3 5`, `more 5 9`.
    fn parse(line: &str) -> Manifest {
        let words: Vec<&str> = line.split_whitespace().collect();
        let holds = if words[0] == "base" { Holds::Everything } else { Holds::Changes };
        let (from, to) = (position(words[1].parse().unwrap()), position(words[2].parse().unwrap()));
        let (made, duka) = (Time::from_micros(0), String::new());
        let (parts, tables) = (Vec::new(), Vec::new());
        Manifest { format: FORMAT, name: words.join("-"), made, duka, holds, from, to, parts, tables }
    }

    #[track_caller]
    fn check(there: &[&str], wanted: Option<&[&str]>) {
        let mut all: Vec<Manifest> = there.iter().map(|line| parse(line)).collect();
        all.sort_by(older_first);
        let found = chain(all.iter(), all.last().unwrap());
        let names = found.map(|links| links.into_iter().map(|m| m.name.replace('-', " ")).collect::<Vec<_>>());
        assert_eq!(names, wanted.map(|names| names.iter().map(|n| (*n).to_owned()).collect()));
    }

    #[test]
    fn links_are_found_by_their_positions_and_the_shortest_way_is_taken() {
        check(&["base 3 5"], Some(&["base 3 5"]));
        check(&["base 3 5", "more 3 9", "more 9 12"], Some(&["base 3 5", "more 3 9", "more 9 12"]));
        check(&["base 3 5", "more 5 9"], None);
        check(&["more 3 9"], None);
        // Put together anew, and what it was made of is still there.
        check(&["base 3 5", "more 3 9", "base 9 9", "more 9 12"], Some(&["base 9 9", "more 9 12"]));
        check(&["base 3 5", "more 3 9", "base 9 9"], Some(&["base 9 9"]));
        check(
            &["base 3 5", "more 3 9", "more 9 12", "more 3 12", "more 12 14"],
            Some(&["base 3 5", "more 3 12", "more 12 14"]),
        );
        // A base that was read until after the increment's end.
        check(&["base 3 20", "more 3 9"], Some(&["base 3 20"]));
        check(
            &["base 3 20", "base 2 2", "more 2 3", "more 3 9", "more 9 21"],
            Some(&["base 2 2", "more 2 3", "more 3 9", "more 9 21"]),
        );
    }
}
