//! The items in the middle between two items: what someone who likes the one could give to someone
//! who likes the other.
//!
//! **The middle** is as near to the one as to the other, so it stands on connections of an even
//! number of hops. If the shortest have `D` hops and `D` is even, it is their column `D / 2`; if `D`
//! is odd, the middle column of all connections of `D + 1` hops; and where there are none of these
//! or the work ran out, the two middle columns of the shortest. Two items that are linked and have
//! no other in common have no middle.
//!
//! **Rank.** A connection weighs the product of the strengths of its links, as if each were the
//! chance that one purchase leads to the next: the chance that all do. An item counts with the
//! weight of the connections through it as a share of the weight of all. So many weak ways can
//! outweigh a strong one, and still no crowd of connections over one bestseller drowns a rare,
//! strong one, as it would if they were only counted.
//!
//! **Both ends are alike.** Links are walked either way, since "as bought" would tell the ends
//! apart, and the search begins at the end whose id comes first, so that it answers the same
//! whichever is named first, also where the work runs out.
//!
//! **Cost.** That of a search with one hop more; the shares O(nodes + steps) of the layered graph by
//! dynamic programming; the best connections O(steps), and O(hops) for each item listed.

use std::cmp::Reverse;

use crate::NodeId;

use super::counting;
use super::graph::Graph;
use super::journey::{Journey, Refused};
use super::layered::Layered;
use super::legs::Leg;
use super::options::{Direction, Options};
use super::ranking::{self, BestPath};
use super::reason::NoPathReason;
use super::workspace::{Searched, Workspace};

/// What came of a search for the middle.
#[derive(Debug, Clone, PartialEq)]
pub enum Between {
    /// Both ends are the same node.
    SameNode,
    /// They are connected.
    Middles(Middles),
    /// The links contradict each other: the file is damaged.
    Damaged,
    /// They are not, or it could not be found out.
    None {
        /// Why.
        reason: NoPathReason,
        /// How far the search looked.
        searched: Searched,
    },
}

/// The items in the middle between two that are connected.
#[derive(Debug, Clone, PartialEq)]
pub struct Middles {
    /// Hops of the shortest connections.
    pub hops: usize,
    /// Hops of the connections whose middle this is: as many, or one more.
    pub connection_hops: usize,
    /// How many items stand in the middle.
    pub total: usize,
    /// Why there are none, if so.
    pub reason: Option<NoMiddle>,
    /// The best of them: largest share by strength first, then largest share, then by id.
    pub listed: Vec<Middle>,
}

/// Why two connected items have no middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMiddle {
    /// They are linked, and no item that may be passed is linked with both.
    NothingInCommon,
    /// They are linked, and the work allowed ran out before the items linked with both were known.
    BudgetExhausted,
}

impl NoMiddle {
    /// The names of all reasons.
    pub const NAMES: [&'static str; 2] = ["nothing_in_common", "budget_exhausted"];

    /// The name programs know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NothingInCommon => "nothing_in_common",
            Self::BudgetExhausted => "budget_exhausted",
        }
    }
}

/// One item in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Middle {
    /// The item.
    pub node: NodeId,
    /// Hops from the first end, along the connections whose middle this is.
    pub hops_from_a: usize,
    /// Hops from the second end, along the same.
    pub hops_from_b: usize,
    /// Share of these connections that pass through it, in 0 to 1.
    pub share: f64,
    /// That share where a connection counts as much as the product of the strengths of its links.
    pub strength_share: f64,
    /// The cheapest of those that pass through it, from the first end to the second.
    pub best: BestPath,
}

/// Finds the items in the middle between two.
///
/// Of the options it heeds what bars nodes, `k` (how many items to list) and `budget`.
#[must_use]
pub fn between(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    a: NodeId,
    b: NodeId,
    options: &Options,
) -> Between {
    if a == b {
        return Between::SameNode;
    }
    let options = Options {
        direction: Direction::EitherWay,
        via: Vec::new(),
        max_hops: None,
        extra_hops: 1,
        ..options.clone()
    };
    if graph.id_rank(a) <= graph.id_rank(b) {
        search(graph, workspace, (a, b), &options)
    } else {
        search(graph, workspace, (b, a), &options).turned_round()
    }
}

fn search(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    ends: (NodeId, NodeId),
    options: &Options,
) -> Between {
    let mut journey = Journey::new(graph, options, vec![ends.0, ends.1]);
    let (mut legs, hops) = match journey.shortest_legs(workspace) {
        Ok(found) => found,
        Err((_, Refused::Searched(reason, searched))) => {
            return Between::None { reason, searched };
        }
        Err((_, Refused::Damaged)) => return Between::Damaged,
    };
    let known = hops.is_multiple_of(2) || journey.lengthen(workspace, &mut legs, hops);
    // A question without stops on the way has one leg.
    let connections = legs.pop().map(halved).unwrap_or_default();
    let columns = connections.columns.iter();
    let total = columns.map(|&column| connections.layered.column(column).len());
    let total = total.sum();
    let nothing = if known {
        NoMiddle::NothingInCommon
    } else {
        NoMiddle::BudgetExhausted
    };
    Between::Middles(Middles {
        hops,
        connection_hops: connections.layered.hops(),
        total,
        reason: (total == 0).then_some(nothing),
        listed: list(graph, &connections, options.k),
    })
}

/// Connections and the columns in their middle.
#[derive(Default)]
struct Halved {
    layered: Layered,
    columns: Vec<usize>,
}

fn halved(leg: Leg) -> Halved {
    let hops = leg.shortest.hops();
    let longer = leg.longer.into_iter().next();
    if hops.is_multiple_of(2) {
        return Halved {
            layered: leg.shortest,
            columns: vec![hops / 2],
        };
    }
    match longer.filter(|longer| !longer.is_empty()) {
        Some(longer) => Halved {
            layered: longer,
            columns: vec![hops.div_ceil(2)],
        },
        None => Halved {
            layered: leg.shortest,
            columns: match hops {
                // These would be the ends.
                1 => Vec::new(),
                _ => vec![hops / 2, hops / 2 + 1],
            },
        },
    }
}

/// The best items of the middle columns.
fn list(graph: &Graph<'_>, connections: &Halved, k: usize) -> Vec<Middle> {
    if k == 0 || connections.columns.is_empty() {
        return Vec::new();
    }
    let weighed = Weighed::of(graph, &connections.layered);
    let columns = connections.columns.iter();
    let mut best: Vec<(Key, Middle)> = columns
        .flat_map(|&column| weighed.best_of(column, k))
        .collect();
    best.sort_by_key(|&(key, _)| key);
    best.truncate(k);
    best.into_iter().map(|(_, middle)| middle).collect()
}

/// What decides between items: largest share by strength, largest share, id. Shares that differ by
/// less than their rounding are equal here, so that the order does not depend on the numbering.
type Key = (Reverse<u64>, Reverse<u64>, u32);

/// Connections with the shares of all places.
struct Weighed<'a> {
    graph: &'a Graph<'a>,
    layered: &'a Layered,
    shares: Vec<f64>,
    strength_shares: Vec<f64>,
}

impl<'a> Weighed<'a> {
    fn of(graph: &'a Graph<'a>, layered: &'a Layered) -> Self {
        let strengths = relative_strengths(graph, layered);
        Self {
            graph,
            layered,
            shares: counting::shares(layered),
            strength_shares: counting::weighted_shares(layered, |step| strengths[step]),
        }
    }

    /// The best items of a column.
    fn best_of(&self, column: usize, k: usize) -> Vec<(Key, Middle)> {
        let places = self.layered.column(column);
        let mut best: Vec<(Key, u32)> = places
            .map(|place| (self.key(place), place as u32))
            .collect();
        best.sort_unstable();
        best.truncate(k);
        let places: Vec<u32> = best.iter().map(|&(_, place)| place).collect();
        let through = ranking::best_through(self.graph, self.layered, column, &places);
        let as_middle = |((key, place), best): ((Key, u32), BestPath)| {
            let middle = Middle {
                node: self.layered.node(place),
                hops_from_a: column,
                hops_from_b: self.layered.hops() - column,
                share: self.shares[place as usize],
                strength_share: self.strength_shares[place as usize],
                best,
            };
            (key, middle)
        };
        best.into_iter().zip(through).map(as_middle).collect()
    }

    fn key(&self, place: usize) -> Key {
        let rounded = |share: f64| Reverse((share * 1e12).round() as u64);
        (
            rounded(self.strength_shares[place]),
            rounded(self.shares[place]),
            self.graph.id_rank(self.layered.nodes()[place]),
        )
    }
}

/// The strength of each step, as a fraction of the largest of its column, so that no product of
/// strength and share leaves the range of an `f64`.
fn relative_strengths(graph: &Graph<'_>, layered: &Layered) -> Vec<f64> {
    let mut strengths: Vec<f64> = layered.strengths(graph).collect();
    for column in 0..layered.hops() {
        let strengths = &mut strengths[layered.steps_of_column(column)];
        let largest = strengths.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for strength in strengths {
            *strength /= largest;
        }
    }
    strengths
}

impl Between {
    fn turned_round(self) -> Self {
        match self {
            Self::SameNode | Self::Damaged => self,
            Self::Middles(mut middles) => {
                for middle in &mut middles.listed {
                    std::mem::swap(&mut middle.hops_from_a, &mut middle.hops_from_b);
                    middle.best.nodes.reverse();
                }
                Self::Middles(middles)
            }
            Self::None { reason, searched } => Self::None {
                reason: reason.turned_round(),
                searched: Searched {
                    forward: searched.backward,
                    backward: searched.forward,
                    ..searched
                },
            },
        }
    }
}
