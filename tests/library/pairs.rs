//! Pairs of items asked about together, and what stands between two, over shops of chance.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::Shop;
use cartway::explorer::{
    BetweenOutcome, BetweenQuestion, Direction, Explorer, ExplorerError, Filters, GraphFolder,
    Options, Outcome, PairOutcome, PairQuestion, PathsOptions, PathsQuestion,
};
use cartway::rebuild::{Settings, rebuild};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const ITEMS: u32 = 40;

/// Forty items of three categories, loosely linked, so that all kinds of answers come up.
fn shop_of_chance(chance: &mut StdRng) -> Shop {
    let shop = Shop::with_tables();
    let ids: Vec<String> = (0..ITEMS).map(|item| format!("i{item}")).collect();
    let category = |item: usize| ["book", "film", ""][item % 3];
    let items: Vec<(&str, &str, &str)> = ids
        .iter()
        .enumerate()
        .map(|(item, id)| (id.as_str(), id.as_str(), category(item)))
        .collect();
    shop.items(&items);
    for order in 0..45 {
        let (a, b) = (some_id(chance), some_id(chance));
        if a != b {
            let name = format!("o{order}-");
            shop.orders(&[(&name, &[&a, &b], chance.random_range(2..6))]);
        }
    }
    // Short lists, so that some links can be walked one way only.
    let settings = Settings {
        top: Some(2),
        ..shop.settings()
    };
    rebuild(&settings, &()).unwrap();
    shop
}

fn some_id(chance: &mut StdRng) -> String {
    format!("i{}", chance.random_range(0..ITEMS))
}

fn some_ids(chance: &mut StdRng, most: usize) -> Vec<String> {
    let count = if chance.random_bool(0.6) {
        0
    } else {
        chance.random_range(0..=most)
    };
    (0..count).map(|_| some_id(chance)).collect()
}

/// A question of chance; some of them make no sense.
fn some_question(chance: &mut StdRng) -> PathsQuestion {
    let mut question = PathsQuestion::new(some_id(chance), some_id(chance));
    if chance.random_bool(0.3) {
        question.options.direction = Direction::AsBought;
    }
    question.options.filters.exclude = some_ids(chance, 3);
    question.options.via = some_ids(chance, 2);
    if chance.random_bool(0.2) {
        question.options.filters.only_category = vec!["book".to_owned()];
    }
    if chance.random_bool(0.2) {
        let name = if chance.random_bool(0.2) {
            "toy"
        } else {
            "film"
        };
        question.options.filters.avoid_category = vec![name.to_owned()];
    }
    if chance.random_bool(0.2) {
        question.options.filters.avoid_hubs = "75".parse().ok();
    }
    if chance.random_bool(0.3) {
        question.options.max_hops = Some(chance.random_range(1..6));
    }
    if chance.random_bool(0.05) {
        question.to = "nobody".to_owned();
    }
    question.options.k = chance.random_range(1..=PairQuestion::MAX_K);
    question
}

fn open(shop: &Shop, budget: u64) -> Explorer {
    Explorer::open(GraphFolder::at(shop.graph()), budget).unwrap()
}

/// What both ways of asking agree on, in words.
fn told(result: &Result<PairOutcome, ExplorerError>) -> String {
    match result {
        Ok(PairOutcome::Found(found)) => {
            let best = found
                .best
                .iter()
                .map(|path| (path.items.clone(), path.cost));
            let best: Vec<_> = best.collect();
            format!("{} hops, {:?}, {best:?}", found.hops, found.path_count)
        }
        Ok(PairOutcome::SameItem) => "same".to_owned(),
        Ok(PairOutcome::NoPath(none)) => format!("{none:?}"),
        Err(error) => error.to_string(),
    }
}

fn told_singly(explorer: &Explorer, question: &PathsQuestion) -> String {
    match explorer
        .now()
        .unwrap()
        .connect(question)
        .map(|answer| answer.outcome)
    {
        Ok(Outcome::Found(found)) => {
            let id = |&item: &usize| found.items[item].card.id.clone();
            let best = found.paths.iter();
            let best = best.map(|path| (path.items.iter().map(id).collect(), path.cost));
            let best: Vec<(Vec<String>, f64)> = best.collect();
            format!("{} hops, {:?}, {best:?}", found.hops, found.path_count)
        }
        Ok(Outcome::SameItem) => "same".to_owned(),
        Ok(Outcome::NoPath(none)) => format!("{none:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_batch_tells_of_each_pair_what_a_single_question_does() {
    let mut chance = StdRng::seed_from_u64(20_260_701);
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let shop = shop_of_chance(&mut chance);
        let explorer = open(&shop, Options::DEFAULT_BUDGET);
        let questions: Vec<PathsQuestion> = (0..400).map(|_| some_question(&mut chance)).collect();
        let pairs: Vec<PairQuestion> = questions.iter().cloned().map(PairQuestion::from).collect();
        let answer = explorer.now().unwrap().connect_all(&pairs);
        assert_eq!(answer.results.len(), questions.len());
        for (result, question) in answer.results.iter().zip(&questions) {
            assert_eq!(
                told(result),
                told_singly(&explorer, question),
                "{question:?}"
            );
            kinds.insert(match result {
                Ok(PairOutcome::Found(_)) => "found",
                Ok(PairOutcome::SameItem) => "same",
                Ok(PairOutcome::NoPath(none)) => none.reason.name(),
                Err(_) => "error",
            });
        }
    }
    let all = [
        "beyond_max_hops",
        "different_component",
        "error",
        "excluded_by_options",
        "found",
        "no_links",
        "only_reverse",
        "same",
    ];
    assert!(kinds.into_iter().eq(all), "every kind of answer came up");
}

#[test]
fn an_empty_batch_has_an_empty_answer() {
    let shop = shop_of_chance(&mut StdRng::seed_from_u64(1));
    let explorer = open(&shop, Options::DEFAULT_BUDGET);
    assert!(explorer.now().unwrap().connect_all(&[]).results.is_empty());
}

#[test]
fn what_a_batch_may_do_is_shared_among_its_pairs() {
    let shop = Shop::with_tables();
    let ids: Vec<String> = (0..30).map(|item| format!("i{item}")).collect();
    for pair in ids.windows(2) {
        shop.orders(&[(&pair[0], &[&pair[0], &pair[1]], 3)]);
    }
    shop.make_generation();
    // A chain of 29 links: some 230 arcs to find, gather and step along.
    let explorer = open(&shop, 1_000);
    let pair = PairQuestion::plain("i0", "i29");
    let found_all = |count: usize| {
        let answer = explorer
            .now()
            .unwrap()
            .connect_all(&vec![pair.clone(); count]);
        let mut results = answer.results.iter();
        results.all(|result| matches!(result, Ok(PairOutcome::Found(_))))
    };
    assert!(found_all(1) && found_all(50));
    let answer = explorer
        .now()
        .unwrap()
        .connect_all(&vec![pair.clone(); 1_000]);
    for result in &answer.results {
        let Ok(PairOutcome::NoPath(none)) = result else {
            panic!("{result:?}");
        };
        assert_eq!(none.reason.name(), "budget_exhausted");
    }
}

#[test]
fn all_pairs_of_a_batch_come_from_one_generation_whatever_is_published_meanwhile() {
    let shop = Shop::with_tables();
    shop.orders(&[("x", &["a", "m"], 3), ("y", &["m", "b"], 3)]);
    shop.make_generation();
    shop.orders(&[("z", &["a", "b"], 3)]);
    shop.make_generation();
    let explorer = open(&shop, Options::DEFAULT_BUDGET);
    let pairs = vec![PairQuestion::plain("a", "b"); 400];
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for name in ["000001", "000002"].into_iter().cycle().take(60) {
                let next = shop.graph().join("CURRENT.next");
                std::fs::write(&next, format!("{name}\n")).unwrap();
                std::fs::rename(&next, shop.graph().join("CURRENT")).unwrap();
                explorer.refresh().unwrap();
            }
            done.store(true, Ordering::Release);
        });
        while !done.load(Ordering::Acquire) {
            let answer = explorer.now().unwrap().connect_all(&pairs);
            let expected = if answer.generation.name == "000001" {
                2
            } else {
                1
            };
            for result in answer.results {
                assert!(matches!(result, Ok(PairOutcome::Found(best)) if best.hops == expected));
            }
        }
    });
}

#[test]
fn batches_at_once_are_all_answered() {
    let mut chance = StdRng::seed_from_u64(5);
    let shop = shop_of_chance(&mut chance);
    let explorer = open(&shop, Options::DEFAULT_BUDGET);
    let questions = (0..200).map(|_| PairQuestion::from(some_question(&mut chance)));
    let pairs: Vec<PairQuestion> = questions.collect();
    let alone: Vec<String> = explorer
        .now()
        .unwrap()
        .connect_all(&pairs)
        .results
        .iter()
        .map(told)
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let answer = explorer.now().unwrap().connect_all(&pairs);
                assert!(answer.results.iter().map(told).eq(alone.iter().cloned()));
            });
        }
    });
}

#[test]
fn pairs_may_share_their_options() {
    let shop = Shop::with_tables();
    shop.orders(&[
        ("x", &["a", "m"], 3),
        ("y", &["m", "b"], 3),
        ("z", &["b", "c"], 3),
    ]);
    shop.make_generation();
    let explorer = open(&shop, Options::DEFAULT_BUDGET);
    let options = Arc::new(PathsOptions::from(Filters {
        exclude: vec!["m".to_owned()],
        ..Filters::default()
    }));
    let under = |from: &str, to: &str| PairQuestion {
        from: from.to_owned(),
        to: to.to_owned(),
        options: Arc::clone(&options),
    };
    let pairs = [under("b", "c"), under("a", "c"), under("m", "c")];
    let told: Vec<String> = explorer
        .now()
        .unwrap()
        .connect_all(&pairs)
        .results
        .iter()
        .map(told)
        .collect();
    assert!(told[0].starts_with("1 hops"), "{told:?}");
    assert!(told[1].contains("Exclude"), "{told:?}");
    assert!(told[2].contains("cannot be excluded"), "{told:?}");
}

#[test]
fn what_stands_between_two_items_comes_with_a_connection_of_linked_items() {
    let mut chance = StdRng::seed_from_u64(9);
    let shop = shop_of_chance(&mut chance);
    let explorer = open(&shop, Options::DEFAULT_BUDGET);
    let mut listed = 0;
    for _ in 0..300 {
        let question = BetweenQuestion::new(some_id(&mut chance), some_id(&mut chance));
        let answer = explorer.now().unwrap().between(&question).unwrap();
        let BetweenOutcome::Found(found) = answer.outcome else {
            continue;
        };
        assert_eq!(found.middles.len(), found.total.min(question.limit));
        listed += found.middles.len();
        for middle in &found.middles {
            assert_eq!(
                middle.hops_from_a + middle.hops_from_b,
                found.connection_hops
            );
            assert!(middle.hops_from_a.abs_diff(middle.hops_from_b) <= 1);
            assert_eq!(middle.path.len(), found.connection_hops + 1);
            assert_eq!(middle.path[middle.hops_from_a], middle.item);
            let id = |place: usize| found.items[place].id.as_str();
            let ends = (id(middle.path[0]), id(middle.path[found.connection_hops]));
            assert_eq!(ends, (question.a.as_str(), question.b.as_str()));
            let cost: f64 = middle
                .path
                .windows(2)
                .map(|pair| {
                    let is_it = |link: &&cartway::explorer::PathLink| {
                        (link.from, link.to) == (pair[0], pair[1])
                    };
                    let link = found.links.iter().find(is_it).expect("each link is there");
                    -link.evidence.strength.ln()
                })
                .sum();
            assert!((cost - middle.cost).abs() < 1e-6);
        }
    }
    assert!(listed > 100, "{listed} are too few to prove anything");
}
