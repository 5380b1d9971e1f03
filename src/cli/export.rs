//! `cartway export`: the whole graph as a file of another program.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use clap::Args;
use clap::builder::{BoolishValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use indicatif::ProgressBar;

use super::figures::amount;
use super::interrupt::Interrupt;
use super::out_file::{OutFile, unwritable, write_through};
use super::output;
use super::progress::style;
use super::question::GraphArgs;
use crate::explorer::Session;
use crate::exports::{self, About, Format, Items, Links, Part, Source, Table, WholeGraph};

/// Stands for standard output.
const STANDARD: &str = "-";

/// Options of `cartway export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: cartway export --graph shop.graph --format gexf --output shop.gexf\n          \
                  cartway export --graph shop.graph --format parquet --output shop/\n          \
                  cartway export --graph shop.graph --format csv --table links | head"
)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    graph: GraphArgs,
    /// What to write
    #[arg(long, env = "CARTWAY_FORMAT", value_parser = formats())]
    format: Format,
    /// Where to write; `-` is standard output. Csv and parquet get two files: of FILE.csv, links are
    /// written there and items to FILE.items.csv; any other name is that of a folder for both, unless
    /// --table names one of them
    #[arg(long, env = "CARTWAY_OUTPUT", value_name = "FILE", default_value = STANDARD)]
    output: PathBuf,
    /// One table only, of csv and parquet
    #[arg(long, env = "CARTWAY_TABLE", value_parser = tables())]
    table: Option<Table>,
    /// Pack by gzip; files named .gz are anyway
    #[arg(long, env = "CARTWAY_GZIP", value_parser = BoolishValueParser::new())]
    gzip: bool,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|format| {
        let help = format!("For {}", format.readers());
        PossibleValue::new(format.name()).help(help)
    });
    PossibleValuesParser::new(names).try_map(|name| Format::from_name(&name).ok_or("not a format"))
}

fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::name)).try_map(|name| {
        let mut all = Table::ALL.into_iter();
        all.find(|table| table.name() == name).ok_or("not a table")
    })
}

/// Writes the whole graph. The first Ctrl-C or SIGTERM stops it.
///
/// # Errors
/// The graph cannot be used, the file cannot be written, or it was stopped; then no file is left that
/// was not there before.
pub(super) fn run(args: &ExportArgs) -> anyhow::Result<()> {
    args.check()?;
    let session = args.graph.session()?;
    let export = Export {
        args,
        graph: WholeGraph::from(&session),
        bar: bar(args.rows(&session)),
        interrupt: Interrupt::listen()?,
    };
    let written = export.write();
    export.bar.finish_and_clear();
    if export.interrupt.is_raised() && written.is_err() {
        match args.is_to_standard_output() {
            true => bail!("stopped; standard output has a part of the graph only"),
            false => bail!("stopped; {} was not written", args.output.display()),
        }
    }
    match written? {
        Some(bytes) => output::print(&format!(
            "{}: {} and {} of generation {}, {}",
            args.output.display(),
            amount(session.item_count(), "items"),
            amount(session.link_count(), "links"),
            session.generation().name,
            amount(bytes, "bytes")
        )),
        None => Ok(()),
    }
}

impl ExportArgs {
    /// Whether the options fit each other.
    fn check(&self) -> anyhow::Result<()> {
        let format = self.format.name();
        let is_table = self.format.is_table();
        ensure!(
            is_table || self.table.is_none(),
            "{format} has items and links in one file; leave out --table, or choose csv or parquet"
        );
        ensure!(
            self.format != Format::Parquet || !self.is_packed(),
            "parquet is packed already; leave out --gzip, and .gz of the name"
        );
        ensure!(
            !(is_table && self.table.is_none() && self.is_to_standard_output()),
            "{format} makes two files: name a folder with --output, or one of them with --table \
             items or --table links"
        );
        Ok(())
    }

    fn is_to_standard_output(&self) -> bool {
        self.output.as_os_str() == STANDARD
    }

    fn is_packed(&self) -> bool {
        self.gzip || self.output.extension().is_some_and(|suffix| suffix == "gz")
    }

    /// How the names of its files end: `.csv.gz`.
    fn suffix(&self) -> String {
        let packed = if self.is_packed() { ".gz" } else { "" };
        format!(".{}{packed}", self.format.suffix())
    }

    /// Whether a table is written to a file of a name that ends as such, and not into a folder.
    fn is_named_file(&self) -> bool {
        let name = self.output.to_string_lossy();
        self.format.is_table() && name.ends_with(&self.suffix()) && !self.output.is_dir()
    }

    /// How many items and links are written.
    fn rows(&self, session: &Session) -> u64 {
        let (items, links) = (session.item_count(), session.link_count());
        match self.table {
            Some(Table::Items) => items,
            Some(Table::Links) => links,
            None => items + links,
        }
    }
}

fn bar(rows: u64) -> ProgressBar {
    // Hidden by itself where standard error is no terminal.
    let bar = ProgressBar::new(rows);
    bar.set_style(style(
        "{spinner} {bar:30} {human_pos} of {human_len} items and links, {rate}, {eta} left",
    ));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// An export under way.
struct Export<'a> {
    args: &'a ExportArgs,
    graph: WholeGraph<'a>,
    bar: ProgressBar,
    interrupt: Interrupt,
}

impl Export<'_> {
    /// Writes what is asked for; the bytes of the files, if there are any.
    fn write(&self) -> anyhow::Result<Option<u64>> {
        let output = &self.args.output;
        match (self.args.is_to_standard_output(), self.args.table) {
            (true, table) => {
                let written = self.write_table(table.unwrap_or(Table::Links), io::stdout());
                written.context("standard output cannot be written to")?;
                Ok(None)
            }
            (false, None) if self.args.is_named_file() => self.write_two(output).map(Some),
            (false, None) if self.args.format.is_table() => self.write_folder(output).map(Some),
            (false, table) => {
                let file = self.write_file(table.unwrap_or(Table::Links), output)?;
                file.publish().map(Some)
            }
        }
    }

    /// The links in the file that is named, and the items beside it: `shop.csv`, `shop.items.csv`.
    fn write_two(&self, links: &Path) -> anyhow::Result<u64> {
        let name = links.file_name().unwrap_or_default().to_string_lossy();
        let suffix = self.args.suffix();
        let stem = name.strip_suffix(&suffix).unwrap_or(&name);
        let items = links.with_file_name(format!("{stem}.{}{suffix}", Table::Items.name()));
        let files = [
            self.write_file(Table::Links, links)?,
            self.write_file(Table::Items, &items)?,
        ];
        files.into_iter().map(OutFile::publish).sum()
    }

    /// A file for each table. They get their names when both are whole.
    fn write_folder(&self, folder: &Path) -> anyhow::Result<u64> {
        let is_new = !folder.exists();
        fs::create_dir_all(folder).with_context(|| {
            format!(
                "{} cannot be made a folder; name another one",
                folder.display()
            )
        })?;
        let written = self.write_tables(folder);
        if is_new && written.is_err() {
            // Only an empty one goes: what another program put there meanwhile stays.
            let _ = fs::remove_dir(folder);
        }
        written
    }

    fn write_tables(&self, folder: &Path) -> anyhow::Result<u64> {
        let suffix = self.args.suffix();
        let files = Table::ALL.map(|table| {
            let name = format!("{}{suffix}", table.name());
            self.write_file(table, &folder.join(name))
        });
        let files = files.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        files.into_iter().map(OutFile::publish).sum()
    }

    fn write_file(&self, table: Table, path: &Path) -> anyhow::Result<OutFile> {
        let file = OutFile::begin(path)?;
        let written = self.write_table(table, file.file());
        written.with_context(|| unwritable(&path.display().to_string()))?;
        Ok(file)
    }

    fn write_table(&self, table: Table, out: impl Write + Send) -> io::Result<()> {
        let watched = Watched {
            graph: &self.graph,
            bar: &self.bar,
        };
        write_through(out, self.args.is_packed(), self.interrupt.flag(), |out| {
            exports::write_table(&watched, self.args.format, table, out)
        })
    }
}

/// A graph whose bar moves as it is read.
struct Watched<'a> {
    graph: &'a WholeGraph<'a>,
    bar: &'a ProgressBar,
}

impl Source for Watched<'_> {
    fn about(&self) -> About {
        self.graph.about()
    }

    fn parts(&self) -> &'static [Part] {
        self.graph.parts()
    }

    fn items(&self) -> Items<'_> {
        Box::new(self.graph.items().inspect(|_| self.bar.inc(1)))
    }

    fn links(&self) -> Links<'_> {
        Box::new(self.graph.links().inspect(|_| self.bar.inc(1)))
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[derive(Debug, Parser)]
    struct Command {
        #[command(flatten)]
        args: ExportArgs,
    }

    #[test]
    fn options_are_consistent_and_each_has_an_environment_variable() {
        let mut command = Command::command();
        command.build();
        command.clone().debug_assert();
        for option in command.get_opts().filter(|it| it.get_id() != "help") {
            let variable = option.get_env().and_then(|name| name.to_str());
            let named = variable.is_some_and(|name| name.starts_with("CARTWAY_"));
            assert!(
                named && option.get_help().is_some(),
                "--{}",
                option.get_id()
            );
        }
    }

    #[test]
    fn options_that_do_not_fit_each_other_are_told() {
        let said = |line: &str| {
            let line = format!("export --graph g --format {line}");
            let parsed = Command::try_parse_from(line.split(' ')).unwrap();
            parsed.args.check().err().map(|error| error.to_string())
        };
        for line in [
            "csv",
            "parquet",
            "gexf --table links",
            "parquet --output x --gzip",
            "parquet --output x.gz",
        ] {
            assert!(said(line).is_some(), "{line}");
        }
        for line in [
            "gexf",
            "csv --table items",
            "csv --output folder --gzip",
            "dot --output x.dot.gz",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
