//! Statements of many banks, and what is none.

use super::*;

fn told(bytes: &[u8]) -> Vec<String> {
    let statement = read(bytes, Currency::EUR).unwrap();
    let lines =
        statement.transfers.iter().map(|t| format!("{}|{}|{}|{}", t.day, t.amount.plain(), t.from, t.text.trim()));
    let troubles = statement.troubles.iter().map(|t| format!("line {}: {}", t.line, t.sentence));
    lines.chain(troubles).chain([format!("{} passed over", statement.passed_over)]).collect()
}

#[test]
fn banks_own_sheets() {
    let sparkasse = "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Verwendungszweck\";\"Kundenreferenz (End-to-End)\";\"Beguenstigter/Zahlungspflichtiger\";\"Betrag\";\"Waehrung\";\"Info\"\r\n\
        \"DE1\";\"20.11.26\";\"20.11.26\";\"GUTSCHR. UEBERWEISUNG\";\"Bestellung 1042\";\"\";\"Ana M\u{fc}ller\";\"1.024,00\";\"EUR\";\"Umsatz gebucht\"\r\n\
        \"DE1\";\"20.11.26\";\"20.11.26\";\"LASTSCHRIFT\";\"Strom\";\"\";\"Stadtwerke\";\"-80,10\";\"EUR\";\"Umsatz gebucht\"\r\n";
    let western = encoding_rs::WINDOWS_1252.encode(sparkasse).0;
    for bytes in [sparkasse.as_bytes(), &western] {
        assert_eq!(told(bytes), ["20.11.26|1024.00|Ana Müller|Bestellung 1042", "1 passed over"]);
    }
    // Lines before the head, a currency sign in the amount, a balance at the end.
    let dkb = "\u{feff}\"Girokonto\";\"DE02\"\n\"Kontostand vom 21.11.2026:\";\"1.000,00 €\"\n\"\"\n\
        \"Buchungsdatum\";\"Wertstellung\";\"Zahlungspflichtige*r\";\"Zahlungsempfänger*in\";\"Verwendungszweck\";\"Betrag (€)\"\n\
        \"20.11.26\";\"20.11.26\";\"Bo Keller\";\"Ton & Blatt\";\"1043; danke\";\"12,50 €\"\n\
        ;;;;;\"1.000,00 €\"\n";
    assert_eq!(told(dkb.as_bytes()), ["20.11.26|12.50|Bo Keller|1043; danke", "0 passed over"]);
    let n26 = "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Type\",\"Payment Reference\",\"Amount (EUR)\"\n\
        2026-11-20,2026-11-20,\"Cem Arslan\",Income,\"Order 1044\",24.0\n2026-11-20,2026-11-20,Rent,x,,-700.0\n";
    assert_eq!(told(n26.as_bytes()), ["2026-11-20|24.00|Cem Arslan|Order 1044", "1 passed over"]);
    let barclays = "Date\tDescription\tPaid out\tPaid in\n20/11/2026\t1045 MOOR D\t\t99.00\n20/11/2026\tFEE\t5.00\t\n20/11/2026\tx\t\tabc\n";
    assert_eq!(
        told(barclays.as_bytes()),
        ["20/11/2026|99.00||1045 MOOR D", "line 4: “abc” is not an amount.", "1 passed over"]
    );
}

const CAMT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ns2:Document xmlns:ns2="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><ns2:BkToCstmrStmt><ns2:Stmt>
<ns2:Bal><ns2:Amt Ccy="EUR">1000.00</ns2:Amt></ns2:Bal>
<ns2:Ntry><ns2:Amt Ccy="EUR">24.00</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd><ns2:BookgDt><ns2:Dt>2026-11-20</ns2:Dt></ns2:BookgDt>
 <ns2:NtryDtls><ns2:TxDtls><ns2:Refs><ns2:EndToEndId>NOTPROVIDED</ns2:EndToEndId></ns2:Refs>
 <ns2:RltdPties><ns2:Dbtr><ns2:Pty><ns2:Nm>M&#252;ller &amp; Lind</ns2:Nm></ns2:Pty></ns2:Dbtr><ns2:Cdtr><ns2:Pty><ns2:Nm>Ton</ns2:Nm></ns2:Pty></ns2:Cdtr></ns2:RltdPties>
 <ns2:RmtInf><ns2:Ustrd>Bestellung</ns2:Ustrd><ns2:Ustrd>1042</ns2:Ustrd></ns2:RmtInf></ns2:TxDtls></ns2:NtryDtls></ns2:Ntry>
<ns2:Ntry><ns2:Amt Ccy="EUR">36.50</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd><ns2:BookgDt><ns2:DtTm>2026-11-20T10:00:00</ns2:DtTm></ns2:BookgDt>
 <ns2:NtryDtls>
 <ns2:TxDtls><ns2:AmtDtls><ns2:TxAmt><ns2:Amt Ccy="EUR">12.50</ns2:Amt></ns2:TxAmt></ns2:AmtDtls><ns2:RmtInf><ns2:Strd><ns2:CdtrRefInf><ns2:Ref>RF181043</ns2:Ref></ns2:CdtrRefInf></ns2:Strd></ns2:RmtInf></ns2:TxDtls>
 <ns2:TxDtls><ns2:Amt Ccy="EUR">24.00</ns2:Amt><ns2:RltdPties><ns2:Dbtr><ns2:Nm>Cem</ns2:Nm></ns2:Dbtr></ns2:RltdPties></ns2:TxDtls>
 </ns2:NtryDtls></ns2:Ntry>
<ns2:Ntry><ns2:Amt Ccy="EUR">80.10</ns2:Amt><ns2:CdtDbtInd>DBIT</ns2:CdtDbtInd></ns2:Ntry>
<ns2:Ntry><ns2:Amt Ccy="USD">5.00</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd></ns2:Ntry>
<ns2:Ntry><ns2:Amt Ccy="EUR">seven</ns2:Amt><ns2:CdtDbtInd>CRDT</ns2:CdtDbtInd></ns2:Ntry>
</ns2:Stmt></ns2:BkToCstmrStmt></ns2:Document>"#;

#[test]
fn camt_of_any_version() {
    let lines = told(CAMT.as_bytes());
    assert_eq!(
        lines,
        [
            "2026-11-20|24.00|Müller & Lind|Bestellung 1042",
            "2026-11-20|12.50||RF181043",
            "2026-11-20|24.00|Cem|",
            "line 14: “seven” is not an amount.",
            "2 passed over"
        ]
    );
}

#[test]
fn what_is_no_statement_says_what_to_do() {
    let (cut, _) = CAMT.split_once("</ns2:Stmt>").unwrap();
    let deep = "<a>".repeat(100);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    for (bytes, why) in [
        (" \n", "There is nothing in it."),
        ("PK\u{3}\u{4}xx", "compressed file"),
        ("name,price\nMug,24", "names a date, an amount and a text"),
        ("<html></html>", "not a bank's statement"),
        (bomb, "not a bank's statement"),
        (deep.as_str(), "nested too deeply"),
        (cut, "the middle"),
        (&CAMT[..CAMT.len() / 2], "Line 8 of this statement cannot be read"),
        ("<a></b>", "Line 1 of this statement cannot be read"),
    ] {
        let Unreadable(sentence) = read(bytes.as_bytes(), Currency::EUR).unwrap_err();
        assert!(sentence.contains(why), "{why}: {sentence}");
    }
}
