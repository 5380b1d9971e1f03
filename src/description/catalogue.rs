//! Where the parts of the API are found: the index at `/v1`, and the catalogue for programs that know
//! nothing but this server (RFC 9727).

use serde_json::{Value, json};

use crate::address::{href, site};
use crate::api::GraphStamp;
use crate::explorer::GenerationStamp;

use super::index::{ApiIndex, IndexEntry, IndexLinks};
use super::operation::Operation;

/// What there is under `/v1`.
#[must_use]
pub fn index(stamp: &GenerationStamp) -> ApiIndex {
    let operations = Operation::ALL.iter().map(|operation| IndexEntry {
        id: operation.id,
        method: operation.method.name(),
        path: href::at(&operation.path()),
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
        "service-desc": [
            {"href": whole(href::OPENAPI), "type": "application/json"},
            {"href": format!("{}?wsdl", whole(href::SOAP)), "type": "application/wsdl+xml"},
        ],
        "service-doc": [{"href": whole(href::DOCS), "type": "text/html"}],
        "status": [{"href": whole("/readyz"), "type": "application/health+json"}],
    }]})
}
