//! The page of connections: the sentence, the picture, the ranked list, the options.

use askama::Template;

use crate::explorer::{
    Connections, Direction, ItemCard, NoPath, Outcome, PathItem, PathsAnswer, PathsQuestion,
    RankedPath,
};
use crate::view::layout::Orientation;
use crate::view::words::{self, count_of, number, percent};
use crate::view::{href, picture};

use super::{CardLink, Choice, Frame, WordLink};

/// Numbers of listed connections the form offers.
const LIST_LENGTHS: [usize; 4] = [5, 20, 50, 100];

/// From this length on the picture is wider than a tablet.
const LONG_HOPS: usize = 3;

/// From this length on the picture is wider than most windows.
const WIDE_HOPS: usize = 7;

/// The page at `/connect`.
#[derive(Debug, Template)]
#[template(path = "connect.html")]
pub struct ConnectPage<'a> {
    frame: &'a Frame,
    from: CardLink,
    to: CardLink,
    from_title: &'a str,
    to_title: &'a str,
    headline: String,
    found: Option<FoundView>,
    none: Option<NoneView>,
    options: OptionsView,
    canonical: String,
    json: String,
    svg: String,
}

#[derive(Debug)]
struct FoundView {
    across: String,
    down: String,
    listed: String,
    every: Vec<CardLink>,
    counted: bool,
    arrows: bool,
    /// Too many columns for a tablet: the tall picture stands there instead of the wide one.
    long: bool,
    /// What to do where the picture is wider than most windows.
    wide: Option<String>,
    rule: &'static str,
    best: Option<PathView>,
    others: Vec<PathView>,
    /// All items by hop; empty where the only connection already names each of them.
    hops: Vec<HopView>,
}

#[derive(Debug)]
struct PathView {
    via: Vec<String>,
    weakest: Option<String>,
    steps: Vec<StepView>,
    /// The best one also offers ways without each of its items.
    best: bool,
}

#[derive(Debug)]
struct StepView {
    card: CardLink,
    title: String,
    /// Its hop, where the page has no table of items that a folded box of the picture could lead to.
    hop: Option<usize>,
    /// Why the next item follows; nothing after the last.
    onward: Option<words::EvidenceWords>,
    without: Option<String>,
}

#[derive(Debug)]
struct HopView {
    hop: usize,
    words: String,
    rows: Vec<HopRow>,
    more: Option<String>,
}

#[derive(Debug)]
struct HopRow {
    card: CardLink,
    title: String,
    share: String,
    every: bool,
    without: Option<String>,
}

#[derive(Debug)]
struct NoneView {
    reason: String,
    /// How far the search looked, where it had to look at all.
    searched: Option<String>,
    mends: Vec<WordLink>,
}

#[derive(Debug)]
struct OptionsView {
    question: PathsQuestion,
    swap: String,
    directions: [Choice; 2],
    excluded: Vec<ExcludedView>,
    any_length: Option<String>,
    max_hops: String,
    most_hops: u32,
    as_bought: bool,
    list_lengths: Vec<(usize, bool)>,
    plain: Option<String>,
}

#[derive(Debug)]
struct ExcludedView {
    card: CardLink,
    title: String,
    undo: String,
}

impl<'a> ConnectPage<'a> {
    /// The page for an answer on connections, whatever came of it.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the picture.
    pub fn new(frame: &'a Frame, answer: &'a PathsAnswer) -> Result<Self, askama::Error> {
        let found = match &answer.outcome {
            Outcome::Found(connections) => Some(found_view(answer, connections)?),
            Outcome::SameItem | Outcome::NoPath(_) => None,
        };
        Ok(Self {
            frame,
            from: CardLink::to_item(&answer.from),
            to: CardLink::to_item(&answer.to),
            from_title: &answer.from.title,
            to_title: &answer.to.title,
            headline: words::headline(&answer.outcome),
            found,
            none: match &answer.outcome {
                Outcome::NoPath(none) => Some(none_view(answer, none)),
                Outcome::SameItem | Outcome::Found(_) => None,
            },
            options: options_view(answer),
            canonical: href::connect(&answer.question),
            json: href::api_paths(&answer.question),
            svg: href::connect_svg(&answer.question),
        })
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// Whatever askama reports; with the templates of this house, nothing.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }
}

fn found_view(answer: &PathsAnswer, found: &Connections) -> Result<FoundView, askama::Error> {
    let mut paths = found.paths.iter();
    let view = |path| path_view(answer, found, path);
    let middle = |item: &&PathItem| item.column > 0 && item.column < found.hops;
    Ok(FoundView {
        across: picture::inline(answer, found, Orientation::Across)?,
        down: picture::inline(answer, found, Orientation::Down)?,
        listed: words::listed(found),
        every: found
            .items
            .iter()
            .filter(|item| item.on_every_path && picture::several(found))
            .filter(middle)
            .map(|item| CardLink::to_item(&item.card))
            .collect(),
        counted: found
            .links
            .iter()
            .any(|link| link.evidence.orders.is_some()),
        arrows: answer.question.direction == Direction::AsBought,
        long: found.hops >= LONG_HOPS,
        wide: (found.hops >= WIDE_HOPS).then(|| {
            format!(
                "scroll the picture to follow all {} steps",
                number(found.hops)
            )
        }),
        rule: words::RANKING_RULE,
        best: paths.next().map(view),
        others: paths.map(view).collect(),
        hops: if picture::several(found) {
            (0..=found.hops)
                .map(|hop| hop_view(answer, found, hop))
                .collect()
        } else {
            Vec::new()
        },
    })
}

fn path_view(answer: &PathsAnswer, found: &Connections, path: &RankedPath) -> PathView {
    let items: Vec<(usize, &PathItem)> = path
        .items
        .iter()
        .filter_map(|place| Some((*place, found.items.get(*place)?)))
        .collect();
    let links: Vec<_> = items
        .windows(2)
        .map(|pair| {
            let mut links = found.links.iter();
            links.find(|link| link.from == pair[0].0 && link.to == pair[1].0)
        })
        .collect();
    let middles = items.iter().skip(1).take(items.len().saturating_sub(2));
    let weakest = links
        .iter()
        .filter_map(|link| link.as_ref()?.evidence.orders)
        .min();
    PathView {
        best: found.paths.first() == Some(path),
        via: middles.map(|(_, item)| item.card.title.clone()).collect(),
        weakest: weakest.map(|orders| count_of(orders, "order", "orders")),
        steps: items
            .iter()
            .enumerate()
            .map(|(step, (_, item))| StepView {
                card: CardLink::to_item(&item.card),
                title: item.card.title.clone(),
                hop: (!picture::several(found)).then_some(item.column),
                onward: links
                    .get(step)
                    .and_then(|link| link.as_ref())
                    .map(|link| words::evidence(&link.evidence)),
                without: without(&answer.question, found, item),
            })
            .collect(),
    }
}

fn hop_view(answer: &PathsAnswer, found: &Connections, hop: usize) -> HopView {
    let rows: Vec<HopRow> = found
        .items
        .iter()
        .filter(|item| item.column == hop)
        .map(|item| HopRow {
            card: CardLink::to_item(&item.card),
            title: item.card.title.clone(),
            share: percent(item.share_of_paths),
            every: item.on_every_path && picture::several(found),
            without: without(&answer.question, found, item),
        })
        .collect();
    let total = found
        .columns
        .get(hop)
        .map_or(rows.len(), |column| column.total);
    let beyond = total.saturating_sub(rows.len());
    HopView {
        hop,
        words: match hop {
            0 => "Start".to_owned(),
            hop if hop == found.hops => "End".to_owned(),
            hop => format!("Hop {hop}: {}", count_of(total, "item", "items")),
        },
        rows,
        more: (beyond > 0).then(|| number(beyond)),
    }
}

/// The same question without one of the items between the ends.
fn without(question: &PathsQuestion, found: &Connections, item: &PathItem) -> Option<String> {
    let middle = item.column > 0 && item.column < found.hops;
    let room = question.exclude.len() < PathsQuestion::MAX_EXCLUDED;
    (middle && room).then(|| {
        let mut without = question.clone();
        without.exclude.push(item.card.id.clone());
        href::connect(&without)
    })
}

fn none_view(answer: &PathsAnswer, none: &NoPath) -> NoneView {
    let (from, to) = (
        words::isolated(&answer.from.title),
        words::isolated(&answer.to.title),
    );
    NoneView {
        reason: words::no_path_reason(&none.reason, &from, &to),
        searched: (none.searched.arcs > 0).then(|| words::searched(&none.searched)),
        mends: words::mends(answer, &none.reason)
            .into_iter()
            .map(|mend| WordLink {
                href: href::page_of(&mend.target),
                words: mend.words,
            })
            .collect(),
    }
}

fn options_view(answer: &PathsAnswer) -> OptionsView {
    let question = &answer.question;
    let plain = PathsQuestion::new(&question.from, &question.to);
    OptionsView {
        swap: href::connect(&question.swapped()),
        directions: [
            direction_choice(question, Direction::EitherWay, "either way"),
            direction_choice(question, Direction::AsBought, "only as bought"),
        ],
        excluded: answer
            .excluded
            .iter()
            .map(|card| excluded_view(question, card))
            .collect(),
        any_length: question.max_hops.map(|_| {
            href::connect(&PathsQuestion {
                max_hops: None,
                ..question.clone()
            })
        }),
        max_hops: question
            .max_hops
            .map_or_else(String::new, |hops| hops.to_string()),
        most_hops: PathsQuestion::MAX_HOPS,
        as_bought: question.direction == Direction::AsBought,
        list_lengths: list_lengths(question.k),
        plain: (plain != *question).then(|| href::connect(&plain)),
        question: question.clone(),
    }
}

fn direction_choice(question: &PathsQuestion, direction: Direction, words: &'static str) -> Choice {
    Choice {
        href: href::connect(&PathsQuestion {
            direction,
            ..question.clone()
        }),
        words,
        chosen: question.direction == direction,
    }
}

fn excluded_view(question: &PathsQuestion, card: &ItemCard) -> ExcludedView {
    let mut allowed = question.clone();
    allowed.exclude.retain(|id| *id != card.id);
    ExcludedView {
        card: CardLink::to_item(card),
        title: card.title.clone(),
        undo: href::connect(&allowed),
    }
}

/// The list lengths on offer, the one asked for among them.
fn list_lengths(asked: usize) -> Vec<(usize, bool)> {
    let mut lengths = LIST_LENGTHS.to_vec();
    lengths.push(asked);
    lengths.sort_unstable();
    lengths.dedup();
    lengths
        .into_iter()
        .map(|length| (length, length == asked))
        .collect()
}
