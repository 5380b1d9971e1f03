//! Takeovers while the shop is open: nothing fails, nothing is mixed, nothing stays behind.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::takeover::publish_copy;
use crate::support::{Response, Served, Shop};

/// How many takeovers there are under load, one after another; `CARTWAY_TEST_TAKEOVERS` asks for more.
const TAKEOVERS: usize = 50;
/// How often a generation is built under load.
const REBUILDS: usize = 5;
/// What is asked meanwhile. Each item's title says which rebuild it is of, so that an answer that
/// shows items of one generation under the name of another gives itself away.
const ASKED: [&str; 8] = [
    "/",
    "/connect?from=old-harbour&to=script",
    "/connect?from=New+Harbour&to=script",
    "/items/tell",
    "/v1/paths?from=tell&to=script",
    "/v1/items?q=told",
    "/v1/graph",
    "/items/unknown",
];

/// The generation an answer names, after a check that it names no other, and which its titles tell of.
fn only_generation(path: &str, answer: &Response) -> (String, Vec<String>) {
    let named = answer.header("cartway-generation").to_owned();
    let text = answer.text();
    let mut others: Vec<String> = Vec::new();
    if let Some(tag) = answer.header("etag").strip_prefix("W/\"") {
        others.extend(tag.split('-').next().map(str::to_owned));
    }
    if answer.header("content-type") == "application/json" {
        let body = answer.json();
        others.extend(body["version"].as_str().map(str::to_owned));
    }
    let after = |before: &str| -> Vec<String> {
        let places = text.match_indices(before);
        let told = places.map(|(place, _)| {
            let rest = &text[place + before.len()..];
            // In a picture the end of a line follows.
            let mut parts = rest.split(|letter: char| !letter.is_ascii_hexdigit());
            parts.next().unwrap().to_owned()
        });
        told.collect()
    };
    others.extend(after("(generation "));
    for other in others {
        assert_eq!(other, named, "{path}: {text}");
    }
    (named, after("Told by "))
}

/// A shop with an item whose title says which generation the next rebuild makes.
fn retell(shop: &Shop, round: usize) {
    let title = format!("Told by {round:06} once");
    shop.retitle("tell", &title);
}

#[test]
fn answers_under_load_are_never_of_two_generations() {
    let shop = Shop::of_odd_items();
    shop.add_item("tell", "to be told");
    shop.add_order(&["tell", "007"]);
    retell(&shop, 1);
    shop.make_noted_generation();
    let served = shop.serve();
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    // What each is called in its folder, by what it goes by; and what was seen, in this order.
    let mut names = BTreeMap::from([(shop.version(), shop.current())]);
    let seen = std::thread::scope(|scope| {
        let askers = ASKED.map(|path| {
            let (served, done, asked) = (&served, &done, &asked);
            scope.spawn(move || {
                let mut seen = Vec::new();
                while !done.load(Ordering::Relaxed) {
                    let answer = served.get(path);
                    let fine = [200, 303].contains(&answer.status) || path == "/items/unknown";
                    assert!(fine, "{path}: {}", answer.text());
                    if answer.status != 303 {
                        seen.push(only_generation(path, &answer));
                    }
                    asked.fetch_add(1, Ordering::Relaxed);
                }
                seen
            })
        });
        for round in 2..2 + REBUILDS {
            let before = asked.load(Ordering::Relaxed);
            retell(&shop, round);
            let name = shop.make_noted_generation().version;
            assert_eq!(name, format!("{round:06}"));
            names.insert(shop.version(), name.clone());
            served.get_until("/readyz", |answer| answer.json()["version"] == *name);
            served.get_until("/healthz", |_| {
                asked.load(Ordering::Relaxed) > before + 2 * ASKED.len()
            });
        }
        done.store(true, Ordering::Relaxed);
        askers.map(|asker| asker.join().unwrap())
    });
    assert_eq!(names.len(), 1 + REBUILDS);
    for (path, seen) in ASKED.iter().zip(seen) {
        let mut last = "";
        for (version, told) in &seen {
            let name = &names[version];
            assert!(**name >= *last, "{path}: {name} after {last}");
            assert!(
                told.iter().all(|told| told == name),
                "{path}: {told:?} of {name}"
            );
            last = name;
        }
    }
    assert!(served.get("/items/tell").text().contains("000006 once"));
}

/// Has many ask as fast as they can while `change` goes on; how many answers there were. None of them
/// may be a failure.
fn while_asked(served: &Served, change: impl FnOnce()) -> usize {
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for path in ASKED {
            let (done, asked) = (&done, &asked);
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    let answer = served.get(path);
                    let fine = [200, 303].contains(&answer.status) || path == "/items/unknown";
                    assert!(fine, "{path}: {} {}", answer.status, answer.text());
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        // Whatever happens, nobody asks for ever.
        let changed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(change));
        done.store(true, Ordering::Relaxed);
        if let Err(panic) = changed {
            std::panic::resume_unwind(panic);
        }
    });
    asked.into_inner()
}

/// A generation with one item of its own, under the name of a first one.
#[cfg(unix)]
fn shop_of(round: usize) -> Shop {
    let shop = Shop::of_odd_items();
    shop.add_item("tell", "to be told");
    shop.add_order(&["tell", "007"]);
    retell(&shop, round);
    shop.make_noted_generation();
    shop
}

/// Under clients without a pause: takeovers by name, a link turned to another folder and back, the
/// same name with other contents, and a damaged one that is refused. The time each took to be live
/// is printed.
#[cfg(unix)]
#[test]
fn many_takeovers_of_every_kind_fail_no_request() {
    let takeovers = std::env::var("CARTWAY_TEST_TAKEOVERS").ok();
    let takeovers = takeovers.map_or(TAKEOVERS, |count| count.parse().expect("a number"));
    let (one, other) = (shop_of(1), shop_of(2));
    let place = Shop::new();
    let turn = |to: &Shop| {
        let next = place.path("next");
        std::os::unix::fs::symlink(to.graph(), &next).unwrap();
        std::fs::rename(&next, place.graph()).unwrap();
    };
    turn(&one);
    let served = place.serve();
    let mut times = Vec::new();
    let mut live = |told: &str, change: &dyn Fn()| {
        let start = std::time::Instant::now();
        change();
        served.get_until("/items/tell", |answer| answer.text().contains(told));
        times.push(start.elapsed());
    };
    let asked = while_asked(&served, || {
        let (old, new) = ("Told by 000001", "Told by 000002");
        for round in 0..takeovers {
            let (shop, told) = [(&other, new), (&one, old)][round % 2];
            live(told, &|| turn(shop));
        }
        turn(&one);
        let name = format!("{:06}", 7);
        publish_copy(&one.graph(), "000001", &name, |path| {
            let graph = path.join("graph.bin");
            let mut bytes = std::fs::read(&graph).unwrap();
            let last = bytes.len() - 1;
            bytes[last] ^= 0x10;
            crate::support::overwrite(graph, bytes);
        });
        served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
        let aside = one.path("aside");
        live(new, &|| {
            // The same name with other contents, in the place of what was there.
            std::fs::rename(one.graph(), &aside).unwrap();
            crate::support::copy_folder(&other.graph(), &one.graph());
        });
        live("Told by 000003", &|| {
            retell(&one, 3);
            one.make_noted_generation();
        });
        served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
    });
    times.sort_unstable();
    println!(
        "{asked} requests, none failed; {} takeovers, live after {:?} in the middle, {:?} at most",
        times.len(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
}

/// Whether anything of a generation is still mapped or open in this process.
#[cfg(target_os = "linux")]
fn is_held(generation: &std::path::Path) -> bool {
    let name = generation.to_str().unwrap();
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let files = std::fs::read_dir("/proc/self/fd").unwrap();
    let mut targets = files.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
    maps.contains(name) || targets.any(|target| target.to_string_lossy().contains(name))
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_of_an_old_generation_stays_open() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    let old = shop.graph().canonicalize().unwrap().join("000001");
    served.get("/v1/items?q=harbour");
    assert!(is_held(&old), "else the end of this test proves nothing");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    served.get_until("/healthz", |_| !is_held(&old));
    assert!(is_held(&shop.graph().canonicalize().unwrap().join(name)));
}

#[test]
fn a_reader_of_the_old_generation_keeps_it_to_the_end() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let explorer = shop.explorer(1_000_000);
    let served = Served::over(std::sync::Arc::clone(&explorer));
    let reader = explorer.now().unwrap();
    shop.add_item("late", "Came later");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    assert_eq!(reader.generation().name, "000001");
    assert!(reader.item("late").is_err() && explorer.now().unwrap().item("late").is_ok());
    assert_eq!(explorer.open_generations(), 2);
    drop(reader);
    served.get_until("/healthz", |_| explorer.open_generations() == 1);
}
