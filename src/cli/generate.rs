//! `cartway generate`: a made-up shop of any size, written as fast as SQLite can.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use clap::{ArgGroup, Args};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::interrupt::Interrupt;
use super::output;
use crate::catalogue::{BulkDatabase, BulkRows, NewItem};
use crate::shops::made_up::{LONGEST_LIST, Shop};

/// Make up a shop and write it into a new database.
///
/// The same options make the same rows, on any number of threads. `order_lines` has no unique
/// index, so `import` cannot add to it.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("purchases").args(["orders", "links"]),
    after_help = "Example: cartway generate --db big.db --items 50000 --orders 3200000"
)]
pub(super) struct GenerateArgs {
    /// The SQLite database to make; there must be no such file
    #[arg(long, env = "CARTWAY_DB", value_name = "FILE")]
    db: PathBuf,
    /// Items of the shop
    #[arg(long, env = "CARTWAY_ITEMS", default_value_t = 50_000, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=100_000_000))]
    items: u32,
    /// Orders, of ten lines on average
    #[arg(long, env = "CARTWAY_ORDERS", default_value_t = 300_000, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=4_000_000_000))]
    orders: u64,
    /// Instead of orders, rows of `co_purchases`: lists of what was also bought, ten rows an item at
    /// most, with the position on the list
    #[arg(long, env = "CARTWAY_LINKS", value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    links: Option<u64>,
    /// Give each row of --links a number of orders too
    #[arg(long, env = "CARTWAY_LINK_ORDERS", requires = "links")]
    link_orders: bool,
    /// Another seed makes another shop
    #[arg(long, env = "CARTWAY_SEED", default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Threads to simulate on, beside the one that writes [default: one a core]
    #[arg(long, env = "CARTWAY_THREADS", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
}

/// Makes the database and says what it holds.
///
/// # Errors
/// There is a file already, it cannot be written, or it was interrupted; then nothing is left.
pub(super) fn run(args: &GenerateArgs) -> anyhow::Result<()> {
    if let Some(links) = args.links {
        let most = u64::from(args.items) * u64::from(LONGEST_LIST);
        ensure!(
            links <= most,
            "--links {links} are more than {LONGEST_LIST} for each of {} items: give at most {most}, \
             or more --items",
            args.items
        );
    }
    let watch = Watch::begin(&args.db)?;
    let database = BulkDatabase::create(&args.db)?;
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.map_or_else(cores, |threads| threads as usize);
    let shop = Shop::new(args.seed, args.items, threads);
    let mut report = write_items(&shop, args.items, &database, &watch)?;
    report += &match args.links {
        Some(links) if args.link_orders => {
            let writer = database.counted_co_purchases()?;
            write_links(&shop, links, writer, &watch, |source, target, position| {
                let orders = orders_of_link(source, target, position);
                [source, target, orders, position]
            })?
        }
        Some(links) => {
            let writer = database.co_purchases()?;
            write_links(&shop, links, writer, &watch, |source, target, position| {
                [source, target, position]
            })?
        }
        None => write_orders(&shop, args.orders, &database, &watch)?,
    };
    database.publish()?;
    output::print(&format!("{}: {report}", args.db.display()))
}

fn write_items(
    shop: &Shop,
    count: u32,
    database: &BulkDatabase,
    watch: &Watch,
) -> anyhow::Result<String> {
    let mut writer = database.items()?;
    let step = watch.step("items", u64::from(count));
    shop.items(|items| {
        for item in &items {
            let row = NewItem {
                title: Some(&item.title),
                creator: Some(&item.creator),
                category: Some(item.category),
                year: item.year,
                ..NewItem::default()
            };
            writer.put(item.id.into(), &row)?;
        }
        step.advance(items.len())
    })?;
    Ok(format!("{} items, ", HumanCount(count.into())))
}

fn write_orders(
    shop: &Shop,
    count: u64,
    database: &BulkDatabase,
    watch: &Watch,
) -> anyhow::Result<String> {
    let mut writer = database.order_lines()?;
    let step = watch.step("orders", count);
    let (mut lines, mut pairs) = (0_u64, 0_u64);
    shop.orders(count, |orders| {
        for (order, items) in orders.iter() {
            for &item in items {
                writer.put([order as i64, item.into()])?;
            }
            let size = items.len() as u64;
            pairs += size * (size - 1) / 2;
        }
        lines += orders.item_count() as u64;
        step.advance(orders.count())
    })?;
    writer.finish()?;
    Ok(format!(
        "{} orders, {} lines ({} pairs of one order), {} lines a second\n",
        HumanCount(count),
        HumanCount(lines),
        HumanCount(pairs),
        step.rate(lines)
    ))
}

fn write_links<const WIDTH: usize>(
    shop: &Shop,
    count: u64,
    mut writer: BulkRows<'_, WIDTH>,
    watch: &Watch,
    row: impl Fn(i64, i64, i64) -> [i64; WIDTH],
) -> anyhow::Result<String> {
    let step = watch.step("links", count);
    shop.also_bought(count, |lists| {
        for (source, targets) in lists.iter() {
            for (position, &target) in (1..).zip(targets) {
                writer.put(row(source as i64, target.into(), position))?;
            }
        }
        step.advance(lists.item_count())
    })?;
    writer.finish()?;
    let rate = step.rate(count);
    Ok(format!(
        "{} links, {rate} links a second\n",
        HumanCount(count)
    ))
}

/// How many orders are said to hold both: the fewer, the lower on the list. Where each is on the
/// other's list the two rows may differ, as in lists made at different times.
fn orders_of_link(source: i64, target: i64, position: i64) -> i64 {
    1 + (240 + (source ^ target) % 64) / (position * position)
}

/// Knows whether somebody wants it to end.
struct Watch {
    interrupt: Interrupt,
    db: String,
}

impl Watch {
    fn begin(db: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            interrupt: Interrupt::listen()?,
            db: db.display().to_string(),
        })
    }

    fn step(&self, rows: &'static str, count: u64) -> Step<'_> {
        // Hidden by itself where standard error is no terminal.
        let bar = ProgressBar::new(count).with_message(rows);
        let template = "{spinner} {msg:8} {bar:30} {human_pos}/{human_len} {per_sec} {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Step {
            watch: self,
            bar,
            start: Instant::now(),
        }
    }
}

/// One table being written.
struct Step<'w> {
    watch: &'w Watch,
    bar: ProgressBar,
    start: Instant,
}

impl Step<'_> {
    fn advance(&self, rows: usize) -> anyhow::Result<()> {
        self.bar.inc(rows as u64);
        if self.watch.interrupt.is_raised() {
            bail!("stopped; {} was not made", self.watch.db);
        }
        Ok(())
    }

    /// Rows a second since it began, in words.
    fn rate(&self, rows: u64) -> HumanCount {
        let seconds = self.start.elapsed().as_secs_f64().max(1e-3);
        HumanCount((rows as f64 / seconds) as u64)
    }
}

impl Drop for Step<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[derive(Debug, Parser)]
    struct Command {
        #[command(flatten)]
        args: GenerateArgs,
    }

    #[test]
    fn options_are_consistent_and_each_has_an_environment_variable() {
        let mut command = Command::command();
        command.build();
        command.clone().debug_assert();
        for option in command.get_opts().filter(|it| it.get_id() != "help") {
            let variable = option.get_env().and_then(|name| name.to_str());
            let named = variable.is_some_and(|name| name.starts_with("CARTWAY_"));
            assert!(named, "--{}", option.get_id());
            assert!(option.get_help().is_some(), "--{}", option.get_id());
        }
    }

    #[test]
    fn numbers_out_of_range_and_orders_beside_links_are_refused() {
        for line in [
            "generate --items 50000",
            "generate --db big.db --items 99",
            "generate --db big.db --orders 0",
            "generate --db big.db --links 0",
            "generate --db big.db --orders 5 --links 5",
            "generate --db big.db --link-orders",
        ] {
            assert!(Command::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
        let whole =
            "generate --db big.db --items 1000 --links 9 --link-orders --seed 3 --threads 2";
        let parsed = Command::try_parse_from(whole.split(' ')).unwrap();
        assert_eq!((parsed.args.items, parsed.args.links), (1_000, Some(9)));
    }
}
