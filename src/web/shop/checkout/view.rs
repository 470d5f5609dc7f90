//! How the checkout page looks: one narrow column, the order beside it.

use super::super::super::form::Problems;
use super::super::super::ui::form::{Field, Select};
use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::sums::{self, Mini};
use super::super::delivered_to;
use super::answers::Answers;
use super::{changed, choices, finish};
use crate::app::checkout::{Basket, CLOSED};
use crate::domain::address::{Asked, Field as Part, Form};
use crate::domain::cart::CODE_CHARS_MAX;
use crate::domain::place::Country;
use maud::{Markup, html};

pub fn main(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let w = front.words;
    let pieces: u32 = basket.lines.iter().map(|l| l.quantity).sum();
    let pieces = w.tell("pieces", [("n", pieces.into())]);
    html! {
        div class="page-head" { h1 { (w.say("checkout")) } }
        div class="checkout" {
            aside class="checkout-order only-wide" id="order-wide" data-part aria-label=(w.say("your-order")) { (order(front, basket)) }
            details class="checkout-order only-narrow" id="order-narrow" data-part {
                summary {
                    span { (w.tell("your-order-pieces", [("pieces", pieces.into())])) }
                    span class="sum" { (w.money(basket.quote.total)) }
                }
                (order(front, basket))
            }
            form class="checkout-form" method="post" action=(front.to("/checkout")) novalidate {
                (closed(front))
                (changed::notice(front, basket, answers))
                (problems(front, answers))
                (reach(answers))
                (address(front, answers))
                (choices::delivery(basket, answers))
                (choices::payment(front, basket, answers))
                (note(answers))
                (code(front, basket, answers))
                (finish::place(front, basket, answers))
            }
        }
    }
}

/// Nothing can be ordered just now, and that is said before anybody fills in a form.
pub fn closed(front: &Front) -> Markup {
    html! {
        @if !front.open { div class="notice warm" role="status" { (icon("clock")) div { p { (front.words.say(CLOSED)) } } } }
    }
}

fn order(front: &Front, basket: &Basket) -> Markup {
    let w = front.words;
    let lines = basket.lines.iter().zip(&basket.quote.lines).map(|(line, priced)| Mini {
        quantity: line.quantity,
        title: &line.product.title,
        variant: line.variant.name(),
        amount: priced.amount,
        picture: line.product.picture_of(&line.variant),
    });
    html! {
        section class="summary" {
            h2 class="only-wide" { (w.say("your-order")) }
            (sums::minis(front, &lines.collect::<Vec<_>>()))
            (sums::sums(&basket.quote, &w.say("goods"), w))
            p { a href=(front.to("/cart")) { (w.say("change-cart")) } }
        }
    }
}

/// All that needs another look, each with the way to its field. It has the focus when the page comes.
fn problems(front: &Front, answers: &Answers) -> Markup {
    let problems = in_order(&answers.problems, answers.country(front));
    let n = problems.len();
    html! {
        @if n > 0 {
            div class="notice bad" role="alert" id="problems" tabindex="-1" data-focus {
                (icon("triangle"))
                div {
                    h2 { (front.words.tell("things-to-look-at", [("n", n.into())])) }
                    ul {
                        @for (field, sentence) in &problems {
                            li { @if field.is_empty() { (sentence) } @else { a href={ "#" (field) } { (sentence) } } }
                        }
                    }
                }
            }
        }
    }
}

/// In the order of the page: who reads them goes down the page once.
fn in_order(problems: &Problems, country: Country) -> Vec<(&str, &str)> {
    let form = Form::of(country);
    let address: Vec<&str> = form.fields().map(|asked| asked.field.key()).collect();
    let place = |field: &str| match field {
        "" => 0,
        "email" => 1,
        other => address.iter().position(|key| *key == other).map_or(usize::MAX, |at| 2 + at),
    };
    let mut found: Vec<(&str, &str)> = problems.0.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    found.sort_by_key(|(field, _)| place(field));
    found
}

fn reach(answers: &Answers) -> Markup {
    let w = answers.words;
    let (label, hint) = (w.say("email"), w.say("email-hint"));
    let email = Field {
        words: w,
        name: "email",
        label: &label,
        value: answers.typed.get("email"),
        kind: "email",
        hint: &hint,
        error: answers.problems.of("email"),
        autocomplete: "email",
        inputmode: "email",
        required: true,
        ..Field::default()
    };
    html! {
        fieldset class="group" {
            legend { (w.say("where-to-reach")) }
            div class="fields" { (email.show()) }
        }
    }
}

fn address(front: &Front, answers: &Answers) -> Markup {
    let country = answers.country(front);
    let form = Form::of(country);
    html! {
        fieldset class="group" id="address" data-part {
            legend { (front.words.say("where-to-go")) }
            div class="fields" {
                @for row in &form.rows { @for asked in row { (part(front, answers, country, asked, row.len())) } }
            }
            button class="btn quiet full plain" name="step" value="show" formaction=(front.to("/checkout#delivery")) data-refresh {
                (front.words.say("show-delivery-payment"))
            }
        }
    }
}

/// One field of the address, as its country calls it.
fn part(front: &Front, answers: &Answers, country: Country, asked: &Asked, in_row: usize) -> Markup {
    let (name, w) = (asked.field.key(), front.words);
    let label = w.say(asked.label);
    let (value, error) = (answers.typed.get(name), answers.problems.of(name));
    let width = match (in_row, asked.field) {
        (0 | 1, _) => "",
        (2, Part::Postcode) | (3.., _) => "w2",
        (2, _) => "w4",
    };
    let select = |options: &[(&str, &str)], value: &str, please_choose| {
        let autocomplete = asked.autocomplete;
        let label = label.as_str();
        Select { words: w, name, label, options, value, error, autocomplete, refreshes: true, please_choose, width }
            .show()
    };
    if asked.field == Part::Country {
        let countries = delivered_to(&front.settings, w).into_iter().map(|c| (c.code(), w.country(c.code())));
        let countries: Vec<(&str, String)> = countries.collect();
        let options: Vec<(&str, &str)> = countries.iter().map(|(code, name)| (*code, name.as_str())).collect();
        return select(&options, country.code(), false);
    }
    if !asked.options.is_empty() {
        let options: Vec<(&str, &str)> = asked.options.iter().map(|r| (r.code, r.name)).collect();
        return select(&options, value, true);
    }
    Field {
        words: w,
        name,
        label: &label,
        value,
        error,
        warning: answers.warning.as_deref().filter(|_| asked.field == Part::Postcode),
        autocomplete: asked.autocomplete,
        inputmode: if asked.input_mode.as_str() == "text" { "" } else { asked.input_mode.as_str() },
        required: asked.required,
        chars_max: Some(asked.length_max),
        width,
        ..Field::default()
    }
    .show()
}

fn note(answers: &Answers) -> Markup {
    let w = answers.words;
    let (typed, error) = (answers.typed.get("message"), answers.problems.of("message"));
    html! {
        details class="fold" open[!typed.is_empty()] {
            summary { (w.say("note-fold")) }
            div class="field" {
                label for="message" { (w.say("your-note")) }
                textarea class="input" id="message" name="message" rows="3" aria-invalid=[error.map(|_| "true")]
                    aria-describedby=[error.map(|_| "message-error")] { (typed) }
                @if let Some(error) = error { p class="error" id="message-error" { (icon("triangle")) span { (error) } } }
            }
        }
    }
}

fn code(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let (used, w) = (front.cart.code.as_deref().unwrap_or(""), front.words);
    let typed = if answers.typed.has("code") { answers.typed.get("code") } else { used };
    let error = basket.code_trouble.as_ref().map(|saying| w.sentence(saying));
    html! {
        details class="fold" open[!typed.is_empty()] {
            summary { (w.say("have-code")) }
            div class="with-button" {
                div class="field" {
                    label for="code" { (w.say("code")) }
                    input class="input" id="code" name="code" value=(typed) autocomplete="off" autocapitalize="characters"
                        maxlength=(CODE_CHARS_MAX) aria-invalid=[error.as_ref().map(|_| "true")]
                        aria-describedby=[error.as_ref().map(|_| "code-error")];
                }
                button class="btn quiet" name="step" value="code" formaction=(front.to("/checkout#place")) { (w.say("use-code")) }
            }
            @if let Some(error) = error { p class="error" id="code-error" { (icon("triangle")) span { (error) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_listed_in_the_order_of_the_page() {
        let mut problems = Problems::default();
        for field in ["city", "delivery", "email", "name", ""] {
            problems.add(field, "x");
        }
        let fields: Vec<&str> = in_order(&problems, Country::DE).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["", "email", "name", "city", "delivery"]);
    }
}
