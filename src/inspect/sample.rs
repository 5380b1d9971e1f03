//! The beginning of a file, as much of it as a look needs. How it comes to be is in `read`.

use crate::files::{FileFacts, Remarks};

/// The first rows of a file.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// The file as it was named, for the command.
    pub file: String,
    /// How it is written, for people: `CSV, UTF-8, parted by commas`.
    pub written: String,
    /// The words an import needs to read it, such as `--no-header`; none where it finds out itself.
    pub reading: Vec<String>,
    /// Its first lines as text; none of a file that is no text.
    pub head: Vec<String>,
    /// Its columns, named by the header or by their number from 1.
    pub columns: Vec<Column>,
    /// The columns are named by their number, for there is no header.
    pub is_headless: bool,
    /// How many rows the columns hold.
    pub rows: usize,
    /// How many rows could not be read.
    pub broken: usize,
    /// The file has no more rows than these.
    pub is_whole: bool,
    /// What was found out about how it is written.
    pub facts: FileFacts,
    /// What was noticed while it was read.
    pub remarks: Remarks,
}

/// The first values of a column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What the file calls it.
    pub name: String,
    /// A value for each row, blank ones too.
    pub values: Vec<String>,
}

impl Column {
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            values: Vec::new(),
        }
    }

    /// The values that are not blank, trimmed.
    pub(super) fn filled(&self) -> impl Iterator<Item = &str> {
        self.values
            .iter()
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }
}

impl Sample {
    /// The column of a name, spelled as the file spells it.
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

#[cfg(test)]
impl Sample {
    /// A sample of a file with these bytes.
    pub(super) fn of(file: &str, text: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        std::fs::write(&path, text).unwrap();
        let mut sample = Self::read(&path, &Default::default(), &Default::default()).unwrap();
        sample.file = file.to_owned();
        sample
    }
}
