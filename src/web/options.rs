//! The options of a server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use super::client::{Proxies, ProxyHeaders, Trusted};
use super::guarded::Times;

/// Workers there can be.
pub(super) const MOST_WORKERS: usize = 512;
/// The longest time that an option can give, in seconds: a day.
const LONGEST: u64 = 86_400;

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
    /// Address for operators, with a thread of its own: `/metrics`, which is then not at the others,
    /// `/healthz` and `/readyz`
    #[arg(long, env = "CARTWAY_ADMIN_BIND", value_name = "ADDR")]
    pub admin_bind: Option<SocketAddr>,
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
    /// Where visitors find this server, for complete addresses, as in `https://paths.shop.example`
    #[arg(long, env = "CARTWAY_ORIGIN", default_value = "", hide_default_value = true, value_name = "URL", value_parser = origin)]
    pub origin: String,
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

/// Everything a server needs to know beside its explorer.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Addresses to listen at.
    pub bind: Vec<SocketAddr>,
    /// Address for operators; without one the metrics are at all addresses.
    pub admin_bind: Option<SocketAddr>,
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
    /// Whose word on clients is believed.
    pub proxies: Proxies,
    /// How many connections there may be, and how long clients may take.
    pub limits: Limits,
    /// Lines of the log that could not be written, if somebody counts them.
    pub lines_lost: Arc<AtomicU64>,
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
            admin_bind: options.admin_bind,
            workers: options.workers.map(usize::from),
            shutdown_timeout: Duration::from_secs(options.shutdown_timeout),
            max_searches: options
                .max_searches
                .map_or_else(|| 4 * cores(), usize::from),
            catalogue_name: options.name,
            origin: options.origin,
            proxies: Proxies {
                trusted: options.trust_proxy,
                headers: options.proxy_headers,
            },
            limits: options.limits.into(),
            lines_lost: Arc::default(),
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
            "--origin=x",
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
}
