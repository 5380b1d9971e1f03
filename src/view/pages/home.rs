//! The start page: two boxes to fill, pairs worth seeing, and what this catalogue is.

use askama::Template;

use crate::explorer::{GraphAnswer, ItemCard, Pair, PathsQuestion};
use crate::view::href;

use super::{CardLink, Frame};

/// Pairs that stand open; the others are one click away.
const SEEN_AT_ONCE: usize = 9;

/// The page at `/`.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    frame: &'a Frame,
    items: String,
    links: String,
    counted: bool,
    featured: Vec<FeaturedPair>,
    more_featured: Vec<FeaturedPair>,
    popular: Vec<CardLink>,
}

/// A link to one connection.
#[derive(Debug, Template)]
#[template(path = "pair.html")]
struct FeaturedPair {
    href: String,
    from: String,
    to: String,
}

impl askama::filters::HtmlSafe for FeaturedPair {}

impl<'a> HomePage<'a> {
    /// The start page of a catalogue, with pairs worth seeing; each becomes a link to share.
    #[must_use]
    pub fn new(frame: &'a Frame, graph: &GraphAnswer, featured: &[Pair]) -> Self {
        let mut pairs = featured.iter().map(featured_pair);
        Self {
            frame,
            items: frame.texts.number(graph.items),
            links: frame.texts.number(graph.links),
            counted: graph.counted,
            featured: pairs.by_ref().take(SEEN_AT_ONCE).collect(),
            more_featured: pairs.collect(),
            popular: graph
                .popular
                .iter()
                .take(8)
                .map(|card| CardLink::to_item(frame.texts, card))
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

fn featured_pair(pair: &Pair) -> FeaturedPair {
    let title = |card: &ItemCard| card.title.clone();
    FeaturedPair {
        href: href::connect(&PathsQuestion::new(&pair.from.id, &pair.to.id)),
        from: title(&pair.from),
        to: title(&pair.to),
    }
}
