//! What a generation is decides whether it is taken over, not its name: folders made anew, exchanged
//! and copied over; and what becomes of one that is damaged or written to while it is served.

use std::fs;
use std::path::Path;

use cartway::explorer::{Explorer, GraphFolder, Holding, Options};
use cartway::generation::{GRAPH_FILE, MANIFEST_FILE, SEARCH_FILE};
use serde_json::json;

use super::shops::publish;
use super::takeover::publish_copy;
use crate::support::{Served, Shop, overwrite};

/// A shop with one item more, and its generation, which has the name of every first one.
fn shop_with(item: &str) -> Shop {
    let shop = Shop::of_odd_items();
    shop.add_item(item, &format!("Sold as {item}"));
    assert_eq!(shop.make_noted_generation().version, "000001");
    shop
}

fn has(served: &Served, item: &str) {
    served.get_until(&format!("/v1/items/{item}"), |answer| answer.status == 200);
}

/// Waits until the generation of another shop, published over a broken one, is answered from.
fn is_mended_by(served: &Served, shop: &Shop, good: &Shop) {
    publish_copy(&good.graph(), "000001", "000002", |_| {});
    fs::rename(good.graph().join("000002"), shop.graph().join("000002")).unwrap();
    publish(&shop.graph(), "000002");
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
    has(served, "good");
}

/// Waits until so many takeovers are counted, of which there are never more.
fn took_over(served: &Served, count: u32) {
    let name = "cartway_takeovers_total ";
    served.get_until("/metrics", |answer| {
        let text = answer.text();
        let counted = text.lines().find_map(|line| line.strip_prefix(name));
        let counted: u32 = counted.expect("takeovers are counted").parse().unwrap();
        assert!(counted <= count, "{counted} takeovers instead of {count}");
        counted == count
    });
}

#[test]
fn a_folder_made_anew_under_the_same_name_is_taken_over() {
    let shop = shop_with("before");
    let served = shop.serve();
    let tag = served.get("/v1/graph").header("etag").to_owned();
    shop.add_item("after", "Sold later");
    fs::remove_dir_all(shop.graph()).unwrap();
    assert_eq!(shop.make_noted_generation().version, "000001");
    has(&served, "after");
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
    assert_ne!(served.get("/v1/graph").header("etag"), tag);
    took_over(&served, 1);
}

#[cfg(unix)]
#[test]
fn a_link_turned_to_another_folder_is_taken_over_and_to_an_equal_one_changes_nothing() {
    let (one, other) = (shop_with("one"), shop_with("other"));
    let again = shop_with("one");
    let place = Shop::new();
    let graph = place.graph();
    let turn = |to: &Shop| {
        let next = place.path("next");
        std::os::unix::fs::symlink(to.graph(), &next).unwrap();
        fs::rename(&next, &graph).unwrap();
    };
    turn(&one);
    let served = place.serve();
    let tags = |served: &Served| served.get("/v1/graph").header("etag").to_owned();
    let tag = tags(&served);
    turn(&again);
    // Long enough to be seen: what is asked does not depend on it.
    (0..50).for_each(|_| has(&served, "one"));
    assert_eq!(
        tags(&served),
        tag,
        "replicas of the same have the same tags"
    );
    turn(&other);
    has(&served, "other");
    took_over(&served, 1);
    turn(&one);
    has(&served, "one");
    assert_eq!(tags(&served), tag);
    took_over(&served, 2);
}

#[test]
fn files_copied_one_by_one_over_those_of_the_same_name_are_taken_over_in_the_end() {
    let (shop, other) = (shop_with("one"), shop_with("other"));
    let served = shop.serve();
    let (from, to) = (other.graph().join("000001"), shop.graph().join("000001"));
    for file in [GRAPH_FILE, SEARCH_FILE, MANIFEST_FILE] {
        // As rsync does: beside it, and then in its place.
        let aside = to.join(".copied");
        overwrite(&aside, fs::read(from.join(file)).unwrap());
        fs::rename(aside, to.join(file)).unwrap();
        assert_eq!(served.get("/v1/items/007").status, 200);
    }
    has(&served, "other");
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
}

/// Changes a byte in the middle of a title, which no bound and no offset tells.
fn harm_a_text(generation: &Path) {
    let path = generation.join(GRAPH_FILE);
    let mut bytes = fs::read(&path).unwrap();
    let title = b"The Old Harbour";
    let place = bytes.windows(title.len()).position(|text| text == title);
    bytes[place.expect("the title is there") + 5] ^= 0x01;
    overwrite(path, bytes);
}

#[test]
fn the_first_generation_is_proven_like_every_other() {
    let (shop, good) = (Shop::of_odd_items(), shop_with("good"));
    fs::create_dir(shop.graph()).unwrap();
    let served = shop.serve();
    assert_eq!(served.get("/readyz").status, 503);
    crate::support::copy_folder(&good.graph().join("000001"), &shop.graph().join("000001"));
    harm_a_text(&shop.graph().join("000001"));
    publish(&shop.graph(), "000001");
    let ready = served.get_until("/readyz", |answer| answer.text().contains("checksum"));
    assert_eq!(
        (ready.status, ready.json()["status"].clone()),
        (503, json!("fail"))
    );
    assert_eq!(served.get("/v1/items/007").status, 503);
    is_mended_by(&served, &shop, &good);
}

#[test]
fn one_that_was_damaged_at_the_start_is_served_and_told_until_it_is_mended() {
    let (shop, whole) = (shop_with("one"), shop_with("one"));
    harm_a_text(&shop.graph().join("000001"));
    let served = shop.serve();
    assert_eq!(served.get("/v1/items/007").status, 200);
    let ready = served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    assert_eq!(ready.status, 200);
    assert!(
        ready.text().contains("live generation is damaged"),
        "{}",
        ready.text()
    );
    let metrics = served.get("/metrics").text();
    for sample in [
        "cartway_generation_damaged 1\n",
        "cartway_generation_proven 0\n",
    ] {
        assert!(metrics.contains(sample), "{metrics}");
    }
    let path = "shop.graph/000001/graph.bin";
    fs::rename(whole.path(path), shop.path(path)).unwrap();
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
    let metrics = served.get("/metrics").text();
    assert!(
        metrics.contains("cartway_generation_proven 1\n"),
        "{metrics}"
    );
}

#[test]
fn a_damaged_copy_under_the_name_of_the_live_one_is_told_and_not_taken() {
    let (shop, whole) = (shop_with("one"), shop_with("one"));
    let served = shop.serve();
    harm_a_text(&shop.graph().join("000001"));
    let ready = served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    assert!(
        ready.text().contains("graph.bin is not the file"),
        "{}",
        ready.text()
    );
    let metrics = served.get("/metrics").text();
    assert!(
        metrics.contains("cartway_generation_damaged 0\n"),
        "{metrics}"
    );
    assert_eq!(served.get("/v1/items/007").status, 200);
    let path = "shop.graph/000001/graph.bin";
    fs::rename(whole.path(path), shop.path(path)).unwrap();
    served.get_until("/readyz", |answer| answer.json()["status"] == "pass");
}

/// Cuts the file that is mapped, as no program of ours ever does.
fn cut(shop: &Shop) {
    let path = shop.graph().join("000001").join(GRAPH_FILE);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "it is gone soon")]
    permissions.set_readonly(false);
    fs::set_permissions(&path, permissions).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    // The first page stays: what is read of it meanwhile ends nothing.
    file.set_len(4096).unwrap();
}

#[test]
fn a_graph_that_is_cut_is_answered_from_no_longer_and_the_next_one_is() {
    let (shop, good) = (shop_with("one"), shop_with("good"));
    let served = shop.serve();
    let proven =
        |answer: &crate::support::Response| answer.text().contains("cartway_generation_proven 1\n");
    served.get_until("/metrics", proven);
    cut(&shop);
    let ready = served.get_until("/readyz", |answer| answer.status == 503);
    assert_eq!(ready.json()["status"], "fail");
    assert_eq!(served.get("/v1/items/007").status, 503);
    is_mended_by(&served, &shop, &good);
}

#[test]
fn a_graph_in_memory_does_not_care_for_its_file() {
    let shop = shop_with("one");
    let folder = GraphFolder::at(shop.graph());
    let explorer = Explorer::open_holding(
        folder,
        Options::DEFAULT_BUDGET,
        Holding::InMemory,
        std::time::Duration::ZERO,
    );
    let served = Served::over(explorer.unwrap().into());
    cut(&shop);
    for path in [
        "/v1/items/007",
        "/connect?from=old-harbour&to=script",
        "/v1/graph",
    ] {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    assert_eq!(served.get("/readyz").status, 200);
}
