//! One product of a Shopify export, as its rows tell it: the first the product, each a variant, a picture or both.

use super::columns::Column;
use crate::base::text::optional_line;
use crate::base::{Currency, Money};
use crate::domain::catalog::{SKU_CHARS_MAX, Status, TAGS_MAX, TITLE_CHARS_MAX, TaxClass};
use crate::import::cells::Cells;
use crate::import::draft::{Draft, DraftVariant, LINE_CHARS_MAX, SEO_DESCRIPTION_CHARS_MAX};
use crate::import::seen::Seen;
use crate::import::values::{is_category, one_line, picture_url, price, quantity, quote, weight, yes_or_no};
use crate::import::{Out, Trouble};

/// The name and the value of the option of a product without options.
const NO_OPTION: (&str, &str) = ("Title", "Default Title");

pub struct Product {
    pub draft: Draft,
    /// Which of the three pairs of option columns are in use, in the options' order.
    slots: Vec<u8>,
    pub rows: u32,
}

impl Product {
    /// From the row that has the title, which the draft has already.
    pub fn start(cells: &Cells<'_, Column>, mut draft: Draft, out: &mut Out) -> Result<Product, Trouble> {
        draft.description = cells.text(Column::Description).to_owned();
        draft.vendor = cells.words(Column::Vendor, LINE_CHARS_MAX, out);
        draft.kind = cells.words(Column::Kind, LINE_CHARS_MAX, out);
        draft.tags = cells.names(Column::Tags, cells.text(Column::Tags).split(','), TAGS_MAX, out);
        draft.status = status(cells, out);
        let taxed = cells.want(Column::Taxed, yes_or_no, out).unwrap_or(true);
        draft.tax_class = if taxed { TaxClass::Standard } else { TaxClass::Exempt };
        draft.collections = collections(cells, &draft.kind, out);
        draft.seo_title = cells.words(Column::SeoTitle, LINE_CHARS_MAX, out);
        draft.seo_description = cells.words(Column::SeoDescription, SEO_DESCRIPTION_CHARS_MAX, out);

        let plain = cells.text(Column::OptionValue(1)).eq_ignore_ascii_case(NO_OPTION.1)
            && cells.text(Column::OptionName(1)).eq_ignore_ascii_case(NO_OPTION.0);
        let named = |slot: &u8| !cells.is_empty(Column::OptionName(*slot));
        let slots: Vec<u8> = if plain { Vec::new() } else { (1..=3).filter(named).collect() };
        let names = slots.iter().map(|slot| cells.words(Column::OptionName(*slot), LINE_CHARS_MAX, out)).collect();
        draft.set_options(names).map_err(|sentence| cells.left_out(Some(Column::OptionName(1)), sentence))?;
        Ok(Product { draft, slots, rows: 0 })
    }

    /// One row, the first one too.
    pub fn take(
        &mut self,
        cells: &Cells<'_, Column>,
        currency: Currency,
        skus: &mut Seen,
        out: &mut Out,
    ) -> Result<(), Trouble> {
        self.rows = self.rows.saturating_add(1);
        self.take_picture(cells, out);
        let values = self.values(cells)?;
        let sells = [Column::Price, Column::Sku].into_iter().any(|column| !cells.is_empty(column));
        if !(sells || values.iter().any(|value| !value.is_empty()) || cells.line() == self.draft.line) {
            let empty = "This line holds neither a variant nor a picture.".to_owned();
            return if cells.is_empty(Column::PictureUrl) { Err(cells.left_out(None, empty)) } else { Ok(()) };
        }
        if let Some(i) = values.iter().position(String::is_empty) {
            let sentence = format!("{} has no value here.", quote(&self.draft.options[i].name));
            return Err(cells.left_out(Some(Column::OptionValue(self.slots[i])), sentence));
        }
        let variant = variant(cells, values, currency, out)?;
        let (sku, picture) = (variant.sku.clone(), variant.picture.clone());
        self.draft.add_variant(variant).map_err(|sentence| cells.left_out(None, sentence))?;
        if let Some(url) = picture {
            self.add_picture(cells, Column::VariantPicture, &url, String::new(), None, out);
        }
        skus.note_repeated(cells, Column::Sku, &sku, out);
        Ok(())
    }

    /// The row's option values; refuses a row that disagrees with the product's options.
    fn values(&self, cells: &Cells<'_, Column>) -> Result<Vec<String>, Trouble> {
        for slot in 1..=3 {
            let (name, value) = (cells.text(Column::OptionName(slot)), cells.text(Column::OptionValue(slot)));
            let option = self.slots.iter().position(|s| *s == slot).and_then(|i| self.draft.options.get(i));
            match option {
                Some(option) if !name.is_empty() && name != option.name => {
                    let (line, known) = (self.draft.line, quote(&option.name));
                    let sentence = format!("This option is called {} here, but {known} on line {line}.", quote(name));
                    return Err(cells.left_out(Some(Column::OptionName(slot)), sentence));
                }
                None if !value.is_empty() && !value.eq_ignore_ascii_case(NO_OPTION.1) => {
                    let sentence = format!(
                        "{} is the value of an option that line {} does not name.",
                        quote(value),
                        self.draft.line
                    );
                    return Err(cells.left_out(Some(Column::OptionValue(slot)), sentence));
                }
                _ => {}
            }
        }
        let value = |slot: &u8| {
            cells.need(Column::OptionValue(*slot), |text| {
                optional_line(text, "an option's value", LINE_CHARS_MAX).map_err(|wrong| wrong.0)
            })
        };
        self.slots.iter().map(value).collect()
    }

    fn take_picture(&mut self, cells: &Cells<'_, Column>, out: &mut Out) {
        let Some(url) = cells.want(Column::PictureUrl, picture_url, out) else { return };
        let alt = cells.words(Column::PictureAlt, LINE_CHARS_MAX, out);
        let place = cells.want(Column::PicturePosition, quantity, out).and_then(|n| u32::try_from(n).ok());
        self.add_picture(cells, Column::PictureUrl, &url, alt, place, out);
    }

    fn add_picture(
        &mut self,
        cells: &Cells<'_, Column>,
        column: Column,
        url: &str,
        alt: String,
        place: Option<u32>,
        out: &mut Out,
    ) {
        if let Err(sentence) = self.draft.add_picture(cells.line(), url, alt, place) {
            cells.note(Some(column), sentence, out);
        }
    }
}

fn variant(
    cells: &Cells<'_, Column>,
    values: Vec<String>,
    currency: Currency,
    out: &mut Out,
) -> Result<DraftVariant, Trouble> {
    let money = |text: &str| price(text, currency);
    let sku = |text: &str| optional_line(text, "an article number", SKU_CHARS_MAX).map_err(|wrong| wrong.0);
    let no_tracker_column = !cells.columns().has(Column::Tracker) && !cells.is_empty(Column::Quantity);
    let counted = no_tracker_column || !cells.is_empty(Column::Tracker);
    let price = cells.need(Column::Price, money)?;
    Ok(DraftVariant {
        line: cells.line(),
        values,
        sku: cells.need(Column::Sku, sku)?,
        // Older exports put an apostrophe before a barcode, so that spreadsheets keep its zeros.
        barcode: cells.words(Column::Barcode, LINE_CHARS_MAX, out).trim_start_matches('\'').to_owned(),
        price,
        price_before: cells.want(Column::PriceBefore, money, out).filter(|before| is_higher(*before, price)),
        weight_grams: cells.want(Column::Grams, |text| weight(text, 1.0), out).unwrap_or(0),
        counted,
        sell_when_out: cells.want(Column::WhenOut, sell_when_out, out).unwrap_or(false),
        quantity: cells.want(Column::Quantity, quantity, out).filter(|_| counted),
        picture: cells.want(Column::VariantPicture, picture_url, out),
    })
}

/// Shopify keeps a former price that is no higher, and does not show it.
fn is_higher(before: Money, price: Money) -> bool {
    before.minor() > price.minor()
}

fn sell_when_out(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "continue" | "true" => Ok(true),
        "deny" | "false" => Ok(false),
        _ => Err(format!("{} should be DENY or CONTINUE.", quote(text))),
    }
}

/// What is not in the online shop is a draft here: only staff see it.
fn status(cells: &Cells<'_, Column>, out: &mut Out) -> Status {
    let published = cells.want(Column::Published, yes_or_no, out).unwrap_or(true);
    let gift_card = cells.want(Column::GiftCard, yes_or_no, out).unwrap_or(false);
    if gift_card {
        let sentence = "This is a gift card. It was taken as an ordinary product and kept as a draft.";
        cells.note(Some(Column::GiftCard), sentence.to_owned(), out);
    }
    match cells.text(Column::Status).to_lowercase().as_str() {
        "archived" => Status::Archived,
        "draft" => Status::Draft,
        "" | "active" if published && !gift_card => Status::Active,
        "" | "active" => Status::Draft,
        other => {
            let sentence =
                format!("{} is not a status that is known here; the product was kept as a draft.", quote(other));
            cells.note(Some(Column::Status), sentence, out);
            Status::Draft
        }
    }
}

/// The collection named outright, else the end of Shopify's category ("… > Mugs"), else the kind.
fn collections(cells: &Cells<'_, Column>, kind: &str, out: &mut Out) -> Vec<String> {
    let named = cells.words(Column::Collection, TITLE_CHARS_MAX, out);
    let category = cells.text(Column::Category).rsplit('>').next().unwrap_or("").trim();
    let title = [named.as_str(), category, kind].into_iter().find(|title| is_category(title));
    title.map(|title| one_line(title, TITLE_CHARS_MAX)).into_iter().collect()
}
