//! A made-up shop of any size: items, and shoppers' orders or "also bought" lists, all from a seed.
//!
//! For benches, large tests and trying things out; the small shop of real works is in [`bundled`](super::bundled).
//! Rows come in blocks, in the order of their ids, and depend on seed and size alone. Knows nothing
//! of how rows are stored or counted.
//!
//! 3.2 million orders of 50,000 items have 32 million lines and 218 million pairs; the bestseller is
//! in 12 % of the orders, the 10th item in 2.9 %, the 100th in 0.4 %, the 1,000th in 0.06 %. How like
//! real co-purchase graphs what a rebuild makes of it is (`examples/likeness.rs` measures it; links
//! count as both ways, distances are sampled):
//!
//! | graph | mean degree | largest | clustering | effective diameter |
//! |---|---:|---:|---:|---:|
//! | SNAP amazon0302, 4.7 links listed an item | | | 0.42 | 11 |
//! | 50,000 items, 3.2 million orders, `--top 5` | 6.3 | 31 | 0.47 | 11.1 |
//! | the same, 1 million orders | 6.2 | 32 | 0.42 | 11.1 |
//! | 262,111 items, 1.2 million `--links` | 7.5 | 836 | 0.41 | 8.4 |
//! | SNAP amazon0601, 8.4 links listed an item | | | 0.42 | 7.6 |
//! | 50,000 items, 3.2 million orders, `--top 10` | 11.8 | 118 | 0.45 | 7.8 |
//! | the same, 1 million orders | 11.7 | 100 | 0.40 | 7.0 |
//! | 403,394 items, 3.4 million `--links` | 12.1 | 2,281 | 0.38 | 6.7 |
//! | 50,000 items, 3.2 million orders, `--top 50` | 56.7 | 2,774 | 0.20 | 3.8 |
//!
//! What differs: given links are closer together than Amazon's, and a short list by cosine has
//! smaller hubs, for cosine prefers what is bought with little else. With few orders an item, chance
//! shows: 300,000 orders of 50,000 items cluster by 0.29 at `--top 5`. All items are connected.

mod bundles;
mod in_order;
mod lists;
mod orders;
mod popularity;
mod purpose;
mod shelves;
mod texts;
mod vocabulary;

pub use bundles::Bundles;
pub use lists::LONGEST_LIST;
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
        take: impl FnMut(Bundles) -> Result<(), E>,
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
        take: impl FnMut(Bundles) -> Result<(), E>,
    ) -> Result<(), E> {
        let most = u64::from(self.shelves.count()) * u64::from(LONGEST_LIST);
        let lister = Lister::new(&self.shelves, self.seed, links.min(most));
        let blocks = u64::from(self.shelves.count().div_ceil(lists::BLOCK));
        in_order(blocks, self.threads, |number| lister.block(number), take)
    }
}
