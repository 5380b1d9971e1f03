//! Links that were given instead of counted: SNAP edge lists, and tables of "also bought" lists.

use std::path::PathBuf;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::error::ImportError;
use super::reject::{MAX_ID, RejectReason};
use super::replace::ReplaceOptions;
use super::report::Note;
use super::rows::{Verdict, for_each};
use super::tally::Tally;
use super::values;
use crate::catalogue::{CoPurchaseWriter, Table, WriteBatch};
use crate::files::{
    ColumnRequest, EDGES, Input, Lines, Row, RowReader, Stop, TableOptions, TextOptions, Usually,
};

/// How to import links.
#[derive(Debug, Clone, Args)]
pub struct LinksOptions {
    /// The file with the names of the nodes, one a line: node 0 has the name in its first line.
    /// Without it the nodes of the links are ids already.
    #[arg(long, env = "CARTWAY_NAMES", value_name = "FILE")]
    pub names: Option<PathBuf>,

    /// Every link is on the lists of both its ends, though the file has it once.
    #[arg(long, env = "CARTWAY_UNDIRECTED", value_parser = BoolishValueParser::new())]
    pub undirected: bool,

    /// The column with the item on whose list the other one stands [default: source].
    #[arg(long, env = "CARTWAY_SOURCE_COLUMN", value_name = "COLUMN")]
    pub source_column: Option<String>,

    /// The column with the item on the list [default: target].
    #[arg(long, env = "CARTWAY_TARGET_COLUMN", value_name = "COLUMN")]
    pub target_column: Option<String>,

    /// The column with the number of orders that hold both; `orders` if there is one.
    #[arg(long, env = "CARTWAY_ORDERS_COLUMN", value_name = "COLUMN")]
    pub orders_column: Option<String>,

    /// The column with the place on the list, from 1; `position` if there is one.
    #[arg(long, env = "CARTWAY_POSITION_COLUMN", value_name = "COLUMN")]
    pub position_column: Option<String>,

    /// What stands between several items in a cell of the target column, such as | or ", ".
    #[arg(long, env = "CARTWAY_ITEM_SEPARATOR", value_name = "TEXT")]
    pub item_separator: Option<String>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOptions,

    /// How to read the files. Without `--format`, text is an edge list unless the columns stand in
    /// its first rows.
    #[command(flatten)]
    pub table: TableOptions,
}

const SOURCE: usize = 0;
const TARGET: usize = 1;
const ORDERS: usize = 2;
const POSITION: usize = 3;

impl LinksOptions {
    fn source_column(&self) -> &str {
        self.source_column.as_deref().unwrap_or("source")
    }

    fn target_column(&self) -> &str {
        self.target_column.as_deref().unwrap_or("target")
    }

    /// The first option that names a column, if any does.
    fn named_column(&self) -> Option<&'static str> {
        let named = [
            (&self.source_column, "--source-column"),
            (&self.target_column, "--target-column"),
            (&self.orders_column, "--orders-column"),
            (&self.position_column, "--position-column"),
            (&self.item_separator, "--item-separator"),
        ];
        let mut named = named.into_iter().filter(|(column, _)| column.is_some());
        named.next().map(|(_, option)| option)
    }

    /// The columns to ask for, in the order of the constants above.
    fn requests(&self) -> [ColumnRequest; 4] {
        let needed = |name: &str, option| ColumnRequest::needed(&[name.to_owned()], option);
        let usual = |named: &Option<String>, usual, option| {
            ColumnRequest::usual(named.as_slice(), usual, option)
        };
        [
            needed(self.source_column(), "--source-column"),
            needed(self.target_column(), "--target-column"),
            usual(&self.orders_column, "orders", "--orders-column"),
            usual(&self.position_column, "position", "--position-column"),
        ]
    }
}

/// Imports links, with the names of their nodes in memory.
pub(super) struct LinkImport<'o> {
    options: &'o LinksOptions,
    names: Option<NodeNames>,
}

impl<'o> LinkImport<'o> {
    /// Reads the file of names, if there is one.
    pub(super) fn prepare(options: &'o LinksOptions, stop: &Stop) -> Result<Self, ImportError> {
        let names = match &options.names {
            Some(path) => Some(NodeNames::read(&mut Input::open(path, Stop::clone(stop))?)?),
            None => None,
        };
        Ok(Self { options, names })
    }

    pub(super) fn import(
        &self,
        input: &mut Input,
        batch: &WriteBatch<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<&'static str, ImportError> {
        // Who names columns means a table.
        let usually = match self.options.named_column() {
            Some(_) => Usually::Delimited,
            None => Usually::Edges,
        };
        let requests = self.options.requests();
        let mut rows = RowReader::open(input, &self.options.table, usually, &requests)?;
        let is_edges = rows.facts().format == EDGES;
        if is_edges && let Some(option) = self.options.named_column() {
            let file = input.name().to_owned();
            return Err(ImportError::ColumnsOfEdges { file, option });
        }
        let mut links = batch.co_purchases()?;
        let mut may_be_header = is_edges;
        for_each(&mut rows, tally, |row, line, tally| {
            if std::mem::take(&mut may_be_header) {
                self.refuse_header(row, input.name())?;
            }
            self.take(row, line, &mut links, tally)
        })?;
        Ok(match is_edges {
            true => {
                " An edge list has two ids a line, parted by a tab or spaces; a file with column \
                 names needs --format csv."
            }
            false => "",
        })
    }

    fn take(
        &self,
        row: Row<'_>,
        line: u64,
        links: &mut CoPurchaseWriter<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<Verdict, ImportError> {
        let source = match self.id(row.value(SOURCE), RejectReason::EmptySource, line, tally) {
            Ok(source) => source,
            Err(reason) => return Ok(reason.into()),
        };
        let orders = count(row.some(ORDERS), Note::UnreadableOrders, line, tally);
        let position = count(row.some(POSITION), Note::UnreadablePosition, line, tally);
        let Some(separator) = &self.options.item_separator else {
            let target = match self.target(row.value(TARGET), source, line, tally) {
                Ok(target) => target,
                Err(reason) => return Ok(reason.into()),
            };
            self.put(source, target, orders, position, links, tally)?;
            return Ok(Verdict::Taken);
        };
        let targets = row.value(TARGET).split(separator.as_str()).map(str::trim);
        let targets: Vec<&str> = targets.filter(|target| !target.is_empty()).collect();
        if targets.is_empty() {
            return Ok(RejectReason::EmptyTarget.into());
        }
        for (place, target) in (1..).zip(targets) {
            match self.target(target, source, line, tally) {
                Ok(target) => self.put(source, target, orders, Some(place), links, tally)?,
                Err(RejectReason::SelfLink) => tally.note(Note::OnOwnList, line, target),
                Err(reason) => return Ok(reason.into()),
            }
        }
        Ok(Verdict::Taken)
    }

    fn put(
        &self,
        source: &str,
        target: &str,
        orders: Option<u32>,
        position: Option<u32>,
        links: &mut CoPurchaseWriter<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), ImportError> {
        let change = links.put(source, target, orders, position)?;
        tally.wrote(Table::CoPurchases, change);
        if self.options.undirected {
            // The place is one on the source's list, and says nothing of the other list.
            let change = links.put(target, source, orders, None)?;
            tally.wrote(Table::CoPurchases, change);
        }
        Ok(())
    }

    /// An edge list has no header, and one taken for a link would go unnoticed.
    fn refuse_header(&self, row: Row<'_>, file: &str) -> Result<(), ImportError> {
        let (source, target) = (self.options.source_column(), self.options.target_column());
        if row.value(SOURCE) != source || row.value(TARGET) != target {
            return Ok(());
        }
        Err(ImportError::HeaderInEdgeList {
            file: file.to_owned(),
            source_column: source.to_owned(),
            target_column: target.to_owned(),
        })
    }

    /// The other end of a link, which is another item.
    fn target<'r>(
        &'r self,
        node: &'r str,
        source: &str,
        line: u64,
        tally: &mut Tally<'_>,
    ) -> Result<&'r str, RejectReason> {
        let target = self.id(node, RejectReason::EmptyTarget, line, tally)?;
        if source == target {
            return Err(RejectReason::SelfLink);
        }
        Ok(target)
    }

    fn id<'r>(
        &'r self,
        node: &'r str,
        if_empty: RejectReason,
        line: u64,
        tally: &mut Tally<'_>,
    ) -> Result<&'r str, RejectReason> {
        let node = values::id(node, if_empty, line, tally)?;
        match &self.names {
            Some(names) => names.find(node),
            None => Ok(node),
        }
    }
}

fn count(text: Option<&str>, unreadable: Note, line: u64, tally: &mut Tally<'_>) -> Option<u32> {
    let text = text?;
    let count = text.parse().ok();
    if count.is_none() {
        tally.note(unreadable, line, text);
    }
    count
}

/// The names of numbered nodes, one after the other in one text.
struct NodeNames {
    text: String,
    ends: Vec<usize>,
}

impl NodeNames {
    fn read(input: &mut Input) -> Result<Self, ImportError> {
        let mut names = Self {
            text: String::new(),
            ends: Vec::new(),
        };
        let mut lines = Lines::open(input, &TextOptions::default())?;
        while lines.advance()? {
            // A name that is not one is left empty: only the links that need it are rejected.
            let name = std::str::from_utf8(lines.line()).unwrap_or_default().trim();
            if name.len() <= MAX_ID {
                names.text.push_str(name);
            }
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
