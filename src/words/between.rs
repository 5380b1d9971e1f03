//! What stands between two items, in words.

use crate::explorer::{NoMiddle, Thresholds};
use crate::words::texts::{Texts, args};

use super::hidden::{beside_least_orders, least_orders, with_hidden};

/// Why nothing stands in the middle of two items that are connected: a sentence, then the rules that
/// may hide something there.
#[must_use]
pub fn no_middle(texts: Texts, reason: NoMiddle, hidden_by: &Thresholds) -> String {
    let (name, untold) = match (reason, hidden_by.given) {
        (NoMiddle::BudgetExhausted, _) => return texts.say("middle-unknown").into_owned(),
        (NoMiddle::NothingInCommon, false) => ("middle-nothing", beside_least_orders(hidden_by)),
        (NoMiddle::NothingInCommon, true) => ("middle-nothing-given", *hidden_by),
    };
    let least = args!["least" => least_orders(hidden_by)];
    with_hidden(texts, texts.tell(name, &least), &untold)
}
