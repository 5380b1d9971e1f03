//! The table of operations: what can be asked, where, with which parameters, and what comes of it.
//! The server's routes are made from it.

use serde_json::Value;
use utoipa::openapi::schema::Schema;

use crate::address::param::{Kind, Param};
use crate::address::{ProblemKind, Topic, href, param};
use crate::api::{
    BatchBody, BetweenBody, CentreBody, DegreesBody, GalleriesBody, GraphBody, ItemAnswerBody,
    LinkBody, MapBody, NeighboursBody, PairBody, PathsBody, RegionsBody, SearchBody,
};

use crate::words::texts::{Texts, args};

use super::flat::renamed;
use super::form::Form;
use super::index::ApiIndex;
use super::schema::{Answer, closed, described};

/// One question that the API answers.
#[derive(Debug)]
pub struct Operation {
    /// Its name for programs, and that of its texts.
    pub id: &'static str,
    /// What its body is called where it needs a name.
    pub root: &'static str,
    /// How it is asked.
    pub method: Method,
    /// Where.
    pub place: Place,
    /// The parameters of its query.
    pub params: &'static [Param],
    /// In which forms it is answered, the usual one first.
    pub forms: &'static [Form],
    /// Whether its list goes on, so that `Link` names the next page.
    pub paged: bool,
    /// Whether the answer is the same whenever it is asked of a generation, and has a tag.
    pub kept: bool,
    /// What can go wrong beside what can go wrong everywhere.
    pub problems: &'static [ProblemKind],
    /// What its body holds.
    pub(super) answer: Answer,
}

/// How an operation is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With its address alone.
    Get,
    /// With a body of JSON.
    Post,
}

impl Method {
    /// As HTTP names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Where an operation is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At one address.
    At(&'static str),
    /// At one for each item; this stands behind its id.
    OfItem(&'static str),
    /// At one for each two items.
    OfTwoItems,
}

const ID: Param = Param::must("id", Kind::Id);
const FROM: Param = Param::must(param::FROM, Kind::Id);
const TO: Param = Param::must(param::TO, Kind::Id);

/// What can be wrong with a question that names items.
const OF_ITEMS: &[ProblemKind] = &[
    ProblemKind::MissingParameter,
    ProblemKind::UnknownItem,
    ProblemKind::ParameterOutOfRange,
];
const OF_ITEM: &[ProblemKind] = &[ProblemKind::UnknownItem];
const OF_COUNT_OF_ITEM: &[ProblemKind] =
    &[ProblemKind::UnknownItem, ProblemKind::ParameterOutOfRange];
const OF_LIST_OF_ITEM: &[ProblemKind] = &[
    ProblemKind::UnknownItem,
    ProblemKind::ParameterOutOfRange,
    ProblemKind::CursorExpired,
];
const OF_LIST: &[ProblemKind] = &[ProblemKind::ParameterOutOfRange, ProblemKind::CursorExpired];
const OF_BATCH: &[ProblemKind] = &[
    ProblemKind::BadBody,
    ProblemKind::MissingParameter,
    ProblemKind::ParameterOutOfRange,
    ProblemKind::TooManyPairs,
    ProblemKind::BodyTooLarge,
    ProblemKind::BodyTooSlow,
    ProblemKind::UnsupportedMediaType,
];
const OF_MAP: &[ProblemKind] = &[
    ProblemKind::MissingParameter,
    ProblemKind::UnknownItem,
    ProblemKind::NoMap,
    ProblemKind::ParameterOutOfRange,
];
const OF_REGIONS: &[ProblemKind] = &[
    ProblemKind::UnknownRegion,
    ProblemKind::NoMap,
    ProblemKind::ParameterOutOfRange,
];
const OF_CHANCE: &[ProblemKind] = &[ProblemKind::NoGoodPair, ProblemKind::ParameterOutOfRange];

impl Operation {
    /// How two items are connected.
    pub const PATHS: Self = Self::get(
        "connect",
        "paths",
        Place::At(href::API_PATHS),
        Answer::of::<PathsBody>(),
    )
    .asked_with(param::PATHS)
    .failing_with(OF_ITEMS)
    .also_as(Form::OF_GRAPH);
    /// How the items of many pairs are connected.
    pub const BATCH: Self = Self {
        method: Method::Post,
        kept: false,
        ..Self::get(
            "connect_many",
            "batch",
            Place::At(href::API_BATCH),
            Answer::of::<BatchBody>(),
        )
        .failing_with(OF_BATCH)
    };
    /// What stands between two items.
    pub const BETWEEN: Self = Self::get(
        "between",
        "between",
        Place::At(href::API_BETWEEN),
        Answer::of::<BetweenBody>(),
    )
    .asked_with(param::BETWEEN)
    .failing_with(OF_ITEMS);
    /// Why two items are linked.
    pub const LINK: Self = Self::get(
        "get_link",
        "link",
        Place::OfTwoItems,
        Answer::of::<LinkBody>(),
    )
    .failing_with(OF_ITEM);
    /// Which items a text means, or all of them.
    pub const ITEMS: Self = Self::get(
        "search_items",
        "search",
        Place::At(href::API_SEARCH),
        Answer::of::<SearchBody>(),
    )
    .asked_with(param::SEARCH)
    .failing_with(OF_LIST)
    .paged()
    .also_as(Form::OF_LIST);
    /// One item.
    pub const ITEM: Self = Self::get(
        "get_item",
        "item",
        Place::OfItem(""),
        Answer::of::<ItemAnswerBody>(),
    )
    .failing_with(OF_ITEM);
    /// What is bought with an item.
    pub const NEIGHBOURS: Self = Self::get(
        "get_neighbours",
        "neighbours",
        Place::OfItem(href::API_NEIGHBOURS),
        Answer::of::<NeighboursBody>(),
    )
    .asked_with(param::NEIGHBOURS)
    .failing_with(OF_LIST_OF_ITEM)
    .paged()
    .also_as(Form::OF_GRAPH);
    /// How far everything else is from an item.
    pub const DEGREES: Self = Self::get(
        "get_degrees",
        "degrees",
        Place::OfItem(href::DEGREES),
        Answer::of::<DegreesBody>(),
    )
    .asked_with(param::DEGREES)
    .failing_with(OF_COUNT_OF_ITEM)
    .also_as(Form::OF_LIST);
    /// What the catalogue is.
    pub const GRAPH: Self = Self::get(
        "get_graph",
        "graph",
        Place::At(href::API_GRAPH),
        Answer::of::<GraphBody>(),
    );
    /// Which items are nearest to all others.
    pub const CENTRE: Self = Self::get(
        "get_centre",
        "centre",
        Place::At(href::API_CENTRE),
        Answer::of::<CentreBody>(),
    )
    .asked_with(param::CENTRE)
    .failing_with(OF_LIST)
    .paged()
    .also_as(Form::OF_LIST);
    /// A view of the map.
    pub const MAP: Self = Self::get(
        "get_map",
        "map",
        Place::At(href::API_MAP),
        Answer::of::<MapBody>(),
    )
    .asked_with(param::MAP)
    .failing_with(OF_MAP)
    .also_as(Form::OF_LIST);
    /// The regions of the map.
    pub const REGIONS: Self = Self::get(
        "get_regions",
        "regions",
        Place::At(href::API_REGIONS),
        Answer::of::<RegionsBody>(),
    )
    .asked_with(param::REGIONS)
    .failing_with(OF_REGIONS)
    .also_as(Form::OF_LIST);
    /// What is worth a look.
    pub const GALLERIES: Self = Self::get(
        "get_galleries",
        "galleries",
        Place::At(href::API_GALLERIES),
        Answer::of::<GalleriesBody>(),
    );
    /// Two items worth connecting.
    pub const RANDOM_PAIR: Self = Self {
        kept: false,
        ..Self::get(
            "get_random_pair",
            "pair",
            Place::At(href::API_RANDOM_PAIR),
            Answer::of::<PairBody>(),
        )
        .asked_with(param::RANDOM_PAIR)
        .failing_with(OF_CHANCE)
    };
    /// What there is.
    pub const INDEX: Self = Self::get(
        "get_index",
        "index",
        Place::At(href::API),
        Answer::of::<ApiIndex>(),
    );

    /// All of them, in the order in which they are described.
    pub const ALL: [&'static Self; 15] = [
        &Self::PATHS,
        &Self::BATCH,
        &Self::BETWEEN,
        &Self::LINK,
        &Self::ITEMS,
        &Self::ITEM,
        &Self::NEIGHBOURS,
        &Self::DEGREES,
        &Self::GRAPH,
        &Self::CENTRE,
        &Self::MAP,
        &Self::REGIONS,
        &Self::GALLERIES,
        &Self::RANDOM_PAIR,
        &Self::INDEX,
    ];

    const fn get(id: &'static str, root: &'static str, place: Place, answer: Answer) -> Self {
        Self {
            id,
            root,
            method: Method::Get,
            place,
            params: &[],
            forms: Form::OF_ANY,
            paged: false,
            kept: true,
            problems: &[],
            answer,
        }
    }

    const fn asked_with(self, params: &'static [Param]) -> Self {
        Self { params, ..self }
    }

    const fn failing_with(self, problems: &'static [ProblemKind]) -> Self {
        Self { problems, ..self }
    }

    const fn also_as(self, forms: &'static [Form]) -> Self {
        Self { forms, ..self }
    }

    const fn paged(self) -> Self {
        Self {
            paged: true,
            ..self
        }
    }

    /// The operation that answers a question asked by its name.
    #[must_use]
    pub fn of(topic: Topic) -> &'static Self {
        match topic {
            Topic::Connect => &Self::PATHS,
            Topic::Between => &Self::BETWEEN,
            Topic::Search => &Self::ITEMS,
            Topic::Neighbours => &Self::NEIGHBOURS,
        }
    }

    /// The name of its body among the [bodies](super::bodies).
    #[must_use]
    pub fn body(&self) -> String {
        renamed(&(self.answer.name)()).to_owned()
    }

    /// What it is asked with, ids and parameters alike, as an object of JSON Schema.
    ///
    /// # Errors
    /// It could not be made into JSON; what is in it can.
    pub fn question(&self) -> Result<Value, serde_json::Error> {
        let params = self.ids().iter().chain(self.params);
        let object = params.fold(closed(), |object, param| {
            let object = object.property(param.name, described(param));
            if param.required {
                object.required(param.name)
            } else {
                object
            }
        });
        serde_json::to_value(Schema::from(object))
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn title(&self, texts: Texts) -> String {
        texts.tell("operation-title", &args!["id" => self.id])
    }

    /// What it does, in a sentence or two.
    #[must_use]
    pub fn sentence(&self, texts: Texts) -> String {
        texts.tell("operation-sentence", &args!["id" => self.id])
    }

    /// Its path from our own root, with a name in braces where an id stands.
    #[must_use]
    pub fn path(&self) -> String {
        match self.place {
            Place::At(path) => path.to_owned(),
            Place::OfItem(after) => format!("{}{{id}}{after}", href::API_ITEMS),
            Place::OfTwoItems => format!("{}{{from}}/{{to}}", href::API_LINKS),
        }
    }

    /// The ids that stand in its path.
    #[must_use]
    pub fn ids(&self) -> &'static [Param] {
        match self.place {
            Place::At(_) => &[],
            Place::OfItem(_) => &[ID],
            Place::OfTwoItems => &[FROM, TO],
        }
    }

    /// Whether a suffix of its path can name a form. Where an id ends the path, it could be a part of
    /// that.
    #[must_use]
    pub fn takes_suffix(&self) -> bool {
        match self.place {
            Place::At(path) => self.method == Method::Get && path != href::API,
            Place::OfItem(after) => !after.is_empty(),
            Place::OfTwoItems => false,
        }
    }

    /// All that can go wrong with it, by rising status.
    #[must_use]
    pub fn all_problems(&self) -> Vec<ProblemKind> {
        let everywhere = [
            ProblemKind::BadParameter,
            ProblemKind::UnknownParameter,
            ProblemKind::NotAcceptable,
            ProblemKind::RateLimited,
            ProblemKind::Internal,
            ProblemKind::Busy,
            ProblemKind::GraphNotReady,
        ];
        let own = self.problems.iter().copied();
        let mut all: Vec<ProblemKind> = own.chain(everywhere).collect();
        all.sort_by_key(|kind| kind.status());
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_a_name_and_a_path_of_its_own() {
        let count = Operation::ALL.len();
        let names: BTreeSet<_> = Operation::ALL.iter().map(|one| one.id).collect();
        let paths: BTreeSet<_> = Operation::ALL.iter().map(|one| one.path()).collect();
        assert_eq!((names.len(), paths.len()), (count, count));
        for operation in Operation::ALL {
            assert!(operation.path().starts_with(href::API), "{}", operation.id);
        }
    }
}
