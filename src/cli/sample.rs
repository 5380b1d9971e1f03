//! The bundled sample as a shop's own database, and how a graph is made of it.

use std::path::{Path, PathBuf};

use crate::catalogue::{CatalogueError, CatalogueWriter, NewItem, OrderLineOptions};
use crate::rebuild::Settings;
use crate::shops::bundled;
use crate::words;
use crate::words::texts::Texts;

/// A link of the sample needs three orders and an item keeps its twelve strongest, so that the
/// catalogue is a few steps across and every link means something. Database and graph lie in a folder.
#[must_use]
pub fn settings(folder: &Path) -> Settings {
    Settings {
        min_orders: Some(3),
        top: Some(12),
        keep: 1,
        note: Some(words::sample_note(Texts::default())),
        sample: true,
        ..Settings::new(database(folder), folder.join("sample.graph"))
    }
}

/// Where the database of the sample lies in a folder.
#[must_use]
pub fn database(folder: &Path) -> PathBuf {
    folder.join("sample.db")
}

/// Puts works and simulated orders into a database.
///
/// # Errors
/// The database cannot be written.
pub fn import(db: &Path) -> Result<(), CatalogueError> {
    let mut writer = CatalogueWriter::open(db)?;
    let mut batch = writer.begin()?;
    let mut items = batch.items()?;
    for work in bundled::works() {
        let item = NewItem {
            title: Some(&work.title),
            creator: Some(&work.creator),
            category: Some(&work.category),
            year: Some(work.year),
            ..NewItem::default()
        };
        items.put(&work.id, &item)?;
    }
    drop(items);
    batch.put_order_lines(OrderLineOptions::default(), |lines| {
        for order in bundled::orders() {
            for item in order.items {
                lines.put(order.id, &bundled::works()[item as usize].id, None)?;
            }
        }
        Ok::<(), CatalogueError>(())
    })?;
    batch.commit()
}
