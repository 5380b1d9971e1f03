//! Where the picture of an item is fetched from: the shop's address, made whole.

use url::Url;

use super::site;
use crate::letters::cover::Cover;

/// The whole address of an item's picture, if it is one that a page may show: what the shop gave as
/// `https:` or without a scheme, and what is read against the [address of the shop](site::Site),
/// where that is known.
#[must_use]
pub fn cover(address: &str) -> Option<String> {
    whole(address, site::shop())
}

/// What a page's policy has to allow so that covers are shown.
pub(crate) fn cover_sources() -> String {
    let shop = site::shop().filter(|shop| shop.scheme() != "https");
    let here = shop.map(|shop| format!(" {}", shop.origin().ascii_serialization()));
    format!("https:{}", here.unwrap_or_default())
}

fn whole(address: &str, shop: Option<&Url>) -> Option<String> {
    let address = address.trim();
    let url = match Cover::of(address) {
        Cover::Whole => Url::parse(address),
        Cover::WithoutScheme => Url::parse(&format!("https:{address}")),
        Cover::OfTheShop => shop?.join(address),
        Cover::Insecure | Cover::Never => return None,
    };
    let url = url.ok()?;
    // Joining may lead to another host, but never to where a page must not look.
    let is_allowed =
        url.scheme() == "https" || shop.is_some_and(|shop| shop.origin() == url.origin());
    is_allowed.then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_whole_or_not_shown() {
        let shop = Url::parse("https://shop.example/de/").unwrap();
        for (address, at_home, unknown) in [
            (
                "https://a.example/7.jpg",
                Some("https://a.example/7.jpg"),
                true,
            ),
            (
                "//cdn.example/7.jpg",
                Some("https://cdn.example/7.jpg"),
                true,
            ),
            (
                " https://a.example/a b\".jpg ",
                Some("https://a.example/a%20b%22.jpg"),
                true,
            ),
            ("/img/7.jpg", Some("https://shop.example/img/7.jpg"), false),
            (
                "img/7.jpg?a=b&c",
                Some("https://shop.example/de/img/7.jpg?a=b&c"),
                false,
            ),
            (
                "\\\\cdn.example\\7.jpg",
                Some("https://cdn.example/7.jpg"),
                false,
            ),
            ("http://shop.example/7.jpg", None, false),
            ("javascript:alert(1)", None, false),
            ("data:image/png;base64,AAAA", None, false),
        ] {
            assert_eq!(whole(address, Some(&shop)).as_deref(), at_home, "{address}");
            assert_eq!(whole(address, None).is_some(), unknown, "{address}");
        }
    }

    #[test]
    fn a_shop_on_this_machine_needs_no_tls() {
        let shop = Url::parse("http://127.0.0.1:9/").unwrap();
        let of = |address| whole(address, Some(&shop));
        assert_eq!(of("7.png").as_deref(), Some("http://127.0.0.1:9/7.png"));
        assert_eq!(of("\\\\127.0.0.2\\7.png"), None, "another host");
        assert_eq!(of("http://127.0.0.1:9/7.png"), None, "told at its rebuild");
    }
}
