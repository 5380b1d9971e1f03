//! The few words that values of a body are spelled with. Each is a type, so that the description of
//! the API lists what may come.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::address::Spelled;
use crate::address::param::words_of;
use crate::explorer::{
    Direction, Evidence, NeighbourDirection, NeighbourSort, NoMiddle, NoPathReason, PathCount,
};

/// A choice of the question, spelled as in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Spelled> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<T: Spelled> PartialSchema for Word<T> {
    fn schema() -> RefOr<Schema> {
        one_of(words_of::<T>())
    }
}

impl<T: Spelled> ToSchema for Word<T> {
    fn name() -> Cow<'static, str> {
        T::NAME.into()
    }
}

/// Which way links were walked.
pub type DirectionWord = Word<Direction>;
/// On whose list neighbours stand.
pub type ListDirectionWord = Word<NeighbourDirection>;
/// The order of neighbours.
pub type SortWord = Word<NeighbourSort>;

/// Whether a count is the number itself or a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountIs {
    /// It is the number.
    Exact,
    /// There are as many, or more.
    AtLeast,
}

impl From<PathCount> for CountIs {
    fn from(count: PathCount) -> Self {
        if count.exact {
            Self::Exact
        } else {
            Self::AtLeast
        }
    }
}

/// How something was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// From all there is.
    Exact,
    /// From a sample.
    Estimated,
}

impl Method {
    /// Of what was measured from everything, or was not.
    pub(super) fn of(exact: bool) -> Self {
        if exact { Self::Exact } else { Self::Estimated }
    }
}

/// Whose list a link stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// That of the source.
    Forward,
    /// That of the other item.
    Backward,
    /// Each is on the other's.
    Both,
}

impl From<&Evidence> for Listed {
    fn from(evidence: &Evidence) -> Self {
        match (evidence.listed_forward, evidence.listed_backward) {
            (true, true) => Self::Both,
            (false, true) => Self::Backward,
            _ => Self::Forward,
        }
    }
}

/// What cut a list of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TruncatedBy {
    /// As many as were asked for are listed.
    K,
    /// All that were counted are listed, but the work allowed for one question ran out.
    Budget,
}

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NoPathName(&'static str);

impl From<&NoPathReason> for NoPathName {
    fn from(reason: &NoPathReason) -> Self {
        Self(reason.name())
    }
}

impl PartialSchema for NoPathName {
    fn schema() -> RefOr<Schema> {
        one_of(NoPathReason::NAMES)
    }
}

impl ToSchema for NoPathName {
    fn name() -> Cow<'static, str> {
        "NoPathReason".into()
    }
}

/// Why nothing stands in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NoMiddleName(&'static str);

impl From<NoMiddle> for NoMiddleName {
    fn from(reason: NoMiddle) -> Self {
        Self(reason.name())
    }
}

impl PartialSchema for NoMiddleName {
    fn schema() -> RefOr<Schema> {
        one_of(NoMiddle::NAMES)
    }
}

impl ToSchema for NoMiddleName {
    fn name() -> Cow<'static, str> {
        "NoMiddleReason".into()
    }
}

fn one_of(words: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String);
    text.enum_values(Some(words)).into()
}
