//! The bodies on the map: a view of it, its regions, where an item lies.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{
    MAP_PARTS, MapAnswer, MapItem, MapQuestion, Marked, Outcome, Place, Region, RegionCard,
    RegionName, RegionsAnswer, RegionsQuestion,
};
use crate::words;
use crate::words::texts::Texts;

use super::located::Href;
use super::{CardBody, GraphStamp};

/// A view of the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// What stands in the middle: units from the left, 0 to 1000.
    pub x: f64,
    /// What stands in the middle: units from the top, 0 to 640.
    pub y: f64,
    /// How near it is.
    pub z: u8,
    /// The nearest there is.
    pub max_z: u8,
    /// Pixels it is wide.
    pub width: u32,
    /// Pixels it is high.
    pub height: u32,
    /// Items of the whole map.
    pub total: usize,
    /// The items that are seen from so far away, the best known first.
    pub items: Vec<MapItemBody>,
    /// The strongest links between these that are short enough to be seen.
    pub roads: Vec<RoadBody>,
    /// The regions in view that are large enough to be seen, the largest level first.
    pub regions: Vec<MapRegionBody>,
    /// The best connection, where one was asked for: both ends where there is none.
    pub way: Option<WayBody>,
    /// The item that was asked for.
    pub marked: Option<MapItemBody>,
    /// Addresses that belong to it.
    pub links_to: MapLinksBody,
}

/// An item on the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapItemBody {
    /// What it is.
    pub item: CardBody,
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
    /// How near one must be to see it.
    pub z: u8,
    /// Orders that hold it; `null` where links were given.
    pub orders: Option<u32>,
    /// Links in all.
    pub links: u32,
    /// The number of the largest region it lies in.
    pub region: u32,
}

/// A link between two items in view.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoadBody {
    /// Id of the one.
    pub from: String,
    /// Id of the other.
    pub to: String,
    /// Orders that hold both; `null` where links were given.
    pub orders: Option<u32>,
}

/// A region where it is only named.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionCardBody {
    /// Its number in this generation.
    pub number: u32,
    /// Its level, from 1 for the largest.
    pub level: u32,
    /// What it is called.
    pub name: String,
    /// Items in it.
    pub items: u32,
}

/// A region in view.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapRegionBody {
    /// Which it is.
    #[serde(flatten)]
    pub region: RegionCardBody,
    /// Where its name stands: units from the left.
    pub x: f64,
    /// Where its name stands: units from the top.
    pub y: f64,
}

/// A connection on the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WayBody {
    /// Hops of the best connection; `null` where there is none.
    pub hops: Option<usize>,
    /// The items on it, from the first to the last.
    pub items: Vec<MapItemBody>,
    /// The whole answer in the API.
    pub paths: Href,
}

/// Addresses that belong to a view.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapLinksBody {
    /// The page.
    pub html: Href,
    /// The picture.
    pub svg: Href,
    /// The picture as pixels.
    pub png: Href,
}

/// Regions of the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionsBody {
    /// Where they come from.
    pub graph: GraphStamp,
    /// The level asked for, from 1 for the largest.
    pub level: u32,
    /// How many levels there are.
    pub levels: u32,
    /// How many such regions there are.
    pub total: usize,
    /// The first of them, those with most items first.
    pub regions: Vec<RegionBody>,
}

/// All that is known of a region.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionBody {
    /// Which it is.
    #[serde(flatten)]
    pub region: RegionCardBody,
    /// Where its name stands: units from the left.
    pub x: f64,
    /// Where its name stands: units from the top.
    pub y: f64,
    /// The category that tells it from the rest.
    pub category: Option<String>,
    /// Creators that tell it from the rest, the most telling first.
    pub creators: Vec<String>,
    /// Words of titles that tell it from the rest, the most telling first.
    pub words: Vec<String>,
    /// Whether it is the coast: small islands, and items without links.
    pub coast: bool,
    /// The number of the region it lies in; `null` on the first level.
    pub parent: Option<u32>,
    /// Its best-known items, best first.
    pub best: Vec<CardBody>,
    /// The regions of its level that most links lead to.
    pub borders: Vec<BorderBody>,
    /// Addresses that belong to it.
    pub links_to: RegionLinksBody,
}

/// A border between two regions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BorderBody {
    /// The region beyond it.
    #[serde(flatten)]
    pub region: RegionCardBody,
    /// Links that lead over it.
    pub links: u32,
}

/// Addresses that belong to a region.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionLinksBody {
    /// A view of it on the map.
    pub map: Href,
    /// The regions in it; `null` on the last level.
    pub regions: Option<Href>,
}

/// Thousandths as units.
pub(super) fn units(thousandths: u32) -> f64 {
    f64::from(thousandths) / f64::from(MAP_PARTS)
}

impl From<&MapItem> for MapItemBody {
    fn from(item: &MapItem) -> Self {
        Self {
            item: CardBody::from(&item.card),
            x: units(item.place.x),
            y: units(item.place.y),
            z: item.zoom,
            orders: item.orders,
            links: item.links,
            region: item.region,
        }
    }
}

impl From<&RegionCard> for RegionCardBody {
    fn from(region: &RegionCard) -> Self {
        Self {
            number: region.number,
            level: region.level,
            name: name_of_region(&region.name),
            items: region.item_count,
        }
    }
}

/// What a region is called for programs.
#[must_use]
pub fn name_of_region(name: &RegionName) -> String {
    words::region_name(Texts::default(), name)
}

/// The body of a view of the map.
#[must_use]
pub fn map(answer: &MapAnswer) -> MapBody {
    let view = answer.view;
    let id = |place: usize| answer.items.get(place).map(|item| item.card.id.clone());
    let roads = answer.roads.iter().filter_map(|road| {
        Some(RoadBody {
            from: id(road.from)?,
            to: id(road.to)?,
            orders: road.orders,
        })
    });
    let regions = answer.levels.iter().flatten().map(|region| MapRegionBody {
        region: RegionCardBody::from(&region.card),
        x: units(region.place.x),
        y: units(region.place.y),
    });
    MapBody {
        graph: GraphStamp::from(&answer.generation),
        x: units(view.middle.x),
        y: units(view.middle.y),
        z: view.zoom,
        max_z: answer.max_zoom,
        width: view.width,
        height: view.height,
        total: answer.total,
        items: answer.items.iter().map(MapItemBody::from).collect(),
        roads: roads.collect(),
        regions: regions.collect(),
        way: way(answer),
        marked: match &answer.marked {
            Some(Marked::Item(item)) => Some(MapItemBody::from(&**item)),
            _ => None,
        },
        links_to: MapLinksBody {
            html: href::map(&answer.question).into(),
            svg: href::map_svg(&answer.question).into(),
            png: href::map_png(&answer.question).into(),
        },
    }
}

fn way(answer: &MapAnswer) -> Option<WayBody> {
    let Some(Marked::Way { answer, places }) = &answer.marked else {
        return None;
    };
    let (hops, ids) = match &answer.outcome {
        Outcome::Found(found) => {
            let best = found.paths.first().map_or(&[][..], |path| &path.items);
            let items = best.iter().filter_map(|&item| found.items.get(item));
            (Some(found.hops), items.map(|item| &item.card.id).collect())
        }
        Outcome::SameItem => (Some(0), vec![&answer.from.id]),
        Outcome::NoPath(_) => (None, vec![&answer.from.id, &answer.to.id]),
    };
    let items = ids.into_iter().filter_map(|id| places.get(id));
    Some(WayBody {
        hops,
        items: items.map(MapItemBody::from).collect(),
        paths: href::api_paths(&answer.question).into(),
    })
}

/// The body of regions of the map.
#[must_use]
pub fn regions(answer: &RegionsAnswer) -> RegionsBody {
    RegionsBody {
        graph: GraphStamp::from(&answer.generation),
        level: answer.level,
        levels: answer.levels,
        total: answer.total,
        regions: answer
            .regions
            .iter()
            .map(|region| region_body(region, answer.levels))
            .collect(),
    }
}

fn region_body(region: &Region, levels: u32) -> RegionBody {
    let RegionCard {
        number,
        level,
        name,
        ..
    } = &region.card;
    let border = |(beyond, links): &(RegionCard, u32)| BorderBody {
        region: RegionCardBody::from(beyond),
        links: *links,
    };
    RegionBody {
        region: RegionCardBody::from(&region.card),
        x: units(region.place.x),
        y: units(region.place.y),
        category: name
            .category
            .as_ref()
            .map(|category| category.name().to_owned()),
        creators: name.creators.clone(),
        words: name.words.clone(),
        coast: name.is_coast,
        parent: region.parent.as_ref().map(|parent| parent.number),
        best: region.best.iter().map(CardBody::from).collect(),
        borders: region.borders.iter().map(border).collect(),
        links_to: RegionLinksBody {
            map: seen_around(region.place, *level).into(),
            regions: (*level < levels).then(|| {
                let inside = RegionsQuestion {
                    parent: Some(*number),
                    ..RegionsQuestion::default()
                };
                href::api_regions(&inside).into()
            }),
        },
    }
}

/// A view around a place, as near as the regions of a level are worth it.
fn seen_around(place: Place, level: u32) -> String {
    href::map(&MapQuestion {
        middle: Some(place),
        // Levels are few.
        zoom: Some(1 + 2 * level.min(4) as u8),
        ..MapQuestion::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn a_view_with_a_way_on_it_is_a_body() {
        let answer = samples::map_way(samples::found(&[1, 2, 1]));
        insta::assert_json_snapshot!(map(&answer));
    }

    #[test]
    fn regions_are_a_body_with_what_lies_beyond_their_borders() {
        insta::assert_json_snapshot!(regions(&samples::regions()));
    }
}
