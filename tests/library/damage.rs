//! Files of a generation changed at random, fed through open, verify and every question: none may
//! panic, hang or take memory without bound, and `verify` must find what was changed.
//!
//! The same functions are what the fuzz targets of `tests/fuzz` call; their corpus is tried here.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use crate::feeds::generation::Shelf;
use crate::feeds::questions::Asking;
use crate::feeds::{counts, generation, graph, import, requests, search};
use cartway_graph::Snapshot;
use cartway_graph::snapshot::verify;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

/// Mutations of `graph.bin`.
const GRAPH_CASES: u64 = 10_000;
/// Mutations of each of the other files.
const OTHER_CASES: u64 = 1_000;
/// One damaged graph in so many is shown as pages too.
const PAGES_EVERY: u32 = 25;
/// Items of the damaged shop: more than one block of ids.
const ITEMS: u32 = 70;

/// Numbers that lengths, places and node numbers go wrong with.
const EXTREMES: [u64; 12] = [
    0,
    1,
    7,
    69,
    70,
    255,
    u16::MAX as u64,
    i32::MAX as u64,
    u32::MAX as u64,
    u32::MAX as u64 + 1,
    i64::MAX as u64,
    u64::MAX,
];

/// Where the checksum of header and table stands.
const HEAD_CHECKSUM: Range<usize> = 96..128;

/// Which checksums are made to match after the damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repair {
    Nothing,
    Head,
    All,
}

/// Tells which case it was, should it panic.
struct Case(u64);

impl Drop for Case {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("it was case {}", self.0);
        }
    }
}

/// Tries every case, spread over the cores; each thread has a shelf of its own.
fn each_case(shelf: &Shelf, cases: u64, check: impl Fn(&Shelf, &mut StdRng) + Sync) {
    let threads = thread::available_parallelism().map_or(2, |count| count.get() as u64);
    thread::scope(|scope| {
        for first in 0..threads {
            let check = &check;
            scope.spawn(move || {
                let shelf = shelf.copy();
                for number in (first..cases).step_by(threads as usize) {
                    let _case = Case(number);
                    check(&shelf, &mut StdRng::seed_from_u64(number));
                }
            });
        }
    });
}

/// A stretch of so many bytes at most, somewhere in them.
fn stretch(chance: &mut StdRng, bytes: &[u8], most: usize) -> Range<usize> {
    let start = chance.random_range(0..bytes.len());
    let length = chance.random_range(1..=most);
    start..(start + length).min(bytes.len())
}

/// Damage of one kind, by chance.
fn damage(chance: &mut StdRng, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        bytes.extend([7; 9]);
    }
    match chance.random_range(0..9) {
        0 => {
            for _ in 0..chance.random_range(1..5) {
                let place = chance.random_range(0..bytes.len());
                bytes[place] ^= 1 << chance.random_range(0..8);
            }
        }
        1 => {
            let value = *[0, 0xff, 0x20].get(chance.random_range(0..3)).unwrap_or(&0);
            let range = stretch(chance, bytes, 200);
            bytes[range].fill(value);
        }
        2 => {
            let range = stretch(chance, bytes, 100);
            chance.fill_bytes(&mut bytes[range]);
        }
        3 => bytes.truncate(chance.random_range(0..bytes.len())),
        4 => {
            let more = chance.random_range(1..300);
            bytes.extend((0..more).map(|_| chance.random_range(0..=1_u8) * 0x5a));
        }
        5 => swap_blocks(chance, bytes),
        6 => {
            let head = graph::table_end(bytes).min(bytes.len());
            put_number(chance, &mut bytes[..head]);
        }
        _ => put_number(chance, bytes),
    }
}

/// Lets two blocks of the same length change places.
fn swap_blocks(chance: &mut StdRng, bytes: &mut [u8]) {
    let length = 8 * chance.random_range(1..32);
    let blocks = bytes.len() / length;
    if blocks < 2 {
        return;
    }
    let (one, other) = (
        chance.random_range(0..blocks),
        chance.random_range(0..blocks),
    );
    for place in 0..length {
        bytes.swap(one * length + place, other * length + place);
    }
}

/// Puts an extreme number where one of four or eight bytes may stand.
fn put_number(chance: &mut StdRng, bytes: &mut [u8]) {
    let extreme = EXTREMES[chance.random_range(0..EXTREMES.len())];
    let number = extreme.to_le_bytes();
    let width = 4 << chance.random_range(0..2);
    let places = bytes.len() / width;
    if places > 0 {
        let start = width * chance.random_range(0..places);
        bytes[start..start + width].copy_from_slice(&number[..width]);
    }
}

/// Some damage, by chance; never none.
fn damaged(chance: &mut StdRng, whole: &[u8]) -> Vec<u8> {
    loop {
        let mut bytes = whole.to_vec();
        for _ in 0..chance.random_range(1..4) {
            damage(chance, &mut bytes);
        }
        if bytes != whole {
            return bytes;
        }
    }
}

fn opens_and_verifies(bytes: &[u8]) -> Option<Snapshot> {
    let snapshot = Snapshot::from_slice(bytes).ok()?;
    graph::read_everything(&snapshot);
    graph::search_everything(&snapshot);
    verify(&snapshot).is_ok().then_some(snapshot)
}

/// One damaged `graph.bin`.
fn check_graph(shelf: &Shelf, chance: &mut StdRng) {
    let mut bytes = damaged(chance, &shelf.graph);
    let repair = [Repair::Nothing, Repair::Nothing, Repair::Head, Repair::All];
    let repair = repair[chance.random_range(0..repair.len())];
    match repair {
        Repair::Nothing => {}
        Repair::Head => graph::repair_head(&mut bytes),
        Repair::All => graph::repair_all(&mut bytes),
    }
    if bytes == shelf.graph {
        // A checksum alone was damaged, and repaired.
        return;
    }
    let data = |bytes: &[u8]| {
        bytes
            .get(graph::table_end(&shelf.graph)..)
            .map(<[u8]>::to_vec)
    };
    let must_be_seen = match repair {
        Repair::Nothing => true,
        Repair::Head => data(&bytes) != data(&shelf.graph),
        Repair::All => false,
    };
    if let Some(snapshot) = opens_and_verifies(&bytes) {
        assert!(!must_be_seen, "{repair:?}: verify saw nothing");
        graph::assert_consistent(&snapshot);
    }
    let asking = match chance.random_range(0..PAGES_EVERY) {
        0 => Asking::Pages,
        _ => Asking::Answers,
    };
    // The manifest holds the checksum of the whole file: that nobody repaired.
    assert!(
        shelf.ask_with("graph.bin", &bytes, asking).is_err(),
        "{repair:?}"
    );
}

#[test]
fn ten_thousand_damaged_graphs_crash_nothing_and_verify_finds_them() {
    let shelf = Shelf::of(ITEMS);
    let before = most_memory();
    each_case(&shelf, GRAPH_CASES, check_graph);
    // A length taken for true would ask for far more.
    assert!(most_memory() - before < 1 << 30, "memory without bound");
}

#[test]
fn damaged_search_indexes_crash_nothing_and_verify_finds_them() {
    each_case(&Shelf::of(ITEMS), OTHER_CASES, |shelf, chance| {
        let bytes = damaged(chance, &shelf.search);
        assert!(
            shelf
                .ask_with("search.db", &bytes, Asking::Answers)
                .is_err()
        );
    });
}

#[test]
fn damaged_manifests_and_currents_crash_nothing() {
    each_case(&Shelf::small(), OTHER_CASES, |shelf, chance| {
        generation::manifest(&damaged(chance, &shelf.manifest));
        generation::manifest(&damaged(chance, &shelf.current));
    });
}

#[test]
fn damaged_counts_crash_nothing() {
    let folder = tempfile::tempdir().unwrap();
    counts::write(&folder.path().join("counts"));
    let files = counts::FOLDERS.map(|name| {
        let file = counts::file_of(&folder.path().join("counts"), name);
        (name, fs::read(file).unwrap())
    });
    each_case(&Shelf::small(), OTHER_CASES, |_, chance| {
        let (folder, file) = &files[chance.random_range(0..files.len())];
        counts::file_in(folder, &damaged(chance, file));
    });
}

#[test]
fn repairing_a_whole_graph_changes_nothing() {
    let shelf = Shelf::of(ITEMS);
    let mut repaired = shelf.graph.clone();
    repaired[HEAD_CHECKSUM].fill(0);
    assert!(Snapshot::from_slice(&repaired).is_err());
    graph::repair_all(&mut repaired);
    assert!(repaired == shelf.graph, "the header is not where it was");
    assert!(opens_and_verifies(&repaired).is_some());
}

/// Most memory this process had reserved at once, in bytes, touched or not; 0 where the system
/// does not tell.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:"));
    let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

/// What a target does with its input.
type Feed = fn(&[u8]);

/// The targets with the functions they call.
const TARGETS: [(&str, Feed); 18] = [
    ("open_graph", graph::open_graph),
    ("query_graph", generation::query_graph),
    ("manifest", generation::manifest),
    ("import_orders", import::orders),
    ("import_items", import::items),
    ("import_links", import::links),
    ("import_json_lines", import::json_lines),
    ("import_edges", import::edges),
    ("import_amazon_meta", import::amazon_meta),
    ("import_baskets", import::baskets),
    ("import_json", import::json),
    ("import_parquet", import::parquet),
    ("import_sheet", import::sheet),
    ("import_packed", import::packed),
    ("import_encodings", import::encodings),
    ("search", search::search),
    ("requests", requests::requests),
    ("rebuild_counts", counts::counts),
];

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_file_of_the_corpus_goes_through_its_target() {
    write_graph_seeds();
    for (target, feed) in TARGETS {
        let files = files_in(&fuzz_folder().join("corpus").join(target));
        assert!(!files.is_empty(), "{target} begins from nothing");
        for file in files {
            eprintln!("{}", file.display());
            feed(&fs::read(file).unwrap());
        }
    }
}

/// Writes the graphs and the counts of the corpus again, should a format have changed and one ask for it.
fn write_graph_seeds() {
    if std::env::var_os("CARTWAY_WRITE_GOLDEN").is_none() {
        return;
    }
    let shelf = Shelf::small();
    for target in ["open_graph", "query_graph"] {
        let corpus = fuzz_folder().join("corpus").join(target);
        fs::create_dir_all(&corpus).unwrap();
        fs::write(corpus.join("whole.graph.bin"), &shelf.graph).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("counts");
    counts::write(&whole);
    let corpus = fuzz_folder().join("corpus/rebuild_counts");
    fs::create_dir_all(&corpus).unwrap();
    for name in counts::FOLDERS {
        let seed = corpus.join(format!("{name}.parquet"));
        fs::copy(counts::file_of(&whole, name), seed).unwrap();
    }
}

#[test]
fn the_graphs_that_fuzzing_begins_from_are_whole_and_of_this_version() {
    for target in ["open_graph", "query_graph"] {
        let path = fuzz_folder()
            .join("corpus")
            .join(target)
            .join("whole.graph.bin");
        let bytes = fs::read(&path).unwrap();
        assert!(
            opens_and_verifies(&bytes).is_some(),
            "{path:?}: write it again by running this test with CARTWAY_WRITE_GOLDEN=1"
        );
    }
}

#[test]
fn targets_functions_and_the_list_of_the_fuzz_crate_are_the_same() {
    let manifest = fs::read_to_string(fuzz_folder().join("Cargo.toml")).unwrap();
    let listed = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"targets/"));
    let listed: Vec<&str> = listed
        .filter_map(|rest| rest.strip_suffix(".rs\""))
        .collect();
    let here: Vec<&str> = TARGETS.iter().map(|&(name, _)| name).collect();
    assert_eq!(listed, here);
    let sources = files_in(&fuzz_folder().join("targets"));
    assert_eq!(sources.len(), here.len());
}

/// Sections by their place in the table.
mod section {
    pub const COMPONENTS: usize = 7;
    pub const RANKS: usize = 9;
    pub const NODES_BY_RANK: usize = 10;
    pub const COMPONENT_SIZES: usize = 15;
    pub const CATEGORY_NAMES: usize = 19;
    pub const CATEGORY_ENDS: usize = 20;
    pub const CATEGORY_LISTS: usize = 22;
    pub const ATLAS_PLACES: usize = 32;
    pub const ATLAS_ITEM_REGIONS: usize = 33;
    pub const ATLAS_CELL_NODES: usize = 37;
    pub const REGION_PARENTS: usize = 39;
    pub const REGION_CHILDREN: usize = 40;
    pub const REGION_ITEM_COUNTS: usize = 41;
    pub const REGION_CENTRES: usize = 42;
    pub const REGION_BEST: usize = 43;
    pub const REGION_OUTLINE_STARTS: usize = 44;
    pub const REGION_OUTLINES: usize = 45;
    pub const REGION_CATEGORIES: usize = 46;
    pub const REGION_WORDS: usize = 48;
    pub const REGION_BORDERS: usize = 49;
}

/// The numbers of a section of four bytes each, to be changed.
fn numbers(bytes: &[u8], section: usize) -> Vec<u32> {
    let (_, range) = graph::sections(bytes)[section].clone();
    let (words, _) = bytes[range].as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn put_numbers(bytes: &mut [u8], section: usize, numbers: &[u32]) {
    let (_, range) = graph::sections(bytes)[section].clone();
    for (word, number) in bytes[range].chunks_exact_mut(4).zip(numbers) {
        word.copy_from_slice(&number.to_le_bytes());
    }
}

/// What `verify` says of a graph changed in this way, all its checksums made to match.
fn complaint(shelf: &Shelf, change: impl FnOnce(&mut [u8])) -> String {
    let mut bytes = shelf.graph.clone();
    change(&mut bytes);
    graph::repair_all(&mut bytes);
    let snapshot = Snapshot::from_slice(&bytes).unwrap();
    verify(&snapshot).expect_err("a contradiction").to_string()
}

#[test]
fn contradictions_behind_right_checksums_are_named() {
    let shelf = Shelf::of(ITEMS);
    // An item that nothing is bought with is said to stand on another's island.
    let merged = complaint(&shelf, |bytes| {
        let mut sizes = numbers(bytes, section::COMPONENT_SIZES);
        let mut labels = numbers(bytes, section::COMPONENTS);
        let last = sizes.len() - 1;
        let alone = labels.iter().position(|&label| label == last as u32);
        labels[alone.unwrap()] = 1;
        sizes[1] += sizes[last];
        sizes[last] = 0;
        put_numbers(bytes, section::COMPONENT_SIZES, &sizes);
        put_numbers(bytes, section::COMPONENTS, &labels);
    });
    assert!(merged.contains("components"), "{merged}");

    let names = complaint(&shelf, |bytes| {
        let (_, range) = graph::sections(bytes)[section::CATEGORY_NAMES].clone();
        bytes[range.start] = b'Z';
    });
    assert!(names.contains("categories"), "{names}");

    let levels = complaint(&shelf, |bytes| {
        let mut ends = numbers(bytes, section::CATEGORY_ENDS);
        ends[0] += 1;
        put_numbers(bytes, section::CATEGORY_ENDS, &ends);
    });
    assert!(levels.contains("lie below"), "{levels}");

    for wrong in [0, u32::MAX] {
        let lists = complaint(&shelf, |bytes| {
            let mut lists = numbers(bytes, section::CATEGORY_LISTS);
            lists.fill(wrong);
            put_numbers(bytes, section::CATEGORY_LISTS, &lists);
        });
        assert!(lists.contains("lists of categories"), "{lists}");
    }

    let ranks = complaint(&shelf, |bytes| {
        let mut nodes = numbers(bytes, section::NODES_BY_RANK);
        let mut ranks = numbers(bytes, section::RANKS);
        let last = nodes.len() - 1;
        ranks.swap(nodes[0] as usize, nodes[last] as usize);
        nodes.swap(0, last);
        put_numbers(bytes, section::NODES_BY_RANK, &nodes);
        put_numbers(bytes, section::RANKS, &ranks);
    });
    assert!(ranks.contains("popular"), "{ranks}");

    let weight = complaint(&shelf, |bytes| {
        bytes[32..40].copy_from_slice(&f64::NAN.to_le_bytes());
    });
    assert!(weight.contains("weight"), "{weight}");
}

#[test]
fn contradictions_of_a_map_behind_right_checksums_are_named() {
    let shelf = Shelf::of(ITEMS);
    let change = |section, change: &dyn Fn(&mut Vec<u32>)| {
        complaint(&shelf, |bytes| {
            let mut rows = numbers(bytes, section);
            change(&mut rows);
            put_numbers(bytes, section, &rows);
        })
    };
    let beyond = |rows: &mut Vec<u32>| rows[1] = 640_001;
    for section in [
        section::ATLAS_PLACES,
        section::REGION_CENTRES,
        section::REGION_OUTLINES,
    ] {
        assert!(change(section, &beyond).contains("beyond the edge"));
    }
    // All lie where another square is.
    let moved = change(section::ATLAS_PLACES, &|rows| rows.fill(0));
    assert!(moved.contains("squares"), "{moved}");
    let swapped = change(section::ATLAS_CELL_NODES, &|rows| rows.swap(0, 1));
    assert!(swapped.contains("squares"), "{swapped}");
    let last = |rows: &mut Vec<u32>| *rows.last_mut().unwrap() = 0;
    for section in [section::REGION_PARENTS, section::REGION_CHILDREN] {
        let turned = change(section, &last);
        assert!(turned.contains("in one another"), "{turned}");
    }
    for section in [section::ATLAS_ITEM_REGIONS, section::REGION_ITEM_COUNTS] {
        let counted = change(section, &|rows| rows[0] = rows[0].wrapping_add(1));
        assert!(counted.contains("the items it says"), "{counted}");
    }
    let best = change(section::REGION_BEST, &|rows| rows.swap(0, 1));
    assert!(best.contains("best-known"), "{best}");
    let starts = change(section::REGION_OUTLINE_STARTS, &last);
    assert!(starts.contains("RegionOutlineStarts"), "{starts}");
    let category = change(section::REGION_CATEGORIES, &|rows| rows[0] = 4_000);
    assert!(category.contains("cannot be read"), "{category}");
    let words = complaint(&shelf, |bytes| {
        let (_, range) = graph::sections(bytes)[section::REGION_WORDS].clone();
        bytes[range].fill(0xff);
    });
    assert!(words.contains("cannot be read"), "{words}");
    let borders = change(section::REGION_BORDERS, &|rows| rows[0] = 4_000);
    assert!(borders.contains("leads nowhere"), "{borders}");
}

#[test]
fn an_item_of_the_last_rank_there_can_be_is_shown() {
    let shelf = Shelf::small();
    let mut bytes = shelf.graph.clone();
    let ranks = vec![u32::MAX; numbers(&bytes, section::RANKS).len()];
    put_numbers(&mut bytes, section::RANKS, &ranks);
    graph::repair_all(&mut bytes);
    assert!(shelf.ask_with("graph.bin", &bytes, Asking::Pages).is_err());
}
