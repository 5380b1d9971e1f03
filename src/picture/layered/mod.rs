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

use std::collections::BTreeSet;

use askama::Template;

use crate::explorer::{Connections, Direction, PathItem, PathsAnswer};

use crate::address::href;
use crate::letters::fit;
use crate::letters::markup;
use crate::picture::layout::{self, FoldBox, Folded, Layout, Orientation, Role};
use crate::words;
use crate::words::texts::{Texts, args};

pub(super) use cards::GLYPHS;
pub use cards::SHAPES;

use cards::{Card, FoldCard, Frame};
use lines::{Bundle, Heads, Pill};

/// The style of every picture. A stand-alone picture carries it in a `<style>` element, which a
/// content security policy has to allow (by its hash, for example).
pub const STYLE: &str = include_str!("../../../static/picture.css");

/// Height of the band above a stand-alone picture that says what it shows.
const HEADING_HEIGHT: i32 = 48;
/// Height of letters in that band.
const HEADING_SIZE: i32 = 16;

/// How pictures speak, and which shape each category has: on all pages of a catalogue the same.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// The texts of the reader's language.
    pub texts: Texts,
    /// The categories that have a shape, by its number; all others have none.
    pub categories: &'a [String],
}

impl Manner<'_> {
    /// The shape of a category, if it has one.
    pub(super) fn shape_of(&self, category: Option<&str>) -> Option<usize> {
        let category = category?;
        let mut categories = self.categories.iter().take(SHAPES);
        categories.position(|name| name == category)
    }
}

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
/// Whatever askama reports; with the templates of this house, nothing.
pub fn inline(
    manner: Manner,
    answer: &PathsAnswer,
    found: &Connections,
) -> Result<InlinePictures, askama::Error> {
    let across = layout::lay_out(manner.texts, found, Orientation::Across);
    let down = layout::lay_out(manner.texts, found, Orientation::Down);
    let shared = shared(&across, &down);
    Ok(InlinePictures {
        across: print(manner, answer, found, &across, &Setting::First(&shared))?,
        down: print(manner, answer, found, &down, &Setting::Second(&shared))?,
    })
}

/// The picture as a file of its own.
///
/// # Errors
/// Whatever askama reports; with the templates of this house, nothing.
pub fn stand_alone(
    manner: Manner,
    answer: &PathsAnswer,
    found: &Connections,
    orientation: Orientation,
) -> Result<String, askama::Error> {
    let layout = layout::lay_out(manner.texts, found, orientation);
    print(manner, answer, found, &layout, &Setting::Alone)
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

/// Where a picture stands, and which boxes it shares with the other one there.
enum Setting<'a> {
    /// In a file.
    Alone,
    /// In a page, before the other.
    First(&'a BTreeSet<usize>),
    /// In a page, after the other.
    Second(&'a BTreeSet<usize>),
}

impl Setting<'_> {
    /// Begins the ids of what is said of this picture.
    fn id(&self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::First(_) => "across",
            Self::Second(_) => "down",
        }
    }

    /// Begins the ids of what is drawn many times.
    fn short_id(&self) -> &'static str {
        match self {
            Self::Alone | Self::First(_) => "a",
            Self::Second(_) => "d",
        }
    }
}

fn print(
    manner: Manner,
    answer: &PathsAnswer,
    found: &Connections,
    layout: &Layout,
    setting: &Setting,
) -> Result<String, askama::Error> {
    let texts = manner.texts;
    let headline = words::headline(texts, answer);
    let alone = matches!(setting, Setting::Alone);
    let page = if alone {
        href::connect(&answer.question)
    } else {
        String::new()
    };
    let heads = match answer.question.direction {
        Direction::AsBought => Heads::Arrows,
        Direction::EitherWay => Heads::Plain,
    };
    // A tall picture in a page is for phones, where nothing hovers.
    let told = !matches!(setting, Setting::Second(_));
    let pills = lines::pills(texts, found, layout, heads);
    let heading = alone.then(|| {
        // A picture of its own has no legend beside it.
        let words = if pills.iter().any(|pill| pill.bare) {
            let heading = args!["headline" => &headline];
            texts.tell("picture-heading-with-legend", &heading)
        } else {
            headline.clone()
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
        title: title(texts, answer, &headline),
        description: description(texts, found, layout.orientation),
        arrows: heads == Heads::Arrows,
        frames: cards::frames(&cards),
        bundles: lines::bundles(texts, found, layout, told, heads),
        pills,
        folds: folds.map(|fold| fold_card(texts, fold, &page)).collect(),
        measures: cards::Measures::new(layout),
        marked: cards.iter().any(|card| card.on_every_path),
        cards,
    };
    markup::print(&picture)
}

#[derive(Template)]
#[template(path = "picture.svg")]
struct Picture {
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
    title: String,
    description: String,
    arrows: bool,
    measures: cards::Measures,
    frames: Vec<Frame>,
    /// There are items on every path.
    marked: bool,
    bundles: Vec<Bundle>,
    pills: Vec<Pill>,
    cards: Vec<Card>,
    folds: Vec<FoldCard>,
}

impl Picture {
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

/// Whether there is more than one shortest connection.
pub(crate) fn several(found: &Connections) -> bool {
    found.path_count.value != 1
}

// The words of a picture.

fn title(texts: Texts, answer: &PathsAnswer, headline: &str) -> String {
    texts.tell(
        "picture-title",
        &args![
            "headline" => headline,
            "from" => words::in_a_line(&answer.from.title),
            "to" => words::in_a_line(&answer.to.title),
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

fn card_words(texts: Texts, item: &PathItem, role: Role) -> String {
    let mut place = args!["hop" => item.column];
    let place = match role {
        Role::Start => texts.say("picture-start").into_owned(),
        Role::End => texts.say("picture-end").into_owned(),
        Role::Stop => texts.tell("picture-stop", &place),
        Role::Middle if item.on_every_path => texts.tell("picture-every", &place),
        Role::Middle => {
            place.set("share", texts.percent(item.share_of_paths));
            texts.tell("picture-share", &place)
        }
    };
    format!("{}: {place}", words::with_facts(texts, &item.card))
}

/// A number short enough for a narrow gap: `9,999`, `12k`, `3.4M`, `1B`.
fn short_number(texts: Texts, value: u32) -> String {
    let scaled = |unit: u32| {
        let tenths = value / (unit / 10);
        if tenths < 100 && !tenths.is_multiple_of(10) {
            format!("{}.{}", tenths / 10, tenths % 10)
        } else {
            (tenths / 10).to_string()
        }
    };
    match value {
        0..10_000 => texts.number(value),
        10_000..1_000_000 => format!("{}k", scaled(1_000)),
        1_000_000..1_000_000_000 => format!("{}M", scaled(1_000_000)),
        _ => format!("{}B", scaled(1_000_000_000)),
    }
}

fn fold_card(texts: Texts, fold: &FoldBox, page: &str) -> FoldCard {
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
    FoldCard::new(format!("{page}#hop-{hop}"), words, fold.rect, lines)
}

#[cfg(test)]
mod tests;
