//! The picture beside a link: there for any two items, connected or not.

use cartway::address::href;
use cartway::explorer::PathsQuestion;
use cartway::picture::preview;

use super::shops::{ODD, odd_items};
use crate::support::Response;

/// Most bytes a messenger is asked to load.
const MAX_BYTES: usize = 150_000;

fn assert_preview(answer: &Response, of: &str) {
    assert_eq!(answer.status, 200, "{of}");
    assert_eq!(answer.header("content-type"), "image/png", "{of}");
    assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n"), "{of}");
    let number = |at: usize| u32::from_be_bytes(answer.body[at..at + 4].try_into().unwrap());
    let size = (number(16), number(20));
    assert_eq!(size, (preview::WIDTH, preview::HEIGHT), "{of}");
    assert!(
        answer.body.len() <= MAX_BYTES,
        "{of}: {}",
        answer.body.len()
    );
}

#[test]
fn any_two_items_have_a_preview() {
    let (_, served) = &*ODD;
    let items = odd_items();
    for (from, to) in items.iter().zip(items.iter().skip(1)) {
        let path = href::connect_png(&PathsQuestion::new(&from.0, &to.0));
        assert_preview(&served.get(&path), &path);
    }
}

#[test]
fn what_is_not_connected_or_the_same_has_a_preview_too() {
    let (_, served) = &*ODD;
    for path in [
        "/connect.png?from=007&to=007",
        "/connect.png?from=old-harbour&to=lonely",
        "/connect.png?from=old-harbour&to=script&max_hops=1",
        "/connect.png?from=script&to=old-harbour&direction=out",
    ] {
        assert_preview(&served.get(path), path);
    }
}

#[test]
fn a_preview_is_sent_as_it_is_and_only_once() {
    let (_, served) = &*ODD;
    let path = "/connect.png?from=old-harbour&to=script";
    let compressed = [("accept-encoding", "br, gzip")];
    let answer = served.ask("GET", path, &compressed);
    assert_eq!(answer.header("content-encoding"), "");
    assert_preview(&answer, path);
    let tag = answer.header("etag");
    let again = served.ask("GET", path, &[("if-none-match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let page = served.get("/connect?from=old-harbour&to=script");
    assert_ne!(page.header("etag"), tag);
    assert_eq!(served.get(path).body, answer.body);
}
