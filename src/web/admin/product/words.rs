//! Descriptions as a person types them: plain paragraphs, or a little HTML for those who want it.

/// Paragraphs as plain text when they are nothing else; anything richer stays HTML.
pub fn to_type(html: &str) -> String {
    let text = html.replace("<p>", "").replace("</p>", "\n\n").replace("<br>", "\n");
    if text.contains('<') {
        return html.to_owned();
    }
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.trim().to_owned()
}

/// HTML of what was typed; it is not safe yet (`catalog::clean`).
pub fn from_typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if is_html(&text) {
        return text;
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = escaped.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    paragraphs.map(|p| format!("<p>{}</p>", p.replace('\n', "<br>"))).collect()
}

/// Is there a tag in it? "5 < 6" is none.
fn is_html(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && after.contains('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paragraphs_go_there_and_back() {
        for (typed, html) in [
            ("One.\n\nTwo,\nbroken.", "<p>One.</p><p>Two,<br>broken.</p>"),
            ("Salt & pepper, 5 < 6", "<p>Salt &amp; pepper, 5 &lt; 6</p>"),
            ("", ""),
        ] {
            assert_eq!(from_typed(typed), html);
            assert_eq!(to_type(html), typed);
        }
        assert_eq!(from_typed("a\r\n\r\nb"), "<p>a</p><p>b</p>");
        let rich = "<p>A <em>fine</em> mug</p>";
        assert_eq!((to_type(rich), from_typed(rich)), (rich.to_owned(), rich.to_owned()));
    }
}
