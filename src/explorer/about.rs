//! What the catalogue is, and where to begin in it.

use cartway_graph::atlas::Atlas;
use cartway_graph::{CentreBasis, LinkKind};

use super::centre::{CentralItem, central};
use super::facts::{ComponentSizes, DegreeBand};
use super::item::{GenerationStamp, ItemCard, card, titled_first};
use super::random::Pair;
use super::session::Session;
use super::thresholds::{Denied, Thresholds};

/// Most popular items a graph answer names.
const POPULAR: usize = 12;
/// Most central items it names.
const CENTRAL: usize = 5;

/// What a catalogue is: counts, options, components, spread of links.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// A sentence by the operator on what these data are.
    pub note: Option<String>,
    /// Whether these are the data of the bundled sample, whose note is ours.
    pub is_sample: bool,
    /// What the rebuild was asked for, name and value, in a fixed order.
    pub options: Vec<(String, String)>,
    /// What the rebuild counted, name and number, in a fixed order.
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
    /// Categories with the items in them and in those below: the top level first, of each level the
    /// largest first.
    pub categories: Vec<(String, u64)>,
    /// Number of components of each size, largest size first.
    pub components: Vec<ComponentSizes>,
    /// Number of items by number of links: how many have 0, 1, 2-3, 4-7, 8-15 ... links.
    pub degrees: Vec<DegreeBand>,
    /// The most popular items, those with a title before others.
    pub popular: Vec<ItemCard>,
    /// What ranks by closeness rest on; `None` where nothing was ranked.
    pub centre_basis: Option<CentreBasis>,
    /// The items nearest to all others, the centre first, those with a title before others.
    pub central: Vec<CentralItem>,
    /// How many regions the map has, level after level, the largest first; none without a map.
    pub regions: Vec<u32>,
    /// The rules of the rebuild that kept something out.
    pub hidden_by: Thresholds,
}

fn region_counts(atlas: Atlas<'_>) -> Vec<u32> {
    let levels = 0..atlas.level_count();
    levels
        .map(|level| atlas.regions_of_level(level).count() as u32)
        .collect()
}

impl Session {
    /// What the catalogue is: counts, options, components, spread of links.
    #[must_use]
    pub fn graph(&self) -> GraphAnswer {
        let serving = &self.serving;
        let snapshot = &serving.generation.snapshot;
        let manifest = &serving.generation.manifest;
        let facts = serving.facts();
        let named = |(name, value): (&str, u64)| (name.to_owned(), value);
        let popular = (0..u32::MAX).map_while(|rank| snapshot.node_of_rank(rank));
        let popular = popular.map(|node| card(snapshot, node));
        GraphAnswer {
            generation: self.generation(),
            note: manifest.source.note.clone(),
            is_sample: manifest.source.sample,
            options: manifest.options.clone().into_iter().collect(),
            counts: manifest.counts.named().into_iter().map(named).collect(),
            warnings: manifest.warnings.clone(),
            items: snapshot.node_count() as u64,
            links: snapshot.csr().link_count() as u64,
            counted: snapshot.link_kind() == LinkKind::Counted,
            measure: snapshot.strengths().measure.name().to_owned(),
            categories: facts.categories.clone(),
            components: facts.components.clone(),
            degrees: facts.degrees.clone(),
            popular: titled_first(popular, |card| card, POPULAR),
            centre_basis: snapshot.centre_basis(),
            central: titled_first(central(snapshot, 0..u32::MAX), |item| &item.card, CENTRAL),
            regions: snapshot.atlas().map_or_else(Vec::new, region_counts),
            hidden_by: self.hidden_by(Denied::Listings),
        }
    }

    /// The items of these ids as a pair, if both are there.
    #[must_use]
    pub fn pair(&self, from: &str, to: &str) -> Option<Pair> {
        let snapshot = &self.serving.generation.snapshot;
        let find = |id| -> Option<ItemCard> { Some(card(snapshot, snapshot.node_of_id(id)?)) };
        find(from).zip(find(to)).map(|(from, to)| Pair { from, to })
    }
}
