//! What is on a part of the map, and how does a connection run over it?

use std::collections::HashMap;

use cartway_graph::atlas::{Atlas, Frame, Piece, Place, Point};
use cartway_graph::{NodeId, Snapshot};

use super::connections::Connections;
use super::error::{ExplorerError, Part};
use super::item::{Cards, GenerationStamp, ItemCard};
use super::lookup::known_node;
use super::paths::{Outcome, PathsAnswer, PathsQuestion};
use super::region::{Region, RegionCard, Regions};
use super::session::Session;

/// How near a view is to the map: how many times what is seen is halved. 0 shows two units of the map
/// as a pixel, 1 a unit.
pub type Zoom = u8;

/// A part of the map to look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MapQuestion {
    /// What stands in the middle; by itself the middle of the way, of the item, of the map.
    pub middle: Option<Place>,
    /// How near; by itself as near as shows all of the way, or of the map.
    pub zoom: Option<Zoom>,
    /// Pixels the view is wide.
    pub width: u32,
    /// Pixels the view is high.
    pub height: u32,
    /// What is marked on it.
    pub mark: Option<MapMark>,
}

/// What is marked on a map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MapMark {
    /// The connections between two items.
    Way(PathsQuestion),
    /// One item, by its id.
    Item(String),
}

impl MapQuestion {
    /// Pixels a view is wide when nothing else is asked for.
    pub const DEFAULT_WIDTH: u32 = 1000;
    /// Pixels a view is high when nothing else is asked for.
    pub const DEFAULT_HEIGHT: u32 = 640;
    /// Fewest pixels of a view, either way.
    pub const MIN_SIDE: u32 = 200;
    /// Most pixels of a view, either way.
    pub const MAX_SIDE: u32 = 2400;
    /// The farthest there is.
    pub const MIN_ZOOM: Zoom = 0;
    /// The nearest there may be; [`MapAnswer::max_zoom`] is that of one map.
    pub const MAX_ZOOM: Zoom = 20;
}

impl Default for MapQuestion {
    /// The whole map.
    fn default() -> Self {
        Self {
            middle: None,
            zoom: None,
            width: Self::DEFAULT_WIDTH,
            height: Self::DEFAULT_HEIGHT,
            mark: None,
        }
    }
}

/// The view that is answered with: all of [`MapQuestion`] worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// What stands in the middle.
    pub middle: Place,
    /// How near.
    pub zoom: Zoom,
    /// Pixels it is wide.
    pub width: u32,
    /// Pixels it is high.
    pub height: u32,
}

impl View {
    /// Pixels of a unit of the map.
    #[must_use]
    pub fn scale(&self) -> f64 {
        scale(self.zoom)
    }

    /// The part of the map that is seen.
    #[must_use]
    pub fn frame(&self) -> Frame {
        let units = |pixels: u32| f64::from(pixels) / self.scale();
        Frame::around(self.middle.point(), units(self.width), units(self.height))
    }

    /// Where a point of the map is in the view: pixels from its upper left corner.
    #[must_use]
    pub fn pixel(&self, point: Point) -> Point {
        let least = self.frame().least;
        Point {
            x: (point.x - least.x) * self.scale(),
            y: (point.y - least.y) * self.scale(),
        }
    }
}

/// The answer to a [`MapQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct MapAnswer {
    /// Where it comes from.
    pub generation: GenerationStamp,
    /// What was asked.
    pub question: MapQuestion,
    /// What is seen.
    pub view: View,
    /// The nearest view: there all items are drawn.
    pub max_zoom: Zoom,
    /// Items of the whole map.
    pub total: usize,
    /// The items in view that are seen from so far away, the best known first.
    pub items: Vec<MapItem>,
    /// The strongest links between these that are short enough to be seen as roads.
    pub roads: Vec<MapRoad>,
    /// The regions that reach into the view, level after level, the largest level first: only levels
    /// whose regions are not too small to be seen.
    pub levels: Vec<Vec<MapRegion>>,
    /// What is marked.
    pub marked: Option<Marked>,
}

impl MapAnswer {
    /// The middle and the zoom at which a region of this view is seen whole: at least one step nearer
    /// than here, where there is one.
    #[must_use]
    pub fn view_of(&self, region: &MapRegion) -> (Place, Zoom) {
        let reach = Frame::of(region.outline.iter().copied());
        let fits = |zoom: &Zoom| {
            let scale = scale(*zoom);
            reach.is_some_and(|reach| {
                reach.width() * scale <= f64::from(self.view.width)
                    && reach.height() * scale <= f64::from(self.view.height)
            })
        };
        let nearer = (self.view.zoom + 1).min(self.max_zoom);
        let zoom = (nearer..=self.max_zoom).rev().find(fits);
        let zoom = zoom.unwrap_or(nearer);
        (rounded(region.place, scale(zoom)), zoom)
    }
}

/// An item on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapItem {
    /// What it is.
    pub card: ItemCard,
    /// Where it lies.
    pub place: Place,
    /// 1 for the most popular item.
    pub popularity_rank: u32,
    /// Orders that hold it; `None` where links were given.
    pub orders: Option<u32>,
    /// Links in all.
    pub links: u32,
    /// From which zoom it is drawn.
    pub zoom: Zoom,
    /// The number of the largest region it lies in.
    pub region: u32,
}

/// A link that is drawn, between two of the items of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapRoad {
    /// Place in [`MapAnswer::items`].
    pub from: usize,
    /// Place in [`MapAnswer::items`].
    pub to: usize,
    /// Orders that hold both; `None` where links were given.
    pub orders: Option<u32>,
}

/// A region that reaches into a view.
#[derive(Debug, Clone, PartialEq)]
pub struct MapRegion {
    /// What it is.
    pub card: RegionCard,
    /// The number of the region of the first level that it lies in, or its own.
    pub top: u32,
    /// The number of its colour, which neighbours of the first level do not share: 0 for the coast.
    pub tint: u8,
    /// Where its name stands.
    pub place: Place,
    /// Its outline, as far as it is in view: units of the map.
    pub outline: Vec<Point>,
}

/// What is marked on a view.
#[derive(Debug, Clone, PartialEq)]
pub enum Marked {
    /// The connections between two items; places are by id.
    Way {
        /// The answer, as `/connect` has it.
        answer: Box<PathsAnswer>,
        /// Each item of it by its id: both ends, and all that are drawn.
        places: HashMap<String, MapItem>,
    },
    /// One item.
    Item(Box<MapItem>),
}

/// Where an item lies: its place and the regions around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Whereabouts {
    /// Where it lies.
    pub place: Place,
    /// From which zoom it is drawn.
    pub zoom: Zoom,
    /// The regions it lies in, the largest first.
    pub regions: Vec<RegionCard>,
}

/// A view shows squares that are halved so many times more than its zoom says: they are 250 pixels wide
/// then, and have [`cartway_graph::atlas::ITEMS_A_CELL`] items each.
const DETAIL: Zoom = 1;
/// However few items there are, one may come so near.
const LEAST_MAX_ZOOM: Zoom = 3;
/// Regions are seen from where they are so many pixels wide in the mean.
const SEEN_PIXELS: f64 = 84.0;
/// Pixels between two points of an outline.
const OUTLINE_STEP: f64 = 9.0;
/// How much farther these are from each other on the outlines of smaller regions.
const COARSER: f64 = 1.6;
/// Roads are drawn where they are at most so many pixels long.
const ROAD_PIXELS: f64 = 260.0;
/// Most roads in a view.
const MAX_ROADS: usize = 160;
/// Up to so many pixels of a unit, no part of one matters for what is in view.
const COARSE_SCALE: f64 = 16.0;
/// Of the window, the part that a way is fitted into: names stand around it.
const WAY_SHARE: f64 = 0.7;

impl Session {
    /// Whether this generation has a map.
    #[must_use]
    pub fn has_map(&self) -> bool {
        self.serving.generation.snapshot.atlas().is_some()
    }

    /// A view of the map. What it costs does not depend on how many items there are.
    ///
    /// # Errors
    /// The generation has no map; what is marked is not there, as for [`Session::connect`].
    pub fn map(&self, question: &MapQuestion) -> Result<MapAnswer, ExplorerError> {
        let snapshot = &self.serving.generation.snapshot;
        let atlas = snapshot.atlas().ok_or(ExplorerError::NoMap)?;
        let draw = Draw {
            snapshot,
            atlas,
            cards: Cards::from(snapshot),
        };
        let marked = match &question.mark {
            None => None,
            Some(MapMark::Item(id)) => {
                let node = known_node(&self.serving, Part::Id, id)?;
                let item = draw.item(node).ok_or(ExplorerError::Damaged)?;
                Some(Marked::Item(Box::new(item)))
            }
            Some(MapMark::Way(way)) => Some(draw.way(self.connect(way)?)),
        };
        let view = draw.view(question, marked.as_ref());
        let nodes = draw.nodes(view);
        let regions = Regions { snapshot, atlas };
        Ok(MapAnswer {
            generation: self.generation(),
            question: question.clone(),
            view,
            max_zoom: draw.max_zoom(),
            total: snapshot.node_count(),
            items: nodes.iter().filter_map(|&node| draw.item(node)).collect(),
            roads: draw.roads(&nodes, view),
            levels: draw.levels(view, &regions),
            marked,
        })
    }

    /// All that is known of a region of the map.
    ///
    /// # Errors
    /// The generation has no map, or not this region.
    pub fn region(&self, number: u32) -> Result<Region, ExplorerError> {
        let snapshot = &self.serving.generation.snapshot;
        let atlas = snapshot.atlas().ok_or(ExplorerError::NoMap)?;
        let named = Regions { snapshot, atlas };
        Ok(named.region(named.known(number)?))
    }
}

/// Where an item lies on the map; `None` where there is none.
pub(super) fn whereabouts(snapshot: &Snapshot, node: NodeId) -> Option<Whereabouts> {
    let atlas = snapshot.atlas()?;
    let named = Regions { snapshot, atlas };
    let regions = atlas.regions_of(node);
    Some(Whereabouts {
        place: atlas.place(node)?,
        zoom: zoom_of(&atlas, node),
        regions: regions
            .into_iter()
            .map(|region| named.card(region))
            .collect(),
    })
}

/// Pixels of a unit of the map at a zoom.
fn scale(zoom: Zoom) -> f64 {
    (f64::from(zoom) - 1.0).exp2()
}

/// A place in whole units, where these are few pixels: it reads better in an address.
fn rounded(place: Place, scale: f64) -> Place {
    if scale > COARSE_SCALE {
        return place;
    }
    let Point { x, y } = place.point();
    Place::of(Point {
        x: x.round(),
        y: y.round(),
    })
}

/// The zoom from which an item is drawn.
fn zoom_of(atlas: &Atlas<'_>, node: NodeId) -> Zoom {
    atlas.depth_of(node).saturating_sub(DETAIL)
}

/// A map with the items that lie on it.
#[derive(Clone, Copy)]
struct Draw<'a> {
    snapshot: &'a Snapshot,
    atlas: Atlas<'a>,
    cards: Cards<'a>,
}

impl Draw<'_> {
    fn max_zoom(&self) -> Zoom {
        let zoom = self.atlas.depth().saturating_sub(DETAIL);
        zoom.clamp(LEAST_MAX_ZOOM, MapQuestion::MAX_ZOOM)
    }

    /// What is seen: as asked, and where that is not said, what is marked, or all.
    fn view(&self, question: &MapQuestion, marked: Option<&Marked>) -> View {
        let (frame, share) = match marked {
            Some(Marked::Item(item)) => (Frame::of([item.place.point()]), 1.0),
            Some(Marked::Way { answer, places }) => (way_frame(answer, places), WAY_SHARE),
            None => (Some(Frame::ALL), 1.0),
        };
        let frame = frame.unwrap_or(Frame::ALL);
        let fits = |zoom: &Zoom| {
            let scale = scale(*zoom);
            frame.width() * scale <= f64::from(question.width) * share
                && frame.height() * scale <= f64::from(question.height) * share
        };
        let nearest = match marked {
            Some(Marked::Item(item)) => (item.zoom + 1).min(self.max_zoom()),
            _ => self.max_zoom(),
        };
        let fitting = (MapQuestion::MIN_ZOOM..=nearest).rev().find(fits);
        let zoom = question.zoom.or(fitting).unwrap_or(MapQuestion::MIN_ZOOM);
        View {
            middle: question.middle.unwrap_or(Place::of(frame.middle())),
            zoom: zoom.clamp(MapQuestion::MIN_ZOOM, self.max_zoom()),
            width: question.width,
            height: question.height,
        }
    }

    /// The items that are drawn, the best known first.
    fn nodes(&self, view: View) -> Vec<NodeId> {
        let depth = view.zoom + DETAIL;
        let mut nodes: Vec<NodeId> = self.atlas.items_in(view.frame(), depth).collect();
        nodes.sort_by_key(|&node| self.snapshot.rank(node));
        nodes
    }

    fn item(&self, node: NodeId) -> Option<MapItem> {
        let smallest = self.atlas.region_of(node);
        Some(MapItem {
            card: self.cards.of(node),
            place: self.atlas.place(node)?,
            popularity_rank: self.snapshot.rank(node).saturating_add(1),
            orders: self.snapshot.item_orders(node),
            links: self.snapshot.csr().degree(node) as u32,
            zoom: zoom_of(&self.atlas, node),
            region: smallest.map_or(0, |region| self.atlas.top(region).0),
        })
    }

    /// The strongest links between items in view, those too long to be seen as such left out.
    fn roads(&self, nodes: &[NodeId], view: View) -> Vec<MapRoad> {
        let shown: HashMap<NodeId, usize> = nodes.iter().copied().zip(0..).collect();
        let (csr, strengths) = (self.snapshot.csr(), self.snapshot.strengths());
        let longest = ROAD_PIXELS / view.scale();
        let is_counted = |node| self.snapshot.item_orders(node).is_some();
        let mut roads = Vec::new();
        for (from, &node) in nodes.iter().enumerate() {
            let Some(here) = self.atlas.place(node) else {
                continue;
            };
            for (arc, target) in csr.arcs(node) {
                let Some(&to) = shown.get(&target).filter(|&&to| to > from) else {
                    continue;
                };
                let near = |place: Place| place.point().distance(here.point()) <= longest;
                if self.atlas.place(target).is_some_and(near) {
                    let orders = is_counted(node).then(|| csr.orders(arc));
                    let strength = strengths.of(node, target, arc);
                    roads.push((strength, MapRoad { from, to, orders }));
                }
            }
        }
        // Equal ones in the order of their ends, which is that of their items.
        roads.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        roads.truncate(MAX_ROADS);
        roads.into_iter().map(|(_, road)| road).collect()
    }

    fn levels(&self, view: View, named: &Regions<'_>) -> Vec<Vec<MapRegion>> {
        let is_seen = |&level: &usize| {
            let count = self.atlas.regions_of_level(level).count().max(1) as f64;
            let all = Frame::ALL.width() * Frame::ALL.height();
            (all / count).sqrt() * view.scale() >= SEEN_PIXELS || level == 0
        };
        let levels = (0..self.atlas.level_count()).take_while(is_seen);
        let seen = Piece::of(view.frame());
        let tints = self.atlas.tints();
        let step = |region| {
            let pixels = match self.atlas.parent(region) {
                None => OUTLINE_STEP,
                Some(_) => OUTLINE_STEP * COARSER,
            };
            pixels / view.scale()
        };
        let region = |region| {
            let top = self.atlas.top(region);
            MapRegion {
                card: named.card(region),
                top: top.0,
                tint: tints.get(top.0 as usize).copied().unwrap_or(0),
                place: self.atlas.centre(region),
                outline: self.atlas.outline(region, &seen, step(region)),
            }
        };
        let of_level = |level| {
            let regions = self.atlas.regions_in(&seen, level);
            let regions = regions.into_iter().map(region);
            regions
                .filter(|region| !region.outline.is_empty())
                .collect()
        };
        levels.map(of_level).collect()
    }

    fn way(&self, answer: PathsAnswer) -> Marked {
        let drawn = match &answer.outcome {
            Outcome::Found(connections) => &connections.items[..],
            Outcome::SameItem | Outcome::NoPath(_) => &[],
        };
        let ids = drawn.iter().map(|item| &item.card.id);
        let ids = ids.chain([&answer.from.id, &answer.to.id]);
        let placed = ids.filter_map(|id| {
            let node = self.snapshot.node_of_id(id)?;
            Some((id.clone(), self.item(node)?))
        });
        Marked::Way {
            places: placed.collect(),
            answer: Box::new(answer),
        }
    }
}

/// The frame of the best connection, or of both ends where there is none.
fn way_frame(answer: &PathsAnswer, places: &HashMap<String, MapItem>) -> Option<Frame> {
    let best: Vec<&str> = match &answer.outcome {
        Outcome::Found(connections) => best_ids(connections),
        Outcome::SameItem | Outcome::NoPath(_) => Vec::new(),
    };
    let ends = [answer.from.id.as_str(), answer.to.id.as_str()];
    let points = best.into_iter().chain(ends).filter_map(|id| places.get(id));
    Frame::of(points.map(|item| item.place.point()))
}

/// The ids of the best connection, from one end to the other.
fn best_ids(connections: &Connections) -> Vec<&str> {
    let best = connections
        .paths
        .first()
        .map_or(&[][..], |path| &path.items);
    let items = best.iter().filter_map(|&item| connections.items.get(item));
    items.map(|item| item.card.id.as_str()).collect()
}
