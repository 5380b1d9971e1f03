//! What the catalogue is, and where to begin in it.

use rand::{Rng, RngExt};

use super::answer::{GraphAnswer, ItemCard, Pair};
use super::centre::central;
use super::evidence::card;
use super::live::Serving;
use super::{Explorer, ExplorerError};
use crate::connect::{self, Found, Options, Terrain};
use crate::graph::{LinkKind, NodeId};

/// Most popular items a graph answer names.
const POPULAR: u32 = 12;
/// Most central items it names.
const CENTRAL: u32 = 5;
/// Pairs tried before a nearer one has to do.
const TRIES: usize = 40;
/// Hops a good pair is apart.
const GOOD_HOPS: usize = 3;
/// A good pair is of items among this share of the most popular ones, or of at least this many.
const KNOWN_SHARE: u32 = 4;
const KNOWN_ITEMS: u32 = 100;
/// Items looked through one with another where chance finds no pair.
const FIRST_ITEMS: u32 = 60;

impl Explorer {
    /// What the catalogue is: counts, options, components, spread of links.
    ///
    /// # Errors
    /// Nothing is being served.
    pub fn graph(&self) -> Result<GraphAnswer, ExplorerError> {
        let serving = self.live.current()?;
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

    /// Two items worth connecting: known ones, in the largest component, three hops apart or more;
    /// two hops where the catalogue has no better.
    ///
    /// # Errors
    /// There is no such pair, or nothing is being served.
    pub fn random_pair(&self, chance: &mut impl Rng) -> Result<Pair, ExplorerError> {
        let serving = self.live.current()?;
        let snapshot = &serving.generation.snapshot;
        let mut nearer = None;
        for _ in 0..TRIES {
            let (Some(from), Some(to)) = (known(&serving, chance), known(&serving, chance)) else {
                continue;
            };
            let hops = self.hops_between(&serving, from, to);
            if hops >= Some(2) {
                let pair = Pair {
                    from: card(snapshot, from),
                    to: card(snapshot, to),
                };
                if hops >= Some(GOOD_HOPS) {
                    return Ok(pair);
                }
                nearer = Some(pair);
            }
        }
        nearer.map_or_else(|| self.first_pair(&serving), Ok)
    }

    /// The first two of the best-known items that are two hops apart, where chance found none.
    fn first_pair(&self, serving: &Serving) -> Result<Pair, ExplorerError> {
        let snapshot = &serving.generation.snapshot;
        let known: Vec<NodeId> = (0..FIRST_ITEMS)
            .filter_map(|rank| snapshot.node_of_rank(rank))
            .collect();
        let mut pairs = known
            .iter()
            .flat_map(|&from| known.iter().map(move |&to| (from, to)));
        pairs
            .find(|&(from, to)| self.hops_between(serving, from, to) >= Some(2))
            .map(|(from, to)| Pair {
                from: card(snapshot, from),
                to: card(snapshot, to),
            })
            .ok_or(ExplorerError::NoGoodPair)
    }

    /// The items of these ids as a pair, if both are there.
    ///
    /// # Errors
    /// Nothing is being served.
    pub fn pair(&self, from: &str, to: &str) -> Result<Option<Pair>, ExplorerError> {
        let serving = self.live.current()?;
        let snapshot = &serving.generation.snapshot;
        let find = |id| -> Option<ItemCard> { Some(card(snapshot, snapshot.node_of_id(id)?)) };
        Ok(find(from).zip(find(to)).map(|(from, to)| Pair { from, to }))
    }

    fn hops_between(&self, serving: &Serving, from: NodeId, to: NodeId) -> Option<usize> {
        let options = Options {
            k: 0,
            budget: self.budget,
            ..Options::default()
        };
        let terrain = Terrain::from(&serving.generation.snapshot);
        let found = serving
            .with_workspace(|workspace| connect::connect(&terrain, workspace, from, to, &options));
        match found {
            Found::Paths(paths) => Some(paths.hops()),
            Found::SameNode | Found::None { .. } => None,
        }
    }
}

/// A popular item of the largest component, if chance hits one.
fn known(serving: &Serving, chance: &mut impl Rng) -> Option<NodeId> {
    let snapshot = &serving.generation.snapshot;
    let item_count = snapshot.node_count() as u32;
    let known_items = (item_count / KNOWN_SHARE).max(KNOWN_ITEMS).min(item_count);
    if known_items == 0 {
        return None;
    }
    let node = snapshot.node_of_rank(chance.random_range(0..known_items))?;
    (snapshot.component(node) == 0).then_some(node)
}
