//! The boxes of a picture.
//!
//! A frame is what many boxes have in common: the rectangle, the track of the bar, the shape of
//! the category. It is written once and placed by `<use>`. Inside a box all positions count from
//! the foot of the first line of its title.

use std::collections::BTreeSet;

use crate::address::{cover, href};
use crate::explorer::{Connections, ItemCard, PathItem};
use crate::letters::fit::Label;
use crate::picture::layout::{
    COVER_HEIGHT, COVER_WIDTH, FoldBox, Folded, GLYPH_WIDTH, ItemBox, Layout, PADDING, Rect, Role,
};
use crate::words;
use crate::words::texts::{Texts, args};

use super::manner::{GLYPHS, Manner, Setting};

/// Height of a category's shape over the foot of the line it stands in.
const GLYPH_RISE: i32 = 9;

/// Measures that all boxes of a picture share.
pub(super) struct Measures {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The upper edge, over the foot of the first line.
    pub(super) top: i32,
    /// The middle of the bar, if there are bars.
    pub(super) bar: Option<i32>,
    /// Width of the text.
    pub(super) room: i32,
    /// Where a shape stands under the foot of the first line.
    pub(super) glyph: i32,
    /// The left edge, from where the text begins.
    pub(super) left: i32,
    /// The middle between the left and the right edge.
    pub(super) middle: i32,
    /// The place of a cover, where there is room for one.
    pub(super) cover: Option<Rect>,
}

impl Measures {
    pub(super) fn new(layout: &Layout) -> Self {
        let boxes = layout.boxes.iter().map(|item_box| item_box.rect);
        let width = boxes.map(|rect| rect.width).next().unwrap_or_default();
        let rows = &layout.rows;
        Self {
            width,
            height: rows.height,
            top: -rows.title,
            bar: rows.bar.map(|top| top + 2 - rows.title),
            room: width - 2 * PADDING - layout.cover_room,
            glyph: rows.caption - rows.title - GLYPH_RISE,
            left: -PADDING - layout.cover_room,
            middle: width / 2 - PADDING - layout.cover_room,
            cover: (layout.cover_room > 0).then(|| Rect {
                x: -layout.cover_room,
                y: (rows.height - COVER_HEIGHT) / 2 - rows.title,
                width: COVER_WIDTH,
                height: COVER_HEIGHT,
            }),
        }
    }
}

/// What many boxes have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frame {
    /// The box is dark: a start, an end, or a stop.
    pub(super) dark: bool,
    pub(super) shape: Option<usize>,
    /// The shape stands at the right.
    pub(super) right_to_left: bool,
}

impl Frame {
    /// Its name among the ids of the picture: `b2`, `e0r`, `b`.
    pub(super) fn name(&self) -> String {
        let shape = self
            .shape
            .map_or_else(String::new, |shape| shape.to_string());
        let side = if self.right_to_left { "r" } else { "" };
        format!("{}{shape}{side}", if self.dark { 'e' } else { 'b' })
    }

    pub(super) fn glyph(&self) -> Option<&'static str> {
        GLYPHS.get(self.shape?).copied()
    }
}

/// A line of text in a box.
pub(super) struct TextLine<'a> {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) text: &'a str,
    pub(super) right_to_left: bool,
    /// It is the creator or the caption.
    pub(super) small: bool,
}

/// The box of an item.
pub(super) struct Card<'a> {
    pub(super) class: &'static str,
    pub(super) href: String,
    pub(super) words: String,
    /// The foot of its first line.
    pub(super) x: i32,
    pub(super) y: i32,
    /// Its place among the items, where the other picture of the page shows the same box.
    pub(super) shared: Option<usize>,
    /// The other picture has written what is inside.
    pub(super) borrowed: bool,
    pub(super) frame: Frame,
    pub(super) lines: Vec<TextLine<'a>>,
    /// Length of its bar without its round ends, and the class that goes with it; none where there are no bars.
    pub(super) share: Option<(i32, &'static str)>,
    pub(super) on_every_path: bool,
    /// The address of its cover, where there is room for one.
    pub(super) cover: Option<String>,
}

/// Where the cover of an item is, if it may be shown.
pub(super) fn cover_of(card: &ItemCard) -> Option<String> {
    card.image_url.as_deref().and_then(cover)
}

/// The box of what is not drawn.
pub(super) struct FoldCard {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) rect: Rect,
    pub(super) lines: [String; 2],
}

impl FoldCard {
    /// `page` has what is not drawn in its table of items.
    pub(super) fn new(texts: Texts, fold: &FoldBox, page: &str) -> Self {
        let (hop, lines, words) = match fold.folded {
            Folded::AtHop { hop, items } => {
                let folded = args!["hop" => hop, "items" => items];
                let more = texts.tell("picture-more", &folded);
                let lines = [more, texts.say("picture-more-at").into_owned()];
                (hop, lines, texts.tell("picture-more-spoken", &folded))
            }
            Folded::Steps { first, last, items } => {
                let folded = args![
                    "steps" => last - first,
                    "items" => items,
                    "first" => first,
                    "last" => last,
                ];
                let steps = texts.tell("picture-steps", &folded);
                let lines = [steps, texts.count("items", items)];
                (first, lines, texts.tell("picture-steps-spoken", &folded))
            }
        };
        Self {
            href: format!("{page}#hop-{hop}"),
            words,
            rect: fold.rect,
            lines,
        }
    }
}

pub(super) fn cards<'a>(
    manner: Manner,
    found: &Connections,
    layout: &'a Layout,
    setting: &Setting,
) -> Vec<Card<'a>> {
    let boxes = layout.boxes.iter();
    boxes
        .map(|place| {
            let shared = match setting {
                Setting::First(shared) | Setting::Second(shared) => shared.contains(&place.item),
                Setting::Alone => false,
            };
            let borrowed = shared && matches!(setting, Setting::Second(_));
            let card = Card {
                shared: shared.then_some(place.item),
                borrowed,
                ..link_of(found, place, layout)
            };
            // What is borrowed is not said again.
            match borrowed {
                true => card,
                false => said(card, manner, found, place, layout),
            }
        })
        .collect()
}

/// The frames of those boxes that are written here.
pub(super) fn frames(cards: &[Card]) -> Vec<Frame> {
    let written = cards.iter().filter(|card| !card.borrowed);
    let frames: BTreeSet<Frame> = written.map(|card| card.frame).collect();
    frames.into_iter().collect()
}

/// A box as a link to its item at its place, with nothing in it yet.
fn link_of(found: &Connections, place: &ItemBox, layout: &Layout) -> Card<'static> {
    // The layout names places of the very connections it was made from.
    let item = &found.items[place.item];
    let dark = place.role != Role::Middle;
    Card {
        class: match (dark, place.best) {
            (true, true) => "cw-end cw-best",
            (true, false) => "cw-end",
            (false, true) => "cw-best",
            (false, false) => "",
        },
        href: href::item(&item.card.id),
        words: String::new(),
        x: place.rect.x + PADDING + layout.cover_room,
        y: place.rect.y + layout.rows.title,
        shared: None,
        borrowed: false,
        frame: Frame {
            dark,
            shape: None,
            right_to_left: false,
        },
        lines: Vec::new(),
        share: None,
        // With one connection only, the mark would stand everywhere and say nothing.
        on_every_path: item.on_every_path && place.role == Role::Middle && found.has_several(),
        cover: None,
    }
}

/// The same with all that is said in it and of it.
fn said<'a>(
    card: Card<'a>,
    manner: Manner,
    found: &Connections,
    place: &'a ItemBox,
    layout: &Layout,
) -> Card<'a> {
    let item = &found.items[place.item];
    let covers = layout.cover_room > 0;
    let shape = manner.shape_of(&item.card);
    let dark = card.frame.dark;
    Card {
        words: card_words(manner.texts, found, item, place.role),
        frame: Frame {
            dark,
            shape,
            right_to_left: shape.is_some() && !covers && place.caption.right_to_left,
        },
        lines: text_lines(place, layout, shape),
        share: layout.rows.bar.map(|_| {
            let class = match (dark, place.best) {
                (true, _) => "e",
                (false, true) => "b",
                (false, false) => "",
            };
            ((place.share_width - 4).max(0), class)
        }),
        cover: if covers { cover_of(&item.card) } else { None },
        ..card
    }
}

/// What is said of an item where a picture is read out.
fn card_words(texts: Texts, found: &Connections, item: &PathItem, role: Role) -> String {
    let mut place = args!["hop" => item.column];
    let place = match role {
        Role::Start => texts.say("picture-start"),
        Role::End => texts.say("picture-end"),
        Role::Stop => texts.tell("picture-stop", &place).into(),
        Role::Middle if item.on_every_path => texts.tell("picture-every", &place).into(),
        // Of a single connection every item is on every path; elsewhere nothing is known of shares.
        Role::Middle if !found.has_several() => texts.tell("picture-step", &place).into(),
        Role::Middle => {
            place.set("share", texts.percent(item.share_of_paths));
            texts.tell("picture-share", &place).into()
        }
    };
    format!("{}: {place}", words::with_facts(texts, &item.card))
}

fn text_lines<'a>(place: &'a ItemBox, layout: &Layout, shape: Option<usize>) -> Vec<TextLine<'a>> {
    let rows = &layout.rows;
    let room = place.rect.width - 2 * PADDING - layout.cover_room;
    // Under a cover the shape has a place of its own.
    let indent = match shape {
        Some(_) if layout.cover_room == 0 => GLYPH_WIDTH,
        _ => 0,
    };
    let title_lines = i32::try_from(place.title.lines.len()).unwrap_or(1);
    let caption = rows.caption - rows.title;
    let mut lines = Vec::new();
    let mut add = |label: &'a Label, first: i32, indent: i32, small: bool| {
        let x = if label.right_to_left {
            room - indent
        } else {
            indent
        };
        let feet = (first..).step_by(usize::try_from(rows.line).unwrap_or(1));
        let texts = label.lines.iter().filter(|text| !text.is_empty());
        lines.extend(feet.zip(texts).map(|(y, text)| TextLine {
            x,
            y,
            text,
            right_to_left: label.right_to_left,
            small,
        }));
    };
    add(&place.title, 0, 0, false);
    add(&place.creator, title_lines * rows.line, 0, true);
    add(&place.caption, caption, indent, true);
    lines
}
