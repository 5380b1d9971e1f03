//! Links that were given instead of counted: SNAP edge lists, and tables of "also bought" lists.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::lines::Lines;
use super::options::{Delimiter, TableOptions, TextFormat, ending};
use super::reject::{RejectReason, checked_id};
use super::replace::ReplaceOptions;
use super::report::Note;
use super::skip::SkipRule;
use super::source::Source;
use super::table::{Row, RowReader, Verdict};
use super::tally::Tally;
use crate::catalogue::{CoPurchaseWriter, Table, WriteBatch};

/// How a file of links is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LinkFormat {
    /// SNAP edge list: a line has a source, a target and perhaps the orders that hold both, parted
    /// by tabs or spaces; lines that begin with # are comments.
    Edges,
    /// Comma-separated values with column names in the first row.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// How to import links.
#[derive(Debug, Clone, Args)]
pub struct LinksOptions {
    /// How the files are written; without it, files ending in .csv are CSV, those ending in
    /// .jsonl or .ndjson are JSON Lines, and all others edge lists (.gz aside).
    #[arg(long, env = "CARTWAY_LINK_FORMAT", value_enum)]
    pub format: Option<LinkFormat>,

    /// The file with the names of the nodes, one a line: node 0 has the name in its first line.
    /// Without it the nodes of the links are ids already.
    #[arg(long, env = "CARTWAY_NAMES", value_name = "FILE")]
    pub names: Option<PathBuf>,

    /// Every link is on the lists of both its ends, though the file has it once.
    #[arg(long, env = "CARTWAY_UNDIRECTED", value_parser = BoolishValueParser::new())]
    pub undirected: bool,

    /// The column with the item on whose list the other one stands.
    #[arg(
        long,
        env = "CARTWAY_SOURCE_COLUMN",
        value_name = "COLUMN",
        default_value = "source"
    )]
    pub source_column: String,

    /// The column with the item on the list.
    #[arg(
        long,
        env = "CARTWAY_TARGET_COLUMN",
        value_name = "COLUMN",
        default_value = "target"
    )]
    pub target_column: String,

    /// The column with the number of orders that hold both; `orders` if there is one.
    #[arg(long, env = "CARTWAY_ORDERS_COLUMN", value_name = "COLUMN")]
    pub orders_column: Option<String>,

    /// The column with the place on the list, from 1; `position` if there is one.
    #[arg(long, env = "CARTWAY_POSITION_COLUMN", value_name = "COLUMN")]
    pub position_column: Option<String>,

    /// The character between two columns of a CSV file: one ASCII character, or the word tab.
    #[arg(long, env = "CARTWAY_DELIMITER", value_name = "CHAR")]
    pub delimiter: Option<Delimiter>,

    /// Leave out the rows of CSV and JSON Lines whose COLUMN matches REGEX. May be given several
    /// times; in the environment variable, one rule a line.
    #[arg(
        long,
        env = "CARTWAY_SKIP",
        value_name = "COLUMN=REGEX",
        value_delimiter = '\n'
    )]
    pub skip: Vec<SkipRule>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOptions,
}

const SOURCE: usize = 0;
const TARGET: usize = 1;
const ORDERS: usize = 2;
const POSITION: usize = 3;

impl LinksOptions {
    fn format_of(&self, file: &str) -> LinkFormat {
        self.format.unwrap_or_else(|| match ending(file).as_str() {
            "csv" => LinkFormat::Csv,
            "jsonl" | "ndjson" => LinkFormat::Jsonl,
            _ => LinkFormat::Edges,
        })
    }

    fn open(&self, source: Source, format: LinkFormat) -> Result<RowReader, ImportError> {
        let format = match format {
            LinkFormat::Edges => return Ok(RowReader::edges(source)),
            LinkFormat::Csv => TextFormat::Csv,
            LinkFormat::Jsonl => TextFormat::Jsonl,
        };
        let table = TableOptions {
            format: Some(format),
            delimiter: self.delimiter,
            skip: self.skip.clone(),
        };
        table.open(
            source,
            vec![
                ColumnRequest::needed(&self.source_column, "--source-column"),
                ColumnRequest::needed(&self.target_column, "--target-column"),
                ColumnRequest::usual(self.orders_column.as_ref(), "orders", "--orders-column"),
                ColumnRequest::usual(
                    self.position_column.as_ref(),
                    "position",
                    "--position-column",
                ),
            ],
        )
    }
}

/// Imports links, with the names of their nodes in memory.
pub(super) struct LinkImport<'o> {
    options: &'o LinksOptions,
    names: Option<NodeNames>,
}

impl<'o> LinkImport<'o> {
    /// Reads the file of names, if there is one.
    pub(super) fn prepare(options: &'o LinksOptions) -> Result<Self, ImportError> {
        let names = match &options.names {
            Some(path) => Some(NodeNames::read(Source::open(path)?)?),
            None => None,
        };
        Ok(Self { options, names })
    }

    pub(super) fn import(
        &self,
        source: Source,
        batch: &WriteBatch<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<&'static str, ImportError> {
        let file = source.name().to_owned();
        let format = self.options.format_of(&file);
        let mut rows = self.options.open(source, format)?;
        let mut links = batch.co_purchases()?;
        let mut may_be_header = format == LinkFormat::Edges;
        rows.for_each(tally, |row, tally| {
            if std::mem::take(&mut may_be_header) {
                self.refuse_header(row, &file)?;
            }
            self.take(row, &mut links, tally)
        })?;
        Ok(rows.hint())
    }

    fn take(
        &self,
        row: &Row<'_>,
        links: &mut CoPurchaseWriter<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<Verdict, ImportError> {
        let (source, target) = match self.ends(row) {
            Ok(ends) => ends,
            Err(reason) => return Ok(reason.into()),
        };
        let orders = count(row.some(ORDERS), Note::UnreadableOrders, tally);
        let position = count(row.some(POSITION), Note::UnreadablePosition, tally);
        let change = links.put(source, target, orders, position)?;
        tally.wrote(Table::CoPurchases, change);
        if self.options.undirected {
            // The place is one on the source's list, and says nothing of the other list.
            let change = links.put(target, source, orders, None)?;
            tally.wrote(Table::CoPurchases, change);
        }
        Ok(Verdict::Taken)
    }

    /// An edge list has no header, and one taken for a link would go unnoticed.
    fn refuse_header(&self, row: &Row<'_>, file: &str) -> Result<(), ImportError> {
        let (source, target) = (&self.options.source_column, &self.options.target_column);
        if row.value(SOURCE) != source || row.value(TARGET) != target {
            return Ok(());
        }
        Err(ImportError::HeaderInEdgeList {
            file: file.to_owned(),
            source_column: source.clone(),
            target_column: target.clone(),
        })
    }

    /// The ids of the two ends, which are different.
    fn ends<'r>(&'r self, row: &Row<'r>) -> Result<(&'r str, &'r str), RejectReason> {
        let source = self.id(row.value(SOURCE), RejectReason::EmptySource)?;
        let target = self.id(row.value(TARGET), RejectReason::EmptyTarget)?;
        if source == target {
            return Err(RejectReason::SelfLink);
        }
        Ok((source, target))
    }

    fn id<'r>(&'r self, node: &'r str, if_empty: RejectReason) -> Result<&'r str, RejectReason> {
        let node = checked_id(node, if_empty)?;
        match &self.names {
            Some(names) => names.find(node),
            None => Ok(node),
        }
    }
}

fn count(text: Option<&str>, unreadable: Note, tally: &mut Tally<'_>) -> Option<u32> {
    let count = text?.parse().ok();
    if count.is_none() {
        tally.note(unreadable);
    }
    count
}

/// The names of numbered nodes, one after the other in one text.
struct NodeNames {
    text: String,
    ends: Vec<usize>,
}

impl NodeNames {
    fn read(source: Source) -> Result<Self, ImportError> {
        let mut names = Self {
            text: String::new(),
            ends: Vec::new(),
        };
        let mut lines = Lines::new(source);
        while lines.advance()? {
            // A name that is not one is left empty: only the links that need it are rejected.
            let name = std::str::from_utf8(lines.line()).unwrap_or_default().trim();
            names
                .text
                .push_str(checked_id(name, RejectReason::UnnamedNode).unwrap_or_default());
            names.ends.push(names.text.len());
        }
        Ok(names)
    }

    fn find(&self, node: &str) -> Result<&str, RejectReason> {
        let number: usize = node.parse().map_err(|_| RejectReason::NotANodeNumber)?;
        let end = *self.ends.get(number).ok_or(RejectReason::UnnamedNode)?;
        let start = match number.checked_sub(1) {
            Some(previous) => self.ends[previous],
            None => 0,
        };
        Some(&self.text[start..end])
            .filter(|name| !name.is_empty())
            .ok_or(RejectReason::UnnamedNode)
    }
}
