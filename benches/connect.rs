//! Connecting random pairs of a generated catalogue, beside petgraph's searches on the same arrays.
//!
//! petgraph's searches give one path where ours gives all of them, counted and ranked.

mod generated;

use std::hint::black_box;

use cartway::connect::{Options, Terrain, Workspace, connect};
use cartway::graph::NodeId;
use criterion::{Criterion, criterion_group, criterion_main};
use petgraph::algo::{astar, dijkstra};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const ITEMS: u32 = 60_000;
const ORDERS: u32 = 300_000;

fn connections(criterion: &mut Criterion) {
    let snapshot = generated::snapshot_of(ITEMS, &generated::order_lines(ITEMS, ORDERS));
    let terrain = Terrain::from(&snapshot);
    let mut workspace = Workspace::new(snapshot.node_count());
    let mut chance = StdRng::seed_from_u64(2);
    let main = snapshot.component_size(0);
    // Components are numbered largest first, so these are nodes of the largest.
    let mut pairs = std::iter::repeat_with(move || {
        (
            NodeId(chance.random_range(0..main)),
            NodeId(chance.random_range(0..main)),
        )
    });

    let mut group = criterion.benchmark_group("random pair");
    group.bench_function("cartway, all shortest paths, best 20", |bencher| {
        bencher.iter(|| {
            let (from, to) = pairs.next().expect("pairs never end");
            black_box(connect(
                &terrain,
                &mut workspace,
                from,
                to,
                &Options::default(),
            ))
        });
    });
    group.sample_size(10);
    group.bench_function("petgraph astar, one path", |bencher| {
        bencher.iter(|| {
            let (from, to) = pairs.next().expect("pairs never end");
            black_box(astar(
                terrain.csr,
                from,
                |node| node == to,
                |_| 1_u32,
                |_| 0,
            ))
        });
    });
    group.bench_function("petgraph dijkstra, hops only", |bencher| {
        bencher.iter(|| {
            let (from, to) = pairs.next().expect("pairs never end");
            black_box(dijkstra(terrain.csr, from, Some(to), |_| 1_u32))
        });
    });
    group.finish();
}

criterion_group!(benches, connections);
criterion_main!(benches);
