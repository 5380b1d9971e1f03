//! What the address of an item's picture is, by its letters: the rule for which of them a page may
//! show, said once for those who import, those who rebuild and those who print.

use url::{ParseError, Url};

/// The address of an item's picture, as a shop writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// `https://...`: shown as it is.
    Whole,
    /// `//cdn.example/...`: shown over TLS.
    WithoutScheme,
    /// `/img/7.jpg`, `7.jpg`: shown where it is known where the shop is.
    OfTheShop,
    /// `http://...`: browsers block it on a page that came over TLS, so it is not shown.
    Insecure,
    /// `javascript:`, `data:`, `ftp:` and whatever else: never shown.
    Never,
}

impl Cover {
    /// What an address is.
    #[must_use]
    pub fn of(address: &str) -> Self {
        if address.chars().any(char::is_control) {
            return Self::Never;
        }
        match Url::parse(address) {
            Ok(url) => match url.scheme() {
                "https" => Self::Whole,
                "http" => Self::Insecure,
                _ => Self::Never,
            },
            Err(ParseError::RelativeUrlWithoutBase) if is_blank(address) => Self::Never,
            Err(ParseError::RelativeUrlWithoutBase) if address.starts_with("//") => {
                Self::WithoutScheme
            }
            Err(ParseError::RelativeUrlWithoutBase) => Self::OfTheShop,
            Err(_) => Self::Never,
        }
    }
}

fn is_blank(address: &str) -> bool {
    address.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_by_its_letters_whether_a_page_may_show_it() {
        for (address, cover) in [
            ("https://shop.example/7.jpg", Cover::Whole),
            ("HTTPS://shop.example/ü 7.jpg", Cover::Whole),
            ("//cdn.example/7.jpg?w=300", Cover::WithoutScheme),
            ("/img/7.jpg", Cover::OfTheShop),
            ("img/7.jpg", Cover::OfTheShop),
            ("../7 b.jpg", Cover::OfTheShop),
            ("7.jpg", Cover::OfTheShop),
            ("http://shop.example/7.jpg", Cover::Insecure),
            ("javascript:alert(1)", Cover::Never),
            ("JaVaScript:alert(1)", Cover::Never),
            ("java\tscript:alert(1)", Cover::Never),
            ("data:image/png;base64,AAAA", Cover::Never),
            ("blob:https://a/b", Cover::Never),
            ("ftp://shop.example/7.jpg", Cover::Never),
            ("C:\\img\\7.jpg", Cover::Never),
            ("https://", Cover::Never),
            ("", Cover::Never),
            ("  ", Cover::Never),
        ] {
            assert_eq!(Cover::of(address), cover, "{address:?}");
        }
    }
}
