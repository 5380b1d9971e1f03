//! What other programs show of a connection somebody sent on, and what they are told in common.
//!
//! | module | is read by |
//! |---|---|
//! | `head` | messengers and networks, for their previews (Open Graph) |
//! | `json_ld` | search engines (schema.org ItemList) |
//! | `oembed` | sites that embed the page (oembed.com) |
//!
//! All of these need whole addresses. Where the origin is not known, addresses are left out rather
//! than given in part.

mod head;
mod json_ld;
mod oembed;

pub(super) use head::ShareTags;
pub use oembed::{OembedBody, Room, embeddable, oembed};

use std::borrow::Cow;

use crate::address::href;
use crate::explorer::{ItemCard, Outcome, PathsAnswer};
use crate::letters::plain::brief;
use crate::words::texts::Language;

use super::frame::Frame;

/// Whose pages these are, in one line.
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
    let all: Vec<Cow<str>> = ends
        .chain([&answer.to])
        .map(|card| brief(&card.title))
        .collect();
    all.join(" → ")
}

/// The address of the picture of an answer.
fn image(frame: &Frame, answer: &PathsAnswer) -> String {
    in_its_language(frame, href::connect_png(&answer.question))
}

/// The address of a picture, in the language of the page: those who fetch it say none.
fn in_its_language(frame: &Frame, image: String) -> String {
    let language = frame.texts.language();
    if language == Language::default() {
        image
    } else {
        href::in_language(&image, language)
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
