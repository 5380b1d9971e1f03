//! Words on how far everything else is from an item.

use std::borrow::Cow;

use fluent_bundle::FluentArgs;

use crate::explorer::{DegreesAnswer, NeighbourDirection};
use crate::words::texts::{Texts, args};

use super::hidden::{beside_least_orders, say_what_counts, with_hidden};

/// How far most of the catalogue is from the item, which `name` names: one or two sentences, then the
/// rules that may hide shorter ways.
#[must_use]
pub fn from_here(texts: Texts, answer: &DegreesAnswer, name: &str) -> String {
    let reached = answer.reached();
    let mut arguments = args!["name" => name, "direction" => way(answer.question.direction)];
    if reached <= 1 {
        return alone(texts, answer, arguments);
    }
    // Only of two items is one a half, and that one is no step away.
    let within = |items| answer.hops_to_reach(items).unwrap_or(0).max(1);
    let half = answer.items.div_ceil(2);
    let most = if reached >= half {
        arguments.set("steps", within(half));
        texts.tell("far-half", &arguments)
    } else {
        let share = f64::from(reached) / f64::from(answer.items.max(1));
        arguments.set("share", texts.percent(share));
        arguments.set("steps", within(reached.div_ceil(2)));
        texts.tell("far-part", &arguments)
    };
    let mean = (answer.mean_hops().unwrap_or(0.0) * 10.0).round() / 10.0;
    let mean = texts.tell("far-mean", &args!["steps" => mean]);
    with_hidden(texts, format!("{most} {mean}"), &answer.hidden_by)
}

/// That nothing can be reached.
fn alone(texts: Texts, answer: &DegreesAnswer, mut arguments: FluentArgs<'_>) -> String {
    let hidden_by = &answer.hidden_by;
    let (name, untold) = match (answer.question.direction, hidden_by.given) {
        (NeighbourDirection::Any, true) => ("far-alone-given", *hidden_by),
        (NeighbourDirection::Any, false) => ("far-alone", beside_least_orders(hidden_by)),
        (NeighbourDirection::Out | NeighbourDirection::In, _) => ("far-alone", *hidden_by),
    };
    say_what_counts(&mut arguments, hidden_by);
    with_hidden(texts, texts.tell(name, &arguments), &untold)
}

/// What messages call a direction.
fn way(direction: NeighbourDirection) -> &'static str {
    match direction {
        NeighbourDirection::Any => "any",
        NeighbourDirection::Out => "out",
        NeighbourDirection::In => "in",
    }
}

/// What the examples of the farthest items are taken from: `the 2 items that are 8 steps away`.
#[must_use]
pub fn farthest(texts: Texts, answer: &DegreesAnswer) -> String {
    let items = answer.levels.last().copied().unwrap_or(0);
    let all = items == 1 || items as usize == answer.farthest.len();
    let arguments = args!["items" => items, "steps" => answer.max_hops()];
    texts.tell(if all { "far-most" } else { "far-most-some" }, &arguments)
}

/// A range of distances: `1 step`, `4 steps`, `25 to 40 steps`.
#[must_use]
pub fn steps_between(texts: Texts, first: u32, last: u32) -> String {
    if first == last {
        return texts.count("steps", first);
    }
    texts.tell("far-steps", &args!["first" => first, "last" => last])
}

/// Which way links were walked from or to an item.
#[must_use]
pub fn walked(texts: Texts, direction: NeighbourDirection) -> Cow<'static, str> {
    texts.say(match direction {
        NeighbourDirection::Any => "far-either-way",
        NeighbourDirection::Out => "far-out",
        NeighbourDirection::In => "far-in",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn where_half_of_the_catalogue_is_comes_first() {
        let words = from_here(Texts::default(), &samples::degrees(), "Kind of Blue");
        assert_eq!(
            words,
            "Half of the catalogue is within 5 steps of Kind of Blue. The average is 5.4 steps."
        );
    }

    #[test]
    fn an_item_that_reaches_little_says_so_and_one_that_reaches_nothing_too() {
        let mut answer = samples::degrees();
        answer.question.direction = NeighbourDirection::In;
        answer.levels = vec![1, 3, 9];
        let words = from_here(Texts::default(), &answer, "Kind of Blue");
        assert_eq!(
            words,
            "Only under 0.1 % of the catalogue is within any number of steps to Kind of Blue, as \
             bought; half of that within 2 steps. The average is 1.8 steps."
        );
        answer.levels = vec![1];
        assert!(from_here(Texts::default(), &answer, "X").contains("on no other item's list"));
        answer.items = 2;
        answer.levels = vec![1, 1];
        assert!(from_here(Texts::default(), &answer, "X").contains("within 1 step to X"));
        assert!(from_here(Texts::default(), &answer, "X").contains("The average is 1 step."));
    }

    #[test]
    fn examples_say_what_they_are_examples_of() {
        let mut answer = samples::degrees();
        assert_eq!(
            farthest(Texts::default(), &answer),
            "The 2 items that are 8 steps away."
        );
        answer.farthest.pop();
        assert!(farthest(Texts::default(), &answer).starts_with("The most popular of the 2 items"));
        answer.levels.push(1);
        assert_eq!(
            farthest(Texts::default(), &answer),
            "The one item that is 9 steps away."
        );
        assert_eq!(
            steps_between(Texts::default(), 25, 1_040),
            "25 to 1,040 steps"
        );
    }
}
