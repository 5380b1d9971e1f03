//! The rows of many nodes, walked one after another while the next ones are on their way from memory.

use std::ops::ControlFlow;

use crate::csr::{Csr, NodeId};

/// Nodes whose rows are asked for together.
const BATCH: usize = 16;

/// Visits some nodes in their order, until `visit` breaks. Meanwhile the rows of those that follow
/// are fetched.
#[inline]
pub(super) fn walk(
    csr: &Csr<'_>,
    nodes: &[u32],
    mut visit: impl FnMut(NodeId) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut ahead = nodes.chunks(BATCH);
    let mut fetch_next = || {
        let Some(batch) = ahead.next() else { return };
        let after = ahead.clone().next().unwrap_or_default();
        after.iter().for_each(|&node| csr.fetch_place(NodeId(node)));
        batch.iter().for_each(|&node| csr.fetch_row(NodeId(node)));
    };
    fetch_next();
    for batch in nodes.chunks(BATCH) {
        fetch_next();
        batch.iter().try_for_each(|&node| visit(NodeId(node)))?;
    }
    ControlFlow::Continue(())
}
