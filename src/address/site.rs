//! Where this program's pages stand in the web, and where the shop is whose items they show.
//!
//! Decided once in the life of a program, when its server starts: every address it prints depends
//! on it, in pages, pictures and bodies alike. Until then, and in commands that serve nothing,
//! addresses begin at the root.

use std::sync::OnceLock;

use url::Url;

static SITE: OnceLock<Site> = OnceLock::new();

/// What a proxy and a shop decide about addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// What stands before our own paths, as visitors see them: `/paths`, without a slash at its
    /// end. Empty where they begin at the root.
    pub base_path: String,
    /// The shop's own address, against which what is not a whole address of a picture is read.
    pub shop: Option<Url>,
}

/// Another server of this program stands somewhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "another server of this program has another base path or shop; a program has one of each, so \
     start a second program"
)]
pub struct SiteTaken;

/// Decides where the pages of this program stand.
///
/// # Errors
/// It was decided otherwise before.
pub fn settle(site: Site) -> Result<(), SiteTaken> {
    if *SITE.get_or_init(|| site.clone()) == site {
        Ok(())
    } else {
        Err(SiteTaken)
    }
}

/// The shop's own address.
pub(crate) fn shop() -> Option<&'static Url> {
    SITE.get()?.shop.as_ref()
}

/// An address of ours as visitors write it; `inside` is its path and query from our own root.
pub(crate) fn placed(inside: impl Into<String>) -> String {
    let inside = inside.into();
    match base_path() {
        "" => inside,
        base => format!("{base}{inside}"),
    }
}

/// A path as visitors write it, or as a proxy left it that took the base path off, from our own
/// root.
pub(crate) fn inside(path: &str) -> &str {
    without_base(path, base_path())
}

/// What stands before our own paths; empty where they begin at the root.
pub(crate) fn base_path() -> &'static str {
    SITE.get().map_or("", |site| &site.base_path)
}

/// A base path as an operator writes it, with or without a slash at its end.
///
/// # Errors
/// Why it is none, in a sentence; `own` are the first parts of our own addresses, which a base path
/// cannot be told from where a proxy takes it off.
pub(crate) fn base_path_from(text: &str, own: &[&str]) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let mut parts = text.split('/');
    if parts.next() != Some("") {
        return Err("a base path begins with a slash, as in /paths".to_owned());
    }
    let mut first = None;
    for part in parts {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if matches!(part, "" | "." | "..") || !part.bytes().all(is_plain) {
            let rule = "a base path is made of letters, digits and -._~ between slashes";
            return Err(format!("{rule}, as in /shop/paths"));
        }
        first.get_or_insert(part);
    }
    match first {
        Some(first) if own.contains(&first) => Err(format!(
            "/{first} is an address inside this server; choose another base path, as in /paths"
        )),
        _ => Ok(text.to_owned()),
    }
}

fn without_base<'p>(path: &'p str, base: &str) -> &'p str {
    match path.strip_prefix(base) {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_with_and_without_what_a_proxy_takes_off() {
        for (path, inside) in [
            ("/paths/about", "/about"),
            ("/about", "/about"),
            ("/paths", "/"),
            ("/paths/", "/"),
            ("/", "/"),
            ("/pathsabout", "/pathsabout"),
            ("/paths/items/%2Fpaths%2Fa", "/items/%2Fpaths%2Fa"),
            ("/items/paths/a", "/items/paths/a"),
        ] {
            assert_eq!(without_base(path, "/paths"), inside, "{path}");
            assert_eq!(without_base(inside, ""), inside);
        }
    }

    #[test]
    fn a_base_path_is_plain_and_none_of_our_own_addresses() {
        let read = |text| base_path_from(text, &["items", "v1"]);
        assert_eq!(read(""), Ok(String::new()));
        assert_eq!(read("/"), Ok(String::new()));
        assert_eq!(read("/paths/"), Ok("/paths".to_owned()));
        assert_eq!(read("/a/b-c.d_e~f"), Ok("/a/b-c.d_e~f".to_owned()));
        assert_eq!(read("/shop/items"), Ok("/shop/items".to_owned()));
        for wrong in [
            "paths", "//a", "/a//b", "/../a", "/a/.", "/a b", "/a?b", "/a\"", "/ü", "/items",
            "/v1/x",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn where_pages_stand_is_decided_once() {
        // Every other test of this program serves at the root, too.
        assert_eq!(settle(Site::default()), Ok(()));
        let elsewhere = Site {
            base_path: "/elsewhere".to_owned(),
            ..Site::default()
        };
        assert_eq!(settle(elsewhere), Err(SiteTaken));
        assert_eq!(placed("/about"), "/about");
    }
}
