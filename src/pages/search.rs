//! The search page; also the list to pick from where a box of a form was ambiguous.

use askama::Template;

use crate::address::href;
use crate::explorer::{Item, SearchAnswer, SearchQuestion};
use crate::words::texts::{Texts, args};
use crate::words::{self, isolated};

use super::asked::{Asked, End};
use super::frame::Frame;
use super::links::CardLink;
use super::sentence::Sentence;

/// The question an item is being picked for. Its other end is fixed: an id, or a text still to be
/// looked up.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The end to be picked.
    pub end: End,
    /// The question, with everything else as it was asked.
    pub question: Asked,
    /// What the other end is called: its title, or the text that was typed.
    pub other: String,
    /// The other end is a text still to be looked up.
    pub is_other_open: bool,
}

impl Pick {
    /// The question with this item at the end that is picked. An id is marked as one where the other
    /// end is still a text: what is picked would else be looked up with it.
    fn href(&self, id: &str) -> String {
        let id = match self.is_other_open {
            true => href::certain_id(id),
            false => id.to_owned(),
        };
        self.question.clone().with_end(self.end, &id).href()
    }

    /// What the end is called where a text asks for it.
    fn end_word(&self) -> &'static str {
        match (&self.question, self.end) {
            (Asked::Connections(_), End::From) => "from",
            (Asked::Connections(_), End::To) => "to",
            (Asked::Middle(_), _) => "one",
        }
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
    none: Sentence,
    corrected: Option<Sentence>,
    pick: Option<PickView>,
    results: Vec<ResultRow>,
    /// The first page, where this is a later one.
    first: Option<String>,
    next: Option<String>,
    canonical: String,
    json: String,
}

/// What stands around the results where one of them is to be picked.
#[derive(Debug)]
struct PickView {
    lead: Sentence,
    /// The form for another text, where none of the results is meant.
    action: String,
    hidden: Vec<(&'static str, String)>,
    name: &'static str,
    label: String,
    submit: String,
}

#[derive(Debug)]
struct ResultRow {
    card: CardLink,
    page: Option<String>,
    /// Where it lies, if there is a map and nothing is to be picked.
    on_map: Option<String>,
}

impl<'a> SearchPage<'a> {
    /// The results of a search, each leading to its item; all items where no text was given.
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
        let texts = frame.texts;
        let text = || isolated(&answer.question.text);
        let next = answer.next_page().as_ref().map(href::search);
        let corrected = answer.corrected.as_deref().map(|corrected| {
            let names = args!["text" => text(), "corrected" => isolated(corrected)];
            texts.tell("search-corrected", &names).into()
        });
        Self {
            frame,
            text: &answer.question.text,
            asked: !answer.question.is_for_all(),
            found: found(texts, answer),
            none: none(texts, answer).into(),
            corrected,
            pick: pick.map(|pick| pick_view(texts, answer, pick)),
            results: answer
                .items
                .iter()
                .map(|item| row(frame, answer, item, pick))
                .collect(),
            first: first_page(&answer.question),
            // The pages after the first lose what the pick is for; a better text is the way on.
            next: next.filter(|_| pick.is_none()),
            canonical: href::search(&answer.question),
            json: href::api_items(&answer.question),
        }
    }
}

fn pick_view(texts: Texts, answer: &SearchAnswer, pick: &Pick) -> PickView {
    let hidden = match pick.is_other_open {
        true => pick.question.fields_but(pick.end),
        false => pick.question.fields_beside(pick.end),
    };
    let end = pick.end_word();
    let text = isolated(&answer.question.text);
    let lead = if pick.other.is_empty() {
        texts.tell("pick-lead", &args!["end" => end, "text" => text])
    } else {
        let other = isolated(&pick.other);
        let names = args!["end" => end, "text" => text, "other" => other];
        texts.tell("pick-lead-other", &names)
    };
    let submit = match pick.question {
        Asked::Connections(_) => texts.say("pick-connect"),
        Asked::Middle(_) => texts.say("pick-between"),
    };
    PickView {
        lead: lead.into(),
        action: pick.question.action(),
        hidden,
        name: pick.end.field(),
        label: texts.tell("pick-else-box", &args!["end" => end]),
        submit: submit.into_owned(),
    }
}

/// That nothing was found, and that what was left out is not looked for.
fn none(texts: Texts, answer: &SearchAnswer) -> String {
    let question = &answer.question;
    let none = match &question.category {
        Some(category) if question.is_for_all() => {
            texts.tell("search-none-in", &args!["category" => isolated(category)])
        }
        _ => texts.tell("search-none", &args!["text" => isolated(&question.text)]),
    };
    match words::left_out(texts, &answer.hidden_by) {
        Some(left_out) => format!("{none} {left_out}"),
        None => none,
    }
}

fn found(texts: Texts, answer: &SearchAnswer) -> String {
    let count = answer.items.len();
    let question = &answer.question;
    match (count, &answer.next) {
        (0, _) => texts.say("search-found-nothing").into_owned(),
        _ if question.is_for_all() => all_items(texts, question),
        _ if question.cursor.is_some() => texts.say("search-more").into_owned(),
        (_, Some(_)) => texts.count("search-found-first", count),
        _ => texts.count("items", count),
    }
}

fn all_items(texts: Texts, question: &SearchQuestion) -> String {
    match &question.category {
        None => texts.say("search-all").into_owned(),
        Some(category) => texts.tell("search-all-in", &args!["category" => isolated(category)]),
    }
}

fn first_page(question: &SearchQuestion) -> Option<String> {
    question.cursor.as_ref()?;
    Some(href::search(&SearchQuestion {
        cursor: None,
        ..question.clone()
    }))
}

fn row(frame: &Frame, answer: &SearchAnswer, item: &Item, pick: Option<&Pick>) -> ResultRow {
    let card = &item.card;
    let link = match pick {
        Some(pick) => frame.card_to(card, pick.href(&card.id)),
        None => frame.card(card),
    };
    ResultRow {
        card: link.noted(bought(frame, answer, item)),
        page: pick.map(|_| href::item(&card.id)),
        on_map: (frame.has_map && pick.is_none()).then(|| href::map_of(&card.id)),
    }
}

/// How often it was bought, as far as that is known, and with how many others.
fn bought(frame: &Frame, answer: &SearchAnswer, item: &Item) -> String {
    let links = match item.links {
        0 => words::bought_with_nothing(frame.texts, &answer.hidden_by),
        links => frame.texts.count("search-bought-with", links),
    };
    match item.orders {
        Some(orders) => format!("{} · {links}", frame.texts.count("orders", orders)),
        None => links,
    }
}
