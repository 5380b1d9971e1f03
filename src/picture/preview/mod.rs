//! The picture a messenger or a network shows beside a link: 1200 by 630 pixels, as PNG.
//!
//! It is made of the same answer as the page: the headline, both ends, and the best connection on
//! rows of boxes ([`rows`](super::layout::rows)). Where there is no connection it says so. The
//! letters come from the typefaces in the binary, so that it looks the same on every machine; what
//! they lack becomes a box. The same answer always gives the same bytes. Knows no HTTP.

mod canvas;
mod card;
mod encode;
mod error;
mod face;
mod steps;

pub use canvas::{HEIGHT, WIDTH};
pub use error::PreviewError;

use crate::explorer::{Outcome, PathsAnswer};

use crate::words::texts::Texts;
use canvas::Canvas;
use card::Card;
use face::Face;

/// The preview of an answer, as PNG. `catalogue` is the name at its foot; it may be empty.
///
/// # Errors
/// The drawing cannot be made into pixels, or these not into PNG; no answer brings that about.
pub fn png(texts: Texts, answer: &PathsAnswer, catalogue: &str) -> Result<Vec<u8>, PreviewError> {
    draw(texts, answer, catalogue).into_png()
}

/// A view of the map, drawn as SVG of so many pixels, as PNG.
///
/// # Errors
/// As for [`png()`].
pub fn of_map(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, PreviewError> {
    canvas::pixels(svg, width, height)
}

/// A text with only what our faces can draw.
pub(crate) fn drawable(text: &str) -> String {
    face::drawable(text, Face::Strong)
}

fn draw(texts: Texts, answer: &PathsAnswer, catalogue: &str) -> Canvas {
    let mut card = Card::new(texts, answer, catalogue);
    match &answer.outcome {
        Outcome::Found(found) => steps::draw(&mut card, answer, found),
        Outcome::SameItem => card.same_item(answer),
        Outcome::NoPath(none) => card.no_path(answer, none),
    }
    card.canvas
}

#[cfg(test)]
mod tests;
