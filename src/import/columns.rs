//! The columns a format asks for, found in the header of a CSV file.

use super::csv_rows::CsvRows;
use super::error::ImportError;

/// A column a format asks for.
#[derive(Debug, Clone)]
pub(super) struct ColumnRequest {
    pub(super) name: String,
    /// The option that names it, for advice.
    option: &'static str,
    needed: bool,
}

impl ColumnRequest {
    /// A column that must be there.
    pub(super) fn needed(name: &str, option: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            option,
            needed: true,
        }
    }

    /// A column that must be there if it was `named`; by its usual name it may be missing.
    pub(super) fn usual(named: Option<&String>, usual: &str, option: &'static str) -> Self {
        Self {
            name: named.map_or(usual, String::as_str).to_owned(),
            option,
            needed: named.is_some(),
        }
    }
}

/// The column names in the first row of `rows`.
pub(super) fn read_header(rows: &mut CsvRows) -> Result<Vec<String>, ImportError> {
    let file = rows.name().to_owned();
    if !rows.advance()? {
        return Err(ImportError::EmptyFile { file });
    }
    let text = rows.text();
    if text.contains(&0) {
        return Err(ImportError::NotText {
            file,
            found: "binary data",
            advice: "export it as CSV (UTF-8) and import that",
        });
    }
    let names = (0..rows.field_count())
        .filter_map(|index| rows.field(index))
        .map(|field| std::str::from_utf8(&text[field]).map(|name| name.trim().to_owned()))
        .collect::<Result<_, _>>();
    names.map_err(|_| ImportError::NotText {
        file,
        found: "in another encoding, perhaps Latin-1 or Windows-1252",
        advice: "save it as UTF-8 and import it again",
    })
}

/// The place of a column in `header`; `None` if it is not there and need not be.
pub(super) fn find_column(
    file: &str,
    header: &[String],
    request: &ColumnRequest,
) -> Result<Option<usize>, ImportError> {
    let mut found = (0..header.len()).filter(|&index| header[index] == request.name);
    let (first, second) = (found.next(), found.next());
    if second.is_some() {
        return Err(ImportError::AmbiguousColumn {
            file: file.to_owned(),
            column: request.name.clone(),
        });
    }
    if first.is_some() || !request.needed {
        return Ok(first);
    }
    Err(ImportError::MissingFileColumn {
        file: file.to_owned(),
        column: request.name.clone(),
        option: request.option.to_owned(),
        found: header.to_vec(),
        hint: delimiter_hint(header),
    })
}

/// Advice for a header that was not parted at all.
fn delimiter_hint(header: &[String]) -> String {
    let [only] = header else { return String::new() };
    let by = [(';', "';'"), ('\t', "tab"), ('|', "'|'"), (',', "','")];
    match by
        .into_iter()
        .find(|(character, _)| only.contains(*character))
    {
        Some((_, name)) => format!("; or part the columns with --delimiter {name}"),
        None => String::new(),
    }
}
