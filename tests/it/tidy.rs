//! Rules about the code that a reader can rely on: borders between rooms, headers, sizes, words that may not be said.

use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may use. A room that is not named may use everything.
const BORDERS: &[(&str, &[&str])] = &[
    ("base", &["base"]),
    ("domain", &["base", "domain"]),
    ("demo", &["demo"]),
    ("words", &["base", "domain", "words"]),
    ("store", &["base", "domain", "store"]),
    ("search", &["base", "domain", "search"]),
    ("mail", &["base", "domain", "mail", "words"]),
    ("pay", &["base", "domain", "pay"]),
    ("import", &["base", "domain", "import"]),
    ("outside", &["base", "outside"]),
    ("app", &["app", "base", "demo", "domain", "import", "mail", "outside", "pay", "search", "store", "words"]),
    ("ops", &["app", "base", "domain", "ops", "outside", "search", "store"]),
    ("jobs", &["app", "base", "domain", "jobs", "mail", "ops", "outside", "store"]),
    ("web", &["app", "base", "domain", "outside", "pay", "search", "store", "web", "words"]),
];

/// What a room must not even name, and why that would be wrong.
const NEVER: &[(&str, &[&str])] = &[
    ("base", &["Id<Order>", "struct Order", "Product", "Settings"]),
    ("domain", &["async fn", "std::fs", "std::net", "SystemTime", "serde_json", "tracing::"]),
    ("demo", &["std::fs", "std::net", "SystemTime", "tracing::"]),
    ("pay", &["std::fs", "std::net", "async fn", "SystemTime"]),
    ("import", &["std::fs", "std::net", "SystemTime"]),
    ("outside", &["product", "cart"]),
    ("web", &[".submit(", ".write_bulk(", "outside::smtp", "outside::http", "PreEscaped"]),
    ("app", &["StatusCode", "maud"]),
];

/// Files that may name something all the same, with the reason.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("src/web/ui/seo.rs", "PreEscaped", "JSON-LD, escaped there and tested"),
    ("src/web/ui/rich.rs", "PreEscaped", "descriptions, cleaned when they came in"),
];

const LINES_MAX: usize = 500;

fn files(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, end, found);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(Path::new(folder), ".rs", &mut found);
    }
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

fn room(path: &Path) -> Option<String> {
    let mut parts = path.components().map(|c| c.as_os_str().to_string_lossy().into_owned());
    (parts.next()? == "src").then_some(())?;
    parts.next().map(|name| name.trim_end_matches(".rs").to_owned())
}

fn is_test(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.starts_with("tests/") || name.contains("tests.rs") || name.contains("/tests/")
}

/// The part of a file before its own tests, without comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn complain(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn rooms_use_only_what_lies_beneath_them() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some((_, may)) = BORDERS.iter().find(|(name, _)| *name == room) else { continue };
        if is_test(&path) {
            continue;
        }
        for after in code(&text).split("crate::").skip(1) {
            let used: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_room =
                Path::new("src").join(&used).is_dir() || Path::new("src").join(format!("{used}.rs")).is_file();
            if is_room && !may.contains(&used.as_str()) {
                wrong.push(format!("{}: {room} uses {used}", path.display()));
            }
        }
    }
    complain("Across a border", &wrong);
}

#[test]
fn no_room_names_what_it_must_not_know() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some((_, words)) = NEVER.iter().find(|(name, _)| *name == room) else { continue };
        if is_test(&path) {
            continue;
        }
        let code = code(&text);
        for word in words.iter().filter(|w| code.contains(**w)) {
            let reason = ALLOWED.iter().any(|(file, named, _)| path == Path::new(file) && named == word);
            if !reason {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    complain("Named where it must not be known", &wrong);
}

#[test]
fn every_file_says_what_it_is_and_is_not_too_long() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{}: no header", path.display()));
        }
        let lines = text.lines().count();
        if lines > LINES_MAX {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
    }
    complain("Headers and sizes", &wrong);
}

#[test]
fn nothing_is_left_for_later_in_secret() {
    let words = ["todo!(", "unimplemented!(", "FIXME", "XXX", "#[ignore", "dbg!("];
    let mut wrong = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.ends_with("tidy.rs")) {
        wrong.extend(words.iter().filter(|w| text.contains(**w)).map(|w| format!("{}: {w}", path.display())));
        for allowed in text.split("[allow(").skip(1) {
            let attribute = allowed.split(")]").next().unwrap_or(allowed);
            if !attribute.contains("reason =") {
                wrong.push(format!("{}: allow({attribute})", path.display()));
            }
        }
    }
    complain("Left over", &wrong);
}

/// Words of the code that a shopkeeper would not use (and a buyer even less).
#[test]
fn pages_and_letters_speak_as_a_shopkeeper_does() {
    let banned =
        ["metafield", "compare-at", "backorder", "fulfilment", "fulfillment", "outbox", "journal entry", "snapshot"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let place = path.to_string_lossy().into_owned();
        if !(place.starts_with("src/web") || place.starts_with("src/mail")) || is_test(&path) {
            continue;
        }
        for said in code(&text).split('"').skip(1).step_by(2) {
            let said = said.to_lowercase();
            // What search engines are told follows schema.org's words.
            let machine = place.ends_with("offer.rs") && said == "backorder";
            let banned = banned.iter().filter(|_| !machine);
            wrong.extend(banned.filter(|w| said.contains(**w)).map(|w| format!("{place}: “{w}” in “{said}”")));
        }
    }
    complain("Not a shopkeeper's words", &wrong);
}

#[test]
fn no_style_or_script_stands_inside_a_page() {
    let mut wrong = Vec::new();
    for (path, text) in sources().into_iter().filter(|(p, _)| p.starts_with("src/web") && !is_test(p)) {
        let code = code(&text);
        for word in [" style=\"", " style=(", " onclick=", " onchange=", " onload="] {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    complain("The content policy would refuse it", &wrong);
}

#[test]
fn the_documents_name_what_is_there() {
    let map = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let mut wrong = Vec::new();
    for entry in fs::read_dir("src").unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        let room = format!("\n{}/ ", entry.file_name().unwrap().to_string_lossy());
        if !map.contains(&room) {
            wrong.push(format!("ARCHITECTURE.md does not name {room}"));
        }
    }
    complain("The map is not the land", &wrong);
}
