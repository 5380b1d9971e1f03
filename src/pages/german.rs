//! That a page and its pictures speak German throughout, and fit their places in it.

use super::*;
use crate::explorer::Connections;
use crate::letters::fit;
use crate::picture::layered;
use crate::picture::layered::Manner;
use crate::words::texts::args;

const HEBREW: &str = "מובי דיק";

fn german() -> Texts {
    Texts::in_language(Language::German)
}

fn found(answer: &PathsAnswer) -> &Connections {
    match &answer.outcome {
        Outcome::Found(found) => found,
        outcome => panic!("{outcome:?}"),
    }
}

/// The page of an answer in German.
fn page(answer: &PathsAnswer) -> String {
    connect_in(Language::German, answer)
}

#[test]
fn a_german_page_says_nothing_in_english() {
    let mut answers = samples::found_answers();
    answers.extend(samples::all_reasons().into_iter().map(samples::no_path));
    let mut asked = samples::longer();
    asked.excluded = vec![samples::card(30)];
    asked.question = asked.question.with(|options| {
        options.filters.exclude = vec!["B030".into()];
        options.filters.only_category = vec!["Film".into(), "Books".into()];
        options.filters.avoid_category = vec!["Music".into()];
        options.filters.avoid_hubs = "99.5".parse().ok();
        options.direction = Direction::AsBought;
        options.max_hops = Some(9);
    });
    answers.push(asked);
    let english = concat!(
        include_str!("../../templates/texts/en/connect.ftl"),
        include_str!("../../templates/texts/en/picture.ftl"),
    );
    let sentences: Vec<&str> = english
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(_, sentence)| sentence)
        // Parts of German words, and what holds numbers, are no proof.
        .filter(|sentence| sentence.len() >= 8 && !sentence.contains('{'))
        .collect();
    assert!(sentences.len() > 100);
    for answer in answers {
        let html = page(&answer);
        assert!(html.contains("<html lang=\"de\">"));
        for sentence in &sentences {
            assert!(!html.contains(sentence), "{sentence}");
        }
    }
}

#[test]
fn a_title_with_letters_from_right_to_left_keeps_its_direction() {
    let isolated = format!("\u{2068}{HEBREW}\u{2069}");
    let set_apart = format!("<bdi>{HEBREW}</bdi>");
    let reason = NoPathReason::NoLinks {
        from: true,
        to: false,
    };
    let mut none = samples::no_path(reason);
    none.from.title = HEBREW.into();
    assert!(page(&none).contains(&format!("{set_apart} wurde zusammen mit nichts")));

    let mut answer = samples::found(&[1, 2, 1]);
    answer.from.title = HEBREW.into();
    let manner = Manner {
        texts: german(),
        categories: &[],
    };
    let picture = layered::inline(manner, &answer, found(&answer));
    let picture = picture.expect("prints").across;
    assert!(picture.contains(&format!("von {isolated} zu Seven Samurai")));

    let mut same = samples::same_item();
    same.from.title = HEBREW.into();
    assert!(page(&same).contains(&format!("wie {set_apart} mit sich")));
}

#[test]
fn german_words_of_folded_boxes_fit_into_them() {
    // The narrowest box, and the letters of its two lines.
    let (room, title, caption) = (152.0, 13.0, 11.0);
    let folded = args!["items" => 120, "steps" => 12];
    for name in ["picture-more", "picture-steps"] {
        let words = german().tell(name, &folded);
        assert!(fit::width(&words, title) < room, "{words}");
    }
    for words in [
        german().say("picture-more-at"),
        german().count("items", 1_200).into(),
    ] {
        assert!(fit::width(&words, caption) < room, "{words}");
    }
    let answer = samples::found(&[1, 20, 20, 20, 3, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
    let manner = Manner {
        texts: german(),
        categories: &[],
    };
    let picture = layered::inline(manner, &answer, found(&answer));
    let picture = picture.expect("prints").across;
    assert!(picture.contains(" weitere bei Schritt "));
}
