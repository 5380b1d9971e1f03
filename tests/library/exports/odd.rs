//! Graphs whose texts are as bad as texts can be.

use std::collections::BTreeSet;

use cartway::explorer::Evidence;
use cartway::exports::{About, Item, Items, Link, Links, Part, Source};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Attributes, Graph};

/// Texts that some format or program has a meaning for.
pub(super) const NASTY: [&str; 36] = [
    "Moby-Dick; or, The Whale",
    "",
    "<b>bold</b> &amp; \"double\" 'single'",
    "]]>",
    "<![CDATA[ x",
    "--><!-- x",
    "<?xml version=\"1.0\"?>",
    "&#0;&#x1F600;&nbsp;&unknown;",
    "one\ntwo\r\nthree\ttab",
    "\0\u{1}\u{8}\u{b}\u{1b}[31m\u{7f}\u{85}\u{9f}",
    "\u{FFFE}\u{FFFF}\u{FFFD}\u{2028}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202E}abc\u{202C}",
    "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467} \u{1D4D3} e\u{301}",
    "back\\slash \\N \\n \\\"",
    "ends in one \\",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "''",
    "\t=1",
    "\r=1",
    "\n=1",
    " room around ",
    "a,b;c|d",
    "\"",
    "\u{FEFF}mark",
    "null",
    "NaN",
    "NA",
    "true",
    "007",
    "1e5",
    "graph { node -- edge }",
    "{\"a\": [1, \"b\"]}",
];

/// An item, its texts its own.
#[derive(Debug, Clone)]
pub(super) struct OddItem {
    pub(super) id: String,
    pub(super) title: String,
    creator: Option<String>,
    categories: Vec<String>,
    year: Option<i32>,
    orders: Option<u32>,
    on_shortest: Option<bool>,
    share_of_paths: Option<f64>,
    place: Option<[f64; 2]>,
}

/// A graph of such items, its links as places of them.
#[derive(Debug, Clone)]
pub(super) struct OddGraph {
    directed: bool,
    pub(super) items: Vec<OddItem>,
    pub(super) links: Vec<(usize, usize, Evidence)>,
}

impl Source for OddGraph {
    fn about(&self) -> About {
        About {
            version: "000012".to_owned(),
            built_at: "2026-07-01T03:00:00Z".parse().unwrap(),
            directed: self.directed,
        }
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Known, Part::OnTheWay, Part::Placed]
    }

    fn items(&self) -> Items<'_> {
        Box::new(self.items.iter().map(|item| Item {
            id: &item.id,
            title: &item.title,
            creator: item.creator.as_deref(),
            categories: item.categories.iter().map(String::as_str).collect(),
            year: item.year,
            orders: item.orders,
            on_shortest: item.on_shortest,
            share_of_paths: item.share_of_paths,
            place: item.place,
            ..Item::default()
        }))
    }

    fn links(&self) -> Links<'_> {
        Box::new(self.links.iter().map(|&(from, to, evidence)| Link {
            from: &self.items[from].id,
            to: &self.items[to].id,
            evidence,
        }))
    }
}

impl OddGraph {
    /// One with an item for each nasty text and one of 10,000 letters, linked in a row.
    pub(super) fn of_all(directed: bool) -> Self {
        let long = "\u{e9}x".repeat(5_000);
        let texts = NASTY.iter().copied().chain([long.as_str()]);
        let items = texts.enumerate().map(|(place, text)| OddItem {
            // Readers of CSV drop a mark at the beginning of a file, and only there.
            id: format!("{}#{place}", text.chars().take(20).collect::<String>()),
            title: text.to_owned(),
            creator: (place % 3 > 0).then(|| text.chars().rev().take(50).collect()),
            categories: vec![format!("A > {place}"), text.chars().take(9).collect()],
            year: (place % 2 > 0).then_some(place as i32 - 20),
            orders: Some(place as u32),
            on_shortest: Some(place % 2 > 0),
            share_of_paths: Some(place as f64 / 64.0),
            place: None,
        });
        let items: Vec<OddItem> = items.collect();
        let links = (1..items.len()).map(|to| (to - 1, to, evidence(to as u32)));
        Self {
            directed,
            links: links.collect(),
            items,
        }
    }

    /// What is to be read of it, said without the code that writes it.
    pub(super) fn expected(&self) -> Graph {
        let items = self.items.iter();
        let links = self.links.iter().map(|(from, to, evidence)| {
            let ends = [from, to].map(|end| self.items[*end].id.clone());
            (ends.into(), expected_link(evidence))
        });
        Graph {
            directed: self.directed,
            items: items
                .map(|item| (item.id.clone(), expected_item(item)))
                .collect(),
            links: links.collect(),
        }
    }
}

fn expected_item(item: &OddItem) -> Attributes {
    let categories = Some(item.categories.join("\n")).filter(|_| !item.categories.is_empty());
    attributes([
        ("title", Some(item.title.clone())),
        ("creator", item.creator.clone()),
        ("category", item.categories.first().cloned()),
        ("categories", categories),
        ("year", item.year.map(|it| it.to_string())),
        ("orders", item.orders.map(|it| it.to_string())),
        ("on_shortest", item.on_shortest.map(|it| it.to_string())),
        (
            "share_of_paths",
            item.share_of_paths.map(|it| it.to_string()),
        ),
        ("x", item.place.map(|[x, _]| x.to_string())),
        ("y", item.place.map(|[_, y]| y.to_string())),
    ])
}

fn expected_link(evidence: &Evidence) -> Attributes {
    let direction = match (evidence.listed_forward, evidence.listed_backward) {
        (true, true) => "both",
        (true, false) => "forward",
        _ => "backward",
    };
    attributes([
        ("orders", evidence.orders.map(|it| it.to_string())),
        (
            "share_of_source_buyers",
            evidence.share_of_from_orders.map(|it| it.to_string()),
        ),
        (
            "share_of_target_buyers",
            evidence.share_of_to_orders.map(|it| it.to_string()),
        ),
        (
            "times_chance",
            evidence.times_chance.map(|it| it.to_string()),
        ),
        ("strength", Some(evidence.strength.to_string())),
        ("rank", Some(evidence.rank.to_string())),
        ("direction", Some(direction.to_owned())),
    ])
}

fn attributes<const COUNT: usize>(all: [(&str, Option<String>); COUNT]) -> Attributes {
    let there = all.into_iter();
    there
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// Fractions that every format can hold.
fn evidence(seed: u32) -> Evidence {
    Evidence {
        orders: (!seed.is_multiple_of(5)).then_some(seed.wrapping_mul(2_654_435_761)),
        share_of_from_orders: (!seed.is_multiple_of(3)).then(|| f64::from(seed % 64) / 64.0),
        share_of_to_orders: (!seed.is_multiple_of(3)).then(|| f64::from(seed % 1_000) / 1_024.0),
        times_chance: (!seed.is_multiple_of(7)).then(|| f64::from(seed % 4_096) / 8.0),
        strength: f64::from(seed % 512) / 512.0,
        rank: seed % 100 + 1,
        listed_forward: seed.is_multiple_of(2),
        listed_backward: !seed.is_multiple_of(2) || seed.is_multiple_of(3),
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(&NASTY[..]).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => Just("long ".repeat(2_000)),
    ]
}

fn items() -> impl Strategy<Value = OddItem> {
    let categories = proptest::collection::vec("[A-C<&]{1,3}( > [\"',x]{1,2})?", 0..3);
    let sixteenths = || proptest::option::of((-999_i32..999).prop_map(|it| f64::from(it) / 16.0));
    (
        (texts(), texts(), proptest::option::of(texts()), categories),
        (
            any::<Option<i32>>(),
            any::<Option<u32>>(),
            any::<Option<bool>>(),
        ),
        (sixteenths(), sixteenths()),
    )
        .prop_map(
            |((id, title, creator, categories), (year, orders, on_shortest), (share, x))| OddItem {
                id,
                title,
                creator,
                categories,
                year,
                orders,
                on_shortest,
                share_of_paths: share,
                place: x.map(|x| [x, x / 2.0]),
            },
        )
}

/// Graphs of some items and links, ids as odd as titles.
pub(super) fn odd_graphs() -> impl Strategy<Value = OddGraph> {
    let items = proptest::collection::vec(items(), 1..12);
    let pairs = proptest::collection::vec((any::<Index>(), any::<Index>(), any::<u32>()), 0..20);
    (any::<bool>(), items, pairs).prop_map(|(directed, mut items, pairs)| {
        for (place, item) in items.iter_mut().enumerate() {
            item.id = format!("{}#{place}", item.id);
        }
        let mut known = BTreeSet::new();
        let links = pairs.into_iter().filter_map(|(one, other, seed)| {
            let [one, other] = [one, other].map(|index| index.index(items.len()));
            let (from, to) = (one.min(other), one.max(other));
            (from < to && known.insert((from, to))).then(|| (from, to, evidence(seed)))
        });
        OddGraph {
            directed,
            links: links.collect(),
            items,
        }
    })
}
