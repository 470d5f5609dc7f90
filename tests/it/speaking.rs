//! The shop in other languages: a whole purchase in German, counting in Polish, and addresses where there are several.

use crate::checkout::{Hidden, comes, filled};
use crate::shop::{Answer, TestShop};
use duka::app::By;
use duka::base::Language;
use duka::domain::languages::Languages;
use duka::domain::letter::{Letter, LetterKind};
use duka::domain::settings::TextPage;
use duka::domain::stock::{Change, Level};

async fn speaks(own: Language, further: &[Language]) -> TestShop {
    let shop = TestShop::open().await;
    let languages = Languages::new(own, further.iter().copied());
    duka::app::settings::change(shop.app(), &By::shop(), move |settings| {
        settings.languages = languages.clone();
        // What the merchant writes is the merchant's matter.
        settings.face.announcement = "Aus Halle".into();
        settings.face.hero_title = "Töpfe".into();
        settings.face.hero_text = String::new();
        settings.face.hero_button = "Zum Regal".into();
        settings.face.tagline = "Töpfe und Tee".into();
        settings.rules.taxes.iter_mut().for_each(|tax| tax.label = "MwSt.".into());
        Ok(())
    })
    .await
    .unwrap();
    for (handle, page) in shop.app().read(duka::app::settings::pages).unwrap() {
        let page = TextPage { title: format!("Seite {}", page.position), text: "Ein Text.".into(), ..page };
        duka::app::settings::write_page(shop.app(), &By::shop(), handle, page).await.unwrap();
    }
    shop
}

/// What English pages say, in pieces long enough to be no accident.
fn english() -> Vec<String> {
    const TELLING_CHARS_MIN: usize = 9;
    let table = std::fs::read_to_string("data/words/en.ftl").unwrap();
    let mut pieces = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let said = line.split_once(" = ").map_or(line, |(_, said)| said);
        let said = said.trim().trim_start_matches("[one]").trim_start_matches("*[other]");
        pieces.extend(said.split('{').map(|part| part.rsplit('}').next().unwrap().trim().to_owned()));
    }
    pieces.retain(|piece| piece.chars().count() >= TELLING_CHARS_MIN && !piece.contains("->"));
    // Names in another language may begin alike.
    pieces.retain(|piece| piece != "name@example.com.");
    pieces
}

#[track_caller]
fn no_english(words: &str) {
    let page = format!(" {words} ");
    let found: Vec<String> = english().into_iter().filter(|piece| page.contains(&format!(" {piece}"))).collect();
    assert!(found.is_empty(), "{found:?} in {words}");
}

/// Everything a page says, also to those who hear it.
#[track_caller]
fn all_words(answer: &Answer) -> String {
    let page = scraper::Html::parse_document(&answer.text);
    let all = scraper::Selector::parse("[aria-label], [placeholder], [title], [alt]").unwrap();
    let heard = page.select(&all).flat_map(|e| {
        ["aria-label", "placeholder", "title", "alt"].into_iter().filter_map(move |name| e.value().attr(name))
    });
    let heard: Vec<&str> = heard.collect();
    format!("{} {}", answer.words(), heard.join(" "))
}

#[track_caller]
fn in_german(answer: &Answer) -> &Answer {
    assert!(answer.text.contains("<html lang=\"de\">"), "{}", answer.text);
    no_english(&all_words(answer));
    answer
}

fn letter(shop: &TestShop, kind: LetterKind) -> Letter {
    shop.letters().into_iter().find(|l| l.kind == kind).unwrap()
}

#[tokio::test]
async fn a_whole_purchase_in_german() {
    let shop = speaks(Language::German, &[]).await;
    let cup = shop.sells("Becher", "24.00", 3).await;
    shop.sells("Vase", "34.00", 0).await;
    let mut ana = shop.visitor();
    for path in ["/", "/collections/all", "/products/vase", "/cart", "/search", "/search?q=becher", "/search?q=xyzzy"] {
        in_german(ana.get(path).await.is(200));
    }
    in_german(ana.get("/nirgends").await.is(404)).says("Diese Seite gibt es hier nicht.");
    in_german(ana.get("/products/becher").await.is(200))
        .says("24,00 €")
        .says("In den Warenkorb")
        .says("Noch 3 auf Lager.");
    in_german(&ana.post("/cart", &[("product", "vase"), ("quantity", "1")]).await).says("Vase ist ausverkauft.");
    in_german(&ana.post("/waiting", &[("product", "vase"), ("email", "ana")]).await).says("eine E-Mail-Adresse");
    let noted = ana.post("/waiting", &[("product", "vase"), ("email", "ana@example.com")]).await;
    in_german(&ana.get(noted.is(303).location()).await).says("Notiert.");

    let (mut ana, page) = comes(ana, "becher", "2").await;
    in_german(&page).says("Wie möchten Sie bezahlen?");
    in_german(&ana.get("/cart").await)
        .says("1 Produkt, 2 Stück")
        .says("Dänemark Deutschland")
        .says("Wir liefern in 15 Länder.")
        .says("Österreich Polen");
    let hidden = Hidden::of(&page);
    let mut wrong = filled(&hidden, "transfer");
    wrong.retain(|(name, _)| *name != "line1" && *name != "email" && *name != "postcode");
    wrong.push(("postcode", "123"));
    let again = ana.post("/checkout", &wrong).await;
    in_german(again.is(422)).says("Bitte ausfüllen: Straße und Hausnummer.").says("zwei Angaben").says("5 Ziffern");
    assert!(again.text.contains(">Zahlungspflichtig bestellen</button>"), "the button as law wants it");
    let done = ana.post("/checkout", &filled(&Hidden::of(&again), "transfer")).await;
    let order = shop.orders().remove(0);
    assert_eq!(order.language, Language::German);
    in_german(&ana.get(done.is(303).location()).await).says("Vielen Dank, Ana.").says("Verwendungszweck");

    // A few come back, the money arrives, the parcel leaves.
    let change = Change::Received(5);
    let variant = cup.variants[0].id;
    duka::app::catalog::change_stock(shop.app(), &By::shop(), cup.id, variant, change, String::new()).await.unwrap();
    shop.works().await;
    duka::app::payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    duka::app::orders::ship(shop.app(), &By::shop(), order.id, "DHL".into(), "0034".into()).await.unwrap();
    shop.works().await;
    assert_eq!(shop.level(&cup), Level { on_hand: 6, held: 0 });
    in_german(&ana.get(done.location()).await).says("Versandt");
    let kinds = [LetterKind::Received, LetterKind::PaymentInstructions, LetterKind::Paid, LetterKind::Shipped];
    for kind in kinds {
        let sent = letter(&shop, kind).sent_as.unwrap_or_else(|| panic!("{kind:?} was not sent"));
        no_english(&sent.text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(sent.html.contains("<html lang=\"de\">"), "{kind:?}");
    }
    assert!(
        letter(&shop, LetterKind::Received).sent_as.unwrap().subject.starts_with("Vielen Dank für Ihre Bestellung")
    );
    // Staff reads English whatever buyers read.
    assert!(letter(&shop, LetterKind::NewOrder).sent_as.unwrap().subject.starts_with("New order"));
}

#[tokio::test]
async fn a_cart_counts_as_polish_does() {
    let shop = speaks(Language::Polish, &[]).await;
    shop.sells("Kubek", "24.00", 100).await;
    for (pieces, said) in
        [("1", "1 sztuka"), ("2", "2 sztuki"), ("5", "5 sztuk"), ("22", "22 sztuki"), ("25", "25 sztuk")]
    {
        let (mut ana, _) = comes(shop.visitor(), "kubek", pieces).await;
        ana.get("/cart").await.is(200).says(&format!("1 produkt, {said} "));
    }
}

/// Where the links and forms of a page lead, but for files.
fn leads_to(answer: &Answer) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.text);
    let all = scraper::Selector::parse("body a[href], form[action], [formaction]").unwrap();
    let mut found = Vec::new();
    for element in page.select(&all).filter(|e| e.value().attr("hreflang").is_none()) {
        found.extend(["href", "action", "formaction"].into_iter().filter_map(|name| element.value().attr(name)));
    }
    found.into_iter().filter(|to| to.starts_with('/')).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_second_language_has_addresses_and_keeps_to_them() {
    let shop = speaks(Language::English, &[Language::German]).await;
    shop.sells("Mug", "24.00", 10).await;
    shop.works().await;
    let mut ana = shop.visitor();
    // The same path without a language is the shop's own, also for the cache.
    ana.get("/de/products/mug").await.is(200).says("24,00 €");
    let own = ana.get("/products/mug").await;
    own.is(200).says("€24.00").says("Deutsch");
    assert!(own.text.contains("hreflang=\"de\" href=\"http://shop.test/de/products/mug\""), "{}", own.text);
    assert!(own.text.contains("hreflang=\"x-default\" href=\"http://shop.test/products/mug\""), "{}", own.text);
    for path in ["/de", "/de/", "/de/collections/all", "/de/products/mug", "/de/search?q=mug", "/de/pages/delivery"] {
        let page = ana.get(path).await;
        in_german(page.is(200));
        for to in leads_to(&page) {
            assert!(to == "/de" || to.starts_with("/de/"), "{path} leads to {to}");
        }
    }
    let offered = ana.get("/de/search/suggest?q=mug").await;
    assert!(offered.text.contains("href=\"/de/products/mug\""), "{}", offered.text);
    let german = ana.get("/de/products/mug").await;
    assert!(german.text.contains("<link rel=\"canonical\" href=\"http://shop.test/de/products/mug\">"));
    assert!(german.text.contains("href=\"/products/mug\" lang=\"en\""), "the way back: {}", german.text);
    // What is the shop's own, or not spoken, is found without a language; nothing else is sent anywhere.
    assert_eq!(ana.get("/en/cart?added=1").await.is(302).location(), "/cart?added=1");
    assert_eq!(ana.get("/pl/products/mug").await.is(302).location(), "/products/mug");
    ana.get("/de/admin").await.is(404);
    ana.get("/de/sitemap.xml").await.is(404);

    let added = ana.post("/de/cart", &[("product", "mug"), ("quantity", "1")]).await;
    assert!(added.is(303).location().starts_with("/de/cart?added="), "{}", added.location());
    let page = ana.get("/de/checkout").await;
    let done = ana.post("/de/checkout", &filled(&Hidden::of(page.is(200)), "transfer")).await;
    let order = shop.orders().remove(0);
    let own_page = format!("/de/orders/{}", order.secret.show());
    assert_eq!(done.is(303).location(), own_page);
    shop.works().await;
    let sent = letter(&shop, LetterKind::Received).sent_as.unwrap();
    assert!(sent.text.contains(&format!("http://shop.test{own_page}")), "{}", sent.text);
    ana.get(&own_page).await.is(200).says("Vielen Dank, Ana.");

    let map = ana.get("/sitemap.xml").await.text;
    assert!(map.contains("<loc>http://shop.test/de/products/mug</loc>"), "{map}");
    assert!(
        map.contains("<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"http://shop.test/products/mug\"/>"),
        "{map}"
    );
}

#[tokio::test]
async fn with_one_language_addresses_and_pages_know_of_none() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 10).await;
    let mut ana = shop.visitor();
    let page = ana.get("/products/mug").await;
    assert!(!page.text.contains("hreflang") && !page.text.contains("class=\"languages\""), "{}", page.text);
    assert!(!ana.get("/sitemap.xml").await.text.contains("xhtml"));
}
