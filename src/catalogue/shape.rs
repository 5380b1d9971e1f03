//! Which tables a rebuild reads, and whether they have the columns it needs.

use rusqlite::Connection;

use super::elsewhere;
use super::error::CatalogueError;
use super::likeness;
use super::places::Places;
use super::schema::{self, Columns, Table};

/// Which of the tables a database has; at least one of `order_lines` and `co_purchases`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// `items`, which may be absent: then every item goes by its id.
    pub items: Option<Columns>,
    /// `order_lines`.
    pub order_lines: Option<Columns>,
    /// `co_purchases`.
    pub co_purchases: Option<Columns>,
}

impl Shape {
    /// Reads it, and checks that what is there has the columns it needs.
    pub(super) fn read(
        connection: &Connection,
        path: &str,
        places: &Places,
    ) -> Result<Self, CatalogueError> {
        let find = |table: Table| -> Result<Option<Columns>, CatalogueError> {
            let found = match places.instead_of(table) {
                Some(given) => Some(elsewhere::columns(connection, path, table, given)?),
                None => schema::columns_in(connection, "main", table.name())
                    .map_err(|problem| CatalogueError::database(path, problem))?,
            };
            if let Some(columns) = &found {
                fit(columns, path, table, places.instead_of(table))?;
            }
            Ok(found)
        };
        let shape = Self {
            items: find(Table::Items)?,
            order_lines: find(Table::OrderLines)?,
            co_purchases: find(Table::CoPurchases)?,
        };
        if shape.order_lines.is_none() && shape.co_purchases.is_none() {
            return Err(CatalogueError::NoPurchases {
                path: path.to_owned(),
            });
        }
        Ok(shape)
    }

    /// The columns of one table; `None` if the database does not have it.
    #[must_use]
    pub fn columns(&self, table: Table) -> Option<&Columns> {
        match table {
            Table::Items => self.items.as_ref(),
            Table::OrderLines => self.order_lines.as_ref(),
            Table::CoPurchases => self.co_purchases.as_ref(),
        }
    }
}

/// Whether columns are those that a rebuild needs; if not, it is told what to write instead.
fn fit(
    columns: &Columns,
    path: &str,
    table: Table,
    given: Option<&str>,
) -> Result<(), CatalogueError> {
    let missing = columns.missing(table.required());
    if missing.is_empty() {
        return Ok(());
    }
    Err(CatalogueError::UnfitColumns {
        path: path.to_owned(),
        table: given.unwrap_or(table.name()).into(),
        missing: missing.into(),
        found: columns.names().to_vec(),
        advice: likeness::advice(table, columns, given).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(sql: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        connection
    }

    fn read(
        connection: &Connection,
        items: Option<&str>,
        lines: Option<&str>,
    ) -> Result<Shape, String> {
        let places = Places {
            items: items.map(str::to_owned),
            order_lines: lines.map(str::to_owned),
            attached: Vec::new(),
        };
        Shape::read(connection, "shop.db", &places).map_err(|error| error.to_string())
    }

    #[test]
    fn a_shop_whose_own_table_has_the_name_is_told_what_to_write() {
        for (items, advice) in [
            (
                "CREATE TABLE items(sku, Name, price)",
                "--items-from \"SELECT sku AS id, Name AS title FROM items\"",
            ),
            (
                "CREATE TABLE items(id, Titel)",
                "--items-from \"SELECT id, Titel AS title FROM items\"",
            ),
            (
                "CREATE TABLE items(weight, [Product Name])",
                "--items-from \"SELECT ... AS id, [Product Name] AS title FROM items\"",
            ),
        ] {
            let connection = database(&format!(
                "{items}; CREATE TABLE order_lines(order_id, item_id)"
            ));
            let error = read(&connection, None, None).unwrap_err();
            assert!(error.contains(advice), "{error}");
        }
        let connection = database("CREATE TABLE order_lines(invoiceno, qty, StockCode)");
        let error = read(&connection, None, None).unwrap_err();
        assert!(
            error.contains(
                "has no column `order_id`, `item_id`; its columns are `invoiceno`, `qty`"
            ),
            "{error}"
        );
        assert!(
            error.contains("--lines-from \"SELECT invoiceno AS order_id, StockCode AS item_id FROM order_lines\""),
            "{error}"
        );
    }

    #[test]
    fn other_tables_views_and_selects_are_read_instead() {
        let connection = database(
            "CREATE TABLE items(note); CREATE TABLE products(sku, name);
             CREATE VIEW [all products] AS SELECT sku AS id, name AS title FROM products;
             CREATE TABLE lines(order_id, item_id); CREATE TABLE wr(order_id PRIMARY KEY, item_id) WITHOUT ROWID;
             CREATE TABLE selection(order_id, item_id);",
        );
        for items in [
            "all products",
            "\"all products\"",
            "main.[all products]",
            "SELECT sku AS id, name AS title FROM products;",
            " select sku AS id, name AS title FROM products -- of today",
            "WITH p AS (SELECT * FROM products) SELECT sku id, name title FROM p",
        ] {
            let shape = read(&connection, Some(items), Some("lines")).unwrap();
            assert!(shape.items.unwrap().has("title"), "{items}");
            assert_eq!(shape.order_lines.unwrap().rowid(), Some("rowid"));
        }
        let shape = read(&connection, Some("all products"), Some("wr")).unwrap();
        assert_eq!(shape.order_lines.unwrap().rowid(), None);
        assert!(read(&connection, Some("all products"), Some("selection")).is_ok());
    }

    #[test]
    fn what_is_no_select_is_refused() {
        let connection =
            database("CREATE TABLE p(id, title); CREATE TABLE order_lines(order_id, item_id)");
        for (given, says) in [
            ("DELETE FROM p", "this is no SELECT"),
            ("DELETE FROM p RETURNING id, title", "this is no SELECT"),
            (
                "WITH x AS (SELECT 1) INSERT INTO p SELECT 1, 2 FROM x RETURNING id, title",
                "this is no SELECT",
            ),
            ("PRAGMA table_info(p)", "this is no SELECT"),
            ("EXPLAIN SELECT id, title FROM p", "this is no SELECT"),
            ("ATTACH 'x.db' AS x", "this is no SELECT"),
            (
                "SELECT id, title FROM p; DROP TABLE p",
                "several statements",
            ),
            ("SELECT id, title FROM p; nonsense", "several statements"),
            ("-- nothing", "it is empty"),
            ("SELECT id, title FROM p) UNION SELECT (1", "syntax error"),
            ("SELECT id, title FROM q", "no such table"),
            (
                "SELECT soundslike(id) AS id, title FROM p",
                "uses the function `soundslike`",
            ),
        ] {
            let error = read(&connection, Some(given), None).unwrap_err();
            assert!(error.contains(says), "{given}: {error}");
        }
        assert_eq!(
            connection.query_row("SELECT count(*) FROM p", [], |row| row.get(0)),
            Ok(0)
        );
    }

    #[test]
    fn a_table_that_is_not_there_is_told_with_those_that_are() {
        let connection = database(
            "CREATE TABLE products(id, title); CREATE TABLE order_lines(order_id, item_id)",
        );
        let error = read(&connection, Some("Product"), None).unwrap_err();
        assert!(
            error.contains("no table or view `Product`, which --items-from names; there are `order_lines`, `products`. Do you mean `products`?"),
            "{error}"
        );
    }

    #[test]
    fn tables_and_views_are_found_whatever_their_case() {
        let connection = database(
            "CREATE TABLE lines(o, i);
             CREATE VIEW Order_Lines AS SELECT o AS Order_ID, i AS item_id FROM lines;
             CREATE TABLE ITEMS(ID INTEGER PRIMARY KEY, Title, year, slug AS ('x' || id));",
        );
        let shape = Shape::read(&connection, "shop.db", &Places::default()).unwrap();
        let items = shape.items.unwrap();
        assert!(items.has("title") && items.has("year") && items.has("slug") && !items.has("url"));
        assert!(!items.is_view());
        assert!(shape.order_lines.unwrap().is_view());
        assert_eq!(shape.co_purchases, None);
    }

    #[test]
    fn missing_column_is_named_with_the_columns_found() {
        let connection = database("CREATE TABLE order_lines(order_id, product)");
        let error = Shape::read(&connection, "shop.db", &Places::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("`order_lines` has no column `item_id`"),
            "{error}"
        );
        assert!(error.contains("`order_id`, `product`"), "{error}");
    }

    #[test]
    fn database_without_purchases_is_refused() {
        let connection = database("CREATE TABLE items(id, title)");
        let error = Shape::read(&connection, "shop.db", &Places::default()).unwrap_err();
        assert!(matches!(error, CatalogueError::NoPurchases { .. }));
    }
}
