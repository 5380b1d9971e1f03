//! A look at files: what each is, its columns with their roles, what looks wrong, and the commands
//! that would import them together.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::candidate::{Candidate, LIKELY, POSSIBLE};
use super::choice::{Choice, Chosen, certainty, choices};
use super::fault::{self, Fault, NoGoods};
use super::known::{Export, Setting, recognise};
use super::proposal::{Draft, Proposal, Question, proposals};
use super::role::{Certainty, Kind, Role};
use super::sample::{Column, Sample};
use super::shape::{Shape, shape_of};

/// What files are, and how they would be imported.
#[derive(Debug, Clone, Serialize)]
pub struct Looks {
    /// One for each file.
    pub files: Vec<Look>,
    /// The commands for all of them, in the order they would be run.
    pub proposals: Vec<Proposal>,
}

impl Looks {
    /// All files can be imported by the commands as they are.
    #[must_use]
    pub fn are_sure(&self) -> bool {
        let is_answered = |look: &Look| look.questions.is_empty();
        !self.proposals.is_empty() && self.files.iter().all(is_answered)
    }

    /// All that is to be asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.files.iter().flat_map(|look| &look.questions)
    }
}

/// What a file is.
#[derive(Debug, Clone, Serialize)]
pub struct Look {
    /// The file as it was named.
    pub file: String,
    /// How it is written.
    pub written: String,
    /// How many rows were looked at, or lines of a file that is no table.
    pub rows: usize,
    /// These are all its rows.
    pub is_whole: bool,
    /// The export it is known as.
    pub export: Option<String>,
    /// What it holds.
    pub kind: Kind,
    /// How sure that is.
    pub certainty: Certainty,
    /// Why.
    pub reasons: Vec<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnLook>,
    /// What looks wrong.
    pub faults: Vec<Fault>,
    /// What is to be asked.
    pub questions: Vec<Question>,
}

/// What a column is.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnLook {
    /// What the file calls it.
    pub name: String,
    /// What it seems to be.
    pub role: Option<Role>,
    /// How sure that is, for columns that an import would take.
    pub certainty: Option<Certainty>,
    /// Why.
    pub reasons: Vec<String>,
    /// Other columns that could be it.
    pub alternatives: Vec<String>,
    /// How many different values were seen.
    pub distinct: usize,
    /// How many of the rows looked at are blank.
    pub blank: usize,
    /// Some different values.
    pub samples: Vec<String>,
}

/// Most samples of a column.
const SAMPLES: usize = 3;

/// Looks at files that are to be imported together. `no_goods` tells postage, vouchers and
/// the like.
#[must_use]
pub fn look(samples: &[Sample], no_goods: Option<NoGoods>) -> Looks {
    let mut views: Vec<View<'_>> = samples.iter().map(View::of).collect();
    settle_ids(&mut views);
    let files = views.iter().map(|view| view.look(no_goods)).collect();
    let drafts = views.iter().flat_map(View::drafts).collect();
    Looks {
        files,
        proposals: proposals(drafts),
    }
}

/// What was found of a file.
struct View<'s> {
    sample: &'s Sample,
    candidates: Vec<Candidate<'s>>,
    kind: Kind,
    certainty: Certainty,
    reasons: Vec<String>,
    found: Found,
}

/// How a file was understood.
enum Found {
    /// As exports that are known.
    Known(Vec<&'static Export>),
    /// As a file that is no table.
    Shape(Shape),
    /// As a table, by its columns.
    Table(Choice),
}

impl<'s> View<'s> {
    fn of(sample: &'s Sample) -> Self {
        let candidates: Vec<_> = sample.columns.iter().map(Candidate::new).collect();
        let exports = recognise(sample);
        if let Some(export) = exports.first() {
            let reason = "the names of its columns say so".to_owned();
            let (kind, found) = (export.kind, Found::Known(exports));
            return Self {
                sample,
                candidates,
                kind,
                certainty: Certainty::Sure,
                reasons: vec![reason],
                found,
            };
        }
        if let Some(shape) = shape_of(&sample.head) {
            return Self {
                sample,
                candidates,
                kind: shape.kind,
                certainty: shape.certainty,
                reasons: vec![shape.reason.to_owned()],
                found: Found::Shape(shape),
            };
        }
        Self::table(sample, candidates)
    }

    fn table(sample: &'s Sample, candidates: Vec<Candidate<'s>>) -> Self {
        let mut choices = choices(&candidates);
        choices.sort_by_key(|choice| -choice.points);
        let [best, second, _] = choices;
        let (kind, certainty) = match best.points {
            POSSIBLE.. => (best.kind, certainty(best.points, second.points)),
            _ => (Kind::None, Certainty::Unsure),
        };
        let reasons = match kind {
            Kind::None => vec![
                "no columns look like an order and an item, or an item and its title".to_owned(),
            ],
            Kind::Orders => vec!["it has a column for the order and one for the item".to_owned()],
            _ => vec!["it has the columns".to_owned()],
        };
        Self {
            sample,
            candidates,
            kind,
            certainty,
            reasons,
            found: Found::Table(best),
        }
    }

    /// The columns taken for each role of the import.
    fn chosen(&self) -> Vec<Chosen> {
        match &self.found {
            Found::Table(choice) if self.kind != Kind::None => choice.chosen.clone(),
            Found::Known(exports) => exports.first().map_or_else(Vec::new, |export| {
                let settings = export.settings(self.sample);
                settings
                    .iter()
                    .filter_map(|setting| known(export, setting))
                    .collect()
            }),
            Found::Table(_) | Found::Shape(_) => Vec::new(),
        }
    }

    /// Every column that has a role, by the import or by itself.
    fn roles(&self) -> Vec<(Role, &str)> {
        let chosen = self.chosen();
        let mut taken: Vec<Role> = chosen.iter().map(|chosen| chosen.role).collect();
        if self.kind != Kind::Links {
            taken.extend([Role::Source, Role::Target, Role::Support, Role::Position]);
        }
        let mut roles: Vec<(Role, &str)> = Vec::new();
        for candidate in &self.candidates {
            let own = chosen
                .iter()
                .filter(|chosen| chosen.columns.iter().any(|name| name == candidate.name()));
            roles.extend(own.map(|chosen| (chosen.role, candidate.name())));
            if roles.iter().all(|(_, name)| *name != candidate.name()) {
                let role = candidate.role_but(&taken);
                roles.extend(role.map(|role| (role, candidate.name())));
            }
        }
        roles
    }

    fn look(&self, no_goods: Option<NoGoods>) -> Look {
        let roles = self.roles();
        let known = match &self.found {
            Found::Known(exports) => exports.first(),
            _ => None,
        };
        Look {
            file: self.sample.file.clone(),
            written: match self.found {
                Found::Shape(_) => "text".to_owned(),
                _ => self.sample.written.clone(),
            },
            rows: match self.found {
                Found::Shape(_) => self.sample.head.len(),
                _ => self.sample.rows,
            },
            is_whole: self.sample.is_whole && !matches!(self.found, Found::Shape(_)),
            export: known.map(|export| export.name.clone()),
            kind: self.kind,
            certainty: self.certainty,
            reasons: self.reasons.clone(),
            note: known.and_then(|export| export.note.clone()),
            columns: match self.found {
                Found::Shape(_) => Vec::new(),
                _ => self.columns(&roles),
            },
            faults: match self.found {
                Found::Shape(_) => Vec::new(),
                _ => fault::faults(self.sample, self.kind, &roles, no_goods),
            },
            questions: self.questions(),
        }
    }

    fn columns(&self, roles: &[(Role, &str)]) -> Vec<ColumnLook> {
        let chosen = self.chosen();
        let look = |candidate: &Candidate<'_>| {
            let name = candidate.name();
            let own = main_use(&chosen, name);
            let role = roles.iter().find(|(_, column)| *column == name);
            ColumnLook {
                name: name.to_owned(),
                role: own.map(|own| own.role).or(role.map(|(role, _)| *role)),
                certainty: own.map(|own| own.certainty),
                reasons: own.map(|own| own.reasons.clone()).unwrap_or_default(),
                alternatives: own.map(|own| own.alternatives.clone()).unwrap_or_default(),
                distinct: candidate.facts.distinct,
                blank: candidate.facts.rows - candidate.facts.filled,
                samples: samples(candidate.column),
            }
        };
        self.candidates.iter().map(look).collect()
    }

    /// The commands for this file.
    fn drafts(&self) -> Vec<Draft> {
        let draft = |kind, settings| Draft {
            kind,
            settings,
            reading: self.sample.reading.clone(),
            files: vec![self.sample.file.clone()],
            questions: self.questions(),
        };
        match &self.found {
            Found::Known(exports) => exports
                .iter()
                .map(|export| {
                    let mut settings = export.settings(self.sample);
                    settings.extend(self.gaps(&settings));
                    draft(export.kind, settings)
                })
                .collect(),
            Found::Shape(shape) => {
                let delimiter = shape
                    .delimiter
                    .map(|mark| Setting::new("--delimiter", mark));
                let settings = match shape.kind {
                    Kind::Links => vec![Setting::new("--format", "edges")],
                    _ => delimiter.into_iter().collect(),
                };
                vec![Draft {
                    reading: Vec::new(),
                    ..draft(shape.kind, settings)
                }]
            }
            Found::Table(choice) if self.kind != Kind::None => {
                vec![draft(self.kind, self.settings(choice))]
            }
            Found::Table(_) => Vec::new(),
        }
    }

    /// The options for a table that is no known export.
    fn settings(&self, choice: &Choice) -> Vec<Setting> {
        let mut settings = Vec::new();
        for chosen in &choice.chosen {
            if let Some(option) = self.kind.option(chosen.role) {
                settings.extend(chosen.columns.iter().map(|name| Setting::new(option, name)));
            }
        }
        match self.kind {
            Kind::Orders => {
                settings.extend(self.gaps(&settings));
                settings.extend(self.item_separator(choice));
                settings.extend(self.no_sales());
            }
            Kind::Items => settings.extend(self.category_separator(choice)),
            _ => {}
        }
        settings
    }

    /// The order stands on the first of its lines only. Where it is repeated on others too, a blank
    /// is an order that is missing, and not the one above.
    fn gaps(&self, settings: &[Setting]) -> Vec<Setting> {
        let is_inherited = |name: &str| settings.contains(&Setting::new("--inherit", name));
        let orders = settings
            .iter()
            .filter(|setting| setting.option == "--order-column");
        let with_gaps = orders.filter(|order| {
            let found = self
                .candidates
                .iter()
                .find(|candidate| candidate.name() == order.value);
            found.is_some_and(|candidate| {
                let facts = &candidate.facts;
                facts.has_gaps
                    && facts.distinct * 10 >= facts.filled * 9
                    && (facts.rows - facts.filled) * 10 >= facts.rows
            }) && !is_inherited(&order.value)
        });
        with_gaps
            .map(|order| Setting::new("--inherit", &order.value))
            .collect()
    }

    /// Several items stand in one cell.
    fn item_separator(&self, choice: &Choice) -> Option<Setting> {
        let order = self.candidate(choice.of(Role::Order)?.columns.first()?)?;
        let item = self.candidate(choice.of(Role::Item)?.columns.first()?)?;
        if !order.facts.is_unique() {
            return None;
        }
        let mark = ["|", ";", ","]
            .into_iter()
            .find(|mark| is_parted_by(item.column, mark))?;
        Some(Setting::new("--item-separator", mark))
    }

    /// Levels of a category, or several, stand in one cell.
    fn category_separator(&self, choice: &Choice) -> Option<Setting> {
        let category = self.candidate(choice.of(Role::Category)?.columns.first()?)?;
        let marks = [">", "|", ";"];
        let mark = marks
            .into_iter()
            .find(|mark| is_parted_by(category.column, mark))?;
        Some(Setting::new("--category-separator", mark))
    }

    /// Rows and orders that are no sales: cancelled, voided, returned.
    fn no_sales(&self) -> Vec<Setting> {
        let roles = self.roles();
        let column = |role| {
            let names = roles.iter().filter(move |(other, _)| *other == role);
            names.filter_map(|(_, name)| self.sample.column(name))
        };
        let mut settings = Vec::new();
        for order in column(Role::Order).filter(|order| fault::has_cancelled_numbers(order)) {
            settings.push(Setting::new("--skip", format!("{}=^[Cc]", order.name)));
        }
        for status in column(Role::Status) {
            let values = fault::no_sales(status);
            if !values.is_empty() {
                let values: Vec<String> = values.into_iter().map(regex::escape).collect();
                let rule = format!("{}=^({})$", status.name, values.join("|"));
                settings.push(Setting::new("--skip-order", rule));
            }
        }
        for quantity in column(Role::Quantity).filter(|quantity| fault::has_negatives(quantity)) {
            settings.push(Setting::new("--skip", format!("{}=^-", quantity.name)));
        }
        settings
    }

    fn candidate(&self, name: &str) -> Option<&Candidate<'s>> {
        self.candidates
            .iter()
            .find(|candidate| candidate.name() == name)
    }

    fn questions(&self) -> Vec<Question> {
        let ask = |asks: String, option: &str| Question {
            file: self.sample.file.clone(),
            asks,
            option: option.to_owned(),
        };
        let mut questions = Vec::new();
        if self.kind == Kind::None {
            if !matches!(self.found, Found::Known(_)) {
                let (asks, option) = self.what_is_missing();
                questions.push(ask(asks, option));
            }
            return questions;
        }
        if self.certainty < Certainty::Sure {
            let asks = format!("Does it hold {}?", self.kind.words());
            questions.push(ask(asks, "cartway import orders|items|links|baskets"));
        }
        let needed = [Role::Order, Role::Item, Role::Source, Role::Target];
        for chosen in self.chosen() {
            let is_asked = needed.contains(&chosen.role)
                || self.kind == Kind::Items && chosen.role == Role::Title;
            if is_asked && chosen.certainty < Certainty::Sure {
                let option = self.kind.option(chosen.role).unwrap_or_default();
                questions.push(ask(which(&chosen), option));
            }
        }
        questions
    }

    /// What an import would need to know of a table that fits no kind, and how it is told.
    fn what_is_missing(&self) -> (String, &'static str) {
        let is_order =
            |candidate: &&Candidate<'_>| candidate.fit(Kind::Orders, Role::Order).points >= LIKELY;
        match self.candidates.iter().find(is_order) {
            Some(order) => (
                format!(
                    "`{}` looks like the order, but no column like the item: which is it?",
                    order.name()
                ),
                "cartway import orders --item-column COLUMN",
            ),
            None => (
                "What is it, and which columns are to be taken?".to_owned(),
                "cartway import orders --order-column COLUMN --item-column COLUMN, or \
                 cartway import items --id-column COLUMN --title-column COLUMN",
            ),
        }
    }
}

/// What a column is taken for first of all: a title that stands in for a blank id is a title.
fn main_use<'c>(chosen: &'c [Chosen], name: &str) -> Option<&'c Chosen> {
    let of_role = |role| {
        let same = chosen.iter().filter(move |chosen| chosen.role == role);
        same.flat_map(|chosen| &chosen.columns)
    };
    let mut uses = chosen
        .iter()
        .filter(|chosen| chosen.columns.iter().any(|column| column == name));
    let first = uses.clone().next();
    uses.find(|chosen| {
        of_role(chosen.role)
            .next()
            .is_some_and(|column| column == name)
    })
    .or(first)
}

/// A choice that a known export makes.
fn known(export: &Export, setting: &Setting) -> Option<Chosen> {
    Some(Chosen {
        role: export.kind.role(&setting.option)?,
        columns: vec![setting.value.clone()],
        certainty: Certainty::Sure,
        reasons: vec![format!("as in {}", export.name)],
        alternatives: Vec::new(),
    })
}

/// The question which column has a role.
fn which(chosen: &Chosen) -> String {
    let names = |names: &[String], word: &str| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(word)
    };
    let role = chosen.role.words();
    let asks = format!("Is the {role} in {}?", names(&chosen.columns, " and "));
    match chosen.alternatives.is_empty() {
        true => match chosen.reasons.first() {
            Some(reason) => format!("{asks} ({reason})"),
            None => asks,
        },
        false => format!(
            "{asks} It could also be {}.",
            names(&chosen.alternatives, " or ")
        ),
    }
}

/// Whether many values are lists parted by a mark, whose parts come back.
fn is_parted_by(column: &Column, mark: &str) -> bool {
    let filled: Vec<&str> = column.filled().collect();
    let parted = filled.iter().filter(|value| value.contains(mark)).count();
    let parts: Vec<&str> = filled
        .iter()
        .flat_map(|value| value.split(mark))
        .map(str::trim)
        .collect();
    let distinct: BTreeSet<&&str> = parts.iter().collect();
    parted * 3 >= filled.len() && parted > 0 && distinct.len() < parts.len()
}

/// Some different values of a column.
fn samples(column: &Column) -> Vec<String> {
    let mut seen = HashSet::new();
    let new = column.filled().filter(|value| seen.insert(*value));
    new.take(SAMPLES).map(str::to_owned).collect()
}

/// Takes for the id of items the column by which the orders beside it name them.
fn settle_ids(views: &mut [View<'_>]) {
    let named: HashSet<String> = views
        .iter()
        .filter(|view| view.kind == Kind::Orders)
        .flat_map(View::items)
        .collect();
    if named.is_empty() {
        return;
    }
    for view in views.iter_mut().filter(|view| view.kind == Kind::Items) {
        view.settle_id(&named);
    }
}

impl View<'_> {
    /// The ids in the columns taken for the item.
    fn items(&self) -> Vec<String> {
        let chosen = self.chosen();
        let columns = chosen
            .iter()
            .filter(|chosen| chosen.role == Role::Item)
            .flat_map(|chosen| &chosen.columns);
        let columns = columns.filter_map(|name| self.sample.column(name));
        columns.flat_map(Column::filled).map(plain_id).collect()
    }

    fn settle_id(&mut self, named: &HashSet<String>) {
        let shared = |column: &Column| {
            let ids: HashSet<String> = column.filled().map(plain_id).collect();
            ids.intersection(named).count()
        };
        let best = self
            .candidates
            .iter()
            .filter(|candidate| candidate.facts.is_unique())
            .map(|candidate| (shared(candidate.column), candidate.name()))
            .max_by_key(|(count, _)| *count);
        let (Some((count, name)), Found::Table(choice)) = (best, &mut self.found) else {
            return;
        };
        let name = name.to_owned();
        let id = choice
            .chosen
            .iter_mut()
            .find(|chosen| chosen.role == Role::Item);
        let Some(id) = id.filter(|_| count >= 2) else {
            return;
        };
        id.reasons = vec![format!("{count} items of the orders are called so")];
        id.columns = vec![name];
        id.alternatives.clear();
        id.certainty = Certainty::Sure;
    }
}

/// An id without what a spreadsheet adds to it.
fn plain_id(id: &str) -> String {
    let id = id.trim_start_matches('\'');
    id.strip_suffix(".0").unwrap_or(id).to_owned()
}
