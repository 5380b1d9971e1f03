//! Nothing is lost: wherever writing fails, whatever stands in the folder and whatever the clock
//! says, the generation that was live stays whole, and the operator is told what is the matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::rebuilding::in_own_mounts;
use crate::support::{Run, Shop, names_in, overwrite};
use serde_json::{Value, json};

/// Files that a rebuild writes.
const FILES: [&str; 5] = [
    "graph.bin",
    "search.db",
    "manifest.json",
    "CURRENT",
    "rebuild.lock",
];

/// The one of them that could not be written.
fn named(run: &Run) -> &'static str {
    let line = run.failed_saying(&["generation 000001 is live"]);
    first_in(line, &FILES).unwrap_or_else(|| panic!("no file is named: {line}"))
}

fn first_in(line: &str, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| line.contains(name))
}

/// The content of all files of a generation.
fn content(generation: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: String| (name.clone(), fs::read(generation.join(name)).unwrap());
    names_in(generation).into_iter().map(read).collect()
}

/// Where files may not grow past a limit, writing fails at that point, disk or no disk.
#[cfg(unix)]
#[test]
fn file_that_may_not_grow_leaves_the_old_generation_as_it_was() {
    let shop = Shop::with_graph();
    let live = shop.path("shop.graph/000001");
    let before = content(&live);
    let largest = before.values().map(Vec::len).max().unwrap();
    let script = "trap '' XFSZ; ulimit -f $1
         exec \"$0\" rebuild --db shop.db --graph shop.graph";
    let mut failed_at = BTreeSet::new();
    let limits = (0..8).chain((8..largest / 512).step_by(8));
    for blocks in limits {
        let run = shop.shell(script, &[&blocks.to_string()]);
        if run.status.success() {
            break;
        }
        failed_at.insert(named(&run));
        assert_eq!(shop.graph_folder(), ["000001", "CURRENT", "rebuild.lock"]);
        assert!(content(&live) == before, "written to at {blocks} blocks");
    }
    assert_eq!(
        Vec::from_iter(failed_at),
        ["graph.bin", "rebuild.lock", "search.db"]
    );
    shop.ask("verify", &[]).succeeded();
}

/// A disk of 256 MB is filled so that the rebuild meets its end in each file in turn. Switched on
/// by `CARTWAY_TEST_FULL_DISK=1`, as it needs the right to mount.
#[cfg(target_os = "linux")]
#[test]
fn full_disk_at_any_file_leaves_the_old_generation_as_it_was() {
    if std::env::var_os("CARTWAY_TEST_FULL_DISK").is_none() {
        eprintln!("skipped: CARTWAY_TEST_FULL_DISK=1 switches it on; it mounts a file system");
        return;
    }
    let shop = Shop::with_graph();
    let before = content(&shop.path("shop.graph/000001"));
    let size: usize = before.values().map(Vec::len).sum();
    // Pages left free, each time; the filler takes all others.
    let most = (size / 4096 + 8).to_string();
    let script = "mkdir -p disk && mount -t tmpfs -o size=256m none disk || exit 77
         cp -r shop.graph disk/shop.graph
         for free in $(seq 0 $1); do
           rm -f disk/filler
           dd if=/dev/zero of=disk/room bs=4096 count=$free 2>/dev/null
           dd if=/dev/zero of=disk/filler bs=1M 2>/dev/null
           dd if=/dev/zero of=disk/rest bs=4096 2>/dev/null
           rm -f disk/room
           \"$0\" rebuild --db shop.db --graph disk/shop.graph >out.$free 2>err.$free
           echo $? >code.$free
           cp -r disk/shop.graph after.$free
           rm -f disk/filler disk/rest
           test $(cat code.$free) = 0 && exit 0
         done
         exit 1";
    let run = in_own_mounts(&shop, script, &[&most]).expect("the right to mount");
    run.succeeded();
    let mut failed_at = BTreeSet::new();
    for free in 0.. {
        let text = |name: &str| fs::read_to_string(shop.path(&format!("{name}.{free}")));
        if text("code").unwrap().trim() == "0" {
            break;
        }
        let err = text("err").unwrap();
        let line = err.lines().last().unwrap();
        let parts = ["generation 000001 is live", "error: "];
        assert!(parts.iter().all(|part| line.contains(part)), "{err}");
        assert!(!err.contains("panicked"), "{err}");
        let file = first_in(line, &FILES).or_else(|| first_in(line, &["000002"]));
        failed_at.insert(file.unwrap_or_else(|| panic!("no file is named: {line}")));
        let after = shop.path(&format!("after.{free}"));
        assert_eq!(
            names_in(&after),
            ["000001", "CURRENT", "rebuild.lock"],
            "{err}"
        );
        assert!(content(&after.join("000001")) == before, "{err}");
    }
    for file in ["graph.bin", "search.db", "manifest.json", "CURRENT"] {
        assert!(failed_at.contains(file), "only {failed_at:?}");
    }
}

#[test]
fn generation_that_cannot_become_live_is_removed() {
    let shop = Shop::with_graph();
    // A folder in the place of the file that CURRENT is made from.
    fs::create_dir(shop.path("shop.graph/CURRENT.partial")).unwrap();
    let run = shop.rebuild(&[]);
    run.failed_saying(&["CURRENT.partial", "generation 000001 is live"]);
    let left = ["000001", "CURRENT", "CURRENT.partial", "rebuild.lock"];
    assert_eq!(shop.graph_folder(), left);
    fs::remove_dir(shop.path("shop.graph/CURRENT.partial")).unwrap();
    shop.rebuild(&[]).succeeded();
    assert_eq!(shop.current(), "000002");
}

#[test]
fn clock_that_went_back_is_told_and_changes_nothing() {
    let shop = Shop::with_graph();
    change_manifest(&shop, |manifest| {
        manifest["built_at"] = json!("2999-01-01T00:00:00Z")
    });
    let run = shop.rebuild(&[]);
    let out = run.succeeded();
    assert!(out.starts_with("generation 000002 is live\n"), "{out}");
    let warnings: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("warning"))
        .collect();
    assert_eq!(warnings.len(), 1, "{out}");
    for part in [
        "the clock says 20",
        "generation 000001 was made at 2999",
        "check the clock",
    ] {
        assert!(warnings[0].contains(part), "{out}");
    }
    shop.ask("verify", &[]).succeeded();
    // The next one has nothing to complain of.
    assert!(!shop.rebuild(&[]).succeeded().contains("warning"));
}

#[test]
fn live_generation_of_a_newer_program_is_kept_and_told() {
    let shop = Shop::with_graph();
    change_manifest(&shop, |manifest| {
        *manifest = json!({"format": 2, "else": "is new"})
    });
    shop.ask("stats", &[])
        .failed_saying(&["manifest.json", "newer version of cartway"]);
    for next in ["000002", "000003"] {
        let run = shop.rebuild(&["--keep", "1"]);
        let out = run.succeeded();
        assert!(
            out.contains("warning: generation 000001 was made by a newer version"),
            "{out}"
        );
        let left = ["000001", next, "CURRENT", "rebuild.lock"];
        assert_eq!(shop.graph_folder(), left);
        shop.ask("verify", &[]).succeeded();
    }
}

#[test]
fn graph_of_a_newer_program_is_kept_and_told() {
    let shop = Shop::with_graph();
    shop.rebuild(&[]).succeeded();
    // The program before this one went back to 000001, and so 000002 would be a leftover.
    shop.write("shop.graph/CURRENT", "000001\n");
    set_version_of_graph(&shop, "000002", u32::MAX);
    let run = shop.rebuild(&["--keep", "1"]);
    let out = run.succeeded();
    assert!(
        out.contains("warning: generation 000002 was made by a newer version"),
        "{out}"
    );
    assert_eq!(
        shop.graph_folder(),
        ["000002", "000003", "CURRENT", "rebuild.lock"]
    );
}

#[test]
fn older_formats_are_replaced_like_any_generation() {
    let shop = Shop::with_graph();
    change_manifest(&shop, |manifest| *manifest = json!({"format": 0}));
    set_version_of_graph(&shop, "000001", 0);
    shop.ask("stats", &[])
        .failed_saying(&["000001", "`cartway rebuild`"]);
    let run = shop.rebuild(&["--keep", "1"]);
    assert!(!run.succeeded().contains("warning"), "{run:?}");
    assert_eq!(shop.graph_folder(), ["000002", "CURRENT", "rebuild.lock"]);
    shop.ask("verify", &[]).succeeded();
}

fn change_manifest(shop: &Shop, change: impl FnOnce(&mut Value)) {
    let path = shop.live_file("manifest.json");
    let mut manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    overwrite(path, manifest.to_string());
}

/// Writes another version into the header of a graph.
fn set_version_of_graph(shop: &Shop, generation: &str, version: u32) {
    let path = shop.path(&format!("shop.graph/{generation}/graph.bin"));
    let mut bytes = fs::read(&path).unwrap();
    bytes[VERSION_AT..VERSION_AT + 4].copy_from_slice(&version.to_le_bytes());
    overwrite(path, bytes);
}

/// Where graph.bin says its version: after its eight letters.
const VERSION_AT: usize = 8;
