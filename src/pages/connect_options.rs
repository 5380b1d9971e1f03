//! The options of a question about connections: what is active, each undone by one click, and a
//! form for the rest.

use std::borrow::Cow;

use crate::address::href;
use crate::explorer::{Direction, Filter, ItemCard, PathsAnswer, PathsOptions, PathsQuestion};
use crate::words;
use crate::words::texts::{Texts, args};

use super::links::{CardLink, Choice};

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
    let options = &question.options;
    let stops = answer.via.iter().map(|card| stop(texts, question, card));
    let filters = options.filters.in_use().into_iter().map(|(filter, left)| {
        let looser = question.with(|options| options.filters = left);
        filtered(texts, answer, filter, &looser)
    });
    let longest = options.max_hops.map(|hops| {
        let looser = question.with(|options| options.max_hops = None);
        let words = texts.count("option-max-hops", hops);
        ActiveOption::new(words, &looser, texts.say("option-max-hops-undo"))
    });
    let longer = (options.extra_hops > 0).then(|| {
        let looser = question.with(|options| options.extra_hops = 0);
        let words = texts.count("option-longer", options.extra_hops);
        ActiveOption::new(words, &looser, texts.say("option-longer-undo"))
    });
    stops.chain(filters).chain(longest).chain(longer).collect()
}

impl ActiveOption {
    /// One whose words say all, and which leaves this question once it is taken back.
    fn new(
        words: impl Into<String>,
        looser: &PathsQuestion,
        undo_words: Cow<'static, str>,
    ) -> Self {
        Self {
            words: words.into(),
            card: None,
            name: None,
            undo: href::connect(looser),
            undo_words,
            spoken: None,
        }
    }
}

fn stop(texts: Texts, question: &PathsQuestion, card: &ItemCard) -> ActiveOption {
    let looser = question.with(|options| options.via.retain(|id| *id != card.id));
    let words = match question.options.via.first() == Some(&card.id) {
        true => texts.say("option-via"),
        false => texts.say("option-then-via"),
    };
    let title = args!["title" => words::isolated(&card.title)];
    ActiveOption {
        card: Some(CardLink::in_a_line(texts, card)),
        spoken: Some(texts.tell("option-via-undo-spoken", &title)),
        ..ActiveOption::new(words, &looser, texts.say("option-via-undo"))
    }
}

fn filtered(
    texts: Texts,
    answer: &PathsAnswer,
    filter: Filter<'_>,
    looser: &PathsQuestion,
) -> ActiveOption {
    let option =
        |words: &str, undo: &str| ActiveOption::new(texts.say(words), looser, texts.say(undo));
    match filter {
        Filter::Exclude(id) => {
            let card = answer.excluded.iter().find(|card| card.id == id);
            let title = card.map_or(id, |card| &card.title);
            let title = args!["title" => words::isolated(title)];
            ActiveOption {
                card: card.map(|card| CardLink::in_a_line(texts, card)),
                spoken: Some(texts.tell("option-exclude-undo-spoken", &title)),
                ..option("option-exclude", "option-exclude-undo")
            }
        }
        Filter::OnlyCategory(name) => {
            let kept_to = &answer.question.options.filters.only_category;
            let words = match kept_to.first().is_some_and(|first| first == name) {
                true => "option-only-category",
                false => "option-only-category-too",
            };
            let undo = match kept_to.len() {
                1 => "option-only-category-undo",
                _ => "option-only-category-undo-one",
            };
            ActiveOption {
                name: Some(name.to_owned()),
                spoken: Some(
                    texts.tell("option-only-category-undo-spoken", &args!["name" => name]),
                ),
                ..option(words, undo)
            }
        }
        Filter::AvoidCategory(name) => ActiveOption {
            name: Some(name.to_owned()),
            spoken: Some(texts.tell("option-avoid-category-undo-spoken", &args!["name" => name])),
            ..option("option-avoid-category", "option-avoid-category-undo")
        },
        Filter::AvoidHubs(percentile) => {
            let beyond = args!["percent" => percentile.beyond().percent()];
            let words = texts.tell("option-avoid-hubs", &beyond);
            ActiveOption::new(words, looser, texts.say("option-avoid-hubs-undo"))
        }
    }
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
