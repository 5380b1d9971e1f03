//! Bytes as a file to import, in each format, plain and packed with gzip.

use std::fs;
use std::io::Write;
use std::path::Path;

use cartway::import::{
    BasketsOptions, ImportError, ImportFormat, ImportReport, ImportTarget, LinksOptions,
    OrdersOptions, Silent, run,
};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().expect("a folder for the test");
}

/// The target `import_orders`: order lines as CSV, with titles and rows to leave out.
pub fn orders(bytes: &[u8]) {
    let options = ["--title-column", "title", "--skip", "order_id=^C"];
    import(&ImportFormat::Orders(read(&options)), "orders.csv", bytes);
}

/// The target `import_items`: items as CSV.
pub fn items(bytes: &[u8]) {
    import(&ImportFormat::Items(read(&[])), "items.csv", bytes);
    import(&ImportFormat::Items(read(&[])), "items.tsv", bytes);
}

/// The target `import_links`: links as CSV, one way and both ways.
pub fn links(bytes: &[u8]) {
    import(&ImportFormat::Links(read(&[])), "links.csv", bytes);
    let both = read::<LinksOptions>(&["--undirected", "--delimiter", ";"]);
    import(&ImportFormat::Links(both), "links.csv", bytes);
}

/// The target `import_json_lines`: order lines, items and links as JSON Lines.
pub fn json_lines(bytes: &[u8]) {
    let orders = read::<OrdersOptions>(&["--title-column", "title"]);
    import(&ImportFormat::Orders(orders), "rows.jsonl", bytes);
    import(&ImportFormat::Items(read(&[])), "rows.jsonl", bytes);
    import(&ImportFormat::Links(read(&[])), "rows.ndjson", bytes);
}

/// The target `import_json`: order lines in a list of orders, and items in a document around one.
pub fn json(bytes: &[u8]) {
    let orders = read::<OrdersOptions>(&[
        "--format",
        "json",
        "--order-column",
        "id",
        "--item-column",
        "lines[].sku",
    ]);
    import(&ImportFormat::Orders(orders), "orders.json", bytes);
    let items = read(&[
        "--format",
        "json",
        "--id-column",
        "items[].id",
        "--title-column",
        "items[].title",
    ]);
    import(&ImportFormat::Items(items), "items.json", bytes);
}

/// The target `import_parquet`: what follows the mark of a Parquet file.
pub fn parquet(bytes: &[u8]) {
    alone(&ImportFormat::Orders(read(&[])), "orders.parquet", bytes);
}

/// The target `import_sheet`: a workbook, whoever wrote it.
pub fn sheet(bytes: &[u8]) {
    alone(
        &ImportFormat::Items(read(&["--format", "sheet"])),
        "items.xlsx",
        bytes,
    );
}

/// The target `import_packed`: archives and packings, whole and broken.
pub fn packed(bytes: &[u8]) {
    alone(&ImportFormat::Orders(read(&[])), "orders.zip", bytes);
    for magic in [&b"\x28\xb5\x2f\xfd"[..], b"PK\x03\x04", b"\x1f\x8b\x08"] {
        alone(
            &ImportFormat::Orders(read(&[])),
            "orders.any",
            &[magic, bytes].concat(),
        );
    }
}

/// The target `import_encodings`: order lines in whatever encoding the bytes are or are told to be.
pub fn encodings(bytes: &[u8]) {
    for encoding in ["utf-16le", "shift_jis", "gb18030", "utf-8"] {
        import(
            &ImportFormat::Orders(read(&["--encoding", encoding])),
            "orders.csv",
            bytes,
        );
    }
}

/// Imports the bytes as they are.
fn alone(format: &ImportFormat, name: &str, bytes: &[u8]) {
    FOLDER.with(|folder| drop(import_file(format, &folder.path().join(name), bytes)));
}

/// The target `import_edges`: a SNAP edge list, and the same bytes as the names of its nodes.
pub fn edges(bytes: &[u8]) {
    import(&ImportFormat::Links(read(&[])), "edges.txt", bytes);
    let names = FOLDER.with(|folder| {
        let path = folder.path().join("names.txt");
        fs::write(&path, bytes).expect("room for a small file");
        path.display().to_string()
    });
    let named = read::<LinksOptions>(&["--undirected", "--names", &names]);
    import(&ImportFormat::Links(named), "edges.txt", bytes);
}

/// The target `import_amazon_meta`.
pub fn amazon_meta(bytes: &[u8]) {
    import(&ImportFormat::AmazonMeta, "amazon-meta.txt", bytes);
}

/// The target `import_baskets`: items parted by spaces, and by semicolons.
pub fn baskets(bytes: &[u8]) {
    import(&ImportFormat::Baskets(read(&[])), "baskets.dat", bytes);
    let parted = read::<BasketsOptions>(&["--delimiter", ";"]);
    import(&ImportFormat::Baskets(parted), "baskets.dat", bytes);
}

/// Options as if typed at the command line.
fn read<O: Args>(arguments: &[&str]) -> O {
    let command = O::augment_args(clap::Command::new("import").no_binary_name(true));
    O::from_arg_matches(&command.get_matches_from(arguments)).expect("sound options")
}

/// Imports the bytes as they are and packed; both must tell the same.
fn import(format: &ImportFormat, name: &str, bytes: &[u8]) {
    FOLDER.with(|folder| {
        let path = folder.path().join(name);
        let plain = import_file(format, &path, bytes);
        if let Ok(report) = &plain {
            assert_eq!(
                report.rows,
                report.taken + report.skipped + report.rejected_count()
            );
        }
        if is_container(bytes) {
            return;
        }
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).expect("memory takes all");
        let packed = import_file(format, &path, &packer.finish().expect("memory takes all"));
        match (plain, packed) {
            (Ok(plain), Ok(mut packed)) => {
                packed.read_as.packed = None;
                assert_eq!(plain, packed);
            }
            (Err(plain), Err(packed)) => assert_eq!(plain.to_string(), packed.to_string()),
            (plain, packed) => panic!("plain {plain:?}, packed {packed:?}"),
        }
    });
}

/// Whether these bytes are read as something that holds text, and not as text.
fn is_container(bytes: &[u8]) -> bool {
    let magics: [&[u8]; 9] = [
        b"\x1f\x8b",
        b"PK",
        b"PAR1",
        b"\xd0\xcf\x11\xe0",
        b"\x28\xb5\x2f\xfd",
        b"BZh",
        b"\xfd7zX",
        b"7z\xbc\xaf",
        b"SQLi",
    ];
    magics.iter().any(|magic| bytes.starts_with(magic)) || bytes.starts_with(b"%PDF")
}

/// Imports a file into a database in memory.
fn import_file(
    format: &ImportFormat,
    path: &Path,
    bytes: &[u8],
) -> Result<ImportReport, ImportError> {
    fs::write(path, bytes).expect("room for a small file");
    let target = ImportTarget {
        database: ":memory:".into(),
        files: vec![path.to_owned()],
        rejects: None,
        force: true,
    };
    let outcome = run(format, &target, &mut Silent);
    let report = outcome.map(|mut reports| reports.remove(0));
    if let Err(error) = &report {
        assert!(error.to_string().len() < 4_000, "{error:.200}");
    }
    report
}
