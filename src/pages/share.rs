//! What other programs show of a connection somebody sent on: link previews (Open Graph), embedded
//! pages (oEmbed, oembed.com) and search results (schema.org ItemList).
//!
//! All of these need whole addresses. Where the origin is not known, addresses are left out rather
//! than given in part.

use askama::Template;
use serde::Serialize;

use crate::explorer::{Connections, ItemCard, Outcome, PathsAnswer};

use crate::address::href;
use crate::letters::markup;
use crate::letters::plain::brief;
use crate::pages::Frame;
use crate::picture::layered;
use crate::picture::layout::{self, Orientation};
use crate::picture::preview;
use crate::words;
use crate::words::texts::{Language, Texts, args};

/// Most pixels an embedded page is wide where nobody says otherwise.
const EMBED_WIDTH: u32 = 800;
/// Titles in a description.
const TITLES: usize = 4;
/// Pixels for the reason where there is no picture.
const REASON: u32 = 200;
/// Pixels of an embedded page around its picture.
const AROUND: u32 = 132;

/// The tags in the head of a page of connections.
#[derive(Debug, Template)]
#[template(path = "share.html")]
pub(super) struct ShareTags {
    title: String,
    description: String,
    catalogue: String,
    url: String,
    image: String,
    locale: &'static str,
    width: u32,
    height: u32,
    oembed: String,
    /// The best connection as a schema.org ItemList, ready to stand in a script element.
    list: Option<String>,
}

impl askama::filters::HtmlSafe for ShareTags {}

impl ShareTags {
    /// The tags for an answer; `title` is that of the page.
    pub(super) fn new(frame: &Frame, answer: &PathsAnswer, title: &str) -> Self {
        let origin = &frame.origin;
        let whole = |path: String| {
            if origin.is_empty() {
                String::new()
            } else {
                format!("{origin}{path}")
            }
        };
        let url = whole(href::connect(&answer.question));
        Self {
            title: title.to_owned(),
            description: description(frame, answer),
            catalogue: frame.catalogue.clone(),
            image: whole(image(frame, answer)),
            locale: frame.texts.language().territory(),
            width: preview::WIDTH,
            height: preview::HEIGHT,
            oembed: whole(href::oembed(&url)),
            list: list(frame, answer, title),
            url,
        }
    }
}

/// The address of the picture, in the language of the page: those who fetch it say none.
fn image(frame: &Frame, answer: &PathsAnswer) -> String {
    let language = frame.texts.language();
    let image = href::connect_png(&answer.question);
    if language == Language::default() {
        image
    } else {
        href::in_language(&image, language)
    }
}

/// What a reader of the link learns before following it: `Connected in 2 steps, in 17 ways, for
/// example by way of …`.
fn description(frame: &Frame, answer: &PathsAnswer) -> String {
    let headline = words::headline(frame.texts, answer);
    if !matches!(answer.outcome, Outcome::Found(_)) {
        return format!("{headline}.");
    }
    let items: Vec<&ItemCard> = best_items(answer).collect();
    match items.as_slice() {
        [_, inner @ .., _] if !inner.is_empty() => {
            let shown = inner.iter().take(TITLES).map(|card| words::named(card));
            let more = (inner.len() > TITLES).then(|| "…".to_owned());
            let titles: Vec<String> = shown.chain(more).collect();
            frame.texts.tell(
                "share-by-way-of",
                &args!["headline" => headline, "titles" => titles.join(" → ")],
            )
        }
        _ => frame
            .texts
            .tell("share-plain", &args!["headline" => headline]),
    }
}

/// The items of the best connection, in order.
fn best_items(answer: &PathsAnswer) -> impl Iterator<Item = &ItemCard> {
    let found = match &answer.outcome {
        Outcome::Found(found) => Some(found),
        Outcome::SameItem | Outcome::NoPath(_) => None,
    };
    found.into_iter().flat_map(|found| {
        let places = found.paths.first().map_or(&[][..], |path| &path.items);
        let items = places.iter().filter_map(|&place| found.items.get(place));
        items.map(|item| &item.card)
    })
}

/// A schema.org ItemList (schema.org/ItemList).
#[derive(Serialize)]
struct ItemList<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "numberOfItems")]
    count: usize,
    #[serde(rename = "itemListElement")]
    elements: Vec<ListItem>,
}

#[derive(Serialize)]
struct ListItem {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: String,
    url: String,
}

fn list(frame: &Frame, answer: &PathsAnswer, title: &str) -> Option<String> {
    let elements: Vec<ListItem> = best_items(answer)
        .zip(1..)
        .map(|(card, position)| ListItem {
            kind: "ListItem",
            position,
            name: brief(&card.title),
            url: format!("{}{}", frame.origin, href::item(&card.id)),
        })
        .collect();
    if elements.is_empty() || frame.origin.is_empty() {
        return None;
    }
    let list = ItemList {
        context: "https://schema.org",
        kind: "ItemList",
        name: title,
        count: elements.len(),
        elements,
    };
    // Inside a script element nothing is escaped, so no end of one may stand there.
    let json = serde_json::to_string(&list).ok()?;
    Some(json.replace('<', "\\u003c"))
}

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
/// Whatever askama reports; with the templates of this house, nothing.
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
        html: markup::print(&iframe)?,
        provider_name: provider(frame),
        provider_url: format!("{}{}", frame.origin, href::HOME),
        cache_age: 86_400,
        width,
        height,
        thumbnail_url: format!("{}{}", frame.origin, image(frame, answer)),
        thumbnail_width: preview::WIDTH,
        thumbnail_height: preview::HEIGHT,
        title,
    })
}

pub(super) fn provider(frame: &Frame) -> String {
    if frame.catalogue.is_empty() {
        "Cartway".to_owned()
    } else {
        format!("{} · Cartway", frame.catalogue)
    }
}

/// Both ends, with the stops between them, in one line of plain text.
pub(super) fn page_title(answer: &PathsAnswer) -> String {
    let ends = [&answer.from].into_iter().chain(&answer.via);
    let all: Vec<String> = ends
        .chain([&answer.to])
        .map(|card| brief(&card.title))
        .collect();
    all.join(" → ")
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
    let layout = layout::lay_out(texts, found, orientation);
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
    let (path, query) = path.split_once('?')?;
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
    fn a_title_cannot_end_the_list_it_stands_in() {
        let mut answer = samples::found(&[1, 1, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.items[1].card.title = "</script><script>alert(1)".to_owned();
        let tags = ShareTags::new(&frame(), &answer, "A → B")
            .render()
            .expect("renders");
        assert_eq!(tags.matches("</script").count(), 1);
        assert!(tags.contains("\\u003c/script"));
    }

    #[test]
    fn a_preview_has_whole_addresses_or_none() {
        let answer = samples::found(&[1, 2, 1]);
        let tags = ShareTags::new(&frame(), &answer, "A → B")
            .render()
            .expect("renders");
        assert!(tags.contains("https://paths.shop.example/connect.png?from="));
        let german = Frame {
            texts: Texts::in_language(Language::German),
            ..frame()
        };
        let tags = ShareTags::new(&german, &answer, "A → B");
        assert!(tags.image.ends_with("&lang=de"), "{}", tags.image);
        let nowhere = Frame::new("Harbour Books", None);
        let tags = ShareTags::new(&nowhere, &answer, "A → B")
            .render()
            .expect("renders");
        assert!(!tags.contains("/connect.png") && tags.contains("og:title"));
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
