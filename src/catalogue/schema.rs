//! The tables of the shop's database: which there are, with which columns, and how `import`
//! makes the missing ones.
//!
//! Columns that hold ids are declared without a type, so SQLite keeps an id TEXT or INTEGER as it
//! was given ("007" must not become 7). The tables are plain rowid tables: a rebuild scans them
//! fastest in rowid order. What lets the same file be imported twice is a unique index beside them, or,
//! of order lines, the table of where each order's lines lie: an index of every line costs more than
//! all the rest of an import.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::CatalogueError;

/// A table or view of the contract between a shop and Cartway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// What can be bought.
    Items,
    /// Which item is on which order.
    OrderLines,
    /// Links that were given instead of counted.
    CoPurchases,
}

impl Table {
    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::OrderLines => "order_lines",
            Self::CoPurchases => "co_purchases",
        }
    }

    /// The option that names what is read in its place.
    pub(super) fn option(self) -> &'static str {
        match self {
            Self::Items => "--items-from",
            Self::OrderLines | Self::CoPurchases => "--lines-from",
        }
    }

    /// The columns a rebuild cannot do without.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Items => &["id", "title"],
            Self::OrderLines => &["order_id", "item_id"],
            Self::CoPurchases => &["source", "target"],
        }
    }

    /// Every column `import` writes.
    fn written(self) -> &'static [&'static str] {
        match self {
            Self::Items => &[
                "id",
                "title",
                "creator",
                "category",
                "year",
                "url",
                "image_url",
            ],
            Self::OrderLines => &["order_id", "item_id"],
            Self::CoPurchases => &["source", "target", "orders", "position"],
        }
    }

    /// The columns that tell its rows apart.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Self::Items => &["id"],
            Self::OrderLines => &["order_id", "item_id"],
            Self::CoPurchases => &["source", "target"],
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Items => {
                "CREATE TABLE items(
                   id NOT NULL PRIMARY KEY, title TEXT, creator TEXT, category TEXT,
                   year INTEGER, url TEXT, image_url TEXT)"
            }
            Self::OrderLines => {
                "CREATE TABLE order_lines(
                   line INTEGER PRIMARY KEY, order_id NOT NULL, item_id NOT NULL,
                   title_vote INTEGER);
                 DROP TABLE IF EXISTS import_orders;
                 CREATE TABLE import_orders(
                   order_id NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                   PRIMARY KEY(order_id, first)) WITHOUT ROWID"
            }
            Self::CoPurchases => {
                "CREATE TABLE co_purchases(
                   source NOT NULL, target NOT NULL, orders INTEGER, position INTEGER,
                   UNIQUE(source, target))"
            }
        }
    }
}

/// Where `import` finds the lines of an order: a row is a run of lines, from `first` to `last`,
/// which hold some of it. Lines in between may be gone, or be of another order where other programs
/// numbered lines anew. Only ids that are numbers are numbers here, whatever type they have elsewhere.
const IMPORT_ORDERS: &str = "import_orders";

/// The column of `order_lines` with the number of the title that the line votes for.
const TITLE_VOTE: &str = "title_vote";

/// What order lines called an item, by how many of them: `import` remembers it, so that the most
/// frequent description becomes the title whatever the order of the files. `first` is the first of
/// these lines. `chosen` marks the one that stands in `items`: 1 where the item's row came from
/// elsewhere, 2 where it is there for the title alone. A title that is not marked came from elsewhere
/// and is left alone.
const TITLE_VOTES_DEFINITION: &str = "CREATE TABLE IF NOT EXISTS import_titles(
   number INTEGER PRIMARY KEY, item_id NOT NULL, title TEXT NOT NULL, votes INTEGER NOT NULL,
   first INTEGER NOT NULL DEFAULT 0, chosen INTEGER NOT NULL DEFAULT 0, UNIQUE(item_id, title))";

/// Makes the table of votes unless it is there; one of an older version gets the column it lacks.
pub(super) fn ensure_title_votes(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TITLE_VOTES_DEFINITION)?;
    let has_first = "SELECT 1 FROM pragma_table_info('import_titles') WHERE name = 'first'";
    if connection.prepare(has_first)?.exists([])? {
        return Ok(());
    }
    connection.execute_batch("ALTER TABLE import_titles ADD first INTEGER NOT NULL DEFAULT 0")
}

/// How the lines of an order are found in `order_lines`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LineKeys {
    /// By `import_orders`, and not by a unique key.
    pub(super) by_run: bool,
    /// What the number of a line is called, if lines have one.
    pub(super) line: Option<&'static str>,
    /// Whether lines say which title they vote for.
    pub(super) votes: bool,
}

impl LineKeys {
    /// Those of the table as it is; `None` if there is no table.
    pub(super) fn find(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let Some(columns) = find_columns(connection, Table::OrderLines)? else {
            return Ok(None);
        };
        let made_by_import = columns.has("line") && columns.has(TITLE_VOTE);
        let runs = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
        Ok(Some(Self {
            by_run: made_by_import && connection.prepare(runs)?.exists([IMPORT_ORDERS])?,
            line: columns.rowid(),
            votes: made_by_import,
        }))
    }
}

/// The columns of one table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What stands after FROM to read it.
    from: String,
    names: Vec<String>,
    is_view: bool,
    rowid: Option<&'static str>,
}

impl Columns {
    /// Whether there is a column of this name; SQLite does not tell upper from lower case here.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether it is a view and not a table.
    #[must_use]
    pub fn is_view(&self) -> bool {
        self.is_view
    }

    /// What stands after FROM to read it.
    pub(super) fn from(&self) -> &str {
        &self.from
    }

    /// What the number of a row is called, if rows have one: they do in a plain table, and neither
    /// in a view nor in a table WITHOUT ROWID.
    pub(super) fn rowid(&self) -> Option<&'static str> {
        self.rowid
    }

    /// Its columns in their order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn missing(&self, wanted: &[&str]) -> Vec<String> {
        let missing = wanted.iter().filter(|name| !self.has(name));
        missing.map(|name| (*name).to_owned()).collect()
    }

    fn require(&self, path: &str, table: Table, wanted: &[&str]) -> Result<(), CatalogueError> {
        let missing = self.missing(wanted);
        if missing.is_empty() {
            return Ok(());
        }
        Err(CatalogueError::MissingTableColumns {
            path: path.to_owned(),
            table: table.name(),
            missing,
            found: self.names.clone(),
        })
    }
}

/// Makes `table` unless it is there; one that is there must be fit to be written to.
pub(super) fn ensure(
    connection: &Connection,
    path: &str,
    table: Table,
) -> Result<(), CatalogueError> {
    let at_path = |problem: rusqlite::Error| CatalogueError::database(path, problem);
    let Some(columns) = find_columns(connection, table).map_err(at_path)? else {
        return connection
            .execute_batch(table.definition())
            .map_err(at_path);
    };
    if columns.is_view {
        return Err(CatalogueError::ViewInTheWay {
            path: path.to_owned(),
            table: table.name(),
        });
    }
    columns.require(path, table, table.written())?;
    if has_unique_key(connection, table).map_err(at_path)? {
        return Ok(());
    }
    let by_run = |keys: Option<LineKeys>| keys.is_some_and(|keys| keys.by_run);
    if table == Table::OrderLines && LineKeys::find(connection).map(by_run).map_err(at_path)? {
        return Ok(());
    }
    Err(CatalogueError::NoUniqueKey {
        path: path.to_owned(),
        table: table.name(),
        key: table.key().join(", "),
    })
}

pub(super) fn find_columns(
    connection: &Connection,
    table: Table,
) -> rusqlite::Result<Option<Columns>> {
    columns_in(connection, "main", table.name())
}

/// The columns of a table or view of one of the databases of a connection; `None` if there is none
/// of that name.
pub(super) fn columns_in(
    connection: &Connection,
    schema: &str,
    name: &str,
) -> rusqlite::Result<Option<Columns>> {
    let found: Option<(String, String, bool)> = connection
        .query_row(
            "SELECT name, type, wr FROM pragma_table_list
             WHERE schema = ?1 COLLATE NOCASE AND name = ?2 COLLATE NOCASE
             AND type IN ('table', 'view', 'virtual')",
            [schema, name],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some((name, kind, is_without_rowid)) = found else {
        return Ok(None);
    };
    // table_xinfo, for table_info leaves generated columns out; hidden = 1 cannot be selected by *.
    let names: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_xinfo(?1, ?2) WHERE hidden <> 1 ORDER BY cid")?
        .query_map([&*name, schema], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    // A virtual table has row numbers that it may not search by.
    let is_plain = kind == "table" && !is_without_rowid;
    // A column may have taken one of the names, and then it means that column.
    let rowid = ["rowid", "_rowid_", "oid"]
        .into_iter()
        .filter(|_| is_plain)
        .find(|name| !names.iter().any(|own| own.eq_ignore_ascii_case(name)));
    Ok(Some(Columns {
        from: format!("{}.{}", quoted(schema), quoted(&name)),
        names,
        is_view: kind == "view",
        rowid,
    }))
}

/// Refuses a view where a table is to be changed; no table is none to refuse.
pub(super) fn refuse_view(
    connection: &Connection,
    path: &str,
    table: Table,
) -> Result<(), CatalogueError> {
    let found = find_columns(connection, table)
        .map_err(|problem| CatalogueError::database(path, problem))?;
    match found {
        Some(columns) if columns.is_view => Err(CatalogueError::ViewInTheWay {
            path: path.to_owned(),
            table: table.name(),
        }),
        Some(columns) => columns.require(path, table, table.key()),
        None => Ok(()),
    }
}

/// A name as SQL takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Columns {
    /// Those of a SELECT.
    pub(super) fn of_select(select: &str, names: Vec<String>) -> Self {
        Self {
            // A comment at its end ends with the line.
            from: format!("({select}\n)"),
            names,
            is_view: true,
            rowid: None,
        }
    }
}

/// Whether SQLite itself keeps two rows from having the same key.
fn has_unique_key(connection: &Connection, table: Table) -> rusqlite::Result<bool> {
    let in_key = |column: &Option<String>| {
        column.as_ref().is_some_and(|column| {
            table
                .key()
                .iter()
                .any(|own| own.eq_ignore_ascii_case(column))
        })
    };
    let primary: Vec<Option<String>> = connection
        .prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE pk > 0")?
        .query_map([table.name()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if !primary.is_empty() && primary.iter().all(in_key) {
        return Ok(true);
    }
    let indexes: Vec<String> = connection
        .prepare("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" AND NOT partial")?
        .query_map([table.name()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut index_columns = connection.prepare("SELECT name FROM pragma_index_info(?1)")?;
    for index in indexes {
        let columns: Vec<Option<String>> = index_columns
            .query_map(params![index], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if columns.iter().all(in_key) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(sql: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        connection
    }

    #[test]
    fn rows_have_numbers_in_plain_tables_only_by_a_name_no_column_took() {
        let rowid = |sql: &str| {
            let connection = database(sql);
            let columns = find_columns(&connection, Table::OrderLines).unwrap();
            columns.unwrap().rowid()
        };
        let of = "order_lines(order_id, item_id";
        assert_eq!(rowid(&format!("CREATE TABLE {of})")), Some("rowid"));
        assert_eq!(
            rowid(&format!("CREATE TABLE {of}, RowID, oid)")),
            Some("_rowid_")
        );
        assert_eq!(
            rowid(&format!(
                "CREATE TABLE {of}, PRIMARY KEY(order_id, item_id)) WITHOUT ROWID"
            )),
            None
        );
        assert_eq!(
            rowid("CREATE VIEW order_lines AS SELECT 1 AS order_id, 2 AS item_id, 3 AS rowid"),
            None
        );
        assert_eq!(
            rowid("CREATE VIRTUAL TABLE order_lines USING fts5(order_id, item_id)"),
            None
        );
    }

    #[test]
    fn tables_made_here_are_fit_to_be_written_to() {
        let connection = database("");
        for table in [Table::Items, Table::OrderLines, Table::CoPurchases] {
            ensure(&connection, "shop.db", table).unwrap();
            ensure(&connection, "shop.db", table).unwrap();
        }
    }

    #[test]
    fn table_without_unique_key_is_not_written_to() {
        let connection = database(
            "CREATE TABLE order_lines(order_id, item_id);
             CREATE UNIQUE INDEX partial ON order_lines(order_id, item_id) WHERE order_id > 1",
        );
        let error = ensure(&connection, "shop.db", Table::OrderLines).unwrap_err();
        let CatalogueError::NoUniqueKey { .. } = &error else {
            panic!("{error}")
        };
        connection
            .execute_batch("CREATE UNIQUE INDEX order_lines_key ON order_lines(order_id, item_id)")
            .unwrap();
        ensure(&connection, "shop.db", Table::OrderLines).unwrap();
    }

    #[test]
    fn integer_primary_key_is_a_unique_key() {
        let connection = database(
            "CREATE TABLE items(id INTEGER PRIMARY KEY, title, creator, category, year, url, image_url)",
        );
        ensure(&connection, "shop.db", Table::Items).unwrap();
    }

    #[test]
    fn view_is_not_written_to() {
        let connection = database("CREATE VIEW order_lines AS SELECT 1 AS order_id, 2 AS item_id");
        let error = ensure(&connection, "shop.db", Table::OrderLines).unwrap_err();
        assert!(matches!(
            error,
            CatalogueError::ViewInTheWay {
                table: "order_lines",
                ..
            }
        ));
    }
}
