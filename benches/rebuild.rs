//! The passes of a rebuild after reading, each by itself, on a made-up shop (the one of
//! `cartway generate`): gathering baskets and counting beside the map of pairs everybody writes
//! first, numbering, arranging, and the search index.

mod generated;

use std::collections::HashMap;
use std::hint::black_box;
use std::ops::ControlFlow;

use cartway::search;
use cartway::shops::made_up::{Item, Shop};
use cartway_graph::build::GraphArrays;
use cartway_graph::counting::{Baskets, OrderLines};
use cartway_graph::items::ItemTable;
use cartway_graph::links::Weights;
use cartway_graph::{Arcs, Measure, component, numbering};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const ITEMS: u32 = 20_000;
const ORDERS: u64 = 150_000;

fn shop() -> Shop {
    Shop::new(1, ITEMS, rayon::current_num_threads())
}

fn items(shop: &Shop) -> Vec<Item> {
    let mut all = Vec::new();
    let taken = shop.items(|items| {
        all.extend(items);
        Ok::<(), ()>(())
    });
    taken.expect("nobody stops it");
    all
}

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
    let lines = generated::order_lines(&shop(), ORDERS);
    let baskets = Baskets::gather(lines.clone(), ITEMS as usize, 0);
    let mut group = criterion.benchmark_group("co-purchases");
    group.sample_size(10);
    group.throughput(Throughput::Elements(baskets.report().pair_instances));
    group.bench_function("gather baskets", |bencher| {
        let gather = |lines| black_box(Baskets::gather(lines, ITEMS as usize, 0));
        bencher.iter_batched(|| lines.clone(), gather, BatchSize::LargeInput);
    });
    group.bench_function("count, and keep the strongest", |bencher| {
        bencher.iter(|| black_box(generated::counted(&baskets)));
    });
    group.bench_function("one hash map of pairs, one core", |bencher| {
        bencher.iter(|| black_box(count_in_a_map(&lines)));
    });
    group.finish();
}

fn arranging(criterion: &mut Criterion) {
    let shop = shop();
    let baskets = Baskets::gather(generated::order_lines(&shop, ORDERS), ITEMS as usize, 0);
    let links = generated::counted(&baskets).links;
    let link_count = links.links.len() as u64;
    let arcs = Arcs::of(&links.links, ITEMS as usize);
    let weights: Weights = links.weights;
    let components = component::label(arcs.csr());
    let numbers = numbering::number(arcs.csr(), &components);
    let table = ItemTable::untitled((0..ITEMS).map(|item| format!("{item:08}")));
    let mut group = criterion.benchmark_group("links");
    group.sample_size(10);
    group.throughput(Throughput::Elements(link_count));
    group.bench_function("components", |bencher| {
        bencher.iter(|| black_box(component::label(arcs.csr())));
    });
    group.bench_function("number", |bencher| {
        bencher.iter(|| black_box(numbering::number(arcs.csr(), &components)));
    });
    group.bench_function("arrange", |bencher| {
        let arrange = |(arcs, numbers)| {
            let measure = Measure::Cosine;
            black_box(GraphArrays::build(
                &table,
                arcs,
                &weights,
                &components,
                numbers,
                measure,
            ));
        };
        let copies = || (arcs.clone(), numbers.clone());
        bencher.iter_batched(copies, arrange, BatchSize::LargeInput);
    });
    group.finish();
}

fn index(criterion: &mut Criterion) {
    let items = items(&shop());
    let ids: Vec<String> = items.iter().map(|item| item.id.to_string()).collect();
    let entries = || {
        (0..)
            .zip(items.iter().zip(&ids))
            .map(|(rank, (item, id))| search::Entry {
                rank,
                id,
                title: &item.title,
                creator: Some(&item.creator),
                categories: Some(item.category),
                year: item.year,
            })
    };
    let mut group = criterion.benchmark_group("search index");
    group.sample_size(10);
    group.throughput(Throughput::Elements(items.len() as u64));
    group.bench_function("build", |bencher| {
        bencher.iter(|| {
            let folder = tempfile::tempdir().expect("there is a temporary folder");
            let path = folder.path().join("search.db");
            search::build(&path, entries(), &mut |_| ControlFlow::Continue(()))
                .expect("there is room for it")
        });
    });
    group.finish();
}

criterion_group!(benches, counting, arranging, index);
criterion_main!(benches);
