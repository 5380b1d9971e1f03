//! Writes order lines as the programs of shops do, in every way that an import understands. It is
//! written for the tests alone and shares no code with what reads: neither ours nor the csv crate.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An order line as it is meant; `more` are the values of columns that nobody asks for.
#[derive(Debug, Clone)]
pub struct Line {
    pub order: String,
    pub item: String,
    pub title: String,
    pub more: Vec<String>,
}

/// How a file is written.
#[derive(Debug, Clone)]
pub struct Style {
    pub encoding: Encoding,
    pub packing: Packing,
    pub form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Windows1252,
    Utf16Le,
    Utf16Be,
}

#[derive(Debug, Clone, Copy)]
pub enum Packing {
    Plain,
    Gzip,
    Zstd,
    Zip,
}

#[derive(Debug, Clone)]
pub enum Form {
    Delimited(Dialect),
    Json(Json),
}

/// Delimited text.
#[derive(Debug, Clone)]
pub struct Dialect {
    pub delimiter: char,
    pub quotes: Quotes,
    pub line_end: &'static str,
    /// Lines before the header.
    pub before: Vec<String>,
    /// The columns in their order.
    pub columns: Vec<&'static str>,
    pub delimiter_at_end: bool,
    pub last_line_ends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    Always,
    Needed,
    Never,
}

/// JSON.
#[derive(Debug, Clone)]
pub struct Json {
    pub layout: Layout,
    /// An order has a list of its lines.
    pub is_nested: bool,
    /// Members stand on lines of their own; not in JSON Lines.
    pub is_pretty: bool,
    /// What is not ASCII is escaped.
    pub is_escaped: bool,
    /// Ids that are numbers are written as numbers.
    pub has_numbers: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    List,
    Lines,
    Wrapped,
}

/// A file, and on which line of it each order line begins.
pub struct Written {
    pub bytes: Vec<u8>,
    pub places: Vec<u64>,
}

impl Line {
    fn value(&self, column: &str) -> &str {
        match column {
            "order_id" => &self.order,
            "item_id" => &self.item,
            "title" => &self.title,
            "Qty" => &self.more[0],
            _ => &self.more[1],
        }
    }

    /// What is left of it where a style cannot write all of it.
    pub fn as_can_be(&self, style: &Style) -> Self {
        let fit = |value: &String| style.as_can_be(value);
        Self {
            order: fit(&self.order),
            item: fit(&self.item),
            title: fit(&self.title),
            more: self.more.iter().map(fit).collect(),
        }
    }
}

impl Style {
    fn as_can_be(&self, value: &str) -> String {
        let is_there = |letter: &char| match self.encoding {
            Encoding::Windows1252 => byte_1252(*letter).is_some(),
            _ => true,
        };
        let value: String = value.chars().filter(is_there).collect();
        match &self.form {
            Form::Delimited(dialect) if dialect.quotes == Quotes::Never => dialect.bare(&value),
            _ => value,
        }
    }

    /// Writes the lines, all of whose values must be such as can be.
    pub fn write(&self, lines: &[Line]) -> Written {
        let mut text = Text::default();
        match &self.form {
            Form::Delimited(dialect) => dialect.write(lines, &mut text),
            Form::Json(json) => json.write(lines, &mut text),
        }
        Written {
            bytes: self.packing.pack(&self.encoding.encode(&text.text)),
            places: text.places,
        }
    }
}

impl Encoding {
    fn encode(self, text: &str) -> Vec<u8> {
        let units = |write: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(write);
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8WithMark => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Self::Windows1252 => text.chars().filter_map(byte_1252).collect(),
            Self::Utf16Le => b"\xff\xfe"
                .iter()
                .copied()
                .chain(units(u16::to_le_bytes))
                .collect(),
            Self::Utf16Be => b"\xfe\xff"
                .iter()
                .copied()
                .chain(units(u16::to_be_bytes))
                .collect(),
        }
    }
}

/// A character in Windows-1252, if it is there; of those beyond Latin 1, the common ones.
fn byte_1252(letter: char) -> Option<u8> {
    match letter {
        '€' => Some(0x80),
        '’' => Some(0x92),
        '–' => Some(0x96),
        '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        _ => None,
    }
}

impl Packing {
    fn pack(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Plain => bytes.to_vec(),
            Self::Gzip => {
                let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
                packed.write_all(bytes).unwrap();
                packed.finish().unwrap()
            }
            Self::Zstd => zstd::encode_all(bytes, 1).unwrap(),
            Self::Zip => {
                let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
                packed
                    .start_file("export/orders", SimpleFileOptions::default())
                    .unwrap();
                packed.write_all(bytes).unwrap();
                packed.finish().unwrap().into_inner()
            }
        }
    }
}

/// Text on its way, and where order lines begin in it.
#[derive(Default)]
struct Text {
    text: String,
    places: Vec<u64>,
}

impl Text {
    /// The line that is being written.
    fn line(&self) -> u64 {
        1 + self.text.matches('\n').count() as u64
    }
}

impl Dialect {
    /// A value without what cannot be written where nothing is quoted.
    fn bare(&self, value: &str) -> String {
        let breaks = [self.delimiter, '\n', '\r'];
        let bare: String = value
            .chars()
            .filter(|letter| !breaks.contains(letter))
            .collect();
        // A reader would have to be told that these quotes belong to the text. With tabs, those that
        // open and never close speak for themselves.
        let is_closed = bare.trim_end().ends_with('"');
        match self.delimiter != '\t' || is_closed {
            true => bare.trim_start_matches('"').to_owned(),
            false => bare,
        }
    }

    fn write(&self, lines: &[Line], text: &mut Text) {
        for line in &self.before {
            text.text += line;
            text.text += self.line_end;
        }
        self.write_row(self.columns.iter().copied(), text);
        for line in lines {
            // Counting lines anew for each row would take long in a large file.
            text.places.push(match text.places.last() {
                Some(last) => last + self.lines_of(&lines[text.places.len() - 1]),
                None => text.line(),
            });
            self.write_row(self.columns.iter().map(|column| line.value(column)), text);
        }
        if !self.last_line_ends {
            text.text.truncate(text.text.len() - self.line_end.len());
        }
    }

    fn lines_of(&self, line: &Line) -> u64 {
        let values = self.columns.iter().map(|column| line.value(column));
        1 + values
            .map(|value| value.matches('\n').count() as u64)
            .sum::<u64>()
    }

    fn write_row<'v>(&self, values: impl Iterator<Item = &'v str>, text: &mut Text) {
        let values: Vec<String> = values.map(|value| self.quoted(value)).collect();
        text.text += &values.join(&self.delimiter.to_string());
        if self.delimiter_at_end {
            text.text.push(self.delimiter);
        }
        text.text += self.line_end;
    }

    fn quoted(&self, value: &str) -> String {
        let is_needed = value.contains(['"', '\n', '\r', self.delimiter]);
        match self.quotes {
            Quotes::Always => format!("\"{}\"", value.replace('"', "\"\"")),
            Quotes::Needed if is_needed => format!("\"{}\"", value.replace('"', "\"\"")),
            Quotes::Needed | Quotes::Never => value.to_owned(),
        }
    }
}

impl Json {
    /// What the columns of an order line are called: order, item and title.
    pub fn columns(&self) -> [String; 3] {
        let record = match self.layout {
            Layout::Wrapped => "data.orders[].",
            Layout::List | Layout::Lines => "",
        };
        let line = if self.is_nested { "lines[]." } else { "" };
        [
            format!("{record}order_id"),
            format!("{record}{line}item_id"),
            format!("{record}{line}title"),
        ]
    }

    fn write(&self, lines: &[Line], text: &mut Text) {
        let records: Vec<&[Line]> = match self.is_nested {
            true => lines
                .chunk_by(|one, other| one.order == other.order)
                .collect(),
            false => lines.chunks(1).collect(),
        };
        let (before, between, after) = match self.layout {
            Layout::List => ("[\n", ",\n", "\n]\n"),
            Layout::Lines => ("", "\n", "\n"),
            Layout::Wrapped => (
                "{\"made\": \"today\",\n\"data\": {\"orders\": [",
                ", ",
                "]}}",
            ),
        };
        text.text += before;
        let mut line = text.line();
        for (index, record) in records.into_iter().enumerate() {
            if index > 0 {
                text.text += between;
                line += between.matches('\n').count() as u64;
            }
            text.places.extend(record.iter().map(|_| line));
            let record = self.record(record);
            line += record.matches('\n').count() as u64;
            text.text += &record;
        }
        text.text += after;
    }

    fn record(&self, lines: &[Line]) -> String {
        let order = (self.text("order_id"), self.id(&lines[0].order));
        if !self.is_nested {
            return self.object([vec![order], self.members(&lines[0])].concat());
        }
        let lines: Vec<String> = lines
            .iter()
            .map(|line| self.object(self.members(line)))
            .collect();
        let list = format!("[{}]", lines.join(", "));
        self.object(vec![order, (self.text("lines"), list)])
    }

    fn members(&self, line: &Line) -> Vec<(String, String)> {
        let title = match line.title.as_str() {
            "" => "null".to_owned(),
            title => self.text(title),
        };
        vec![
            (self.text("Qty"), self.text(&line.more[0])),
            (self.text("title"), title),
            (self.text("item_id"), self.id(&line.item)),
            (self.text("Note"), self.text(&line.more[1])),
        ]
    }

    fn object(&self, members: Vec<(String, String)>) -> String {
        let members = members
            .into_iter()
            .map(|(key, value)| format!("{key}: {value}"));
        let members: Vec<String> = members.collect();
        match self.is_pretty && self.layout != Layout::Lines {
            true => format!("{{\n  {}\n}}", members.join(",\n  ")),
            false => format!("{{{}}}", members.join(",")),
        }
    }

    fn id(&self, id: &str) -> String {
        let is_number = id.len() < 15
            && !id.starts_with('0')
            && !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit());
        match self.has_numbers && is_number {
            true => id.to_owned(),
            false => self.text(id),
        }
    }

    fn text(&self, text: &str) -> String {
        let mut written = String::from("\"");
        for letter in text.chars() {
            match letter {
                '"' => written += "\\\"",
                '\\' => written += "\\\\",
                '\n' => written += "\\n",
                '\r' => written += "\\r",
                '\t' => written += "\\t",
                letter if self.is_escaped && !letter.is_ascii() => {
                    let mut units = [0; 2];
                    for unit in letter.encode_utf16(&mut units) {
                        written += &format!("\\u{unit:04x}");
                    }
                }
                letter => written.push(letter),
            }
        }
        written + "\""
    }
}
