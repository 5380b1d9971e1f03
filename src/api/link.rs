//! The body of `GET /v1/links/{from}/{to}`: why two items are linked.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{LinkAnswer, LinkQuestion, PathsQuestion};

use super::answered::HiddenByBody;
use super::located::Href;
use super::{CardBody, EvidenceBody, GraphStamp};

/// Whether two items are linked, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Whether they are.
    pub linked: bool,
    /// The one item.
    pub from: CardBody,
    /// The other.
    pub to: CardBody,
    /// Why they are linked, seen from the one; `null` where they are not.
    pub evidence: Option<EvidenceBody>,
    /// What may hide a link.
    pub hidden_by: HiddenByBody,
    /// Addresses that belong to it.
    pub links_to: LinkLinksBody,
}

/// Addresses that belong to a link.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkLinksBody {
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: Href,
    /// The page of the connections between the two.
    pub html: Href,
    /// The connections between the two.
    pub paths: Href,
    /// The link seen from the other item.
    pub reverse: Href,
}

/// The body of one link.
#[must_use]
pub fn link(answer: &LinkAnswer) -> LinkBody {
    let question = LinkQuestion::new(&answer.from.id, &answer.to.id);
    let connections = PathsQuestion::new(&answer.from.id, &answer.to.id);
    LinkBody {
        graph: GraphStamp::from(&answer.generation),
        linked: answer.evidence.is_some(),
        from: CardBody::from(&answer.from),
        to: CardBody::from(&answer.to),
        evidence: answer.evidence.as_ref().map(EvidenceBody::from),
        hidden_by: HiddenByBody::from(&answer.hidden_by),
        links_to: LinkLinksBody {
            self_href: href::api_link(&question).into(),
            html: href::connect(&connections).into(),
            paths: href::api_paths(&connections).into(),
            reverse: href::api_link(&question.swapped()).into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_a_link_and_of_none() {
        let mut answer = samples::link();
        insta::assert_json_snapshot!(link(&answer));
        answer.evidence = None;
        let body = serde_json::to_value(link(&answer)).expect("a body can be written");
        assert_eq!(
            (&body["linked"], &body["evidence"]),
            (&false.into(), &serde_json::Value::Null)
        );
    }
}
