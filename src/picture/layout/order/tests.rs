//! Orders against the order of arrival and against every order there is.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::super::choose::Edge;
use super::*;

const WAYS: [Orientation; 2] = [Orientation::Across, Orientation::Down];

/// Columns of so many boxes between two ends, linked as told; the first boxes are the best
/// connection.
fn drawing(counts: &[usize], linked: &[bool]) -> Drawing {
    let mut drawing = Drawing::default();
    let counts = [&[1], counts, &[1]].concat();
    for count in &counts {
        let first = drawing.nodes.len();
        drawing.nodes.extend((first..first + count).map(Node::Item));
        drawing.columns.push((first..first + count).collect());
    }
    let mut linked = linked.iter().copied().cycle();
    for pair in drawing.columns.windows(2) {
        for (i, &from) in pair[0].iter().enumerate() {
            for (j, &to) in pair[1].iter().enumerate() {
                let best = i == 0 && j == 0;
                if linked.next().unwrap_or(true) || best {
                    drawing.edges.push(Edge {
                        from,
                        to,
                        link: Some(0),
                        best,
                    });
                }
            }
        }
    }
    drawing
}

fn drawings(columns: usize, boxes: usize, density: f64) -> impl Strategy<Value = Drawing> {
    let counts = prop::collection::vec(1..=boxes, 1..=columns);
    let linked = prop::collection::vec(prop::bool::weighted(density), 200);
    (counts, linked).prop_map(|(counts, linked)| drawing(&counts, &linked))
}

/// Crossings by their definition: both lines run between the same columns, and their ends stand
/// the other way round.
fn crossings_by_pairs(drawing: &Drawing, lanes: &[i32]) -> usize {
    let columns = drawing.columns.iter().enumerate();
    let column_of: BTreeMap<usize, usize> = columns
        .flat_map(|(place, column)| column.iter().map(move |node| (*node, place)))
        .collect();
    let mut count = 0;
    for (place, a) in drawing.edges.iter().enumerate() {
        for b in &drawing.edges[place + 1..] {
            let beside = column_of[&a.from] == column_of[&b.from];
            let begin = (lanes[a.from] - lanes[b.from]).signum();
            let end = (lanes[a.to] - lanes[b.to]).signum();
            count += usize::from(beside && begin * end < 0);
        }
    }
    count
}

/// All orders of a list.
fn orders(list: &[usize]) -> Vec<Vec<usize>> {
    if list.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (place, first) in list.iter().enumerate() {
        let rest = [&list[..place], &list[place + 1..]].concat();
        for mut order in orders(&rest) {
            order.insert(0, *first);
            all.push(order);
        }
    }
    all
}

/// The fewest crossings of a tall picture, by trying every order of every column.
fn fewest(drawing: &Drawing) -> usize {
    fn try_column(drawing: &Drawing, place: usize, lanes: &mut Vec<i32>) -> usize {
        let Some(column) = drawing.columns.get(place) else {
            return crossings_by_pairs(drawing, lanes);
        };
        let mut fewest = usize::MAX;
        for order in orders(&column[1..]) {
            for (lane, node) in (1..).zip(order) {
                lanes[node] = lane;
            }
            fewest = fewest.min(try_column(drawing, place + 1, lanes));
        }
        fewest
    }
    try_column(drawing, 0, &mut vec![0; drawing.nodes.len()])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn never_more_lines_cross_than_in_the_order_of_arrival(drawing in drawings(5, 12, 0.3)) {
        for way in WAYS {
            let order = Order::new(&drawing, way);
            let lanes = lanes(&drawing, way);
            let count = crossings_by_pairs(&drawing, &lanes);
            prop_assert_eq!(count, order.crossings(&lanes));
            prop_assert!(count <= crossings_by_pairs(&drawing, &order.arrival()));
        }
    }

    #[test]
    fn every_box_has_a_lane_of_its_own_and_the_best_connection_lane_0(drawing in drawings(5, 12, 0.3)) {
        for way in WAYS {
            let lanes = lanes(&drawing, way);
            for column in &drawing.columns {
                prop_assert_eq!(lanes[column[0]], 0);
                let mut taken: Vec<i32> = column.iter().map(|node| lanes[*node]).collect();
                taken.sort_unstable();
                let first = taken[0];
                prop_assert!(taken.iter().zip(first..).all(|(lane, wanted)| *lane == wanted));
            }
        }
    }
}

#[test]
fn tiny_pictures_come_near_the_fewest_crossings_possible() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut drawn, mut possible, mut arrived) = (0, 0, 0);
    for _ in 0..150 {
        let tree = drawings(3, 4, 0.5).new_tree(&mut runner);
        let drawing = tree.expect("a drawing").current();
        let fewest = fewest(&drawing);
        let order = Order::new(&drawing, Orientation::Down);
        let lanes = lanes(&drawing, Orientation::Down);
        assert!(order.crossings(&lanes) >= fewest);
        drawn += order.crossings(&lanes);
        possible += fewest;
        arrived += order.crossings(&order.arrival());
    }
    assert!(
        possible > 0 && drawn * 20 <= possible * 21,
        "{drawn} against {possible}"
    );
    assert!(drawn * 3 < arrived * 2, "{drawn} against {arrived}");
}

#[test]
fn sweeps_untwist_what_can_be_untwisted() {
    let mut twisted = drawing(&[3, 3], &[true]);
    let straight = [(1, 4), (2, 6), (3, 5)];
    twisted
        .edges
        .retain(|edge| edge.from == 0 || edge.to == 7 || straight.contains(&(edge.from, edge.to)));
    for way in WAYS {
        let lanes = lanes(&twisted, way);
        assert_eq!(crossings_by_pairs(&twisted, &lanes), 0, "{lanes:?}");
    }
}
