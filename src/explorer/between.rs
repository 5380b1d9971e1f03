//! Which items stand in the middle between two?

use std::collections::BTreeMap;
use std::time::Instant;

use cartway_graph::connect::{self, Between, Graph, Middles, NoMiddle, PathCount};
use cartway_graph::{NodeId, Snapshot};

use super::connections::{Column, Connections, PathItem, RankedPath};
use super::error::{ExplorerError, Part};
use super::evidence::{self, PathLink, Walked, link_between};
use super::filters::Filters;
use super::item::{Cards, GenerationStamp, ItemCard, card};
use super::lookup::{known_node, with_suggestions};
use super::paths::{NoPath, PathsOptions, PathsQuestion, Timing};
use super::session::Session;
use super::thresholds::{Denied, Thresholds};

/// Which items stand in the middle between two, links walked either way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BetweenQuestion {
    /// Id of the one item.
    pub a: String,
    /// Id of the other item.
    pub b: String,
    /// Which items may be passed.
    pub filters: Filters,
    /// Most items to answer with, at most [`BetweenQuestion::MAX_LIMIT`].
    pub limit: usize,
}

impl BetweenQuestion {
    /// Items in an answer when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 10;
    /// Most items in an answer.
    pub const MAX_LIMIT: usize = 50;

    /// The plain question: nothing excluded, the best ten.
    #[must_use]
    pub fn new(a: impl Into<String>, b: impl Into<String>) -> Self {
        Self {
            a: a.into(),
            b: b.into(),
            filters: Filters::default(),
            limit: Self::DEFAULT_LIMIT,
        }
    }

    /// The question asked from the other end.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            ..self.clone()
        }
    }

    /// The question about the connections themselves, past the same items.
    #[must_use]
    pub fn as_paths(&self) -> PathsQuestion {
        PathsOptions::from(self.filters.clone()).between(&self.a, &self.b)
    }
}

/// The answer to a [`BetweenQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct BetweenAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: BetweenQuestion,
    /// The one item.
    pub a: ItemCard,
    /// The other item.
    pub b: ItemCard,
    /// The excluded items, in the order asked.
    pub excluded: Vec<ItemCard>,
    /// What was found.
    pub outcome: BetweenOutcome,
    /// How long it took.
    pub timing: Timing,
}

/// What came of a search for the middle.
#[derive(Debug, Clone, PartialEq)]
pub enum BetweenOutcome {
    /// Both ends are the same item.
    SameItem,
    /// They are connected; there may still be nothing in the middle.
    Found(MiddleItems),
    /// They are not connected, for this reason.
    NoPath(NoPath),
}

/// The items in the middle between two, each with the best connection through it.
#[derive(Debug, Clone, PartialEq)]
pub struct MiddleItems {
    /// Hops of the shortest connections.
    pub hops: usize,
    /// Hops of the connections whose middle this is: as many, or one more.
    pub connection_hops: usize,
    /// How many items stand in the middle.
    pub total: usize,
    /// Why there are none, if so.
    pub reason: Option<NoMiddle>,
    /// The best of them: largest share by strength first, then largest share of paths, then by id.
    pub middles: Vec<MiddleItem>,
    /// The items of their connections, each once, in the order they are first met.
    pub items: Vec<ItemCard>,
    /// The links of their connections, as places in `items`; each once in each way it is walked,
    /// sorted by these places.
    pub links: Vec<PathLink>,
    /// The rules of the rebuild that may hide others.
    pub hidden_by: Thresholds,
}

impl MiddleItems {
    /// The link from one of its items to another, by their places in `items`. Takes time in the
    /// logarithm of the number of links.
    #[must_use]
    pub fn link(&self, from: usize, to: usize) -> Option<&PathLink> {
        link_between(&self.links, from, to)
    }

    /// The connections through the items in the middle, the best first, as they are drawn: a column
    /// a hop. An item that stands at two distances is there twice, and nothing is known of shares,
    /// so that they pass for one connection. `None` where nothing is in the middle.
    #[must_use]
    pub fn as_connections(&self) -> Option<Connections> {
        let whole = |middle: &&MiddleItem| middle.path.len() == self.connection_hops + 1;
        let ways: Vec<&MiddleItem> = self.middles.iter().filter(whole).collect();
        ways.first()?;
        let mut spots: Vec<Spot> = Vec::new();
        for spot in ways.iter().flat_map(|way| spots_of(&way.path)) {
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
        // Stable: within a column, in the order they are met.
        spots.sort_by_key(|(column, _)| *column);
        let places: BTreeMap<Spot, usize> = spots
            .iter()
            .enumerate()
            .map(|(place, spot)| (*spot, place))
            .collect();
        let placed = |way: &MiddleItem| -> Vec<usize> {
            let places = spots_of(&way.path).map(|spot| places[&spot]);
            places.collect()
        };
        let item = |&(column, item): &Spot| {
            Some(PathItem {
                card: self.items.get(item)?.clone(),
                column,
                on_shortest: true,
                share_of_paths: 0.0,
                on_every_path: column == 0 || column == self.connection_hops,
            })
        };
        Some(Connections {
            hops: self.connection_hops,
            path_count: PathCount {
                value: 1,
                exact: true,
            },
            longer: Vec::new(),
            complete: true,
            stops: Vec::new(),
            columns: self.columns(&spots),
            items: spots.iter().map(item).collect::<Option<_>>()?,
            links: self.drawn_links(&ways, &places),
            paths: ways
                .iter()
                .map(|way| RankedPath {
                    items: placed(way),
                    cost: way.cost,
                })
                .collect(),
            hidden_by: self.hidden_by,
        })
    }

    /// How many stand in each column. Where the middle is one column, the items that are not listed
    /// stand there too.
    fn columns(&self, spots: &[Spot]) -> Vec<Column> {
        let unlisted = self.total.saturating_sub(self.middles.len());
        let column = |hop| {
            let shown = spots.iter().filter(|(column, _)| *column == hop).count();
            let is_middle = 2 * hop == self.connection_hops;
            Column {
                total: shown + if is_middle { unlisted } else { 0 },
                shown,
            }
        };
        (0..=self.connection_hops).map(column).collect()
    }

    fn drawn_links(&self, ways: &[&MiddleItem], places: &BTreeMap<Spot, usize>) -> Vec<PathLink> {
        let mut links = BTreeMap::new();
        for way in ways {
            let spots: Vec<Spot> = spots_of(&way.path).collect();
            for pair in spots.windows(2) {
                let (from, to) = (places[&pair[0]], places[&pair[1]]);
                if let Some(link) = self.link(pair[0].1, pair[1].1) {
                    links.insert((from, to), PathLink { from, to, ..*link });
                }
            }
        }
        links.into_values().collect()
    }
}

/// A column and the place of an item among those of the answer.
type Spot = (usize, usize);

fn spots_of(path: &[usize]) -> impl Iterator<Item = Spot> {
    path.iter().copied().enumerate()
}

/// One item in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct MiddleItem {
    /// Place in [`MiddleItems::items`].
    pub item: usize,
    /// Hops from the one end, along the connections whose middle this is.
    pub hops_from_a: usize,
    /// Hops from the other end, along the same.
    pub hops_from_b: usize,
    /// Share of these connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
    /// Share of them that pass through it, where a connection counts as much as the product of the strengths of its links.
    pub strength_share: f64,
    /// The best connection through it, from the one end to the other: places in
    /// [`MiddleItems::items`].
    pub path: Vec<usize>,
    /// Sum of −ln(strength) over the links of that connection.
    pub cost: f64,
}

impl Session {
    /// Finds the items in the middle between two, and for each the best connection through it.
    ///
    /// # Errors
    /// An id or a category is unknown, an end is excluded.
    pub fn between(&self, question: &BetweenQuestion) -> Result<BetweenAnswer, ExplorerError> {
        let start = Instant::now();
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let a = known_node(serving, Part::A, &question.a)?;
        let b = known_node(serving, Part::B, &question.b)?;
        let asked = PathsOptions::from(question.filters.clone());
        let mut options = self
            .search_options(&asked, (a, b))
            .map_err(|error| with_suggestions(serving, error))?;
        options.k = question.limit.clamp(1, BetweenQuestion::MAX_LIMIT);
        let search_start = Instant::now();
        let found = serving.with_workspace(|workspace| {
            connect::between(&Graph::from(snapshot), workspace, a, b, &options)
        });
        let search = search_start.elapsed();
        let outcome = match found {
            Between::SameNode => BetweenOutcome::SameItem,
            Between::Middles(middles) => {
                let hidden_by = self.hidden_by(Denied::Ways);
                BetweenOutcome::Found(attach(snapshot, &middles, hidden_by))
            }
            Between::Damaged => return Err(ExplorerError::Damaged),
            Between::None { reason, searched } => {
                BetweenOutcome::NoPath(self.no_path(reason, 0, searched, options.direction))
            }
        };
        Ok(BetweenAnswer {
            generation: self.generation(),
            question: question.clone(),
            a: card(snapshot, a),
            b: card(snapshot, b),
            excluded: question
                .filters
                .exclude
                .iter()
                .filter_map(|id| snapshot.node_of_id(id))
                .map(|node| card(snapshot, node))
                .collect(),
            outcome,
            timing: Timing {
                search,
                total: start.elapsed(),
            },
        })
    }
}

/// Attaches items and evidence.
fn attach(snapshot: &Snapshot, found: &Middles, hidden_by: Thresholds) -> MiddleItems {
    let mut nodes: Vec<NodeId> = Vec::new();
    let mut items = BTreeMap::new();
    let mut item_of = |node: NodeId| {
        *items.entry(node).or_insert_with(|| {
            nodes.push(node);
            nodes.len() - 1
        })
    };
    let middles: Vec<MiddleItem> = found
        .listed
        .iter()
        .map(|middle| MiddleItem {
            path: middle
                .best
                .nodes
                .iter()
                .map(|&node| item_of(node))
                .collect(),
            item: item_of(middle.node),
            hops_from_a: middle.hops_from_a,
            hops_from_b: middle.hops_from_b,
            share_of_paths: middle.share,
            strength_share: middle.strength_share,
            cost: middle.best.cost.value(),
        })
        .collect();
    let cards = Cards::from(snapshot);
    MiddleItems {
        hops: found.hops,
        connection_hops: found.connection_hops,
        total: found.total,
        reason: found.reason,
        links: links(snapshot, &middles, &nodes),
        items: nodes.iter().map(|&node| cards.of(node)).collect(),
        middles,
        hidden_by,
    }
}

fn links(snapshot: &Snapshot, middles: &[MiddleItem], nodes: &[NodeId]) -> Vec<PathLink> {
    let paths = middles.iter().map(|middle| &middle.path);
    let mut walked: Vec<Walked> = paths
        .flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1], None)))
        .collect();
    walked.sort_unstable();
    walked.dedup();
    snapshot.fetch_items(nodes.iter().copied());
    evidence::links(snapshot, nodes, &walked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    fn middles(answer: BetweenAnswer) -> MiddleItems {
        match answer.outcome {
            BetweenOutcome::Found(found) => found,
            _ => panic!("samples::between makes found answers"),
        }
    }

    #[test]
    fn the_connections_through_the_middle_are_drawn_a_column_a_hop() {
        let found = middles(samples::between());
        let drawn = found.as_connections().expect("connections");
        let columns: Vec<usize> = drawn.items.iter().map(|item| item.column).collect();
        assert_eq!(columns, [0, 1, 1, 2]);
        let links: Vec<(usize, usize)> = drawn
            .links
            .iter()
            .map(|link| (link.from, link.to))
            .collect();
        assert_eq!(links, [(0, 1), (0, 2), (1, 3), (2, 3)]);
        assert_eq!(drawn.links[0].evidence, found.links[0].evidence);
        assert_eq!(drawn.paths[0].items, [0, 1, 3], "the best first");
    }

    #[test]
    fn what_is_in_the_middle_and_not_listed_is_counted_there() {
        let mut found = middles(samples::between());
        found.total = 40;
        let drawn = found.as_connections().expect("connections");
        let totals: Vec<usize> = drawn.columns.iter().map(|column| column.total).collect();
        assert_eq!(totals, [1, 40, 1]);
    }

    #[test]
    fn an_item_at_two_distances_stands_in_both_columns() {
        let mut found = middles(samples::between());
        found.connection_hops = 3;
        found.middles[0].path = vec![0, 1, 3, 2];
        found.middles[1].path = vec![0, 3, 1, 2];
        let drawn = found.as_connections().expect("connections");
        assert_eq!(drawn.items.len(), 6);
        assert_eq!(drawn.items[1].card, drawn.items[4].card);
    }

    #[test]
    fn where_nothing_is_in_the_middle_nothing_is_drawn() {
        let mut found = middles(samples::between());
        found.middles.clear();
        assert!(found.as_connections().is_none());
    }
}
