//! The page on the data: what was counted, how it is measured, what it looks like.

use std::borrow::Cow;

use askama::Template;

use crate::explorer::GraphAnswer;
use crate::view::texts::{Texts, args};
use crate::view::{href, words};

use super::bars::{Bar, bars};
use super::{CardLink, Frame};

/// Categories shown one by one.
const CATEGORIES: usize = 12;
/// Sizes of islands shown one by one.
const ISLAND_SIZES: usize = 8;

/// The page at `/about`.
#[derive(Debug, Template)]
#[template(path = "about.html")]
pub struct AboutPage<'a> {
    frame: &'a Frame,
    note: Option<&'a str>,
    size: String,
    counted: bool,
    strength: String,
    rule: Cow<'static, str>,
    counts: Vec<(String, String)>,
    options: Vec<(String, &'a str)>,
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
    central: Vec<(CardLink, String)>,
    json: &'static str,
}

impl<'a> AboutPage<'a> {
    /// The page on a catalogue.
    #[must_use]
    pub fn new(frame: &'a Frame, answer: &'a GraphAnswer) -> Self {
        let texts = frame.texts;
        let measure = args!["measure" => answer.measure.as_str()];
        let categories = answer.categories.iter().take(CATEGORIES);
        let more_categories = answer.categories.len().saturating_sub(CATEGORIES);
        let degrees = answer
            .degrees
            .iter()
            .map(|band| (words::band(texts, band), band.items));
        Self {
            frame,
            note: answer.note.as_deref(),
            size: size(texts, answer),
            counted: answer.counted,
            strength: texts.tell("about-strength", &measure),
            rule: words::ranking_rule(texts),
            counts: counts(texts, answer),
            options: answer
                .options
                .iter()
                .map(|(name, value)| {
                    let name = args!["name" => name.as_str()];
                    (texts.tell("about-option", &name), value.as_str())
                })
                .collect(),
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
                .map(|item| {
                    let steps = words::mean_steps(texts, item.mean_hops);
                    let mean = texts.tell("about-centre-mean", &args!["steps" => steps]);
                    (frame.card(&item.card), mean)
                })
                .collect(),
            json: href::API_GRAPH,
        }
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// Whatever askama reports; with the templates of this house, nothing.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }
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
