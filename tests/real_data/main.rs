//! Real input: golden counts, and a slow search over the benchmark graph.
//!
//! Switched on by naming the folder of the data: `CARTWAY_TEST_DATA=../shared/data cargo test`.

mod files;
#[path = "../support/mod.rs"]
mod support;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Command;

use cartway::explorer::{Explorer, GraphFolder, Options, Outcome, PathsQuestion};
use cartway::generation::Manifest;
use cartway::rebuild::{Settings, rebuild};
use flate2::read::MultiGzDecoder;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use support::Shop;

/// The folder of the data, or a word on why the test is skipped.
fn data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CARTWAY_TEST_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{test} is skipped: CARTWAY_TEST_DATA does not name the folder of the real data");
    }
    folder
}

fn import(shop: &Shop, format: &str, more: &[&str], file: PathBuf) {
    let run = Command::new(env!("CARGO_BIN_EXE_cartway"))
        .args(["import", format, "--db"])
        .arg(shop.db())
        .args(more)
        .arg(file)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

fn count(shop: &Shop, min_orders: u32) -> Manifest {
    let settings = Settings {
        min_orders: Some(min_orders),
        max_basket: Some(0),
        ..shop.settings()
    };
    rebuild(&settings, &()).unwrap()
}

/// Orders, items, distinct lines, pair instances, distinct pairs.
type Counts = [u64; 5];

fn counted(manifest: &Manifest) -> Counts {
    let counts = &manifest.counts;
    [
        counts.orders,
        counts.items,
        counts.order_lines,
        counts.pair_instances,
        counts.distinct_pairs,
    ]
}

/// How Online Retail is imported: without cancellations and without lines that say nothing.
const RETAIL_COLUMNS: [&str; 5] = [
    "--order-column=InvoiceNo",
    "--item-column=StockCode",
    "--title-column=Description",
    "--skip=InvoiceNo=^C",
    r"--skip=Description=^\s*$",
];

/// What it then holds.
const GOLDEN: Counts = [20_610, 3_943, 520_632, 28_540_626, 3_751_037];

/// What a shop holds, and pairs in at least so many orders.
fn check_golden(shop: &Shop, golden: Counts, thresholds: [(u32, u64); 4]) {
    for (min_orders, pairs) in thresholds {
        let manifest = count(shop, min_orders);
        assert_eq!(counted(&manifest), golden);
        assert_eq!(
            manifest.counts.links_before_pruning, pairs,
            "in at least {min_orders} orders"
        );
    }
}

#[test]
fn online_retail_is_counted_as_the_golden_counts_say_and_searched_as_people_type() {
    let Some(data) =
        data("online_retail_is_counted_as_the_golden_counts_say_and_searched_as_people_type")
    else {
        return;
    };
    let shop = Shop::new();
    import(
        &shop,
        "orders",
        &RETAIL_COLUMNS,
        data.join("online-retail.csv.gz"),
    );
    check_golden(
        &shop,
        GOLDEN,
        [
            (2, 2_747_193),
            (3, 2_201_082),
            (5, 1_568_711),
            (10, 850_028),
        ],
    );
    support::come_first(&shop, "retail");
}

#[test]
fn supermarket_baskets_are_counted_as_the_golden_counts_say() {
    let Some(data) = data("supermarket_baskets_are_counted_as_the_golden_counts_say") else {
        return;
    };
    let shop = Shop::new();
    import(&shop, "baskets", &[], data.join("fimi-retail.dat.gz"));
    check_golden(
        &shop,
        [88_162, 16_470, 908_576, 7_164_335, 3_586_797],
        [(2, 918_669), (3, 433_297), (5, 175_951), (10, 57_968)],
    );
}

/// The links of the benchmark graph, read anew, as plain lists of neighbours.
fn neighbours_of(file: PathBuf) -> Vec<Vec<u32>> {
    let lines = BufReader::new(MultiGzDecoder::new(File::open(file).unwrap())).lines();
    let mut neighbours: Vec<Vec<u32>> = Vec::new();
    for line in lines
        .map(Result::unwrap)
        .filter(|line| !line.starts_with('#'))
    {
        let (a, b) = line.split_once('\t').unwrap();
        let (a, b): (usize, usize) = (a.parse().unwrap(), b.parse().unwrap());
        neighbours.resize(neighbours.len().max(a.max(b) + 1), Vec::new());
        neighbours[a].push(b as u32);
        neighbours[b].push(a as u32);
    }
    neighbours
}

/// Plain breadth-first search that adds up ways: hops and number of shortest paths.
fn search_slowly(neighbours: &[Vec<u32>], from: u32, to: u32) -> Option<(usize, u128)> {
    let mut hops_to: Vec<Option<usize>> = vec![None; neighbours.len()];
    let mut ways = vec![0_u128; neighbours.len()];
    let mut queue = VecDeque::from([from]);
    hops_to[from as usize] = Some(0);
    ways[from as usize] = 1;
    while let Some(node) = queue.pop_front() {
        let hops = hops_to[node as usize].unwrap();
        if hops_to[to as usize] == Some(hops) {
            break;
        }
        for &other in &neighbours[node as usize] {
            if hops_to[other as usize].is_none() {
                hops_to[other as usize] = Some(hops + 1);
                queue.push_back(other);
            }
            if hops_to[other as usize] == Some(hops + 1) {
                ways[other as usize] += ways[node as usize];
            }
        }
    }
    hops_to[to as usize].map(|hops| (hops, ways[to as usize]))
}

#[test]
fn a_thousand_random_pairs_of_the_benchmark_graph_equal_a_slow_search() {
    let Some(data) = data("a_thousand_random_pairs_of_the_benchmark_graph_equal_a_slow_search")
    else {
        return;
    };
    let shop = Shop::new();
    let edges = data.join("also-bought.edges.tsv.gz");
    import(&shop, "links", &[], edges.clone());
    let settings = Settings {
        top: Some(0),
        ..shop.settings()
    };
    let counts = rebuild(&settings, &()).unwrap().counts;
    assert_eq!((counts.items, counts.links), (413_563, 2_759_986));
    assert_eq!(
        (counts.components, counts.main_component_items),
        (69, 413_236)
    );

    let neighbours = neighbours_of(edges);
    let explorer = Explorer::open(GraphFolder::at(shop.graph()), Options::DEFAULT_BUDGET).unwrap();
    let mut chance = StdRng::seed_from_u64(2003);
    let pairs: Vec<(u32, u32)> = (0..1_000)
        .map(|_| {
            (
                chance.random_range(0..413_563),
                chance.random_range(0..413_563),
            )
        })
        .collect();
    pairs.par_iter().for_each(|&(from, to)| {
        let answer = explorer
            .now()
            .unwrap()
            .connect(&PathsQuestion::new(from.to_string(), to.to_string()))
            .unwrap();
        let found = match answer.outcome {
            Outcome::Found(found) => Some((found.hops, found.path_count.value)),
            Outcome::SameItem => Some((0, 1)),
            Outcome::NoPath(_) => None,
        };
        let expected = if from == to {
            Some((0, 1))
        } else {
            search_slowly(&neighbours, from, to)
        };
        assert_eq!(found, expected, "from {from} to {to}");
    });
}
