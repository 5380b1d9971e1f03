//! What a look at files found, as text for a terminal of 80 columns. Values of files are made
//! harmless first.

use std::fmt::Write;

use indicatif::HumanCount;
use unicode_width::UnicodeWidthChar;

use super::terminal::harmless;
use crate::inspect::{Certainty, ColumnLook, Fault, Kind, Look, Looks, Proposal, Question, Role};
use crate::letters::fit::{Care, Ruler};

/// Columns of a terminal.
const WIDTH: usize = 80;

/// Columns of a file that are shown at most; those that an import takes are among them.
const SHOWN: usize = 20;

/// The screen for files, with the commands for a database.
#[must_use]
pub(super) fn screen(looks: &Looks, database: &str) -> String {
    let mut text = String::new();
    for look in &looks.files {
        write_look(&mut text, look);
    }
    write_questions(&mut text, looks);
    write_commands(&mut text, &looks.proposals, database);
    text
}

/// What is to be settled before files are imported, and the commands there are so far.
pub(super) fn doubts(looks: &Looks, database: &str) -> String {
    let mut text = String::new();
    for look in &looks.files {
        write_faults(&mut text, look);
    }
    text.push('\n');
    write_questions(&mut text, looks);
    write_commands(&mut text, &looks.proposals, database);
    text
}

/// What looks wrong with files that are imported as they look.
pub(super) fn faults(looks: &Looks) -> String {
    let mut text = String::new();
    for look in looks.files.iter().filter(|look| !look.faults.is_empty()) {
        write_faults(&mut text, look);
    }
    text
}

/// What a file is, and what looks wrong with it.
fn write_faults(text: &mut String, look: &Look) {
    let _ = writeln!(text, "{}: {}", harmless(&look.file), headline(look));
    for fault in &look.faults {
        write_fault(text, fault);
    }
}

fn write_look(text: &mut String, look: &Look) {
    let _ = writeln!(text, "{}: {}", harmless(&look.file), headline(look));
    let unit = match (look.columns.is_empty(), look.rows) {
        (true, _) => "lines",
        (false, 1) => "row",
        (false, _) => "rows",
    };
    let rows = HumanCount(look.rows as u64);
    let rows = match look.is_whole {
        true => format!("{rows} {unit}"),
        false => format!("the first {rows} {unit} looked at"),
    };
    let _ = writeln!(text, "  {}; {rows}\n", harmless(&look.written));
    write_columns(text, &look.columns);
    for fault in &look.faults {
        write_fault(text, fault);
    }
    if let Some(note) = &look.note {
        paragraph(text, "  - ", note);
    }
    if !look.faults.is_empty() || look.note.is_some() {
        text.push('\n');
    }
}

/// What a file is, in a line.
fn headline(look: &Look) -> String {
    let what = look.kind.words();
    match (&look.export, look.certainty) {
        (Some(export), _) => format!("{export} ({what})"),
        (None, Certainty::Sure) => what.to_owned(),
        (None, _) if look.kind == Kind::None => "nothing that could be told".to_owned(),
        (None, Certainty::Likely) => format!("{what}, it seems"),
        (None, Certainty::Unsure) => format!("perhaps {what}"),
    }
}

/// A row for each column that an import takes, then for the first of each other role.
fn write_columns(text: &mut String, columns: &[ColumnLook]) {
    let is_taken = |column: &&ColumnLook| column.certainty.is_some();
    let mut rows: Vec<&ColumnLook> = columns.iter().filter(is_taken).collect();
    for column in columns
        .iter()
        .filter(|column| column.role.is_some_and(is_told))
    {
        if rows.iter().all(|row| row.role != column.role) {
            rows.push(column);
        }
    }
    if rows.is_empty() {
        rows.extend(columns);
    }
    rows.truncate(SHOWN);
    let names = rows.iter().map(|column| width(&harmless(&column.name)));
    let room = names.max().unwrap_or_default().clamp(6, 28);
    for column in &rows {
        let name = fitted(&harmless(&column.name), room);
        let role = fitted(&role_of(column), 10);
        let samples = column
            .samples
            .iter()
            .map(|sample| fitted(&harmless(sample), 24).trim_end().to_owned());
        let samples = samples.collect::<Vec<_>>().join(" | ");
        let line = format!("  {name}  {role}  {}", fitted(&samples, WIDTH - room - 16));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let more = columns.len() - rows.len();
    if more > 0 {
        let _ = writeln!(
            text,
            "  and {more} more column{}",
            if more == 1 { "" } else { "s" }
        );
    }
    if !columns.is_empty() {
        text.push('\n');
    }
}

/// Whether a role is worth a row where an import does not take it.
fn is_told(role: Role) -> bool {
    !matches!(role, Role::Other | Role::Price | Role::Image | Role::Url)
}

/// The role of a column; a mark of doubt where an import would take it and that is not sure.
fn role_of(column: &ColumnLook) -> String {
    let role = column.role.map_or("", |role| role.words());
    match column.certainty {
        Some(Certainty::Likely) => format!("{role} ?"),
        Some(Certainty::Unsure) => format!("{role} ??"),
        Some(Certainty::Sure) | None => role.to_owned(),
    }
}

fn write_fault(text: &mut String, fault: &Fault) {
    let examples: Vec<String> = fault
        .examples
        .iter()
        .map(|example| fitted(&harmless(example), 30).trim_end().to_owned())
        .filter(|example| !example.is_empty())
        .collect();
    let examples = match examples.is_empty() {
        true => String::new(),
        false => format!(": {}", examples.join(", ")),
    };
    let advice = fault
        .advice
        .as_ref()
        .map(|advice| format!(". {}", capital(advice)));
    let rows = fault.rows;
    let says = format!(
        "{}{examples} ({rows} row{}){}",
        capital(&harmless(&fault.says)),
        if rows == 1 { "" } else { "s" },
        advice.unwrap_or_default()
    );
    paragraph(text, "  - ", &says);
}

fn write_questions(text: &mut String, looks: &Looks) {
    let questions: Vec<&Question> = looks.questions().collect();
    if questions.is_empty() {
        return;
    }
    text.push_str("To be settled first:\n");
    for question in questions {
        let asks = format!(
            "{} Say it with {}.",
            harmless(&question.asks),
            question.option
        );
        let asks = match looks.files.len() {
            1 => asks,
            _ => format!("{}: {asks}", harmless(&question.file)),
        };
        paragraph(text, "  - ", &asks);
    }
    text.push('\n');
}

fn write_commands(text: &mut String, proposals: &[Proposal], database: &str) {
    if proposals.is_empty() {
        return;
    }
    let is_sure = proposals.iter().all(|proposal| proposal.sure);
    text.push_str(match is_sure {
        true => "Import it with\n\n",
        false => "If that is right, import it with\n\n",
    });
    for proposal in proposals {
        for line in proposal.lines(database, WIDTH) {
            let _ = writeln!(text, "{}", harmless(&line));
        }
        text.push('\n');
    }
}

/// A text on lines of the terminal's width behind a mark.
fn paragraph(text: &mut String, mark: &str, words: &str) {
    let room = WIDTH - mark.len();
    for (place, line) in ruler()
        .lines(words, room as f64, usize::MAX)
        .lines
        .iter()
        .enumerate()
    {
        let before = match place {
            0 => mark.to_owned(),
            _ => " ".repeat(mark.len()),
        };
        let _ = writeln!(text, "{before}{line}");
    }
}

/// A text cut or filled up to a width.
fn fitted(text: &str, room: usize) -> String {
    let lines = ruler().lines(text, room as f64, 1).lines;
    let text = lines.into_iter().next().unwrap_or_default();
    let missing = room.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(missing))
}

fn ruler() -> Ruler<impl Fn(char) -> f64> {
    Ruler {
        advance: |letter: char| letter.width().unwrap_or_default() as f64,
        care: Care::Letters,
    }
}

fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::{Column, Sample, look};

    fn sample(file: &str, columns: &[(&str, &[&str])]) -> Sample {
        let column = |(name, values): &(&str, &[&str])| Column {
            name: (*name).to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        Sample {
            file: file.to_owned(),
            written: "delimited text, UTF-8, parted by commas".to_owned(),
            columns: columns.iter().map(column).collect(),
            rows: columns.first().map_or(0, |(_, values)| values.len()),
            is_whole: true,
            ..Sample::default()
        }
    }

    #[test]
    fn screen_of_order_lines_with_doubts_and_faults() {
        let orders = sample(
            "sales of May.csv",
            &[
                ("Order ID", &["1", "1", "2", "2"]),
                ("SKU", &["A", "B", "A", "C"]),
                ("Product code", &["1001.0", "1002.0", "1001.0", "1003.0"]),
                (
                    "Product name",
                    &[
                        "Salt &amp; Pepper",
                        "吾輩は猫である名前はまだ無いどこで生れたか",
                        "Salt &amp; Pepper",
                        "a\u{1b}[31mb",
                    ],
                ),
                ("State", &["paid", "paid", "refunded", "refunded"]),
                ("Shoe size", &["1", "2", "3", "4"]),
            ],
        );
        insta::assert_snapshot!(screen(&look(&[orders], None), "shop.db"));
    }

    #[test]
    fn what_looks_wrong_is_told_with_doubts_and_before_an_import() {
        let damaged = sample(
            "orders.csv",
            &[
                ("order_id", &["1", "1", "2", "2"]),
                ("sku", &["A", "B", "A", "C"]),
                ("title", &["TÃ¼te", "B", "TÃ¼te", "C"]),
            ],
        );
        let looks = look(&[damaged], None);
        for text in [faults(&looks), doubts(&looks, "shop.db")] {
            assert!(text.contains("orders.csv: order lines"), "{text}");
            assert!(text.contains("are damaged"), "{text}");
        }
        let sound = sample("a.csv", &[("order_id", &["1", "1"]), ("sku", &["A", "B"])]);
        assert_eq!(faults(&look(&[sound], None)), "");
    }

    #[test]
    fn no_line_is_wider_than_a_terminal_but_for_a_long_word() {
        let name = "A column with a name that goes on and on for longer than anybody would like";
        let file = sample(
            "x.csv",
            &[
                ("order_id", &["1", "1"]),
                (name, &["a", "b"]),
                ("sku", &["吾輩は猫である", "b"]),
            ],
        );
        let screen = screen(&look(&[file], None), "shop.db");
        for line in screen.lines() {
            assert!(width(line) <= WIDTH, "{line}");
        }
    }
}
