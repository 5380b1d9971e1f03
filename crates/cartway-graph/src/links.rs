//! Links on their way from counting to the file: a plain list, items by their place in id order.

use rayon::prelude::*;

use super::csr::Listed;
use super::measure::Measure;

/// An undirected link between two items, `a < b`, both places in the list of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The item earlier in id order.
    pub a: u32,
    /// The item later in id order.
    pub b: u32,
    /// What is known of it; its meaning is the [`LinkKind`].
    pub number: u32,
    /// Who lists whom, seen from `a`.
    pub listed: Listed,
}

impl Link {
    /// A link of an item to another on its own list.
    #[must_use]
    pub(super) fn kept_by(source: u32, target: u32, number: u32) -> Self {
        let (a, b, listed) = if source < target {
            (source, target, Listed::FORWARD)
        } else {
            (target, source, Listed::BACKWARD)
        };
        Self {
            a,
            b,
            number,
            listed,
        }
    }

    /// A link that stands on the lists of both.
    #[must_use]
    pub(super) fn between(x: u32, y: u32, number: u32) -> Self {
        Self {
            listed: Listed::BOTH,
            ..Self::kept_by(x, y, number)
        }
    }
}

/// What the number on a link means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Orders that hold both, counted by us.
    Counted,
    /// Orders that hold both, as the shop gave them.
    GivenOrders,
    /// The better of the two places on the ends' lists, from 1.
    GivenPosition,
    /// Nothing: the link was given, and that is all.
    Given,
}

impl LinkKind {
    /// How much a link weighs: its orders; the inverse of its place; or one.
    #[must_use]
    #[inline]
    pub fn weight(self, number: u32) -> f64 {
        match self {
            Self::Counted | Self::GivenOrders => f64::from(number),
            Self::GivenPosition => 1.0 / f64::from(number.max(1)),
            Self::Given => 1.0,
        }
    }

    /// The orders that hold both ends, where the number says so.
    #[must_use]
    #[inline]
    pub fn orders(self, number: u32) -> Option<u32> {
        matches!(self, Self::Counted | Self::GivenOrders).then_some(number)
    }

    /// The number in the file.
    #[must_use]
    pub(super) fn code(self) -> u32 {
        self as u32
    }

    /// Reads [`Self::code`] back.
    #[must_use]
    pub(super) fn from_code(code: u32) -> Option<Self> {
        [
            Self::Counted,
            Self::GivenOrders,
            Self::GivenPosition,
            Self::Given,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// All links and what their strength is measured against.
#[derive(Debug, Clone)]
pub struct Links {
    /// Sorted by `(a, b)`, each pair once.
    pub links: Vec<Link>,
    /// What they are measured against.
    pub weights: Weights,
}

/// What the strength of links is measured against.
#[derive(Debug, Clone)]
pub struct Weights {
    /// What the numbers of the links mean.
    pub kind: LinkKind,
    /// Orders that hold each item; all 0 where links were given.
    pub item_orders: Vec<u32>,
    /// What a link of the item is measured against: its orders if counted, else the weight of all
    /// its links together, before pruning.
    pub item_weights: Vec<f64>,
    /// What chance is measured against: counted orders, or the weights of all items together.
    pub total_weight: f64,
}

impl Weights {
    /// Of links that are counted from this many orders, with the orders that hold each item.
    #[must_use]
    pub fn counted(item_orders: Vec<u32>, order_count: u64) -> Self {
        Self {
            kind: LinkKind::Counted,
            item_weights: item_orders
                .iter()
                .map(|&orders| f64::from(orders))
                .collect(),
            item_orders,
            total_weight: order_count as f64,
        }
    }

    /// Of links that were given: an item weighs what all its links weigh.
    fn given(kind: LinkKind, links: &[Link], item_count: usize) -> Self {
        let mut item_weights = vec![0.0; item_count];
        let mut total_weight = 0.0;
        for link in links {
            let weight = kind.weight(link.number);
            item_weights[link.a as usize] += weight;
            item_weights[link.b as usize] += weight;
            // An item's weight counts each link at both its ends, so chance does too.
            total_weight += 2.0 * weight;
        }
        Self {
            kind,
            item_orders: vec![0; item_count],
            item_weights,
            total_weight,
        }
    }

    /// Number of items.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.item_orders.len()
    }

    /// How strong a link of two items is, by its number.
    #[must_use]
    #[inline]
    pub fn strength(&self, measure: Measure, a: u32, b: u32, number: u32) -> f64 {
        measure.strength(
            self.kind.weight(number),
            self.item_weights[a as usize],
            self.item_weights[b as usize],
            self.total_weight,
        )
    }
}

impl Links {
    /// Places on own lists that they take: two for a link that stands on the lists of both ends.
    #[must_use]
    pub fn listing_count(&self) -> u64 {
        let places =
            |link: &Link| u64::from(link.listed.forward()) + u64::from(link.listed.backward());
        self.links.par_iter().map(places).sum()
    }

    /// Links found at their ends: in no order, and a link that both ends keep stands there twice.
    #[must_use]
    pub(super) fn of_ends(mut links: Vec<Link>, weights: Weights) -> Self {
        links.par_sort_unstable_by_key(|link| (link.a, link.b));
        merge(&mut links);
        Self { links, weights }
    }

    /// Links as a shop gave them, with what was left out.
    ///
    /// A pair given more than once is one link: the larger number of orders counts (both rows claim
    /// to hold the same number), or the better place. Numbers of orders win over places, places over
    /// nothing; where some rows have orders and others have none, these count as one order.
    #[must_use]
    pub fn given(rows: Vec<GivenLink>, item_count: usize, min_orders: u32) -> (Self, GivenReport) {
        let kind = kind_of(&rows);
        let row_count = rows.len();
        let mut report = GivenReport::default();
        let mut links: Vec<Link> = rows
            .into_iter()
            .filter(|row| row.source != row.target)
            .map(|row| row.link(kind, &mut report))
            .collect();
        report.self_links = row_count - links.len();
        // Sorting by the number too puts the one to keep first.
        links.par_sort_unstable_by_key(|link| {
            let better_first = match kind {
                LinkKind::GivenPosition => link.number,
                _ => u32::MAX - link.number,
            };
            (link.a, link.b, better_first)
        });
        merge(&mut links);
        report.distinct_pairs = links.len();
        if kind == LinkKind::GivenOrders {
            links.retain(|link| link.number >= min_orders);
        }
        report.under_minimum = report.distinct_pairs - links.len();
        let weights = Weights::given(kind, &links, item_count);
        (Self { links, weights }, report)
    }
}

/// Makes one of neighbours in the list that link the same items: the first one's number, and
/// everybody who lists it.
fn merge(links: &mut Vec<Link>) {
    links.dedup_by(|again, kept| {
        let same = (again.a, again.b) == (kept.a, kept.b);
        if same {
            kept.listed = kept.listed.and(again.listed);
        }
        same
    });
}

/// One row of the shop's own links; both ends are places in the list of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenLink {
    /// Whose list it stands on.
    pub source: u32,
    /// The item on the list.
    pub target: u32,
    /// [`UNSAID`] where the shop does not say, as there may be a billion of these.
    orders: u32,
    position: u32,
}

/// No number.
const UNSAID: u32 = u32::MAX;

impl GivenLink {
    /// A row with the orders that hold both items and the target's place on the source's list, from
    /// 1, if the shop says. A number that 32 bits do not hold is the largest there is.
    #[must_use]
    #[inline]
    pub fn new(source: u32, target: u32, orders: Option<u32>, position: Option<u32>) -> Self {
        let packed = |number: Option<u32>| number.map_or(UNSAID, |number| number.min(UNSAID - 1));
        Self {
            source,
            target,
            orders: packed(orders),
            position: packed(position),
        }
    }

    fn orders(self) -> Option<u32> {
        (self.orders != UNSAID).then_some(self.orders)
    }

    fn position(self) -> Option<u32> {
        (self.position != UNSAID).then_some(self.position)
    }

    fn link(self, kind: LinkKind, report: &mut GivenReport) -> Link {
        let said = match kind {
            LinkKind::Counted | LinkKind::GivenOrders => self.orders(),
            LinkKind::GivenPosition => self.position(),
            LinkKind::Given => Some(0),
        };
        if said.is_none() {
            report.without_number += 1;
        }
        let worst = if kind == LinkKind::GivenPosition {
            u32::MAX
        } else {
            1
        };
        Link::kept_by(self.source, self.target, said.unwrap_or(worst))
    }
}

fn kind_of(rows: &[GivenLink]) -> LinkKind {
    if rows.iter().any(|row| row.orders().is_some()) {
        LinkKind::GivenOrders
    } else if rows.iter().any(|row| row.position().is_some()) {
        LinkKind::GivenPosition
    } else {
        LinkKind::Given
    }
}

/// What happened to given rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GivenReport {
    /// Rows that link an item to itself: left out.
    pub self_links: usize,
    /// Pairs, whatever their direction and number of rows.
    pub distinct_pairs: usize,
    /// Pairs left out for having fewer orders than the minimum.
    pub under_minimum: usize,
    /// Rows without a number where others have one.
    pub without_number: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: u32, target: u32, orders: Option<u32>, position: Option<u32>) -> GivenLink {
        GivenLink::new(source, target, orders, position)
    }

    #[test]
    fn a_pair_given_both_ways_is_one_link_with_the_larger_number() {
        let rows = [
            row(1, 0, Some(7), None),
            row(0, 1, Some(5), None),
            row(2, 2, Some(9), None),
        ];
        let (links, report) = Links::given(rows.to_vec(), 3, 2);
        assert_eq!(links.weights.kind, LinkKind::GivenOrders);
        assert_eq!(
            links.links,
            [Link {
                a: 0,
                b: 1,
                number: 7,
                listed: Listed::BOTH
            }]
        );
        assert_eq!(links.weights.item_weights, [7.0, 7.0, 0.0]);
        assert_eq!((report.self_links, report.distinct_pairs), (1, 1));
    }

    #[test]
    fn places_weigh_by_their_inverse_and_the_better_place_counts() {
        let rows = [row(0, 1, None, Some(4)), row(1, 0, None, Some(2))];
        let (links, _) = Links::given(rows.to_vec(), 2, 2);
        assert_eq!(links.weights.kind, LinkKind::GivenPosition);
        assert_eq!(links.links[0].number, 2);
        assert_eq!(links.weights.item_weights, [0.5, 0.5]);
    }

    #[test]
    fn links_without_any_number_all_weigh_the_same_and_none_is_under_the_minimum() {
        let rows = [row(0, 1, None, None), row(1, 2, None, None)];
        let (links, report) = Links::given(rows.to_vec(), 3, 2);
        assert_eq!(links.weights.kind, LinkKind::Given);
        assert_eq!(links.weights.item_weights, [1.0, 2.0, 1.0]);
        assert_eq!(report.under_minimum, 0);
        assert_eq!(links.links[0].listed, Listed::FORWARD);
    }

    #[test]
    fn a_given_number_under_the_minimum_is_left_out_and_counted() {
        let rows = [row(0, 1, Some(1), None), row(1, 2, None, None)];
        let (links, report) = Links::given(rows.to_vec(), 3, 2);
        assert!(links.links.is_empty());
        assert_eq!((report.under_minimum, report.without_number), (2, 1));
    }
}
