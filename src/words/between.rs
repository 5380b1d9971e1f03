//! What stands between two items, in words.

use std::borrow::Cow;

use crate::explorer::NoMiddle;
use crate::words::texts::Texts;

/// Why nothing stands in the middle of two items that are connected: a sentence.
#[must_use]
pub fn no_middle(texts: Texts, reason: NoMiddle) -> Cow<'static, str> {
    texts.say(match reason {
        NoMiddle::NothingInCommon => "middle-nothing",
        NoMiddle::BudgetExhausted => "middle-unknown",
    })
}
