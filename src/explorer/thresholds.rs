//! What a rebuild left out of the graph though it was bought together, so that an answer that denies
//! something says by which rule. Knows the counts of a rebuild; not how they are put into words.

use cartway_graph::connect::{Bar, Direction, NoPathReason};

use crate::generation::Manifest;

/// The rules that kept something out of the graph, each with its number; a rule that kept nothing out
/// is none. With none of them, what the graph does not hold was not bought together.
///
/// In an answer they are those that may hide what the answer denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// The shop gave the links; else they were counted from orders.
    pub given: bool,
    /// Orders that must hold both items of a link.
    pub min_orders: Option<u64>,
    /// Orders that were not counted for what they hold.
    pub large_orders: Option<LargeOrders>,
    /// The strongest links that each item keeps.
    pub top: Option<u64>,
    /// How many items the operator left out that were on orders, or on lists.
    pub items_left_out: Option<u64>,
}

/// Orders that were not counted because they hold too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LargeOrders {
    /// Most different items of an order that is counted.
    pub most: u64,
    /// How many orders hold more.
    pub orders: u64,
}

/// What an answer may deny.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denied {
    /// That an item has any link at all.
    Links,
    /// A link, or a way along links, of any direction.
    Ways,
    /// A place on a list, or a way as bought.
    Listings,
}

impl Denied {
    /// What is denied of an item's links: all of them, or those of which there are no more.
    pub(super) fn of_links(links: usize) -> Self {
        match links {
            0 => Self::Links,
            _ => Self::Ways,
        }
    }

    /// What an answer about ways denies under a direction.
    pub(super) fn of_ways(direction: Direction) -> Self {
        match direction {
            Direction::EitherWay => Self::Ways,
            Direction::AsBought => Self::Listings,
        }
    }

    /// What is denied by a reason that is given for a question.
    pub(super) fn by(reason: &NoPathReason, direction: Direction) -> Self {
        match reason {
            NoPathReason::NoLinks { .. } => Self::Links,
            NoPathReason::DifferentComponent { .. } => Self::Ways,
            NoPathReason::OnlyReverse { .. } => Self::Listings,
            NoPathReason::ExcludedByOptions { bars } if bars.contains(&Bar::Direction) => {
                Self::Listings
            }
            NoPathReason::ExcludedByOptions { .. }
            | NoPathReason::BeyondMaxHops { .. }
            | NoPathReason::BudgetExhausted { .. } => Self::of_ways(direction),
        }
    }
}

impl Thresholds {
    /// The same graph's, where an answer denies nothing.
    pub(super) fn of_nothing(self) -> Self {
        Self {
            given: self.given,
            ..Self::default()
        }
    }

    /// Whether nothing was kept out.
    #[must_use]
    pub fn hide_nothing(&self) -> bool {
        let Self {
            given: _,
            min_orders,
            large_orders,
            top,
            items_left_out,
        } = self;
        min_orders.is_none() && large_orders.is_none() && top.is_none() && items_left_out.is_none()
    }

    /// Those of a generation that may hide what is denied.
    ///
    /// No rule is named that kept nothing out of the whole graph. Of counts made elsewhere nobody here
    /// knows what they let through, so the rules they were made by are named. That each item keeps its strongest
    /// links leaves no item without any, unless the shop gave them: there an item may stand on
    /// lists of others only.
    pub(super) fn that_hide(denied: Denied, manifest: &Manifest) -> Self {
        let counts = &manifest.counts;
        let given = manifest.source.from == "links";
        let option = |name: &str| manifest.options.get(name)?.parse().ok();
        let if_any = |count: u64, name: &str| (count > 0).then(|| option(name))?;
        let elsewhere = manifest.source.was_counted_elsewhere();
        // A rule that lets everything through with this number kept nothing out anywhere.
        let cuts = |name: &str, all: u64| option(name).filter(|&number| elsewhere && number != all);
        let pruned = match denied {
            Denied::Links if !given => 0,
            Denied::Links | Denied::Ways => counts.links_pruned,
            Denied::Listings => counts.listings_pruned.max(counts.links_pruned),
        };
        Self {
            given,
            min_orders: if_any(counts.links_under_minimum, "min_orders")
                .or_else(|| cuts("min_orders", 1)),
            large_orders: if_any(counts.orders_over_limit, "max_basket").map(|most| LargeOrders {
                most,
                orders: counts.orders_over_limit,
            }),
            top: if_any(pruned, "top").or_else(|| match denied {
                Denied::Links => None,
                Denied::Ways | Denied::Listings => cuts("top", 0),
            }),
            items_left_out: (counts.lines_left_out > 0).then_some(counts.items_left_out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generation::Source;

    fn manifest(from: &str) -> Manifest {
        let source = Source {
            database: "shop.db".to_owned(),
            from: from.to_owned(),
            note: None,
            sample: false,
        };
        let options = [("min_orders", "2"), ("max_basket", "100"), ("top", "50")];
        let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Manifest::new("000001".to_owned(), source, options.into())
    }

    #[test]
    fn a_rule_that_kept_nothing_out_is_not_named() {
        let mut manifest = manifest("orders");
        let all = [Denied::Links, Denied::Ways, Denied::Listings];
        for denied in all {
            assert!(Thresholds::that_hide(denied, &manifest).hide_nothing());
        }
        // An item that is left out, and on no order, hides nothing.
        manifest.counts.items_left_out = 3;
        assert!(Thresholds::that_hide(Denied::Ways, &manifest).hide_nothing());
        manifest.counts.lines_left_out = 9;
        manifest.counts.links_under_minimum = 1;
        manifest.counts.orders_over_limit = 7;
        let expected = Thresholds {
            given: false,
            min_orders: Some(2),
            large_orders: Some(LargeOrders {
                most: 100,
                orders: 7,
            }),
            top: None,
            items_left_out: Some(3),
        };
        for denied in all {
            assert_eq!(Thresholds::that_hide(denied, &manifest), expected);
        }
    }

    #[test]
    fn rules_of_counts_made_elsewhere_are_named_unless_they_let_everything_through() {
        let mut manifest = manifest("counts");
        let hidden = |manifest: &Manifest, denied| Thresholds::that_hide(denied, manifest);
        let ways = hidden(&manifest, Denied::Ways);
        assert_eq!((ways.min_orders, ways.top), (Some(2), Some(50)));
        let links = hidden(&manifest, Denied::Links);
        assert_eq!((links.min_orders, links.top), (Some(2), None));
        for (name, value) in [("min_orders", "1"), ("top", "0")] {
            manifest.options.insert(name.to_owned(), value.to_owned());
        }
        assert!(hidden(&manifest, Denied::Listings).hide_nothing());
    }

    #[test]
    fn pruning_hides_lists_before_links_and_counted_items_keep_one() {
        let top = |from: &str, listings, links| {
            let mut manifest = manifest(from);
            manifest.counts.listings_pruned = listings;
            manifest.counts.links_pruned = links;
            [Denied::Links, Denied::Ways, Denied::Listings]
                .map(|denied| Thresholds::that_hide(denied, &manifest).top)
        };
        assert_eq!(top("orders", 1, 0), [None, None, Some(50)]);
        assert_eq!(top("orders", 2, 1), [None, Some(50), Some(50)]);
        assert_eq!(top("links", 2, 1), [Some(50), Some(50), Some(50)]);
    }
}
