//! What a site is told that would embed a page of connections (oembed.com).

use askama::Template;
use serde::Serialize;

use crate::address::{href, site};
use crate::explorer::{Connections, Outcome, PathsAnswer};
use crate::letters::markup;
use crate::picture::layout::Orientation;
use crate::picture::{layered, preview};
use crate::words::texts::Texts;

use super::super::frame::Frame;
use super::{image, page_title, provider};

/// Most pixels an embedded page is wide where nobody says otherwise.
const EMBED_WIDTH: u32 = 800;
/// Pixels for the reason where there is no picture.
const REASON: u32 = 200;
/// Pixels of an embedded page around its picture.
const AROUND: u32 = 132;

/// What an oEmbed consumer is told of a page (oembed.com, version 1.0, type "rich").
#[derive(Debug, Clone, Serialize)]
pub struct OembedBody {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// Most pixels a consumer has room for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Room {
    /// Across.
    pub width: Option<u32>,
    /// Down.
    pub height: Option<u32>,
}

#[derive(Template)]
#[template(path = "iframe.html")]
struct Iframe<'a> {
    src: String,
    title: &'a str,
    width: u32,
    height: u32,
}

/// The oEmbed answer for a page of connections.
///
/// # Errors
/// As for [`markup::render`].
pub fn oembed(
    frame: &Frame,
    answer: &PathsAnswer,
    room: Room,
) -> Result<OembedBody, askama::Error> {
    let title = page_title(answer);
    let (width, height) = embedded_size(frame.texts, answer, room);
    let iframe = Iframe {
        src: format!("{}{}", frame.origin, href::embed(&answer.question)),
        title: &title,
        width,
        height,
    };
    Ok(OembedBody {
        version: "1.0",
        kind: "rich",
        html: markup::render(&iframe)?,
        provider_name: provider(frame),
        provider_url: format!("{}{}", frame.origin, href::home()),
        cache_age: 86_400,
        width,
        height,
        thumbnail_url: format!("{}{}", frame.origin, image(frame, answer)),
        thumbnail_width: preview::WIDTH,
        thumbnail_height: preview::HEIGHT,
        title,
    })
}

/// As wide as there is room, and as high as the picture then is.
fn embedded_size(texts: Texts, answer: &PathsAnswer, room: Room) -> (u32, u32) {
    let width = room.width.unwrap_or(EMBED_WIDTH);
    let picture = match &answer.outcome {
        Outcome::Found(found) => picture_height(texts, found, width),
        Outcome::SameItem | Outcome::NoPath(_) => REASON,
    };
    let height = picture.saturating_add(AROUND);
    (width, height.min(room.height.unwrap_or(u32::MAX)))
}

fn picture_height(texts: Texts, found: &Connections, width: u32) -> u32 {
    // The widths at which the stylesheet turns a picture.
    let turns_at = if layered::is_long(found) { 900 } else { 600 };
    let orientation = if width <= turns_at {
        Orientation::Down
    } else {
        Orientation::Across
    };
    let layout = layered::lay_out_in_page(texts, found, orientation);
    layout.height.unsigned_abs()
}

/// The question an address of ours asks, if it is one that can be embedded: the query of
/// `/connect`, with or without the embedding. Without an origin nothing is known to be ours.
#[must_use]
pub fn embeddable<'a>(url: &'a str, origin: &'a str) -> Option<&'a str> {
    let host = |url: &'a str| url.split_once("://").map(|(_, rest)| rest);
    let rest = host(url)?;
    let own = host(origin)?;
    let path = rest.strip_prefix(own)?;
    let (path, query) = site::inside(path).split_once('?')?;
    let query = query.split('#').next()?;
    matches!(path, href::CONNECT | href::EMBED).then_some(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    fn frame() -> Frame {
        Frame {
            origin: "https://paths.shop.example".to_owned(),
            ..Frame::new("Harbour Books", Some(samples::stamp()))
        }
    }

    #[test]
    fn only_pages_of_connections_of_this_server_are_embedded() {
        let origin = "https://shop.example";
        let query = |url| embeddable(url, origin);
        assert_eq!(
            query("https://shop.example/connect?from=a&to=b#hop-1"),
            Some("from=a&to=b")
        );
        assert_eq!(
            query("http://shop.example/embed/connect?from=a"),
            Some("from=a")
        );
        assert_eq!(query("https://evil.example/connect?from=a&to=b"), None);
        assert_eq!(query("https://shop.example.evil/connect?from=a&to=b"), None);
        assert_eq!(query("https://shop.example/items/a?from=a"), None);
        assert_eq!(query("/connect?from=a"), None);
        let ours_or_not = embeddable("https://evil.example/connect?from=a", "");
        assert_eq!(ours_or_not, None, "nothing is known to be ours");
    }

    #[test]
    fn an_embedded_page_keeps_to_its_room() {
        let answer = samples::found(&[1, 6, 6, 1]);
        let room = |width, height| Room {
            width: Some(width),
            height: Some(height),
        };
        assert_eq!(
            embedded_size(Texts::default(), &answer, room(500, 300)),
            (500, 300)
        );
        assert_eq!(
            embedded_size(Texts::default(), &answer, Room::default()).0,
            EMBED_WIDTH
        );
        let height_at = |width| embedded_size(Texts::default(), &answer, room(width, 9000)).1;
        let (tall, wide) = (height_at(900), height_at(901));
        assert_eq!(
            tall,
            height_at(500),
            "three steps do not fit across a tablet"
        );
        assert_ne!(tall, wide);
        let body = oembed(&frame(), &answer, Room::default()).expect("renders");
        let json = serde_json::to_value(&body).expect("JSON");
        assert_eq!(json["type"], "rich");
        assert!(
            json["html"]
                .as_str()
                .expect("text")
                .starts_with("<iframe src=\"https://paths.shop.example/embed/connect?from=")
        );
    }
}
