//! Counting co-purchases of generated orders, beside the map of pairs everybody writes first.

mod generated;

use std::collections::HashMap;
use std::hint::black_box;

use cartway::graph::counting::{Baskets, OrderLines};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ITEMS: u32 = 20_000;
const ORDERS: u32 = 100_000;

/// One map of all pairs, an addition a pair instance.
fn count_in_a_map(lines: &OrderLines) -> HashMap<(u32, u32), u32> {
    let mut baskets: Vec<Vec<u32>> = vec![Vec::new(); lines.order_count as usize];
    for (&order, &item) in lines.orders.iter().zip(&lines.items) {
        baskets[order as usize].push(item);
    }
    let mut pairs = HashMap::new();
    for basket in &mut baskets {
        basket.sort_unstable();
        basket.dedup();
        for (place, &a) in basket.iter().enumerate() {
            for &b in &basket[place + 1..] {
                *pairs.entry((a, b)).or_default() += 1;
            }
        }
    }
    pairs
}

fn counting(criterion: &mut Criterion) {
    let lines = generated::order_lines(ITEMS, ORDERS);
    let instances = Baskets::gather(lines.clone(), ITEMS as usize, 0)
        .report()
        .pair_instances;
    let mut group = criterion.benchmark_group("co-purchases");
    group.sample_size(10);
    group.throughput(Throughput::Elements(instances));
    group.bench_function("cartway, sparse product", |bencher| {
        bencher.iter(|| {
            let baskets = Baskets::gather(lines.clone(), ITEMS as usize, 0);
            black_box(generated::counted(&baskets))
        });
    });
    group.bench_function("one hash map of pairs", |bencher| {
        bencher.iter(|| black_box(count_in_a_map(&lines)));
    });
    group.finish();
}

criterion_group!(benches, counting);
criterion_main!(benches);
