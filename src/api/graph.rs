//! The body on the graph as a whole.

use serde::Serialize;
use utoipa::ToSchema;

use crate::explorer::{
    BatchAnswer, BetweenQuestion, CentreQuestion, ComponentSizes, DegreeBand, Filters, GraphAnswer,
    NeighboursQuestion, PathsOptions, SearchQuestion,
};

use super::{CardBody, CentralItemBody, ClosenessBody, as_map};

/// What a catalogue is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GraphBody {
    /// What the generation goes by: made of its contents, so the same on every server that has it.
    pub version: String,
    /// When its rebuild finished.
    pub built_at: jiff::Timestamp,
    /// What the operator says of these data.
    pub note: Option<String>,
    /// Items in all.
    pub items: u64,
    /// Links in all.
    pub links: u64,
    /// Whether links were counted from orders.
    pub counted: bool,
    /// What decides strongest.
    pub measure: String,
    /// The largest set of connected items.
    pub main_component: Option<MainComponentBody>,
    /// Most that one question may ask for.
    pub limits: LimitsBody,
    /// Categories: the top level first, of each level the largest first.
    pub categories: Vec<CategoryBody>,
    /// Number of components of each size, largest first.
    pub components: Vec<ComponentSizesBody>,
    /// Number of items by number of links.
    pub degrees: Vec<DegreeBandBody>,
    /// What the rebuild counted.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = BTreeMap<String, u64>)]
    pub counts: Vec<(String, u64)>,
    /// What the rebuild was asked for.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = BTreeMap<String, String>)]
    pub options: Vec<(String, String)>,
    /// What the operator should know.
    pub warnings: Vec<String>,
    /// The most popular items.
    pub popular: Vec<CardBody>,
    /// How closeness to all others was measured; `null` where nothing was ranked by it.
    pub closeness: Option<ClosenessBody>,
    /// The items nearest to all others, the centre first.
    pub central: Vec<CentralItemBody>,
    /// How many regions the map has, level after level, the largest first; none without a map.
    pub regions: Vec<u32>,
}

/// The largest set of connected items.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct MainComponentBody {
    /// Items in it.
    pub items: u32,
    /// As a share of all.
    pub share: f64,
}

/// Most that one question may ask for.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct LimitsBody {
    /// Connections listed.
    pub k: usize,
    /// Longest connection, in hops.
    pub max_hops: u32,
    /// Items left out.
    pub exclude: usize,
    /// Stops on the way.
    pub via: usize,
    /// Categories kept to, and categories left out.
    pub categories: usize,
    /// Hops beyond the shortest.
    pub extra_hops: u32,
    /// Search results on a page.
    pub search: usize,
    /// Neighbours on a page.
    pub neighbours: usize,
    /// Most central items on a page.
    pub centre: usize,
    /// Items in the middle between two.
    pub between: usize,
    /// Pairs in a batch.
    pub batch_pairs: usize,
}

/// A category and its number of items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CategoryBody {
    /// Its name.
    pub id: String,
    /// Items in it, and in those below it.
    pub items: u64,
}

/// How many components have one size.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ComponentSizesBody {
    /// Items in each.
    pub size: u32,
    /// How many there are.
    pub components: u32,
}

/// How many items have between so and so many links.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct DegreeBandBody {
    /// Fewest links.
    pub from: u32,
    /// Most links.
    pub to: u32,
    /// Items.
    pub items: u64,
}

/// The body on the graph.
#[must_use]
pub fn graph(answer: &GraphAnswer) -> GraphBody {
    GraphBody {
        version: answer.generation.version.clone(),
        built_at: answer.generation.built_at,
        note: answer.note.clone(),
        items: answer.items,
        links: answer.links,
        counted: answer.counted,
        measure: answer.measure.clone(),
        main_component: main_component(answer),
        limits: limits(),
        categories: answer.categories.iter().map(category).collect(),
        components: answer.components.iter().map(component).collect(),
        degrees: answer.degrees.iter().map(degree).collect(),
        counts: answer.counts.clone(),
        options: answer.options.clone(),
        warnings: answer.warnings.clone(),
        popular: answer.popular.iter().map(CardBody::from).collect(),
        closeness: answer.centre_basis.as_ref().map(ClosenessBody::from),
        central: answer.central.iter().map(CentralItemBody::from).collect(),
        regions: answer.regions.clone(),
    }
}

fn limits() -> LimitsBody {
    LimitsBody {
        k: PathsOptions::MAX_K,
        max_hops: PathsOptions::MAX_HOPS,
        exclude: Filters::MAX_EXCLUDED,
        via: PathsOptions::MAX_VIA,
        categories: Filters::MAX_CATEGORIES,
        extra_hops: PathsOptions::MAX_EXTRA_HOPS,
        search: SearchQuestion::MAX_LIMIT,
        neighbours: NeighboursQuestion::MAX_LIMIT,
        centre: CentreQuestion::MAX_LIMIT,
        between: BetweenQuestion::MAX_LIMIT,
        batch_pairs: BatchAnswer::MAX_PAIRS,
    }
}

fn main_component(answer: &GraphAnswer) -> Option<MainComponentBody> {
    let largest = answer
        .components
        .first()
        .filter(|largest| largest.size > 1)?;
    Some(MainComponentBody {
        items: largest.size,
        share: f64::from(largest.size) / answer.items.max(1) as f64,
    })
}

fn category((name, items): &(String, u64)) -> CategoryBody {
    CategoryBody {
        id: name.clone(),
        items: *items,
    }
}

fn component(sizes: &ComponentSizes) -> ComponentSizesBody {
    ComponentSizesBody {
        size: sizes.size,
        components: sizes.components,
    }
}

fn degree(band: &DegreeBand) -> DegreeBandBody {
    DegreeBandBody {
        from: band.from,
        to: band.to,
        items: band.items,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_a_graph() {
        insta::assert_json_snapshot!(graph(&samples::graph()));
    }
}
