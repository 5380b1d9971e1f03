//! Of what categories items are: a tree of them, and for each item those it is in.
//!
//! A category is a path of levels, the widest first, and goes by the whole of it: `Books > Crime`.
//! An item has some in order, the first its main one. It is in each of its own, and in all that
//! stand above them.
//!
//! Items with the same categories share one list of them, and an item holds the number of its list
//! only: several categories take no memory where each item has one. Categories are numbered level
//! by level in the order of names, so all that lie below one follow it at once, and whether an item
//! is in one takes a comparison of numbers. Knows nothing of files and searches.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashMap;

use super::csr::NodeId;

/// What parts the levels of a category in its name.
pub const LEVEL_MARK: &str = " > ";

/// No list of categories: the item is in none.
pub(crate) const NO_LIST: u32 = u32::MAX;

/// The levels of a category, the widest first.
pub fn levels(name: &str) -> impl Iterator<Item = &str> {
    name.split(LEVEL_MARK)
}

/// The names of a category and of those above it, the widest first.
pub fn path(name: &str) -> impl Iterator<Item = &str> {
    let above = name.match_indices(LEVEL_MARK).map(|(end, _)| &name[..end]);
    above.chain(std::iter::once(name))
}

/// The order of categories: level by level.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    levels(one).cmp(levels(other))
}

/// All categories of a graph, and who is in them, borrowed from wherever they lie.
///
/// The arrays may be those of a damaged file: every read is total, and what does not fit reads as
/// nothing. [`super::snapshot::verify`] is where damage is reported.
#[derive(Debug, Clone, Copy)]
pub struct Categories<'a> {
    pub(crate) tree: Tree<'a>,
    /// A node: its list, [`NO_LIST`] for none.
    pub(crate) item_lists: &'a [u32],
}

/// The categories without the items.
///
/// Category `c` is `names[name_offsets[c] .. name_offsets[c + 1]]`; itself and all below it are `c ..
/// ends[c]`. Names rise level by level, and those above each are there. List `l` is
/// `lists[list_offsets[l] .. list_offsets[l + 1]]`: some categories, each once. Lists rise too.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tree<'a> {
    pub(crate) name_offsets: &'a [u64],
    pub(crate) names: &'a [u8],
    pub(crate) ends: &'a [u32],
    pub(crate) list_offsets: &'a [u64],
    pub(crate) lists: &'a [u32],
}

impl<'a> Categories<'a> {
    /// Number of categories.
    #[must_use]
    #[inline]
    pub fn count(&self) -> usize {
        self.tree.name_offsets.len().saturating_sub(1)
    }

    /// Name of a category: all its levels.
    #[must_use]
    pub fn name(&self, category: u32) -> &'a str {
        let name = between(self.tree.name_offsets, category, self.tree.names);
        std::str::from_utf8(name).unwrap_or_default()
    }

    /// The category with a name, all levels of it: binary search.
    #[must_use]
    pub fn of_name(&self, name: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.count() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match compare(self.name(middle), name) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// A category and all below it; empty for one that is not there.
    #[must_use]
    #[inline]
    pub fn below(&self, category: u32) -> Range<u32> {
        let end = self.tree.ends.get(category as usize);
        category..end.copied().unwrap_or(category)
    }

    /// The category right above each; `None` for those at the top.
    #[must_use]
    pub fn parents(&self) -> Vec<Option<u32>> {
        let mut above: Vec<u32> = Vec::new();
        let parent = |category: u32| {
            while above
                .pop_if(|last| self.below(*last).end <= category)
                .is_some()
            {}
            let parent = above.last().copied();
            above.push(category);
            parent
        };
        (0..self.count() as u32).map(parent).collect()
    }

    /// Number of different lists of categories that items have.
    #[must_use]
    #[inline]
    pub fn list_count(&self) -> usize {
        self.tree.list_offsets.len().saturating_sub(1)
    }

    /// The number of an item's list; `None` where it is in no category.
    #[must_use]
    #[inline]
    pub fn list_of(&self, node: NodeId) -> Option<u32> {
        let list = self.item_lists.get(node.index()).copied();
        list.filter(|&list| (list as usize) < self.list_count())
    }

    /// The categories of a list, in order.
    #[inline]
    pub fn of_list(&self, list: u32) -> impl Iterator<Item = u32> + Clone + use<'a> {
        let count = self.count();
        let list = between(self.tree.list_offsets, list, self.tree.lists);
        let known = move |category: &u32| (*category as usize) < count;
        list.iter().copied().filter(known)
    }

    /// An item's own categories, the main one first.
    #[inline]
    pub fn of(&self, node: NodeId) -> impl Iterator<Item = u32> + Clone + use<'a> {
        self.of_list(self.list_of(node).unwrap_or(NO_LIST))
    }

    /// An item's main category.
    #[must_use]
    #[inline]
    pub fn main(&self, node: NodeId) -> Option<u32> {
        self.of(node).next()
    }

    /// Whether an item is in a category, or in one below it.
    #[must_use]
    #[inline]
    pub fn is_in(&self, node: NodeId, category: u32) -> bool {
        let below = self.below(category);
        self.of(node).any(|own| below.contains(&own))
    }

    /// Some categories and all below them, to ask about many items.
    pub(crate) fn set(&self, categories: &[u32]) -> CategorySet {
        let mut ranges: Vec<Range<u32>> = categories
            .iter()
            .map(|&category| self.below(category))
            .collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let mut apart: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        CategorySet(apart)
    }

    /// Whether an item is in any category of a set: O(its own · log categories of the set).
    #[inline]
    pub(crate) fn is_in_any(&self, node: NodeId, set: &CategorySet) -> bool {
        self.of(node).any(|own| set.contains(own))
    }

    /// Every category the items of a list are in, those above their own included; in order, each once.
    /// `parents` are [`Self::parents`].
    #[must_use]
    pub fn all_of_list(&self, list: u32, parents: &[Option<u32>]) -> BTreeSet<u32> {
        let parent = |category: &u32| parents.get(*category as usize).copied().flatten();
        let upwards = |own| std::iter::successors(Some(own), parent);
        self.of_list(list).flat_map(upwards).collect()
    }

    /// The top levels that the items of each list are in.
    pub(crate) fn tops(&self) -> Tops {
        let mut top = 0;
        let mut tops = Vec::with_capacity(self.count());
        for category in 0..self.count() as u32 {
            if !self.below(top).contains(&category) {
                top = category;
            }
            tops.push(top);
        }
        let mut of_lists = Tops {
            ends: Vec::with_capacity(self.list_count()),
            tops: Vec::with_capacity(self.list_count()),
        };
        for list in 0..self.list_count() as u32 {
            let start = of_lists.tops.len();
            for top in self.of_list(list).map(|category| tops[category as usize]) {
                if !of_lists.tops[start..].contains(&top) {
                    of_lists.tops.push(top);
                }
            }
            of_lists.ends.push(of_lists.tops.len());
        }
        of_lists
    }
}

/// The top levels of each list of categories, each once, that of the main one first.
#[derive(Debug)]
pub(crate) struct Tops {
    ends: Vec<usize>,
    tops: Vec<u32>,
}

impl Tops {
    /// Those of one list; none for no list.
    #[inline]
    pub(crate) fn of_list(&self, list: u32) -> &[u32] {
        let Some(&end) = self.ends.get(list as usize) else {
            return &[];
        };
        let start = list
            .checked_sub(1)
            .map_or(0, |before| self.ends[before as usize]);
        &self.tops[start..end]
    }

    /// Whether items of two lists have nothing in common: both are in categories, and in none that
    /// lie below the same top level.
    #[inline]
    pub(crate) fn are_apart(&self, one: u32, other: u32) -> bool {
        let (one, other) = (self.of_list(one), self.of_list(other));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|top| other.contains(top))
    }
}

/// Some categories and all below them: ranges of numbers that rise and do not touch each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct CategorySet(Vec<Range<u32>>);

impl CategorySet {
    #[inline]
    fn contains(&self, category: u32) -> bool {
        let Self(ranges) = self;
        let behind = ranges.partition_point(|range| range.start <= category);
        let before = behind.checked_sub(1).and_then(|place| ranges.get(place));
        before.is_some_and(|range| range.contains(&category))
    }
}

#[inline]
fn between<'a, T>(offsets: &[u64], place: u32, values: &'a [T]) -> &'a [T] {
    let place = place as usize;
    let Some(&[start, end]) = offsets.get(place..place.saturating_add(2)) else {
        return &[];
    };
    values.get(start as usize..end as usize).unwrap_or_default()
}

/// Categories as items come with them.
#[derive(Debug, Clone, Default)]
pub(crate) struct CategoryCollector {
    /// The list of each text, as it was written.
    texts: HashMap<String, u32>,
    /// By name, numbered as they came.
    names: HashMap<String, u32>,
    lists: Vec<Vec<u32>>,
}

impl CategoryCollector {
    /// The number of the list that a text stands for: a category a line.
    pub(crate) fn list(&mut self, text: &str) -> u32 {
        if let Some(&list) = self.texts.get(text) {
            return list;
        }
        let mut categories: Vec<u32> = Vec::new();
        for name in text.lines().filter_map(name_of_line) {
            let category = self.category(&name);
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        let list = self.lists.len() as u32;
        self.lists.push(categories);
        self.texts.insert(text.to_owned(), list);
        list
    }

    fn category(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.insert(name.to_owned(), number);
        number
    }

    /// All of them in order, and the number there of each list.
    pub(crate) fn in_order(mut self) -> (CategoryTable, Vec<u32>) {
        self.add_those_above();
        let mut named: Vec<(String, u32)> = self.names.drain().collect();
        named.sort_unstable_by(|one, other| compare(&one.0, &other.0));
        let mut places = vec![0; named.len()];
        for (place, &(_, number)) in (0..).zip(&named) {
            places[number as usize] = place;
        }
        for category in self.lists.iter_mut().flatten() {
            *category = places[*category as usize];
        }
        let mut different: Vec<&[u32]> = self.lists.iter().map(Vec::as_slice).collect();
        different.retain(|list| !list.is_empty());
        different.sort_unstable();
        different.dedup();
        let place = |list: &Vec<u32>| match different.binary_search(&list.as_slice()) {
            Ok(place) => place as u32,
            Err(_) => NO_LIST,
        };
        let places = self.lists.iter().map(place).collect();
        let names: Vec<String> = named.into_iter().map(|(name, _)| name).collect();
        (CategoryTable::new(&names, &different), places)
    }

    fn add_those_above(&mut self) {
        let below: Vec<String> = self.names.keys().cloned().collect();
        for name in below.iter().flat_map(|name| path(name)) {
            self.category(name);
        }
    }
}

/// The name that a line stands for: its levels without room around them, if there are any.
fn name_of_line(line: &str) -> Option<Cow<'_, str>> {
    let kept: Vec<&str> = levels(line)
        .map(str::trim)
        .filter(|level| !level.is_empty())
        .collect();
    match kept[..] {
        [] => None,
        [only] => Some(Cow::Borrowed(only)),
        _ => Some(Cow::Owned(kept.join(LEVEL_MARK))),
    }
}

/// All categories in order, and all lists of them, as the file has them.
#[derive(Debug, Clone)]
pub(crate) struct CategoryTable {
    name_offsets: Vec<u64>,
    names: String,
    ends: Vec<u32>,
    list_offsets: Vec<u64>,
    lists: Vec<u32>,
    /// Each list as a text: a name a line.
    texts: Vec<String>,
}

impl Default for CategoryTable {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl CategoryTable {
    fn new(names: &[String], lists: &[&[u32]]) -> Self {
        let text = |list: &&[u32]| {
            let names: Vec<&str> = list
                .iter()
                .map(|&category| &*names[category as usize])
                .collect();
            names.join("\n")
        };
        Self {
            name_offsets: offsets(names.iter().map(String::len)),
            names: names.concat(),
            ends: ends(names),
            list_offsets: offsets(lists.iter().map(|list| list.len())),
            lists: lists.concat(),
            texts: lists.iter().map(text).collect(),
        }
    }

    pub(crate) fn tree(&self) -> Tree<'_> {
        Tree {
            name_offsets: &self.name_offsets,
            names: self.names.as_bytes(),
            ends: &self.ends,
            list_offsets: &self.list_offsets,
            lists: &self.lists,
        }
    }

    /// The categories of a list, a name a line; `None` for no list.
    pub(crate) fn text(&self, list: u32) -> Option<&str> {
        self.texts.get(list as usize).map(String::as_str)
    }
}

fn offsets(lengths: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut end = 0;
    let ends = lengths.map(|length| {
        end += length as u64;
        end
    });
    std::iter::once(0).chain(ends).collect()
}

/// Where what lies below each category ends; `names` in order, with all that stand above others.
pub(crate) fn ends<Name: AsRef<str>>(names: &[Name]) -> Vec<u32> {
    let mut ends = vec![names.len() as u32; names.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let depth = levels(name.as_ref()).count();
        while let Some((_, ended)) = open.pop_if(|(open, _)| *open >= depth) {
            ends[ended] = place as u32;
        }
        open.push((depth, place));
    }
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Items with these texts, and what is asked of them.
    struct Sample {
        table: CategoryTable,
        item_lists: Vec<u32>,
    }

    impl Sample {
        fn of(texts: &[&str]) -> Self {
            let mut collector = CategoryCollector::default();
            let lists: Vec<u32> = texts.iter().map(|text| collector.list(text)).collect();
            let (table, places) = collector.in_order();
            let item_lists = lists.iter().map(|&list| places[list as usize]).collect();
            Self { table, item_lists }
        }

        fn categories(&self) -> Categories<'_> {
            Categories {
                tree: self.table.tree(),
                item_lists: &self.item_lists,
            }
        }

        fn names_of(&self, item: u32) -> Vec<&str> {
            let categories = self.categories();
            let own = categories.of(NodeId(item));
            own.map(|category| categories.name(category)).collect()
        }
    }

    #[test]
    fn all_that_lie_below_a_category_follow_it() {
        let sample = Sample::of(&["A > B > C", "A!", "A > B!", "A", "A > B > C", "Z > A > B"]);
        let categories = sample.categories();
        let names: Vec<&str> = (0..categories.count() as u32)
            .map(|category| categories.name(category))
            .collect();
        let expected = [
            "A",
            "A > B",
            "A > B > C",
            "A > B!",
            "A!",
            "Z",
            "Z > A",
            "Z > A > B",
        ];
        assert_eq!(names, expected);
        for (place, name) in (0..).zip(expected) {
            assert_eq!(categories.of_name(name), Some(place));
        }
        assert_eq!(categories.below(0), 0..4);
        assert_eq!(categories.below(1), 1..3);
        assert_eq!(categories.below(5), 5..8);
        let parents = categories.parents();
        assert_eq!(
            parents,
            [
                None,
                Some(0),
                Some(1),
                Some(0),
                None,
                None,
                Some(5),
                Some(6)
            ]
        );
        assert_eq!(categories.of_name("B"), None);
        assert_eq!(categories.list_count(), 5, "two items share one");
    }

    #[test]
    fn items_keep_their_categories_in_order_and_each_once() {
        let sample = Sample::of(&[
            "Drama\n Crime\nDrama \n\n",
            " A  >  > B\r\nA > B",
            "\n > ",
            "",
        ]);
        assert_eq!(sample.names_of(0), ["Drama", "Crime"]);
        assert_eq!(sample.names_of(1), ["A > B"]);
        assert!(sample.names_of(2).is_empty() && sample.names_of(3).is_empty());
        assert_eq!(
            sample.table.text(sample.item_lists[0]),
            Some("Drama\nCrime")
        );
        assert_eq!(sample.table.text(NO_LIST), None);
    }

    #[test]
    fn items_are_apart_if_no_top_level_holds_both() {
        let texts = ["A > B\nC", "C > D", "A > E", "D\nF", ""];
        let sample = Sample::of(&texts);
        let tops = sample.categories().tops();
        let apart: Vec<(usize, usize)> = (0..5)
            .flat_map(|one| (one..5).map(move |other| (one, other)))
            .filter(|&(one, other)| {
                tops.are_apart(sample.item_lists[one], sample.item_lists[other])
            })
            .collect();
        assert_eq!(apart, [(0, 3), (1, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn the_path_of_a_category_is_that_of_its_names() {
        let all: Vec<&str> = path("A > B > C").collect();
        assert_eq!(all, ["A", "A > B", "A > B > C"]);
        assert_eq!(path("A").collect::<Vec<_>>(), ["A"]);
    }

    proptest! {
        #[test]
        fn an_item_is_in_its_categories_and_all_above_them(
            texts in proptest::collection::vec(
                proptest::collection::vec("[AB]( > [AB!]){0,3}", 0..4),
                1..12,
            ),
        ) {
            let texts: Vec<String> = texts.iter().map(|names| names.join("\n")).collect();
            let sample = Sample::of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            let categories = sample.categories();
            let parents = categories.parents();
            for (item, text) in (0..).zip(&texts) {
                let own: Vec<&str> = text.lines().collect();
                let list = categories.list_of(NodeId(item)).unwrap_or(NO_LIST);
                let all = categories.all_of_list(list, &parents);
                for category in 0..categories.count() as u32 {
                    let name = categories.name(category);
                    let below = format!("{name}{LEVEL_MARK}");
                    let expected = own.iter().any(|own| *own == name || own.starts_with(&below));
                    prop_assert_eq!(categories.is_in(NodeId(item), category), expected);
                    prop_assert_eq!(all.contains(&category), expected);
                    prop_assert_eq!(categories.of_name(name), Some(category));
                }
                let wanted: Vec<u32> = (0..).step_by(3).take(categories.count() / 3 + 1).collect();
                prop_assert_eq!(
                    categories.is_in_any(NodeId(item), &categories.set(&wanted)),
                    wanted.iter().any(|&category| categories.is_in(NodeId(item), category))
                );
                for (other, other_text) in (0..).zip(&texts) {
                    let tops = |text: &str| -> BTreeSet<String> {
                        let tops = text.lines().map(|name| levels(name).next().unwrap().to_owned());
                        tops.collect()
                    };
                    let (one, two) = (tops(text), tops(other_text));
                    let apart = !one.is_empty() && !two.is_empty() && one.is_disjoint(&two);
                    let lists = [item, other].map(|item| sample.item_lists[item as usize]);
                    prop_assert_eq!(categories.tops().are_apart(lists[0], lists[1]), apart);
                }
            }
        }
    }
}
