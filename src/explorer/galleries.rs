//! What is worth a look in the catalogue, found when it was rebuilt: pairs far apart, items on most
//! ways, surprising neighbours, and how far apart items are as a rule.

use cartway_graph::{BridgingBasis, CentreBasis, FarNodes, Snapshot};

use super::evidence::{Evidence, evidence};
use super::item::{GenerationStamp, ItemCard, card};
use super::session::Session;

/// The galleries of a catalogue, of its largest component; each is empty where there is nothing to
/// show.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleriesAnswer {
    /// Where they come from.
    pub generation: GenerationStamp,
    /// How far apart items are; `None` where it was not measured.
    pub distances: Option<Distances>,
    /// The longest connection that is known: no shorter than any other that is.
    pub longest_known: Option<FarPair>,
    /// Known items that are far apart, the farthest first; no item twice.
    pub far_pairs: Vec<FarPair>,
    /// What the shares of the bridging items rest on; `None` where no way leads over anything.
    pub bridging_basis: Option<BridgingBasis>,
    /// Items that most ways lead over, most first.
    pub bridging: Vec<BridgingItem>,
    /// Linked items of different categories, of each two categories the strongest first; no item
    /// twice.
    pub surprising: Vec<SurprisingPair>,
}

/// How far apart the items of the largest component are.
#[derive(Debug, Clone, PartialEq)]
pub struct Distances {
    /// Which pairs were measured: those of the sampled items with every other.
    pub basis: CentreBasis,
    /// Pairs 1, 2, 3 ... hops apart; the last is not empty.
    pub bands: Vec<DistanceBand>,
}

/// Pairs of items so many hops apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistanceBand {
    /// Hops, from 1.
    pub hops: u32,
    /// How many of the pairs measured; each once where all pairs there are were measured.
    pub pairs: u64,
    /// Their share of all pairs, 0 to 1.
    pub share: f64,
}

/// Two items with a long way between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FarPair {
    /// The more popular one.
    pub from: ItemCard,
    /// The other.
    pub to: ItemCard,
    /// Hops of the shortest connections between them.
    pub hops: u32,
}

/// An item that many ways lead over.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgingItem {
    /// 1 for the one that most ways lead over.
    pub rank: u32,
    /// What it is.
    pub card: ItemCard,
    /// Of all pairs of other items, the share whose way leads over it, 0 to 1: where a pair has
    /// several shortest connections, each counts for its part.
    pub share: f64,
}

/// Two items without a category in common, at any level, that are bought together all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct SurprisingPair {
    /// The more popular one.
    pub from: ItemCard,
    /// The other.
    pub to: ItemCard,
    /// How they are linked.
    pub evidence: Evidence,
}

impl Distances {
    /// Whether every pair there is was measured.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.basis.is_exact()
    }

    /// Mean hops of a pair, over those measured.
    #[must_use]
    pub fn mean_hops(&self) -> f64 {
        let bands = self.bands.iter();
        bands.map(|band| f64::from(band.hops) * band.share).sum()
    }

    fn of(snapshot: &Snapshot) -> Option<Self> {
        let basis = snapshot.centre_basis()?;
        let counts = snapshot.distances();
        let all: f64 = counts.iter().map(|&pairs| pairs as f64).sum();
        let seen_from = if basis.is_exact() { 2 } else { 1 };
        let band = |(hops, &pairs): (u32, &u64)| DistanceBand {
            hops,
            pairs: pairs / seen_from,
            share: pairs as f64 / all.max(1.0),
        };
        let bands = (1..).zip(counts).map(band).collect();
        Some(Self { basis, bands })
    }
}

impl Session {
    /// What is worth a look in the catalogue.
    #[must_use]
    pub fn galleries(&self) -> GalleriesAnswer {
        let snapshot = &self.serving.generation.snapshot;
        let far = |pair: FarNodes| FarPair {
            from: card(snapshot, pair.from),
            to: card(snapshot, pair.to),
            hops: pair.hops,
        };
        let bridging = (1..).zip(snapshot.bridging());
        let bridging = bridging.map(|(rank, (node, share))| BridgingItem {
            rank,
            card: card(snapshot, node),
            share,
        });
        GalleriesAnswer {
            generation: self.generation(),
            distances: Distances::of(snapshot),
            longest_known: snapshot.longest_pair().map(far),
            far_pairs: snapshot.far_pairs().map(far).collect(),
            bridging_basis: snapshot.bridging_basis(),
            bridging: bridging.collect(),
            surprising: surprising(snapshot),
        }
    }
}

fn surprising(snapshot: &Snapshot) -> Vec<SurprisingPair> {
    let pair = |(from, to)| {
        Some(SurprisingPair {
            from: card(snapshot, from),
            to: card(snapshot, to),
            evidence: evidence(snapshot, from, to)?,
        })
    };
    snapshot.surprising_pairs().filter_map(pair).collect()
}
