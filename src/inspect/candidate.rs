//! How well a column fits a role: what its name says, weighed against what its values say. Does
//! not choose between columns.

use super::names::roles_of;
use super::role::{Kind, Role};
use super::sample::Column;
use super::values::{Facts, Looks};

/// From these points on a column may be what is looked for.
pub(super) const POSSIBLE: i32 = 20;
/// From these points on it is likely to be.
pub(super) const LIKELY: i32 = 40;
/// From these points on it surely is, if no other comes near.
pub(super) const SURE: i32 = 60;

/// A column with what is known of its values.
#[derive(Debug)]
pub(super) struct Candidate<'s> {
    pub(super) column: &'s Column,
    pub(super) facts: Facts,
}

/// How well a column fits a role, and why.
#[derive(Debug, Clone, Default)]
pub(super) struct Fit {
    pub(super) points: i32,
    pub(super) reasons: Vec<String>,
}

impl Fit {
    fn add(&mut self, points: i32, reason: impl Into<String>) {
        self.points += points;
        self.reasons.push(reason.into());
    }
}

impl<'s> Candidate<'s> {
    pub(super) fn new(column: &'s Column) -> Self {
        Self {
            column,
            facts: Facts::of(column),
        }
    }

    pub(super) fn name(&self) -> &'s str {
        &self.column.name
    }

    /// How well the column fits a role in a file of a kind.
    pub(super) fn fit(&self, kind: Kind, role: Role) -> Fit {
        let mut fit = Fit::default();
        self.weigh_name(role, &mut fit);
        self.weigh_looks(role, &mut fit);
        match (kind, role) {
            (Kind::Orders, Role::Order) => self.weigh_order(&mut fit),
            (Kind::Orders, Role::Item) => self.weigh_item_of_orders(&mut fit),
            (Kind::Items, Role::Item) => self.weigh_item_of_items(&mut fit),
            (_, Role::Category | Role::Status) => self.weigh_class(&mut fit),
            _ => {}
        }
        if self.facts.filled == 0 {
            fit.add(-100, "it is empty");
        }
        fit
    }

    /// The role that its name and looks speak for most, apart from those that are taken.
    pub(super) fn role_but(&self, taken: &[Role]) -> Option<Role> {
        let roles = roles_of(self.name()).iter().map(|(role, _)| *role);
        let open = roles.filter(|role| !taken.contains(role));
        let fits = open.map(|role| (self.fit(Kind::None, role).points, role));
        let best = fits.max_by_key(|(points, _)| *points)?;
        (best.0 >= POSSIBLE).then_some(best.1)
    }

    fn weigh_name(&self, role: Role, fit: &mut Fit) {
        let said = roles_of(self.name()).iter().find(|(said, _)| *said == role);
        match said {
            Some((_, 3)) => fit.add(60, "the name says so"),
            Some((_, 2)) => fit.add(40, "the name usually says so"),
            Some(_) => fit.add(20, "the name may say so"),
            None => {}
        }
    }

    fn weigh_looks(&self, role: Role, fit: &mut Fit) {
        let Some(looks) = self.facts.looks() else {
            return;
        };
        let what = match looks {
            Looks::Address => "web addresses",
            Looks::Email => "e-mail addresses",
            Looks::Date => "dates",
            Looks::Integer => "whole numbers",
            Looks::Decimal => "amounts",
            Looks::Code => "codes",
            Looks::Text => "texts",
        };
        match suits(role, looks) {
            Some(true) => fit.add(10, format!("its values are {what}")),
            Some(false) => fit.add(-40, format!("but its values are {what}")),
            None => {}
        }
    }

    fn weigh_order(&self, fit: &mut Fit) {
        let facts = &self.facts;
        if facts.is_unique() {
            fit.add(-20, "but no value comes twice");
        } else if facts.distinct == 1 && facts.filled >= 10 {
            fit.add(-40, "but it is always the same");
        } else if facts.is_in_runs() && facts.rows_each() <= 300.0 {
            fit.add(20, each(facts, "standing together"));
        } else if facts.comes_back() {
            fit.add(5, each(facts, "scattered"));
        }
    }

    fn weigh_item_of_orders(&self, fit: &mut Fit) {
        let facts = &self.facts;
        if facts.distinct == 1 && facts.filled >= 10 {
            fit.add(-40, "but it is always the same");
        } else if facts.comes_back() {
            fit.add(20, each(facts, "coming back"));
        } else if facts.is_unique() && facts.filled >= 30 {
            fit.add(-20, "but no value comes twice");
        }
    }

    fn weigh_item_of_items(&self, fit: &mut Fit) {
        let facts = &self.facts;
        if fit.points < POSSIBLE {
            return;
        }
        if facts.is_unique() {
            fit.add(40, "no value comes twice");
            // Two ids of one item are told apart by the orders, not by how well they are named.
            fit.points = fit.points.min(SURE + 20);
        } else if facts.rows_each() > 1.2 {
            fit.add(-40, format!("but {}", each(facts, "so it is no id here")));
        }
    }

    fn weigh_class(&self, fit: &mut Fit) {
        if !self.facts.is_few() {
            fit.add(-15, "but it has many different values");
        }
    }
}

/// How many different values there are, and how often each.
fn each(facts: &Facts, how: &str) -> String {
    let rows_each = facts.rows_each();
    let distinct = facts.distinct;
    format!("{distinct} different values, {rows_each:.1} rows each, {how}")
}

/// Whether values of these looks are what a role has; `None` where they say nothing.
fn suits(role: Role, looks: Looks) -> Option<bool> {
    use Looks::{Address, Code, Date, Decimal, Email, Integer, Text};
    match role {
        Role::Order | Role::Line | Role::Item | Role::Source | Role::Target | Role::Parent => {
            match looks {
                Integer | Code => Some(true),
                Text => None,
                Address | Email | Date | Decimal => Some(false),
            }
        }
        Role::Title => match looks {
            Text => Some(true),
            Code => None,
            _ => Some(false),
        },
        Role::Creator | Role::Category | Role::Status => match looks {
            Text => Some(true),
            Address | Email | Decimal => Some(false),
            _ => None,
        },
        Role::Year => Some(matches!(looks, Integer | Date)),
        Role::Date => Some(matches!(looks, Date | Integer)),
        Role::Quantity | Role::Support | Role::Position => Some(matches!(looks, Integer | Decimal)),
        Role::Price => Some(matches!(looks, Decimal | Integer)),
        Role::Image | Role::Url => Some(looks == Address),
        Role::Customer => (looks == Email).then_some(true),
        Role::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::sample::Sample;

    const LINES: &str = "order_id,id,product_id,name,price,date\n\
        1,1,a1,Green tea,2.50,2024-01-01\n1,2,b2,Tea pot,9.00,2024-01-01\n\
        2,3,a1,Green tea,2.50,2024-01-02\n2,4,c3,Cup,3.00,2024-01-02\n";

    fn points(kind: Kind, role: Role, column: &str) -> i32 {
        let sample = Sample::of("lines.csv", LINES);
        let column = sample.column(column).unwrap();
        Candidate::new(column).fit(kind, role).points
    }

    #[test]
    fn a_named_order_that_repeats_is_sure_and_the_line_is_none() {
        assert!(points(Kind::Orders, Role::Order, "order_id") >= SURE);
        assert!(points(Kind::Orders, Role::Order, "id") < POSSIBLE);
        assert!(points(Kind::Orders, Role::Item, "product_id") >= SURE);
        assert!(points(Kind::Items, Role::Item, "product_id") < LIKELY + 20);
    }

    #[test]
    fn values_that_cannot_be_it_outweigh_a_name() {
        let sample = Sample::of("x.csv", "order,title\n2024-01-01,1\n2024-01-01,2\n");
        let fit = |column: &str, role| {
            let column = sample.column(column).unwrap();
            Candidate::new(column).fit(Kind::Orders, role)
        };
        assert!(fit("order", Role::Order).points < LIKELY);
        assert!(fit("title", Role::Title).points < LIKELY);
        assert!(
            fit("order", Role::Order)
                .reasons
                .contains(&"but its values are dates".to_owned())
        );
    }

    #[test]
    fn a_column_that_is_not_chosen_still_has_a_role() {
        let sample = Sample::of("lines.csv", LINES);
        let role = |name: &str, taken: &[Role]| {
            Candidate::new(sample.column(name).unwrap()).role_but(taken)
        };
        assert_eq!(role("price", &[]), Some(Role::Price));
        assert_eq!(role("date", &[]), Some(Role::Date));
        assert_eq!(role("id", &[Role::Order, Role::Item]), None);
    }
}
