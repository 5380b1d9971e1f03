//! The client: one method for each question of the API.

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;

use crate::error::Error;
use crate::list::List;
use crate::many::Batches;
use crate::options::{
    BetweenOptions, CentreOptions, DegreesOptions, MapOptions, NeighboursOptions, PairOptions,
    PairQuestion, PathsOptions, RandomPairOptions, RegionsOptions, SearchOptions, said,
};
use crate::sending::Line;
use crate::types::{
    ApiIndex, Between, Centre, Degrees, Galleries, Graph, ItemAnswer, Link, Map, Neighbours, Pair,
    Paths, Regions, Search,
};

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One server. It may be asked from several threads at once, and keeps its connections and its last
/// hundred answers: what did not change is not sent again.
#[derive(Debug)]
pub struct Cartway(Line);

impl Cartway {
    /// How long a server that has too much to do is waited for, unless told otherwise.
    pub const PATIENCE: Duration = Duration::from_secs(30);

    /// The server whose start page is at this address, as in `http://127.0.0.1:8080`.
    #[must_use]
    pub fn at(base: &str) -> Self {
        Self(Line::to(base, Self::PATIENCE))
    }

    /// Waits so long in all for one answer when the server says to come back later (429, 503); zero
    /// for not at all.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.0.patience = patience;
        self
    }

    /// The generation of the catalogue that the last answer came from. Another one than before means
    /// that the shop was counted anew.
    #[must_use]
    pub fn generation(&self) -> Option<String> {
        self.0.generation()
    }

    /// How two items are connected. That they are not is an answer too.
    ///
    /// # Errors
    /// As all questions here: the server tells a [problem](crate::Problem), is not reached, or is none.
    pub fn connect(&self, from: &str, to: &str, options: &PathsOptions) -> Result<Paths, Error> {
        self.ask("/v1/paths", &ends(from, to), options)
    }

    /// How the items of any number of pairs are connected, in batches of 500.
    pub fn connect_many<P: Into<PairQuestion>, I: IntoIterator<Item = P>>(
        &self,
        pairs: I,
        options: &PairOptions,
    ) -> Batches<'_, I::IntoIter> {
        Batches::new(&self.0, pairs.into_iter(), options)
    }

    /// What stands between two items.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn between(
        &self,
        from: &str,
        to: &str,
        options: &BetweenOptions,
    ) -> Result<Between, Error> {
        self.ask("/v1/between", &ends(from, to), options)
    }

    /// Whether two items are linked, and why.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn link(&self, from: &str, to: &str) -> Result<Link, Error> {
        self.0
            .get(&format!("/v1/links/{}/{}", encoded(from), encoded(to)))
    }

    /// The items that a text means, or all of them.
    #[must_use]
    pub fn items(&self, options: &SearchOptions) -> List<'_, Search> {
        List::new(&self.0, "/v1/items", query(&[], options))
    }

    /// One item.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn item(&self, id: &str) -> Result<ItemAnswer, Error> {
        self.0.get(&of_item(id, ""))
    }

    /// What is bought with an item.
    #[must_use]
    pub fn neighbours(&self, id: &str, options: &NeighboursOptions) -> List<'_, Neighbours> {
        List::new(&self.0, &of_item(id, "/neighbours"), query(&[], options))
    }

    /// How far everything else is from an item.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn degrees(&self, id: &str, options: &DegreesOptions) -> Result<Degrees, Error> {
        self.ask(&of_item(id, "/degrees"), &[], options)
    }

    /// What the catalogue is, and what may be asked of it.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn graph(&self) -> Result<Graph, Error> {
        self.0.get("/v1/graph")
    }

    /// The items that are nearest to all others.
    #[must_use]
    pub fn centre(&self, options: &CentreOptions) -> List<'_, Centre> {
        List::new(&self.0, "/v1/graph/centre", query(&[], options))
    }

    /// A view of the map.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn map(&self, options: &MapOptions) -> Result<Map, Error> {
        self.ask("/v1/map", &[], options)
    }

    /// The regions of the map.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn regions(&self, options: &RegionsOptions) -> Result<Regions, Error> {
        self.ask("/v1/regions", &[], options)
    }

    /// What is worth a look.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn galleries(&self) -> Result<Galleries, Error> {
        self.0.get("/v1/galleries")
    }

    /// Two items worth connecting, others each time.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn random_pair(&self, options: &RandomPairOptions) -> Result<Pair, Error> {
        self.ask("/v1/random-pair", &[], options)
    }

    /// What there is to ask.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn index(&self) -> Result<ApiIndex, Error> {
        self.0.get("/v1")
    }

    fn ask<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        given: &[(&str, &str)],
        options: &impl Serialize,
    ) -> Result<T, Error> {
        self.0.get(&format!("{path}?{}", query(given, options)))
    }
}

fn ends<'a>(from: &'a str, to: &'a str) -> [(&'static str, &'a str); 2] {
    [("from", from), ("to", to)]
}

fn of_item(id: &str, what: &str) -> String {
    format!("/v1/items/{}{what}", encoded(id))
}

/// These, and the options by the names that they are serialised by; a list is a name repeated.
fn query(given: &[(&str, &str)], options: &impl Serialize) -> String {
    let mut pairs: Vec<String> = given
        .iter()
        .map(|(name, value)| pair(name, value))
        .collect();
    if let Value::Object(options) = said(options) {
        for (name, value) in &options {
            let values = match value {
                Value::Array(values) => values.as_slice(),
                value => std::slice::from_ref(value),
            };
            pairs.extend(values.iter().map(|value| match value {
                Value::String(text) => pair(name, text),
                value => pair(name, &value.to_string()),
            }));
        }
    }
    pairs.join("&")
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", encoded(value))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_written_by_their_names_and_lists_repeat_theirs() {
        let options = PathsOptions {
            exclude: vec!["a b".to_owned(), "c&d".to_owned()],
            max_hops: Some(3),
            ..PathsOptions::default()
        };
        assert_eq!(
            query(&ends("ä", "x/y"), &options),
            "from=%C3%A4&to=x%2Fy&exclude=a%20b&exclude=c%26d&max_hops=3"
        );
        assert_eq!(query(&[], &PathsOptions::default()), "");
        assert_eq!(of_item("a/b", "/degrees"), "/v1/items/a%2Fb/degrees");
    }
}
