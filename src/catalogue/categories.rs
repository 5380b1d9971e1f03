//! How `items.category` says of what kinds an item is, and how other spellings become that form.
//!
//! In the database a line break parts several categories, and ` > ` parts the levels of one, the
//! widest first:
//!
//! ```text
//! Fiction > Crime
//! Drama
//! ```
//!
//! Shops write `Crime|Drama` or `Books/Fiction/Crime`: a [`CategorySeparator`] says what stands
//! between two categories or two levels there. Knows texts only: how many an item may have and
//! which letters a name may hold is for others to say.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What stands between two levels of a category, the spaces included.
pub const LEVEL_MARK: &str = " > ";
/// What stands between two levels where nothing else is said of it.
const USUAL_LEVEL_SEPARATORS: [&str; 6] = [">", "/", "»", "›", "::", "\\"];

/// The categories of a text in the database's form, in order: not one of them empty, and without
/// room at their ends. One that is written twice comes twice.
pub fn categories(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .split(['\n', '\r'])
        .map(|line| line.trim_matches(is_room));
    lines.filter(|line| levels(line).next().is_some())
}

/// The levels of one category, the widest first: not one of them empty, and without room at their
/// ends. A `>` parts levels where there is room, or nothing, on both sides of it.
pub fn levels(category: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(category);
    let levels = std::iter::from_fn(move || {
        let text = rest?;
        let mark = text.match_indices('>').find(|&(at, mark)| {
            let (before, after) = (&text[..at], &text[at + mark.len()..]);
            before.chars().next_back().is_none_or(is_room)
                && after.chars().next().is_none_or(is_room)
        });
        let level = mark.map_or(text, |(at, _)| &text[..at]);
        rest = mark.map(|(at, mark)| &text[at + mark.len()..]);
        Some(level.trim_matches(is_room))
    });
    levels.filter(|level| !level.is_empty())
}

/// Whether a text, as most do, names one category of one level or none.
pub fn is_one_level(text: &str) -> bool {
    !text.contains(['\n', '\r', '>'])
}

/// White space, and control characters, which are read as such.
fn is_room(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

/// What a separator stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Between {
    /// Two levels of one category, the wider first: `Books/Fiction`.
    Levels,
    /// Two of several categories: `Crime|Drama`.
    Several,
}

impl Between {
    const ALL: [Self; 2] = [Self::Levels, Self::Several];

    fn name(self) -> &'static str {
        match self {
            Self::Levels => "levels",
            Self::Several => "several",
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Levels => LEVEL_MARK,
            Self::Several => "\n",
        }
    }
}

/// What a shop writes between categories or between their levels: `|`, `/` or `:=levels`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CategorySeparator {
    text: String,
    between: Between,
}

/// Why a text is no separator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CategorySeparatorError {
    /// Nothing is left to look for.
    #[error("it is empty; write what stands between categories, for example | or />")]
    Empty,
    /// What follows the last `=` says nothing.
    #[error(
        "'{0}' says nothing here: after = stands levels (as in Books:Fiction, :=levels) or several (as in Crime:Drama, :=several)"
    )]
    Between(String),
}

impl CategorySeparator {
    /// A separator, if it is not empty.
    ///
    /// # Errors
    /// [`CategorySeparatorError::Empty`] if it is.
    pub fn new(text: impl Into<String>, between: Between) -> Result<Self, CategorySeparatorError> {
        let text = text.into();
        match text.is_empty() {
            true => Err(CategorySeparatorError::Empty),
            false => Ok(Self { text, between }),
        }
    }

    /// What stands there.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it stands between.
    #[must_use]
    pub fn between(&self) -> Between {
        self.between
    }

    fn usual(text: &str) -> Result<Self, CategorySeparatorError> {
        let between = match USUAL_LEVEL_SEPARATORS.contains(&text.trim()) {
            true => Between::Levels,
            false => Between::Several,
        };
        Self::new(text, between)
    }
}

/// `SEP`, or `SEP=levels`, or `SEP=several`. A `=` that no word follows belongs to the separator.
impl FromStr for CategorySeparator {
    type Err = CategorySeparatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((separator, word)) = text.rsplit_once('=') else {
            return Self::usual(text);
        };
        if let Some(between) = Between::ALL.into_iter().find(|one| one.name() == word) {
            return Self::new(separator, between);
        }
        match separator.is_empty() || !word.contains(char::is_alphabetic) {
            true => Self::usual(text),
            false => Err(CategorySeparatorError::Between(word.to_owned())),
        }
    }
}

/// As [`FromStr`] reads it, with nothing left to guess.
impl fmt::Display for CategorySeparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.text, self.between.name())
    }
}

/// All separators a shop uses, beside those of the database's own form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CategorySeparators {
    /// The longer first, as `:` would find itself in `::`.
    longest_first: Vec<CategorySeparator>,
}

impl FromIterator<CategorySeparator> for CategorySeparators {
    fn from_iter<I: IntoIterator<Item = CategorySeparator>>(separators: I) -> Self {
        let mut longest_first: Vec<_> = separators.into_iter().collect();
        longest_first.sort_by_key(|separator| std::cmp::Reverse(separator.text.len()));
        Self { longest_first }
    }
}

impl CategorySeparators {
    /// A text in the database's form: what the separators part is parted there by line breaks and
    /// ` > `. Room around names, empty names and repeated categories are left out; the order
    /// stays. A text in that form already is the same afterwards, unless a separator stands in it.
    #[must_use]
    pub fn canonical<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let marked = self.marked(text);
        if let Cow::Borrowed(_) = marked
            && is_one_level(text)
        {
            return Cow::Borrowed(text.trim_matches(is_room));
        }
        let mut seen = HashSet::new();
        let each_once: Vec<String> = categories(&marked)
            .map(|category| levels(category).collect::<Vec<_>>().join(LEVEL_MARK))
            .filter(|category| seen.insert(category.clone()))
            .collect();
        match each_once.join("\n") {
            same if same == text => Cow::Borrowed(text),
            other => Cow::Owned(other),
        }
    }

    /// A text with the database's own marks in place of each separator.
    fn marked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut marked = String::new();
        let mut rest = text;
        while let Some((at, separator)) = self.first_in(rest) {
            marked.push_str(&rest[..at]);
            marked.push_str(separator.between.mark());
            rest = &rest[at + separator.text.len()..];
        }
        match rest.len() == text.len() {
            true => Cow::Borrowed(text),
            false => Cow::Owned(marked + rest),
        }
    }

    /// Where the first separator stands, and which: the longest of those that stand there.
    fn first_in(&self, text: &str) -> Option<(usize, &CategorySeparator)> {
        text.char_indices().find_map(|(at, _)| {
            let mut separators = self.longest_first.iter();
            let here = separators.find(|one| text[at..].starts_with(&one.text))?;
            Some((at, here))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn separators(texts: &[&str]) -> CategorySeparators {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn paths(text: &str) -> Vec<Vec<&str>> {
        let paths = categories(text).map(|category| levels(category).collect());
        paths.collect()
    }

    #[test]
    fn lines_part_categories_and_arrows_with_room_part_levels() {
        for (text, expected) in [
            ("Crime", vec![vec!["Crime"]]),
            ("Crime\nDrama", vec![vec!["Crime"], vec!["Drama"]]),
            (
                " A > B  >  C \r\n\r\nD\n",
                vec![vec!["A", "B", "C"], vec!["D"]],
            ),
            ("> A > > B >", vec![vec!["A", "B"]]),
            ("ages >10 > C->D", vec![vec!["ages >10", "C->D"]]),
            ("קומיקס > מנגה", vec![vec!["קומיקס", "מנגה"]]),
            ("A\u{3000}>\u{a0}B", vec![vec!["A", "B"]]),
            ("A >\u{1}\tB\u{7}", vec![vec!["A", "B"]]),
            (" \n > \n>\n> >", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(paths(text), expected, "{text:?}");
        }
    }

    #[test]
    fn separators_of_shops_become_the_form_of_the_database() {
        for (given, text, expected) in [
            (&["|"][..], "Crime|Drama|Thriller", "Crime\nDrama\nThriller"),
            (&["|"], "Drama| Crime |Drama||", "Drama\nCrime"),
            (&["|"], "Books > Crime|Drama", "Books > Crime\nDrama"),
            (
                &["/", ","],
                "Books/Crime, Film/Noir",
                "Books > Crime\nFilm > Noir",
            ),
            (&[">"], "Books>Crime>Noir", "Books > Crime > Noir"),
            (&[" >> =levels"], "Books >> Crime", "Books > Crime"),
            (&["::", ":"], "A::B:C", "A > B\nC"),
            (&[":", "::"], "A::B:C", "A > B\nC"),
            (&[":=levels"], "A:B", "A > B"),
            (&["/=several"], "Sci-Fi/Fantasy", "Sci-Fi\nFantasy"),
            (&["="], "A=B", "A\nB"),
            (&["|"], "  Crime ", "Crime"),
            (&["|"], "|", ""),
            (&["»"], "Ünïcode»Ärger", "Ünïcode > Ärger"),
            (&[], "Rock & Roll, R&B/Soul", "Rock & Roll, R&B/Soul"),
        ] {
            assert_eq!(
                separators(given).canonical(text),
                expected,
                "{given:?} {text:?}"
            );
        }
    }

    #[test]
    fn a_text_in_the_right_form_is_not_copied() {
        for text in ["Crime", "A > B\nC", ""] {
            let canonical = separators(&["|"]).canonical(text);
            assert!(matches!(canonical, Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn a_separator_stands_between_what_it_usually_does_or_what_is_said() {
        for (text, separator, between) in [
            ("|", "|", Between::Several),
            (",", ",", Between::Several),
            (" / ", " / ", Between::Levels),
            ("::", "::", Between::Levels),
            ("\\", "\\", Between::Levels),
            ("›=several", "›", Between::Several),
            ("==levels", "=", Between::Levels),
            ("=", "=", Between::Several),
            ("=>", "=>", Between::Several),
            ("=levels=levels", "=levels", Between::Levels),
        ] {
            let read: CategorySeparator = text.parse().unwrap();
            assert_eq!(
                (read.text(), read.between()),
                (separator, between),
                "{text}"
            );
            assert_eq!(read.to_string().parse(), Ok(read));
        }
    }

    #[test]
    fn a_separator_that_is_empty_or_unclear_is_refused_with_what_to_write() {
        for (text, says) in [
            ("", "it is empty"),
            ("=levels", "it is empty"),
            ("|=level", "after = stands levels"),
        ] {
            let error = text.parse::<CategorySeparator>().unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn the_form_of_the_database_is_reached_at_once_and_holds(
            text in "[ab|/>: \n\r\u{3000}é]{0,40}",
            given in proptest::sample::subsequence(vec!["|", "/", ">", "::", ":"], 0..5),
        ) {
            let separators = separators(&given);
            let canonical = separators.canonical(&text).into_owned();
            let again = CategorySeparators::default().canonical(&canonical).into_owned();
            prop_assert_eq!(&again, &canonical);
            let mut paths = paths(&canonical);
            let count = paths.len();
            paths.sort();
            paths.dedup();
            prop_assert_eq!(paths.len(), count, "one came twice");
            for level in paths.iter().flatten() {
                let separator = given.iter().find(|one| **one != ">" && level.contains(**one));
                prop_assert_eq!(separator, None);
            }
        }
    }
}
