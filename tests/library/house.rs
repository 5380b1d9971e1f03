//! The shape of the house: what a room and a file may need of others, read from the code itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::sources::{Arrow, Sources, circles};

/// The package of counting and searching, named like a room.
const GRAPH: &str = "cartway_graph";

/// Each room with the rooms it may import from: those that stand before it on the way of the data.
const ROOMS: [(&str, &[&str]); 25] = [
    (GRAPH, &[]),
    ("lending", &[]),
    ("letters", &[]),
    ("xml", &["letters"]),
    ("search", &["lending", "letters"]),
    ("columnar", &[]),
    ("catalogue", &["columnar"]),
    ("files", &["columnar"]),
    ("import", &["letters", "catalogue", "files"]),
    ("inspect", &["files"]),
    ("shops", &[]),
    ("generation", &[GRAPH, "search"]),
    (
        "rebuild",
        &[GRAPH, "letters", "catalogue", "search", "generation"],
    ),
    ("explorer", &[GRAPH, "lending", "search", "generation"]),
    ("exports", &["xml", "letters", "columnar", "explorer"]),
    ("words", &["letters", "explorer"]),
    ("address", &["letters", "explorer", "words"]),
    ("picture", &["letters", "explorer", "words", "address"]),
    ("api", &["xml", "explorer", "words", "address"]),
    (
        "description",
        &["explorer", "exports", "words", "address", "api"],
    ),
    ("soap", &["xml", "words", "address", "api", "description"]),
    (
        "mcp",
        &[
            "letters",
            "explorer",
            "words",
            "address",
            "api",
            "description",
        ],
    ),
    (
        "pages",
        &[
            "letters",
            "explorer",
            "words",
            "address",
            "picture",
            "api",
            "description",
        ],
    ),
    (
        "web",
        &[
            "lending",
            "explorer",
            "exports",
            "words",
            "address",
            "picture",
            "api",
            "description",
            "soap",
            "mcp",
            "pages",
        ],
    ),
    (
        "cli",
        &[
            "letters",
            "catalogue",
            "files",
            "import",
            "inspect",
            "shops",
            "rebuild",
            "generation",
            "explorer",
            "exports",
            "words",
            "address",
            "api",
            "description",
            "web",
        ],
    ),
];

/// Packages that may be named in some rooms only.
const PACKAGES: [(&str, &[&str]); 30] = [
    ("actix_http", &["web"]),
    ("actix_server", &["web"]),
    ("actix_service", &["web"]),
    ("brotli", &["web"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("ipnet", &["web"]),
    ("quick_cache", &["web"]),
    ("socket2", &["web"]),
    ("rusqlite", &["catalogue", "search"]),
    ("actix_web", &["web", "cli"]),
    ("askama", &["letters", "picture", "pages", "web"]),
    ("fluent_bundle", &["words"]),
    ("governor", &["web"]),
    ("icu_decimal", &["words"]),
    ("memmap2", &[]),
    ("parquet", &["columnar"]),
    ("petgraph", &[]),
    ("png", &["picture"]),
    ("prometheus", &["web"]),
    ("quick_xml", &["xml"]),
    ("resvg", &["picture"]),
    ("roxmltree", &["soap"]),
    ("rustix", &["web"]),
    ("signal_hook", &["cli"]),
    ("skrifa", &["picture"]),
    ("tiny_skia", &["picture"]),
    ("url", &["letters", "address", "web"]),
    ("usvg", &["picture"]),
    ("xxhash_rust", &[]),
];

/// The file whose function prints every page and picture, without what browsers must not get.
const PRINTER: &str = "src/letters/markup.rs";

/// The largest part of all lines of production that one room may have, in percent.
const LARGEST_ROOM: usize = 15;

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The house itself, read once.
static HOUSE: LazyLock<Sources> = LazyLock::new(|| sources_of(house()));

/// The production code of a house: its own package, and that of the graph where there is one.
fn sources_of(house: &Path) -> Sources {
    let packages = [
        ("cartway", "src/lib.rs"),
        (GRAPH, "crates/cartway-graph/src/lib.rs"),
    ];
    let there =
        packages.map(|(package, file)| house.join(file).is_file().then_some((package, file)));
    Sources::read(house, &there.into_iter().flatten().collect::<Vec<_>>())
}

/// The room a file of `src` belongs to; none has `lib.rs`.
fn room_of(file: &str) -> Option<&str> {
    Some(file.strip_prefix("src/")?.split_once('/')?.0)
}

/// The room inside the graph's package: a folder or a file directly in its `src`.
fn graph_room_of(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("crates/cartway-graph/src/")?;
    let room = inside.split('/').next()?.trim_end_matches(".rs");
    (room != "lib").then_some(room)
}

/// Imports that point from a room to one that does not stand before it.
fn arrows_back(sources: &Sources) -> Vec<String> {
    let may: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut back = BTreeSet::new();
    for (file, names) in sources.paths_written() {
        let named = match names[0].as_str() {
            "cartway" => names.get(1).map_or("", String::as_str),
            first => first,
        };
        let is_room = may.contains_key(named) && (names[0] == "cartway" || named == GRAPH);
        let Some(room) = room_of(file).filter(|room| is_room && *room != named) else {
            continue;
        };
        if !may.get(room).is_some_and(|rooms| rooms.contains(&named)) {
            back.insert(format!(
                "{file} looks back at {named}: {}",
                names.join("::")
            ));
        }
    }
    back.into_iter().collect()
}

/// Circles of files, and of rooms inside the graph's package, each arrow on a line of its own.
fn circles_of(sources: &Sources) -> Vec<String> {
    let files = sources.arrows();
    let rooms = files.iter().filter_map(between_graph_rooms).collect();
    let all = circles(&files).into_iter().chain(circles(&rooms));
    all.map(|circle| circle.into_iter().map(line).collect())
        .collect()
}

/// An arrow between files as one between the rooms that they are of.
fn between_graph_rooms(arrow: &Arrow) -> Option<Arrow> {
    let (from, to) = (graph_room_of(&arrow.from)?, graph_room_of(&arrow.to)?);
    (from != to).then(|| Arrow {
        from: format!("{GRAPH}::{from}"),
        to: format!("{GRAPH}::{to}"),
        name: arrow.name.clone(),
    })
}

fn line(arrow: &Arrow) -> String {
    format!("\n  {} -> {}: {}", arrow.from, arrow.to, arrow.name)
}

#[track_caller]
fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_room_of_the_map() {
    let folders: BTreeSet<String> = fs::read_dir(house().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let rooms = ROOMS.iter().map(|(room, _)| (*room).to_owned());
    let rooms: BTreeSet<String> = rooms.filter(|room| room != GRAPH).collect();
    assert_eq!(folders, rooms);
}

#[test]
fn imports_between_rooms_point_one_way() {
    assert_none("imports that point back", &arrows_back(&HOUSE));
}

#[test]
fn no_files_need_each_other_in_a_circle() {
    assert_none("circles", &circles_of(&HOUSE));
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
    for file in HOUSE.files() {
        let Some(room) = room_of(file) else { continue };
        let code = production(house(), file);
        for (package, homes) in PACKAGES {
            let is_named = code.contains(&format!("{package}::"));
            assert!(
                !is_named || homes.contains(&room),
                "{file} names {package}, which belongs to {homes:?}"
            );
        }
    }
}

#[test]
fn pages_and_pictures_leave_through_one_function() {
    let printers = HOUSE
        .files()
        .into_iter()
        .filter(|file| *file != PRINTER && production(house(), file).contains(".render()"));
    let printers: Vec<String> = printers.map(str::to_owned).collect();
    assert_none("files that print by themselves", &printers);
}

#[test]
fn no_room_outgrows_the_house() {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for file in HOUSE.files() {
        let room = room_of(file).map(str::to_owned);
        let room = room.or_else(|| graph_room_of(file).map(|room| format!("{GRAPH}::{room}")));
        *lines.entry(room.unwrap_or_default()).or_default() +=
            production(house(), file).lines().count();
    }
    let all: usize = lines.values().sum();
    let large = lines
        .iter()
        .filter(|(_, lines)| **lines * 100 > all * LARGEST_ROOM);
    let large: Vec<String> = large
        .map(|(room, lines)| format!("{room} has {lines} of {all} lines"))
        .collect();
    assert_none("rooms that are too large", &large);
}

/// The lines of a source that are neither blank nor a comment.
fn lines_of_code(text: &str) -> String {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    text.lines()
        .filter(is_code)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The lines of code of a file without the items under `#[cfg(test)]`; as rustfmt sets them, an
/// item ends on its first line or where its indent comes back.
fn production(house: &Path, file: &str) -> String {
    let code = lines_of_code(&fs::read_to_string(house.join(file)).unwrap());
    let mut kept = String::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.extend([line, "\n"]);
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let is_end = |line: &str| {
            let own = line.strip_prefix(indent).unwrap_or_default();
            own.starts_with('}') || own.ends_with(';') && !own.starts_with(' ')
        };
        lines
            .by_ref()
            .take_while(|line| !is_end(line))
            .for_each(drop);
    }
    kept
}

/// A house of two rooms and a package of the graph, which keeps the rules.
const PLANTED: [(&str, &str); 6] = [
    ("src/lib.rs", "pub mod explorer; pub mod words;"),
    (
        "src/explorer/mod.rs",
        "mod found; pub mod question; pub use found::Found;
         #[cfg(test)] mod tests { use crate::words::Said; use super::found::*; }",
    ),
    (
        "src/explorer/found.rs",
        "use super::question; use cartway_graph::Csr;
         /// Said by [`crate::words::say`].
         pub struct Found(pub question::Question, Csr);",
    ),
    ("src/explorer/question.rs", "pub struct Question;"),
    (
        "src/words/mod.rs",
        "use crate::explorer; pub struct Said; pub fn say(_: explorer::Found) -> Said { Said }",
    ),
    ("crates/cartway-graph/src/lib.rs", "pub struct Csr;"),
];

/// Plants the house with some files in other words; gives its arrows back and its circles.
fn planted(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in PLANTED.iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let sources = sources_of(folder.path());
    (arrows_back(&sources), circles_of(&sources))
}

#[test]
fn a_house_that_keeps_the_rules_passes() {
    assert_eq!(planted(&[]), (vec![], vec![]));
}

#[test]
fn a_planted_circle_is_found_however_it_is_written() {
    let circle = "\n  src/explorer/found.rs -> src/explorer/question.rs: Question\
                  \n  src/explorer/question.rs -> src/explorer/found.rs: Found";
    for question in [
        "use super::Found; pub struct Question;",
        "use crate::explorer::{Found as Seen}; pub struct Question;",
        "use super::*; pub struct Question; type Of = Found;",
        "use super::found; pub struct Question; fn of(_: &found::Found) {}",
        "pub struct Question; fn of() { print!(\"{}\", super::found::Found::NAME) }",
        "#[given(with = crate::explorer::Found::new)] pub struct Question;",
    ] {
        let (back, circles) = planted(&[("src/explorer/question.rs", question)]);
        assert_eq!(
            (back, circles),
            (vec![], vec![circle.to_owned()]),
            "{question}"
        );
    }
}

#[test]
fn a_planted_arrow_back_is_found_however_it_is_written() {
    for question in [
        "use crate::words::Said; pub struct Question;",
        "use crate::{words}; pub struct Question;",
        "use crate::words::*; pub struct Question;",
        "use super::super::words as said; pub struct Question;",
        "pub struct Question; fn said() { drop(crate::words::Said) }",
        "pub struct Question; fn said() { assert!(matches!(said, crate::words::Said)) }",
    ] {
        let (back, _) = planted(&[("src/explorer/question.rs", question)]);
        let [line] = &back[..] else {
            panic!("{question}: {back:?}")
        };
        assert!(
            line.starts_with("src/explorer/question.rs looks back at words: "),
            "{line}"
        );
    }
    let words = "use cartway_graph::Csr; pub struct Said;";
    let (back, _) = planted(&[("src/words/mod.rs", words)]);
    assert_eq!(
        back,
        ["src/words/mod.rs looks back at cartway_graph: cartway_graph::Csr"]
    );
}

#[test]
fn what_a_module_only_hands_on_is_no_arrow_but_what_it_needs_is() {
    let hands_on = "pub mod question; mod found; pub(crate) use found::Found; pub struct Own;";
    let needs = "pub mod question; mod found; use found::Found; pub struct Own(Found);";
    let found = "use super::question; pub struct Found(pub question::Question, super::Own);";
    for (explorer, is_circle) in [(hands_on, false), (needs, true)] {
        let (_, circles) = planted(&[
            ("src/explorer/mod.rs", explorer),
            ("src/explorer/found.rs", found),
        ]);
        assert_eq!(circles.len(), usize::from(is_circle), "{circles:?}");
    }
}

#[test]
fn a_planted_circle_of_rooms_of_the_graph_is_found() {
    let (_, circles) = planted(&[
        (
            "crates/cartway-graph/src/lib.rs",
            "mod csr; mod waves; pub use csr::Csr;",
        ),
        (
            "crates/cartway-graph/src/csr.rs",
            "pub struct Csr; use crate::waves::far::Far;",
        ),
        (
            "crates/cartway-graph/src/waves/mod.rs",
            "pub mod far; pub mod near;",
        ),
        ("crates/cartway-graph/src/waves/far.rs", "pub struct Far;"),
        ("crates/cartway-graph/src/waves/near.rs", "use crate::Csr;"),
    ]);
    let rooms = "\n  cartway_graph::csr -> cartway_graph::waves: Far\
                 \n  cartway_graph::waves -> cartway_graph::csr: Csr";
    assert_eq!(circles, [rooms]);
}
