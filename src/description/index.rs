//! The body of `GET /v1`: what there is.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{GraphStamp, Href};

/// What there is under `/v1`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiIndex {
    /// Name of the program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The generation that questions are answered from just now.
    pub graph: GraphStamp,
    /// What can be asked.
    pub operations: Vec<IndexEntry>,
    /// Addresses that belong to it.
    pub links_to: IndexLinks,
}

/// One question that can be asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndexEntry {
    /// Its name in the description.
    pub id: &'static str,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Where, with a name in braces where an id stands (RFC 6570).
    pub path: String,
}

/// Addresses that belong to the API as a whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndexLinks {
    /// This answer.
    #[serde(rename = "self")]
    pub self_href: Href,
    /// The description for programs, OpenAPI 3.1.
    pub openapi: Href,
    /// The description for people.
    pub docs: Href,
}
