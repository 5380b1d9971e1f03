//! Orders against the order of arrival and against every order there is.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::super::choose::{Edge, Node};
use super::super::plan::Folded;
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

/// The fewest crossings, by trying every order of every column that a frame allows.
fn fewest(drawing: &Drawing, way: Orientation) -> usize {
    fn try_column(drawing: &Drawing, frame: Frame, place: usize, lanes: &mut Vec<i32>) -> usize {
        let Some(column) = drawing.columns.get(place) else {
            return crossings_by_pairs(drawing, lanes);
        };
        let mut fewest = usize::MAX;
        for order in orders(column) {
            let best = order
                .iter()
                .position(|node| *node == column[0])
                .expect("it is there");
            if !frame.allows(best, order.len()) {
                continue;
            }
            for (lane, node) in order.into_iter().enumerate() {
                lanes[node] = lane as i32 - best as i32;
            }
            fewest = fewest.min(try_column(drawing, frame, place + 1, lanes));
        }
        fewest
    }
    let frames = Frame::all(drawing, way).into_iter();
    let fewest =
        frames.map(|frame| try_column(drawing, frame, 0, &mut vec![0; drawing.nodes.len()]));
    fewest.min().expect("a frame")
}

/// How many lanes are taken before the best connection and after it, and by the tallest column.
fn spans(drawing: &Drawing, lanes: &[i32]) -> (i32, i32, i32) {
    let tallest = drawing.columns.iter().map(Vec::len).max().unwrap_or(0);
    let over = lanes.iter().min().map_or(0, |lane| -lane);
    let under = lanes.iter().max().copied().unwrap_or(0);
    (over, under, tallest as i32)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn never_more_lines_cross_than_in_the_order_of_arrival(drawing in drawings(5, 12, 0.3)) {
        for way in WAYS {
            let frame = Frame::all(&drawing, way)[0];
            let arrived = Arrangement::arrived(&drawing, frame);
            let arrived_count = crossings_by_pairs(&drawing, &arrived.lanes());
            prop_assert_eq!(arrived_count, Lines::of(&drawing).crossings(&arrived));
            prop_assert!(crossings_by_pairs(&drawing, &lanes(&drawing, way)) <= arrived_count);
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

    #[test]
    fn a_wide_picture_grows_by_half_at_most_and_a_tall_one_not_at_all(drawing in drawings(5, 12, 0.2)) {
        let (over, under, tallest) = spans(&drawing, &lanes(&drawing, Orientation::Across));
        prop_assert!(2 * (over + under + 1) <= 3 * tallest + 1, "{over} {under} {tallest}");
        let (over, under, tallest) = spans(&drawing, &lanes(&drawing, Orientation::Down));
        prop_assert!(over <= 1 && over + under < tallest, "{over} {under} {tallest}");
    }

    #[test]
    fn what_is_folded_stays_at_an_edge_and_in_a_tall_picture_at_the_far_one(
        mut drawing in drawings(5, 12, 0.2)
    ) {
        let folds: Vec<usize> = drawing.columns.iter().filter(|column| column.len() > 1)
            .filter_map(|column| column.last().copied()).collect();
        for (hop, fold) in folds.iter().enumerate() {
            drawing.nodes[*fold] = Node::Fold(Folded::AtHop { hop, items: 9 });
        }
        for way in WAYS {
            let lanes = lanes(&drawing, way);
            for column in &drawing.columns {
                let taken = || column.iter().map(|node| lanes[*node]);
                let (first, last) = (taken().min(), taken().max());
                for fold in column.iter().filter(|node| folds.contains(node)) {
                    let lane = Some(lanes[*fold]);
                    let at_far_edge = lane == last;
                    prop_assert!(at_far_edge || way == Orientation::Across && lane == first);
                }
            }
        }
    }

    #[test]
    fn the_same_drawing_gets_the_same_lanes(drawing in drawings(5, 12, 0.3)) {
        for way in WAYS {
            prop_assert_eq!(lanes(&drawing, way), lanes(&drawing, way));
        }
    }
}

#[test]
fn tiny_pictures_come_near_the_fewest_crossings_possible() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for way in WAYS {
        let (mut drawn, mut possible, mut arrived) = (0, 0, 0);
        for _ in 0..60 {
            let tree = drawings(3, 4, 0.5).new_tree(&mut runner);
            let drawing = tree.expect("a drawing").current();
            let fewest = fewest(&drawing, way);
            let count = crossings_by_pairs(&drawing, &lanes(&drawing, way));
            assert!(count >= fewest);
            drawn += count;
            possible += fewest;
            let frame = Frame::all(&drawing, way)[0];
            let arrival = Arrangement::arrived(&drawing, frame).lanes();
            arrived += crossings_by_pairs(&drawing, &arrival);
        }
        assert!(
            possible > 0 && drawn * 50 <= possible * 51,
            "{drawn} against {possible}"
        );
        assert!(drawn * 3 < arrived * 2, "{drawn} against {arrived}");
    }
}

#[test]
fn the_best_connection_leaves_the_middle_where_that_saves_crossings() {
    // The best connection 0-1-4-7; both others run beside each other, and so on one side of it.
    let mut drawing = drawing(&[3, 3], &[true]);
    let beside = [(2, 5), (3, 6), (2, 6), (3, 5)];
    drawing.edges.retain(|edge| {
        edge.best || edge.from == 0 || edge.to == 7 || beside.contains(&(edge.from, edge.to))
    });
    let lanes = lanes(&drawing, Orientation::Across);
    assert_eq!(crossings_by_pairs(&drawing, &lanes), 1, "{lanes:?}");
    assert_eq!(
        spans(&drawing, &lanes).0.min(spans(&drawing, &lanes).1),
        0,
        "{lanes:?}"
    );
}

#[test]
fn where_it_costs_nothing_the_best_connection_lies_in_the_middle() {
    let drawing = drawing(&[5], &[true]);
    let (over, under, _) = spans(&drawing, &lanes(&drawing, Orientation::Across));
    assert_eq!((over, under), (2, 2));
    let (over, under, _) = spans(&drawing, &lanes(&drawing, Orientation::Down));
    assert_eq!((over, under), (0, 4));
}

#[test]
fn what_can_be_untwisted_is_untwisted() {
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
