//! The body of a batch of pairs. A body of the wrong shape is refused as a whole; what is wrong with
//! the values of one pair is said of that pair only.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Number;

use super::body::BodyError;
use super::error::ParamError;
use super::given::{Given, Source};
use super::param::{
    AVOID_CATEGORY, AVOID_HUBS, DIRECTION, EXCLUDE, FROM, MAX_HOPS, ONLY_CATEGORY, PAIR_K,
    PAIR_OPTIONS, TO, VIA,
};
use super::questions;
use crate::explorer::{BatchAnswer, PairQuestion, PathsOptions};

const BATCH: [&str; 3] = ["pairs", "options", "titles"];
const PAIR: [&str; 3] = [FROM, TO, "options"];

/// What a body asks.
#[derive(Debug, PartialEq)]
pub(crate) struct Batch {
    /// Its pairs, each a question or what is wrong with it.
    pub(crate) pairs: Vec<Result<PairQuestion, ParamError>>,
    /// Whether the items of the connections are to be named.
    pub(crate) titles: bool,
}

/// What a body asks.
///
/// # Errors
/// It is of the wrong shape, holds too many pairs, or shared options that are out of range.
pub(crate) fn batch(body: &[u8]) -> Result<Batch, BodyError> {
    let batch: BatchMembers = serde_json::from_slice(body)?;
    let limit = BatchAnswer::MAX_PAIRS;
    batch.known()?;
    match batch.pairs.len() {
        0 => return Err(BodyError::NoPairs { limit }),
        count if count > limit => return Err(BodyError::TooManyPairs { count, limit }),
        _ => {}
    }
    let shared = Arc::new(batch.options.unwrap_or_default().read()?);
    let pairs = batch.pairs.into_iter();
    Ok(Batch {
        pairs: pairs.map(|pair| pair.read(&shared)).collect(),
        titles: batch.titles,
    })
}

/// Members that nobody knows, by name.
type Unknown = BTreeMap<String, IgnoredAny>;

#[derive(Deserialize)]
#[serde(expecting = "an object with \"pairs\"")]
struct BatchMembers {
    pairs: Vec<PairMembers>,
    options: Option<OptionMembers>,
    #[serde(default)]
    titles: bool,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with \"from\" and \"to\"")]
struct PairMembers {
    from: String,
    to: String,
    /// In place of the shared ones, as a whole.
    options: Option<OptionMembers>,
    #[serde(flatten)]
    unknown: Unknown,
}

/// Options of the types JSON has for them; what they may be is read as from a query.
#[derive(Deserialize, Default)]
#[serde(expecting = "an object of options")]
struct OptionMembers {
    direction: Option<String>,
    exclude: Option<Vec<String>>,
    via: Option<Vec<String>>,
    only_category: Option<Vec<String>>,
    avoid_category: Option<Vec<String>>,
    avoid_hubs: Option<f64>,
    max_hops: Option<Number>,
    k: Option<Number>,
    #[serde(flatten)]
    unknown: Unknown,
}

impl BatchMembers {
    /// Whether every member is known, wherever it stands.
    fn known(&self) -> Result<(), ParamError> {
        all_known(&self.unknown, BATCH)?;
        if let Some(options) = &self.options {
            options.known().map_err(|error| error.within("options"))?;
        }
        for (index, pair) in self.pairs.iter().enumerate() {
            let place = format!("pairs[{index}]");
            all_known(&pair.unknown, PAIR).map_err(|error| error.within(&place))?;
            if let Some(options) = &pair.options {
                let place = format!("{place}.options");
                options.known().map_err(|error| error.within(&place))?;
            }
        }
        Ok(())
    }
}

impl PairMembers {
    fn read(self, shared: &Arc<PathsOptions>) -> Result<PairQuestion, ParamError> {
        let mut given = Given::from(Source::Body);
        given.put(FROM, self.from)?;
        given.put(TO, self.to)?;
        Ok(PairQuestion {
            from: given.required(FROM)?,
            to: given.required(TO)?,
            options: match self.options {
                Some(own) => Arc::new(own.read()?),
                None => Arc::clone(shared),
            },
        })
    }
}

impl OptionMembers {
    fn known(&self) -> Result<(), ParamError> {
        all_known(&self.unknown, PAIR_OPTIONS.iter().map(|param| param.name))
    }

    fn read(self) -> Result<PathsOptions, ParamError> {
        let mut given = Given::from(Source::Body);
        let numbers = [
            (AVOID_HUBS, self.avoid_hubs.map(|number| number.to_string())),
            (MAX_HOPS.name, self.max_hops.map(whole)),
            (PAIR_K.name, self.k.map(whole)),
        ];
        let one = [(DIRECTION, self.direction)].into_iter().chain(numbers);
        for (name, value) in one {
            if let Some(value) = value {
                given.put(name, value)?;
            }
        }
        for (many, values) in [
            (EXCLUDE, self.exclude),
            (VIA, self.via),
            (ONLY_CATEGORY, self.only_category),
            (AVOID_CATEGORY, self.avoid_category),
        ] {
            for value in values.unwrap_or_default() {
                given.put(many.name, value)?;
            }
        }
        questions::options(&given, &PAIR_K)
    }
}

/// A number as a query would have it: JSON has no whole numbers of its own, so `25.0` is 25.
fn whole(number: Number) -> String {
    let float = number.as_f64().filter(|_| number.is_f64());
    match float.filter(|float| float.fract() == 0.0) {
        Some(float) => format!("{float:.0}"),
        None => number.to_string(),
    }
}

fn all_known(
    unknown: &Unknown,
    known: impl IntoIterator<Item = &'static str>,
) -> Result<(), ParamError> {
    match unknown.keys().next() {
        Some(name) => Err(ParamError::unknown(name, known)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::address::ProblemKind;
    use crate::explorer::{Direction, Filters};

    fn read(body: &Value) -> Result<Vec<Result<PairQuestion, ParamError>>, BodyError> {
        Ok(batch(body.to_string().as_bytes())?.pairs)
    }

    /// What is wrong with the options of a single pair.
    fn fault(options: Value) -> ParamError {
        let body = json!({"pairs": [{"from": "a", "to": "b", "options": options}]});
        let mut pairs = read(&body).expect("the body is of the right shape");
        pairs.remove(0).expect_err("the option is refused")
    }

    #[test]
    fn everything_a_batch_can_hold_is_read() {
        let body = json!({
            "options": {"direction": "out", "exclude": ["x", "y", "x"], "max_hops": 64.0, "k": 20},
            "pairs": [
                {"from": "a", "to": "b"},
                {"from": "🚲", "to": "a/b", "options": {
                    "direction": "any", "via": ["p", "q"], "only_category": ["book"],
                    "avoid_category": ["toy", "film"], "avoid_hubs": 99.5}},
                {"from": "c", "to": "d", "options": {}},
                {"from": "e", "to": "f", "options": null},
            ],
        });
        let pairs: Vec<PairQuestion> = read(&body)
            .unwrap()
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let mut shared = PathsOptions {
            direction: Direction::AsBought,
            max_hops: Some(64),
            k: 20,
            ..PathsOptions::default()
        };
        shared.filters.exclude = vec!["x".into(), "y".into()];
        let mut own = PathsOptions::from(Filters {
            only_category: vec!["book".into()],
            avoid_category: vec!["toy".into(), "film".into()],
            avoid_hubs: "99.5".parse().ok(),
            ..Filters::default()
        });
        own.via = vec!["p".into(), "q".into()];
        own.k = 1;
        assert_eq!((&*pairs[1].from, &*pairs[1].to), ("🚲", "a/b"));
        let options: Vec<&PathsOptions> = pairs.iter().map(|pair| &*pair.options).collect();
        let plain = PathsOptions {
            k: 1,
            ..PathsOptions::default()
        };
        assert_eq!(options, [&shared, &own, &plain, &shared]);
        assert!(Arc::ptr_eq(&pairs[0].options, &pairs[3].options));
    }

    #[test]
    fn an_unknown_member_is_named_with_its_place_and_the_one_that_was_meant() {
        let pair = json!({"from": "a", "to": "b"});
        for (body, param, meant) in [
            (json!({"pairs": [pair], "option": {}}), "option", "options"),
            (
                json!({"pairs": [pair, {"from": "a", "to": "b", "form": "c"}]}),
                "pairs[1].form",
                "from",
            ),
            (
                json!({"pairs": [pair], "options": {"max_hop": 3}}),
                "options.max_hop",
                "max_hops",
            ),
            (
                json!({"pairs": [{"from": "a", "to": "b", "options": {"direktion": "any"}}]}),
                "pairs[0].options.direktion",
                "direction",
            ),
        ] {
            let error = read(&body).expect_err(param);
            assert_eq!(error.kind(), ProblemKind::UnknownParameter);
            assert_eq!(error.at_fault(), Some((param, None)));
            let words = error.to_string();
            assert!(
                words.contains(&format!("did you mean \"{meant}\"?")),
                "{words}"
            );
        }
        let body = json!({"pairs": [pair], "options": {"extra_hops": 1}});
        let kind = read(&body).unwrap_err().kind();
        assert_eq!(kind, ProblemKind::UnknownParameter);
    }

    #[test]
    fn a_wrong_shape_is_refused_with_its_place() {
        for (body, line, words) in [
            ("", 1, "EOF"),
            ("{\n\"pairs\": [}", 2, "expected value"),
            ("[]", 1, "an object with \"pairs\""),
            ("{}", 1, "missing field `pairs`"),
            ("{\"pairs\": {}}", 1, "expected a sequence"),
            (
                "{\"pairs\": [[\"a\", \"b\"]]}",
                1,
                "an object with \"from\" and \"to\"",
            ),
            ("{\"pairs\": [{\"from\": \"a\"}]}", 1, "missing field `to`"),
            (
                "{\"pairs\":\n[{\"from\": 7, \"to\": \"b\"}]}",
                2,
                "expected a string",
            ),
            (
                "{\"pairs\": [], \"pairs\": []}",
                1,
                "duplicate field `pairs`",
            ),
            (
                "{\"pairs\": [], \"options\": []}",
                1,
                "an object of options",
            ),
            ("{\"pairs\": []} {}", 1, "trailing characters"),
            (
                "{\"pairs\": [{\"from\": \"\u{1}\"}]}",
                1,
                "control character",
            ),
        ] {
            let error = batch(body.as_bytes()).expect_err(body);
            assert_eq!(error.kind(), ProblemKind::BadBody, "{body}");
            let BodyError::Bad {
                line: found,
                reason,
                ..
            } = error
            else {
                panic!("{error}");
            };
            assert_eq!(found, line, "{body}");
            assert!(reason.contains(words), "{body}: {reason}");
            assert!(!reason.contains("Members"), "{reason}");
        }
        assert!(batch(b"{\"pairs\": [{\"from\": \"\xff\"}]}").is_err());
        let deep = format!("{{\"x\": {}", "[".repeat(100_000));
        assert!(batch(deep.as_bytes()).is_err());
    }

    #[test]
    fn the_number_of_pairs_has_its_range() {
        let pairs = |count: usize| json!({"pairs": vec![json!({"from": "a", "to": "b"}); count]});
        assert_eq!(read(&pairs(0)), Err(BodyError::NoPairs { limit: 500 }));
        assert_eq!(read(&pairs(500)).unwrap().len(), 500);
        let error = read(&pairs(501)).unwrap_err();
        assert_eq!(
            (error.kind(), error.limit()),
            (ProblemKind::TooManyPairs, Some(500))
        );
    }

    #[test]
    fn what_is_wrong_with_the_values_of_a_pair_is_said_of_that_pair() {
        let long = "x".repeat(5_000);
        let body = json!({"pairs": [
            {"from": "", "to": "b"}, {"from": "a", "to": long}, {"from": "a", "to": "b"},
        ]});
        let pairs = read(&body).unwrap();
        let params: Vec<Option<String>> = pairs
            .iter()
            .map(|pair| {
                pair.as_ref()
                    .err()?
                    .at_fault()
                    .map(|(param, _)| param.to_owned())
            })
            .collect();
        assert_eq!(
            params,
            [Some("from".to_owned()), Some("to".to_owned()), None]
        );
        let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
        for (options, kind, param) in [
            (
                json!({"direction": "up"}),
                ProblemKind::BadParameter,
                "direction",
            ),
            (
                json!({"exclude": [""]}),
                ProblemKind::BadParameter,
                "exclude",
            ),
            (
                json!({"exclude": many}),
                ProblemKind::ParameterOutOfRange,
                "exclude",
            ),
            (
                json!({"via": &many[..9]}),
                ProblemKind::ParameterOutOfRange,
                "via",
            ),
            (json!({"via": [""]}), ProblemKind::BadParameter, "via"),
            (
                json!({"only_category": many}),
                ProblemKind::ParameterOutOfRange,
                "only_category",
            ),
            (
                json!({"avoid_hubs": 100}),
                ProblemKind::ParameterOutOfRange,
                "avoid_hubs",
            ),
            (
                json!({"avoid_hubs": 99.999}),
                ProblemKind::ParameterOutOfRange,
                "avoid_hubs",
            ),
            (
                json!({"avoid_hubs": -1e300}),
                ProblemKind::ParameterOutOfRange,
                "avoid_hubs",
            ),
            (
                json!({"max_hops": 0}),
                ProblemKind::ParameterOutOfRange,
                "max_hops",
            ),
            (
                json!({"max_hops": -1}),
                ProblemKind::ParameterOutOfRange,
                "max_hops",
            ),
            (
                json!({"max_hops": 65}),
                ProblemKind::ParameterOutOfRange,
                "max_hops",
            ),
        ] {
            let error = fault(options);
            assert_eq!(error.kind(), kind, "{error}");
            assert_eq!(error.at_fault().map(|(param, _)| param), Some(param));
        }
    }

    #[test]
    fn an_option_for_all_pairs_that_is_out_of_range_refuses_the_batch() {
        let body = json!({"pairs": [{"from": "a", "to": "b"}], "options": {"max_hops": 99}});
        let error = read(&body).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The parameter \"max_hops\" must be from 1 to 64."
        );
    }
}
