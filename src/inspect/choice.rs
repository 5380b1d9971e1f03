//! Which columns an import would take: the best of all candidates for each role, how sure that is,
//! and what else it could be. Knows no export by name.

use std::collections::HashSet;

use super::candidate::{Candidate, Fit, LIKELY, POSSIBLE, SURE};
use super::role::{Certainty, Kind, Role};
use super::values::Looks;

/// The columns chosen for a role.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) role: Role,
    /// Columns in the order they are tried, or that together are the order.
    pub(super) columns: Vec<String>,
    pub(super) certainty: Certainty,
    pub(super) reasons: Vec<String>,
    /// Other columns that it could be.
    pub(super) alternatives: Vec<String>,
}

/// What a file would be as one of a kind.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) kind: Kind,
    /// How well the columns that are needed fit; 0 if one is missing.
    pub(super) points: i32,
    pub(super) chosen: Vec<Chosen>,
}

impl Choice {
    pub(super) fn of(&self, role: Role) -> Option<&Chosen> {
        self.chosen.iter().find(|chosen| chosen.role == role)
    }
}

/// What the columns would be as each kind of table.
pub(super) fn choices(candidates: &[Candidate<'_>]) -> [Choice; 3] {
    let table = Table { candidates };
    [table.orders(), table.items(), table.links()]
}

/// All columns of a file.
struct Table<'c, 's> {
    candidates: &'c [Candidate<'s>],
}

/// A column with how well it fits.
type Ranked<'c, 's> = (&'c Candidate<'s>, Fit);

impl<'c, 's> Table<'c, 's> {
    /// Candidates for a role, best first, without those that are taken.
    fn ranked(&self, kind: Kind, role: Role, taken: &[&str]) -> Vec<Ranked<'c, 's>> {
        let open = self
            .candidates
            .iter()
            .filter(|candidate| !taken.contains(&candidate.name()));
        let fits = open.map(|candidate| (candidate, candidate.fit(kind, role)));
        let mut ranked: Vec<_> = fits.filter(|(_, fit)| fit.points >= POSSIBLE).collect();
        ranked.sort_by_key(|(_, fit)| -fit.points);
        ranked
    }

    fn orders(&self) -> Choice {
        let kind = Kind::Orders;
        let orders = self.ranked(kind, Role::Order, &[]);
        let order = match orders.first() {
            Some((_, fit)) if fit.points >= LIKELY => Some(choose(Role::Order, &orders)),
            _ => self
                .customer_and_date()
                .or_else(|| (!orders.is_empty()).then(|| choose(Role::Order, &orders))),
        };
        let Some((order, order_points)) = order else {
            return none(kind);
        };
        let taken: Vec<&str> = order.columns.iter().map(String::as_str).collect();
        let titles = self.ranked(kind, Role::Title, &taken);
        let items = self.ranked(kind, Role::Item, &taken);
        let Some((item, item_points)) = item_of(&items, &titles) else {
            return none(kind);
        };
        let title = titles
            .first()
            .filter(|(_, fit)| fit.points >= LIKELY)
            .map(|_| choose(Role::Title, &titles).0);
        Choice {
            kind,
            points: order_points.min(item_points),
            chosen: [Some(order), Some(item), title]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    /// What a customer bought on one day, where nothing names an order.
    fn customer_and_date(&self) -> Option<(Chosen, i32)> {
        let customers = self.ranked(Kind::Orders, Role::Customer, &[]);
        let (customer, _) = customers
            .iter()
            .find(|(customer, fit)| fit.points >= LIKELY && !customer.facts.is_unique())?;
        let dates = self.ranked(Kind::Orders, Role::Date, &[customer.name()]);
        let date = dates.first().filter(|(_, fit)| fit.points >= LIKELY);
        let mut columns = vec![customer.name().to_owned()];
        columns.extend(date.map(|(date, _)| date.name().to_owned()));
        let (certainty, reason) = match date {
            Some(_) => (
                Certainty::Likely,
                "no column names the order: what a customer bought on one date counts as one",
            ),
            None => (
                Certainty::Unsure,
                "no column names the order or the date: all that a customer bought counts as one",
            ),
        };
        let chosen = Chosen {
            role: Role::Order,
            columns,
            certainty,
            reasons: vec![reason.to_owned()],
            alternatives: Vec::new(),
        };
        Some((chosen, LIKELY))
    }

    fn items(&self) -> Choice {
        let kind = Kind::Items;
        let ids = self.ranked(kind, Role::Item, &[]);
        let Some((id, fit)) = ids.first() else {
            return none(kind);
        };
        let mut points = fit.points;
        let mut taken = vec![id.name()];
        let titles = self.ranked(kind, Role::Title, &taken);
        let Some((title, fit)) = titles.first() else {
            return none(kind);
        };
        points = points.min(fit.points) - self.against_items();
        taken.push(title.name());
        let mut chosen = vec![choose(Role::Item, &ids).0, choose(Role::Title, &titles).0];
        for role in [
            Role::Creator,
            Role::Category,
            Role::Year,
            Role::Url,
            Role::Image,
        ] {
            let ranked = self.ranked(kind, role, &taken);
            if let Some((best, fit)) = ranked.first()
                && fit.points >= LIKELY
            {
                taken.push(best.name());
                chosen.push(choose(role, &ranked).0);
            }
        }
        Choice {
            kind,
            points,
            chosen,
        }
    }

    /// What speaks against a list of items: orders that repeat, or people's addresses.
    fn against_items(&self) -> i32 {
        let orders = self.ranked(Kind::Orders, Role::Order, &[]);
        let repeats = orders
            .iter()
            .any(|(order, fit)| fit.points >= SURE && !order.facts.is_unique());
        let people = self
            .candidates
            .iter()
            .any(|candidate| candidate.facts.looks() == Some(Looks::Email));
        i32::from(repeats) * 40 + i32::from(people) * 30
    }

    fn links(&self) -> Choice {
        let kind = Kind::Links;
        let sources = self.ranked(kind, Role::Source, &[]);
        let taken: Vec<&str> = sources
            .first()
            .map(|(best, _)| best.name())
            .into_iter()
            .collect();
        let targets = self.ranked(kind, Role::Target, &taken);
        let (Some((_, source)), Some((target, fit))) = (sources.first(), targets.first()) else {
            return none(kind);
        };
        let points = source.points.min(fit.points);
        let mut taken = taken.clone();
        taken.push(target.name());
        let mut chosen = vec![
            choose(Role::Source, &sources).0,
            choose(Role::Target, &targets).0,
        ];
        for role in [Role::Support, Role::Position] {
            let ranked = self.ranked(kind, role, &taken);
            if ranked.first().is_some_and(|(_, fit)| fit.points >= LIKELY) {
                chosen.push(choose(role, &ranked).0);
            }
        }
        Choice {
            kind,
            points,
            chosen,
        }
    }
}

fn none(kind: Kind) -> Choice {
    Choice {
        kind,
        points: 0,
        chosen: Vec::new(),
    }
}

/// The items of orders: by an id and, where that is blank, by their title; or by their title alone.
fn item_of(items: &[Ranked<'_, '_>], titles: &[Ranked<'_, '_>]) -> Option<(Chosen, i32)> {
    let id = items.first().filter(|(_, fit)| fit.points >= LIKELY);
    let title = titles.first().filter(|(_, fit)| fit.points >= LIKELY);
    let Some((best, _)) = id else {
        let Some((title, fit)) = title else {
            return (!items.is_empty()).then(|| choose(Role::Item, items));
        };
        let chosen = Chosen {
            role: Role::Item,
            columns: vec![title.name().to_owned()],
            certainty: certainty(fit.points, 0),
            reasons: vec!["no column has an id for items: they go by their title".to_owned()],
            alternatives: items
                .iter()
                .map(|(item, _)| item.name().to_owned())
                .collect(),
        };
        return Some((chosen, fit.points));
    };
    let (mut chosen, points) = choose(Role::Item, items);
    let is_filled_better = |(title, _): &&Ranked<'_, '_>| title.facts.filled > best.facts.filled;
    if let Some((title, _)) = title.filter(is_filled_better)
        && title.name() != best.name()
    {
        chosen.columns.push(title.name().to_owned());
        let reason = format!("where it is blank, `{}` stands in", title.name());
        chosen.reasons.push(reason);
    }
    Some((chosen, points))
}

/// The first of ranked candidates, and how sure that is.
fn choose(role: Role, ranked: &[Ranked<'_, '_>]) -> (Chosen, i32) {
    let Some((best, fit)) = ranked.first() else {
        let chosen = Chosen {
            role,
            columns: Vec::new(),
            certainty: Certainty::Unsure,
            reasons: Vec::new(),
            alternatives: Vec::new(),
        };
        return (chosen, 0);
    };
    let rivals: Vec<_> = ranked[1..]
        .iter()
        .filter(|(rival, other)| {
            other.points + 30 > fit.points
                && !(role == Role::Order && is_same_grouping(best, rival))
        })
        .collect();
    let nearest = rivals.first().map_or(0, |(_, rival)| rival.points);
    let chosen = Chosen {
        role,
        columns: vec![best.name().to_owned()],
        certainty: certainty(fit.points, nearest),
        reasons: fit.reasons.clone(),
        alternatives: rivals
            .iter()
            .map(|(rival, _)| rival.name().to_owned())
            .collect(),
    };
    (chosen, fit.points)
}

/// How sure a choice is by its points and those of what comes nearest.
pub(super) fn certainty(points: i32, nearest: i32) -> Certainty {
    match points {
        SURE.. if points - nearest >= 20 => Certainty::Sure,
        LIKELY.. if points >= nearest => Certainty::Likely,
        _ => Certainty::Unsure,
    }
}

/// Whether two columns part the rows alike, so that it does not matter which of them is taken.
fn is_same_grouping(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let pairs: HashSet<_> = one.column.values.iter().zip(&other.column.values).collect();
    let count = pairs.len();
    count == one.facts.distinct && count == other.facts.distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::sample::Sample;

    fn choice(kind: Kind, text: &str) -> Choice {
        let sample = Sample::of("file.csv", text);
        let candidates: Vec<_> = sample.columns.iter().map(Candidate::new).collect();
        let found = choices(&candidates).into_iter();
        found
            .into_iter()
            .find(|choice| choice.kind == kind)
            .unwrap()
    }

    fn columns(choice: &Choice, role: Role) -> Vec<String> {
        choice
            .of(role)
            .map(|chosen| chosen.columns.clone())
            .unwrap_or_default()
    }

    #[test]
    fn two_names_of_one_order_are_no_rivals_but_two_ids_of_an_item_are() {
        let choice = choice(
            Kind::Orders,
            "order_id,order_number,product_id,sku\n1,#1,7,A\n1,#1,8,B\n2,#2,7,A\n2,#2,9,C\n",
        );
        assert_eq!(choice.of(Role::Order).unwrap().certainty, Certainty::Sure);
        let item = choice.of(Role::Item).unwrap();
        assert_eq!(item.alternatives, ["sku"]);
        assert!(item.certainty < Certainty::Sure);
    }

    #[test]
    fn without_an_order_a_customer_and_a_date_are_likely_to_be_one() {
        let choice = choice(
            Kind::Orders,
            "member_id,date,product\n7,2015-07-21,milk\n7,2015-07-21,soda\n7,2015-07-22,milk\n\
             8,2015-07-21,soda\n",
        );
        assert_eq!(columns(&choice, Role::Order), ["member_id", "date"]);
        assert_eq!(choice.of(Role::Order).unwrap().certainty, Certainty::Likely);
        assert_eq!(columns(&choice, Role::Item), ["product"]);
    }

    #[test]
    fn a_blank_id_falls_back_to_the_title() {
        let choice = choice(
            Kind::Orders,
            "order_id,sku,product_name\n1,A,Tea\n1,,Tea pot\n2,A,Tea\n2,,Tea pot\n",
        );
        assert_eq!(columns(&choice, Role::Item), ["sku", "product_name"]);
        assert_eq!(columns(&choice, Role::Title), ["product_name"]);
    }

    #[test]
    fn items_take_what_else_is_known_of_them() {
        let choice = choice(
            Kind::Items,
            "Artikelnummer,Bezeichnung,Hersteller,Warengruppe,Preis,Bild\n\
             1,Grüner Tee,Teehaus,Tee,2.50,https://shop.example/1.jpg\n\
             2,Kanne,Töpferei,Geschirr,9.00,https://shop.example/2.jpg\n",
        );
        assert_eq!(columns(&choice, Role::Item), ["Artikelnummer"]);
        assert_eq!(columns(&choice, Role::Title), ["Bezeichnung"]);
        assert_eq!(columns(&choice, Role::Creator), ["Hersteller"]);
        assert_eq!(columns(&choice, Role::Category), ["Warengruppe"]);
        assert_eq!(columns(&choice, Role::Image), ["Bild"]);
        assert!(choice.points >= SURE);
    }
}
