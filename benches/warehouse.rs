//! Whole rebuilds from folders of Parquet, by the program as people run it. The lines are made up on
//! the way, and the folder is gone in the end:
//!
//! ```sh
//! cargo bench --bench warehouse -- 1 10                        # millions of order lines
//! cargo bench --bench warehouse -- --keep FOLDER 32            # for benches/peers/warehouse.py
//! ```
//!
//! Prints a table in Markdown: seconds of the passes and of the whole, and the largest resident set.
//! A second row is of `rebuild --counts`, of what the first one counted.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::Command;

use cartway::columnar::{Cell, CellKind, TableWriter};
use cartway::generation::{GraphFolder, Manifest};
use cartway::shops::made_up::Shop;

const ITEMS: u32 = 50_000;
/// A made-up order has about ten lines.
const LINES_AN_ORDER: u64 = 10;
const LINES_A_FILE: u64 = 4_000_000;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let mut keep = None;
    let mut millions = Vec::new();
    while let Some(argument) = arguments.next() {
        if argument == "--keep" {
            keep = arguments.next().map(PathBuf::from);
        } else {
            let number = argument.parse::<u64>();
            millions
                .push(number.map_err(|error| io::Error::other(format!("{argument}: {error}")))?);
        }
    }
    if millions.is_empty() {
        millions.push(1);
    }
    println!(
        "| order lines | pairs to count | from | read | count or link | the rest | whole | memory |"
    );
    println!("|---:|---:|---|---:|---:|---:|---:|---:|");
    let temporary = tempfile::tempdir()?;
    let folder = keep.unwrap_or_else(|| temporary.path().join("warehouse"));
    for millions in millions {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        make(&folder, millions * 1_000_000 / LINES_AN_ORDER)?;
        measure(&folder, temporary.path())?;
    }
    Ok(())
}

/// Files of order lines, and one of items.
fn make(folder: &Path, order_count: u64) -> io::Result<()> {
    let shop = Shop::new(1, ITEMS, rayon::current_num_threads());
    let lines = folder.join("order_lines");
    fs::create_dir_all(&lines)?;
    fs::create_dir_all(folder.join("items"))?;
    let mut out = BufWriter::new(File::create_new(folder.join("items/0.parquet"))?);
    let columns = [("id", CellKind::Integer), ("title", CellKind::Text)];
    let mut table = TableWriter::begin(&mut out, columns.into_iter())?;
    shop.items(|items| {
        items.into_iter().try_for_each(|item| {
            table.put(Some(Cell::Integer(item.id.into())));
            table.put(Some(Cell::Text(&item.title)));
            table.end_row()
        })
    })?;
    table.finish()?;
    let mut file = Lines::default();
    shop.orders(order_count, |orders| {
        for (order, items) in orders.iter() {
            let order = i64::try_from(order).map_err(io::Error::other)?;
            file.rows
                .extend(items.iter().map(|&item| (order, i64::from(item))));
        }
        file.write_if(&lines, |rows| rows as u64 >= LINES_A_FILE)
    })?;
    file.write_if(&lines, |rows| rows > 0)
}

/// The lines of a file.
#[derive(Default)]
struct Lines {
    rows: Vec<(i64, i64)>,
    number: usize,
}

impl Lines {
    fn write_if(&mut self, folder: &Path, is_full: impl Fn(usize) -> bool) -> io::Result<()> {
        if !is_full(self.rows.len()) {
            return Ok(());
        }
        let path = folder.join(format!("{:05}.parquet", self.number));
        let mut out = BufWriter::new(File::create_new(path)?);
        let columns = ["order_id", "item_id"].map(|name| (name, CellKind::Integer));
        let mut table = TableWriter::begin(&mut out, columns.into_iter())?;
        for (order, item) in self.rows.drain(..) {
            table.put(Some(Cell::Integer(order)));
            table.put(Some(Cell::Integer(item)));
            table.end_row()?;
        }
        self.number += 1;
        table.finish()
    }
}

/// Rebuilds twice and prints both.
fn measure(warehouse: &Path, folder: &Path) -> io::Result<()> {
    let (graph, counts) = (folder.join("graph"), folder.join("counts"));
    let told = rebuild(&graph, &["--db".as_ref(), warehouse])?;
    row("Parquet", &told, &told);
    rebuild(
        &graph,
        &[
            "--db".as_ref(),
            warehouse,
            "--write-counts".as_ref(),
            &counts,
        ],
    )?;
    let of_counts = rebuild(&graph, &["--counts".as_ref(), &counts])?;
    row("its counts", &told, &of_counts);
    Ok(())
}

/// Runs the program on a graph folder of its own, and reads what it says of itself.
fn rebuild(graph: &Path, input: &[&Path]) -> io::Result<Manifest> {
    if graph.exists() {
        fs::remove_dir_all(graph)?;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_cartway"));
    command.arg("rebuild").args(input).arg("--graph").arg(graph);
    let status = command
        .args(["--max-basket", "0", "--no-atlas", "--quiet"])
        .status()?;
    if !status.success() {
        return Err(io::Error::other("`cartway rebuild` failed"));
    }
    let name = GraphFolder::at(graph).current().map_err(io::Error::other)?;
    Manifest::read(&graph.join(name.unwrap_or_default())).map_err(io::Error::other)
}

fn row(from: &str, counted: &Manifest, manifest: &Manifest) {
    let seconds = |names: &[&str]| -> f64 {
        let passes = manifest.timings.iter();
        let named = passes.filter(|time| names.contains(&time.pass.as_str()));
        named.map(|time| time.seconds).sum()
    };
    let (read, made) = (seconds(&["read"]), seconds(&["count", "link"]));
    let whole = manifest.total_seconds;
    println!(
        "| {} | {} | {from} | {read:.2} s | {made:.2} s | {:.2} s | {whole:.2} s | {:.0} MB |",
        counted.counts.order_lines,
        counted.counts.pair_instances,
        whole - read - made,
        manifest.peak_memory_bytes.unwrap_or(0) as f64 / 1e6,
    );
}
