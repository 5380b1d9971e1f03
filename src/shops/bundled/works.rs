//! The bundled works: four small tables, read once, each work with a stable id.
//!
//! An id is the category and the title as a slug (`film-citizen-kane`), so that addresses read
//! well and stay the same when works are added; equal titles within a category all take their
//! year, and where that is not enough their creator. Knows nothing of orders.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

const TABLES: [&str; 4] = [
    include_str!("../../../data/works/books.csv"),
    include_str!("../../../data/works/films.csv"),
    include_str!("../../../data/works/albums.csv"),
    include_str!("../../../data/works/games.csv"),
];

/// A work that the sample shop sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Stable and unique: `book-pride-and-prejudice`.
    pub id: String,
    /// As people write it.
    pub title: String,
    /// Author, director, artist or maker; several are parted by commas.
    pub creator: String,
    /// `book`, `film`, `album` or `game`.
    pub category: String,
    /// When it came out; negative before the common era.
    pub year: i32,
    /// What it tastes of: 2 to 6 words of `data/tags.txt`.
    pub tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Row {
    title: String,
    creator: String,
    category: String,
    year: i32,
    tags: String,
}

/// All bundled works, in a fixed order.
///
/// # Panics
///
/// Never: the tables are part of the program, and a test reads them.
#[must_use]
pub fn works() -> &'static [Work] {
    static WORKS: LazyLock<Vec<Work>> = LazyLock::new(|| {
        let rows = read_rows().expect("the bundled tables are read by the tests of this file");
        with_ids(rows)
    });
    &WORKS
}

fn read_rows() -> Result<Vec<Row>, csv::Error> {
    TABLES
        .iter()
        .flat_map(|table| csv::Reader::from_reader(table.as_bytes()).into_deserialize())
        .collect()
}

fn with_ids(rows: Vec<Row>) -> Vec<Work> {
    let plain: Vec<String> = rows.iter().map(plain_id).collect();
    let dated = told_apart(plain, |at| rows[at].year.to_string());
    let ids = told_apart(dated, |at| slug(&rows[at].creator));
    rows.into_iter()
        .zip(ids)
        .map(|(row, id)| Work {
            id,
            title: row.title,
            creator: row.creator,
            category: row.category,
            year: row.year,
            tags: row.tags.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

fn plain_id(row: &Row) -> String {
    let title = slug(&row.title);
    if title.is_empty() {
        // Some titles are signs only: "( )", "÷".
        return format!("{}-{}-{}", row.category, slug(&row.creator), row.year);
    }
    format!("{}-{title}", row.category)
}

/// These ids, with `addition` put behind each of those that occur more than once.
fn told_apart(ids: Vec<String>, addition: impl Fn(usize) -> String) -> Vec<String> {
    let mut uses: HashMap<String, u32> = HashMap::new();
    for id in &ids {
        *uses.entry(id.clone()).or_default() += 1;
    }
    ids.into_iter()
        .enumerate()
        .map(|(at, id)| match uses.get(&id) {
            Some(2..) => format!("{id}-{}", addition(at)),
            _ => id,
        })
        .collect()
}

/// Lower-case ASCII letters and digits, everything else a single `-` between them.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        let folded = fold(letter);
        if folded.is_empty() {
            continue;
        }
        for plain in folded.chars() {
            if plain.is_ascii_alphanumeric() {
                slug.push(plain.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A letter without its accent; apostrophes vanish, other signs part words.
fn fold(letter: char) -> &'static str {
    match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' => ascii(letter),
        '\'' | '’' | '‘' | 'ʻ' | '`' => "",
        '&' => " and ",
        '½' => " half",
        'À'..='Å' | 'à'..='å' | 'Ạ'..='ặ' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ỉ'..='ị' | 'Ĩ'..='ı' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'ß' => "ss",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ư' | 'ư' | 'Ụ'..='ự' | 'Ũ'..='ų' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'Ỳ'..='ỹ' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => " ",
    }
}

/// An ASCII letter or digit as text of its own.
fn ascii(letter: char) -> &'static str {
    const LETTERS: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    letter
        .to_digit(36)
        .and_then(|digit| {
            let at = digit as usize;
            LETTERS.get(at..=at)
        })
        .unwrap_or(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    #[test]
    fn every_bundled_row_is_readable() {
        assert!(read_rows().is_ok(), "{:?}", read_rows().err());
    }

    #[test]
    fn there_are_many_works_of_all_four_categories() {
        let categories: BTreeSet<&str> = works().iter().map(|w| w.category.as_str()).collect();
        assert_eq!(
            categories.into_iter().collect::<Vec<_>>(),
            ["album", "book", "film", "game"]
        );
        assert!(works().len() >= 1_200, "{}", works().len());
    }

    #[test]
    fn ids_are_unique_slugs_of_their_category() {
        let mut seen = HashSet::new();
        for work in works() {
            let title = work.id.strip_prefix(&format!("{}-", work.category));
            assert!(title.is_some_and(|title| title == slug(title)), "{work:?}");
            assert!(seen.insert(&work.id), "{} occurs twice", work.id);
        }
    }

    #[test]
    fn years_are_plausible() {
        for work in works() {
            let earliest = match work.category.as_str() {
                "film" => 1888,
                "album" => 1900,
                _ => -4_000,
            };
            assert!((earliest..=2030).contains(&work.year), "{work:?}");
        }
    }

    #[test]
    fn tags_are_a_few_of_the_closed_list() {
        let known: HashSet<&str> = include_str!("../../../data/tags.txt").lines().collect();
        for work in works() {
            let own: HashSet<&str> = work.tags.iter().map(String::as_str).collect();
            assert!((2..=6).contains(&own.len()), "{work:?}");
            assert_eq!(own.len(), work.tags.len(), "a tag occurs twice: {work:?}");
            assert!(own.is_subset(&known), "unknown tag: {work:?}");
        }
    }

    #[test]
    fn texts_are_clean() {
        for work in works() {
            for text in [&work.title, &work.creator] {
                assert!(!text.is_empty() && text.trim() == text, "{work:?}");
                assert!(!text.chars().any(char::is_control), "{work:?}");
            }
        }
    }

    #[test]
    fn slugs_fold_accents_and_signs() {
        assert_eq!(slug("Léon: The Professional"), "leon-the-professional");
        assert_eq!(slug("Sgt. Pepper's & Co."), "sgt-peppers-and-co");
        assert_eq!(slug("8½"), "8-half");
        assert_eq!(slug("Ōkami"), "okami");
        assert_eq!(slug("( )"), "");
    }

    #[test]
    fn equal_titles_take_their_year_and_then_their_creator() {
        let row = |title: &str, creator: &str, year| Row {
            title: title.into(),
            creator: creator.into(),
            category: "album".into(),
            year,
            tags: "space desert".into(),
        };
        let rows = vec![
            row("Dune", "Toto", 1984),
            row("Dune", "Hans Zimmer", 2021),
            row("Dune", "Klaus Schulze", 1984),
            row("( )", "Sigur Rós", 2002),
            row("Low", "David Bowie", 1977),
        ];
        let ids: Vec<String> = with_ids(rows).into_iter().map(|work| work.id).collect();
        assert_eq!(
            ids,
            [
                "album-dune-1984-toto",
                "album-dune-2021",
                "album-dune-1984-klaus-schulze",
                "album-sigur-ros-2002",
                "album-low"
            ]
        );
    }
}
