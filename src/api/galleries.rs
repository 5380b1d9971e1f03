//! The body on what is worth a look in the catalogue.

use serde::Serialize;
use utoipa::ToSchema;

use crate::explorer::{
    BridgingBasis, BridgingItem, Distances, FarPair, GalleriesAnswer, SurprisingPair,
};

use super::terms::Method;
use super::{CardBody, EvidenceBody, GraphStamp};

/// What is worth a look, of the largest component.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GalleriesBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// How far apart items are; `null` where it was not measured.
    pub distances: Option<DistancesBody>,
    /// The longest connection that is known.
    pub longest_known: Option<FarPairBody>,
    /// Known items far apart, the farthest first.
    pub far_pairs: Vec<FarPairBody>,
    /// Items that most ways lead over; `null` where no way leads over anything.
    pub bridging: Option<BridgingBody>,
    /// Linked items of different categories.
    pub surprising: Vec<SurprisingBody>,
}

/// How far apart items are.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DistancesBody {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items of the largest component.
    pub items: u32,
    /// Items that the hops to all others were measured from.
    pub samples: u32,
    /// Mean hops between two items.
    pub mean_hops: f64,
    /// Pairs 1, 2, 3 ... hops apart.
    pub pairs: Vec<DistanceBody>,
}

/// Pairs of items so many hops apart.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct DistanceBody {
    /// Hops.
    pub hops: u32,
    /// Pairs of those measured.
    pub pairs: u64,
    /// As a share of all.
    pub share: f64,
}

/// Two items with a long way between.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FarPairBody {
    /// Hops of the shortest connections.
    pub hops: u32,
    /// The more popular one.
    pub from: CardBody,
    /// The other.
    pub to: CardBody,
}

/// Items that most ways lead over.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BridgingBody {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items of the largest component.
    pub items: u32,
    /// Items that the ways to all others were followed from.
    pub samples: u32,
    /// That most ways lead over first.
    pub most: Vec<BridgingItemBody>,
}

/// An item that many ways lead over.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BridgingItemBody {
    /// 1 for the one that most ways lead over.
    pub rank: u32,
    /// Of all pairs of other items, the share whose way leads over it.
    pub share_of_pairs: f64,
    /// What it is.
    pub item: CardBody,
}

/// Two linked items of different categories.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurprisingBody {
    /// The more popular one.
    pub from: CardBody,
    /// The other.
    pub to: CardBody,
    /// How they are linked.
    pub evidence: EvidenceBody,
}

/// The body of the galleries.
#[must_use]
pub fn galleries(answer: &GalleriesAnswer) -> GalleriesBody {
    let bridging = answer.bridging_basis.as_ref();
    GalleriesBody {
        graph: GraphStamp::from(&answer.generation),
        distances: answer.distances.as_ref().map(DistancesBody::from),
        longest_known: answer.longest_known.as_ref().map(FarPairBody::from),
        far_pairs: answer.far_pairs.iter().map(FarPairBody::from).collect(),
        bridging: bridging.map(|basis| bridging_body(basis, &answer.bridging)),
        surprising: answer.surprising.iter().map(SurprisingBody::from).collect(),
    }
}

fn bridging_body(basis: &BridgingBasis, items: &[BridgingItem]) -> BridgingBody {
    BridgingBody {
        method: Method::of(basis.is_exact()),
        items: basis.items,
        samples: basis.samples,
        most: items.iter().map(BridgingItemBody::from).collect(),
    }
}

impl From<&Distances> for DistancesBody {
    fn from(distances: &Distances) -> Self {
        let pairs = distances.bands.iter().map(|band| DistanceBody {
            hops: band.hops,
            pairs: band.pairs,
            share: band.share,
        });
        Self {
            method: Method::of(distances.is_exact()),
            items: distances.basis.items,
            samples: distances.basis.samples,
            mean_hops: distances.mean_hops(),
            pairs: pairs.collect(),
        }
    }
}

impl From<&FarPair> for FarPairBody {
    fn from(pair: &FarPair) -> Self {
        Self {
            hops: pair.hops,
            from: CardBody::from(&pair.from),
            to: CardBody::from(&pair.to),
        }
    }
}

impl From<&BridgingItem> for BridgingItemBody {
    fn from(bridging: &BridgingItem) -> Self {
        Self {
            rank: bridging.rank,
            share_of_pairs: bridging.share,
            item: CardBody::from(&bridging.card),
        }
    }
}

impl From<&SurprisingPair> for SurprisingBody {
    fn from(pair: &SurprisingPair) -> Self {
        Self {
            from: CardBody::from(&pair.from),
            to: CardBody::from(&pair.to),
            evidence: EvidenceBody::from(&pair.evidence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_the_galleries() {
        insta::assert_json_snapshot!(galleries(&samples::galleries()));
    }

    #[test]
    fn a_catalogue_with_nothing_to_show_has_empty_galleries() {
        let answer = GalleriesAnswer {
            distances: None,
            longest_known: None,
            far_pairs: Vec::new(),
            bridging_basis: None,
            bridging: Vec::new(),
            surprising: Vec::new(),
            ..samples::galleries()
        };
        let body = serde_json::to_value(galleries(&answer)).expect("a body can be written");
        for name in ["distances", "longest_known", "bridging"] {
            assert!(body[name].is_null(), "{body}");
        }
        for name in ["far_pairs", "surprising"] {
            assert_eq!(body[name], serde_json::json!([]));
        }
    }
}
