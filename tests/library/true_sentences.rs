//! What an answer denies was never bought, or the rule that hides it is named: over shops of chance,
//! rebuilt for real under rules of chance, against the orders themselves.
//!
//! The referee knows nothing of counting: it makes a graph of the raw orders under those rules only that
//! an answer names. What the answer denies must not be there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::LazyLock;

use cartway::api;
use cartway::cli::terminal;
use cartway::explorer::{
    BetweenOutcome, BetweenQuestion, DegreesQuestion, Direction, Explorer, GraphFolder,
    NeighbourDirection, NeighboursQuestion, NoPathReason, Options, Outcome, PathsAnswer,
    PathsQuestion, SearchQuestion, Session, Thresholds,
};
use cartway::pages::{
    BetweenPage, ConnectPage, DegreesPage, EmbedPage, Frame, ItemPage, SearchPage, render,
};
use cartway::rebuild::{LinkSource, Settings, rebuild};
use cartway::words;
use cartway::words::texts::{Language, Texts};
use proptest::collection::{btree_set, vec};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::test_runner::RngSeed;
use regex::Regex;
use rusqlite::params;

use crate::support::Shop;

/// The items of every shop.
const ITEMS: [&str; 8] = ["ah", "bo", "cy", "di", "ed", "fo", "gu", "hi"];

/// What was bought, and the rules it is counted by.
#[derive(Debug, Clone)]
struct Case {
    /// The items of each order; or of each list of an item, the item first.
    orders: Vec<BTreeSet<usize>>,
    /// The orders that a shop gives with each list.
    given: Option<Vec<u64>>,
    min_orders: u32,
    max_basket: usize,
    top: usize,
    left_out: BTreeSet<usize>,
}

fn orders() -> impl Strategy<Value = Vec<BTreeSet<usize>>> {
    let size = prop_oneof![6 => 1_usize..4, 1 => 4_usize..7];
    let order = size.prop_flat_map(|size| btree_set(0..ITEMS.len(), size));
    vec(order, 1..9)
}

fn case() -> impl Strategy<Value = Case> {
    let left_out = prop_oneof![
        3 => Just(BTreeSet::new()),
        1 => btree_set(0..ITEMS.len(), 1..3),
    ];
    let given = prop_oneof![
        3 => Just(None),
        1 => vec(1_u64..4, 9).prop_map(Some),
    ];
    let rules = (1_u32..4, prop_oneof![Just(0_usize), 2_usize..6], 0_usize..4);
    (orders(), given, rules, left_out).prop_map(|(orders, given, rules, left_out)| {
        let (min_orders, max_basket, top) = rules;
        Case {
            orders,
            given,
            min_orders,
            max_basket,
            top,
            left_out,
        }
    })
}

impl Case {
    fn publish(&self) -> Shop {
        let shop = Shop::in_memory();
        shop.sql(
            "PRAGMA journal_mode = MEMORY;
             CREATE TABLE items(id, title);
             CREATE TABLE order_lines(order_id, item_id);
             CREATE TABLE co_purchases(source, target, orders);",
        );
        let mut database = shop.database();
        let batch = database.transaction().unwrap();
        for id in ITEMS {
            let title = format!("Title {id}");
            let sql = "INSERT INTO items VALUES (?, ?)";
            batch.execute(sql, params![id, title]).unwrap();
        }
        for (place, order) in self.orders.iter().enumerate() {
            let mut items = order.iter().map(|&item| ITEMS[item]);
            match &self.given {
                None => {
                    for item in items {
                        let sql = "INSERT INTO order_lines VALUES (?, ?)";
                        batch.execute(sql, params![place as i64, item]).unwrap();
                    }
                }
                Some(orders) => {
                    let source = items.next();
                    for target in items {
                        let sql = "INSERT INTO co_purchases VALUES (?, ?, ?)";
                        let row = params![source, target, orders[place] as i64];
                        batch.execute(sql, row).unwrap();
                    }
                }
            }
        }
        batch.commit().unwrap();
        let settings = Settings {
            min_orders: Some(self.min_orders),
            max_basket: Some(self.max_basket),
            top: Some(self.top),
            from: self.given.as_ref().map(|_| LinkSource::Links),
            leave_out: self.left_out().map(|id| id.parse().unwrap()).collect(),
            threads: Some(1),
            ..shop.settings()
        };
        rebuild(&settings, &()).unwrap();
        shop
    }

    fn left_out(&self) -> impl Iterator<Item = &'static str> {
        self.left_out.iter().map(|&item| ITEMS[item])
    }

    fn kept(&self) -> impl Iterator<Item = usize> {
        (0..ITEMS.len()).filter(|item| !self.left_out.contains(item))
    }

    /// Who was bought with whom, under these rules only.
    fn linked(&self, by: &Thresholds) -> BTreeMap<usize, BTreeSet<usize>> {
        let out = |item: &usize| by.items_left_out.is_some() && self.left_out.contains(item);
        let mut pairs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (place, order) in self.orders.iter().enumerate() {
            let items: Vec<usize> = order.iter().copied().filter(|item| !out(item)).collect();
            let too_large = |large: cartway::explorer::LargeOrders| items.len() as u64 > large.most;
            if by.large_orders.is_some_and(too_large) {
                continue;
            }
            for &a in &items {
                for &b in items.iter().filter(|&&b| a < b) {
                    let orders = pairs.entry((a, b)).or_default();
                    match &self.given {
                        None => *orders += 1,
                        // Of a list only its owner is linked, if it is there.
                        Some(given) if order.first() == Some(&a) => {
                            *orders = (*orders).max(given[place]);
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        let mut linked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let least = by.min_orders.unwrap_or(1);
        for ((a, b), _) in pairs.into_iter().filter(|&(_, orders)| orders >= least) {
            linked.entry(a).or_default().insert(b);
            linked.entry(b).or_default().insert(a);
        }
        linked
    }

    /// Steps to each item that can be reached, under these rules only.
    fn steps(&self, from: usize, by: &Thresholds) -> BTreeMap<usize, usize> {
        let linked = self.linked(by);
        let mut steps = BTreeMap::from([(from, 0)]);
        let mut next = VecDeque::from([from]);
        while let Some(item) = next.pop_front() {
            for &other in linked.get(&item).into_iter().flatten() {
                if !steps.contains_key(&other) {
                    steps.insert(other, steps[&item] + 1);
                    next.push_back(other);
                }
            }
        }
        steps
    }

    /// No rule is named that kept nothing out of this shop.
    fn is_not_idle(&self, by: &Thresholds) {
        let size = |order: &BTreeSet<usize>| {
            let kept = order.iter().filter(|item| !self.left_out.contains(item));
            kept.count()
        };
        if let Some(large) = by.large_orders {
            let orders = self.orders.iter().map(size);
            let large_ones = orders.filter(|&items| items as u64 > large.most).count();
            assert_eq!(large_ones as u64, large.orders, "{by:?}");
            assert_eq!(large.most, self.max_basket as u64);
            assert!(large_ones > 0 && self.max_basket > 0);
        }
        let without = |rule: fn(&mut Thresholds)| {
            let mut fewer = *by;
            rule(&mut fewer);
            self.linked(&fewer) != self.linked(by)
        };
        if let Some(least) = by.min_orders {
            assert_eq!(least, u64::from(self.min_orders));
            assert!(without(|by| by.min_orders = None), "{by:?}");
        }
        if let Some(top) = by.top {
            assert_eq!(top, self.top as u64);
            let longest = self.linked(by).into_values().map(|others| others.len());
            assert!(self.top > 0 && longest.max().unwrap_or(0) > self.top);
        }
        if let Some(items) = by.items_left_out {
            assert_eq!(items, self.left_out.len() as u64);
            let mut on_order = self.orders.iter().flatten();
            assert!(on_order.any(|item| self.left_out.contains(item)));
        }
    }
}

/// How each rule is told, with its number: orders of a link, items of an order, strongest links, and
/// items left out.
static TOLD: LazyLock<[[Regex; 4]; 2]> = LazyLock::new(|| {
    let english = [
        r"(?:at least|fewer than) (\d+) orders?",
        r"(?:more than|at most) (\d+) items",
        r"(\d+) strongest links|(strongest link) only|cut to (\d+)",
        r"left out (\d+) item|\((\d+) items? left out",
    ];
    let german = [
        r"(?:mindestens|weniger als) (\d+) Bestellung",
        r"(?:mehr als|höchstens) (\d+) Artikel",
        r"(\d+) stärksten Kaufbeziehungen|nur seine (stärkste) Kaufbeziehung|auf (\d+) gekürzt",
        r"(\d+) Artikel ausgelassen",
    ];
    [english, german].map(|rules| rules.map(|rule| Regex::new(rule).unwrap()))
});

/// A text names these rules, each with its number, and no others.
fn says(text: &str, by: &Thresholds, language: Language) {
    let rules = match language {
        Language::English => &TOLD[0],
        Language::German => &TOLD[1],
    };
    let numbers = [
        by.min_orders,
        by.large_orders.map(|large| large.most),
        by.top,
        by.items_left_out,
    ];
    for (rule, number) in rules.iter().zip(numbers) {
        let told = rule.captures_iter(text).map(|found| {
            let mut groups = found.iter().skip(1).flatten();
            let number = groups.next().map(|group| group.as_str());
            // Of a single one no number is said.
            number.and_then(|number| number.parse().ok()).unwrap_or(1)
        });
        let told: BTreeSet<u64> = told.collect();
        assert_eq!(told, number.into_iter().collect(), "{rule}: {text}");
    }
}

/// What stands around a page, in a language.
fn frame(language: Language) -> Frame {
    Frame {
        texts: Texts::in_language(language),
        ..Frame::new("", None)
    }
}

/// The connection of two items, as all renderings tell it.
fn connection(case: &Case, session: &Session, [from, to]: [usize; 2], direction: Direction) {
    let question = PathsQuestion::new(ITEMS[from], ITEMS[to]);
    let question = question.with(|options| options.direction = direction);
    let answer = session.connect(&question).unwrap();
    let by = match &answer.outcome {
        Outcome::SameItem => return,
        Outcome::Found(found) => {
            if direction == Direction::EitherWay && found.hidden_by.top.is_none() {
                let steps = case.steps(from, &found.hidden_by);
                assert_eq!(steps.get(&to), Some(&found.hops), "{answer:?}");
            }
            found.hidden_by
        }
        Outcome::NoPath(none) => {
            is_true(case, [from, to], &none.reason, &none.hidden_by, direction);
            none.hidden_by
        }
    };
    case.is_not_idle(&by);
    told(&answer, &by);
}

/// What a reason denies is not there under the rules that it names.
fn is_true(
    case: &Case,
    [from, to]: [usize; 2],
    reason: &NoPathReason,
    by: &Thresholds,
    direction: Direction,
) {
    let linked = case.linked(by);
    let has_none = |item: usize| !linked.contains_key(&item);
    match reason {
        NoPathReason::NoLinks { from: a, to: b } if by.top.is_none() => {
            assert!(!*a || has_none(from), "{by:?}");
            assert!(!*b || has_none(to), "{by:?}");
        }
        // Which items an item lists is no question of orders, where lists are cut or given.
        _ if by.top.is_some() || (direction == Direction::AsBought && by.given) => {}
        _ => assert!(!case.steps(from, by).contains_key(&to), "{reason:?} {by:?}"),
    }
}

/// Pages, frames, JSON and the words that a terminal prints name the rules, and no others.
fn told(answer: &PathsAnswer, by: &Thresholds) {
    let body = api::to_string(&api::paths(answer)).unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let number = |number: Option<u64>| serde_json::json!(number);
    let expected = serde_json::json!({
        "min_orders": number(by.min_orders),
        "max_basket": number(by.large_orders.map(|large| large.most)),
        "orders_over_limit": number(by.large_orders.map(|large| large.orders)),
        "top": number(by.top),
        "items_left_out": number(by.items_left_out),
    });
    assert_eq!(body["hidden_by"], expected, "{body}");
    says(&terminal::paths(answer), by, Language::English);
    if let Some(detail) = body["detail"].as_str() {
        says(detail, by, Language::English);
    }
    for language in Language::ALL {
        if let Outcome::NoPath(none) = &answer.outcome {
            let texts = Texts::in_language(language);
            let words = words::no_path(texts, answer, none, |card| card.title.clone());
            says(&words, by, language);
        }
        // Pages take their time; they say the same from the other end.
        if answer.from.id < answer.to.id {
            says_on_pages(answer, by, language);
        }
    }
    let is_apart = matches!(&answer.outcome, Outcome::NoPath(none)
        if matches!(none.reason, NoPathReason::NoLinks { .. } | NoPathReason::DifferentComponent { .. }));
    if is_apart {
        let headline = words::headline(Texts::default(), answer);
        assert_eq!(headline.contains("not connected"), by.hide_nothing());
    }
}

fn says_on_pages(answer: &PathsAnswer, by: &Thresholds, language: Language) {
    let frame = frame(language);
    let page = ConnectPage::new(&frame, answer, &[]).unwrap();
    says(&render(&page).unwrap(), by, language);
    if let Outcome::NoPath(_) = &answer.outcome {
        let frame = render(&EmbedPage::new(&frame, answer).unwrap()).unwrap();
        says(&frame, by, language);
    }
}

/// What is said of one item: its page, its distances, its row among search results.
fn item(case: &Case, session: &Session, item: usize) {
    for direction in [
        NeighbourDirection::Any,
        NeighbourDirection::Out,
        NeighbourDirection::In,
    ] {
        let question = NeighboursQuestion {
            direction,
            ..NeighboursQuestion::new(ITEMS[item])
        };
        let answer = session.neighbours(&question).unwrap();
        let by = answer.hidden_by;
        case.is_not_idle(&by);
        let linked = case.linked(&by);
        let others = linked.get(&item).map_or(0, BTreeSet::len);
        if by.top.is_none() && (direction == NeighbourDirection::Any || !by.given) {
            assert_eq!(answer.total, others, "{by:?}");
        }
        for language in Language::ALL {
            let frame = frame(language);
            let page = ItemPage::new(&frame, &answer).unwrap();
            says(&render(&page).unwrap(), &by, language);
        }
        let question = DegreesQuestion {
            direction,
            ..DegreesQuestion::new(ITEMS[item])
        };
        let answer = session.degrees(&question).unwrap();
        let by = answer.hidden_by;
        case.is_not_idle(&by);
        if by.top.is_none() && (direction == NeighbourDirection::Any || !by.given) {
            assert_eq!(answer.reached() as usize, case.steps(item, &by).len());
        }
        for language in Language::ALL {
            let frame = frame(language);
            let page = render(&DegreesPage::new(&frame, &answer)).unwrap();
            says(&page, &by, language);
        }
    }
    let answer = session.search(&SearchQuestion::new(ITEMS[item])).unwrap();
    let by = answer.hidden_by;
    case.is_not_idle(&by);
    let found = answer.items.first().expect("an id finds its item");
    if found.links == 0 {
        for language in Language::ALL {
            let frame = frame(language);
            let page = render(&SearchPage::new(&frame, &answer)).unwrap();
            says(&page, &by, language);
        }
    }
}

/// What stands between two items, and that nothing does.
fn middle(case: &Case, session: &Session, [a, b]: [usize; 2]) {
    let question = BetweenQuestion::new(ITEMS[a], ITEMS[b]);
    let answer = session.between(&question).unwrap();
    let (by, denies) = match &answer.outcome {
        BetweenOutcome::SameItem => return,
        BetweenOutcome::NoPath(none) => {
            is_true(
                case,
                [a, b],
                &none.reason,
                &none.hidden_by,
                Direction::EitherWay,
            );
            (none.hidden_by, true)
        }
        BetweenOutcome::Found(found) => {
            let by = found.hidden_by;
            let linked = case.linked(&by);
            if found.total == 0 && by.top.is_none() {
                assert!(linked[&a].is_disjoint(&linked[&b]), "{by:?}");
            }
            (by, found.total == 0)
        }
    };
    case.is_not_idle(&by);
    let body = api::to_string(&api::between(&answer)).unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body["hidden_by"]["min_orders"],
        serde_json::json!(by.min_orders)
    );
    if denies {
        says(body["detail"].as_str().unwrap(), &by, Language::English);
        for language in Language::ALL {
            let page = render(&BetweenPage::new(&frame(language), &answer).unwrap()).unwrap();
            says(&page, &by, language);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_denied_was_never_bought_or_the_rule_that_hides_it_is_named(case in case()) {
        let shop = case.publish();
        let explorer = Explorer::open(GraphFolder::at(shop.graph()), Options::DEFAULT_BUDGET);
        let session = explorer.unwrap().now().unwrap();
        for from in case.kept() {
            item(&case, &session, from);
            for to in case.kept() {
                for direction in [Direction::EitherWay, Direction::AsBought] {
                    connection(&case, &session, [from, to], direction);
                }
                middle(&case, &session, [from, to]);
            }
        }
    }
}
