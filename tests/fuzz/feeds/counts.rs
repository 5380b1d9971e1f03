//! Bytes as one of the files of counts made elsewhere, beside the others as they should be.

use std::fs;
use std::path::{Path, PathBuf};

use cartway::catalogue::{CountsDraft, CountsMeta, ItemRow, Key};
use cartway::rebuild::{Settings, read};
use tempfile::TempDir;

/// The folders, each with one file.
pub const FOLDERS: [&str; 3] = ["pairs", "items", "meta"];

thread_local! {
    static WHOLE: TempDir = {
        let folder = tempfile::tempdir().expect("a folder for the test");
        write(&folder.path().join("counts"));
        folder
    };
}

/// The target `rebuild_counts`: a file of pairs, of items, and the meta.
pub fn counts(bytes: &[u8]) {
    for folder in FOLDERS {
        file_in(folder, bytes);
    }
}

/// Bytes as the file of one of the folders.
pub fn file_in(folder: &str, bytes: &[u8]) {
    WHOLE.with(|whole| with_file(&whole.path().join("counts"), folder, bytes));
}

/// Reads counts one file of which is exchanged, and puts that back.
fn with_file(counts: &Path, folder: &str, bytes: &[u8]) {
    let file = file_of(counts, folder);
    let whole = fs::read(&file).expect("what was written can be read");
    fs::write(&file, bytes).expect("room for a small file");
    let read_as_they_are = read(&settings(counts), &());
    fs::write(&file, &whole).expect("room for a small file");
    if bytes == whole {
        read_as_they_are.expect("nothing was exchanged");
    }
}

/// The one file of a folder of counts.
pub fn file_of(counts: &Path, folder: &str) -> PathBuf {
    counts.join(folder).join("00000.parquet")
}

fn settings(counts: &Path) -> Settings {
    Settings {
        threads: Some(1),
        ..Settings::of_counts(counts, counts.with_extension("graph"))
    }
}

/// Writes small counts: items of whole numbers, texts and what looks like a number.
pub fn write(folder: &Path) {
    let draft = CountsDraft::begin(folder).expect("nothing is in the way");
    let ids: Vec<String> = (0..70)
        .map(|item| match item % 3 {
            0 => item.to_string(),
            1 => format!("0{item}"),
            _ => format!("item {item} é"),
        })
        .collect();
    let items = ids.iter().map(|id| {
        let item = ItemRow {
            id: Key::from(id.as_str()),
            title: Some("Title"),
            creator: None,
            category: Some("a > b"),
            year: Some(1999),
            url: None,
            image_url: None,
        };
        (item, 9)
    });
    draft.write_items(0, items).expect("room for a small file");
    let pairs: Vec<_> = (0..70)
        .flat_map(|a| [1, 7, 20].map(|step| (a, a + step)))
        .filter(|&(_, b)| b < ids.len())
        .map(|(a, b)| (&*ids[a], &*ids[b], 2 + (a % 5) as u32))
        .collect();
    let rows = pairs.iter().copied();
    draft.write_pairs(0, rows).expect("room for a small file");
    let meta = CountsMeta {
        measure: "cosine".to_owned(),
        min_orders: 2,
        top: 50,
        max_basket: 100,
        orders: 300,
        left_out_orders: 0,
        order_lines: Some(9 * ids.len() as u64),
        items: Some(ids.len() as u64),
        pairs: Some(pairs.len() as u64),
    };
    draft.publish(&meta).expect("room for small files");
}
