//! How WooCommerce writes lists and paragraphs into cells.

/// Cuts "A, B\, C" at its commas: "A" and "B, C".
pub fn list(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&',') => {
                chars.next();
                push(&mut items, ',');
            }
            ',' => items.push(String::new()),
            c => push(&mut items, c),
        }
    }
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn push(items: &mut [String], c: char) {
    if let Some(last) = items.last_mut() {
        last.push(c);
    }
}

/// Line breaks are written as `\n`, and what was `\n` before as `\\n`.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\n") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        match before.strip_suffix('\\') {
            Some(kept) => {
                plain.push_str(kept);
                plain.push_str("\\n");
            }
            None => {
                plain.push_str(before);
                plain.push('\n');
            }
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// A description as HTML. WordPress keeps the line breaks of plain text and makes paragraphs of them when it shows
/// the page; text that has paragraphs of its own is left alone.
pub fn paragraphs(text: &str) -> String {
    let text = text.trim();
    let lower = text.to_lowercase();
    let has_blocks = ["<p", "<div", "<ul", "<ol", "<h", "<table", "<br"].iter().any(|tag| lower.contains(tag));
    if has_blocks || !text.contains('\n') {
        return text.to_owned();
    }
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| format!("<p>{}</p>", part.replace('\n', "<br>"))).collect()
}

/// The short description stands before the long one, unless it is its beginning.
pub fn description(short: &str, long: &str) -> String {
    let (short, long) = (paragraphs(&unescape(short)), paragraphs(&unescape(long)));
    match (short.is_empty(), long.is_empty()) {
        (true, _) => long,
        (_, true) => short,
        _ if long.starts_with(&short) => long,
        _ => [short, long].map(|part| if part.starts_with("<p") { part } else { format!("<p>{part}</p>") }).concat(),
    }
}

/// The collections of "Clothing > Shirts, Sale": the innermost first, because the first is the main one.
pub fn collections(text: &str) -> Vec<String> {
    let paths = list(text);
    let innermost = paths.iter().filter_map(|path| path.rsplit('>').next());
    let outer = paths.iter().flat_map(|path| path.rsplit('>').skip(1));
    innermost.chain(outer).map(|title| title.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_at_bare_commas() {
        assert_eq!(list(r"A, B\, C,,D\E"), ["A", "B, C", r"D\E"]);
        assert_eq!(collections("Clothing > Shirts, Sale"), ["Shirts", "Sale", "Clothing"]);
    }

    #[test]
    fn descriptions_become_html() {
        for (short, long, html) in [
            ("", r"One\nTwo\n\nThree", "<p>One<br>Two</p><p>Three</p>"),
            ("", r"C:\\new", r"C:\new"),
            ("Soft.", "<ul><li>A</li></ul>", "<p>Soft.</p><p><ul><li>A</li></ul></p>"),
            ("Soft.", "Soft. And warm.", "Soft. And warm."),
            ("Soft.", "", "Soft."),
        ] {
            assert_eq!(description(short, long), html);
        }
    }
}
