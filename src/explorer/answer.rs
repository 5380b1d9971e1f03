//! What is answered. One answer type a question; pages, pictures, JSON and the terminal are
//! renderings of it. Texts are as the shop wrote them: escaping belongs to the renderings.

use std::time::Duration;

use jiff::Timestamp;

use cartway_graph::CentreBasis;
use cartway_graph::connect::{NoPathReason, PathCount, Searched};

use super::question::{
    CentreQuestion, Cursor, DegreesQuestion, NeighboursQuestion, PathsQuestion, SearchQuestion,
};

/// Which generation an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenerationStamp {
    /// Its name, unique in its folder and rising: `000012`.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: Timestamp,
}

/// The few facts that let a reader recognise an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemCard {
    /// The shop's own id.
    pub id: String,
    /// Title; the id where the shop gave none.
    pub title: String,
    /// Author, maker, artist.
    pub creator: Option<String>,
    /// Category name.
    pub category: Option<String>,
    /// Year of the work.
    pub year: Option<i32>,
}

/// All that is known of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Id, title, creator, category, year.
    pub card: ItemCard,
    /// The shop's own page of it.
    pub url: Option<String>,
    /// A picture of it.
    pub image_url: Option<String>,
    /// Orders that hold it; `None` where links were given and not counted.
    pub orders: Option<u32>,
    /// 1 for the most popular item.
    pub popularity_rank: u32,
    /// Its place by closeness to all others of the largest component, 1 for the centre; `None`
    /// outside that component, or where nothing was ranked.
    pub centre_rank: Option<u32>,
    /// Links on its own list.
    pub out_links: u32,
    /// Links on whose list it is.
    pub in_links: u32,
    /// Links in all, each counted once.
    pub links: u32,
    /// The island of connected items it stands on.
    pub component: Component,
}

/// A largest set of items that are all connected with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Component {
    /// 0 for the largest.
    pub id: u32,
    /// Items in it.
    pub size: u32,
}

impl Component {
    /// Whether it is the largest one, and more than a single item.
    #[must_use]
    pub fn is_main(&self) -> bool {
        self.id == 0 && self.size > 1
    }
}

/// Why two linked items are linked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Orders that hold both; `None` where the shop gave the link without a number.
    pub orders: Option<u32>,
    /// Those orders as a share of the orders with the first item, in 0 to 1.
    pub share_of_from_orders: Option<f64>,
    /// The same for the second item.
    pub share_of_to_orders: Option<f64>,
    /// How many times more often they are bought together than chance would give (lift).
    pub times_chance: Option<f64>,
    /// The measure the rebuild was made with; larger is stronger.
    pub strength: f64,
    /// The second item's place among all neighbours of the first, strongest first, from 1.
    pub rank: u32,
    /// The second item is on the first one's own list.
    pub listed_forward: bool,
    /// The first item is on the second one's own list.
    pub listed_backward: bool,
}

/// The answer to a [`PathsQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct PathsAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: PathsQuestion,
    /// The item the connections begin at.
    pub from: ItemCard,
    /// The item they lead to.
    pub to: ItemCard,
    /// The excluded items, in the order asked.
    pub excluded: Vec<ItemCard>,
    /// The stops on the way, in order.
    pub via: Vec<ItemCard>,
    /// What was found.
    pub outcome: Outcome,
    /// How long it took.
    pub timing: Timing,
}

impl PathsAnswer {
    /// Where a leg begins and where it ends: leg 0 leads from the first item to the first stop.
    #[must_use]
    pub fn ends_of_leg(&self, leg: usize) -> (&ItemCard, &ItemCard) {
        let begin = leg.checked_sub(1).and_then(|stop| self.via.get(stop));
        (
            begin.unwrap_or(&self.from),
            self.via.get(leg).unwrap_or(&self.to),
        )
    }

    /// Whether an item is a stop on the way.
    #[must_use]
    pub fn is_stop(&self, card: &ItemCard) -> bool {
        self.via.iter().any(|stop| stop.id == card.id)
    }
}

/// What came of a search for connections.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Both ends are the same item: 0 hops.
    SameItem,
    /// There are connections.
    Found(Connections),
    /// There is none under these options, for this reason.
    NoPath(NoPath),
}

/// How long an answer took inside the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The search alone.
    pub search: Duration,
    /// The whole answer, items and evidence attached.
    pub total: Duration,
}

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
}

impl Connections {
    /// Items an answer carries beyond those of its listed paths.
    pub const MAX_ITEMS: usize = 60;
    /// The same for one column.
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

/// One drawn link; `from` stands one column before `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathLink {
    /// Place in [`Connections::items`].
    pub from: usize,
    /// Place in [`Connections::items`].
    pub to: usize,
    /// Why the two are linked.
    pub evidence: Evidence,
}

/// One connection: places in [`Connections::items`], first to last.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedPath {
    /// `hops + 1` places.
    pub items: Vec<usize>,
    /// Sum of −ln(strength) over its links: smaller is better.
    pub cost: f64,
}

/// A proven (or, for [`NoPathReason::BudgetExhausted`], an unproven) absence of connections.
#[derive(Debug, Clone, PartialEq)]
pub struct NoPath {
    /// Why.
    pub reason: NoPathReason,
    /// The leg without a connection: 0 leads from the first item to the first stop on the way.
    pub leg: usize,
    /// How far the search looked.
    pub searched: Searched,
}

/// The answer to a [`SearchQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: SearchQuestion,
    /// The text that was looked up instead, where the typed one found nothing but for a typo.
    pub corrected: Option<String>,
    /// Exact id first, then the most popular.
    pub items: Vec<Item>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// One item and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// The item.
    pub item: Item,
}

/// The answer to a [`NeighboursQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct NeighboursAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: NeighboursQuestion,
    /// The item itself.
    pub item: Item,
    /// How many there are under the direction and category asked.
    pub total: usize,
    /// The categories of all under the direction asked, whichever category was asked for, with
    /// their number of neighbours: most first, then by name.
    pub categories: Vec<(String, u32)>,
    /// This page of them.
    pub neighbours: Vec<Neighbour>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// An item bought together with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbour {
    /// What it is.
    pub card: ItemCard,
    /// Why it is here; `rank` is its place among all neighbours.
    pub evidence: Evidence,
}

/// The answer to a [`CentreQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct CentreAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: CentreQuestion,
    /// What the ranks rest on; `None` where nothing was ranked.
    pub basis: Option<CentreBasis>,
    /// How many items the whole list has: the first of those ranked.
    pub total: usize,
    /// This page of them, the centre first.
    pub items: Vec<CentralItem>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// One of the items nearest to all others.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralItem {
    /// 1 for the centre.
    pub rank: u32,
    /// What it is.
    pub card: ItemCard,
    /// Its mean hops to the other items of the largest component, exact or estimated.
    pub mean_hops: f64,
}

/// The answer to a [`DegreesQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct DegreesAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: DegreesQuestion,
    /// The item itself.
    pub item: ItemCard,
    /// Items in the catalogue.
    pub items: u32,
    /// The island of connected items it stands on.
    pub component: Component,
    /// Items at 0, 1, 2 ... hops; the first is the item itself, and none is 0.
    pub levels: Vec<u32>,
    /// The item's rank by closeness to all others, 1 for the centre, if it has one.
    pub centre_rank: Option<u32>,
    /// Items of the last level, the most popular first; none where that is the item itself.
    pub farthest: Vec<ItemCard>,
}

impl DegreesAnswer {
    /// Items at any distance, the item itself included.
    #[must_use]
    pub fn reached(&self) -> u32 {
        self.levels.iter().sum()
    }

    /// Items at none.
    #[must_use]
    pub fn unreachable(&self) -> u32 {
        self.items.saturating_sub(self.reached())
    }

    /// Hops to the farthest items.
    #[must_use]
    pub fn max_hops(&self) -> u32 {
        self.levels.len().saturating_sub(1) as u32
    }

    /// Mean number of hops of the items reached, without the item itself; `None` where there is no
    /// other.
    #[must_use]
    pub fn mean_hops(&self) -> Option<f64> {
        let others = self.reached().saturating_sub(1);
        let hops = |(hops, items): (u64, &u32)| hops * u64::from(*items);
        let sum: u64 = (0..).zip(&self.levels).map(hops).sum();
        (others > 0).then(|| sum as f64 / f64::from(others))
    }

    /// Fewest hops within which there are at least so many items, the item itself included.
    #[must_use]
    pub fn hops_to_reach(&self, items: u32) -> Option<u32> {
        let mut within = 0_u32;
        let mut levels = (0..).zip(&self.levels);
        levels.find_map(|(hops, level)| {
            within = within.saturating_add(*level);
            (within >= items).then_some(hops)
        })
    }
}

/// Two items worth connecting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one.
    pub from: ItemCard,
    /// The other.
    pub to: ItemCard,
}

/// What a catalogue is: counts, options, components, spread of links.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// A sentence by the operator on what these data are.
    pub note: Option<String>,
    /// What the rebuild counted and was asked for, name and value, in a fixed order.
    pub options: Vec<(String, String)>,
    /// The same for the counts.
    pub counts: Vec<(String, u64)>,
    /// What the operator should know.
    pub warnings: Vec<String>,
    /// Items in all.
    pub items: u64,
    /// Links in all.
    pub links: u64,
    /// Whether links were counted from orders (or given).
    pub counted: bool,
    /// The measure that decides strongest: `cosine`, `jaccard`, `lift`, `orders`.
    pub measure: String,
    /// Categories with their number of items, largest first.
    pub categories: Vec<(String, u64)>,
    /// Number of components of each size, largest size first.
    pub components: Vec<ComponentSizes>,
    /// Number of items by number of links: how many have 0, 1, 2-3, 4-7, 8-15 ... links.
    pub degrees: Vec<DegreeBand>,
    /// The most popular items.
    pub popular: Vec<ItemCard>,
    /// What ranks by closeness rest on; `None` where nothing was ranked.
    pub centre_basis: Option<CentreBasis>,
    /// The items nearest to all others, the centre first.
    pub central: Vec<CentralItem>,
}

/// How many components have one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComponentSizes {
    /// Items in each.
    pub size: u32,
    /// How many there are of that size.
    pub components: u32,
}

/// How many items have between `from` and `to` links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DegreeBand {
    /// Fewest links.
    pub from: u32,
    /// Most links.
    pub to: u32,
    /// Items in the band.
    pub items: u64,
}
