//! The memory searches work in, lent to one search each and kept from one generation to the next.
//!
//! A search marks nodes in arrays as long as the graph. Their pages come zeroed from the system at
//! first touch, so a used workspace is worth keeping: also for the next generation, if it is not
//! much larger, and so no question pays for memory after a takeover. Knows searches, not questions.

use std::sync::LazyLock;
use std::thread;

use cartway_graph::connect::{DegreesWorkspace, Workspace};

use crate::lending::Pool;

/// What all workspaces together may take, as long as each core can have one.
const MEMORY: usize = 128 << 20;
/// Workspaces are made for this share more nodes than there are, for generations to come. What is
/// not used is never touched, so it takes addresses only.
const ROOM_TO_GROW: usize = 8;
/// From so many nodes on a workspace gives back what the next search will touch only in part. Arrays
/// of that length come from the system and not from the allocator's own store, so new ones are
/// zero without anybody writing zeros.
const TRIMMED_FROM: usize = 8 << 20;

/// The workspaces of all searches of one server.
#[derive(Debug, Default)]
pub(super) struct Workspaces {
    searches: Pool<Workspace>,
    degrees: Pool<DegreesWorkspace>,
}

impl Workspaces {
    /// Lends a workspace for a graph of so many nodes. Waits if there are enough searches under way
    /// to fill the memory they may take.
    pub(super) fn with_workspace<T>(
        &self,
        node_count: usize,
        search: impl FnOnce(&mut Workspace) -> T,
    ) -> T {
        let fits = |workspace: &Workspace| workspace.node_count() >= node_count;
        let most = most_workspaces(node_count);
        let mut lent = self.searches.lend_or_make(most, fits, || roomy(node_count));
        let result = search(&mut lent);
        if lent.node_count() >= TRIMMED_FROM {
            lent.trim();
        }
        result
    }

    /// Lends a workspace for counting distances; no more than one a core, as these walk everything.
    pub(super) fn with_degrees_workspace<T>(
        &self,
        search: impl FnOnce(&mut DegreesWorkspace) -> T,
    ) -> T {
        let mut lent = self
            .degrees
            .lend_or_make(cores(), |_| true, DegreesWorkspace::new);
        search(&mut lent)
    }

    /// Makes a workspace for each core where those there are do not fit, and touches it.
    pub(super) fn prepare(&self, node_count: usize) {
        let fits = |workspace: &Workspace| workspace.node_count() >= node_count;
        self.searches.prepare(cores(), fits, || {
            let mut workspace = roomy(node_count);
            workspace.touch(node_count);
            workspace
        });
    }
}

/// Asked once: the system opens three files to tell.
fn cores() -> usize {
    static CORES: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));
    *CORES
}

/// How many searches may be under way in a graph of so many nodes.
fn most_workspaces(node_count: usize) -> usize {
    let fill = MEMORY / (Workspace::BYTES_PER_NODE * node_count.max(1));
    fill.max(cores())
}

fn roomy(node_count: usize) -> Workspace {
    Workspace::new(node_count.saturating_add(node_count / ROOM_TO_GROW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_is_kept_for_the_next_generation_unless_it_is_too_small() {
        let workspaces = Workspaces::default();
        let size = |nodes| workspaces.with_workspace(nodes, |workspace| workspace.node_count());
        let first = size(800);
        assert_eq!(first, 900, "with room to grow");
        assert_eq!(size(900), first, "the same one");
        assert!(size(901) > first);
        assert_eq!(
            workspaces.searches.idle(|_| ()).len(),
            1,
            "the small one went"
        );
    }

    #[test]
    fn prepared_workspaces_fit_and_are_not_more_than_cores() {
        let workspaces = Workspaces::default();
        workspaces.prepare(100);
        workspaces.prepare(5_000);
        workspaces.prepare(5_000);
        let sizes = workspaces.searches.idle(Workspace::node_count);
        assert_eq!(sizes.len(), cores());
        assert!(sizes.iter().all(|&size| size >= 5_000));
    }

    #[test]
    fn huge_graphs_leave_one_workspace_a_core_and_small_ones_many() {
        assert_eq!(most_workspaces(100_000_000), cores());
        assert!(most_workspaces(413_563) >= 16);
        assert!(most_workspaces(0) >= cores());
    }
}
