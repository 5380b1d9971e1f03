//! The options of a question about the middle, each undone by one click, and the forms for other
//! ends.

use std::borrow::Cow;

use crate::address::href;
use crate::explorer::{BetweenAnswer, BetweenQuestion, Filter, ItemCard};
use crate::words;
use crate::words::named;
use crate::words::texts::{Texts, args};

use super::super::sentence::Sentence;
use super::super::{Asked, End};

/// An option in use, and the click that takes it back.
#[derive(Debug)]
pub(super) struct ActiveView {
    pub(super) words: Sentence,
    pub(super) undo: String,
    pub(super) undo_words: Cow<'static, str>,
    pub(super) spoken: String,
}

/// The form that asks with another item at one end.
#[derive(Debug)]
pub(super) struct OtherForm {
    pub(super) name: &'static str,
    pub(super) label: Sentence,
    pub(super) hidden: Vec<(&'static str, String)>,
}

/// The options in use, in the order a reader meets them.
pub(super) fn active(texts: Texts, answer: &BetweenAnswer) -> Vec<ActiveView> {
    let question = &answer.question;
    let in_use = question.filters.in_use().into_iter();
    in_use
        .map(|(filter, filters)| {
            let looser = BetweenQuestion {
                filters,
                ..question.clone()
            };
            view(texts, answer, filter, href::between(&looser))
        })
        .collect()
}

fn view(texts: Texts, answer: &BetweenAnswer, filter: Filter<'_>, undo: String) -> ActiveView {
    let allow = texts.say("between-allow");
    let allowed = |name: &str| {
        let name = args!["title" => words::isolated(name)];
        texts.tell("between-allow-spoken", &name)
    };
    let (words, undo_words, spoken) = match filter {
        Filter::Exclude(id) => {
            let card = answer.excluded.iter().find(|card| card.id == id);
            let title = card.map_or(id, |card| &card.title);
            let left_out = args!["title" => words::isolated(title)];
            let words = texts.tell("between-left-out", &left_out);
            (words, allow, allowed(title))
        }
        Filter::OnlyCategory(name) => {
            let kept_to = &answer.question.filters.only_category;
            let words = match kept_to.first().is_some_and(|first| first == name) {
                true => "between-only-category",
                false => "between-or-category",
            };
            let words = texts.tell(words, &args!["name" => words::isolated(name)]);
            let undo_words = match kept_to.len() {
                1 => texts.say("between-allow-any"),
                _ => texts.say("between-take-back"),
            };
            let spoken = format!("{undo_words}: {words}");
            (words, undo_words, spoken)
        }
        Filter::AvoidCategory(name) => {
            let isolated = args!["name" => words::isolated(name)];
            let words = texts.tell("between-not-category", &isolated);
            (words, allow, allowed(name))
        }
        Filter::AvoidHubs(percentile) => {
            let percent = args!["percent" => percentile.beyond().percent()];
            let words = texts.tell("between-not-hubs", &percent);
            let spoken = format!("{allow}: {words}");
            (words, allow, spoken)
        }
    };
    ActiveView {
        words: words.into(),
        undo,
        undo_words,
        spoken,
    }
}

pub(super) fn other_form(
    texts: Texts,
    question: &BetweenQuestion,
    end: End,
    card: &ItemCard,
) -> OtherForm {
    let title = args!["title" => named(card)];
    OtherForm {
        name: end.field(),
        label: texts.tell("between-other", &title).into(),
        hidden: Asked::Middle(question.clone()).fields_beside(end),
    }
}
