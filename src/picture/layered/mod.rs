//! Prints a layout as SVG: inline for a page, or stand-alone with its own style.
//!
//! Knows shapes, classes and wording; positions come from [`super::layout`]. Colours live in
//! `static/picture.css`, which the stylesheet and the stand-alone picture share. Every item is a
//! real link, so the picture works with scripts off and by keyboard.
//!
//! A page carries the picture twice, across and down, and shows the one that fits its window. To
//! stay small, what boxes have in common is written once (`<defs>`), and what stands in a box of
//! both pictures is written in the first only. Shapes and texts are placed by `<use>`, whose copy
//! inherits colours from the place of use but is not reached by selectors that name it: so the box
//! of an item is painted by its link, and everything inside a box by classes of its own. The name
//! of a link is its `<title>`, or that of the same item's link in the first picture.

mod cards;
mod lines;
pub(super) mod manner;

use std::collections::BTreeSet;

use askama::Template;

use crate::explorer::{Connections, Direction, ItemCard, PathItem, PathsAnswer};

use crate::address::href;
use crate::letters::{fit, markup};
use crate::picture::layout::{self, Layout, Orientation};
use crate::words;
use crate::words::texts::{Texts, args};

pub(super) use manner::GLYPHS;
pub use manner::{Manner, SHAPES};

use cards::{Card, FoldCard, Frame};
use lines::{Bundle, Heads, Pill};
use manner::Setting;

/// The style of every picture. A stand-alone picture carries it in a `<style>` element, which a
/// content security policy has to allow (by its hash, for example).
pub const STYLE: &str = include_str!("../../../static/picture.css");

/// Height of the band above a stand-alone picture that says what it shows.
const HEADING_HEIGHT: i32 = 48;
/// Height of letters in that band.
const HEADING_SIZE: i32 = 16;

/// The pictures of a page. Their style is part of the page's stylesheet, which shows one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlinePictures {
    /// For wide windows.
    pub across: String,
    /// For narrow ones. It borrows from the other, which has to stand in the same page.
    pub down: String,
}

/// The pictures to be set into a page.
///
/// # Errors
/// As for [`markup::render`].
pub fn inline(
    manner: Manner,
    answer: &PathsAnswer,
    found: &Connections,
) -> Result<InlinePictures, askama::Error> {
    inline_told(manner, &Telling::of(manner.texts, answer), found)
}

/// The pictures of connections that no question about connections asked for, to be set into a page
/// where `headline` says what they are. Their links hold either way.
///
/// # Errors
/// As for [`markup::render`].
pub fn inline_between(
    manner: Manner,
    headline: &str,
    ends: [&ItemCard; 2],
    found: &Connections,
) -> Result<InlinePictures, askama::Error> {
    let telling = Telling {
        title: title(manner.texts, ends, headline),
        headline: headline.to_owned(),
        heads: Heads::Plain,
        page: String::new(),
    };
    inline_told(manner, &telling, found)
}

fn inline_told(
    manner: Manner,
    telling: &Telling,
    found: &Connections,
) -> Result<InlinePictures, askama::Error> {
    let captions = captions(manner.texts, found);
    let covers = has_covers(found);
    let [across, down] = [Orientation::Across, Orientation::Down]
        .map(|orientation| layout::lay_out(found, &captions, orientation, covers));
    let shared = shared(&across, &down);
    Ok(InlinePictures {
        across: print(manner, telling, found, &across, &Setting::First(&shared))?,
        down: print(manner, telling, found, &down, &Setting::Second(&shared))?,
    })
}

/// What a picture says of itself.
struct Telling {
    headline: String,
    title: String,
    heads: Heads,
    /// The page that has what is folded; empty where it is the same.
    page: String,
}

impl Telling {
    fn of(texts: Texts, answer: &PathsAnswer) -> Self {
        let headline = words::headline(texts, answer);
        Self {
            title: title(texts, [&answer.from, &answer.to], &headline),
            headline,
            heads: match answer.question.options.direction {
                Direction::AsBought => Heads::Arrows,
                Direction::EitherWay => Heads::Plain,
            },
            page: String::new(),
        }
    }
}

/// The picture as a file of its own.
///
/// # Errors
/// As for [`markup::render`].
pub fn stand_alone(
    manner: Manner,
    answer: &PathsAnswer,
    found: &Connections,
    orientation: Orientation,
) -> Result<String, askama::Error> {
    let layout = lay_out(manner.texts, found, orientation);
    let telling = Telling {
        page: href::connect(&answer.question),
        ..Telling::of(manner.texts, answer)
    };
    print(manner, &telling, found, &layout, &Setting::Alone)
}

/// The layout of connections, with what boxes say in the language of `texts`.
#[must_use]
pub fn lay_out(texts: Texts, found: &Connections, orientation: Orientation) -> Layout {
    layout::lay_out(found, &captions(texts, found), orientation, false)
}

/// The layout in a page, where boxes show covers if there are any. A picture that stands alone
/// cannot: browsers load nothing into a picture.
#[must_use]
pub fn lay_out_in_page(texts: Texts, found: &Connections, orientation: Orientation) -> Layout {
    layout::lay_out(
        found,
        &captions(texts, found),
        orientation,
        has_covers(found),
    )
}

/// Whether any item that may be drawn has a cover.
fn has_covers(found: &Connections) -> bool {
    drawn_items(found).any(|item| cards::cover_of(&item.card).is_some())
}

fn captions(texts: Texts, found: &Connections) -> Vec<String> {
    let cards = found.items.iter().map(|item| &item.card);
    cards
        .map(|card| words::category_and_year(texts, card))
        .collect()
}

/// Items whose boxes look the same in both pictures.
fn shared(first: &Layout, second: &Layout) -> BTreeSet<usize> {
    let size = |layout: &Layout| {
        let rect = layout.boxes.first().map(|item_box| item_box.rect);
        rect.map(|rect| (rect.width, rect.height))
    };
    if size(first) != size(second) || first.rows != second.rows {
        return BTreeSet::new();
    }
    let items = |layout: &Layout| -> BTreeSet<usize> {
        layout.boxes.iter().map(|item_box| item_box.item).collect()
    };
    &items(first) & &items(second)
}

fn print(
    manner: Manner,
    telling: &Telling,
    found: &Connections,
    layout: &Layout,
    setting: &Setting,
) -> Result<String, askama::Error> {
    let texts = manner.texts;
    let alone = matches!(setting, Setting::Alone);
    let heads = telling.heads;
    // A tall picture in a page is for phones, where nothing hovers.
    let told = !matches!(setting, Setting::Second(_));
    let pills = lines::pills(texts, found, layout, heads);
    let heading = alone.then(|| {
        // A picture of its own has no legend beside it.
        let words = if pills.iter().any(|pill| pill.bare) {
            let heading = args!["headline" => &telling.headline];
            texts.tell("picture-heading-with-legend", &heading)
        } else {
            telling.headline.clone()
        };
        Heading::new(words, layout.width)
    });
    let cards = cards::cards(manner, found, layout, setting);
    let folds = layout.folds.iter();
    let picture = Picture {
        id: setting.id(),
        language: alone.then(|| texts.language().code()),
        short_id: setting.short_id(),
        style: STYLE,
        columns: layout.columns,
        width: heading
            .as_ref()
            .map_or(layout.width, |heading| heading.canvas_width),
        height: layout.height,
        heading_height: heading.as_ref().map_or(0, |_| HEADING_HEIGHT),
        heading,
        title: &telling.title,
        description: description(texts, found, layout.orientation),
        arrows: heads == Heads::Arrows,
        frames: cards::frames(&cards),
        bundles: lines::bundles(texts, found, layout, told, heads),
        pills,
        folds: folds
            .map(|fold| FoldCard::new(texts, fold, &telling.page))
            .collect(),
        measures: cards::Measures::new(layout),
        covers: layout.cover_room > 0,
        marked: cards.iter().any(|card| card.on_every_path),
        cards,
    };
    markup::render(&picture)
}

#[derive(Template)]
#[template(path = "picture.svg")]
struct Picture<'a> {
    id: &'static str,
    /// On stand-alone pictures only; in a page they are in the language of the page.
    language: Option<&'static str>,
    short_id: &'static str,
    style: &'static str,
    columns: usize,
    width: i32,
    height: i32,
    heading_height: i32,
    /// On stand-alone pictures only.
    heading: Option<Heading>,
    title: &'a str,
    description: String,
    arrows: bool,
    measures: cards::Measures,
    frames: Vec<Frame>,
    /// Its boxes have room for covers.
    covers: bool,
    /// There are items on every path.
    marked: bool,
    bundles: Vec<Bundle>,
    pills: Vec<Pill>,
    cards: Vec<Card<'a>>,
    folds: Vec<FoldCard>,
}

impl Picture<'_> {
    /// Pixels to the length that grows with the reader's letter size.
    fn rem(pixels: &i32) -> String {
        format!("{}rem", f64::from(*pixels) / 16.0)
    }
}

/// The band above a stand-alone picture.
struct Heading {
    words: String,
    /// Width of a canvas that holds both the band and the picture.
    canvas_width: i32,
}

impl Heading {
    fn new(words: String, picture_width: i32) -> Self {
        let room = fit::width(&words, f64::from(HEADING_SIZE)).ceil() as i32;
        Self {
            words,
            canvas_width: picture_width.max(room + 24),
        }
    }
}

/// The items of the shortest connections, which alone are drawn.
fn drawn_items(found: &Connections) -> impl Iterator<Item = &PathItem> {
    found.items.iter().filter(|item| item.on_shortest)
}

/// From this length on a picture is wider than a tablet.
const LONG_HOPS: usize = 3;

/// Whether the tall picture stands on a tablet too, instead of the wide one.
pub(crate) fn is_long(found: &Connections) -> bool {
    found.hops >= LONG_HOPS
}

// The words of a picture.

fn title(texts: Texts, [from, to]: [&ItemCard; 2], headline: &str) -> String {
    texts.tell(
        "picture-title",
        &args![
            "headline" => headline,
            "from" => words::in_a_line(&from.title),
            "to" => words::in_a_line(&to.title),
        ],
    )
}

fn description(texts: Texts, found: &Connections, orientation: Orientation) -> String {
    let size = args!["items" => drawn_items(found).count(), "hops" => found.hops];
    match orientation {
        Orientation::Across => texts.tell("picture-across", &size),
        Orientation::Down => texts.tell("picture-down", &size),
    }
}

#[cfg(test)]
mod tests;
