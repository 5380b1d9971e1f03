//! The page on the data: what was counted, how it is measured, what it looks like.

use std::borrow::Cow;

use askama::Template;

use crate::address::href;
use crate::explorer::{BridgingBasis, DegreeBand, Distances, GalleriesAnswer, GraphAnswer};
use crate::picture::chart::Chart;
use crate::words;
use crate::words::texts::{Texts, args};

use super::bars::{Bar, bars};
use super::frame::Frame;
use super::galleries::{PairLink, bridging_card, central_card};
use super::links::CardLink;

/// Categories shown one by one.
const CATEGORIES: usize = 12;
/// Sizes of islands shown one by one.
const ISLAND_SIZES: usize = 8;

/// The page at `/about`.
#[derive(Debug, Template)]
#[template(path = "about.html")]
pub struct AboutPage<'a> {
    frame: &'a Frame,
    size: String,
    counted: bool,
    strength: String,
    own_lists: String,
    /// The rules that keep something out of the graph.
    hidden: String,
    rule: Cow<'static, str>,
    counts: Vec<(String, String)>,
    options: Vec<(String, String)>,
    warnings: &'a [String],
    categories: Vec<Bar>,
    /// How many more there are.
    more_categories: Option<String>,
    islands: Vec<(String, String)>,
    degrees: Vec<Bar>,
    popular: Vec<CardLink>,
    centre_rule: Cow<'static, str>,
    closeness: Option<String>,
    /// The most central items with their mean steps.
    central: Vec<CardLink>,
    /// Items by their number of links, as a picture.
    degrees_chart: String,
    distances: Option<DistancesView>,
    longest_known: Option<PairLink>,
    bridging: Vec<CardLink>,
    bridging_basis: Option<String>,
    json: String,
}

/// How far apart items are.
#[derive(Debug)]
struct DistancesView {
    chart: String,
    sentence: String,
    basis: String,
    rows: Vec<(String, String)>,
}

impl<'a> AboutPage<'a> {
    /// The page on a catalogue.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the pictures.
    pub fn new(
        frame: &'a Frame,
        answer: &'a GraphAnswer,
        galleries: &GalleriesAnswer,
    ) -> Result<Self, askama::Error> {
        let texts = frame.texts;
        let measure = args!["measure" => answer.measure.as_str()];
        let categories = answer.categories.iter().take(CATEGORIES);
        let more_categories = answer.categories.len().saturating_sub(CATEGORIES);
        let degrees = answer
            .degrees
            .iter()
            .map(|band| (words::band(texts, band), band.items));
        Ok(Self {
            frame,
            degrees_chart: degrees_chart(texts, answer)?,
            distances: galleries
                .distances
                .as_ref()
                .map(|distances| distances_view(texts, distances))
                .transpose()?,
            longest_known: galleries
                .longest_known
                .as_ref()
                .map(|pair| PairLink::far(frame, pair)),
            bridging: galleries
                .bridging
                .iter()
                .map(|item| bridging_card(frame, item))
                .collect(),
            bridging_basis: galleries
                .bridging_basis
                .as_ref()
                .map(|basis| bridging_basis(texts, basis)),
            size: size(texts, answer),
            counted: answer.counted,
            strength: texts.tell("about-strength", &measure),
            own_lists: own_lists(texts, answer),
            hidden: words::hidden(texts, &answer.hidden_by),
            rule: words::ranking_rule(texts),
            counts: counts(texts, answer),
            options: options(texts, answer),
            warnings: &answer.warnings,
            categories: bars(
                texts,
                categories
                    .map(|(name, items)| (name.clone(), *items))
                    .collect(),
            ),
            more_categories: (more_categories > 0)
                .then(|| texts.count("about-more-categories", more_categories)),
            islands: islands(texts, answer),
            degrees: bars(texts, degrees.collect()),
            popular: answer.popular.iter().map(|card| frame.card(card)).collect(),
            centre_rule: words::centre_rule(texts),
            closeness: answer
                .centre_basis
                .as_ref()
                .map(|basis| words::closeness(texts, basis)),
            central: answer
                .central
                .iter()
                .map(|item| central_card(frame, item))
                .collect(),
            json: href::at(href::API_GRAPH),
        })
    }
}

/// What stands on the own list of an item.
fn own_lists(texts: Texts, answer: &GraphAnswer) -> String {
    let kept = match (answer.hidden_by.top, answer.counted) {
        (Some(_), _) => "strongest",
        (None, false) => "given",
        (None, true) => "all",
    };
    texts.tell("about-own-lists", &args!["kept" => kept])
}

/// How large the catalogue is, and how much of it hangs together.
fn size(texts: Texts, answer: &GraphAnswer) -> String {
    let items = texts.count("items", answer.items);
    let links = texts.count("links", answer.links);
    let largest = answer.components.first().filter(|sizes| sizes.size > 1);
    match largest {
        Some(sizes) => {
            let share = texts.percent(f64::from(sizes.size) / answer.items.max(1) as f64);
            let numbers = args!["items" => items, "links" => links, "share" => share];
            texts.tell("about-size-share", &numbers)
        }
        None => texts.tell("about-size", &args!["items" => items, "links" => links]),
    }
}

/// What the rebuild counted; a name this page does not know stands for itself, and what only an
/// operator can make use of is left out.
fn counts(texts: Texts, answer: &GraphAnswer) -> Vec<(String, String)> {
    let counts = answer.counts.iter();
    counts
        // What did not happen is nothing to read about.
        .filter(|(name, count)| *count > 0 && name != "counting_slices")
        .map(|(name, count)| {
            let name = texts.tell("about-count", &args!["name" => name.as_str()]);
            (name, texts.number(*count))
        })
        .collect()
}

/// The options of the rebuild in words; what this page does not know stands for itself.
fn options(texts: Texts, answer: &GraphAnswer) -> Vec<(String, String)> {
    let in_words = |name: &str, value: &str| match value.parse::<u64>() {
        Ok(number) => texts.number(number),
        Err(_) if name == "measure" => texts.tell("about-measure", &args!["measure" => value]),
        Err(_) => value.to_owned(),
    };
    let options = answer.options.iter();
    options
        .map(|(name, value)| {
            let option = texts.tell("about-option", &args!["name" => name.as_str()]);
            (option, in_words(name, value))
        })
        .collect()
}

fn degrees_chart(texts: Texts, answer: &GraphAnswer) -> Result<String, askama::Error> {
    let chart = Chart {
        id: "links",
        title: &texts.say("about-degrees"),
        description: &texts.say("about-degrees-chart"),
        axis: &texts.say("chart-links"),
        texts,
    };
    let label = |band: &DegreeBand| match (band.from, band.to) {
        (from, to) if from == to => texts.number(from),
        (from, to) => format!("{}–{}", texts.number(from), texts.number(to)),
    };
    let bands = answer.degrees.iter();
    let counts: Vec<(String, u64)> = bands.map(|band| (label(band), band.items)).collect();
    chart.print(&counts)
}

fn distances_view(texts: Texts, distances: &Distances) -> Result<DistancesView, askama::Error> {
    let mean = texts.one_decimal(distances.mean_hops());
    let sentence = texts.tell("about-distances-mean", &args!["mean" => mean]);
    let chart = Chart {
        id: "distances",
        title: &texts.say("about-distances"),
        description: &sentence,
        axis: &texts.say("chart-steps"),
        texts,
    };
    let bands = distances.bands.iter();
    let counts: Vec<(String, u64)> = bands
        .clone()
        .map(|band| (texts.number(band.hops), band.pairs))
        .collect();
    let samples = args!["samples" => distances.basis.samples];
    Ok(DistancesView {
        chart: chart.print(&counts)?,
        sentence,
        basis: if distances.is_exact() {
            texts.say("about-distances-exact").into_owned()
        } else {
            texts.tell("about-distances-sampled", &samples)
        },
        rows: bands
            .map(|band| (texts.count("steps", band.hops), texts.percent(band.share)))
            .collect(),
    })
}

fn bridging_basis(texts: Texts, basis: &BridgingBasis) -> String {
    if basis.is_exact() {
        return texts.say("about-bridging-exact").into_owned();
    }
    texts.tell("about-bridging-sampled", &args!["samples" => basis.samples])
}

fn islands(texts: Texts, answer: &GraphAnswer) -> Vec<(String, String)> {
    let sizes = answer.components.iter().take(ISLAND_SIZES);
    let mut rows: Vec<(String, String)> = sizes
        .map(|sizes| {
            let size = match sizes.size {
                1 => texts.say("about-islands-single").into_owned(),
                size => texts.count("items", size),
            };
            (size, texts.number(sizes.components))
        })
        .collect();
    let rest = answer.components.iter().skip(ISLAND_SIZES);
    let rest: u64 = rest.map(|sizes| u64::from(sizes.components)).sum();
    if rest > 0 {
        let smaller = texts.say("about-islands-smaller").into_owned();
        rows.push((smaller, texts.number(rest)));
    }
    rows
}
