//! The static files, inside the binary, each named by its content: `style-0123456789abcdef.css`.
//!
//! A name that changes with the content may be cached for ever. The stylesheet is made of two
//! files: the page's own, and the picture's, which stand-alone pictures carry too.

use std::sync::LazyLock;

use super::picture;

/// The folder static files are served from.
pub const FOLDER: &str = "/static/";

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
    let css = [include_str!("../../static/style.css"), picture::STYLE].concat();
    Asset::new("style", "css", "text/css; charset=utf-8", css.as_bytes())
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
        format!("{FOLDER}{}", self.name)
    }
}

/// The file of exactly this name, hash included.
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    [&STYLE, &FAVICON, &WORDMARK]
        .into_iter()
        .map(|asset| &**asset)
        .find(|asset| asset.name == name)
}

/// The stylesheet of every page.
#[must_use]
pub fn style() -> &'static Asset {
    &STYLE
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
        let name = style_href().replace(FOLDER, "");
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
}
