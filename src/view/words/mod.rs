//! The sentences that pages, terminal and JSON share, so that all three say the same.
//!
//! Everything here is plain text: markup and escaping belong to whoever prints it. Titles are
//! passed in as the shop wrote them.

mod between;
mod centre;
mod degrees;
mod evidence;
mod mend;
mod number;
mod paths;

pub use between::no_middle;
pub use centre::{CENTRE_RULE, centre_rank, closeness, mean_steps};
pub use degrees::{farthest, from_here, steps_between, walked};
pub use evidence::{EvidenceWords, evidence};
pub use mend::{Mend, Target, mends};
pub use number::{count_of, number, percent, times, year};
pub use paths::{
    RANKING_RULE, active_options, direction, headline, hubs, listed, longer, no_path,
    no_path_reason, path_count, searched,
};

use crate::explorer::{DegreeBand, ItemCard};

/// The facts that tell equal titles apart: creator, category and year, as far as they are known,
/// and the id where none is. At least one.
#[must_use]
pub fn facts(card: &ItemCard) -> Vec<String> {
    let facts = [
        card.creator.clone(),
        card.category.clone(),
        card.year.map(year),
    ];
    let known: Vec<String> = facts.into_iter().flatten().collect();
    if known.is_empty() {
        vec![card.id.clone()]
    } else {
        known
    }
}

/// The same facts in one line.
#[must_use]
pub fn told_apart_by(card: &ItemCard) -> String {
    facts(card).join(" · ")
}

/// Category and year, as far as they are known.
#[must_use]
pub fn category_and_year(card: &ItemCard) -> String {
    let facts = [card.category.clone(), card.year.map(year)];
    let known: Vec<String> = facts.into_iter().flatten().collect();
    known.join(" · ")
}

/// A band of link counts: `no links`, `1 link`, `4 to 7 links`.
#[must_use]
pub fn band(band: &DegreeBand) -> String {
    match (band.from, band.to) {
        (0, 0) => "no links".to_owned(),
        (1, 1) => "1 link".to_owned(),
        (from, to) if from == to => format!("{} links", number(from)),
        (from, to) => format!("{} to {} links", number(from), number(to)),
    }
}

/// A text between marks that keep its direction of writing from spreading to the words around
/// it, and without marks of that kind of its own. For sentences that name a title.
#[must_use]
pub fn isolated(text: &str) -> String {
    let inner: String = text
        .chars()
        .filter(|letter| !super::label::is_direction_mark(*letter))
        .collect();
    format!("\u{2068}{inner}\u{2069}")
}
