//! A view of the map as SVG: sea, land, borders, roads, towns, names, and a way over it.
//!
//! Everything that can be clicked is a link: an item leads to its page, a region to the view of it.
//! Pure geometry and a template: knows an answer and addresses, no graph. The same answer gives the
//! same bytes.

mod labels;
mod path;
mod way;

use std::sync::LazyLock;

use askama::Template;

use crate::address::href;
use crate::explorer::{MapAnswer, MapItem, MapQuestion, MapRegion, Marked};
use crate::letters::fit;
use crate::letters::markup;
use crate::letters::plain::brief;
use crate::picture::preview;
use crate::words;
use crate::words::texts::{Texts, args};
use labels::{Anchor, Wanted};
use path::{closed, line, pixel, short};
use way::Way;

/// The style of maps.
pub const STYLE: &str = include_str!("../../../static/map.css");

/// Pixels of the name of an item at most.
const NAME_PIXELS: f64 = 150.0;
/// Items that have a name at most.
const NAMED: usize = 44;
/// The radius of the smallest town, and by how much the largest is larger.
const TOWN: (f64, f64) = (2.0, 4.5);
/// Classes of roads by how much they are used, and the width of the widest.
const ROADS: [f64; 3] = [1.0, 1.7, 2.8];
/// How much nearer a region is shown that is clicked.
const NEARER: u8 = 2;

/// A view, to stand in a page.
///
/// # Errors
/// As for [`markup::render`].
pub fn inline(texts: Texts, answer: &MapAnswer) -> Result<String, askama::Error> {
    print(texts, answer, None)
}

/// A view as a file of its own, which carries its style.
///
/// # Errors
/// As for [`markup::render`].
pub fn stand_alone(texts: Texts, answer: &MapAnswer) -> Result<String, askama::Error> {
    print(texts, answer, Some(STYLE))
}

/// A view as it is made into pixels: in light colours, with letters that we have.
///
/// # Errors
/// As for [`markup::render`].
pub fn for_pixels(texts: Texts, answer: &MapAnswer) -> Result<String, askama::Error> {
    let mut drawing = drawing(texts, answer, Some(&PIXEL_STYLE));
    for name in &mut drawing.names {
        name.text = preview::drawable(&name.text);
    }
    markup::render(&drawing)
}

/// Light colours alone, and the typeface in the binary.
static PIXEL_STYLE: LazyLock<String> = LazyLock::new(|| {
    let light = STYLE.split("@media").next().unwrap_or_default();
    format!("{light}.cw-atlas{{font-family:\"Noto Sans\"}}")
});

/// What a view shows, in a sentence.
#[must_use]
pub fn description(texts: Texts, answer: &MapAnswer) -> String {
    let regions = answer.levels.first().map_or(&[][..], Vec::as_slice);
    let names: Vec<String> = regions
        .iter()
        .map(|region| words::region_label(texts, &region.card.name))
        .collect();
    texts.tell(
        "atlas-description",
        &args!["items" => answer.items.len(), "total" => answer.total, "names" => names.join(", ")],
    )
}

#[derive(Template)]
#[template(path = "map.svg")]
struct Drawing<'a> {
    style: Option<&'a str>,
    width: u32,
    height: u32,
    title: String,
    description: String,
    regions: Vec<Area>,
    /// The borders of each further level.
    borders: Vec<String>,
    /// The roads of each class, with their width.
    roads: Vec<(f64, String)>,
    towns: Vec<Town>,
    way: Option<Way>,
    /// Where the tip of a pin is.
    pin: Option<(String, String)>,
    names: Vec<Name<'a>>,
}

struct Area {
    tint: u8,
    path: String,
}

struct Town {
    href: String,
    title: String,
    x: String,
    y: String,
    radius: String,
}

struct Name<'a> {
    href: String,
    class: &'a str,
    is_for_all: bool,
    anchor: &'static str,
    x: String,
    y: String,
    text: String,
    right_to_left: bool,
    /// What it is the name of, if that is an item.
    town: Option<Town>,
    title: String,
}

fn print(texts: Texts, answer: &MapAnswer, style: Option<&str>) -> Result<String, askama::Error> {
    markup::render(&drawing(texts, answer, style))
}

fn drawing<'a>(texts: Texts, answer: &MapAnswer, style: Option<&'a str>) -> Drawing<'a> {
    let view = answer.view;
    let way = Way::of(texts, answer);
    let mut sights = Sights::new(texts, answer, way.as_ref());
    let names = sights.names();
    Drawing {
        style,
        width: view.width,
        height: view.height,
        title: title(texts, answer, |title| brief(title).into_owned()),
        description: description(texts, answer),
        regions: areas(answer),
        borders: borders(answer),
        roads: roads(answer),
        towns: sights.towns.into_iter().flatten().collect(),
        way,
        pin: pin(answer),
        names,
    }
}

/// What is marked, or that it is the map; `name` says how titles stand in it.
pub(crate) fn title(texts: Texts, answer: &MapAnswer, name: impl Fn(&str) -> String) -> String {
    match &answer.marked {
        None => texts.say("atlas-title").into_owned(),
        Some(Marked::Item(item)) => {
            texts.tell("atlas-title-item", &args!["item" => name(&item.card.title)])
        }
        Some(Marked::Way { answer, .. }) => {
            let ends = args!["from" => name(&answer.from.title), "to" => name(&answer.to.title)];
            texts.tell("atlas-title-way", &ends)
        }
    }
}

/// Towns and names of a view.
struct Sights<'a> {
    texts: Texts,
    answer: &'a MapAnswer,
    /// Those whose name has room stand with it.
    towns: Vec<Option<Town>>,
    wanted: Vec<(Wanted, &'static str, String, String)>,
    /// The town that each wanted name is of.
    of_town: Vec<Option<usize>>,
    marks: Vec<(f64, f64, f64)>,
}

impl<'a> Sights<'a> {
    fn new(texts: Texts, answer: &'a MapAnswer, way: Option<&Way>) -> Self {
        let mut sights = Self {
            texts,
            answer,
            towns: Vec::new(),
            wanted: Vec::new(),
            of_town: Vec::new(),
            marks: Vec::new(),
        };
        if let Some(way) = way {
            for stop in &way.stops {
                sights.want_item(&stop.item, 9.0, "w", None, true);
            }
            sights.marks = way.shields();
        }
        if let Some(Marked::Item(item)) = &answer.marked {
            sights.want_item(item, 14.0, "w", None, true);
        }
        sights.want_regions(0);
        let most = answer.items.iter().map(weight).max().unwrap_or(1).max(1);
        let on_way = |item: &MapItem| {
            way.is_some_and(|way| {
                way.stops
                    .iter()
                    .any(|stop| stop.item.card.id == item.card.id)
            })
        };
        let mut named = 0;
        for item in &answer.items {
            let point = answer.view.pixel(item.place.point());
            let share = f64::from(weight(item)) / f64::from(most);
            let radius = TOWN.0 + TOWN.1 * share;
            sights.towns.push(Some(Town {
                href: href::item(&item.card.id),
                title: brief(&item.card.title).into_owned(),
                x: short(point.x),
                y: short(point.y),
                radius: short(radius),
            }));
            if named < NAMED && !on_way(item) {
                let town = sights.towns.len() - 1;
                sights.want_item(item, radius + 4.0, "i", Some(town), true);
                named += 1;
            }
            if named == NAMED / 3 {
                sights.want_regions(1);
                named += 1;
            }
        }
        for level in 1..answer.levels.len() {
            if level > 1 || named <= NAMED / 3 {
                sights.want_regions(level);
            }
        }
        sights
    }

    fn want_item(
        &mut self,
        item: &MapItem,
        gap: f64,
        class: &'static str,
        town: Option<usize>,
        is_for_all: bool,
    ) {
        let size = if class == "w" { 13.0 } else { 12.0 };
        let label = fit::label(&item.card.title, NAME_PIXELS, size, 1);
        let text = label.lines.into_iter().next().unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let point = self.answer.view.pixel(item.place.point());
        let wanted = Wanted {
            text,
            size,
            spacing: 0.0,
            x: point.x,
            y: point.y,
            beside: Some(gap),
            is_for_all,
        };
        let title = brief(&item.card.title).into_owned();
        self.wanted
            .push((wanted, class, href::item(&item.card.id), title));
        self.of_town.push(town);
    }

    fn want_regions(&mut self, level: usize) {
        const CLASSES: [&str; 4] = ["l0", "l1", "l2", "l3"];
        // Capitals and letters set apart are wider than others.
        const SIZES: [(f64, f64); 4] = [(16.0, 3.6), (13.0, 0.8), (12.0, 0.0), (12.0, 0.0)];
        let (Some(regions), Some(&(size, spacing)), Some(class)) = (
            self.answer.levels.get(level),
            SIZES.get(level),
            CLASSES.get(level),
        ) else {
            return;
        };
        let mut regions: Vec<&MapRegion> = regions.iter().collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.card.item_count));
        for region in regions {
            let name = words::region_label(self.texts, &region.card.name);
            let label = fit::label(&name, 2.0 * NAME_PIXELS, size, 1);
            let point = self.answer.view.pixel(region.place.point());
            let wanted = Wanted {
                text: label.lines.into_iter().next().unwrap_or_default(),
                size,
                spacing,
                x: point.x,
                y: point.y,
                beside: None,
                is_for_all: level == 0,
            };
            let title = words::region_name(self.texts, &region.card.name);
            self.wanted
                .push((wanted, class, region_href(self.answer, region), title));
            self.of_town.push(None);
        }
    }

    /// The names that there is room for.
    fn names(&mut self) -> Vec<Name<'static>> {
        let view = self.answer.view;
        let wanted: Vec<Wanted> = self
            .wanted
            .iter()
            .map(|(wanted, ..)| wanted.clone())
            .collect();
        let (width, height) = (f64::from(view.width), f64::from(view.height));
        let placed = labels::place(&wanted, &self.marks, width, height);
        let mut names = Vec::new();
        for ((placed, (wanted, class, href, title)), town) in placed
            .into_iter()
            .zip(std::mem::take(&mut self.wanted))
            .zip(&self.of_town)
        {
            let Some(placed) = placed else { continue };
            let town = town.and_then(|town| self.towns.get_mut(town)?.take());
            let anchor = match placed.anchor {
                Anchor::Start => "s",
                Anchor::Middle => "",
                Anchor::End => "e",
            };
            names.push(Name {
                href,
                class,
                is_for_all: placed.is_for_all,
                anchor,
                x: short(placed.x),
                y: short(placed.y),
                right_to_left: crate::letters::plain::begins_right_to_left(&wanted.text),
                text: wanted.text,
                town,
                title,
            });
        }
        names
    }
}

/// Where a region is seen whole, and nearer.
pub(crate) fn region_href(answer: &MapAnswer, region: &MapRegion) -> String {
    let zoom = (answer.view.zoom + NEARER).min(answer.max_zoom);
    href::map(&MapQuestion {
        middle: Some(region.place),
        zoom: Some(zoom),
        ..answer.question.clone()
    })
}

fn pin(answer: &MapAnswer) -> Option<(String, String)> {
    let Some(Marked::Item(item)) = &answer.marked else {
        return None;
    };
    let point = pixel(answer, item.place);
    Some((short(point.x), short(point.y)))
}

/// What the size of a town goes by.
fn weight(item: &MapItem) -> u32 {
    item.orders.unwrap_or(item.links)
}

fn areas(answer: &MapAnswer) -> Vec<Area> {
    let first = answer.levels.first().into_iter().flatten();
    let area = |region: &MapRegion| Area {
        tint: region.tint,
        path: closed(&answer.view, &region.outline),
    };
    first.map(area).collect()
}

fn borders(answer: &MapAnswer) -> Vec<String> {
    let levels = answer.levels.iter().skip(1);
    let border = |regions: &Vec<MapRegion>| {
        let outlines = regions
            .iter()
            .map(|region| closed(&answer.view, &region.outline));
        outlines.collect()
    };
    levels.map(border).collect()
}

fn roads(answer: &MapAnswer) -> Vec<(f64, String)> {
    let most = answer
        .roads
        .iter()
        .filter_map(|road| road.orders)
        .max()
        .unwrap_or(1)
        .max(1);
    let mut classes: Vec<(f64, String)> = ROADS.map(|width| (width, String::new())).to_vec();
    for road in &answer.roads {
        let ends = [road.from, road.to].map(|end| answer.items.get(end));
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        let share = f64::from(road.orders.unwrap_or(1)) / f64::from(most);
        let class = ((share.sqrt() * ROADS.len() as f64) as usize).min(ROADS.len() - 1);
        let [from, to] = [from, to].map(|item| answer.view.pixel(item.place.point()));
        if let Some((_, path)) = classes.get_mut(class) {
            line(path, &[from, to]);
        }
    }
    classes.retain(|(_, path)| !path.is_empty());
    classes
}
