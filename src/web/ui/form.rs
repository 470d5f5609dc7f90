//! A field of a form: label above, hint and trouble below, tied together for those who cannot see them side by side.

use super::icon::icon;
use crate::words::Words;
use maud::{Markup, html};

/// One line to type in.
#[derive(Default)]
pub struct Field<'a> {
    pub words: Words,
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    /// The type of the input; empty is text.
    pub kind: &'a str,
    pub hint: &'a str,
    pub error: Option<&'a str>,
    /// Odd, and taken all the same.
    pub warning: Option<&'a str>,
    pub autocomplete: &'a str,
    pub inputmode: &'a str,
    pub required: bool,
    pub chars_max: Option<usize>,
    /// How wide it stands in the grid: "w2", "w4"; empty is the whole row.
    pub width: &'a str,
}

/// One of several to choose from.
pub struct Select<'a> {
    pub words: Words,
    pub name: &'a str,
    pub label: &'a str,
    /// Values and what is shown for them.
    pub options: &'a [(&'a str, &'a str)],
    pub value: &'a str,
    pub error: Option<&'a str>,
    pub autocomplete: &'a str,
    /// The page works itself out again when another one is chosen.
    pub refreshes: bool,
    /// Shown first while nothing is chosen.
    pub please_choose: bool,
    pub width: &'a str,
}

impl Field<'_> {
    pub fn show(&self) -> Markup {
        let name = self.name;
        html! {
            div class={ "field " (self.width) } {
                (label(name, self.label, (!self.required).then(|| self.words.say("if-any"))))
                input class="input" id=(name) name=(name) value=(self.value) type=[some(self.kind)]
                    autocomplete=[some(self.autocomplete)] inputmode=[some(self.inputmode)] maxlength=[self.chars_max]
                    required[self.required] aria-describedby=[self.described_by()]
                    aria-invalid=[self.error.map(|_| "true")];
                @if !self.hint.is_empty() { p class="hint" id={ (name) "-hint" } { (self.hint) } }
                (trouble(name, self.error))
                @if let Some(warning) = self.warning {
                    p class="warning" id={ (name) "-warning" } { (icon("triangle")) span { (warning) } }
                }
            }
        }
    }

    fn described_by(&self) -> Option<String> {
        let parts =
            [("hint", !self.hint.is_empty()), ("error", self.error.is_some()), ("warning", self.warning.is_some())];
        let ids: Vec<String> =
            parts.iter().filter(|(_, is)| *is).map(|(end, _)| format!("{}-{end}", self.name)).collect();
        Some(ids.join(" ")).filter(|ids| !ids.is_empty())
    }
}

impl Select<'_> {
    pub fn show(&self) -> Markup {
        let name = self.name;
        html! {
            div class={ "field " (self.width) } {
                (label(name, self.label, None))
                select class="input" id=(name) name=(name) autocomplete=[some(self.autocomplete)]
                    data-refreshes[self.refreshes] aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[self.error.map(|_| format!("{name}-error"))] {
                    @if self.please_choose { option value="" selected[self.value.is_empty()] { (self.words.say("please-choose")) } }
                    @for (value, shown) in self.options { option value=(value) selected[*value == self.value] { (shown) } }
                }
                (trouble(name, self.error))
            }
        }
    }
}

fn label(name: &str, label: &str, if_any: Option<String>) -> Markup {
    html! {
        label for=(name) { (label) @if let Some(if_any) = if_any { " " span class="soft" { (if_any) } } }
    }
}

fn trouble(name: &str, error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error { p class="error" id={ (name) "-error" } { (icon("triangle")) span { (error) } } }
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_tied_to_its_field() {
        let field =
            Field { name: "city", label: "Town", error: Some("Which town?"), required: true, ..Field::default() };
        let html = field.show().into_string();
        assert!(html.contains("aria-describedby=\"city-error\" aria-invalid=\"true\""), "{html}");
        assert!(html.contains("<p class=\"error\" id=\"city-error\">"), "{html}");
        let quiet = Field { name: "city", label: "Town", value: "\"><b>", required: true, ..Field::default() };
        let html = quiet.show().into_string();
        assert!(!html.contains("aria-") && html.contains("value=\"&quot;&gt;&lt;b&gt;\""), "{html}");
    }
}
