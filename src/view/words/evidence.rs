//! Why two items are linked, in words.

use crate::explorer::Evidence;

use super::number::{count_of, percent, times};

/// The parts of an evidence sentence, so that a page can set the title apart from the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceWords {
    /// `41 orders hold both`, or whose list the link stands on.
    pub lead: String,
    /// `12 %`: the share of the orders with the first item that hold the second one too.
    pub share: Option<String>,
    /// `8 times`: how much more often than by chance.
    pub times: Option<String>,
}

impl EvidenceWords {
    /// The whole sentence; `first` names the item the step begins at.
    #[must_use]
    pub fn sentence(&self, first: &str) -> String {
        let mut sentence = self.lead.clone();
        let mut mark = ": ";
        if let Some(share) = &self.share {
            sentence += &format!("{mark}{share} of the orders with {first}");
            mark = ", ";
        }
        if let Some(times) = &self.times {
            sentence += &format!("{mark}{times} what chance would give");
        }
        sentence
    }
}

/// Puts the evidence of one link into words.
#[must_use]
pub fn evidence(evidence: &Evidence) -> EvidenceWords {
    let lead = match evidence.orders {
        Some(1) => "1 order holds both".to_owned(),
        Some(orders) => format!("{} hold both", count_of(orders, "order", "orders")),
        None => listed(evidence).to_owned(),
    };
    EvidenceWords {
        lead,
        share: evidence.share_of_from_orders.map(percent),
        times: evidence.times_chance.map(times),
    }
}

fn listed(evidence: &Evidence) -> &'static str {
    match (evidence.listed_forward, evidence.listed_backward) {
        (true, true) => "Each is on the other's also-bought list",
        (false, true) => "It is on the next item's also-bought list",
        _ => "The next item is on its also-bought list",
    }
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
            evidence(&sample()).sentence("A"),
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
            evidence(&given).sentence("A"),
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
            evidence(&single).sentence("A"),
            "1 order holds both: 8 times what chance would give"
        );
    }
}
