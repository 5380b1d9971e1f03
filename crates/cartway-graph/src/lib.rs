//! The graph: from baskets to `graph.bin`, and `graph.bin` as arrays.
//!
//! Building walks through the files in this order: [`counting`] (sparse product of the
//! item-by-order matrix with its transpose), [`measure`] (how strong a link is), [`prune`] (the
//! strongest links of each item), [`Arcs`] (both directions of each link), [`component`] and
//! [`numbering`] (which items are near each other), [`items`] (their texts), [`build`] (everything
//! into arrays), [`centre`] (which items are nearest to all others), [`galleries`] (what is worth a
//! look), [`snapshot`] (the file). Reading starts at [`Snapshot::open`], whose [`Csr`] is what searches
//! walk on.
//!
//! Nothing here knows SQL or HTTP, and nothing but `snapshot` touches a file.

mod arcs;
pub mod build;
pub mod centre;
pub mod component;
pub mod connect;
pub mod counting;
mod csr;
mod edges;
#[cfg(test)]
mod fixture;
pub mod galleries;
pub mod items;
pub mod links;
pub mod measure;
pub mod numbering;
pub mod prune;
mod record;
pub mod snapshot;
mod strengths;
mod strongest;
mod visit;
mod waves;

pub use arcs::Arcs;
pub use centre::CentreBasis;
pub use csr::{ArcId, Csr, Listed, NodeId};
pub use galleries::{BridgingBasis, FarNodes};
pub use links::LinkKind;
pub use measure::Measure;
pub use record::ItemTexts;
pub use snapshot::{Snapshot, SnapshotError};
pub use strengths::Strengths;
pub use visit::{AsBought, LinkRef, VisitedNodes};
