//! What can be asked. Questions carry ids as the outside spells them and values already in range;
//! whoever parses text (a query string, a command line) does so before it gets here.

use std::ops::RangeInclusive;

use cartway_graph::connect::{self, Direction};

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
    /// Ids of items to pass on the way, in this order.
    pub via: Vec<String>,
    /// Names of the categories of items that may be passed; empty for any. Stops may be of any.
    pub only_category: Vec<String>,
    /// Names of categories of items that may not be passed. Stops may be of any.
    pub avoid_category: Vec<String>,
    /// Items with more links than this percentile has may not be passed. Stops may have more.
    pub avoid_hubs: Option<Percentile>,
    /// Hops a connection may have beyond the shortest, at most [`PathsQuestion::MAX_EXTRA_HOPS`].
    pub extra_hops: u32,
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
    /// Most stops on the way.
    pub const MAX_VIA: usize = 8;
    /// Most categories to keep to, and most to avoid.
    pub const MAX_CATEGORIES: usize = 100;
    /// Largest value of `extra_hops`.
    pub const MAX_EXTRA_HOPS: u32 = connect::Options::MAX_EXTRA_HOPS;

    /// The plain question: either way, nothing excluded, any length, the best twenty.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            direction: Direction::EitherWay,
            exclude: Vec::new(),
            via: Vec::new(),
            only_category: Vec::new(),
            avoid_category: Vec::new(),
            avoid_hubs: None,
            extra_hops: 0,
            max_hops: None,
            k: Self::DEFAULT_K,
        }
    }

    /// The same question with another id in one of its parts; `None` where that part is no item.
    #[must_use]
    pub fn with_id(&self, param: &str, wrong: &str, right: &str) -> Option<Self> {
        let mut question = self.clone();
        let ids = match param {
            "from" => std::slice::from_mut(&mut question.from),
            "to" => std::slice::from_mut(&mut question.to),
            "exclude" => &mut question.exclude[..],
            "via" => &mut question.via[..],
            _ => return None,
        };
        for id in ids.iter_mut().filter(|id| *id == wrong) {
            right.clone_into(id);
        }
        Some(question)
    }

    /// The same question asked from the other end.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
            via: self.via.iter().rev().cloned().collect(),
            ..self.clone()
        }
    }
}

/// A percentage above 0 and below 100, with at most two decimals: `99`, `99.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentile {
    hundredths: u16,
}

impl Percentile {
    /// The percentage as a fraction of 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        f64::from(self.hundredths) / 10_000.0
    }

    /// The percentage as a number: 99.5.
    #[must_use]
    pub fn percent(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// What is left to a hundred: the percentage of items beyond it.
    #[must_use]
    pub fn beyond(self) -> Self {
        Self {
            hundredths: 10_000 - self.hundredths,
        }
    }
}

impl std::fmt::Display for Percentile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.percent())
    }
}

impl std::str::FromStr for Percentile {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&whole.len()) || !(1..=2).contains(&decimals.len()) {
            return Err(());
        }
        if !are_digits(whole) || !are_digits(decimals) {
            return Err(());
        }
        let hundredths: u16 = format!("{whole}{decimals:0<2}").parse().map_err(|_| ())?;
        (hundredths > 0).then_some(Self { hundredths }).ok_or(())
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

/// Which items are nearest to all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreQuestion {
    /// Most items to answer with, at most [`CentreQuestion::MAX_LIMIT`].
    pub limit: usize,
    /// Where the page before this one ended.
    pub cursor: Option<Cursor>,
}

impl CentreQuestion {
    /// Items on one page when nothing else is asked for.
    pub const DEFAULT_LIMIT: usize = 20;
    /// Most items on one page.
    pub const MAX_LIMIT: usize = 100;
}

impl Default for CentreQuestion {
    /// The first page.
    fn default() -> Self {
        Self {
            limit: Self::DEFAULT_LIMIT,
            cursor: None,
        }
    }
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
    fn a_percentile_reads_back_what_it_prints_and_refuses_what_is_none() {
        for text in ["99", "99.5", "99.95", "0.01", "50"] {
            assert_eq!(text.parse::<Percentile>().unwrap().to_string(), text);
        }
        assert_eq!("99.50".parse::<Percentile>(), "99.5".parse());
        let beyond = |text: &str| text.parse::<Percentile>().unwrap().beyond().to_string();
        assert_eq!((beyond("99"), beyond("99.95")), ("1".into(), "0.05".into()));
        for text in [
            "", "0", "0.00", "100", "99.", ".5", "99.999", "-1", "+9", "9e1", "x",
        ] {
            assert!(text.parse::<Percentile>().is_err(), "{text}");
        }
    }

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
