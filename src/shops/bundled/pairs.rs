//! Pairs of works worth connecting, chosen by hand for the start page.

use serde::Deserialize;

const TABLE: &str = include_str!("../../../data/pairs.csv");

#[derive(Debug, Deserialize)]
struct Row {
    from: String,
    to: String,
}

/// Ids of two works each, far apart and both well known.
///
/// # Panics
///
/// Never: the table is part of the program, and a test reads it.
#[must_use]
pub fn pairs() -> Vec<(String, String)> {
    read().expect("the bundled table is read by the tests of this file")
}

fn read() -> Result<Vec<(String, String)>, csv::Error> {
    csv::Reader::from_reader(TABLE.as_bytes())
        .into_deserialize()
        .map(|row: Result<Row, _>| row.map(|row| (row.from, row.to)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::shops::bundled::works::works;

    #[test]
    fn all_pairs_join_two_different_works_of_the_catalogue() {
        let categories: HashMap<&str, &str> = works()
            .iter()
            .map(|work| (work.id.as_str(), work.category.as_str()))
            .collect();
        let pairs = read().expect("the table is readable");
        assert!((16..=24).contains(&pairs.len()), "{}", pairs.len());
        for (from, to) in &pairs {
            let ends = (categories.get(from.as_str()), categories.get(to.as_str()));
            assert!(ends.0.is_some(), "no work has the id {from}");
            assert!(ends.1.is_some(), "no work has the id {to}");
            assert_ne!(ends.0, ends.1, "{from} and {to} are of one category");
        }
    }
}
