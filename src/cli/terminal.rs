//! Answers as plain text for the command line.
//!
//! Texts of the catalogue are made harmless first: a title may hold escape sequences that repaint
//! a terminal, or marks that turn the direction of a line around. Everything is said in English.

use std::fmt::Write;

use crate::explorer::{
    Connections, FarPair, GraphAnswer, ItemCard, NoPath, Outcome, PathsAnswer, RankedPath,
    SearchAnswer,
};

use crate::letters::kind::is_control;
use crate::letters::plain::cleaned;
use crate::words::texts::Texts;
use crate::words::{self, Target};

fn english() -> Texts {
    Texts::default()
}

/// Connections, best first, with the evidence of every step.
#[must_use]
pub fn paths(answer: &PathsAnswer) -> String {
    let mut text = format!("{}\n", heading(answer));
    let options = words::active_options(english(), &answer.question);
    if !options.is_empty() {
        let options = harmless(&options.join(", "));
        line(&mut text, &format!("Asked with: {options}."));
    }
    match &answer.outcome {
        Outcome::SameItem => {}
        Outcome::Found(found) => {
            line(&mut text, &words::listed(english(), found));
            let mut hops = found.hops;
            for (place, path) in found.paths.iter().enumerate() {
                text.push('\n');
                if path.hops() != hops {
                    hops = path.hops();
                    let steps = english().count("steps", hops);
                    line(&mut text, &format!("Of {steps}:\n"));
                }
                write_path(&mut text, answer, found, (place + 1, path));
            }
            let hidden = words::hidden(english(), &found.hidden_by);
            if !hidden.is_empty() {
                line(&mut text, &format!("\n{hidden}"));
            }
        }
        Outcome::NoPath(none) => write_no_path(&mut text, answer, none),
    }
    text
}

fn heading(answer: &PathsAnswer) -> String {
    let ends = format!("{} → {}", named(&answer.from), named(&answer.to));
    let stops: Vec<String> = answer.via.iter().map(named).collect();
    let by_way_of = match stops.is_empty() {
        true => String::new(),
        false => format!("\nby way of {}", stops.join(", then ")),
    };
    format!("{ends}{by_way_of}\n{}.", words::headline(english(), answer))
}

fn write_path(
    text: &mut String,
    answer: &PathsAnswer,
    found: &Connections,
    (place, path): (usize, &RankedPath),
) {
    for (step, item) in path.items.iter().enumerate() {
        let Some(item) = found.items.get(*item) else {
            continue;
        };
        let number = if step == 0 {
            format!("{place:>3}. ")
        } else {
            " ".repeat(5)
        };
        let stop = if answer.is_stop(&item.card) {
            " [stop]"
        } else {
            ""
        };
        line(text, &format!("{number}{}{stop}", named(&item.card)));
        let next = path.items.get(step + 1);
        let link = next.and_then(|next| found.link(path.items[step], *next));
        if let Some(link) = link {
            let words = words::evidence(english(), &link.evidence);
            let sentence = words.sentence(&harmless(&item.card.title));
            line(text, &format!("       │ {sentence}"));
        }
    }
}

fn write_no_path(text: &mut String, answer: &PathsAnswer, none: &NoPath) {
    let name = |card: &ItemCard| harmless(&card.title);
    line(text, &words::no_path(english(), answer, none, name));
    line(text, &words::searched(english(), &none.searched));
    // The other ways on are pages.
    let mends = words::mends(answer, none);
    let askable = mends
        .iter()
        .filter(|mend| matches!(mend.target, Target::Connect(_)));
    for mend in askable {
        line(text, &format!("  To go on: {}.", mend.words(english())));
    }
}

/// Search results, one a line: id, title and what tells it apart, separated by tabs.
#[must_use]
pub fn search(answer: &SearchAnswer) -> String {
    let mut text = String::new();
    for item in &answer.items {
        let card = &item.card;
        let apart = words::told_apart_by(english(), card);
        let fields = [harmless(&card.id), harmless(&card.title), harmless(&apart)];
        line(&mut text, &fields.join("\t"));
    }
    text
}

/// What a catalogue is.
#[must_use]
pub fn graph(answer: &GraphAnswer) -> String {
    let mut text = String::new();
    let stamp = &answer.generation;
    line(
        &mut text,
        &format!("Generation {} of {}", harmless(&stamp.name), stamp.built_at),
    );
    if let Some(note) = &answer.note {
        line(&mut text, &harmless(note));
    }
    let links = if answer.counted {
        "counted from orders"
    } else {
        "given by the shop"
    };
    let rows = [
        ("items".to_owned(), english().number(answer.items)),
        (
            "links".to_owned(),
            format!("{} ({links})", english().number(answer.links)),
        ),
        ("measure".to_owned(), harmless(&answer.measure)),
    ];
    let counts = answer
        .counts
        .iter()
        // These two stand at the top.
        .filter(|(name, _)| name != "items" && name != "links")
        .map(|(name, count)| (harmless(name), english().number(*count)));
    table(&mut text, "", rows.into_iter().chain(counts));
    let options = answer
        .options
        .iter()
        .map(|(name, value)| (harmless(name), harmless(value)));
    table(&mut text, "Options", options);
    let categories = answer.categories.iter();
    let categories = categories.map(|(name, items)| (harmless(name), english().number(*items)));
    table(&mut text, "Categories", categories);
    table(
        &mut text,
        "Islands of connected items",
        answer.components.iter().map(|sizes| {
            let items = english().count("items", sizes.size);
            (format!("of {items}"), english().number(sizes.components))
        }),
    );
    table(
        &mut text,
        "Items by number of links",
        answer
            .degrees
            .iter()
            .map(|band| (words::band(english(), band), english().number(band.items))),
    );
    let central = answer.central.iter();
    let central = central.map(|item| {
        (
            words::mean_steps(english(), item.mean_hops),
            named(&item.card),
        )
    });
    table(
        &mut text,
        "The centre, by mean steps to all others",
        central,
    );
    if let Some(basis) = &answer.centre_basis {
        line(
            &mut text,
            &format!("  {}", words::closeness(english(), basis)),
        );
    }
    let levels = (1..).zip(&answer.regions);
    let levels = levels
        .map(|(level, &regions): (u32, _)| (format!("level {level}"), english().number(regions)));
    table(&mut text, "Regions of the map", levels);
    for warning in &answer.warnings {
        line(&mut text, &format!("Warning: {}", harmless(warning)));
    }
    text
}

/// The longest connection that is known.
#[must_use]
pub fn longest_known(pair: &FarPair) -> String {
    let steps = Texts::default().count("steps", pair.hops);
    let ends = format!("{} → {}", named(&pair.from), named(&pair.to));
    let mut text = format!("\nLongest known connection: {steps}\n");
    line(&mut text, &format!("  {ends}"));
    text
}

fn table(text: &mut String, title: &str, rows: impl Iterator<Item = (String, String)>) {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let name_width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    text.push('\n');
    if !title.is_empty() {
        line(text, title);
    }
    for (name, value) in rows {
        line(text, &format!("  {name:<name_width$}  {value}"));
    }
}

fn named(card: &ItemCard) -> String {
    let mut facts = words::told_apart_by(english(), card);
    if facts != card.id {
        let _ = write!(facts, ", {}", card.id);
    }
    format!("{} ({})", harmless(&card.title), harmless(&facts))
}

/// A text that can be printed without doing anything but being read.
#[must_use]
pub fn harmless(text: &str) -> String {
    cleaned(text, |letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        letter if is_control(letter) => '\u{FFFD}',
        letter => letter,
    })
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{NoPathReason, samples};

    #[test]
    fn text_of_a_found_answer() {
        insta::assert_snapshot!(paths(&samples::found(&[1, 2, 1])));
    }

    #[test]
    fn text_of_an_answer_with_a_stop_and_longer_connections() {
        insta::assert_snapshot!(paths(&samples::longer()));
    }

    #[test]
    fn a_category_cannot_repaint_the_terminal_either() {
        let mut answer = samples::found(&[1, 2, 1]);
        answer.question.options.filters.only_category = vec!["\u{1b}[2J\u{202E}".into()];
        let text = paths(&answer);
        assert!(text.contains("only by way of \u{FFFD}[2J."), "{text}");
    }

    #[test]
    fn text_of_no_path() {
        let reason = NoPathReason::DifferentComponent {
            from_size: 12,
            to_size: 413_236,
        };
        insta::assert_snapshot!(paths(&samples::no_path(reason)));
    }

    #[test]
    fn text_of_a_graph() {
        insta::assert_snapshot!(graph(&samples::graph()));
    }

    #[test]
    fn titles_cannot_repaint_the_terminal() {
        let mut answer = samples::search();
        answer.items[0].card.title = "\u{1b}[2J\u{202E}evil\u{9b}\nnext".into();
        let text = search(&answer);
        let first = text.lines().next().expect("one line an item");
        assert!(first.contains("\u{FFFD}[2Jevil\u{FFFD} next"));
        assert_eq!(text.lines().count(), answer.items.len());
    }
}
