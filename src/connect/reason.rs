//! Why there is no connection. "Not connected" is only said when it is proven.

use crate::graph::NodeId;

use super::search::{self, Met};
use super::terrain::Terrain;
use super::workspace::Workspace;
use super::{Direction, Options};

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPathReason {
    /// An end was never bought together with anything, so nothing leads from or to it.
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
        /// Excluded items bar it; without them there would be one.
        exclude: bool,
        /// The direction bars it; either way there would be one.
        direction: bool,
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

impl NoPathReason {
    /// The name programs know it by.
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
}

/// How much of the graph a search without result looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searched {
    /// Items reached from the start, itself included.
    pub forward: usize,
    /// Items reached backwards from the end, itself included.
    pub backward: usize,
    /// Arcs touched: the work done.
    pub arcs: u64,
}

/// What is known before searching: an end without links, or ends on different islands.
pub(super) fn apart(terrain: &Terrain<'_>, from: NodeId, to: NodeId) -> Option<NoPathReason> {
    let without_links = |node| terrain.csr.degree(node) == 0;
    if without_links(from) || without_links(to) {
        return Some(NoPathReason::NoLinks {
            from: without_links(from),
            to: without_links(to),
        });
    }
    (terrain.component(from) != terrain.component(to)).then(|| NoPathReason::DifferentComponent {
        from_size: terrain.component_size(from),
        to_size: terrain.component_size(to),
    })
}

/// Why a search found nothing, by taking its options back one after the other.
///
/// Both ends are in one component, so either way, with nothing excluded and at any length, there is
/// a connection: some option bars it. At most three more searches.
pub(super) fn explain(
    terrain: &Terrain<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> NoPathReason {
    let mut looser = options.clone();
    if let Some(max_hops) = looser.max_hops.take() {
        let only_length_bars =
            options.exclude.is_empty() && options.direction == Direction::EitherWay;
        match search::meet(terrain, workspace, from, to, &looser) {
            Met::At(meeting) => {
                return NoPathReason::BeyondMaxHops {
                    hops: Some(meeting.hops()),
                };
            }
            Met::Budget { .. } if only_length_bars => {
                return NoPathReason::BeyondMaxHops { hops: None };
            }
            Met::Budget { .. } => {
                return NoPathReason::BudgetExhausted {
                    at_least_hops: max_hops as usize + 1,
                    connected_in: None,
                };
            }
            Met::Never | Met::MaxHops => {}
        }
    }
    let as_bought = options.direction == Direction::AsBought;
    if !std::mem::take(&mut looser.exclude).is_empty() {
        match search::meet(terrain, workspace, from, to, &looser) {
            Met::Never | Met::MaxHops => {}
            met => {
                return NoPathReason::ExcludedByOptions {
                    exclude: true,
                    // Past the budget either may be what bars it.
                    direction: as_bought && matches!(met, Met::Budget { .. }),
                };
            }
        }
    }
    if as_bought && let Met::At(meeting) = search::meet(terrain, workspace, to, from, &looser) {
        return NoPathReason::OnlyReverse {
            hops: meeting.hops(),
        };
    }
    NoPathReason::ExcludedByOptions {
        exclude: false,
        direction: as_bought,
    }
}
