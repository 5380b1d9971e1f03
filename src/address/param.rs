//! Every parameter of a question: its name, what its values may be, and what is meant without it.
//!
//! Said here once, and read by all: query strings, JSON bodies, the addresses we print and the
//! command line. How many there may be of a thing is the question's own number.

use std::ops::RangeInclusive;

use crate::explorer::{
    BetweenQuestion, CentreQuestion, DegreesQuestion, Direction, Filters, MAP_HEIGHT, MAP_LEVELS,
    MAP_WIDTH, MapQuestion, NeighbourDirection, NeighbourSort, NeighboursQuestion, PairQuestion,
    Part, PathsOptions, RandomPairQuestion, RegionsQuestion, SearchMode, SearchQuestion,
};
use crate::words::texts::{Texts, args};

/// Where connections begin: an id.
pub const FROM: &str = "from";
/// Where they lead: an id.
pub const TO: &str = "to";
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
/// How many connections to list of each pair of a batch.
pub const PAIR_K: Whole = Whole::new("k", 1, PairQuestion::MAX_K as u32, Some(1));
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

/// What stands in the middle of a view of the map: units from the left, with [`Y`].
pub const X: &str = "x";
/// Units from the top, with [`X`].
pub const Y: &str = "y";
/// How near a view of the map is.
pub const Z: Whole = Whole::new(
    "z",
    MapQuestion::MIN_ZOOM as u32,
    MapQuestion::MAX_ZOOM as u32,
    None,
);
/// Pixels a view of the map is wide.
pub const WIDTH: Whole = Whole::new(
    "width",
    MapQuestion::MIN_SIDE,
    MapQuestion::MAX_SIDE,
    Some(MapQuestion::DEFAULT_WIDTH),
);
/// Pixels a view of the map is high.
pub const HEIGHT: Whole = Whole::new(
    "height",
    MapQuestion::MIN_SIDE,
    MapQuestion::MAX_SIDE,
    Some(MapQuestion::DEFAULT_HEIGHT),
);
/// An item that is marked on the map, by its id.
pub const ITEM: &str = "item";
/// The level of regions, from 1 for the largest.
pub const LEVEL: Whole = Whole::new("level", 1, MAP_LEVELS as u32, None);
/// A region by its number.
pub const REGION: Whole = Whole::new("region", 0, i32::MAX as u32, None);
/// Regions in an answer.
pub const REGIONS_LIMIT: Whole =
    Whole::limit(RegionsQuestion::MAX_LIMIT, RegionsQuestion::DEFAULT_LIMIT);

/// Names the language of a page, at any address for people.
pub const LANGUAGE: &str = "lang";

const DIRECTION_OF_WALK: Param = Param::may(DIRECTION, Kind::word::<Direction>());
const DIRECTION_OF_LIST: Param =
    Param::may(DIRECTION, Kind::word::<NeighbourDirection>()).about("list-direction");
const OF_CATEGORY: Param = Param::may(CATEGORY, Kind::Category);
const HUBS: Param = Param::may(AVOID_HUBS, Kind::Percentile);
const PAGE: Param = Param::may(CURSOR, Kind::Cursor);

/// The parameters of a question about connections.
pub const PATHS: &[Param] = &[
    Param::must(FROM, Kind::Id),
    Param::must(TO, Kind::Id),
    DIRECTION_OF_WALK,
    EXCLUDE.ids(),
    VIA.ids(),
    ONLY_CATEGORY.categories(),
    AVOID_CATEGORY.categories(),
    HUBS,
    MAX_HOPS.param(),
    EXTRA_HOPS.param(),
    K.param(),
];
/// The options of the pairs of a batch.
pub const PAIR_OPTIONS: &[Param] = &[
    DIRECTION_OF_WALK,
    EXCLUDE.ids(),
    VIA.ids(),
    ONLY_CATEGORY.categories(),
    AVOID_CATEGORY.categories(),
    HUBS,
    MAX_HOPS.param(),
    PAIR_K.param().about("pair-k"),
];
/// The parameters of a question about the middle. Its ends were called `a` and `b` once.
pub const BETWEEN: &[Param] = &[
    Param::must(FROM, Kind::Id).once_called("a"),
    Param::must(TO, Kind::Id).once_called("b"),
    EXCLUDE.ids(),
    ONLY_CATEGORY.categories(),
    AVOID_CATEGORY.categories(),
    HUBS,
    BETWEEN_LIMIT.param(),
];
/// The parameters of a search.
pub const SEARCH: &[Param] = &[
    Param::may(Q, Kind::Text),
    OF_CATEGORY,
    Param::may(MODE, Kind::word::<SearchMode>()),
    SEARCH_LIMIT.param(),
    PAGE,
];
/// The parameters of a question about what is bought with an item.
pub const NEIGHBOURS: &[Param] = &[
    DIRECTION_OF_LIST,
    OF_CATEGORY,
    Param::may(SORT, Kind::word::<NeighbourSort>()),
    NEIGHBOURS_LIMIT.param(),
    PAGE,
];
/// The parameters of a question about the centre.
pub const CENTRE: &[Param] = &[CENTRE_LIMIT.param(), PAGE];
/// The parameters of a question about how far everything else is.
pub const DEGREES: &[Param] = &[DIRECTION_OF_LIST, EXAMPLES.param()];
/// The parameters of a view of the map: the view, and what is marked on it, an item or connections.
pub const MAP: &[Param] = &[
    Param::may(X, Kind::Units(MAP_WIDTH)),
    Param::may(Y, Kind::Units(MAP_HEIGHT)),
    Z.param(),
    WIDTH.param(),
    HEIGHT.param(),
    Param::may(ITEM, Kind::Id),
    Param::may(FROM, Kind::Id),
    Param::may(TO, Kind::Id),
    DIRECTION_OF_WALK,
    EXCLUDE.ids(),
    VIA.ids(),
    ONLY_CATEGORY.categories(),
    AVOID_CATEGORY.categories(),
    HUBS,
    MAX_HOPS.param(),
    EXTRA_HOPS.param(),
    K.param(),
];
/// The parameters of a question about the regions of the map.
pub const REGIONS: &[Param] = &[LEVEL.param(), REGION.param(), REGIONS_LIMIT.param()];
/// The parameters of a question for two items worth connecting.
pub const RANDOM_PAIR: &[Param] = &[OF_CATEGORY, MIN_HOPS.param()];

/// A parameter of a question, as it is read and as it is described.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// A name it had once, under which it is still read.
    once: Option<&'static str>,
    /// What its sentence is called: its name, but where one name means different things.
    about: &'static str,
}

impl Param {
    const fn new(name: &'static str, kind: Kind, required: bool) -> Self {
        Self {
            name,
            kind,
            required,
            once: None,
            about: name,
        }
    }

    /// One that must be there.
    pub(crate) const fn must(name: &'static str, kind: Kind) -> Self {
        Self::new(name, kind, true)
    }

    const fn may(name: &'static str, kind: Kind) -> Self {
        Self::new(name, kind, false)
    }

    const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    const fn once_called(self, name: &'static str) -> Self {
        Self {
            once: Some(name),
            ..self
        }
    }

    /// What it is for, in a sentence.
    #[must_use]
    pub fn sentence(&self, texts: Texts) -> String {
        sentence(self.about, texts)
    }

    /// Whether it goes by a name.
    pub(super) fn goes_by(&self, name: &str) -> bool {
        self.name == name || self.once == Some(name)
    }
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The id of an item.
    Id,
    /// Ids of items; it may be repeated.
    Ids(Many),
    /// The name of a category.
    Category,
    /// Names of categories; it may be repeated.
    Categories(Many),
    /// A text.
    Text,
    /// One of a few words.
    Word {
        /// Which.
        words: fn() -> Vec<&'static str>,
        /// What is meant without it.
        usual: fn() -> &'static str,
    },
    /// A whole number in a range.
    Whole(Whole),
    /// A share of all items that leaves some and takes some, in percent.
    Percentile,
    /// A number of units of the map, 0 to so many, with three decimals at most.
    Units(u32),
    /// Where a page of a list begins, as the page before it says.
    Cursor,
}

impl Kind {
    const fn word<T: Spelled>() -> Self {
        Self::Word {
            words: words_of::<T>,
            usual: usual_word::<T>,
        }
    }
}

/// The words of a choice.
pub(crate) fn words_of<T: Spelled>() -> Vec<&'static str> {
    T::WORDS.iter().map(|&(word, _)| word).collect()
}

fn usual_word<T: Spelled>() -> &'static str {
    T::default().word()
}

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

    const fn param(self) -> Param {
        Param::may(self.name, Kind::Whole(self))
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

    const fn ids(self) -> Param {
        Param::may(self.name, Kind::Ids(self))
    }

    const fn categories(self) -> Param {
        Param::may(self.name, Kind::Categories(self))
    }
}

/// A choice that is spelled as one of a few words.
pub trait Spelled: Copy + Default + PartialEq + 'static {
    /// What the choice is called.
    const NAME: &'static str;
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
    const NAME: &'static str = "Direction";
    const WORDS: &'static [(&'static str, Self)] =
        &[("any", Self::EitherWay), ("out", Self::AsBought)];
}

impl Spelled for NeighbourDirection {
    const NAME: &'static str = "ListDirection";
    const WORDS: &'static [(&'static str, Self)] =
        &[("any", Self::Any), ("out", Self::Out), ("in", Self::In)];
}

impl Spelled for NeighbourSort {
    const NAME: &'static str = "NeighbourSort";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("strength", Self::Strength),
        ("orders", Self::Orders),
        ("title", Self::Title),
    ];
}

impl Spelled for SearchMode {
    const NAME: &'static str = "SearchMode";
    const WORDS: &'static [(&'static str, Self)] =
        &[("prefix", Self::Prefix), ("full", Self::Full)];
}

/// What a parameter is for, by the name of its sentence.
pub(crate) fn sentence(about: &str, texts: Texts) -> String {
    texts.tell("parameter-sentence", &args!["name" => about])
}

/// The parameter that names a part of a question; an item asked about stands in the path, as `id`.
#[must_use]
pub fn of_part(part: Part) -> &'static str {
    match part {
        Part::Id => "id",
        Part::From | Part::A => FROM,
        Part::To | Part::B => TO,
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
