//! The query about the middle between two items.

use crate::explorer::{BetweenQuestion, PathsQuestion};

use super::ParamError;
use super::query::{Asker, Query};

const BETWEEN: &[&str] = &["a", "b", "exclude", "limit"];

/// The question about the middle; both ends must be there.
pub(in crate::web) fn between(raw: &str, asker: Asker) -> Result<BetweenQuestion, ParamError> {
    let query = Query::read(raw, BETWEEN, asker)?;
    let mut question = BetweenQuestion::new(query.required("a")?, query.required("b")?);
    question.exclude = query.all("exclude", PathsQuestion::MAX_EXCLUDED)?;
    let limit = query.number("limit", 1..=BetweenQuestion::MAX_LIMIT as u32)?;
    question.limit = limit.map_or(question.limit, |limit| limit as usize);
    Ok(question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::href;

    #[test]
    fn a_question_survives_its_address() {
        for question in [
            BetweenQuestion::new("a b", "c&d"),
            BetweenQuestion {
                exclude: vec!["x".into(), "50%".into()],
                limit: 50,
                ..BetweenQuestion::new("🚲", "+")
            },
        ] {
            let address = href::api_between(&question);
            let raw = address
                .strip_prefix("/v1/between?")
                .expect("its own address");
            assert_eq!(between(raw, Asker::Program), Ok(question));
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
