//! What a question about connections asks beyond the plain one, in words.

use std::borrow::Cow;

use crate::explorer::{Direction, PathsOptions, PathsQuestion};
use crate::words::texts::{Texts, args};

use super::paths::longer;

/// Which way links are walked.
#[must_use]
pub fn direction(texts: Texts, direction: Direction) -> Cow<'static, str> {
    texts.say(match direction {
        Direction::EitherWay => "walk-either-way",
        Direction::AsBought => "walk-as-bought",
    })
}

/// What a question asks beyond the plain one, each as a short phrase; empty for a plain question.
#[must_use]
pub fn active_options(texts: Texts, question: &PathsQuestion) -> Vec<String> {
    let mut options = Vec::new();
    if question.options.direction != Direction::default() {
        let direction = direction(texts, question.options.direction);
        options.push(texts.tell("asked-direction", &args!["direction" => direction]));
    }
    if !question.options.filters.exclude.is_empty() {
        options.push(texts.count("asked-exclude", question.options.filters.exclude.len()));
    }
    if !question.options.via.is_empty() {
        options.push(texts.count("asked-via", question.options.via.len()));
    }
    if let Some(names) = either_of(texts, &question.options.filters.only_category) {
        options.push(texts.tell("asked-only-category", &args!["names" => names]));
    }
    if let Some(names) = either_of(texts, &question.options.filters.avoid_category) {
        options.push(texts.tell("asked-avoid-category", &args!["names" => names]));
    }
    if let Some(percentile) = question.options.filters.avoid_hubs {
        let beyond = percentile.beyond().percent();
        options.push(texts.tell("asked-avoid-hubs", &args!["percent" => beyond]));
    }
    if let Some(hops) = question.options.max_hops {
        options.push(texts.count("asked-max-hops", hops));
    }
    if question.options.extra_hops > 0 {
        options.push(longer(texts, question.options.extra_hops));
    }
    if question.options.k != PathsOptions::DEFAULT_K {
        options.push(texts.count("asked-k", question.options.k));
    }
    options
}

/// `Books or Film or Music`; nothing of no names.
fn either_of(texts: Texts, names: &[String]) -> Option<String> {
    let names = names.iter().cloned();
    names.reduce(|first, second| {
        texts.tell("either-of", &args!["first" => first, "second" => second])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_question_has_no_active_options() {
        let mut question = PathsQuestion::new("a", "b");
        assert!(active_options(Texts::default(), &question).is_empty());
        question.options.max_hops = Some(3);
        assert_eq!(
            active_options(Texts::default(), &question),
            ["at most 3 steps"]
        );
        question.options.via = vec!["s".into()];
        question.options.filters.only_category = vec!["Books".into(), "Film".into()];
        question.options.filters.avoid_category = vec!["Music".into()];
        question.options.filters.avoid_hubs = "99.5".parse().ok();
        question.options.extra_hops = 1;
        assert_eq!(
            active_options(Texts::default(), &question),
            [
                "1 stop on the way",
                "only by way of Books or Film",
                "not by way of Music",
                "not by way of the best-linked 0.5 % of items",
                "at most 3 steps",
                "up to 1 step longer",
            ]
        );
    }
}
