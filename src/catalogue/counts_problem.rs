//! What can be wrong with counts made elsewhere. Each message says what to do about it.

use thiserror::Error;

/// Why a folder of counts, or a row in it, is not taken.
#[derive(Debug, Error)]
pub enum CountsProblem {
    /// A folder is missing, or has no files.
    #[error(
        "there are no Parquet files in `{folder}`: name a folder with pairs/, items/ and meta/, which is \
         written last, or count again if that was interrupted"
    )]
    NoFiles {
        /// Which of the three.
        folder: &'static str,
    },
    /// There are order lines in it.
    #[error("this is a folder of order lines and not of counts: name it with --db")]
    Lines,
    /// Its `meta` says not one thing.
    #[error(
        "`meta` has {rows} rows, and one is needed: something was left from another counting; count \
         again into an empty folder"
    )]
    NotOneMeta {
        /// How many rows it has.
        rows: u64,
    },
    /// A newer program made it, or it is something else.
    #[error(
        "the counts are of version {found}, and this program reads {known}: update cartway, or count again"
    )]
    Version {
        /// Which it says.
        found: u64,
        /// Which there is here.
        known: u64,
    },
    /// Nobody knows this measure.
    #[error("`{found}` is no measure: write cosine, jaccard, lift or orders")]
    Measure {
        /// What it says.
        found: String,
    },
    /// Not as many rows as were written.
    #[error(
        "there are {found} rows in `{folder}`, and `meta` says {told}: something is missing, or was left \
         from another counting; count again into an empty folder"
    )]
    RowCount {
        /// `items` or `pairs`.
        folder: &'static str,
        /// How many there are.
        found: u64,
        /// How many there should be.
        told: u64,
    },
    /// Lines of items that are not those of all orders.
    #[error(
        "the orders of all items make {found} order lines, and `meta` says {told}: items/ and meta/ are of \
         different countings; count again into an empty folder"
    )]
    LineCount {
        /// How many there are.
        found: u64,
        /// How many there should be.
        told: u64,
    },
    /// A number is missing, or is none that can be.
    #[error("`{column}` holds no whole number from {least} to {most}: write one there")]
    NoNumber {
        /// The column.
        column: &'static str,
        /// The smallest that can be.
        least: u64,
        /// The largest that can be.
        most: u64,
    },
    /// An id is missing, blank, too long or not to be read.
    #[error(
        "`{column}` holds no id: one is a text that is not blank, in UTF-8, of at most {most} bytes, or a \
         whole number; leave out what has none before it is counted"
    )]
    NoId {
        /// The column.
        column: &'static str,
        /// The longest that can be.
        most: usize,
    },
    /// An item comes twice.
    #[error("the item `{id}` comes a second time: group items by their id, as text")]
    ItemTwice {
        /// Its id.
        id: String,
    },
    /// A pair of what is no item.
    #[error(
        "the item `{id}` is not in items/: write all items that are on orders there, with ids just as \
         they are in pairs/"
    )]
    UnknownItem {
        /// Its id.
        id: String,
    },
    /// A pair of one item.
    #[error("the item `{id}` is paired with itself: join only where a < b")]
    WithItself {
        /// Its id.
        id: String,
    },
    /// More orders hold both than hold one.
    #[error(
        "{both} orders are to hold both items, and only {one} hold `{id}`: pairs/ and items/ are of \
         different countings, or lines that are twice in an order were not counted once"
    )]
    MoreThanItem {
        /// Orders of the pair.
        both: u32,
        /// Orders of the item.
        one: u32,
        /// The item.
        id: String,
    },
    /// More orders hold an item than there are.
    #[error(
        "{one} orders are to hold the item, and `meta` says there are {all}: count again into an empty folder"
    )]
    MoreThanAll {
        /// Orders of the item.
        one: u32,
        /// All that were counted.
        all: u64,
    },
    /// A pair that should not have come through.
    #[error(
        "{both} orders hold both items, and `meta` says that pairs have {min_orders} or more: pairs/ and \
         meta/ are of different countings; count again into an empty folder"
    )]
    UnderMinimum {
        /// Orders of the pair.
        both: u32,
        /// How few there may be.
        min_orders: u32,
    },
    /// A pair that was there already.
    #[error(
        "the pair of `{a}` and `{b}` comes a second time: something was left from another counting, or \
         ids that are one text were counted apart; count again into an empty folder"
    )]
    PairTwice {
        /// One item.
        a: String,
        /// The other.
        b: String,
    },
}
