//! The HTML part: one column of at most 600 pixels, no pictures, nothing fetched, light and dark.
//!
//! Mail programs ignore most stylesheets, so every rule stands on its element; the classes serve the dark palette only.

use super::draft::{Block, Draft, Goods, SumRow, Weight};
use crate::base::Language;
use crate::domain::settings::Shop;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const SERIF: &str = "'Iowan Old Style','Palatino Linotype',Palatino,'Book Antiqua',Georgia,serif";
const SANS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";

const PAPER: &str = "background-color:#faf7f2";
const INK: &str = "color:#211c16";
const SOFT: &str = "color:#665d52";
const CELL: &str = "padding:10px 0;border-bottom:1px solid #e4dbcd";
const TABLE: &str = "width:100%;border-collapse:collapse;margin:0 0 24px";
const COLUMN: &str = "width:100%;max-width:600px;border-collapse:collapse";
const FIGURES: &str = "white-space:nowrap;font-variant-numeric:tabular-nums";

/// Mail programs that know dark mode read this; the others keep the light palette.
const DARK: &str = "@media (prefers-color-scheme:dark){.paper{background-color:#16130f!important}\
.ink{color:#f2ebdf!important}.soft{color:#b3a797!important}.line{border-color:#352e26!important}\
.do{background-color:#8cc7bb!important;color:#0f1a18!important}}";

pub fn render(draft: &Draft, shop: &Shop, language: Language) -> Markup {
    html! {
        (DOCTYPE) (nl())
        html lang=(language.code()) {
            head { (nl())
                meta charset="utf-8"; (nl())
                meta name="viewport" content="width=device-width,initial-scale=1"; (nl())
                meta name="color-scheme" content="light dark"; (nl())
                meta name="supported-color-schemes" content="light dark"; (nl())
                title { (draft.subject) } (nl())
                style { (PreEscaped(DARK)) } (nl())
            }
            body class="paper ink" style={ "margin:0;padding:0;" (PAPER) ";" (INK) } { (nl())
                table role="presentation" class="paper" width="100%" style={ "border-collapse:collapse;" (PAPER) } {
                    tr { td align="center" style="padding:32px 20px" { (nl())
                        table role="presentation" width="600" style=(COLUMN) {
                            tr { td align="left" class="ink" style={ "font:16px/1.6 " (SANS) ";" (INK) } { (nl())
                                (letter(draft, shop))
                            } }
                        }
                    } }
                } (nl())
            }
        }
        (nl())
    }
}

fn letter(draft: &Draft, shop: &Shop) -> Markup {
    html! {
        p class="soft" style={ "margin:0 0 32px;font:500 20px/1.2 " (SERIF) ";" (SOFT) } { (shop.name) } (nl())
        h1 class="ink" style={ "margin:0 0 16px;font:500 28px/1.2 " (SERIF) ";" (INK) } { (draft.title) } (nl())
        @for part in &draft.blocks { (block(part)) (nl()) }
        (foot(shop)) (nl())
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Says(text) => html! { p style="margin:0 0 24px" { (text) } },
        Block::Heading(text) => {
            html! { h2 class="ink" style={ "margin:32px 0 8px;font:500 20px/1.2 " (SERIF) ";" (INK) } { (text) } }
        }
        Block::Facts(facts) => facts_table(facts),
        Block::Goods(goods) => goods_table(goods),
        Block::Sum(rows) => sum_table(rows),
        Block::Lines(lines) => html! {
            p style="margin:0 0 24px" {
                @for (i, line) in lines.iter().enumerate() { @if i > 0 { br; } (line) }
            }
        },
        Block::Link { label, url } => html! {
            p style="margin:32px 0" {
                a class="do" href=(url) style={
                    "display:inline-block;padding:13px 26px;border-radius:6px;background-color:#1f5a52;color:#ffffff;"
                    "font:600 16px/1.2 " (SANS) ";text-decoration:none"
                } { (label) }
            }
        },
        Block::Aside { text, label, url } => html! {
            p class="soft" style={ "margin:0 0 24px;font-size:14px;" (SOFT) } {
                (text) " " a class="soft" style=(SOFT) href=(url) { (label) }
            }
        },
    }
}

fn facts_table(facts: &[(String, String)]) -> Markup {
    html! {
        table style=(TABLE) {
            @for (name, value) in facts {
                (nl())
                tr {
                    th class="soft" scope="row" align="left" valign="top" style={
                        "padding:4px 16px 4px 0;font-weight:400;white-space:nowrap;" (SOFT)
                    } { (name) }
                    td width="100%" style="padding:4px 0" { (value) }
                }
            }
        }
    }
}

fn goods_table(goods: &[Goods]) -> Markup {
    html! {
        table style=(TABLE) {
            @for piece in goods {
                (nl())
                tr {
                    td class="line" valign="top" style={ (CELL) ";padding-right:12px;white-space:nowrap" } {
                        (piece.pieces) " ×"
                    }
                    td class="line" valign="top" width="100%" style=(CELL) {
                        (piece.title)
                        @if !piece.detail.is_empty() { br; span class="soft" style=(SOFT) { (piece.detail) } }
                    }
                    @if !piece.amount.is_empty() {
                        td class="line" valign="top" align="right" style={ (CELL) ";padding-left:16px;" (FIGURES) } {
                            (piece.amount)
                        }
                    }
                }
            }
        }
    }
}

fn sum_table(rows: &[SumRow]) -> Markup {
    html! {
        table style=(TABLE) {
            @for row in rows {
                @let (class, style) = weight(row.weight);
                (nl())
                tr {
                    td class=(class) style=(style) { (row.label) }
                    td class=(class) align="right" style={ (style) ";" (FIGURES) } { (row.amount) }
                }
            }
        }
    }
}

fn weight(weight: Weight) -> (&'static str, String) {
    match weight {
        Weight::Part => ("ink", format!("padding:4px 0;{INK}")),
        Weight::Total => ("ink", format!("padding:8px 0;font:600 20px/1.2 {SERIF};{INK}")),
        Weight::Included => ("soft", format!("padding:4px 0;font-size:14px;{SOFT}")),
    }
}

/// Who writes, by law and by courtesy.
fn foot(shop: &Shop) -> Markup {
    let address = shop.address.lines().map(str::trim).filter(|l| !l.is_empty());
    html! {
        p class="soft line" style={
            "margin:48px 0 0;padding-top:16px;border-top:1px solid #e4dbcd;font-size:14px;" (SOFT)
        } {
            (shop.name)
            @for line in address { br; (line) }
            br;
            a class="soft" style=(SOFT) href={ "mailto:" (shop.email) } { (shop.email) }
            @if !shop.phone.is_empty() { br; (shop.phone) }
        }
    }
}

/// A line end, so that the source of a letter can be read and compared line by line.
fn nl() -> PreEscaped<&'static str> {
    PreEscaped("\n")
}
