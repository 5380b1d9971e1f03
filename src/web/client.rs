//! Who a client is, and what it calls this server.
//!
//! A client is the peer of its connection, unless the operator said that this peer is a proxy
//! (`--trust-proxy`): then it is whom the proxy names. What anybody else says of itself in such a
//! header is not believed, and so reaches no page, no log and no count.
//!
//! Over a socket in the file system nobody has an address, and who may write to it was chosen by
//! the operator: it is a proxy on this machine, and believed like one.
//!
//! Proxies add to the right of a list (RFC 7239, section 5.2), so it is read from there: what
//! stands left of the first address that is no proxy of ours was sent by that client.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, HeaderMap};
use ipnet::IpNet;

/// Bits of an address of version 6 that tell homes and servers apart: whoever has one address has
/// all that begin so.
const HOME_BITS: u32 = 64;

/// An address or a network whose word on clients is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trusted(IpNet);

impl FromStr for Trusted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let network = text.parse::<IpNet>().ok();
        let address = || Some(IpNet::from(text.parse::<IpAddr>().ok()?));
        let wrong = "a proxy is an address or a network, as in 10.0.0.7 or 10.0.0.0/8";
        let network = network.or_else(address).ok_or(wrong)?;
        Ok(Self(network))
    }
}

/// Which headers the trusted proxies write. The others may come from anybody through them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ProxyHeaders {
    /// `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host`
    #[default]
    XForwarded,
    /// `Forwarded` (RFC 7239)
    Forwarded,
}

/// Who may say of others who they are, and in which headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Their addresses.
    pub trusted: Vec<Trusted>,
    /// What they write.
    pub headers: ProxyHeaders,
}

impl Proxies {
    /// Whether this is the address of a proxy.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.trusted
            .iter()
            .any(|Trusted(network)| network.contains(&address))
    }
}

/// Who sent a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client {
    /// Its address; `0.0.0.0` where a request came by no network, and nobody said for whom.
    pub(super) address: IpAddr,
    /// `http` or `https`, as far as is known; whatever a proxy says.
    pub(super) scheme: String,
    /// Host and port by which it knows this server, as they were sent; may be empty.
    pub(super) host: String,
}

impl Client {
    /// Who sent this request.
    pub(super) fn of(request: &HttpRequest, proxies: &Proxies) -> Self {
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        let is_proxy = peer.is_none_or(|peer| proxies.trust(peer));
        let peer = peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into());
        let told = if is_proxy {
            Told::by(peer, proxies, request.headers())
        } else {
            Told::nothing(peer)
        };
        Self {
            address: told.address,
            scheme: told.scheme.unwrap_or_else(|| "http".to_owned()),
            host: told.host.unwrap_or_else(|| host_of(request)),
        }
    }

    /// What stands for all addresses that are surely one client's, where shares are counted.
    pub(super) fn home(&self) -> IpAddr {
        home_of(self.address)
    }
}

/// What stands for all addresses that are surely one client's.
pub(super) fn home_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() >> HOME_BITS << HOME_BITS;
            Ipv6Addr::from_bits(network).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The host a request names: in its first line where it stands there (RFC 9112, section 3.2.2).
fn host_of(request: &HttpRequest) -> String {
    let named = request.uri().authority();
    let named = named.map(|authority| authority.as_str());
    let header = || request.headers().get(HOST)?.to_str().ok();
    named.or_else(header).unwrap_or_default().to_owned()
}

/// What proxies tell of a request.
#[derive(Debug)]
struct Told {
    address: IpAddr,
    scheme: Option<String>,
    host: Option<String>,
}

impl Told {
    fn nothing(address: IpAddr) -> Self {
        Self {
            address,
            scheme: None,
            host: None,
        }
    }

    fn by(peer: IpAddr, proxies: &Proxies, headers: &HeaderMap) -> Self {
        match proxies.headers {
            ProxyHeaders::XForwarded => Self::by_lists(peer, proxies, headers),
            ProxyHeaders::Forwarded => Self::by_hops(peer, proxies, headers),
        }
    }

    /// Reads a list for each fact. Proxies seldom add to those of scheme and host, but where they
    /// do, no more of them is theirs than of the list of addresses.
    fn by_lists(peer: IpAddr, proxies: &Proxies, headers: &HeaderMap) -> Self {
        let addresses = list_of(headers, "x-forwarded-for");
        let (address, believed) = walk(peer, proxies, addresses.iter().rev().map(String::as_str));
        let first_of = |name| {
            let values = list_of(headers, name);
            let theirs = values.len().saturating_sub(believed.max(1));
            values.into_iter().nth(theirs)
        };
        Self {
            address,
            scheme: first_of("x-forwarded-proto"),
            host: first_of("x-forwarded-host"),
        }
    }

    /// Reads what each proxy says of the hop before it.
    fn by_hops(peer: IpAddr, proxies: &Proxies, headers: &HeaderMap) -> Self {
        let hops: Vec<Hop> = list_of(headers, "forwarded")
            .iter()
            .map(|hop| Hop::read(hop))
            .collect();
        let from_near = hops.iter().rev();
        let addresses = from_near.clone().map(|hop| hop.client.as_str());
        let (address, believed) = walk(peer, proxies, addresses);
        let theirs: Vec<&Hop> = from_near.take(believed).collect();
        let farthest = |fact: fn(&Hop) -> &Option<String>| {
            theirs.iter().rev().find_map(|hop| fact(hop).clone())
        };
        Self {
            address,
            scheme: farthest(|hop| &hop.scheme),
            host: farthest(|hop| &hop.host),
        }
    }
}

/// Goes from the proxy at hand, a trusted one, to the first address that is none of ours, through
/// what each proxy says of the one before it; also says how many of these words are proxies'.
fn walk<'a>(
    peer: IpAddr,
    proxies: &Proxies,
    from_near: impl Iterator<Item = &'a str>,
) -> (IpAddr, usize) {
    let (mut address, mut believed) = (peer, 0);
    for told in from_near {
        believed += 1;
        // A name that hides somebody, or none: then the proxy itself answers for it.
        let Some(next) = address_in(told) else { break };
        address = next;
        if !proxies.trust(address) {
            break;
        }
    }
    (address, believed)
}

/// One element of `Forwarded`.
#[derive(Debug, Default)]
struct Hop {
    /// The address named after `for`.
    client: String,
    scheme: Option<String>,
    host: Option<String>,
}

impl Hop {
    fn read(element: &str) -> Self {
        let mut hop = Self::default();
        for pair in split(element, ';') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = unquoted(value.trim());
            match name.trim().to_ascii_lowercase().as_str() {
                "for" => hop.client = value,
                "proto" => hop.scheme = Some(value),
                "host" => hop.host = Some(value),
                _ => {}
            }
        }
        hop
    }
}

/// The elements of a header that is a list, over all its lines, in order.
fn list_of(headers: &HeaderMap, name: &str) -> Vec<String> {
    let lines = headers.get_all(name).filter_map(|line| line.to_str().ok());
    let elements = lines.flat_map(|line| split(line, ','));
    elements.map(|element| element.trim().to_owned()).collect()
}

/// Parts between marks that stand in no quotes.
fn split(text: &str, mark: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |letter| {
        let is_literal = std::mem::replace(&mut is_escaped, false);
        if is_quoted && !is_literal && letter == '\\' {
            is_escaped = true;
        } else if letter == '"' && !is_literal {
            is_quoted = !is_quoted;
        }
        letter == mark && !is_quoted
    })
}

/// A value without the quotes around it.
fn unquoted(value: &str) -> String {
    let inside = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.map_or_else(|| value.to_owned(), |inside| inside.replace('\\', ""))
}

/// The address in what a proxy wrote: alone, in brackets, or with a port.
fn address_in(text: &str) -> Option<IpAddr> {
    let with_port = || {
        let socket: std::net::SocketAddr = text.parse().ok()?;
        Some(socket.ip())
    };
    let in_brackets = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let alone = in_brackets.unwrap_or(text).parse().ok();
    alone
        .or_else(with_port)
        .map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn proxies(trusted: &[&str], headers: ProxyHeaders) -> Proxies {
        let trusted = trusted.iter().map(|text| text.parse().unwrap()).collect();
        Proxies { trusted, headers }
    }

    /// A request of this peer with these headers.
    fn client(peer: &str, headers: &[(&str, &str)], proxies: &Proxies) -> Client {
        let peer = peer.parse().unwrap();
        let mut request = TestRequest::default()
            .peer_addr(std::net::SocketAddr::new(peer, 4711))
            .insert_header(("host", "own.example"));
        for &header in headers {
            request = request.append_header(header);
        }
        Client::of(&request.to_http_request(), proxies)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_is_not_believed_what_it_says_of_itself() {
        let headers = [
            ("forwarded", "for=9.9.9.9;host=evil.example;proto=https"),
            ("x-forwarded-for", "9.9.9.9"),
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "https"),
        ];
        for trusted in [&[][..], &["10.0.0.0/8", "fd00::/8"]] {
            for kind in [ProxyHeaders::XForwarded, ProxyHeaders::Forwarded] {
                let client = client("192.0.2.1", &headers, &proxies(trusted, kind));
                assert_eq!(client.address, address("192.0.2.1"));
                assert_eq!((&*client.scheme, &*client.host), ("http", "own.example"));
            }
        }
    }

    #[test]
    fn a_proxy_is_believed_as_far_as_the_first_address_that_is_no_proxy() {
        let proxies = proxies(&["10.0.0.0/8", "::1"], ProxyHeaders::XForwarded);
        for (list, expected) in [
            ("192.0.2.1", "192.0.2.1"),
            ("8.8.8.8, 192.0.2.1, 10.0.0.9", "192.0.2.1"),
            ("192.0.2.1:5000", "192.0.2.1"),
            ("[2001:db8::1]:5000", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("10.0.0.3", "10.0.0.3"),
            ("8.8.8.8, unknown, 10.0.0.9", "10.0.0.9"),
            ("8.8.8.8,", "10.0.0.2"),
            ("", "10.0.0.2"),
        ] {
            for peer in ["10.0.0.2", "::ffff:10.0.0.2"] {
                let client = client(peer, &[("x-forwarded-for", list)], &proxies);
                assert_eq!(client.address, address(expected), "{list}");
            }
        }
        let lines = [
            ("x-forwarded-for", "8.8.8.8"),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        let client = client("::1", &lines, &proxies);
        assert_eq!(client.address, address("192.0.2.1"), "lines are one list");
    }

    #[test]
    fn who_comes_by_a_socket_is_believed_like_a_proxy() {
        let client = |list: &str| {
            let request = TestRequest::default()
                .insert_header(("host", "own.example"))
                .insert_header(("x-forwarded-for", list))
                .insert_header(("x-forwarded-proto", "https"));
            Client::of(&request.to_http_request(), &Proxies::default())
        };
        let told = client("8.8.8.8, 192.0.2.1");
        assert_eq!(told.address, address("192.0.2.1"), "no other proxy is");
        assert_eq!(told.scheme, "https");
        let nobody = client("unknown");
        assert_eq!(nobody.address, address("0.0.0.0"));
    }

    #[test]
    fn the_host_is_what_the_proxy_nearest_to_the_client_says() {
        let believed = proxies(&["10.0.0.0/8"], ProxyHeaders::XForwarded);
        let host = |hosts: &str, addresses: &str| {
            let headers = [("x-forwarded-for", addresses), ("x-forwarded-host", hosts)];
            client("10.0.0.1", &headers, &believed).host
        };
        assert_eq!(host("shop.example", "192.0.2.1"), "shop.example");
        assert_eq!(
            host("evil.example, shop.example", "192.0.2.1"),
            "shop.example"
        );
        let twice = "8.8.8.8, 192.0.2.1, 10.0.0.2";
        assert_eq!(
            host("evil.example, shop.example, inner", twice),
            "shop.example"
        );
        let believed = proxies(&["10.0.0.0/8"], ProxyHeaders::Forwarded);
        let hops = "for=8.8.8.8;host=evil.example;proto=ftp, \
                    For=\"192.0.2.1:80\"; Host=\"shop.example\" ;proto=https, for=10.0.0.2";
        let client = client("10.0.0.1", &[("forwarded", hops)], &believed);
        assert_eq!(client.address, address("192.0.2.1"));
        assert_eq!((&*client.scheme, &*client.host), ("https", "shop.example"));
    }

    #[test]
    fn headers_that_the_proxies_do_not_write_are_not_believed() {
        let written = [("x-forwarded-for", "192.0.2.1")];
        let slipped = [written[0], ("forwarded", "for=9.9.9.9;host=evil.example")];
        let believed = proxies(&["10.0.0.1"], ProxyHeaders::XForwarded);
        let known = client("10.0.0.1", &written, &believed);
        assert_eq!(client("10.0.0.1", &slipped, &believed), known);
        assert_eq!(known.host, "own.example");
    }

    #[test]
    fn odd_quotes_end_nothing_early() {
        let parts: Vec<&str> = split(r#"a="x,\",y",b,"c"#, ',').collect();
        assert_eq!(parts, [r#"a="x,\",y""#, "b", "\"c"]);
        assert_eq!(unquoted(r#""a\"b""#), "a\"b");
        assert_eq!(unquoted("\""), "\"");
    }

    #[test]
    fn an_address_of_version_6_stands_for_its_home() {
        assert_eq!(
            home_of(address("2001:db8:1:2:3:4:5:6")),
            address("2001:db8:1:2::")
        );
        assert_eq!(home_of(address("::ffff:192.0.2.1")), address("192.0.2.1"));
        assert_eq!(home_of(address("192.0.2.1")), address("192.0.2.1"));
    }

    #[test]
    fn what_is_trusted_is_an_address_or_a_network() {
        for good in ["10.0.0.7", "10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0"] {
            assert!(good.parse::<Trusted>().is_ok(), "{good}");
        }
        for bad in ["", "proxy.example", "10.0.0.0/33", "10.0.0.0/8,::1"] {
            assert!(bad.parse::<Trusted>().is_err(), "{bad}");
        }
    }
}
