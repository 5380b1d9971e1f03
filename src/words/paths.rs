//! What came of a search for connections, in words.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::explorer::{
    Connections, NoPathReason, Outcome, PathCount, PathsAnswer, RankedPath, Thresholds,
};
use crate::words::texts::{Texts, args};

/// The ranking rule of listed connections, in full.
#[must_use]
pub fn ranking_rule(texts: Texts) -> Cow<'static, str> {
    texts.say("ranking-rule")
}

/// Why listed connections stand in this order, in one line.
#[must_use]
pub fn ranking_in_short(texts: Texts) -> Cow<'static, str> {
    texts.say("ranking-in-short")
}

/// What was found, in one short sentence without a full stop.
#[must_use]
pub fn headline(texts: Texts, answer: &PathsAnswer) -> String {
    let name = match &answer.outcome {
        Outcome::SameItem => "found-same",
        Outcome::Found(found) if found.hops == 1 => "found-next",
        Outcome::Found(found) => {
            let ways = ways(texts, found.path_count);
            return texts.tell("found-in", &args!["steps" => found.hops, "ways" => ways]);
        }
        Outcome::NoPath(none) => match none.reason {
            NoPathReason::NoLinks { .. }
            | NoPathReason::DifferentComponent { .. }
            | NoPathReason::OnlyReverse { .. }
                if !answer.via.is_empty() =>
            {
                match none.hidden_by.hide_nothing() {
                    true => "found-not-over-stops",
                    false => "found-not-over-stops-known",
                }
            }
            NoPathReason::NoLinks { .. } | NoPathReason::DifferentComponent { .. } => {
                return apart(texts, &none.hidden_by).into_owned();
            }
            NoPathReason::OnlyReverse { .. } => "found-reverse",
            NoPathReason::ExcludedByOptions { .. } => "found-barred",
            NoPathReason::BeyondMaxHops { .. } => "found-too-long",
            NoPathReason::BudgetExhausted { .. } => "found-cut-short",
        },
    };
    texts.say(name).into_owned()
}

/// That no connection leads from one item to another, in short: a fact where no rule of the rebuild
/// hides anything, else as far as is known.
#[must_use]
pub fn apart(texts: Texts, hidden_by: &Thresholds) -> Cow<'static, str> {
    texts.say(match hidden_by.hide_nothing() {
        true => "found-not",
        false => "found-not-known",
    })
}

/// A number of connections as the argument of a message.
fn ways(texts: Texts, count: PathCount) -> FluentValue<'static> {
    if count.exact {
        texts.counted(count.value)
    } else {
        FluentValue::from(texts.say("ways-beyond"))
    }
}

/// `37 ways`, `one way`, `more than 10^38 ways`.
#[must_use]
pub fn path_count(texts: Texts, count: PathCount) -> String {
    texts.tell("ways", &args!["count" => ways(texts, count)])
}

/// How many of the connections of one length are listed: `20 of 37 ways`, `37 ways`.
#[must_use]
pub fn listed_of(texts: Texts, listed: usize, count: PathCount) -> String {
    if count.exact && count.value == listed as u128 {
        return path_count(texts, count);
    }
    let ways = ways(texts, count);
    texts.tell("listed-of", &args!["listed" => listed, "ways" => ways])
}

/// How many of the connections are listed: `20 of 37 connections are listed, the strongest first.`
/// Where longer ones were asked for, also how many there are of each length.
#[must_use]
pub fn listed(texts: Texts, found: &Connections) -> String {
    let mut sentences = if found.longer.is_empty() && found.complete {
        vec![shortest_listed(texts, found)]
    } else {
        longer_listed(texts, found)
    };
    let mut paths = found.paths.iter();
    if paths.any(|path| passes_an_item_twice(found, path)) {
        sentences.push(texts.say("listed-twice").into_owned());
    }
    sentences.join(" ")
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

fn shortest_listed(texts: Texts, found: &Connections) -> String {
    let listed = found.paths.len();
    if !found.truncated() {
        return texts.tell("listed-all", &args!["listed" => listed]);
    }
    let all = ways(texts, found.path_count);
    texts.tell("listed-some", &args!["listed" => listed, "all" => all])
}

/// Sentences on connections of several lengths.
fn longer_listed(texts: Texts, found: &Connections) -> Vec<String> {
    let mut sentences = vec![format!("{}.", counts_by_length(texts, found))];
    let listed = args!["listed" => found.paths.len()];
    if found.cut() {
        sentences.push(texts.tell("listed-best-lengths", &listed));
        let longest = found.paths.iter().map(|path| path.items.len()).max();
        let has_longer = found.longer.iter().any(|count| count.value > 0);
        if has_longer && longest.is_some_and(|items| items <= found.hops + 1) {
            sentences.push(texts.say("listed-no-room").into_owned());
        }
    } else {
        sentences.push(texts.tell("listed-all-lengths", &listed));
    }
    if !found.complete {
        let unknown = if found.longer.is_empty() {
            "listed-longer-unknown"
        } else {
            "listed-even-longer-unknown"
        };
        sentences.push(texts.say(unknown).into_owned());
    }
    sentences
}

/// How many there are of each length: `37 connections of 4 steps, 812 of 5 steps`.
fn counts_by_length(texts: Texts, found: &Connections) -> String {
    let counts = found.counts().map(|(hops, count)| {
        let of_length = args!["count" => ways(texts, count), "steps" => hops];
        if hops == found.hops {
            texts.tell("listed-shortest", &of_length)
        } else {
            texts.tell("listed-longer", &of_length)
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// Connections beyond the shortest: `the shortest only`, `up to 2 steps longer`.
#[must_use]
pub fn longer(texts: Texts, extra_hops: u32) -> String {
    texts.count("longer-by", extra_hops)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{NoPath, Searched, samples};

    #[test]
    fn headline_counts_steps_and_ways() {
        let answer = samples::found(&[1, 2, 1]);
        assert_eq!(
            headline(Texts::default(), &answer),
            "Connected in 2 steps, in 2 ways"
        );
        let answer = samples::found(&[1, 1, 1]);
        assert_eq!(
            headline(Texts::default(), &answer),
            "Connected in 2 steps, in one way"
        );
    }

    #[test]
    fn a_stop_that_cannot_be_reached_does_not_part_the_ends() {
        let reason = NoPathReason::DifferentComponent {
            from_size: 5,
            to_size: 2,
        };
        let mut answer = samples::no_path(reason);
        assert_eq!(
            headline(Texts::default(), &answer),
            "These two are not connected"
        );
        answer.via = vec![samples::card(3)];
        assert_eq!(
            headline(Texts::default(), &answer),
            "No connection passes through all your stops"
        );
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
            Outcome::Found(found) => listed(Texts::default(), found),
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
        assert_eq!(path_count(Texts::default(), count), "more than 10^38 ways");
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
            hidden_by: Thresholds::default(),
        });
        answer.outcome = unproven;
        assert!(!headline(Texts::default(), &answer).contains("not connected"));
    }

    #[test]
    fn a_cut_list_says_so() {
        let mut answer = samples::found(&[1, 3, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        assert_eq!(
            listed(Texts::default(), found),
            "All 3 are listed, the strongest first."
        );
        found.paths.truncate(2);
        assert_eq!(
            listed(Texts::default(), found),
            "2 of 3 connections are listed, the strongest first."
        );
    }
}
