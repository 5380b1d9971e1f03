//! Bytes as titles and as what is typed: whatever they are, an item is found by its own title, and
//! the pages of a search hold each item once.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use cartway::search::{Entry, LastWord, Query, Searcher, build, verify};

/// Titles that count, and letters of each: as many as a search looks at.
const MAX_TITLES: usize = 20;
const MAX_LETTERS: usize = 200;

/// The target `search`: the first line is typed, all lines are titles.
pub fn search(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let titles: Vec<String> = text
        .lines()
        .take(MAX_TITLES)
        .map(|line| line.chars().take(MAX_LETTERS).collect())
        .collect();
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let path = folder
        .as_ref()
        .expect("a folder for the test")
        .path()
        .join("search.db");
    let ids: Vec<String> = (0..titles.len())
        .map(|place| format!("id{place}"))
        .collect();
    let entries = (0..)
        .zip(titles.iter().zip(&ids))
        .map(|(rank, (title, id))| Entry {
            rank,
            id,
            title,
            creator: (rank % 2 == 0).then_some(title),
            categories: (rank % 3 == 0).then_some("Light > Lamps"),
            year: None,
        });
    build(&path, entries, &mut |_| ControlFlow::Continue(())).expect("there is room");
    assert_eq!(
        verify(&path).expect("it was just made") as usize,
        titles.len()
    );
    let searcher = Searcher::open(&path).expect("it was just made");
    for (rank, title) in (0..).zip(&titles) {
        for last_word in [LastWord::Prefix, LastWord::Whole] {
            let found = pages(&searcher, title, last_word, None);
            // Marks without a letter are nothing that can be typed.
            assert!(
                found.contains(&rank) || says_nothing(title),
                "{title:?}: {found:?}"
            );
        }
    }
    if let Some(typed) = titles.first() {
        for end in 0..typed.len().min(40) {
            let typed = &typed[..typed.floor_char_boundary(end)];
            let _ = pages(&searcher, typed, LastWord::Prefix, Some("Light"));
        }
    }
}

/// Whether nothing of a title can be seen.
fn says_nothing(title: &str) -> bool {
    title.chars().all(|c| {
        cartway::letters::kind::is_unseen(c)
            || cartway::letters::kind::is_accent(c)
            || !c.is_alphanumeric() && c.len_utf8() > 1
    })
}

fn pages(
    searcher: &Searcher,
    text: &str,
    last_word: LastWord,
    category: Option<&str>,
) -> BTreeSet<u32> {
    let mut query = Query {
        text,
        last_word,
        category,
        first: &[],
        from: 0,
        limit: 3,
    };
    let mut seen = BTreeSet::new();
    loop {
        let found = searcher.find(&query).expect("it is whole");
        assert!(found.ranks.len() <= query.limit);
        for rank in found.ranks {
            assert!(seen.insert(rank), "{text:?}: {rank} stands on two pages");
        }
        match found.next {
            Some(next) if next > query.from => query.from = next,
            Some(next) => panic!("{text:?}: the page after {} begins at {next}", query.from),
            None => return seen,
        }
    }
}
