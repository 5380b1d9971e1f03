//! What the catalogue is, and where to begin in it.

use super::answer::{GraphAnswer, ItemCard, Pair};
use super::centre::central;
use super::evidence::card;
use super::{Explorer, ExplorerError};
use cartway_graph::LinkKind;

/// Most popular items a graph answer names.
const POPULAR: u32 = 12;
/// Most central items it names.
const CENTRAL: u32 = 5;

impl Explorer {
    /// What the catalogue is: counts, options, components, spread of links.
    ///
    /// # Errors
    /// Nothing is being served.
    pub fn graph(&self) -> Result<GraphAnswer, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let manifest = &serving.generation.manifest;
        let facts = serving.facts();
        let named = |(name, value): (&str, u64)| (name.to_owned(), value);
        let popular = (0..POPULAR).filter_map(|rank| snapshot.node_of_rank(rank));
        Ok(GraphAnswer {
            generation: Self::stamp(&serving),
            note: manifest.source.note.clone(),
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
            popular: popular.map(|node| card(snapshot, node)).collect(),
            centre_basis: snapshot.centre_basis(),
            central: central(snapshot, 0..CENTRAL).collect(),
        })
    }

    /// The items of these ids as a pair, if both are there.
    ///
    /// # Errors
    /// Nothing is being served.
    pub fn pair(&self, from: &str, to: &str) -> Result<Option<Pair>, ExplorerError> {
        let serving = self.serving()?;
        let snapshot = &serving.generation.snapshot;
        let find = |id| -> Option<ItemCard> { Some(card(snapshot, snapshot.node_of_id(id)?)) };
        Ok(find(from).zip(find(to)).map(|(from, to)| Pair { from, to }))
    }
}
