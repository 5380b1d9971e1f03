//! Files that are not what they should be.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::*;
use super::{build_in, query, shelf};

#[test]
fn verify_counts_the_items() {
    let folder = TempDir::new().unwrap();
    assert_eq!(verify(&build_in(&folder, &shelf())).unwrap(), 10);
}

#[test]
fn verify_misses_an_item_that_is_not_there() {
    let folder = TempDir::new().unwrap();
    let path = build_in(&folder, &shelf());
    let index = rusqlite::Connection::open(&path).unwrap();
    index.execute("UPDATE counts SET items = 11", []).unwrap();
    drop(index);
    let message = verify(&path).unwrap_err().to_string();
    assert!(message.contains("each of its 11 items"), "{message}");
}

#[test]
fn a_file_that_is_no_index_is_refused_with_the_way_to_mend_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("search.db");
    for content in [&b""[..], b"SQLite format 3\0", &[0x55; 8_192]] {
        fs::write(&path, content).unwrap();
        refused(&path);
    }
    fs::remove_file(&path).unwrap();
    refused(&path);
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t(a)")
        .unwrap();
    refused(&path);
}

fn refused(path: &Path) {
    for error in [Searcher::open(path).err(), verify(path).err()] {
        let message = error.expect("refused").to_string();
        assert!(message.contains("cartway rebuild"), "{message}");
        assert!(message.contains("search.db"), "{message}");
    }
}

#[test]
fn another_format_is_told_from_damage() {
    let folder = TempDir::new().unwrap();
    let path = build_in(&folder, &shelf());
    let index = rusqlite::Connection::open(&path).unwrap();
    index.pragma_update(None, "user_version", 99).unwrap();
    drop(index);
    let error = Searcher::open(&path).unwrap_err();
    assert!(
        matches!(error, SearchError::Format { found: 99, .. }),
        "{error}"
    );
    refused(&path);
}

#[test]
fn a_cut_off_index_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = build_in(&folder, &shelf());
    let bytes = fs::read(&path).unwrap();
    for part in 1..20 {
        fs::write(&path, &bytes[..bytes.len() * part / 20]).unwrap();
        refused(&path);
    }
}

#[test]
fn flipped_bytes_never_panic_nor_give_ranks_that_are_not_there() {
    let folder = TempDir::new().unwrap();
    let path = build_in(&folder, &shelf());
    let bytes = fs::read(&path).unwrap();
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let damaged_path = folder.path().join("damaged.db");
    let mut refused_count = 0;
    for at in used.iter().step_by((used.len() / 600).max(1)) {
        let mut damaged = bytes.clone();
        damaged[*at] ^= 0xA5;
        fs::write(&damaged_path, &damaged).unwrap();
        refused_count += usize::from(verify(&damaged_path).is_err());
        let Ok(searcher) = Searcher::open(&damaged_path) else {
            continue;
        };
        for text in [
            "star",
            "s",
            "hitchhikers gu",
            "astroid",
            "b000tb",
            "book 1979",
        ] {
            let category = (text == "star").then_some("Book");
            if let Ok(found) = searcher.find(&Query {
                category,
                ..query(text)
            }) {
                assert!(found.ranks.iter().all(|rank| *rank < searcher.item_count()));
            }
        }
    }
    assert!(refused_count > 100, "only {refused_count} refused");
}
