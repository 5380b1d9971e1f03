//! The rows of a catalogue made into links: read, counted or taken as they are given, cut to the
//! strongest.

use std::ops::ControlFlow;

use bytesize::ByteSize;
use cartway_graph::counting::{self, Baskets, Keep, OrderLines};
use cartway_graph::items::ItemTable;
use cartway_graph::links::{GivenLink, Links};
use cartway_graph::prune;

use super::error::{RebuildError, Stopped};
use super::gather::{self, Gathered};
use super::leave_out;
use super::link_rules::LinkRules;
use super::memory;
use super::origin::Origin;
use super::passes::{Pass, Passes};
use super::purchases::Purchases;
use super::settings::Settings;
use crate::generation::{Draft, Manifest};

/// Seconds that programs commonly wait for a database that is locked.
const PATIENCE: f64 = 5.0;

/// Items, and the links that stay of all between them.
pub(super) struct Linked {
    pub(super) items: ItemTable,
    /// By the places of items in the table.
    pub(super) links: Links,
}

/// Reads all rows and makes links of them.
pub(super) fn of_rows(
    origin: Origin,
    draft: &Draft<'_>,
    settings: &Settings,
    rules: LinkRules,
    passes: &mut Passes<'_>,
    manifest: &mut Manifest,
) -> Result<Linked, RebuildError> {
    let gathered = gather_all(origin, draft, settings, passes, manifest)?;
    warn_of_lock(manifest);
    let Gathered { items, purchases } =
        leave_out::leave_out(gathered, &settings.leave_out, manifest);
    let links = match purchases {
        Purchases::Lines(lines) => passes.run("count", "pairs", |pass| {
            of_lines(lines, &items, settings, rules, pass, manifest)
        }),
        Purchases::Given(rows) => passes.run("link", "rows", |pass| {
            pass.did(rows.len() as u64, "rows");
            of_given(rows, items.len(), rules, manifest)
        }),
    }?;
    Ok(Linked { items, links })
}

fn of_lines(
    lines: OrderLines,
    items: &ItemTable,
    settings: &Settings,
    rules: LinkRules,
    pass: &mut Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Links, RebuildError> {
    let rows = lines.items.len() as u64;
    memory::ask_for("order lines", Baskets::bytes_to_gather(&lines, items.len()))?;
    let baskets = Baskets::gather(lines, items.len(), rules.max_basket);
    manifest.counts.duplicate_lines = rows - baskets.report().distinct_lines;
    let held = (items.bytes() + baskets.bytes()) as u64;
    count(&baskets, settings, rules, held, pass, manifest)
}

fn of_given(
    rows: Vec<GivenLink>,
    item_count: usize,
    rules: LinkRules,
    manifest: &mut Manifest,
) -> Result<Links, RebuildError> {
    memory::ask_for("links", 2 * size_of_val(&*rows) as u64)?;
    let (links, report) = Links::given(rows, item_count, rules.min_orders);
    gather::report_given(report, manifest);
    manifest.counts.links_before_pruning = links.links.len() as u64;
    let listings = links.listing_count();
    let links = prune::prune(links, rules.measure, rules.top);
    manifest.counts.listings_pruned = listings - links.listing_count();
    Ok(links)
}

/// Reads everything, from a copy where that is asked for; the copy is gone then.
fn gather_all(
    origin: Origin,
    draft: &Draft<'_>,
    settings: &Settings,
    passes: &mut Passes<'_>,
    manifest: &mut Manifest,
) -> Result<Gathered, RebuildError> {
    if !settings.copy {
        return passes.run("read", "rows", |pass| {
            gather::gather(&origin, settings, pass, manifest)
        });
    }
    let folder = draft.copy_folder()?;
    let (mut copy, locked) = passes.run("copy", "pages", |pass| {
        origin.copy_into(folder.path(), |pages| pass.advance(pages))
    })?;
    copy.stop_when(passes.stop_flag())?;
    let gathered = passes.run("read", "rows", |pass| {
        gather::gather(&copy, settings, pass, manifest)
    })?;
    manifest.locked_seconds = locked.map(|time| time.as_secs_f64());
    Ok(gathered)
}

/// Tells of a lock that others will have noticed.
fn warn_of_lock(manifest: &mut Manifest) {
    if let Some(seconds) = manifest.locked_seconds.filter(|&time| time > PATIENCE) {
        manifest.operator_warnings.push(format!(
            "for {seconds:.1} s nobody could write to the database, as it is not in WAL mode: `PRAGMA \
             journal_mode = WAL` in it lets others write while it is read, and --copy makes that time \
             shorter"
        ));
    }
}

/// `held` bytes of the memory allowed are in use.
fn count(
    baskets: &Baskets,
    settings: &Settings,
    rules: LinkRules,
    held: u64,
    pass: &mut Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Links, RebuildError> {
    let report = baskets.report();
    pass.expect(report.pair_instances);
    let keep = Keep {
        min_orders: rules.min_orders,
        top: rules.top,
        measure: rules.measure,
        memory: settings
            .memory
            .map(|memory| memory.as_u64().saturating_sub(held)),
    };
    memory::ask_for("pairs", counting::bytes_to_count(baskets, keep))?;
    let ControlFlow::Continue(counted) = counting::count(baskets, keep, &pass.tick()) else {
        return Err(Stopped.into());
    };
    let counts = &mut manifest.counts;
    counts.orders = report.orders;
    counts.order_lines = report.distinct_lines;
    counts.orders_over_limit = report.orders_over_limit;
    counts.lines_over_limit = report.lines_over_limit;
    counts.pair_instances = report.pair_instances;
    counts.distinct_pairs = counted.distinct_pairs;
    counts.links_under_minimum = counted.distinct_pairs - counted.pairs_over_minimum;
    counts.links_before_pruning = counted.pairs_over_minimum;
    // Before they are cut, a pair stands on the lists of both.
    counts.listings_pruned = 2 * counted.pairs_over_minimum - counted.links.listing_count();
    if counted.slices > 1 {
        counts.counting_slices = counted.slices as u64;
    }
    if let Some(least) = counted.memory_short_of {
        manifest.warnings.push(format!(
            "--memory is too little: the counting used up to {} with what it had to keep, in {} \
             slices of items",
            ByteSize(held + least),
            counted.slices
        ));
    }
    Ok(counted.links)
}
