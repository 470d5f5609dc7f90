//! Golden bytes: what every stored type looked like under every schema number it ever had. They must stay readable for ever.
//!
//! The samples make themselves (`dream`): every field and every variant is in them, so a change of a stored type shows here.
//! A new number gets its file by `DUKA_GOLDEN=write cargo test --test it golden`; a file that is there is never written over.

mod dream;

use duka::base::text::Handle;
use duka::base::{Broken, Time};
use duka::domain::attempt::Attempt;
use duka::domain::backup::BackupPlace;
use duka::domain::brought_back::BroughtBack;
use duka::domain::cart::Cart;
use duka::domain::catalog::{Collection, Product};
use duka::domain::discount::Discount;
use duka::domain::doubt::Doubt;
use duka::domain::erased::Erased;
use duka::domain::event::Event;
use duka::domain::gateway::Waiting;
use duka::domain::https::{AcmeAccount, Https};
use duka::domain::letter::Letter;
use duka::domain::order::{Order, Placed};
use duka::domain::people::{Customer, OneTimeLink, Session, Staff};
use duka::domain::refund::Refund;
use duka::domain::report::DaySum;
use duka::domain::reservation::Reserved;
use duka::domain::settings::{Settings, TextPage};
use duka::domain::stock::{Level, Movement};
use duka::domain::transfer::WrittenDown;
use duka::domain::wish::Wish;
use duka::store::codec::{self, Stored};
use duka::store::{Entry, Head, Sum};
use std::fs;
use std::path::PathBuf;

struct Golden {
    name: &'static str,
    schema: u16,
    /// Records of the samples, each as a line of hexadecimal digits.
    lines: Vec<String>,
    /// Reads a record of any schema number and writes it again under the present one.
    again: fn(&[u8]) -> Result<Vec<u8>, Broken>,
}

const TABLE: u16 = 999;
const KEY: &[u8] = b"golden";

fn golden<T: Stored>() -> Golden {
    let name = std::any::type_name::<T>().rsplit("::").next().unwrap();
    let record = |value: &T| codec::hex(&codec::put(TABLE, KEY, value).unwrap());
    let again = |record: &[u8]| codec::put(TABLE, KEY, &codec::get::<T>(TABLE, KEY, record)?);
    Golden { name, schema: T::SCHEMA, lines: dream::samples::<T>().iter().map(record).collect(), again }
}

fn all() -> Vec<Golden> {
    vec![
        golden::<Product>(),
        golden::<Collection>(),
        golden::<Level>(),
        golden::<Movement>(),
        golden::<Order>(),
        golden::<Placed>(),
        golden::<Customer>(),
        golden::<Staff>(),
        golden::<Event>(),
        golden::<Letter>(),
        golden::<Reserved>(),
        golden::<Wish>(),
        golden::<WrittenDown>(),
        golden::<BackupPlace>(),
        golden::<Erased>(),
        golden::<Attempt>(),
        golden::<Refund>(),
        golden::<Doubt>(),
        golden::<BroughtBack>(),
        golden::<u64>(),
        golden::<DaySum>(),
        golden::<Discount>(),
        golden::<Settings>(),
        golden::<Handle>(),
        golden::<Time>(),
        golden::<Cart>(),
        golden::<Session>(),
        golden::<OneTimeLink>(),
        golden::<TextPage>(),
        golden::<Waiting>(),
        golden::<Https>(),
        golden::<AcmeAccount>(),
        golden::<Entry>(),
        golden::<Head>(),
        golden::<Sum>(),
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/golden")
}

fn bytes(line: &str) -> Vec<u8> {
    (0..line.len() / 2).map(|i| u8::from_str_radix(&line[2 * i..2 * i + 2], 16).unwrap()).collect()
}

/// What is wrong with the present number of a type, and what to do.
fn compare(golden: &Golden) -> Option<String> {
    let Golden { name, schema, lines, .. } = golden;
    let file = folder().join(format!("{name}.{schema}"));
    match fs::read_to_string(&file) {
        Ok(kept) if kept.lines().eq(lines) => None,
        Ok(_) => Some(format!(
            "{name} is not written any more as its schema {schema} was. If a release wrote that number: freeze the old \
             struct, set SCHEMA to {} and give it a from_schema. If none did: delete {} and write it anew with \
             DUKA_GOLDEN=write.",
            schema + 1,
            file.display()
        )),
        Err(_) if std::env::var("DUKA_GOLDEN").is_ok_and(|v| v == "write") => {
            fs::write(&file, lines.join("\n") + "\n").unwrap();
            None
        }
        Err(_) => Some(format!("{name} has no golden bytes of schema {schema}: DUKA_GOLDEN=write makes them.")),
    }
}

#[test]
fn every_stored_type_is_written_as_its_schema_number_says() {
    let wrong: Vec<String> = all().iter().filter_map(compare).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_schema_number_there_ever_was_is_read() {
    let all = all();
    for file in fs::read_dir(folder()).unwrap() {
        let file = file.unwrap();
        let file_name = file.file_name().into_string().unwrap();
        let (name, schema) = file_name.split_once('.').unwrap();
        let golden = all.iter().find(|golden| golden.name == name).unwrap_or_else(|| panic!("{name} is read no more"));
        for line in fs::read_to_string(file.path()).unwrap().lines() {
            let record = bytes(line);
            let again = (golden.again)(&record).unwrap_or_else(|broken| panic!("{file_name}: {broken:?}"));
            assert_eq!(again == record, schema.parse() == Ok(golden.schema), "{file_name} reads back as it was");
        }
    }
}

#[test]
fn every_stored_type_is_listed() {
    let listed: Vec<&str> = all().iter().map(|golden| golden.name).collect();
    let source = include_str!("../../src/store/schemas.rs");
    for stored in source.lines().filter_map(|line| line.strip_prefix("impl Stored for ")) {
        let name = stored.trim_end_matches([' ', '{']);
        assert!(listed.contains(&name), "{name} needs a line in golden.rs");
    }
}
