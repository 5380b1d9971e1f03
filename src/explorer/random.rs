//! Two items worth connecting: known ones that are connected, but not too closely.
//!
//! Both stand in the largest component, so that they are connected needs no search. That they are
//! three hops apart or more needs none either: they are, if neither is the other's neighbour and no
//! item is a neighbour of both. Only for more hops than that is a connection searched for.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use cartway_graph::connect::{self, Found, Graph, NoPathReason, Options};
use cartway_graph::galleries::known_count;
use cartway_graph::{Csr, NodeId, Snapshot};
use rand::{Rng, RngExt};

use super::error::{ExplorerError, Part};
use super::item::{ItemCard, card};
use super::lookup::known_category;
use super::serving::Serving;
use super::session::Session;

/// Pairs tried by chance.
const TRIES: usize = 40;
/// Items looked through one with another where chance finds no pair.
const FIRST_ITEMS: usize = 60;
/// Most hops between a pair that can be told from its neighbours alone.
const HOPS_SEEN_AT_ONCE: u32 = 3;
/// Most arcs one search may touch that only tells whether a pair is far enough apart.
const SEARCH_BUDGET: u64 = 50_000;
/// Arcs that all searches of such pairs together may touch where chance finds none.
const SEARCH_BUDGETS: u64 = 40 * SEARCH_BUDGET;

/// Two items worth connecting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct RandomPairQuestion {
    /// Only items of this category.
    pub category: Option<String>,
    /// Fewest hops between them, in [`RandomPairQuestion::MIN_HOPS`]. `None` for
    /// [`RandomPairQuestion::GOOD_HOPS`], or the fewest where the catalogue has no better.
    pub min_hops: Option<u32>,
}

impl RandomPairQuestion {
    /// Hops between the items of a good pair.
    pub const GOOD_HOPS: u32 = 3;
    /// Values of `min_hops`.
    pub const MIN_HOPS: RangeInclusive<u32> = 2..=6;
}

/// Two items worth connecting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one.
    pub from: ItemCard,
    /// The other.
    pub to: ItemCard,
}

impl Session {
    /// Two items worth connecting: known ones, with titles if any have, in the largest component, as many hops apart as
    /// asked for or more; if nothing is asked for, two hops where the catalogue has no better.
    ///
    /// # Errors
    /// No such pair was found, the category is unknown.
    pub fn random_pair(
        &self,
        question: &RandomPairQuestion,
        chance: &mut impl Rng,
    ) -> Result<Pair, ExplorerError> {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let known = match &question.category {
            None => Known::of_all(snapshot),
            Some(name) => {
                let category = known_category(serving, Part::Category, name)?;
                Known::Listed(serving.known_by_category().of_category(category))
            }
        };
        let wanted = question.min_hops.unwrap_or(RandomPairQuestion::GOOD_HOPS);
        let least = question
            .min_hops
            .unwrap_or(*RandomPairQuestion::MIN_HOPS.start());
        let mut pair = |taken| {
            by_chance(serving, (&known, taken), wanted, least, chance)
                .or_else(|| first_pair(serving, (&known, taken), least))
        };
        let (from, to) = pair(Taken::Titled)
            .or_else(|| pair(Taken::Any))
            .ok_or(ExplorerError::NoGoodPair)?;
        Ok(Pair {
            from: card(snapshot, from),
            to: card(snapshot, to),
        })
    }
}

/// The items a pair may be made of.
enum Known<'a> {
    /// The most popular of all, as far as they stand in the largest component.
    Ranks { snapshot: &'a Snapshot, count: u32 },
    /// These, all of them in the largest component, the most popular first.
    Listed(&'a [NodeId]),
}

impl<'a> Known<'a> {
    fn of_all(snapshot: &'a Snapshot) -> Self {
        let count = known_count(snapshot.node_count() as u32);
        Self::Ranks { snapshot, count }
    }

    fn count(&self) -> u32 {
        match self {
            Self::Ranks { count, .. } => *count,
            Self::Listed(nodes) => nodes.len() as u32,
        }
    }

    fn at(&self, place: u32) -> Option<NodeId> {
        match self {
            Self::Ranks { snapshot, .. } => snapshot
                .node_of_rank(place)
                .filter(|&node| snapshot.component(node) == 0),
            Self::Listed(nodes) => nodes.get(place as usize).copied(),
        }
    }

    /// One of them, if chance hits one.
    fn any(&self, chance: &mut impl Rng) -> Option<NodeId> {
        let count = self.count();
        (count > 0).then(|| self.at(chance.random_range(0..count)))?
    }
}

/// Which of the known items may be taken.
#[derive(Debug, Clone, Copy)]
enum Taken {
    /// Those with a title.
    Titled,
    /// Any.
    Any,
}

impl Taken {
    fn may_be(self, serving: &Serving, node: NodeId) -> bool {
        match self {
            Self::Titled => serving.generation.snapshot.texts(node).has_title(),
            Self::Any => true,
        }
    }
}

/// A pair that is `wanted` hops apart, else one of `least` if chance hit any.
fn by_chance(
    serving: &Serving,
    (known, taken): (&Known<'_>, Taken),
    wanted: u32,
    least: u32,
    chance: &mut impl Rng,
) -> Option<(NodeId, NodeId)> {
    let mut nearer = None;
    for _ in 0..TRIES {
        let (Some(from), Some(to)) = (known.any(chance), known.any(chance)) else {
            continue;
        };
        if ![from, to].iter().all(|&node| taken.may_be(serving, node)) {
            continue;
        }
        if are_apart(serving, from, to, wanted) {
            return Some((from, to));
        }
        if nearer.is_none() && least < wanted && are_apart(serving, from, to, least) {
            nearer = Some((from, to));
        }
    }
    nearer
}

/// The first two of the best-known items that are far enough apart, where chance found none.
fn first_pair(
    serving: &Serving,
    (known, taken): (&Known<'_>, Taken),
    least: u32,
) -> Option<(NodeId, NodeId)> {
    let arcs = serving.generation.snapshot.csr().arc_count() as u64;
    let most = match least {
        ..=HOPS_SEEN_AT_ONCE => usize::MAX,
        _ => (SEARCH_BUDGETS / arcs.clamp(1, SEARCH_BUDGET)) as usize,
    };
    let first: Vec<NodeId> = (0..known.count())
        .filter_map(|place| known.at(place))
        .filter(|&node| taken.may_be(serving, node))
        .take(FIRST_ITEMS)
        .collect();
    let pairs = (1..first.len()).flat_map(|place| {
        let (before, from) = (&first[..place], first[place]);
        before.iter().map(move |&to| (to, from))
    });
    pairs
        .take(most)
        .find(|&(from, to)| are_apart(serving, from, to, least))
}

/// Whether two items of the largest component are so many hops apart or more, two at least. `false`
/// also where that takes too much work to find out.
fn are_apart(serving: &Serving, from: NodeId, to: NodeId, hops: u32) -> bool {
    let snapshot = &serving.generation.snapshot;
    let csr = snapshot.csr();
    let near = from == to || csr.find_arc(from, to).is_some();
    !near
        && (hops <= 2 || !share_a_neighbour(csr, from, to))
        && (hops <= HOPS_SEEN_AT_ONCE || are_far_apart(serving, from, to, hops))
}

/// Whether any item is a neighbour of both: O(degrees), since rows rise strictly.
fn share_a_neighbour(csr: Csr<'_>, a: NodeId, b: NodeId) -> bool {
    let (mut a, mut b) = (csr.row(a).0, csr.row(b).0);
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b) {
        match x.cmp(y) {
            Ordering::Less => a = rest_of_a,
            Ordering::Greater => b = rest_of_b,
            Ordering::Equal => return true,
        }
    }
    false
}

/// Whether a search finds that two items are so many hops apart or more.
fn are_far_apart(serving: &Serving, from: NodeId, to: NodeId, least: u32) -> bool {
    let options = Options {
        k: 0,
        budget: SEARCH_BUDGET,
        ..Options::default()
    };
    let graph = Graph::from(&serving.generation.snapshot);
    let found =
        serving.with_workspace(|workspace| connect::connect(&graph, workspace, from, to, &options));
    let least = least as usize;
    match found {
        Found::Paths(paths) => paths.hops() >= least,
        Found::None {
            reason: NoPathReason::BudgetExhausted { at_least_hops, .. },
            ..
        } => at_least_hops >= least,
        Found::SameNode | Found::Damaged | Found::None { .. } => false,
    }
}
