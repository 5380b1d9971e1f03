//! The options of a server.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use url::{Host, Url};

use super::bind::Bind;
use super::client::{Proxies, ProxyHeaders, Trusted};
use super::guarded::Times;
use crate::address::href::FIRST_PARTS;
use crate::address::site::{self, Site};

/// Workers there can be.
pub(super) const MOST_WORKERS: usize = 512;
/// Megabytes of answers that are usually kept: some thousand of them.
const ANSWER_CACHE: u32 = 32;
/// And the most that can be: a terabyte.
const MOST_ANSWER_CACHE: i64 = 1024 * 1024;
/// The longest time that an option can give, in seconds: a day.
const LONGEST: u64 = 86_400;
/// Seconds whose requests may come at once, where the operator does not say: a page with all that it
/// loads, and what is typed in a search box.
const USUAL_BURST: NonZeroU32 = NonZeroU32::new(10).expect("ten");

/// What an operator may choose on the command line.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub struct Options {
    /// Address, name (localhost:8080) or socket (unix:/run/cartway/http.sock) to listen at; port 0
    /// takes any free one, and who may write to a socket is believed like a trusted proxy
    #[arg(
        long,
        env = "CARTWAY_BIND",
        default_value = "127.0.0.1:8080",
        value_delimiter = ',',
        value_name = "ADDR"
    )]
    pub bind: Vec<Bind>,
    /// Address, name or socket for operators, with a thread of its own: `/metrics`, which is then not at the others,
    /// `/healthz`, `/readyz`, and `/generations`, from where replicas pull
    #[arg(long, env = "CARTWAY_ADMIN_BIND", value_name = "ADDR")]
    pub admin_bind: Option<Bind>,
    /// Threads that talk to clients, at most 512 [default: one a core]
    #[arg(long, env = "CARTWAY_WORKERS", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_WORKERS as i64))]
    pub workers: Option<u16>,
    /// Seconds that requests under way get to finish when the server is stopped
    #[arg(
        long,
        env = "CARTWAY_SHUTDOWN_TIMEOUT",
        default_value_t = 30,
        value_name = "SECONDS",
        value_parser = clap::value_parser!(u64).range(..=LONGEST)
    )]
    pub shutdown_timeout: u64,
    /// Searches at the same time, and as many small questions beside them [default: four a core]; a
    /// client gets half of them at most, and who waits for seconds is sent away
    #[arg(long, env = "CARTWAY_MAX_SEARCHES", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_searches: Option<u16>,
    /// Megabytes of answers that are kept for whoever asks the same next; 0 for none
    #[arg(long, env = "CARTWAY_ANSWER_CACHE", value_name = "MB", default_value_t = ANSWER_CACHE, value_parser = clap::value_parser!(u32).range(..=MOST_ANSWER_CACHE))]
    pub answer_cache: u32,
    /// Requests a client may send in a second; more are answered with 429 [default: no limit]
    #[arg(long, env = "CARTWAY_RATE_LIMIT", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub rate_limit: Option<u32>,
    /// Requests a client may send at once, where it sent fewer before [default: those of ten
    /// seconds]
    #[arg(long, env = "CARTWAY_RATE_BURST", value_name = "N", requires = "rate_limit", value_parser = clap::value_parser!(u32).range(1..))]
    pub rate_burst: Option<u32>,
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
    /// Address or network of a proxy in front, whose word on who its clients are is believed;
    /// without one no such word is
    #[arg(
        long,
        env = "CARTWAY_TRUST_PROXY",
        value_delimiter = ',',
        value_name = "ADDR|NETWORK"
    )]
    pub trust_proxy: Vec<Trusted>,
    /// Headers that the trusted proxies write; others are passed over
    #[arg(
        long,
        env = "CARTWAY_PROXY_HEADERS",
        value_enum,
        default_value_t,
        value_name = "WHICH"
    )]
    pub proxy_headers: ProxyHeaders,
    /// How many connections there may be, and how long clients may take.
    #[command(flatten)]
    pub limits: LimitOptions,
}

/// Where visitors find a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Scheme and host, without a slash at the end; may be empty.
    pub origin: String,
    /// What stands before our own paths, without a slash at the end; may be empty.
    pub base_path: String,
}

/// How many connections there may be, and how long clients may take.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub struct LimitOptions {
    /// Connections at the same time [default: as many as files may be open, at most 16384]; more
    /// are refused
    #[arg(long, env = "CARTWAY_MAX_CONNECTIONS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections: Option<u32>,
    /// Connections of one client, an address or the 64 first bits of one of IPv6, at the same time;
    /// trusted proxies and this machine may have more
    #[arg(long, env = "CARTWAY_MAX_CONNECTIONS_PER_CLIENT", value_name = "N", default_value_t = Limits::USUAL.connections_of_one as u32, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections_per_client: u32,
    /// Seconds within which the head of a request must come
    #[arg(long, env = "CARTWAY_HEAD_TIMEOUT", value_name = "SECONDS", default_value_t = Times::USUAL.head.as_secs(), value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    pub head_timeout: u64,
    /// Seconds within which the body of a request must come
    #[arg(long, env = "CARTWAY_BODY_TIMEOUT", value_name = "SECONDS", default_value_t = Times::USUAL.body.as_secs(), value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    pub body_timeout: u64,
    /// Seconds within which a client must take some more of an answer
    #[arg(long, env = "CARTWAY_SEND_TIMEOUT", value_name = "SECONDS", default_value_t = Times::USUAL.send.as_secs(), value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    pub send_timeout: u64,
}

/// How many connections there may be, and how long clients may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections at the same time; `None` for as many as files may be open.
    pub connections: Option<usize>,
    /// Connections of one client at the same time.
    pub connections_of_one: usize,
    /// How long a client may take.
    pub times: Times,
}

impl Limits {
    /// What is usual.
    pub const USUAL: Self = Self {
        connections: None,
        connections_of_one: 256,
        times: Times::USUAL,
    };
}

impl From<LimitOptions> for Limits {
    fn from(options: LimitOptions) -> Self {
        Self {
            connections: options.max_connections.map(|most| most as usize),
            connections_of_one: options.max_connections_per_client as usize,
            times: Times {
                head: Duration::from_secs(options.head_timeout),
                body: Duration::from_secs(options.body_timeout),
                send: Duration::from_secs(options.send_timeout),
            },
        }
    }
}

impl Options {
    /// The limit these name, if they do.
    fn rate(&self) -> Option<RateLimit> {
        let a_second = NonZeroU32::new(self.rate_limit?)?;
        let burst = self.rate_burst.and_then(NonZeroU32::new);
        Some(RateLimit {
            a_second,
            burst: burst.unwrap_or_else(|| a_second.saturating_mul(USUAL_BURST)),
        })
    }
}

/// How many requests a client may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// By how many a second its allowance fills up.
    pub a_second: NonZeroU32,
    /// How large its allowance is: the requests it may send at once.
    pub burst: NonZeroU32,
}

/// Everything a server needs to know beside its explorer.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Where to listen.
    pub bind: Vec<Bind>,
    /// Where operators are answered; without it the metrics are at all addresses.
    pub admin_bind: Option<Bind>,
    /// Threads that talk to clients; `None` for one a core.
    pub workers: Option<usize>,
    /// How long requests under way get to finish when the server is stopped, in whole seconds.
    pub shutdown_timeout: Duration,
    /// Searches at the same time, and small questions at the same time.
    pub max_searches: usize,
    /// Bytes of answers that are kept for whoever asks the same next; 0 for none.
    pub answer_cache: u64,
    /// How many requests a client may send, if there is a limit.
    pub rate: Option<RateLimit>,
    /// Name of the catalogue; may be empty.
    pub catalogue_name: String,
    /// Scheme and host visitors use, without a slash at the end; may be empty.
    pub origin: String,
    /// Whose word on clients is believed.
    pub proxies: Proxies,
    /// How many connections there may be, and how long clients may take.
    pub limits: Limits,
    /// Lines of the log that could not be written, if somebody counts them.
    pub lines_lost: Arc<AtomicU64>,
    /// Where the pages stand, and where the shop is.
    pub site: Site,
    /// Ids of the pairs on the start page. Empty: good pairs are chosen by chance.
    pub featured: Vec<(String, String)>,
    /// How often the folder is looked at for a new generation.
    pub poll: Duration,
}

impl Default for ServerSettings {
    /// What is usual, of a server that listens nowhere yet.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            bind: Vec::new(),
            admin_bind: None,
            workers: None,
            shutdown_timeout: Duration::from_secs(30),
            max_searches: 4 * cores,
            answer_cache: megabytes(ANSWER_CACHE),
            rate: None,
            catalogue_name: String::new(),
            origin: String::new(),
            proxies: Proxies::default(),
            limits: Limits::USUAL,
            lines_lost: Arc::default(),
            site: Site::default(),
            featured: Vec::new(),
            poll: Duration::from_millis(500),
        }
    }
}

impl From<Options> for ServerSettings {
    fn from(options: Options) -> Self {
        let usual = Self::default();
        Self {
            rate: options.rate(),
            bind: options.bind,
            admin_bind: options.admin_bind,
            workers: options.workers.map(usize::from),
            shutdown_timeout: Duration::from_secs(options.shutdown_timeout),
            max_searches: options.max_searches.map_or(usual.max_searches, usize::from),
            answer_cache: megabytes(options.answer_cache),
            catalogue_name: options.name,
            proxies: Proxies {
                trusted: options.trust_proxy,
                headers: options.proxy_headers,
            },
            limits: options.limits.into(),
            origin: options.origin.origin,
            site: Site {
                base_path: if options.base_path.is_empty() {
                    options.origin.base_path
                } else {
                    options.base_path
                },
                shop: options.shop_url,
            },
            ..usual
        }
    }
}

/// So many megabytes, in bytes.
fn megabytes(count: u32) -> u64 {
    u64::from(count) * 1024 * 1024
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
            "--workers=513",
            "--shutdown-timeout=18446744073709551615",
            "--head-timeout=0",
            "--max-connections=0",
            "--trust-proxy=proxy.example",
            "--max-searches=0",
            "--answer-cache=-1",
            "--answer-cache=1048577",
            "--rate-limit=0",
            "--rate-burst=5",
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
    fn a_limit_allows_what_is_sent_in_ten_seconds_at_once() {
        let rate = |line: &str| {
            let settings = ServerSettings::from(Line::parse_from(line.split(' ')).options);
            let rate = settings.rate?;
            Some((rate.a_second.get(), rate.burst.get()))
        };
        assert_eq!(rate("serve"), None);
        assert_eq!(rate("serve --rate-limit 5"), Some((5, 50)));
        assert_eq!(rate("serve --rate-limit 5 --rate-burst 7"), Some((5, 7)));
        let most = u32::MAX;
        let line = format!("serve --rate-limit {most}");
        assert_eq!(rate(&line), Some((most, most)));
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
