//! The page of what stands between two items: those half-way as cards, each with its reasons.

mod options;
mod picture;
mod reasons;

use askama::Template;

use crate::address::href;
use crate::explorer::{
    BetweenAnswer, BetweenOutcome, BetweenQuestion, ItemCard, MiddleItem, MiddleItems, NoPath,
    NoPathReason, PathsQuestion,
};
use crate::letters::plain::brief;
use crate::words;
use crate::words::texts::{Texts, args};

use super::asked::End;
use super::frame::Frame;
use super::links::{CardLink, WordLink};
use super::sentence::Sentence;
use options::{ActiveView, OtherForm};
use picture::PictureView;
use reasons::Side;

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
    picture: Option<PictureView>,
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

impl<'a> BetweenPage<'a> {
    /// The page for an answer, whatever came of it.
    ///
    /// # Errors
    /// Whatever askama reports when it prints the picture.
    pub fn new(frame: &'a Frame, answer: &BetweenAnswer) -> Result<Self, askama::Error> {
        let texts = frame.texts;
        let question = &answer.question;
        let [a, b] = [&answer.a, &answer.b].map(|card| brief(&card.title));
        let titles = args!["a" => a, "b" => b];
        let plain = BetweenQuestion::new(&question.a, &question.b);
        let (middles, shown) = match &answer.outcome {
            BetweenOutcome::Found(found) => {
                (middles(frame, answer, found), shown(texts, question, found))
            }
            BetweenOutcome::SameItem | BetweenOutcome::NoPath(_) => (Vec::new(), None),
        };
        let heading = heading(texts, &answer.outcome);
        Ok(Self {
            frame,
            title: texts.tell("between-title", &titles),
            picture: picture::picture(frame, &heading, answer)?,
            heading,
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
            active: options::active(texts, answer),
            plain: has_options(question).then(|| href::between(&plain)),
            forms: [
                options::other_form(texts, question, End::From, &answer.a),
                options::other_form(texts, question, End::To, &answer.b),
            ],
            canonical: href::between(question),
            json: href::api_between(question),
        })
    }
}

fn has_options(question: &BetweenQuestion) -> bool {
    let plain = PathsQuestion::new(&question.a, &question.b);
    question.as_paths() != plain
}

fn heading(texts: Texts, outcome: &BetweenOutcome) -> String {
    let words = match outcome {
        BetweenOutcome::Found(found) if found.total > 0 => {
            return texts.count("between-found", found.total);
        }
        BetweenOutcome::Found(found) if found.hidden_by.hide_nothing() => "between-nothing",
        BetweenOutcome::Found(_) => "between-nothing-known",
        BetweenOutcome::SameItem => "between-same",
        BetweenOutcome::NoPath(NoPath {
            reason, hidden_by, ..
        }) => match reason {
            NoPathReason::NoLinks { .. } | NoPathReason::DifferentComponent { .. } => {
                return words::apart(texts, hidden_by).into_owned();
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
            let (a, b) = (words::named(&answer.a), words::named(&answer.b));
            return words::no_path_reason(texts, none, &a, &b);
        }
    };
    if let Some(reason) = found.reason {
        return words::no_middle(texts, reason, &found.hidden_by);
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
    let numbers = args!["shown" => texts.counted(shown), "total" => texts.number(found.total)];
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
    let mut without = answer.question.clone();
    without.filters.exclude.push(card.id.clone());
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
            .tell("between-connect", &args!["end" => words::named(end)])
            .into(),
    };
    let through = answer.question.as_paths().with(|options| {
        options.via = vec![card.id.clone()];
        // Those whose middle this is, which may be a hop longer than the shortest.
        options.extra_hops = found.connection_hops.saturating_sub(found.hops) as u32;
    });
    vec![
        to_end(&answer.a, PathsQuestion::new(&answer.a.id, &card.id)),
        to_end(&answer.b, PathsQuestion::new(&card.id, &answer.b.id)),
        SentenceLink {
            href: href::connect(&through),
            words: texts.say("between-through").into_owned().into(),
        },
    ]
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
