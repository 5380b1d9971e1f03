//! What stands between two items, in words.

use crate::explorer::NoMiddle;

/// Why nothing stands in the middle of two items that are connected: a sentence.
#[must_use]
pub fn no_middle(reason: NoMiddle) -> &'static str {
    match reason {
        NoMiddle::NothingInCommon => {
            "These two are bought together, and nothing that may be passed is bought with both, so \
             nothing stands between them."
        }
        NoMiddle::BudgetExhausted => {
            "These two are bought together; finding out what is bought with both takes more than \
             one question may cost."
        }
    }
}
