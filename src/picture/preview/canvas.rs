//! A small drawing surface: boxes, lines and texts become SVG, and SVG becomes a PNG.
//!
//! Colours are the light ones of the stylesheet, read from it by name, so that a preview looks like
//! the page it leads to. Knows shapes; knows nothing of items.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};

use super::encode;
use super::error::PreviewError;
use super::face::{FILES, Face};
use crate::picture::layout::{Point, Rect};

/// Width of every preview in pixels: what messengers and networks ask for.
pub const WIDTH: u32 = 1200;
/// Height of every preview in pixels.
pub const HEIGHT: u32 = 630;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in FILES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    Arc::new(fonts)
});

static TONES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let sheet = include_str!("../../../static/style.css");
    let token = |name| (name, light(sheet, name).unwrap_or("#000"));
    Tone::ALL.map(|tone| token(tone.name())).to_vec()
});

/// A colour of the stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// The ground.
    Paper,
    /// Boxes.
    Card,
    /// Boxes that stand back.
    Sunk,
    /// Thin lines.
    Line,
    /// Edges that must be seen.
    Edge,
    /// Text, and the boxes of both ends.
    Ink,
    /// Text of the second rank.
    Muted,
    /// The best way.
    Best,
}

impl Tone {
    const ALL: [Self; 8] = [
        Self::Paper,
        Self::Card,
        Self::Sunk,
        Self::Line,
        Self::Edge,
        Self::Ink,
        Self::Muted,
        Self::Best,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Card => "card",
            Self::Sunk => "sunk",
            Self::Line => "line",
            Self::Edge => "edge",
            Self::Ink => "ink",
            Self::Muted => "muted",
            Self::Best => "best",
        }
    }

    fn colour(self) -> &'static str {
        let known = TONES.iter().find(|(name, _)| *name == self.name());
        known.map_or("#000", |(_, colour)| colour)
    }
}

/// The first colour a stylesheet gives a token: the light one.
fn light<'a>(sheet: &'a str, name: &str) -> Option<&'a str> {
    let (_, declared) = sheet.split_once(&format!("--{name}:"))?;
    let begin = declared.find('#')?;
    let colour = declared.get(begin..)?;
    let digits = colour.bytes().skip(1).take_while(u8::is_ascii_hexdigit);
    colour.get(..=digits.count())
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) face: Face,
    /// Height of letters in pixels.
    pub(super) size: f64,
    pub(super) tone: Tone,
}

/// Which point of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How the edge of a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) tone: Tone,
    pub(super) width: f64,
    pub(super) is_dashed: bool,
}

/// A preview being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    svg: String,
}

impl Canvas {
    /// Plain paper.
    pub(super) fn new() -> Self {
        let paper = Tone::Paper.colour();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>"
        );
        Self { svg }
    }

    pub(super) fn rect(&mut self, rect: Rect, round: i32, fill: Tone, edge: Option<Edge>) {
        let Rect {
            x,
            y,
            width,
            height,
        } = rect;
        let edge = edge.map(stroke).unwrap_or_default();
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" \
             fill=\"{}\"{edge}/>",
            fill.colour()
        ));
    }

    pub(super) fn circle(&mut self, middle: (f64, f64), radius: f64, fill: Tone) {
        let (x, y) = middle;
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\"/>",
            fill.colour()
        ));
    }

    /// A line through points, its corners rounded.
    pub(super) fn line(&mut self, points: &[Point], round: i32, edge: Edge) {
        let path = rounded(points, round);
        self.path(&path, None, Some(edge));
    }

    pub(super) fn path(&mut self, path: &str, fill: Option<Tone>, edge: Option<Edge>) {
        let fill = fill.map_or("none", Tone::colour);
        let edge = edge.map(stroke).unwrap_or_default();
        self.put(format_args!("<path d=\"{path}\" fill=\"{fill}\"{edge}/>"));
    }

    /// A text that is already drawable; its place is on the baseline.
    pub(super) fn text(&mut self, text: &str, place: Point, anchor: Anchor, set: Type) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let Point { x, y } = place;
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-family=\"{}\" font-weight=\"{}\" font-size=\"{}\" \
             text-anchor=\"{anchor}\" fill=\"{}\">{}</text>",
            set.face.family(),
            set.face.weight(),
            set.size,
            set.tone.colour(),
            escaped(text)
        ));
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.svg.write_fmt(element);
    }

    /// The drawing as SVG.
    pub(super) fn finished(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }

    /// The drawing as PNG.
    ///
    /// # Errors
    /// The drawing cannot be read back, or not be written as PNG.
    pub(super) fn into_png(self) -> Result<Vec<u8>, PreviewError> {
        pixels(&self.finished(), WIDTH, HEIGHT)
    }
}

/// A drawing that covers so many pixels, as PNG.
pub(super) fn pixels(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, PreviewError> {
    let tree = tree(svg)?;
    let mut pixels = Pixmap::new(width, height).ok_or(PreviewError::NoPixels)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    // It covers everything, so no pixel lets anything through.
    Ok(encode::png(pixels.data(), width, height)?)
}

/// Reads a drawing; its letters come from the faces of the house only.
pub(super) fn tree(svg: &str) -> Result<Tree, PreviewError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_resolver: FontResolver {
            select_font: FontResolver::default_font_selector(),
            // What a face lacks has been replaced long before.
            select_fallback: Box::new(|_, _, _| None),
        },
        ..Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

fn stroke(edge: Edge) -> String {
    let dashes = if edge.is_dashed {
        " stroke-dasharray=\"10 9\""
    } else {
        ""
    };
    format!(
        " stroke=\"{}\" stroke-width=\"{}\"{dashes}",
        edge.tone.colour(),
        edge.width
    )
}

/// A path through points whose inner corners are rounded by so many pixels, or less where there is
/// no room.
fn rounded(points: &[Point], round: i32) -> String {
    let mut path = String::new();
    let begin = points
        .first()
        .map(|begin| format!("M{} {}", begin.x, begin.y));
    path.push_str(&begin.unwrap_or_default());
    for three in points.windows(3) {
        let (before, corner, after) = (three[0], three[1], three[2]);
        let reach = (
            round,
            (length(before, corner) / 2),
            (length(corner, after) / 2),
        );
        let reach = reach.0.min(reach.1).min(reach.2);
        let (on, off) = (
            towards(corner, before, reach),
            towards(corner, after, reach),
        );
        path.push_str(&format!(
            "L{} {}Q{} {} {} {}",
            on.x, on.y, corner.x, corner.y, off.x, off.y
        ));
    }
    if let [_, .., end] = points {
        path.push_str(&format!("L{} {}", end.x, end.y));
    }
    path
}

/// Of a line that is level or upright.
fn length(from: Point, to: Point) -> i32 {
    (to.x - from.x).abs() + (to.y - from.y).abs()
}

fn towards(from: Point, to: Point, by: i32) -> Point {
    Point {
        x: from.x + (to.x - from.x).signum() * by,
        y: from.y + (to.y - from.y).signum() * by,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::preview::face::drawable;
    use proptest::prelude::*;

    #[test]
    fn every_tone_is_in_the_stylesheet() {
        let sheet = include_str!("../../../static/style.css");
        for tone in Tone::ALL {
            let Some(colour) = light(sheet, tone.name()) else {
                panic!("{}", tone.name())
            };
            assert!(matches!(colour.len(), 4 | 7), "{colour}");
        }
        assert_ne!(Tone::Paper.colour(), Tone::Ink.colour());
    }

    #[test]
    fn corners_are_rounded_no_further_than_there_is_room() {
        let points = [(0, 0), (0, 20), (30, 20), (30, 40)].map(|(x, y)| Point { x, y });
        assert_eq!(
            rounded(&points, 16),
            "M0 0L0 10Q0 20 10 20L20 20Q30 20 30 30L30 40"
        );
    }

    /// Width of a text as the renderer sets it.
    fn drawn_width(text: &str, set: Type) -> f64 {
        let mut canvas = Canvas::new();
        canvas.text(text, Point { x: 0, y: 60 }, Anchor::Start, set);
        let tree = tree(&canvas.finished()).expect("our own SVG can be read");
        let texts = tree.root().children().iter().filter_map(|node| match node {
            resvg::usvg::Node::Text(text) => Some(f64::from(text.bounding_box().width())),
            _ => None,
        });
        texts.fold(0.0, f64::max)
    }

    #[test]
    fn a_text_is_as_wide_as_it_was_measured() {
        let set = Type {
            face: Face::Strong,
            size: 40.0,
            tone: Tone::Ink,
        };
        for text in [
            "Moby-Dick; or, The Whale",
            "Братья Карамазовы",
            "AVATAR To Ty",
        ] {
            let (drawn, measured) = (drawn_width(text, set), set.face.width(text, set.size));
            assert!(
                (0.93..1.005).contains(&(drawn / measured)),
                "{text}: {drawn} {measured}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_drawn_no_wider_than_it_was_measured(text in "\\PC{1,60}") {
            let set = Type { face: Face::Strong, size: 30.0, tone: Tone::Ink };
            let text = drawable(&text, set.face);
            let measured = set.face.width(&text, set.size);
            prop_assert!(drawn_width(&text, set) <= measured * 1.02 + 2.0, "{text:?}");
        }
    }
}
