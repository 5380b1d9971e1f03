//! What an asker can do when there is no connection: each way out is one click.

use crate::explorer::{Bar, Direction, NoPathReason, PathsAnswer, PathsQuestion};

use super::number::count_of;

/// One way on from a dead end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The name programs know it by: `swap`, `any-direction`, `without-exclusions`,
    /// `longer`, `from-neighbours`, `to-neighbours`, `random-pair`.
    pub rel: &'static str,
    /// What the click does, in words.
    pub words: String,
    /// Where it leads.
    pub target: Target,
}

/// Where a [`Mend`] leads; [`crate::view::href`] spells it for pages and for the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another question about connections.
    Connect(PathsQuestion),
    /// What is bought with the item of this id.
    Neighbours(String),
    /// A pair that is known to be connected.
    RandomPair,
}

/// The ways on from an answer without connections, the likeliest first.
#[must_use]
pub fn mends(answer: &PathsAnswer, reason: &NoPathReason) -> Vec<Mend> {
    let question = &answer.question;
    match reason {
        NoPathReason::NoLinks { from, to } => {
            let mut ways = Vec::new();
            if !from {
                ways.push(neighbours(
                    "from-neighbours",
                    answer.from.id.clone(),
                    "the first item",
                ));
            }
            if !to {
                ways.push(neighbours(
                    "to-neighbours",
                    answer.to.id.clone(),
                    "the second item",
                ));
            }
            ways.push(random_pair());
            ways
        }
        NoPathReason::DifferentComponent { .. } => vec![
            neighbours("from-neighbours", answer.from.id.clone(), "the first item"),
            neighbours("to-neighbours", answer.to.id.clone(), "the second item"),
            random_pair(),
        ],
        NoPathReason::OnlyReverse { .. } => vec![swap(question), any_direction(question)],
        NoPathReason::ExcludedByOptions { bars } => excluded_by_options(question, bars),
        NoPathReason::BeyondMaxHops { hops } => vec![longer(question, *hops)],
        NoPathReason::BudgetExhausted { .. } => budget_exhausted(answer),
    }
}

fn excluded_by_options(question: &PathsQuestion, bars: &[Bar]) -> Vec<Mend> {
    let mut ways = Vec::new();
    if bars == [Bar::Exclude] {
        ways.push(without_exclusions(question));
    }
    if bars == [Bar::Direction] {
        ways.push(any_direction(question));
    }
    if ways.is_empty() {
        ways.push(Mend {
            rel: "plain",
            words: "Ask again with no options".to_owned(),
            target: Target::Connect(PathsQuestion::new(&question.from, &question.to)),
        });
    }
    ways
}

fn budget_exhausted(answer: &PathsAnswer) -> Vec<Mend> {
    let mut ways = Vec::new();
    if answer.question.direction == Direction::AsBought {
        ways.push(any_direction(&answer.question));
    }
    if !answer.question.exclude.is_empty() {
        ways.push(without_exclusions(&answer.question));
    }
    ways.push(neighbours(
        "from-neighbours",
        answer.from.id.clone(),
        "the first item",
    ));
    ways.push(neighbours(
        "to-neighbours",
        answer.to.id.clone(),
        "the second item",
    ));
    ways
}

fn swap(question: &PathsQuestion) -> Mend {
    Mend {
        rel: "swap",
        words: "Ask the other way round".to_owned(),
        target: Target::Connect(question.swapped()),
    }
}

fn any_direction(question: &PathsQuestion) -> Mend {
    Mend {
        rel: "any-direction",
        words: "Walk links either way".to_owned(),
        target: Target::Connect(PathsQuestion {
            direction: Direction::EitherWay,
            ..question.clone()
        }),
    }
}

fn without_exclusions(question: &PathsQuestion) -> Mend {
    Mend {
        rel: "without-exclusions",
        words: "Allow the items you left out again".to_owned(),
        target: Target::Connect(PathsQuestion {
            exclude: Vec::new(),
            ..question.clone()
        }),
    }
}

fn longer(question: &PathsQuestion, hops: Option<usize>) -> Mend {
    let hops = hops
        .and_then(|hops| u32::try_from(hops).ok())
        .filter(|hops| *hops <= PathsQuestion::MAX_HOPS);
    Mend {
        rel: "longer",
        words: match hops {
            Some(hops) => format!("Allow {}", count_of(hops, "step", "steps")),
            None => "Allow connections of any length".to_owned(),
        },
        target: Target::Connect(PathsQuestion {
            max_hops: hops,
            ..question.clone()
        }),
    }
}

fn neighbours(rel: &'static str, id: String, which: &str) -> Mend {
    Mend {
        rel,
        words: format!("See what is bought with {which}"),
        target: Target::Neighbours(id),
    }
}

fn random_pair() -> Mend {
    Mend {
        rel: "random-pair",
        words: "Show two items that are connected".to_owned(),
        target: Target::RandomPair,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::samples;

    #[test]
    fn every_reason_has_a_way_on() {
        for reason in samples::reasons() {
            let answer = samples::no_path(reason.clone());
            assert!(!mends(&answer, &reason).is_empty(), "{reason:?}");
        }
    }

    #[test]
    fn an_item_without_links_is_not_offered_as_a_way_on() {
        let reason = NoPathReason::NoLinks {
            from: true,
            to: false,
        };
        let rels: Vec<_> = mends(&samples::no_path(reason.clone()), &reason)
            .iter()
            .map(|mend| mend.rel)
            .collect();
        assert_eq!(rels, ["to-neighbours", "random-pair"]);
    }

    #[test]
    fn a_longer_connection_keeps_the_other_options() {
        let mut question = PathsQuestion::new("a", "b");
        question.max_hops = Some(2);
        question.exclude.push("x".into());
        let Target::Connect(mended) = longer(&question, Some(5)).target else {
            panic!()
        };
        assert_eq!(mended.max_hops, Some(5));
        assert_eq!(mended.exclude, ["x"]);
    }
}
