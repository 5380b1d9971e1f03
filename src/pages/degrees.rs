//! The page on how far everything else is from an item.

use askama::Template;

use crate::address::href;
use crate::explorer::{
    DegreesAnswer, DegreesQuestion, Direction, ItemCard, NeighbourDirection, PathsQuestion,
};
use crate::letters::plain::brief;
use crate::picture::chart::Chart;
use crate::words;
use crate::words::texts::{Texts, args};

use super::bars::{Bar, bars};
use super::frame::Frame;
use super::links::{CardLink, Choice};
use super::sentence::Sentence;

/// Distances shown one by one; what is farther stands in one row.
const ROWS: usize = 24;

/// The page at `/items/{id}/degrees`.
#[derive(Debug, Template)]
#[template(path = "degrees.html")]
pub struct DegreesPage<'a> {
    frame: &'a Frame,
    title: &'a str,
    heading: Sentence,
    /// The heading without marks.
    plain_heading: String,
    item: String,
    sentence: Sentence,
    centre: Option<String>,
    directions: [Choice; 3],
    rows: Vec<Row>,
    farthest_words: String,
    /// Where the farthest lead.
    farthest_links: Sentence,
    farthest: Vec<CardLink>,
    canonical: String,
    json: String,
}

#[derive(Debug)]
struct Row {
    bar: Bar,
    share: String,
}

impl<'a> DegreesPage<'a> {
    /// The page of an item.
    #[must_use]
    pub fn new(frame: &'a Frame, answer: &'a DegreesAnswer) -> Self {
        let title = &answer.item.title;
        let texts = frame.texts;
        let named = args!["title" => words::isolated(title)];
        let far = |card| frame.card_to(card, connection(answer, card));
        Self {
            frame,
            title,
            heading: texts.tell("degrees-heading", &named).into(),
            plain_heading: texts.tell("degrees-heading", &args!["title" => brief(title)]),
            item: href::item(&answer.item.id),
            sentence: words::from_here(texts, answer, &words::isolated(title)).into(),
            centre: answer
                .centre_rank
                .map(|rank| words::centre_rank(texts, rank, answer.component.size)),
            directions: directions(texts, &answer.question),
            rows: rows(texts, answer),
            farthest_words: words::farthest(texts, answer),
            farthest_links: farthest_links(texts, answer).into(),
            farthest: answer.farthest.iter().map(far).collect(),
            canonical: href::degrees(&answer.question),
            json: href::api_degrees(&answer.question),
        }
    }
}

/// Where the farthest items lead.
fn farthest_links(texts: Texts, answer: &DegreesAnswer) -> String {
    let title = words::isolated(&answer.item.title);
    let linked = args!["title" => title, "items" => answer.farthest.len()];
    texts.tell("degrees-farthest-links", &linked)
}

fn directions(texts: Texts, question: &DegreesQuestion) -> [Choice; 3] {
    [
        NeighbourDirection::Any,
        NeighbourDirection::Out,
        NeighbourDirection::In,
    ]
    .map(|direction| Choice {
        href: href::degrees(&DegreesQuestion {
            direction,
            ..question.clone()
        }),
        words: words::walked(texts, direction),
        chosen: question.direction == direction,
    })
}

/// A row for each distance from 1, one for all that are farther, one for what is out of reach; none
/// where the item is alone.
/// How far everything is from an item, as a picture of its own.
///
/// # Errors
/// As for [`render`](super::render).
pub fn degrees_picture(texts: Texts, answer: &DegreesAnswer) -> Result<String, askama::Error> {
    let name = words::isolated(&answer.item.title);
    let chart = Chart {
        id: "degrees",
        title: &texts.tell("degrees-heading", &args!["title" => name.as_str()]),
        description: &words::from_here(texts, answer, &name),
        axis: &texts.say("chart-steps"),
        texts,
    };
    let levels = answer.levels.iter().enumerate().skip(1);
    let counts: Vec<(String, u64)> = levels
        .map(|(hops, &items)| (texts.number(hops), u64::from(items)))
        .collect();
    chart.stand_alone(&counts)
}

fn rows(texts: Texts, answer: &DegreesAnswer) -> Vec<Row> {
    let levels = answer.levels.get(1..).unwrap_or_default();
    if levels.is_empty() {
        return Vec::new();
    }
    let (near, far) = levels.split_at(levels.len().min(ROWS));
    let mut counts: Vec<(String, u64)> = (1..)
        .zip(near)
        .map(|(hops, &items)| (words::steps_between(texts, hops, hops), u64::from(items)))
        .collect();
    let far = [
        (
            words::steps_between(texts, ROWS as u32 + 1, answer.max_hops()),
            far.iter().map(|&items| u64::from(items)).sum(),
        ),
        (
            texts.say("degrees-out-of-reach").into_owned(),
            u64::from(answer.unreachable()),
        ),
    ];
    counts.extend(far.into_iter().filter(|(_, items)| *items > 0));
    let all = f64::from(answer.items.max(1));
    let shares: Vec<String> = counts
        .iter()
        .map(|(_, items)| texts.percent(*items as f64 / all))
        .collect();
    bars(texts, counts)
        .into_iter()
        .zip(shares)
        .map(|(bar, share)| Row { bar, share })
        .collect()
}

/// Where it is told how the item and a far one are connected, the way the distance was counted.
fn connection(answer: &DegreesAnswer, far: &ItemCard) -> String {
    let question = PathsQuestion::new(&answer.item.id, &far.id);
    let as_bought =
        |question: PathsQuestion| question.with(|options| options.direction = Direction::AsBought);
    href::connect(&match answer.question.direction {
        NeighbourDirection::Any => question,
        NeighbourDirection::Out => as_bought(question),
        NeighbourDirection::In => as_bought(question.swapped()),
    })
}
