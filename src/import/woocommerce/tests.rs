//! WooCommerce's files: languages, variations, and each thing that may be wrong with a line.

use crate::import::tests::{check, drafts, listing};

const ENGLISH: &[u8] = include_bytes!("../../../tests/it/data/import/woocommerce.csv");
const GERMAN: &[u8] = include_bytes!("../../../tests/it/data/import/woocommerce-german.csv");

#[test]
fn an_english_export() {
    check(
        ENGLISH,
        "3 olive-spoon “Olive Spoon”
        text Olive wood.
        in Tools
        fact Wood: Olive
        = 9.50 was 12.00 SPOON 4006381333931 45g counted 30 on order
        # https://pictures.example/spoon.jpg
        4 a-class-at-the-wheel “A class at the wheel”
        Draft, Exempt
        = 80.00
        2 rice-bowl “Rice Bowl”
        Active, Reduced
        text <p>A bowl for rice, or soup.</p><p>Turned on the wheel.<br>Holds 400 ml.</p><p>Safe in the dishwasher.</p>
        tags bowl + stoneware
        in Bowls + New, and few + Tableware
        fact Care: Dishwasher
        Glaze: Oat + Blue, dark
        = Oat: 28.00 BOWL-O 300g counted 4
        = Blue, dark: 30.00 BOWL-B 300g counted 0 https://pictures.example/bowl-blue.jpg
        # https://pictures.example/bowl-oat.jpg
        # https://pictures.example/bowl-blue.jpg",
    );
}

/// In German, with decimal commas, semicolons and Windows letters.
#[test]
fn a_german_export_is_the_same() {
    assert_eq!(drafts(ENGLISH), drafts(GERMAN));
}

#[test]
fn french_and_spanish_headers_are_known() {
    for header in [
        "ID,Type,UGS,Nom,Publié,En stock ?,Stock,Poids (g),Tarif régulier,Parent,Nom de l’attribut 1,Valeur(s) de l’attribut 1",
        "ID,Tipo,SKU,Nombre,Publicado,¿Existencias?,Inventario,Peso (g),Precio normal,Superior,Nombre del atributo 1,Valor(es) del atributo 1",
    ] {
        let file = format!(
            "{header}\n1,variable,A,Tasse,1,1,,,,,Taille,\"S, M\"\n2,variation,B,,1,1,3,250,\"4,50\",A,Taille,S\n"
        );
        check(file, "2 tasse “Tasse”\nTaille: S\n= S: 4.50 B 250g counted 3");
    }
}

/// Number, type, SKU, name, published, in stock, stock, price, sale price, parent, attribute and its values.
fn rows(rows: &str, expected: &str) {
    let header = "ID,Type,SKU,Name,Published,In stock?,Stock,Regular price,Sale price,Parent,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)";
    let lines: Vec<&str> = rows.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    check(format!("{header}\n{}\n", lines.join("\n")), expected);
}

#[test]
fn variations_find_their_product() {
    rows(
        "1,variable,P,Bowl,1,1,,,,,Size,\"S, M, L\",Glaze,Oat
        2,variation,P-M,,1,1,2,20,,P,Size,M,,
        3,variation,P,,1,1,2,30,,id:1,size,S,,
        4,variation,Q-1,,1,1,2,30,,Q,Size,S,,
        5,variation,,,1,1,,x,,P,Size,L,,
        6,variation,,,-1,1,,40,,P,Size,L,,
        7,variation,,,1,1,,40,,,Size,L,,
        8,variation,,,1,1,,40,,P,Size,M,,
        9,variable,R,Empty,1,1,,,,,Size,S,,
        10,simple,S,Spoon,1,1,,3,,,,,,
        11,variation,,,1,1,,40,,S,Size,M,,",
        "! 5 Parent: No line above is the product “Q” that this variation belongs to.
        ! 6 Regular price: “x” is not a price. Write the number alone, as 24.50.
        ! 7 Published: This variation is switched off in the old shop.
        ! 8 Parent: This variation does not say which product it belongs to.
        11 spoon “Spoon”
        = 3.00 S
        ! 12 Parent: The product on line 11 takes no variations, or stands too far above. Put its lines together.
        ! 9: “M” is already on line 3.
        2 bowl “Bowl”
        fact Glaze: Oat
        Size: S + M
        = M: 20.00 P-M counted 2
        = S: 30.00 counted 2
        ! 10: None of the variations of “Empty” could be taken, so it is left out.",
    );
}

#[test]
fn an_open_attribute_becomes_every_value_not_taken() {
    rows(
        "1,variable,P,Shirt,1,1,,,,,Colour,\"Red, Blue\",Size,\"S, M\"
        2,variation,RED,,1,1,,20,,P,Colour,Red,Size,
        3,variation,RED-M,,1,1,,25,,P,Colour,Red,Size,M
        4,variation,BLUE,,1,1,9,20,,P,Colour,Blue,Size,
        5,variable,T,Scarf,1,1,,,,,,,,
        6,variation,,,1,1,,5,,T,Wool,,,",
        "? 5: This line stands for several variants that share one stock. Please count each by itself.
        2 shirt “Shirt”
        Colour: Red + Blue
        Size: S + M
        = Red + S: 20.00 RED
        = Red + M: 25.00 RED-M
        = Blue + S: 20.00 BLUE counted
        = Blue + M: 20.00 counted
        ! 7: “Wool” is left open here, and line 6 lists no values of it.
        ! 6: None of the variations of “Scarf” could be taken, so it is left out.",
    );
}

#[test]
fn stock_sales_and_types() {
    rows(
        "1,simple,A,Counted,1,1,5,10,8,,,,,
        2,simple,B,Out,1,0,,10,10,,,,,
        3,simple,C,On order,1,backorder,,10,12,,,,,
        4,\"simple, virtual\",D,Shared,1,1,parent,10,,,,,,
        5,simple,E,Only sale,2,1,,,7,,,,,
        6,grouped,F,Set,1,1,,,,,,,,
        7,external,G,Elsewhere,1,1,,5,,,,,,
        8,subscription,H,Box,1,1,,5,,,,,,
        9,simple,I,,1,1,,5,,,,,,
        1,simple,J,Same number,1,1,,5,,,,,,
        10,simple,A,Counted,1,1,,5,,,,,,",
        "2 counted “Counted”
        = 8.00 was 10.00 A counted 5
        3 out “Out”
        = 10.00 B counted 0
        ? 4 Sale price: The sale price is higher than the regular price; the regular price was taken.
        4 on-order “On order”
        = 10.00 C counted 0 on order
        ? 5 Stock: The stock is kept for all variants together. Please count this one by itself.
        5 shared “Shared”
        = 10.00 D counted
        6 only-sale “Only sale”
        Draft, Standard
        = 7.00 E
        ! 7 Type: A group of products has no price of its own; its members are taken by themselves.
        ! 8 Type: This product is sold in another shop; such products cannot be taken.
        ! 9 Type: “subscription” is a type of product that is not known here.
        ! 10 Name: The name is missing.
        ! 11: “id:1” is already on line 2.
        ? 12 SKU: “A” is also the article number on line 2. Both were taken.
        12 counted-2 “Counted”
        = 5.00 A",
    );
}

#[test]
fn dated_sales_taxes_and_units() {
    check(
        "Type,Name,Regular price,Sale price,Date sale price ends,Tax class,Weight (lbs),Visibility in catalog,Published,Images,Categories
        simple,Mug,10,8,2030-01-01,Ermäßigt,1,visible,1,mug.jpg,Uncategorized
        simple,'=Cup,10,,,zero-rate,x,hidden,3,,\"A > B > C, D\"",
        "? 2 Date sale price ends: This sale is bound to dates, so the regular price was taken. Set the sale here when it is on.
        ? 2 Images: “mug.jpg” is not the web address of a picture.
        2 mug “Mug”
        Active, Reduced
        = 10.00 454g
        ? 3 Weight (lbs): “x” is not a weight. Write the number alone. The line was taken without it.
        ? 3 Visibility in catalog: This product is hidden in the old shop; it was kept as a draft.
        3 cup “=Cup”
        Draft, Exempt
        in C + D + B + A
        = 10.00",
    );
}

#[test]
fn too_many_options_and_variations_are_refused() {
    let names = |n| format!("Attribute {n} name,Attribute {n} value(s)");
    let header = ["ID,Type,Name,Regular price,Parent".to_owned(), names(1), names(2), names(3), names(4)].join(",");
    check(
        format!("{header}\n1,variable,Mug,,,A,1,B,1,C,1,D,1\n2,variation,,5,id:1,A,1,B,1,C,1,D,1\n"),
        "! 2: A product can have at most 3 options; “Mug” has 4.",
    );
    let many = (0..30).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    let open = listing(
        format!(
            "{header}\n1,variable,Mug,,,A,\"{many}\",B,\"{many}\",C,\"{many}\",,\n2,variation,,5,id:1,A,,B,,C,,,\n"
        )
        .as_bytes(),
    );
    assert_eq!(open.iter().filter(|line| line.starts_with("= ")).count(), 250);
    assert_eq!(open[0], "! 3: A product can have at most 250 variants; this is one more.");
}

/// What waits is bounded, so a product whose variations stand very far below comes out without them.
#[test]
fn products_do_not_wait_for_ever() {
    let mut file =
        String::from("ID,Type,Name,Description,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)\n");
    let text = "x".repeat(100_000);
    for n in 1..=200 {
        file += &format!("{n},variable,Mug,{text},,,Size,S\n1{n:03},variation,,,5,id:{n},Size,S\n");
    }
    file += "5000,variation,,,6,id:1,Size,M\n5001,variation,,,6,id:200,Size,M\n";
    let found = listing(file.as_bytes());
    let lost: Vec<_> = found.iter().filter(|line| line.starts_with('!')).collect();
    assert_eq!(
        lost,
        ["! 402 Parent: The product on line 2 takes no variations, or stands too far above. Put its lines together."]
    );
    assert_eq!(found.iter().filter(|line| line.starts_with("= ")).count(), 201);
}
