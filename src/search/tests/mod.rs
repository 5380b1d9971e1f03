//! The room as its users see it: build, open, find.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use tempfile::TempDir;

use super::*;

mod damage;
mod scan;

/// An item of a test catalogue; its place is its rank.
#[derive(Debug, Clone, Default)]
struct Row {
    id: String,
    title: String,
    creator: Option<String>,
    category: Option<String>,
    year: Option<i32>,
}

fn row(id: &str, title: &str) -> Row {
    Row {
        id: id.into(),
        title: title.into(),
        ..Row::default()
    }
}

fn shelf() -> Vec<Row> {
    let book = |id: &str, title: &str, creator: &str, year| Row {
        creator: Some(creator.into()),
        category: Some("Book".into()),
        year: Some(year),
        ..row(id, title)
    };
    let music = |id: &str, title: &str, creator: &str| Row {
        creator: Some(creator.into()),
        category: Some("Music & Sound".into()),
        ..row(id, title)
    };
    vec![
        book(
            "b1",
            "The Hitchhiker's Guide to the Galaxy",
            "Douglas Adams",
            1979,
        ),
        music("m1", "Star Dust", "Nat King Cole"),
        book("b2", "Moby-Dick", "Herman Melville", 1851),
        book("b3", "Les Misérables", "Victor Hugo", 1862),
        music("m2", "Ágætis byrjun", "Sigur Rós"),
        book("B000TBZHNK", "Star Maker", "Olaf Stapledon", 1937),
        row("p7", "???"),
        row("j1", "東京タワー"),
        row("h1", "שלום עולם"),
        book("a1", "Asteroid Wars", "Ben Bova", 2001),
    ]
}

fn entries(rows: &[Row]) -> impl Iterator<Item = Entry<'_>> {
    (0..).zip(rows).map(|(rank, row)| Entry {
        rank,
        id: &row.id,
        title: &row.title,
        creator: row.creator.as_deref(),
        categories: row.category.as_deref(),
        year: row.year,
    })
}

fn keep_going(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn build_in(folder: &TempDir, rows: &[Row]) -> PathBuf {
    let path = folder.path().join("search.db");
    build(&path, entries(rows), &mut keep_going).unwrap();
    path
}

fn searcher(rows: &[Row]) -> (TempDir, Searcher) {
    let folder = TempDir::new().unwrap();
    let searcher = Searcher::open(&build_in(&folder, rows)).unwrap();
    (folder, searcher)
}

fn query(text: &str) -> Query<'_> {
    Query {
        text,
        last_word: LastWord::Prefix,
        category: None,
        first: &[],
        from: 0,
        limit: 10,
    }
}

fn whole(text: &str) -> Query<'_> {
    Query {
        last_word: LastWord::Whole,
        ..query(text)
    }
}

#[test]
fn words_are_found_in_title_creator_category_year_and_id() {
    let (_folder, searcher) = searcher(&shelf());
    for (text, ranks) in [
        ("guide galaxy", &[0][..]),
        ("melville", &[2]),
        ("book 1979", &[0]),
        ("book", &[0, 2, 3, 5, 9]),
        ("b000t", &[5]),
        ("star", &[1, 5]),
        ("star m", &[1, 5]),
        ("star ma", &[5]),
        ("adams hitch", &[0]),
    ] {
        let found = searcher.find(&query(text)).unwrap();
        assert_eq!(found.ranks, ranks, "{text}");
        assert_eq!(found.corrected, None, "{text}");
    }
}

#[test]
fn a_whole_last_word_matches_no_longer_one() {
    let (_folder, searcher) = searcher(&shelf());
    assert_eq!(searcher.find(&whole("star maker")).unwrap().ranks, [5]);
    assert!(searcher.find(&whole("gala")).unwrap().ranks.is_empty());
    assert_eq!(searcher.find(&query("gala")).unwrap().ranks, [0]);
}

#[test]
fn case_accents_and_apostrophes_do_not_matter() {
    let (_folder, searcher) = searcher(&shelf());
    for (text, rank) in [
        ("LES MISERABLES", 3),
        ("les misérables", 3),
        ("mise\u{301}rab", 3),
        ("agaetis", 4),
        ("ÁGÆTIS BYRJUN", 4),
        ("hitchhikers guide", 0),
        ("hitchhiker guide", 0),
        ("mobydick", 2),
        ("moby dick", 2),
        ("moby-d", 2),
        ("東京", 7),
        ("タワー", 7),
        ("塔", 99),
        ("שלום", 8),
        ("עול", 8),
        ("🚀 star 🚀 maker", 5),
    ] {
        let found = searcher.find(&query(text)).unwrap();
        let expected: &[u32] = if rank == 99 { &[] } else { &[rank] };
        assert_eq!(
            (found.ranks.as_slice(), &found.corrected),
            (expected, &None),
            "{text}"
        );
    }
}

#[test]
fn an_item_without_a_word_in_its_title_is_found_by_its_id_and_its_signs() {
    let (_folder, searcher) = searcher(&shelf());
    for text in ["p7", "???", "？？？"] {
        assert_eq!(searcher.find(&query(text)).unwrap().ranks, [6], "{text}");
    }
}

#[test]
fn a_text_without_words_finds_nothing() {
    let (_folder, searcher) = searcher(&shelf());
    for text in ["\"", "*", "-", "()", "🚀", "\0", "§"] {
        assert_eq!(
            searcher.find(&query(text)).unwrap(),
            Found::default(),
            "{text:?}"
        );
    }
}

#[test]
fn a_blank_text_asks_for_every_item() {
    let (_folder, searcher) = searcher(&shelf());
    for text in ["", " ", "\t\u{3000}"] {
        let all = searcher.find(&query(text)).unwrap();
        assert_eq!((all.ranks, all.next), ((0..10).collect(), None));
    }
    let page = |from, category| {
        let query = Query {
            from,
            category,
            limit: 2,
            ..query("")
        };
        let found = searcher.find(&query).unwrap();
        (found.ranks, found.next)
    };
    assert_eq!(page(2, None), (vec![2, 3], Some(4)));
    assert_eq!(page(8, None), (vec![8, 9], None));
    assert_eq!(page(4, Some("Book")), (vec![5, 9], None));
    assert_eq!(page(0, Some("Garden")), (vec![], None));
}

#[test]
fn what_is_just_what_was_typed_comes_first() {
    let titles = [
        "C for Yourself",
        "C# in Depth",
        "Salt and Pepper and Vinegar",
        "Salt & Vinegar",
        "C++ Primer",
        "C",
        "The Help",
        "Help!",
        "Salt 'n' Vinegar",
        "C++",
    ];
    let rows: Vec<Row> = titles.iter().map(|title| row(title, title)).collect();
    let rows: Vec<Row> = (0..)
        .zip(rows)
        .map(|(place, row)| Row {
            id: format!("id{place}"),
            ..row
        })
        .collect();
    let (_folder, searcher) = searcher(&rows);
    for (text, ranks) in [
        ("c++", &[9, 4, 0, 1, 5][..]),
        ("c#", &[1, 0, 4, 5, 9]),
        ("c+", &[4, 9, 0, 1, 5]),
        ("c", &[5, 0, 1, 4, 9]),
        ("salt & vinegar", &[3, 8, 2]),
        ("salt and vinegar", &[3, 8, 2]),
        ("salt vinegar", &[2, 3, 8]),
        ("help!", &[7, 6]),
        ("help", &[7, 6]),
        ("!", &[]),
    ] {
        assert_eq!(searcher.find(&query(text)).unwrap().ranks, ranks, "{text}");
    }
}

#[test]
fn a_space_that_was_left_out_is_put_in() {
    let (_folder, searcher) = searcher(&shelf());
    let found = searcher.find(&query("olafstapledon")).unwrap();
    assert_eq!(
        (found.ranks, found.corrected.as_deref()),
        (vec![5], Some("olaf stapledon"))
    );
}

#[test]
fn signs_of_the_query_language_are_only_signs() {
    let (_folder, searcher) = searcher(&shelf());
    for text in [
        "\"star\"",
        "star*",
        "star\" OR \"dust",
        "^star",
        "words:star",
        "-star",
        "star + maker",
        "NEAR(star maker)",
        "star AND",
        "NOT star",
        "(star",
        "star)",
        "{star",
        "star\0",
        "s'tar\"",
        "'; DROP TABLE items; --",
        "% _ star",
        "star \u{202E}rekam",
        "§0",
        "§",
        "star §1",
    ] {
        searcher.find(&query(text)).unwrap();
        searcher.find(&whole(text)).unwrap();
    }
    assert_eq!(
        searcher.find(&query("\"star\" -maker*")).unwrap().ranks,
        [5]
    );
    assert!(
        searcher
            .find(&whole("star OR maker"))
            .unwrap()
            .ranks
            .is_empty()
    );
    assert!(
        searcher
            .find(&query("words:star"))
            .unwrap()
            .ranks
            .is_empty()
    );
}

#[test]
fn endless_texts_are_bounded() {
    let (_folder, searcher) = searcher(&shelf());
    for text in [
        "x".repeat(10_000),
        "star ".repeat(2_000),
        "é".repeat(10_000),
        "東".repeat(10_000),
    ] {
        searcher.find(&query(&text)).unwrap();
    }
}

#[test]
fn a_category_filters_by_its_exact_name() {
    let (_folder, searcher) = searcher(&shelf());
    let within = |category| {
        let query = Query {
            category: Some(category),
            ..query("star")
        };
        searcher.find(&query).unwrap().ranks
    };
    assert_eq!(within("Book"), [5]);
    assert_eq!(within("Music & Sound"), [1]);
    assert!(within("book").is_empty());
    assert!(within("Garden").is_empty());
}

#[test]
fn an_item_is_found_in_all_its_categories_and_those_above_them() {
    let categories = Some("Book > Crime\nDrama".to_owned());
    let sleep = Row {
        category: categories,
        ..row("s", "The Big Sleep")
    };
    let (_folder, searcher) = searcher(&[sleep, row("o", "Sleep")]);
    let found = |text, category| {
        let query = Query {
            category,
            ..query(text)
        };
        searcher.find(&query).unwrap().ranks
    };
    for category in ["Book", "Book > Crime", "Drama"] {
        assert_eq!(found("sleep", Some(category)), [0], "{category}");
    }
    for category in ["Crime", "Book > Drama", ""] {
        assert!(found("sleep", Some(category)).is_empty(), "{category}");
    }
    for word in ["book", "crime", "drama"] {
        assert_eq!(found(word, None), [0], "{word}");
    }
}

#[test]
fn a_typo_is_mended_where_nothing_was_found() {
    let (_folder, searcher) = searcher(&shelf());
    for (text, corrected, rank) in [
        ("astroid", "asteroid", 9),
        ("Astroid, wars", "asteroid, wars", 9),
        ("hichhiker galaxi", "hitchhiker galaxy", 0),
        ("star makr", "star maker", 5),
        ("malvile", "", 99),
        ("mellvile herman", "", 99),
        ("melvile herman", "melville herman", 2),
        ("star melville", "", 99),
        ("hicthh", "hitchhiker", 0),
    ] {
        let found = searcher.find(&query(text)).unwrap();
        let expected = (!corrected.is_empty()).then(|| corrected.to_owned());
        let ranks: &[u32] = if rank == 99 { &[] } else { &[rank] };
        assert_eq!(
            (found.corrected, found.ranks.as_slice()),
            (expected, ranks),
            "{text}"
        );
    }
}

#[test]
fn known_words_that_never_meet_are_mended_one_at_a_time() {
    let rows = [row("1", "brown bread"), row("2", "crown jewels")];
    let (_folder, searcher) = searcher(&rows);
    let found = searcher.find(&whole("crown bread")).unwrap();
    assert_eq!(found.ranks, [0]);
    assert_eq!(found.corrected.as_deref(), Some("brown bread"));
}

#[test]
fn a_text_found_in_another_category_is_no_typo() {
    let (_folder, searcher) = searcher(&shelf());
    let query = Query {
        category: Some("Music & Sound"),
        ..query("maker")
    };
    assert_eq!(searcher.find(&query).unwrap(), Found::default());
}

#[test]
fn codes_are_not_mended_and_not_in_the_vocabulary() {
    let rows: Vec<Row> = (0..500)
        .map(|n| row(&format!("B{n:06}"), &format!("B{n:06}")))
        .collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("search.db");
    let report = build(&path, entries(&rows), &mut keep_going).unwrap();
    assert_eq!((report.items, report.vocabulary), (500, 0));
    assert_eq!(report.bytes, fs::metadata(&path).unwrap().len());
    let searcher = Searcher::open(&path).unwrap();
    assert_eq!(
        searcher.find(&query("b00041")).unwrap().ranks,
        (410..420).collect::<Vec<_>>()
    );
    assert!(searcher.find(&query("b00041x")).unwrap().ranks.is_empty());
}

#[test]
fn pages_follow_each_other_also_for_a_mended_text() {
    let rows: Vec<Row> = (0..25)
        .map(|n| row(&n.to_string(), "asteroid belt"))
        .collect();
    let (_folder, searcher) = searcher(&rows);
    for text in ["asteroid", "astroid"] {
        let page = |from| {
            let query = Query {
                from,
                ..query(text)
            };
            searcher.find(&query).unwrap()
        };
        assert_eq!((page(0).ranks.len(), page(0).next), (10, Some(10)));
        assert_eq!(page(10).ranks, (10..20).collect::<Vec<_>>());
        assert_eq!((page(20).ranks.len(), page(20).next), (5, None));
        assert_eq!((page(25).ranks.len(), page(25).next), (0, None));
        assert_eq!(page(u32::MAX).ranks, [0; 0]);
        assert_eq!(page(10).corrected.is_some(), text == "astroid");
    }
}

#[test]
fn pages_hold_each_hit_once_wherever_what_comes_first_ends() {
    let titles = [
        "C for All",
        "C# in Depth",
        "C++ Primer",
        "C",
        "C++",
        "C# 12",
        "Cat",
    ];
    let mut rows: Vec<Row> = (0..70)
        .map(|n| row(&format!("i{n}"), "C++ again"))
        .collect();
    rows.extend(
        (0..)
            .zip(titles)
            .map(|(n, title)| row(&format!("t{n}"), title)),
    );
    let (_folder, searcher) = searcher(&rows);
    for (text, last) in [("c++", 76), ("c", 77), ("c# ", 76)] {
        for (limit, first) in [
            (1, &[][..]),
            (3, &[5]),
            (7, &[75, 2, 74]),
            (49, &[]),
            (60, &[71]),
        ] {
            let mut query = Query {
                limit,
                first,
                ..query(text)
            };
            let mut seen = Vec::new();
            loop {
                let found = searcher.find(&query).unwrap();
                seen.extend(found.ranks);
                match found.next {
                    Some(next) => query.from = next,
                    None => break,
                }
            }
            assert!(seen.starts_with(first), "{text}, {limit}");
            seen.sort_unstable();
            assert_eq!(seen, (0..last).collect::<Vec<_>>(), "{text}, {limit}");
        }
    }
}

#[test]
fn many_threads_may_ask_at_once_and_after_the_file_is_gone() {
    let (folder, searcher) = searcher(&shelf());
    drop(folder);
    let searcher = Arc::new(searcher);
    let threads: Vec<_> = (0..32)
        .map(|_| {
            let searcher = Arc::clone(&searcher);
            thread::spawn(move || searcher.find(&query("star")).unwrap().ranks)
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), [1, 5]);
    }
}

#[test]
fn the_same_items_give_the_same_bytes_in_a_single_file() {
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let bytes = folders
        .each_ref()
        .map(|folder| fs::read(build_in(folder, &shelf())).unwrap());
    assert!(bytes[0] == bytes[1]);
    assert_eq!(fs::read_dir(folders[0].path()).unwrap().count(), 1);
}

#[test]
fn a_failed_or_stopped_build_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("search.db");
    let rows = vec![row("1", "one"); 3_000];
    let stopped = build(&path, entries(&rows), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(SearchError::Stopped)));
    assert!(!path.exists());
    let unordered = build(&path, entries(&rows).skip(1), &mut keep_going);
    assert!(matches!(
        unordered,
        Err(SearchError::RankOrder {
            rank: 1,
            expected: 0,
            ..
        })
    ));
    assert!(!path.exists());
}

#[test]
fn a_build_never_touches_a_file_that_is_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("search.db");
    fs::write(&path, "precious").unwrap();
    let refused = build(&path, entries(&shelf()), &mut keep_going);
    assert!(matches!(refused, Err(SearchError::Io { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

#[test]
fn an_empty_catalogue_has_an_index_too() {
    let folder = TempDir::new().unwrap();
    let path = build_in(&folder, &[]);
    assert_eq!(verify(&path).unwrap(), 0);
    let searcher = Searcher::open(&path).unwrap();
    assert_eq!(searcher.find(&query("star")).unwrap(), Found::default());
}

#[test]
fn a_path_may_hold_any_sign() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("100% mine?mode=rw#1 é.db");
    build(&path, entries(&shelf()), &mut keep_going).unwrap();
    assert_eq!(Searcher::open(&path).unwrap().item_count(), 10);
}

#[test]
fn a_long_beginning_finds_the_hits_of_all_its_words_however_many() {
    for words in [150, 250, 1_000] {
        let rows: Vec<Row> = (0..words)
            .map(|n| row(&n.to_string(), &format!("shelf alphabet{n:04}")))
            .collect();
        let (_folder, searcher) = searcher(&rows);
        let found = searcher
            .find(&Query {
                limit: 2_000,
                ..query("shelf alphabe")
            })
            .unwrap();
        assert_eq!(found.ranks, (0..words).collect::<Vec<_>>());
    }
}
