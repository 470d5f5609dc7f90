//! A product that varies and its variations, put together.
//!
//! The export does not say which attributes make variants: those are that any variation names. A variation may
//! leave an attribute open ("any size"); here it becomes one variant for each value nobody else has.

use super::columns::Column;
use super::product::{Attribute, attributes, facts, pictures};
use crate::domain::catalog::{ProductOption, VARIANTS_MAX};
use crate::import::cells::Cells;
use crate::import::draft::{Draft, DraftVariant, LINE_CHARS_MAX};
use crate::import::values::{one_line, quote};
use crate::import::{Effect, Found, Out, Trouble};
use std::collections::HashSet;

pub struct Family {
    draft: Draft,
    sku: String,
    attributes: Vec<Attribute>,
    variations: Vec<Variation>,
}

pub struct Variation {
    variant: DraftVariant,
    /// A value for each attribute; empty is "any".
    values: Vec<(String, String)>,
}

impl Variation {
    pub fn new(cells: &Cells<'_, Column>, mut variant: DraftVariant, out: &mut Out) -> Variation {
        let value = |attribute: &Attribute| one_line(&attribute.values.join(", "), LINE_CHARS_MAX);
        let values = attributes(cells).iter().map(|attribute| (attribute.name.clone(), value(attribute))).collect();
        variant.picture = pictures(cells, out).into_iter().next();
        Variation { variant, values }
    }

    /// One value for each option; empty is "any".
    fn values(&self, options: &[ProductOption]) -> Vec<String> {
        let value = |option: &ProductOption| {
            let given = self.values.iter().find(|(name, _)| same(name, &option.name));
            given.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        options.iter().map(value).collect()
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

impl Family {
    pub fn new(cells: &Cells<'_, Column>, draft: Draft) -> Family {
        let sku = cells.text(Column::Sku).to_owned();
        Family { draft, sku, attributes: attributes(cells), variations: Vec::new() }
    }

    /// Some exports repeat the product's article number on variations that have none.
    pub fn has_sku(&self, sku: &str) -> bool {
        self.sku == sku
    }

    pub fn add(&mut self, variation: Variation) -> Result<(), String> {
        if self.variations.len() >= VARIANTS_MAX {
            return Err(format!("A product can have at most {VARIANTS_MAX} variants; this is one more."));
        }
        self.variations.push(variation);
        Ok(())
    }

    /// All its variations are there: the product comes out, or a trouble that says why not.
    pub fn finish(mut self, out: &mut Out) {
        let line = self.draft.line;
        let left_out = |sentence| trouble(line, Effect::LeftOut, sentence);
        let names = self.option_names();
        let is_option = |attribute: &Attribute| names.iter().any(|name| same(name, &attribute.name));
        self.draft.facts = facts(self.attributes.iter().filter(|attribute| !is_option(attribute)));
        if let Err(sentence) = self.draft.set_options(names) {
            return out.push_back(left_out(sentence));
        }
        let variations = std::mem::take(&mut self.variations);
        let taken: HashSet<Vec<String>> =
            variations.iter().map(|variation| variation.values(&self.draft.options)).collect();
        for variation in variations {
            self.take(variation, &taken, out);
        }
        self.sort_values();
        let sentence =
            format!("None of the variations of {} could be taken, so it is left out.", quote(&self.draft.title));
        out.push_back(self.draft.finish().map_or_else(|| left_out(sentence), Found::Product));
    }

    /// The attributes that variations name: in the product's order, then those only variations know.
    fn option_names(&self) -> Vec<String> {
        let named = || self.variations.iter().flat_map(|variation| &variation.values).map(|(name, _)| name);
        let mut wanted: HashSet<String> = named().map(|name| name.to_lowercase()).collect();
        let listed = self.attributes.iter().map(|attribute| &attribute.name);
        listed.chain(named()).filter(|name| wanted.remove(&name.to_lowercase())).cloned().collect()
    }

    fn take(&mut self, variation: Variation, taken: &HashSet<Vec<String>>, out: &mut Out) {
        let line = variation.variant.line;
        let values = variation.values(&self.draft.options);
        let is_open = values.iter().any(String::is_empty);
        let mut choices = Vec::new();
        for (option, value) in self.draft.options.iter().zip(values) {
            let all = if value.is_empty() { self.values_of(&option.name) } else { vec![value] };
            if all.is_empty() {
                let sentence = format!(
                    "{} is left open here, and line {} lists no values of it.",
                    quote(&option.name),
                    self.draft.line
                );
                return out.push_back(trouble(line, Effect::LeftOut, sentence));
            }
            choices.push(all);
        }
        if let Some(url) = &variation.variant.picture
            && let Err(sentence) = self.draft.add_picture(line, url, String::new(), None)
        {
            out.push_back(trouble(line, Effect::Noted, sentence));
        }
        let mut variant = variation.variant;
        if is_open && variant.counted && variant.quantity.is_some_and(|n| n != 0) {
            let sentence = "This line stands for several variants that share one stock. Please count each by itself.";
            out.push_back(trouble(line, Effect::Noted, sentence.into()));
            variant.quantity = None;
        }
        for values in combinations(&choices) {
            if is_open && (taken.contains(&values) || self.draft.variants.iter().any(|v| v.values == values)) {
                continue;
            }
            if let Err(sentence) = self.draft.add_variant(DraftVariant { values, ..variant.clone() }) {
                return out.push_back(trouble(line, Effect::LeftOut, sentence));
            }
            // An article number belongs to one thing only.
            variant.sku.clear();
            variant.barcode.clear();
        }
    }

    fn values_of(&self, option: &str) -> Vec<String> {
        let attribute = self.attributes.iter().find(|attribute| same(&attribute.name, option));
        let values = attribute.map_or(&[][..], |attribute| &attribute.values);
        values.iter().map(|value| one_line(value, LINE_CHARS_MAX)).filter(|value| !value.is_empty()).collect()
    }

    /// Values stand in the order the product lists them.
    fn sort_values(&mut self) {
        let mut options = std::mem::take(&mut self.draft.options);
        for option in &mut options {
            let listed = self.values_of(&option.name);
            option.values.sort_by_key(|value| listed.iter().position(|other| other == value).unwrap_or(listed.len()));
        }
        self.draft.options = options;
    }
}

/// Every way to choose one of each, the last changing fastest. Made one by one: there may be very many.
fn combinations(choices: &[Vec<String>]) -> impl Iterator<Item = Vec<String>> {
    let count = choices.iter().fold(1_usize, |n, values| n.saturating_mul(values.len()));
    (0..count).map(move |mut i| {
        let mut values: Vec<String> = Vec::with_capacity(choices.len());
        for all in choices.iter().rev() {
            values.push(all[i % all.len()].clone());
            i /= all.len();
        }
        values.reverse();
        values
    })
}

fn trouble(line: u64, effect: Effect, sentence: String) -> Found {
    Found::Trouble(Trouble { line, column: None, effect, sentence })
}
