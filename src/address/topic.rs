//! Questions asked by their name, with names and values: as other protocols ask them that know no
//! addresses. They are read as a query string is, by the same rules.

use form_urlencoded::Serializer;

use super::error::ParamError;
use super::given::{Given, Source};
use super::query::Asker;
use super::questions;
use crate::explorer::{BetweenQuestion, Cursor, NeighboursQuestion, PathsQuestion, SearchQuestion};

/// The parameter that names the item asked about, which in an address stands in the path.
const ID: &str = "id";

/// What can be asked by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// How two items are connected.
    Connect,
    /// What stands between two items.
    Between,
    /// Which items a text means.
    Search,
    /// What is bought with an item.
    Neighbours,
}

/// A question that was asked by its name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Asked {
    /// How two items are connected.
    Connect(PathsQuestion),
    /// What stands between two items.
    Between(BetweenQuestion),
    /// Which items a text means.
    Search(SearchQuestion),
    /// What is bought with an item.
    Neighbours(NeighboursQuestion),
}

impl Topic {
    /// The question, of names and values in the order sent; what may be repeated stands there
    /// several times.
    ///
    /// # Errors
    /// A name is unknown, or a value missing or not what it may be.
    pub(crate) fn read(self, given: &[(String, String)]) -> Result<Asked, ParamError> {
        match self {
            Self::Connect => questions::paths(&query(given), Asker::Program).map(Asked::Connect),
            Self::Between => questions::between(&query(given), Asker::Program).map(Asked::Between),
            Self::Search => questions::search(&query(given), Asker::Program).map(Asked::Search),
            Self::Neighbours => {
                let (ids, others): (Vec<_>, Vec<_>) =
                    given.iter().cloned().partition(|(name, _)| name == ID);
                let mut item = Given::from(Source::Query);
                for (_, id) in ids {
                    item.put(ID, id)?;
                }
                let id = item.required(ID)?;
                questions::neighbours(id, &query(&others), Asker::Program).map(Asked::Neighbours)
            }
        }
    }
}

impl Asked {
    /// Where in a list it goes on, if it does.
    pub(crate) fn cursor(&self) -> Option<&Cursor> {
        match self {
            Self::Connect(_) | Self::Between(_) => None,
            Self::Search(question) => question.cursor.as_ref(),
            Self::Neighbours(question) => question.cursor.as_ref(),
        }
    }
}

fn query(given: &[(String, String)]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(given).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn names_and_values_are_read_as_a_query_is() {
        let odd = "a/b?c=d&e#f 100%25+é🚲";
        let asked = Topic::Connect.read(&given(&[
            ("from", odd),
            ("to", " "),
            ("exclude", "x"),
            ("exclude", "y&k=1"),
            ("max_hops", "5"),
        ]));
        let Ok(Asked::Connect(question)) = asked else {
            panic!("{asked:?}")
        };
        assert_eq!((&*question.from, &*question.to), (odd, " "));
        assert_eq!(question.options.filters.exclude, ["x", "y&k=1"]);
        assert_eq!(question.options.max_hops, Some(5));
        let error = Topic::Search.read(&given(&[("fro", "x")])).unwrap_err();
        assert_eq!(error.at_fault(), Some(("fro", None)));
    }

    #[test]
    fn the_item_asked_about_must_be_named_once() {
        let asked = Topic::Neighbours.read(&given(&[("id", "7"), ("sort", "title")]));
        assert!(matches!(asked, Ok(Asked::Neighbours(question)) if question.id == "7"));
        for wrong in [&[][..], &[("id", "")], &[("id", "a"), ("id", "b")]] {
            let error = Topic::Neighbours.read(&given(wrong)).unwrap_err();
            assert_eq!(error.at_fault().map(|(name, _)| name), Some("id"));
        }
    }
}
