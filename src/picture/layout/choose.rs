//! Which items are drawn. What is not drawn of the shortest connections is folded and counted,
//! never dropped; longer ones are not drawn at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::explorer::Connections;

use super::plan::{Folded, Orientation};

/// Most items one picture draws.
pub const MAX_ITEMS: usize = 60;
/// Most items one hop of a wide picture draws.
pub const MAX_COLUMN: usize = 12;
/// Most items one hop of a tall picture draws: a phone shows two side by side and scrolls to the others, and
/// nobody scrolls far in two directions at once. One more is drawn where that is the last one.
pub const MAX_COLUMN_DOWN: usize = 4;
/// Most columns; the middle of a longer connection is folded into one box.
pub const MAX_COLUMNS: usize = 14;

/// A thing that gets a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// An item, by its place in `Connections::items`.
    Item(usize),
    /// Items not drawn.
    Fold(Folded),
}

/// A line between two boxes of neighbouring columns, as places in `Drawing::nodes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// Its place in `Connections::links`, unless it touches a fold box.
    pub link: Option<usize>,
    pub best: bool,
}

/// What is drawn, before it has a place.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub nodes: Vec<Node>,
    /// Nodes by column, numbered on through all of them; none is empty. The first of each is the one
    /// on the best connection, a fold box is last.
    pub columns: Vec<Vec<usize>>,
    pub edges: Vec<Edge>,
}

/// Chooses the boxes and lines of a picture.
pub(super) fn choose(connections: &Connections, orientation: Orientation) -> Drawing {
    let slots = slots(connections);
    let hops: BTreeSet<usize> = slots.iter().filter_map(Slot::hop).collect();
    let drawn = drawn_items(connections, &hops, orientation);
    let mut drawing = Drawing::default();
    for slot in &slots {
        let column = column(connections, slot, &drawn);
        if column.is_empty() {
            // A damaged answer; every column drawn has a first box.
            continue;
        }
        let first = drawing.nodes.len();
        drawing.nodes.extend(&column);
        drawing.columns.push((first..drawing.nodes.len()).collect());
    }
    drawing.edges = edges(connections, &drawing);
    drawing
}

/// One column of the picture.
enum Slot {
    Hop(usize),
    Steps { first: usize, last: usize },
}

impl Slot {
    fn hop(&self) -> Option<usize> {
        match self {
            Self::Hop(hop) => Some(*hop),
            Self::Steps { .. } => None,
        }
    }
}

fn slots(connections: &Connections) -> Vec<Slot> {
    let count = connections.hops + 1;
    if count <= MAX_COLUMNS {
        return (0..count).map(Slot::Hop).collect();
    }
    let before = MAX_COLUMNS / 2;
    let after = MAX_COLUMNS - before - 1;
    let mut slots: Vec<Slot> = (0..before).map(Slot::Hop).collect();
    slots.push(Slot::Steps {
        first: before,
        last: count - after - 1,
    });
    slots.extend((count - after..count).map(Slot::Hop));
    slots
}

/// The items to draw: the best connection whole, then the listed connections in their order, then
/// the items with the largest share of paths.
fn drawn_items(
    connections: &Connections,
    hops: &BTreeSet<usize>,
    orientation: Orientation,
) -> BTreeSet<usize> {
    let most: Vec<usize> = (0..=connections.hops)
        .map(|hop| most_drawn(connections, hop, orientation))
        .collect();
    let mut by_share: Vec<usize> = (0..connections.items.len()).collect();
    by_share.sort_by(|a, b| {
        let share = |place: &usize| connections.items[*place].share_of_paths;
        share(b).total_cmp(&share(a)).then(a.cmp(b))
    });
    let listed = connections.paths.iter().flat_map(|path| &path.items);
    let mut drawn = BTreeSet::new();
    let mut column_counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &place in listed.chain(&by_share) {
        let Some(item) = connections.items.get(place) else {
            continue;
        };
        if !item.on_shortest {
            continue;
        }
        let column_count = column_counts.entry(item.column).or_default();
        let has_room = most
            .get(item.column)
            .is_some_and(|most| *column_count < *most);
        let fits = has_room && drawn.len() < MAX_ITEMS && hops.contains(&item.column);
        if fits && drawn.insert(place) {
            *column_count += 1;
        }
    }
    drawn
}

/// Most items drawn at one hop. A tall picture gives the lane of "+1 more" to that one item.
fn most_drawn(connections: &Connections, hop: usize, orientation: Orientation) -> usize {
    match orientation {
        Orientation::Across => MAX_COLUMN,
        Orientation::Down if total(connections, hop) == MAX_COLUMN_DOWN + 1 => MAX_COLUMN_DOWN + 1,
        Orientation::Down => MAX_COLUMN_DOWN,
    }
}

fn column(connections: &Connections, slot: &Slot, drawn: &BTreeSet<usize>) -> Vec<Node> {
    match *slot {
        Slot::Steps { first, last } => {
            let items = (first..=last).map(|hop| total(connections, hop)).sum();
            vec![Node::Fold(Folded::Steps { first, last, items })]
        }
        Slot::Hop(hop) => {
            let mut places: Vec<usize> = drawn
                .iter()
                .copied()
                .filter(|place| connections.items[*place].column == hop)
                .collect();
            let best = best_place(connections, hop);
            places.sort_by_key(|place| (Some(*place) != best, *place));
            let items = total(connections, hop).saturating_sub(places.len());
            let mut nodes: Vec<Node> = places.into_iter().map(Node::Item).collect();
            if items > 0 {
                nodes.push(Node::Fold(Folded::AtHop { hop, items }));
            }
            nodes
        }
    }
}

fn best_place(connections: &Connections, hop: usize) -> Option<usize> {
    connections.paths.first()?.items.get(hop).copied()
}

/// Items of shortest connections at one hop; at least those the answer carries.
fn total(connections: &Connections, hop: usize) -> usize {
    let carried = connections.items.iter();
    let carried = carried.filter(|item| item.on_shortest && item.column == hop);
    let told = connections
        .columns
        .get(hop)
        .map_or(0, |column| column.total);
    told.max(carried.count())
}

fn edges(connections: &Connections, drawing: &Drawing) -> Vec<Edge> {
    let mut edges = item_edges(connections, drawing);
    let mut fold_edges = Vec::new();
    for pair in drawing.columns.windows(2) {
        let [left, right] = pair else { continue };
        fold_edges.extend(step_edges(drawing, left, right));
        fold_edges.extend(hop_edges(drawing, &edges, left, right));
    }
    edges.extend(fold_edges);
    // The best connection is drawn last, on top of the others.
    edges.sort_by_key(|edge| (edge.best, edge.from, edge.to));
    edges
}

fn item_edges(connections: &Connections, drawing: &Drawing) -> Vec<Edge> {
    let node_of: BTreeMap<usize, usize> = drawing
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(node, what)| match what {
            Node::Item(place) => Some((*place, node)),
            Node::Fold(_) => None,
        })
        .collect();
    let best: BTreeSet<(usize, usize)> = connections
        .paths
        .first()
        .map(|path| {
            path.items
                .windows(2)
                .map(|pair| (pair[0], pair[1]))
                .collect()
        })
        .unwrap_or_default();
    connections
        .drawn_links()
        .filter_map(|(place, link)| {
            Some(Edge {
                from: *node_of.get(&link.from)?,
                to: *node_of.get(&link.to)?,
                link: Some(place),
                best: best.contains(&(link.from, link.to)),
            })
        })
        .collect()
}

/// Lines to and from a box of folded steps: every item beside it leads through it.
fn step_edges(drawing: &Drawing, left: &[usize], right: &[usize]) -> Vec<Edge> {
    let is_steps = |column: &[usize]| {
        column
            .first()
            .is_some_and(|node| matches!(drawing.nodes[*node], Node::Fold(Folded::Steps { .. })))
    };
    if !is_steps(left) && !is_steps(right) {
        return Vec::new();
    }
    let mut edges = Vec::new();
    for &from in left {
        for &to in right {
            edges.push(Edge {
                from,
                to,
                link: None,
                best: Some(&from) == left.first() && Some(&to) == right.first(),
            });
        }
    }
    edges
}

/// Lines between a fold box and the items that hang on nothing drawn in its column, and between
/// a fold box and the two ends, where every item of the next hop leads.
fn hop_edges(drawing: &Drawing, edges: &[Edge], left: &[usize], right: &[usize]) -> Vec<Edge> {
    let fold_of = |column: &[usize]| {
        column
            .last()
            .copied()
            .filter(|node| matches!(drawing.nodes[*node], Node::Fold(Folded::AtHop { .. })))
    };
    let is_item = |node: &usize| matches!(drawing.nodes[*node], Node::Item(_));
    let mut found = Vec::new();
    if let Some(from) = fold_of(left) {
        let into = |node: &usize| edges.iter().any(|edge| edge.to == *node);
        let hanging = right.iter().filter(|node| is_item(node));
        let hanging = hanging.filter(|node| right.len() == 1 || !into(node));
        found.extend(hanging.map(|&to| fold_edge(from, to)));
    }
    if let Some(to) = fold_of(right) {
        let out_of = |node: &usize| edges.iter().any(|edge| edge.from == *node);
        let hanging = left.iter().filter(|node| is_item(node));
        let hanging = hanging.filter(|node| left.len() == 1 || !out_of(node));
        found.extend(hanging.map(|&from| fold_edge(from, to)));
    }
    found
}

fn fold_edge(from: usize, to: usize) -> Edge {
    Edge {
        from,
        to,
        link: None,
        best: false,
    }
}
