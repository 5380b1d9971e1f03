//! The bodies on items: search results, one item, its neighbours, a good pair.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::{cover, href};
use crate::explorer::{
    DegreesQuestion, Item, ItemAnswer, Neighbour, NeighboursAnswer, NeighboursQuestion, Pair,
    PathsQuestion, SearchAnswer,
};

use super::answered::HiddenByBody;
use super::located::Href;
use super::map::{RegionCardBody, units};
use super::terms::{CountIs, ListDirectionWord, SortWord, Word};
use super::{CardBody, EvidenceBody, GraphStamp};

/// One item, in full.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ItemBody {
    /// Id, title, creator, categories, year.
    #[serde(flatten)]
    pub card: CardBody,
    /// The shop's own page of it.
    pub url: Option<String>,
    /// The whole address of a picture of it, where there is one that a page may show.
    pub image_url: Option<String>,
    /// Orders that hold it, of those that hold few enough items to be counted; `null` where links
    /// were given.
    pub orders: Option<u32>,
    /// 1 for the most popular.
    pub popularity_rank: u32,
    /// 1 for the item nearest to all others of the largest component; `null` outside it.
    pub centre_rank: Option<u32>,
    /// Links on its own list.
    pub out_links: u32,
    /// Links on whose list it is.
    pub in_links: u32,
    /// Links in all.
    pub links: u32,
    /// Whether anything leads to or from it.
    pub reachable: bool,
    /// The island it stands on.
    pub component: ComponentBody,
    /// Its own address in the API.
    #[serde(rename = "self")]
    pub self_href: Href,
    /// Addresses that belong to it.
    pub links_to: ItemLinksBody,
}

/// A largest set of connected items.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ComponentBody {
    /// 0 for the largest.
    pub id: u32,
    /// Items in it.
    pub size: u32,
    /// Whether it is the largest one.
    pub is_main: bool,
}

/// Addresses that belong to an item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ItemLinksBody {
    /// Its page.
    pub html: Href,
    /// What is bought with it.
    pub neighbours: Href,
    /// How far everything else is from it.
    pub degrees: Href,
}

/// The answer on one item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ItemAnswerBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// The item.
    #[serde(flatten)]
    pub item: ItemBody,
    /// Where it lies on the map: units from the left, 0 to 1000; `null` where there is no map, as the
    /// next two.
    pub x: Option<f64>,
    /// Units from the top, 0 to 640.
    pub y: Option<f64>,
    /// How near one must be to see it.
    pub z: Option<u8>,
    /// The regions of the map that it lies in, the largest first.
    pub regions: Vec<RegionCardBody>,
    /// What may hide links of it.
    pub hidden_by: HiddenByBody,
}

/// Search results.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchBody {
    /// Where they come from.
    pub graph: GraphStamp,
    /// What was typed.
    pub query: String,
    /// What was looked up instead, for a typo.
    pub corrected: Option<String>,
    /// Items on this page.
    pub count: usize,
    /// `exact` where this page is the whole list, else `at_least`.
    pub count_is: CountIs,
    /// The items.
    pub items: Vec<ItemBody>,
    /// Address of the next page.
    pub next: Option<Href>,
}

/// What is bought with one item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeighboursBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Id of the item.
    pub item: String,
    /// `out`, `in` or `any`.
    pub direction: ListDirectionWord,
    /// The category asked for.
    pub category: Option<String>,
    /// `strength`, `orders` or `title`.
    pub sort: SortWord,
    /// How many there are in all.
    pub total: usize,
    /// This page of them.
    pub neighbours: Vec<NeighbourBody>,
    /// Address of the next page.
    pub next: Option<Href>,
    /// What may hide others.
    pub hidden_by: HiddenByBody,
}

/// One neighbour.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeighbourBody {
    /// What it is.
    pub item: CardBody,
    /// Why it is one.
    #[serde(flatten)]
    pub evidence: EvidenceBody,
    /// Whether each is on the other's list.
    pub reciprocal: bool,
}

/// Two items worth connecting.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairBody {
    /// The one.
    pub from: CardBody,
    /// The other.
    pub to: CardBody,
    /// Where they are connected.
    pub links_to: PairLinksBody,
}

/// Addresses that belong to a pair.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairLinksBody {
    /// The page.
    pub html: Href,
    /// The API.
    pub paths: Href,
}

/// The body of a search.
#[must_use]
pub fn search(answer: &SearchAnswer) -> SearchBody {
    let next = answer
        .next_page()
        .as_ref()
        .map(href::api_items)
        .map(Href::from);
    let whole = next.is_none() && answer.question.cursor.is_none();
    SearchBody {
        graph: GraphStamp::from(&answer.generation),
        query: answer.question.text.clone(),
        corrected: answer.corrected.clone(),
        count: answer.items.len(),
        count_is: if whole {
            CountIs::Exact
        } else {
            CountIs::AtLeast
        },
        items: answer.items.iter().map(item_body).collect(),
        next,
    }
}

/// The body of one item.
#[must_use]
pub fn item(answer: &ItemAnswer) -> ItemAnswerBody {
    let place = answer.whereabouts.as_ref();
    let regions = place.map_or(&[][..], |place| &place.regions);
    ItemAnswerBody {
        graph: GraphStamp::from(&answer.generation),
        item: item_body(&answer.item),
        x: place.map(|place| units(place.place.x)),
        y: place.map(|place| units(place.place.y)),
        z: place.map(|place| place.zoom),
        regions: regions.iter().map(RegionCardBody::from).collect(),
        hidden_by: HiddenByBody::from(&answer.hidden_by),
    }
}

fn item_body(item: &Item) -> ItemBody {
    let id = &item.card.id;
    ItemBody {
        card: CardBody::from(&item.card),
        url: item.url.clone(),
        image_url: item.card.image_url.as_deref().and_then(cover),
        orders: item.orders,
        popularity_rank: item.popularity_rank,
        centre_rank: item.centre_rank,
        out_links: item.out_links,
        in_links: item.in_links,
        links: item.links,
        reachable: item.links > 0,
        component: ComponentBody {
            id: item.component.id,
            size: item.component.size,
            is_main: item.component.is_main(),
        },
        self_href: href::api_item(id).into(),
        links_to: ItemLinksBody {
            html: href::item(id).into(),
            neighbours: href::api_neighbours(&NeighboursQuestion::new(id)).into(),
            degrees: href::api_degrees(&DegreesQuestion::new(id)).into(),
        },
    }
}

/// The body of an item's neighbours.
#[must_use]
pub fn neighbours(answer: &NeighboursAnswer) -> NeighboursBody {
    let question = &answer.question;
    NeighboursBody {
        graph: GraphStamp::from(&answer.generation),
        item: answer.item.card.id.clone(),
        direction: Word(question.direction),
        category: question.category.clone(),
        sort: Word(question.sort),
        total: answer.total,
        neighbours: answer.neighbours.iter().map(neighbour).collect(),
        next: answer
            .next_page()
            .as_ref()
            .map(href::api_neighbours)
            .map(Href::from),
        hidden_by: HiddenByBody::from(&answer.hidden_by),
    }
}

fn neighbour(neighbour: &Neighbour) -> NeighbourBody {
    let evidence = &neighbour.evidence;
    NeighbourBody {
        item: CardBody::from(&neighbour.card),
        evidence: EvidenceBody::from(evidence),
        reciprocal: evidence.listed_forward && evidence.listed_backward,
    }
}

/// The body of a good pair.
#[must_use]
pub fn pair(pair: &Pair) -> PairBody {
    let question = PathsQuestion::new(&pair.from.id, &pair.to.id);
    PairBody {
        from: CardBody::from(&pair.from),
        to: CardBody::from(&pair.to),
        links_to: PairLinksBody {
            html: href::connect(&question).into(),
            paths: href::api_paths(&question).into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_a_search() {
        let mut answer = samples::search();
        answer.items.truncate(1);
        insta::assert_json_snapshot!(search(&answer));
    }

    #[test]
    fn body_of_an_item() {
        let answer = ItemAnswer {
            whereabouts: None,
            generation: samples::stamp(),
            item: samples::item(1),
            hidden_by: samples::thresholds(),
        };
        insta::assert_json_snapshot!(item(&answer));
    }

    #[test]
    fn body_of_neighbours() {
        let mut answer = samples::neighbours();
        answer.neighbours.truncate(1);
        insta::assert_json_snapshot!(neighbours(&answer));
    }
}
