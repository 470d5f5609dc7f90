//! Shopify's files: both headers, and each thing that may be wrong with a line.

use crate::import::tests::{check, drafts, listing};

const CURRENT: &[u8] = include_bytes!("../../../tests/it/data/import/shopify-current.csv");
const LEGACY: &[u8] = include_bytes!("../../../tests/it/data/import/shopify-legacy.csv");

#[test]
fn the_present_header() {
    check(
        CURRENT,
        "2 stoneware-mug “Stoneware Mug”
        text <p>Holds 350 ml.</p>\n<p>Thrown by hand, so no two are quite alike.</p>
        vendor Clay & Leaf
        kind Mug
        tags stoneware + kitchen + gift
        in Mugs
        seo Stoneware mug, hand-thrownA mug of 350 ml.
        Glaze: Oat + Celadon
        Size: 350 ml + 250 ml
        = Oat + 350 ml: 24.00 MUG-O-350 4006381333931 410g counted 12
        = Oat + 250 ml: 21.50 MUG-O-250 320g counted 0 on order
        = Celadon + 350 ml: 24.00 was 29.00 MUG-C-350 410g counted -2 https://pictures.example/mug-celadon.jpg
        # https://pictures.example/mug-oat.jpg A mug with an oat glaze
        # https://pictures.example/mug-celadon.jpg A mug with a celadon glaze
        # https://pictures.example/mug-side.jpg
        # https://pictures.example/mug-below.jpg The foot of the mug
        7 tea-towel “Tea Towel “Linen””
        Draft, Standard
        text Linen, 50 x 70 cm
        vendor Clay & Leaf
        kind Textile
        in Textile
        = 14.90 TOWEL 90g counted 7
        8 kiln-visit “A visit to the kiln”
        Archived, Exempt
        text Two hours, tea included.
        vendor Clay & Leaf
        kind Visit
        in Visit
        = 35.00",
    );
}

#[test]
fn both_headers_give_equal_drafts() {
    assert_eq!(drafts(CURRENT), drafts(LEGACY));
}

#[test]
fn lists_that_are_not_of_products_are_refused() {
    for header in [
        "Handle,Title,Option1 Name,Option1 Value,SKU,Location,On hand (current)\n",
        "First Name,Last Name,Email\n",
        "Title,Price\n",
    ] {
        assert!(listing(header.as_bytes())[0].starts_with("! This is not a product list"), "{header}");
    }
}

/// Handle, title, two options, price, SKU, quantity, picture.
fn rows(rows: &str, expected: &str) {
    let header =
        "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Price,SKU,Inventory quantity,Image Src";
    let lines: Vec<&str> = rows.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    check(format!("{header}\n{}\n", lines.join("\n")), expected);
}

#[test]
fn a_bad_variant_costs_itself_only() {
    rows(
        "mug,Mug,Size,S,,,ten,,,https://p.example/a.jpg
        mug,,,M,,,11,M-1,2.5,
        mug,,,L,,,-12,,,
        mug,,,XL,,,12.345,,,
        mug,,,M,,,13,,,
        mug,,,,,,14,,,
        mug,,Colour,S,,,15,,,
        mug,,,S,,Red,16,,,
        mug,,,,,,,,,
        mug,,,XXL,,,17.500,,3,b.jpg",
        "! 2 Price: “ten” is not a price. Write the number alone, as 24.50.
        ? 3 Inventory quantity: “2.5” is not a whole number. The line was taken without it.
        ! 4 Price: “-12” is below zero; a price cannot be.
        ! 5 Price: “12.345” has more decimals than EUR has (2). Please round it in the file.
        ! 6: “M” is already on line 3.
        ! 7 Option1 Value: “Size” has no value here.
        ! 8 Option1 Name: This option is called “Colour” here, but “Size” on line 2.
        ! 9 Option2 Value: “Red” is the value of an option that line 2 does not name.
        ! 10: This line holds neither a variant nor a picture.
        ? 11 Image Src: “b.jpg” is not the web address of a picture. The line was taken without it.
        2 mug “Mug”
        Size: M + XXL
        = M: 11.00 M-1 counted
        = XXL: 17.50 counted 3
        # https://p.example/a.jpg",
    );
}

#[test]
fn a_product_without_a_good_line_is_left_out() {
    rows(
        "mug,Mug,Size,S,,,x,,,
        mug,,,M,,,y,,,
        bowl,Bowl,Title,Default Title,,,5,,,",
        "! 2 Price: “x” is not a price. Write the number alone, as 24.50.
        ! 3 Price: “y” is not a price. Write the number alone, as 24.50.
        ! 2: None of the 2 lines of “Mug” could be taken, so it is left out.
        4 bowl “Bowl”
        = 5.00",
    );
}

#[test]
fn lines_without_their_product_are_named() {
    rows(
        "mug,,Size,S,,,1,,,
        mug,Mug,Title,Default Title,,,2,,,
        bowl,Bowl,,,,,3,,,
        mug,,,,,,4,,,
        bowl,Bowl again,,,,,5,,,
        ,,,,,,6,,,
        cup,Cup,Size,S,Size,M,7,,,
        cup,,,L,,XL,8,,,",
        "! 2 Title: “mug” has no title here, and no line above gives one.
        3 mug “Mug”
        = 2.00
        4 bowl “Bowl”
        = 3.00
        ! 5 Handle: “mug” was read from line 3 on. Keep the lines of a product together.
        ! 6 Handle: “bowl” was read from line 4 on. Keep the lines of a product together.
        ! 7: This line does not say which product it belongs to.
        ! 8 Option1 Name: Two options are both called “Size”.
        ! 9 Handle: “cup” was left out on line 8, and this line with it.",
    );
}

#[test]
fn addresses_are_made_fit_and_stay_apart() {
    rows(
        "Töpfer Mug!,A,,,,,1,,,
        topfer-mug,B,,,,,2,,,
        ,No Handle,,,,,3,,,",
        "? 2 Handle: “Töpfer Mug!” cannot be a web address; it became “topfer-mug”.
        2 topfer-mug “A”
        = 1.00
        ? 3 Handle: “topfer-mug” is taken by another product; it became “topfer-mug-2”.
        3 topfer-mug-2 “B”
        = 2.00
        4 no-handle “No Handle”
        = 3.00",
    );
}

#[test]
fn repeated_article_numbers_are_noted() {
    rows(
        "a,A,,,,,1,X,,
        b,B,,,,,2,X,,",
        "2 a “A”
        = 1.00 X
        ? 3 SKU: “X” is also the article number on line 2. Both were taken.
        3 b “B”
        = 2.00 X",
    );
}

#[test]
fn limits_hold() {
    let mut file = format!(
        "Handle,Title,Option1 Name,Option1 Value,Price,SKU,Image Src,Tags\nmug,{},Size,0,1,,,",
        "é".repeat(151)
    );
    file += &format!("\"{}\"\n", (0..60).map(|n| n.to_string()).collect::<Vec<_>>().join(", "));
    for n in 1..=251 {
        file += &format!("mug,,,{n},1,,https://p.example/{n}.jpg,\n");
    }
    file += &format!("mug,,,x,1,{},,\n", "9".repeat(70));
    let found = listing(file.as_bytes());
    let counted = |start: &str| found.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!((counted("= "), counted("# ")), (250, 50));
    for line in [
        "? 2 Title: This is longer than 150 letters and was cut there.",
        "? 2 Tags: Only the first 50 of these were taken.",
        "! 252: A product can have at most 250 variants; this is one more.",
        "? 253 Image Src: A product can have at most 50 pictures; this is one more.",
        "! 254 SKU: This is 6 characters too long for an article number.",
    ] {
        assert!(found.iter().any(|found| found == line), "{line}");
    }
}

#[test]
fn states_are_read_from_both_columns() {
    for (published, status, listed) in [
        ("TRUE", "Active", ""),
        ("FALSE", "Active", "Draft, Standard"),
        ("", "archived", "Archived, Standard"),
        ("TRUE", "Draft", "Draft, Standard"),
        ("", "", ""),
    ] {
        check(
            format!("Title,Price,Published,Status\nMug,1,{published},{status}\n"),
            &format!("2 mug “Mug”\n{listed}\n= 1.00"),
        );
    }
    check(
        "Title,Price,Published,Status,Gift Card,Variant Inventory Policy\nMug,1,maybe,Secret,TRUE,perhaps\n",
        "? 2 Published: “maybe” should be TRUE or FALSE. The line was taken without it.
        ? 2 Gift Card: This is a gift card. It was taken as an ordinary product and kept as a draft.
        ? 2 Status: “secret” is not a status that is known here; the product was kept as a draft.
        ? 2 Variant Inventory Policy: “perhaps” should be DENY or CONTINUE. The line was taken without it.
        2 mug “Mug”
        Draft, Standard
        = 1.00",
    );
}
