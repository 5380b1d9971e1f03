//! Prints a layout as SVG: inline for a page, or stand-alone with its own style.
//!
//! Knows shapes, classes and wording; positions come from [`super::layout`]. Colours live in
//! `static/picture.css`, which the stylesheet and the stand-alone picture share. Every item is a
//! real link, so the picture works with scripts off and by keyboard.

use std::collections::BTreeMap;

use askama::Template;

use crate::explorer::{Connections, Direction, PathItem, PathsAnswer};

use super::href;
use super::label::{self, Label};
use super::layout::{
    self, FoldBox, Folded, GLYPH_WIDTH, ItemBox, LinkCurve, Orientation, PADDING, Point, Rect, Role,
};
use super::texts::{Texts, args};
use super::words;

/// The style of every picture. A stand-alone picture carries it in a `<style>` element, which a
/// content security policy has to allow (by its hash, for example).
pub const STYLE: &str = include_str!("../../static/picture.css");

/// Height of the band above a stand-alone picture that says what it shows.
const HEADING_HEIGHT: i32 = 48;
/// Height of letters in that band.
const HEADING_SIZE: i32 = 16;
/// Height of the letters that say how many orders a line stands for.
const COUNT_SIZE: i32 = 11;
/// How much of a line stays to be seen beside its pill.
const LINE_SEEN: i32 = 12;
/// How far the text of a box moves down where no bar stands under it.
const LOWERED: i32 = 5;
/// Number of category shapes; further categories begin again at the first.
const SHAPES: usize = 8;

/// The picture to be set into a page. Its style is part of the page's stylesheet.
///
/// # Errors
/// Whatever askama reports; with the templates of this house, nothing.
pub fn inline(
    texts: Texts,
    answer: &PathsAnswer,
    found: &Connections,
    orientation: Orientation,
) -> Result<String, askama::Error> {
    let id = match orientation {
        Orientation::Across => "across",
        Orientation::Down => "down",
    };
    print(texts, answer, found, orientation, Some(id))
}

/// The picture as a file of its own.
///
/// # Errors
/// Whatever askama reports; with the templates of this house, nothing.
pub fn stand_alone(
    texts: Texts,
    answer: &PathsAnswer,
    found: &Connections,
    orientation: Orientation,
) -> Result<String, askama::Error> {
    print(texts, answer, found, orientation, None)
}

fn print(
    texts: Texts,
    answer: &PathsAnswer,
    found: &Connections,
    orientation: Orientation,
    inline_id: Option<&'static str>,
) -> Result<String, askama::Error> {
    let layout = layout::lay_out(found, orientation);
    let shapes = category_shapes(found);
    let headline = words::headline(texts, answer);
    let page = match inline_id {
        Some(_) => String::new(),
        None => href::connect(&answer.question),
    };
    let links: Vec<Line> = layout
        .links
        .iter()
        .map(|curve| line(texts, found, curve, orientation))
        .collect();
    let bare = |line: &Line| line.label.as_ref().is_some_and(|label| label.bare);
    let heading = inline_id.is_none().then(|| {
        // A picture of its own has no legend beside it.
        let words = if links.iter().any(bare) {
            let heading = args!["headline" => &headline];
            texts.tell("picture-heading-with-legend", &heading)
        } else {
            headline.clone()
        };
        Heading::new(words, layout.width)
    });
    let boxes = layout.boxes.iter();
    let folds = layout.folds.iter();
    let picture = Picture {
        id: inline_id.unwrap_or("alone"),
        style: STYLE,
        columns: layout.columns,
        width: heading
            .as_ref()
            .map_or(layout.width, |heading| heading.canvas_width),
        height: layout.height,
        heading_height: heading.as_ref().map_or(0, |_| HEADING_HEIGHT),
        heading,
        title: texts.tell(
            "picture-title",
            &args![
                "headline" => headline,
                "from" => plain(&answer.from.title),
                "to" => plain(&answer.to.title),
            ],
        ),
        description: description(texts, found, orientation),
        arrows: answer.question.direction == Direction::AsBought,
        links,
        boxes: boxes
            .map(|place| card(texts, found, place, &shapes))
            .collect(),
        folds: folds.map(|fold| fold_card(texts, fold, &page)).collect(),
    };
    Ok(well_formed(picture.render()?))
}

#[derive(Template)]
#[template(path = "picture.svg")]
struct Picture {
    id: &'static str,
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
    links: Vec<Line>,
    boxes: Vec<Card>,
    folds: Vec<FoldCard>,
}

impl Picture {
    /// Pixels to the length that grows with the reader's letter size.
    fn rem(pixels: &i32) -> String {
        format!("{:.3}rem", f64::from(*pixels) / 16.0)
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
        let room = label::width(&words, f64::from(HEADING_SIZE)).ceil() as i32;
        Self {
            words,
            canvas_width: picture_width.max(room + 24),
        }
    }
}

struct Line {
    class: &'static str,
    path: String,
    stroke_width: String,
    words: String,
    label: Option<LineLabel>,
}

/// The pill in the middle of a line, with the orders that hold both ends.
struct LineLabel {
    x: i32,
    y: i32,
    text: String,
    width: i32,
    /// The number stands without its noun.
    bare: bool,
}

impl LineLabel {
    /// The number with its noun where the gap has room for both, and the bare number elsewhere.
    fn new(texts: Texts, middle: Point, orders: u32, room: i32) -> Self {
        let pill = |text: &str| label::width(text, f64::from(COUNT_SIZE)).ceil() as i32 + 14;
        let whole = texts.count("orders", orders);
        let bare = pill(&whole) > room;
        let text = if bare { texts.number(orders) } else { whole };
        Self {
            x: middle.x,
            y: middle.y,
            width: pill(&text),
            text,
            bare,
        }
    }
}

struct TextLine {
    x: i32,
    y: i32,
    text: String,
    right_to_left: bool,
}

struct Card {
    class: String,
    href: String,
    words: String,
    rect: Rect,
    title: Vec<TextLine>,
    caption: Option<TextLine>,
    glyph: Option<Glyph>,
    /// None where there is one connection only: all of it passes everywhere.
    bar: Option<Bar>,
    on_every_path: bool,
}

/// The bar that shows an item's share of the connections.
struct Bar {
    width: i32,
    share_width: i32,
}

struct Glyph {
    class: usize,
    x: i32,
    y: i32,
    path: &'static str,
}

struct FoldCard {
    href: String,
    words: String,
    rect: Rect,
    lines: [String; 2],
}

fn description(texts: Texts, found: &Connections, orientation: Orientation) -> String {
    let size = args!["items" => drawn_items(found).count(), "hops" => found.hops];
    match orientation {
        Orientation::Across => texts.tell("picture-across", &size),
        Orientation::Down => texts.tell("picture-down", &size),
    }
}

/// A title in a sentence: between marks where it would turn the direction of the words around it.
fn plain(title: &str) -> String {
    if label::holds_right_to_left(title) {
        words::isolated(title)
    } else {
        title.to_owned()
    }
}

fn line(texts: Texts, found: &Connections, curve: &LinkCurve, orientation: Orientation) -> Line {
    let [begin, first, second, end] = curve.points;
    let link = curve.link.and_then(|place| found.links.get(place));
    // A tall picture is for phones, where nothing hovers.
    let hovered = link.filter(|_| orientation == Orientation::Across);
    let words = hovered.map_or_else(String::new, |link| {
        let title = |place: usize| {
            let item = found.items.get(place);
            item.map_or_else(String::new, |item| plain(&item.card.title))
        };
        let lead = words::lead(texts, &link.evidence);
        format!("{} – {}: {lead}", title(link.from), title(link.to))
    });
    let orders = link.and_then(|link| link.evidence.orders);
    let room = match orientation {
        Orientation::Across => end.x - begin.x - LINE_SEEN,
        Orientation::Down => i32::MAX,
    };
    Line {
        class: match (curve.best, link) {
            (true, Some(_)) => "cw-best",
            (true, None) => "cw-folded cw-best",
            (false, Some(_)) => "",
            (false, None) => "cw-folded",
        },
        path: format!(
            "M{} {}C{} {} {} {} {} {}",
            begin.x, begin.y, first.x, first.y, second.x, second.y, end.x, end.y
        ),
        stroke_width: format!("{}.{}", curve.width_tenths / 10, curve.width_tenths % 10),
        words,
        label: curve
            .label
            .zip(orders)
            .map(|(middle, orders)| LineLabel::new(texts, middle, orders, room)),
    }
}

fn card(
    texts: Texts,
    found: &Connections,
    place: &ItemBox,
    shapes: &BTreeMap<&str, usize>,
) -> Card {
    // The layout names places of the very connections it was made from.
    let item = &found.items[place.item];
    let shape = item
        .card
        .category
        .as_deref()
        .and_then(|name| shapes.get(name))
        .copied();
    let indent = shape.map_or(0, |_| GLYPH_WIDTH);
    let rtl_caption = place.caption.right_to_left;
    let several = several(found);
    let lowered = if several { 0 } else { LOWERED };
    Card {
        class: card_class(place),
        href: href::item(&item.card.id),
        words: card_words(texts, item, place.role),
        rect: place.rect,
        title: text_lines(&place.title, place.rect.width, 0, 24 + lowered),
        caption: text_lines(&place.caption, place.rect.width, indent, 62 + lowered)
            .into_iter()
            .find(|line| !line.text.is_empty()),
        glyph: shape.map(|shape| Glyph {
            class: shape,
            x: if rtl_caption {
                place.rect.width - PADDING - 10
            } else {
                PADDING
            },
            y: 53 + lowered,
            path: GLYPHS[shape % SHAPES],
        }),
        bar: several.then_some(Bar {
            width: place.rect.width - 2 * PADDING,
            share_width: place.share_width,
        }),
        // With one connection only, the mark would stand everywhere and say nothing.
        on_every_path: item.on_every_path && place.role == Role::Middle && several,
    }
}

/// The items of the shortest connections, which alone are drawn.
fn drawn_items(found: &Connections) -> impl Iterator<Item = &PathItem> {
    found.items.iter().filter(|item| item.on_shortest)
}

/// Whether there is more than one shortest connection.
pub(super) fn several(found: &Connections) -> bool {
    found.path_count.value != 1
}

fn card_class(place: &ItemBox) -> String {
    let role = match place.role {
        Role::Start | Role::End | Role::Stop => " cw-end",
        Role::Middle => "",
    };
    format!("cw-item{role}{}", if place.best { " cw-best" } else { "" })
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
    format!(
        "{}, {}: {place}",
        plain(&item.card.title),
        words::told_apart_by(texts, &item.card)
    )
}

fn text_lines(label: &Label, width: i32, indent: i32, first_y: i32) -> Vec<TextLine> {
    let right_to_left = label.right_to_left;
    let x = if right_to_left {
        width - PADDING - indent
    } else {
        PADDING + indent
    };
    let line = |(y, text): (i32, &String)| TextLine {
        x,
        y,
        text: text.clone(),
        right_to_left,
    };
    (first_y..)
        .step_by(17)
        .zip(&label.lines)
        .map(line)
        .collect()
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
    FoldCard {
        href: format!("{page}#hop-{hop}"),
        words,
        rect: fold.rect,
        lines,
    }
}

/// A shape for each category of the picture, in alphabetical order.
fn category_shapes(found: &Connections) -> BTreeMap<&str, usize> {
    let names = drawn_items(found).filter_map(|item| item.card.category.as_deref());
    let mut shapes: BTreeMap<&str, usize> = names.map(|name| (name, 0)).collect();
    for (place, shape) in shapes.values_mut().enumerate() {
        *shape = place % SHAPES;
    }
    shapes
}

/// Shapes in a box of ten by ten: disc, square, triangle, diamond, ring, cross, hexagon, bars.
const GLYPHS: [&str; SHAPES] = [
    "M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0 -10z",
    "M0.5 0.5h9v9h-9z",
    "M5 0L10 9.5H0z",
    "M5 -0.5L10.5 5L5 10.5L-0.5 5z",
    "M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0 -10zM5 3a2 2 0 1 1 0 4a2 2 0 1 1 0 -4z",
    "M3.5 0h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M2.5 0.5h5L10 5L7.5 9.5h-5L0 5z",
    "M0.5 0.5h3v9h-3zM6.5 0.5h3v9h-3z",
];

/// XML forbids most control characters even when escaped; each becomes U+FFFD.
fn well_formed(svg: String) -> String {
    let forbidden = |letter: char| {
        matches!(letter, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}'
            | '\u{FFFE}' | '\u{FFFF}')
    };
    if svg.contains(forbidden) {
        svg.replace(forbidden, "\u{FFFD}")
    } else {
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::Outcome;
    use crate::view::samples;

    fn connections(answer: &PathsAnswer) -> &Connections {
        match &answer.outcome {
            Outcome::Found(found) => found,
            _ => panic!("samples::found makes found answers"),
        }
    }

    #[test]
    fn inline_picture_of_two_ways() {
        let answer = samples::found(&[1, 2, 1]);
        let svg = inline(
            Texts::default(),
            &answer,
            connections(&answer),
            Orientation::Across,
        )
        .expect("renders");
        insta::assert_snapshot!(svg);
    }

    #[test]
    fn stand_alone_picture_as_bought() {
        let mut answer = samples::found(&[1, 1, 1]);
        answer.question.direction = Direction::AsBought;
        let svg = stand_alone(
            Texts::default(),
            &answer,
            connections(&answer),
            Orientation::Down,
        )
        .expect("renders");
        let (before, after) = svg.split_once(STYLE).expect("the style is embedded");
        insta::assert_snapshot!(format!("{before}…{after}"));
    }

    #[test]
    fn markup_in_a_title_stays_text() {
        let mut answer = samples::found(&[1, 1, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!()
        };
        found.items[1].card.title = "</text><script>alert(1)</script>\u{1}\u{FFFE}".into();
        let svg = stand_alone(
            Texts::default(),
            &answer,
            connections(&answer),
            Orientation::Across,
        )
        .expect("renders");
        assert!(!svg.contains("<script"));
        assert!(!svg.contains(['\u{1}', '\u{FFFE}']));
        assert!(svg.contains('\u{FFFD}'));
    }

    #[test]
    fn a_picture_carries_no_style_attribute() {
        let answer = samples::found(&[1, 4, 14, 2, 1]);
        for orientation in [Orientation::Across, Orientation::Down] {
            let svg = inline(Texts::default(), &answer, connections(&answer), orientation)
                .expect("renders");
            assert!(!svg.contains(" style="));
            assert!(!svg.contains("<style"));
        }
    }

    #[test]
    fn every_drawn_item_is_a_link_with_its_whole_title() {
        let answer = samples::found(&[1, 3, 1]);
        let svg = inline(
            Texts::default(),
            &answer,
            connections(&answer),
            Orientation::Across,
        )
        .expect("renders");
        assert_eq!(svg.matches("<a href=\"/items/").count(), 5);
        assert!(svg.contains("A Pattern Language: Towns, Buildings, Construction"));
    }

    #[test]
    fn items_of_longer_connections_are_not_drawn_and_stops_stand_out() {
        let answer = samples::longer();
        for orientation in [Orientation::Across, Orientation::Down] {
            let svg = inline(Texts::default(), &answer, connections(&answer), orientation)
                .expect("renders");
            assert!(!svg.contains(&samples::card(8).title));
            assert_eq!(svg.matches("<a href=\"/items/").count(), 7);
            assert!(svg.contains("hop 2, a stop on the way"));
            assert_eq!(svg.matches(" cw-end").count(), 3);
            assert!(svg.contains("7 items in 4 hops"));
        }
        let shortest = samples::found(&[1, 2, 1, 2, 1]);
        for orientation in [Orientation::Across, Orientation::Down] {
            let links = |answer| {
                layout::lay_out(connections(answer), orientation)
                    .links
                    .len()
            };
            assert_eq!(links(&answer), links(&shortest));
        }
    }

    #[test]
    fn the_stylesheet_knows_how_wide_pictures_are() {
        let sheet = include_str!("../../static/style.css");
        for columns in 2..=layout::MAX_COLUMNS {
            let answer = samples::found(&vec![1; columns]);
            let layout = layout::lay_out(connections(&answer), Orientation::Across);
            let width = f64::from(layout.width) / 16.0;
            let rule = format!(".cw-columns-{columns}{{--natural:{width}rem}}");
            assert!(sheet.contains(&rule), "{rule}");
        }
    }

    #[test]
    fn a_narrow_gap_holds_the_bare_number() {
        let middle = Point { x: 0, y: 0 };
        assert_eq!(
            LineLabel::new(Texts::default(), middle, 12, 80).text,
            "12 orders"
        );
        assert_eq!(LineLabel::new(Texts::default(), middle, 12, 48).text, "12");
    }
}
