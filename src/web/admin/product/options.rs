//! Options as a name and what can be chosen, parted by commas; the button makes the variants from them.

use super::{answer, fill, load};
use crate::app::variants;
use crate::domain::catalog::{OPTIONS_MAX, Product, ProductOption};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::extract::{Form, Path};
use axum::response::Response;
use maud::{Markup, html};

pub async fn make(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    let done = variants::make(desk.app(), &desk.by(), product.id, read(&typed)).await;
    answer(
        &desk,
        &product,
        fill::typed(&product, typed),
        done,
        "The variants are made. Look at their prices and stock.",
    )
}

/// Rows without a name and without values are left out.
fn read(typed: &Typed) -> Vec<ProductOption> {
    let row = |i: usize| {
        let name = typed.get(&format!("option-{i}")).trim().to_owned();
        let mut values: Vec<String> = Vec::new();
        for value in typed.get(&format!("values-{i}")).split(',').map(str::trim).filter(|v| !v.is_empty()) {
            if !values.iter().any(|v| v == value) {
                values.push(value.to_owned());
            }
        }
        ProductOption { name, values }
    };
    (0..OPTIONS_MAX).map(row).filter(|o| !o.name.is_empty() || !o.values.is_empty()).collect()
}

pub fn panel(product: &Product, f: &Fields<'_>) -> Markup {
    let unfolded = f.wrong.of("options").is_some();
    html! {
        details.panel.fold id="options" open[unfolded] {
            summary { "Options, such as size or colour" }
            form.stack method="post" action={ "/admin/products/" (product.id) "/options" } {
                p.small.soft { "What can be chosen is parted by commas: Oat, Rust, Moss. Variants that stay keep their price, number and stock." }
                div.fields {
                    @for i in 0..OPTIONS_MAX {
                        @let (name, values) = (format!("option-{i}"), format!("values-{i}"));
                        (f.input(Input { name: &name, label: &format!("Option {}", i + 1), width: "w2", ..Input::text("", "") }))
                        (f.input(Input { name: &values, label: "Can be chosen", width: "w4", ..Input::text("", "") }))
                    }
                }
                (f.error("options"))
                button.btn.quiet { "Make variants" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_typed() {
        let typed = [("option-0", " Glaze "), ("values-0", "Oat, Rust,, Oat"), ("option-2", "Size"), ("values-2", "")];
        let read = read(&Typed(typed.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()));
        let shown: Vec<String> = read.iter().map(|o| format!("{}: {}", o.name, o.values.join("|"))).collect();
        assert_eq!(shown, ["Glaze: Oat|Rust", "Size: "]);
    }
}
