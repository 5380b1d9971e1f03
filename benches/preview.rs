//! Link previews: how long one takes to draw, and how many bytes it has. It has to be done within
//! 100 ms, and in 150 kB.

use std::hint::black_box;
use std::time::Duration;

use cartway::explorer::{
    Column, Connections, Evidence, GenerationStamp, Identity, ItemCard, Outcome, PathItem,
    PathLink, PathsAnswer, PathsQuestion, RankedPath, Thresholds, Timing,
};
use cartway::picture::preview;
use cartway::words::texts::Texts;
use cartway_graph::connect::PathCount;
use criterion::{Criterion, criterion_group, criterion_main};

const SHORT: &str = "Moby-Dick; or, The Whale";
const LONG: &str = "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, \
     Mariner: Who lived Eight and Twenty Years, all alone in an un-inhabited Island";

fn previews(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("preview");
    for (name, hops, title) in [
        ("1 hop", 1, SHORT),
        ("4 hops", 4, SHORT),
        ("12 hops", 12, SHORT),
        ("12 hops, long titles", 12, LONG),
        ("30 hops", 30, SHORT),
    ] {
        let answer = answer(hops, title);
        let bytes = preview::png(Texts::default(), &answer, "The harbour bookshop")
            .expect("it can be drawn");
        println!("{name}: {} bytes", bytes.len());
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                preview::png(Texts::default(), black_box(&answer), "The harbour bookshop")
            });
        });
    }
    group.finish();
}

fn card(hop: usize, title: &str) -> ItemCard {
    ItemCard {
        id: hop.to_string(),
        title: title.to_owned(),
        creator: Some("Ursula K. Le Guin".to_owned()),
        categories: Vec::new(),
        year: None,
        image_url: None,
    }
}

fn evidence(orders: u32) -> Evidence {
    Evidence {
        orders: Some(orders),
        share_of_from_orders: None,
        share_of_to_orders: None,
        times_chance: None,
        strength: 0.5,
        rank: 1,
        listed_forward: true,
        listed_backward: true,
    }
}

/// A single file of so many hops.
fn answer(hops: usize, title: &str) -> PathsAnswer {
    let items = (0..=hops).map(|hop| PathItem {
        card: card(hop, title),
        column: hop,
        on_shortest: true,
        share_of_paths: 1.0,
        on_every_path: true,
    });
    let links = (0..hops).map(|hop| PathLink {
        from: hop,
        to: hop + 1,
        evidence: evidence(12 + hop as u32),
    });
    let column = Column { total: 1, shown: 1 };
    let found = Connections {
        hops,
        path_count: PathCount {
            value: 1,
            exact: true,
        },
        longer: Vec::new(),
        complete: true,
        stops: Vec::new(),
        columns: vec![column; hops + 1],
        items: items.collect(),
        links: links.collect(),
        paths: vec![RankedPath {
            items: (0..=hops).collect(),
            cost: 1.0,
        }],
        hidden_by: Thresholds::default(),
    };
    PathsAnswer {
        generation: GenerationStamp {
            version: "000001".to_owned(),
            name: "000001".to_owned(),
            built_at: "2026-07-01T03:00:00Z".parse().expect("a timestamp"),
            identity: Identity::of(b"preview"),
        },
        question: PathsQuestion::new("0", hops.to_string()),
        from: card(0, title),
        to: card(hops, title),
        excluded: Vec::new(),
        via: Vec::new(),
        outcome: Outcome::Found(found),
        timing: Timing {
            search: Duration::ZERO,
            total: Duration::ZERO,
        },
    }
}

criterion_group!(benches, previews);
criterion_main!(benches);
