//! The start page: two boxes to fill, pairs worth seeing, and what this catalogue is.

use askama::Template;

use crate::explorer::{GraphAnswer, ItemCard, Pair, PathsQuestion};
use crate::view::href;
use crate::view::texts::args;

use super::{CardLink, Frame};

/// Pairs that stand open; the others are one click away.
const SEEN_AT_ONCE: usize = 9;

/// The page at `/`.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    frame: &'a Frame,
    size: String,
    featured: Vec<FeaturedPair>,
    more_featured: Vec<FeaturedPair>,
    more_words: String,
    popular: Vec<CardLink>,
}

/// A link to one connection.
#[derive(Debug, Template)]
#[template(path = "pair.html")]
struct FeaturedPair {
    href: String,
    from: String,
    to: String,
    /// What the arrow means, for those who hear it.
    arrow: String,
}

impl askama::filters::HtmlSafe for FeaturedPair {}

impl<'a> HomePage<'a> {
    /// The start page of a catalogue, with pairs worth seeing; each becomes a link to share.
    #[must_use]
    pub fn new(frame: &'a Frame, graph: &GraphAnswer, featured: &[Pair]) -> Self {
        let texts = frame.texts;
        let size = args![
            "items" => texts.count("items", graph.items),
            "links" => texts.count("links", graph.links),
        ];
        let mut pairs = featured.iter().map(|pair| featured_pair(frame, pair));
        let seen = pairs.by_ref().take(SEEN_AT_ONCE).collect();
        let more: Vec<FeaturedPair> = pairs.collect();
        Self {
            frame,
            size: if graph.counted {
                texts.tell("home-counted", &size)
            } else {
                texts.tell("home-given", &size)
            },
            featured: seen,
            more_words: texts.count("home-more-pairs", more.len()),
            more_featured: more,
            popular: graph
                .popular
                .iter()
                .take(8)
                .map(|card| frame.card(card))
                .collect(),
        }
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// Whatever askama reports; with the templates of this house, nothing.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }
}

fn featured_pair(frame: &Frame, pair: &Pair) -> FeaturedPair {
    let title = |card: &ItemCard| card.title.clone();
    FeaturedPair {
        href: href::connect(&PathsQuestion::new(&pair.from.id, &pair.to.id)),
        from: title(&pair.from),
        to: title(&pair.to),
        arrow: frame.say("home-pair-to").into_owned(),
    }
}
