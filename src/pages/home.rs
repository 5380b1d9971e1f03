//! The start page: two boxes to fill, pairs worth seeing, and what this catalogue is.

use askama::Template;

use crate::explorer::{GalleriesAnswer, GraphAnswer, MapQuestion, Pair};
use crate::words;
use crate::words::texts::args;

use super::frame::{Frame, SmallMap};
use super::galleries::{Galleries, PairLink};
use super::links::CardLink;

/// Pairs that stand open; the others are one click away.
const SEEN_AT_ONCE: usize = 9;
/// Entries of each gallery.
const SEEN_OF_A_GALLERY: usize = 6;

/// The page at `/`.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    frame: &'a Frame,
    size: String,
    /// The rules that keep something out of the graph.
    hidden: String,
    featured: Vec<PairLink>,
    more_featured: Vec<PairLink>,
    more_words: String,
    galleries: Galleries<'a>,
    popular: Vec<CardLink>,
    map: Option<SmallMap>,
}

impl<'a> HomePage<'a> {
    /// The start page of a catalogue, with pairs worth seeing and what else is worth a look.
    #[must_use]
    pub fn new(
        frame: &'a Frame,
        graph: &GraphAnswer,
        galleries: &GalleriesAnswer,
        featured: &[Pair],
    ) -> Self {
        let texts = frame.texts;
        let size = args![
            "items" => texts.count("items", graph.items),
            "links" => texts.count("links", graph.links),
        ];
        let mut pairs = featured
            .iter()
            .map(|pair| PairLink::new(frame, &pair.from, &pair.to));
        let seen = pairs.by_ref().take(SEEN_AT_ONCE).collect();
        let more: Vec<PairLink> = pairs.collect();
        let hidden = words::hidden(texts, &graph.hidden_by);
        Self {
            map: frame.small_map(
                None,
                MapQuestion::DEFAULT_WIDTH,
                MapQuestion::DEFAULT_HEIGHT,
            ),
            frame,
            hidden,
            size: if graph.counted {
                texts.tell("home-counted", &size)
            } else {
                texts.tell("home-given", &size)
            },
            featured: seen,
            more_words: texts.count("home-more-pairs", more.len()),
            more_featured: more,
            galleries: Galleries::new(frame, galleries, &graph.central, SEEN_OF_A_GALLERY),
            popular: graph
                .popular
                .iter()
                .take(8)
                .map(|card| frame.card(card))
                .collect(),
        }
    }
}
