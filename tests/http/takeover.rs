//! New generations under a running server: taken over without a failure, or refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use cartway::generation::{GRAPH_FILE, MANIFEST_FILE, SEARCH_FILE};
use serde_json::json;

use super::shops::publish;
use crate::support::{Served, Shop, copy_over, overwrite};

fn version(served: &Served) -> String {
    let body = served.get("/readyz").json();
    body["version"].as_str().unwrap().to_owned()
}

#[test]
fn new_generations_are_taken_over_without_a_failed_request() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for path in [
            "/v1/paths?from=old-harbour&to=script",
            "/connect?from=old-harbour&to=script",
            "/v1/items?q=harbour",
        ] {
            let (served, done, asked) = (&served, &done, &asked);
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    let answer = served.get(path);
                    assert_eq!(answer.status, 200, "{}", answer.text());
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 2..=5 {
            let before = asked.load(Ordering::Relaxed);
            shop.add_item(&format!("item-{round}"), &format!("New in round {round}"));
            let name = shop.make_noted_generation().version;
            served.get_until("/readyz", |answer| {
                answer.json()["version"] == name.as_str()
            });
            served.get_until("/v1/graph", |_| asked.load(Ordering::Relaxed) > before + 3);
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(version(&served), "000005");
    assert_eq!(served.get("/v1/items/item-5").status, 200);
    let said = format!("generation {}", shop.version());
    assert!(served.get("/").text().contains(&said));
}

/// Something done to the files of a generation.
type Harm = fn(&Path);

/// Publishes a copy of a generation under the next name, after something was done to its files.
pub fn publish_copy(graph: &Path, from: &str, to: &str, harm: impl FnOnce(&Path)) {
    let (old, new) = (graph.join(from), graph.join(to));
    fs::create_dir(&new).unwrap();
    for file in [GRAPH_FILE, SEARCH_FILE] {
        copy_over(old.join(file), new.join(file));
    }
    let manifest = fs::read_to_string(old.join(MANIFEST_FILE)).unwrap();
    overwrite(new.join(MANIFEST_FILE), manifest.replace(from, to));
    harm(&new);
    publish(graph, to);
}

/// What can happen to the files of a generation on their way to a server.
const HARMS: [Harm; 4] = [
    |path| {
        let bytes = fs::read(path.join(GRAPH_FILE)).unwrap();
        overwrite(path.join(GRAPH_FILE), &bytes[..bytes.len() / 2]);
    },
    |path| {
        let mut bytes = fs::read(path.join(GRAPH_FILE)).unwrap();
        bytes[20] ^= 0x40;
        overwrite(path.join(GRAPH_FILE), bytes);
    },
    |path| overwrite(path.join(SEARCH_FILE), "no database"),
    |path| fs::remove_file(path.join(MANIFEST_FILE)).unwrap(),
];

/// Makes a file of a generation one of a format to come.
const NEWER: [(Harm, &str); 3] = [
    (
        |path| {
            let mut bytes = fs::read(path.join(GRAPH_FILE)).unwrap();
            bytes[8] += 1;
            overwrite(path.join(GRAPH_FILE), bytes);
        },
        "graph.bin has format version",
    ),
    (
        |path| {
            let index = rusqlite::Connection::open(path.join(SEARCH_FILE)).unwrap();
            index.pragma_update(None, "user_version", 99).unwrap();
        },
        "99",
    ),
    (
        |path| {
            let manifest = fs::read_to_string(path.join(MANIFEST_FILE)).unwrap();
            let newer = manifest.replace("\"format\": 1", "\"format\": 99");
            overwrite(path.join(MANIFEST_FILE), newer);
        },
        "its format is 99",
    ),
];

#[test]
fn a_generation_of_a_newer_program_is_refused_by_its_version() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    for (number, (make_newer, said)) in (2..).zip(NEWER) {
        let name = &format!("{number:06}");
        publish_copy(&shop.graph(), "000001", name, make_newer);
        served.get_until("/readyz", |answer| {
            let output = answer.json()["output"].clone();
            let output = output.as_str().unwrap_or_default();
            output.contains(name) && output.contains(said)
        });
        assert_eq!(version(&served), "000001");
    }
}

#[test]
fn a_refused_generation_that_is_mended_is_taken_over() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    publish_copy(&shop.graph(), "000001", "000002", |path| {
        fs::remove_file(path.join(SEARCH_FILE)).unwrap();
    });
    served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    let graph = shop.graph();
    let (whole, broken) = (graph.join("000001"), graph.join("000002"));
    copy_over(whole.join(SEARCH_FILE), broken.join(SEARCH_FILE));
    served.get_until("/readyz", |answer| answer.json()["version"] == "000002");
}

#[test]
fn a_broken_generation_is_refused_and_the_old_one_goes_on() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let answers =
        |served: &Served| served.get("/v1/paths?from=old-harbour&to=script").json()["hops"].clone();
    for (number, harm) in (2..).zip(HARMS) {
        let name = &format!("{number:06}");
        publish_copy(&shop.graph(), "000001", name, harm);
        let ready = served.get_until("/readyz", |answer| {
            let output = answer.json()["output"].clone();
            output.as_str().is_some_and(|output| output.contains(name))
        });
        assert_eq!(
            (ready.status, ready.json()["status"].clone()),
            (200, json!("warn"))
        );
        assert_eq!(version(&served), "000001");
        assert_eq!(answers(&served), 5, "{name}");
        assert_eq!(served.get("/").status, 200);
        let metrics = served.get("/metrics").text();
        let refusals = format!("cartway_takeover_refusals_total {}\n", number - 1);
        assert!(metrics.contains(&refusals), "{metrics}");
    }
    let name = shop.make_noted_generation().version;
    let ready = served.get_until("/readyz", |answer| {
        answer.json()["version"] == name.as_str()
    });
    assert_eq!(ready.json()["status"], "pass");
    assert_eq!(answers(&served), 5);
}

#[test]
fn going_back_to_the_live_generation_ends_the_warning() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    publish(&shop.graph(), "000009");
    served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    publish(&shop.graph(), "000001");
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
}

#[test]
fn a_list_begun_before_a_takeover_is_told_to_begin_again() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let link = served
        .get("/v1/items?q=harbour&limit=1")
        .header("link")
        .to_owned();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    assert_eq!(served.get(next).status, 200);
    // One that is the same goes on, whatever its folder is called.
    let mut name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| {
        answer.json()["version"] == name.as_str()
    });
    assert_eq!(served.get(next).status, 200);
    shop.add_item("late", "Came later");
    name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| {
        answer.json()["version"] == name.as_str()
    });
    assert_eq!(served.get(next).problem(), "cursor-expired");
}
