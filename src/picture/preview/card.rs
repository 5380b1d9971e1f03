//! What all previews share: the headline, the foot, the box of an item; and the cards of answers
//! without a connection.
//!
//! Knows items and where things stand on the card; how a connection is laid out belongs to `steps`.

use crate::explorer::{ItemCard, NoPath, PathsAnswer};
use crate::letters::fit::Lines;
use crate::picture::layout::{Point, Rect};
use crate::words;
use crate::words::texts::{Texts, args};

use super::canvas::{Anchor, Canvas, Edge, HEIGHT, Tone, Type, WIDTH};
use super::face::{Face, drawable, fit, fit_even};

/// Room between the edge of the card and what is on it.
const MARGIN: i32 = 56;
/// Width of what is on it.
const INNER: i32 = WIDTH as i32 - 2 * MARGIN;
/// Where the picture stands: under the headline, above the foot.
pub(super) const AREA: Rect = Rect {
    x: MARGIN,
    y: 118,
    width: INNER,
    height: 418,
};
/// Baseline of the headline.
const HEADLINE_Y: i32 = 84;
/// Sizes the headline may have; a long one is set smaller.
const HEADLINE_SIZES: [f64; 5] = [50.0, 46.0, 42.0, 38.0, 34.0];
/// Size of a headline too long for one line.
const LONG_HEADLINE_SIZE: f64 = 32.0;
/// Baseline of the foot.
const FOOT_Y: i32 = HEIGHT as i32 - 38;
/// Height of letters in the foot.
const FOOT_SIZE: f64 = 24.0;
/// Distance of two baselines, as a share of the letters' height.
const LEADING: f64 = 1.22;
/// Letters of a title in a sentence.
const NAME_LETTERS: usize = 40;
/// Roundness of boxes.
const ROUND: i32 = 16;

/// How a box of an item looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Dark: the connection begins, ends or was asked to stop here.
    End,
    /// Light, with the edge of the best way.
    Middle,
}

/// The sizes of texts in a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// Of the title.
    pub(super) title: f64,
    /// Of the line under it.
    pub(super) caption: f64,
}

/// Room of a box for texts of these sizes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    rect: Rect,
    padding: i32,
    caption: f64,
    has_caption: bool,
}

impl Room {
    pub(super) fn new(rect: Rect, caption: f64, has_caption: bool) -> Self {
        let padding = match rect.height.min(rect.width) {
            ..=130 => 15,
            131..=220 => 22,
            _ => 28,
        };
        Self {
            rect,
            padding,
            caption,
            has_caption,
        }
    }

    fn width(&self) -> f64 {
        f64::from(self.rect.width - 2 * self.padding)
    }

    /// The title in as many lines as the box has room for.
    pub(super) fn title(&self, title: &str, size: f64) -> Lines {
        let caption = if self.has_caption {
            self.caption * 1.3 + f64::from(self.padding) * 0.5
        } else {
            0.0
        };
        let height = f64::from(self.rect.height - 2 * self.padding) - caption;
        // The last line needs no room below its letters.
        let lines = ((height + (LEADING - 1.0) * size) / (size * LEADING)).floor();
        fit_even(
            title,
            Face::Strong,
            size,
            self.width(),
            (lines as usize).max(1),
        )
    }
}

/// A card being filled.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) canvas: Canvas,
    pub(super) texts: Texts,
}

impl Card {
    /// A card with its headline and its foot.
    pub(super) fn new(texts: Texts, answer: &PathsAnswer, catalogue: &str) -> Self {
        let mut card = Self {
            canvas: Canvas::new(),
            texts,
        };
        card.headline(&words::headline(texts, answer));
        card.foot(catalogue);
        card
    }

    fn headline(&mut self, words: &str) {
        let face = face_of_headline(words);
        let fitted = |size, lines| (size, fit(words, face, size, f64::from(INNER), lines));
        let (size, lines) = HEADLINE_SIZES
            .into_iter()
            .map(|size| fitted(size, 1))
            .find(|(_, lines)| lines.is_whole)
            .unwrap_or_else(|| fitted(LONG_HEADLINE_SIZE, 2));
        let set = Type {
            face,
            size,
            tone: Tone::Ink,
        };
        let leading = (size * LEADING) as i32;
        // Two lines end a little lower than one, and begin above it.
        let above = i32::try_from(lines.lines.len()).unwrap_or(1) - 1;
        let first = HEADLINE_Y - above * (leading - 12);
        for (place, line) in (0..).zip(&lines.lines) {
            let place = Point {
                x: MARGIN,
                y: first + place * leading,
            };
            self.canvas.text(line, place, Anchor::Start, set);
        }
    }

    /// Our sign and name on one side, the name of the catalogue on the other.
    fn foot(&mut self, catalogue: &str) {
        let sign = (MARGIN, FOOT_Y);
        self.sign(sign.0, sign.1 - 27);
        let name = Type {
            face: Face::Serif,
            size: 30.0,
            tone: Tone::Ink,
        };
        let place = Point {
            x: MARGIN + 52,
            y: FOOT_Y,
        };
        self.canvas.text("Cartway", place, Anchor::Start, name);
        let lines = fit(catalogue, Face::Regular, FOOT_SIZE, f64::from(INNER / 2), 1);
        let set = Type {
            face: Face::Regular,
            size: FOOT_SIZE,
            tone: Tone::Muted,
        };
        let place = Point {
            x: MARGIN + INNER,
            y: FOOT_Y,
        };
        if let Some(line) = lines.lines.first() {
            self.canvas.text(line, place, Anchor::End, set);
        }
    }

    /// Two items and what leads from one to the other: the sign of the house.
    fn sign(&mut self, x: i32, y: i32) {
        let at = |dx: f64, dy: f64| (f64::from(x) + dx, f64::from(y) + dy);
        let (left, top, right) = (at(8.0, 23.0), at(20.0, 5.0), at(32.0, 23.0));
        let way = format!(
            "M{} {}L{} {}L{} {}",
            left.0, left.1, top.0, top.1, right.0, right.1
        );
        let edge = |tone, width| Edge {
            tone,
            width,
            is_dashed: false,
        };
        self.canvas.path(&way, None, Some(edge(Tone::Best, 3.4)));
        let ground = y + 33;
        let points = [x - 1, x + 41].map(|x| Point { x, y: ground });
        self.canvas.line(&points, 0, edge(Tone::Edge, 2.0));
        for middle in [left, top, right] {
            self.canvas.circle(middle, 6.0, Tone::Ink);
        }
    }

    /// The box of an item: its title, and under it who made it or what it is.
    pub(super) fn item(&mut self, item: &ItemCard, rect: Rect, look: Look, sizes: Sizes) {
        let (fill, edge, ink, second) = match look {
            Look::End => (Tone::Ink, None, Tone::Card, Tone::Line),
            Look::Middle => {
                let edge = Edge {
                    tone: Tone::Best,
                    width: 2.5,
                    is_dashed: false,
                };
                (Tone::Card, Some(edge), Tone::Ink, Tone::Muted)
            }
        };
        self.canvas.rect(rect, ROUND, fill, edge);
        let captions = captions(self.texts, item);
        let room = Room::new(rect, sizes.caption, !captions.is_empty());
        let x = rect.x + room.padding;
        let title = Type {
            face: Face::Strong,
            size: sizes.title,
            tone: ink,
        };
        let lines = room.title(&item.title, sizes.title).lines;
        let first = f64::from(rect.y + room.padding) + sizes.title * 0.82;
        for (place, line) in lines.iter().enumerate() {
            let y = (first + place as f64 * sizes.title * LEADING).round() as i32;
            self.canvas.text(line, Point { x, y }, Anchor::Start, title);
        }
        let set = Type {
            face: Face::Regular,
            size: sizes.caption,
            tone: second,
        };
        let fitted = |text: &String| fit(text, set.face, set.size, room.width(), 1);
        let caption = captions.iter().map(fitted).find(|lines| lines.is_whole);
        let caption = caption.or_else(|| captions.first().map(fitted));
        if let Some(line) = caption.as_ref().and_then(|lines| lines.lines.first()) {
            let y = rect.y + rect.height - room.padding;
            self.canvas.text(line, Point { x, y }, Anchor::Start, set);
        }
    }

    /// One item, twice asked for.
    pub(super) fn same_item(&mut self, answer: &PathsAnswer) {
        let rect = Rect {
            y: AREA.y + 70,
            height: AREA.height - 150,
            ..AREA
        };
        let caption = 32.0;
        let titles = [(&answer.from, rect)];
        let sizes = Sizes {
            title: title_size(
                self.texts,
                &[76.0, 68.0, 60.0, 52.0, 46.0, 40.0],
                &titles,
                caption,
            ),
            caption,
        };
        self.item(&answer.from, rect, Look::End, sizes);
    }

    /// Both ends apart, and why nothing joins them.
    pub(super) fn no_path(&mut self, answer: &PathsAnswer, none: &NoPath) {
        let gap = 148;
        let width = (AREA.width - gap) / 2;
        let left = Rect {
            width,
            height: 250,
            ..AREA
        };
        let right = Rect {
            x: left.x + width + gap,
            ..left
        };
        let ends = [(&answer.from, left), (&answer.to, right)];
        let sizes = Sizes {
            title: title_size(
                self.texts,
                &[56.0, 50.0, 46.0, 42.0, 38.0, 34.0],
                &ends,
                26.0,
            ),
            caption: 26.0,
        };
        self.torn_line(left.x + width, right.x, left.y + left.height / 2);
        for (item, rect) in ends {
            self.item(item, rect, Look::End, sizes);
        }
        let reason = words::no_path(self.texts, answer, none, |card| {
            fit_name(self.texts, &card.title).unwrap_or_else(|| card.id.clone())
        });
        let set = Type {
            face: Face::Regular,
            size: 28.0,
            tone: Tone::Muted,
        };
        let lines = fit(&reason, set.face, set.size, f64::from(INNER), 3);
        for (place, line) in (0..).zip(&lines.lines) {
            let y = left.y + left.height + 56 + place * 40;
            let place = Point { x: MARGIN, y };
            self.canvas.text(line, place, Anchor::Start, set);
        }
    }

    /// A line that breaks off in the middle.
    fn torn_line(&mut self, from: i32, to: i32, y: i32) {
        let middle = (from + to) / 2;
        let edge = Edge {
            tone: Tone::Edge,
            width: 5.0,
            is_dashed: false,
        };
        for (from, to) in [(from, middle - 34), (middle + 34, to)] {
            let points = [Point { x: from, y }, Point { x: to, y }];
            self.canvas.line(&points, 0, edge);
        }
        for (x, tone) in [(middle - 34, Tone::Edge), (middle + 34, Tone::Edge)] {
            self.canvas.circle((f64::from(x), f64::from(y)), 8.0, tone);
        }
    }
}

/// What may stand under a title, the best first: who made it, or else what it is and when.
fn captions(texts: Texts, item: &ItemCard) -> Vec<String> {
    let creator = item.creator.clone().filter(|name| !name.trim().is_empty());
    let what = || {
        let known = [
            Some(words::category_and_year(texts, item)),
            item.category().map(|category| category.label().to_owned()),
        ];
        known.into_iter().flatten().collect()
    };
    let mut captions: Vec<String> = creator.map_or_else(what, |name| vec![name]);
    captions.retain(|text| !drawable(text, Face::Regular).is_empty());
    captions
}

/// The largest of the sizes at which every title stands whole in its box and none of its words is
/// broken; the smallest where there is none.
pub(super) fn title_size(
    texts: Texts,
    sizes: &[f64],
    titles: &[(&ItemCard, Rect)],
    caption: f64,
) -> f64 {
    let fits = |size: &&f64| {
        titles.iter().all(|(item, rect)| {
            let room = Room::new(*rect, caption, !captions(texts, item).is_empty());
            let lines = room.title(&item.title, **size);
            lines.is_whole && lines.is_tidy
        })
    };
    let smallest = sizes.last().copied().unwrap_or(26.0);
    sizes.iter().find(fits).copied().unwrap_or(smallest)
}

/// The headline face has Latin letters only.
fn face_of_headline(words: &str) -> Face {
    if Face::Serif.has_all(words) {
        Face::Serif
    } else {
        Face::Strong
    }
}

/// A title short enough for a sentence.
fn fit_name(texts: Texts, title: &str) -> Option<String> {
    let title = drawable(title, Face::Regular);
    let name: String = title.chars().take(NAME_LETTERS).collect();
    let is_cut = name.len() < title.len();
    let name = if is_cut {
        format!("{}…", name.trim_end())
    } else {
        name
    };
    (!name.is_empty()).then(|| texts.tell("quoted", &args!["title" => name]))
}
