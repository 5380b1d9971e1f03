//! The options of a question about the middle, each undone by one click, and the forms for other
//! ends.

use std::borrow::Cow;

use crate::address::href;
use crate::explorer::{BetweenAnswer, BetweenQuestion, ItemCard};
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

/// The same question with another item at one end.
#[derive(Debug)]
pub(super) struct OtherForm {
    pub(super) name: &'static str,
    pub(super) label: Sentence,
    pub(super) hidden: Vec<(&'static str, String)>,
}

/// The options in use, in the order a reader meets them.
pub(super) fn active(texts: Texts, answer: &BetweenAnswer) -> Vec<ActiveView> {
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
            undo: looser(&|question| question.filters.exclude.retain(|id| *id != card.id)),
            undo_words: allow(),
            spoken: spoken(&card.title),
        });
    }
    for (place, name) in question.filters.only_category.iter().enumerate() {
        let words = match place {
            0 => "between-only-category",
            _ => "between-or-category",
        };
        let isolated = args!["name" => words::isolated(name)];
        let words = texts.tell(words, &isolated);
        let undo_words = match question.filters.only_category.len() {
            1 => texts.say("between-allow-any"),
            _ => texts.say("between-take-back"),
        };
        active.push(ActiveView {
            undo: looser(&|question| question.filters.only_category.retain(|other| other != name)),
            spoken: format!("{undo_words}: {words}"),
            undo_words,
            words: words.into(),
        });
    }
    for name in &question.filters.avoid_category {
        let isolated = args!["name" => words::isolated(name)];
        active.push(ActiveView {
            words: texts.tell("between-not-category", &isolated).into(),
            undo: looser(&|question| {
                question
                    .filters
                    .avoid_category
                    .retain(|other| other != name)
            }),
            undo_words: allow(),
            spoken: spoken(name),
        });
    }
    if let Some(percentile) = question.filters.avoid_hubs {
        let percent = args!["percent" => percentile.beyond().percent()];
        let words = texts.tell("between-not-hubs", &percent);
        active.push(ActiveView {
            undo: looser(&|question| question.filters.avoid_hubs = None),
            undo_words: allow(),
            spoken: format!("{}: {words}", texts.say("between-allow")),
            words: words.into(),
        });
    }
    active
}

pub(super) fn other_form(
    texts: Texts,
    question: &BetweenQuestion,
    end: End,
    card: &ItemCard,
) -> OtherForm {
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
