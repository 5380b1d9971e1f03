//! `cartway pull`: a replica's copy, whole or not at all.

use std::fs;
use std::path::Path;

use crate::support::{Run, Shop, copy_folder, names_in, overwrite};

/// A folder that pulls from a shop's.
struct Replica(Shop);

impl Replica {
    fn new() -> Self {
        Self(Shop::new())
    }

    /// Pulls from a shop's graph folder.
    fn pull(&self, from: &Shop, options: &[&str]) -> Run {
        let from = from.graph();
        self.pull_from(from.to_str().unwrap(), options)
    }

    fn pull_from(&self, from: &str, options: &[&str]) -> Run {
        let fixed = ["pull", "--from", from, "--graph", "shop.graph"];
        self.0.run(&[&fixed, options].concat())
    }

    /// Proves what is live.
    fn is_whole(&self) {
        self.0.ask("verify", &[]).succeeded();
    }
}

/// A change of the shop that makes another generation.
fn rebuilt(shop: &Shop) {
    shop.baskets(&["ad"; 3]);
    shop.rebuild(&[]).succeeded();
}

#[test]
fn a_replica_answers_as_the_shop_does_and_pulls_only_what_is_new() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    let first = replica.pull(&shop, &[]);
    let said = first.succeeded();
    assert!(
        said.starts_with("generation 000001 is live: 7 items and 4 links, proven whole; "),
        "{said}"
    );
    assert!(first.err.contains("pass graph.bin\n"), "{}", first.err);
    replica.is_whole();
    assert_eq!(replica.0.connect(&["a", "d"]), shop.connect(&["a", "d"]));
    assert_eq!(replica.0.version(), shop.version());
    let again = replica.pull(&shop, &[]);
    assert_eq!(
        again.succeeded(),
        "nothing new: generation 000001 is live\n"
    );
    assert_eq!(again.err, "");
    rebuilt(&shop);
    replica.pull(&shop, &[]).succeeded();
    replica.is_whole();
    assert_eq!(replica.0.current(), "000002");
    assert_eq!(replica.0.connect(&["a", "d"]), shop.connect(&["a", "d"]));
    let names = ["000001", "000002", "CURRENT", "rebuild.lock"];
    assert_eq!(replica.0.graph_folder(), names);
}

#[test]
fn a_rebuild_that_changed_nothing_is_pulled_for_its_date_without_its_files() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    replica.pull(&shop, &[]).succeeded();
    // Dates are whole seconds.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    shop.rebuild(&[]).succeeded();
    let run = replica.pull(&shop, &["--json"]);
    let told: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(told["new"], true);
    assert_eq!(told["bytes_fetched"], 0);
    assert!(
        told["bytes_here_already"].as_u64().unwrap() > 10_000,
        "{told}"
    );
    replica.is_whole();
    // The older of the two names of a file goes, and the other one stays.
    shop.rebuild(&[]).succeeded();
    replica.pull(&shop, &["--keep", "1"]).succeeded();
    replica.is_whole();
}

#[test]
fn a_name_that_is_taken_here_is_stepped_over() {
    let (shop, replica) = (Shop::with_graph(), Replica(Shop::with_graph()));
    replica.0.baskets(&["ae"; 4]);
    replica.0.rebuild(&[]).succeeded();
    replica.0.rebuild(&[]).succeeded();
    let run = replica.pull(&shop, &[]);
    let said = run.succeeded();
    assert!(
        said.starts_with("generation 000004 is live, which is 000001 there: "),
        "{said}"
    );
    assert_eq!(run.out.lines().nth(1), Some("removed 000001"));
    replica.is_whole();
    assert_eq!(replica.0.version(), shop.version());
    let again = replica.pull(&shop, &["--json"]);
    let told: serde_json::Value = serde_json::from_str(again.succeeded()).unwrap();
    assert_eq!(told, serde_json::json!({"new": false, "version": "000004"}));
}

#[test]
fn quiet_says_nothing_and_keep_counts_the_live_one() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    for _ in 0..3 {
        rebuilt(&shop);
        let run = replica.pull(&shop, &["--keep", "2", "--quiet"]);
        assert_eq!((run.succeeded(), &*run.err), ("", ""));
    }
    let names = ["000003", "000004", "CURRENT", "rebuild.lock"];
    assert_eq!(replica.0.graph_folder(), names);
}

/// Something done to what is offered.
type Harm = fn(&Path);

const HARMS: [(Harm, &str); 8] = [
    (
        |path| {
            let mut bytes = fs::read(path.join("graph.bin")).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            overwrite(path.join("graph.bin"), bytes);
        },
        "graph.bin is not the file its manifest tells of",
    ),
    (
        |path| {
            let bytes = fs::read(path.join("search.db")).unwrap();
            overwrite(path.join("search.db"), &bytes[..bytes.len() - 1]);
        },
        "search.db is not the file its manifest tells of",
    ),
    (
        |path| {
            let mut bytes = fs::read(path.join("search.db")).unwrap();
            bytes.extend([0; 100]);
            overwrite(path.join("search.db"), bytes);
        },
        "search.db is not the file its manifest tells of",
    ),
    (
        |path| fs::remove_file(path.join("search.db")).unwrap(),
        "search.db",
    ),
    (
        |path| fs::remove_file(path.join("manifest.json")).unwrap(),
        "manifest.json is missing",
    ),
    (
        |path| overwrite(path.join("manifest.json"), "{\"format\": 99}"),
        "newer version of cartway",
    ),
    (
        |path| {
            let manifest = fs::read_to_string(path.join("manifest.json")).unwrap();
            let other = manifest.replace("\"items\": 7", "\"items\": 8");
            overwrite(path.join("manifest.json"), other);
        },
        "counts other items or links",
    ),
    (|path| fs::remove_dir_all(path).unwrap(), "000002"),
];

#[test]
fn what_is_damaged_there_never_gets_live_here_and_leaves_nothing_behind() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    replica.pull(&shop, &[]).succeeded();
    rebuilt(&shop);
    let offered = shop.graph().join("000002");
    copy_folder(&offered, &shop.path("whole"));
    let names = replica.0.graph_folder();
    for (harm, said) in HARMS {
        harm(&offered);
        replica.pull(&shop, &[]).failed_saying(&[said]);
        assert_eq!(replica.0.graph_folder(), names, "{said}");
        assert_eq!(replica.0.current(), "000001");
        replica.is_whole();
        let _ = fs::remove_dir_all(&offered);
        copy_folder(&shop.path("whole"), &offered);
    }
    replica.pull(&shop, &[]).succeeded();
    replica.is_whole();
}

#[test]
fn files_that_do_not_match_each_other_are_refused_though_their_checksums_are_right() {
    let (shop, other, replica) = (Shop::with_graph(), Shop::with_graph(), Replica::new());
    other.sql("INSERT INTO items VALUES ('h', 'Hat', NULL, NULL, NULL)");
    other.baskets(&["h"; 3]);
    other.rebuild(&[]).succeeded();
    let sums = |shop: &Shop| -> serde_json::Value {
        let manifest = fs::read_to_string(shop.live_file("manifest.json")).unwrap();
        serde_json::from_str(&manifest).unwrap()
    };
    let (mut manifest, foreign) = (sums(&shop), sums(&other));
    manifest["files"]["search.db"] = foreign["files"]["search.db"].clone();
    overwrite(
        shop.live_file("search.db"),
        fs::read(other.live_file("search.db")).unwrap(),
    );
    overwrite(shop.live_file("manifest.json"), manifest.to_string());
    let run = replica.pull(&shop, &[]);
    run.failed_saying(&["do not belong together"]);
    assert_eq!(replica.0.graph_folder(), ["rebuild.lock"]);
}

#[test]
fn where_there_is_nothing_to_pull_it_says_where_it_looked_and_what_to_name() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    for (from, said) in [
        ("nowhere", "nowhere"),
        (".", "--from names a graph folder"),
        ("shop.graph", "cannot be a copy of itself"),
        ("https://127.0.0.1:1/generations", "tunnel"),
        (
            "http://127.0.0.1:1/generations",
            "http://127.0.0.1:1/generations/CURRENT cannot be read",
        ),
    ] {
        replica.pull_from(from, &[]).failed_saying(&[said]);
    }
    assert_eq!(replica.0.graph_folder(), ["rebuild.lock"]);
    overwrite(shop.graph().join("CURRENT"), "../../etc\n");
    replica
        .pull(&shop, &[])
        .failed_saying(&["which is no generation"]);
    replica.0.run(&["pull", "--graph", "shop.graph"]).refused();
}

#[test]
fn a_pull_and_a_rebuild_at_once_are_kept_apart() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    replica.pull(&shop, &[]).succeeded();
    let lock = replica.0.graph().join("rebuild.lock");
    let lock = fs::File::options().write(true).open(lock).unwrap();
    lock.lock().unwrap();
    let parts = ["another rebuild or pull of shop.graph is running"];
    replica.pull(&shop, &[]).failed_saying(&parts);
    drop(lock);
    replica.pull(&shop, &[]).succeeded();
}

#[test]
fn what_a_killed_pull_left_is_cleared_and_what_is_not_ours_stays() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    replica.pull(&shop, &[]).succeeded();
    let here = replica.0.graph();
    // As it is killed while it fetches, and after it has a name and before it is live.
    fs::create_dir(here.join("000002.partial")).unwrap();
    fs::write(here.join("000002.partial/graph.bin"), "half").unwrap();
    copy_folder(&here.join("000001"), &here.join("000003"));
    let manifest = fs::read_to_string(here.join("000003/manifest.json")).unwrap();
    overwrite(
        here.join("000003/manifest.json"),
        manifest.replace("000001", "000003"),
    );
    fs::create_dir(here.join("notes")).unwrap();
    rebuilt(&shop);
    let run = replica.pull(&shop, &[]);
    assert_eq!(
        run.succeeded().lines().nth(1),
        Some("removed 000002.partial, 000003")
    );
    let names = ["000001", "000002", "CURRENT", "notes", "rebuild.lock"];
    assert_eq!(names_in(&here), names);
    replica.is_whole();
}

#[test]
fn a_damaged_copy_is_made_anew_once_its_folder_is_gone_or_a_file_has_another_length() {
    let (shop, replica) = (Shop::with_graph(), Replica::new());
    replica.pull(&shop, &[]).succeeded();
    overwrite(replica.0.live_file("graph.bin"), "short");
    replica.0.ask("verify", &[]).failed();
    let said = replica.pull(&shop, &[]);
    assert!(
        said.succeeded()
            .starts_with("generation 000002 is live, which is 000001 there"),
        "{said:?}"
    );
    replica.is_whole();
    fs::remove_dir_all(replica.0.graph().join("000002")).unwrap();
    replica.pull(&shop, &[]).succeeded();
    replica.is_whole();
}
