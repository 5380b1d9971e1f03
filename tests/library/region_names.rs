//! What the regions of the sample's map are called.

use cartway::api::name_of_region;
use cartway::cli::sample;
use cartway::explorer::{Explorer, GraphFolder, Options, Region, RegionsQuestion};

use crate::support::Shop;

/// How many of its best-known items the name of a region tells: by title, or by who made them.
fn told(region: &Region) -> usize {
    let name = name_of_region(&region.card.name);
    let is_told = |text: &str| name.contains(text);
    let best = region.best.iter();
    best.filter(|item| is_told(&item.title) || item.creator.as_deref().is_some_and(is_told))
        .count()
}

#[test]
fn nine_in_ten_regions_of_the_sample_are_named_so_that_two_of_their_best_items_are_told() {
    let shop = Shop::new();
    sample::import(&shop.db()).unwrap();
    shop.make_generation();
    let folder = GraphFolder::at(shop.graph());
    let explorer = Explorer::open(folder, Options::DEFAULT_BUDGET).unwrap();
    let session = explorer.now().unwrap();
    for level in [1, 2] {
        let question = RegionsQuestion {
            level: Some(level),
            limit: RegionsQuestion::MAX_LIMIT,
            ..RegionsQuestion::default()
        };
        let regions = session.regions(&question).unwrap().regions;
        let poor: Vec<String> = regions
            .iter()
            .filter(|region| told(region) < 2.min(region.best.len()))
            .map(|region| name_of_region(&region.card.name))
            .collect();
        assert!(poor.len() * 10 <= regions.len(), "{poor:?}");
    }
}
