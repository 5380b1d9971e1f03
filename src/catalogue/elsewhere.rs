//! What an operator names to be read instead of a table of the contract: another table, a view, or
//! a SELECT.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

use super::error::CatalogueError;
use super::likeness;
use super::schema::{self, Columns, Table};

/// The columns of what is `given` in place of `table`.
pub(super) fn columns(
    connection: &Connection,
    path: &str,
    table: Table,
    given: &str,
) -> Result<Columns, CatalogueError> {
    if is_statement(given) {
        return of_statement(connection, path, table, given);
    }
    let failed = |problem| CatalogueError::database(path, problem);
    match find(connection, given).map_err(failed)? {
        Some(columns) => Ok(columns),
        None => {
            let found = tables(connection).map_err(failed)?;
            Err(CatalogueError::NoSuchTable {
                path: path.to_owned(),
                table: given.into(),
                option: table.option(),
                nearest: likeness::nearest(given, &found).map(Into::into),
                found,
            })
        }
    }
}

/// Whether it is SQL and not a name: more than one word, the first of which SQL knows. That of a
/// statement which is refused later is told so better than as a table that is not there.
fn is_statement(given: &str) -> bool {
    const WORDS: [&str; 14] = [
        "select", "with", "values", "explain", "pragma", "delete", "insert", "update", "replace",
        "drop", "create", "alter", "attach", "vacuum",
    ];
    let given = given.trim_start();
    let first = given
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .next();
    let is_word = |first: &str| WORDS.iter().any(|word| word.eq_ignore_ascii_case(first));
    first.is_some_and(|first| is_word(first) && first.len() < given.trim_end().len())
        || given.starts_with(['(', '-', '/'])
}

/// A table or view by its name, in the first database or in that which is named before a point.
fn find(connection: &Connection, given: &str) -> rusqlite::Result<Option<Columns>> {
    let whole = schema::columns_in(connection, "main", unquoted(given))?;
    if whole.is_some() {
        return Ok(whole);
    }
    match given.split_once('.') {
        Some((database, name)) => {
            schema::columns_in(connection, unquoted(database), unquoted(name))
        }
        None => Ok(None),
    }
}

fn unquoted(name: &str) -> &str {
    let name = name.trim();
    [('"', '"'), ('`', '`'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| name.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(name)
}

/// The names of all tables and views that are there, as they can be given.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(
            "SELECT iif(schema = 'main', name, schema || '.' || name) FROM pragma_table_list
             WHERE type IN ('table', 'view', 'virtual') AND schema <> 'temp'
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY schema <> 'main', schema, name",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn of_statement(
    connection: &Connection,
    path: &str,
    table: Table,
    given: &str,
) -> Result<Columns, CatalogueError> {
    let refused = |reason: &str| CatalogueError::NoSelect {
        option: table.option(),
        reason: reason.to_owned(),
    };
    let failed = |problem: rusqlite::Error| CatalogueError::database(path, problem);
    let select = given
        .trim()
        .trim_end_matches(|letter: char| letter == ';' || letter.is_whitespace());
    let mut statements = Batch::new(connection, select);
    let first = statements.next().map_err(failed)?;
    let first = first.ok_or_else(|| refused("it is empty"))?;
    let names: Vec<String> = first.column_names().map(str::to_owned).collect();
    if !first.readonly() || first.is_explain() != 0 || names.is_empty() {
        return Err(refused("this is no SELECT"));
    }
    // Another one may not even be well-formed before the first has run.
    if !matches!(statements.next(), Ok(None)) {
        return Err(refused("these are several statements"));
    }
    let columns = Columns::of_select(select, names);
    // PRAGMA gives columns too, and stands in no SELECT.
    let whole = format!("SELECT * FROM {}", columns.from());
    let prepared = connection.prepare(&whole);
    prepared.map_err(|problem| {
        if begins_a_select(select) {
            failed(problem)
        } else {
            refused("this is no SELECT")
        }
    })?;
    Ok(columns)
}

fn begins_a_select(select: &str) -> bool {
    let first = select
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .next();
    let first = first.unwrap_or_default();
    ["select", "with", "values"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(first))
}
