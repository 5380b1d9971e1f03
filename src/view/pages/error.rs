//! The page for a question without an answer: what is wrong, and where to go from here.

use askama::Template;

use crate::explorer::{ExplorerError, ItemCard, PathsQuestion};
use crate::view::href;
use crate::view::json::ProblemKind;

use super::{CardLink, Frame};

/// The page for an error.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    frame: &'a Frame,
    title: &'static str,
    sentence: String,
    text: String,
    suggestions: Vec<CardLink>,
    /// The same question without what was wrong with it.
    without: Option<String>,
}

impl<'a> ErrorPage<'a> {
    /// A page that says one sentence.
    #[must_use]
    pub fn new(frame: &'a Frame, kind: ProblemKind, sentence: impl Into<String>) -> Self {
        Self {
            frame,
            title: kind.title(),
            sentence: sentence.into(),
            text: String::new(),
            suggestions: Vec::new(),
            without: None,
        }
    }

    /// The page for a question the explorer could not answer. With the question about
    /// connections that failed, near matches lead back to it; without, to their own pages.
    #[must_use]
    pub fn of(frame: &'a Frame, error: &ExplorerError, asked: Option<&PathsQuestion>) -> Self {
        let kind = ProblemKind::from(error);
        let sentence = match kind {
            ProblemKind::Internal => "Something failed on our side. Please try again.".to_owned(),
            _ => error.to_string(),
        };
        let mut page = Self::new(frame, kind, sentence);
        let without = asked.and_then(|asked| without_fault(error, asked));
        page.without = without.map(|question| href::connect(&question));
        if let ExplorerError::UnknownItem {
            param,
            value,
            suggestions,
        } = error
        {
            page.text.clone_from(value);
            page.suggestions = suggestions
                .iter()
                .map(|card| CardLink::to(frame.texts, card, mended(card, param, value, asked)))
                .collect();
        }
        page
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// Whatever askama reports; with the templates of this house, nothing.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }
}

/// The question without the option that could not be heard; `None` where it was none.
fn without_fault(error: &ExplorerError, asked: &PathsQuestion) -> Option<PathsQuestion> {
    let mut question = asked.clone();
    match error {
        ExplorerError::RepeatedStop { .. } => {
            let mut stops = vec![question.from.clone(), question.to.clone()];
            question.via.retain(|id| {
                let is_new = !stops.contains(id);
                stops.push(id.clone());
                is_new
            });
        }
        ExplorerError::ExcludedStop { value } => question.exclude.retain(|id| id != value),
        ExplorerError::UnknownCategory { value, .. } => {
            question.only_category.retain(|name| name != value);
            question.avoid_category.retain(|name| name != value);
        }
        ExplorerError::UnknownItem {
            param: "exclude" | "via",
            value,
            ..
        } => {
            question.exclude.retain(|id| id != value);
            question.via.retain(|id| id != value);
        }
        ExplorerError::UnknownItem { .. }
        | ExplorerError::CursorExpired
        | ExplorerError::NoGoodPair
        | ExplorerError::NotReady
        | ExplorerError::Damaged
        | ExplorerError::Search(_) => return None,
    }
    Some(question)
}

/// Where a near match leads: the same question with the right id in place of the wrong one.
fn mended(card: &ItemCard, param: &str, wrong: &str, asked: Option<&PathsQuestion>) -> String {
    let mended = asked.and_then(|asked| asked.with_id(param, wrong, &card.id));
    mended.map_or_else(|| href::item(&card.id), |question| href::connect(&question))
}
