//! What is in the whole graph? Every item and every link, one after the other, lent by the file.

use cartway_graph::Snapshot;
use cartway_graph::atlas::Place;
use cartway_graph::categories::Categories;

use super::evidence::{Evidence, LinkFacts};
use super::session::Session;

/// A generation to be walked through, from the first item to the last link. Nothing is gathered: what
/// it takes is the file, which is mapped.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    snapshot: &'a Snapshot,
    categories: Categories<'a>,
    facts: LinkFacts<'a>,
}

/// One item, its texts lent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeItem<'a> {
    /// The shop's own id.
    pub id: &'a str,
    /// Title; the id where the shop gave none.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// The names of its own categories, the main one first.
    pub categories: Vec<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Orders that hold it; `None` where links were given.
    pub orders: Option<u32>,
    /// 1 for the most popular item.
    pub popularity_rank: u32,
    /// 1 for the centre; `None` outside the largest component, or where nothing was ranked.
    pub centre_rank: Option<u32>,
    /// Links in all, each counted once.
    pub links: u32,
    /// The island of connected items it stands on, 0 for the largest.
    pub component: u32,
    /// Where it lies on the map, where there is one.
    pub place: Option<Place>,
    /// The number of the largest region it lies in, where there is a map.
    pub region: Option<u32>,
}

/// One link, told once: from the item that comes earlier among [`Whole::items`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WholeLink<'a> {
    /// Id of the earlier item.
    pub from: &'a str,
    /// Id of the later one.
    pub to: &'a str,
    /// Why the two are linked, seen from the earlier one.
    pub evidence: Evidence,
}

impl Session {
    /// All that is in the generation it holds.
    #[must_use]
    pub fn whole(&self) -> Whole<'_> {
        let snapshot = &self.serving.generation.snapshot;
        Whole {
            snapshot,
            categories: snapshot.categories(),
            facts: LinkFacts::from(snapshot),
        }
    }
}

impl<'a> Whole<'a> {
    /// Whether its items have a place on a map.
    #[must_use]
    pub fn has_map(&self) -> bool {
        self.snapshot.atlas().is_some()
    }

    /// Every item, those that are linked near each other.
    pub fn items(&self) -> impl Iterator<Item = WholeItem<'a>> + use<'a> {
        let Self {
            snapshot,
            categories,
            ..
        } = *self;
        let csr = snapshot.csr();
        let atlas = snapshot.atlas();
        csr.nodes().map(move |node| {
            let texts = snapshot.texts(node);
            let own = categories.of(node);
            WholeItem {
                id: texts.id,
                title: texts.title,
                creator: texts.creator,
                categories: own.map(|category| categories.name(category)).collect(),
                year: texts.year,
                orders: snapshot.item_orders(node),
                popularity_rank: snapshot.rank(node).saturating_add(1),
                centre_rank: snapshot.centre_rank(node).map(|rank| rank + 1),
                links: csr.degree(node) as u32,
                component: snapshot.component(node),
                place: atlas.and_then(|atlas| atlas.place(node)),
                region: atlas.and_then(|atlas| Some(atlas.top(atlas.region_of(node)?).0)),
            }
        })
    }

    /// Every link once, by its earlier end, then by its later one.
    pub fn links(&self) -> impl Iterator<Item = WholeLink<'a>> + use<'a> {
        let Self {
            snapshot, facts, ..
        } = *self;
        let csr = snapshot.csr();
        csr.nodes().flat_map(move |from| {
            let from_id = snapshot.texts(from).id;
            let later = csr.arcs(from).filter(move |&(_, to)| to > from);
            later.map(move |(arc, to)| WholeLink {
                from: from_id,
                to: snapshot.texts(to).id,
                evidence: facts.evidence(from, to, arc),
            })
        })
    }
}
