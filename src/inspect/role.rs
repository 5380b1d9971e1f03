//! What a column can be to us. Knows neither names nor values of columns.

use serde::{Deserialize, Serialize};

/// What a column is to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The order that a line is of.
    Order,
    /// The line itself: no two lines share it.
    Line,
    /// The item, by its id.
    Item,
    /// What the item is called.
    Title,
    /// Its author, maker or artist.
    Creator,
    /// What kind of item it is.
    Category,
    /// The year it is from.
    Year,
    /// When it was bought.
    Date,
    /// How many were bought.
    Quantity,
    /// What it cost.
    Price,
    /// The address of its picture.
    Image,
    /// The address of its page.
    Url,
    /// What became of the order: paid, cancelled, returned.
    Status,
    /// Who bought it.
    Customer,
    /// The item it is a variant of, or which variant it is.
    Parent,
    /// The item on whose list another one stands.
    Source,
    /// The item on the list.
    Target,
    /// How many orders hold both.
    Support,
    /// The place on the list.
    Position,
    /// Something an import has no use for.
    Other,
}

impl Role {
    /// The role in a word or two, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Line => "line",
            Self::Item => "item",
            Self::Title => "title",
            Self::Creator => "creator",
            Self::Category => "category",
            Self::Year => "year",
            Self::Date => "date",
            Self::Quantity => "quantity",
            Self::Price => "price",
            Self::Image => "picture",
            Self::Url => "page",
            Self::Status => "status",
            Self::Customer => "customer",
            Self::Parent => "variant",
            Self::Source => "source",
            Self::Target => "target",
            Self::Support => "orders",
            Self::Position => "position",
            Self::Other => "",
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Order lines.
    Orders,
    /// Items.
    Items,
    /// Links given instead of counted.
    Links,
    /// Market baskets, one a line.
    Baskets,
    /// SNAP's amazon-meta.txt.
    AmazonMeta,
    /// Nothing an import could use.
    None,
}

impl Kind {
    /// The word of `cartway import` for it, if there is one.
    #[must_use]
    pub fn command(self) -> Option<&'static str> {
        match self {
            Self::Orders => Some("orders"),
            Self::Items => Some("items"),
            Self::Links => Some("links"),
            Self::Baskets => Some("baskets"),
            Self::AmazonMeta => Some("amazon-meta"),
            Self::None => None,
        }
    }

    /// What it is, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Orders => "order lines",
            Self::Items => "items",
            Self::Links => "links between items",
            Self::Baskets => "market baskets, one a line",
            Self::AmazonMeta => "SNAP's amazon-meta: items and what was also bought",
            Self::None => "nothing to import",
        }
    }

    /// The option that names the column of a role, where an import of this kind has one.
    pub(super) fn option(self, role: Role) -> Option<&'static str> {
        match (self, role) {
            (Self::Orders, Role::Order) => Some("--order-column"),
            (Self::Orders, Role::Item) => Some("--item-column"),
            (Self::Items, Role::Item) => Some("--id-column"),
            (Self::Orders | Self::Items, Role::Title) => Some("--title-column"),
            (Self::Items, Role::Creator) => Some("--creator-column"),
            (Self::Items, Role::Category) => Some("--category-column"),
            (Self::Items, Role::Year) => Some("--year-column"),
            (Self::Items, Role::Url) => Some("--url-column"),
            (Self::Items, Role::Image) => Some("--image-url-column"),
            (Self::Links, Role::Source) => Some("--source-column"),
            (Self::Links, Role::Target) => Some("--target-column"),
            (Self::Links, Role::Support) => Some("--orders-column"),
            (Self::Links, Role::Position) => Some("--position-column"),
            _ => None,
        }
    }

    /// The role whose column an option names.
    pub(super) fn role(self, option: &str) -> Option<Role> {
        let roles = [
            Role::Order,
            Role::Item,
            Role::Title,
            Role::Creator,
            Role::Category,
            Role::Year,
            Role::Url,
            Role::Image,
            Role::Source,
            Role::Target,
            Role::Support,
            Role::Position,
        ];
        roles
            .into_iter()
            .find(|role| self.option(*role) == Some(option))
    }
}

/// How sure a look is of what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is to be asked.
    Unsure,
    /// It is to be confirmed.
    Likely,
    /// It can be acted on.
    Sure,
}

impl Certainty {
    /// The certainty in a word.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }
}
