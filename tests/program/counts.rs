//! Counts made elsewhere, as an operator meets them: `rebuild --write-counts` here, `rebuild --counts`
//! there.

use std::fs;

use crate::support::rebuilding::large_shop;
use crate::support::{Run, Shop};

/// Rebuilds from counts, beside the graph of the shop.
fn of_counts(shop: &Shop, options: &[&str]) -> Run {
    let arguments = ["rebuild", "--counts", "counts", "--graph", "counts.graph"];
    shop.run(&[&arguments, options].concat())
}

fn graph_of_counts(shop: &Shop) -> Vec<u8> {
    let current = fs::read_to_string(shop.path("counts.graph/CURRENT")).unwrap();
    let graph = shop
        .path("counts.graph")
        .join(current.trim())
        .join("graph.bin");
    fs::read(graph).unwrap()
}

/// Both graphs anew: a map begins from the one that is live.
fn without_graphs(shop: &Shop) {
    for graph in [shop.graph(), shop.path("counts.graph")] {
        if graph.exists() {
            fs::remove_dir_all(graph).unwrap();
        }
    }
}

#[test]
fn what_one_machine_counts_another_makes_the_same_graph_of() {
    let shop = large_shop();
    for options in [
        &[][..],
        &["--top", "2", "--measure", "lift"],
        &["--top", "0", "--max-basket", "3"],
    ] {
        without_graphs(&shop);
        shop.rebuild(&[options, &["--write-counts", "counts"]].concat())
            .succeeded();
        let here = fs::read(shop.live_file("graph.bin")).unwrap();
        for threads in ["1", "3"] {
            without_graphs(&shop);
            let run = of_counts(&shop, &["--threads", threads]);
            let said = run.succeeded();
            assert!(said.contains("counted elsewhere: "), "{said}");
            assert!(graph_of_counts(&shop) == here, "another graph, {options:?}");
        }
        let passes = ["read", "link", "arcs", "components", "number"];
        let run = of_counts(&shop, &[]);
        let told = run
            .err
            .lines()
            .filter_map(|line| line.strip_prefix("pass "));
        assert!(told.take(5).eq(passes), "{}", run.err);
    }
}

#[test]
fn fewer_of_the_strongest_are_had_of_the_same_counts() {
    let shop = large_shop();
    shop.rebuild(&["--write-counts", "counts"]).succeeded();
    without_graphs(&shop);
    shop.rebuild(&["--top", "3"]).succeeded();
    of_counts(&shop, &["--top", "3"]).succeeded();
    let here = fs::read(shop.live_file("graph.bin")).unwrap();
    assert!(graph_of_counts(&shop) == here, "another graph");
    let run = of_counts(&shop, &["--top", "51"]);
    run.failed_saying(&["counts was counted with --top 50", "count again"]);
}

#[test]
fn counts_take_the_place_of_a_database_and_stand_beside_none() {
    let shop = large_shop();
    shop.rebuild(&["--write-counts", "counts"]).succeeded();
    for options in [
        ["--db", "shop.db"],
        ["--from", "orders"],
        ["--items-from", "items"],
        ["--write-counts", "again"],
    ] {
        let run = of_counts(&shop, &options);
        assert_eq!(run.status.code(), Some(2), "{}", run.err);
        assert!(run.err.contains("cannot be used with"), "{}", run.err);
    }
    let run = shop.run(&["rebuild", "--graph", "counts.graph"]);
    assert_eq!(run.status.code(), Some(2), "{}", run.err);
    assert!(run.err.contains("--db"), "{}", run.err);
    let run = shop.run(&["rebuild", "--db", "counts", "--graph", "other.graph"]);
    run.failed_saying(&["name it with --counts"]);
}

#[test]
fn counts_that_cannot_be_written_stop_a_rebuild_before_it_counts() {
    let shop = Shop::with_graph();
    shop.write("mine", "not counts");
    let run = shop.rebuild(&["--write-counts", "mine"]);
    assert!(!run.err.contains("pass count"), "{}", run.err);
    run.failed_saying(&["mine is no folder, so it is not replaced by counts"]);
    assert_eq!(fs::read_to_string(shop.path("mine")).unwrap(), "not counts");
    assert_eq!(shop.current(), "000001");
}
