//! A hash table of ids: where an item's number stands follows from its id, so finding it takes one
//! look at the table and one at its texts, where a binary search takes one for each halving.
//!
//! Two slots an item, each the number of a node or [`EMPTY`]. The home of an id is
//! `XXH3-64(id) · slots / 2^64`, a fixed function of its bytes (<https://xxhash.com>, seed 0). In the
//! order of their numbers, nodes take the first empty slot among the [`PROBES`] from their home on,
//! short of the end of the table; one that finds none stands nowhere and is found by searching. So the
//! same ids in the same order make the same table. Knows neither where ids lie nor what a table says
//! about damage: whoever asks compares the id.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A slot nobody took: no number of a node.
const EMPTY: u32 = u32::MAX;
/// Slots that are looked at from the home of an id on.
const PROBES: usize = 16;

/// Slots of so many items: half of them stay empty.
pub(crate) fn slot_count(item_count: usize) -> usize {
    2 * item_count
}

/// The slots of items by their ids, in the order of their numbers.
pub(crate) fn fill<'a>(ids: impl IndexedParallelIterator<Item = &'a [u8]>) -> Vec<u32> {
    let slots = slot_count(ids.len());
    let homes: Vec<usize> = ids.map(|id| home(id, slots)).collect();
    let mut slots = vec![EMPTY; slots];
    for (number, home) in (0..).zip(homes) {
        let mut probed = slots.iter_mut().skip(home).take(PROBES);
        if let Some(slot) = probed.find(|slot| **slot == EMPTY) {
            *slot = number;
        }
    }
    slots
}

/// The numbers that may be an item's, by its id: those in its slots, up to the first empty one.
#[inline]
pub(crate) fn candidates<'a>(slots: &'a [u32], id: &[u8]) -> impl Iterator<Item = u32> + use<'a> {
    let probed = slots.iter().skip(home(id, slots.len())).take(PROBES);
    probed.copied().take_while(|&slot| slot != EMPTY)
}

/// The first slot of an id: below the number of slots, where there are any.
fn home(id: &[u8], slots: usize) -> usize {
    let scaled = u128::from(xxh3_64(id)) * slots as u128;
    (scaled >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("{number:07}")).collect()
    }

    fn filled(ids: &[String]) -> Vec<u32> {
        fill(ids.par_iter().map(|id| id.as_bytes()))
    }

    #[test]
    fn nearly_every_id_stands_in_a_slot_and_is_found_at_once() {
        let ids = numbers(100_000);
        let slots = filled(&ids);
        assert_eq!(slots.len(), 200_000);
        let looks = |number: usize| {
            let mut found = candidates(&slots, ids[number].as_bytes());
            found.position(|candidate| candidate as usize == number)
        };
        let looks: Vec<usize> = (0..ids.len()).filter_map(looks).map(|n| n + 1).collect();
        assert!(looks.len() >= 99_900, "{} have a slot", looks.len());
        let mean = looks.iter().sum::<usize>() as f64 / looks.len() as f64;
        assert!(mean < 1.6, "{mean} looks");
    }

    #[test]
    fn the_home_of_an_id_is_fixed_for_all_time() {
        // Hashes of the reference implementation.
        assert_eq!(xxh3_64(b""), 0x2d06_8005_38d3_94c2);
        assert_eq!(home(b"", 1 << 32), 0x2d06_8005);
    }

    #[test]
    fn slots_are_the_same_on_any_number_of_threads() {
        let ids = numbers(5_000);
        let pool = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            pool.build().unwrap()
        };
        let one = pool(1).install(|| filled(&ids));
        assert_eq!(pool(5).install(|| filled(&ids)), one);
    }

    #[test]
    fn a_table_without_slots_names_nobody() {
        assert_eq!(candidates(&[], b"a").count(), 0);
        assert!(filled(&[]).is_empty());
    }
}
