//! Rows of the catalogue, made of values as their table holds them: which columns there are, in which
//! order, and what a row without an id is worth. Where the values come from is not known here.

use rusqlite::types::ValueRef;

use super::key::Key;
use super::value::{Skipped, count, key, text, year};

/// Columns of `items`, as a row is made of them.
pub(super) const ITEM_COLUMNS: [&str; 7] = [
    "id",
    "title",
    "creator",
    "category",
    "url",
    "image_url",
    "year",
];

/// Columns of `order_lines`, as a row is made of them.
pub(super) const LINE_COLUMNS: [&str; 2] = ["order_id", "item_id"];

/// Columns of `co_purchases`, as a row is made of them.
pub(super) const LINK_COLUMNS: [&str; 4] = ["source", "target", "orders", "position"];

/// A row of `items`. Texts that are missing or blank are `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRow<'a> {
    /// The item's id.
    pub id: Key<'a>,
    /// Its title; without one it goes by its id.
    pub title: Option<&'a str>,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// Category name.
    pub category: Option<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// The shop's page of it.
    pub url: Option<&'a str>,
    /// A picture of it.
    pub image_url: Option<&'a str>,
}

#[cfg(test)]
impl<'a> ItemRow<'a> {
    /// One of which nothing is said but its id.
    pub(crate) fn of(id: &'a str) -> Self {
        Self {
            id: Key::from(id),
            title: None,
            creator: None,
            category: None,
            year: None,
            url: None,
            image_url: None,
        }
    }
}

/// A row of `co_purchases`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoPurchaseRow<'a> {
    /// The item on whose list the other stands.
    pub source: Key<'a>,
    /// The item on the list.
    pub target: Key<'a>,
    /// Orders that hold both, if the shop says.
    pub orders: Option<u32>,
    /// The target's place on the list, if the shop says.
    pub position: Option<u32>,
}

/// Room for the texts of an item that its table does not hold as such.
#[derive(Debug, Default)]
pub(super) struct ItemTexts([String; 5]);

impl ItemTexts {
    /// The item, or `None` with the reason counted.
    pub(super) fn row<'r>(
        &'r mut self,
        values: [ValueRef<'r>; ITEM_COLUMNS.len()],
        skipped: &mut Skipped,
    ) -> Option<ItemRow<'r>> {
        let id = key(values[0], skipped)?;
        let [title, creator, category, url, image_url] = &mut self.0;
        Some(ItemRow {
            id,
            title: text(values[1], title, skipped),
            creator: text(values[2], creator, skipped),
            category: text(values[3], category, skipped),
            url: text(values[4], url, skipped),
            image_url: text(values[5], image_url, skipped),
            year: year(values[6], skipped),
        })
    }
}

/// The order and the item of an order line, or `None` with the reason counted.
pub(super) fn line<'r>(
    [order, item]: [ValueRef<'r>; LINE_COLUMNS.len()],
    skipped: &mut Skipped,
) -> Option<(Key<'r>, Key<'r>)> {
    Some((key(order, skipped)?, key(item, skipped)?))
}

/// The link, or `None` with the reason counted.
pub(super) fn co_purchase<'r>(
    [source, target, orders, position]: [ValueRef<'r>; LINK_COLUMNS.len()],
    skipped: &mut Skipped,
) -> Option<CoPurchaseRow<'r>> {
    Some(CoPurchaseRow {
        source: key(source, skipped)?,
        target: key(target, skipped)?,
        orders: count(orders, skipped),
        position: count(position, skipped),
    })
}
