//! The query about the middle between two items.

use crate::explorer::{BetweenQuestion, PathsQuestion};

use super::query::{Asker, Query};
use super::{ParamError, filters};

const BETWEEN: &[&str] = &[
    "a",
    "b",
    "exclude",
    "only_category",
    "avoid_category",
    "avoid_hubs",
    "limit",
];

/// On the page the ends are called as in every form.
const BETWEEN_PAGE: &[&str] = &[
    "from",
    "to",
    "exclude",
    "only_category",
    "avoid_category",
    "avoid_hubs",
    "limit",
];

/// The question about the middle; both ends must be there.
pub(crate) fn between(raw: &str, asker: Asker) -> Result<BetweenQuestion, ParamError> {
    let (known, [a, b]) = match asker {
        Asker::Person => (BETWEEN_PAGE, ["from", "to"]),
        Asker::Program => (BETWEEN, ["a", "b"]),
    };
    let query = Query::read(raw, known, asker)?;
    let ends = PathsQuestion::new(query.required(a)?, query.required(b)?);
    let paths = filters(&query, ends)?;
    let limit = query.number("limit", 1..=BetweenQuestion::MAX_LIMIT as u32)?;
    Ok(BetweenQuestion {
        exclude: paths.exclude,
        only_category: paths.only_category,
        avoid_category: paths.avoid_category,
        avoid_hubs: paths.avoid_hubs,
        limit: limit.map_or(BetweenQuestion::DEFAULT_LIMIT, |limit| limit as usize),
        ..BetweenQuestion::new(paths.from, paths.to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::href;

    #[test]
    fn a_question_survives_its_address() {
        for question in [
            BetweenQuestion::new("a b", "c&d"),
            BetweenQuestion {
                exclude: vec!["x".into(), "50%".into()],
                only_category: vec!["Toys & Games".into()],
                avoid_category: vec!["b".into()],
                avoid_hubs: "99.5".parse().ok(),
                limit: 50,
                ..BetweenQuestion::new("🚲", "+")
            },
        ] {
            let address = href::api_between(&question);
            let raw = address
                .strip_prefix("/v1/between?")
                .expect("its own address");
            assert_eq!(between(raw, Asker::Program), Ok(question.clone()));
            let address = href::between(&question);
            let raw = address.strip_prefix("/between?").expect("its own address");
            assert_eq!(between(raw, Asker::Person), Ok(question));
        }
    }

    #[test]
    fn the_number_of_items_has_its_range() {
        for raw in ["a=1&b=2&limit=0", "a=1&b=2&limit=51"] {
            let error = between(raw, Asker::Program).expect_err(raw);
            assert_eq!(
                error.to_string(),
                "The parameter \"limit\" must be from 1 to 50."
            );
        }
    }
}
