//! Questions in, answers out, with items attached, over the live generation.
//!
//! A file a topic: what can be asked, what is answered, and the way from the one to the other.
//! Questions carry ids as the outside spells them and values already in range; answers carry texts
//! as the shop wrote them. Knows nodes, items and generations; nothing of HTTP, markup, or how text
//! becomes a question.
//!
//! | file | answers |
//! |---|---|
//! | `paths`, `connections` | how are two items connected? |
//! | `batch` | how are the items of each of many pairs connected? |
//! | `between` | what stands in the middle? |
//! | `search` | which items does a text mean? |
//! | `neighbours` | what is known of an item, and what is bought with it? |
//! | `degrees` | how far is everything else from it? |
//! | `centre`, `galleries`, `random` | where is it worth to look? |
//! | `map`, `region` | where does it lie on the map? |
//! | `about` | what is this catalogue? |
//! | `whole` | what is in it, to the last link? |
//!
//! An [`Explorer`] watches the folder; a [`Session`] holds the generation that was live, and is
//! asked. `item`, `category`, `evidence`, `filters`, `lookup` and `thresholds` are what the topics share; `live`, `serving`, `workspaces` and
//! `facts` are what a generation is held with; `error` says why there is no answer.

mod about;
mod batch;
mod between;
mod category;
mod centre;
mod connections;
mod degrees;
mod error;
mod evidence;
mod facts;
mod filters;
mod galleries;
mod item;
mod link;
mod live;
mod lookup;
mod map;
mod neighbours;
mod paths;
mod random;
mod region;
#[cfg(test)]
pub(crate) mod samples;
mod search;
mod serving;
mod session;
mod thresholds;
mod whole;
mod workspaces;

pub use crate::generation::FILES as GENERATION_FILES;
pub use crate::generation::{FolderState, GenerationError, GraphFolder, Holding, Identity};
pub use about::GraphAnswer;
pub use batch::{BatchAnswer, BestConnection, BestConnections, PairOutcome, PairQuestion};
pub use between::{BetweenAnswer, BetweenOutcome, BetweenQuestion, MiddleItem, MiddleItems};
pub use cartway_graph::atlas::{
    Frame, HEIGHT as MAP_HEIGHT, MAX_LEVELS as MAP_LEVELS, PARTS as MAP_PARTS, Place, Point,
    WIDTH as MAP_WIDTH,
};
pub use cartway_graph::connect::{
    Bar, Direction, NoMiddle, NoPathReason, Options, PathCount, Searched,
};
pub use cartway_graph::{BridgingBasis, CentreBasis};
pub use category::{Category, CategoryLevel, is_top_level};
pub use centre::{CentralItem, CentreAnswer, CentreQuestion};
pub use connections::{Column, Connections, PathItem, RankedPath};
pub use degrees::{DegreesAnswer, DegreesQuestion};
pub use error::{ExplorerError, Part};
pub use evidence::{Evidence, PathLink};
pub use facts::{ComponentSizes, DegreeBand};
pub use filters::{Filter, Filters, Percentile};
pub use galleries::{
    BridgingItem, DistanceBand, Distances, FarPair, GalleriesAnswer, SurprisingPair,
};
pub use item::{Component, GenerationStamp, Item, ItemCard};
pub use link::{LinkAnswer, LinkQuestion};
pub use lookup::Cursor;
pub use map::{
    MapAnswer, MapItem, MapMark, MapQuestion, MapRegion, MapRoad, Marked, View, Whereabouts, Zoom,
};
pub use neighbours::{
    ItemAnswer, Neighbour, NeighbourDirection, NeighbourSort, NeighboursAnswer, NeighboursQuestion,
};
pub use paths::{NoPath, Outcome, PathsAnswer, PathsOptions, PathsQuestion, Timing};
pub use random::{Pair, RandomPairQuestion};
pub use region::{Region, RegionCard, RegionName, RegionsAnswer, RegionsQuestion};
pub use search::{Resolved, SearchAnswer, SearchMode, SearchQuestion};
pub use session::{Explorer, Session};
pub use thresholds::{LargeOrders, Thresholds};
pub use whole::{Whole, WholeItem, WholeLink};
