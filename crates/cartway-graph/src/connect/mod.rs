//! Connections between two nodes: found, counted exactly, ranked.
//!
//! A search walks through the files in this order: `rules` says where it may walk, `search` finds
//! the level where two breadth-first searches meet, `gather` makes every shortest connection from
//! there one small graph, `layered`, going from `level` to level, `longer` those with a hop or two more, `journey` goes from
//! stop to stop, `legs` joins what was found between them, `counting` counts the connections and
//! each node's share of them, `ranking` lists the best, and `reason` says why there is none.
//! [`connect`] does all of it; [`between()`] asks for the items in the middle instead, and
//! [`degrees()`] how far everything is from one node.
//!
//! Knows nodes and arrays only: no ids, no texts, no files, and nothing here can fail. It works on
//! any arrays, also on those of a damaged file.

mod any;
mod between;
mod counting;
mod degrees;
mod found;
mod gather;
mod graph;
mod journey;
mod layered;
mod legs;
mod level;
mod longer;
mod options;
mod ranking;
mod reason;
mod rows;
mod rules;
mod search;
mod workspace;

pub use any::any_shortest;
pub use between::{Between, Middle, Middles, NoMiddle, between};
pub use counting::PathCount;
pub use degrees::{Degrees, DegreesWorkspace, Walk, degrees};
pub use found::{Found, Paths};
pub use graph::Graph;
pub use journey::connect;
pub use layered::{Layered, Step};
pub use options::{Direction, Options};
pub use ranking::{BestPath, Cost};
pub use reason::{Bar, NoPathReason};
pub use workspace::{Searched, Workspace};

#[cfg(test)]
mod tests;
