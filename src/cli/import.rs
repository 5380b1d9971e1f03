//! `cartway import`: files into the shop's database. Reports go to standard output, rejected rows
//! and progress to standard error. How files are read is in `crate::import`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand};
use indicatif::{HumanCount, ProgressBar};

use super::interrupt::Interrupt;
use super::terminal::harmless;
use super::{inspect, inspected, output};
use crate::files::TableOptions;
use crate::import::{
    self, BasketsOptions, ImportFormat, ImportProgress, ImportReport, ImportTarget, ItemsOptions,
    LinksOptions, OrdersOptions,
};

/// Bring orders, items or links from files into the shop's database.
///
/// Files are plain or packed with gzip, zstd or zip; `-` is standard input. Each goes in as a whole:
/// a row that cannot be used is reported with its file, line and reason and left out, but a file
/// that cannot be understood at all changes nothing. Importing a file again adds nothing twice.
///
/// Without a kind, the files are looked at as `cartway inspect` does: where that is sure, the command
/// it proposes is printed and run; otherwise it says what it needs to know.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ImportArgs {
    #[command(subcommand)]
    format: Option<Format>,

    /// How to read the files.
    #[command(flatten)]
    table: TableOptions,

    /// Which files, and where to.
    #[command(flatten)]
    target: Option<TargetArgs>,
}

/// A command of a proposal.
#[derive(Debug, Parser)]
#[command(no_binary_name = true)]
struct Proposed {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// Order lines, as CSV with column names or JSON Lines: which item is on which order.
    #[command(
        after_help = "Example: cartway import orders --db shop.db --order-column InvoiceNo \
        --item-column StockCode --title-column Description --skip 'InvoiceNo=^C' retail.csv.gz"
    )]
    Orders {
        #[command(flatten)]
        options: OrdersOptions,
        #[command(flatten)]
        target: TargetArgs,
    },
    /// Items, as CSV with column names or JSON Lines: id, title, and if there are any creator,
    /// category, year, url, image_url.
    #[command(after_help = "Example: cartway import items --db shop.db --id-column sku items.csv")]
    Items {
        #[command(flatten)]
        options: ItemsOptions,
        #[command(flatten)]
        target: TargetArgs,
    },
    /// Links that are given instead of counted, as a SNAP edge list, CSV or JSON Lines.
    #[command(
        after_help = "Example: cartway import links --db shop.db --undirected \
        --names nodes.txt.gz edges.tsv.gz"
    )]
    Links {
        #[command(flatten)]
        options: LinksOptions,
        #[command(flatten)]
        target: TargetArgs,
    },
    /// SNAP's amazon-meta.txt: items with their titles, and their lists of similar items.
    AmazonMeta {
        #[command(flatten)]
        target: TargetArgs,
    },
    /// Market baskets: one basket a line, its items parted by spaces.
    #[command(after_help = "Example: cartway import baskets --db shop.db retail.dat.gz")]
    Baskets {
        #[command(flatten)]
        options: BasketsOptions,
        #[command(flatten)]
        target: TargetArgs,
    },
}

#[derive(Debug, Args)]
struct TargetArgs {
    /// The shop's SQLite database; made if it is not there. Keep it apart from a database that
    /// other programs own: for those, create views instead.
    #[arg(
        long,
        env = "CARTWAY_DB",
        value_name = "FILE",
        default_value = "shop.db"
    )]
    db: PathBuf,

    /// List all rejected rows here, as CSV: file, line, reason, row. On the screen there are the
    /// first 20 of a file only.
    #[arg(long, env = "CARTWAY_REJECTS", value_name = "FILE")]
    rejects: Option<PathBuf>,

    /// Take a file though most of its rows cannot be used.
    #[arg(long, env = "CARTWAY_FORCE", value_parser = BoolishValueParser::new())]
    force: bool,

    /// Print what became of each file as JSON instead of in words.
    #[arg(long, env = "CARTWAY_JSON", value_parser = BoolishValueParser::new())]
    json: bool,

    /// The files to import, plain or packed with gzip, zstd or zip; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Imports the files, telling of each when it is in.
///
/// # Errors
/// If a file cannot be understood, the database cannot be written, or a signal stopped it; files
/// before it stay in.
pub fn run(args: ImportArgs) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    match (args.format, args.target) {
        (Some(format), _) => import(format, &interrupt),
        (None, Some(target)) => import_as_it_looks(&target, &args.table, &interrupt),
        (None, None) => bail!("no files are named: cartway import FILE..."),
    }
}

/// Looks at the files first, and imports them if that leaves nothing to ask.
fn import_as_it_looks(
    target: &TargetArgs,
    table: &TableOptions,
    interrupt: &Interrupt,
) -> anyhow::Result<()> {
    if target.files.iter().any(|file| file.as_os_str() == "-") {
        bail!(
            "standard input can be read only once, and not looked at first: say what it is, as in \
             cartway import orders -"
        );
    }
    if let Some(first) = target.files.first()
        // Of a file that may not be looked at more is told where it is read.
        && !first.try_exists().unwrap_or(true)
    {
        let first = first.display();
        bail!(
            "{first} is neither a file nor a kind of import: kinds are orders, items, links, baskets, \
             amazon-meta; without one, name the files"
        );
    }
    // The commands that are found are texts.
    if let Some(odd) = target.files.iter().find(|file| file.to_str().is_none()) {
        let odd = odd.display();
        bail!(
            "{odd}: its name is no UTF-8: rename it, or say what it is, as in cartway import orders"
        );
    }
    let looks = inspect::look(&target.files, table, interrupt)?;
    let database = target.db.display().to_string();
    if !looks.are_sure() {
        output::tell(&inspected::doubts(&looks, &database));
        bail!(
            "nothing was imported: it is not sure what to take; answer the questions above, or run \
             the command with what is right (cartway inspect shows more)"
        );
    }
    output::tell(&inspected::faults(&looks));
    for proposal in &looks.proposals {
        let command = proposal.command(&database);
        output::tell(&format!("{}\n", harmless(&command)));
        let mut words = proposal.words_with(&database);
        let rejects = target
            .rejects
            .iter()
            .map(|file| format!("--rejects={}", file.display()));
        let flags = [(target.force, "--force"), (target.json, "--json")];
        let flags = flags.into_iter().filter(|(given, _)| *given);
        words.splice(1..1, rejects.chain(flags.map(|(_, flag)| flag.to_owned())));
        import(Proposed::try_parse_from(words)?.format, interrupt)?;
    }
    Ok(())
}

fn import(format: Format, interrupt: &Interrupt) -> anyhow::Result<()> {
    let (format, target) = match format {
        Format::Orders { options, target } => (ImportFormat::Orders(options), target),
        Format::Items { options, target } => (ImportFormat::Items(options), target),
        Format::Links { options, target } => (ImportFormat::Links(options), target),
        Format::AmazonMeta { target } => (ImportFormat::AmazonMeta, target),
        Format::Baskets { options, target } => (ImportFormat::Baskets(options), target),
    };
    let json = target.json;
    let target = ImportTarget {
        database: target.db,
        files: target.files,
        rejects: target.rejects,
        force: target.force,
    };
    let mut screen = Screen::new(target.rejects.is_some(), json, interrupt.flag());
    let outcome = import::run(&format, &target, &mut screen);
    // Files that are in are told of even where a later one is not.
    let printed = screen.finish();
    outcome?;
    printed.context("the files are in, but the report cannot be printed")
}

/// Tells the operator how it goes on.
struct Screen {
    bar: ProgressBar,
    rejects_are_listed: bool,
    /// Reports that are printed together in the end, as JSON.
    json: Option<Vec<ImportReport>>,
    stop: Arc<AtomicBool>,
    /// The first failure to print a report.
    written: io::Result<()>,
}

impl Screen {
    fn new(rejects_are_listed: bool, json: bool, stop: Arc<AtomicBool>) -> Self {
        let bar = if io::stderr().is_terminal() {
            ProgressBar::new_spinner()
        } else {
            ProgressBar::hidden()
        };
        bar.enable_steady_tick(Duration::from_millis(100));
        Self {
            bar,
            rejects_are_listed,
            json: json.then(Vec::new),
            stop,
            written: Ok(()),
        }
    }

    /// Prints what is still to be printed; the first failure to print anything.
    fn finish(self) -> anyhow::Result<()> {
        self.written?;
        match &self.json {
            Some(files) => output::print(&serde_json::to_string_pretty(files)?),
            None => Ok(()),
        }
    }

    fn print(&self, report: &ImportReport) -> io::Result<()> {
        for rejected in &report.first_rejected {
            output::tell(&format!("{rejected}\n"));
        }
        let listed = report.first_rejected.len() as u64;
        let more = report.rejected_count().saturating_sub(listed);
        if more > 0 && !self.rejects_are_listed {
            let more = HumanCount(more);
            output::tell(&format!(
                "and {more} more rejected rows: --rejects FILE lists them all\n"
            ));
        }
        writeln!(io::stdout().lock(), "{report}")
    }
}

impl ImportProgress for Screen {
    fn rows(&mut self, file: &str, rows: u64) {
        self.bar
            .set_message(format!("{file}: {} rows", HumanCount(rows)));
    }

    fn imported(&mut self, report: &ImportReport) {
        if let Some(files) = &mut self.json {
            files.push(report.clone());
            return;
        }
        let printed = self.bar.suspend(|| self.print(report));
        if self.written.is_ok() {
            self.written = printed;
        }
    }

    fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[derive(Debug, Parser)]
    struct Command {
        #[command(flatten)]
        args: ImportArgs,
    }

    #[test]
    fn options_are_consistent_and_each_has_an_environment_variable() {
        let mut command = Command::command();
        command.build();
        command.clone().debug_assert();
        for format in command
            .get_subcommands()
            .filter(|format| format.get_name() != "help")
        {
            for option in format.get_opts().filter(|option| option.get_id() != "help") {
                let variable = option.get_env().and_then(|name| name.to_str());
                let named = variable.is_some_and(|name| name.starts_with("CARTWAY_"));
                assert!(named, "{} --{}", format.get_name(), option.get_id());
                assert!(option.get_help().is_some(), "--{}", option.get_id());
            }
        }
    }

    #[test]
    fn each_format_can_be_asked_for() {
        for line in [
            "import orders --db shop.db --order-column InvoiceNo --skip InvoiceNo=^C --skip A=b -",
            "import items --db shop.db --id-column sku --delimiter ; a.csv b.csv",
            "import links --db shop.db --names nodes.txt --undirected edges.tsv",
            "import amazon-meta --db shop.db --rejects bad.csv amazon-meta.txt",
            "import baskets --db shop.db --order-prefix march retail.dat",
        ] {
            let parsed = Command::try_parse_from(line.split(' '));
            assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn files_and_good_options_are_asked_for() {
        for line in [
            "import orders --db shop.db",
            "import orders --db shop.db --skip InvoiceNo a.csv",
            "import orders --db shop.db --skip InvoiceNo=( a.csv",
            "import orders --db shop.db --delimiter ab a.csv",
        ] {
            assert!(Command::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
