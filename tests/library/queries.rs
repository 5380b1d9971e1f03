//! What is typed and what must come first, by the table `tests/data/queries.tsv`.

use cartway::cli::sample;

use crate::support::{Shop, come_first, rows_of_table};

#[test]
fn what_is_typed_brings_the_item_that_is_meant_first() {
    let titles: Vec<&str> = rows_of_table("item").map(|(_, title)| title).collect();
    let ids: Vec<String> = (0..titles.len())
        .map(|place| format!("id{place:03}"))
        .collect();
    let shop = Shop::with_tables();
    let items: Vec<_> = ids
        .iter()
        .zip(&titles)
        .map(|(id, title)| (id.as_str(), *title, ""))
        .collect();
    shop.items(&items);
    for (place, id) in ids.iter().enumerate() {
        // Each is more popular than the next one.
        let times = (ids.len() - place) as u32;
        shop.orders(&[(id.as_str(), &[id.as_str()], times)]);
    }
    shop.make_generation();
    come_first(&shop, "written");
}

#[test]
fn the_sample_brings_the_item_that_is_meant_first() {
    let shop = Shop::new();
    sample::import(&shop.db()).unwrap();
    shop.make_generation();
    come_first(&shop, "sample");
}
