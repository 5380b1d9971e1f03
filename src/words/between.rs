//! What stands between two items, in words.

use fluent_bundle::FluentArgs;

use crate::explorer::{NoMiddle, Thresholds};
use crate::words::texts::Texts;

use super::hidden::{beside_least_orders, say_what_counts, with_hidden};

/// Why nothing stands in the middle of two items that are connected: a sentence, then the rules that
/// may hide something there.
#[must_use]
pub fn no_middle(texts: Texts, reason: NoMiddle, hidden_by: &Thresholds) -> String {
    let (name, untold) = match (reason, hidden_by.given) {
        (NoMiddle::BudgetExhausted, _) => return texts.say("middle-unknown").into_owned(),
        (NoMiddle::NothingInCommon, false) => ("middle-nothing", beside_least_orders(hidden_by)),
        (NoMiddle::NothingInCommon, true) => ("middle-nothing-given", *hidden_by),
    };
    let mut arguments = FluentArgs::new();
    say_what_counts(&mut arguments, hidden_by);
    with_hidden(texts, texts.tell(name, &arguments), &untold)
}
