//! The Model Context Protocol: questions of the API as tools that a model can call.
//!
//! | file | does |
//! |---|---|
//! | `message` | JSON-RPC: what was received, and what is to be done for it |
//! | `version` | the versions of the protocol, and what each wants |
//! | `tools` | the tools, described from the table of operations |
//! | `said` | answers as text that a model reads |
//!
//! Nothing is remembered from one message to the next. Knows messages; nothing of how they travel
//! but the names of a few headers, and nothing of how an answer is found.

mod message;
mod said;
mod tools;
mod version;

pub use message::{Question, Received, Reply, Step, answered, forbidden, received, refused};
pub use said::{between, neighbours, paths, search};
pub use version::Sent;
