//! Counts made elsewhere make the graph of the same orders, or are refused.

use std::fs;
use std::path::{Path, PathBuf};

use cartway_graph::Measure;
use proptest::prelude::*;
use rusqlite::{Connection, params, params_from_iter};
use tempfile::TempDir;

use crate::catalogue::{CountsDraft, CountsMeta, ItemRow};
use crate::generation::{GraphFolder, Manifest};
use crate::rebuild::{LinkSource, RebuildError, Settings, read, rebuild};

const MEASURES: [Measure; 4] = [
    Measure::Cosine,
    Measure::Jaccard,
    Measure::Lift,
    Measure::Orders,
];

/// Orders as plain SQL counts them: lines without an id left out, each once, and no large orders.
const KEPT: &str = "
    CREATE TEMP TABLE kept AS
    WITH lines AS (
      SELECT DISTINCT CAST(order_id AS TEXT) AS o, CAST(item_id AS TEXT) AS i FROM order_lines
      WHERE trim(CAST(order_id AS TEXT)) <> '' AND trim(CAST(item_id AS TEXT)) <> ''),
    sizes AS (SELECT o, count(*) AS size FROM lines GROUP BY o)
    SELECT o, i FROM lines JOIN sizes USING (o) WHERE size <= ?1 OR ?1 = 0";
const ITEMS: &str = "
    WITH ids AS (
      SELECT CAST(id AS TEXT) AS i FROM items WHERE trim(CAST(id AS TEXT)) <> '' UNION
      SELECT CAST(item_id AS TEXT) FROM order_lines
      WHERE trim(CAST(item_id AS TEXT)) <> '' AND trim(CAST(order_id AS TEXT)) <> ''),
    first AS (
      SELECT CAST(id AS TEXT) AS i, title, category, min(rowid) FROM items GROUP BY CAST(id AS TEXT))
    SELECT i, (SELECT count(*) FROM kept WHERE kept.i = ids.i), title, category
    FROM ids LEFT JOIN first USING (i) ORDER BY 2, 1";
const PAIRS: &str = "
    SELECT y.i, x.i, count(*) FROM kept AS x JOIN kept AS y ON x.o = y.o AND x.i < y.i
    GROUP BY x.i, y.i HAVING count(*) >= ?1 ORDER BY count(*), x.i";

struct Shop(TempDir);

impl Shop {
    fn of(lines: &[[Option<String>; 2]], items: &[[Option<String>; 3]]) -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        let database = shop.database();
        database
            .execute_batch("CREATE TABLE items(id, title, category); CREATE TABLE order_lines(order_id, item_id)")
            .unwrap();
        for [order, item] in lines {
            // A whole number is one, as a text or not.
            let number = item.as_ref().and_then(|item| item.parse::<i64>().ok());
            let number =
                number.filter(|number| Some(number.to_string()) == *item && number % 2 == 0);
            let insert = "INSERT INTO order_lines VALUES (?1, coalesce(?2, ?3))";
            database
                .execute(insert, params![order, number, item])
                .unwrap();
        }
        for item in items {
            let insert = "INSERT INTO items VALUES (?1, ?2, ?3)";
            database.execute(insert, params_from_iter(item)).unwrap();
        }
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn database(&self) -> Connection {
        Connection::open(self.path("shop.db")).unwrap()
    }

    fn settings(&self) -> Settings {
        Settings {
            no_atlas: true,
            ..Settings::new(self.path("shop.db"), self.path("shop.graph"))
        }
    }

    fn of_counts(&self, counts: &str) -> Settings {
        Settings {
            no_atlas: true,
            ..Settings::of_counts(self.path(counts), self.path("counts.graph"))
        }
    }

    /// Counts all pairs with nothing of ours, and writes them.
    fn count_in_sql(&self, name: &str, min_orders: u32, max_basket: u64) {
        let database = self.database();
        database.execute("DROP TABLE IF EXISTS kept", []).unwrap();
        database.execute(KEPT, [max_basket as i64]).unwrap();
        let one = |sql: &str| -> u64 {
            let number: i64 = database.query_row(sql, [], |row| row.get(0)).unwrap();
            number as u64
        };
        let orders = one("SELECT count(DISTINCT o) FROM kept");
        let all = one(
            "SELECT count(DISTINCT CAST(order_id AS TEXT)) FROM order_lines
            WHERE trim(CAST(order_id AS TEXT)) <> '' AND trim(CAST(item_id AS TEXT)) <> ''",
        );
        let lines = one("SELECT count(*) FROM kept");
        let draft = CountsDraft::begin(&self.path(name)).unwrap();
        let mut statement = database.prepare(ITEMS).unwrap();
        let items = statement.query_map([], |row| {
            let texts: [Option<String>; 2] = [row.get(2)?, row.get(3)?];
            Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?, texts))
        });
        let items: Vec<_> = items.unwrap().map(Result::unwrap).collect();
        let rows = items.iter().map(|(id, orders, [title, category])| {
            let row = ItemRow {
                title: title.as_deref(),
                category: category.as_deref(),
                ..ItemRow::of(id)
            };
            (row, *orders)
        });
        // In two files, as other programs leave several.
        let half = items.len() / 2;
        draft.write_items(0, rows.clone().take(half)).unwrap();
        draft.write_items(1, rows.skip(half)).unwrap();
        let mut statement = database.prepare(PAIRS).unwrap();
        let pairs = statement.query_map([min_orders], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, u32>(2)?,
            ))
        });
        let pairs: Vec<_> = pairs.unwrap().map(Result::unwrap).collect();
        let rows = pairs.iter().map(|(a, b, orders)| (&**a, &**b, *orders));
        draft.write_pairs(0, rows).unwrap();
        let meta = CountsMeta {
            measure: "orders".to_owned(),
            min_orders,
            top: 0,
            max_basket,
            orders,
            left_out_orders: all - orders,
            order_lines: Some(lines),
            items: Some(items.len() as u64),
            pairs: Some(pairs.len() as u64),
        };
        draft.publish(&meta).unwrap();
    }
}

fn graph_of(settings: &Settings) -> (Vec<u8>, Manifest) {
    let manifest = rebuild(settings, &()).unwrap();
    let folder = GraphFolder::at(&settings.graph);
    let name = folder.current().unwrap().unwrap();
    let graph = fs::read(settings.graph.join(name).join("graph.bin")).unwrap();
    (graph, manifest)
}

/// The id of an item, or what stands where one should be.
fn id() -> BoxedStrategy<Option<String>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(" ".to_owned())),
        1 => Just(Some(" 7".to_owned())),
        2 => "0[0-9]{1,2}".prop_map(Some),
        3 => "[é夏A-C]".prop_map(Some),
        8 => "[1-9]|1[0-9]".prop_map(Some),
    ]
    .boxed()
}

fn order() -> BoxedStrategy<Option<String>> {
    proptest::option::weighted(0.95, "[1-9]|1[0-9]|0[1-3]").boxed()
}

fn text() -> impl Strategy<Value = Option<String>> + Clone {
    proptest::option::weighted(0.8, "[ a-c|/\n\u{7}\u{200b}é]{0,5}( > [ab]{1,2})?")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn counts_make_the_graph_of_the_orders_they_were_made_of(
        lines in proptest::collection::vec([order(), id()], 0..120),
        items in proptest::collection::vec((id(), text(), text()), 0..30),
        measure in prop::sample::select(MEASURES.to_vec()),
        top in 0_usize..4,
        min_orders in 1_u32..4,
        max_basket in prop::sample::select(vec![0_usize, 3, 6]),
    ) {
        let lines: Vec<_> = lines;
        let items: Vec<_> = items.into_iter().map(|(id, title, category)| [id, title, category]).collect();
        let shop = Shop::of(&lines, &items);
        let rules = |settings| Settings {
            min_orders: Some(min_orders),
            top: Some(top),
            max_basket: Some(max_basket),
            measure: Some(measure),
            ..settings
        };
        let settings = Settings {
            write_counts: Some(shop.path("written")),
            ..rules(shop.settings())
        };
        let (here, told) = graph_of(&settings);
        // Those that are strongest, written here; nothing need be said of how.
        let (of_written, also) = graph_of(&shop.of_counts("written"));
        prop_assert!(here == of_written, "the graphs differ");
        prop_assert_eq!(&told.options, &also.options);
        for count in ["items", "links", "orders", "orders_over_limit", "components"] {
            let counted = |manifest: &Manifest| {
                let named = manifest.counts.named();
                named.into_iter().find(|(name, _)| *name == count)
            };
            prop_assert_eq!(counted(&told), counted(&also));
        }
        // All that another program counts, of which the strongest are chosen here.
        shop.count_in_sql("counted", 1, max_basket as u64);
        let (of_all, _) = graph_of(&rules(shop.of_counts("counted")));
        prop_assert!(here == of_all, "the graphs differ");
    }
}

#[test]
fn every_measure_top_and_limit_of_a_nasty_shop_makes_the_same_graph() {
    let line = |order: usize, item: &str| [Some(order.to_string()), Some(item.to_owned())];
    let names = ["7", "007", "07", "10", "9", "A1", "a1", "é", " 7", "x y"];
    let mut lines = Vec::new();
    for order in 0..60 {
        for step in 0..order % 5 + 1 {
            lines.push(line(order, names[(order * order + step * 3) % names.len()]));
        }
        // A line that comes twice, and lines that are none.
        lines.push(lines[lines.len() - 1].clone());
        lines.push([Some(order.to_string()), None]);
        lines.push([None, Some("7".to_owned())]);
        lines.push([Some(order.to_string()), Some("  ".to_owned())]);
    }
    lines.extend(names.iter().map(|name| line(99, name)));
    let row = |id: &str, title: Option<&str>| [Some(id.to_owned()), title.map(str::to_owned), None];
    let items = [
        row("7", Some("Seven")),
        row("nobody's", Some("Dust")),
        row("007", None),
    ];
    let shop = Shop::of(&lines, &items);
    for max_basket in [0, 3, 9] {
        shop.count_in_sql("all", 1, max_basket);
        for (measure, top) in MEASURES
            .into_iter()
            .flat_map(|measure| [0, 1, 3].map(|top| (measure, top)))
        {
            let rules = |settings| Settings {
                top: Some(top),
                max_basket: Some(max_basket as usize),
                measure: Some(measure),
                min_orders: Some(2),
                ..settings
            };
            let settings = Settings {
                write_counts: Some(shop.path("written")),
                ..rules(shop.settings())
            };
            let (here, _) = graph_of(&settings);
            for counts in ["written", "all"] {
                let (there, _) = graph_of(&rules(shop.of_counts(counts)));
                assert!(here == there, "{counts}, {measure:?}, {top}, {max_basket}");
            }
        }
    }
}

/// Counts of three items, by hand; the meta tells nothing of how many rows there are.
fn counts(folder: &Path, items: &[(&str, u32)], files: &[&[(&str, &str, u32)]], measure: &str) {
    let draft = CountsDraft::begin(folder).unwrap();
    let rows = items.iter().map(|&(id, orders)| (ItemRow::of(id), orders));
    draft.write_items(0, rows).unwrap();
    for (file, pairs) in files.iter().enumerate() {
        draft.write_pairs(file, pairs.iter().copied()).unwrap();
    }
    let meta = CountsMeta {
        measure: measure.to_owned(),
        min_orders: 2,
        top: 3,
        max_basket: 100,
        orders: 9,
        left_out_orders: 0,
        order_lines: None,
        items: None,
        pairs: None,
    };
    draft.publish(&meta).unwrap();
}

const THREE: [(&str, u32); 3] = [("007", 5), ("7", 4), ("a", 3)];

fn refused(items: &[(&str, u32)], files: &[&[(&str, &str, u32)]]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    counts(&path, items, files, "cosine");
    let settings = Settings::of_counts(&path, folder.path().join("graph"));
    let read = read(&settings, &()).unwrap_err().to_string();
    assert_eq!(rebuild(&settings, &()).unwrap_err().to_string(), read);
    read
}

#[test]
fn counts_that_contradict_themselves_are_refused_with_file_and_row() {
    let good = ("007", "7", 2);
    for (pairs, says) in [
        (
            [good, ("7", "b", 2)],
            "00000.parquet, row 2: the item `b` is not in items/",
        ),
        (
            [good, ("07", "7", 2)],
            "00000.parquet, row 2: the item `07` is not in items/",
        ),
        (
            [good, ("7.0", "a", 2)],
            "00000.parquet, row 2: the item `7.0` is not in items/",
        ),
        (
            [good, ("a", "a", 2)],
            "00000.parquet, row 2: the item `a` is paired with itself",
        ),
        (
            [good, ("7", "a", 4)],
            "row 2: 4 orders are to hold both items, and only 3 hold `a`",
        ),
        (
            [good, ("7", "007", 3)],
            "row 2: the pair of `007` and `7` comes a second time",
        ),
    ] {
        let error = refused(&THREE, &[&pairs]);
        assert!(error.contains(says), "{error}");
    }
    let twice = [THREE[0], THREE[1], THREE[0]];
    let error = refused(&twice, &[&[good]]);
    assert!(
        error.contains("items/00000.parquet, row 3: the item `007` comes a second time"),
        "{error}"
    );
}

#[test]
fn a_pair_that_comes_again_in_a_file_that_was_left_is_refused_with_that_file() {
    let error = refused(
        &THREE,
        &[
            &[("007", "7", 2), ("7", "a", 2)],
            &[("a", "007", 2), ("a", "7", 3)],
        ],
    );
    assert!(
        error.contains("pairs/00001.parquet, row 2: the pair of `7` and `a` comes a second time"),
        "{error}"
    );
    assert!(
        error.contains("count again into an empty folder"),
        "{error}"
    );
}

#[test]
fn options_that_counts_cannot_answer_are_refused_with_both_values() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    let settings = Settings::of_counts(&path, folder.path().join("graph"));
    counts(&path, &THREE, &[&[("007", "7", 2)]], "cosine");
    let refused = |settings: Settings| rebuild(&settings, &()).unwrap_err().to_string();
    let error = refused(Settings {
        top: Some(50),
        ..settings.clone()
    });
    assert!(
        error.contains("was counted with --top 3, and what --top 50 would need"),
        "{error}"
    );
    let error = refused(Settings {
        measure: Some(Measure::Lift),
        ..settings.clone()
    });
    assert!(
        error.contains("was counted with --measure cosine, and what --measure lift"),
        "{error}"
    );
    let error = refused(Settings {
        leave_out: vec!["7".parse().unwrap()],
        ..settings.clone()
    });
    assert!(error.contains("--leave-out is for orders"), "{error}");
    counts(&path, &THREE, &[&[]], "strength");
    let error = refused(settings);
    assert!(
        error.contains("counts: `strength` is no measure: write cosine"),
        "{error}"
    );
}

#[test]
fn what_a_manifest_says_of_counts_is_what_their_meta_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    counts(
        &path,
        &THREE,
        &[&[("a", "7", 3), ("7", "007", 2)]],
        "jaccard",
    );
    let settings = Settings {
        top: Some(1),
        ..Settings::of_counts(&path, folder.path().join("graph"))
    };
    let manifest = rebuild(&settings, &()).unwrap();
    assert_eq!(
        (&*manifest.source.database, &*manifest.source.from),
        ("counts", "counts")
    );
    for (name, value) in [
        ("measure", "jaccard"),
        ("top", "1"),
        ("min_orders", "2"),
        ("max_basket", "100"),
    ] {
        assert_eq!(manifest.options[name], value);
    }
    let counts = manifest.counts;
    assert_eq!(
        (
            counts.items,
            counts.links,
            counts.orders,
            counts.order_lines
        ),
        (3, 2, 9, 12)
    );
    assert_eq!(
        (counts.links_before_pruning, counts.listings_pruned),
        (2, 1)
    );
}

#[test]
fn what_looks_like_no_goods_is_named_without_an_option_that_counts_refuse() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    let items = [("POSTAGE", 9), ("7", 4)];
    counts(&path, &items, &[&[("POSTAGE", "7", 3)]], "cosine");
    let settings = Settings::of_counts(&path, folder.path().join("graph"));
    let warnings = rebuild(&settings, &()).unwrap().warnings.join("\n");
    assert!(
        warnings.contains("`POSTAGE`") && warnings.contains("leave them out where orders are"),
        "{warnings}"
    );
    assert!(!warnings.contains("--leave-out"), "{warnings}");
}

#[test]
fn more_pairs_than_any_memory_holds_are_refused() {
    let error = super::room_for(u64::MAX).unwrap_err().to_string();
    assert!(
        error.contains("no memory for the pairs") && error.contains("--counts"),
        "{error}"
    );
    assert_eq!(super::room_for(3).unwrap().capacity(), 3);
}

#[test]
fn links_that_a_shop_gives_are_not_written_as_counts() {
    let shop = Shop::of(&[], &[]);
    let database = shop.database();
    database
        .execute_batch("CREATE TABLE co_purchases(source, target)")
        .unwrap();
    let settings = Settings {
        from: Some(LinkSource::Links),
        write_counts: Some(shop.path("counts")),
        ..shop.settings()
    };
    assert!(matches!(
        rebuild(&settings, &()),
        Err(RebuildError::NothingCounted)
    ));
    assert!(!shop.path("counts").exists());
}
