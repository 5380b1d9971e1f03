//! Why there is no connection, in words.

use fluent_bundle::FluentArgs;

use crate::explorer::{Bar, ItemCard, NoPath, NoPathReason, PathsAnswer, Searched, Thresholds};
use crate::words::texts::{Texts, args};

use super::hidden::{beside_least_orders, say_what_counts, with_hidden};

/// What messages call the whole of a connection, where a reason holds for all of it.
const WHOLE: &str = "whole";
/// What messages call the part of a connection from one stop to the next.
const LEG: &str = "leg";

/// Why there is no connection, in a sentence or two; with stops on the way, also where it fails.
/// `name` prints the items that are named.
#[must_use]
pub fn no_path(
    texts: Texts,
    answer: &PathsAnswer,
    none: &NoPath,
    name: impl Fn(&ItemCard) -> String,
) -> String {
    let (from, to) = answer.ends_of_leg(none.leg);
    let (from, to) = (name(from), name(to));
    let ends = args!["from" => &from, "to" => &to];
    if answer.via.is_empty() {
        return because(texts, none, WHOLE, ends);
    }
    let ended = texts.tell("none-ended-between", &ends);
    let words = because(texts, none, LEG, ends);
    match none.reason {
        NoPathReason::BudgetExhausted { .. } => format!("{words} {ended}"),
        // These name the two already, or are about the whole way.
        NoPathReason::NoLinks { .. }
        | NoPathReason::DifferentComponent { .. }
        | NoPathReason::OnlyReverse { .. }
        | NoPathReason::ExcludedByOptions { .. }
        | NoPathReason::BeyondMaxHops { .. } => words,
    }
}

/// Why there is no connection: one or two sentences, then the rules that may hide one. `from` and
/// `to` name the ends of the leg that has none.
#[must_use]
pub fn no_path_reason(texts: Texts, none: &NoPath, from: &str, to: &str) -> String {
    because(texts, none, WHOLE, args!["from" => from, "to" => to])
}

/// The reason in words, for the whole or a leg, whose ends stand in the arguments.
fn because(texts: Texts, none: &NoPath, part: &'static str, mut arguments: FluentArgs) -> String {
    let hidden_by = &none.hidden_by;
    let mut untold = *hidden_by;
    let name = match &none.reason {
        NoPathReason::NoLinks { from, to } => {
            say_what_counts(&mut arguments, hidden_by);
            untold = beside_least_orders(hidden_by);
            without_links(hidden_by.given, *from, *to)
        }
        NoPathReason::DifferentComponent { from_size, to_size } => {
            arguments.set("from-size", *from_size);
            arguments.set("to-size", *to_size);
            arguments.set("joins", what_could_join(hidden_by));
            "none-islands"
        }
        NoPathReason::OnlyReverse { hops } => {
            arguments.set("steps", *hops);
            "none-reverse"
        }
        NoPathReason::ExcludedByOptions { bars } => {
            arguments.set("part", part);
            arguments.set("options", options(texts, bars));
            barred_by(bars)
        }
        NoPathReason::BeyondMaxHops { hops: Some(hops) } => {
            arguments.set("steps", *hops);
            "none-too-long"
        }
        NoPathReason::BeyondMaxHops { hops: None } => "none-too-long-unknown",
        NoPathReason::BudgetExhausted {
            connected_in: Some(hops),
            ..
        } => {
            arguments.set("steps", *hops);
            "none-unknown-how"
        }
        NoPathReason::BudgetExhausted { at_least_hops, .. } => {
            arguments.set("steps", *at_least_hops);
            "none-unknown"
        }
    };
    with_hidden(texts, texts.tell(name, &arguments), &untold)
}

/// The message on ends without links: the start, the end, or both.
fn without_links(given: bool, from: bool, to: bool) -> &'static str {
    match (given, from, to) {
        (false, true, true) => "none-no-links-both",
        (false, true, false) => "none-no-links-from",
        (false, false, _) => "none-no-links-to",
        (true, true, true) => "none-no-lists-both",
        (true, true, false) => "none-no-lists-from",
        (true, false, _) => "none-no-lists-to",
    }
}

/// What two islands lack: in the world, where no rule hides any of it, else in the graph.
fn what_could_join(hidden_by: &Thresholds) -> &'static str {
    match (hidden_by.hide_nothing(), hidden_by.given) {
        (false, _) => "link",
        (true, true) => "list",
        (true, false) => "order",
    }
}

/// The message on what bars every connection.
fn barred_by(bars: &[Bar]) -> &'static str {
    match bars {
        [Bar::Exclude] => "none-by-exclude",
        [Bar::OnlyCategory] => "none-by-only-category",
        [Bar::AvoidCategory] => "none-by-avoid-category",
        [Bar::AvoidHubs] => "none-by-avoid-hubs",
        [Bar::Via] => "none-by-via",
        [Bar::Direction] => "none-by-direction",
        _ => "none-by-several",
    }
}

/// The options of a list of several.
fn options(texts: Texts, bars: &[Bar]) -> String {
    let name = |bar: &Bar| match bar {
        Bar::Exclude => "bar-exclude",
        Bar::OnlyCategory => "bar-only-category",
        Bar::AvoidCategory => "bar-avoid-category",
        Bar::AvoidHubs => "bar-avoid-hubs",
        Bar::Via => "bar-via",
        Bar::Direction => "bar-direction",
    };
    let options: Vec<_> = bars.iter().map(|bar| texts.say(name(bar))).collect();
    options.join(", ")
}

/// How far a search without result looked.
#[must_use]
pub fn searched(texts: Texts, searched: &Searched) -> String {
    if *searched == Searched::default() {
        return texts.say("searched-nothing").into_owned();
    }
    let reached = args![
        "forward" => texts.counted(searched.forward),
        "backward" => texts.counted(searched.backward),
        "links" => texts.counted(searched.arcs),
    ];
    texts.tell("searched", &reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{LargeOrders, Outcome, Thresholds, samples};

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
            no_path(Texts::default(), &answer, &none, |card| card.id.clone())
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

    #[test]
    fn an_item_alone_is_denied_only_what_was_counted() {
        let said = |large_orders, items_left_out| {
            let mut answer = samples::no_path(NoPathReason::NoLinks {
                from: true,
                to: true,
            });
            let Outcome::NoPath(none) = &mut answer.outcome else {
                panic!("no path")
            };
            none.hidden_by = Thresholds {
                large_orders,
                items_left_out,
                ..Thresholds::default()
            };
            no_path_reason(Texts::default(), none, "W1", "W2")
        };
        let large = LargeOrders { most: 3, orders: 2 };
        assert_eq!(
            said(Some(large), None),
            "Neither W1 nor W2 was bought together with anything else in an order of at most 3 items, so \
             nothing leads from one to the other. 2 orders of more than 3 items were not counted."
        );
        assert_eq!(
            said(None, Some(1)),
            "Neither W1 nor W2 was bought together with anything else that is shown here, so nothing \
             leads from one to the other. The shop left out 1 item."
        );
    }
}
