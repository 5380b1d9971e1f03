//! A lane for every box, so that few lines cross.
//!
//! The best connection keeps lane 0 in every column. The others move by barycentre sweeps: each
//! box goes near the mean lane of its neighbours, column by column, to and fro; the arrangement
//! with the fewest crossings wins.

use super::Orientation;
use super::choose::{Drawing, Node};

/// Sweeps to and fro. More change nothing any more in pictures of this size.
const SWEEPS: usize = 6;

/// The lane of each node of the drawing: 0 on the best connection, negative above it.
pub(super) fn lanes(drawing: &Drawing, orientation: Orientation) -> Vec<i32> {
    let mut lanes = vec![0; drawing.nodes.len()];
    for column in &drawing.columns {
        assign(
            drawing,
            column,
            &(0..column.len()).map(|i| i as f64).collect::<Vec<_>>(),
            orientation,
            &mut lanes,
        );
    }
    let mut best = (crossings(drawing, &lanes), lanes.clone());
    for _ in 0..SWEEPS {
        sweep(drawing, Way::Forward, orientation, &mut lanes);
        keep_better(drawing, &lanes, &mut best);
        sweep(drawing, Way::Backward, orientation, &mut lanes);
        keep_better(drawing, &lanes, &mut best);
    }
    best.1
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Forward,
    Backward,
}

fn keep_better(drawing: &Drawing, lanes: &[i32], best: &mut (usize, Vec<i32>)) {
    let count = crossings(drawing, lanes);
    if count < best.0 {
        *best = (count, lanes.to_vec());
    }
}

fn sweep(drawing: &Drawing, way: Way, orientation: Orientation, lanes: &mut [i32]) {
    let count = drawing.columns.len();
    for step in 1..count {
        let place = match way {
            Way::Forward => step,
            Way::Backward => count - 1 - step,
        };
        let column = &drawing.columns[place];
        let wishes: Vec<f64> = column
            .iter()
            .map(|node| barycentre(drawing, *node, way, lanes))
            .collect();
        assign(drawing, column, &wishes, orientation, lanes);
    }
}

/// Mean lane of a node's neighbours in the column the sweep comes from.
fn barycentre(drawing: &Drawing, node: usize, way: Way, lanes: &[i32]) -> f64 {
    let mut sum = 0;
    let mut count = 0;
    for edge in &drawing.edges {
        let (here, there) = match way {
            Way::Forward => (edge.to, edge.from),
            Way::Backward => (edge.from, edge.to),
        };
        if here == node {
            sum += lanes[there];
            count += 1;
        }
    }
    if count == 0 {
        f64::from(lanes[node])
    } else {
        f64::from(sum) / f64::from(count)
    }
}

/// Gives the boxes of one column their lanes, in the order of their wishes: the first box of the
/// column keeps lane 0, a fold box goes last, the others go above and below in equal numbers, or
/// all after lane 0 in a tall picture.
fn assign(
    drawing: &Drawing,
    column: &[usize],
    wishes: &[f64],
    orientation: Orientation,
    lanes: &mut [i32],
) {
    let mut others: Vec<(f64, i32, usize)> = column
        .iter()
        .zip(wishes)
        .skip(1)
        .filter(|(node, _)| matches!(drawing.nodes[**node], Node::Item(_)))
        .map(|(node, wish)| (*wish, lanes[*node], *node))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let above = match orientation {
        Orientation::Down => 0,
        Orientation::Across => {
            let half = others.len() / 2;
            let wishing = others.iter().filter(|(wish, ..)| *wish < 0.0).count();
            wishing.clamp(half, others.len() - half)
        }
    };
    let mut lane = -(above as i32);
    for (_, _, node) in others {
        if lane == 0 {
            lane = 1;
        }
        lanes[node] = lane;
        lane += 1;
    }
    let fold = column
        .iter()
        .skip(1)
        .find(|node| matches!(drawing.nodes[**node], Node::Fold(_)));
    if let Some(fold) = fold {
        lanes[*fold] = lane.max(1);
    }
}

/// Number of pairs of lines that cross.
fn crossings(drawing: &Drawing, lanes: &[i32]) -> usize {
    let mut column_of = vec![0; drawing.nodes.len()];
    for (place, column) in drawing.columns.iter().enumerate() {
        for node in column {
            column_of[*node] = place;
        }
    }
    let mut count = 0;
    for (place, a) in drawing.edges.iter().enumerate() {
        for b in &drawing.edges[place + 1..] {
            let beside = column_of[a.from] == column_of[b.from];
            let from = lanes[a.from].cmp(&lanes[b.from]);
            let to = lanes[a.to].cmp(&lanes[b.to]);
            if beside && from.is_ne() && to.is_ne() && from != to {
                count += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::choose::Edge;
    use super::*;

    /// Two columns of three between the ends; the second is linked in reverse.
    fn twisted() -> Drawing {
        let edge = |from, to, best| Edge {
            from,
            to,
            link: Some(0),
            best,
        };
        Drawing {
            nodes: (0..8).map(Node::Item).collect(),
            columns: vec![vec![0], vec![1, 2, 3], vec![4, 5, 6], vec![7]],
            edges: vec![
                edge(0, 1, true),
                edge(0, 2, false),
                edge(0, 3, false),
                edge(1, 4, true),
                edge(2, 6, false),
                edge(3, 5, false),
                edge(4, 7, true),
                edge(5, 7, false),
                edge(6, 7, false),
            ],
        }
    }

    #[test]
    fn sweeps_untwist_what_can_be_untwisted() {
        let drawing = twisted();
        for orientation in [Orientation::Across, Orientation::Down] {
            let lanes = lanes(&drawing, orientation);
            assert_eq!(crossings(&drawing, &lanes), 0, "{lanes:?}");
        }
    }

    #[test]
    fn the_best_connection_keeps_lane_0() {
        let drawing = twisted();
        let lanes = lanes(&drawing, Orientation::Across);
        assert!(drawing.columns.iter().all(|column| lanes[column[0]] == 0));
    }
}
