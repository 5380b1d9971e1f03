//! The bodies on the centre of the catalogue.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{CentralItem, CentreAnswer, CentreBasis};

use super::located::Href;
use super::terms::Method;
use super::{CardBody, GraphStamp};

/// The most central items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CentreBody {
    /// Where they come from.
    pub graph: GraphStamp,
    /// How closeness was measured; `null` where nothing was ranked.
    pub closeness: Option<ClosenessBody>,
    /// How many items the whole list has: the first of those ranked.
    pub total: usize,
    /// This page of them, the centre first.
    pub items: Vec<CentralItemBody>,
    /// Address of the next page.
    pub next: Option<Href>,
}

/// How closeness was measured.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ClosenessBody {
    /// `exact`, or `estimated` from a sample.
    pub method: Method,
    /// Items ranked: those of the largest component.
    pub ranked: u32,
    /// Items it was measured from.
    pub samples: u32,
    /// No mean is off by more hops than this ...
    pub error_hops: f64,
    /// ... with at least this probability.
    pub confidence: f64,
    /// No two of the items are further apart than this many hops.
    pub diameter_at_most: u32,
}

/// One of the most central items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CentralItemBody {
    /// 1 for the centre.
    pub rank: u32,
    /// Its mean hops to the other items of the largest component.
    pub mean_hops: f64,
    /// What it is.
    pub item: CardBody,
}

impl From<&CentreBasis> for ClosenessBody {
    fn from(basis: &CentreBasis) -> Self {
        Self {
            method: Method::of(basis.is_exact()),
            ranked: basis.items,
            samples: basis.samples,
            error_hops: basis.error_hops(),
            confidence: basis.confidence(),
            diameter_at_most: basis.diameter_bound,
        }
    }
}

impl From<&CentralItem> for CentralItemBody {
    fn from(central: &CentralItem) -> Self {
        Self {
            rank: central.rank,
            mean_hops: central.mean_hops,
            item: CardBody::from(&central.card),
        }
    }
}

/// The body of the most central items.
#[must_use]
pub fn centre(answer: &CentreAnswer) -> CentreBody {
    CentreBody {
        graph: GraphStamp::from(&answer.generation),
        closeness: answer.basis.as_ref().map(ClosenessBody::from),
        total: answer.total,
        items: answer.items.iter().map(CentralItemBody::from).collect(),
        next: answer
            .next_page()
            .as_ref()
            .map(href::api_centre)
            .map(Href::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_the_centre() {
        insta::assert_json_snapshot!(centre(&samples::centre()));
    }

    #[test]
    fn nothing_ranked_is_told_as_null() {
        let answer = CentreAnswer {
            basis: None,
            total: 0,
            items: Vec::new(),
            next: None,
            ..samples::centre()
        };
        let body = serde_json::to_value(centre(&answer)).expect("a body can be written");
        assert!(body["closeness"].is_null() && body["next"].is_null());
        assert_eq!(body["items"], serde_json::json!([]));
    }
}
