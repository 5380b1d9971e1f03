//! What came of a search for connections, in words.

use crate::explorer::{
    Bar, Connections, Direction, ItemCard, NoPath, NoPathReason, Outcome, PathCount, PathsAnswer,
    PathsQuestion, Percentile, RankedPath, Searched,
};

use super::number::{count_of, number};

/// The ranking rule of listed connections.
pub const RANKING_RULE: &str = "Fewest steps first. Among connections of equal length, the one \
     whose links are strongest taken together comes first: each link costs the negative logarithm \
     of its strength, and the costs are added up, so one weak link weighs heavily. What is still \
     equal is ordered by item ids. Every shortest connection is ranked before the list is cut.";

/// What was found, in one short sentence without a full stop.
#[must_use]
pub fn headline(answer: &PathsAnswer) -> String {
    match &answer.outcome {
        Outcome::SameItem => "These are one and the same item".to_owned(),
        Outcome::Found(found) if found.hops == 1 => "Bought together: connected in 1 step".into(),
        Outcome::Found(found) => format!(
            "Connected in {}, in {}",
            count_of(found.hops, "step", "steps"),
            path_count(found.path_count)
        ),
        Outcome::NoPath(none) => match none.reason {
            NoPathReason::NoLinks { .. }
            | NoPathReason::DifferentComponent { .. }
            | NoPathReason::OnlyReverse { .. }
                if !answer.via.is_empty() =>
            {
                "No connection passes through all your stops".to_owned()
            }
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
/// Where longer ones were asked for, also how many there are of each length.
#[must_use]
pub fn listed(found: &Connections) -> String {
    let mut words = if found.longer.is_empty() && found.complete {
        shortest_listed(found)
    } else {
        longer_listed(found)
    };
    if found
        .paths
        .iter()
        .any(|path| passes_an_item_twice(found, path))
    {
        words.push_str(" Going over your stops, some pass an item twice.");
    }
    words
}

/// Only connections over stops can: in two parts of the way.
fn passes_an_item_twice(found: &Connections, path: &RankedPath) -> bool {
    let items = path
        .items
        .iter()
        .filter_map(|&place| found.items.get(place));
    let mut ids: Vec<&str> = items.map(|item| item.card.id.as_str()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    ids.len() < all
}

/// How many there are of each length: `37 connections of 4 steps, 812 of 5 steps`.
fn counts_by_length(found: &Connections) -> String {
    let counts = found.counts().map(|(hops, count)| {
        let many = match count.value {
            0 => "none".to_owned(),
            _ => bare_count(count),
        };
        let noun = match (hops == found.hops, count.value) {
            (true, 1) => " connection",
            (true, _) => " connections",
            (false, _) => "",
        };
        format!("{many}{noun} of {}", count_of(hops, "step", "steps"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn longer_listed(found: &Connections) -> String {
    let mut words = format!("{}.", counts_by_length(found));
    let listed = found.paths.len();
    if !found.cut() {
        words.push_str(match listed {
            1 => " That one is listed.",
            2 => " Both are listed, the shorter one first.",
            _ => " All of them are listed, the shortest first.",
        });
    } else {
        words.push_str(&match listed {
            1 => " The best one is listed.".to_owned(),
            listed => format!(
                " The best {} are listed, the shortest first.",
                number(listed)
            ),
        });
        let longest = found.paths.iter().map(|path| path.items.len()).max();
        let has_longer = found.longer.iter().any(|count| count.value > 0);
        if has_longer && longest.is_some_and(|items| items <= found.hops + 1) {
            words.push_str(" The shortest fill the list; list more to see longer ones.");
        }
    }
    if !found.complete {
        let longer = if found.longer.is_empty() {
            "longer"
        } else {
            "even longer"
        };
        words.push_str(&format!(
            " Working out the {longer} ones took more than one question may cost, so those are \
             neither counted nor listed."
        ));
    }
    words
}

fn bare_count(count: PathCount) -> String {
    if count.exact {
        number(count.value)
    } else {
        "more than 10^38".to_owned()
    }
}

fn shortest_listed(found: &Connections) -> String {
    let listed = found.paths.len();
    if !found.truncated() {
        return match listed {
            1 => "There is just this one shortest connection.".to_owned(),
            2 => "Both are listed, the stronger one first.".to_owned(),
            _ => format!("All {} are listed, the strongest first.", number(listed)),
        };
    }
    format!(
        "{} of {} connections {} listed, the strongest first.",
        number(listed),
        bare_count(found.path_count),
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

/// Why there is no connection, in a sentence or two; with stops on the way, also where it fails.
/// `name` prints the items that are named.
#[must_use]
pub fn no_path(answer: &PathsAnswer, none: &NoPath, name: impl Fn(&ItemCard) -> String) -> String {
    let (from, to) = answer.ends_of_leg(none.leg);
    let (from, to) = (name(from), name(to));
    let words = no_path_reason(&none.reason, &from, &to);
    if answer.via.is_empty() {
        return words;
    }
    match none.reason {
        NoPathReason::ExcludedByOptions { .. } => {
            let mut letters = words.chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            let words: String = first.chain(letters).collect();
            format!("Between {from} and {to}, {words}")
        }
        NoPathReason::BudgetExhausted { .. } => {
            format!("{words} The search ended between {from} and {to}.")
        }
        // These name the two already, or are about the whole way.
        NoPathReason::NoLinks { .. }
        | NoPathReason::DifferentComponent { .. }
        | NoPathReason::OnlyReverse { .. }
        | NoPathReason::BeyondMaxHops { .. } => words,
    }
}

/// Why there is no connection: one or two sentences. `from` and `to` name the ends of the leg that
/// has none.
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
        NoPathReason::ExcludedByOptions { bars } => excluded_by_options(bars),
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

fn excluded_by_options(bars: &[Bar]) -> String {
    let alone = match bars {
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
        several => {
            let options: Vec<&str> = several.iter().copied().map(option).collect();
            let options = options.join(", ");
            return format!("There is a connection, but these together bar it: {options}.");
        }
    };
    alone.to_owned()
}

/// An option in a list of several.
fn option(bar: Bar) -> &'static str {
    match bar {
        Bar::Exclude => "the items left out",
        Bar::OnlyCategory => "keeping to a category",
        Bar::AvoidCategory => "the categories left out",
        Bar::AvoidHubs => "the best-linked items left out",
        Bar::Via => "the stops on the way",
        Bar::Direction => "walking links only as bought",
    }
}

fn budget_exhausted(at_least_hops: usize, connected_in: Option<usize>) -> String {
    match connected_in {
        Some(hops) => format!(
            "They are connected in {}, but working out how takes more than one question may cost.",
            count_of(hops, "step", "steps")
        ),
        None => format!(
            "The work allowed for this question ran out. It is proven that no connection has \
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

/// The items a percentile of links leaves out: `the best-linked 1 % of items`.
#[must_use]
pub fn hubs(percentile: Percentile) -> String {
    format!("the best-linked {} % of items", percentile.beyond())
}

/// Connections beyond the shortest: `up to 2 steps longer than the shortest`.
#[must_use]
pub fn longer(extra_hops: u32) -> String {
    match extra_hops {
        0 => "the shortest only".to_owned(),
        1 => "up to 1 step longer".to_owned(),
        more => format!("up to {more} steps longer"),
    }
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
    if !question.via.is_empty() {
        let stops = count_of(question.via.len(), "stop", "stops");
        options.push(format!("{stops} on the way"));
    }
    if !question.only_category.is_empty() {
        let names = question.only_category.join(" or ");
        options.push(format!("only by way of {names}"));
    }
    if !question.avoid_category.is_empty() {
        let names = question.avoid_category.join(" or ");
        options.push(format!("not by way of {names}"));
    }
    if let Some(percentile) = question.avoid_hubs {
        options.push(format!("not by way of {}", hubs(percentile)));
    }
    if let Some(hops) = question.max_hops {
        options.push(format!("at most {}", count_of(hops, "step", "steps")));
    }
    if question.extra_hops > 0 {
        options.push(longer(question.extra_hops));
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
        assert_eq!(headline(&answer), "Connected in 2 steps, in 2 ways");
        let answer = samples::found(&[1, 1, 1]);
        assert_eq!(headline(&answer), "Connected in 2 steps, in one way");
    }

    #[test]
    fn a_stop_that_cannot_be_reached_does_not_part_the_ends() {
        let reason = NoPathReason::DifferentComponent {
            from_size: 5,
            to_size: 2,
        };
        let mut answer = samples::no_path(reason);
        assert_eq!(headline(&answer), "These two are not connected");
        answer.via = vec![samples::card(3)];
        assert_eq!(
            headline(&answer),
            "No connection passes through all your stops"
        );
    }

    #[test]
    fn with_stops_the_leg_that_fails_is_named() {
        let bars = vec![Bar::Exclude];
        let mut answer = samples::no_path(NoPathReason::ExcludedByOptions { bars });
        answer.via = vec![samples::card(3), samples::card(4)];
        let Outcome::NoPath(none) = &answer.outcome else {
            panic!("no path")
        };
        let words = |leg| {
            let none = NoPath {
                leg,
                ..none.clone()
            };
            no_path(&answer, &none, |card| card.id.clone())
        };
        for (leg, between) in [
            (0, "B000 and B003"),
            (1, "B003 and B004"),
            (2, "B004 and B007"),
        ] {
            assert_eq!(
                words(leg),
                format!("Between {between}, every connection passes through an item you left out.")
            );
        }
    }

    /// An answer with two shortest connections and some one step longer, of which two are listed.
    fn with_longer(count: u128) -> PathsAnswer {
        let mut answer = samples::longer();
        if let Outcome::Found(found) = &mut answer.outcome {
            found.longer[0].value = count;
        }
        answer
    }

    #[test]
    fn longer_connections_are_counted_by_length() {
        let words = |answer: &PathsAnswer| match &answer.outcome {
            Outcome::Found(found) => listed(found),
            outcome => panic!("{outcome:?}"),
        };
        let mut answer = with_longer(2);
        assert_eq!(
            words(&answer),
            "2 connections of 4 steps, 2 of 5 steps. All of them are listed, the shortest first."
        );
        answer = with_longer(812);
        assert_eq!(
            words(&answer),
            "2 connections of 4 steps, 812 of 5 steps. The best 4 are listed, the shortest first."
        );
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.paths.truncate(2);
        assert!(words(&answer).contains("The shortest fill the list"));
        answer = with_longer(0);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.paths.truncate(2);
        assert_eq!(
            words(&answer),
            "2 connections of 4 steps, none of 5 steps. Both are listed, the shorter one first."
        );
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.longer.clear();
        found.complete = false;
        let words = words(&answer);
        assert!(
            words.contains("2 connections of 4 steps.")
                && words.contains("neither counted nor listed")
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
        let mut answer = samples::same_item();
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
        answer.outcome = unproven;
        assert!(!headline(&answer).contains("not connected"));
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
        question.via = vec!["s".into()];
        question.only_category = vec!["Books".into(), "Film".into()];
        question.avoid_category = vec!["Music".into()];
        question.avoid_hubs = "99.5".parse().ok();
        question.extra_hops = 1;
        assert_eq!(
            active_options(&question),
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
