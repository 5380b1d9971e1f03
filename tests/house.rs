//! The shape of the house: imports between rooms point one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import from: those that stand before it on the way of the data.
const ROOMS: [(&str, &[&str]); 15] = [
    ("letters", &[]),
    ("search", &["letters"]),
    ("catalogue", &[]),
    ("import", &["catalogue"]),
    ("shops", &[]),
    ("generation", &["search"]),
    ("rebuild", &["letters", "catalogue", "search", "generation"]),
    ("explorer", &["search", "generation"]),
    ("words", &["letters", "explorer"]),
    ("address", &["explorer", "words"]),
    ("picture", &["letters", "explorer", "words", "address"]),
    ("api", &["explorer", "words", "address"]),
    (
        "pages",
        &["letters", "explorer", "words", "address", "picture"],
    ),
    (
        "web",
        &["explorer", "words", "address", "picture", "api", "pages"],
    ),
    (
        "cli",
        &[
            "letters",
            "catalogue",
            "import",
            "shops",
            "rebuild",
            "generation",
            "explorer",
            "words",
            "address",
            "api",
            "web",
        ],
    ),
];

/// Packages that may be named in some rooms only.
const PACKAGES: [(&str, &[&str]); 15] = [
    ("rusqlite", &["catalogue", "search"]),
    ("actix_web", &["web", "cli"]),
    ("askama", &["letters", "picture", "pages", "web"]),
    ("fluent_bundle", &["words"]),
    ("icu_decimal", &["words"]),
    ("memmap2", &[]),
    ("petgraph", &[]),
    ("png", &["picture"]),
    ("prometheus", &["web"]),
    ("resvg", &["picture"]),
    ("rustix", &["web"]),
    ("signal_hook", &["cli"]),
    ("skrifa", &["picture"]),
    ("tiny_skia", &["picture"]),
    ("usvg", &["picture"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// Source without comments, so that a link in a doc comment is no import.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The names that follow a prefix: `crate::` gives the rooms named.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(prefix)
        .map(|(place, _)| {
            let rest = &code[place + prefix.len()..];
            rest.chars().take_while(|&c| is_name(c)).collect()
        })
        .collect()
}

fn room_files() -> impl Iterator<Item = (&'static str, &'static [&'static str], PathBuf)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    ROOMS.into_iter().flat_map(move |(room, may)| {
        rust_files(&source.join(room))
            .into_iter()
            .map(move |path| (room, may, path))
    })
}

#[test]
fn every_folder_of_the_source_is_a_room_of_the_map() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders: BTreeSet<String> = fs::read_dir(source)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, rooms);
}

#[test]
fn imports_between_rooms_point_one_way() {
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    for (room, may, path) in room_files() {
        let code = code_of(&path);
        assert!(
            !code.contains("use crate::{"),
            "{}: one room a `use` line",
            path.display()
        );
        for named in names_after(&code, "crate::") {
            let is_other_room = rooms.contains(named.as_str()) && named != room;
            if is_other_room && !may.contains(&named.as_str()) {
                wrong.push(format!("{} looks back at {named}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_map_itself_has_no_way_round() {
    for (place, (room, may)) in ROOMS.iter().enumerate() {
        for other in *may {
            let other_place = ROOMS.iter().position(|(name, _)| name == other).unwrap();
            assert!(
                other_place < place,
                "{room} may import {other}, which stands behind it"
            );
        }
    }
}

#[test]
fn packages_stay_in_the_rooms_they_belong_to() {
    for (package, homes) in PACKAGES {
        for (room, _, path) in room_files() {
            let named = code_of(&path).contains(&format!("{package}::"));
            assert!(
                !named || homes.contains(&room),
                "{} names {package}, which belongs to {homes:?}",
                path.display()
            );
        }
    }
}
