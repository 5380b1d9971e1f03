//! Lists that say where the parts of another list start, and its end.

use super::error::{SnapshotError, ensure};

/// Proves that such a list rises from 0 to `end`.
pub(super) fn offsets_rise<N: Copy + Ord + Into<u64>>(
    offsets: &[N],
    end: usize,
    name: &str,
) -> Result<(), SnapshotError> {
    let is = |offset: Option<&N>, place: usize| offset.is_some_and(|&n| n.into() == place as u64);
    let whole = is(offsets.first(), 0) && is(offsets.last(), end) && offsets.is_sorted();
    ensure(whole, || {
        format!("section {name} does not rise from 0 to {end}")
    })
}
