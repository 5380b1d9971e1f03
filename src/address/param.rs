//! Every parameter of a question: its name, what its values may be, and what is meant without it.
//!
//! Said here once, and read by all: query strings, JSON bodies, the addresses we print and the
//! command line. How many there may be of a thing is the question's own number.

use std::ops::RangeInclusive;

use crate::explorer::{
    BetweenQuestion, CentreQuestion, DegreesQuestion, Direction, Filters, NeighbourDirection,
    NeighbourSort, NeighboursQuestion, Part, PathsOptions, RandomPairQuestion, SearchMode,
    SearchQuestion,
};

/// Where connections begin: an id.
pub const FROM: &str = "from";
/// Where they lead: an id.
pub const TO: &str = "to";
/// One end of a middle: an id.
pub const A: &str = "a";
/// Its other end.
pub const B: &str = "b";
/// Which way links are walked; a [`Spelled`] word.
pub const DIRECTION: &str = "direction";
/// Items not to be passed, by id.
pub const EXCLUDE: Many = Many::new("exclude", Filters::MAX_EXCLUDED);
/// Stops on the way, by id, in their order.
pub const VIA: Many = Many::new("via", PathsOptions::MAX_VIA);
/// Categories to keep to.
pub const ONLY_CATEGORY: Many = Many::new("only_category", Filters::MAX_CATEGORIES);
/// Categories to avoid.
pub const AVOID_CATEGORY: Many = Many::new("avoid_category", Filters::MAX_CATEGORIES);
/// The percentile of links beyond which an item is not passed.
pub const AVOID_HUBS: &str = "avoid_hubs";
/// Longest connection to accept; any length without it.
pub const MAX_HOPS: Whole = Whole::new("max_hops", 1, PathsOptions::MAX_HOPS, None);
/// Hops beyond the shortest.
pub const EXTRA_HOPS: Whole = Whole::new("extra_hops", 0, PathsOptions::MAX_EXTRA_HOPS, Some(0));
/// How many connections to list.
pub const K: Whole = Whole::new(
    "k",
    0,
    PathsOptions::MAX_K as u32,
    Some(PathsOptions::DEFAULT_K as u32),
);
/// How many items of the middle to answer with.
pub const BETWEEN_LIMIT: Whole =
    Whole::limit(BetweenQuestion::MAX_LIMIT, BetweenQuestion::DEFAULT_LIMIT);
/// What an item is looked up by.
pub const Q: &str = "q";
/// The category of what is looked for.
pub const CATEGORY: &str = "category";
/// How the last word of a search is read; a [`Spelled`] word.
pub const MODE: &str = "mode";
/// Items on a page of a search.
pub const SEARCH_LIMIT: Whole =
    Whole::limit(SearchQuestion::MAX_LIMIT, SearchQuestion::DEFAULT_LIMIT);
/// The order of neighbours; a [`Spelled`] word.
pub const SORT: &str = "sort";
/// Neighbours on a page.
pub const NEIGHBOURS_LIMIT: Whole = Whole::limit(
    NeighboursQuestion::MAX_LIMIT,
    NeighboursQuestion::DEFAULT_LIMIT,
);
/// Central items on a page.
pub const CENTRE_LIMIT: Whole =
    Whole::limit(CentreQuestion::MAX_LIMIT, CentreQuestion::DEFAULT_LIMIT);
/// Where a page of a list begins.
pub const CURSOR: &str = "cursor";
/// How many of the farthest items to name.
pub const EXAMPLES: Whole = Whole::new(
    "examples",
    0,
    DegreesQuestion::MAX_EXAMPLES as u32,
    Some(DegreesQuestion::DEFAULT_EXAMPLES as u32),
);
/// Fewest hops between two items worth connecting; as many as make a good pair without it.
pub const MIN_HOPS: Whole = Whole::new(
    "min_hops",
    *RandomPairQuestion::MIN_HOPS.start(),
    *RandomPairQuestion::MIN_HOPS.end(),
    None,
);

/// Names the language of a page, at any address for people.
pub const LANGUAGE: &str = "lang";

/// The parameters of a question about connections.
pub const PATHS: &[&str] = &[
    FROM,
    TO,
    DIRECTION,
    EXCLUDE.name,
    VIA.name,
    ONLY_CATEGORY.name,
    AVOID_CATEGORY.name,
    AVOID_HUBS,
    MAX_HOPS.name,
    EXTRA_HOPS.name,
    K.name,
];
/// The options of the pairs of a batch.
pub const PAIR_OPTIONS: &[&str] = &[
    DIRECTION,
    EXCLUDE.name,
    VIA.name,
    ONLY_CATEGORY.name,
    AVOID_CATEGORY.name,
    AVOID_HUBS,
    MAX_HOPS.name,
];
/// The parameters of a question about the middle.
pub const BETWEEN: &[&str] = &[
    A,
    B,
    EXCLUDE.name,
    ONLY_CATEGORY.name,
    AVOID_CATEGORY.name,
    AVOID_HUBS,
    BETWEEN_LIMIT.name,
];
/// Those of its page, where the ends are called as in every form.
pub const BETWEEN_PAGE: &[&str] = &[
    FROM,
    TO,
    EXCLUDE.name,
    ONLY_CATEGORY.name,
    AVOID_CATEGORY.name,
    AVOID_HUBS,
    BETWEEN_LIMIT.name,
];
/// The parameters of a search.
pub const SEARCH: &[&str] = &[Q, CATEGORY, MODE, SEARCH_LIMIT.name, CURSOR];
/// The parameters of a question about what is bought with an item.
pub const NEIGHBOURS: &[&str] = &[DIRECTION, CATEGORY, SORT, NEIGHBOURS_LIMIT.name, CURSOR];
/// The parameters of a question about the centre.
pub const CENTRE: &[&str] = &[CENTRE_LIMIT.name, CURSOR];
/// The parameters of a question about how far everything else is.
pub const DEGREES: &[&str] = &[DIRECTION, EXAMPLES.name];
/// The parameters of a question for two items worth connecting.
pub const RANDOM_PAIR: &[&str] = &[CATEGORY, MIN_HOPS.name];

/// A whole number in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// Its name.
    pub name: &'static str,
    /// Its smallest value.
    pub least: u32,
    /// Its largest value.
    pub most: u32,
    /// What is meant without it, if that is a number.
    pub usual: Option<u32>,
}

impl Whole {
    const fn new(name: &'static str, least: u32, most: u32, usual: Option<u32>) -> Self {
        Self {
            name,
            least,
            most,
            usual,
        }
    }

    /// Entries of an answer.
    const fn limit(most: usize, usual: usize) -> Self {
        Self::new("limit", 1, most as u32, Some(usual as u32))
    }

    /// Its values.
    #[must_use]
    pub fn range(&self) -> RangeInclusive<u32> {
        self.least..=self.most
    }
}

/// A parameter that may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Many {
    /// Its name.
    pub name: &'static str,
    /// How often it may stand.
    pub most: usize,
}

impl Many {
    const fn new(name: &'static str, most: usize) -> Self {
        Self { name, most }
    }
}

/// A choice that is spelled as one of a few words.
pub trait Spelled: Copy + Default + PartialEq + 'static {
    /// Each value with its word.
    const WORDS: &'static [(&'static str, Self)];

    /// How it is spelled.
    fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        words
            .find(|(_, value)| *value == self)
            .map_or("", |(word, _)| word)
    }

    /// What a word means, if anything.
    fn from_word(word: &str) -> Option<Self> {
        let mut words = Self::WORDS.iter();
        words
            .find(|(known, _)| *known == word)
            .map(|&(_, value)| value)
    }
}

impl Spelled for Direction {
    const WORDS: &'static [(&'static str, Self)] =
        &[("any", Self::EitherWay), ("out", Self::AsBought)];
}

impl Spelled for NeighbourDirection {
    const WORDS: &'static [(&'static str, Self)] =
        &[("any", Self::Any), ("out", Self::Out), ("in", Self::In)];
}

impl Spelled for NeighbourSort {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("strength", Self::Strength),
        ("orders", Self::Orders),
        ("title", Self::Title),
    ];
}

impl Spelled for SearchMode {
    const WORDS: &'static [(&'static str, Self)] =
        &[("prefix", Self::Prefix), ("full", Self::Full)];
}

/// The parameter that names a part of a question; an item asked about stands in the path, as `id`.
#[must_use]
pub fn of_part(part: Part) -> &'static str {
    match part {
        Part::Id => "id",
        Part::From => FROM,
        Part::To => TO,
        Part::A => A,
        Part::B => B,
        Part::Exclude => EXCLUDE.name,
        Part::Via => VIA.name,
        Part::Category => CATEGORY,
        Part::OnlyCategory => ONLY_CATEGORY.name,
        Part::AvoidCategory => AVOID_CATEGORY.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads_back<T: Spelled + std::fmt::Debug>(values: &[T]) {
        for &value in values {
            assert_eq!(T::from_word(value.word()), Some(value));
        }
        assert_eq!(values.len(), T::WORDS.len());
        assert_eq!(T::from_word(""), None);
    }

    #[test]
    fn every_choice_reads_back_its_word() {
        reads_back(&[Direction::EitherWay, Direction::AsBought]);
        reads_back(&[
            NeighbourDirection::Any,
            NeighbourDirection::Out,
            NeighbourDirection::In,
        ]);
        reads_back(&[
            NeighbourSort::Strength,
            NeighbourSort::Orders,
            NeighbourSort::Title,
        ]);
        reads_back(&[SearchMode::Prefix, SearchMode::Full]);
    }
}
