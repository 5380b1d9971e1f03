//! The start page: two boxes to fill, pairs worth seeing, and what this catalogue is.

use askama::Template;

use crate::explorer::{GraphAnswer, ItemCard, Pair, PathsQuestion};
use crate::view::{href, words};

use super::{CardLink, Frame};

/// The page at `/`.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    frame: &'a Frame,
    items: String,
    links: String,
    counted: bool,
    featured: Vec<FeaturedPair>,
    popular: Vec<CardLink>,
}

#[derive(Debug)]
struct FeaturedPair {
    href: String,
    from: String,
    to: String,
}

impl<'a> HomePage<'a> {
    /// The start page of a catalogue, with pairs worth seeing; each becomes a link to share.
    #[must_use]
    pub fn new(frame: &'a Frame, graph: &GraphAnswer, featured: &[Pair]) -> Self {
        Self {
            frame,
            items: words::number(graph.items),
            links: words::number(graph.links),
            counted: graph.counted,
            featured: featured.iter().map(featured_pair).collect(),
            popular: graph
                .popular
                .iter()
                .take(8)
                .map(CardLink::to_item)
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
