//! Reading databases as shops have them.

use std::fs;

use tempfile::TempDir;

use super::super::places::Attached;
use super::*;

pub(super) struct Shop {
    folder: TempDir,
}

impl Shop {
    pub(super) fn new(sql: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shop = Self { folder };
        shop.writer().execute_batch(sql).unwrap();
        shop
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("shop.db")
    }

    pub(super) fn writer(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    pub(super) fn open(&self) -> Catalogue {
        Catalogue::open_read_only(&self.path()).unwrap()
    }

    fn order_lines(&self) -> (Vec<(String, String)>, Skipped) {
        lines_of(&mut self.open().reader().unwrap()).unwrap()
    }
}

pub(super) type Lines = Vec<(String, String)>;

/// All order lines, as they are joined.
pub(super) fn lines_of(reader: &mut Reader<'_>) -> Result<(Lines, Skipped), CatalogueError> {
    let mut lines = Lines::new();
    let skipped = reader.order_lines_in_chunks(
        |_| Lines::new(),
        |chunk, order, item| {
            chunk.push((order.to_string(), item.to_string()));
            Ok::<_, CatalogueError>(())
        },
        |chunk| {
            lines.extend(chunk);
            Ok(())
        },
    )?;
    Ok((lines, skipped))
}

pub(super) fn pair(order: &str, item: &str) -> (String, String) {
    (order.to_owned(), item.to_owned())
}

#[test]
fn missing_database_is_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    let error = Catalogue::open_read_only(&path).unwrap_err().to_string();
    assert!(
        error.contains("none.db") && error.contains("no such database"),
        "{error}"
    );
    assert!(!path.exists());
}

#[test]
fn other_file_is_not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    fs::write(&path, "order_id,item_id\n".repeat(100)).unwrap();
    let error = Catalogue::open_read_only(&path).unwrap_err().to_string();
    assert!(error.contains("not an SQLite database"), "{error}");
}

#[test]
fn folder_cannot_be_opened_as_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let error = Catalogue::open_read_only(folder.path())
        .unwrap_err()
        .to_string();
    assert!(error.contains("cannot be opened"), "{error}");
}

#[test]
fn locked_database_says_so() {
    let shop = Shop::new("CREATE TABLE order_lines(order_id, item_id)");
    let writer = shop.writer();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let error =
        Catalogue::open_with_patience(&shop.path(), Places::default(), Duration::ZERO).unwrap_err();
    assert!(
        error.to_string().contains("locked by another program"),
        "{error}"
    );
}

#[test]
fn interrupted_writing_says_how_to_go_on() {
    let shop = Shop::new("CREATE TABLE order_lines(order_id, item_id)");
    let writer = shop.writer();
    // More than its cache holds, so the file is half written when it is looked at.
    writer
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
             LIMIT 50000) INSERT INTO order_lines SELECT i, i FROM n",
        )
        .unwrap();
    let killed = tempfile::tempdir().unwrap();
    for name in ["shop.db", "shop.db-journal"] {
        fs::copy(shop.folder.path().join(name), killed.path().join(name)).unwrap();
    }
    let error = Catalogue::open_read_only(&killed.path().join("shop.db")).unwrap_err();
    assert!(error.to_string().contains("was interrupted"), "{error}");
}

#[test]
fn ids_of_any_type_are_read_as_their_text() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (1, 7), ('1', '7'), ('A-1', '007'), (1.0, 2.0), (-3, ' x ')",
    );
    let (lines, skipped) = shop.order_lines();
    let expected = [
        ("1", "7"),
        ("1", "7"),
        ("A-1", "007"),
        ("1", "2"),
        ("-3", " x "),
    ];
    assert_eq!(lines, expected.map(|(order, item)| pair(order, item)));
    assert_eq!(skipped, Skipped::default());
}

#[test]
fn rows_with_unusable_ids_are_skipped_and_counted() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (NULL, NULL), (1, NULL), ('', 1), (1, '  '), (1, x'00ff'),
           (1.5, 1), (1, 9e999), (1, CAST(x'ff' AS TEXT)), (1, 2)",
    );
    let (lines, skipped) = shop.order_lines();
    assert_eq!(lines, [pair("1", "2")]);
    let expected = Skipped {
        null_ids: 2,
        blank_ids: 2,
        unreadable_ids: 4,
        ..Skipped::default()
    };
    assert_eq!(skipped, expected);
    assert_eq!(skipped.rows(), 8);
}

#[test]
fn items_are_read_with_what_they_have() {
    let shop = Shop::new(
        "CREATE VIEW order_lines AS SELECT 1 AS order_id, 2 AS item_id;
         CREATE TABLE items(id, title, year);
         INSERT INTO items VALUES (1, 'Atlas', 1999), ('b', '  ', 'c. 1984'), (3, NULL, 'soon'),
           (4, 1984, 2001.0), (5, CAST(x'41ff' AS TEXT), ''), (6, x'41', 20240131)",
    );
    let catalogue = shop.open();
    let mut items = Vec::new();
    let skipped = catalogue
        .reader()
        .unwrap()
        .for_each_item::<CatalogueError>(|item| {
            assert_eq!((item.creator, item.url), (None, None));
            items.push((
                item.id.to_string(),
                item.title.map(str::to_owned),
                item.year,
            ));
            Ok(())
        })
        .unwrap();
    let expected = [
        ("1", Some("Atlas"), Some(1999)),
        ("b", None, Some(1984)),
        ("3", None, None),
        ("4", Some("1984"), Some(2001)),
        ("5", Some("A\u{fffd}"), None),
        ("6", None, None),
    ];
    assert_eq!(
        items,
        expected.map(|(id, title, year)| (id.to_owned(), title.map(str::to_owned), year))
    );
    let counted = (
        skipped.unreadable_years,
        skipped.repaired_texts,
        skipped.unreadable_texts,
    );
    assert_eq!(counted, (2, 1, 1));
    assert_eq!(skipped.rows(), 0);
}

#[test]
fn co_purchases_may_lack_counts_or_have_wrong_ones() {
    let shop = Shop::new(
        "CREATE TABLE co_purchases(source, target, orders);
         INSERT INTO co_purchases VALUES (1, 2, 3), (1, 3, -1), (1, 4, 'many'), (1, 5, ' 12 '),
           (1, 6, 2.5), (1, 7, NULL)",
    );
    let catalogue = shop.open();
    let mut orders = Vec::new();
    let skipped = catalogue
        .reader()
        .unwrap()
        .co_purchases_in_chunks(
            |_| Vec::new(),
            |chunk, link| {
                assert_eq!((link.source, link.position), (Key::Integer(1), None));
                chunk.push(link.orders);
                Ok::<_, CatalogueError>(())
            },
            |chunk| {
                orders.extend(chunk);
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(orders, [Some(3), None, None, Some(12), None, None]);
    assert_eq!(skipped.unreadable_counts, 3);
}

#[test]
fn reading_ends_when_the_taker_says_so() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (1, 1), (2, 2), (3, 3)",
    );
    let catalogue = shop.open();
    let mut joined = 0;
    let mut reader = catalogue.reader().unwrap();
    reader.rows_a_chunk = 1;
    let stopped = reader.order_lines_in_chunks(
        |_| (),
        |(), order, _| match order {
            Key::Integer(2) => Err(Box::<dyn std::error::Error + Send + Sync>::from("enough")),
            _ => Ok(()),
        },
        |()| {
            joined += 1;
            Ok(())
        },
    );
    assert_eq!(stopped.unwrap_err().to_string(), "enough");
    assert_eq!(joined, 1);
}

#[test]
fn reader_sees_one_moment_whatever_is_written_meanwhile() {
    let shop = Shop::new(
        "PRAGMA journal_mode = WAL; CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (1, 1)",
    );
    let writer = shop.writer();
    let catalogue = shop.open();
    let mut reader = catalogue.reader().unwrap();
    writer
        .execute("INSERT INTO order_lines VALUES (2, 2)", [])
        .unwrap();
    assert_eq!(lines_of(&mut reader).unwrap().0.len(), 1);
    drop(reader);
    assert_eq!(shop.order_lines().0.len(), 2);
}

#[test]
fn size_is_known_of_tables_only() {
    let shop = Shop::new(
        "CREATE TABLE order_lines(order_id, item_id); INSERT INTO order_lines VALUES (1, 1), (2, 2);
         CREATE VIEW items AS SELECT 1 AS id, 'x' AS title;
         CREATE TABLE co_purchases(source PRIMARY KEY, target) WITHOUT ROWID",
    );
    let catalogue = shop.open();
    let reader = catalogue.reader().unwrap();
    let counts = [Table::OrderLines, Table::Items, Table::CoPurchases]
        .map(|table| reader.approximate_count(table).unwrap());
    assert_eq!(counts, [Some(2), None, None]);
    let rows = [Table::OrderLines, Table::Items, Table::CoPurchases]
        .map(|table| reader.has_rows(table).unwrap());
    assert_eq!(rows, [true, true, false]);
}

/// A shop whose items are in another database.
fn parted(lines: &str, products: &str) -> (Shop, Shop) {
    let products = Shop::new(&format!(
        "CREATE TABLE products(sku, name); INSERT INTO products VALUES {products};"
    ));
    let shop = Shop::new(&format!(
        "CREATE TABLE items(note); CREATE TABLE positions(invoice, sku);
         INSERT INTO positions VALUES {lines};"
    ));
    (shop, products)
}

fn places(items: &str, lines: &str, attached: &[(&str, &Shop)]) -> Places {
    let attached = attached.iter().map(|(name, shop)| Attached {
        name: (*name).to_owned(),
        file: shop.path(),
    });
    Places {
        items: Some(items.to_owned()),
        order_lines: Some(lines.to_owned()),
        attached: attached.collect(),
    }
}

#[test]
fn rows_of_other_databases_are_read_and_joined() {
    let (shop, products) = parted(
        "('R1', 'a'), ('R1', 'b'), ('X2', 'a')",
        "('a', 'Apple'), ('b', 'Bowl')",
    );
    let places = places(
        "SELECT sku AS id, name AS title FROM crm.products",
        "SELECT invoice AS order_id, upper(name) AS item_id FROM positions JOIN crm.products USING (sku)
         WHERE invoice REGEXP '^R\\d' ORDER BY name",
        &[("crm", &products)],
    );
    let catalogue = Catalogue::open_with_places(&shop.path(), places).unwrap();
    let mut reader = catalogue.reader_on(4).unwrap();
    assert_eq!(reader.moment.others.len(), 4);
    let (lines, _) = lines_of(&mut reader).unwrap();
    assert_eq!(lines, [pair("R1", "APPLE"), pair("R1", "BOWL")]);
    let mut titles = Vec::new();
    let take = |item: ItemRow<'_>| {
        titles.push(item.title.map(str::to_owned));
        Ok::<_, CatalogueError>(())
    };
    reader.for_each_item(take).unwrap();
    assert_eq!(titles, [Some("Apple".to_owned()), Some("Bowl".to_owned())]);
    reader.finish().unwrap();
}

#[test]
fn a_table_of_another_database_is_read_in_chunks_on_all_connections() {
    let archive = Shop::new(
        "CREATE TABLE lines(order_id, item_id);
         WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 500)
         INSERT INTO lines SELECT n, 'x' FROM n;",
    );
    let shop = Shop::new("CREATE TABLE items(id, title); CREATE TABLE lines(order_id, item_id)");
    let places = places("items", "Archive.LINES", &[("archive", &archive)]);
    let catalogue = Catalogue::open_with_places(&shop.path(), places).unwrap();
    let mut reader = catalogue.reader_on(4).unwrap();
    reader.rows_a_chunk = 7;
    assert_eq!(
        reader.approximate_count(Table::OrderLines).unwrap(),
        Some(500)
    );
    let (lines, _) = lines_of(&mut reader).unwrap();
    assert!(
        lines
            .iter()
            .map(|(order, _)| order.parse::<i32>().unwrap())
            .eq(1..=500)
    );
}

#[test]
fn nothing_committed_to_any_database_after_the_beginning_is_seen() {
    let (shop, products) = parted("('R1', 'a')", "('a', 'Apple')");
    for database in [&shop, &products] {
        database
            .writer()
            .execute_batch("PRAGMA journal_mode = WAL")
            .unwrap();
    }
    let places = places(
        "SELECT sku AS id, name AS title FROM crm.products",
        "SELECT invoice AS order_id, sku AS item_id FROM positions",
        &[("crm", &products)],
    );
    let catalogue = Catalogue::open_with_places(&shop.path(), places).unwrap();
    for connections in [1, 3] {
        let mut reader = catalogue.reader_on(connections).unwrap();
        shop.writer()
            .execute_batch("INSERT INTO positions VALUES ('R9', 'new')")
            .unwrap();
        products
            .writer()
            .execute_batch("INSERT INTO products VALUES ('new', 'New')")
            .unwrap();
        let before = lines_of(&mut reader).unwrap().0.len();
        let mut items = 0;
        let take = |_: ItemRow<'_>| {
            items += 1;
            Ok::<_, CatalogueError>(())
        };
        reader.for_each_item(take).unwrap();
        // One row more was there when the second reader began.
        assert_eq!(
            (before, items),
            if connections == 1 { (1, 1) } else { (2, 2) }
        );
        reader.finish().unwrap();
    }
}

#[test]
fn an_attached_database_that_cannot_be_read_is_named() {
    let (shop, products) = parted("('R1', 'a')", "('a', 'Apple')");
    fs::write(
        products.path(),
        "no database, but long enough to be one ".repeat(9),
    )
    .unwrap();
    let open = |places| {
        Catalogue::open_with_places(&shop.path(), places)
            .unwrap_err()
            .to_string()
    };
    let error = open(places("items", "positions", &[("crm", &products)]));
    assert!(
        error.starts_with(&products.path().display().to_string()),
        "{error}"
    );
    assert!(error.contains("not an SQLite database"), "{error}");
    fs::remove_file(products.path()).unwrap();
    let error = open(places("items", "positions", &[("crm", &products)]));
    assert!(error.contains("no such database"), "{error}");
    assert!(!products.path().exists());
}
