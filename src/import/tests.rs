//! What every format shares: a listing to compare with, and files that are not what they should be.

use super::*;
use crate::base::{Id, Time};
use crate::domain::catalog::{Product, Variant};
use crate::domain::catalog::{Status, TaxClass};
use proptest::prelude::*;
use std::io::Read;

/// Line, address and title; then what is not as it is by default. `!` is a line left out, `?` a note.
pub fn listing(file: &[u8]) -> Vec<String> {
    match open(file, Currency::EUR) {
        Ok(import) => import.flat_map(show).collect(),
        Err(unreadable) => vec![format!("! {unreadable}")],
    }
}

pub fn check(file: impl AsRef<[u8]>, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let found = listing(file.as_ref());
    assert_eq!(found.join("\n"), expected.join("\n"));
    assert_eq!(found, listing(file.as_ref()), "a second reading finds the same");
}

pub fn drafts(file: &[u8]) -> Vec<Draft> {
    let product = |found| match found {
        Found::Product(draft) => Some(*draft),
        Found::Trouble(_) => None,
    };
    open(file, Currency::EUR).unwrap().filter_map(product).collect()
}

fn show(found: Found) -> Vec<String> {
    match found {
        Found::Product(draft) => show_draft(&draft),
        Found::Trouble(Trouble { line, column, effect, sentence }) => {
            let mark = if effect == Effect::LeftOut { '!' } else { '?' };
            let column = column.map(|name| format!(" {name}")).unwrap_or_default();
            vec![format!("{mark} {line}{column}: {sentence}")]
        }
    }
}

fn show_draft(draft: &Draft) -> Vec<String> {
    let mut lines = vec![format!("{} {} “{}”", draft.line, draft.handle, draft.title)];
    if draft.status != Status::Active || draft.tax_class != TaxClass::Standard {
        lines.push(format!("{:?}, {:?}", draft.status, draft.tax_class));
    }
    for (name, text) in [
        ("text", draft.description.clone()),
        ("vendor", draft.vendor.clone()),
        ("kind", draft.kind.clone()),
        ("tags", draft.tags.join(" + ")),
        ("in", draft.collections.join(" + ")),
        ("seo", draft.seo_title.clone() + &draft.seo_description),
    ] {
        if !text.is_empty() {
            lines.push(format!("{name} {text}"));
        }
    }
    lines.extend(draft.facts.iter().map(|fact| format!("fact {}: {}", fact.label, fact.value)));
    lines.extend(draft.options.iter().map(|option| format!("{}: {}", option.name, option.values.join(" + "))));
    lines.extend(draft.variants.iter().map(show_variant));
    lines.extend(draft.pictures.iter().map(|picture| format!("# {} {}", picture.url, picture.alt).trim().to_owned()));
    lines
}

fn show_variant(variant: &DraftVariant) -> String {
    let mut parts = vec!["=".to_owned()];
    let mut say = |holds: bool, text: String| parts.extend(holds.then_some(text));
    say(!variant.values.is_empty(), format!("{}:", variant.values.join(" + ")));
    say(true, variant.price.plain());
    say(variant.price_before.is_some(), format!("was {}", variant.price_before.map(|p| p.plain()).unwrap_or_default()));
    say(!variant.sku.is_empty(), variant.sku.clone());
    say(!variant.barcode.is_empty(), variant.barcode.clone());
    say(variant.weight_grams > 0, format!("{}g", variant.weight_grams));
    say(variant.counted, format!("counted {}", variant.quantity.map(|n| n.to_string()).unwrap_or_default()));
    say(variant.sell_when_out, "on order".into());
    say(variant.picture.is_some(), variant.picture.clone().unwrap_or_default());
    parts.join(" ").trim().to_owned()
}

const TWO: &str = "Handle,Title,Vendor,Variant Price\nmug,Mug é,Ana,24\nbowl,Bowl,Ana,30\n";
const TWO_LISTED: &str = "
    2 mug “Mug é”
    vendor Ana
    = 24.00
    3 bowl “Bowl”
    vendor Ana
    = 30.00";

fn utf16(text: &str, bom: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    bom.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
}

#[test]
fn any_encoding_and_delimiter_reads_the_same() {
    check(TWO, TWO_LISTED);
    check(format!("\u{feff}{TWO}"), TWO_LISTED);
    check(utf16(TWO, b"\xFF\xFE", u16::to_le_bytes), TWO_LISTED);
    check(utf16(TWO, b"\xFE\xFF", u16::to_be_bytes), TWO_LISTED);
    check(utf16(TWO, b"", u16::to_le_bytes), TWO_LISTED);
    check(TWO.replace(',', ";"), TWO_LISTED);
    check(TWO.replace(',', "\t"), TWO_LISTED);
    check(TWO.replace('\n', "\r\n"), TWO_LISTED);
    check(TWO.replace('\n', "\r"), TWO_LISTED);
    check(TWO.trim_end(), TWO_LISTED);
    check(
        format!("\n\n{TWO}").replace("mug,", "\n,,,\nmug,").replace("bowl", "\n\nbowl"),
        &TWO_LISTED.replace("2 mug", "6 mug").replace("3 bowl", "9 bowl"),
    );
}

#[test]
fn windows_letters_are_read_and_noted_once() {
    let (windows, _, _) =
        encoding_rs::WINDOWS_1252.encode("Handle,Title,Vendor,Variant Price\nmug,Bücher – €,,24\nb,Käse,,3\n");
    check(
        windows,
        "? 2: From this line on there are letters that are not UTF-8. They were read as Windows letters; please look whether accents are right.
        2 mug “Bücher – €”
        = 24.00
        3 b “Käse”
        = 3.00",
    );
}

#[test]
fn a_file_of_another_kind_is_refused_with_its_columns() {
    check("", "! The file is empty.");
    check(b"PK\x03\x04rest", "! This is a spreadsheet or a compressed file. Save it as CSV (UTF-8) and try again.");
    check(
        "Order;Name;Total\n1;Ana;3\n",
        "! This is not a product list that is known here: its first line has the columns “Order”, “Name”, “Total”. What can be read is Shopify's product export and WooCommerce's product export.",
    );
    for other in ["\"never closed", "\n\n\n", "\0\0\0\0\0\0\0\0\0\0"] {
        assert!(listing(other.as_bytes())[0].starts_with("! This is not a product list"), "{other:?}");
    }
}

#[test]
fn rows_that_do_not_fit_say_so() {
    check(
        "Handle,Title,Vendor,Variant Price\na,A,V,1,\nb,B,V,2,x\nc,C\nd,\"D \"\"d\"\"\",V,\"4\ne\",E\0,,5\nf,F,,6,,\n",
        "! 3: This line has 5 cells, but the first line names 4 columns. Is a comma or a quotation mark out of place?
        ? 4: This line has 2 cells, but the first line names 4 columns. The missing ones were taken as empty.
        2 a “A”
        vendor V
        = 1.00
        ! 4 Variant Price: The price is missing.
        ! 5: This line has 7 cells, but the first line names 4 columns. Is a comma or a quotation mark out of place?
        7 f “F”
        = 6.00",
    );
    check(
        "Handle,Title,Vendor,Variant Price\na,A\0A,,1\nb,B,\"V,2\nc,C,,3\n",
        "? 2: This line had bytes that are not text. They were left out.
        ! 3 Vendor: A quotation mark opens here and is never closed.
        2 a “AA”
        = 1.00",
    );
}

#[test]
fn quoted_line_breaks_belong_to_their_cell() {
    check(
        "Handle,Title,Body (HTML),Vendor,Variant Price\r\na,A,\"one,\r\n\"\"two\"\"\",,1\r\nb,B,,,x\r\n",
        "2 a “A”
        text one,
        \"two\"
        = 1.00
        ! 4 Variant Price: “x” is not a price. Write the number alone, as 24.50.",
    );
}

#[test]
fn a_huge_cell_costs_its_line_and_nothing_else() {
    let huge =
        format!("Handle,Title,Body (HTML),Vendor,Variant Price\na,A,\"{}\",,1\nb,B,,,2\n", "x,\n".repeat(3_500_000));
    check(
        huge,
        "! 2 Body (HTML): This cell is longer than 256 KB. Is a quotation mark missing here?
        3500003 b “B”
        = 2.00",
    );
}

#[test]
fn five_hundred_bad_lines_do_not_stop_the_good_ones() {
    let mut file = String::from("Handle,Title,Vendor,Variant Price\n");
    for n in 0..500 {
        file += &format!("good-{n},Good,,1\n");
        file += ["bad,Bad,,free\n", ",,,\"\n\",x,y\n", "orphan,,,3\n", "good-0,,,3\n", "x,X,,-4\n"][n % 5];
    }
    let import = open(file.as_bytes(), Currency::EUR).unwrap();
    let (products, troubles): (Vec<_>, Vec<_>) = import.partition(|found| matches!(found, Found::Product(_)));
    assert_eq!(products.len(), 500);
    assert!(troubles.len() >= 500);
}

#[test]
fn progress_and_unused_columns_are_told() {
    let file =
        "Handle,Title,Vendor,Variant Price,Colour of box,Price / International\nmug,Mug,,24,red,\nbowl,Bowl,,30,,\n";
    let mut import = open(file.as_bytes(), Currency::EUR).unwrap();
    assert_eq!(import.format(), "Shopify's product export");
    assert_eq!(import.by_ref().count(), 2);
    let unused: Vec<_> = import.columns_unknown().into_iter().map(|column| (column.name, column.filled)).collect();
    assert_eq!(unused, [("Colour of box".to_owned(), 1), ("Price / International".to_owned(), 0)]);
    assert_eq!((import.lines_read(), import.bytes_read()), (3, file.len() as u64));
}

#[test]
fn a_disk_that_fails_keeps_what_was_whole() {
    struct Failing(usize);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let row = b"mug,Mug,,24\nbowl,Bowl,,30\n";
            self.0 += 1;
            match self.0 {
                1 => Ok((&b"Handle,Title,Vendor,Variant Price\n"[..]).read(buffer)?),
                2 => Ok((&row[..]).read(buffer)?),
                _ => Err(std::io::Error::other("the disk is gone")),
            }
        }
    }
    let found: Vec<String> = open(Failing(0), Currency::EUR).unwrap().flat_map(show).collect();
    assert_eq!(found, ["2 mug “Mug”", "= 24.00", "! 4: From here on the file could not be read: the disk is gone."]);
}

/// What comes out is good enough to be kept: the domain finds nothing wrong with it.
fn sound(file: &[u8]) {
    let Ok(import) = open(file, Currency::EUR) else { return };
    let mut handles = std::collections::HashSet::new();
    for found in import {
        let Found::Product(draft) = found else { continue };
        assert!(handles.insert(draft.handle.clone()), "{} twice", draft.handle);
        let id = Id::from_bytes([0; 16]);
        let mut product =
            Product::new(id, Id::from_bytes([0; 16]), &draft.title, draft.variants[0].price, Time::from_micros(0))
                .unwrap();
        product.options = draft.options.clone();
        product.variants = draft.variants.iter().map(kept).collect();
        product.tags = draft.tags.clone();
        assert_eq!(product.check(), Ok(()), "{draft:?}");
    }
}

fn kept(variant: &DraftVariant) -> Variant {
    let mut kept = Variant::new(Id::from_bytes([0; 16]), variant.price);
    kept.values.clone_from(&variant.values);
    kept.sku.clone_from(&variant.sku);
    kept
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_give_sound_products_or_troubles(bytes in proptest::collection::vec(any::<u8>(), 0..600), format in 0..2_usize) {
        let header = ["Handle,Title,Vendor,Variant Price,Option1 Name\n", "ID,Type,Name,Regular price,Parent,Attribute 1 name\n"];
        sound(&bytes);
        sound(&[header[format].as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_cells_give_sound_products_or_troubles(cells in proptest::collection::vec("[a1,\"\n;.\\- >é']{0,6}|variation|variable|simple|id:1|1|2|1,5|S|M|Size||", 0..120)) {
        for header in [
            "Handle,Title,Price,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Image Src",
            "ID,Type,Name,Regular price,Sale price,Parent,Attribute 1 name,Attribute 1 value(s)",
        ] {
            let rows: Vec<String> = cells.chunks(8).map(|row| row.join(",")).collect();
            sound(format!("{header}\n{}", rows.join("\n")).as_bytes());
        }
    }
}
