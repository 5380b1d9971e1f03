//! Questions and answers over a small shop, and what happens to them when the graph is replaced.

use crate::support::Shop;
use cartway::explorer::{
    Bar, CentreQuestion, Cursor, DegreesQuestion, Direction, Explorer, ExplorerError, GraphFolder,
    ItemCard, NeighbourSort, NeighboursQuestion, NoPathReason, Options, Outcome, Part, PathLink,
    PathsQuestion, RandomPairQuestion, Resolved, SearchQuestion,
};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// tea - mug - book - lamp, and a second way from tea to book over milk; a pair of its own, and an
/// item nobody buys with anything.
fn small_shop() -> Shop {
    let shop = Shop::with_tables();
    shop.items(&[
        ("tea", "Green tea", "food"),
        ("mug", "Mug", "kitchen"),
        ("milk", "Milk", "food"),
        ("book", "The Tea Book", "book"),
        ("lamp", "Lamp", "home"),
        ("nut", "Nuts", "food"),
        ("bolt", "Bolts", "home"),
        ("alone", "Doorstop", "home"),
    ]);
    shop.orders(&[
        ("a", &["tea", "mug"], 6),
        ("b", &["mug", "book"], 3),
        ("c", &["tea", "milk"], 2),
        ("d", &["milk", "book"], 2),
        ("e", &["book", "lamp"], 2),
        ("f", &["nut", "bolt"], 2),
        ("g", &["alone"], 4),
    ]);
    shop
}

fn explorer(shop: &Shop) -> Explorer {
    Explorer::open(GraphFolder::at(shop.graph()), Options::DEFAULT_BUDGET).unwrap()
}

fn open(shop: &Shop) -> Explorer {
    shop.make_generation();
    explorer(shop)
}

#[test]
fn all_shortest_connections_come_ranked_with_their_evidence() {
    let explorer = open(&small_shop());
    let answer = explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "book"))
        .unwrap();
    let Outcome::Found(found) = answer.outcome else {
        panic!("{:?}", answer.outcome);
    };
    assert_eq!(
        (found.hops, found.path_count.value, found.path_count.exact),
        (2, 2, true)
    );
    let ids = |path: usize| -> Vec<&str> {
        found.paths[path]
            .items
            .iter()
            .map(|&item| found.items[item].card.id.as_str())
            .collect()
    };
    assert_eq!(ids(0), ["tea", "mug", "book"], "the stronger way first");
    assert_eq!(ids(1), ["tea", "milk", "book"]);
    assert!(found.paths[0].cost < found.paths[1].cost);
    let to_mug = |link: &&PathLink| found.items[link.to].card.id == "mug";
    let first = found.links.iter().find(to_mug).unwrap().evidence;
    assert_eq!(first.orders, Some(6));
    // Tea is in 8 orders of 21, the mug in 9.
    assert_eq!(first.share_of_from_orders, Some(6.0 / 8.0));
    assert_eq!(first.share_of_to_orders, Some(6.0 / 9.0));
    assert_eq!(first.times_chance, Some(6.0 * 21.0 / 72.0));
    assert_eq!(first.rank, 1);
    let shares: Vec<f64> = found.items.iter().map(|item| item.share_of_paths).collect();
    assert_eq!(shares, [1.0, 0.5, 0.5, 1.0]);
    assert!(!found.truncated());
}

#[test]
fn what_stands_in_the_way_is_named() {
    let explorer = open(&small_shop());
    let reason =
        |question: &PathsQuestion| match explorer.now().unwrap().connect(question).unwrap().outcome
        {
            Outcome::NoPath(none) => none.reason,
            outcome => panic!("{outcome:?}"),
        };
    assert_eq!(
        reason(&PathsQuestion::new("tea", "alone")),
        NoPathReason::NoLinks {
            from: false,
            to: true
        }
    );
    assert_eq!(
        reason(&PathsQuestion::new("tea", "nut")),
        NoPathReason::DifferentComponent {
            from_size: 5,
            to_size: 2
        }
    );
    let without = PathsQuestion::new("tea", "book")
        .with(|options| options.filters.exclude = vec!["mug".into(), "milk".into()]);
    assert_eq!(
        reason(&without),
        NoPathReason::ExcludedByOptions {
            bars: vec![Bar::Exclude]
        }
    );
    let short = PathsQuestion::new("tea", "lamp").with(|options| options.max_hops = Some(2));
    assert_eq!(
        reason(&short),
        NoPathReason::BeyondMaxHops { hops: Some(3) }
    );
}

#[test]
fn as_bought_follows_the_lists_only() {
    let shop = small_shop();
    let mut settings = shop.settings();
    settings.top = Some(1);
    cartway::rebuild::rebuild(&settings, &()).unwrap();
    let explorer = explorer(&shop);
    let as_bought = |from: &str, to: &str| {
        PathsQuestion::new(from, to).with(|options| options.direction = Direction::AsBought)
    };
    // Milk lists the book; the book lists the lamp, which is stronger.
    let there = explorer
        .now()
        .unwrap()
        .connect(&as_bought("milk", "book"))
        .unwrap();
    assert!(matches!(there.outcome, Outcome::Found(found) if found.hops == 1));
    let back = explorer
        .now()
        .unwrap()
        .connect(&as_bought("book", "milk"))
        .unwrap();
    let Outcome::NoPath(none) = back.outcome else {
        panic!("{:?}", back.outcome);
    };
    assert_eq!(none.reason, NoPathReason::OnlyReverse { hops: 1 });
}

#[test]
fn the_same_item_twice_is_an_answer() {
    let explorer = open(&small_shop());
    let answer = explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "tea"))
        .unwrap();
    assert_eq!(answer.outcome, Outcome::SameItem);
}

#[test]
fn an_unknown_item_is_named_with_near_matches() {
    let explorer = open(&small_shop());
    let error = explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "milc"))
        .unwrap_err();
    let ExplorerError::UnknownItem {
        part,
        value,
        suggestions,
        ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!((part, value.as_str()), (Part::To, "milc"));
    assert_eq!(suggestions[0].id, "milk");
}

#[test]
fn an_end_cannot_be_excluded() {
    let explorer = open(&small_shop());
    let question = PathsQuestion::new("tea", "book")
        .with(|options| options.filters.exclude = vec!["book".into()]);
    let error = explorer.now().unwrap().connect(&question).unwrap_err();
    assert!(matches!(error, ExplorerError::ExcludedStop { value } if value == "book"));
}

#[test]
fn a_search_finds_ids_words_and_typos_and_turns_its_pages() {
    let explorer = open(&small_shop());
    let ids = |question: &SearchQuestion| -> Vec<String> {
        let answer = explorer.now().unwrap().search(question).unwrap();
        answer.items.into_iter().map(|item| item.card.id).collect()
    };
    assert_eq!(
        ids(&SearchQuestion::new("TEA")),
        ["tea", "book"],
        "the id first, then by words"
    );
    let typo = explorer
        .now()
        .unwrap()
        .search(&SearchQuestion::new("doorstpo"))
        .unwrap();
    assert_eq!(typo.items[0].card.id, "alone");
    assert_eq!(typo.corrected.as_deref(), Some("doorstop"));
    let food = SearchQuestion {
        category: Some("food".into()),
        ..SearchQuestion::new("tea")
    };
    assert_eq!(ids(&food), ["tea"]);

    let mut question = SearchQuestion {
        limit: 1,
        ..SearchQuestion::new("tea")
    };
    let mut pages = Vec::new();
    loop {
        let answer = explorer.now().unwrap().search(&question).unwrap();
        pages.extend(answer.items.into_iter().map(|item| item.card.id));
        match answer.next {
            Some(next) => question.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(pages, ["tea", "book"]);
}

#[test]
fn a_typed_text_means_an_item_when_it_can_mean_only_one() {
    let explorer = open(&small_shop());
    let meant = |text: &str| match explorer.now().unwrap().resolve(text).unwrap() {
        Resolved::Item(card) => Some(card.id),
        Resolved::Choice(_) => None,
    };
    assert_eq!(meant("book").as_deref(), Some("book"), "an id");
    assert_eq!(meant("the tea book").as_deref(), Some("book"), "a title");
    assert_eq!(meant("doorst").as_deref(), Some("alone"), "the only hit");
    assert_eq!(
        meant("doorstpo"),
        None,
        "a guess is for a person to confirm"
    );
    assert_eq!(meant("xyzzy"), None);
}

#[test]
fn neighbours_are_sorted_filtered_and_paged() {
    let explorer = open(&small_shop());
    let ids = |question: &NeighboursQuestion| -> Vec<String> {
        let answer = explorer.now().unwrap().neighbours(question).unwrap();
        answer
            .neighbours
            .into_iter()
            .map(|neighbour| neighbour.card.id)
            .collect()
    };
    let all = NeighboursQuestion::new("book");
    let by = |sort| NeighboursQuestion {
        sort,
        ..all.clone()
    };
    assert_eq!(ids(&by(NeighbourSort::Title)), ["lamp", "milk", "mug"]);
    assert_eq!(ids(&by(NeighbourSort::Orders))[0], "mug");
    let kitchen = NeighboursQuestion {
        category: Some("kitchen".into()),
        ..all.clone()
    };
    assert_eq!(ids(&kitchen), ["mug"]);
    let first = explorer
        .now()
        .unwrap()
        .neighbours(&NeighboursQuestion {
            limit: 2,
            ..all.clone()
        })
        .unwrap();
    assert_eq!((first.total, first.neighbours.len()), (3, 2));
    let rest = NeighboursQuestion {
        cursor: first.next,
        ..all
    };
    let rest = explorer.now().unwrap().neighbours(&rest).unwrap();
    assert_eq!((rest.neighbours.len(), rest.next), (1, None));
    assert_eq!(rest.neighbours[0].evidence.rank, 3);
}

#[test]
fn a_random_pair_is_connected_over_three_hops_where_there_is_one() {
    let explorer = open(&small_shop());
    for seed in 0..20 {
        let pair = explorer
            .now()
            .unwrap()
            .random_pair(
                &RandomPairQuestion::default(),
                &mut StdRng::seed_from_u64(seed),
            )
            .unwrap();
        let question = PathsQuestion::new(pair.from.id, pair.to.id);
        let Outcome::Found(found) = explorer.now().unwrap().connect(&question).unwrap().outcome
        else {
            panic!("{question:?} is not connected");
        };
        assert!(found.hops >= 2, "{question:?}");
    }
}

#[test]
fn a_new_generation_is_taken_over_and_cursors_of_the_old_one_expire() {
    let shop = small_shop();
    let explorer = open(&shop);
    let old = explorer.now().unwrap().generation();
    assert_eq!(explorer.refresh().unwrap(), None, "nothing new");
    shop.orders(&[("h", &["tea", "lamp"], 5)]);
    shop.make_generation();
    assert_eq!(explorer.refresh().unwrap().as_deref(), Some("000002"));
    let answer = explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "lamp"))
        .unwrap();
    assert!(matches!(answer.outcome, Outcome::Found(found) if found.hops == 1));
    let question = NeighboursQuestion {
        cursor: Some(Cursor {
            generation: old.version,
            position: 1,
        }),
        ..NeighboursQuestion::new("book")
    };
    assert!(matches!(
        explorer.now().unwrap().neighbours(&question),
        Err(ExplorerError::CursorExpired)
    ));
}

#[test]
fn a_broken_new_generation_is_refused_and_the_old_one_goes_on_answering() {
    let shop = small_shop();
    let explorer = open(&shop);
    let manifest = shop.make_generation();
    let graph = shop.graph().join(&manifest.version).join("graph.bin");
    let mut bytes = std::fs::read(&graph).unwrap();
    crate::support::overwrite(&graph, &bytes[..bytes.len() / 2]);
    explorer.refresh().unwrap_err();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    crate::support::overwrite(&graph, bytes);
    let error = explorer.refresh().unwrap_err().to_string();
    assert!(
        error.contains("graph.bin") && error.contains("cartway rebuild"),
        "{error}"
    );
    assert_eq!(explorer.now().unwrap().generation().name, "000001");
    explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "book"))
        .unwrap();
}

#[test]
fn a_lost_current_is_noticed_while_the_old_generation_goes_on_answering() {
    let shop = small_shop();
    let explorer = open(&shop);
    std::fs::remove_file(shop.graph().join("CURRENT")).unwrap();
    explorer.refresh().unwrap_err();
    explorer
        .now()
        .unwrap()
        .connect(&PathsQuestion::new("tea", "book"))
        .unwrap();
}

#[test]
fn a_catalogue_of_neighbours_only_has_no_pair_to_offer_and_one_more_hop_always_has() {
    let shop = Shop::with_tables();
    shop.orders(&[("a", &["x", "y"], 3)]);
    let answer = open(&shop).now().unwrap().random_pair(
        &RandomPairQuestion::default(),
        &mut StdRng::seed_from_u64(7),
    );
    assert!(matches!(answer, Err(ExplorerError::NoGoodPair)));
    let crowd: Vec<String> = (0..30).map(|item| format!("i{item}")).collect();
    let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
    shop.orders(&[("b", &crowd, 3), ("c", &["y", "i0"], 3)]);
    let explorer = open(&shop);
    for seed in 0..30 {
        explorer
            .now()
            .unwrap()
            .random_pair(
                &RandomPairQuestion::default(),
                &mut StdRng::seed_from_u64(seed),
            )
            .unwrap();
    }
}

#[test]
fn a_folder_without_a_generation_is_not_ready_until_one_is_published() {
    let shop = small_shop();
    std::fs::create_dir(shop.graph()).unwrap();
    let explorer = explorer(&shop);
    assert!(matches!(explorer.now(), Err(ExplorerError::NotReady)));
    shop.make_generation();
    explorer.refresh().unwrap();
    let graph = explorer.now().unwrap().graph();
    assert_eq!((graph.items, graph.links), (8, 6));
    assert_eq!(graph.categories[0], ("food".to_owned(), 3));
}

#[test]
fn the_item_nearest_to_all_others_is_the_centre() {
    let explorer = open(&small_shop());
    let answer = explorer
        .now()
        .unwrap()
        .centre(&CentreQuestion::default())
        .unwrap();
    let found: Vec<(u32, &str, f64)> = answer
        .items
        .iter()
        .map(|item| (item.rank, item.card.id.as_str(), item.mean_hops))
        .collect();
    let expected = [
        (1, "book", 1.25),
        (2, "milk", 1.5),
        (3, "mug", 1.5),
        (4, "tea", 1.75),
        (5, "lamp", 2.0),
    ];
    assert_eq!(found, expected);
    assert_eq!((answer.total, answer.next), (5, None));
    let basis = answer.basis.unwrap();
    assert!(basis.is_exact());
    assert_eq!((basis.items, basis.diameter_bound), (5, 3));
    for (rank, id, _) in expected {
        assert_eq!(
            explorer.now().unwrap().item(id).unwrap().item.centre_rank,
            Some(rank)
        );
    }
    for id in ["nut", "alone"] {
        assert_eq!(
            explorer.now().unwrap().item(id).unwrap().item.centre_rank,
            None
        );
    }
    assert_eq!(explorer.now().unwrap().graph().central, answer.items);
}

#[test]
fn the_centre_comes_in_pages_of_one_generation() {
    let shop = small_shop();
    let explorer = open(&shop);
    let mut question = CentreQuestion {
        limit: 2,
        ..CentreQuestion::default()
    };
    let first = explorer.now().unwrap().centre(&question).unwrap();
    question.cursor = first.next;
    let second = explorer.now().unwrap().centre(&question).unwrap();
    assert_eq!(
        (second.items[0].rank, second.items[0].card.id.as_str()),
        (3, "mug")
    );
    question.cursor = second.next;
    let third = explorer.now().unwrap().centre(&question).unwrap();
    assert_eq!((third.items.len(), third.next), (1, None));
    shop.orders(&[("late", &["tea", "mug"], 5)]);
    shop.make_generation();
    explorer.refresh().unwrap();
    assert!(matches!(
        explorer.now().unwrap().centre(&question),
        Err(ExplorerError::CursorExpired)
    ));
}

#[test]
fn items_with_a_title_are_shown_before_those_without() {
    let shop = Shop::with_tables();
    shop.items(&[("m1", "Lamp", ""), ("m3", "Bulb", ""), ("m5", "  ", "")]);
    shop.orders(&[
        ("a", &["m0", "m1"], 3),
        ("b", &["m1", "m2"], 2),
        ("c", &["m2", "m3"], 2),
        ("d", &["m3", "m4"], 2),
        ("e", &["m4", "m5"], 9),
    ]);
    let explorer = open(&shop);
    let session = explorer.now().unwrap();
    let mut chance = StdRng::seed_from_u64(1);
    for _ in 0..20 {
        let question = RandomPairQuestion {
            min_hops: Some(2),
            ..RandomPairQuestion::default()
        };
        let pair = session.random_pair(&question, &mut chance).unwrap();
        let mut ids = [pair.from.id, pair.to.id];
        ids.sort();
        assert_eq!(ids, ["m1", "m3"], "the only two with a title");
    }
    let graph = session.graph();
    let titles = |cards: Vec<&ItemCard>| -> Vec<bool> {
        cards.into_iter().map(|card| card.has_title()).collect()
    };
    let first = [true, true, false, false, false, false];
    assert_eq!(titles(graph.popular.iter().collect()), first);
    let central = graph.central.iter().map(|item| &item.card).collect();
    assert_eq!(titles(central), first[..5]);
    assert!(graph.central[0].rank < graph.central[1].rank);
    // One step from m2 are m1 and m3; the busier m5 beside m4 has blanks for a title.
    let farthest = |id| {
        let answer = session.degrees(&DegreesQuestion::new(id)).unwrap();
        let cards = answer.farthest.into_iter();
        cards.map(|card| card.id).collect::<Vec<_>>()
    };
    assert_eq!(farthest("m2"), ["m5"]);
    shop.orders(&[("f", &["m2", "m6"], 2), ("g", &["m6", "m7"], 20)]);
    shop.orders(&[("h", &["m7", "m8"], 2)]);
    shop.sql("INSERT INTO items(id, title) VALUES ('m8', 'Rare')");
    let explorer = open(&shop);
    let answer = explorer.now().unwrap();
    let answer = answer.degrees(&DegreesQuestion::new("m2")).unwrap();
    assert_eq!(
        answer.farthest[0].id, "m8",
        "less popular, but with a title"
    );
    assert_eq!(answer.farthest[1].id, "m5");
}

#[test]
fn an_id_that_is_the_title_of_another_item_is_a_choice() {
    let shop = Shop::with_tables();
    shop.items(&[
        ("300", "Garden hose", ""),
        ("301", "300", ""),
        ("302", "302", ""),
    ]);
    shop.orders(&[("a", &["300", "301"], 2), ("b", &["301", "302"], 2)]);
    let explorer = open(&shop);
    let session = explorer.now().unwrap();
    let meant = |text: &str| match session.resolve(text).unwrap() {
        Resolved::Item(card) => vec![card.id],
        Resolved::Choice(answer) => {
            let items = answer.items.into_iter();
            items.map(|item| item.card.id).collect()
        }
    };
    assert_eq!(meant("300"), ["300", "301"]);
    assert_eq!(meant("id:300"), ["300"]);
    assert_eq!(meant("id:301"), ["301"]);
    assert_eq!(meant("302"), ["302"], "its own title is no other item's");
    assert_eq!(meant("garden hose"), ["300"]);
    assert_eq!(meant("id:none"), Vec::<String>::new());
}
