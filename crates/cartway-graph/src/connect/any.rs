//! One shortest connection, for those who need no more.

use super::graph::Graph;
use super::options::Options;
use super::reason;
use super::rules::Rules;
use super::search::{self, Met, Wanted};
use super::workspace::Workspace;
use crate::csr::NodeId;

/// One shortest connection, whichever was met first, as its nodes; `None` where
/// [`super::connect()`] finds none. Regards neither stops nor longer connections nor ranks, and costs
/// about half a search.
#[must_use]
pub fn any_shortest(
    graph: &Graph<'_>,
    workspace: &mut Workspace,
    from: NodeId,
    to: NodeId,
    options: &Options,
) -> Option<Vec<NodeId>> {
    if from == to {
        return Some(vec![from]);
    }
    if reason::apart(graph, from, to).is_some() {
        return None;
    }
    let rules = Rules::of(graph, options, (from, to), &[]);
    let within = |hops| options.max_hops.is_none_or(|max| hops <= max as usize);
    match search::meet(graph, workspace, &rules, options.budget, Wanted::One) {
        Met::At(meeting) if within(meeting.hops()) => {
            Some(search::trace(graph, workspace, &rules, &meeting))
        }
        Met::At(_) | Met::Never | Met::Budget { .. } => None,
    }
}
