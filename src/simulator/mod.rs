//! A made-up shop of any size: items, and shoppers' orders or "also bought" lists, all from a seed.
//!
//! For benches, large tests and trying things out; the small shop of real works is in `sample`.
//! Rows come in blocks, in the order of their ids, and depend on seed and size alone. Knows nothing
//! of how rows are stored or counted.

mod chance;
mod in_order;
mod lists;
mod orders;
mod popularity;
mod shelves;
mod texts;
mod words;

pub use lists::{AlsoBought, LONGEST_LIST};
pub use orders::Orders;
pub use texts::Item;

use in_order::in_order;
use lists::Lister;
use orders::Till;
use shelves::Shelves;

/// A shop, not open yet: its items stand on their shelves.
#[derive(Debug)]
pub struct Shop {
    shelves: Shelves,
    seed: u64,
    threads: usize,
}

impl Shop {
    /// The shop of `seed` with `items` items. What it does, it does on `threads` threads, and the
    /// same on any number of them. Takes some 20 bytes an item.
    #[must_use]
    pub fn new(seed: u64, items: u32, threads: usize) -> Self {
        Self {
            shelves: Shelves::new(seed, items),
            seed,
            threads,
        }
    }

    /// Gives all items to `take`, some thousands at a time.
    ///
    /// # Errors
    /// The first error of `take`, which ends it.
    pub fn items<E>(&self, take: impl FnMut(Vec<Item>) -> Result<(), E>) -> Result<(), E> {
        let blocks = u64::from(self.shelves.count().div_ceil(texts::BLOCK));
        let make = |number| texts::block(&self.shelves, self.seed, number);
        in_order(blocks, self.threads, make, take)
    }

    /// Gives `count` orders to `take`, some thousands at a time.
    ///
    /// # Errors
    /// The first error of `take`, which ends it.
    pub fn orders<E>(
        &self,
        count: u64,
        take: impl FnMut(Orders) -> Result<(), E>,
    ) -> Result<(), E> {
        let till = Till::new(&self.shelves, self.seed);
        let make = |number| {
            let left = count - number * orders::BLOCK;
            till.block(number, left.min(orders::BLOCK))
        };
        in_order(count.div_ceil(orders::BLOCK), self.threads, make, take)
    }

    /// Gives the lists of all items to `take`, some thousands at a time. They hold `links` links
    /// together, and [`LONGEST_LIST`] each at most.
    ///
    /// # Errors
    /// The first error of `take`, which ends it.
    pub fn also_bought<E>(
        &self,
        links: u64,
        take: impl FnMut(AlsoBought) -> Result<(), E>,
    ) -> Result<(), E> {
        let most = u64::from(self.shelves.count()) * u64::from(LONGEST_LIST);
        let lister = Lister::new(&self.shelves, self.seed, links.min(most));
        let blocks = u64::from(self.shelves.count().div_ceil(lists::BLOCK));
        in_order(blocks, self.threads, |number| lister.block(number), take)
    }
}
