//! Answers that are lists, as tables in CSV.

use std::io;

use crate::explorer::{
    CentreAnswer, DegreesAnswer, MapAnswer, RegionName, RegionsAnswer, SearchAnswer,
};

use super::answers::known;
use super::csv;
use super::model::{Item, Part, Value, of_items, real, whole};
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
        region: Some(item.region),
        ..Item::from(&item.card)
    });
    csv::to_bytes(|out| csv::items(out, &of_items(&[Part::Known, Part::Placed]), items))
}

/// How many items are how many hops away, a number of hops a row.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn degrees(answer: &DegreesAnswer) -> io::Result<Vec<u8>> {
    let levels = (0_u32..).zip(&answer.levels);
    let rows = levels.map(|(hops, &items)| [whole(Some(hops)), whole(Some(items))]);
    csv::rows(["hops", "items"], rows)
}

/// The regions of a map, one a row. `name` says what one is called.
///
/// # Errors
/// None that is to be expected: it is written into memory.
pub fn regions(
    answer: &RegionsAnswer,
    name: impl Fn(&RegionName) -> String,
) -> io::Result<Vec<u8>> {
    let names: Vec<String> = answer
        .regions
        .iter()
        .map(|region| name(&region.card.name))
        .collect();
    let columns = [
        "number", "level", "name", "items", "x", "y", "category", "parent", "best",
    ];
    let rows = answer.regions.iter().zip(&names).map(|(region, name)| {
        let card = &region.card;
        let [x, y] = units(region.place);
        [
            whole(Some(card.number)),
            whole(Some(card.level)),
            Some(Value::Text(name)),
            whole(Some(card.item_count)),
            real(Some(x)),
            real(Some(y)),
            card.name
                .category
                .as_ref()
                .map(|category| Value::Text(category.name())),
            whole(region.parent.as_ref().map(|parent| parent.number)),
            region.best.first().map(|best| Value::Text(&best.id)),
        ]
    });
    csv::rows(columns, rows)
}
