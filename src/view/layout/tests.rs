//! Promises every picture keeps, over random layered answers.

use proptest::prelude::*;

use super::*;
use crate::explorer::{Column, Outcome};
use crate::view::label;
use crate::view::samples;

fn connections(shape: &[usize]) -> Connections {
    match samples::found(shape).outcome {
        Outcome::Found(found) => found,
        _ => panic!("samples::found makes found answers"),
    }
}

/// Random columns between two ends, some with more items than the answer carries.
fn answers() -> impl Strategy<Value = Connections> {
    let middle = prop::collection::vec((1..16usize, 0..40usize), 0..20);
    middle.prop_map(|middle| {
        let mut shape = vec![1];
        shape.extend(middle.iter().map(|(shown, _)| shown));
        shape.push(1);
        let mut found = connections(&shape);
        for (column, (shown, beyond)) in found.columns[1..].iter_mut().zip(&middle) {
            *column = Column {
                total: shown + beyond,
                shown: *shown,
            };
        }
        found
    })
}

fn rects(layout: &Layout) -> Vec<Rect> {
    let boxes = layout.boxes.iter().map(|item_box| item_box.rect);
    boxes
        .chain(layout.folds.iter().map(|fold| fold.rect))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn boxes_never_overlap_and_stay_on_the_canvas(found in answers()) {
        for orientation in [Orientation::Across, Orientation::Down] {
            let layout = lay_out(&found, orientation);
            let rects = rects(&layout);
            for (place, a) in rects.iter().enumerate() {
                prop_assert!(a.x >= 0 && a.x + a.width <= layout.width);
                prop_assert!(a.y >= 0 && a.y + a.height <= layout.height);
                for b in &rects[place + 1..] {
                    prop_assert!(!a.overlaps(b), "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn every_item_is_drawn_once_or_folded_and_counted(found in answers()) {
        for orientation in [Orientation::Across, Orientation::Down] {
            let layout = lay_out(&found, orientation);
            let mut drawn: Vec<usize> = layout.boxes.iter().map(|b| b.item).collect();
            drawn.dedup();
            prop_assert_eq!(drawn.len(), layout.boxes.len());
            let folded: usize = layout.folds.iter().map(|fold| match fold.folded {
                Folded::AtHop { items, .. } | Folded::Steps { items, .. } => items,
            }).sum();
            let total: usize = found.columns.iter().map(|column| column.total).sum();
            prop_assert_eq!(drawn.len() + folded, total);
            prop_assert!(drawn.len() <= MAX_ITEMS);
        }
    }

    #[test]
    fn labels_fit_their_boxes(mut found in answers(), title in "\\PC{0,120}") {
        for item in &mut found.items {
            item.card.title.push_str(&title);
        }
        for orientation in [Orientation::Across, Orientation::Down] {
            for item_box in lay_out(&found, orientation).boxes {
                let room = f64::from(item_box.rect.width - 2 * place::PADDING) + 1e-6;
                prop_assert!(item_box.title.lines.len() <= 2);
                for line in &item_box.title.lines {
                    prop_assert!(label::width(line, f64::from(place::TITLE_SIZE)) <= room);
                }
            }
        }
    }

    #[test]
    fn the_same_answer_gives_the_same_picture(found in answers()) {
        let layout = lay_out(&found, Orientation::Across);
        prop_assert_eq!(layout, lay_out(&found.clone(), Orientation::Across));
    }
}

#[test]
fn the_best_connection_is_straight() {
    let found = connections(&[1, 5, 8, 3, 1]);
    for orientation in [Orientation::Across, Orientation::Down] {
        let layout = lay_out(&found, orientation);
        let mut best = layout.boxes.iter().filter(|item_box| item_box.best);
        let line = |rect: Rect| match orientation {
            Orientation::Across => rect.y,
            Orientation::Down => rect.x,
        };
        let first = line(best.next().expect("a best connection").rect);
        assert!(best.all(|item_box| line(item_box.rect) == first));
    }
}

#[test]
fn a_long_connection_folds_its_middle() {
    let layout = lay_out(&connections(&[1; 19]), Orientation::Across);
    assert_eq!(layout.boxes.len(), 13);
    let [fold] = layout.folds.as_slice() else {
        panic!("one fold")
    };
    assert_eq!(
        fold.folded,
        Folded::Steps {
            first: 7,
            last: 12,
            items: 6
        }
    );
    assert_eq!(layout.links.len(), 13);
    assert!(layout.links.iter().all(|link| link.best));
}

#[test]
fn an_answer_without_listed_paths_is_still_drawn() {
    let mut found = connections(&[1, 3, 1]);
    found.paths.clear();
    let layout = lay_out(&found, Orientation::Across);
    assert_eq!(layout.boxes.len(), 5);
    assert!(layout.boxes.iter().all(|item_box| !item_box.best));
}

#[test]
fn places_that_do_not_exist_are_skipped() {
    let mut found = connections(&[1, 2, 1]);
    found.paths[0].items[1] = 99;
    found.links[0].to = 99;
    assert_eq!(lay_out(&found, Orientation::Down).boxes.len(), 4);
}
