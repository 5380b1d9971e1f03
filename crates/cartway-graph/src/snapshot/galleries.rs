//! The galleries in a snapshot: reading them, and proving that they are true.

use super::error::{SnapshotError, ensure};
use super::format::Section;
use super::read::Snapshot;
use crate::categories::NO_LIST;
use crate::csr::NodeId;
use crate::galleries::{self, BridgingBasis, FarNodes, MAX_SHOWN};
use crate::waves::MainComponent;

impl Snapshot {
    /// How many pairs of a sampled item and another of the largest component are 1, 2, 3 ... hops
    /// apart; none where closeness was not measured. [`Self::centre_basis`] says how many were
    /// sampled; if all were, each pair is counted from both its ends.
    #[must_use]
    pub fn distances(&self) -> &[u64] {
        self.u64s(Section::CentreDistances)
    }

    /// The longest connection that is known, of the largest component.
    #[must_use]
    pub fn longest_pair(&self) -> Option<FarNodes> {
        self.far(Section::LongestPair).next()
    }

    /// Known items of the largest component that are far apart, the farthest first; no item twice.
    pub fn far_pairs(&self) -> impl Iterator<Item = FarNodes> + '_ {
        self.far(Section::FarPairs)
    }

    /// What the shares of [`Self::bridging`] rest on; `None` where no way leads over anything.
    #[must_use]
    pub fn bridging_basis(&self) -> Option<BridgingBasis> {
        let samples = self.bridging_samples();
        (samples > 0).then(|| BridgingBasis {
            items: self.component_size(0),
            samples,
        })
    }

    /// The items that most ways lead over, and of all pairs of other items of the largest component
    /// the share whose way leads over each, 0 to 1: largest first.
    pub fn bridging(&self) -> impl Iterator<Item = (NodeId, f64)> + '_ {
        let shares = self.f64s(Section::BridgingShares).iter();
        let nodes = self.u32s(Section::BridgingNodes).iter();
        nodes
            .zip(shares)
            .filter_map(|(node, &share)| Some((self.known(Some(node))?, share)))
    }

    /// The ends of surprising links: between items of different categories. No item twice.
    pub fn surprising_pairs(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let (pairs, _) = self.u32s(Section::SurprisingPairs).as_chunks::<2>();
        pairs
            .iter()
            .filter_map(|[from, to]| self.known(Some(from)).zip(self.known(Some(to))))
    }

    fn far(&self, section: Section) -> impl Iterator<Item = FarNodes> + '_ {
        let (pairs, _) = self.u32s(section).as_chunks::<3>();
        pairs.iter().filter_map(|[from, to, hops]| {
            Some(FarNodes {
                from: self.known(Some(from))?,
                to: self.known(Some(to))?,
                hops: *hops,
            })
        })
    }
}

/// Proves that the galleries are what they say. Nodes, components, links and texts are proven
/// already.
pub(super) fn verify(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    distances(snapshot)?;
    far_pairs(snapshot)?;
    bridging(snapshot)?;
    surprising(snapshot)
}

/// Every sampled item is some hops from each other item, and none farther than is possible.
fn distances(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let Some(basis) = snapshot.centre_basis() else {
        // That there are none then was checked when the file was opened.
        return Ok(());
    };
    let distances = snapshot.distances();
    let others = u64::from(basis.items).saturating_sub(1);
    let mut left = Some(u64::from(basis.samples) * others);
    for &pairs in distances {
        left = left.and_then(|left| left.checked_sub(pairs));
    }
    let bound = basis.diameter_bound as usize;
    let reach = match basis.is_exact() {
        true => distances.len() == bound,
        false => distances.len() <= bound,
    };
    ensure(
        left == Some(0) && reach && distances.iter().all(|&pairs| pairs > 0),
        || "section CentreDistances does not hold one distance for each pair measured".into(),
    )
}

/// The pairs are as far apart as they say: one walk from an end of each.
fn far_pairs(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let wrong = || "its pairs of items far apart are not what they say".to_owned();
    let longest = snapshot.u32s(Section::LongestPair).as_chunks::<3>();
    let far = snapshot.u32s(Section::FarPairs).as_chunks::<3>();
    let ((longest, []), (far, [])) = (longest, far) else {
        return Err(SnapshotError::damaged(wrong()));
    };
    let pairs = || longest.iter().chain(far);
    let in_largest = |node: u32| snapshot.components().get(node as usize) == Some(&0);
    let sound = longest.len() <= 1
        && far.len() <= MAX_SHOWN
        && pairs().all(|&[from, to, hops]| in_largest(from) && in_largest(to) && hops > 0)
        && far.is_sorted_by(|a, b| a[2] >= b[2])
        && is_each_once(far.iter().flat_map(|&[from, to, _]| [from, to]));
    ensure(sound, wrong)?;
    let most = longest.first().map_or(0, |pair| pair[2]);
    let measured = snapshot.distances().len();
    let bound = snapshot.centre_basis();
    let is_longest = far.first().is_none_or(|pair| pair[2] <= most)
        && (longest.is_empty() || most as usize >= measured)
        && bound.is_none_or(|basis| most <= basis.diameter_bound);
    ensure(is_longest, wrong)?;
    let mut sources: Vec<u32> = pairs().map(|&[from, ..]| from).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut targets: Vec<u32> = pairs().map(|&[_, to, _]| to).collect();
    targets.sort_unstable();
    targets.dedup();
    if sources.is_empty() {
        return Ok(());
    }
    let main = MainComponent::new(snapshot.csr(), snapshot.components());
    let hops = galleries::distances(main, &sources, &targets);
    let place = |nodes: &[u32], node: u32| nodes.partition_point(|&other| other < node);
    let are_so_far = pairs().all(|&[from, to, expected]| {
        hops[place(&sources, from) * targets.len() + place(&targets, to)] == expected
    });
    ensure(are_so_far, wrong)
}

/// Shares fall from at most 1 and stay above 0, equal ones in the order of ids.
fn bridging(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let nodes = snapshot.u32s(Section::BridgingNodes);
    let shares = snapshot.f64s(Section::BridgingShares);
    let id_ranks = snapshot.id_ranks();
    let in_largest = |&node: &u32| snapshot.components().get(node as usize) == Some(&0);
    let sound = nodes.len() == shares.len()
        && nodes.len() <= MAX_SHOWN
        && snapshot.bridging_samples() <= snapshot.component_size(0)
        && nodes.iter().all(in_largest)
        && is_each_once(nodes.iter().copied())
        && shares.iter().all(|&share| share > 0.0 && share <= 1.0);
    let ranked = || {
        let keys = nodes.iter().zip(shares);
        let keys = keys.map(|(&node, &share)| (share, id_ranks[node as usize]));
        keys.is_sorted_by(|a, b| a.0 > b.0 || (a.0 == b.0 && a.1 < b.1))
    };
    ensure(sound && ranked(), || {
        "its items that most ways lead over are not in order, or cannot be".into()
    })
}

/// Each pair is linked, and has no category in common at any level.
fn surprising(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let (pairs, rest) = snapshot.u32s(Section::SurprisingPairs).as_chunks::<2>();
    let csr = snapshot.csr();
    let categories = snapshot.categories();
    let tops = categories.tops();
    let is_one = |&[from, to]: &[u32; 2]| {
        let [from, to] = [from, to].map(NodeId);
        let lists = [from, to].map(|node| categories.list_of(node).unwrap_or(NO_LIST));
        csr.find_arc(from, to).is_some() && tops.are_apart(lists[0], lists[1])
    };
    let sound = rest.is_empty()
        && pairs.len() <= MAX_SHOWN
        && pairs.iter().all(is_one)
        && is_each_once(pairs.iter().flatten().copied());
    ensure(sound, || {
        "its surprising neighbours are no neighbours, or of the same category".into()
    })
}

fn is_each_once(nodes: impl Iterator<Item = u32>) -> bool {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.sort_unstable();
    nodes.is_sorted_by(|a, b| a < b)
}
