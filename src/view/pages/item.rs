//! The page of one item: its facts, and what is bought with it.

use std::collections::BTreeSet;

use askama::Template;

use crate::explorer::{
    DegreesQuestion, Item, Neighbour, NeighbourDirection, NeighbourSort, NeighboursAnswer,
    NeighboursQuestion, PathsQuestion,
};
use crate::view::href;
use crate::view::texts::Texts;
use crate::view::words;

use super::{CardLink, Choice, Frame, WordLink};

/// The page at `/items/{id}`.
#[derive(Debug, Template)]
#[template(path = "item.html")]
pub struct ItemPage<'a> {
    frame: &'a Frame,
    id: &'a str,
    title: &'a str,
    facts: Vec<Fact>,
    shop_url: Option<&'a str>,
    image_url: Option<&'a str>,
    heading: String,
    category: Option<&'a str>,
    any_category: String,
    /// Categories of the rows shown, each leading to its own items; empty where there is no choice.
    categories: Vec<WordLink>,
    counted: bool,
    directions: [Choice; 3],
    sorts: [Choice; 3],
    rows: Vec<NeighbourRow>,
    first: Option<String>,
    next: Option<String>,
    degrees: String,
    canonical: String,
    json: String,
}

#[derive(Debug)]
struct Fact {
    name: &'static str,
    value: String,
}

#[derive(Debug)]
struct NeighbourRow {
    rank: u32,
    card: CardLink,
    title: String,
    orders: String,
    share: String,
    times: String,
    listed: &'static str,
    connect: String,
}

impl<'a> ItemPage<'a> {
    /// The page of an item, with the page of its neighbours that was asked for.
    #[must_use]
    pub fn new(frame: &'a Frame, answer: &'a NeighboursAnswer) -> Self {
        let texts = frame.texts;
        let question = first_page(&answer.question);
        let item = &answer.item;
        let with = |change: fn(&mut NeighboursQuestion)| {
            let mut changed = question.clone();
            change(&mut changed);
            href::neighbours(&changed)
        };
        let cursor = answer.question.cursor.as_ref();
        Self {
            frame,
            id: &item.card.id,
            title: &item.card.title,
            facts: facts(texts, item),
            shop_url: item.url.as_deref().and_then(href::outside),
            image_url: item.image_url.as_deref().and_then(href::outside),
            heading: heading(texts, answer),
            category: question
                .category
                .as_deref()
                .and(answer.question.category.as_deref()),
            any_category: with(|question| question.category = None),
            categories: categories(&question, &answer.neighbours),
            counted: answer
                .neighbours
                .iter()
                .any(|row| row.evidence.orders.is_some()),
            directions: directions(&question),
            sorts: sorts(&question),
            rows: answer
                .neighbours
                .iter()
                .map(|row| neighbour_row(texts, &question, row))
                .collect(),
            first: cursor.map(|_| href::neighbours(&question)),
            next: answer.next.clone().map(|cursor| {
                let cursor = Some(cursor);
                href::neighbours(&NeighboursQuestion {
                    cursor,
                    ..question.clone()
                })
            }),
            degrees: href::degrees(&DegreesQuestion::new(&item.card.id)),
            canonical: href::item(&item.card.id),
            json: href::api_neighbours(&answer.question),
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

fn first_page(question: &NeighboursQuestion) -> NeighboursQuestion {
    NeighboursQuestion {
        cursor: None,
        ..question.clone()
    }
}

fn heading(texts: Texts, answer: &NeighboursAnswer) -> String {
    let items = texts.count("items", answer.total);
    match (answer.total, answer.question.direction) {
        (0, _) => "Nothing here is bought with it".to_owned(),
        (_, NeighbourDirection::Any) => format!("Bought with {items}"),
        (_, NeighbourDirection::Out) => format!("{items} on its own list"),
        (_, NeighbourDirection::In) => format!("On the lists of {items}"),
    }
}

fn facts(texts: Texts, item: &Item) -> Vec<Fact> {
    let card = &item.card;
    let mut facts: Vec<Fact> = [
        ("By", card.creator.clone()),
        ("Category", card.category.clone()),
        ("Year", card.year.map(|year| texts.year(year))),
        ("Id", Some(card.id.clone())),
        ("Orders", item.orders.map(|orders| texts.number(orders))),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        Some(Fact {
            name,
            value: value?,
        })
    })
    .collect();
    facts.push(Fact {
        name: "Popularity",
        value: format!("number {}", texts.number(item.popularity_rank)),
    });
    if let Some(rank) = item.centre_rank {
        facts.push(Fact {
            name: "Centre",
            value: words::centre_rank(texts, rank, item.component.size),
        });
    }
    facts.push(Fact {
        name: "Reaches",
        value: match (item.links, item.component.is_main()) {
            (0, _) => "nothing: it was not bought with anything else".to_owned(),
            (_, true) => format!(
                "the main part of the catalogue, {} items",
                texts.number(item.component.size)
            ),
            (_, false) => format!("an island of {}", texts.count("items", item.component.size)),
        },
    });
    facts
}

fn directions(question: &NeighboursQuestion) -> [Choice; 3] {
    [
        (NeighbourDirection::Any, "all"),
        (NeighbourDirection::Out, "on its own list"),
        (NeighbourDirection::In, "on whose list it is"),
    ]
    .map(|(direction, words)| Choice {
        href: href::neighbours(&NeighboursQuestion {
            direction,
            ..question.clone()
        }),
        words: words.into(),
        chosen: question.direction == direction,
    })
}

fn sorts(question: &NeighboursQuestion) -> [Choice; 3] {
    [
        (NeighbourSort::Strength, "strongest first"),
        (NeighbourSort::Orders, "most orders first"),
        (NeighbourSort::Title, "by title"),
    ]
    .map(|(sort, words)| Choice {
        href: href::neighbours(&NeighboursQuestion {
            sort,
            ..question.clone()
        }),
        words: words.into(),
        chosen: question.sort == sort,
    })
}

/// The categories the rows stand in, if one is still to be chosen.
fn categories(question: &NeighboursQuestion, rows: &[Neighbour]) -> Vec<WordLink> {
    let names: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row.card.category.as_deref())
        .collect();
    if question.category.is_some() || names.len() < 2 {
        return Vec::new();
    }
    let only = |name: &str| NeighboursQuestion {
        category: Some(name.to_owned()),
        ..question.clone()
    };
    names
        .into_iter()
        .map(|name| WordLink {
            href: href::neighbours(&only(name)),
            words: name.to_owned(),
        })
        .collect()
}

fn neighbour_row(texts: Texts, question: &NeighboursQuestion, row: &Neighbour) -> NeighbourRow {
    let evidence = &row.evidence;
    NeighbourRow {
        rank: evidence.rank,
        card: CardLink::to_item(texts, &row.card),
        title: row.card.title.clone(),
        orders: evidence
            .orders
            .map_or_else(String::new, |orders| texts.number(orders)),
        share: evidence
            .share_of_from_orders
            .map_or_else(String::new, |share| texts.percent(share)),
        times: evidence
            .times_chance
            .map_or_else(String::new, |factor| texts.times(factor)),
        listed: match (evidence.listed_forward, evidence.listed_backward) {
            (true, true) => "both",
            (false, true) => "the other",
            _ => "this one",
        },
        connect: href::connect(&PathsQuestion::new(&question.id, &row.card.id)),
    }
}
