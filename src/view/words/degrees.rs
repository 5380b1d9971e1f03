//! Words on how far everything else is from an item.

use crate::explorer::{DegreesAnswer, NeighbourDirection};

use super::number::{count_of, number, one_decimal, percent};

/// How far most of the catalogue is from the item, which `name` names: one or two sentences.
#[must_use]
pub fn from_here(answer: &DegreesAnswer, name: &str) -> String {
    let direction = answer.question.direction;
    let reached = answer.reached();
    if reached <= 1 {
        return match direction {
            NeighbourDirection::Any => {
                format!("{name} was not bought together with anything else, so nothing leads on.")
            }
            NeighbourDirection::Out => format!("{name} has nothing on its own list."),
            NeighbourDirection::In => format!("{name} is on no other item's list."),
        };
    }
    let half = answer.items.div_ceil(2);
    let within = |items| {
        // Only of two items is one a half, and that one is no step away.
        let hops = answer.hops_to_reach(items).unwrap_or(0).max(1);
        count_of(hops, "step", "steps")
    };
    let of = match direction {
        NeighbourDirection::Any => format!("of {name}"),
        NeighbourDirection::Out => format!("of {name}, as bought"),
        NeighbourDirection::In => format!("to {name}, as bought"),
    };
    let most = if reached >= half {
        format!("Half of the catalogue is within {} {of}.", within(half))
    } else {
        let share = percent(f64::from(reached) / f64::from(answer.items.max(1)));
        format!(
            "Only {share} of the catalogue is within any number of steps {of}; half of that within {}.",
            within(reached.div_ceil(2))
        )
    };
    let mean = one_decimal(answer.mean_hops().unwrap_or(0.0));
    let steps = if mean == "1" { "step" } else { "steps" };
    format!("{most} The mean is {mean} {steps}.")
}

/// What the examples of the farthest items are taken from: `the 2 items that are 8 steps away`.
#[must_use]
pub fn farthest(answer: &DegreesAnswer) -> String {
    let away = count_of(answer.max_hops(), "step", "steps");
    match answer.levels.last().copied().unwrap_or(0) {
        1 => format!("The one item that is {away} away."),
        items if items as usize == answer.farthest.len() => {
            format!("The {} items that are {away} away.", number(items))
        }
        items => format!(
            "The most popular of the {} items that are {away} away.",
            number(items)
        ),
    }
}

/// A range of distances: `1 step`, `4 steps`, `25 to 40 steps`.
#[must_use]
pub fn steps_between(first: u32, last: u32) -> String {
    if first == last {
        count_of(first, "step", "steps")
    } else {
        format!("{} to {} steps", number(first), number(last))
    }
}

/// Which way links were walked from or to an item.
#[must_use]
pub fn walked(direction: NeighbourDirection) -> &'static str {
    match direction {
        NeighbourDirection::Any => "either way",
        NeighbourDirection::Out => "only as bought, from here",
        NeighbourDirection::In => "only as bought, to here",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::samples;

    #[test]
    fn where_half_of_the_catalogue_is_comes_first() {
        let words = from_here(&samples::degrees(), "Kind of Blue");
        assert_eq!(
            words,
            "Half of the catalogue is within 5 steps of Kind of Blue. The mean is 5.4 steps."
        );
    }

    #[test]
    fn an_item_that_reaches_little_says_so_and_one_that_reaches_nothing_too() {
        let mut answer = samples::degrees();
        answer.question.direction = NeighbourDirection::In;
        answer.levels = vec![1, 3, 9];
        let words = from_here(&answer, "Kind of Blue");
        assert_eq!(
            words,
            "Only under 0.1 % of the catalogue is within any number of steps to Kind of Blue, as \
             bought; half of that within 2 steps. The mean is 1.8 steps."
        );
        answer.levels = vec![1];
        assert!(from_here(&answer, "X").contains("on no other item's list"));
        answer.items = 2;
        answer.levels = vec![1, 1];
        assert!(from_here(&answer, "X").contains("within 1 step to X"));
        assert!(from_here(&answer, "X").contains("The mean is 1 step."));
    }

    #[test]
    fn examples_say_what_they_are_examples_of() {
        let mut answer = samples::degrees();
        assert_eq!(farthest(&answer), "The 2 items that are 8 steps away.");
        answer.farthest.pop();
        assert!(farthest(&answer).starts_with("The most popular of the 2 items"));
        answer.levels.push(1);
        assert_eq!(farthest(&answer), "The one item that is 9 steps away.");
        assert_eq!(steps_between(25, 1_040), "25 to 1,040 steps");
    }
}
