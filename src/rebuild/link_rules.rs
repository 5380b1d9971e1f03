//! What makes a link of two items. Counts that were made elsewhere have made up their mind: of the
//! options only those are left that what they let through can answer.

use cartway_graph::Measure;

use crate::catalogue::CountsMeta;

/// What makes a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinkRules {
    /// Fewest orders that hold both items.
    pub(super) min_orders: u32,
    /// Strongest links each item keeps; 0 for all.
    pub(super) top: usize,
    /// Most different items of an order that counts; 0 for any number.
    pub(super) max_basket: usize,
    /// What decides which link is stronger.
    pub(super) measure: Measure,
}

/// The rules as somebody gave them, as far as they did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct GivenRules {
    pub(super) min_orders: Option<u32>,
    pub(super) top: Option<usize>,
    pub(super) max_basket: Option<usize>,
    pub(super) measure: Option<Measure>,
}

/// An option that asks for what counts do not hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    pub(super) option: &'static str,
    pub(super) given: String,
    pub(super) counted: String,
}

impl Default for LinkRules {
    fn default() -> Self {
        Self {
            min_orders: 2,
            top: 50,
            max_basket: 100,
            measure: Measure::default(),
        }
    }
}

impl GivenRules {
    /// As given, and what is not as usual.
    pub(super) fn or(self, usual: LinkRules) -> LinkRules {
        LinkRules {
            min_orders: self.min_orders.unwrap_or(usual.min_orders),
            top: self.top.unwrap_or(usual.top),
            max_basket: self.max_basket.unwrap_or(usual.max_basket),
            measure: self.measure.unwrap_or(usual.measure),
        }
    }

    /// As given, and what is not as it was counted.
    ///
    /// Where all pairs came through, any measure and any number of the strongest can be had of them,
    /// and those of more orders. Where only the strongest did, it takes the same measure and no more
    /// of them; that pairs of fewer orders took places among them cannot be undone.
    pub(super) fn for_counts(self, counted: LinkRules) -> Result<LinkRules, Contradiction> {
        let rules = self.or(counted);
        let all_came_through = counted.top == 0;
        let no_more = rules.top != 0 && rules.top <= counted.top;
        let later = rules.min_orders >= counted.min_orders;
        let at_once = rules.min_orders == counted.min_orders;
        let contradict = |option, given: String, counted: String| {
            Err(Contradiction {
                option,
                given,
                counted,
            })
        };
        let number = |number: usize| number.to_string();
        if rules.max_basket != counted.max_basket {
            let (given, counted) = (number(rules.max_basket), number(counted.max_basket));
            return contradict("--max-basket", given, counted);
        }
        if !(at_once || later && all_came_through) {
            let (given, counted) = (rules.min_orders.to_string(), counted.min_orders.to_string());
            return contradict("--min-orders", given, counted);
        }
        if !(all_came_through || rules.measure == counted.measure) {
            let (given, counted) = (rules.measure.name(), counted.measure.name());
            return contradict("--measure", given.to_owned(), counted.to_owned());
        }
        if !(all_came_through || no_more) {
            return contradict("--top", number(rules.top), number(counted.top));
        }
        Ok(rules)
    }
}

impl LinkRules {
    /// Those of counts; the name of the measure if nobody knows it.
    pub(super) fn of_counts(meta: &CountsMeta) -> Result<Self, &str> {
        Ok(Self {
            min_orders: meta.min_orders,
            // More than can be addressed is more than there are.
            top: usize::try_from(meta.top).unwrap_or(usize::MAX),
            max_basket: usize::try_from(meta.max_basket).unwrap_or(usize::MAX),
            measure: Measure::of_name(&meta.measure).ok_or(&*meta.measure)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTED: LinkRules = LinkRules {
        min_orders: 2,
        top: 50,
        max_basket: 100,
        measure: Measure::Cosine,
    };

    const NONE: GivenRules = GivenRules {
        min_orders: None,
        top: None,
        max_basket: None,
        measure: None,
    };

    fn refused(given: GivenRules, counted: LinkRules) -> Option<&'static str> {
        given.for_counts(counted).err().map(|found| found.option)
    }

    #[test]
    fn what_is_not_given_is_as_it_was_counted() {
        assert_eq!(NONE.for_counts(COUNTED), Ok(COUNTED));
        let fewer = GivenRules {
            top: Some(7),
            ..NONE
        };
        assert_eq!(fewer.for_counts(COUNTED).unwrap().top, 7);
    }

    #[test]
    fn what_the_strongest_pairs_cannot_answer_is_refused() {
        for (given, option) in [
            (
                GivenRules {
                    max_basket: Some(0),
                    ..NONE
                },
                "--max-basket",
            ),
            (
                GivenRules {
                    min_orders: Some(1),
                    ..NONE
                },
                "--min-orders",
            ),
            (
                GivenRules {
                    min_orders: Some(3),
                    ..NONE
                },
                "--min-orders",
            ),
            (
                GivenRules {
                    top: Some(51),
                    ..NONE
                },
                "--top",
            ),
            (
                GivenRules {
                    top: Some(0),
                    ..NONE
                },
                "--top",
            ),
            (
                GivenRules {
                    measure: Some(Measure::Lift),
                    ..NONE
                },
                "--measure",
            ),
        ] {
            assert_eq!(refused(given, COUNTED), Some(option), "{given:?}");
        }
    }

    #[test]
    fn of_all_pairs_any_can_be_chosen_but_no_other_orders_counted() {
        let all = LinkRules { top: 0, ..COUNTED };
        let chosen = GivenRules {
            min_orders: Some(5),
            top: Some(3),
            max_basket: Some(100),
            measure: Some(Measure::Jaccard),
        };
        assert_eq!(chosen.for_counts(all), Ok(chosen.or(all)));
        let fewer = GivenRules {
            min_orders: Some(1),
            ..NONE
        };
        assert_eq!(refused(fewer, all), Some("--min-orders"));
        let larger = GivenRules {
            max_basket: Some(101),
            ..NONE
        };
        assert_eq!(refused(larger, all), Some("--max-basket"));
    }
}
