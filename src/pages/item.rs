//! The page of one item: its facts, and what is bought with it.

use askama::Template;

use crate::address::href;
use crate::explorer::{
    Category, CategoryLevel, DegreesQuestion, Item, ItemCard, MapMark, Neighbour,
    NeighbourDirection, NeighbourSort, NeighboursAnswer, NeighboursQuestion, PathsQuestion,
    Thresholds,
};
use crate::picture::radial;
use crate::words;
use crate::words::texts::{Texts, args};

use super::frame::{Frame, SmallMap};
use super::links::{CardLink, Choice, WordLink};
use super::tile::Tile;

/// Categories offered one by one, the largest first.
const MOST_CATEGORIES: usize = 20;

/// The page at `/items/{id}`.
#[derive(Debug, Template)]
#[template(path = "item.html")]
pub struct ItemPage<'a> {
    frame: &'a Frame,
    id: &'a str,
    title: &'a str,
    facts: Vec<Fact>,
    shop_url: Option<&'a str>,
    cover: Option<Tile>,
    heading: String,
    /// The rules that may hide others.
    hidden: String,
    categories: Categories<'a>,
    counted: bool,
    directions: [Choice; 3],
    sorts: Vec<Choice>,
    rows: Vec<NeighbourRow>,
    first: Option<String>,
    next: Option<String>,
    /// The strongest neighbours on a ring; empty where there are none or others are shown.
    map: String,
    degrees: String,
    /// The address of the picture of its degrees, which takes longer than the page; of an item
    /// without links there is none.
    degrees_picture: Option<String>,
    canonical: String,
    json: String,
    /// Where it lies on the map.
    lies: Option<SmallMap>,
}

#[derive(Debug)]
struct Fact {
    name: String,
    value: Value,
}

/// What stands beside the name of a fact.
#[derive(Debug)]
enum Value {
    Text(String),
    /// Categories, each level a link to the neighbours in it.
    Categories(Vec<Vec<WordLink>>),
}

/// The choice of a category. There is none where all neighbours are of one and the same.
#[derive(Debug)]
struct Categories<'a> {
    chosen: Option<&'a str>,
    /// Back to all of them.
    any: String,
    /// The others, each leading to its own items.
    others: Vec<CategoryLink>,
    /// How many more there are.
    more: Option<String>,
}

#[derive(Debug)]
struct CategoryLink {
    link: WordLink,
    items: String,
}

#[derive(Debug)]
struct NeighbourRow {
    rank: String,
    card: CardLink,
    orders: String,
    /// What the number of orders leads to.
    spoken: String,
    share: String,
    times: String,
    listed: String,
    connect: String,
}

impl<'a> ItemPage<'a> {
    /// The page of an item, with the page of its neighbours that was asked for.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the map.
    pub fn new(frame: &'a Frame, answer: &'a NeighboursAnswer) -> Result<Self, askama::Error> {
        let question = first_page(&answer.question);
        let item = &answer.item;
        let cursor = answer.question.cursor.as_ref();
        // Only the first page of the strongest has what the map shows.
        let is_map = cursor.is_none() && question.sort == NeighbourSort::Strength;
        let around = if is_map { &answer.neighbours[..] } else { &[] };
        Ok(Self {
            frame,
            map: radial::surroundings(frame.manner(), &item.card, around)?,
            lies: frame.small_map(Some(MapMark::Item(item.card.id.clone())), 640, 320),
            degrees_picture: (item.links > 0).then(|| href::degrees_svg(&item.card.id)),
            id: &item.card.id,
            title: &item.card.title,
            facts: facts(frame.texts, &question, answer),
            shop_url: item.url.as_deref().and_then(href::outside),
            cover: Tile::large(frame.manner(), &item.card),
            heading: heading(frame.texts, answer),
            hidden: words::hidden(frame.texts, &answer.hidden_by),
            categories: categories(frame.texts, &question, answer),
            counted: counted(answer),
            directions: directions(frame.texts, &question),
            sorts: sorts(frame.texts, &question, answer),
            rows: answer
                .neighbours
                .iter()
                .map(|row| neighbour_row(frame, &question, row))
                .collect(),
            first: cursor.map(|_| href::neighbours(&question)),
            next: answer.next_page().as_ref().map(href::neighbours),
            degrees: href::degrees(&DegreesQuestion::new(&item.card.id)),
            canonical: href::item(&item.card.id),
            json: href::api_neighbours(&answer.question),
        })
    }
}

fn first_page(question: &NeighboursQuestion) -> NeighboursQuestion {
    NeighboursQuestion {
        cursor: None,
        ..question.clone()
    }
}

fn heading(texts: Texts, answer: &NeighboursAnswer) -> String {
    match (answer.total, answer.question.direction) {
        (0, _) => texts.say("item-none").into_owned(),
        (total, NeighbourDirection::Any) => texts.count("item-bought-with", total),
        (total, NeighbourDirection::Out) => texts.count("item-own-list", total),
        (total, NeighbourDirection::In) => texts.count("item-other-lists", total),
    }
}

fn facts(texts: Texts, question: &NeighboursQuestion, answer: &NeighboursAnswer) -> Vec<Fact> {
    let item = &answer.item;
    let card = &item.card;
    let hidden_by = &answer.hidden_by;
    let text = |text: Option<String>| text.map(Value::Text);
    let popularity = args!["rank" => texts.number(item.popularity_rank)];
    let centre = item.centre_rank;
    let facts = [
        ("item-by", text(card.creator.clone())),
        ("item-category", own_categories(question, card)),
        ("item-year", text(card.year.map(|year| texts.year(year)))),
        ("item-id", text(Some(card.id.clone()))),
        (
            "item-orders",
            text(
                item.orders
                    .map(|orders| words::orders_of_item(texts, orders, hidden_by)),
            ),
        ),
        (
            "item-popularity",
            text(Some(texts.tell("item-popularity-rank", &popularity))),
        ),
        (
            "item-centre",
            text(centre.map(|rank| words::centre_rank(texts, rank, item.component.size))),
        ),
        ("item-reaches", text(Some(reaches(texts, item, hidden_by)))),
    ];
    let known = facts.into_iter().filter_map(|(name, value)| {
        Some(Fact {
            name: texts.say(name).into_owned(),
            value: value?,
        })
    });
    known.collect()
}

/// The categories of an item. One of a single level alone is said only, as the choice below leads
/// to it.
fn own_categories(question: &NeighboursQuestion, card: &ItemCard) -> Option<Value> {
    let link = |level: CategoryLevel<'_>| WordLink {
        href: href::neighbours(&NeighboursQuestion {
            category: Some(level.name.to_owned()),
            ..question.clone()
        }),
        words: level.label.to_owned(),
    };
    match &card.categories[..] {
        [] => None,
        [only] if only.levels().count() == 1 => Some(Value::Text(only.name().to_owned())),
        several => {
            let several = several.iter();
            let linked = several.map(|category| category.levels().map(link).collect());
            Some(Value::Categories(linked.collect()))
        }
    }
}

fn reaches(texts: Texts, item: &Item, hidden_by: &Thresholds) -> String {
    match (item.links, item.component.is_main()) {
        (0, _) => {
            let why = words::bought_with_nothing(texts, hidden_by);
            texts.tell("item-reaches-nothing", &args!["why" => why])
        }
        (_, true) => texts.count("item-reaches-main", item.component.size),
        (_, false) => texts.count("item-reaches-island", item.component.size),
    }
}

fn directions(texts: Texts, question: &NeighboursQuestion) -> [Choice; 3] {
    [
        (NeighbourDirection::Any, "item-show-all"),
        (NeighbourDirection::Out, "item-show-own-list"),
        (NeighbourDirection::In, "item-show-other-lists"),
    ]
    .map(|(direction, words)| Choice {
        href: href::neighbours(&NeighboursQuestion {
            direction,
            ..question.clone()
        }),
        words: texts.say(words),
        chosen: question.direction == direction,
    })
}

/// Whether orders were counted, as far as the rows of this page tell.
fn counted(answer: &NeighboursAnswer) -> bool {
    let mut rows = answer.neighbours.iter();
    rows.any(|row| row.evidence.orders.is_some())
}

/// Most orders first, only where there are any.
fn sorts(texts: Texts, question: &NeighboursQuestion, answer: &NeighboursAnswer) -> Vec<Choice> {
    [
        (NeighbourSort::Strength, "item-order-strength"),
        (NeighbourSort::Orders, "item-order-orders"),
        (NeighbourSort::Title, "item-order-title"),
    ]
    .into_iter()
    .filter(|(sort, _)| *sort != NeighbourSort::Orders || question.sort == *sort || counted(answer))
    .map(|(sort, words)| Choice {
        href: href::neighbours(&NeighboursQuestion {
            sort,
            ..question.clone()
        }),
        words: texts.say(words),
        chosen: question.sort == sort,
    })
    .collect()
}

fn categories<'a>(
    texts: Texts,
    question: &NeighboursQuestion,
    answer: &'a NeighboursAnswer,
) -> Categories<'a> {
    let of = |category: Option<&str>| {
        href::neighbours(&NeighboursQuestion {
            category: category.map(str::to_owned),
            ..question.clone()
        })
    };
    let chosen = answer.question.category.as_deref();
    let others = || {
        let names = answer.categories.iter();
        names.filter(|(name, _)| Some(name.as_str()) != chosen)
    };
    let is_choice = chosen.is_some() || !are_one(&answer.categories);
    let shown = if is_choice { MOST_CATEGORIES } else { 0 };
    let more = others().count().saturating_sub(MOST_CATEGORIES);
    Categories {
        chosen,
        any: of(None),
        others: others()
            .take(shown)
            .map(|(name, items)| CategoryLink {
                link: WordLink {
                    href: of(Some(name)),
                    words: name.clone(),
                },
                items: texts.number(*items),
            })
            .collect(),
        more: (more > 0).then(|| texts.count("item-more-categories", more)),
    }
}

/// Whether all neighbours that are in categories are in one and the same: each of these is then the
/// one before it, or above it, with as many items.
fn are_one(categories: &[(String, u32)]) -> bool {
    categories.windows(2).all(|pair| {
        let [(above, items), (name, as_many)] = pair else {
            return true;
        };
        let category = Category::new(name.as_str());
        items == as_many && category.levels().any(|level| level.name == above)
    })
}

fn neighbour_row(frame: &Frame, question: &NeighboursQuestion, row: &Neighbour) -> NeighbourRow {
    let texts = frame.texts;
    let evidence = &row.evidence;
    let orders = evidence
        .orders
        .map_or_else(String::new, |n| texts.number(n));
    let share = evidence.share_of_from_orders;
    let times = evidence.times_chance;
    let title = words::isolated(&row.card.title);
    let listed = match (evidence.listed_forward, evidence.listed_backward) {
        (true, true) => texts.say("item-list-of-both"),
        (false, true) => texts.say("item-list-of-other"),
        _ => texts.say("item-list-of-this"),
    };
    NeighbourRow {
        rank: texts.number(evidence.rank),
        card: frame.card(&row.card),
        spoken: texts.tell(
            "item-evidence",
            &args!["orders" => orders.as_str(), "title" => title],
        ),
        orders,
        share: share.map_or_else(String::new, |share| texts.percent(share)),
        times: times.map_or_else(String::new, |times| texts.times(times)),
        listed: listed.into_owned(),
        connect: href::connect(&PathsQuestion::new(&question.id, &row.card.id)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn categories_that_hold_the_same_neighbours_are_no_choice() {
        let are_one = |counts: &[(&str, u32)]| {
            let counts = counts.iter();
            let counts: Vec<_> = counts
                .map(|&(name, count)| (name.to_owned(), count))
                .collect();
            super::are_one(&counts)
        };
        assert!(are_one(&[]) && are_one(&[("Books", 3)]));
        assert!(are_one(&[("Books", 3), ("Books > Crime", 3)]));
        assert!(!are_one(&[("Books", 3), ("Books > Crime", 2)]));
        assert!(!are_one(&[("Books", 3), ("Film", 3)]));
        let twins = [("Books", 3), ("Books > Crime", 3), ("Books > Drama", 3)];
        assert!(!are_one(&twins));
    }
}
