//! Towns and names of a view: which there are, how large, and in which order they get room.
//!
//! Names are placed in a fixed order: what is marked, the regions of the first level, then items as
//! they are known, with the smaller regions among them.

use std::collections::HashSet;

use super::labels::{self, Anchor, LINE, Side, Spot, Wanted};
use super::path::{short, simplified};
use super::region::region_href;
use super::way::{STOP_GAP, Way};
use crate::address::href;
use crate::explorer::{Frame, MapAnswer, MapItem, MapRegion, Marked, Point};
use crate::letters::fit;
use crate::letters::plain::{begins_right_to_left, brief};
use crate::words;
use crate::words::texts::Texts;

/// Pixels of the name of an item at most.
const NAME_PIXELS: f64 = 150.0;
/// How the names of items are written, and those of what is marked.
const ITEM: Hand = Hand::new("", 12.0, 12.0, 0.0);
const MARKED: Hand = Hand::new("w", 13.0, 13.0, 0.0);
/// Items that may have a name, for each million pixels.
const NAMED: f64 = 100.0;
/// Items that are named before the regions of the second level are, as a share of these.
const NAMED_FIRST: f64 = 0.25;
/// Pixels that the name of a pin keeps from its tip.
const PIN_GAP: f64 = 14.0;
/// How far the middle of a pin is above its tip, and the radius around it.
const PIN: (f64, f64) = (12.0, 12.0);
/// Pixels that other names keep from the rim of their town.
const TOWN_GAP: f64 = 4.0;
/// Sizes of towns: the radius, and up to which rank by popularity, as a power of the number of items.
/// So there are few large ones and many small ones on any map, and the same town is as large in
/// every view.
const TOWNS: [(f64, f64); 4] = [(5.4, 0.3), (4.4, 0.5), (3.5, 0.7), (2.7, 0.88)];
const SMALLEST_TOWN: f64 = 2.1;
/// What is added to the radius of the best-known town of a region, which is a ring.
const RING: f64 = 1.4;
/// How the names of regions of each level are written.
const REGIONS: [Hand; 4] = [
    // Small capitals are smaller than letters of their size.
    Hand::new("l0", 17.0, 14.0, 2.7),
    Hand::new("l1", 14.0, 13.2, 0.4),
    Hand::new("l2", 12.5, 12.5, 0.0),
    Hand::new("l2", 12.5, 12.5, 0.0),
];
/// Pixels of a line of the name of a region: at least and at most.
const REGION_LINE: (f64, f64) = (90.0, 270.0);
/// Shares of the width of a region that a line of its name may have: the first that holds all of it.
const REGION_SHARES: [f64; 3] = [0.8, 1.0, 1.3];
/// What stands between two parts of a name.
const PART: &str = " · ";
/// Width of a letter as a share of its size, in the mean.
const MEAN_LETTER: f64 = 0.65;
/// How far the name of a region may stand from its middle, as shares of its width and height.
const REGION_SWAY: (f64, f64) = (0.12, 0.27);
/// Names look for the ground of their region where it is to so many pixels.
const GROUND_WITHIN: f64 = 3.0;

/// How a kind of names is written, as the style has it.
struct Hand {
    class: &'static str,
    /// Pixels of its letters.
    pixels: f64,
    /// Pixels that they are measured with.
    size: f64,
    /// Pixels between them.
    spacing: f64,
}

impl Hand {
    const fn new(class: &'static str, pixels: f64, size: f64, spacing: f64) -> Self {
        Self {
            class,
            pixels,
            size,
            spacing,
        }
    }
}

/// An item on the map.
pub(super) struct Town {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) radius: String,
    /// It is the best known of its region.
    pub(super) is_capital: bool,
}

/// A name, with the town that it is of.
pub(super) struct Name {
    pub(super) href: String,
    pub(super) classes: String,
    pub(super) x: String,
    /// The base line of its first line.
    pub(super) y: String,
    pub(super) lines: Vec<String>,
    /// From one line to the next, in letters as the style has them.
    pub(super) line: String,
    pub(super) right_to_left: bool,
    /// What it is the name of, if that is an item.
    pub(super) town: Option<Town>,
    /// The name in full, where it is not what is written.
    pub(super) title: Option<String>,
}

/// Towns and names of a view.
pub(super) struct Sights<'a> {
    texts: Texts,
    answer: &'a MapAnswer,
    /// Those whose name has room are taken by it.
    towns: Vec<Option<Town>>,
    wanted: Vec<Want>,
    spots: Vec<Spot>,
}

struct Want {
    name: Wanted,
    hand: &'static Hand,
    href: String,
    title: String,
    /// The town it is of.
    town: Option<usize>,
}

impl<'a> Sights<'a> {
    pub(super) fn new(texts: Texts, answer: &'a MapAnswer, way: Option<&Way>) -> Self {
        let mut sights = Self {
            texts,
            answer,
            towns: Vec::new(),
            wanted: Vec::new(),
            spots: way.map_or_else(Vec::new, Way::spots),
        };
        if let Some(way) = way {
            for stop in &way.stops {
                sights.want_item(&stop.item, &MARKED, STOP_GAP, None);
            }
        }
        if let Some(Marked::Item(item)) = &answer.marked {
            let tip = answer.view.pixel(item.place.point());
            sights.spots.push(Spot {
                x: tip.x,
                y: tip.y - PIN.0,
                radius: PIN.1,
            });
            sights.want_item(item, &MARKED, PIN_GAP, None);
        }
        sights.want_regions(0);
        sights.want_items(way);
        sights
    }

    fn want_items(&mut self, way: Option<&Way>) {
        let stops = way.into_iter().flat_map(|way| &way.stops);
        let marked = match &self.answer.marked {
            Some(Marked::Item(item)) => Some(item.card.id.as_str()),
            _ => None,
        };
        let ids = stops.map(|stop| stop.item.card.id.as_str()).chain(marked);
        let is_named: HashSet<&str> = ids.collect();
        let first = self.answer.levels.first().into_iter().flatten();
        let best = first.filter_map(|region| region.card.name.best.first());
        let capitals: HashSet<&str> = best.map(|card| card.id.as_str()).collect();
        let pixels = f64::from(self.answer.view.width) * f64::from(self.answer.view.height);
        let most = (NAMED * pixels / 1e6) as usize;
        let first = (most as f64 * NAMED_FIRST) as usize;
        let mut named = 0;
        for item in &self.answer.items {
            let id = item.card.id.as_str();
            let is_capital = capitals.contains(id);
            let radius = self.build_town(item, is_capital);
            if named < most && !is_named.contains(id) {
                let town = self.towns.len() - 1;
                self.want_item(item, &ITEM, radius + TOWN_GAP, Some(town));
                named += 1;
                if named == first {
                    self.want_regions(1);
                }
            }
        }
        let wanted = if named < first { 1 } else { 2 };
        for level in wanted..self.answer.levels.len() {
            self.want_regions(level);
        }
    }

    /// Adds a town, and tells its radius.
    fn build_town(&mut self, item: &MapItem, is_capital: bool) -> f64 {
        let point = self.answer.view.pixel(item.place.point());
        let rim = if is_capital { RING } else { 0.0 };
        let radius = rim + town_radius(item.popularity_rank, self.answer.total);
        self.towns.push(Some(Town {
            href: href::item(&item.card.id),
            title: brief(&item.card.title).into_owned(),
            x: short(point.x),
            y: short(point.y),
            radius: short(radius),
            is_capital,
        }));
        self.spots.push(Spot {
            x: point.x,
            y: point.y,
            radius: radius + 0.5,
        });
        radius
    }

    fn want_item(&mut self, item: &MapItem, hand: &'static Hand, gap: f64, town: Option<usize>) {
        let point = self.answer.view.pixel(item.place.point());
        self.want(Want {
            name: Wanted {
                lines: fit::label(&item.card.title, NAME_PIXELS, hand.size, 1).lines,
                size: hand.size,
                spacing: hand.spacing,
                x: point.x,
                y: point.y,
                side: Side::Beside(gap),
                ground: Vec::new(),
                is_for_all: true,
                is_urgent: town.is_none(),
            },
            hand,
            href: href::item(&item.card.id),
            title: brief(&item.card.title).into_owned(),
            town,
        });
    }

    fn want_regions(&mut self, level: usize) {
        let levels = self.answer.levels.get(level).zip(REGIONS.get(level));
        let Some((regions, hand)) = levels else {
            return;
        };
        let mut regions: Vec<&MapRegion> = regions.iter().collect();
        // The parts of the coast have no names of their own.
        regions.retain(|region| level == 0 || !region.card.name.is_coast);
        regions.sort_by_key(|region| std::cmp::Reverse(region.card.item_count));
        for region in regions {
            self.want_region(region, hand, level == 0);
        }
    }

    fn want_region(&mut self, region: &MapRegion, hand: &'static Hand, is_first: bool) {
        let view = self.answer.view;
        let outline: Vec<Point> = region.outline.iter().map(|&at| view.pixel(at)).collect();
        let Some(reach) = Frame::of(outline.iter().copied()) else {
            return;
        };
        let name = words::region_label(self.texts, &region.card.name);
        let point = view.pixel(region.place.point());
        let (right, down) = REGION_SWAY;
        self.want(Want {
            name: Wanted {
                lines: region_lines(&name, reach.width(), hand),
                size: hand.size,
                spacing: hand.spacing,
                x: point.x,
                y: point.y,
                side: Side::Within(reach.width() * right, reach.height() * down),
                ground: simplified(&outline, GROUND_WITHIN),
                is_for_all: is_first,
                is_urgent: is_first,
            },
            hand,
            href: region_href(self.answer, region),
            title: words::region_name(self.texts, &region.card.name),
            town: None,
        });
    }

    fn want(&mut self, want: Want) {
        if want.name.lines.iter().any(|line| !line.is_empty()) {
            self.wanted.push(want);
        }
    }

    /// The names that there is room for, and the towns without one.
    pub(super) fn placed(mut self) -> (Vec<Name>, Vec<Town>) {
        let view = self.answer.view;
        let wanted: Vec<Wanted> = self.wanted.iter().map(|want| want.name.clone()).collect();
        let (width, height) = (f64::from(view.width), f64::from(view.height));
        let placed = labels::place(&wanted, &self.spots, width, height);
        let mut names = Vec::new();
        for (want, placed) in std::mem::take(&mut self.wanted).into_iter().zip(placed) {
            let Some(placed) = placed else { continue };
            let town = want.town.and_then(|town| self.towns.get_mut(town)?.take());
            names.push(Name::new(want, placed, town));
        }
        (names, self.towns.into_iter().flatten().collect())
    }
}

impl Name {
    fn new(want: Want, placed: labels::Placed, town: Option<Town>) -> Self {
        let anchor = match placed.anchor {
            Anchor::Start => " s",
            Anchor::Middle => "",
            Anchor::End => " e",
        };
        let window = if placed.is_for_all { "p" } else { "k" };
        let classes = format!("{window} {}{anchor}", want.hand.class);
        let is_whole = want.name.lines == [want.title.as_str()];
        let right_to_left = want
            .name
            .lines
            .first()
            .is_some_and(|line| begins_right_to_left(line));
        Self {
            href: want.href,
            classes: classes.replace("  ", " ").trim_end().to_owned(),
            x: short(placed.x),
            y: short(placed.y),
            lines: want.name.lines,
            line: format!("{:.2}em", LINE * want.hand.size / want.hand.pixels),
            right_to_left,
            town,
            title: (!is_whole).then_some(want.title),
        }
    }
}

/// The radius of a town, by how well its item is known among so many.
fn town_radius(rank: u32, total: usize) -> f64 {
    let is_of = |&&(_, power): &&(f64, f64)| f64::from(rank) <= (total as f64).powf(power);
    let class = TOWNS.iter().find(is_of);
    class.map_or(SMALLEST_TOWN, |&(radius, _)| radius)
}

/// The name of a region so many pixels wide: whole on a line, or in its two parts on two, or else
/// broken and cut where it must be.
fn region_lines(name: &str, width: f64, hand: &Hand) -> Vec<String> {
    let apart = 1.0 + hand.spacing / (hand.size * MEAN_LETTER);
    let (least, most) = REGION_LINE;
    let lines = |text: &str, room: f64, count| {
        fit::label(text, room.clamp(least, most) / apart, hand.size, count).lines
    };
    let parts = name.split_once(PART).map(|(first, second)| [first, second]);
    let tried = REGION_SHARES.map(|share| {
        let room = width * share;
        let whole = |text: &str| lines(text, room, 1) == [text];
        if whole(name) {
            return Some(vec![name.to_owned()]);
        }
        if let Some(parts) = parts.filter(|parts| parts.iter().all(|part| whole(part))) {
            return Some(parts.map(str::to_owned).to_vec());
        }
        let broken = lines(name, room, 2);
        // Neither cut nor broken in a word.
        (broken.join(" ") == name && parts.is_none()).then_some(broken)
    });
    let found = tried.into_iter().flatten().next();
    found.unwrap_or_else(|| lines(name, most, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_the_larger_the_better_they_are_known() {
        let radii = |total| [1, 40, 200, 700, 1_900].map(|rank| town_radius(rank, total));
        assert_eq!(radii(2_000), [5.4, 4.4, 3.5, 2.7, 2.1]);
        assert_eq!(radii(10_000_000), [5.4, 5.4, 4.4, 4.4, 4.4]);
        assert_eq!(town_radius(1, 1), 5.4);
    }

    #[test]
    fn a_name_in_two_parts_is_parted_there() {
        let lines = |name, width| region_lines(name, width, &REGIONS[0]);
        assert_eq!(
            lines("film · Forrest Gump", 170.0),
            ["film", "Forrest Gump"]
        );
        assert_eq!(lines("film · Forrest Gump", 400.0), ["film · Forrest Gump"]);
        assert_eq!(lines("jazz", 10.0), ["jazz"]);
    }
}
