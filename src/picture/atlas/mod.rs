//! A view of the map as SVG: sea, land, borders, roads, towns, names, and a way over it.
//!
//! Everything that can be clicked is a link: an item leads to its page, a region to the view of it.
//! Pure geometry and a template: knows an answer and addresses, no graph. The same answer gives the
//! same bytes.

mod labels;
mod land;
mod path;
mod region;
mod sights;
#[cfg(test)]
mod tests;
mod way;

use std::sync::LazyLock;

use askama::Template;

use crate::explorer::{MapAnswer, Marked};
use crate::letters::markup;
use crate::letters::plain::brief;
use crate::picture::preview;
use crate::words;
use crate::words::texts::{Texts, args};
use land::Area;
use path::{pixel, short};
pub(crate) use region::region_href;
use sights::{Name, Sights, Town};
use way::Way;

/// The style of maps.
pub const STYLE: &str = include_str!("../../../static/map.css");

/// The width below which a page shows a map narrow, as its style says it.
const NARROW: &str = "(max-width:56rem)";
/// A map alone is narrow where it is shown smaller than this share of what it is drawn for.
const NARROW_SHARE: f64 = 0.8;

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
    let narrow = f64::from(answer.view.width) * NARROW_SHARE;
    let style = STYLE.replace(NARROW, &format!("(max-width:{narrow:.0}px)"));
    print(texts, answer, Some(&style))
}

/// A view as it is made into pixels: in light colours, with letters that we have.
///
/// # Errors
/// As for [`markup::render`].
pub fn for_pixels(texts: Texts, answer: &MapAnswer) -> Result<String, askama::Error> {
    let mut drawing = drawing(texts, answer, Some(&PIXEL_STYLE));
    for name in &mut drawing.names {
        // Small capitals are no letters of our faces.
        let is_capital = name.classes.contains("l0");
        for line in &mut name.lines {
            *line = preview::drawable(line);
            if is_capital {
                *line = line.to_uppercase();
            }
        }
    }
    markup::render(&drawing)
}

/// Light colours alone, and the typefaces in the binary.
static PIXEL_STYLE: LazyLock<String> = LazyLock::new(|| {
    let light = STYLE.split("@media").next().unwrap_or_default();
    format!(
        "{light}.cw-atlas{{font-family:\"Noto Sans\"}}\
         .m-names .l0,.m-names .l1,.m-names .l2{{font-family:\"Noto Serif\"}}\
         .m-names .l0{{font-size:12.5px}}"
    )
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
    grid: String,
    regions: Vec<Area>,
    /// The borders of each further level.
    borders: Vec<String>,
    /// The roads of each class, with their width.
    roads: Vec<(f64, String)>,
    towns: Vec<Town>,
    way: Option<Way>,
    /// Where the tip of a pin is.
    pin: Option<(String, String)>,
    names: Vec<Name>,
}

fn print(texts: Texts, answer: &MapAnswer, style: Option<&str>) -> Result<String, askama::Error> {
    markup::render(&drawing(texts, answer, style))
}

fn drawing<'a>(texts: Texts, answer: &MapAnswer, style: Option<&'a str>) -> Drawing<'a> {
    let view = answer.view;
    let way = Way::of(texts, answer);
    let (names, towns) = Sights::new(texts, answer, way.as_ref()).placed();
    Drawing {
        style,
        width: view.width,
        height: view.height,
        title: title(texts, answer, |title| brief(title).into_owned()),
        description: description(texts, answer),
        grid: land::grid(&view),
        regions: land::areas(answer),
        borders: land::borders(answer),
        roads: land::roads(answer),
        towns,
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

fn pin(answer: &MapAnswer) -> Option<(String, String)> {
    let Some(Marked::Item(item)) = &answer.marked else {
        return None;
    };
    let point = pixel(answer, item.place);
    Some((short(point.x), short(point.y)))
}
