//! What the simulated orders add up to, counted by slow and obvious code: one large component,
//! neighbours that make sense to a person, and far ends for the pairs of the start page.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::sync::LazyLock;

use crate::shops::bundled::{orders, pairs, works};

/// As the demo counts: a link needs three orders, and each work keeps its twelve strongest.
const MIN_ORDERS: u32 = 3;
const TOP: usize = 12;

/// Neighbours of each work, the strongest by cosine first, before and after keeping the top ones.
struct Links {
    ranked: Vec<Vec<usize>>,
    kept: Vec<Vec<usize>>,
}

static LINKS: LazyLock<Links> = LazyLock::new(|| {
    let mut sold = vec![0_u32; works().len()];
    let mut together: HashMap<(usize, usize), u32> = HashMap::new();
    for order in orders() {
        for (at, &one) in order.items.iter().enumerate() {
            sold[one as usize] += 1;
            for &other in &order.items[at + 1..] {
                let pair = (one.min(other) as usize, one.max(other) as usize);
                *together.entry(pair).or_default() += 1;
            }
        }
    }
    let mut neighbours: Vec<Vec<(u64, usize)>> = vec![Vec::new(); works().len()];
    for (&(one, other), &count) in together.iter().filter(|&(_, &count)| count >= MIN_ORDERS) {
        // Squared and scaled: only the order matters here.
        let cosine = (u64::from(count).pow(2) << 32) / u64::from(sold[one] * sold[other]);
        neighbours[one].push((cosine, other));
        neighbours[other].push((cosine, one));
    }
    let ranked: Vec<Vec<usize>> = neighbours
        .into_iter()
        .map(|mut list| {
            list.sort_by_key(|&(cosine, work)| (Reverse(cosine), work));
            list.into_iter().map(|(_, work)| work).collect()
        })
        .collect();
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); works().len()];
    for (one, list) in ranked.iter().enumerate() {
        for &other in list.iter().take(TOP) {
            kept[one].push(other);
            kept[other].push(one);
        }
    }
    Links { ranked, kept }
});

fn place(id: &str) -> usize {
    let found = works().iter().position(|work| work.id == id);
    found.unwrap_or_else(|| panic!("no work has the id {id}"))
}

/// Hops from `start` to every work that can be reached.
fn hops(start: usize) -> HashMap<usize, usize> {
    let mut hops = HashMap::from([(start, 0)]);
    let mut waiting = VecDeque::from([start]);
    while let Some(work) = waiting.pop_front() {
        for &next in &LINKS.kept[work] {
            if !hops.contains_key(&next) {
                hops.insert(next, hops[&work] + 1);
                waiting.push_back(next);
            }
        }
    }
    hops
}

#[test]
fn nearly_all_works_are_connected_and_not_too_closely() {
    let reached = hops(place("film-citizen-kane"));
    assert!(
        reached.len() * 100 >= works().len() * 97,
        "{}",
        reached.len()
    );
    let mut distances: Vec<usize> = reached.into_values().collect();
    distances.sort_unstable();
    let median = distances[distances.len() / 2];
    assert!((4..=6).contains(&median), "{median}");
}

#[test]
fn the_pairs_of_the_start_page_are_three_or_more_hops_apart() {
    for (from, to) in pairs() {
        let distance = hops(place(&from)).get(&place(&to)).copied();
        assert!(
            distance.is_some_and(|hops| (3..=8).contains(&hops)),
            "{from} to {to}: {distance:?}"
        );
    }
}

#[test]
fn well_known_works_are_bought_with_works_like_them() {
    for (id, tags) in [
        ("book-dune", ["space", "desert"]),
        ("album-kind-of-blue", ["jazz", "blues"]),
        ("film-seven-samurai", ["samurai", "japan"]),
        ("game-chess", ["board-game", "strategy"]),
        ("game-tetris", ["puzzle", "mathematics"]),
        ("film-alien", ["space", "horror"]),
        ("album-nevermind", ["rock", "punk"]),
    ] {
        let nearest = &LINKS.ranked[place(id)][..10];
        let alike = nearest
            .iter()
            .filter(|&&work| {
                let own = &works()[work].tags;
                own.iter().any(|tag| tags.contains(&tag.as_str()))
            })
            .count();
        assert!(alike >= 7, "{id}: {alike} of its ten nearest");
    }
}

#[test]
fn some_links_lead_to_another_category_but_most_do_not() {
    let (mut across, mut all) = (0, 0);
    for (one, list) in LINKS.kept.iter().enumerate() {
        all += list.len();
        let differs = |&&other: &&usize| works()[other].category != works()[one].category;
        across += list.iter().filter(differs).count();
    }
    assert!(
        (8 * all..=20 * all).contains(&(100 * across)),
        "{across} of {all}"
    );
}
