//! The folder a server needs and nothing else.
//!
//! ```text
//! shop.graph/
//!   CURRENT            name of the live generation; replaced by an atomic rename, last of all
//!   000012/            never written again once CURRENT names it
//!     graph.bin  search.db  manifest.json
//!   000013.partial/    a rebuild or a pull under way, or what a killed one left; copy/ in it is of the database
//!   rebuild.lock       held while a rebuild or a pull runs
//! ```
//!
//! Knows files and their order of writing; nothing of the shop's database, of questions or answers.

mod draft;
mod error;
mod folder;
mod lock;
mod look;
mod manifest;
mod names;
mod open;
mod origin;
mod ours;
mod pull;
mod pull_error;
mod remote;
mod small;
mod verify;

pub use draft::{CopyFolder, Draft};
pub use error::GenerationError;
pub use folder::{Cleared, GraphFolder};
pub use lock::RebuildLock;
pub use look::FolderState;
pub use manifest::{Counts, FileSum, Identity, Manifest, PassTime, Source};
pub use open::{Generation, Holding};
pub use origin::Origin;
pub use pull::{NewCopy, Pulled, Watch, pull};
pub use pull_error::PullError;
pub use remote::RemoteFolder;
pub use verify::{Verified, verify, verify_files, verify_generation};

/// Name of the file with the graph.
pub const GRAPH_FILE: &str = "graph.bin";
/// Name of the file with the search index.
pub const SEARCH_FILE: &str = "search.db";
/// Name of the file that says how the generation was made.
pub const MANIFEST_FILE: &str = "manifest.json";
/// All files of a generation.
pub const FILES: [&str; 3] = [GRAPH_FILE, SEARCH_FILE, MANIFEST_FILE];
