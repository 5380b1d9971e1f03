//! Where a table begins: the row with the names of its columns, found among the first rows by the
//! names that are asked for or, if none are, by what headers look like.

use super::columns::Selection;
use super::error::FileError;

/// Rows in which a header is looked for.
pub(super) const HEAD_ROWS: usize = 30;

/// One of the first rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadRow {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// What an operator said about the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderRule {
    /// Nothing: it is looked for.
    Find,
    /// It is the row that begins on this line.
    OnLine(u64),
    /// There is none: columns go by their numbers from 1.
    None,
}

/// The names of a table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) names: Vec<String>,
    /// The line they stand on; `None` where columns go by their numbers.
    pub(super) line: Option<u64>,
    /// Rows before it.
    pub(super) rows_before: u64,
}

impl Header {
    /// The header in which all columns wanted are found, if there is one.
    pub(super) fn with(rows: &[HeadRow], rule: HeaderRule, selection: &Selection) -> Option<Self> {
        let mut all = Self::candidates(rows, rule);
        all.find(|header| selection.is_in(&header.names))
    }

    /// The most likely header; an error if the rule does not allow any.
    pub(super) fn guess(file: &str, rows: &[HeadRow], rule: HeaderRule) -> Result<Self, FileError> {
        let likely = match rule {
            HeaderRule::Find => Self::likely(rows),
            HeaderRule::OnLine(_) | HeaderRule::None => Self::candidates(rows, rule).next(),
        };
        likely.ok_or_else(|| match rule {
            HeaderRule::OnLine(line) => FileError::NotRows {
                file: file.to_owned(),
                found: format!("without a row that begins on line {line}"),
                advice: "give the line of the header with --header-line, among the first 30 rows"
                    .to_owned(),
            },
            HeaderRule::Find | HeaderRule::None => FileError::Empty {
                file: file.to_owned(),
            },
        })
    }

    fn candidates(rows: &[HeadRow], rule: HeaderRule) -> impl Iterator<Item = Self> {
        let numbered = match (rule, rows.first()) {
            (HeaderRule::None, Some(_)) => Some(Self::numbers(width(rows))),
            _ => None,
        };
        let named = rows.iter().zip(0..).filter(move |(row, _)| match rule {
            HeaderRule::Find => true,
            HeaderRule::OnLine(line) => row.line == line,
            HeaderRule::None => false,
        });
        numbered
            .into_iter()
            .chain(named.map(|(row, before)| Self::at(row, before)))
    }

    fn at(row: &HeadRow, rows_before: u64) -> Self {
        Self {
            names: row.cells.clone(),
            line: Some(row.line),
            rows_before,
        }
    }

    fn numbers(width: usize) -> Self {
        Self {
            names: (1..=width).map(|number| number.to_string()).collect(),
            line: None,
            rows_before: 0,
        }
    }

    /// The first row as wide as most, all of whose cells are names; else the first of them.
    fn likely(rows: &[HeadRow]) -> Option<Self> {
        let width = width(rows);
        let as_wide = || {
            rows.iter()
                .zip(0..)
                .filter(|(row, _)| row.cells.len() == width)
        };
        let named = as_wide().find(|(row, _)| are_names(&row.cells));
        let found = named.or_else(|| as_wide().next());
        found.map(|(row, before)| Self::at(row, before))
    }
}

/// How many cells most rows have; of several such numbers the largest.
pub(super) fn width(rows: &[HeadRow]) -> usize {
    let often = |width: usize| rows.iter().filter(|row| row.cells.len() == width).count();
    let widths = rows.iter().map(|row| row.cells.len());
    widths
        .max_by_key(|&width| (often(width), width))
        .unwrap_or_default()
}

/// Whether these could be the names of columns: none a number, and most of them different texts.
pub(super) fn are_names(cells: &[String]) -> bool {
    let named: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let data = |cell: &&String| cell.len() > 60 || cell.parse::<f64>().is_ok();
    let mut different = named.clone();
    different.sort_unstable();
    different.dedup();
    named.len() * 2 > cells.len() && !named.iter().any(data) && different.len() * 2 > named.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::columns::ColumnRequest;

    fn rows(rows: &[&str]) -> Vec<HeadRow> {
        let cells = |row: &str| row.split(',').map(str::to_owned).collect();
        (1..)
            .zip(rows)
            .map(|(line, row)| HeadRow {
                line,
                cells: cells(row),
            })
            .collect()
    }

    fn wanted(names: &[&str]) -> Selection {
        let requests = names
            .iter()
            .map(|&name| ColumnRequest::needed(&[name.to_owned()], "--item-column"));
        Selection::of(&requests.collect::<Vec<_>>())
    }

    #[test]
    fn header_is_where_the_columns_wanted_are() {
        let rows = rows(&["Report of May", "", "order,item", "1,a"]);
        let found = Header::with(&rows, HeaderRule::Find, &wanted(&["item"])).unwrap();
        assert_eq!((found.line, found.rows_before), (Some(3), 2));
        assert_eq!(
            Header::with(&rows, HeaderRule::Find, &wanted(&["sku"])),
            None
        );
        assert_eq!(
            Header::with(&rows, HeaderRule::OnLine(4), &wanted(&["item"])),
            None
        );
    }

    #[test]
    fn without_a_header_columns_go_by_number() {
        let rows = rows(&["1,a,x", "2,b,y"]);
        let found = Header::with(&rows, HeaderRule::None, &wanted(&["2"])).unwrap();
        assert_eq!((found.names.len(), found.line), (3, None));
        assert_eq!(Header::with(&rows, HeaderRule::None, &wanted(&["4"])), None);
    }

    #[test]
    fn likely_header_is_the_first_row_of_names_as_wide_as_the_table() {
        let table = rows(&["Sales,2024", "order,item,title", "1,a,x", "2,b,y"]);
        let found = Header::guess("a.csv", &table, HeaderRule::Find).unwrap();
        assert_eq!(found.line, Some(2));
        let data = rows(&["1,a,x", "2,b,y"]);
        let found = Header::guess("a.csv", &data, HeaderRule::Find).unwrap();
        assert_eq!(found.line, Some(1));
        let error = Header::guess("a.csv", &data, HeaderRule::OnLine(9)).unwrap_err();
        assert!(error.to_string().contains("line 9"));
    }
}
