//! What an asker can do when there is no connection: each way out is one click.

use std::borrow::Cow;

use crate::explorer::{
    Bar, Direction, ItemCard, NoPath, NoPathReason, PathsAnswer, PathsOptions, PathsQuestion,
};
use crate::words::texts::Texts;

/// One way on from a dead end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The name programs know it by: `swap`, `any-direction`, `without-exclusions`,
    /// `any-category`, `without-avoided-categories`, `with-hubs`, `without-stops`,
    /// `without-these-options`, `plain`, `longer`, `from-neighbours`, `to-neighbours`,
    /// `random-pair`.
    pub rel: &'static str,
    /// Where it leads.
    pub target: Target,
    /// The message on what the click does.
    message: &'static str,
    /// How many steps that message speaks of, if any.
    steps: Option<u32>,
}

impl Mend {
    fn new(rel: &'static str, message: &'static str, target: Target) -> Self {
        Self {
            rel,
            target,
            message,
            steps: None,
        }
    }

    /// What the click does, in words.
    #[must_use]
    pub fn words(&self, texts: Texts) -> Cow<'static, str> {
        match self.steps {
            Some(steps) => Cow::Owned(texts.count(self.message, steps)),
            None => texts.say(self.message),
        }
    }
}

/// Where a [`Mend`] leads; [`crate::address::href`] spells it for pages and for the API.
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
pub fn mends(answer: &PathsAnswer, none: &NoPath) -> Vec<Mend> {
    let question = &answer.question;
    match &none.reason {
        NoPathReason::NoLinks { from, to } => unreachable_ends(answer, none, !from, !to),
        NoPathReason::DifferentComponent { .. } => unreachable_ends(answer, none, true, true),
        // With stops, another leg may lead this way round only.
        NoPathReason::OnlyReverse { .. } if !question.options.via.is_empty() => {
            vec![any_direction(question), without(question, &[Bar::Via])]
        }
        NoPathReason::OnlyReverse { .. } => vec![swap(question), any_direction(question)],
        NoPathReason::ExcludedByOptions { bars } => excluded_by_options(question, bars),
        NoPathReason::BeyondMaxHops { hops } => vec![longer(question, *hops)],
        NoPathReason::BudgetExhausted { .. } => budget_exhausted(answer),
    }
}

/// Two ends nothing leads between, whatever the options.
fn unreachable_ends(answer: &PathsAnswer, none: &NoPath, from: bool, to: bool) -> Vec<Mend> {
    let mut ways = Vec::new();
    if !answer.via.is_empty() {
        ways.push(without(&answer.question, &[Bar::Via]));
    }
    let (first, second) = answer.ends_of_leg(none.leg);
    ways.extend(from.then(|| neighbours("from-neighbours", answer, first)));
    ways.extend(to.then(|| neighbours("to-neighbours", answer, second)));
    ways.push(random_pair());
    ways
}

/// First what is known to help, then all options at once.
fn excluded_by_options(question: &PathsQuestion, bars: &[Bar]) -> Vec<Mend> {
    let mut ways = vec![without(question, bars)];
    if ways[0].target != plain(question).target {
        ways.push(plain(question));
    }
    ways
}

fn budget_exhausted(answer: &PathsAnswer) -> Vec<Mend> {
    let question = &answer.question;
    let mut ways = Vec::new();
    if question.options.direction == Direction::AsBought {
        ways.push(any_direction(question));
    }
    if !question.options.filters.exclude.is_empty() {
        ways.push(without(question, &[Bar::Exclude]));
    }
    let filtered = !question.options.via.is_empty()
        || !question.options.filters.only_category.is_empty()
        || !question.options.filters.avoid_category.is_empty()
        || question.options.filters.avoid_hubs.is_some();
    if filtered {
        ways.push(plain(question));
    }
    ways.push(neighbours("from-neighbours", answer, &answer.from));
    ways.push(neighbours("to-neighbours", answer, &answer.to));
    ways
}

/// A question with some of its options taken back.
fn without(question: &PathsQuestion, bars: &[Bar]) -> Mend {
    let mut looser = question.clone();
    for bar in bars {
        match bar {
            Bar::Exclude => looser.options.filters.exclude.clear(),
            Bar::OnlyCategory => looser.options.filters.only_category.clear(),
            Bar::AvoidCategory => looser.options.filters.avoid_category.clear(),
            Bar::AvoidHubs => looser.options.filters.avoid_hubs = None,
            Bar::Via => looser.options.via.clear(),
            Bar::Direction => looser.options.direction = Direction::EitherWay,
        }
    }
    let (rel, message) = match bars {
        [bar] => taking_back(*bar),
        _ => ("without-these-options", "mend-several"),
    };
    Mend::new(rel, message, Target::Connect(looser))
}

/// The name and the message of taking back one option.
fn taking_back(bar: Bar) -> (&'static str, &'static str) {
    match bar {
        Bar::Exclude => ("without-exclusions", "mend-exclude"),
        Bar::OnlyCategory => ("any-category", "mend-only-category"),
        Bar::AvoidCategory => ("without-avoided-categories", "mend-avoid-category"),
        Bar::AvoidHubs => ("with-hubs", "mend-avoid-hubs"),
        Bar::Via => ("without-stops", "mend-via"),
        Bar::Direction => ("any-direction", "mend-direction"),
    }
}

fn any_direction(question: &PathsQuestion) -> Mend {
    without(question, &[Bar::Direction])
}

fn plain(question: &PathsQuestion) -> Mend {
    let plain = PathsQuestion::new(&question.from, &question.to);
    Mend::new("plain", "mend-plain", Target::Connect(plain))
}

fn swap(question: &PathsQuestion) -> Mend {
    Mend::new("swap", "mend-swap", Target::Connect(question.swapped()))
}

fn longer(question: &PathsQuestion, hops: Option<usize>) -> Mend {
    let hops = hops
        .and_then(|hops| u32::try_from(hops).ok())
        .filter(|hops| *hops <= PathsOptions::MAX_HOPS);
    let message = match hops {
        Some(_) => "mend-longer",
        None => "mend-any-length",
    };
    let looser = question.with(|options| options.max_hops = hops);
    Mend {
        steps: hops,
        ..Mend::new("longer", message, Target::Connect(looser))
    }
}

fn neighbours(rel: &'static str, answer: &PathsAnswer, card: &ItemCard) -> Mend {
    let message = if card.id == answer.from.id {
        "mend-neighbours-from"
    } else if card.id == answer.to.id {
        "mend-neighbours-to"
    } else {
        "mend-neighbours-stop"
    };
    Mend::new(rel, message, Target::Neighbours(card.id.clone()))
}

fn random_pair() -> Mend {
    Mend::new("random-pair", "mend-random", Target::RandomPair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{Outcome, Searched, Thresholds, samples};

    fn mends_of(answer: &PathsAnswer) -> Vec<Mend> {
        match &answer.outcome {
            Outcome::NoPath(none) => mends(answer, none),
            outcome => panic!("{outcome:?}"),
        }
    }

    fn rels(answer: &PathsAnswer) -> Vec<&'static str> {
        mends_of(answer).iter().map(|mend| mend.rel).collect()
    }

    /// An answer to a question with every option.
    fn barred_by(bars: &[Bar]) -> PathsAnswer {
        let bars = bars.to_vec();
        let mut answer = samples::no_path(NoPathReason::ExcludedByOptions { bars });
        answer.question = answer.question.with(|options| {
            options.filters.exclude = vec!["x".into()];
            options.via = vec!["B003".into()];
            options.filters.only_category = vec!["Books".into()];
            options.filters.avoid_category = vec!["Film".into()];
            options.filters.avoid_hubs = "99".parse().ok();
            options.direction = Direction::AsBought;
        });
        answer.via = vec![samples::card(3)];
        answer
    }

    #[test]
    fn every_reason_has_a_way_on() {
        for reason in samples::reasons() {
            let answer = samples::no_path(reason.clone());
            assert!(!mends_of(&answer).is_empty(), "{reason:?}");
        }
    }

    #[test]
    fn one_click_takes_back_what_bars_and_nothing_else() {
        for (bar, rel) in [
            (Bar::Exclude, "without-exclusions"),
            (Bar::OnlyCategory, "any-category"),
            (Bar::AvoidCategory, "without-avoided-categories"),
            (Bar::AvoidHubs, "with-hubs"),
            (Bar::Via, "without-stops"),
            (Bar::Direction, "any-direction"),
        ] {
            let answer = barred_by(&[bar]);
            let [mend, plain] = &mends_of(&answer)[..] else {
                panic!("{bar:?}")
            };
            assert_eq!((mend.rel, plain.rel), (rel, "plain"));
            let Target::Connect(mended) = &mend.target else {
                panic!("{bar:?}")
            };
            let active = |question: &PathsQuestion| crate::address::href::paths_fields(question);
            let (before, after) = (active(&answer.question), active(mended));
            let gone: Vec<_> = before
                .iter()
                .filter(|field| !after.contains(field))
                .collect();
            assert_eq!(gone.len(), 1, "{gone:?}");
            assert_eq!(gone[0].0, bar.name());
            assert_eq!(before.len(), after.len() + 1);
        }
    }

    #[test]
    fn options_that_bar_together_are_taken_back_together() {
        let answer = barred_by(&[Bar::Exclude, Bar::AvoidHubs]);
        let Target::Connect(mended) = &mends_of(&answer)[0].target else {
            panic!()
        };
        assert_eq!(
            (
                &mended.options.filters.exclude,
                mended.options.filters.avoid_hubs
            ),
            (&vec![], None)
        );
        assert_eq!(mended.options.via, ["B003"]);
        assert_eq!(rels(&answer), ["without-these-options", "plain"]);
        let mut only_these = answer.clone();
        only_these.question = PathsQuestion::new("B000", "B007").with(|options| {
            options.filters.exclude = vec!["x".into()];
            options.filters.avoid_hubs = "99".parse().ok();
        });
        assert_eq!(rels(&only_these), ["without-these-options"]);
    }

    #[test]
    fn a_stop_that_cannot_be_reached_may_be_left_out() {
        let mut answer = barred_by(&[]);
        answer.outcome = Outcome::NoPath(NoPath {
            leg: 1,
            reason: NoPathReason::NoLinks {
                from: true,
                to: false,
            },
            searched: Searched::default(),
            hidden_by: Thresholds::default(),
        });
        assert_eq!(
            rels(&answer),
            ["without-stops", "to-neighbours", "random-pair"]
        );
        let neighbours = &mends_of(&answer)[1];
        assert_eq!(neighbours.target, Target::Neighbours("B007".into()));
    }

    #[test]
    fn an_item_without_links_is_not_offered_as_a_way_on() {
        let reason = NoPathReason::NoLinks {
            from: true,
            to: false,
        };
        let answer = samples::no_path(reason);
        assert_eq!(rels(&answer), ["to-neighbours", "random-pair"]);
    }

    #[test]
    fn a_longer_connection_keeps_the_other_options() {
        let mut question = PathsQuestion::new("a", "b");
        question.options.max_hops = Some(2);
        question.options.filters.exclude.push("x".into());
        let Target::Connect(mended) = longer(&question, Some(5)).target else {
            panic!()
        };
        assert_eq!(mended.options.max_hops, Some(5));
        assert_eq!(mended.options.filters.exclude, ["x"]);
    }
}
