//! A question about two items, whichever page it is asked at: the one of connections or the one of
//! the middle. What was typed for an end, and is no id, is picked from a list; then the question
//! goes on as it was asked.

use crate::address::href;
use crate::explorer::{BetweenQuestion, ExplorerError, PathsQuestion};

/// One end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    From,
    /// Where it leads.
    To,
}

/// A question about two items. Its ends may be texts still to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// How they are connected.
    Connections(PathsQuestion),
    /// What stands between them.
    Middle(BetweenQuestion),
}

impl Asked {
    /// What was named for an end.
    #[must_use]
    pub fn end(&self, end: End) -> &str {
        match (self, end) {
            (Self::Connections(question), End::From) => &question.from,
            (Self::Connections(question), End::To) => &question.to,
            (Self::Middle(question), End::From) => &question.a,
            (Self::Middle(question), End::To) => &question.b,
        }
    }

    /// The same question with another id at one end.
    #[must_use]
    pub fn with_end(mut self, end: End, id: &str) -> Self {
        let named = match (&mut self, end) {
            (Self::Connections(question), End::From) => &mut question.from,
            (Self::Connections(question), End::To) => &mut question.to,
            (Self::Middle(question), End::From) => &mut question.a,
            (Self::Middle(question), End::To) => &mut question.b,
        };
        id.clone_into(named);
        self
    }

    /// The same question with another id in one of its parts; `None` where that part is no item.
    #[must_use]
    pub fn with_id(&self, param: &str, wrong: &str, right: &str) -> Option<Self> {
        let param = match param {
            "a" => "from",
            "b" => "to",
            other => other,
        };
        let mended = self.as_paths().with_id(param, wrong, right)?;
        Some(self.with_paths(mended))
    }

    /// Its page.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Connections(question) => href::connect(question),
            Self::Middle(question) => href::between(question),
        }
    }

    /// Where its form is sent to.
    pub(super) fn action(&self) -> &'static str {
        match self {
            Self::Connections(_) => href::CONNECT,
            Self::Middle(_) => href::BETWEEN,
        }
    }

    /// What its form carries.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Connections(question) => href::paths_fields(question),
            Self::Middle(question) => href::between_fields(question),
        }
    }

    /// The question without the option that could not be heard; `None` where it was none.
    pub(super) fn without_fault(&self, error: &ExplorerError) -> Option<Self> {
        let question = without_fault(error, self.as_paths())?;
        Some(self.with_paths(question))
    }

    fn as_paths(&self) -> PathsQuestion {
        match self {
            Self::Connections(question) => question.clone(),
            Self::Middle(question) => question.as_paths(),
        }
    }

    fn with_paths(&self, paths: PathsQuestion) -> Self {
        match self {
            Self::Connections(_) => Self::Connections(paths),
            Self::Middle(question) => Self::Middle(BetweenQuestion {
                a: paths.from,
                b: paths.to,
                exclude: paths.exclude,
                only_category: paths.only_category,
                avoid_category: paths.avoid_category,
                avoid_hubs: paths.avoid_hubs,
                limit: question.limit,
            }),
        }
    }
}

fn without_fault(error: &ExplorerError, mut question: PathsQuestion) -> Option<PathsQuestion> {
    match error {
        ExplorerError::RepeatedStop { .. } => {
            let mut stops = vec![question.from.clone(), question.to.clone()];
            question.via.retain(|id| {
                let is_new = !stops.contains(id);
                stops.push(id.clone());
                is_new
            });
        }
        ExplorerError::ExcludedStop { value } => question.exclude.retain(|id| id != value),
        ExplorerError::UnknownCategory { value, .. } => {
            question.only_category.retain(|name| name != value);
            question.avoid_category.retain(|name| name != value);
        }
        ExplorerError::UnknownItem {
            param: "exclude" | "via",
            value,
            ..
        } => {
            question.exclude.retain(|id| id != value);
            question.via.retain(|id| id != value);
        }
        ExplorerError::UnknownItem { .. }
        | ExplorerError::CursorExpired
        | ExplorerError::NoGoodPair
        | ExplorerError::NotReady
        | ExplorerError::Damaged
        | ExplorerError::Search(_) => return None,
    }
    Some(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn middle() -> Asked {
        Asked::Middle(BetweenQuestion {
            exclude: vec!["x".into(), "y".into()],
            limit: 7,
            ..BetweenQuestion::new("a", "b")
        })
    }

    #[test]
    fn an_end_is_changed_and_the_rest_stays() {
        for (end, left) in [(End::From, "from=new&to=b"), (End::To, "from=a&to=new")] {
            let asked = middle().with_end(end, "new");
            assert_eq!(asked.end(end), "new");
            let rest = "exclude=x&exclude=y&limit=7";
            assert_eq!(asked.href(), format!("/between?{left}&{rest}"));
        }
        let asked = Asked::Connections(PathsQuestion::new("a", "b"));
        assert_eq!(asked.with_end(End::To, "c").href(), "/connect?from=a&to=c");
    }

    #[test]
    fn ends_go_by_the_names_of_the_api_too() {
        let asked = middle().with_id("a", "a", "c");
        assert_eq!(asked.expect("an end").end(End::From), "c");
        let asked = middle().with_id("exclude", "y", "z").expect("a part");
        assert!(asked.href().contains("exclude=x&exclude=z"));
        assert_eq!(middle().with_id("only_category", "x", "y"), None);
    }

    #[test]
    fn what_was_wrong_is_left_away_from_a_question_about_the_middle_too() {
        let error = ExplorerError::ExcludedStop { value: "x".into() };
        let mended = middle().without_fault(&error).expect("an option");
        assert_eq!(mended.href(), "/between?from=a&to=b&exclude=y&limit=7");
        assert_eq!(middle().without_fault(&ExplorerError::NotReady), None);
    }
}
