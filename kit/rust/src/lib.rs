#![doc = include_str!("../README.md")]

mod client;
mod error;
mod list;
mod many;
mod options;
mod sending;
mod types;

pub use client::Cartway;
pub use error::Error;
pub use list::{List, Page, Pages};
pub use many::Batches;
pub use options::{
    BetweenOptions, CentreOptions, DegreesOptions, MapOptions, NeighboursOptions, PairOptions,
    PairQuestion, PathsOptions, RandomPairOptions, RegionsOptions, SearchMode, SearchOptions,
};
pub use types::*;
