//! Made-up answers, for the tests of all that show them.

use std::time::Duration;

use super::{
    Bar, BetweenAnswer, BetweenOutcome, BetweenQuestion, BridgingBasis, BridgingItem, Category,
    CentralItem, CentreAnswer, CentreBasis, CentreQuestion, Column, Component, ComponentSizes,
    Connections, Cursor, DegreeBand, DegreesAnswer, DegreesQuestion, DistanceBand, Distances,
    Evidence, FarPair, GalleriesAnswer, GenerationStamp, GraphAnswer, Identity, Item, ItemCard,
    LargeOrders, LinkAnswer, MapAnswer, MapItem, MapMark, MapQuestion, MapRegion, MapRoad, Marked,
    MiddleItem, MiddleItems, Neighbour, NeighboursAnswer, NeighboursQuestion, NoPath, NoPathReason,
    Outcome, PathCount, PathItem, PathLink, PathsAnswer, PathsQuestion, Place, Point, RankedPath,
    Region, RegionCard, RegionName, RegionsAnswer, RegionsQuestion, SearchAnswer, SearchQuestion,
    Searched, SurprisingPair, Thresholds, Timing, View,
};

const TITLES: [&str; 12] = [
    "Moby-Dick; or, The Whale",
    "The Left Hand of Darkness",
    "Kind of Blue",
    "Seven Samurai",
    "A Pattern Language: Towns, Buildings, Construction",
    "The Art of Electronics",
    "One Hundred Years of Solitude",
    "Pride and Prejudice",
    "Koyaanisqatsi",
    "The Old Man and the Sea",
    "Salt, Fat, Acid, Heat: Mastering the Elements of Good Cooking",
    "Blue Train",
];
/// The categories of the items.
pub const CATEGORIES: [&str; 4] = ["Books", "Music", "Film", "Kitchen & Dining"];

pub fn stamp() -> GenerationStamp {
    GenerationStamp {
        version: "000012".into(),
        name: "000012".into(),
        built_at: "2026-07-01T03:00:00Z".parse().expect("a timestamp"),
        identity: Identity::of(b"sample"),
    }
}

pub fn timing() -> Timing {
    Timing {
        search: Duration::from_micros(48),
        total: Duration::from_micros(410),
    }
}

/// Each rule that may hide something.
pub fn thresholds() -> Thresholds {
    Thresholds {
        given: false,
        min_orders: Some(2),
        large_orders: Some(LargeOrders {
            most: 100,
            orders: 3,
        }),
        top: Some(50),
        items_left_out: Some(2),
    }
}

pub fn card(seed: usize) -> ItemCard {
    ItemCard {
        id: format!("B{seed:03}"),
        title: TITLES[seed % TITLES.len()].to_owned(),
        creator: (!seed.is_multiple_of(3)).then(|| "Ursula K. Le Guin".to_owned()),
        categories: vec![Category::new(CATEGORIES[seed % CATEGORIES.len()])],
        year: (!seed.is_multiple_of(4)).then_some(1950 + seed as i32 % 70),
        image_url: None,
    }
}

pub fn evidence(seed: usize) -> Evidence {
    let orders = 3 + (seed * 37) % 420;
    Evidence {
        orders: Some(orders as u32),
        share_of_from_orders: Some(orders as f64 / 1700.0),
        share_of_to_orders: Some(orders as f64 / 2300.0),
        times_chance: Some(1.5 + (seed % 17) as f64),
        strength: 0.05 + (seed % 9) as f64 / 20.0,
        rank: 1 + seed as u32 % 20,
        listed_forward: true,
        listed_backward: seed.is_multiple_of(2),
    }
}

/// A found answer with so many items in each column, every one linked straight on and to a
/// neighbour of the next column; up to twenty listed paths.
pub fn found(shape: &[usize]) -> PathsAnswer {
    let mut items = Vec::new();
    let mut begins = Vec::new();
    for (column, count) in shape.iter().enumerate() {
        begins.push(items.len());
        for place in 0..*count {
            items.push(PathItem {
                on_shortest: true,
                card: card(items.len()),
                column,
                share_of_paths: 1.0 / (*count + place) as f64,
                on_every_path: *count == 1,
            });
        }
    }
    let mut links = Vec::new();
    for column in 1..shape.len() {
        let (left, right) = (shape[column - 1], shape[column]);
        let mut pairs: Vec<(usize, usize)> = (0..left.max(right))
            .flat_map(|i| [(i % left, i % right), ((i * 5 + 1) % left, i % right)])
            .map(|(from, to)| (begins[column - 1] + from, begins[column] + to))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        links.extend(
            pairs
                .into_iter()
                .enumerate()
                .map(|(seed, (from, to))| PathLink {
                    from,
                    to,
                    evidence: evidence(seed + column),
                }),
        );
    }
    let widest = shape.iter().copied().max().unwrap_or(1);
    let paths = (0..widest.min(20))
        .map(|lane| RankedPath {
            items: shape
                .iter()
                .zip(&begins)
                .map(|(count, begin)| begin + lane % count)
                .collect(),
            cost: 2.0 + lane as f64 / 4.0,
        })
        .collect();
    let last = items.len() - 1;
    answer(
        last,
        Outcome::Found(Connections {
            longer: Vec::new(),
            complete: true,
            stops: Vec::new(),
            hops: shape.len() - 1,
            path_count: PathCount {
                value: widest as u128,
                exact: true,
            },
            columns: shape
                .iter()
                .map(|&count| Column {
                    total: count,
                    shown: count,
                })
                .collect(),
            items,
            links,
            paths,
            hidden_by: Thresholds::default(),
        }),
    )
}

fn answer(last: usize, outcome: Outcome) -> PathsAnswer {
    let (from, to) = (card(0), card(last));
    PathsAnswer {
        via: Vec::new(),
        generation: stamp(),
        question: PathsQuestion::new(&from.id, &to.id),
        from,
        to,
        excluded: Vec::new(),
        outcome,
        timing: timing(),
    }
}

/// Two shortest connections of four steps through a stop at the second, and two of five steps: one
/// through an item of its own, one through items of shortest ones only.
pub fn longer() -> PathsAnswer {
    let mut answer = found(&[1, 2, 1, 2, 1]);
    answer.question.options.via = vec!["B003".into()];
    answer.question.options.extra_hops = 1;
    answer.via = vec![card(3)];
    let Outcome::Found(found) = &mut answer.outcome else {
        return answer;
    };
    found.stops = vec![2];
    found.longer = vec![PathCount {
        value: 2,
        exact: true,
    }];
    let own = found.items.len();
    found.items.push(PathItem {
        card: card(8),
        column: 1,
        on_shortest: false,
        share_of_paths: 0.0,
        on_every_path: false,
    });
    for (place, items) in [vec![0, own, 1, 3, 4, 6], vec![0, 2, 1, 3, 5, 6]]
        .into_iter()
        .enumerate()
    {
        let pairs = items.windows(2).map(|pair| (pair[0], pair[1]));
        for (from, to) in pairs.collect::<Vec<_>>() {
            let known = found.links.iter();
            if !known.clone().any(|link| (link.from, link.to) == (from, to)) {
                found.links.push(PathLink {
                    from,
                    to,
                    evidence: evidence(from + to),
                });
            }
        }
        found.paths.push(RankedPath {
            items,
            cost: 3.0 + place as f64,
        });
    }
    found.links.sort_by_key(|link| (link.from, link.to));
    answer
}

pub fn same_item() -> PathsAnswer {
    answer(0, Outcome::SameItem)
}

pub fn no_path(reason: NoPathReason) -> PathsAnswer {
    answer(
        7,
        Outcome::NoPath(NoPath {
            leg: 0,
            reason,
            searched: Searched {
                forward: 3,
                backward: 18_419,
                arcs: 40_211,
            },
            hidden_by: Thresholds::default(),
        }),
    )
}

pub fn reasons() -> Vec<NoPathReason> {
    vec![
        NoPathReason::NoLinks {
            from: true,
            to: false,
        },
        NoPathReason::NoLinks {
            from: true,
            to: true,
        },
        NoPathReason::DifferentComponent {
            from_size: 12,
            to_size: 413_236,
        },
        NoPathReason::OnlyReverse { hops: 4 },
        NoPathReason::ExcludedByOptions {
            bars: vec![Bar::Exclude],
        },
        NoPathReason::ExcludedByOptions {
            bars: vec![Bar::OnlyCategory, Bar::Direction],
        },
        NoPathReason::BeyondMaxHops { hops: Some(6) },
        NoPathReason::BeyondMaxHops { hops: None },
        NoPathReason::BudgetExhausted {
            at_least_hops: 7,
            connected_in: None,
        },
        NoPathReason::BudgetExhausted {
            at_least_hops: 7,
            connected_in: Some(9),
        },
    ]
}

pub fn item(seed: usize) -> Item {
    Item {
        card: card(seed),
        url: Some("https://shop.example/items?id=1&x=2".into()),
        orders: Some(1_234),
        popularity_rank: 17,
        centre_rank: Some(1_204),
        out_links: 9,
        in_links: 214,
        links: 218,
        component: Component {
            id: 0,
            size: 413_236,
        },
    }
}

pub fn search() -> SearchAnswer {
    SearchAnswer {
        generation: stamp(),
        question: SearchQuestion::new("moby"),
        corrected: None,
        items: (0..6).map(item).collect(),
        next: Some(cursor(20)),
        hidden_by: Thresholds::default(),
    }
}

pub fn neighbours() -> NeighboursAnswer {
    NeighboursAnswer {
        generation: stamp(),
        question: NeighboursQuestion::new("B001"),
        item: item(1),
        total: 218,
        categories: vec![("Books".into(), 120), ("Music".into(), 98)],
        neighbours: (2..9)
            .map(|seed| Neighbour {
                card: card(seed),
                evidence: evidence(seed),
            })
            .collect(),
        next: Some(cursor(20)),
        hidden_by: Thresholds::default(),
    }
}

pub fn link() -> LinkAnswer {
    LinkAnswer {
        generation: stamp(),
        from: card(1),
        to: card(2),
        evidence: Some(evidence(1)),
        hidden_by: Thresholds::default(),
    }
}

pub fn centre() -> CentreAnswer {
    CentreAnswer {
        generation: stamp(),
        question: CentreQuestion {
            limit: 2,
            cursor: None,
        },
        basis: Some(CentreBasis {
            items: 413_236,
            samples: 512,
            diameter_bound: 20,
        }),
        total: 1_000,
        items: (0..2)
            .map(|seed| CentralItem {
                rank: seed as u32 + 1,
                card: card(seed),
                mean_hops: 4.625 + seed as f64 / 8.0,
            })
            .collect(),
        next: Some(cursor(2)),
    }
}

pub fn galleries() -> GalleriesAnswer {
    let band = |(hops, pairs, share)| DistanceBand { hops, pairs, share };
    GalleriesAnswer {
        generation: stamp(),
        distances: Some(Distances {
            basis: CentreBasis {
                items: 413_236,
                samples: 512,
                diameter_bound: 20,
            },
            bands: [(1, 500, 0.125), (2, 1_500, 0.375), (3, 2_000, 0.5)]
                .map(band)
                .into(),
        }),
        longest_known: Some(far_pair(0, 3)),
        far_pairs: vec![far_pair(1, 3), far_pair(4, 3)],
        bridging_basis: Some(BridgingBasis {
            items: 413_236,
            samples: 97,
        }),
        bridging: vec![BridgingItem {
            rank: 1,
            card: card(2),
            share: 0.0625,
        }],
        surprising: vec![SurprisingPair {
            from: card(3),
            to: card(4),
            evidence: evidence(2),
        }],
    }
}

fn far_pair(seed: usize, hops: u32) -> FarPair {
    FarPair {
        from: card(seed),
        to: card(seed + 1),
        hops,
    }
}

pub fn degrees() -> DegreesAnswer {
    DegreesAnswer {
        generation: stamp(),
        question: DegreesQuestion::new("B001"),
        item: card(1),
        items: 413_563,
        component: Component {
            id: 0,
            size: 413_236,
        },
        centre_rank: Some(1_204),
        levels: vec![1, 9, 61, 1_204, 31_440, 201_377, 179_102, 40, 2],
        farthest: vec![card(8), card(5)],
        hidden_by: Thresholds::default(),
    }
}

pub fn between() -> BetweenAnswer {
    let middle = |item: usize, path: &[usize], share: f64| MiddleItem {
        item,
        hops_from_a: 1,
        hops_from_b: 1,
        share_of_paths: 0.5,
        strength_share: share,
        path: path.to_vec(),
        cost: 1.0 + item as f64,
    };
    let link = |seed: usize, from, to| PathLink {
        from,
        to,
        evidence: evidence(seed),
    };
    BetweenAnswer {
        generation: stamp(),
        question: BetweenQuestion::new(card(0).id, card(2).id),
        a: card(0),
        b: card(2),
        excluded: Vec::new(),
        outcome: BetweenOutcome::Found(MiddleItems {
            hops: 1,
            connection_hops: 2,
            total: 2,
            reason: None,
            middles: vec![middle(1, &[0, 1, 2], 0.75), middle(3, &[0, 3, 2], 0.25)],
            items: (0..4).map(card).collect(),
            links: vec![link(1, 0, 1), link(2, 0, 3), link(3, 1, 2), link(4, 3, 2)],
            hidden_by: Thresholds::default(),
        }),
        timing: timing(),
    }
}

fn cursor(position: u32) -> Cursor {
    Cursor {
        generation: "000012".into(),
        position,
    }
}

pub fn graph() -> GraphAnswer {
    let named = |name: &str, value: u64| (name.to_owned(), value);
    GraphAnswer {
        generation: stamp(),
        note: Some("These orders are simulated.".into()),
        is_sample: false,
        options: vec![
            ("measure".into(), "cosine".into()),
            ("top".into(), "50".into()),
        ],
        counts: vec![named("orders", 120_000), named("order lines", 410_233)],
        warnings: vec!["12 orders with more than 100 items were left out.".into()],
        items: 413_563,
        links: 2_759_986,
        counted: true,
        measure: "cosine".into(),
        categories: vec![
            named("Books", 261_379),
            named("Music", 90_100),
            named("Film", 62_084),
        ],
        components: vec![
            ComponentSizes {
                size: 413_236,
                components: 1,
            },
            ComponentSizes {
                size: 9,
                components: 12,
            },
            ComponentSizes {
                size: 1,
                components: 219,
            },
        ],
        degrees: vec![
            DegreeBand {
                from: 0,
                to: 0,
                items: 219,
            },
            DegreeBand {
                from: 1,
                to: 1,
                items: 180_233,
            },
            DegreeBand {
                from: 2,
                to: 3,
                items: 121_000,
            },
            DegreeBand {
                from: 4,
                to: 7,
                items: 80_111,
            },
            DegreeBand {
                from: 8,
                to: 15,
                items: 32_000,
            },
        ],
        popular: (0..5).map(card).collect(),
        centre_basis: centre().basis,
        central: centre().items,
        regions: vec![14, 190, 3_071],
        hidden_by: thresholds(),
    }
}

/// A view of a map with so many items, strewn over four regions and the islands.
pub fn map(items: usize) -> MapAnswer {
    let squares = [
        (0, 300.0, 220.0),
        (1, 520.0, 220.0),
        (2, 300.0, 430.0),
        (3, 520.0, 430.0),
    ];
    let square = |(seed, x, y)| map_region(seed, Point { x, y }, 100.0);
    let islands = MapRegion {
        tint: 0,
        ..map_region(4, Point { x: 800.0, y: 520.0 }, 40.0)
    };
    let first: Vec<MapRegion> = squares.map(square).into_iter().chain([islands]).collect();
    let parts = first.iter().take(2).map(|region| MapRegion {
        outline: region
            .outline
            .iter()
            .map(|point| Point {
                x: point.x / 2.0 + 100.0,
                ..*point
            })
            .collect(),
        ..region.clone()
    });
    MapAnswer {
        generation: stamp(),
        question: MapQuestion::default(),
        view: View {
            middle: Place::of(Point::MIDDLE),
            zoom: 1,
            width: MapQuestion::DEFAULT_WIDTH,
            height: MapQuestion::DEFAULT_HEIGHT,
        },
        max_zoom: 6,
        total: 413_563,
        items: (0..items).map(map_item).collect(),
        roads: (1..items)
            .map(|to| MapRoad {
                from: to / 2,
                to,
                orders: Some(400 / to as u32),
            })
            .collect(),
        levels: vec![first.clone(), parts.collect()],
        marked: None,
    }
}

/// The same with a found connection on it.
pub fn map_way(answer: PathsAnswer) -> MapAnswer {
    let drawn = match &answer.outcome {
        Outcome::Found(found) => found
            .items
            .iter()
            .map(|item| item.card.id.clone())
            .collect(),
        _ => vec![answer.from.id.clone(), answer.to.id.clone()],
    };
    let places = drawn.into_iter().enumerate();
    MapAnswer {
        question: MapQuestion {
            mark: Some(MapMark::Way(answer.question.clone())),
            ..MapQuestion::default()
        },
        marked: Some(Marked::Way {
            places: places
                .map(|(seed, id)| {
                    let mut item = map_item(seed * 7);
                    item.card.id.clone_from(&id);
                    (id, item)
                })
                .collect(),
            answer: Box::new(answer),
        }),
        ..map(12)
    }
}

pub fn map_item(seed: usize) -> MapItem {
    MapItem {
        card: card(seed),
        place: Place::of(Point {
            x: 220.0 + (seed * 137 % 380) as f64,
            y: 140.0 + (seed * 59 % 370) as f64,
        }),
        popularity_rank: 1 + seed as u32 * seed as u32,
        orders: Some(4_000 / (1 + seed as u32)),
        links: 20,
        zoom: 1,
        region: seed as u32 % 4,
    }
}

/// Two regions of the second level that border on each other.
pub fn regions() -> RegionsAnswer {
    let region = |seed: u32, beyond: u32| {
        let card = |number: u32| RegionCard {
            number,
            level: 2,
            ..map_region(number as usize, Point::MIDDLE, 10.0).card
        };
        Region {
            card: card(seed),
            place: Place::of(Point {
                x: 100.0 + f64::from(seed),
                y: 250.5,
            }),
            parent: Some(RegionCard {
                level: 1,
                ..card(0)
            }),
            best: vec![self::card(3), self::card(4)],
            borders: vec![(card(beyond), 12)],
        }
    };
    RegionsAnswer {
        generation: stamp(),
        question: RegionsQuestion {
            parent: Some(0),
            ..RegionsQuestion::default()
        },
        level: 2,
        levels: 3,
        total: 2,
        regions: vec![region(14, 15), region(15, 14)],
    }
}

/// A region around a point, with so many units to its sides.
fn map_region(seed: usize, at: Point, side: f64) -> MapRegion {
    let around = (0..40).map(|corner| {
        let angle = f64::from(corner) * std::f64::consts::TAU / 40.0;
        Point {
            x: at.x + side * 1.1 * angle.cos().clamp(-0.9, 0.9),
            y: at.y + side * angle.sin().clamp(-0.9, 0.9),
        }
    });
    MapRegion {
        card: RegionCard {
            number: seed as u32,
            level: 1,
            name: RegionName {
                category: Some(Category::new(CATEGORIES[seed % CATEGORIES.len()])),
                creators: Vec::new(),
                words: Vec::new(),
                best: vec![card(seed), card(seed + 1)],
                is_only_one: seed.is_multiple_of(2),
                is_coast: seed == 4,
            },
            item_count: 1_000 / (1 + seed as u32),
        },
        top: seed as u32,
        tint: 1 + seed as u8 % 7,
        place: Place::of(at),
        outline: around.collect(),
    }
}

/// Answers that list some, all or none, of one length or of several.
pub fn found_answers() -> Vec<PathsAnswer> {
    let mut answers: Vec<PathsAnswer> = [&[1, 1][..], &[1, 1, 1], &[1, 2, 1], &[1, 14, 3, 3, 1]]
        .map(found)
        .into();
    answers.push(longer());
    let mut more = longer();
    let mut beyond = found(&[1, 3, 1]);
    if let (Outcome::Found(more), Outcome::Found(beyond)) = (&mut more.outcome, &mut beyond.outcome)
    {
        more.longer[0].value = 812;
        more.complete = false;
        beyond.path_count = PathCount {
            value: u128::MAX,
            exact: false,
        };
    }
    answers.extend([more, beyond, same_item()]);
    answers
}

/// Every reason, and every single option that may bar all connections.
pub fn all_reasons() -> Vec<NoPathReason> {
    let single = [
        Bar::Exclude,
        Bar::OnlyCategory,
        Bar::AvoidCategory,
        Bar::AvoidHubs,
        Bar::Via,
        Bar::Direction,
    ];
    let bars = single.map(|bar| NoPathReason::ExcludedByOptions { bars: vec![bar] });
    reasons().into_iter().chain(bars).collect()
}
