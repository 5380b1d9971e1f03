//! The page that stands in a frame of other sites: the sentence, the picture, and the way to the
//! whole page.

use askama::Template;

use crate::address::href;
use crate::explorer::{ItemCard, Outcome, PathsAnswer};
use crate::picture::layered::{self, InlinePictures};
use crate::words;

use super::frame::Frame;
use super::share;

/// The page at `/embed/connect`.
#[derive(Debug, Template)]
#[template(path = "embed.html")]
pub struct EmbedPage<'a> {
    frame: &'a Frame,
    title: String,
    headline: String,
    /// Where there is a connection.
    pictures: Option<InlinePictures>,
    /// The tall picture stands on a tablet too.
    long: bool,
    /// Where there is none.
    reason: Option<String>,
    page: String,
    provider: String,
}

impl<'a> EmbedPage<'a> {
    /// The page for an answer, whatever came of it.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the picture.
    pub fn new(frame: &'a Frame, answer: &PathsAnswer) -> Result<Self, askama::Error> {
        let texts = frame.texts;
        let (pictures, reason) = match &answer.outcome {
            Outcome::Found(found) => {
                let pictures = layered::inline(frame.manner(), answer, found)?;
                (Some(pictures), None)
            }
            Outcome::NoPath(none) => {
                let named = |card: &ItemCard| words::isolated(&card.title);
                (None, Some(words::no_path(texts, answer, none, named)))
            }
            Outcome::SameItem => (None, None),
        };
        Ok(Self {
            frame,
            title: share::page_title(answer),
            headline: words::headline(texts, answer),
            pictures,
            long: matches!(&answer.outcome, Outcome::Found(found) if layered::is_long(found)),
            reason,
            page: format!("{}{}", frame.origin, href::connect(&answer.question)),
            provider: share::provider(frame),
        })
    }
}
