//! What can be asked. Questions carry ids as the outside spells them and values already in range;
//! whoever parses text (a query string, a command line) does so before it gets here.

use std::ops::RangeInclusive;

use crate::connect::Direction;

/// How two items are connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathsQuestion {
    /// Id of the item the connections begin at.
    pub from: String,
    /// Id of the item they lead to.
    pub to: String,
    /// Whether links may be walked either way or only as bought.
    pub direction: Direction,
    /// Ids of items no connection may pass through.
    pub exclude: Vec<String>,
    /// Longest connection to accept, in hops; `None` for any length.
    pub max_hops: Option<u32>,
    /// How many of the best connections to list.
    pub k: usize,
}

impl PathsQuestion {
    /// Connections listed when nothing else is asked for.
    pub const DEFAULT_K: usize = 20;
    /// Most connections one answer lists.
    pub const MAX_K: usize = 100;
    /// Largest value of `max_hops`.
    pub const MAX_HOPS: u32 = 64;
    /// Most items one question may exclude.
    pub const MAX_EXCLUDED: usize = 100;

    /// The plain question: either way, nothing excluded, any length, the best twenty.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            direction: Direction::EitherWay,
            exclude: Vec::new(),
            max_hops: None,
            k: Self::DEFAULT_K,
        }
    }

    /// The same question asked from the other end.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
            ..self.clone()
        }
    }
}

/// Which items a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuestion {
    /// What was typed.
    pub text: String,
    /// Only items of this category.
    pub category: Option<String>,
    /// Whether the last word may be the beginning of a word (typeahead) or is whole.
    pub mode: SearchMode,
    /// Most items to answer with, at most [`SearchQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended, from [`super::SearchAnswer::next`].
    pub cursor: Option<Cursor>,
}

impl SearchQuestion {
    /// Items on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most items on one page.
    pub const MAX_LIMIT: usize = 50;
    /// Longest text that is looked at, in characters; the rest is ignored.
    pub const MAX_TEXT: usize = 200;

    /// A plain first page for `text`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            category: None,
            mode: SearchMode::Prefix,
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }
}

/// How the last word of a search is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchMode {
    /// The last word may be unfinished.
    #[default]
    Prefix,
    /// Every word is whole.
    Full,
}

/// What is bought together with one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighboursQuestion {
    /// Id of the item.
    pub id: String,
    /// Which links to list.
    pub direction: NeighbourDirection,
    /// Only neighbours of this category.
    pub category: Option<String>,
    /// What comes first.
    pub sort: NeighbourSort,
    /// Most neighbours to answer with, at most [`NeighboursQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended.
    pub cursor: Option<Cursor>,
}

impl NeighboursQuestion {
    /// Neighbours on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most neighbours on one page.
    pub const MAX_LIMIT: usize = 100;

    /// The first page of all neighbours, strongest first.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            direction: NeighbourDirection::Any,
            category: None,
            sort: NeighbourSort::Strength,
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }
}

/// How many items are how far from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DegreesQuestion {
    /// Id of the item.
    pub id: String,
    /// Which way links are walked: away from the item, to it, or either way.
    pub direction: NeighbourDirection,
    /// How many of the farthest items to name, at most [`DegreesQuestion::MAX_EXAMPLES`].
    pub examples: usize,
}

impl DegreesQuestion {
    /// Farthest items named when nothing else is asked for.
    pub const DEFAULT_EXAMPLES: usize = 5;
    /// Most farthest items one answer names.
    pub const MAX_EXAMPLES: usize = 10;

    /// Either way, with some of the farthest items.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            direction: NeighbourDirection::Any,
            examples: Self::DEFAULT_EXAMPLES,
        }
    }
}

/// Two items worth connecting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RandomPairQuestion {
    /// Only items of this category.
    pub category: Option<String>,
    /// Fewest hops between them, in [`RandomPairQuestion::MIN_HOPS`]. `None` for
    /// [`RandomPairQuestion::GOOD_HOPS`], or the fewest where the catalogue has no better.
    pub min_hops: Option<u32>,
}

impl RandomPairQuestion {
    /// Hops between the items of a good pair.
    pub const GOOD_HOPS: u32 = 3;
    /// Values of `min_hops`.
    pub const MIN_HOPS: RangeInclusive<u32> = 2..=6;
}

/// Which of an item's links are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NeighbourDirection {
    /// Those on the item's own list.
    Out,
    /// Those on whose list the item is.
    In,
    /// Both.
    #[default]
    Any,
}

/// The order of neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NeighbourSort {
    /// Strongest link first.
    #[default]
    Strength,
    /// Most orders first.
    Orders,
    /// By title, case folded.
    Title,
}

/// A place in a list of one generation: where the next page begins.
///
/// Spelled `GENERATION.POSITION`. It is bound to its generation because positions mean nothing in
/// another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Name of the generation the list belongs to.
    pub generation: String,
    /// Position of the next entry.
    pub position: u32,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.generation, self.position)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (generation, position) = text.rsplit_once('.').ok_or(())?;
        Ok(Self {
            generation: generation.to_owned(),
            position: position.parse().map_err(|_| ())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_what_it_prints() {
        let cursor = Cursor {
            generation: "000012".into(),
            position: 40,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!("no position".parse::<Cursor>().is_err());
        assert!("000012.-1".parse::<Cursor>().is_err());
    }
}
