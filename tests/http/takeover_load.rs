//! Takeovers while the shop is open: nothing fails, nothing is mixed, nothing stays behind.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::support::{Response, Served, Shop};

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

/// The generation an answer names, after a check that it names no other.
fn only_generation(path: &str, answer: &Response) -> String {
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
    for before in ["(generation ", "Told by "] {
        let places = text.match_indices(before);
        others.extend(places.map(|(place, _)| {
            let rest = &text[place + before.len()..];
            // In a picture the end of a line follows.
            let mut parts = rest.split(|letter: char| !letter.is_ascii_digit());
            parts.next().unwrap().to_owned()
        }));
    }
    for other in others {
        assert_eq!(other, named, "{path}: {text}");
    }
    named
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
    std::thread::scope(|scope| {
        for path in ASKED {
            let (served, done, asked) = (&served, &done, &asked);
            scope.spawn(move || {
                let mut last = String::new();
                while !done.load(Ordering::Relaxed) {
                    let answer = served.get(path);
                    let fine = [200, 303].contains(&answer.status) || path == "/items/unknown";
                    assert!(fine, "{path}: {}", answer.text());
                    if answer.status != 303 {
                        let named = only_generation(path, &answer);
                        assert!(named >= last, "{path}: {named} after {last}");
                        last = named;
                    }
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 2..2 + REBUILDS {
            let before = asked.load(Ordering::Relaxed);
            retell(&shop, round);
            let name = shop.make_noted_generation().version;
            assert_eq!(name, format!("{round:06}"));
            served.get_until("/readyz", |answer| answer.json()["version"] == *name);
            served.get_until("/healthz", |_| {
                asked.load(Ordering::Relaxed) > before + 2 * ASKED.len()
            });
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(served.get("/items/tell").text().contains("000006 once"));
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
    assert_eq!(reader.generation().version, "000001");
    assert!(reader.item("late").is_err() && explorer.now().unwrap().item("late").is_ok());
    assert_eq!(explorer.open_generations(), 2);
    drop(reader);
    served.get_until("/healthz", |_| explorer.open_generations() == 1);
}
