//! Where the parts of the API are found: the index at `/v1`, and the catalogue for programs that know
//! nothing but this server (RFC 9727).

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::address::{href, site};
use crate::api::{GraphStamp, Href};
use crate::explorer::GenerationStamp;

use super::operation::Operation;

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
    /// Where, with a name in braces where an id stands.
    pub href: Href,
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

/// What there is under `/v1`.
#[must_use]
pub fn index(stamp: &GenerationStamp) -> ApiIndex {
    let operations = Operation::ALL.iter().map(|operation| IndexEntry {
        id: operation.id,
        method: operation.method.name(),
        href: href::at(&operation.path()).into(),
    });
    ApiIndex {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        graph: GraphStamp::from(stamp),
        operations: operations.collect(),
        links_to: IndexLinks {
            self_href: href::at(href::API).into(),
            openapi: href::at(href::OPENAPI).into(),
            docs: href::at(href::DOCS).into(),
        },
    }
}

/// The catalogue of APIs, a set of links (RFC 9264); `origin` is scheme and host of this server, as
/// far as they are known.
#[must_use]
pub fn api_catalog(origin: &str) -> Value {
    let whole = |path: &str| format!("{origin}{}", site::placed(path));
    json!({"linkset": [{
        "anchor": whole(href::API),
        "service-desc": [{"href": whole(href::OPENAPI), "type": "application/json"}],
        "service-doc": [{"href": whole(href::DOCS), "type": "text/html"}],
        "status": [{"href": whole("/readyz"), "type": "application/health+json"}],
    }]})
}
