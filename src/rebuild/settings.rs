//! The options of a rebuild.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bytesize::ByteSize;
use cartway_graph::Measure;
use clap::builder::BoolishValueParser;

use super::link_rules::{GivenRules, LinkRules};
use super::rule::LeaveOut;
use crate::catalogue::categories::CategorySeparator;
use crate::catalogue::{Attached, Places, Table};

/// What links are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LinkSource {
    /// Counted from order lines.
    Orders,
    /// As the shop gives them in `co_purchases`.
    Links,
}

impl LinkSource {
    /// Its name on the command line and in the manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Links => "links",
        }
    }

    /// Where it stands in the catalogue.
    pub(super) fn table(self) -> Table {
        match self {
            Self::Orders => Table::OrderLines,
            Self::Links => Table::CoPurchases,
        }
    }
}

/// Where to read, where to write, and what makes a link.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub struct Settings {
    /// The shop's SQLite database, or a folder of Parquet with order_lines/ and items/; it is only
    /// read
    #[arg(
        long,
        env = "CARTWAY_DB",
        value_name = "FILE",
        required_unless_present = "counts"
    )]
    pub db: Option<PathBuf>,
    /// Counts made elsewhere, in place of orders: a folder of Parquet with pairs/, items/ and meta/,
    /// as --write-counts writes it; it is only read
    #[arg(
        long,
        env = "CARTWAY_COUNTS",
        value_name = "FOLDER",
        conflicts_with_all = ["db", "items_from", "lines_from", "attach", "from", "copy", "write_counts"]
    )]
    pub counts: Option<PathBuf>,
    /// Folder of the generations; made if it is not there
    #[arg(long, env = "CARTWAY_GRAPH", value_name = "FOLDER")]
    pub graph: PathBuf,
    /// What items are read from instead of `items`: a table, a view, or a SELECT with the columns id
    /// and title (and creator, category, year, url, image_url)
    #[arg(long, env = "CARTWAY_ITEMS_FROM", value_name = "TABLE|SELECT")]
    pub items_from: Option<String>,
    /// What order lines are read from instead of `order_lines`: a table, a view, or a SELECT with
    /// the columns order_id and item_id
    #[arg(long, env = "CARTWAY_LINES_FROM", value_name = "TABLE|SELECT")]
    pub lines_from: Option<String>,
    /// A database beside --db, to be named by --items-from and --lines-from, as in crm=crm.db and
    /// crm.products; may be repeated (in the variable: one a line). It is only read
    #[arg(
        long,
        env = "CARTWAY_ATTACH",
        value_name = "NAME=FILE",
        value_delimiter = '\n'
    )]
    pub attach: Vec<Attached>,
    /// What links are made from [default: orders if there are any, else links]
    #[arg(long, env = "CARTWAY_FROM", value_enum)]
    pub from: Option<LinkSource>,
    /// An item that is not to be in the graph, by its id, or all whose title matches, as in
    /// /(?i)gift voucher/; may be repeated (in the variable: one a line)
    #[arg(
        long,
        env = "CARTWAY_LEAVE_OUT",
        value_name = "ID|/REGEX/",
        value_delimiter = '\n'
    )]
    pub leave_out: Vec<LeaveOut>,
    /// Fewest orders that must hold both items of a link [default: 2, or as --counts were made]
    #[arg(long, env = "CARTWAY_MIN_ORDERS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub min_orders: Option<u32>,
    /// Strongest links each item keeps; 0 keeps all [default: 50, or as --counts were made]
    #[arg(long, env = "CARTWAY_TOP", value_name = "N")]
    pub top: Option<usize>,
    /// Orders with more different items than this are left out; 0 counts all [default: 100, or as
    /// --counts were made]
    #[arg(long, env = "CARTWAY_MAX_BASKET", value_name = "N")]
    pub max_basket: Option<usize>,
    /// What decides which of two links is stronger [default: cosine, or as --counts were made]
    #[arg(long, env = "CARTWAY_MEASURE", value_enum)]
    pub measure: Option<Measure>,
    /// Items that closeness to all others is measured from, to rank items by it; exact where there
    /// are no more, 0 ranks none
    #[arg(
        long,
        env = "CARTWAY_CENTRE_SAMPLES",
        default_value_t = Settings::CENTRE_SAMPLES,
        value_name = "N"
    )]
    pub centre_samples: usize,
    /// Make no map of the catalogue; all else is as with one
    #[arg(long, env = "CARTWAY_NO_ATLAS", value_parser = BoolishValueParser::new())]
    pub no_atlas: bool,
    /// What stands in `items.category` between several categories, as `|`, or between the levels of
    /// one, as `/`, beside line breaks and ` > `; SEP=levels or SEP=several says which; may be given
    /// several times
    #[arg(
        long,
        env = "CARTWAY_CATEGORY_SEPARATOR",
        value_name = "SEP",
        value_delimiter = '\n'
    )]
    pub category_separator: Vec<CategorySeparator>,
    /// Threads to work on [default: one a core]; the result is the same for any number
    #[arg(long, env = "CARTWAY_THREADS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub threads: Option<u32>,
    /// Memory for the rebuild, as in 4GB or 500MiB; pairs are counted in slices of items if it will
    /// not do at once [default: as much as it takes]
    #[arg(long, env = "CARTWAY_MEMORY", value_name = "SIZE")]
    pub memory: Option<ByteSize>,
    /// Copy the database first, into the graph folder, and read the copy: who writes to a database
    /// that is not in WAL mode waits while it is copied, and not while it is read
    #[arg(long, env = "CARTWAY_COPY", value_parser = BoolishValueParser::new())]
    pub copy: bool,
    /// Write what was counted into a folder too, for --counts elsewhere; older counts there are
    /// replaced
    #[arg(long, env = "CARTWAY_WRITE_COUNTS", value_name = "FOLDER")]
    pub write_counts: Option<PathBuf>,
    /// Generations to keep, the live one included
    #[arg(long, env = "CARTWAY_KEEP", default_value_t = Settings::KEEP, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: u32,
    /// A sentence for visitors on what these data are, shown on every page
    #[arg(long, env = "CARTWAY_NOTE", value_name = "TEXT")]
    pub note: Option<String>,
    /// Whether the database is that of the bundled sample; only `cartway demo` says so
    #[arg(skip)]
    pub sample: bool,
}

impl Settings {
    const CENTRE_SAMPLES: usize = 512;
    /// Generations kept where nobody says otherwise.
    pub const KEEP: u32 = 3;

    /// A rebuild of a database into a folder with the options of a command line that says no more.
    #[must_use]
    pub fn new(db: impl Into<PathBuf>, graph: impl Into<PathBuf>) -> Self {
        Self {
            db: Some(db.into()),
            counts: None,
            graph: graph.into(),
            items_from: None,
            lines_from: None,
            attach: Vec::new(),
            leave_out: Vec::new(),
            from: None,
            min_orders: None,
            top: None,
            max_basket: None,
            measure: None,
            centre_samples: Self::CENTRE_SAMPLES,
            no_atlas: false,
            category_separator: Vec::new(),
            threads: None,
            memory: None,
            copy: false,
            write_counts: None,
            keep: Self::KEEP,
            note: None,
            sample: false,
        }
    }

    /// A rebuild of counts made elsewhere into a folder, in the same way.
    #[must_use]
    pub fn of_counts(counts: impl Into<PathBuf>, graph: impl Into<PathBuf>) -> Self {
        Self {
            db: None,
            counts: Some(counts.into()),
            ..Self::new(PathBuf::new(), graph)
        }
    }

    /// What is read: the counts, if they are named, or the database.
    pub(super) fn input(&self) -> &Path {
        let named = self.counts.as_deref().or(self.db.as_deref());
        named.unwrap_or(Path::new(""))
    }

    /// Where rows are read from, but for the database itself.
    pub(super) fn places(&self) -> Places {
        Places {
            items: self.items_from.clone(),
            order_lines: self.lines_from.clone(),
            attached: self.attach.clone(),
        }
    }

    /// What is said of what makes a link.
    pub(super) fn given_rules(&self) -> GivenRules {
        GivenRules {
            min_orders: self.min_orders,
            top: self.top,
            max_basket: self.max_basket,
            measure: self.measure,
        }
    }

    /// Whether anything is to be left out. A variable whose last line ends has an empty one after it.
    pub(super) fn leaves_out(&self) -> bool {
        self.leave_out
            .iter()
            .any(|rule| !rule.as_given().is_empty())
    }

    /// What is left out, one a line; `None` if nothing is.
    fn leave_out_as_given(&self) -> Option<String> {
        let given: Vec<&str> = self.leave_out.iter().map(LeaveOut::as_given).collect();
        (!given.is_empty()).then(|| given.join("\n"))
    }

    /// What separates categories; `None` if nothing but the usual does.
    fn separators_as_given(&self) -> Option<String> {
        let separators = self.category_separator.iter();
        let given: Vec<String> = separators.map(ToString::to_string).collect();
        (!given.is_empty()).then(|| given.join(" "))
    }

    /// The options that decide what the graph is, by name, for the manifest.
    pub(super) fn options(&self, rules: LinkRules) -> BTreeMap<String, String> {
        let always = [
            ("min_orders", rules.min_orders.to_string()),
            ("top", rules.top.to_string()),
            ("max_basket", rules.max_basket.to_string()),
            ("measure", rules.measure.name().to_owned()),
            ("centre_samples", self.centre_samples.to_string()),
        ];
        // What a SELECT tells of the shop's tables is for the operator; these are shown to visitors.
        let given = [
            ("leave_out", self.leave_out_as_given()),
            ("category_separator", self.separators_as_given()),
            ("no_atlas", self.no_atlas.then(|| "true".to_owned())),
        ];
        let given = given
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let all = always.into_iter().chain(given);
        all.map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
