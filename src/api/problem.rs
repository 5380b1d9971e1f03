//! Problem bodies after RFC 9457: what went wrong, where, and what to do.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::{ProblemKind, href, param};
use crate::explorer::ExplorerError;

use super::CardBody;

/// The body of a problem.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemBody {
    /// The page on its kind: `/problems/` and the name of the kind, from the root of our own host, so
    /// that it is the same on each.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for every occurrence.
    pub title: &'static str,
    /// The status code again.
    pub status: u16,
    /// What is wrong this time, and what to do.
    pub detail: String,
    /// The address asked for.
    pub instance: String,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The most there may be, where there was more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Items that may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<CardBody>,
}

impl ProblemBody {
    /// A problem of a kind; `instance` is the path and query asked for.
    #[must_use]
    pub fn new(kind: ProblemKind, detail: impl Into<String>, instance: impl Into<String>) -> Self {
        Self {
            kind: href::problem(kind),
            title: kind.title(),
            status: kind.status(),
            detail: detail.into(),
            instance: instance.into(),
            param: None,
            value: None,
            limit: None,
            suggestions: Vec::new(),
        }
    }

    /// Names the parameter at fault and its value.
    #[must_use]
    pub fn with_param(mut self, param: impl Into<String>, value: impl Into<String>) -> Self {
        self.param = Some(param.into());
        self.value = Some(value.into());
        self
    }
}

/// The body for a question that could not be answered. What failed inside the house stays inside
/// the house: the caller logs it.
#[must_use]
pub fn problem(error: &ExplorerError, instance: &str) -> ProblemBody {
    let kind = ProblemKind::from(error);
    let detail = match kind {
        ProblemKind::Internal => "The question could not be answered; please try again.".to_owned(),
        _ => error.to_string(),
    };
    let mut body = ProblemBody::new(kind, detail, instance);
    match error {
        ExplorerError::UnknownItem {
            part,
            value,
            suggestions,
            ..
        } => {
            body = body.with_param(param::of_part(*part), value);
            body.suggestions = suggestions.iter().map(CardBody::from).collect();
        }
        ExplorerError::ExcludedStop { value } => body = body.with_param(param::EXCLUDE.name, value),
        ExplorerError::RepeatedStop { value } => body = body.with_param(param::VIA.name, value),
        ExplorerError::UnknownCategory { part, value, .. } => {
            body = body.with_param(param::of_part(*part), value);
        }
        ExplorerError::CursorExpired
        | ExplorerError::NoGoodPair
        | ExplorerError::UnknownRegion { .. }
        | ExplorerError::NoMap
        | ExplorerError::NotReady
        | ExplorerError::Damaged
        | ExplorerError::Search(_) => {}
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_an_unknown_item() {
        let error = ExplorerError::UnknownItem {
            part: crate::explorer::Part::From,
            value: "0142437248".into(),
            suggestions: vec![samples::card(1)],
            items_left_out: 2,
        };
        insta::assert_json_snapshot!(problem(&error, "/v1/paths?from=0142437248&to=F"));
    }

    #[test]
    fn no_graph_is_a_passing_state_of_the_server() {
        let body = problem(&ExplorerError::NotReady, "/v1/graph");
        assert_eq!(
            (body.status, body.kind.as_str()),
            (503, "/problems/graph-not-ready")
        );
        assert!(body.detail.contains("cartway rebuild"));
    }
}
