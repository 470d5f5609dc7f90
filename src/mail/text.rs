//! The text part: complete on its own, wrapped, amounts under each other.

use super::draft::{Block, Draft, Goods, SumRow, Weight};
use crate::domain::settings::Shop;

/// Old rules of the mail world: lines of 72 can be quoted a few times before they break.
const WIDTH_CHARS: usize = 72;
/// Between a label and its amount.
const GAP_CHARS: usize = 2;

pub fn render(draft: &Draft, shop: &Shop) -> String {
    let mut parts = vec![wrap(&draft.title, WIDTH_CHARS).join("\n")];
    parts.extend(draft.blocks.iter().map(block));
    parts.push(foot(shop));
    parts.retain(|p| !p.is_empty());
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Says(text) => wrap(text, WIDTH_CHARS).join("\n"),
        Block::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count())),
        Block::Facts(facts) => facts_table(facts),
        Block::Goods(goods) => goods.iter().flat_map(goods_rows).collect::<Vec<_>>().join("\n"),
        Block::Sum(rows) => sum_table(rows),
        Block::Lines(lines) => lines.iter().flat_map(|l| wrap(l, WIDTH_CHARS)).collect::<Vec<_>>().join("\n"),
        Block::Link { label, url } => format!("{label}:\n{url}"),
        Block::Aside { text, label, url } => {
            format!("{}\n{url}", wrap(&format!("{text} {label}:"), WIDTH_CHARS).join("\n"))
        }
    }
}

fn facts_table(facts: &[(String, String)]) -> String {
    let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0) + 1;
    let mut rows = Vec::new();
    for (name, value) in facts {
        let name = format!("{name}:");
        for (i, line) in wrap(value, WIDTH_CHARS - width - 1).into_iter().enumerate() {
            let name = if i == 0 { name.as_str() } else { "" };
            rows.push(format!("{name:<width$} {line}"));
        }
    }
    rows.join("\n")
}

fn goods_rows(goods: &Goods) -> Vec<String> {
    let pieces = format!("{} × ", goods.pieces);
    let indent = " ".repeat(pieces.chars().count());
    let mut rows = row(&pieces, &goods.title, &goods.amount);
    if !goods.detail.is_empty() {
        rows.extend(wrap(&goods.detail, WIDTH_CHARS - indent.len()).into_iter().map(|l| format!("{indent}{l}")));
    }
    rows
}

fn sum_table(rows: &[SumRow]) -> String {
    let mut lines = Vec::new();
    for sum in rows {
        if sum.weight == Weight::Total {
            lines.push("-".repeat(WIDTH_CHARS));
        }
        lines.extend(row("", &sum.label, &sum.amount));
    }
    lines.join("\n")
}

/// A label at the left, an amount at the right end of its first line.
fn row(lead: &str, label: &str, amount: &str) -> Vec<String> {
    let lead_chars = lead.chars().count();
    let amount_chars = amount.chars().count();
    let room = WIDTH_CHARS - lead_chars;
    let label_room = if amount.is_empty() { room } else { room - (amount_chars + GAP_CHARS).min(room / 2) };
    let lines = wrap(label, label_room);
    let first = |line: String| match amount {
        "" => format!("{lead}{line}"),
        amount => format!("{lead}{line:<width$}{amount}", width = room.saturating_sub(amount_chars)),
    };
    let indent = " ".repeat(lead_chars);
    lines.into_iter().enumerate().map(|(i, l)| if i == 0 { first(l) } else { format!("{indent}{l}") }).collect()
}

/// Breaks at spaces only: an address of a page or an amount with its no-break space stays whole.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split([' ', '\n']).filter(|w| !w.is_empty()) {
        let chars = word.chars().count();
        if used > 0 && used + 1 + chars > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
        }
        used += chars;
    }
    lines
}

/// Who writes, by law and by courtesy. "-- " is what mail programs take for the end of what is said.
fn foot(shop: &Shop) -> String {
    let address = shop.address.lines().map(str::trim).filter(|l| !l.is_empty());
    let mut lines = vec!["-- ".to_owned(), shop.name.clone()];
    lines.extend(address.map(str::to_owned));
    lines.push(shop.email.to_string());
    lines.extend(Some(shop.phone.clone()).filter(|p| !p.is_empty()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_words_stay_whole() {
        for (text, width, lines) in [
            ("", 10, vec![""]),
            ("a bb ccc", 4, vec!["a bb", "ccc"]),
            ("https://a.example/long/address and more", 10, vec!["https://a.example/long/address", "and more"]),
            ("CHF\u{a0}24.00 now", 5, vec!["CHF\u{a0}24.00", "now"]),
        ] {
            assert_eq!(wrap(text, width), lines, "{text}");
        }
    }

    #[test]
    fn amounts_end_at_the_same_column() {
        let long = "A very long name of a thing that does not fit beside its price on one line of a letter";
        for label in ["Mug", long] {
            let rows = row("12 × ", label, "€1,234.00");
            assert!(rows[0].ends_with("  €1,234.00") && rows[0].chars().count() == WIDTH_CHARS, "{rows:?}");
        }
    }
}
