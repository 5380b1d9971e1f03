//! Why a rebuild failed. Each message says what to do; the old generation stays live.

use std::path::PathBuf;

use bytesize::ByteSize;
use cartway_graph::SnapshotError;

use crate::catalogue::CatalogueError;
use crate::generation::GenerationError;
use crate::search::SearchError;

/// The rebuild was asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

/// Why no new generation was published.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// It was asked to stop. What was unfinished is removed.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The shop's database cannot be used.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The graph folder cannot be used.
    #[error(transparent)]
    Generation(#[from] GenerationError),
    /// The search index cannot be built.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// What was asked for is not there.
    #[error("{} has no `{table}`, which --from {from} reads; leave --from out, or import {from}", path.display())]
    NoTable {
        /// The shop's database.
        path: PathBuf,
        /// The table or view.
        table: &'static str,
        /// The value of `--from`.
        from: &'static str,
    },
    /// Options for a database were given with a folder.
    #[error(
        "{} is a folder of Parquet: --items-from, --lines-from and --attach are for databases; \
         leave them out, or name a database with --db", path.display()
    )]
    NoDatabase {
        /// The folder.
        path: PathBuf,
    },
    /// Counts made elsewhere do not hold what an option asks for.
    #[error(
        "{} was counted with {option} {counted}, and what {option} {given} would need is not in it: leave \
         {option} out, or count again so", path.display()
    )]
    CountedOtherwise {
        /// The folder of counts.
        path: PathBuf,
        /// The option.
        option: &'static str,
        /// As it was given.
        given: String,
        /// As it was counted.
        counted: String,
    },
    /// Items were to be left out of orders that are counted already.
    #[error(
        "--leave-out is for orders, and {} is of orders that are counted already: leave it out here, \
         and have the items left out where orders are counted", path.display()
    )]
    LeaveOutCounted {
        /// The folder of counts.
        path: PathBuf,
    },
    /// Counts were to be written of links that were given.
    #[error(
        "--write-counts is for orders, and links that a shop gives are not counted: leave it out, or \
         take --from orders"
    )]
    NothingCounted,
    /// The system gives no threads.
    #[error("no threads to work on: {0}; try --threads 1")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A file cannot be written.
    #[error("{} cannot be written: {source}; make room or choose another --graph folder", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What was written is not what it should be.
    #[error("{} is not whole after writing ({source}); the disk or memory may be failing", path.display())]
    Verify {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: SnapshotError,
    },
    /// The system has not so much memory, or does not give it to this program.
    #[error(
        "there is no memory for the {what}: {} more are needed at once; raise the limit of memory \
         (`ulimit -v`, the container's), give --memory or fewer --threads, or count on a bigger engine \
         and name what it counted with --counts",
        ByteSize(*bytes)
    )]
    NoMemory {
        /// What it is for, in the plural.
        what: &'static str,
        /// How much.
        bytes: u64,
    },
    /// More than 32 bits can number.
    #[error(
        "the catalogue has more than {limit} {what}; count on a bigger engine and name what it counted with --counts"
    )]
    TooMany {
        /// `items`, `orders` or `order lines`.
        what: &'static str,
        /// How many there may be.
        limit: u32,
    },
}
