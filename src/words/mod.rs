//! The sentences that pages, terminal and JSON share, so that all three say the same.
//!
//! Everything here is plain text in the language of the [`Texts`] it is given: markup and escaping
//! belong to whoever prints it. Titles are passed in as the shop wrote them.

mod asked;
mod between;
mod centre;
mod degrees;
mod evidence;
mod hidden;
mod mend;
mod no_path;
mod paths;
mod region;
pub mod texts;

pub use asked::{active_options, direction};
pub use between::no_middle;
pub use centre::{centre_rank, centre_rule, closeness, mean_steps};
pub use degrees::{farthest, from_here, steps_between, walked};
pub use evidence::{EvidenceWords, evidence, lead};
pub use hidden::{bought_with_nothing, hidden, left_out, orders_of_item};
pub use mend::{Mend, Target, mends};
pub use no_path::{no_path, no_path_reason, searched};
pub use paths::{
    apart, headline, listed, listed_of, longer, path_count, ranking_in_short, ranking_rule,
};

pub use region::{region_label, region_name};

use std::borrow::Cow;

use crate::explorer::{DegreeBand, ItemCard};

use crate::letters::fit;
use crate::letters::plain::{brief, holds_right_to_left};
use crate::words::texts::{Texts, args};

/// The facts that tell equal titles apart: creator, main category and year, as far as they are known,
/// and the id where none is. At least one.
#[must_use]
pub fn facts(texts: Texts, card: &ItemCard) -> Vec<Cow<'_, str>> {
    let facts = [
        card.creator.as_deref().map(Cow::from),
        category(card).map(Cow::from),
        card.year.map(|year| texts.year(year).into()),
    ];
    let known: Vec<Cow<str>> = facts.into_iter().flatten().collect();
    if known.is_empty() {
        vec![Cow::from(&card.id)]
    } else {
        known
    }
}

/// The [facts] that tell equal titles apart, in one line.
#[must_use]
pub fn told_apart_by(texts: Texts, card: &ItemCard) -> String {
    facts(texts, card).join(" · ")
}

/// The [facts] that tell equal titles apart, for a place beside the title; none where they would only say the title again,
/// as in a catalogue whose items are named by their ids.
#[must_use]
pub fn beside_title(texts: Texts, card: &ItemCard) -> Vec<Cow<'_, str>> {
    let mut facts = facts(texts, card);
    if matches!(facts.as_slice(), [only] if *only == card.title) {
        facts.clear();
    }
    facts
}

/// A title and the facts beside it in brief, as pictures speak of an item: `Dune, Frank Herbert ·
/// book`.
#[must_use]
pub fn with_facts(texts: Texts, card: &ItemCard) -> String {
    let title = in_a_line(&card.title);
    let facts = beside_title(texts, card);
    if facts.is_empty() {
        return title.into_owned();
    }
    format!("{title}, {}", in_a_line(&facts.join(" · ")))
}

/// The title in brief; where others bear it too, with the first fact that none of them shares.
pub fn titled_among<'a>(
    texts: Texts,
    card: &ItemCard,
    others: impl Iterator<Item = &'a ItemCard>,
) -> String {
    let twins = others.filter(|other| other.title == card.title && other.id != card.id);
    let shared: Vec<Cow<str>> = twins.flat_map(|twin| facts(texts, twin)).collect();
    if shared.is_empty() {
        return brief(&card.title).into_owned();
    }
    let mut own = facts(texts, card).into_iter();
    let own = own.find(|fact| !shared.contains(fact));
    let own = own.as_deref().unwrap_or(&card.id);
    format!("{} ({})", brief(&card.title), brief(own))
}

/// Its main category in short.
fn category(card: &ItemCard) -> Option<&str> {
    card.category().map(|category| category.label())
}

/// Main category and year, as far as they are known.
#[must_use]
pub fn category_and_year(texts: Texts, card: &ItemCard) -> String {
    let year = card.year.map(|year| texts.year(year));
    match (category(card), year) {
        (Some(category), Some(year)) => format!("{category} · {year}"),
        (Some(category), None) => category.to_owned(),
        (None, year) => year.unwrap_or_default(),
    }
}

/// A band of link counts: `no links`, `1 link`, `4 to 7 links`.
#[must_use]
pub fn band(texts: Texts, band: &DegreeBand) -> String {
    match (band.from, band.to) {
        (0, 0) => texts.say("links-none").into_owned(),
        (from, to) if from == to => texts.count("links", from),
        (from, to) => texts.tell("links-band", &args!["from" => from, "to" => to]),
    }
}

/// What a shopper should know about the data of the sample, in one sentence.
#[must_use]
pub fn sample_note(texts: Texts) -> String {
    texts.say("sample-note").into_owned()
}

/// The operator's sentence on the data, as it was written. The sample's is ours, so it is said in
/// the reader's language.
#[must_use]
pub fn note(texts: Texts, written: &str, is_sample: bool) -> String {
    if is_sample {
        sample_note(texts)
    } else {
        written.to_owned()
    }
}

/// Room for a title inside a sentence, in widths of a letter M.
const TITLE_ROOM: f64 = 26.0;

/// A title for the middle of a sentence: its beginning, where it is long.
#[must_use]
pub fn named(card: &ItemCard) -> String {
    let fitted = fit::label(&card.title, TITLE_ROOM, 1.0, 1);
    isolated(&fitted.lines.concat())
}

/// A text [in brief](brief) between marks that keep its direction of writing from spreading to the
/// words around it. For sentences that name a title.
#[must_use]
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", brief(text))
}

/// A text of a picture's words: in brief, and [isolated] only where it would turn the direction of
/// the words around it.
#[must_use]
pub fn in_a_line(text: &str) -> Cow<'_, str> {
    if holds_right_to_left(text) {
        isolated(text).into()
    } else {
        brief(text)
    }
}

#[cfg(test)]
mod tests;
