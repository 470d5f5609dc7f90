//! The program at a terminal: its help fits, and every error says what to type next.

use std::process::{Command, Output};

fn duka(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duka")).args(arguments).env_remove("DUKA_DATA").output().unwrap()
}

#[test]
fn help_fits_a_small_terminal_with_one_line_a_command() {
    let said = String::from_utf8(duka(&["--help"]).stdout).unwrap();
    assert!(said.lines().count() <= 24 && said.lines().all(|line| line.chars().count() <= 80), "{said}");
    for command in [
        "demo",
        "serve",
        "import",
        "check",
        "backup",
        "restore",
        "export",
        "follow",
        "promote",
        "rejoin",
        "open",
        "setup-link",
        "staff",
    ] {
        assert_eq!(said.lines().filter(|l| l.trim_start().starts_with(command)).count(), 1, "{command}");
    }
}

#[test]
fn every_error_ends_with_the_next_thing_to_type() {
    let nowhere = std::env::temp_dir().join("duka-there-is-no-shop-here");
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [
        vec!["check", "--data", nowhere],
        vec!["import", "list.csv", "--data", nowhere],
        vec!["export", "out", "--data", nowhere],
        vec!["setup-link", "--data", nowhere],
        vec!["staff", "link", "a@example.com", "--data", nowhere],
        vec!["serve"],
        vec!["sell"],
    ] {
        let ended = duka(&arguments);
        let said = String::from_utf8(ended.stderr).unwrap();
        let last = said.lines().last().unwrap_or_default();
        assert!(
            !ended.status.success() && (last.starts_with("Next: duka") || last.contains("--help")),
            "{arguments:?}: {said}"
        );
    }
}
