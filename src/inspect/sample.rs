//! The beginning of a file, as much of it as a look needs. Knows nothing of how it was read.

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
    /// The file has no more rows than these.
    pub is_whole: bool,
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
    /// A sample of text with a header, parted by commas, or by tabs or semicolons where it has any.
    pub(super) fn of(file: &str, text: &str) -> Self {
        let header = text.trim_start().lines().next().unwrap_or_default();
        let delimiter = match header {
            _ if header.contains('\t') => b'\t',
            _ if header.contains(';') => b';',
            _ => b',',
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let name = |name: &str| Column {
            name: name.trim_start_matches('\u{FEFF}').trim().to_owned(),
            values: Vec::new(),
        };
        let mut columns: Vec<Column> = header.iter().map(name).collect();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            rows += 1;
            for (place, column) in columns.iter_mut().enumerate() {
                let value = row.get(place).unwrap_or_default();
                column.values.push(value.to_owned());
            }
        }
        Self {
            file: file.to_owned(),
            written: "CSV".to_owned(),
            head: text.lines().map(str::to_owned).collect(),
            columns,
            rows,
            is_whole: true,
            ..Self::default()
        }
    }
}
