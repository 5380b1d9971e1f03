//! The options of a server.

use std::net::SocketAddr;
use std::time::Duration;

use url::{Host, Url};

use crate::address::href::FIRST_PARTS;
use crate::address::site::{self, Site};

/// What an operator may choose on the command line.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub struct Options {
    /// Address to listen at; port 0 takes any free one
    #[arg(
        long,
        env = "CARTWAY_BIND",
        default_value = "127.0.0.1:8080",
        value_delimiter = ',',
        value_name = "ADDR"
    )]
    pub bind: Vec<SocketAddr>,
    /// Threads that talk to clients [default: one a core]
    #[arg(long, env = "CARTWAY_WORKERS", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub workers: Option<u16>,
    /// Seconds that requests under way get to finish when the server is stopped
    #[arg(
        long,
        env = "CARTWAY_SHUTDOWN_TIMEOUT",
        default_value_t = 30,
        value_name = "SECONDS"
    )]
    pub shutdown_timeout: u64,
    /// Questions answered at the same time [default: four a core]; more than these wait a second
    /// and are then sent away
    #[arg(long, env = "CARTWAY_MAX_SEARCHES", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_searches: Option<u16>,
    /// Name of the catalogue, at the top of every page
    #[arg(
        long,
        env = "CARTWAY_NAME",
        default_value = "",
        hide_default_value = true,
        value_name = "TEXT"
    )]
    pub name: String,
    /// Where visitors find this server, for complete addresses, as in `https://paths.shop.example`;
    /// a path after the host is a base path
    #[arg(long, env = "CARTWAY_ORIGIN", default_value = "", hide_default_value = true, value_name = "URL", value_parser = whereabouts)]
    pub origin: Whereabouts,
    /// Path under which visitors find the pages, where this server is a part of another site, as in
    /// `/paths`; a proxy may send it on or take it off
    #[arg(long, env = "CARTWAY_BASE_PATH", default_value = "", hide_default_value = true, value_name = "PATH", value_parser = base_path)]
    pub base_path: String,
    /// Address of the shop, where pictures of items are found whose own address has no host, as in
    /// `https://shop.example/`
    #[arg(long, env = "CARTWAY_SHOP_URL", value_name = "URL", value_parser = shop_url)]
    pub shop_url: Option<Url>,
}

/// Where visitors find a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Scheme and host, without a slash at the end; may be empty.
    pub origin: String,
    /// What stands before our own paths, without a slash at the end; may be empty.
    pub base_path: String,
}

/// Everything a server needs to know beside its explorer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerSettings {
    /// Addresses to listen at.
    pub bind: Vec<SocketAddr>,
    /// Threads that talk to clients; `None` for one a core.
    pub workers: Option<usize>,
    /// How long requests under way get to finish when the server is stopped, in whole seconds.
    pub shutdown_timeout: Duration,
    /// Questions answered at the same time.
    pub max_searches: usize,
    /// Name of the catalogue; may be empty.
    pub catalogue_name: String,
    /// Scheme and host visitors use, without a slash at the end; may be empty.
    pub origin: String,
    /// Where the pages stand, and where the shop is.
    pub site: Site,
    /// Ids of the pairs on the start page. Empty: good pairs are chosen by chance.
    pub featured: Vec<(String, String)>,
    /// How often the folder is looked at for a new generation.
    pub poll: Duration,
}

impl From<Options> for ServerSettings {
    fn from(options: Options) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            bind: options.bind,
            workers: options.workers.map(usize::from),
            shutdown_timeout: Duration::from_secs(options.shutdown_timeout),
            max_searches: options
                .max_searches
                .map_or_else(|| 4 * cores(), usize::from),
            catalogue_name: options.name,
            origin: options.origin.origin,
            site: Site {
                base_path: if options.base_path.is_empty() {
                    options.origin.base_path
                } else {
                    options.base_path
                },
                shop: options.shop_url,
            },
            featured: Vec::new(),
            poll: Duration::from_millis(500),
        }
    }
}

/// An origin: scheme and host, nothing after them.
pub(super) fn origin(text: &str) -> Result<String, String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte))
    };
    if text.is_empty() || host.is_some_and(is_host) {
        Ok(text.to_owned())
    } else {
        Err("an origin is a scheme and a host only, as in https://paths.shop.example".to_owned())
    }
}

/// An origin with what may stand behind it, a base path.
fn whereabouts(text: &str) -> Result<Whereabouts, String> {
    let host = text.find("://").map_or(0, |end| end + "://".len());
    let path = text[host..]
        .find('/')
        .map_or(text.len(), |slash| host + slash);
    Ok(Whereabouts {
        origin: origin(&text[..path])?,
        base_path: base_path(&text[path..])?,
    })
}

fn base_path(text: &str) -> Result<String, String> {
    site::base_path_from(text, &FIRST_PARTS)
}

/// The address of the shop. A page that came over TLS may show no picture that did not, so it is
/// `https:`; but a shop on this very machine, as one has it for a trial, needs no TLS.
fn shop_url(text: &str) -> Result<Url, String> {
    let said =
        "the address of a shop is whole and begins with https://, as in https://shop.example/";
    let url = Url::parse(text).map_err(|error| format!("{said} ({error})"))?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && is_here) {
        Ok(url)
    } else {
        Err(said.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    #[test]
    fn an_operator_need_not_say_anything() {
        let settings = ServerSettings::from(Line::parse_from(["serve"]).options);
        assert_eq!(settings.bind, ["127.0.0.1:8080".parse().unwrap()]);
        assert!(settings.max_searches >= 4);
        assert_eq!(settings.shutdown_timeout, Duration::from_secs(30));
        let noticed = 2 * settings.poll;
        assert!(
            noticed <= Duration::from_secs(1),
            "also where a look takes as long"
        );
    }

    #[test]
    fn what_an_operator_says_is_heard() {
        let line = "serve --bind 127.0.0.1:0,[::1]:0 --workers 3 --max-searches 1 --name Books";
        let settings = ServerSettings::from(Line::parse_from(line.split(' ')).options);
        assert_eq!(settings.bind.len(), 2);
        assert_eq!((settings.workers, settings.max_searches), (Some(3), 1));
        assert_eq!(settings.catalogue_name, "Books");
        for wrong in [
            "--bind=8080",
            "--workers=0",
            "--max-searches=0",
            "--origin=x",
            "--origin=https://shop.example/items",
            "--base-path=paths",
            "--shop-url=/",
            "--shop-url=http://shop.example/",
            "--shop-url=ftp://shop.example/",
        ] {
            assert!(Line::try_parse_from(["serve", wrong]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_origin_is_scheme_and_host_only() {
        assert_eq!(
            origin("https://shop.example/"),
            Ok("https://shop.example".into())
        );
        assert_eq!(origin("http://[::1]:8080"), Ok("http://[::1]:8080".into()));
        assert_eq!(origin(""), Ok(String::new()));
        for bad in [
            "shop.example",
            "https://",
            "https://shop.example/x",
            "ftp://x",
            "https://a\"b",
        ] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_server_under_a_path_is_told_so_by_either_option() {
        let of = |line: &[&str]| {
            let options = Line::parse_from([&["serve"], line].concat()).options;
            let settings = ServerSettings::from(options);
            (settings.origin, settings.site.base_path)
        };
        let both = ("https://shop.example".to_owned(), "/paths".to_owned());
        assert_eq!(of(&["--origin=https://shop.example/paths/"]), both);
        assert_eq!(
            of(&["--origin=https://shop.example", "--base-path=/paths"]),
            both
        );
        assert_eq!(
            of(&["--origin=https://shop.example/a", "--base-path=/paths"]),
            both
        );
        assert_eq!(of(&["--base-path=/"]), (String::new(), String::new()));
    }

    #[test]
    fn a_shop_is_found_over_tls_or_on_this_machine() {
        for good in [
            "https://shop.example/",
            "http://127.0.0.1:9/",
            "http://localhost",
            "http://[::1]:1/",
        ] {
            assert!(shop_url(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "shop.example",
            "http://shop.example",
            "javascript:alert(1)",
        ] {
            assert!(shop_url(bad).is_err(), "{bad}");
        }
    }
}
