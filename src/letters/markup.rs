//! Templates printed as text that HTML and XML can hold.
//!
//! The one place every page and picture goes through on its way out. What an id, a query or an
//! older generation holds is not looked at before; knows letters only, nothing of what is printed.

use askama::Template;

use super::kind::{is_forbidden_in_markup, may_begin_forbidden};

/// Prints a template: the one way a page or a picture leaves. What neither HTML nor XML may hold, even escaped, becomes U+FFFD: control
/// characters but for tabs and line breaks, and what is no character.
///
/// # Errors
/// Whatever askama reports; with the templates of this house, nothing.
pub fn render(template: &impl Template) -> Result<String, askama::Error> {
    let text = template.render()?;
    Ok(if holds_forbidden(&text) {
        text.replace(is_forbidden_in_markup, "\u{FFFD}")
    } else {
        text
    })
}

/// Bytes of a text that are looked at together.
const STRIDE: usize = 64;

/// Whether a text holds what markup may not. Hardly a byte of a page is suspect, so whole strides of
/// them are passed over at once.
fn holds_forbidden(text: &str) -> bool {
    let strides = text.as_bytes().chunks(STRIDE).enumerate();
    let is_suspect = |stride: &[u8]| {
        let bytes = stride.iter();
        bytes.fold(false, |suspect, byte| suspect | may_begin_forbidden(*byte))
    };
    let suspects = strides.filter(|(_, stride)| is_suspect(stride));
    let mut places = suspects.flat_map(|(place, stride)| {
        let bytes = (place * STRIDE..).zip(stride);
        bytes.filter_map(|(at, byte)| may_begin_forbidden(*byte).then_some(at))
    });
    places.any(|at| {
        let rest = text.get(at..);
        rest.is_some_and(|rest| rest.starts_with(is_forbidden_in_markup))
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
        for before in [0, 55, 56, 57, 58, 59, 60, 61, 200] {
            let before = "é".repeat(before);
            for (text, is_marked) in [("\u{85}", true), ("\u{FFFF}", true), ("\u{A0}ﾟ", false)] {
                let text = &format!("{before}{text}");
                let page = super::render(&Page { text }).expect("prints");
                assert_eq!(
                    page.contains('\u{FFFD}'),
                    is_marked,
                    "{text:?} after {before}"
                );
            }
        }
        assert_eq!(
            render("\0\r\u{1b}[m\u{7f}\u{80}\u{9f}\u{FFFE}<"),
            "<p>\t\u{FFFD}\u{FFFD}\u{FFFD}[m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#60;\n</p>"
        );
    }
}
