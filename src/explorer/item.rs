//! An item as answers show it: the card that lets a reader recognise it, and all that is known of it.

use cartway_graph::categories::Categories;
use cartway_graph::{NodeId, Snapshot};
use jiff::Timestamp;

use super::category::Category;
use crate::generation::Identity;

/// Which generation an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenerationStamp {
    /// What it goes by in answers, tags and cursors: made of its contents, so the same on every
    /// machine that has it.
    pub version: String,
    /// What operators call it: the name of its folder, rising, as in `000012`.
    pub name: String,
    /// When its rebuild finished.
    pub built_at: Timestamp,
    /// What it is, whatever its folder and its time: equal where every answer is.
    pub identity: Identity,
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
    /// Its own categories, the main one first.
    pub categories: Vec<Category>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Where the shop has a picture of it, as the shop wrote it.
    pub image_url: Option<String>,
}

impl ItemCard {
    /// Its main category.
    #[must_use]
    pub fn category(&self) -> Option<&Category> {
        self.categories.first()
    }

    /// Whether it has a title that says more than its id.
    #[must_use]
    pub fn has_title(&self) -> bool {
        let title = self.title.trim();
        !title.is_empty() && title != self.id.trim()
    }
}

/// Most items that are looked through for some with a title.
const LOOKED_THROUGH: usize = 200;

/// The first so many that have a title; where the first of all hold too few, others after them.
pub(super) fn titled_first<T>(
    items: impl Iterator<Item = T>,
    card: impl Fn(&T) -> &ItemCard,
    count: usize,
) -> Vec<T> {
    let (mut titled, mut untitled) = (Vec::new(), Vec::new());
    for item in items.take(LOOKED_THROUGH) {
        if titled.len() == count {
            break;
        }
        match card(&item).has_title() {
            true => titled.push(item),
            false => untitled.push(item),
        }
    }
    titled.extend(untitled);
    titled.truncate(count);
    titled
}

/// All that is known of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Id, title, creator, categories, year, picture.
    pub card: ItemCard,
    /// The shop's own page of it.
    pub url: Option<String>,
    /// Orders that hold it, of those that are counted; `None` where links were given.
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

/// The few facts that let a reader recognise an item.
pub(super) fn card(snapshot: &Snapshot, node: NodeId) -> ItemCard {
    Cards::from(snapshot).of(node)
}

/// Makes cards of many items: what they are read from is taken out once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cards<'a> {
    snapshot: &'a Snapshot,
    categories: Categories<'a>,
}

impl<'a> From<&'a Snapshot> for Cards<'a> {
    fn from(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            categories: snapshot.categories(),
        }
    }
}

impl Cards<'_> {
    /// The card of an item.
    pub(super) fn of(&self, node: NodeId) -> ItemCard {
        let texts = self.snapshot.texts(node);
        let own = self.categories.of(node);
        ItemCard {
            id: texts.id.to_owned(),
            title: texts.title.to_owned(),
            creator: texts.creator.map(str::to_owned),
            categories: own
                .map(|category| Category::new(self.categories.name(category)))
                .collect(),
            year: texts.year,
            image_url: texts.image_url.map(str::to_owned),
        }
    }
}

/// All that is known of an item: O(its links).
pub(super) fn item(snapshot: &Snapshot, node: NodeId) -> Item {
    let csr = snapshot.csr();
    let texts = snapshot.texts(node);
    let listed = csr.arcs(node).map(|(arc, _)| csr.listed(arc));
    Item {
        card: card(snapshot, node),
        url: texts.url.map(str::to_owned),
        orders: snapshot.item_orders(node),
        popularity_rank: snapshot.rank(node).saturating_add(1),
        centre_rank: snapshot.centre_rank(node).map(|rank| rank + 1),
        out_links: listed.clone().filter(|listed| listed.forward()).count() as u32,
        in_links: listed.filter(|listed| listed.backward()).count() as u32,
        links: csr.degree(node) as u32,
        component: component(snapshot, node),
    }
}

/// The island an item stands on.
pub(super) fn component(snapshot: &Snapshot, node: NodeId) -> Component {
    let id = snapshot.component(node);
    Component {
        id,
        size: snapshot.component_size(id),
    }
}

/// Whether an item is in a category, where one is wanted.
pub(super) fn is_in_category(snapshot: &Snapshot, node: NodeId, wanted: Option<u32>) -> bool {
    wanted.is_none_or(|wanted| snapshot.categories().is_in(node, wanted))
}
