//! What `GET /v1/paths` says where there is no connection: why, where, and what to ask instead.

use serde::Serialize;
use utoipa::ToSchema;

use crate::address::href;
use crate::explorer::{NoPath, NoPathReason, PathsAnswer};
use crate::words;
use crate::words::texts::Texts;

use super::answered::{CommonBody, HiddenByBody, PathBody, SearchedBody};
use super::located::Href;
use super::terms::NoPathName;

/// No connection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PathsNoPathBody {
    /// What every answer carries.
    #[serde(flatten)]
    pub common: CommonBody,
    /// Why, as a name.
    pub reason: NoPathName,
    /// The options that bar every connection, by their names: taken back together, there is one.
    pub barred_by: Vec<&'static str>,
    /// With stops on the way, the part of it that has no connection; `null` without stops, and
    /// where the whole is too long.
    pub leg: Option<LegBody>,
    /// Always null.
    pub hops: Option<usize>,
    /// Empty.
    pub paths: [PathBody<'static>; 0],
    /// Why, as a sentence.
    pub detail: String,
    /// How far the search looked.
    pub searched: SearchedBody,
    /// What may hide a connection.
    pub hidden_by: HiddenByBody,
    /// What can be asked instead.
    pub suggestions: Vec<SuggestionBody>,
}

/// The way from one stop to the next.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegBody {
    /// Id of the item it begins at.
    pub from: String,
    /// Id of the item it leads to.
    pub to: String,
}

/// One way on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SuggestionBody {
    /// What it is, as a name.
    pub rel: &'static str,
    /// Where it is.
    pub href: Href,
}

/// The body of an answer without connections.
pub(super) fn no_path(common: CommonBody, answer: &PathsAnswer, none: &NoPath) -> PathsNoPathBody {
    PathsNoPathBody {
        common,
        reason: (&none.reason).into(),
        barred_by: match &none.reason {
            NoPathReason::ExcludedByOptions { bars } => bars.iter().map(|bar| bar.name()).collect(),
            _ => Vec::new(),
        },
        leg: leg(answer, none),
        hops: None,
        paths: [],
        detail: words::no_path(Texts::default(), answer, none, |card| card.title.clone()),
        searched: SearchedBody::from(&none.searched),
        hidden_by: HiddenByBody::from(&none.hidden_by),
        suggestions: words::mends(answer, none)
            .iter()
            .map(|mend| SuggestionBody {
                rel: mend.rel,
                href: href::api_of(&mend.target).into(),
            })
            .collect(),
    }
}

fn leg(answer: &PathsAnswer, none: &NoPath) -> Option<LegBody> {
    let whole = matches!(none.reason, NoPathReason::BeyondMaxHops { .. });
    let (from, to) = answer.ends_of_leg(none.leg);
    (!whole && !answer.via.is_empty()).then(|| LegBody {
        from: from.id.clone(),
        to: to.id.clone(),
    })
}
