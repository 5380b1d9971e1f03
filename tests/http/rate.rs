//! The limit of requests a client may send, where the operator set one.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;

use cartway::web::RateLimit;
use serde_json::Value;

use crate::support::{Answer, Served, Shop, Wire};

/// So slow that nothing fills up within a test.
const A_SECOND: u32 = 1;
const BURST: u32 = 200;

fn limited() -> (Shop, Served) {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let number = |number| NonZeroU32::new(number).unwrap();
    let served = Served::with(shop.explorer(1_000_000), |settings| {
        settings.rate = Some(RateLimit {
            a_second: number(A_SECOND),
            burst: number(BURST),
        });
    });
    (shop, served)
}

fn client(number: u8, served: &Served) -> Wire {
    let server: SocketAddr = served.address().parse().unwrap();
    Wire::new(Ipv4Addr::new(127, 5, 0, number), server)
}

/// What a field says of requests left and of seconds.
fn left(answer: &Answer) -> (u32, u64) {
    let field = answer.field("ratelimit").expect("it counts");
    let rest = field.strip_prefix("\"client\";r=").unwrap();
    let (left, seconds) = rest.split_once(";t=").unwrap();
    (left.parse().unwrap(), seconds.parse().unwrap())
}

#[test]
fn who_sends_too_many_is_told_when_to_come_back_and_others_are_answered() {
    let (_shop, served) = limited();
    let mut wire = client(1, &served);
    let first = wire.get("/v1/graph").unwrap();
    assert_eq!((first.status, left(&first)), (200, (BURST - 1, 1)));
    let policy = format!("\"client\";q={BURST};w={BURST}");
    assert_eq!(first.field("ratelimit-policy"), Some(policy.as_str()));
    // Errors and what the client has already count too, and say so.
    for path in ["/v1/nothing", "/v1/paths?from=1", "/v1/items/unknown"] {
        let answer = wire.get(path).unwrap();
        assert!(answer.status >= 400 && left(&answer).0 < BURST, "{path}");
    }
    let refused = loop {
        let answer = wire.get("/v1/items/007").unwrap();
        if answer.status != 200 {
            break answer;
        }
    };
    assert_eq!(refused.status, 429);
    assert_eq!(left(&refused), (0, 1));
    assert_eq!(refused.field("retry-after"), Some("1"));
    assert_eq!(refused.field("ratelimit-policy"), Some(policy.as_str()));
    assert_eq!(refused.field("access-control-allow-origin"), Some("*"));
    assert_eq!(refused.field("cache-control"), Some("no-store"));
    let body: Value = serde_json::from_slice(&refused.body).unwrap();
    assert_eq!(body["type"], "/problems/rate-limited");
    assert_eq!(
        (&body["status"], &body["title"]),
        (&429.into(), &"Too many requests".into())
    );
    assert!(body["detail"].as_str().unwrap().contains("1 s"), "{body}");
    assert_eq!(client(2, &served).get("/v1/graph").unwrap().status, 200);
    // Each is a request, whatever is asked for.
    for _ in 0..BURST {
        let page = wire.ask(b"GET /items/007 HTTP/1.1\r\nhost: x\r\naccept-language: de\r\n\r\n");
        let page = page.unwrap();
        if page.status == 429 {
            let html = String::from_utf8(page.body).unwrap();
            assert!(html.contains("Zu viele Anfragen"), "{html}");
            assert!(html.contains("lang=\"de\""), "{html}");
            return;
        }
    }
    panic!("a page counts as well");
}

#[test]
fn what_every_page_needs_and_what_operators_ask_is_free() {
    let (_shop, served) = limited();
    let mut wire = client(3, &served);
    let style = cartway::pages::assets::style().href();
    let free = [
        style.as_str(),
        "/healthz",
        "/readyz",
        "/metrics",
        "/robots.txt",
        "/favicon.ico",
    ];
    for path in free {
        let answer = wire.get(path).unwrap();
        assert_eq!(answer.field("ratelimit"), None, "{path}");
    }
    let asked_by_browser = b"OPTIONS /v1/graph HTTP/1.1\r\nhost: x\r\n\r\n";
    assert_eq!(wire.ask(asked_by_browser).unwrap().field("ratelimit"), None);
    let answer = wire.get("/v1/graph").unwrap();
    assert_eq!(left(&answer).0, BURST - 1, "nothing counted before");
    while wire.get("/").unwrap().status == 200 {}
    for path in free {
        assert!(wire.get(path).unwrap().status < 400, "{path}");
    }
    let metrics = String::from_utf8(wire.get("/metrics").unwrap().body).unwrap();
    let counted = "cartway_turned_away_total{reason=\"rate-limited\"} 1\n";
    assert!(metrics.contains(counted), "{metrics}");
}

#[test]
fn without_a_limit_nothing_is_said_of_one() {
    let (_, served) = &*super::shops::ODD;
    let answer = served.get("/v1/graph");
    assert_eq!(answer.header("ratelimit"), "");
    assert_eq!(answer.header("ratelimit-policy"), "");
}
