//! The command that would import a file, and what is to be asked before. Knows no values.

use serde::Serialize;

use super::known::Setting;
use super::role::Kind;

/// The option for the database of a command.
const DATABASE: &str = "--db";

/// A call of `cartway import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its arguments: the kind, options and files. The database is not among them.
    pub words: Vec<String>,
    /// Nothing is left to ask: it can be run as it is.
    pub sure: bool,
    /// What is to be asked before it is run.
    pub questions: Vec<Question>,
}

/// Something that a look cannot tell by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The file it is about.
    pub file: String,
    /// The question, with what speaks for which answer.
    pub asks: String,
    /// The option that answers it.
    pub option: String,
}

impl Proposal {
    /// Its arguments for a database.
    #[must_use]
    pub fn words_with(&self, database: &str) -> Vec<String> {
        let mut words = self.words.clone();
        let place = words.len().min(1);
        words.splice(place..place, setting_words(DATABASE, database));
        words
    }

    /// The whole command to copy into a shell.
    #[must_use]
    pub fn command(&self, database: &str) -> String {
        joined(&self.words_with(database)).join(" ")
    }

    /// The command on lines of at most `width` columns where its words allow, each but the last
    /// ending in a backslash.
    #[must_use]
    pub fn lines(&self, database: &str, width: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in joined(&self.words_with(database)) {
            let line = lines.last_mut();
            match line {
                Some(line) if line.is_empty() => line.push_str(&word),
                Some(line) if line.chars().count() + word.chars().count() + 3 <= width => {
                    line.push(' ');
                    line.push_str(&word);
                }
                _ => lines.push(format!("    {word}")),
            }
        }
        let last = lines.len() - 1;
        for line in &mut lines[..last] {
            line.push_str(" \\");
        }
        lines
    }
}

/// The words of a command as a shell takes them, an option together with its value.
fn joined(words: &[String]) -> Vec<String> {
    let mut joined = vec!["cartway import".to_owned()];
    let mut words = words.iter().map(|word| quoted(word)).peekable();
    while let Some(mut word) = words.next() {
        let is_option = word.starts_with("--") && !word.contains('=');
        if is_option && let Some(value) = words.next_if(|next| !next.starts_with("--")) {
            word = format!("{word} {value}");
        }
        joined.push(word);
    }
    joined
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    shell_words::quote(word).into_owned()
}

/// An option and its value as arguments.
fn setting_words(option: &str, value: &str) -> Vec<String> {
    // An option would take a value with a dash before it for the next option.
    match value.starts_with('-') {
        true => vec![format!("{option}={value}")],
        false => vec![option.to_owned(), value.to_owned()],
    }
}

/// A command in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) settings: Vec<Setting>,
    /// Words that tell an import how the file is written.
    pub(super) reading: Vec<String>,
    pub(super) files: Vec<String>,
    pub(super) questions: Vec<Question>,
}

impl Draft {
    fn options(&self) -> Vec<String> {
        let settings = self
            .settings
            .iter()
            .flat_map(|setting| setting_words(&setting.option, &setting.value));
        settings.chain(self.reading.iter().cloned()).collect()
    }

    fn finish(self) -> Option<Proposal> {
        let mut words = vec![self.kind.command()?.to_owned()];
        words.extend(self.options());
        let is_named_like_an_option = |file: &String| file.starts_with('-') && file.as_str() != "-";
        if self.files.iter().any(is_named_like_an_option) {
            words.push("--".to_owned());
        }
        words.extend(self.files);
        Some(Proposal {
            words,
            sure: self.questions.is_empty(),
            questions: self.questions,
        })
    }
}

/// The commands for all files: items first, for titles that orders bring do not replace theirs;
/// files that are imported alike in one command.
pub(super) fn proposals(drafts: Vec<Draft>) -> Vec<Proposal> {
    let mut merged: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same = merged
            .iter_mut()
            .find(|other| other.kind == draft.kind && other.options() == draft.options());
        match same {
            Some(other) => {
                other.files.extend(draft.files);
                other.questions.extend(draft.questions);
            }
            None => merged.push(draft),
        }
    }
    merged.sort_by_key(|draft| draft.kind != Kind::Items);
    merged.into_iter().filter_map(Draft::finish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: Kind, settings: &[(&str, &str)], file: &str) -> Draft {
        Draft {
            kind,
            settings: settings
                .iter()
                .map(|(option, value)| Setting::new(option, *value))
                .collect(),
            reading: Vec::new(),
            files: vec![file.to_owned()],
            questions: Vec::new(),
        }
    }

    #[test]
    fn a_command_is_quoted_for_a_shell() {
        let settings = [("--item-column", "Lineitem sku"), ("--skip", "Nr=^C|it's$")];
        let made = proposals(vec![draft(Kind::Orders, &settings, "my orders.csv")]);
        let command = made[0].command("shop.db");
        let words = shell_words::split(&command).unwrap();
        assert_eq!(words[..4], ["cartway", "import", "orders", "--db"]);
        assert_eq!(words[4], "shop.db");
        assert_eq!(words[6], "Lineitem sku");
        assert_eq!(words[8], "Nr=^C|it's$");
        assert_eq!(words[9], "my orders.csv");
        assert_eq!(made[0].words_with("shop.db"), words[2..]);
    }

    #[test]
    fn names_that_begin_with_a_dash_are_no_options() {
        let settings = [("--order-column", "-nr")];
        let made = proposals(vec![draft(Kind::Orders, &settings, "-x.csv")]);
        assert_eq!(
            made[0].words,
            ["orders", "--order-column=-nr", "--", "-x.csv"]
        );
        let made = proposals(vec![draft(Kind::Orders, &[], "-")]);
        assert_eq!(made[0].words, ["orders", "-"]);
    }

    #[test]
    fn lines_break_between_options_and_read_as_one_command() {
        let settings = [
            ("--order-column", "Name"),
            ("--item-column", "Lineitem sku"),
        ];
        let made = proposals(vec![draft(Kind::Orders, &settings, "orders.csv")]);
        let lines = made[0].lines("shop.db", 40);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= 40));
        let read = shell_words::split(&lines.join("\n")).unwrap();
        assert_eq!(
            read,
            shell_words::split(&made[0].command("shop.db")).unwrap()
        );
    }

    #[test]
    fn items_go_first_and_files_of_one_sort_together() {
        let orders = [("--order-column", "id")];
        let made = proposals(vec![
            draft(Kind::Orders, &orders, "2023.csv"),
            draft(Kind::Items, &[], "items.csv"),
            draft(Kind::Orders, &orders, "2024.csv"),
        ]);
        assert_eq!(made.len(), 2);
        assert_eq!(made[0].words, ["items", "items.csv"]);
        assert_eq!(made[1].words[3..], ["2023.csv", "2024.csv"]);
    }
}
