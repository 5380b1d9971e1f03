//! Templates printed as text that HTML and XML can hold.
//!
//! The one place every page and picture goes through on its way out. What an id, a query or an
//! older generation holds is not looked at before; knows letters only, nothing of what is printed.

use askama::Template;

use super::kind::is_forbidden_in_markup;

/// Prints a template: the one way a page or a picture leaves. What neither HTML nor XML may hold, even escaped, becomes U+FFFD: control
/// characters but for tabs and line breaks, and what is no character.
///
/// # Errors
/// Whatever askama reports; with the templates of this house, nothing.
pub fn render(template: &impl Template) -> Result<String, askama::Error> {
    let text = template.render()?;
    Ok(if text.contains(is_forbidden_in_markup) {
        text.replace(is_forbidden_in_markup, "\u{FFFD}")
    } else {
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Template)]
    #[template(source = "<p>\t{{ text }}\n</p>", ext = "html")]
    struct Page<'a> {
        text: &'a str,
    }

    #[test]
    fn what_markup_cannot_hold_is_marked() {
        let render = |text| render(&Page { text }).expect("prints");
        assert_eq!(render("a · b"), "<p>\ta · b\n</p>");
        assert_eq!(
            render("\0\r\u{1b}[m\u{7f}\u{80}\u{9f}\u{FFFE}<"),
            "<p>\t\u{FFFD}\u{FFFD}\u{FFFD}[m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#60;\n</p>"
        );
    }
}
