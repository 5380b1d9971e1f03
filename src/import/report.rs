//! What an import did, file by file, and how that is told. Knows nothing of how it is counted.

use std::collections::BTreeMap;
use std::fmt;

use indicatif::HumanCount;
use serde::{Serialize, Serializer};

use super::reject::{self, RejectReason, Rejected};
use crate::catalogue::Written;
use crate::files::{FileFacts, Sighting};

/// What was noticed besides: values left out, mended, or suspicious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// An item has no title and goes by its id.
    NoTitle,
    /// A year is none.
    UnreadableYear,
    /// An address does not begin with http:// or https://.
    UnusableUrl,
    /// The orders of a link are no whole number from 0 up.
    UnreadableOrders,
    /// The position of a link is no whole number from 0 up.
    UnreadablePosition,
    /// An item stands on its own list.
    OnOwnList,
    /// An item is discontinued: it has no title and no list, and was left out.
    Discontinued,
    /// A row is left out because another row of its order says so.
    OrderLeftOut,
    /// A value is no UTF-8.
    Windows1252,
    /// A value is broken UTF-8.
    DamagedText,
    /// A text has entities of HTML.
    Entities,
    /// A text stands in a formula that keeps spreadsheets from spoiling it.
    Formula,
    /// An id is what programs write where there is none.
    NullText,
    /// A row is the header once more.
    RepeatedHeader,
    /// A record has an empty list where its rows should be.
    EmptyList,
    /// An id is a number that a spreadsheet rounded.
    DamagedId,
    /// A number in a sheet has more digits than spreadsheet programs keep.
    InexactNumber,
    /// An id is a whole number written as a fraction.
    FractionId,
    /// A quoted text goes over lines that look like rows.
    QuotesOverRows,
}

impl Note {
    /// Whether it is a sign that something is wrong with the file, and not just told.
    #[must_use]
    pub fn is_suspicious(self) -> bool {
        matches!(
            self,
            Self::DamagedText
                | Self::DamagedId
                | Self::InexactNumber
                | Self::FractionId
                | Self::QuotesOverRows
        )
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoTitle => "without a title: they go by their id",
            Self::UnreadableYear => "with an unreadable year: taken without it",
            Self::UnusableUrl => "addresses that are not of the web: dropped",
            Self::UnreadableOrders => "with an unreadable number of orders: taken without it",
            Self::UnreadablePosition => "with an unreadable position: taken without it",
            Self::OnOwnList => "on their own list: that link is dropped",
            Self::Discontinued => "discontinued, without a title: left out",
            Self::OrderLeftOut => "skipped with their order, another row of which says so",
            Self::Windows1252 => {
                "values that are no UTF-8: read as Windows-1252; --encoding says otherwise"
            }
            Self::DamagedText => "values that are damaged UTF-8: what is broken reads as \u{fffd}",
            Self::Entities => "texts with entities of HTML: decoded",
            Self::Formula => "values written as a formula: read as the text in it",
            Self::NullText => "ids that say NULL in words: taken for none",
            Self::RepeatedHeader => "rows that repeat the header: passed over",
            Self::EmptyList => "records whose list is empty: no rows come of them",
            Self::DamagedId => {
                "ids rounded by a spreadsheet, different ones may look alike: export them as text"
            }
            Self::InexactNumber => {
                "numbers of more than 15 digits, of which a spreadsheet keeps 15: different ones may \
                 look alike; export them as text"
            }
            Self::FractionId => "ids written as fractions, which are not the same as without",
            Self::QuotesOverRows => {
                "quoted texts over several lines that look like rows: if a quote belongs to a \
                 text there, say --quoting none"
            }
        })
    }
}

/// What came of one file. Every row is taken, skipped or rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The file.
    pub file: String,
    /// How it was read.
    pub read_as: FileFacts,
    /// Rows in it; its header, comments and empty lines are none.
    pub rows: u64,
    /// Rows that went in.
    pub taken: u64,
    /// Rows left out because the options say so.
    pub skipped: u64,
    /// Rows that could not be used.
    #[serde(serialize_with = "reasons")]
    pub rejected: BTreeMap<RejectReason, u64>,
    /// The first rows that could not be used.
    pub first_rejected: Vec<Rejected>,
    /// What was noticed besides, how often, and where first.
    #[serde(serialize_with = "sightings")]
    pub notes: BTreeMap<Note, Sighting>,
    /// Rows written to `items`.
    pub items: Written,
    /// Rows written to `order_lines`.
    pub order_lines: Written,
    /// Rows written to `co_purchases`.
    pub co_purchases: Written,
}

impl ImportReport {
    /// Rows that could not be used, for whatever reason.
    #[must_use]
    pub fn rejected_count(&self) -> u64 {
        self.rejected.values().sum()
    }
}

/// Each reason in words, with how many rows it kept out.
fn reasons<S: Serializer>(
    rejected: &BTreeMap<RejectReason, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Reason {
        reason: String,
        rows: u64,
    }
    let reasons = rejected.iter().map(|(reason, &rows)| Reason {
        reason: reason.to_string(),
        rows,
    });
    serializer.collect_seq(reasons)
}

/// Each note by its name and in words, with how often and where first.
fn sightings<S: Serializer>(
    notes: &BTreeMap<Note, Sighting>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Noted<'n> {
        note: Note,
        words: String,
        suspicious: bool,
        #[serde(flatten)]
        sighting: &'n Sighting,
    }
    let noted = notes.iter().map(|(&note, sighting)| Noted {
        note,
        words: note.to_string(),
        suspicious: note.is_suspicious(),
        sighting,
    });
    serializer.collect_seq(noted)
}

impl fmt::Display for ImportReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {} rows, {} taken",
            reject::excerpt(self.file.as_bytes()),
            HumanCount(self.rows),
            HumanCount(self.taken)
        )?;
        for (count, what) in [
            (self.skipped, "skipped"),
            (self.rejected_count(), "rejected"),
        ] {
            if count > 0 {
                write!(formatter, ", {} {what}", HumanCount(count))?;
            }
        }
        if !self.read_as.format.is_empty() {
            write!(formatter, "\n  read as {}", self.read_as)?;
        }
        if self.read_as.rows_before_header > 0 {
            let before = self.read_as.rows_before_header;
            let rows = if before == 1 { "row" } else { "rows" };
            write!(formatter, "; {before} {rows} before the header passed over")?;
        }
        for (written, what) in [
            (self.items, "items"),
            (self.order_lines, "order lines"),
            (self.co_purchases, "co-purchases"),
        ] {
            if written != Written::default() {
                write!(formatter, "\n  {what}: {} new", HumanCount(written.new))?;
                for (count, what) in [
                    (written.changed, "changed"),
                    (written.repeated, "repeated in the file"),
                    (written.same, "there already"),
                ] {
                    if count > 0 {
                        write!(formatter, ", {} {what}", HumanCount(count))?;
                    }
                }
            }
        }
        for (reason, count) in &self.rejected {
            write!(formatter, "\n  rejected: {} {reason}", HumanCount(*count))?;
        }
        // What may be wrong stands last, where it is seen.
        let (suspicious, plain): (Vec<_>, Vec<_>) = self
            .notes
            .iter()
            .partition(|(note, _)| note.is_suspicious());
        for (note, Sighting { count, .. }) in plain {
            write!(formatter, "\n  {} {note}", HumanCount(*count))?;
        }
        for (note, sighting) in suspicious {
            let Sighting {
                count,
                line,
                example,
            } = sighting;
            let count = HumanCount(*count);
            let example = example.escape_debug();
            write!(
                formatter,
                "\n  look: {count} {note} (the first in line {line}: {example})"
            )?;
        }
        Ok(())
    }
}
