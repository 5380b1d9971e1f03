//! The index against slow obvious code, on small random catalogues.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::keys;
use super::super::pieces::Text;
use super::super::tokens::{self, LastUnfinished, SearchWord};
use super::super::*;
use super::{Row, searcher};

/// Every hit in rank order: by its words, or because its title, without spaces, is what was typed.
fn scan(rows: &[Row], query: &Query<'_>) -> Vec<u32> {
    let typed = keys::of_search(&Text::of(query.text));
    let is_meant =
        |key| typed.literal == Some(key) || typed.plain.is_some_and(|plain| plain.contains(&key));
    scan_with(rows, query, |row| {
        keys::of_title(&Text::of(&row.title)).any(is_meant)
    })
}

/// The same where a word was mended: by words only.
fn scan_mended(rows: &[Row], query: &Query<'_>) -> Vec<u32> {
    scan_with(rows, query, |_| false)
}

/// The slow way: each item's words against each word of the search.
fn scan_with(rows: &[Row], query: &Query<'_>, is_titled: impl Fn(&Row) -> bool) -> Vec<u32> {
    let last = match query.last_word {
        LastWord::Prefix => LastUnfinished::Yes,
        LastWord::Whole => LastUnfinished::No,
    };
    let searched = tokens::of_search(&tokens::readable(query.text), last);
    let joined = searched.joins.iter().map(|join| {
        let mut words = searched.words.clone();
        let unfinished = words[join.words.end - 1].unfinished;
        let joined = SearchWord {
            text: join.text.clone(),
            also: Vec::new(),
            unfinished,
            ..words[join.words.start].clone()
        };
        words.splice(join.words.clone(), [joined]);
        words
    });
    let ways: Vec<Vec<SearchWord>> = joined.chain([searched.words.clone()]).collect();
    let matches = |row: &Row| {
        let mut held = BTreeSet::new();
        let year = row.year.map(|year| year.to_string());
        let texts = [
            Some(&row.id),
            Some(&row.title),
            row.creator.as_ref(),
            row.category.as_ref(),
            year.as_ref(),
        ];
        for text in texts.into_iter().flatten() {
            tokens::of_item(text, |word| {
                held.insert(word.to_owned());
            });
        }
        for name in [Some(&row.title), row.creator.as_ref()]
            .into_iter()
            .flatten()
        {
            tokens::of_name(&Text::of(name), |word| {
                held.insert(word.to_owned());
            });
        }
        ways.iter()
            .any(|words| words.iter().all(|word| holds(&held, word)))
    };
    let in_category = |row: &Row| {
        query.category.is_none_or(|name| {
            let mut own = row.category.iter().flat_map(|text| text.lines());
            own.any(|own| own == name || own.starts_with(&format!("{name} > ")))
        })
    };
    let ranks = (0..)
        .zip(rows)
        .filter(|(_, row)| in_category(row) && (matches(row) || is_titled(row)));
    if searched.words.is_empty() {
        Vec::new()
    } else {
        ranks.map(|(rank, _)| rank).collect()
    }
}

/// Whether one of these words is a word of the search, or all are that may stand for it.
fn holds(held: &BTreeSet<String>, word: &SearchWord) -> bool {
    let holds_all = |text: &str| {
        let parts: Vec<&str> = text.split(' ').collect();
        parts.iter().enumerate().all(|(place, part)| {
            match word.unfinished && place + 1 == parts.len() {
                true => held.iter().any(|have| have.starts_with(part)),
                false => held.contains(*part),
            }
        })
    };
    holds_all(&word.text) || word.also.iter().any(|also| holds_all(also))
}

fn all_pages(searcher: &Searcher, first: &Query<'_>) -> (Vec<u32>, Option<String>) {
    let mut query = *first;
    let mut ranks = Vec::new();
    loop {
        let page = searcher.find(&query).unwrap();
        assert!(page.ranks.len() <= query.limit);
        ranks.extend(page.ranks);
        match page.next {
            Some(next) => query.from = next,
            None => {
                // What comes first is a matter of its own.
                ranks.sort_unstable();
                return (ranks, page.corrected);
            }
        }
    }
}

prop_compose! {
    fn any_row()(
        id in "[ab][0-9]{1,3}",
        title in "[ab]{1,5}([ '-][abc]{1,5}){0,3}",
        creator in prop::option::of("[abc]{1,4}( [ab]{2,6})?"),
        category in prop::option::of("[xyz]( > [xy]){0,2}(\n[xyz]( > z)?)?"),
        year in prop::option::of(1990..1995),
    ) -> Row {
        Row { id, title, creator, category, year }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_index_finds_what_a_scan_finds_page_by_page(
        rows in prop::collection::vec(any_row(), 0..60),
        texts in prop::collection::vec("[abc]{1,5}([ '-][abcx]{1,4}){0,2}|[ab][0-9]{0,2}|199[0-9]?", 12),
        category in prop::option::of("[xyzq]( > [xy])?"),
        limit in 1_usize..7,
    ) {
        let (_folder, searcher) = searcher(&rows);
        for text in &texts {
            for last_word in [LastWord::Prefix, LastWord::Whole] {
                let query = Query { text, last_word, category: category.as_deref(), first: &[], from: 0, limit };
                let (ranks, corrected) = all_pages(&searcher, &query);
                match corrected {
                    None => prop_assert_eq!(ranks, scan(&rows, &query), "{:?}", query),
                    Some(corrected) => {
                        prop_assert!(scan(&rows, &query).is_empty());
                        prop_assert!(!ranks.is_empty());
                        let mended = Query { text: &corrected, ..query };
                        prop_assert_eq!(ranks, scan_mended(&rows, &mended), "{:?} for {:?}", mended, query);
                    }
                }
            }
        }
    }
}
