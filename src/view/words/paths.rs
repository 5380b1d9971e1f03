//! What came of a search for connections, in words.

use crate::explorer::{
    Bar, Connections, Direction, NoPathReason, Outcome, PathCount, PathsQuestion, Searched,
};

use super::number::{count_of, number};

/// The ranking rule of listed connections.
pub const RANKING_RULE: &str = "Fewest steps first. Among connections of equal length, the one \
     whose links are strongest taken together comes first: each link costs the negative logarithm \
     of its strength, and the costs are added up, so one weak link weighs heavily. What is still \
     equal is ordered by item ids. Every shortest connection is ranked before the list is cut.";

/// What was found, in one short sentence without a full stop.
#[must_use]
pub fn headline(outcome: &Outcome) -> String {
    match outcome {
        Outcome::SameItem => "These are one and the same item".to_owned(),
        Outcome::Found(found) if found.hops == 1 => "Bought together: connected in 1 step".into(),
        Outcome::Found(found) => format!(
            "Connected in {}, in {}",
            count_of(found.hops, "step", "steps"),
            path_count(found.path_count)
        ),
        Outcome::NoPath(none) => match none.reason {
            NoPathReason::NoLinks { .. } | NoPathReason::DifferentComponent { .. } => {
                "These two are not connected".to_owned()
            }
            NoPathReason::OnlyReverse { .. } => "Connected only the other way round".to_owned(),
            NoPathReason::ExcludedByOptions { .. } => {
                "Your options bar every connection".to_owned()
            }
            NoPathReason::BeyondMaxHops { .. } => "The connection is longer than you asked".into(),
            NoPathReason::BudgetExhausted { .. } => {
                "No connection found yet: the search was cut short".to_owned()
            }
        },
    }
}

/// `37 ways`, `one way`, `more than 10^38 ways`.
#[must_use]
pub fn path_count(count: PathCount) -> String {
    match (count.exact, count.value) {
        (true, 1) => "one way".to_owned(),
        (true, value) => count_of(value, "way", "ways"),
        (false, _) => "more than 10^38 ways".to_owned(),
    }
}

/// How many of the connections are listed: `20 of 37 connections are listed, the strongest first.`
#[must_use]
pub fn listed(found: &Connections) -> String {
    let listed = found.paths.len();
    if !found.truncated() {
        return match listed {
            1 => "There is just this one shortest connection.".to_owned(),
            2 => "Both are listed, the stronger one first.".to_owned(),
            _ => format!("All {} are listed, the strongest first.", number(listed)),
        };
    }
    let all = if found.path_count.exact {
        number(found.path_count.value)
    } else {
        "more than 10^38".to_owned()
    };
    format!(
        "{} of {all} connections {} listed, the strongest first.",
        number(listed),
        if listed == 1 { "is" } else { "are" }
    )
}

/// Which way links were walked.
#[must_use]
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::EitherWay => "either way",
        Direction::AsBought => "only as bought",
    }
}

/// Why there is no connection: one or two sentences. `from` and `to` name the ends.
#[must_use]
pub fn no_path_reason(reason: &NoPathReason, from: &str, to: &str) -> String {
    match reason {
        NoPathReason::NoLinks {
            from: true,
            to: true,
        } => format!(
            "Neither {from} nor {to} was bought together with anything else, so nothing leads \
             from one to the other."
        ),
        NoPathReason::NoLinks { from: true, .. } => format!(
            "{from} was not bought together with anything else, so nothing leads on from it."
        ),
        NoPathReason::NoLinks { .. } => {
            format!("{to} was not bought together with anything else, so nothing leads to it.")
        }
        NoPathReason::DifferentComponent { from_size, to_size } => format!(
            "{from} stands on an island of {} that were bought together, {to} on another one of \
             {}; no purchase joins the two islands.",
            count_of(*from_size, "item", "items"),
            count_of(*to_size, "item", "items"),
        ),
        NoPathReason::OnlyReverse { hops } => format!(
            "As bought, links lead from {to} to {from} ({}), but not from {from} to {to}.",
            count_of(*hops, "step", "steps")
        ),
        NoPathReason::ExcludedByOptions { bars } => excluded_by_options(bars).to_owned(),
        NoPathReason::BeyondMaxHops { hops: Some(hops) } => format!(
            "The shortest connection has {}, more than the options allow.",
            count_of(*hops, "step", "steps")
        ),
        NoPathReason::BeyondMaxHops { hops: None } => {
            "Every connection, if there is one, is longer than the options allow.".to_owned()
        }
        NoPathReason::BudgetExhausted {
            at_least_hops,
            connected_in,
        } => budget_exhausted(*at_least_hops, *connected_in),
    }
}

fn excluded_by_options(bars: &[Bar]) -> &'static str {
    match bars {
        [Bar::Exclude] => "Every connection passes through an item you left out.",
        [Bar::OnlyCategory] => "Every connection passes through an item of another category.",
        [Bar::AvoidCategory] => {
            "Every connection passes through an item of a category you left out."
        }
        [Bar::AvoidHubs] => "Every connection passes through an item with very many links.",
        [Bar::Via] => "Every connection passes through one stop on its way to another.",
        [Bar::Direction] => {
            "There is no connection as bought; walking links either way there would be one."
        }
        _ => "There is a connection, but the options you chose together bar it.",
    }
}

fn budget_exhausted(at_least_hops: usize, connected_in: Option<usize>) -> String {
    match connected_in {
        Some(hops) => format!(
            "They are connected in {}, but working out how takes more than one question may cost.",
            count_of(hops, "step", "steps")
        ),
        None => format!(
            "The work allowed for one question ran out. It is proven that no connection has \
             fewer than {}; a longer one may exist.",
            count_of(at_least_hops, "step", "steps")
        ),
    }
}

/// How far a search without result looked.
#[must_use]
pub fn searched(searched: &Searched) -> String {
    if *searched == Searched::default() {
        return "That was known without a search.".to_owned();
    }
    format!(
        "The search reached {} from the start and {} from the end, over {}.",
        count_of(searched.forward, "item", "items"),
        count_of(searched.backward, "item", "items"),
        count_of(searched.arcs, "link", "links"),
    )
}

/// What a question asks beyond the plain one, each as a short phrase; empty for a plain question.
#[must_use]
pub fn active_options(question: &PathsQuestion) -> Vec<String> {
    let mut options = Vec::new();
    if question.direction != Direction::default() {
        options.push(format!("links walked {}", direction(question.direction)));
    }
    if !question.exclude.is_empty() {
        options.push(format!(
            "{} left out",
            count_of(question.exclude.len(), "item", "items")
        ));
    }
    if let Some(hops) = question.max_hops {
        options.push(format!("at most {}", count_of(hops, "step", "steps")));
    }
    if question.k != PathsQuestion::DEFAULT_K {
        options.push(format!("the best {} listed", number(question.k)));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::NoPath;
    use crate::view::samples;

    #[test]
    fn headline_counts_steps_and_ways() {
        let answer = samples::found(&[1, 2, 1]);
        assert_eq!(headline(&answer.outcome), "Connected in 2 steps, in 2 ways");
        let answer = samples::found(&[1, 1, 1]);
        assert_eq!(
            headline(&answer.outcome),
            "Connected in 2 steps, in one way"
        );
    }

    #[test]
    fn a_count_beyond_128_bits_is_a_bound() {
        let count = PathCount {
            value: u128::MAX,
            exact: false,
        };
        assert_eq!(path_count(count), "more than 10^38 ways");
    }

    #[test]
    fn not_connected_is_only_claimed_when_proven() {
        let unproven = Outcome::NoPath(NoPath {
            leg: 0,
            reason: NoPathReason::BudgetExhausted {
                at_least_hops: 5,
                connected_in: None,
            },
            searched: Searched {
                forward: 1,
                backward: 1,
                arcs: 1,
            },
        });
        assert!(!headline(&unproven).contains("not connected"));
    }

    #[test]
    fn a_cut_list_says_so() {
        let mut answer = samples::found(&[1, 3, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        assert_eq!(listed(found), "All 3 are listed, the strongest first.");
        found.paths.truncate(2);
        assert_eq!(
            listed(found),
            "2 of 3 connections are listed, the strongest first."
        );
    }

    #[test]
    fn a_plain_question_has_no_active_options() {
        let mut question = PathsQuestion::new("a", "b");
        assert!(active_options(&question).is_empty());
        question.max_hops = Some(3);
        assert_eq!(active_options(&question), ["at most 3 steps"]);
    }
}
