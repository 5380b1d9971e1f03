//! Who began with a generation goes on with it after a takeover, as long as the server keeps it.

use std::sync::Arc;
use std::time::Duration;

use cartway::explorer::{Explorer, GraphFolder, Holding, Options};

use crate::support::{Response, Served, Shop};

/// Longer than any test takes.
const LONG: Duration = Duration::from_secs(3600);

/// The first page of a list whose places mean nothing in another generation.
const FIRST: &str = "/v1/graph/centre?limit=1";

/// A server that keeps the generation before so long.
fn keeping(shop: &Shop, keep: Duration) -> Served {
    let folder = GraphFolder::at(shop.graph());
    let explorer =
        Explorer::open_holding(folder, Options::DEFAULT_BUDGET, Holding::Mapped, keep).unwrap();
    Served::over(Arc::new(explorer))
}

/// A shop of a first generation.
fn shop() -> Shop {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    shop
}

/// Publishes a generation with one more item, which is taken over when this returns; what it goes by.
fn next(shop: &Shop, served: &Served) -> String {
    shop.add_item(&format!("after-{}", shop.current()), "Came later");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    shop.version()
}

fn naming(served: &Served, path: &str, version: &str) -> Response {
    served.ask("GET", path, &[("cartway-generation", version)])
}

#[track_caller]
fn is_of(answer: &Response, version: &str) {
    assert_eq!(answer.header("cartway-generation"), version);
}

#[test]
fn whoever_names_the_generation_before_is_answered_from_it_and_all_others_from_the_live_one() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let old = shop.version();
    let tag = served.get("/v1/graph").header("etag").to_owned();
    let new = next(&shop, &served);
    for path in [
        "/v1/graph",
        "/v1/items/007",
        "/items/007",
        "/about",
        "/connect.svg?from=007&to=bell",
    ] {
        let begun = naming(&served, path, &old);
        assert_eq!(begun.status, 200, "{path}");
        is_of(&begun, &old);
        assert!(begun.header("etag").contains(&old), "{path}");
        assert!(
            begun.header("vary").contains("cartway-generation"),
            "{path}"
        );
        is_of(&served.get(path), &new);
        is_of(&naming(&served, path, &new), &new);
    }
    let late = "/v1/items/after-000001";
    assert_eq!(naming(&served, late, &old).status, 404);
    assert_eq!(served.get(late).status, 200);
    let known = [("cartway-generation", &*old), ("if-none-match", &*tag)];
    assert_eq!(served.ask("GET", "/v1/graph", &known).status, 304);
    assert_eq!(served.ask("GET", "/v1/graph", &known[1..]).status, 200);
}

#[test]
fn whoever_names_what_is_not_open_is_answered_from_the_live_one_and_told_so() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let first = shop.version();
    next(&shop, &served);
    let live = next(&shop, &served);
    for named in [&*first, "000001", "../..", "", "W/\"x\"", "🚲"] {
        let answer = naming(&served, "/v1/graph", named);
        assert_eq!(answer.status, 200, "{named}");
        is_of(&answer, &live);
    }
}

/// Where the list goes on.
fn next_of(answer: &Response) -> Option<String> {
    answer.json()["next"].as_str().map(str::to_owned)
}

#[test]
fn a_walk_goes_on_in_its_generation_to_the_end() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let old = shop.version();
    let all = served.get("/v1/graph/centre?limit=50").json()["items"]
        .as_array()
        .unwrap()
        .len();
    let mut page = served.get(FIRST);
    let new = next(&shop, &served);
    let mut seen = 1;
    while let Some(path) = next_of(&page) {
        page = served.get(&path);
        assert_eq!(page.status, 200);
        is_of(&page, &old);
        // A cursor means nothing in another generation, so it goes before the header.
        is_of(&naming(&served, &path, &new), &old);
        seen += 1;
    }
    assert_eq!(seen, all);
    is_of(&served.get(FIRST), &new);
}

#[test]
fn where_none_is_kept_a_walk_ends_with_410_and_what_is_named_is_closed() {
    let shop = shop();
    let served = keeping(&shop, Duration::ZERO);
    let old = shop.version();
    let page = next_of(&served.get(FIRST)).unwrap();
    let new = next(&shop, &served);
    assert_eq!(served.get(&page).status, 410);
    is_of(&naming(&served, "/v1/graph", &old), &new);
    served.get_until("/metrics", |answer| {
        answer.text().contains("cartway_generations_open 1\n")
    });
}

#[test]
fn only_the_generation_before_is_kept() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let pages: Vec<String> = (0..3)
        .map(|_| {
            let page = next_of(&served.get(FIRST)).unwrap();
            next(&shop, &served);
            page
        })
        .collect();
    let statuses: Vec<u16> = pages.iter().map(|page| served.get(page).status).collect();
    assert_eq!(statuses, [410, 410, 200]);
    served.get_until("/metrics", |answer| {
        answer.text().contains("cartway_generations_open 2\n")
    });
}

#[test]
fn the_generation_before_is_answered_from_after_its_folder_was_removed() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let old = shop.version();
    next(&shop, &served);
    std::fs::remove_dir_all(shop.graph().join("000001")).unwrap();
    for path in ["/v1/items?q=harbour", "/v1/paths?from=007&to=bell", "/"] {
        let begun = naming(&served, path, &old);
        assert_eq!(begun.status, 200, "{path}: {}", begun.text());
        is_of(&begun, &old);
    }
}

#[test]
fn a_kept_generation_whose_file_was_cut_is_answered_from_no_longer() {
    let shop = shop();
    let served = keeping(&shop, LONG);
    let old = shop.version();
    let graph = shop
        .graph()
        .canonicalize()
        .unwrap()
        .join("000001/graph.bin");
    let new = next(&shop, &served);
    is_of(&naming(&served, "/v1/graph", &old), &old);
    // Written to, not cut: reading what was cut off would end this process.
    let bytes = std::fs::read(&graph).unwrap();
    let mut permissions = std::fs::metadata(&graph).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    std::fs::set_permissions(&graph, permissions).unwrap();
    std::fs::write(&graph, bytes).unwrap();
    served.get_until("/healthz", |_| {
        naming(&served, "/v1/graph", &old).header("cartway-generation") == new
    });
}

#[test]
fn replicas_that_build_for_themselves_have_equal_tags_and_go_by_the_same() {
    let (one, other) = (shop(), shop());
    // The other one has built before, from another file of the same rows.
    std::fs::rename(other.path("shop.db"), other.path("copy.db")).unwrap();
    std::fs::copy(other.path("copy.db"), other.path("shop.db")).unwrap();
    other.make_noted_generation();
    assert_ne!(one.current(), other.current());
    assert_eq!(one.version(), other.version());
    let (one, other) = (one.serve(), other.serve());
    for path in ["/v1/graph", "/v1/items?q=harbour", "/about", "/map.svg"] {
        let tag = one.get(path).header("etag").to_owned();
        let again = other.ask("GET", path, &[("if-none-match", &tag)]);
        assert_eq!(again.status, 304, "{path}");
    }
    let cursor = next_of(&one.get(FIRST)).unwrap();
    let items = |served: &Served| served.get(&cursor).json()["items"].clone();
    assert!(items(&one).is_array());
    assert_eq!(items(&other), items(&one));
}
