//! Why there is no connection. "Not connected" is only said when it is proven.

use crate::NodeId;

use super::graph::Graph;
use super::options::{Direction, Options};
use super::rules::Rules;
use super::search::{self, Met, Wanted};
use super::workspace::Workspace;

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPathReason {
    /// An end has no links, so nothing leads from or to it.
    NoLinks {
        /// The start has no links.
        from: bool,
        /// The end has no links.
        to: bool,
    },
    /// The ends stand on different islands.
    DifferentComponent {
        /// Items on the start's island.
        from_size: u32,
        /// Items on the end's island.
        to_size: u32,
    },
    /// As bought, links lead from the end to the start only.
    OnlyReverse {
        /// Hops of the shortest connection the other way round.
        hops: usize,
    },
    /// There is a connection, but the options bar it.
    ExcludedByOptions {
        /// With all of these taken back there is one; with a single one if only that is named.
        bars: Vec<Bar>,
    },
    /// Every connection is longer than asked for.
    BeyondMaxHops {
        /// Hops of the shortest; `None` where finding out took too much work.
        hops: Option<usize>,
    },
    /// The work allowed for one query ran out before anything was proven.
    BudgetExhausted {
        /// It is proven that no connection has fewer hops than this.
        at_least_hops: usize,
        /// Hops, where the search found that they are connected but not yet how.
        connected_in: Option<usize>,
    },
}

/// An option that can bar a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bar {
    /// Excluded items.
    Exclude,
    /// Only some categories may be passed.
    OnlyCategory,
    /// Some categories may not be passed.
    AvoidCategory,
    /// Items with many links may not be passed.
    AvoidHubs,
    /// A leg may not pass the stops of other legs.
    Via,
    /// Links may be walked only as bought.
    Direction,
}

impl Bar {
    /// The name of the option, as programs know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::OnlyCategory => "only_category",
            Self::AvoidCategory => "avoid_category",
            Self::AvoidHubs => "avoid_hubs",
            Self::Via => "via",
            Self::Direction => "direction",
        }
    }
}

impl NoPathReason {
    /// The names of all reasons.
    pub const NAMES: [&'static str; 6] = [
        "no_links",
        "different_component",
        "only_reverse",
        "excluded_by_options",
        "beyond_max_hops",
        "budget_exhausted",
    ];

    /// The name programs know it by, one of [`NAMES`](Self::NAMES).
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoLinks { .. } => "no_links",
            Self::DifferentComponent { .. } => "different_component",
            Self::OnlyReverse { .. } => "only_reverse",
            Self::ExcludedByOptions { .. } => "excluded_by_options",
            Self::BeyondMaxHops { .. } => "beyond_max_hops",
            Self::BudgetExhausted { .. } => "budget_exhausted",
        }
    }

    /// This reason where start and end change places and links are walked either way.
    pub(super) fn turned_round(self) -> Self {
        match self {
            Self::NoLinks { from, to } => Self::NoLinks { from: to, to: from },
            Self::DifferentComponent { from_size, to_size } => Self::DifferentComponent {
                from_size: to_size,
                to_size: from_size,
            },
            Self::OnlyReverse { .. }
            | Self::ExcludedByOptions { .. }
            | Self::BeyondMaxHops { .. }
            | Self::BudgetExhausted { .. } => self,
        }
    }
}

/// What is known before searching: an end without links, or ends on different islands.
pub(super) fn apart(graph: &Graph<'_>, from: NodeId, to: NodeId) -> Option<NoPathReason> {
    let without_links = |node| graph.csr.degree(node) == 0;
    if without_links(from) || without_links(to) {
        return Some(NoPathReason::NoLinks {
            from: without_links(from),
            to: without_links(to),
        });
    }
    (graph.component(from) != graph.component(to)).then(|| NoPathReason::DifferentComponent {
        from_size: graph.component_size(from),
        to_size: graph.component_size(to),
    })
}

/// The options that bar nodes, and are in use.
pub(super) fn filters(options: &Options, other_stops: &[NodeId]) -> Vec<Bar> {
    let in_use = [
        (Bar::Exclude, !options.exclude.is_empty()),
        (Bar::OnlyCategory, !options.only_categories.is_empty()),
        (Bar::AvoidCategory, !options.avoid_categories.is_empty()),
        (Bar::AvoidHubs, options.max_degree.is_some()),
        (Bar::Via, !other_stops.is_empty()),
    ];
    in_use
        .into_iter()
        .filter_map(|(bar, in_use)| in_use.then_some(bar))
        .collect()
}

/// Why a search found nothing though both ends are in one component, by taking options back: each
/// filter alone, all filters, the direction. What is left, all of them, is true without a search:
/// either way and with nothing barred there is a connection.
///
/// At most eight more searches, which together touch no more arcs than one query may.
pub(super) fn explain(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    ends: (NodeId, NodeId),
    options: &Options,
    other_stops: &[NodeId],
) -> NoPathReason {
    let mut left = options.budget;
    let mut hops_without = |bars: &[Bar], ends| {
        let (looser, other_stops) = without(bars, options, other_stops);
        let rules = Rules::of(graph, &looser, ends, &other_stops);
        let met = search::meet(graph, workspace, &rules, left, Wanted::One);
        left = left.saturating_sub(workspace.arcs);
        match met {
            Met::At(meeting) => Some(meeting.hops()),
            Met::Never | Met::Budget { .. } => None,
        }
    };
    let filters = filters(options, other_stops);
    let mut barred_by = filters.iter().map(|&bar| vec![bar]).collect::<Vec<_>>();
    if filters.len() > 1 {
        barred_by.push(filters.clone());
    }
    for bars in barred_by {
        if hops_without(&bars, ends).is_some() {
            return NoPathReason::ExcludedByOptions { bars };
        }
    }
    let as_bought = options.direction == Direction::AsBought;
    if as_bought && let Some(hops) = hops_without(&[], (ends.1, ends.0)) {
        return NoPathReason::OnlyReverse { hops };
    }
    if as_bought && (filters.is_empty() || hops_without(&[Bar::Direction], ends).is_some()) {
        return NoPathReason::ExcludedByOptions {
            bars: vec![Bar::Direction],
        };
    }
    let mut bars = filters;
    if as_bought {
        bars.push(Bar::Direction);
    }
    NoPathReason::ExcludedByOptions { bars }
}

/// A copy of a question with some options taken back.
fn without(bars: &[Bar], options: &Options, other_stops: &[NodeId]) -> (Options, Vec<NodeId>) {
    let mut looser = options.clone();
    let mut other_stops = other_stops.to_vec();
    for bar in bars {
        match bar {
            Bar::Exclude => looser.exclude.clear(),
            Bar::OnlyCategory => looser.only_categories.clear(),
            Bar::AvoidCategory => looser.avoid_categories.clear(),
            Bar::AvoidHubs => looser.max_degree = None,
            Bar::Via => other_stops.clear(),
            Bar::Direction => looser.direction = Direction::EitherWay,
        }
    }
    (looser, other_stops)
}
