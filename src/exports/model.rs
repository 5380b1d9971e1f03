//! What an item and a link carry: each attribute with its name, its type and where it is read. The
//! names are those of the JSON bodies. Every writer goes by these two tables.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::explorer::{Category, Evidence, GenerationStamp, ItemCard};

/// What the values of an attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Any number of texts; where there are no lists, a text with one a line.
    Texts,
    /// Whole numbers of 64 bits.
    Whole,
    /// Floating-point numbers of 64 bits.
    Real,
    /// `true` or `false`.
    Truth,
}

/// A value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Of [`Kind::Text`].
    Text(&'a str),
    /// Of [`Kind::Texts`].
    Texts(&'a [&'a str]),
    /// Of [`Kind::Whole`].
    Whole(i64),
    /// Of [`Kind::Real`], finite.
    Real(f64),
    /// Of [`Kind::Truth`].
    Truth(bool),
}

impl Value<'_> {
    /// Whether it is of texts, which may hold anything.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Texts(_))
    }

    /// The value as a text, written into `scratch` where it is none.
    pub(super) fn text<'s>(&'s self, scratch: &'s mut String) -> &'s str {
        use std::fmt::Write;
        scratch.clear();
        // Writing into a text never fails.
        let _ = match self {
            Self::Text(text) => return text,
            Self::Texts([only]) => return only,
            Self::Texts(texts) => texts.iter().enumerate().try_for_each(|(place, text)| {
                let mark = if place == 0 { "" } else { "\n" };
                write!(scratch, "{mark}{text}")
            }),
            Self::Whole(number) => write!(scratch, "{number}"),
            Self::Real(number) => write!(scratch, "{number}"),
            Self::Truth(truth) => write!(scratch, "{truth}"),
        };
        scratch
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Texts(texts) => serializer.collect_seq(*texts),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Real(number) => serializer.serialize_f64(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
        }
    }
}

/// Which items carry an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Every one: what lets a reader recognise it.
    Card,
    /// Those of which all is told that is known of them.
    Known,
    /// Those on the way between two items.
    OnTheWay,
    /// Those of the centre.
    Central,
    /// Those that have a place on a map.
    Placed,
}

/// One attribute: `read` takes its value from what carries it.
#[derive(Debug)]
pub struct Attribute<Read> {
    /// As in the JSON bodies.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) part: Part,
    pub(super) read: Read,
}

/// Reads an item.
pub(super) type ReadItem = for<'a> fn(&'a Item<'_>) -> Option<Value<'a>>;
/// Reads a link.
pub(super) type ReadLink = for<'a> fn(&'a Link<'_>) -> Option<Value<'a>>;

/// An attribute of items.
pub(super) type ItemAttribute = Attribute<ReadItem>;
/// An attribute of links.
pub(super) type LinkAttribute = Attribute<ReadLink>;

/// One item, beside its `id`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item<'a> {
    /// The shop's own id.
    pub id: &'a str,
    /// Title; the id where the shop gave none.
    pub title: &'a str,
    /// Author, maker, artist.
    pub creator: Option<&'a str>,
    /// The names of its categories, the main one first.
    pub categories: Vec<&'a str>,
    /// Year of the work.
    pub year: Option<i32>,
    /// Orders that hold it.
    pub orders: Option<u32>,
    /// 1 for the most popular.
    pub popularity_rank: Option<u32>,
    /// 1 for the centre.
    pub centre_rank: Option<u32>,
    /// Links in all.
    pub links: Option<u32>,
    /// The island it stands on, 0 for the largest.
    pub component: Option<u32>,
    /// Hops from the start.
    pub column: Option<usize>,
    /// Share of the shortest connections that pass through it, in 0 to 1.
    pub share_of_paths: Option<f64>,
    /// Whether a shortest connection passes through it.
    pub on_shortest: Option<bool>,
    /// Its place on the list of the centre, from 1.
    pub rank: Option<u32>,
    /// Its mean hops to the others of the largest component.
    pub mean_hops: Option<f64>,
    /// Where it stands on the map: units to the right, and down.
    pub place: Option<[f64; 2]>,
    /// The number of the largest region it lies in.
    pub region: Option<u32>,
}

/// One link, from one item to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link<'a> {
    /// Id of the item it leads from: the source.
    pub from: &'a str,
    /// Id of the item it leads to: the target.
    pub to: &'a str,
    /// Why the two are linked, seen from the source.
    pub evidence: Evidence,
}

macro_rules! attributes {
    ($($part:ident $kind:ident $name:literal $read:expr;)*) => {
        [$(Attribute { name: $name, kind: Kind::$kind, part: Part::$part, read: $read }),*]
    };
}

/// What items carry.
static OF_ITEMS: [ItemAttribute; 18] = attributes![
    Card Text "title" |item| Some(Value::Text(item.title));
    Card Text "creator" |item| item.creator.map(Value::Text);
    Card Text "category" |item| item.categories.first().copied().map(Value::Text);
    Card Texts "categories" |item| Some(&item.categories[..]).filter(|all| !all.is_empty()).map(Value::Texts);
    Card Whole "year" |item| whole(item.year);
    Known Whole "orders" |item| whole(item.orders);
    Known Whole "popularity_rank" |item| whole(item.popularity_rank);
    Known Whole "centre_rank" |item| whole(item.centre_rank);
    Known Whole "links" |item| whole(item.links);
    Known Whole "component" |item| whole(item.component);
    OnTheWay Whole "column" |item| whole(item.column.and_then(|column| i64::try_from(column).ok()));
    OnTheWay Real "share_of_paths" |item| real(item.share_of_paths);
    OnTheWay Truth "on_shortest" |item| item.on_shortest.map(Value::Truth);
    Central Whole "rank" |item| whole(item.rank);
    Central Real "mean_hops" |item| real(item.mean_hops);
    Placed Real "x" |item| real(item.place.map(|[x, _]| x));
    Placed Real "y" |item| real(item.place.map(|[_, y]| y));
    Placed Whole "region" |item| whole(item.region);
];

/// What links carry.
pub(super) static OF_LINKS: [LinkAttribute; 7] = attributes![
    Card Whole "orders" |link| whole(link.evidence.orders);
    Card Real "share_of_source_buyers" |link| real(link.evidence.share_of_from_orders);
    Card Real "share_of_target_buyers" |link| real(link.evidence.share_of_to_orders);
    Card Real "times_chance" |link| real(link.evidence.times_chance);
    Card Real "strength" |link| real(Some(link.evidence.strength));
    Card Whole "rank" |link| whole(Some(link.evidence.rank));
    Card Text "direction" |link| Some(Value::Text(direction(&link.evidence)));
];

/// What the items of some parts carry, in the order of the table.
pub(super) fn of_items(parts: &[Part]) -> Vec<&'static ItemAttribute> {
    let all = OF_ITEMS.iter();
    all.filter(|attribute| attribute.part == Part::Card || parts.contains(&attribute.part))
        .collect()
}

pub(super) fn whole<'a>(number: Option<impl Into<i64>>) -> Option<Value<'a>> {
    number.map(|number| Value::Whole(number.into()))
}

/// A number that files can hold: neither infinite nor none.
pub(super) fn real<'a>(number: Option<f64>) -> Option<Value<'a>> {
    number.filter(|number| number.is_finite()).map(Value::Real)
}

/// Whose list a link is on: that of its source, of its target, or of both.
fn direction(evidence: &Evidence) -> &'static str {
    match (evidence.listed_forward, evidence.listed_backward) {
        (true, true) => "both",
        (false, true) => "backward",
        _ => "forward",
    }
}

impl<'a> From<&'a ItemCard> for Item<'a> {
    fn from(card: &'a ItemCard) -> Self {
        Self {
            id: &card.id,
            title: &card.title,
            creator: card.creator.as_deref(),
            categories: card.categories.iter().map(Category::name).collect(),
            year: card.year,
            ..Self::default()
        }
    }
}

/// What is true of a graph as a whole.
#[derive(Debug, Clone)]
pub struct About {
    /// Name of the generation it comes from.
    pub version: String,
    /// When the rebuild of that finished.
    pub built_at: Timestamp,
    /// Whether its links lead one way.
    pub directed: bool,
}

impl About {
    pub(super) fn new(generation: &GenerationStamp, directed: bool) -> Self {
        Self {
            version: generation.version.clone(),
            built_at: generation.built_at,
            directed,
        }
    }

    /// What XML calls its links.
    pub(super) fn edges(&self) -> &'static str {
        match self.directed {
            true => "directed",
            false => "undirected",
        }
    }

    /// Where it comes from, for people.
    pub(super) fn origin(&self) -> String {
        format!("Cartway, generation {} of {}", self.version, self.built_at)
    }
}

/// Items, each once.
pub type Items<'s> = Box<dyn Iterator<Item = Item<'s>> + 's>;
/// Links between these items; in a directed graph none twice, in another none twice either way.
pub type Links<'s> = Box<dyn Iterator<Item = Link<'s>> + 's>;

/// Where the items and links of a graph come from, one after the other.
pub trait Source {
    /// What is true of it as a whole.
    fn about(&self) -> About;

    /// What its items carry, beside what every item does.
    fn parts(&self) -> &'static [Part];

    /// Its items.
    fn items(&self) -> Items<'_>;

    /// Its links.
    fn links(&self) -> Links<'_>;
}
