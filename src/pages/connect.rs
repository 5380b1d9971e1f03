//! The page of connections: the sentence, the picture, the ranked list, the options.

use std::borrow::Cow;
use std::rc::Rc;

use askama::Template;

use crate::address::href;
use crate::explorer::{
    BetweenQuestion, Connections, Direction, Filters, MapMark, NoPath, Outcome, PathItem, PathLink,
    PathsAnswer, PathsOptions, PathsQuestion, RankedPath,
};
use crate::picture::layered;
use crate::words;
use crate::words::texts::{Texts, args};

use super::connect_options::OptionsView;
use super::frame::{Frame, SmallMap};
use super::links::{CardLink, WordLink};
use super::sentence::Sentence;
use super::share::{self, ShareTags};

/// From this length on the picture is wider than most windows.
const WIDE_HOPS: usize = 7;
/// Items of the longest table that does not begin folded.
const MOST_UNFOLDED: usize = 12;

/// Pixels of the map on it.
const SMALL_MAP: (u32, u32) = (720, 360);

/// The page at `/connect`.
#[derive(Debug, Template)]
#[template(path = "connect.html")]
pub struct ConnectPage<'a> {
    frame: &'a Frame,
    from: CardLink,
    to: CardLink,
    title: String,
    tags: ShareTags,
    /// Why there is nothing to see where both ends are the same item.
    same: Option<Sentence>,
    /// The stops on the way.
    stops: Vec<CardLink>,
    headline: String,
    found: Option<FoundView>,
    none: Option<NoneView>,
    options: OptionsView,
    canonical: String,
    /// The whole address, to be sent on.
    shared: String,
    /// Nothing but the two ends is asked for; such pages may be found by others.
    is_plain: bool,
    /// What stands in the middle of the two.
    between: String,
    json: String,
    svg: String,
    /// The way on the map.
    map: Option<SmallMap>,
}

#[derive(Debug)]
struct FoundView {
    across: String,
    down: String,
    listed: String,
    /// Items that every shortest connection passes, and the words that lead up to them.
    every: Vec<Rc<WordLink>>,
    every_words: Cow<'static, str>,
    counted: bool,
    arrows: bool,
    /// Too many columns for a tablet: the tall picture stands there instead of the wide one.
    long: bool,
    /// What to do where the picture is wider than most windows.
    wide: Option<String>,
    /// There are stops in the picture.
    stops: bool,
    /// Longer connections are listed, which are not drawn.
    longer: bool,
    /// Why the list stands in this order.
    rule: Cow<'static, str>,
    /// The best connection, with all that is known of its steps; empty where none is listed.
    best: Vec<StepView>,
    others: Vec<LengthView>,
    /// The question, for the buttons beside the items.
    fields: Vec<(&'static str, String)>,
    /// The rules of the rebuild that may hide other connections.
    hidden: String,
    /// All items by hop; empty where the only connection already names each of them.
    hops: Vec<HopView>,
    /// What opens a long table of them, which begins folded.
    unfold: Option<String>,
}

/// The listed connections of one length, without the best.
#[derive(Debug)]
struct LengthView {
    /// Where several lengths were asked for.
    heading: Option<LengthHeading>,
    /// Place of the first in the whole list.
    start: usize,
    ways: Vec<WayView>,
}

#[derive(Debug)]
struct LengthHeading {
    steps: String,
    listed: String,
}

/// Another connection, in two lines.
#[derive(Debug)]
struct WayView {
    /// The items on the way; empty where it has just one step. Many connections pass the same.
    middles: Vec<Rc<WordLink>>,
    /// How many orders hold both ends of each step, where that was counted.
    evidence: Option<String>,
}

#[derive(Debug)]
struct StepView {
    card: CardLink,
    /// Its hop, where the page has no table of items that a folded box of the picture could lead to.
    hop: Option<usize>,
    /// Why the next item follows; nothing after the last.
    onward: Option<words::EvidenceWords>,
    stop: bool,
    again: Again,
}

/// The question again, with one item on the way treated otherwise.
#[derive(Debug)]
struct Again {
    without: Option<String>,
    through: Option<String>,
}

#[derive(Debug)]
struct HopView {
    /// Nothing for items of longer connections only.
    hop: Option<usize>,
    words: String,
    rows: Vec<HopRow>,
    more: Option<String>,
}

#[derive(Debug)]
struct HopRow {
    id: String,
    href: String,
    title: String,
    /// What tells it apart, in one line.
    facts: String,
    share: Option<String>,
    may_exclude: bool,
    may_stop: bool,
    /// The address for going by way of it, where a button will not do.
    through: Option<String>,
}

#[derive(Debug)]
struct NoneView {
    reason: Sentence,
    /// How far the search looked, where it had to look at all.
    searched: Option<String>,
    mends: Vec<WordLink>,
}

impl<'a> ConnectPage<'a> {
    /// The page for an answer on connections, whatever came of it. `categories` are those of the
    /// catalogue, the largest first.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the picture.
    pub fn new(
        frame: &'a Frame,
        answer: &'a PathsAnswer,
        categories: &[(String, u64)],
    ) -> Result<Self, askama::Error> {
        let texts = frame.texts;
        let found = match &answer.outcome {
            Outcome::Found(connections) => Some(found_view(frame, answer, connections)?),
            Outcome::SameItem | Outcome::NoPath(_) => None,
        };
        let title = share::page_title(answer);
        let canonical = href::connect(&answer.question);
        let stops = answer.via.iter();
        let same_title = words::isolated(&answer.from.title);
        Ok(Self {
            frame,
            from: frame.card(&answer.from),
            to: frame.card(&answer.to),
            tags: ShareTags::new(frame, answer, &title),
            title,
            same: matches!(answer.outcome, Outcome::SameItem).then(|| {
                texts
                    .tell("connect-same", &args!["title" => same_title])
                    .into()
            }),
            stops: stops.map(|card| CardLink::in_a_line(texts, card)).collect(),
            headline: words::headline(texts, answer),
            found,
            none: match &answer.outcome {
                Outcome::NoPath(none) => Some(none_view(texts, answer, none)),
                Outcome::SameItem | Outcome::Found(_) => None,
            },
            shared: format!("{}{canonical}", frame.origin),
            is_plain: answer.question == PathsQuestion::new(&answer.from.id, &answer.to.id),
            between: href::between(&BetweenQuestion::new(&answer.from.id, &answer.to.id)),
            options: OptionsView::new(texts, answer, categories),
            map: frame.small_map(
                Some(MapMark::Way(answer.question.clone())),
                SMALL_MAP.0,
                SMALL_MAP.1,
            ),
            canonical,
            json: href::api_paths(&answer.question),
            svg: href::connect_svg(&answer.question),
        })
    }
}

fn found_view(
    frame: &Frame,
    answer: &PathsAnswer,
    found: &Connections,
) -> Result<FoundView, askama::Error> {
    let texts = frame.texts;
    let middle = |item: &PathItem| item.column > 0 && item.column < found.hops;
    let pictures = layered::inline(frame.manner(), answer, found)?;
    let links = links(texts, found);
    Ok(FoundView {
        across: pictures.across,
        down: pictures.down,
        listed: words::listed(texts, found),
        every: found
            .items
            .iter()
            .zip(&links)
            .filter(|(item, _)| item.on_every_path && found.has_several())
            .filter(|(item, _)| middle(item))
            .filter(|(item, _)| !answer.is_stop(&item.card))
            .map(|(_, link)| Rc::clone(link))
            .collect(),
        every_words: texts.say(if found.longer.is_empty() {
            "connect-every"
        } else {
            "connect-every-shortest"
        }),
        counted: found
            .links
            .iter()
            .any(|link| link.evidence.orders.is_some()),
        arrows: answer.question.options.direction == Direction::AsBought,
        long: layered::is_long(found),
        wide: (found.hops >= WIDE_HOPS).then(|| {
            let steps = args!["steps" => found.hops];
            texts.tell("legend-scroll", &steps)
        }),
        stops: !answer.via.is_empty(),
        longer: found.paths.iter().any(|path| path.hops() > found.hops),
        rule: words::ranking_in_short(texts),
        best: found
            .paths
            .first()
            .map(|path| steps(frame, answer, found, path))
            .unwrap_or_default(),
        others: others(texts, found, &links),
        fields: href::paths_fields(&answer.question),
        hidden: words::hidden(texts, &found.hidden_by),
        unfold: (found.items.len() > MOST_UNFOLDED)
            .then(|| texts.count("connect-unfold", found.items.len())),
        hops: if has_table(found) {
            let hops = (0..=found.hops).map(|hop| hop_view(texts, answer, found, hop));
            hops.chain(longer_only_view(texts, answer, found)).collect()
        } else {
            Vec::new()
        },
    })
}

/// Whether the page has a table of all items: one connection alone names each of them itself.
fn has_table(found: &Connections) -> bool {
    found.has_several() || found.paths.len() > 1
}

/// All but the best, by length.
fn others(texts: Texts, found: &Connections, links: &[Rc<WordLink>]) -> Vec<LengthView> {
    let mut start = 2;
    let listed = found.paths.get(1..).unwrap_or_default();
    let lengths = listed.chunk_by(|x, y| x.hops() == y.hops());
    let mut views = Vec::new();
    for paths in lengths {
        views.push(LengthView {
            heading: length_heading(texts, found, paths[0].hops()),
            start,
            ways: paths
                .iter()
                .map(|path| way_view(texts, found, links, path))
                .collect(),
        });
        start += paths.len();
    }
    views
}

fn length_heading(texts: Texts, found: &Connections, hops: usize) -> Option<LengthHeading> {
    if found.longer.is_empty() {
        return None;
    }
    let listed = found.paths.iter().filter(|path| path.hops() == hops);
    let listed = listed.count();
    let (_, count) = found.counts().find(|(of_hops, _)| *of_hops == hops)?;
    Some(LengthHeading {
        steps: texts.count("steps", hops),
        listed: words::listed_of(texts, listed, count),
    })
}

/// The items of a connection, and the link of each step.
fn items_and_links<'a>(
    found: &'a Connections,
    path: &RankedPath,
) -> (Vec<&'a PathItem>, Vec<Option<&'a PathLink>>) {
    let places = path.items.iter();
    let items = places.filter_map(|&place| found.items.get(place));
    let links = path.items.windows(2);
    let links = links.map(|ends| found.link(ends[0], ends[1]));
    (items.collect(), links.collect())
}

fn way_view(
    texts: Texts,
    found: &Connections,
    links: &[Rc<WordLink>],
    path: &RankedPath,
) -> WayView {
    let middles = path.items.get(1..path.hops()).unwrap_or_default();
    let middles = middles.iter().filter_map(|place| links.get(*place));
    let steps = path.items.windows(2);
    let orders = steps.map(|ends| found.link(ends[0], ends[1])?.evidence.orders);
    let orders: Option<Vec<String>> = orders
        .map(|orders| orders.map(|orders| texts.number(orders)))
        .collect();
    WayView {
        middles: middles.cloned().collect(),
        evidence: orders.map(|orders| {
            let orders = orders.join(" · ");
            texts.tell("connect-way-orders", &args!["orders" => orders])
        }),
    }
}

/// The items, each named as in a row of all others, which may hold one of the same title.
fn links(texts: Texts, found: &Connections) -> Vec<Rc<WordLink>> {
    let cards = found.items.iter().map(|item| &item.card);
    let links = cards.clone().map(|card| WordLink {
        href: href::item(&card.id),
        words: words::titled_among(texts, card, cards.clone()),
    });
    links.map(Rc::new).collect()
}

fn steps(
    frame: &Frame,
    answer: &PathsAnswer,
    found: &Connections,
    path: &RankedPath,
) -> Vec<StepView> {
    let texts = frame.texts;
    let (items, links) = items_and_links(found, path);
    let steps = items.into_iter().enumerate().map(|(step, item)| StepView {
        card: frame.card(&item.card),
        hop: (!has_table(found)).then_some(step),
        onward: links
            .get(step)
            .and_then(|link| link.as_ref())
            .map(|link| words::evidence(texts, &link.evidence)),
        stop: answer.is_stop(&item.card),
        again: again(answer, found, item),
    });
    steps.collect()
}

fn hop_view(texts: Texts, answer: &PathsAnswer, found: &Connections, hop: usize) -> HopView {
    let items = found.items.iter();
    let rows: Vec<HopRow> = items
        .filter(|item| item.on_shortest && item.column == hop)
        .map(|item| hop_row(texts, answer, found, item))
        .collect();
    let total = found
        .columns
        .get(hop)
        .map_or(rows.len(), |column| column.total);
    let beyond = total.saturating_sub(rows.len());
    HopView {
        hop: Some(hop),
        words: match hop {
            0 => texts.say("connect-start").into_owned(),
            hop if hop == found.hops => texts.say("connect-end").into_owned(),
            hop if found.stops.contains(&hop) => {
                texts.tell("connect-hop-stop", &args!["hop" => hop])
            }
            hop => texts.tell("connect-hop", &args!["hop" => hop, "items" => total]),
        },
        rows,
        more: (beyond > 0).then(|| texts.tell("connect-more-here", &args!["items" => beyond])),
    }
}

/// The items that only longer connections pass, if any are listed.
fn longer_only_view(texts: Texts, answer: &PathsAnswer, found: &Connections) -> Option<HopView> {
    let items = found.items.iter().filter(|item| !item.on_shortest);
    let rows: Vec<HopRow> = items
        .map(|item| hop_row(texts, answer, found, item))
        .collect();
    (!rows.is_empty()).then(|| HopView {
        hop: None,
        words: texts.say("connect-longer-only").into_owned(),
        rows,
        more: None,
    })
}

fn hop_row(texts: Texts, answer: &PathsAnswer, found: &Connections, item: &PathItem) -> HopRow {
    let offers = Offers::of(answer, found, item);
    HopRow {
        href: href::item(&item.card.id),
        facts: words::beside_title(texts, &item.card).join(" · "),
        title: item.card.title.clone(),
        id: item.card.id.clone(),
        share: item.on_shortest.then(|| texts.percent(item.share_of_paths)),
        may_exclude: offers.may_exclude,
        // Among other stops its place matters, which a button cannot say.
        through: offers
            .stop_place
            .filter(|_| !answer.question.options.via.is_empty())
            .map(|place| with_stop(&answer.question, place, &item.card.id)),
        may_stop: offers.stop_place.is_some(),
    }
}

/// What can be asked of an item on the way.
struct Offers {
    /// To leave it out.
    may_exclude: bool,
    /// To go by way of it: at this place among the stops.
    stop_place: Option<usize>,
}

impl Offers {
    fn of(answer: &PathsAnswer, found: &Connections, item: &PathItem) -> Self {
        let question = &answer.question;
        let id = &item.card.id;
        let is_middle = *id != answer.from.id && *id != answer.to.id && !answer.is_stop(&item.card);
        // Beside the shortest connections it is not known between which stops it would stand.
        let has_place = item.on_shortest || question.options.via.is_empty();
        let may_stop = is_middle
            && has_place
            && !item.on_every_path
            && question.options.via.len() < PathsOptions::MAX_VIA;
        let before = found.stops.iter().filter(|&&stop| stop < item.column);
        Self {
            may_exclude: is_middle
                && question.options.filters.exclude.len() < Filters::MAX_EXCLUDED,
            stop_place: may_stop.then(|| before.count().min(question.options.via.len())),
        }
    }
}

/// The question again, without an item on the way and only by way of it.
fn again(answer: &PathsAnswer, found: &Connections, item: &PathItem) -> Again {
    let question = &answer.question;
    let id = &item.card.id;
    let offers = Offers::of(answer, found, item);
    Again {
        without: offers.may_exclude.then(|| {
            let mut without = question.clone();
            without.options.filters.exclude.push(id.clone());
            href::connect(&without)
        }),
        through: offers
            .stop_place
            .map(|place| with_stop(question, place, id)),
    }
}

fn with_stop(question: &PathsQuestion, place: usize, id: &str) -> String {
    let mut through = question.clone();
    through.options.via.insert(place, id.to_owned());
    href::connect(&through)
}

fn none_view(texts: Texts, answer: &PathsAnswer, none: &NoPath) -> NoneView {
    NoneView {
        reason: words::no_path(texts, answer, none, |card| words::isolated(&card.title)).into(),
        searched: (none.searched.arcs > 0).then(|| words::searched(texts, &none.searched)),
        mends: words::mends(answer, none)
            .into_iter()
            .map(|mend| WordLink {
                href: href::page_of(&mend.target),
                words: mend.words(texts).into_owned(),
            })
            .collect(),
    }
}
