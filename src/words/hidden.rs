//! Which rules of the rebuild may hide what an answer denies, in words. Whoever denies something says
//! these words with it: the graph holds less than was bought.

use fluent_bundle::FluentArgs;

use crate::explorer::{LargeOrders, Thresholds};
use crate::words::texts::{Texts, args};

/// The rules, a short sentence each; empty where none hides anything.
#[must_use]
pub fn hidden(texts: Texts, by: &Thresholds) -> String {
    let rules = [
        min_orders(texts, by),
        large_orders(texts, by),
        top(texts, by),
        left_out(texts, by),
    ];
    let rules: Vec<String> = rules.into_iter().flatten().collect();
    rules.join(" ")
}

/// A sentence and the rules after it.
pub(super) fn with_hidden(texts: Texts, sentence: String, by: &Thresholds) -> String {
    let rules = hidden(texts, by);
    match rules.is_empty() {
        true => sentence,
        false => format!("{sentence} {rules}"),
    }
}

/// Adds what a sentence that denies purchases says itself of the orders and items it is true of.
pub(super) fn say_what_counts(arguments: &mut FluentArgs<'_>, by: &Thresholds) {
    arguments.set("least", by.min_orders.unwrap_or(1));
    arguments.set("most", by.large_orders.map_or(0, |large| large.most));
    arguments.set("out", by.items_left_out.unwrap_or(0));
}

/// The rules that are still to be told after a sentence that says [`say_what_counts`] itself.
pub(super) fn beside_least_orders(by: &Thresholds) -> Thresholds {
    match by.given {
        true => *by,
        false => Thresholds {
            min_orders: None,
            ..*by
        },
    }
}

/// What an item without links is not: in short, for a place where no sentence follows. `not bought with
/// anything else in at least 2 orders of at most 100 items`.
#[must_use]
pub fn bought_with_nothing(texts: Texts, by: &Thresholds) -> String {
    let name = match by.given {
        true => "alone-given",
        false => "alone-counted",
    };
    let mut numbers = args!["top" => by.top.unwrap_or(0)];
    say_what_counts(&mut numbers, by);
    texts.tell(name, &numbers)
}

/// How many orders hold an item, and of which orders that is said.
#[must_use]
pub fn orders_of_item(texts: Texts, orders: u32, by: &Thresholds) -> String {
    let Some(LargeOrders { most, .. }) = by.large_orders else {
        return texts.number(orders);
    };
    let numbers = args!["orders" => texts.number(orders), "most" => most];
    texts.tell("item-orders-counted", &numbers)
}

/// How many items the shop left out, if any.
#[must_use]
pub fn left_out(texts: Texts, by: &Thresholds) -> Option<String> {
    Some(texts.count("hidden-left-out", by.items_left_out?))
}

fn min_orders(texts: Texts, by: &Thresholds) -> Option<String> {
    let name = match by.given {
        true => "hidden-min-orders-given",
        false => "hidden-min-orders",
    };
    Some(texts.count(name, by.min_orders?))
}

fn large_orders(texts: Texts, by: &Thresholds) -> Option<String> {
    let LargeOrders { most, orders } = by.large_orders?;
    let numbers = args!["orders" => texts.counted(orders), "most" => texts.counted(most)];
    Some(texts.tell("hidden-large-orders", &numbers))
}

fn top(texts: Texts, by: &Thresholds) -> Option<String> {
    Some(texts.count("hidden-top", by.top?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;
    use crate::words::texts::Language;

    fn german() -> Texts {
        Texts::in_language(Language::German)
    }

    #[test]
    fn each_rule_is_one_sentence_with_its_number() {
        let english = hidden(Texts::default(), &samples::thresholds());
        assert_eq!(
            english,
            "Two items count as bought together once at least 2 orders hold both. 3 orders of more \
             than 100 items were not counted. Each item keeps its 50 strongest links. The shop left \
             out 2 items."
        );
        assert_eq!(
            hidden(german(), &samples::thresholds()),
            "Zwei Artikel gelten als zusammen gekauft, wenn mindestens 2 Bestellungen beide \
             enthalten. 3 Bestellungen mit mehr als 100 Artikeln wurden nicht gezählt. Jeder Artikel \
             behält seine 50 stärksten Kaufbeziehungen. Der Shop hat 2 Artikel ausgelassen."
        );
        assert_eq!(hidden(german(), &Thresholds::default()), "");
    }

    #[test]
    fn an_item_alone_is_told_in_one_phrase() {
        let mut by = samples::thresholds();
        let words = |by: &Thresholds| bought_with_nothing(Texts::default(), by);
        assert_eq!(
            words(&by),
            "not bought with anything else in at least 2 orders of at most 100 items (2 items left \
             out)"
        );
        by.items_left_out = None;
        by.large_orders = None;
        assert_eq!(
            words(&by),
            "not bought with anything else in at least 2 orders"
        );
        assert_eq!(
            words(&Thresholds::default()),
            "not bought with anything else"
        );
        by.given = true;
        by.min_orders = None;
        by.top = Some(7);
        assert_eq!(
            words(&by),
            "no also-bought list, and on no other’s (lists cut to 7)"
        );
        assert_eq!(
            bought_with_nothing(german(), &samples::thresholds()),
            "mit nichts anderem in mindestens 2 Bestellungen mit höchstens 100 Artikeln gekauft (2 \
             Artikel ausgelassen)"
        );
    }

    #[test]
    fn orders_are_told_to_be_those_that_are_counted() {
        let words = |by: &Thresholds| orders_of_item(Texts::default(), 1_234, by);
        assert_eq!(
            words(&samples::thresholds()),
            "1,234 of at most 100 items each"
        );
        assert_eq!(words(&Thresholds::default()), "1,234");
    }
}
