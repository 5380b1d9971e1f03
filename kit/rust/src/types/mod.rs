//! What the server answers, with the names that the API's description has for it.
//!
//! Members are only ever added, so the types are not exhaustive; a word that is newer than this
//! client is read as `Other`. Numbers of connections are strings, as they may be larger than any
//! number here.

mod batch;
mod graph;
mod items;
mod map;
mod paths;
mod shared;

pub use batch::*;
pub use graph::*;
pub use items::*;
pub use map::*;
pub use paths::*;
pub use shared::*;
