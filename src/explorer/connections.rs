//! Connections between nodes become connections between items, as far as one answer carries them.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Column, Connections, PathItem, PathLink, RankedPath};
use super::evidence::{Witness, card};
use crate::connect::{Layered, ShortestPaths};
use crate::graph::Snapshot;

/// A node of a layered graph: column, then place.
type Spot = (usize, u32);

/// Attaches items and evidence to what an answer shows.
pub(super) fn attach(snapshot: &Snapshot, paths: &ShortestPaths) -> Connections {
    let spots = shown_spots(snapshot, paths);
    let place_of: BTreeMap<Spot, usize> = spots
        .iter()
        .enumerate()
        .map(|(place, &spot)| (spot, place))
        .collect();
    Connections {
        hops: paths.hops(),
        path_count: paths.path_count,
        columns: columns(&paths.layered, &spots),
        items: spots
            .iter()
            .map(|&spot| path_item(snapshot, paths, spot))
            .collect(),
        links: links(snapshot, &paths.layered, &place_of),
        paths: ranked_paths(paths, &place_of),
    }
}

/// What is shown: every item of a listed path, then those with the largest share of paths as far as
/// there is room. Sorted by column, then share (largest first), then id.
fn shown_spots(snapshot: &Snapshot, paths: &ShortestPaths) -> Vec<Spot> {
    let last = paths.hops();
    let mut shown: BTreeSet<Spot> = BTreeSet::from([(0, 0), (last, 0)]);
    for path in &paths.best {
        shown.extend(
            path.places
                .iter()
                .enumerate()
                .map(|(column, &place)| (column, place)),
        );
    }
    let mut in_column = vec![0; last + 1];
    for &(column, _) in &shown {
        in_column[column] += 1;
    }
    let id_ranks = snapshot.id_ranks();
    let key = |&(column, place): &Spot| {
        let node = paths.layered.node(column, place);
        let id_rank = id_ranks.get(node.index()).copied().unwrap_or(0);
        // Shares are in 0 to 1, where bits order as numbers do.
        let share = paths.shares[column][place as usize];
        (std::cmp::Reverse(share.to_bits()), id_rank)
    };
    for spot in by_share(&paths.layered, key) {
        if shown.len() >= Connections::MAX_ITEMS {
            break;
        }
        if in_column[spot.0] < Connections::MAX_COLUMN && shown.insert(spot) {
            in_column[spot.0] += 1;
        }
    }
    let mut spots: Vec<Spot> = shown.into_iter().collect();
    spots.sort_by_key(|spot| (spot.0, key(spot)));
    spots
}

/// Of each column those that may be shown, all columns together, best first.
fn by_share<K: Ord>(layered: &Layered, key: impl Fn(&Spot) -> (K, u32)) -> Vec<Spot> {
    let mut best = Vec::new();
    for (column, nodes) in layered.columns.iter().enumerate() {
        let mut spots: Vec<Spot> = (0..nodes.len() as u32)
            .map(|place| (column, place))
            .collect();
        if spots.len() > Connections::MAX_COLUMN {
            spots.select_nth_unstable_by_key(Connections::MAX_COLUMN - 1, &key);
            spots.truncate(Connections::MAX_COLUMN);
        }
        best.extend(spots);
    }
    best.sort_by_key(|spot| (key(spot), spot.0));
    best
}

fn columns(layered: &Layered, spots: &[Spot]) -> Vec<Column> {
    let mut columns: Vec<Column> = layered
        .columns
        .iter()
        .map(|nodes| Column {
            total: nodes.len(),
            shown: 0,
        })
        .collect();
    for &(column, _) in spots {
        columns[column].shown += 1;
    }
    columns
}

fn path_item(snapshot: &Snapshot, paths: &ShortestPaths, (column, place): Spot) -> PathItem {
    PathItem {
        card: card(snapshot, paths.layered.node(column, place)),
        column,
        share_of_paths: paths.shares[column][place as usize],
        on_every_path: paths.layered.columns[column].len() == 1,
    }
}

fn links(
    snapshot: &Snapshot,
    layered: &Layered,
    place_of: &BTreeMap<Spot, usize>,
) -> Vec<PathLink> {
    let witness = Witness::from(snapshot);
    let mut links = Vec::new();
    for (&(column, place), &from) in place_of {
        let Some(steps) = layered.steps.get(column) else {
            continue;
        };
        for step in &steps[layered.steps_from(column, place)] {
            let Some(&to) = place_of.get(&(column + 1, step.to)) else {
                continue;
            };
            let ends = [
                layered.node(column, place),
                layered.node(column + 1, step.to),
            ];
            if let Some(evidence) = witness.evidence(ends[0], ends[1]) {
                links.push(PathLink { from, to, evidence });
            }
        }
    }
    links.sort_unstable_by_key(|link| (link.from, link.to));
    links
}

fn ranked_paths(paths: &ShortestPaths, place_of: &BTreeMap<Spot, usize>) -> Vec<RankedPath> {
    paths
        .best
        .iter()
        .map(|path| RankedPath {
            items: path
                .places
                .iter()
                .enumerate()
                .filter_map(|(column, &place)| place_of.get(&(column, place)).copied())
                .collect(),
            cost: path.cost.value(),
        })
        .collect()
}
