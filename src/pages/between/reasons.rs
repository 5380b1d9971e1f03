//! Why an item stands in the middle: what links it with either end, said of that end.

use crate::explorer::{BetweenAnswer, Evidence, ItemCard, MiddleItem, MiddleItems};
use crate::words::named;
use crate::words::texts::{Texts, args};

/// One half of the best connection through an item in the middle, from an end to the item.
pub(super) struct Side<'a> {
    end: &'a ItemCard,
    /// The items between the end and the middle.
    between: Vec<&'a ItemCard>,
    links: Vec<SideLink>,
}

/// One link of such a half, seen from the end.
struct SideLink {
    orders: Option<u32>,
    share: Option<f64>,
    times: Option<f64>,
    /// The item stands on the list of the end.
    on_list_of_end: bool,
    /// The end stands on the list of the item.
    on_own_list: bool,
}

impl SideLink {
    fn onward(evidence: &Evidence) -> Self {
        Self {
            orders: evidence.orders,
            share: evidence.share_of_from_orders,
            times: evidence.times_chance,
            on_list_of_end: evidence.listed_forward,
            on_own_list: evidence.listed_backward,
        }
    }

    fn backward(evidence: &Evidence) -> Self {
        Self {
            share: evidence.share_of_to_orders,
            on_list_of_end: evidence.listed_backward,
            on_own_list: evidence.listed_forward,
            ..Self::onward(evidence)
        }
    }
}

impl<'a> Side<'a> {
    pub(super) fn of_a(
        answer: &'a BetweenAnswer,
        found: &'a MiddleItems,
        middle: &MiddleItem,
    ) -> Self {
        let path = middle.path.get(..=middle.hops_from_a).unwrap_or_default();
        Self {
            end: &answer.a,
            between: cards(found, path),
            links: links(found, path, SideLink::onward),
        }
    }

    pub(super) fn of_b(
        answer: &'a BetweenAnswer,
        found: &'a MiddleItems,
        middle: &MiddleItem,
    ) -> Self {
        let path = middle.path.get(middle.hops_from_a..).unwrap_or_default();
        let mut between = cards(found, path);
        between.reverse();
        Self {
            end: &answer.b,
            between,
            links: links(found, path, SideLink::backward),
        }
    }

    /// Why the item belongs to the end: a sentence or two.
    pub(super) fn reason(&self, texts: Texts) -> Option<String> {
        if let [only] = &self.links[..] {
            return Some(self.evidence(texts, only));
        }
        let way: Vec<String> = self.between.iter().map(|card| named(card)).collect();
        let words = args![
            "steps" => texts.count("steps", self.links.len()),
            "end" => named(self.end),
            "way" => way.join(" → "),
        ];
        let mut reason = texts.tell("between-way", &words);
        let orders: Option<Vec<u32>> = self.links.iter().map(|link| link.orders).collect();
        // Without a link there is no reason at all.
        let weakest = (!self.links.is_empty()).then_some(orders)?;
        if let Some(weakest) = weakest.and_then(|orders| orders.into_iter().min()) {
            reason.push(' ');
            reason.push_str(&texts.count("between-weakest", weakest));
        }
        Some(reason)
    }

    /// What links the item with the end directly.
    fn evidence(&self, texts: Texts, link: &SideLink) -> String {
        let end = named(self.end);
        let Some(orders) = link.orders else {
            let whose = match (link.on_list_of_end, link.on_own_list) {
                (true, true) => "both",
                (true, false) => "end",
                _ => "own",
            };
            return texts.tell("between-listed", &args!["whose" => whose, "end" => end]);
        };
        let mut words = args!["count" => orders, "end" => end];
        let orders = texts.tell("between-orders", &words);
        words.set("orders", orders);
        if let Some(share) = link.share {
            words.set("share", texts.percent(share));
        }
        if let Some(times) = link.times {
            words.set("times", texts.times(times));
        }
        match (link.share, link.times) {
            (Some(_), Some(_)) => texts.tell("between-evidence", &words),
            (Some(_), None) => texts.tell("between-evidence-share", &words),
            (None, Some(_)) => texts.tell("between-evidence-times", &words),
            (None, None) => texts.tell("between-evidence-orders", &words),
        }
    }
}

/// The items of a path but for its first and its last.
fn cards<'a>(found: &'a MiddleItems, path: &[usize]) -> Vec<&'a ItemCard> {
    let inner = path.get(1..path.len().saturating_sub(1));
    let places = inner.unwrap_or_default().iter();
    places.filter_map(|&item| found.items.get(item)).collect()
}

fn links(
    found: &MiddleItems,
    path: &[usize],
    seen: impl Fn(&Evidence) -> SideLink,
) -> Vec<SideLink> {
    let links = path
        .windows(2)
        .filter_map(|ends| found.link(ends[0], ends[1]));
    links.map(|link| seen(&link.evidence)).collect()
}
