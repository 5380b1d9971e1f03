//! What is typed and what must come first, by the table `tests/data/queries.tsv`.

use cartway::catalogue::{CatalogueError, CatalogueWriter, NewItem, OrderLineOptions};
use cartway::shops::bundled;

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
    let mut writer = CatalogueWriter::open(&shop.db()).unwrap();
    let mut batch = writer.begin().unwrap();
    let mut items = batch.items().unwrap();
    for work in bundled::works() {
        let item = NewItem {
            title: Some(&work.title),
            creator: Some(&work.creator),
            category: Some(&work.category),
            year: Some(work.year),
            ..NewItem::default()
        };
        items.put(&work.id, &item).unwrap();
    }
    drop(items);
    let put = batch.put_order_lines(OrderLineOptions::default(), |lines| {
        for order in bundled::orders() {
            for item in order.items {
                lines.put(order.id, &bundled::works()[item as usize].id, None)?;
            }
        }
        Ok::<(), CatalogueError>(())
    });
    put.unwrap();
    batch.commit().unwrap();
    shop.make_generation();
    come_first(&shop, "sample");
}
