//! Answers as text that a model reads: the sentences that pages show, and items with the ids to go
//! on with.

use std::fmt::Write;

use crate::explorer::{
    BetweenAnswer, BetweenOutcome, Connections, Cursor, ItemCard, MiddleItems, NeighboursAnswer,
    Outcome, PathsAnswer, RankedPath, SearchAnswer,
};
use crate::letters::plain::brief;
use crate::words;
use crate::words::texts::Texts;

/// Most connections that are told one by one; all that were asked for stand in the body.
const MOST: usize = 5;

fn english() -> Texts {
    Texts::default()
}

/// How two items are connected.
#[must_use]
pub fn paths(answer: &PathsAnswer) -> String {
    let headline = words::headline(english(), answer);
    let mut text = format!(
        "{} → {}: {headline}.",
        named(&answer.from),
        named(&answer.to)
    );
    match &answer.outcome {
        Outcome::SameItem => {}
        Outcome::Found(found) => connections(&mut text, found),
        Outcome::NoPath(none) => {
            line(&mut text, &words::no_path(english(), answer, none, named));
        }
    }
    text
}

fn connections(text: &mut String, found: &Connections) {
    line(text, &words::listed(english(), found));
    for (place, path) in found.paths.iter().take(MOST).enumerate() {
        let items = path.items.iter().filter_map(|item| found.items.get(*item));
        let items: Vec<String> = items.map(|item| named(&item.card)).collect();
        line(text, &format!("{}. {}", place + 1, items.join(" → ")));
    }
    if let Some(best) = found.paths.first() {
        evidence(text, found, best);
    }
    line(text, &words::hidden(english(), &found.hidden_by));
}

/// Why each step of a connection is one.
fn evidence(text: &mut String, found: &Connections, path: &RankedPath) {
    line(text, "The steps of the first:");
    for step in path.items.windows(2) {
        let &[from, to] = step else { continue };
        let ends = [from, to].map(|place| found.items.get(place));
        let ([Some(from), Some(to)], Some(link)) = (ends, found.link(from, to)) else {
            continue;
        };
        let words = words::evidence(english(), &link.evidence);
        let sentence = words.sentence(&brief(&from.card.title));
        line(
            text,
            &format!("- {} → {}: {sentence}", named(&from.card), named(&to.card)),
        );
    }
}

/// What stands between two items.
#[must_use]
pub fn between(answer: &BetweenAnswer) -> String {
    let ends = format!("Between {} and {}", named(&answer.a), named(&answer.b));
    match &answer.outcome {
        BetweenOutcome::SameItem => format!("{ends}: they are one and the same item."),
        BetweenOutcome::NoPath(none) => {
            let (a, b) = (named(&answer.a), named(&answer.b));
            let reason = words::no_path_reason(english(), none, &a, &b);
            format!("{ends}: nothing, since they are not connected. {reason}")
        }
        BetweenOutcome::Found(found) => middles(&ends, found),
    }
}

fn middles(ends: &str, found: &MiddleItems) -> String {
    if let Some(reason) = found.reason {
        let reason = words::no_middle(english(), reason, &found.hidden_by);
        return format!("{ends}: nothing. {reason}");
    }
    let count = english().count("items", found.total);
    let mut text = format!("{ends}: {count}; the best first.");
    for (place, middle) in found.middles.iter().enumerate() {
        if let Some(card) = found.items.get(middle.item) {
            let share = english().percent(middle.strength_share);
            let words = format!("{}. {} ({share})", place + 1, named(card));
            line(&mut text, &words);
        }
    }
    line(&mut text, &words::hidden(english(), &found.hidden_by));
    text
}

/// Which items a text means.
#[must_use]
pub fn search(answer: &SearchAnswer) -> String {
    let mut text = english().count("items", answer.items.len());
    if let Some(corrected) = &answer.corrected {
        let _ = write!(text, ", found by \"{}\" instead", brief(corrected));
    }
    let _ = write!(text, "; the best first.");
    for item in &answer.items {
        let facts = words::beside_title(english(), &item.card).join(" · ");
        let facts = match &*facts {
            "" => String::new(),
            facts => format!(", {}", brief(facts)),
        };
        line(&mut text, &format!("- {}{facts}", named(&item.card)));
    }
    more(&mut text, answer.next.as_ref());
    text
}

/// What is bought with an item.
#[must_use]
pub fn neighbours(answer: &NeighboursAnswer) -> String {
    let item = &answer.item.card;
    let count = english().count("items", answer.total);
    let mut text = format!("Bought with {}: {count}.", named(item));
    for neighbour in &answer.neighbours {
        let words = words::evidence(english(), &neighbour.evidence);
        let sentence = words.sentence(&brief(&item.title));
        line(
            &mut text,
            &format!("- {}: {sentence}", named(&neighbour.card)),
        );
    }
    more(&mut text, answer.next.as_ref());
    line(&mut text, &words::hidden(english(), &answer.hidden_by));
    text
}

/// Tells how a list goes on.
fn more(text: &mut String, next: Option<&Cursor>) {
    if let Some(cursor) = next {
        line(
            text,
            &format!("There are more; ask the same with the cursor {cursor}"),
        );
    }
}

/// A title with the id to ask on with.
fn named(card: &ItemCard) -> String {
    format!("{} [id: {}]", brief(&card.title), card.id)
}

/// Adds a line, if there is anything in it.
fn line(text: &mut String, words: &str) {
    if !words.is_empty() {
        text.push('\n');
        text.push_str(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{NoPathReason, samples};

    #[test]
    fn a_connection_is_told_with_its_evidence_and_ids() {
        let text = paths(&samples::found(&[1, 2, 1]));
        assert!(text.starts_with("Moby-Dick; or, The Whale [id: B000] → Seven Samurai [id: B003]: Connected in 2 steps"), "{text}");
        assert!(text.contains("\n1. Moby-Dick"), "{text}");
        assert!(text.contains("orders hold both"), "{text}");
    }

    #[test]
    fn every_other_answer_is_told_too() {
        let no_path = samples::no_path(NoPathReason::OnlyReverse { hops: 4 });
        for text in [
            paths(&no_path),
            paths(&samples::same_item()),
            between(&samples::between()),
            search(&samples::search()),
            neighbours(&samples::neighbours()),
        ] {
            assert!(text.contains("[id: B0") && text.contains('.'), "{text}");
        }
    }
}
