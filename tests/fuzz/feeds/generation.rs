//! A generation folder whose files are replaced by other bytes: what a server would open.

use std::fs;
use std::path::{Path, PathBuf};

use cartway::catalogue::{CatalogueWriter, NewItem, OrderLineOptions};
use cartway::explorer::Explorer;
use cartway::generation::{GenerationError, GraphFolder, Manifest, verify};
use cartway::rebuild::{Settings, rebuild};
use tempfile::TempDir;

use super::graph::{self, BUDGET};
use super::questions::{Asking, Names, ask_everything};

/// Name of the one generation.
const NAME: &str = "000001";

/// Items of the shop that the targets begin from.
const FEW_ITEMS: u32 = 12;

/// A folder with one whole generation, and the bytes of its files to put back.
pub struct Shelf {
    folder: TempDir,
    /// The whole `graph.bin`.
    pub graph: Vec<u8>,
    /// The whole `search.db`.
    pub search: Vec<u8>,
    /// The whole `manifest.json`.
    pub manifest: Vec<u8>,
    /// The whole `CURRENT`.
    pub current: Vec<u8>,
    names: Names,
}

impl Shelf {
    /// Rebuilds the generation of a shop of so many items: a ring with chords, an island or two,
    /// and items that nothing is bought with.
    pub fn of(items: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (db, graph) = (
            folder.path().join("shop.db"),
            folder.path().join("shop.graph"),
        );
        fill(&db, items);
        rebuild(&Settings::new(db, graph.clone()), &()).expect("a sound shop");
        let read = |path: PathBuf| fs::read(path).expect("just made");
        let generation = graph.join(NAME);
        Self {
            graph: read(generation.join("graph.bin")),
            search: read(generation.join("search.db")),
            manifest: read(generation.join("manifest.json")),
            current: read(graph.join("CURRENT")),
            names: Names::of(items),
            folder,
        }
    }

    /// The shop that the targets begin from.
    pub fn small() -> Self {
        Self::of(FEW_ITEMS)
    }

    /// A folder of its own with the same files, for another thread.
    pub fn copy(&self) -> Self {
        let copy = Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
            graph: self.graph.clone(),
            search: self.search.clone(),
            manifest: self.manifest.clone(),
            current: self.current.clone(),
            names: self.names.clone(),
        };
        fs::create_dir_all(copy.root().join(NAME)).expect("a new folder");
        copy.put_back();
        copy
    }

    /// Opens the whole generation.
    pub fn explorer(&self) -> Explorer {
        Explorer::open(GraphFolder::at(self.root()), BUDGET).expect("it is whole")
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("shop.graph")
    }

    fn path_of(&self, file: &str) -> PathBuf {
        match file {
            "CURRENT" => self.root().join(file),
            _ => self.root().join(NAME).join(file),
        }
    }

    /// The whole bytes of a file.
    pub fn whole(&self, file: &str) -> &[u8] {
        match file {
            "graph.bin" => &self.graph,
            "search.db" => &self.search,
            "manifest.json" => &self.manifest,
            "CURRENT" => &self.current,
            _ => panic!("a generation has no {file}"),
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) {
        let path = self.path_of(file);
        // A mapped file is never written to: this is another one of that name.
        let _ = fs::remove_file(&path);
        fs::write(path, bytes).expect("a file of the test can be written");
    }

    /// Puts every file back as it was.
    pub fn put_back(&self) {
        for file in ["graph.bin", "search.db", "manifest.json", "CURRENT"] {
            self.write(file, self.whole(file));
        }
    }

    /// Opens the folder with other bytes in one of its files, asks everything, and tells whether
    /// `cartway verify` finds it whole.
    pub fn ask_with(
        &self,
        file: &str,
        bytes: &[u8],
        asking: Asking,
    ) -> Result<(), GenerationError> {
        self.write(file, bytes);
        let folder = GraphFolder::at(self.root());
        if let Ok(explorer) = Explorer::open(folder.clone(), BUDGET) {
            ask_everything(&explorer, &self.names, asking);
        }
        let verdict = verify(&folder).map(|_| ());
        if let Err(error) = &verdict {
            let told = error.to_string();
            assert!(told.len() < 2_000, "{} bytes: {error:.200}", told.len());
        }
        self.write(file, self.whole(file));
        verdict
    }
}

/// Writes the shop's database.
fn fill(db: &Path, items: u32) {
    let mut writer = CatalogueWriter::open(db).expect("a new database");
    let mut batch = writer.begin().expect("nobody else writes");
    let mut rows = batch.items().expect("a table");
    for item in 0..items {
        let (title, creator, category) = Names::texts(item);
        let url = format!("https://shop.example/{item}");
        let entry = NewItem {
            title: Some(&title),
            creator: creator.as_deref(),
            category,
            year: (item % 4 == 0).then_some(1900 + i32::try_from(item).unwrap_or(0)),
            url: Some(&url),
            ..NewItem::default()
        };
        rows.put(&Names::id(item), &entry).expect("a row");
    }
    drop(rows);
    let put = batch.put_order_lines(OrderLineOptions::default(), |lines| {
        for (order, (a, b)) in links(items).into_iter().enumerate() {
            for time in 0..2 + a % 3 {
                let order = format!("{order}-{time}");
                lines.put(&order, &Names::id(a), None)?;
                lines.put(&order, &Names::id(b), None)?;
            }
        }
        lines.put("alone", &Names::id(items - 1), None)
    });
    put.expect("room on the disk");
    batch.commit().expect("room on the disk");
}

/// What is bought with what: three quarters of the items in a ring, with chords; a pair.
fn links(items: u32) -> Vec<(u32, u32)> {
    let ring = items * 3 / 4;
    let round = (0..ring).map(|item| (item, (item + 1) % ring));
    let chords = (0..ring).step_by(3).map(|item| (item, (item + 4) % ring));
    round.chain(chords).chain([(ring, ring + 1)]).collect()
}

thread_local! {
    static SHELF: Shelf = Shelf::small();
}

/// The target `query_graph`.
pub fn query_graph(bytes: &[u8]) {
    let mut repaired = bytes.to_vec();
    graph::repair_all(&mut repaired);
    if let Ok(snapshot) = cartway_graph::Snapshot::from_slice(&repaired) {
        graph::search_everything(&snapshot);
        let _ = SHELF.with(|shelf| shelf.ask_with("graph.bin", &repaired, Asking::Pages));
    }
}

/// The target `manifest`: the bytes as a `manifest.json`, and as a `CURRENT`.
pub fn manifest(bytes: &[u8]) {
    SHELF.with(|shelf| {
        let _ = shelf.ask_with("manifest.json", bytes, Asking::Answers);
        shelf.write("manifest.json", bytes);
        if let Ok(manifest) = Manifest::read(&shelf.root().join(NAME)) {
            let again = serde_json::to_string(&manifest).expect("what was read can be written");
            assert!(serde_json::from_str::<Manifest>(&again).is_ok(), "{again}");
        }
        shelf.write("manifest.json", &shelf.manifest);

        let _ = shelf.ask_with("CURRENT", bytes, Asking::Answers);
        shelf.write("CURRENT", bytes);
        if let Ok(Some(name)) = GraphFolder::at(shelf.root()).current() {
            assert!(name.bytes().all(|byte| byte.is_ascii_digit()), "{name}");
        }
        shelf.write("CURRENT", &shelf.current);
    });
}
