//! The best connection as search engines read it: a schema.org ItemList in JSON-LD.

use std::borrow::Cow;

use serde::Serialize;

use crate::address::href;
use crate::explorer::PathsAnswer;
use crate::letters::plain::brief;

use super::super::frame::Frame;
use super::best_items;

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
    elements: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: Cow<'a, str>,
    url: String,
}

/// The list, ready to stand in a script element; none without items or whole addresses.
pub(super) fn list(frame: &Frame, answer: &PathsAnswer, title: &str) -> Option<String> {
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
