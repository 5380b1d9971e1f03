//! A question about two items, whichever page it is asked at: the one of connections or the one of
//! the middle. What was typed for an end, and is no id, is picked from a list; then the question
//! goes on as it was asked.

use crate::address::href;
use crate::explorer::{BetweenQuestion, ExplorerError, Filters, Part, PathsQuestion};

/// One end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    From,
    /// Where it leads.
    To,
}

impl End {
    /// The field of a form that names it.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }
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

    /// The question with another id at one end.
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

    /// The question with another id in one of its parts; `None` where that part is no item.
    #[must_use]
    pub fn with_id(&self, part: Part, wrong: &str, right: &str) -> Option<Self> {
        let mut asked = self.clone();
        let ids = match part {
            Part::From | Part::A => return Some(asked.with_end(End::From, right)),
            Part::To | Part::B => return Some(asked.with_end(End::To, right)),
            Part::Exclude => &mut asked.filters_mut().exclude,
            Part::Via => asked.stops_mut()?,
            Part::Id | Part::Category | Part::OnlyCategory | Part::AvoidCategory => return None,
        };
        for id in ids.iter_mut().filter(|id| *id == wrong) {
            right.clone_into(id);
        }
        Some(asked)
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
    pub(super) fn action(&self) -> String {
        match self {
            Self::Connections(_) => href::at(href::CONNECT),
            Self::Middle(_) => href::at(href::BETWEEN),
        }
    }

    /// What its form carries.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Connections(question) => href::paths_fields(question),
            Self::Middle(question) => href::between_fields(question),
        }
    }

    /// What its form carries where one end is asked for anew.
    pub(super) fn fields_but(&self, end: End) -> Vec<(&'static str, String)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| *name != end.field());
        fields
    }

    /// The same where the other end is an id, whatever will be typed beside it.
    pub(super) fn fields_beside(&self, end: End) -> Vec<(&'static str, String)> {
        let ends = [End::From, End::To].map(End::field);
        let mut fields = self.fields_but(end);
        for (_, id) in fields.iter_mut().filter(|(name, _)| ends.contains(name)) {
            *id = href::certain_id(id);
        }
        fields
    }

    /// The question without the option that could not be heard; `None` where it was none.
    pub(super) fn without_fault(&self, error: &ExplorerError) -> Option<Self> {
        let mut asked = self.clone();
        match error {
            ExplorerError::RepeatedStop { .. } => {
                let mut passed = [asked.end(End::From), asked.end(End::To)]
                    .map(str::to_owned)
                    .to_vec();
                asked.stops_mut()?.retain(|id| {
                    let is_new = !passed.contains(id);
                    passed.push(id.clone());
                    is_new
                });
            }
            ExplorerError::ExcludedStop { value } => {
                asked.filters_mut().exclude.retain(|id| id != value);
            }
            ExplorerError::UnknownItem {
                part: Part::Exclude | Part::Via,
                value,
                ..
            } => {
                asked.filters_mut().exclude.retain(|id| id != value);
                if let Some(stops) = asked.stops_mut() {
                    stops.retain(|id| id != value);
                }
            }
            ExplorerError::UnknownCategory { value, .. } => {
                let filters = asked.filters_mut();
                filters.only_category.retain(|name| name != value);
                filters.avoid_category.retain(|name| name != value);
            }
            ExplorerError::UnknownItem { .. }
            | ExplorerError::CursorExpired
            | ExplorerError::NoGoodPair
            | ExplorerError::UnknownRegion { .. }
            | ExplorerError::NoMap
            | ExplorerError::NotReady
            | ExplorerError::Damaged
            | ExplorerError::Search(_) => return None,
        }
        Some(asked)
    }

    fn filters_mut(&mut self) -> &mut Filters {
        match self {
            Self::Connections(question) => &mut question.options.filters,
            Self::Middle(question) => &mut question.filters,
        }
    }

    /// The stops on the way, which only connections have.
    fn stops_mut(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Self::Connections(question) => Some(&mut question.options.via),
            Self::Middle(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn middle() -> Asked {
        let mut question = BetweenQuestion::new("a", "b");
        question.filters.exclude = vec!["x".into(), "y".into()];
        question.limit = 7;
        Asked::Middle(question)
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
        let asked = middle().with_id(Part::A, "a", "c");
        assert_eq!(asked.expect("an end").end(End::From), "c");
        let asked = middle().with_id(Part::Exclude, "y", "z").expect("a part");
        assert!(asked.href().contains("exclude=x&exclude=z"));
        assert_eq!(middle().with_id(Part::OnlyCategory, "x", "y"), None);
    }

    #[test]
    fn what_was_wrong_is_left_away_from_a_question_about_the_middle_too() {
        let error = ExplorerError::ExcludedStop { value: "x".into() };
        let mended = middle().without_fault(&error).expect("an option");
        assert_eq!(mended.href(), "/between?from=a&to=b&exclude=y&limit=7");
        assert_eq!(middle().without_fault(&ExplorerError::NotReady), None);
    }
}
