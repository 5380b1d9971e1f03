//! Connections between nodes become connections between items, as far as one answer carries them.

use std::cmp::Reverse;

use cartway_graph::connect::{BestPath, Layered, PathCount, Paths};
use cartway_graph::{NodeId, Snapshot};

use super::evidence::{self, PathLink, Walked, link_between};
use super::item::{Cards, ItemCard};
use super::thresholds::Thresholds;

/// The connections between two items, as far as one answer carries them: every shortest one, and
/// where that was asked for those that are a little longer.
///
/// `items` and `links` hold what is drawn and what is listed: all items of `paths`, and beyond
/// them those with the largest share of paths, up to [`Connections::MAX_ITEMS`] in all and
/// [`Connections::MAX_COLUMN`] a column. `columns` says how many there are really.
#[derive(Debug, Clone, PartialEq)]
pub struct Connections {
    /// Hops of every shortest connection.
    pub hops: usize,
    /// How many of the shortest there are.
    pub path_count: PathCount,
    /// How many there are with one hop more, with two hops more, as far as that was asked for and
    /// could be worked out.
    pub longer: Vec<PathCount>,
    /// Whether all that were asked for are counted; if not, the work allowed for a query ran out.
    pub complete: bool,
    /// The columns of the stops on the way.
    pub stops: Vec<usize>,
    /// One entry a hop, 0 to `hops`.
    pub columns: Vec<Column>,
    /// First those of the shortest connections, sorted by column, then share of paths (largest
    /// first), then id; then those only of longer ones, in the order they are listed.
    pub items: Vec<PathItem>,
    /// Links between consecutive columns of the shortest connections, and those of listed longer
    /// ones, as places in `items`; sorted by these.
    pub links: Vec<PathLink>,
    /// The best connections, best first.
    pub paths: Vec<RankedPath>,
    /// The rules of the rebuild that may hide others.
    pub hidden_by: Thresholds,
}

impl Connections {
    /// Items an answer carries beyond those of its listed paths.
    pub const MAX_ITEMS: usize = 60;
    /// Items an answer carries in one column beyond those of its listed paths.
    pub const MAX_COLUMN: usize = 12;

    /// Whether there are more connections than are listed.
    #[must_use]
    pub fn truncated(&self) -> bool {
        !self.complete || self.cut()
    }

    /// Whether some of those counted are not listed.
    #[must_use]
    pub fn cut(&self) -> bool {
        let counts = || self.counts().map(|(_, count)| count);
        let all = counts().fold(0_u128, |sum, count| sum.saturating_add(count.value));
        counts().any(|count| !count.exact) || all > self.paths.len() as u128
    }

    /// The links of the shortest connections, what is drawn, with their places in `links`.
    pub fn drawn_links(&self) -> impl Iterator<Item = (usize, &PathLink)> {
        self.links.iter().enumerate().filter(|(_, link)| {
            let ends = (self.items.get(link.from), self.items.get(link.to));
            let (Some(from), Some(to)) = ends else {
                return false;
            };
            from.on_shortest && to.on_shortest && from.column + 1 == to.column
        })
    }

    /// The link from one of its items to another, by their places in `items`. Takes time in the
    /// logarithm of the number of links.
    #[must_use]
    pub fn link(&self, from: usize, to: usize) -> Option<&PathLink> {
        link_between(&self.links, from, to)
    }

    /// Whether there is more than one shortest connection.
    #[must_use]
    pub fn has_several(&self) -> bool {
        self.path_count.value != 1
    }

    /// How many there are of each length: hops and number, the shortest first.
    pub fn counts(&self) -> impl Iterator<Item = (usize, PathCount)> {
        let counts = std::iter::once(self.path_count).chain(self.longer.iter().copied());
        (self.hops..).zip(counts)
    }
}

/// The items at one distance from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Items on any shortest connection at this hop.
    pub total: usize,
    /// How many of them the answer carries.
    pub shown: usize,
}

/// One item of the drawn connections.
#[derive(Debug, Clone, PartialEq)]
pub struct PathItem {
    /// What it is.
    pub card: ItemCard,
    /// Hops from the start; where it is on longer connections only, in the first that is listed.
    pub column: usize,
    /// It lies on a shortest connection.
    pub on_shortest: bool,
    /// Share of all shortest connections that pass through it, in 0 to 1.
    pub share_of_paths: f64,
    /// Every shortest connection passes through it. The two ends are.
    pub on_every_path: bool,
}

/// One connection: places in [`Connections::items`], first to last.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedPath {
    /// `hops + 1` places.
    pub items: Vec<usize>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub cost: f64,
}

impl RankedPath {
    /// Number of its links.
    #[must_use]
    pub fn hops(&self) -> usize {
        self.items.len().saturating_sub(1)
    }
}

/// Attaches items and evidence to what an answer shows.
pub(super) fn attach(snapshot: &Snapshot, paths: &Paths, hidden_by: Thresholds) -> Connections {
    let mut shown = Shown::of(snapshot, paths);
    let ranked = paths.best.iter().map(|path| shown.ranked(path)).collect();
    let mut counts = paths.counts.iter().copied();
    let path_count = counts.next().unwrap_or_default();
    let nodes = shown.nodes();
    snapshot.fetch_items(nodes.iter().copied());
    Connections {
        hops: paths.hops(),
        path_count,
        longer: counts.collect(),
        complete: paths.complete,
        stops: paths.stops.clone(),
        columns: shown.columns(),
        links: shown.links(snapshot, &nodes),
        items: shown.items(snapshot),
        paths: ranked,
        hidden_by,
    }
}

/// Where something stands among the shortest connections: its column and its place.
type Spot = (usize, u32);

/// Nobody: a place that is not shown.
const NOT_SHOWN: u32 = u32::MAX;

/// Who is shown, and as which item of the answer.
struct Shown<'a> {
    paths: &'a Paths,
    /// The places shown of the shortest connections, in the order of the items.
    spots: Vec<Spot>,
    /// The item of each place.
    item_of: Vec<u32>,
    /// Nodes of longer connections only, which come after `spots`: node and its column.
    others: Vec<(NodeId, usize)>,
    /// Links of the longer connections, as items.
    other_links: Vec<(usize, usize)>,
}

impl<'a> Shown<'a> {
    /// Of the shortest connections: every item of a listed one, then those with the largest share as
    /// far as there is room.
    fn of(snapshot: &Snapshot, paths: &'a Paths) -> Self {
        let layered = &paths.layered;
        let as_spot = |(column, &node): (usize, &NodeId)| {
            // Every node of a shortest connection stands in its column.
            Some((column, layered.place_in(column, node)?))
        };
        let shortest = paths.best.iter().filter(|path| path.hops() == paths.hops());
        let last = layered.column(paths.hops()).start as u32;
        let mut spots: Vec<Spot> = shortest
            .flat_map(|path| path.nodes.iter().enumerate().filter_map(as_spot))
            .chain([(0, 0), (paths.hops(), last)])
            .collect();
        spots.sort_unstable();
        spots.dedup();
        let mut shown = Self {
            paths,
            item_of: vec![NOT_SHOWN; layered.nodes().len()],
            spots,
            others: Vec::new(),
            other_links: Vec::new(),
        };
        shown.fill_up(snapshot);
        shown
    }

    /// Adds those with the largest share, and gives each its place among the items.
    fn fill_up(&mut self, snapshot: &Snapshot) {
        let mut in_column = vec![0; self.paths.hops() + 1];
        for &(column, place) in &self.spots {
            in_column[column] += 1;
            self.item_of[place as usize] = 0;
        }
        let id_ranks = snapshot.id_ranks();
        let key = |&(_, place): &Spot| {
            let node = self.paths.layered.node(place);
            let id_rank = id_ranks.get(node.index()).copied().unwrap_or(0);
            // Shares are in 0 to 1, where bits order as numbers do.
            let share = self.paths.shares[place as usize];
            (Reverse(share.to_bits()), id_rank)
        };
        if self.spots.len() < self.item_of.len() {
            for (column, place) in by_share(&self.paths.layered, key) {
                if self.spots.len() >= Connections::MAX_ITEMS {
                    break;
                }
                let item = &mut self.item_of[place as usize];
                if *item == NOT_SHOWN && in_column[column] < Connections::MAX_COLUMN {
                    *item = 0;
                    in_column[column] += 1;
                    self.spots.push((column, place));
                }
            }
        }
        self.spots.sort_by_cached_key(|spot| (spot.0, key(spot)));
        for (item, &(_, place)) in self.spots.iter().enumerate() {
            self.item_of[place as usize] = item as u32;
        }
    }

    /// A listed connection as items; those only longer ones have are taken in.
    fn ranked(&mut self, path: &BestPath) -> RankedPath {
        let is_shortest = path.hops() == self.paths.hops();
        let items: Vec<usize> = path
            .nodes
            .iter()
            .enumerate()
            .map(|(hop, &node)| match self.shown_at(node, hop) {
                Some(item) if is_shortest => item,
                _ => self.shown_anywhere(node, hop),
            })
            .collect();
        if !is_shortest {
            let links = items.windows(2).map(|pair| (pair[0], pair[1]));
            self.other_links.extend(links);
        }
        RankedPath {
            items,
            cost: path.cost.value(),
        }
    }

    fn shown_at(&self, node: NodeId, column: usize) -> Option<usize> {
        if column > self.paths.hops() {
            return None;
        }
        let place = self.paths.layered.place_in(column, node)?;
        shown(self.item_of[place as usize])
    }

    /// The item of a node, wherever it stands; a new one if it stands nowhere yet.
    fn shown_anywhere(&mut self, node: NodeId, hop: usize) -> usize {
        let columns = 0..=self.paths.hops();
        let standing = columns.filter_map(|column| self.shown_at(node, column));
        let first = standing.min();
        first.unwrap_or_else(|| {
            let known = self.others.iter().position(|other| other.0 == node);
            let place = known.unwrap_or_else(|| {
                self.others.push((node, hop));
                self.others.len() - 1
            });
            self.spots.len() + place
        })
    }

    fn columns(&self) -> Vec<Column> {
        let is_shown = |&&item: &&u32| shown(item).is_some();
        let columns = self.paths.layered.columns().map(|places| Column {
            total: places.len(),
            shown: self.item_of[places].iter().filter(is_shown).count(),
        });
        columns.collect()
    }

    fn items(&self, snapshot: &Snapshot) -> Vec<PathItem> {
        let (cards, layered) = (Cards::from(snapshot), &self.paths.layered);
        let drawn = self.spots.iter().map(|&(column, place)| PathItem {
            card: cards.of(layered.node(place)),
            column,
            on_shortest: true,
            share_of_paths: self.paths.shares[place as usize],
            on_every_path: layered.column(column).len() == 1,
        });
        let others = self.others.iter().map(|&(node, column)| PathItem {
            card: cards.of(node),
            column,
            on_shortest: false,
            share_of_paths: 0.0,
            on_every_path: false,
        });
        drawn.chain(others).collect()
    }

    /// Links between shown items, with their evidence.
    fn links(&self, snapshot: &Snapshot, nodes: &[NodeId]) -> Vec<PathLink> {
        let layered = &self.paths.layered;
        let others = self.other_links.iter();
        let mut walked: Vec<Walked> = others.map(|&(from, to)| (from, to, None)).collect();
        for (from, &(_, place)) in self.spots.iter().enumerate() {
            let steps = &layered.steps()[layered.steps_from(place)];
            walked.extend(steps.iter().filter_map(|step| {
                let to = shown(self.item_of[step.to as usize])?;
                Some((from, to, Some(step.arc)))
            }));
        }
        walked.sort_unstable();
        walked.dedup_by_key(|&mut (from, to, _)| (from, to));
        evidence::links(snapshot, nodes, &walked)
    }

    /// The nodes of the items.
    fn nodes(&self) -> Vec<NodeId> {
        let spots = self.spots.iter();
        let spots = spots.map(|&(_, place)| self.paths.layered.node(place));
        spots
            .chain(self.others.iter().map(|other| other.0))
            .collect()
    }
}

fn shown(item: u32) -> Option<usize> {
    (item != NOT_SHOWN).then_some(item as usize)
}

/// Of each column those that may be shown, all columns together, best first.
fn by_share<K: Ord>(layered: &Layered, key: impl Fn(&Spot) -> (K, u32)) -> Vec<Spot> {
    let mut best = Vec::new();
    for (column, places) in layered.columns().enumerate() {
        let mut spots: Vec<Spot> = places.map(|place| (column, place as u32)).collect();
        if spots.len() > Connections::MAX_COLUMN {
            spots.select_nth_unstable_by_key(Connections::MAX_COLUMN - 1, &key);
            spots.truncate(Connections::MAX_COLUMN);
        }
        best.extend(spots);
    }
    best.sort_by_cached_key(|spot| (key(spot), spot.0));
    best
}
