//! Fields of the desk's forms: label above, hint and error below, what was typed kept.

use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// One field, by what differs from an ordinary line of text.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub name: &'a str,
    pub label: &'a str,
    /// Said softly behind the label: "if there is one".
    pub soft: &'a str,
    pub hint: &'a str,
    pub kind: &'a str,
    /// Class of the field itself: "money", "short", "two-lines".
    pub look: &'a str,
    /// Place in the grid: "w2", "w3", "w4".
    pub width: &'a str,
    pub mode: &'a str,
    pub autocomplete: &'a str,
    pub required: bool,
}

impl<'a> Input<'a> {
    pub const fn text(name: &'a str, label: &'a str) -> Input<'a> {
        Input {
            name,
            label,
            soft: "",
            hint: "",
            kind: "text",
            look: "",
            width: "",
            mode: "",
            autocomplete: "off",
            required: false,
        }
    }

    pub const fn money(name: &'a str, label: &'a str) -> Input<'a> {
        Input { look: "money", mode: "decimal", ..Input::text(name, label) }
    }

    pub const fn number(name: &'a str, label: &'a str) -> Input<'a> {
        Input { look: "short", mode: "numeric", ..Input::text(name, label) }
    }

    pub const fn wide(self, width: &'a str) -> Input<'a> {
        Input { width, ..self }
    }

    pub const fn soft(self, soft: &'a str) -> Input<'a> {
        Input { soft, ..self }
    }

    pub const fn hint(self, hint: &'a str) -> Input<'a> {
        Input { hint, ..self }
    }

    pub const fn needed(self) -> Input<'a> {
        Input { required: true, ..self }
    }
}

/// A form that is being shown: what stands in its fields, and what is wrong with them.
pub struct Fields<'a> {
    pub typed: &'a Typed,
    pub wrong: &'a Problems,
}

impl Fields<'_> {
    /// What is wrong with the form as a whole, or that something below is.
    pub fn summary(&self) -> Markup {
        html! {
            @if !self.wrong.is_empty() {
                div.notice.bad role="alert" data-focus tabindex="-1" {
                    (icon("triangle"))
                    div { p {
                        @match self.wrong.of("") {
                            Some(sentence) => (sentence),
                            None => "Nothing was saved yet. Please look at the marked fields.",
                        }
                    } }
                }
            }
        }
    }

    pub fn input(&self, f: Input<'_>) -> Markup {
        self.around(
            f,
            html! {
                input class={ "input " (f.look) } id=(f.name) name=(f.name) type=(f.kind) value=(self.typed.get(f.name))
                    inputmode=[some(f.mode)] autocomplete=(f.autocomplete) required[f.required]
                    aria-invalid=[self.is_wrong(f)] aria-describedby=[self.described(f)];
            },
        )
    }

    pub fn area(&self, f: Input<'_>) -> Markup {
        self.around(
            f,
            html! {
                textarea class={ "input " (f.look) } id=(f.name) name=(f.name) aria-invalid=[self.is_wrong(f)]
                    aria-describedby=[self.described(f)] { "\n" (self.typed.get(f.name)) }
            },
        )
    }

    /// A choice of `(value, words)`.
    pub fn select(&self, f: Input<'_>, options: &[(&str, &str)]) -> Markup {
        let chosen = self.typed.get(f.name);
        self.around(
            f,
            html! {
                select.input id=(f.name) name=(f.name) autocomplete=(f.autocomplete)
                    aria-invalid=[self.is_wrong(f)] aria-describedby=[self.described(f)] {
                    @for (value, words) in options {
                        option value=(value) selected[*value == chosen] { (words) }
                    }
                }
            },
        )
    }

    /// One of a few, all to be seen: `(value, words, more words)`.
    pub fn choices(&self, name: &str, legend: &str, options: &[(&str, &str, &str)]) -> Markup {
        html! {
            fieldset.group {
                legend { (legend) }
                div.choices {
                    @for (value, words, more) in options {
                        label.choice {
                            input type="radio" name=(name) value=(value) checked[self.typed.get(name) == *value];
                            span { (words) }
                            @if !more.is_empty() { small { (more) } }
                        }
                    }
                }
                (self.error(name))
            }
        }
    }

    pub fn tick(&self, name: &str, words: &str) -> Markup {
        html! {
            label.check { input type="checkbox" name=(name) value="yes" checked[self.typed.has(name)]; span { (words) } }
            (self.error(name))
        }
    }

    fn around(&self, f: Input<'_>, field: Markup) -> Markup {
        html! {
            div class={ "field " (f.width) } {
                label for=(f.name) { (f.label) @if !f.soft.is_empty() { " " span.soft { "(" (f.soft) ")" } } }
                (field)
                @if !f.hint.is_empty() { p.hint id={ (f.name) "-hint" } { (f.hint) } }
                (self.error(f.name))
            }
        }
    }

    pub fn error(&self, name: &str) -> Markup {
        html! {
            @if let Some(sentence) = self.wrong.of(name) {
                p.error id={ (name) "-error" } { (icon("triangle")) (sentence) }
            }
        }
    }

    fn is_wrong(&self, f: Input<'_>) -> Option<&'static str> {
        self.wrong.of(f.name).map(|_| "true")
    }

    fn described(&self, f: Input<'_>) -> Option<String> {
        let hint = (!f.hint.is_empty()).then(|| format!("{}-hint", f.name));
        let error = self.wrong.of(f.name).map(|_| format!("{}-error", f.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// What a form holds before anybody typed: names with texts.
pub fn filled<const N: usize>(values: [(&str, String); N]) -> Typed {
    Typed(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
