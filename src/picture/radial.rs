//! A small map of an item's surroundings: the item in the middle, its strongest neighbours on a
//! ring around it, the strongest at the top and on clockwise.
//!
//! Pure geometry and a template: knows cards and evidence, no pages and no graph. Every neighbour
//! is a link to its own page. The map is printed twice, once for narrow places and once for wide
//! ones; `static/picture.css` shows the one that fits.

use askama::Template;

use crate::explorer::{ItemCard, Neighbour};

use crate::address::href;
use crate::letters::fit::{self, Label};
use crate::letters::markup;
use crate::picture::layered::{GLYPHS, Manner};
use crate::picture::layout::{Point, Rect, width_tenths};
use crate::words;
use crate::words::texts::{Texts, args};

/// Most neighbours one map shows.
pub const MAX_NEIGHBOURS: usize = 12;

/// Room between the edge of a box and its text.
const PADDING: i32 = 7;
/// Room above and below; the shape of a category stands on the upper edge of its box.
const MARGIN: i32 = 10;

/// The map of an item among its neighbours, the strongest first; more than [`MAX_NEIGHBOURS`] are
/// left out. For an item without neighbours there is no map, and the text is empty.
///
/// # Errors
/// As for [`markup::render`].
pub fn surroundings(
    manner: Manner,
    card: &ItemCard,
    neighbours: &[Neighbour],
) -> Result<String, askama::Error> {
    let shown = &neighbours[..neighbours.len().min(MAX_NEIGHBOURS)];
    if shown.is_empty() {
        return Ok(String::new());
    }
    let wide = print(manner, card, shown, &WIDE)?;
    let narrow = print(manner, card, shown, &NARROW)?;
    Ok(format!("<div class=\"cw-map\">\n{wide}\n{narrow}\n</div>"))
}

/// The measures of one form of the map. Twelve places lie around the middle, clockwise from the
/// top; none stands in the way between the middle and another.
struct Form {
    class: &'static str,
    width: i32,
    box_width: i32,
    box_height: i32,
    letters: i32,
    middle: Rect,
    /// Upper left corners.
    places: [(i32, i32); MAX_NEIGHBOURS],
}

/// Five columns: one box above and below in the inner three, three boxes in the outer two.
const WIDE: Form = Form {
    class: "cw-wide",
    width: 640,
    box_width: 120,
    box_height: 44,
    letters: 12,
    middle: Rect {
        x: 250,
        y: 142,
        width: 140,
        height: 56,
    },
    places: [
        (260, 10),
        (390, 26),
        (519, 78),
        (519, 148),
        (519, 218),
        (390, 270),
        (260, 286),
        (130, 270),
        (1, 218),
        (1, 148),
        (1, 78),
        (130, 26),
    ],
};

/// Three columns: five boxes in the outer ones, one above and one below the middle.
const NARROW: Form = Form {
    class: "cw-narrow",
    width: 320,
    box_width: 101,
    box_height: 42,
    letters: 11,
    middle: Rect {
        x: 109,
        y: 146,
        width: 102,
        height: 56,
    },
    places: [
        (109, 10),
        (218, 38),
        (218, 96),
        (218, 153),
        (218, 210),
        (218, 268),
        (109, 296),
        (1, 268),
        (1, 210),
        (1, 153),
        (1, 96),
        (1, 38),
    ],
};

impl Form {
    /// The place of one of so many neighbours: few spread around the whole ring.
    fn place(&self, neighbour: usize, count: usize) -> Rect {
        let place = neighbour * MAX_NEIGHBOURS / count.max(1);
        let (x, y) = self.places[place % MAX_NEIGHBOURS];
        Rect {
            x,
            y,
            width: self.box_width,
            height: self.box_height,
        }
    }

    /// A quadratic curve from the middle to the near edge of a box: straight up or down to those
    /// above and below, and level with the box to those at the sides.
    fn curve(&self, to: Rect) -> [Point; 3] {
        let centre = |rect: Rect| Point {
            x: rect.x + rect.width / 2,
            y: rect.y + rect.height / 2,
        };
        let (middle, there) = (centre(self.middle), centre(to));
        let is_outer = to.x <= 1 || to.x + to.width >= self.width - 1;
        let end = match (is_outer, there.x < middle.x, there.y < middle.y) {
            (true, true, _) => Point {
                x: to.x + to.width,
                y: there.y,
            },
            (true, false, _) => Point {
                x: to.x,
                y: there.y,
            },
            (false, _, true) => Point {
                x: there.x,
                y: to.y + to.height,
            },
            (false, _, false) => Point {
                x: there.x,
                y: to.y,
            },
        };
        // Level arrival, so that the curve passes between the boxes of the ring.
        let bend = Point {
            x: (middle.x + end.x) / 2,
            y: if is_outer {
                end.y
            } else {
                (middle.y + end.y) / 2
            },
        };
        [middle, bend, end]
    }
}

#[derive(Template)]
#[template(path = "radial.svg")]
struct Map<'a> {
    form: &'a Form,
    top: i32,
    height: i32,
    title: String,
    description: String,
    middle: Spot,
    spots: Vec<Spot>,
}

/// A box with its line.
struct Spot {
    href: String,
    words: String,
    rect: Rect,
    /// From the middle; empty for the middle itself.
    line: String,
    stroke_width: String,
    lines: Vec<TextLine>,
    glyph: Option<(usize, &'static str)>,
}

struct TextLine {
    y: i32,
    text: String,
    right_to_left: bool,
    /// It is not the title.
    small: bool,
}

fn print(
    manner: Manner,
    card: &ItemCard,
    neighbours: &[Neighbour],
    form: &Form,
) -> Result<String, askama::Error> {
    let texts = manner.texts;
    let glyph = |card: &ItemCard| {
        let shape = manner.shape_of(card)?;
        Some((shape, *GLYPHS.get(shape)?))
    };
    let spots = neighbours.iter().enumerate().map(|(place, neighbour)| {
        let rect = form.place(place, neighbours.len());
        let tenths = width_tenths(neighbour.evidence.orders);
        Spot {
            href: href::item(&neighbour.card.id),
            words: spot_words(texts, neighbour),
            rect,
            line: path(form.curve(rect)),
            stroke_width: (f64::from(tenths) / 10.0).to_string(),
            lines: text_lines(texts, &neighbour.card, rect, form),
            glyph: glyph(&neighbour.card),
        }
    });
    let taken = (0..neighbours.len()).map(|place| form.place(place, neighbours.len()));
    let taken: Vec<Rect> = taken.chain([form.middle]).collect();
    let top = taken.iter().map(|rect| rect.y).min().unwrap_or_default() - MARGIN;
    let foot = taken.iter().map(|rect| rect.y + rect.height).max();
    let map = Map {
        form,
        top,
        height: foot.unwrap_or_default() + MARGIN - top,
        title: title(texts, card),
        description: description(texts, neighbours),
        middle: Spot {
            href: String::new(),
            words: String::new(),
            rect: form.middle,
            line: String::new(),
            stroke_width: String::new(),
            lines: text_lines(texts, card, form.middle, form),
            glyph: glyph(card),
        },
        spots: spots.collect(),
    };
    markup::render(&map)
}

fn path([from, bend, to]: [Point; 3]) -> String {
    format!(
        "M{} {}Q{} {} {} {}",
        from.x, from.y, bend.x, bend.y, to.x, to.y
    )
}

/// Two lines in the middle of their box: the title, and where it leaves a line free, who made the
/// item or what it is, since many a work shares its title with others.
fn text_lines(texts: Texts, card: &ItemCard, rect: Rect, form: &Form) -> Vec<TextLine> {
    let room = f64::from(rect.width - 2 * PADDING);
    let fit = |text: &str, lines| fit::label(text, room, f64::from(form.letters), lines);
    let mut labels = vec![(fit(&card.title, 2), false)];
    if labels[0].0.lines.len() == 1 {
        let creator = card
            .creator
            .as_deref()
            .filter(|name| !name.trim().is_empty());
        let known = creator.map_or_else(|| words::category_and_year(texts, card), str::to_owned);
        labels.push((fit(&known, 1), true));
    }
    let lines: Vec<TextLine> = labels.into_iter().flat_map(lines_of).collect();
    let line_height = form.letters + 3;
    // Letters stand on their line: two thirds of their height lie above the middle of a line.
    let middle = rect.height / 2 + form.letters / 3 + 1;
    let first = middle - if lines.len() > 1 { line_height / 2 } else { 0 };
    let feet = (first..).step_by(usize::try_from(line_height).unwrap_or(1));
    feet.zip(lines)
        .map(|(y, line)| TextLine { y, ..line })
        .collect()
}

/// The lines of a label, still without a place.
fn lines_of((label, small): (Label, bool)) -> impl Iterator<Item = TextLine> {
    let written = label.lines.into_iter().filter(|text| !text.is_empty());
    written.map(move |text| TextLine {
        y: 0,
        text,
        right_to_left: label.right_to_left,
        small,
    })
}

// The words of a map.

fn title(texts: Texts, card: &ItemCard) -> String {
    texts.tell(
        "map-title",
        &args!["title" => words::in_a_line(&card.title)],
    )
}

fn description(texts: Texts, neighbours: &[Neighbour]) -> String {
    let mut known = neighbours.iter().map(|neighbour| neighbour.evidence.orders);
    let counted = known.any(|orders| orders.is_some());
    let words = if counted { "map-counted" } else { "map-given" };
    texts.say(words).into_owned()
}

fn spot_words(texts: Texts, neighbour: &Neighbour) -> String {
    format!(
        "{}: {}",
        words::with_facts(texts, &neighbour.card),
        words::lead(texts, &neighbour.evidence)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::explorer::samples;
    use crate::picture::layered::manner;

    fn neighbours(count: usize) -> Vec<Neighbour> {
        let neighbour = |seed| Neighbour {
            card: samples::card(seed),
            evidence: samples::evidence(seed),
        };
        (1..=count).map(neighbour).collect()
    }

    fn print_of(count: usize) -> String {
        surroundings(manner::of_samples(), &samples::card(0), &neighbours(count)).expect("prints")
    }

    #[test]
    fn a_map_of_twelve() {
        insta::assert_snapshot!(print_of(12));
    }

    #[test]
    fn a_map_of_three() {
        insta::assert_snapshot!(print_of(3));
    }

    #[test]
    fn an_item_without_neighbours_has_no_map() {
        assert_eq!(print_of(0), "");
    }

    #[test]
    fn few_neighbours_leave_no_empty_half() {
        let one = print_of(1);
        assert!(one.contains("viewBox=\"0 0 640 208\""), "{one}");
        assert!(print_of(12).contains("viewBox=\"0 0 640 340\""));
    }

    #[test]
    fn more_than_twelve_neighbours_are_left_out() {
        assert_eq!(print_of(13), print_of(12));
        assert_eq!(print_of(12).matches("<a href=\"/items/").count(), 24);
    }

    #[test]
    fn boxes_stand_apart_and_inside_and_no_line_crosses_another_box() {
        for form in [&WIDE, &NARROW] {
            for count in 1..=MAX_NEIGHBOURS {
                let rects: Vec<Rect> = (0..count).map(|place| form.place(place, count)).collect();
                for (place, rect) in rects.iter().enumerate() {
                    assert!(rect.x >= 1 && rect.x + rect.width < form.width);
                    assert!(!rect.overlaps(&form.middle));
                    for other in &rects[place + 1..] {
                        assert!(!rect.overlaps(other), "{rect:?} {other:?}");
                    }
                    let curve = form.curve(*rect);
                    let others = rects.iter().filter(|other| *other != rect);
                    for other in others {
                        assert!(!crosses(&curve, other), "{} {rect:?} {other:?}", form.class);
                    }
                }
            }
        }
    }

    /// Whether a quadratic curve passes through a rectangle, by its definition.
    fn crosses([from, bend, to]: &[Point; 3], rect: &Rect) -> bool {
        (0..=60).any(|step| {
            let t = f64::from(step) / 60.0;
            let at = |a: i32, b: i32, c: i32| {
                (1.0 - t).powi(2) * f64::from(a)
                    + 2.0 * t * (1.0 - t) * f64::from(b)
                    + t.powi(2) * f64::from(c)
            };
            let (x, y) = (at(from.x, bend.x, to.x), at(from.y, bend.y, to.y));
            let inside = |at: f64, begin: i32, length: i32| {
                at > f64::from(begin) && at < f64::from(begin + length)
            };
            inside(x, rect.x, rect.width) && inside(y, rect.y, rect.height)
        })
    }

    proptest! {
        #[test]
        fn labels_stay_in_their_boxes(title in "\\PC{0,120}", creator in "\\PC{0,60}") {
            let card = ItemCard {
                title,
                creator: Some(creator),
                ..samples::card(1)
            };
            for form in [&WIDE, &NARROW] {
                for rect in [form.place(0, 12), form.middle] {
                    let lines = text_lines(Texts::default(), &card, rect, form);
                    prop_assert!((1..=2).contains(&lines.len()));
                    for line in lines {
                        let room = f64::from(rect.width - 2 * PADDING) + 1e-6;
                        prop_assert!(fit::width(&line.text, f64::from(form.letters)) <= room);
                        prop_assert!(line.y - form.letters >= 0 && line.y + 4 <= rect.height);
                    }
                }
            }
        }
    }
}
