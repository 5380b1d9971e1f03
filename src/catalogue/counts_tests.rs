//! Folders of counts as other programs leave them.

use std::fs;

use tempfile::TempDir;

use super::super::counts_write::CountsDraft;
use super::*;
use crate::columnar::samples::{self, integers, texts};

const PAIR_COLUMNS: &str =
    "optional binary a (UTF8); optional binary b (UTF8); optional int64 orders;";
const ITEM_COLUMNS_OF: &str =
    "optional binary id (UTF8); optional int64 orders; optional binary title (UTF8);";

fn meta() -> CountsMeta {
    CountsMeta {
        measure: "cosine".to_owned(),
        min_orders: 2,
        top: 50,
        max_basket: 100,
        orders: 9,
        left_out_orders: 1,
        order_lines: Some(7),
        items: Some(3),
        pairs: Some(1),
    }
}

/// Three items, two of which were bought together.
fn write(folder: &Path) {
    let draft = CountsDraft::begin(folder).unwrap();
    let items = [("007", 3), ("7", 4), ("nobody's", 0)];
    let items = items.map(|(id, orders)| (ItemRow::of(id), orders));
    draft.write_items(0, items.into_iter()).unwrap();
    draft.write_pairs(0, [("007", "7", 2)].into_iter()).unwrap();
    draft.publish(&meta()).unwrap();
}

fn written() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("counts"));
    folder
}

/// Reads everything, and says why not.
fn read(folder: &Path) -> Result<usize, String> {
    let said = |error: CatalogueError| error.to_string();
    let counts = CountsFolder::open(folder).map_err(said)?;
    let take = |_: ItemRow<'_>, _, _: Spot<'_>| Ok::<_, CatalogueError>(());
    counts.for_each_item(take).map_err(said)?;
    let mut pairs = 0;
    let count = |rows: &mut usize, _: PairRow<'_>| {
        *rows += 1;
        Ok::<_, CatalogueError>(())
    };
    let add = |rows| {
        pairs += rows;
        Ok(())
    };
    counts.pairs_in_chunks(|_| 0, count, add).map_err(said)?;
    Ok(pairs)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_was_written_is_read() {
    let folder = written();
    let counts = CountsFolder::open(&folder.path().join("counts")).unwrap();
    assert_eq!(counts.meta(), &meta());
    let mut items = Vec::new();
    let take = |row: ItemRow<'_>, orders, _: Spot<'_>| {
        items.push((row.id.to_string(), orders, row.title.map(str::to_owned)));
        Ok::<_, CatalogueError>(())
    };
    counts.for_each_item(take).unwrap();
    let row = |id: &str, orders| (id.to_owned(), orders, None);
    assert_eq!(items, [row("007", 3), row("7", 4), row("nobody's", 0)]);
    assert_eq!(counts.pair_count(), 1);
    // Nothing but the counts is left where they were written.
    assert_eq!(names(folder.path()), ["counts"]);
}

#[test]
fn older_counts_are_replaced_as_a_whole_and_nothing_else_is() {
    let folder = written();
    let counts = folder.path().join("counts");
    fs::write(counts.join("pairs/99999.parquet"), "left from another day").unwrap();
    write(&counts);
    assert_eq!(names(&counts.join("pairs")), ["00000.parquet"]);
    assert_eq!(read(&counts), Ok(1));
    fs::create_dir(folder.path().join("empty")).unwrap();
    write(&folder.path().join("empty"));

    let refused = |folder: &Path| CountsDraft::begin(folder).unwrap_err().to_string();
    fs::write(counts.join("notes.txt"), "mine").unwrap();
    assert!(refused(&counts).contains("holds `notes.txt`"));
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(refused(&file).contains("is no folder"));
    assert!(refused(&folder.path().join("none/counts")).contains("cannot be written"));
}

#[test]
fn a_draft_that_is_not_published_leaves_all_as_it_was() {
    let folder = written();
    let counts = folder.path().join("counts");
    let draft = CountsDraft::begin(&counts).unwrap();
    draft.write_pairs(0, std::iter::empty()).unwrap();
    drop(draft);
    assert_eq!(names(folder.path()), ["counts"]);
    assert_eq!(read(&counts), Ok(1));
}

#[test]
fn what_stands_in_the_way_at_the_end_stays_as_it_is() {
    let folder = written();
    let counts = folder.path().join("counts");
    let draft = CountsDraft::begin(&counts).unwrap();
    fs::write(counts.join("notes.txt"), "mine").unwrap();
    let error = draft.publish(&meta()).unwrap_err().to_string();
    assert!(error.contains("holds `notes.txt`"), "{error}");
    assert_eq!(names(&counts), ["items", "meta", "notes.txt", "pairs"]);
    assert_eq!(names(folder.path()), ["counts"]);
}

/// A row of pairs, of which anything may miss.
type Sample<'a> = (Option<&'a str>, Option<&'a str>, Option<i64>);

/// A table of pairs in place of that which was written.
fn with_pairs(pairs: &[Sample<'_>]) -> String {
    let a: Vec<_> = pairs.iter().map(|&(a, ..)| a).collect();
    let b: Vec<_> = pairs.iter().map(|&(_, b, _)| b).collect();
    let orders: Vec<_> = pairs.iter().map(|&(.., orders)| orders).collect();
    let group = vec![texts(&a), texts(&b), integers(&orders)];
    refused("pairs", &samples::file(PAIR_COLUMNS, &[group]))
}

/// Why counts with this file in one of the folders are not read.
fn refused(folder: &str, file: &[u8]) -> String {
    let written = written();
    let counts = written.path().join("counts");
    fs::write(counts.join(folder).join("00000.parquet"), file).unwrap();
    read(&counts).unwrap_err()
}

#[test]
fn a_row_that_cannot_be_is_named_with_its_file() {
    for (pair, says) in [
        ((None, Some("7"), Some(2)), "`a` holds no id"),
        ((Some("007"), Some(" "), Some(2)), "`b` holds no id"),
        (
            (Some("007"), Some("7"), None),
            "`orders` holds no whole number from 1",
        ),
        (
            (Some("007"), Some("7"), Some(-2)),
            "`orders` holds no whole number from 1",
        ),
        ((Some("007"), Some("7"), Some(1 << 32)), "to 4294967295"),
        (
            (Some("007"), Some("7"), Some(1)),
            "`meta` says that pairs have 2 or more",
        ),
    ] {
        let error = with_pairs(&[pair]);
        assert!(error.contains("pairs/00000.parquet, row 1: "), "{error}");
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn row_numbers_go_on_over_row_groups() {
    let group = |orders: &[Option<i64>]| {
        let ids = vec![Some("7"); orders.len()];
        vec![texts(&ids), integers(orders), texts(&ids)]
    };
    let groups = [group(&[Some(3), Some(4)]), group(&[Some(0), None])];
    let folder = written();
    let counts = folder.path().join("counts");
    let draft = CountsDraft::begin(&counts).unwrap();
    draft.write_pairs(0, std::iter::empty()).unwrap();
    let told = CountsMeta {
        items: None,
        pairs: None,
        order_lines: None,
        ..meta()
    };
    draft.publish(&told).unwrap();
    let file = samples::file(ITEM_COLUMNS_OF, &groups);
    fs::write(counts.join("items/00000.parquet"), file).unwrap();
    let error = read(&counts).unwrap_err();
    assert!(
        error.contains("items/00000.parquet, row 4: `orders` holds"),
        "{error}"
    );
}

#[test]
fn another_number_of_rows_than_meta_tells_is_refused() {
    let twice = [(Some("007"), Some("7"), Some(2)); 2];
    let error = with_pairs(&twice);
    assert!(
        error.contains("there are 2 rows in `pairs`, and `meta` says 1"),
        "{error}"
    );
    let leftover = written();
    let counts = leftover.path().join("counts");
    let more = counts.join("items/more.parquet");
    fs::copy(counts.join("items/00000.parquet"), more).unwrap();
    let error = read(&counts).unwrap_err();
    assert!(
        error.contains("there are 6 rows in `items`, and `meta` says 3"),
        "{error}"
    );
    let meta = counts.join("meta/00000.parquet");
    fs::copy(&meta, counts.join("meta/1.parquet")).unwrap();
    assert!(read(&counts).unwrap_err().contains("`meta` has 2 rows"));
}

#[test]
fn orders_of_items_that_are_not_those_of_meta_are_refused() {
    let items = |orders: [i64; 3]| {
        let ids = [Some("007"), Some("7"), Some("8")];
        let group = vec![texts(&ids), integers(&orders.map(Some)), texts(&ids)];
        refused("items", &samples::file(ITEM_COLUMNS_OF, &[group]))
    };
    let error = items([3, 4, 1]);
    assert!(
        error.contains("make 8 order lines, and `meta` says 7"),
        "{error}"
    );
    let error = items([3, 10, 0]);
    assert!(
        error.contains("row 2: 10 orders are to hold the item, and `meta` says there are 9"),
        "{error}"
    );
}

#[test]
fn a_column_that_is_missing_or_of_another_type_is_named() {
    let id = || texts(&[Some("7")]);
    for (folder, columns, group, says) in [
        (
            "pairs",
            "optional binary a (UTF8); optional binary b (UTF8);",
            vec![id(), id()],
            "has no column `orders`",
        ),
        (
            "items",
            "optional binary id (UTF8); optional int64 orders;",
            vec![id(), integers(&[Some(1)])],
            "has no column `title`",
        ),
        (
            "meta",
            "optional int64 version;",
            vec![integers(&[Some(1)])],
            "has no column `measure`",
        ),
        (
            "pairs",
            "required double a; optional binary b (UTF8); optional int64 orders;",
            vec![
                samples::required(samples::Values::Double(vec![7.0])),
                id(),
                integers(&[Some(2)]),
            ],
            "has floating-point numbers in the column `a`; write ids as whole numbers or texts",
        ),
        (
            "pairs",
            "optional binary a (UTF8); optional binary b (UTF8); required double orders;",
            vec![
                id(),
                id(),
                samples::required(samples::Values::Double(vec![7.0])),
            ],
            "has floating-point numbers in the column `orders`; write whole numbers",
        ),
        (
            "pairs",
            "optional binary a (UTF8); optional binary b (UTF8); optional binary orders (UTF8);",
            vec![id(), id(), id()],
            "has texts in the column `orders`",
        ),
    ] {
        let error = refused(folder, &samples::file(columns, &[group]));
        assert!(
            error.contains(&format!("{folder}/00000.parquet")),
            "{error}"
        );
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_folder_that_is_something_else_is_refused_with_what_to_do() {
    for (change, says) in [
        (&["remove meta"][..], "no Parquet files in `meta`"),
        (&["remove items"], "no Parquet files in `items`"),
        (&["remove pairs"], "no Parquet files in `pairs`"),
        (&["remove meta", "make order_lines"], "name it with --db"),
        (&["make _delta_log"], "is a Delta table"),
        (&["make pairs/_delta_log"], "is a Delta table"),
        (&["make items/metadata"], "is an Iceberg table"),
    ] {
        let folder = written();
        let counts = folder.path().join("counts");
        for change in change {
            let (what, name) = change.split_once(' ').unwrap();
            let path = counts.join(name);
            match what {
                "remove" => fs::remove_dir_all(path).unwrap(),
                _ => fs::create_dir(path).unwrap(),
            }
        }
        let error = read(&counts).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn where_there_are_no_pairs_there_need_be_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let counts = folder.path().join("counts");
    let draft = CountsDraft::begin(&counts).unwrap();
    draft
        .write_items(0, [(ItemRow::of("7"), 7)].into_iter())
        .unwrap();
    let none = CountsMeta {
        items: Some(1),
        pairs: Some(0),
        ..meta()
    };
    draft.publish(&none).unwrap();
    assert_eq!(read(&counts), Ok(0));
}

#[test]
fn a_meta_of_another_form_is_refused() {
    let columns =
        "optional int64 version; optional binary measure (UTF8); optional int64 min_orders;
        optional int64 top; optional int64 max_basket; optional int64 orders;
        optional int64 left_out_orders;";
    let meta = |numbers: [Option<i64>; 6]| {
        let [version, rest @ ..] = numbers.map(|number| integers(&[number]));
        let mut group = vec![version, texts(&[Some("cosine")])];
        group.extend(rest);
        refused("meta", &samples::file(columns, &[group]))
    };
    let some = |numbers: [i64; 6]| numbers.map(Some);
    let error = meta(some([2, 2, 50, 100, 9, 1]));
    assert!(
        error.contains("are of version 2, and this program reads 1"),
        "{error}"
    );
    assert!(meta(some([1, 0, 50, 100, 9, 1])).contains("`min_orders` holds no whole number"));
    assert!(
        meta([Some(1), Some(2), Some(50), Some(100), None, Some(1)]).contains("`orders` holds")
    );
}

#[test]
fn damaged_files_are_refused_with_their_name() {
    for folder in [ITEMS, PAIRS, META] {
        let whole = written();
        let path = whole
            .path()
            .join("counts")
            .join(folder)
            .join("00000.parquet");
        let bytes = fs::read(&path).unwrap();
        let error = refused(folder, &bytes[..bytes.len() - 9]);
        assert!(
            error.contains("00000.parquet is a damaged or cut-off"),
            "{error}"
        );
        assert!(refused(folder, b"").contains("is no Parquet file"));
    }
}
