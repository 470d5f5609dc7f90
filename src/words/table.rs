//! The tables of all languages, read once and kept. A line that cannot be read is left out; a test lets none be.

use super::Words;
use crate::base::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// What each language says, and what it calls the countries.
pub(super) const TABLES: [(Language, [&str; 2]); 7] = [
    (Language::English, [include_str!("../../data/words/en.ftl"), include_str!("../../data/words/en.countries.ftl")]),
    (Language::German, [include_str!("../../data/words/de.ftl"), include_str!("../../data/words/de.countries.ftl")]),
    (Language::French, [include_str!("../../data/words/fr.ftl"), include_str!("../../data/words/fr.countries.ftl")]),
    (Language::Spanish, [include_str!("../../data/words/es.ftl"), include_str!("../../data/words/es.countries.ftl")]),
    (Language::Italian, [include_str!("../../data/words/it.ftl"), include_str!("../../data/words/it.countries.ftl")]),
    (Language::Dutch, [include_str!("../../data/words/nl.ftl"), include_str!("../../data/words/nl.countries.ftl")]),
    (Language::Polish, [include_str!("../../data/words/pl.ftl"), include_str!("../../data/words/pl.countries.ftl")]),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<(Language, Bundle)>> =
    LazyLock::new(|| TABLES.iter().map(|(language, texts)| (*language, bundle(*language, texts))).collect());

pub(super) fn bundle(language: Language, texts: &[&str]) -> Bundle {
    let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks around what is filled in serve languages written from right to left; none of these is.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(formatter(language)));
    for text in texts {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// One function per language, because fluent takes no more than a bare function.
fn formatter<M: MemoizerKind>(language: Language) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match language {
        Language::English => |value, _| number(Language::English, value),
        Language::German => |value, _| number(Language::German, value),
        Language::French => |value, _| number(Language::French, value),
        Language::Spanish => |value, _| number(Language::Spanish, value),
        Language::Italian => |value, _| number(Language::Italian, value),
        Language::Dutch => |value, _| number(Language::Dutch, value),
        Language::Polish => |value, _| number(Language::Polish, value),
    }
}

/// Counts are whole, so nothing is lost on the way through a floating point number.
fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(Words::of(language).number(n.value as i64)),
        _ => None,
    }
}

/// The sentence of one language, if its table has it.
pub(super) fn find(language: Language, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let (_, bundle) = BUNDLES.iter().find(|(known, _)| *known == language)?;
    let pattern = bundle.get_message(key)?.value()?;
    let mut wrong = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut wrong).into_owned())
}
