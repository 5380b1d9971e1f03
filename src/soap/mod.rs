//! SOAP 1.1 and 1.2: the envelopes that questions come in and answers leave in, and the description
//! of the service (WSDL 1.1, document/literal).
//!
//! | file | does |
//! |---|---|
//! | `version` | what the two versions call things |
//! | `envelope` | an envelope to the names and values of a question |
//! | `fault` | what is wrong, as a fault with the problem in it |
//! | `wsdl` | the description of the service |
//! | `types` | what questions, bodies and problems hold, as XML Schema |
//!
//! The elements of a question are named as the parameters of its address are, and an answer has the
//! members of its JSON body: there is no second list of either. Only `self` is called `self_href`, since
//! no member of a class in Python can be called so. Knows envelopes; nothing of HTTP
//! but the names of media types.

mod envelope;
mod fault;
mod types;
mod version;
mod wsdl;

pub use envelope::{Call, EnvelopeError, decoded, read};
pub use fault::{fault, fault_of_envelope, status};
pub use version::Version;
pub use wsdl::wsdl;

use serde::Serialize;

use crate::address::Topic;
use crate::xml::{self, Names, Root};

/// What all our elements belong to.
pub const NAMESPACE: &str = "urn:cartway:v1";

/// What members and entries are called in it.
const NAMES: Names = Names::Service;

/// The operations of the service, by the names of their elements.
pub const OPERATIONS: [(&str, Topic); 3] = [
    ("Connect", Topic::Connect),
    ("SearchItems", Topic::Search),
    ("Neighbours", Topic::Neighbours),
];

/// What the header of a request, or its media type, says of an operation.
#[must_use]
pub fn action(operation: &str) -> String {
    format!("{NAMESPACE}#{operation}")
}

/// An answer in its envelope.
///
/// # Errors
/// The body cannot be written as XML; those of the API can.
pub fn answer(
    version: Version,
    operation: &str,
    body: &impl Serialize,
) -> Result<String, serde_json::Error> {
    let element = xml::element(ours(&response_of(operation)), body)?;
    Ok(version.envelope("", &element))
}

/// The element that the answer of an operation stands in.
fn response_of(operation: &str) -> String {
    format!("{operation}Response")
}

/// An element of our namespace.
fn ours(name: &str) -> Root<'_> {
    Root {
        name,
        namespace: Some(NAMESPACE),
        names: NAMES,
    }
}
