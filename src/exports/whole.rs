//! The whole graph of a generation as it is streamed into a file.

use crate::explorer::{GenerationStamp, Place, Session, Whole, WholeItem};

use super::model::{About, Item, Items, Link, Links, Part, Source};

/// All items and links of a generation.
#[derive(Debug)]
pub struct WholeGraph<'s> {
    generation: GenerationStamp,
    whole: Whole<'s>,
}

impl<'s> From<&'s Session> for WholeGraph<'s> {
    fn from(session: &'s Session) -> Self {
        Self {
            generation: session.generation(),
            whole: session.whole(),
        }
    }
}

impl Source for WholeGraph<'_> {
    fn about(&self) -> About {
        About::new(&self.generation, false)
    }

    fn parts(&self) -> &'static [Part] {
        match self.whole.has_map() {
            true => &[Part::Known, Part::Placed],
            false => &[Part::Known],
        }
    }

    fn items(&self) -> Items<'_> {
        Box::new(self.whole.items().map(item))
    }

    fn links(&self) -> Links<'_> {
        let links = self.whole.links();
        Box::new(links.map(|link| Link {
            from: link.from,
            to: link.to,
            evidence: link.evidence,
        }))
    }
}

fn item(item: WholeItem<'_>) -> Item<'_> {
    Item {
        id: item.id,
        title: item.title,
        creator: item.creator,
        categories: item.categories,
        year: item.year,
        orders: item.orders,
        popularity_rank: Some(item.popularity_rank),
        centre_rank: item.centre_rank,
        links: Some(item.links),
        component: Some(item.component),
        place: item.place.map(units),
        region: item.region,
        ..Item::default()
    }
}

/// A place in units of the map.
pub(super) fn units(place: Place) -> [f64; 2] {
    let point = place.point();
    [point.x, point.y]
}
