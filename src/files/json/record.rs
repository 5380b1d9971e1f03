//! One JSON record: the columns in it, and the rows that it makes.

use serde_json::Value;

use super::path::{Path, Step};
use crate::files::error::{FileError, RowProblem};

/// Whole numbers beyond this have lost digits, 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Deepest path that is a column by itself.
const MAX_STEPS: usize = 6;

/// Where a value stands, and what it may be.
pub(super) struct Column {
    pub(super) path: Path,
    /// Whether a list of texts is one text.
    pub(super) joins: bool,
}

/// A column with the steps to it that are still to go.
type Ahead<'c> = (usize, &'c [Step], bool);

/// What a record makes.
pub(super) struct Expanded {
    /// The texts of each row, in the order of the columns.
    pub(super) rows: Vec<Vec<String>>,
    /// Why the record cannot be read.
    pub(super) problem: Option<RowProblem>,
}

/// The rows of a record: one, or where paths lead into a list one for each element.
pub(super) fn expand(text: &str, columns: &[Column]) -> Expanded {
    let mut rows = Vec::new();
    let problem = match serde_json::from_str::<Value>(text) {
        // Elements of a list of texts or numbers are records of one value without a key.
        Ok(value) if value.is_object() || columns.iter().any(|column| column.path.0.is_empty()) => {
            let all: Vec<Ahead<'_>> = columns
                .iter()
                .enumerate()
                .map(|(index, column)| (index, column.path.0.as_slice(), column.joins))
                .collect();
            let mut row = vec![String::new(); columns.len()];
            add_rows(&value, &all, &mut row, &mut rows).err()
        }
        _ => Some(RowProblem::NotJsonObject),
    };
    Expanded { rows, problem }
}

fn add_rows(
    value: &Value,
    columns: &[Ahead<'_>],
    row: &mut Vec<String>,
    rows: &mut Vec<Vec<String>>,
) -> Result<(), RowProblem> {
    let mut list: Option<&[Step]> = None;
    let mut inside = Vec::new();
    for &(index, path, joins) in columns {
        match path.iter().position(|step| step.each) {
            Some(end) => {
                list = Some(&path[..=end]);
                inside.push((index, &path[end + 1..], joins));
            }
            None => row[index] = text_at(value, path, joins)?,
        }
    }
    let Some(list) = list else {
        rows.push(row.clone());
        return Ok(());
    };
    let Some(Value::Array(elements)) = at(value, list) else {
        return Ok(());
    };
    for element in elements {
        add_rows(element, &inside, row, rows)?;
    }
    Ok(())
}

fn at<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    let found = steps
        .iter()
        .try_fold(value, |value, step| value.get(&step.key));
    // Programs that flatten their records write keys with points.
    found.or_else(|| match steps {
        [] | [_] => None,
        steps => {
            let keys: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
            value.get(keys.join("."))
        }
    })
}

fn text_at(value: &Value, steps: &[Step], joins: bool) -> Result<String, RowProblem> {
    match at(value, steps) {
        Some(Value::Array(_)) if !joins => Err(RowProblem::UnreadableJsonValue),
        Some(value) => text_of(value, "\n"),
        None => Ok(String::new()),
    }
}

/// A value as text. Lists of texts are one text, a line each; lists of lists are levels.
fn text_of(value: &Value, between: &str) -> Result<String, RowProblem> {
    Ok(match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => match number.as_f64() {
            Some(real) if number.is_f64() && real.abs() >= EXACT => {
                return Err(RowProblem::UnreadableJsonValue);
            }
            // Some programs write every number with a point: 7.0 is the id 7.
            Some(real) if number.is_f64() => real.to_string(),
            _ => number.to_string(),
        },
        Value::Array(elements) if between != " > " || elements.iter().all(is_scalar) => {
            let texts = elements.iter().map(|element| text_of(element, " > "));
            let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
            texts.join(between)
        }
        Value::Array(_) | Value::Object(_) => return Err(RowProblem::UnreadableJsonValue),
    })
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// Adds the paths of everything in `value` that can be a column, without those that are there.
pub(super) fn collect_columns(value: &Value, prefix: &str, found: &mut Vec<String>) {
    let Value::Object(members) = value else {
        return;
    };
    for (key, value) in members {
        let path = format!("{prefix}{key}");
        collect_member(&path, value, found);
    }
}

fn collect_member(path: &str, value: &Value, found: &mut Vec<String>) {
    let deep = path.split('.').count() >= MAX_STEPS;
    let mut add = |path: String| {
        if !found.contains(&path) {
            found.push(path);
        }
    };
    match value {
        Value::Object(_) if !deep => collect_columns(value, &format!("{path}."), found),
        Value::Array(elements) => {
            let records: Vec<&Value> = elements
                .iter()
                .filter(|element| element.is_object())
                .collect();
            if elements.is_empty() {
                // Of what, another record may tell.
            } else if records.is_empty() {
                // Both as one text and as a row for each of its values.
                add(path.to_owned());
                add(format!("{path}[]"));
            } else if !deep {
                for record in records {
                    collect_columns(record, &format!("{path}[]."), found);
                }
            }
        }
        _ => add(path.to_owned()),
    }
}

/// The columns of a document that is cut off: those of the records in its first list.
pub(super) fn collect_from_cut(head: &[u8], found: &mut Vec<String>) {
    // `{"key": [{...}, {...}, cut`: what stands in the list is closed by ourselves.
    let Some(end) = head.iter().rposition(|&byte| byte == b'}') else {
        return;
    };
    for closing in ["]}", "]}}", "}]}", "}]}}", "]}]}", "]}]}}"] {
        let text = [&head[..=end], closing.as_bytes()].concat();
        if let Ok(value) = serde_json::from_slice::<Value>(&text) {
            collect_columns(&value, "", found);
            return;
        }
    }
}

/// Refuses paths into two lists that do not lie in each other: their rows have nothing to do with
/// each other.
pub(super) fn check_lists(file: &str, paths: &[Path]) -> Result<(), FileError> {
    let mut level: Vec<Path> = paths.to_vec();
    loop {
        let lists: Vec<&[Step]> = level.iter().filter_map(Path::first_list).collect();
        let Some(first) = lists.first() else {
            return Ok(());
        };
        if let Some(other) = lists.iter().find(|list| *list != first) {
            return Err(FileError::NotRows {
                file: file.to_owned(),
                found: format!(
                    "asked for columns of two lists, `{}` and `{}`",
                    written(first),
                    written(other)
                ),
                advice: "a row can come from one list only; leave one out".to_owned(),
            });
        }
        let count = first.len();
        level.retain(|path| path.first_list().is_some());
        level = level.iter().map(|path| path.after(count)).collect();
    }
}

fn written(steps: &[Step]) -> String {
    let step = |step: &Step| format!("{}{}", step.key, if step.each { "[]" } else { "" });
    steps.iter().map(step).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(paths: &[&str], joins: bool) -> Vec<Column> {
        let column = |path: &&str| Column {
            path: Path::parse(path),
            joins,
        };
        paths.iter().map(column).collect()
    }

    fn rows(text: &str, paths: &[&str]) -> Vec<String> {
        let expanded = expand(text, &columns(paths, true));
        assert_eq!(expanded.problem, None);
        expanded.rows.iter().map(|row| row.join("|")).collect()
    }

    #[test]
    fn order_with_its_lines_becomes_lines_of_an_order() {
        let order = r#"{"id": 7, "customer": {"name": "Ada"}, "line_items": [
            {"sku": "a", "qty": 1}, {"sku": null}, {"sku": "b"}]}"#;
        let found = rows(order, &["id", "line_items[].sku", "customer.name"]);
        assert_eq!(found, ["7|a|Ada", "7||Ada", "7|b|Ada"]);
        assert_eq!(
            rows(
                r#"{"id": 7, "line_items": []}"#,
                &["id", "line_items[].sku"]
            )
            .len(),
            0
        );
        assert_eq!(rows(r#"{"id": 7}"#, &["id", "line_items[].sku"]).len(), 0);
    }

    #[test]
    fn lists_in_lists_give_a_row_for_each_innermost_element() {
        let text = r#"{"orders": [{"id": 1, "lines": [{"s": "a"}, {"s": "b"}]},
            {"id": 2, "lines": [{"s": "c"}]}]}"#;
        assert_eq!(
            rows(text, &["orders[].id", "orders[].lines[].s"]),
            ["1|a", "1|b", "2|c"]
        );
    }

    #[test]
    fn lists_of_texts_are_rows_or_one_text() {
        let text = r#"{"id": "x", "also": ["B1", "B2"], "in": [["Home", "Bath"], ["Sale"]]}"#;
        assert_eq!(rows(text, &["id", "also[]"]), ["x|B1", "x|B2"]);
        assert_eq!(rows(text, &["also"]), ["B1\nB2"]);
        assert_eq!(rows(text, &["in"]), ["Home > Bath\nSale"]);
    }

    #[test]
    fn values_that_are_no_texts_are_refused_or_written_plainly() {
        assert_eq!(
            rows(
                r#"{"a": 7.0, "b": true, "c": 1.5, "d": 12345678901234567890}"#,
                &["a", "b", "c", "d"]
            ),
            ["7|true|1.5|12345678901234567890"]
        );
        for text in [r#"{"a": {"b": 1}}"#, r#"{"a": 1e300}"#, r#"{"a": [[[1]]]}"#] {
            let expanded = expand(text, &columns(&["a"], true));
            assert_eq!(
                expanded.problem,
                Some(RowProblem::UnreadableJsonValue),
                "{text}"
            );
        }
        let expanded = expand(r#"{"a": [1]}"#, &columns(&["a"], false));
        assert_eq!(expanded.problem, Some(RowProblem::UnreadableJsonValue));
        for text in ["[1]", "7", "{", ""] {
            let expanded = expand(text, &columns(&["a"], true));
            assert_eq!(expanded.problem, Some(RowProblem::NotJsonObject), "{text}");
        }
    }

    #[test]
    fn columns_are_paths_in_the_order_they_come_up() {
        let record =
            r#"{"id": 1, "who": {"name": "x"}, "lines": [{"sku": "a"}, {"n": 1}], "tags": ["t"]}"#;
        let mut found = Vec::new();
        collect_columns(&serde_json::from_str(record).unwrap(), "", &mut found);
        assert_eq!(
            found,
            [
                "id",
                "who.name",
                "lines[].sku",
                "lines[].n",
                "tags",
                "tags[]"
            ]
        );
    }

    #[test]
    fn columns_of_two_lists_side_by_side_are_refused() {
        let check = |paths: &[&str]| {
            let paths: Vec<Path> = paths.iter().map(|path| Path::parse(path)).collect();
            check_lists("a.json", &paths)
        };
        assert!(check(&["id", "a[].x", "a[].y", "a[].b[].z"]).is_ok());
        let error = check(&["a[].x", "b[].y"]).unwrap_err().to_string();
        assert!(error.contains("`a[]` and `b[]`"), "{error}");
        assert!(check(&["a[].b[].x", "a[].c[].y"]).is_err());
    }
}
