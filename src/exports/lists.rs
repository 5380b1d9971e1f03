//! Answers that are lists, as tables in CSV.

use std::io;

use crate::explorer::{CentreAnswer, DegreesAnswer, MapAnswer, SearchAnswer};

use super::answers::known;
use super::csv;
use super::model::{Item, Part, of_items};
use super::whole::units;

/// The items found, one a row, with all that is known of each.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn search(answer: &SearchAnswer) -> io::Result<Vec<u8>> {
    csv::to_bytes(|out| {
        csv::items(
            out,
            &of_items(&[Part::Known]),
            answer.items.iter().map(known),
        )
    })
}

/// The most central items, one a row.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn centre(answer: &CentreAnswer) -> io::Result<Vec<u8>> {
    let items = answer.items.iter().map(|central| Item {
        rank: Some(central.rank),
        mean_hops: Some(central.mean_hops),
        ..Item::from(&central.card)
    });
    csv::to_bytes(|out| csv::items(out, &of_items(&[Part::Central]), items))
}

/// The items in view of a map, one a row.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn map(answer: &MapAnswer) -> io::Result<Vec<u8>> {
    let items = answer.items.iter().map(|item| Item {
        orders: item.orders,
        popularity_rank: Some(item.popularity_rank),
        links: Some(item.links),
        place: Some(units(item.place)),
        ..Item::from(&item.card)
    });
    csv::to_bytes(|out| csv::items(out, &of_items(&[Part::Known, Part::Placed]), items))
}

/// How many items are how many hops away, a number of hops a row.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn degrees(answer: &DegreesAnswer) -> io::Result<Vec<u8>> {
    let levels = answer.levels.iter().enumerate();
    let rows = levels.map(|(hops, items)| [hops.to_string(), items.to_string()]);
    csv::to_bytes(|out| csv::plain(out, ["hops", "items"], rows))
}
