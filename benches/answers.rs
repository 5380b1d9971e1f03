//! Whole answers, items and evidence attached, of a generated catalogue always, and of the
//! co-purchase graph of Amazon when it lies beside the checkout.
//!
//! Throughput is in pairs a second, so that a batch, which is answered on all cores, stands beside
//! single questions, which one thread asks one after the other.

mod generated;

use std::hint::black_box;
use std::path::Path;

use cartway::catalogue::CatalogueWriter;
use cartway::explorer::{
    DegreesQuestion, Explorer, GraphFolder, Options, PairQuestion, PathsQuestion,
    RandomPairQuestion,
};
use cartway::rebuild::{Settings, rebuild};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const ITEMS: u32 = 60_000;
const BATCH: usize = 500;

fn answers(criterion: &mut Criterion) {
    let links = generated::ten_links_each(ITEMS);
    let generated = links.links.iter().map(|link| (link.a, link.b)).collect();
    for (name, links) in [
        ("generated", Some(generated)),
        ("also-bought", generated::also_bought_links()),
    ] {
        let Some(links) = links else {
            println!("{name}: skipped, as ../shared/data is not there");
            continue;
        };
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let explorer = explorer_of(folder.path(), &links);
        let mut group = criterion.benchmark_group(format!("{name}, whole answers"));
        questions(&mut group, &explorer, &links);
        group.finish();
    }
}

/// The graph of these links, made as a shop makes it.
fn explorer_of(folder: &Path, links: &[(u32, u32)]) -> Explorer {
    let (db, graph) = (folder.join("shop.db"), folder.join("shop.graph"));
    let mut writer = CatalogueWriter::open(&db).expect("the folder is ours");
    let batch = writer.begin().expect("nobody else writes");
    let mut rows = batch.co_purchases().expect("a new database has its tables");
    for (source, target) in links {
        rows.put(source.to_string(), target.to_string(), None, None)
            .expect("there is room");
    }
    drop(rows);
    batch.commit().expect("there is room");
    let settings = Settings {
        top: Some(0),
        ..Settings::new(&db, &graph)
    };
    rebuild(&settings, &()).expect("the links are sound");
    let folder = GraphFolder::at(&graph);
    Explorer::open(folder, Options::DEFAULT_BUDGET).expect("it was just published")
}

fn questions(group: &mut BenchmarkGroup<'_, WallTime>, explorer: &Explorer, links: &[(u32, u32)]) {
    let mut chance = StdRng::seed_from_u64(3);
    let mut picks = StdRng::seed_from_u64(4);
    // Ends of links, so that every item asked for has one.
    let mut id = move || {
        links
            .choose(&mut picks)
            .expect("there are links")
            .0
            .to_string()
    };
    group.throughput(Throughput::Elements(1));
    group.bench_function("paths", |bencher| {
        bencher.iter_batched(
            || PathsQuestion::new(id(), id()),
            |question| black_box(explorer.now().unwrap().connect(&question)),
            criterion::BatchSize::SmallInput,
        );
    });
    group.bench_function("degrees", |bencher| {
        bencher.iter_batched(
            || DegreesQuestion::new(id()),
            |question| black_box(explorer.now().unwrap().degrees(&question)),
            criterion::BatchSize::SmallInput,
        );
    });
    group.bench_function("random pair", |bencher| {
        bencher.iter(|| {
            let question = RandomPairQuestion::default();
            black_box(explorer.now().unwrap().random_pair(&question, &mut chance))
        });
    });
    group.throughput(Throughput::Elements(BATCH as u64));
    group.bench_function("batch of 500 pairs", |bencher| {
        let pairs = |_: usize| PairQuestion::plain(id(), id());
        let pairs: Vec<PairQuestion> = (0..BATCH).map(pairs).collect();
        bencher.iter(|| black_box(explorer.now().unwrap().connect_all(&pairs)));
    });
}

criterion_group!(benches, answers);
criterion_main!(benches);
