//! The page of what stands between two items: those half-way as cards, each with its reasons.

use std::borrow::Cow;

use askama::Template;

use crate::explorer::{
    BetweenAnswer, BetweenOutcome, BetweenQuestion, Evidence, ItemCard, MiddleItem, MiddleItems,
    NoPath, NoPathReason, PathsQuestion,
};
use crate::view::texts::{Texts, args};
use crate::view::{href, label, words};

use super::sentence::Sentence;
use super::{Asked, CardLink, End, Frame, WordLink};

/// Room for a title inside a sentence, in widths of a letter M.
const TITLE_ROOM: f64 = 26.0;

/// The page at `/between`.
#[derive(Debug, Template)]
#[template(path = "between.html")]
pub struct BetweenPage<'a> {
    frame: &'a Frame,
    title: String,
    heading: String,
    lead: Sentence,
    a: CardLink,
    b: CardLink,
    swap: String,
    middles: Vec<MiddleView>,
    /// How many of them are shown, where it is not all, and the way to more.
    shown: Option<(String, Option<String>)>,
    ways_on: Vec<WordLink>,
    searched: Option<String>,
    active: Vec<ActiveView>,
    plain: Option<String>,
    forms: [OtherForm; 2],
    canonical: String,
    json: String,
}

/// One item in the middle.
#[derive(Debug)]
struct MiddleView {
    card: CardLink,
    share: String,
    /// What links it with either end.
    reasons: Vec<Sentence>,
    links: Vec<SentenceLink>,
    without: String,
    without_spoken: String,
}

#[derive(Debug)]
struct SentenceLink {
    href: String,
    words: Sentence,
}

/// An option in use, and the click that takes it back.
#[derive(Debug)]
struct ActiveView {
    words: Sentence,
    undo: String,
    undo_words: Cow<'static, str>,
    spoken: String,
}

/// The same question with another item at one end.
#[derive(Debug)]
struct OtherForm {
    name: &'static str,
    label: Sentence,
    hidden: Vec<(&'static str, String)>,
}

impl<'a> BetweenPage<'a> {
    /// The page for an answer, whatever came of it.
    #[must_use]
    pub fn new(frame: &'a Frame, answer: &BetweenAnswer) -> Self {
        let texts = frame.texts;
        let question = &answer.question;
        let titles = args!["a" => answer.a.title.as_str(), "b" => answer.b.title.as_str()];
        let plain = BetweenQuestion::new(&question.a, &question.b);
        let (middles, shown) = match &answer.outcome {
            BetweenOutcome::Found(found) => {
                (middles(frame, answer, found), shown(texts, question, found))
            }
            BetweenOutcome::SameItem | BetweenOutcome::NoPath(_) => (Vec::new(), None),
        };
        Self {
            frame,
            title: texts.tell("between-title", &titles),
            heading: heading(texts, &answer.outcome),
            lead: lead(texts, answer).into(),
            a: frame.card(&answer.a),
            b: frame.card(&answer.b),
            swap: href::between(&question.swapped()),
            middles,
            shown,
            ways_on: ways_on(texts, answer),
            searched: match &answer.outcome {
                BetweenOutcome::NoPath(none) => Some(words::searched(texts, &none.searched)),
                BetweenOutcome::SameItem | BetweenOutcome::Found(_) => None,
            },
            active: active(texts, answer),
            plain: has_options(question).then(|| href::between(&plain)),
            forms: [
                other_form(texts, question, End::From, &answer.a),
                other_form(texts, question, End::To, &answer.b),
            ],
            canonical: href::between(question),
            json: href::api_between(question),
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

fn has_options(question: &BetweenQuestion) -> bool {
    let plain = PathsQuestion::new(&question.a, &question.b);
    question.as_paths() != plain
}

/// A title for the middle of a sentence: its beginning, where it is long.
fn named(card: &ItemCard) -> String {
    let fitted = label::fit(&card.title, TITLE_ROOM, 1.0, 1);
    words::isolated(&fitted.lines.concat())
}

fn heading(texts: Texts, outcome: &BetweenOutcome) -> String {
    let words = match outcome {
        BetweenOutcome::Found(found) if found.total > 0 => {
            return texts.count("between-found", found.total);
        }
        BetweenOutcome::Found(_) => "between-nothing",
        BetweenOutcome::SameItem => "between-same",
        BetweenOutcome::NoPath(NoPath { reason, .. }) => match reason {
            NoPathReason::NoLinks { .. } | NoPathReason::DifferentComponent { .. } => {
                "between-apart"
            }
            NoPathReason::ExcludedByOptions { .. } => "between-barred",
            // Neither a length nor a direction can be asked for here.
            NoPathReason::OnlyReverse { .. }
            | NoPathReason::BeyondMaxHops { .. }
            | NoPathReason::BudgetExhausted { .. } => "between-cut-short",
        },
    };
    texts.say(words).into_owned()
}

fn lead(texts: Texts, answer: &BetweenAnswer) -> String {
    let found = match &answer.outcome {
        BetweenOutcome::Found(found) => found,
        BetweenOutcome::SameItem => {
            let title = args!["title" => words::isolated(&answer.a.title)];
            return texts.tell("between-same-lead", &title);
        }
        BetweenOutcome::NoPath(none) => {
            return words::no_path_reason(
                texts,
                &none.reason,
                &named(&answer.a),
                &named(&answer.b),
            );
        }
    };
    if let Some(reason) = found.reason {
        return words::no_middle(texts, reason).into_owned();
    }
    match (found.hops, found.connection_hops) {
        (1, _) => texts.say("between-lead-common").into_owned(),
        (2, _) => texts.say("between-lead-near").into_owned(),
        (hops, longer) if longer > hops => {
            let hops = texts.count("steps", hops);
            let steps = texts.count("steps", longer);
            texts.tell(
                "between-lead-longer",
                &args!["hops" => hops, "steps" => steps],
            )
        }
        (hops, _) => texts.count("between-lead-half-way", hops),
    }
}

fn shown(
    texts: Texts,
    question: &BetweenQuestion,
    found: &MiddleItems,
) -> Option<(String, Option<String>)> {
    let shown = found.middles.len();
    if shown == 0 || shown >= found.total {
        return None;
    }
    let numbers = args!["shown" => texts.number(shown), "total" => texts.number(found.total)];
    let more = BetweenQuestion {
        limit: BetweenQuestion::MAX_LIMIT,
        ..question.clone()
    };
    let is_more = question.limit < more.limit;
    let more = is_more.then(|| href::between(&more));
    Some((texts.tell("between-shown", &numbers), more))
}

fn middles(frame: &Frame, answer: &BetweenAnswer, found: &MiddleItems) -> Vec<MiddleView> {
    let middles = found.middles.iter();
    middles
        .filter_map(|middle| middle_view(frame, answer, found, middle))
        .collect()
}

fn middle_view(
    frame: &Frame,
    answer: &BetweenAnswer,
    found: &MiddleItems,
    middle: &MiddleItem,
) -> Option<MiddleView> {
    let texts = frame.texts;
    let card = found.items.get(middle.item)?;
    let shares = args![
        "share" => texts.percent(middle.share_of_paths),
        "strength" => texts.percent(middle.strength_share),
    ];
    let without = BetweenQuestion {
        exclude: [&answer.question.exclude[..], &[card.id.clone()]].concat(),
        ..answer.question.clone()
    };
    let title = args!["title" => words::isolated(&card.title)];
    let sides = [
        Side::of_a(answer, found, middle),
        Side::of_b(answer, found, middle),
    ];
    Some(MiddleView {
        card: frame.card(card),
        share: texts.tell("between-share", &shares),
        reasons: sides
            .iter()
            .filter_map(|side| Some(side.reason(texts)?.into()))
            .collect(),
        links: middle_links(texts, answer, found, card),
        without: href::between(&without),
        without_spoken: texts.tell("between-without-spoken", &title),
    })
}

/// Where one goes on from an item in the middle.
fn middle_links(
    texts: Texts,
    answer: &BetweenAnswer,
    found: &MiddleItems,
    card: &ItemCard,
) -> Vec<SentenceLink> {
    let to_end = |end: &ItemCard, question: PathsQuestion| SentenceLink {
        href: href::connect(&question),
        words: texts
            .tell("between-connect", &args!["end" => named(end)])
            .into(),
    };
    let through = PathsQuestion {
        via: vec![card.id.clone()],
        // Those whose middle this is, which may be a hop longer than the shortest.
        extra_hops: found.connection_hops.saturating_sub(found.hops) as u32,
        ..answer.question.as_paths()
    };
    vec![
        to_end(&answer.a, PathsQuestion::new(&answer.a.id, &card.id)),
        to_end(&answer.b, PathsQuestion::new(&card.id, &answer.b.id)),
        SentenceLink {
            href: href::connect(&through),
            words: texts.say("between-through").into_owned().into(),
        },
    ]
}

/// One half of the best connection through an item in the middle, from an end to the item.
struct Side<'a> {
    end: &'a ItemCard,
    /// The items between the end and the middle.
    between: Vec<&'a ItemCard>,
    links: Vec<SideLink>,
}

/// One link of such a half, seen from the end.
struct SideLink {
    orders: Option<u32>,
    share: Option<f64>,
    times: Option<f64>,
    /// The item stands on the list of the end.
    on_list_of_end: bool,
    /// The end stands on the list of the item.
    on_own_list: bool,
}

impl SideLink {
    fn onward(evidence: &Evidence) -> Self {
        Self {
            orders: evidence.orders,
            share: evidence.share_of_from_orders,
            times: evidence.times_chance,
            on_list_of_end: evidence.listed_forward,
            on_own_list: evidence.listed_backward,
        }
    }

    fn backward(evidence: &Evidence) -> Self {
        Self {
            share: evidence.share_of_to_orders,
            on_list_of_end: evidence.listed_backward,
            on_own_list: evidence.listed_forward,
            ..Self::onward(evidence)
        }
    }
}

impl<'a> Side<'a> {
    fn of_a(answer: &'a BetweenAnswer, found: &'a MiddleItems, middle: &MiddleItem) -> Self {
        let path = middle.path.get(..=middle.hops_from_a).unwrap_or_default();
        Self {
            end: &answer.a,
            between: cards(found, path),
            links: links(found, path, SideLink::onward),
        }
    }

    fn of_b(answer: &'a BetweenAnswer, found: &'a MiddleItems, middle: &MiddleItem) -> Self {
        let path = middle.path.get(middle.hops_from_a..).unwrap_or_default();
        let mut between = cards(found, path);
        between.reverse();
        Self {
            end: &answer.b,
            between,
            links: links(found, path, SideLink::backward),
        }
    }

    /// Why the item belongs to the end: a sentence or two.
    fn reason(&self, texts: Texts) -> Option<String> {
        if let [only] = &self.links[..] {
            return Some(self.evidence(texts, only));
        }
        let way: Vec<String> = self.between.iter().map(|card| named(card)).collect();
        let words = args![
            "steps" => texts.count("steps", self.links.len()),
            "end" => named(self.end),
            "way" => way.join(" → "),
        ];
        let mut reason = texts.tell("between-way", &words);
        let orders: Option<Vec<u32>> = self.links.iter().map(|link| link.orders).collect();
        // Without a link there is no reason at all.
        let weakest = (!self.links.is_empty()).then_some(orders)?;
        if let Some(weakest) = weakest.and_then(|orders| orders.into_iter().min()) {
            reason.push(' ');
            reason.push_str(&texts.count("between-weakest", weakest));
        }
        Some(reason)
    }

    /// What links the item with the end directly.
    fn evidence(&self, texts: Texts, link: &SideLink) -> String {
        let end = named(self.end);
        let Some(orders) = link.orders else {
            let whose = match (link.on_list_of_end, link.on_own_list) {
                (true, true) => "both",
                (true, false) => "end",
                _ => "own",
            };
            return texts.tell("between-listed", &args!["whose" => whose, "end" => end]);
        };
        let mut words = args!["count" => orders, "end" => end];
        let orders = texts.tell("between-orders", &words);
        words.set("orders", orders);
        if let Some(share) = link.share {
            words.set("share", texts.percent(share));
        }
        if let Some(times) = link.times {
            words.set("times", texts.times(times));
        }
        match (link.share, link.times) {
            (Some(_), Some(_)) => texts.tell("between-evidence", &words),
            (Some(_), None) => texts.tell("between-evidence-share", &words),
            (None, Some(_)) => texts.tell("between-evidence-times", &words),
            (None, None) => texts.tell("between-evidence-orders", &words),
        }
    }
}

/// The items of a path but for its first and its last.
fn cards<'a>(found: &'a MiddleItems, path: &[usize]) -> Vec<&'a ItemCard> {
    let inner = path.get(1..path.len().saturating_sub(1));
    let places = inner.unwrap_or_default().iter();
    places.filter_map(|&item| found.items.get(item)).collect()
}

fn links(
    found: &MiddleItems,
    path: &[usize],
    seen: impl Fn(&Evidence) -> SideLink,
) -> Vec<SideLink> {
    let of = |ends: &[usize]| {
        let mut links = found.links.iter();
        let link = links.find(|link| [link.from, link.to] == *ends)?;
        Some(seen(&link.evidence))
    };
    path.windows(2).filter_map(of).collect()
}

/// What leads on where nothing is in the middle.
fn ways_on(texts: Texts, answer: &BetweenAnswer) -> Vec<WordLink> {
    let question = &answer.question;
    let is_answered = match &answer.outcome {
        BetweenOutcome::Found(found) => found.total > 0,
        BetweenOutcome::SameItem => return Vec::new(),
        BetweenOutcome::NoPath(_) => false,
    };
    let connect = WordLink {
        href: href::connect(&question.as_paths()),
        words: texts.say("between-ask-connect").into_owned(),
    };
    let mut ways = vec![connect];
    if !is_answered && has_options(question) {
        ways.push(WordLink {
            href: href::between(&BetweenQuestion::new(&question.a, &question.b)),
            words: texts.say("between-ask-plain").into_owned(),
        });
    }
    ways
}

/// The options in use, in the order a reader meets them.
fn active(texts: Texts, answer: &BetweenAnswer) -> Vec<ActiveView> {
    let question = &answer.question;
    let allow = || texts.say("between-allow");
    let looser = |change: &dyn Fn(&mut BetweenQuestion)| {
        let mut looser = question.clone();
        change(&mut looser);
        href::between(&looser)
    };
    let spoken = |name: &str| {
        let name = args!["title" => words::isolated(name)];
        texts.tell("between-allow-spoken", &name)
    };
    let mut active = Vec::new();
    for card in &answer.excluded {
        let title = args!["title" => words::isolated(&card.title)];
        active.push(ActiveView {
            words: texts.tell("between-left-out", &title).into(),
            undo: looser(&|question| question.exclude.retain(|id| *id != card.id)),
            undo_words: allow(),
            spoken: spoken(&card.title),
        });
    }
    for (place, name) in question.only_category.iter().enumerate() {
        let words = match place {
            0 => "between-only-category",
            _ => "between-or-category",
        };
        let isolated = args!["name" => words::isolated(name)];
        let words = texts.tell(words, &isolated);
        let undo_words = match question.only_category.len() {
            1 => texts.say("between-allow-any"),
            _ => texts.say("between-take-back"),
        };
        active.push(ActiveView {
            undo: looser(&|question| question.only_category.retain(|other| other != name)),
            spoken: format!("{undo_words}: {words}"),
            undo_words,
            words: words.into(),
        });
    }
    for name in &question.avoid_category {
        let isolated = args!["name" => words::isolated(name)];
        active.push(ActiveView {
            words: texts.tell("between-not-category", &isolated).into(),
            undo: looser(&|question| question.avoid_category.retain(|other| other != name)),
            undo_words: allow(),
            spoken: spoken(name),
        });
    }
    if let Some(percentile) = question.avoid_hubs {
        let percent = args!["percent" => percentile.beyond().percent()];
        let words = texts.tell("between-not-hubs", &percent);
        active.push(ActiveView {
            undo: looser(&|question| question.avoid_hubs = None),
            undo_words: allow(),
            spoken: format!("{}: {words}", texts.say("between-allow")),
            words: words.into(),
        });
    }
    active
}

fn other_form(texts: Texts, question: &BetweenQuestion, end: End, card: &ItemCard) -> OtherForm {
    let name = match end {
        End::From => "from",
        End::To => "to",
    };
    let mut hidden = Asked::Middle(question.clone()).fields();
    hidden.retain(|(field, _)| *field != name);
    let title = args!["title" => named(card)];
    OtherForm {
        name,
        label: texts.tell("between-other", &title).into(),
        hidden,
    }
}
