//! Ids of purchases that meet no item, though they would if they were written alike: in other case,
//! with leading zeros, as floating-point numbers, with spaces around them.
//!
//! To know is not to mend: ids are what the shop says, and two that differ in case may be two items.
//! So this only finds examples, and says what to write.

use std::collections::HashMap;

use super::intern::{Interner, Known};
use crate::catalogue::Key;

/// Strangers that are looked at: enough to see a habit, and few enough to be held as texts.
const SAMPLE: usize = 1_000;

/// Rows of strangers in a thousand from which on somebody should look at them.
const FEW: u64 = 10;

/// Rows of strangers in a hundred from which on hardly any id meets an item.
const MOST: u64 = 90;

/// Ways to write an id so that two are alike: what differs, and how it is mended in a SELECT.
type Way = (&'static str, &'static str, fn(&str) -> String);

const WAYS: [Way; 4] = [
    ("for spaces around it", "trim(item_id)", |id| {
        id.trim().to_owned()
    }),
    ("for its `.0`", "CAST(item_id AS INTEGER)", |id| {
        id.strip_suffix(".0").unwrap_or(id).to_owned()
    }),
    (
        "for upper and lower case",
        "lower(item_id)",
        str::to_lowercase,
    ),
    ("for leading zeros", "ltrim(item_id, '0')", |id| {
        id.trim_start_matches('0').to_owned()
    }),
];

/// What to say of ids that meet no item, if so many of `rows` name one that it is worth a word.
pub(super) fn warning(
    known: &Known,
    strangers: &Interner,
    rows: u64,
    rows_of_strangers: u64,
    table: &str,
) -> Option<String> {
    if known.len() == 0 || rows_of_strangers == 0 || rows_of_strangers * 1_000 < rows * FEW {
        return None;
    }
    let unmet =
        format!("{rows_of_strangers} of {rows} rows of `{table}` name an item without a row");
    let sample: Vec<String> = strangers
        .keys()
        .take(SAMPLE)
        .map(|id| id.to_string())
        .collect();
    let alike = WAYS
        .iter()
        .filter_map(|way| Some((way, alike(known, &sample, way.2)?)));
    let best = alike.max_by_key(|(_, found)| found.count);
    if let Some(((what, select, _), found)) = best {
        return Some(format!(
            "{unmet}; of {} such ids {} would meet an item but {what}, as `{}` would meet `{}`: \
             write both alike with --items-from and --lines-from, as in {select} AS item_id",
            sample.len(),
            found.count,
            found.stranger,
            found.item
        ));
    }
    (rows_of_strangers * 100 >= rows * MOST).then(|| {
        let (stranger, item) = (strangers.keys().next(), known.keys().next());
        let shown = |id: Option<_>| id.map_or(String::new(), |id: Key<'_>| id.to_string());
        format!(
            "{unmet}: ids there are like `{}` and ids of items like `{}`; look whether these are the \
             same kind of id",
            shown(stranger),
            shown(item)
        )
    })
}

/// Strangers that meet an item in some way.
struct Alike {
    count: usize,
    stranger: String,
    item: String,
}

fn alike(known: &Known, strangers: &[String], fold: fn(&str) -> String) -> Option<Alike> {
    let mut folded: HashMap<String, Vec<&String>> = HashMap::new();
    for stranger in strangers {
        folded.entry(fold(stranger)).or_default().push(stranger);
    }
    let mut alike: Option<Alike> = None;
    for item in known.keys() {
        let item = item.to_string();
        let Some(met) = folded.remove(&fold(&item)) else {
            continue;
        };
        let first = alike.get_or_insert_with(|| Alike {
            count: 0,
            stranger: met.first().map_or(String::new(), |met| (*met).clone()),
            item,
        });
        first.count += met.len();
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> Interner {
        let mut interner = Interner::of("items");
        for id in ids {
            interner.number(Key::from(*id)).unwrap();
        }
        interner
    }

    fn said(items: &[&str], strangers: &[&str], rows: u64, of_strangers: u64) -> Option<String> {
        let known = ids(items).into_known();
        warning(&known, &ids(strangers), rows, of_strangers, "order_lines")
    }

    #[test]
    fn ids_that_would_meet_if_written_alike_are_told_with_an_example() {
        for (item, stranger, says) in [
            (
                "1001",
                "1001.0",
                "but for its `.0`, as `1001.0` would meet `1001`",
            ),
            ("1001.0", "1001", "as `1001` would meet `1001.0`"),
            (
                "1001",
                "001001",
                "but for leading zeros, as `001001` would meet `1001`",
            ),
            (
                "Mug-1",
                "MUG-1",
                "upper and lower case, as `MUG-1` would meet `Mug-1`",
            ),
            ("mug", " mug ", "but for spaces around it"),
        ] {
            let said = said(&["other", item], &["else", stranger], 100, 10).unwrap();
            assert!(
                said.starts_with("10 of 100 rows of `order_lines`"),
                "{said}"
            );
            assert!(
                said.contains(says) && said.contains("of 2 such ids 1 would"),
                "{said}"
            );
        }
    }

    #[test]
    fn nothing_is_said_where_strangers_are_few_or_only_new() {
        assert_eq!(said(&["a"], &["A"], 10_000, 9), None);
        assert_eq!(said(&["a"], &["b"], 100, 50), None);
        assert_eq!(said(&[], &["b"], 100, 100), None);
        assert_eq!(said(&["a"], &[], 100, 0), None);
    }

    #[test]
    fn two_kinds_of_ids_are_told_where_hardly_any_meets() {
        let said = said(&["B00X"], &["978-3"], 100, 95).unwrap();
        assert!(
            said.contains("like `978-3` and ids of items like `B00X`"),
            "{said}"
        );
    }
}
