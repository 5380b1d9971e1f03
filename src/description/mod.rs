//! What the API is: told to programs as OpenAPI 3.1, to people on the pages under `/docs` and
//! `/problems`.
//!
//! | file | does |
//! |---|---|
//! | `form` | the forms an answer can be written in |
//! | `operation` | the table of operations: addresses, parameters, bodies, forms, problems |
//! | `schema` | what a parameter and a body may hold, as JSON Schema |
//! | `flat` | bodies as flat objects, so that generators understand them |
//! | `openapi` | the document |
//! | `index` | the body that lists the operations |
//! | `outline` | bodies as people read them |
//! | `catalogue` | where the parts of the API are found |
//!
//! Everything is made from the table of parameters that the parser reads by and from the types of
//! the bodies, so that nothing said here can differ from what is done. Knows nothing of how an
//! answer is found or travels.

mod catalogue;
mod flat;
mod form;
mod index;
mod openapi;
mod operation;
mod outline;
mod schema;

pub use catalogue::{api_catalog, index};
pub use form::Form;
pub use index::ApiIndex;
pub use openapi::{Examples, bodies, openapi, outline_of};
pub use operation::{Method, Operation, Place};
