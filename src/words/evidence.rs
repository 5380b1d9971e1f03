//! Why two items are linked, in words.

use std::borrow::Cow;

use crate::explorer::Evidence;
use crate::words::texts::{Texts, args};

/// The parts of an evidence sentence, so that a page can set the title apart from the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceWords {
    /// `41 orders hold both`, or whose list the link stands on.
    pub lead: String,
    /// `12 % of the orders with`: the share of the orders with the first item that hold the second
    /// one too. The first item's title follows.
    pub share: Option<String>,
    /// `8 times`: how much more often than by chance.
    pub times: Option<String>,
    /// `what chance would give`: what follows the times.
    pub chance: Cow<'static, str>,
}

impl EvidenceWords {
    /// The whole sentence; `first` names the item the step begins at.
    #[must_use]
    pub fn sentence(&self, first: &str) -> String {
        let mut sentence = self.lead.clone();
        let mut mark = ": ";
        if let Some(share) = &self.share {
            sentence += &format!("{mark}{share} {first}");
            mark = ", ";
        }
        if let Some(times) = &self.times {
            sentence += &format!("{mark}{times} {}", self.chance);
        }
        sentence
    }
}

/// Puts the evidence of one link into words.
#[must_use]
pub fn evidence(texts: Texts, evidence: &Evidence) -> EvidenceWords {
    let share = |share| texts.tell("evidence-share", &args!["share" => texts.percent(share)]);
    EvidenceWords {
        lead: lead(texts, evidence),
        share: evidence.share_of_from_orders.map(share),
        times: evidence.times_chance.map(|factor| texts.times(factor)),
        chance: texts.say("evidence-chance"),
    }
}

/// `41 orders hold both`, or whose list a link stands on.
#[must_use]
pub fn lead(texts: Texts, evidence: &Evidence) -> String {
    let listed = match (
        evidence.orders,
        evidence.listed_forward,
        evidence.listed_backward,
    ) {
        (Some(orders), ..) => return texts.count("evidence-orders", orders),
        (None, true, true) => "evidence-listed-both",
        (None, false, true) => "evidence-listed-backward",
        _ => "evidence-listed-forward",
    };
    texts.say(listed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Evidence {
        Evidence {
            orders: Some(41),
            share_of_from_orders: Some(0.12),
            share_of_to_orders: Some(0.3),
            times_chance: Some(8.0),
            strength: 0.2,
            rank: 1,
            listed_forward: true,
            listed_backward: false,
        }
    }

    #[test]
    fn counted_evidence_gives_orders_share_and_chance() {
        assert_eq!(
            evidence(Texts::default(), &sample()).sentence("A"),
            "41 orders hold both: 12 % of the orders with A, 8 times what chance would give"
        );
    }

    #[test]
    fn given_links_name_the_list() {
        let given = Evidence {
            orders: None,
            share_of_from_orders: None,
            times_chance: None,
            ..sample()
        };
        assert_eq!(
            evidence(Texts::default(), &given).sentence("A"),
            "The next item is on its also-bought list"
        );
    }

    #[test]
    fn one_order_holds_both() {
        let single = Evidence {
            orders: Some(1),
            share_of_from_orders: None,
            ..sample()
        };
        assert_eq!(
            evidence(Texts::default(), &single).sentence("A"),
            "1 order holds both: 8 times what chance would give"
        );
    }
}
