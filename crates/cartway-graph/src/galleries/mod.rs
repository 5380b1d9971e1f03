//! What is worth a look in a catalogue: items far apart, items on most ways, surprising neighbours.
//!
//! Found once and kept with the graph, so that they are shown without a search. Each is a
//! short list, follows from the graph alone, and is empty where there is nothing to show. Items without
//! a title fill up what those with one leave empty: an id says nothing to who reads it. Knows arrays
//! only: no files.

mod bridging;
mod far;
mod lists;
mod surprising;

use std::ops::ControlFlow;

use super::build::GraphArrays;
use super::centre::Centre;
use super::waves::MainComponent;

pub(super) use far::distances;
pub use lists::{BridgingBasis, FarNodes, Galleries, MAX_SHOWN, known_count};

impl Galleries {
    /// Finds them all. `centre` is [`Centre::measure`]'s of the same arrays, made use of where
    /// closeness was measured.
    ///
    /// What it costs is mostly [`Self::source_count`] times the links; memory: 110 to 150 bytes an
    /// item. `tick` is told how many of these sources are
    /// done, from any thread; `None` where it broke off.
    #[must_use]
    pub fn find(
        graph: &GraphArrays<'_>,
        centre: &Centre,
        tick: &(dyn Fn(u64) -> ControlFlow<()> + Sync),
    ) -> Option<Self> {
        if graph.main_component_size() < 2 {
            return Some(Self::default());
        }
        let main = MainComponent::from(graph);
        let far_pairs = far::pairs(graph, centre, main, tick)?;
        let longest = far::longest(graph, centre, main, &far_pairs, tick)?;
        Some(Self {
            longest,
            far_pairs,
            bridging: bridging::find(graph, tick)?,
            surprising: surprising::find(graph, tick)?,
        })
    }

    /// From how many items ways are followed to find those that most lead over.
    #[must_use]
    pub fn source_count(graph: &GraphArrays<'_>) -> usize {
        bridging::source_count(graph.main_component_size(), graph.arcs.targets.len())
    }
}

#[cfg(test)]
mod tests;
