//! Numbers as bars, the longest as wide as the picture.

use crate::words::texts::Texts;

/// Width of the longest bar of a bar picture, in pixels.
const BAR_WIDTH: f64 = 320.0;

/// One row of a bar picture.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) width: i32,
}

/// A bar for each name and its number of items.
pub(super) fn bars(texts: Texts, rows: Vec<(String, u64)>) -> Vec<Bar> {
    let most = rows
        .iter()
        .map(|(_, items)| *items)
        .max()
        .unwrap_or(0)
        .max(1);
    rows.into_iter()
        .map(|(name, items)| Bar {
            name,
            value: texts.number(items),
            width: (items as f64 / most as f64 * BAR_WIDTH).ceil() as i32,
        })
        .collect()
}
