//! Questions as addresses, both ways.
//!
//! | file | does |
//! |---|---|
//! | `param` | says of every parameter what it is called and what it may be: once, for all |
//! | `query`, `given` | decode a query string, and read values by these rules |
//! | `questions` | query strings to questions |
//! | `topic` | questions asked by their name, as other protocols do |
//! | `batch` | the JSON body of many pairs to questions |
//! | `path` | ids in a path, and whom an address is for |
//! | `site` | where our pages stand in the web, and where the shop is |
//! | `href` | questions to addresses |
//! | `cover` | the whole address of the picture of an item |
//! | `error`, `body`, `problem` | what is wrong with what was sent, and its kind |
//!
//! Knows questions and how they are spelled; nothing of how they travel or are answered.

mod batch;
mod body;
mod cover;
mod error;
mod given;
pub mod href;
pub mod param;
mod path;
mod problem;
mod query;
mod questions;
pub mod site;
mod topic;

pub(crate) use batch::batch;
pub use body::BodyError;
pub use cover::cover;
pub(crate) use cover::cover_sources;
pub(crate) use error::shortened;
pub use error::{Allowed, ParamError, Reason};
pub use param::{LANGUAGE, Spelled};
pub(crate) use path::{id_in_path, is_for_programs, is_of_api, is_open, link, tidy};
pub use problem::ProblemKind;
pub(crate) use query::{Asker, cursor_in};
pub(crate) use questions::{
    between, boston, centre, degrees, has_empty_fields, is_blank_form, map, neighbours, none,
    paths, random_pair, regions, search,
};
pub(crate) use topic::Asked;
pub use topic::Topic;

#[cfg(test)]
mod tests;
