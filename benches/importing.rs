//! Order lines from a CSV file into a new database: ten lines an order, orders rising and then
//! shuffled, and the same file once more; beside plain SQLite with a unique index, which is told the
//! rows without a file. Prints lines a second.
//!
//! `CARTWAY_BENCH_LINES` says how many lines (10,000,000).

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use cartway::catalogue::{CatalogueError, CatalogueWriter, OrderLineOptions};
use cartway::import::{self, ImportFormat, ImportTarget, OrdersOptions, Silent};
use clap::Args;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rusqlite::Connection;

const LINES_AN_ORDER: u64 = 10;
const ITEMS: u64 = 50_021;

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let lines = std::env::var("CARTWAY_BENCH_LINES");
    let lines: u64 = lines.map_or(Ok(10_000_000), |lines| lines.parse())?;
    let mut orders: Vec<u64> = (0..lines / LINES_AN_ORDER).collect();
    for order in ["rising", "shuffled"] {
        if order == "shuffled" {
            orders.shuffle(&mut StdRng::seed_from_u64(1));
        }
        measure_all(order, &orders)?;
    }
    Ok(())
}

fn measure_all(name: &str, orders: &[u64]) -> Outcome {
    let folder = tempfile::tempdir()?;
    let csv = folder.path().join("lines.csv");
    write_csv(&csv, orders)?;
    let measure = |what: &str, work: &mut dyn FnMut() -> Outcome| -> Outcome {
        let begin = Instant::now();
        work()?;
        let seconds = begin.elapsed().as_secs_f64();
        let rate = orders.len() as f64 * LINES_AN_ORDER as f64 / seconds;
        println!(
            "{name:9} {what:28} {:6.2} M lines/s {seconds:8.2} s",
            rate / 1e6
        );
        Ok(())
    };
    let db = folder.path().join("shop.db");
    measure("import from CSV", &mut || import_csv(&csv, &db))?;
    measure("the same file once more", &mut || import_csv(&csv, &db))?;
    let db = folder.path().join("told.db");
    measure("told without a file", &mut || tell(orders, &db))?;
    let db = folder.path().join("index.db");
    measure("SQLite with a unique index", &mut || insert(orders, &db))
}

/// The lines of an order, as numbers of order and item.
fn lines(order: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..LINES_AN_ORDER).map(move |place| {
        let item = (order * 7919 + place * place * 104_729) % ITEMS;
        (order + 1_000_000, item)
    })
}

fn write_csv(path: &Path, orders: &[u64]) -> Outcome {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "order_id,item_id")?;
    for (order, item) in orders.iter().flat_map(|order| lines(*order)) {
        writeln!(file, "{order},i{item}")?;
    }
    Ok(file.flush()?)
}

fn import_csv(csv: &Path, db: &Path) -> Outcome {
    let command = OrdersOptions::augment_args(clap::Command::new("import"));
    let options = clap::FromArgMatches::from_arg_matches(&command.get_matches_from(["import"]))?;
    let target = ImportTarget {
        database: db.to_owned(),
        files: vec![csv.to_owned()],
        rejects: None,
        force: false,
    };
    import::run(&ImportFormat::Orders(options), &target, &mut Silent)?;
    Ok(())
}

/// What a source without costs of its own could reach.
fn tell(orders: &[u64], db: &Path) -> Outcome {
    let mut catalogue = CatalogueWriter::open(db)?;
    let mut batch = catalogue.begin()?;
    let mut text = String::new();
    batch.put_order_lines(OrderLineOptions::default(), |feed| {
        for (order, item) in orders.iter().flat_map(|order| lines(*order)) {
            let (order, item) = in_text(&mut text, order, item);
            feed.put(order, item, None)?;
        }
        Ok::<(), CatalogueError>(())
    })?;
    Ok(batch.commit()?)
}

/// What everybody writes first.
fn insert(orders: &[u64], db: &Path) -> Outcome {
    let mut connection = Connection::open(db)?;
    connection.pragma_update(None, "cache_size", -128 * 1024)?;
    let batch = connection.transaction()?;
    batch
        .execute_batch("CREATE TABLE order_lines(order_id, item_id, UNIQUE(order_id, item_id))")?;
    let mut statement =
        batch.prepare("INSERT INTO order_lines VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    let mut text = String::new();
    for (order, item) in orders.iter().flat_map(|order| lines(*order)) {
        statement.execute(in_text(&mut text, order, item))?;
    }
    drop(statement);
    Ok(batch.commit()?)
}

fn in_text(text: &mut String, order: u64, item: u64) -> (&str, &str) {
    use std::fmt::Write;
    text.clear();
    // Writing to a String cannot fail.
    let _ = write!(text, "{order}i{item}");
    text.split_at(text.find('i').unwrap_or_default())
}
