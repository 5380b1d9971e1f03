//! The search page; also the list to pick from where a box of the connect form was ambiguous.

use askama::Template;

use crate::explorer::{Item, PathsQuestion, SearchAnswer};
use crate::view::href;
use crate::view::texts::Texts;

use super::{CardLink, Frame};

/// One end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    From,
    /// Where it leads.
    To,
}

/// The connection an item is being picked for. The other end of `question` is fixed: an id, or a
/// text still to be looked up.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The end to be picked.
    pub end: End,
    /// The question, with everything else as it was asked.
    pub question: PathsQuestion,
    /// What the other end is called: its title, or the text that was typed.
    pub other: String,
}

impl Pick {
    fn href(&self, id: &str) -> String {
        let mut question = self.question.clone();
        match self.end {
            End::From => id.clone_into(&mut question.from),
            End::To => id.clone_into(&mut question.to),
        }
        href::connect(&question)
    }
}

/// The page at `/search`.
#[derive(Debug, Template)]
#[template(path = "search.html")]
pub struct SearchPage<'a> {
    frame: &'a Frame,
    text: &'a str,
    asked: bool,
    found: String,
    corrected: Option<&'a str>,
    other_form: Option<OtherForm>,
    other: String,
    results: Vec<ResultRow>,
    next: Option<String>,
    canonical: String,
    json: String,
}

/// A box for another text, where none of the results is meant.
#[derive(Debug)]
struct OtherForm {
    part: &'static str,
    name: &'static str,
    hidden: Vec<(&'static str, String)>,
}

#[derive(Debug)]
struct ResultRow {
    card: CardLink,
    links: String,
    page: Option<String>,
}

impl<'a> SearchPage<'a> {
    /// The results of a search, each leading to its item. An empty text gives the bare form.
    #[must_use]
    pub fn new(frame: &'a Frame, answer: &'a SearchAnswer) -> Self {
        Self::build(frame, answer, None)
    }

    /// The results as a list to pick one end of a connection from.
    #[must_use]
    pub fn picking(frame: &'a Frame, answer: &'a SearchAnswer, pick: &Pick) -> Self {
        Self::build(frame, answer, Some(pick))
    }

    fn build(frame: &'a Frame, answer: &'a SearchAnswer, pick: Option<&Pick>) -> Self {
        let next = answer.next.as_ref().map(|cursor| {
            let mut question = answer.question.clone();
            question.cursor = Some(cursor.clone());
            href::search(&question)
        });
        Self {
            frame,
            text: &answer.question.text,
            asked: !answer.question.text.trim().is_empty(),
            found: found(frame.texts, answer),
            corrected: answer.corrected.as_deref(),
            other_form: pick.map(other_form),
            other: pick.map_or_else(String::new, |pick| pick.other.clone()),
            results: answer
                .items
                .iter()
                .map(|item| row(frame.texts, item, pick))
                .collect(),
            // The pages after the first lose what the pick is for; a better text is the way on.
            next: next.filter(|_| pick.is_none()),
            canonical: href::search(&answer.question),
            json: href::api_items(&answer.question),
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

fn other_form(pick: &Pick) -> OtherForm {
    let (part, name) = match pick.end {
        End::From => ("begin", "from"),
        End::To => ("end", "to"),
    };
    let mut hidden = href::paths_fields(&pick.question);
    hidden.retain(|(field, _)| *field != name);
    OtherForm { part, name, hidden }
}

fn found(texts: Texts, answer: &SearchAnswer) -> String {
    let count = answer.items.len();
    match (count, &answer.next) {
        (0, _) => "Nothing found".to_owned(),
        (_, Some(_)) => format!("The first {}, most popular first", texts.number(count)),
        _ => texts.count("items", count),
    }
}

fn row(texts: Texts, item: &Item, pick: Option<&Pick>) -> ResultRow {
    let card = &item.card;
    ResultRow {
        card: match pick {
            Some(pick) => CardLink::to(texts, card, pick.href(&card.id)),
            None => CardLink::to_item(texts, card),
        },
        links: match item.links {
            0 => "not bought with anything else".to_owned(),
            links => format!("bought with {}", texts.count("items", links)),
        },
        page: pick.map(|_| href::item(&card.id)),
    }
}
