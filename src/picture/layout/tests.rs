//! Promises every picture keeps, over random layered answers.

use proptest::prelude::*;

use super::*;
use crate::explorer::{Column, Outcome, samples};
use crate::letters::fit::{self, Label};
use crate::picture::layered;
use crate::words::texts::Texts;

/// The layout with what English pictures say of the items.
fn laid_out(found: &Connections, orientation: Orientation) -> Layout {
    layered::lay_out(Texts::default(), found, orientation)
}

const BOTH: [Orientation; 2] = [Orientation::Across, Orientation::Down];

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

/// Whether no two rows of a box stand on each other, and all stand inside.
fn lines_stand_apart(rows: &Rows, item_box: &ItemBox) -> bool {
    let filled = |text: &Label| text.lines.iter().filter(|line| !line.is_empty()).count() as i32;
    let last = rows.title + (item_box.title.lines.len() as i32 - 1) * rows.line;
    let creator = last + filled(&item_box.creator) * rows.line;
    let caption = rows.caption + (filled(&item_box.caption) - 1) * rows.line;
    let caption_fits = filled(&item_box.caption) == 0 || creator + rows.line <= caption;
    let foot = rows.bar.unwrap_or(rows.height);
    caption_fits && creator < foot && rows.caption < foot && foot <= rows.height
}

/// A point of a cubic curve, by its definition.
fn on_curve(points: &[Point; 4], t: f64) -> (f64, f64) {
    let weights = [
        (1.0 - t).powi(3),
        3.0 * t * (1.0 - t).powi(2),
        3.0 * t.powi(2) * (1.0 - t),
        t.powi(3),
    ];
    let sum = |of: fn(&Point) -> i32| {
        let parts = points.iter().zip(weights);
        parts
            .map(|(point, weight)| f64::from(of(point)) * weight)
            .sum()
    };
    (sum(|point| point.x), sum(|point| point.y))
}

/// Whether a point lies inside a rectangle, its edge left aside.
fn holds(rect: &Rect, x: f64, y: f64) -> bool {
    let within = |at: f64, begin: i32, length: i32| {
        at > f64::from(begin) + 1e-6 && at < f64::from(begin + length) - 1e-6
    };
    within(x, rect.x, rect.width) && within(y, rect.y, rect.height)
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
        for orientation in BOTH {
            let layout = laid_out(&found, orientation);
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
        for orientation in BOTH {
            let layout = laid_out(&found, orientation);
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
        for orientation in BOTH {
            let layout = laid_out(&found, orientation);
            for item_box in &layout.boxes {
                let room = f64::from(item_box.rect.width - 2 * place::PADDING) + 1e-6;
                let small_room = room - f64::from(place::GLYPH_WIDTH);
                let small = f64::from(place::CAPTION_SIZE);
                let fits = |text: &Label, size, room| {
                    text.lines.iter().all(|line| fit::width(line, size) <= room)
                };
                prop_assert!(fits(&item_box.title, f64::from(place::TITLE_SIZE), room));
                prop_assert!(fits(&item_box.creator, small, room));
                prop_assert!(fits(&item_box.caption, small, small_room));
                prop_assert!(lines_stand_apart(&layout.rows, item_box));
            }
        }
    }

    #[test]
    fn links_run_in_the_gaps_between_columns_and_cross_no_box(found in answers()) {
        for orientation in BOTH {
            let layout = laid_out(&found, orientation);
            let rects = rects(&layout);
            for link in &layout.links {
                for step in 0..=24 {
                    let (x, y) = on_curve(&link.points, f64::from(step) / 24.0);
                    let inside = rects.iter().find(|rect| holds(rect, x, y));
                    prop_assert!(inside.is_none(), "{link:?} {inside:?}");
                }
            }
        }
    }

    #[test]
    fn the_best_connection_is_straight_in_every_picture(found in answers()) {
        for orientation in BOTH {
            let layout = laid_out(&found, orientation);
            let best = layout.boxes.iter().filter(|item_box| item_box.best);
            let mut lines: Vec<i32> = best.map(|item_box| match orientation {
                Orientation::Across => item_box.rect.y,
                Orientation::Down => item_box.rect.x,
            }).collect();
            prop_assert!(lines.len() >= 2);
            lines.dedup();
            prop_assert_eq!(lines.len(), 1);
        }
    }

    #[test]
    fn the_same_answer_gives_the_same_picture(found in answers()) {
        let layout = laid_out(&found, Orientation::Across);
        prop_assert_eq!(layout, laid_out(&found.clone(), Orientation::Across));
    }
}

#[test]
fn the_best_connection_is_straight() {
    let found = connections(&[1, 5, 8, 3, 1]);
    for orientation in BOTH {
        let layout = laid_out(&found, orientation);
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
fn a_tall_picture_draws_the_fifth_item_rather_than_one_more() {
    let drawn = |items: usize| {
        let layout = laid_out(&connections(&[1, items, 1]), Orientation::Down);
        (layout.boxes.len() - 2, layout.folds.len())
    };
    assert_eq!(drawn(4), (4, 0));
    assert_eq!(drawn(5), (5, 0));
    assert_eq!(drawn(6), (4, 1));
}

#[test]
fn two_boxes_of_a_tall_picture_fit_a_phone() {
    let layout = laid_out(&connections(&[1, 2, 1]), Orientation::Down);
    assert_eq!(layout.width, 338);
    let chain = laid_out(&connections(&[1, 1, 1]), Orientation::Down);
    assert_eq!(chain.width, 338);
}

#[test]
fn rows_that_would_be_empty_everywhere_take_no_room() {
    let mut found = connections(&[1, 2, 1]);
    let full = laid_out(&found, Orientation::Across).rows;
    for item in &mut found.items {
        item.card.creator = None;
    }
    let without_creators = laid_out(&found, Orientation::Across).rows;
    assert!(without_creators.height < full.height);
    for item in &mut found.items {
        item.card.categories.clear();
        item.card.year = None;
    }
    let only_titles = laid_out(&found, Orientation::Across).rows;
    assert!(only_titles.height < without_creators.height);
    for item in &mut found.items {
        item.card.title.truncate(3);
    }
    let short_titles = laid_out(&found, Orientation::Across).rows;
    assert!(short_titles.height < only_titles.height);
    found.path_count.value = 1;
    let without_bars = laid_out(&found, Orientation::Across).rows;
    assert!(without_bars.bar.is_none() && without_bars.height < short_titles.height);
}

#[test]
fn a_long_connection_folds_its_middle() {
    let layout = laid_out(&connections(&[1; 19]), Orientation::Across);
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
    let layout = laid_out(&found, Orientation::Across);
    assert_eq!(layout.boxes.len(), 5);
    assert!(layout.boxes.iter().all(|item_box| !item_box.best));
}

#[test]
fn places_that_do_not_exist_are_skipped() {
    let mut found = connections(&[1, 2, 1]);
    found.paths[0].items[1] = 99;
    found.links[0].to = 99;
    assert_eq!(laid_out(&found, Orientation::Down).boxes.len(), 4);
}
