//! The page of the map: a view of it, ways to other views, and the items in view as a list.

use askama::Template;

use crate::address::{href, param};
use crate::explorer::{
    ItemCard, MAP_HEIGHT, MAP_PARTS, MAP_WIDTH, MapAnswer, MapMark, MapQuestion, MapRegion, Marked,
    Outcome, PathsAnswer, Place, Zoom,
};
use crate::letters::plain::brief;
use crate::picture::atlas;
use crate::words;
use crate::words::texts::args;

use super::frame::Frame;
use super::links::CardLink;
use super::sentence::Sentence;
use super::share::ShareTags;

/// How far one goes by a step: this part of what is in view.
const STEP: f64 = 0.5;
/// The eight directions: the name of the text, and how far right and down it leads.
const DIRECTIONS: [(&str, &str, f64, f64); 8] = [
    ("map-north-west", "↖", -1.0, -1.0),
    ("map-north", "↑", 0.0, -1.0),
    ("map-north-east", "↗", 1.0, -1.0),
    ("map-west", "←", -1.0, 0.0),
    ("map-east", "→", 1.0, 0.0),
    ("map-south-west", "↙", -1.0, 1.0),
    ("map-south", "↓", 0.0, 1.0),
    ("map-south-east", "↘", 1.0, 1.0),
];

/// The page at `/map`.
#[derive(Debug, Template)]
#[template(path = "map.html")]
pub struct MapPage<'a> {
    frame: &'a Frame,
    tags: ShareTags,
    /// It is the map, an item or a way, and no other view of these.
    is_plain: bool,
    title: Sentence,
    plain_title: String,
    lead: Sentence,
    picture: String,
    x: String,
    y: String,
    zoom: Zoom,
    max_zoom: Zoom,
    moves: Vec<Move>,
    find: String,
    way: Option<WayList>,
    regions: Vec<RegionLink>,
    items: Vec<CardLink>,
    items_words: String,
    canonical: String,
    json: String,
    svg: String,
    script: String,
}

/// A way to another view.
#[derive(Debug)]
struct Move {
    href: String,
    sign: &'static str,
    words: String,
    /// Where it stands: the name of its text.
    class: &'static str,
}

#[derive(Debug)]
struct RegionLink {
    href: String,
    name: Sentence,
    items: String,
}

/// The steps of the best connection.
#[derive(Debug)]
struct WayList {
    headline: String,
    /// Why there is none.
    reason: Option<Sentence>,
    href: String,
    stops: Vec<CardLink>,
}

impl<'a> MapPage<'a> {
    /// The page of a view.
    ///
    /// # Errors
    /// As for [`render`](super::render).
    pub fn new(frame: &'a Frame, answer: &'a MapAnswer) -> Result<Self, askama::Error> {
        let texts = frame.texts;
        let plain_title = atlas::title(texts, answer, |title| brief(title).into_owned());
        let middle = answer.view.middle;
        let items = answer.items.iter().map(|item| frame.card(&item.card));
        let regions = answer.levels.first().into_iter().flatten();
        let mut regions: Vec<&MapRegion> = regions.collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.card.item_count));
        let region = |region: &MapRegion| RegionLink {
            href: atlas::region_href(answer, region),
            name: words::region_name(texts, &region.card.name).into(),
            items: texts.count("map-region-items", u64::from(region.card.item_count)),
        };
        let shown = args!["items" => answer.items.len(), "total" => answer.total];
        Ok(Self {
            frame,
            tags: ShareTags::of_map(frame, answer, &plain_title),
            is_plain: answer.question.middle.is_none()
                && answer.question.zoom.is_none()
                && answer.question.width == MapQuestion::DEFAULT_WIDTH
                && answer.question.height == MapQuestion::DEFAULT_HEIGHT,
            title: atlas::title(texts, answer, words::isolated).into(),
            plain_title,
            lead: texts.say("map-lead").into_owned().into(),
            picture: atlas::inline(texts, answer)?,
            x: href::units(middle.x),
            y: href::units(middle.y),
            zoom: answer.view.zoom,
            max_zoom: answer.max_zoom,
            moves: moves(frame, answer),
            find: href::at(href::MAP),
            way: way(frame, answer),
            regions: regions.into_iter().map(region).collect(),
            items: items.collect(),
            items_words: texts.tell("map-items-in-view", &shown),
            canonical: href::map(&answer.question),
            json: href::api_map(&answer.question),
            svg: href::map_svg(&answer.question),
            script: super::assets::map_script().href(),
        })
    }

    /// The name of the box that an item is looked for by.
    fn item_field(&self) -> &'static str {
        param::ITEM
    }
}

fn moves(frame: &Frame, answer: &MapAnswer) -> Vec<Move> {
    let view = answer.view;
    let to = |middle: Place, zoom: Zoom| {
        href::map(&MapQuestion {
            middle: Some(middle),
            zoom: Some(zoom),
            ..answer.question.clone()
        })
    };
    let words = |name: &str| frame.texts.say(name).into_owned();
    let mut moves = Vec::new();
    if view.zoom < answer.max_zoom {
        moves.push(Move {
            href: to(view.middle, view.zoom + 1),
            sign: "+",
            words: words("map-nearer"),
            class: "map-nearer",
        });
    }
    if view.zoom > MapQuestion::MIN_ZOOM {
        moves.push(Move {
            href: to(view.middle, view.zoom - 1),
            sign: "−",
            words: words("map-farther"),
            class: "map-farther",
        });
    }
    moves.push(Move {
        href: href::map(&MapQuestion {
            middle: None,
            zoom: None,
            mark: match &answer.question.mark {
                Some(MapMark::Way(way)) => Some(MapMark::Way(way.clone())),
                _ => None,
            },
            ..answer.question.clone()
        }),
        sign: "⌂",
        words: words("map-whole"),
        class: "map-whole",
    });
    let frame_seen = view.frame();
    for (name, sign, right, down) in DIRECTIONS {
        let along = |at: u32, by: f64, side: u32| {
            let most = f64::from(side * MAP_PARTS);
            let by = by * STEP * f64::from(MAP_PARTS);
            (f64::from(at) + by).round().clamp(0.0, most) as u32
        };
        let middle = Place {
            x: along(view.middle.x, right * frame_seen.width(), MAP_WIDTH),
            y: along(view.middle.y, down * frame_seen.height(), MAP_HEIGHT),
        };
        moves.push(Move {
            href: to(middle, view.zoom),
            sign,
            words: words(name),
            class: name,
        });
    }
    moves
}

fn way(frame: &Frame, answer: &MapAnswer) -> Option<WayList> {
    let Some(Marked::Way { answer, .. }) = &answer.marked else {
        return None;
    };
    Some(WayList {
        headline: words::headline(frame.texts, answer),
        reason: match &answer.outcome {
            Outcome::NoPath(none) => {
                let name = |card: &ItemCard| words::isolated(&card.title);
                Some(words::no_path(frame.texts, answer, none, name).into())
            }
            Outcome::Found(_) | Outcome::SameItem => None,
        },
        href: href::connect(&answer.question),
        stops: stops(frame, answer),
    })
}

fn stops(frame: &Frame, answer: &PathsAnswer) -> Vec<CardLink> {
    let Outcome::Found(found) = &answer.outcome else {
        return [&answer.from, &answer.to]
            .map(|card| frame.card(card))
            .into();
    };
    let best = found.paths.first().map_or(&[][..], |path| &path.items);
    let stop = |(place, &item): (usize, &usize)| {
        let card = frame.card(&found.items.get(item)?.card);
        let before = place.checked_sub(1).and_then(|place| best.get(place));
        let link = before.and_then(|&before| found.link(before, item));
        Some(match link {
            Some(link) => card.noted(words::lead(frame.texts, &link.evidence)),
            None => card,
        })
    };
    best.iter().enumerate().filter_map(stop).collect()
}
