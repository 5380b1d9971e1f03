//! Reading the catalogue: items in id order, and purchases that speak of them by their place.

use super::error::RebuildError;
use super::intern::Interner;
use super::passes::{Pass, Stopped};
use super::record::{MAX_TEXT, record};
use super::settings::{From, Settings};
use crate::catalogue::{Catalogue, Key, Reader, Skipped, Table};
use crate::generation::Manifest;
use crate::graph::build::ItemRecord;
use crate::graph::counting::OrderLines;
use crate::graph::links::{GivenLink, GivenReport};

/// Everything a rebuild needs from the catalogue.
pub(super) struct Gathered {
    /// Sorted by id.
    pub(super) items: Vec<ItemRecord>,
    pub(super) purchases: Purchases,
}

/// What links are made from; items are places in [`Gathered::items`].
pub(super) enum Purchases {
    Lines(OrderLines),
    Given(Vec<GivenLink>),
}

/// Rows between two reports of progress.
const ROWS_A_STEP: u64 = 10_000;

/// Reads everything in one consistent transaction.
pub(super) fn gather(
    catalogue: &Catalogue,
    settings: &Settings,
    pass: &mut Pass<'_>,
    manifest: &mut Manifest,
) -> Result<Gathered, RebuildError> {
    let reader = catalogue.reader()?;
    let from = choose(&reader, settings)?;
    manifest.source.from = from.name().to_owned();
    if let Some(rows) = reader.approximate_count(from.table())? {
        pass.expect(rows);
    }
    let mut reading = Reading {
        ids: Interner::of("items"),
        items: Vec::new(),
        warnings: Vec::new(),
        rows_skipped: 0,
        pass,
        rows: 0,
    };
    reading.items(&reader)?;
    let mut purchases = match from {
        From::Orders => Purchases::Lines(reading.order_lines(&reader)?),
        From::Links => Purchases::Given(reading.given_links(&reader)?),
    };
    manifest.counts.rows_skipped = reading.rows_skipped;
    manifest.warnings.append(&mut reading.warnings);
    let (read, rows) = (reading.items, reading.rows);
    pass.did(rows + manifest.counts.rows_skipped, "rows");
    let items = in_id_order(read, &mut purchases, manifest);
    Ok(Gathered { items, purchases })
}

fn choose(reader: &Reader<'_>, settings: &Settings) -> Result<From, RebuildError> {
    let from = match settings.from {
        Some(from) => from,
        None if reader.has_rows(Table::OrderLines)? => From::Orders,
        None if reader.has_rows(Table::CoPurchases)? => From::Links,
        None if reader.shape().order_lines.is_some() => From::Orders,
        None => From::Links,
    };
    let table = from.table();
    if reader.shape().columns(table).is_none() {
        return Err(RebuildError::NoTable {
            path: settings.db.clone(),
            table: table.name(),
            from: from.name(),
        });
    }
    Ok(from)
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

struct Reading<'a> {
    ids: Interner,
    /// By number; `None` for an id that has no row in `items`.
    items: Vec<(Option<ItemRecord>, Box<str>)>,
    /// What happened to rows that could not be used.
    warnings: Vec<String>,
    rows_skipped: u64,
    pass: &'a Pass<'a>,
    rows: u64,
}

impl Reading<'_> {
    fn items(&mut self, reader: &Reader<'_>) -> Result<(), RebuildError> {
        let (mut twice, mut too_long) = (0_u64, 0);
        let skipped = reader.for_each_item(|row| -> Result<(), RebuildError> {
            let place = self.place(row.id)?;
            let slot = &mut self.items[place as usize].0;
            if slot.is_some() {
                twice += 1;
            } else {
                let (record, texts) = record(&row);
                *slot = Some(record);
                too_long += texts;
            }
            self.count_row()?;
            Ok(())
        })?;
        self.report_skipped(Table::Items, skipped);
        if twice > 0 {
            self.warnings.push(format!(
                "{twice} rows of `items` have an id that an earlier row has; the first one counts"
            ));
        }
        if too_long > 0 {
            self.warnings.push(format!(
                "{too_long} texts of `items` are longer than {MAX_TEXT} bytes and were shortened \
                 (addresses: left out)"
            ));
        }
        Ok(())
    }

    fn order_lines(&mut self, reader: &Reader<'_>) -> Result<OrderLines, RebuildError> {
        let mut orders = Interner::of("orders");
        let mut lines = OrderLines::default();
        let skipped = reader.for_each_order_line(|order, item| -> Result<(), RebuildError> {
            lines.orders.push(orders.number(order)?);
            lines.items.push(self.place(item)?);
            if lines.items.len() > u32::MAX as usize {
                return Err(RebuildError::TooMany {
                    what: "order lines",
                    limit: u32::MAX,
                });
            }
            self.count_row()?;
            Ok(())
        })?;
        self.report_skipped(Table::OrderLines, skipped);
        // The interner never numbers past 32 bits.
        lines.order_count = orders.len() as u32;
        Ok(lines)
    }

    fn given_links(&mut self, reader: &Reader<'_>) -> Result<Vec<GivenLink>, RebuildError> {
        let mut links = Vec::new();
        let skipped = reader.for_each_co_purchase(|row| -> Result<(), RebuildError> {
            let (source, target) = (self.place(row.source)?, self.place(row.target)?);
            links.push(GivenLink::new(source, target, row.orders, row.position));
            self.count_row()?;
            Ok(())
        })?;
        self.report_skipped(Table::CoPurchases, skipped);
        Ok(links)
    }

    fn place(&mut self, id: Key<'_>) -> Result<u32, RebuildError> {
        let place = self.ids.number(id)?;
        if place as usize == self.items.len() {
            self.items.push((None, id.to_string().into()));
        }
        Ok(place)
    }

    fn report_skipped(&mut self, table: Table, skipped: Skipped) {
        self.rows_skipped += skipped.rows();
        if skipped.rows() > 0 {
            self.warnings.push(format!(
                "{} rows of `{}` were left out: {} with a NULL id, {} with a blank one, {} with one \
                 that is no text or whole number",
                skipped.rows(),
                table.name(),
                skipped.null_ids,
                skipped.blank_ids,
                skipped.unreadable_ids
            ));
        }
    }

    fn count_row(&mut self) -> Result<(), Stopped> {
        self.rows += 1;
        if self.rows.is_multiple_of(ROWS_A_STEP) {
            self.pass.advance(ROWS_A_STEP)?;
        }
        Ok(())
    }
}

/// Sorts items by id, so that nothing depends on the order of rows in the database, and lets the
/// purchases speak of their new places.
fn in_id_order(
    read: Vec<(Option<ItemRecord>, Box<str>)>,
    purchases: &mut Purchases,
    manifest: &mut Manifest,
) -> Vec<ItemRecord> {
    let mut place_of = vec![0; read.len()];
    let mut numbered: Vec<_> = read.into_iter().enumerate().collect();
    numbered.sort_unstable_by(|(_, (_, x)), (_, (_, y))| x.cmp(y));
    let mut items = Vec::with_capacity(numbered.len());
    for (number, (record, id)) in numbered {
        place_of[number] = items.len() as u32;
        manifest.counts.items_without_entry += u64::from(record.is_none());
        items.push(record.unwrap_or_else(|| ItemRecord::untitled(id)));
    }
    match purchases {
        Purchases::Lines(lines) => {
            for item in &mut lines.items {
                *item = place_of[*item as usize];
            }
        }
        Purchases::Given(links) => {
            for link in links {
                link.source = place_of[link.source as usize];
                link.target = place_of[link.target as usize];
            }
        }
    }
    items
}
