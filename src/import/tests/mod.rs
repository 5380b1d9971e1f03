//! Whole imports: files in, what is in the database and in the report afterwards.

mod files;
mod given_links;
mod items;
mod kinds;
mod orders;

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use super::*;
use crate::catalogue::Written;
use crate::files::RowProblem;

/// A folder with a database and files to import into it.
struct Shop {
    folder: TempDir,
}

impl Shop {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn write_gzip(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes.as_ref()).unwrap();
        self.write(name, encoder.finish().unwrap());
    }

    fn import_all(
        &self,
        format: &ImportFormat,
        files: &[&str],
    ) -> Result<Vec<ImportReport>, ImportError> {
        let target = ImportTarget {
            database: self.path("shop.db"),
            files: files.iter().map(|name| self.path(name)).collect(),
            rejects: Some(self.path("rejects.csv")),
            // Small files of odd rows are what tests are made of.
            force: true,
        };
        run(format, &target, &mut Silent)
    }

    fn import(&self, format: &ImportFormat, file: &str) -> ImportReport {
        self.import_all(format, &[file]).unwrap().remove(0)
    }

    /// The error of importing this text, after which the database must be as before.
    fn refused(&self, format: &ImportFormat, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.write(name, bytes);
        let before = self.dump();
        let error = self.import_all(format, &[name]).unwrap_err().to_string();
        assert_eq!(self.dump(), before, "a refused file changes nothing");
        assert!(error.contains(name), "{error}");
        error
    }

    /// Every table with its rows, in the order they lie in; nothing if there is no database.
    fn dump(&self) -> Vec<String> {
        if !self.path("shop.db").exists() {
            return Vec::new();
        }
        let mut lines = self.rows("SELECT name, sql FROM sqlite_master ORDER BY name");
        let selects = "SELECT iif(wr, 'SELECT * FROM ' || name,
                                  'SELECT rowid, * FROM ' || name || ' ORDER BY rowid')
                       FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name";
        for select in self.rows(selects) {
            lines.extend(self.rows(&select));
        }
        lines
    }

    /// The rows of a query, as `a|b|NULL`.
    fn rows(&self, sql: &str) -> Vec<String> {
        let connection = Connection::open(self.path("shop.db")).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values = (0..width).map(|index| {
                Ok(match row.get(index)? {
                    Value::Null => "NULL".to_owned(),
                    Value::Integer(number) => number.to_string(),
                    Value::Real(number) => format!("{number:?}"),
                    Value::Text(text) => text,
                    Value::Blob(bytes) => format!("{bytes:?}"),
                })
            });
            Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn rejects(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("rejects.csv")).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

/// Options as if typed at the command line.
fn options<O: Args>(arguments: &[&str]) -> O {
    let command = O::augment_args(clap::Command::new("import").no_binary_name(true));
    O::from_arg_matches(&command.get_matches_from(arguments)).unwrap()
}

fn orders(arguments: &[&str]) -> ImportFormat {
    ImportFormat::Orders(options(arguments))
}

fn items(arguments: &[&str]) -> ImportFormat {
    ImportFormat::Items(options(arguments))
}

fn links(arguments: &[&str]) -> ImportFormat {
    ImportFormat::Links(options(arguments))
}

fn baskets(arguments: &[&str]) -> ImportFormat {
    ImportFormat::Baskets(options(arguments))
}
