//! The options of a rebuild.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytesize::ByteSize;
use cartway_graph::Measure;

use crate::catalogue::Table;
use crate::catalogue::categories::CategorySeparator;

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
    /// The shop's SQLite database; it is only read
    #[arg(long, env = "CARTWAY_DB", value_name = "FILE")]
    pub db: PathBuf,
    /// Folder of the generations; made if it is not there
    #[arg(long, env = "CARTWAY_GRAPH", value_name = "FOLDER")]
    pub graph: PathBuf,
    /// What links are made from [default: orders if there are any, else links]
    #[arg(long, env = "CARTWAY_FROM", value_enum)]
    pub from: Option<LinkSource>,
    /// Fewest orders that must hold both items of a link
    #[arg(long, env = "CARTWAY_MIN_ORDERS", default_value_t = Settings::MIN_ORDERS, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub min_orders: u32,
    /// Strongest links each item keeps; 0 keeps all
    #[arg(long, env = "CARTWAY_TOP", default_value_t = Settings::TOP, value_name = "N")]
    pub top: usize,
    /// Orders with more different items than this are left out; 0 counts all
    #[arg(
        long,
        env = "CARTWAY_MAX_BASKET",
        default_value_t = Settings::MAX_BASKET,
        value_name = "N"
    )]
    pub max_basket: usize,
    /// What decides which of two links is stronger
    #[arg(long, env = "CARTWAY_MEASURE", value_enum, default_value_t)]
    pub measure: Measure,
    /// Items that closeness to all others is measured from, to rank items by it; exact where there
    /// are no more, 0 ranks none
    #[arg(
        long,
        env = "CARTWAY_CENTRE_SAMPLES",
        default_value_t = Settings::CENTRE_SAMPLES,
        value_name = "N"
    )]
    pub centre_samples: usize,
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
    const MIN_ORDERS: u32 = 2;
    const TOP: usize = 50;
    const MAX_BASKET: usize = 100;
    const CENTRE_SAMPLES: usize = 512;
    const KEEP: u32 = 3;

    /// A rebuild of a database into a folder with the options of a command line that says no more.
    #[must_use]
    pub fn new(db: impl Into<PathBuf>, graph: impl Into<PathBuf>) -> Self {
        Self {
            db: db.into(),
            graph: graph.into(),
            from: None,
            min_orders: Self::MIN_ORDERS,
            top: Self::TOP,
            max_basket: Self::MAX_BASKET,
            measure: Measure::default(),
            centre_samples: Self::CENTRE_SAMPLES,
            category_separator: Vec::new(),
            threads: None,
            memory: None,
            keep: Self::KEEP,
            note: None,
            sample: false,
        }
    }

    /// The options that decide what the graph is, by name, for the manifest.
    pub(super) fn options(&self) -> BTreeMap<String, String> {
        let mut options: BTreeMap<String, String> = [
            ("min_orders", self.min_orders.to_string()),
            ("top", self.top.to_string()),
            ("max_basket", self.max_basket.to_string()),
            ("measure", self.measure.name().to_owned()),
            ("centre_samples", self.centre_samples.to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        if !self.category_separator.is_empty() {
            let separators = self.category_separator.iter();
            let separators: Vec<String> = separators.map(ToString::to_string).collect();
            options.insert("category_separator".to_owned(), separators.join(" "));
        }
        options
    }
}
