//! The options of a question about connections: what is active, each undone by one click, and a
//! form for the rest.

use std::borrow::Cow;

use crate::address::href;
use crate::explorer::{Direction, ItemCard, PathsAnswer, PathsOptions, PathsQuestion};
use crate::words;
use crate::words::texts::{Texts, args};

use super::{CardLink, Choice};

/// Numbers of listed connections the form offers.
const LIST_LENGTHS: [usize; 4] = [5, 20, 50, 100];
/// Percentiles of links the form offers to leave out what is beyond.
const PERCENTILES: [&str; 4] = ["99", "95", "90", "75"];
/// Most categories to choose from; with more, the name of one is typed.
const MOST_CATEGORIES: usize = 30;
/// Parameters that have a field of their own that shows their value.
const SHOWN_FIELDS: [&str; 4] = ["avoid_hubs", "max_hops", "extra_hops", "k"];

/// The options of a question as a page shows them.
#[derive(Debug)]
pub(super) struct OptionsView {
    pub(super) question: PathsQuestion,
    pub(super) swap: String,
    pub(super) directions: [Choice; 2],
    pub(super) active: Vec<ActiveOption>,
    pub(super) plain: Option<String>,
    /// What the form carries on unseen.
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) max_hops: String,
    pub(super) most_hops: u32,
    pub(super) lengths: Vec<Offer>,
    pub(super) list_lengths: Vec<Offer>,
    pub(super) hubs: Vec<Offer>,
    /// Categories to choose from, but for those chosen already.
    pub(super) categories: Vec<String>,
    /// There are too many categories to list, so names may be typed.
    pub(super) typed_categories: bool,
    /// Some of the filters are in use.
    pub(super) filtered: bool,
    pub(super) room_for_stop: bool,
}

/// One option in use, and the click that takes it back.
#[derive(Debug)]
pub(super) struct ActiveOption {
    pub(super) words: String,
    /// The item it is about.
    pub(super) card: Option<CardLink>,
    /// The category it is about.
    pub(super) name: Option<String>,
    pub(super) undo: String,
    pub(super) undo_words: Cow<'static, str>,
    /// The words of the click where they do not say what they are about.
    pub(super) spoken: Option<String>,
}

/// One value of a choice.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

impl OptionsView {
    /// The options of an answered question; `categories` are those of the catalogue, the largest
    /// first.
    pub(super) fn new(texts: Texts, answer: &PathsAnswer, categories: &[(String, u64)]) -> Self {
        let question = &answer.question;
        let plain = PathsQuestion::new(&question.from, &question.to);
        let mut hidden = href::paths_fields(question);
        hidden.retain(|(name, _)| !SHOWN_FIELDS.contains(name));
        let chosen = [
            &question.options.filters.only_category[..],
            &question.options.filters.avoid_category,
        ]
        .concat();
        let names = categories.iter().map(|(name, _)| name);
        let names = names.filter(|name| !name.is_empty() && !chosen.contains(name));
        Self {
            swap: href::connect(&question.swapped()),
            directions: [
                direction_choice(texts, question, Direction::EitherWay),
                direction_choice(texts, question, Direction::AsBought),
            ],
            active: active(texts, answer),
            plain: (plain != *question).then(|| href::connect(&plain)),
            hidden,
            max_hops: question
                .options
                .max_hops
                .map_or_else(String::new, |hops| hops.to_string()),
            most_hops: PathsOptions::MAX_HOPS,
            lengths: lengths(texts, question.options.extra_hops),
            list_lengths: list_lengths(question.options.k),
            hubs: hubs(texts, question),
            categories: names.take(MOST_CATEGORIES).cloned().collect(),
            typed_categories: categories.len() > MOST_CATEGORIES,
            filtered: !chosen.is_empty() || question.options.filters.avoid_hubs.is_some(),
            room_for_stop: question.options.via.len() < PathsOptions::MAX_VIA,
            question: question.clone(),
        }
    }
}

/// The options in use but for the direction, in the order a reader meets them.
fn active(texts: Texts, answer: &PathsAnswer) -> Vec<ActiveOption> {
    let question = &answer.question;
    let mut active: Vec<ActiveOption> = answer
        .via
        .iter()
        .map(|card| stop(texts, question, card))
        .chain(
            answer
                .excluded
                .iter()
                .map(|card| excluded(texts, question, card)),
        )
        .chain(categories(texts, question))
        .collect();
    let mut add = |words: String, looser: PathsQuestion, undo| {
        active.push(ActiveOption {
            words,
            card: None,
            name: None,
            undo: href::connect(&looser),
            undo_words: texts.say(undo),
            spoken: None,
        });
    };
    if let Some(percentile) = question.options.filters.avoid_hubs {
        let mut looser = question.clone();
        looser.options.filters.avoid_hubs = None;
        let beyond = args!["percent" => percentile.beyond().percent()];
        let words = texts.tell("option-avoid-hubs", &beyond);
        add(words, looser, "option-avoid-hubs-undo");
    }
    if let Some(hops) = question.options.max_hops {
        let mut looser = question.clone();
        looser.options.max_hops = None;
        let words = texts.count("option-max-hops", hops);
        add(words, looser, "option-max-hops-undo");
    }
    if question.options.extra_hops > 0 {
        let mut looser = question.clone();
        looser.options.extra_hops = 0;
        let words = texts.count("option-longer", question.options.extra_hops);
        add(words, looser, "option-longer-undo");
    }
    active
}

fn stop(texts: Texts, question: &PathsQuestion, card: &ItemCard) -> ActiveOption {
    let mut looser = question.clone();
    looser.options.via.retain(|id| *id != card.id);
    let words = if question.options.via.first() == Some(&card.id) {
        "option-via"
    } else {
        "option-then-via"
    };
    ActiveOption {
        words: texts.say(words).into_owned(),
        card: Some(CardLink::to_item(texts, card)),
        name: None,
        undo: href::connect(&looser),
        undo_words: texts.say("option-via-undo"),
        spoken: Some(texts.tell(
            "option-via-undo-spoken",
            &args!["title" => words::isolated(&card.title)],
        )),
    }
}

fn excluded(texts: Texts, question: &PathsQuestion, card: &ItemCard) -> ActiveOption {
    let mut looser = question.clone();
    looser.options.filters.exclude.retain(|id| *id != card.id);
    ActiveOption {
        words: texts.say("option-exclude").into_owned(),
        card: Some(CardLink::to_item(texts, card)),
        name: None,
        undo: href::connect(&looser),
        undo_words: texts.say("option-exclude-undo"),
        spoken: Some(texts.tell(
            "option-exclude-undo-spoken",
            &args!["title" => words::isolated(&card.title)],
        )),
    }
}

fn categories(texts: Texts, question: &PathsQuestion) -> Vec<ActiveOption> {
    let only = |(place, name): (usize, &String)| {
        let mut looser = question.clone();
        looser.options.filters.only_category.remove(place);
        let words = match place {
            0 => "option-only-category",
            _ => "option-only-category-too",
        };
        let undo_words = match question.options.filters.only_category.len() {
            1 => "option-only-category-undo",
            _ => "option-only-category-undo-one",
        };
        let spoken = args!["name" => name];
        ActiveOption {
            words: texts.say(words).into_owned(),
            card: None,
            name: Some(name.clone()),
            undo: href::connect(&looser),
            undo_words: texts.say(undo_words),
            spoken: Some(texts.tell("option-only-category-undo-spoken", &spoken)),
        }
    };
    let avoid = |(place, name): (usize, &String)| {
        let mut looser = question.clone();
        looser.options.filters.avoid_category.remove(place);
        let spoken = args!["name" => name];
        ActiveOption {
            words: texts.say("option-avoid-category").into_owned(),
            card: None,
            name: Some(name.clone()),
            undo: href::connect(&looser),
            undo_words: texts.say("option-avoid-category-undo"),
            spoken: Some(texts.tell("option-avoid-category-undo-spoken", &spoken)),
        }
    };
    let only = question
        .options
        .filters
        .only_category
        .iter()
        .enumerate()
        .map(only);
    let avoid = question
        .options
        .filters
        .avoid_category
        .iter()
        .enumerate()
        .map(avoid);
    only.chain(avoid).collect()
}

fn direction_choice(texts: Texts, question: &PathsQuestion, direction: Direction) -> Choice {
    Choice {
        href: href::connect(&question.with(|options| options.direction = direction)),
        words: words::direction(texts, direction),
        chosen: question.options.direction == direction,
    }
}

fn lengths(texts: Texts, asked: u32) -> Vec<Offer> {
    (0..=PathsOptions::MAX_EXTRA_HOPS)
        .map(|extra_hops| Offer {
            value: extra_hops.to_string(),
            words: words::longer(texts, extra_hops),
            chosen: extra_hops == asked,
        })
        .collect()
}

/// The list lengths on offer, the one asked for among them.
fn list_lengths(asked: usize) -> Vec<Offer> {
    let mut lengths = LIST_LENGTHS.to_vec();
    lengths.push(asked);
    lengths.sort_unstable();
    lengths.dedup();
    lengths
        .into_iter()
        .map(|length| Offer {
            value: length.to_string(),
            words: length.to_string(),
            chosen: length == asked,
        })
        .collect()
}

/// Percentiles on offer, the one asked for among them, and none.
fn hubs(texts: Texts, question: &PathsQuestion) -> Vec<Offer> {
    let offered = PERCENTILES.iter().filter_map(|text| text.parse().ok());
    let mut percentiles: Vec<_> = offered.chain(question.options.filters.avoid_hubs).collect();
    percentiles.sort_unstable();
    percentiles.dedup();
    let all = Offer {
        value: String::new(),
        words: texts.say("field-all-items").into_owned(),
        chosen: question.options.filters.avoid_hubs.is_none(),
    };
    let some = percentiles.into_iter().rev().map(|percentile| Offer {
        value: percentile.to_string(),
        words: texts.tell(
            "field-not-top",
            &args!["percent" => percentile.beyond().percent()],
        ),
        chosen: question.options.filters.avoid_hubs == Some(percentile),
    });
    std::iter::once(all).chain(some).collect()
}
