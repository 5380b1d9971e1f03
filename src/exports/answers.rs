//! One answer as a graph: the connections of two items, the neighbours of one.

use std::collections::HashSet;
use std::io;

use crate::explorer::{self, Connections, NeighboursAnswer, Outcome, PathItem, PathsAnswer};

use super::csv;
use super::format::Format;
use super::model::{About, Item, Items, Link, Links, Part, Source};
use super::write::to_bytes;

/// The connections between two items as a file: all items and links that the answer carries. Where
/// there are none, the two items without a link. As CSV the links, with the titles of their ends.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn paths(answer: &PathsAnswer, format: Format) -> io::Result<Vec<u8>> {
    let graph = ConnectionsGraph(answer);
    match format {
        Format::Csv => csv::titled_links(&graph),
        _ => to_bytes(&graph, format),
    }
}

/// An item and what is bought with it as a file. As CSV the neighbours, each with its link.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn neighbours(answer: &NeighboursAnswer, format: Format) -> io::Result<Vec<u8>> {
    let graph = NeighboursGraph(answer);
    match format {
        Format::Csv => csv::linked_items(graph.neighbours(), graph.links()),
        _ => to_bytes(&graph, format),
    }
}

/// What connects two items.
struct ConnectionsGraph<'a>(&'a PathsAnswer);

impl ConnectionsGraph<'_> {
    fn found(&self) -> Option<&Connections> {
        match &self.0.outcome {
            Outcome::Found(found) => Some(found),
            Outcome::SameItem | Outcome::NoPath(_) => None,
        }
    }

    /// The items asked about, where nothing connects them.
    fn ends(&self) -> impl Iterator<Item = Item<'_>> {
        let Self(answer) = self;
        let ends = [&answer.from, &answer.to];
        let count = if answer.from.id == answer.to.id { 1 } else { 2 };
        ends.into_iter().take(count).map(Item::from)
    }
}

impl Source for ConnectionsGraph<'_> {
    fn about(&self) -> About {
        About::new(&self.0.generation, true)
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::OnTheWay]
    }

    /// With stops an item may stand in two columns: it is told of the first.
    fn items(&self) -> Items<'_> {
        let Some(found) = self.found() else {
            return Box::new(self.ends());
        };
        let mut known = HashSet::new();
        let items = found.items.iter();
        let items = items.filter(move |item| known.insert(item.card.id.as_str()));
        Box::new(items.map(item))
    }

    fn links(&self) -> Links<'_> {
        let Some(found) = self.found() else {
            return Box::new(std::iter::empty());
        };
        let mut known = HashSet::new();
        let links = found.links.iter().filter_map(|link| {
            let (from, to) = (found.items.get(link.from)?, found.items.get(link.to)?);
            Some(Link {
                from: &from.card.id,
                to: &to.card.id,
                evidence: link.evidence,
            })
        });
        Box::new(links.filter(move |link| known.insert((link.from, link.to))))
    }
}

fn item(item: &PathItem) -> Item<'_> {
    Item {
        column: Some(item.column),
        share_of_paths: Some(item.share_of_paths),
        on_shortest: Some(item.on_shortest),
        ..Item::from(&item.card)
    }
}

/// What is bought with an item.
struct NeighboursGraph<'a>(&'a NeighboursAnswer);

impl NeighboursGraph<'_> {
    fn neighbours(&self) -> impl Iterator<Item = Item<'_>> {
        let neighbours = self.0.neighbours.iter();
        neighbours.map(|neighbour| Item::from(&neighbour.card))
    }
}

impl Source for NeighboursGraph<'_> {
    fn about(&self) -> About {
        About::new(&self.0.generation, true)
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Known]
    }

    /// All is told of the item itself only.
    fn items(&self) -> Items<'_> {
        let Self(answer) = self;
        Box::new(std::iter::once(known(&answer.item)).chain(self.neighbours()))
    }

    fn links(&self) -> Links<'_> {
        let from = &self.0.item.card.id;
        let neighbours = self.0.neighbours.iter();
        Box::new(neighbours.map(move |neighbour| Link {
            from,
            to: &neighbour.card.id,
            evidence: neighbour.evidence,
        }))
    }
}

/// An item with all that is known of it.
pub(super) fn known(item: &explorer::Item) -> Item<'_> {
    Item {
        orders: item.orders,
        popularity_rank: Some(item.popularity_rank),
        centre_rank: item.centre_rank,
        links: Some(item.links),
        component: Some(item.component.id),
        ..Item::from(&item.card)
    }
}
