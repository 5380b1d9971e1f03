//! The static files, inside the binary, each named by its content: `style-0123456789abcdef.css`.
//!
//! A name that changes with the content may be cached for ever. The stylesheet is made of two
//! files: the page's own, and the picture's, which stand-alone pictures carry too.

use std::sync::LazyLock;

use crate::address::href;
use crate::picture::{atlas, layered};

/// One static file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// File name with the hash of its content.
    pub name: String,
    /// Media type, with its character set where it is text.
    pub mime: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let css = [
        include_str!("../../static/style.css"),
        layered::STYLE,
        atlas::STYLE,
    ]
    .concat();
    Asset::new("style", "css", "text/css; charset=utf-8", css.as_bytes())
});
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("../../static/cartway.js");
    Asset::new("cartway", "js", "text/javascript; charset=utf-8", bytes)
});
static MAP_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("../../static/map.js");
    Asset::new("map", "js", "text/javascript; charset=utf-8", bytes)
});
static FAVICON: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("../../static/favicon.svg");
    Asset::new("favicon", "svg", "image/svg+xml", bytes)
});
static WORDMARK: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("../../static/wordmark.svg");
    Asset::new("wordmark", "svg", "image/svg+xml", bytes)
});

impl Asset {
    fn new(stem: &str, extension: &str, mime: &'static str, bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes).to_hex();
        let hash = hash.as_str().get(..16).unwrap_or_default();
        Self {
            name: format!("{stem}-{hash}.{extension}"),
            mime,
            bytes: bytes.to_vec(),
        }
    }

    /// The address it is served at.
    #[must_use]
    pub fn href(&self) -> String {
        href::at(&format!("{}{}", href::STATIC, self.name))
    }
}

/// The file of exactly this name, hash included.
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    all().into_iter().find(|asset| asset.name == name)
}

/// All static files.
#[must_use]
pub fn all() -> [&'static Asset; 5] {
    [&STYLE, &SCRIPT, &MAP_SCRIPT, &FAVICON, &WORDMARK].map(|asset| &**asset)
}

/// The stylesheet of every page.
#[must_use]
pub fn style() -> &'static Asset {
    &STYLE
}

/// The script of every page, which adds comfort and nothing that is needed.
#[must_use]
pub fn script() -> &'static Asset {
    &SCRIPT
}

/// The script of the map, which adds comfort and nothing that is needed.
#[must_use]
pub fn map_script() -> &'static Asset {
    &MAP_SCRIPT
}

/// The small picture in a browser's tab; also what `/favicon.ico` may answer.
#[must_use]
pub fn favicon() -> &'static Asset {
    &FAVICON
}

/// Our name, drawn.
#[must_use]
pub fn wordmark() -> &'static Asset {
    &WORDMARK
}

/// The address of the stylesheet.
#[must_use]
pub fn style_href() -> String {
    STYLE.href()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_whole_name_only() {
        let name = style_href().replace(href::STATIC, "");
        assert_eq!(find(&name), Some(style()));
        assert_eq!(find("style.css"), None);
        assert_eq!(find(&name.replace("style", "stile")), None);
    }

    #[test]
    fn a_name_holds_sixteen_digits_of_the_hash() {
        let hash = favicon().name.replace("favicon-", "").replace(".svg", "");
        assert_eq!(hash.len(), 16);
        assert!(blake3::hash(&favicon().bytes).to_hex().starts_with(&hash));
    }

    #[test]
    fn the_stylesheet_loads_nothing_from_elsewhere() {
        let css = String::from_utf8(style().bytes.clone()).expect("CSS is UTF-8");
        assert!(!css.contains("@import") && !css.contains("http"));
    }

    #[test]
    fn the_script_is_small_and_asks_nobody_else() {
        let script = String::from_utf8(script().bytes.clone()).expect("scripts are UTF-8");
        assert!(script.len() <= 8_000, "{} bytes", script.len());
        let addresses = script.matches("http").count();
        assert_eq!(addresses, script.matches("http://www.w3.org/").count());
        assert!(!script.contains("innerHTML") && !script.contains("eval"));
    }

    /// A token's colour in one theme; the dark theme stands second in the stylesheet.
    fn token(css: &str, name: &str, theme: usize) -> [f64; 3] {
        let declared = format!("--{name}:#");
        let mut places = css.split(&declared).skip(1);
        let hex = places.nth(theme).expect("each token has two themes");
        let channel = |place: usize| {
            let digits = &hex[2 * place..2 * place + 2];
            let value = u8::from_str_radix(digits, 16).expect("hex digits");
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        [channel(0), channel(1), channel(2)]
    }

    /// Contrast ratio as WCAG 2.2 defines it.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let luminance = |c: [f64; 3]| 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] + 0.05;
        let (a, b) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    #[test]
    fn letters_stand_out_from_their_ground_in_both_themes() {
        let css = include_str!("../../static/style.css");
        for theme in [0, 1] {
            for ground in ["paper", "card", "sunk", "notice"] {
                for ink in ["ink", "muted", "link", "link-deep", "best"] {
                    let ratio = contrast(token(css, ink, theme), token(css, ground, theme));
                    assert!(ratio >= 4.5, "{ink} on {ground}, theme {theme}: {ratio:.2}");
                }
            }
            for ground in ["link", "link-deep"] {
                let ratio = contrast(token(css, "on-link", theme), token(css, ground, theme));
                assert!(
                    ratio >= 4.5,
                    "on-link on {ground}, theme {theme}: {ratio:.2}"
                );
            }
        }
    }
}
