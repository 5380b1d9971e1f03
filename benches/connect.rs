//! Searching random pairs: of a generated catalogue always, of the co-purchase graph of Amazon when
//! it lies beside the checkout. On the generated one petgraph's searches run on the same arrays.
//!
//! petgraph's searches give one path where ours gives all of them, counted and ranked.

mod generated;

use std::hint::black_box;

use cartway::shops::made_up::Shop;
use cartway_graph::centre::Centre;
use cartway_graph::connect::{
    DegreesWorkspace, Graph, Options, Walk, Workspace, any_shortest, between, connect, degrees,
};
use cartway_graph::{NodeId, Snapshot};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use petgraph::algo::{astar, dijkstra};

const ITEMS: u32 = 60_000;
const ORDERS: u64 = 300_000;

fn searches(criterion: &mut Criterion) {
    let shop = Shop::new(1, ITEMS, rayon::current_num_threads());
    let snapshot = generated::snapshot_of(ITEMS, generated::order_lines(&shop, ORDERS));
    let mut group = criterion.benchmark_group("generated");
    ours(&mut group, &snapshot);
    petgraphs(&mut group, &snapshot);
    group.finish();
    let Some(snapshot) = generated::also_bought() else {
        println!("also-bought: skipped, as ../shared/data is not there");
        return;
    };
    let mut group = criterion.benchmark_group("also-bought");
    ours(&mut group, &snapshot);
    group.finish();
}

fn ours(group: &mut BenchmarkGroup<'_, WallTime>, snapshot: &Snapshot) {
    let graph = Graph::from(snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    let mut pairs = generated::pairs(snapshot);
    let mut pair = move || pairs.next().expect("pairs never end");
    group.bench_function("one shortest path", |bencher| {
        bencher.iter(|| {
            let (from, to) = pair();
            let options = Options::default();
            black_box(any_shortest(&graph, &mut workspace, from, to, &options))
        });
    });
    let stop = pair().0;
    for (name, options) in options(snapshot, stop) {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let (from, to) = pair();
                black_box(connect(&graph, &mut workspace, from, to, &options))
            });
        });
    }
    group.bench_function("between", |bencher| {
        bencher.iter(|| {
            let (a, b) = pair();
            let options = Options::default();
            black_box(between(&graph, &mut workspace, a, b, &options))
        });
    });
    let mut workspace = DegreesWorkspace::new();
    group.bench_function("degrees", |bencher| {
        bencher.iter(|| {
            let found = degrees(graph.csr, &mut workspace, pair().0, Walk::EitherWay);
            black_box(found.levels)
        });
    });
}

/// What is asked, by name.
fn options(snapshot: &Snapshot, stop: NodeId) -> [(&'static str, Options); 6] {
    let csr = snapshot.csr();
    let mut degrees: Vec<usize> = csr.nodes().map(|node| csr.degree(node)).collect();
    degrees.sort_unstable();
    let plain = Options::default();
    [
        ("all shortest paths, best 20", plain.clone()),
        (
            "the same, as bought",
            Options {
                direction: cartway_graph::connect::Direction::AsBought,
                ..plain.clone()
            },
        ),
        (
            "the same, over one stop",
            Options {
                via: vec![stop],
                ..plain.clone()
            },
        ),
        (
            "the same, without the best-linked 1 %",
            Options {
                max_degree: Some(degrees[degrees.len() * 99 / 100]),
                ..plain.clone()
            },
        ),
        (
            "the same, and those one hop longer",
            Options {
                extra_hops: 1,
                ..plain.clone()
            },
        ),
        (
            "the same, and those two hops longer",
            Options {
                extra_hops: 2,
                ..plain
            },
        ),
    ]
}

fn petgraphs(group: &mut BenchmarkGroup<'_, WallTime>, snapshot: &Snapshot) {
    let csr = snapshot.csr();
    let mut pairs = generated::pairs(snapshot);
    let mut pair = move || pairs.next().expect("pairs never end");
    group.sample_size(10);
    group.bench_function("petgraph astar, one path", |bencher| {
        bencher.iter(|| {
            let (from, to) = pair();
            black_box(astar(csr, from, |node| node == to, |_| 1_u32, |_| 0))
        });
    });
    group.bench_function("petgraph dijkstra, hops only", |bencher| {
        bencher.iter(|| {
            let (from, to) = pair();
            black_box(dijkstra(csr, from, Some(to), |_| 1_u32))
        });
    });
}

/// What a rebuild adds for the centre: as many sources as one word has bits.
fn centre(criterion: &mut Criterion) {
    let links = generated::ten_links_each(ITEMS);
    generated::with_arrays(links, |arrays| {
        criterion.bench_function("generated/centre by 64 sources", |bencher| {
            let go_on = |_| std::ops::ControlFlow::Continue(());
            bencher.iter(|| black_box(Centre::measure(arrays, 64, &go_on)));
        });
    });
}

criterion_group!(benches, searches, centre);
criterion_main!(benches);
