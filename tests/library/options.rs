//! The options of a question about connections, asked of an explorer over a small shop.

use crate::support::Shop;
use cartway::api;
use cartway::explorer::{
    Bar, Connections, Explorer, ExplorerError, GraphFolder, NoPath, NoPathReason, Options, Outcome,
    Part, PathsAnswer, PathsQuestion,
};

/// tea and book are two hops apart over mug, milk or the hub, which is bought with everything; mug
/// and milk are linked, lamp is linked with the book only, and nut and bolt with each other.
fn open() -> (Shop, Explorer) {
    let shop = Shop::with_tables();
    shop.items(&[
        ("tea", "Green tea", "food"),
        ("mug", "Mug", "kitchen"),
        ("milk", "Milk", "food"),
        ("hub", "Bag", "home"),
        ("book", "The Tea Book", "book"),
        ("lamp", "Lamp", "home"),
        ("nut", "Nuts", "food"),
        ("bolt", "Bolts", "home"),
    ]);
    shop.orders(&[
        ("a", &["tea", "mug"], 6),
        ("b", &["mug", "book"], 6),
        ("c", &["tea", "milk"], 4),
        ("d", &["milk", "book"], 4),
        ("e", &["mug", "milk"], 3),
        ("f", &["book", "lamp"], 3),
        ("g", &["tea", "hub"], 2),
        ("h", &["hub", "book"], 2),
        ("i", &["nut", "bolt"], 2),
    ]);
    for other in ["s1", "s2", "s3", "s4", "s5"] {
        shop.orders(&[(other, &["hub", other], 2)]);
    }
    shop.make_generation();
    let folder = GraphFolder::at(shop.graph());
    let explorer = Explorer::open(folder, Options::DEFAULT_BUDGET).unwrap();
    (shop, explorer)
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[track_caller]
fn found(answer: &PathsAnswer) -> &Connections {
    match &answer.outcome {
        Outcome::Found(found) => found,
        outcome => panic!("{outcome:?}"),
    }
}

#[track_caller]
fn none(answer: &PathsAnswer) -> &NoPath {
    match &answer.outcome {
        Outcome::NoPath(none) => none,
        outcome => panic!("{outcome:?}"),
    }
}

/// The listed connections as ids, parted by spaces.
#[track_caller]
fn listed(explorer: &Explorer, question: &PathsQuestion) -> Vec<String> {
    let answer = explorer.now().unwrap().connect(question).unwrap();
    let found = found(&answer);
    let ids = |items: &Vec<usize>| {
        let ids = items.iter().map(|&item| found.items[item].card.id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    };
    found.paths.iter().map(|path| ids(&path.items)).collect()
}

#[test]
fn stops_are_passed_in_the_order_asked() {
    let (_shop, explorer) = open();
    let by_way_of = |stops: &[&str]| {
        PathsQuestion::new("tea", "lamp").with(|options| options.via = texts(stops))
    };
    assert_eq!(
        listed(&explorer, &by_way_of(&["milk"])),
        ["tea milk book lamp"]
    );
    assert_eq!(
        listed(&explorer, &by_way_of(&["milk", "mug"])),
        ["tea milk mug book lamp"]
    );
    assert_eq!(
        listed(&explorer, &by_way_of(&["mug", "milk"])),
        ["tea mug milk book lamp"]
    );
    let answer = explorer
        .now()
        .unwrap()
        .connect(&by_way_of(&["mug", "milk"]))
        .unwrap();
    assert_eq!(found(&answer).stops, [1, 2]);
    let stops: Vec<_> = answer.via.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(stops, ["mug", "milk"]);
    let back = by_way_of(&["mug", "milk"]).swapped();
    assert_eq!(listed(&explorer, &back), ["lamp book milk mug tea"]);
}

#[test]
fn categories_bar_what_is_passed_and_neither_ends_nor_stops() {
    let (_shop, explorer) = open();
    let plain = PathsQuestion::new("tea", "book");
    let only = |names: &[&str]| plain.with(|options| options.filters.only_category = texts(names));
    let avoid =
        |names: &[&str]| plain.with(|options| options.filters.avoid_category = texts(names));
    assert_eq!(listed(&explorer, &only(&["kitchen"])), ["tea mug book"]);
    assert_eq!(
        listed(&explorer, &only(&["food", "kitchen"])),
        ["tea mug book", "tea milk book"]
    );
    assert_eq!(
        listed(&explorer, &avoid(&["home", "food"])),
        ["tea mug book"]
    );
    let by_way_of = only(&["kitchen"]).with(|options| options.via = texts(&["milk"]));
    assert_eq!(listed(&explorer, &by_way_of), ["tea milk book"]);
}

#[test]
fn hubs_are_not_passed_but_may_be_ends_and_stops() {
    let (_shop, explorer) = open();
    let without_hubs = |from: &str, to: &str| {
        PathsQuestion::new(from, to).with(|options| options.filters.avoid_hubs = "90".parse().ok())
    };
    assert_eq!(
        listed(&explorer, &without_hubs("tea", "book")),
        ["tea mug book", "tea milk book"]
    );
    assert_eq!(
        listed(&explorer, &without_hubs("hub", "tea")),
        ["hub tea"],
        "the start may have any number of links"
    );
    let by_way_of = without_hubs("tea", "book").with(|options| options.via = texts(&["hub"]));
    assert_eq!(listed(&explorer, &by_way_of), ["tea hub book"]);
    let answer = explorer
        .now()
        .unwrap()
        .connect(&without_hubs("tea", "s1"))
        .unwrap();
    let bars = vec![Bar::AvoidHubs];
    assert_eq!(
        none(&answer).reason,
        NoPathReason::ExcludedByOptions { bars }
    );
}

#[test]
fn longer_connections_come_after_the_shortest_and_are_counted_apart() {
    let (_shop, explorer) = open();
    let question = PathsQuestion::new("tea", "book").with(|options| {
        options.extra_hops = 1;
        options.filters.exclude = texts(&["hub"]);
    });
    assert_eq!(
        listed(&explorer, &question),
        [
            "tea mug book",
            "tea milk book",
            "tea milk mug book",
            "tea mug milk book"
        ]
    );
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let found = found(&answer);
    let counts: Vec<_> = found.counts().collect();
    let counts: Vec<_> = counts.iter().map(|(hops, n)| (*hops, n.value)).collect();
    assert_eq!(counts, [(2, 2), (3, 2)]);
    assert!(found.complete && !found.truncated());
    assert_eq!(found.drawn_links().count(), 4, "those of the shortest");
    assert_eq!(found.links.len(), 6, "and mug to milk and back");
    assert!(found.items.iter().all(|item| item.on_shortest));

    let cut = question.with(|options| options.k = 3);
    let answer = explorer.now().unwrap().connect(&cut).unwrap();
    assert_eq!(self::found(&answer).paths.len(), 3);
    assert!(self::found(&answer).cut());
}

#[test]
fn an_item_of_longer_connections_only_is_not_drawn() {
    let (_shop, explorer) = open();
    let question = PathsQuestion::new("mug", "book").with(|options| options.extra_hops = 1);
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let found = found(&answer);
    assert_eq!((found.hops, found.path_count.value), (1, 1));
    let milk = found.items.iter().find(|item| item.card.id == "milk");
    let milk = milk.unwrap();
    assert_eq!((milk.on_shortest, milk.column), (false, 1));
    assert_eq!(found.drawn_links().count(), 1);
}

#[test]
fn an_item_passed_on_two_legs_stands_in_a_body_once() {
    let (_shop, explorer) = open();
    let question = PathsQuestion::new("s1", "s3").with(|options| options.via = texts(&["s2"]));
    assert_eq!(listed(&explorer, &question), ["s1 hub s2 hub s3"]);
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let text = api::to_string(&api::paths(&answer)).unwrap();
    assert_eq!(text.matches("\"hub\":{").count(), 1, "{text}");
    let body: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(body["items"]["hub"]["column"], 1);
    assert_eq!(body["on_every_path"], serde_json::json!(["hub", "s2"]));
    assert_eq!(body["links"].as_array().unwrap().len(), 4);
}

#[test]
fn the_leg_without_a_connection_is_told() {
    let (_shop, explorer) = open();
    let question =
        PathsQuestion::new("tea", "book").with(|options| options.via = texts(&["mug", "nut"]));
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let none = none(&answer);
    assert!(matches!(
        none.reason,
        NoPathReason::DifferentComponent { to_size: 2, .. }
    ));
    let (from, to) = answer.ends_of_leg(none.leg);
    assert_eq!((from.id.as_str(), to.id.as_str()), ("mug", "nut"));
}

#[test]
fn options_that_bar_together_are_all_named() {
    let (_shop, explorer) = open();
    let question = PathsQuestion::new("tea", "s1").with(|options| {
        options.filters.only_category = texts(&["kitchen"]);
        options.filters.exclude = texts(&["mug"]);
        options.filters.avoid_hubs = "90".parse().ok();
    });
    let answer = explorer.now().unwrap().connect(&question).unwrap();
    let NoPathReason::ExcludedByOptions { bars } = &none(&answer).reason else {
        panic!("{answer:?}");
    };
    assert_eq!(
        bars[..],
        [Bar::Exclude, Bar::OnlyCategory, Bar::AvoidHubs],
        "no one of them alone"
    );
}

#[test]
fn what_cannot_be_a_stop_or_a_category_is_named() {
    let (_shop, explorer) = open();
    let error = |question: PathsQuestion| explorer.now().unwrap().connect(&question).unwrap_err();
    let plain = PathsQuestion::new("tea", "book");
    for stops in [&["tea"][..], &["mug", "book"], &["mug", "milk", "mug"]] {
        let error = error(plain.with(|options| options.via = texts(stops)));
        let last = stops[stops.len() - 1];
        assert!(matches!(error, ExplorerError::RepeatedStop { value } if value == last));
    }
    let excluded = error(plain.with(|options| {
        options.via = texts(&["mug"]);
        options.filters.exclude = texts(&["mug"]);
    }));
    assert!(matches!(excluded, ExplorerError::ExcludedStop { value } if value == "mug"));
    let unknown = error(plain.with(|options| options.via = texts(&["mugg"])));
    assert!(matches!(
        unknown,
        ExplorerError::UnknownItem {
            part: Part::Via,
            ..
        }
    ));
    let unknown = error(plain.with(|options| options.filters.avoid_category = texts(&["Food"])));
    assert_eq!(
        unknown.to_string(),
        "No item is of the category \"Food\"; there are, largest first: food, home, book, kitchen."
    );
}

#[test]
fn work_that_ran_out_is_said_and_nothing_else_is_counted() {
    let (shop, _) = open();
    let folder = GraphFolder::at(shop.graph());
    let question = PathsQuestion::new("tea", "book").with(|options| options.extra_hops = 2);
    // Enough for the shortest, then ever more for longer ones.
    let complete: Vec<(usize, bool)> = (20..4_000)
        .step_by(20)
        .filter_map(|budget| {
            let explorer = Explorer::open(folder.clone(), budget).unwrap();
            match explorer.now().unwrap().connect(&question).unwrap().outcome {
                Outcome::Found(found) => {
                    assert_eq!((found.path_count.value, found.hops), (3, 2));
                    assert!(found.truncated() || found.complete);
                    Some((found.longer.len(), found.complete))
                }
                Outcome::NoPath(none) => {
                    assert_eq!(none.reason.name(), "budget_exhausted");
                    None
                }
                Outcome::SameItem => panic!("they differ"),
            }
        })
        .collect();
    assert!(complete.is_sorted());
    assert_eq!(complete.first().map(|found| found.1), Some(false));
    assert_eq!(complete.last(), Some(&(2, true)));
}
