//! The page on the data: what was counted, how it is measured, what it looks like.

use std::borrow::Cow;

use askama::Template;

use crate::explorer::GraphAnswer;
use crate::view::href;
use crate::view::texts::Texts;
use crate::view::words;

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
    items: String,
    links: String,
    counted: bool,
    measure: &'a str,
    measure_words: &'static str,
    rule: Cow<'static, str>,
    main_share: Option<String>,
    counts: Vec<(&'a str, String)>,
    options: Vec<(&'a str, &'a str)>,
    warnings: &'a [String],
    categories: Vec<Bar>,
    more_categories: usize,
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
        let largest = answer.components.first().filter(|sizes| sizes.size > 1);
        let share = largest.map(|sizes| f64::from(sizes.size) / answer.items.max(1) as f64);
        let categories = answer.categories.iter().take(CATEGORIES);
        let degrees = answer
            .degrees
            .iter()
            .map(|band| (words::band(texts, band), band.items));
        Self {
            frame,
            note: answer.note.as_deref(),
            items: texts.number(answer.items),
            links: texts.number(answer.links),
            counted: answer.counted,
            measure: &answer.measure,
            measure_words: measure_words(&answer.measure),
            rule: words::ranking_rule(texts),
            main_share: share.map(|share| texts.percent(share)),
            counts: answer
                .counts
                .iter()
                // What did not happen is nothing to read about.
                .filter(|(_, count)| *count > 0)
                .filter_map(|(name, count)| Some((count_words(name)?, texts.number(*count))))
                .collect(),
            options: answer
                .options
                .iter()
                .map(|(name, value)| (option_words(name), value.as_str()))
                .collect(),
            warnings: &answer.warnings,
            categories: bars(
                texts,
                categories
                    .map(|(name, items)| (name.clone(), *items))
                    .collect(),
            ),
            more_categories: answer.categories.len().saturating_sub(CATEGORIES),
            islands: islands(texts, answer),
            degrees: bars(texts, degrees.collect()),
            popular: answer
                .popular
                .iter()
                .map(|card| CardLink::to_item(texts, card))
                .collect(),
            centre_rule: words::centre_rule(texts),
            closeness: answer
                .centre_basis
                .as_ref()
                .map(|basis| words::closeness(texts, basis)),
            central: answer
                .central
                .iter()
                .map(|item| {
                    (
                        CardLink::to_item(texts, &item.card),
                        words::mean_steps(texts, item.mean_hops),
                    )
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

/// What a number of the manifest counts; a name this page does not know stands for itself, and what
/// only an operator can make use of is left out.
fn count_words(name: &str) -> Option<&str> {
    Some(match name {
        "items" => "items",
        "items_without_entry" => "items known from orders only",
        "counting_slices" => return None,
        "lines_of_unknown_items" => "rows that name one of these",
        "items_without_links" => "items linked to nothing",
        "rows_skipped" => "rows left out",
        "duplicate_lines" => "items said twice in one order",
        "orders" => "orders",
        "order_lines" => "order lines",
        "orders_over_limit" => "orders too large to count",
        "lines_over_limit" => "their order lines",
        "pair_instances" => "pairs in orders",
        "distinct_pairs" => "different pairs",
        "self_links" => "links of an item with itself, left out",
        "links_under_minimum" => "pairs in too few orders",
        "links_before_pruning" => "pairs in enough orders",
        "links_pruned" => "links too weak to keep",
        "links" => "links kept",
        "components" => "islands",
        "main_component_items" => "items of the largest island",
        other => other,
    })
}

/// What an option of the rebuild decides.
fn option_words(name: &str) -> &str {
    match name {
        "centre_samples" => "items that closeness is measured from",
        "max_basket" => "most items of an order that is counted",
        "measure" => "measure of strength",
        "min_orders" => "orders a link needs",
        "top" => "strongest links an item keeps",
        other => other,
    }
}

fn measure_words(measure: &str) -> &'static str {
    match measure {
        "cosine" => {
            "the number of orders that hold both, divided by the geometric mean of the orders \
             that hold each. Two items that are nearly always bought together come near 1, \
             however popular they are"
        }
        "jaccard" => "the number of orders that hold both, divided by those that hold either",
        "lift" => "how many times more often both are in one order than chance would give",
        "orders" => "simply the number of orders that hold both",
        _ => "as the options below say",
    }
}

fn islands(texts: Texts, answer: &GraphAnswer) -> Vec<(String, String)> {
    let sizes = answer.components.iter().take(ISLAND_SIZES);
    let mut rows: Vec<(String, String)> = sizes
        .map(|sizes| {
            let size = match sizes.size {
                1 => "a single item, linked to nothing".to_owned(),
                size => texts.count("items", size),
            };
            (size, texts.number(sizes.components))
        })
        .collect();
    let rest = answer.components.iter().skip(ISLAND_SIZES);
    let rest: u64 = rest.map(|sizes| u64::from(sizes.components)).sum();
    if rest > 0 {
        rows.push(("smaller ones".to_owned(), texts.number(rest)));
    }
    rows
}
