//! The page for a question without an answer: what is wrong, and where to go from here.

use askama::Template;

use crate::address::{ProblemKind, href};
use crate::explorer::{ExplorerError, ItemCard, Part};
use crate::words::isolated;
use crate::words::texts::{Texts, args};

use super::asked::Asked;
use super::frame::Frame;
use super::links::CardLink;
use super::sentence::Sentence;

/// The page for an error.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    frame: &'a Frame,
    title: String,
    sentence: Sentence,
    /// What exactly is wrong.
    detail: Option<String>,
    text: String,
    suggestions: Vec<CardLink>,
    /// The question without what was wrong with it, and the words that lead there.
    without: Option<(String, String)>,
}

impl<'a> ErrorPage<'a> {
    /// A page that says what kind of problem there is.
    #[must_use]
    pub fn new(frame: &'a Frame, kind: ProblemKind) -> Self {
        let name = args!["kind" => kind.name()];
        Self::saying(frame, kind, frame.texts.tell("error-sentence", &name))
    }

    /// Adds a sentence on what exactly is wrong, in the language of the page.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// The page for a picture that there is not. `headline` says what there is instead.
    #[must_use]
    pub fn no_picture(frame: &'a Frame, headline: &str) -> Self {
        let headline = args!["headline" => headline];
        let sentence = frame.texts.tell("error-no-picture", &headline);
        Self::saying(frame, ProblemKind::NotFound, sentence)
    }

    /// The page for a question the explorer could not answer. With the question about two items
    /// that failed, near matches lead back to it; without, to their own pages.
    #[must_use]
    pub fn of(frame: &'a Frame, error: &ExplorerError, asked: Option<&Asked>) -> Self {
        let texts = frame.texts;
        let kind = ProblemKind::from(error);
        let mut page = match sentence(texts, error) {
            Some(sentence) => Self::saying(frame, kind, sentence),
            None => Self::new(frame, kind),
        };
        let without = asked.and_then(|asked| asked.without_fault(error));
        page.without = without.map(|asked| {
            let words = match asked {
                Asked::Connections(_) => texts.say("error-without"),
                Asked::Middle(_) => texts.say("error-without-between"),
            };
            (asked.href(), words.into_owned())
        });
        if let ExplorerError::UnknownItem {
            part,
            value,
            suggestions,
            ..
        } = error
        {
            page.text.clone_from(value);
            page.suggestions = suggestions
                .iter()
                .map(|card| frame.card_to(card, mended(card, *part, value, asked)))
                .collect();
        }
        page
    }

    fn saying(frame: &'a Frame, kind: ProblemKind, sentence: String) -> Self {
        Self {
            frame,
            title: frame
                .texts
                .tell("error-title", &args!["kind" => kind.name()]),
            sentence: sentence.into(),
            detail: None,
            text: String::new(),
            suggestions: Vec::new(),
            without: None,
        }
    }
}

/// What is wrong, in a sentence; nothing where the kind of problem says all there is to say.
fn sentence(texts: Texts, error: &ExplorerError) -> Option<String> {
    let about = |name: &str, value: &str| texts.tell(name, &args!["value" => isolated(value)]);
    Some(match error {
        ExplorerError::UnknownItem {
            value,
            items_left_out,
            ..
        } => {
            let unknown = about("error-unknown-item", value);
            match items_left_out {
                0 => unknown,
                // It may be one of them.
                items => format!("{unknown} {}", texts.count("hidden-left-out", *items)),
            }
        }
        ExplorerError::ExcludedStop { value } => about("error-excluded-stop", value),
        ExplorerError::RepeatedStop { value } => about("error-repeated-stop", value),
        ExplorerError::UnknownCategory { value, largest, .. } if largest.is_empty() => {
            about("error-no-categories", value)
        }
        ExplorerError::UnknownCategory { value, largest, .. } => {
            let names: Vec<String> = largest.iter().map(|name| isolated(name)).collect();
            let names = args!["value" => isolated(value), "names" => names.join(", ")];
            texts.tell("error-unknown-category", &names)
        }
        ExplorerError::CursorExpired => texts.say("error-cursor-expired").into_owned(),
        ExplorerError::NoGoodPair => texts.say("error-no-good-pair").into_owned(),
        ExplorerError::NoMap => texts.say("error-no-map").into_owned(),
        ExplorerError::UnknownRegion { value } => about("error-unknown-region", &value.to_string()),
        ExplorerError::NotReady | ExplorerError::Damaged | ExplorerError::Search(_) => {
            return None;
        }
    })
}

/// Where a near match leads: the same question with the right id in place of the wrong one.
fn mended(card: &ItemCard, part: Part, wrong: &str, asked: Option<&Asked>) -> String {
    let mended = asked.and_then(|asked| asked.with_id(part, wrong, &card.id));
    mended.map_or_else(|| href::item(&card.id), |asked| asked.href())
}
