//! Reading the catalogue: items in id order, and purchases that speak of them by their place.

use cartway_graph::items::{ItemList, ItemTable};
use cartway_graph::links::GivenReport;

use super::error::{RebuildError, Stopped};
use super::intern::{Interner, Known};
use super::meeting;
use super::origin::{Origin, Rows};
use super::passes::Pass;
use super::purchases::{self, Purchases, Read, RowCount};
use super::record::{self, ItemRows, MAX_CATEGORIES, MAX_LEVELS, MAX_TEXT, Mended};
use super::settings::{LinkSource, Settings};
use crate::catalogue::{MAX_ID, Skipped, Table};
use crate::generation::Manifest;

/// Items added between two looks whether to stop.
const STRANGERS_A_LOOK: usize = 1 << 14;

/// Everything a rebuild needs from the catalogue.
pub(super) struct Gathered {
    pub(super) items: ItemTable,
    /// Items are places in the table.
    pub(super) purchases: Purchases,
}

/// Reads everything as it was at one moment: items first, then what was bought, on all threads.
pub(super) fn gather(
    origin: &Origin,
    settings: &Settings,
    pass: &mut Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Gathered, RebuildError> {
    let mut reader = origin.rows(rayon::current_num_threads())?;
    let from = choose(&reader, settings)?;
    manifest.source.from = from.name().to_owned();
    let items = reader.approximate_count(Table::Items)?;
    if let Some(rows) = reader.approximate_count(from.table())? {
        pass.expect(rows.saturating_add(items.unwrap_or(0)));
    }
    let (mut list, known) = read_items(&reader, settings, pass, manifest)?;
    let read = match from {
        LinkSource::Orders => purchases::order_lines(&mut reader, &known, pass)?,
        LinkSource::Links => purchases::given_links(&mut reader, &known, pass)?,
    };
    let locked = reader.finish()?;
    manifest.locked_seconds = locked.map(|time| time.as_secs_f64());
    pass.go_on()?;
    report_read(&read, &known, from, manifest);
    drop(known);
    let Read {
        mut purchases,
        strangers,
        ..
    } = read;
    add_strangers(&mut list, &strangers, pass)?;
    drop(strangers);
    pass.go_on()?;
    let (items, places) = list.in_id_order();
    pass.go_on()?;
    purchases.renumber(&places);
    Ok(Gathered { items, purchases })
}

fn choose(reader: &Rows<'_>, settings: &Settings) -> Result<LinkSource, RebuildError> {
    let from = match settings.from {
        Some(from) => from,
        None if reader.has_rows(Table::OrderLines)? => LinkSource::Orders,
        None if reader.has_rows(Table::CoPurchases)? => LinkSource::Links,
        None if reader.has(Table::OrderLines) => LinkSource::Orders,
        None => LinkSource::Links,
    };
    let table = from.table();
    if !reader.has(table) {
        return Err(RebuildError::NoTable {
            path: settings.input().to_owned(),
            table: table.name(),
            from: from.name(),
        });
    }
    if settings.write_counts.is_some() && from == LinkSource::Links {
        return Err(RebuildError::NothingCounted);
    }
    Ok(from)
}

/// The items that have a row, and their numbers: that of the row among those of new ids.
fn read_items(
    reader: &Rows<'_>,
    settings: &Settings,
    pass: &Pass<'_>,
    manifest: &mut Manifest,
) -> Result<(ItemList, Known), RebuildError> {
    let mut ids = Interner::of("items");
    let mut rows = ItemRows::new(&settings.category_separator);
    let mut twice = 0_u64;
    let mut progress = RowCount::on(pass);
    let skipped = reader.for_each_item(|row| -> Result<(), RebuildError> {
        let number = ids.number(row.id)?;
        if number as usize == rows.items.len() {
            rows.push(&row);
        } else {
            twice += 1;
        }
        progress.count_row()?;
        Ok(())
    })?;
    progress.tell()?;
    report_skipped(Table::Items, skipped, manifest);
    if twice > 0 {
        manifest.warnings.push(format!(
            "{twice} rows of `items` have an id that an earlier row has; the first one counts"
        ));
    }
    report_mended(&rows.mended, manifest);
    Ok((rows.items, ids.into_known()))
}

/// Items without a row go by their id. Their numbers follow those of the items in the list.
fn add_strangers(
    list: &mut ItemList,
    strangers: &Interner,
    pass: &Pass<'_>,
) -> Result<(), Stopped> {
    for (count, id) in strangers.keys().enumerate() {
        if count % STRANGERS_A_LOOK == 0 {
            pass.go_on()?;
        }
        record::push_stranger(list, &id.to_string());
    }
    Ok(())
}

fn report_read(read: &Read, known: &Known, from: LinkSource, manifest: &mut Manifest) {
    report_skipped(from.table(), read.skipped, manifest);
    let (rows, strange) = (read.purchases.row_count(), read.rows_of_strangers);
    let unmet = meeting::warning(known, &read.strangers, rows, strange, from.table().name());
    manifest.warnings.extend(unmet);
    let otherwise = known.met_otherwise();
    if otherwise > 0 {
        manifest.warnings.push(format!(
            "{otherwise} ids of `{}` are numbers written as fractions where `items` has them without, \
             or the other way round (1001.0 and 1001): they were taken for the same",
            from.table().name()
        ));
    }
    manifest.counts.items_without_entry = read.strangers.len() as u64;
    manifest.counts.lines_of_unknown_items = read.rows_of_strangers;
}

/// Tells what had to be done to texts of items.
pub(super) fn report_mended(mended: &Mended, manifest: &mut Manifest) {
    if mended.too_long > 0 {
        manifest.warnings.push(format!(
            "{} texts of `items` are longer than {MAX_TEXT} bytes and were shortened \
             (addresses: left out)",
            mended.too_long
        ));
    }
    if mended.over_categories > 0 {
        manifest.warnings.push(format!(
            "{} items have more than {MAX_CATEGORIES} categories, or one of more than {MAX_LEVELS} \
             levels; what goes beyond was left out",
            mended.over_categories
        ));
    }
    if mended.with_controls > 0 {
        manifest.warnings.push(format!(
            "{} texts of `items` hold control characters or line breaks, which became spaces \
             (addresses: left out)",
            mended.with_controls
        ));
    }
    report_covers(mended, manifest);
}

/// A page that came over TLS shows no picture that did not.
fn report_covers(mended: &Mended, manifest: &mut Manifest) {
    let Mended {
        insecure_covers,
        no_covers,
        ..
    } = mended;
    if insecure_covers.times > 0 {
        manifest.warnings.push(format!(
            "{} pictures in `image_url` are over http:, which browsers block on a page that came over \
             https:, so pages do not show them ({}); give them as https:, or without a scheme",
            insecure_covers.times, insecure_covers.first
        ));
    }
    if no_covers.times > 0 {
        manifest.warnings.push(format!(
            "{} texts in `image_url` are no address of a picture and were left out ({})",
            no_covers.times, no_covers.first
        ));
    }
}

fn report_skipped(table: Table, skipped: Skipped, manifest: &mut Manifest) {
    manifest.counts.rows_skipped += skipped.rows();
    if skipped.rows() > 0 {
        manifest.warnings.push(format!(
            "{} rows of `{}` were left out: {} with a NULL id, {} with a blank one, {} with one \
             that is no text or whole number, or is longer than {MAX_ID} bytes",
            skipped.rows(),
            table.name(),
            skipped.null_ids,
            skipped.blank_ids,
            skipped.unreadable_ids
        ));
    }
}

/// Copies what happened to given links into the manifest.
pub(super) fn report_given(report: GivenReport, manifest: &mut Manifest) {
    manifest.counts.self_links = report.self_links as u64;
    manifest.counts.distinct_pairs = report.distinct_pairs as u64;
    manifest.counts.links_under_minimum = report.under_minimum as u64;
    if report.without_number > 0 {
        manifest.warnings.push(format!(
            "{} rows of `co_purchases` have no number where others have one; they count least",
            report.without_number
        ));
    }
}
