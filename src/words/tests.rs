//! That the sentences read right in German too.

use std::fmt::Write;

use super::*;
use crate::explorer::samples;
use crate::explorer::{
    Bar, CentreBasis, Connections, Direction, NeighbourDirection, NoMiddle, NoPath, NoPathReason,
    Outcome, PathCount, PathsAnswer, PathsQuestion,
};
use crate::letters::fit;
use crate::pages::{ConnectPage, Frame};
use crate::picture::layered;
use crate::picture::layered::Manner;
use crate::words::texts::Language;

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
    let mut frame = Frame::new("Hafenbücher", Some(samples::stamp()));
    frame.texts = german();
    let categories = samples::graph().categories;
    let page = ConnectPage::new(&frame, answer, &categories).expect("the picture prints");
    page.render().expect("the page prints")
}

/// Answers that list some, all or none, of one length or of several.
fn found_answers() -> Vec<PathsAnswer> {
    let mut answers: Vec<PathsAnswer> = [&[1, 1][..], &[1, 1, 1], &[1, 2, 1], &[1, 14, 3, 3, 1]]
        .map(samples::found)
        .into();
    answers.push(samples::longer());
    let mut more = samples::longer();
    let mut beyond = samples::found(&[1, 3, 1]);
    if let (Outcome::Found(more), Outcome::Found(beyond)) = (&mut more.outcome, &mut beyond.outcome)
    {
        more.longer[0].value = 812;
        more.complete = false;
        beyond.path_count = PathCount {
            value: u128::MAX,
            exact: false,
        };
    }
    answers.extend([more, beyond, samples::same_item()]);
    answers
}

#[test]
fn german_of_what_was_found() {
    let mut text = String::new();
    for answer in found_answers() {
        let _ = writeln!(text, "{}.", headline(german(), &answer));
        if let Outcome::Found(found) = &answer.outcome {
            let _ = writeln!(text, "  {}", listed(german(), found));
            let evidence = evidence(german(), &found.links[0].evidence);
            let _ = writeln!(text, "  {}", evidence.sentence("Moby-Dick"));
        }
    }
    for direction in [(true, false), (false, true), (true, true)] {
        let mut given = samples::evidence(1);
        given.orders = None;
        (given.listed_forward, given.listed_backward) = direction;
        let _ = writeln!(text, "  {}", lead(german(), &given));
    }
    insta::assert_snapshot!(text);
}

/// Every reason, and every single option that may bar all connections.
fn reasons() -> Vec<NoPathReason> {
    let single = [
        Bar::Exclude,
        Bar::OnlyCategory,
        Bar::AvoidCategory,
        Bar::AvoidHubs,
        Bar::Via,
        Bar::Direction,
    ];
    let bars = single.map(|bar| NoPathReason::ExcludedByOptions { bars: vec![bar] });
    samples::reasons().into_iter().chain(bars).collect()
}

#[test]
fn german_of_why_there_is_no_connection() {
    let mut text = String::new();
    for reason in reasons() {
        let mut answer = samples::no_path(reason);
        for stops in [vec![], vec![samples::card(3)]] {
            answer.via = stops;
            let Outcome::NoPath(none) = &answer.outcome else {
                panic!("no path")
            };
            let none = NoPath {
                leg: answer.via.len(),
                ..none.clone()
            };
            let words = no_path(german(), &answer, &none, |card| card.title.clone());
            let _ = writeln!(text, "{}. {words}", headline(german(), &answer));
            for mend in mends(&answer, &none) {
                let _ = writeln!(text, "  > {}", mend.words(german()));
            }
        }
        if let Outcome::NoPath(none) = &answer.outcome {
            let _ = writeln!(text, "  {}", searched(german(), &none.searched));
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn german_of_questions_and_of_what_is_near_and_far() {
    let mut text = active_options(
        german(),
        &PathsQuestion {
            direction: Direction::AsBought,
            exclude: vec!["x".into()],
            via: vec!["s".into(), "t".into()],
            only_category: vec!["Bücher".into(), "Filme".into()],
            avoid_category: vec!["Musik".into()],
            avoid_hubs: "99.5".parse().ok(),
            max_hops: Some(3),
            extra_hops: 2,
            k: 7,
            ..PathsQuestion::new("a", "b")
        },
    )
    .join(", ");
    let mut answer = samples::degrees();
    for direction in [
        NeighbourDirection::Any,
        NeighbourDirection::Out,
        NeighbourDirection::In,
    ] {
        answer.question.direction = direction;
        for levels in [samples::degrees().levels, vec![1, 3, 9], vec![1]] {
            answer.levels = levels;
            let _ = write!(
                text,
                "\n{}",
                from_here(german(), &answer, &isolated("Kind of Blue"))
            );
            if answer.reached() > 1 {
                let _ = write!(text, " {}", farthest(german(), &answer));
            }
        }
        let _ = write!(text, " ({})", walked(german(), direction));
    }
    let mut basis = CentreBasis {
        items: 413_236,
        samples: 512,
        diameter_bound: 20,
    };
    for samples in [512, 413_236] {
        basis.samples = samples;
        let _ = write!(text, "\n{}", closeness(german(), &basis));
    }
    let _ = write!(text, "\n{}", centre_rank(german(), 1_204, 413_236));
    let _ = write!(text, "\n{}", mean_steps(german(), 4.614));
    for reason in [NoMiddle::NothingInCommon, NoMiddle::BudgetExhausted] {
        let _ = write!(text, "\n{}", no_middle(german(), reason));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_german_page_says_nothing_in_english() {
    let mut answers = found_answers();
    answers.extend(reasons().into_iter().map(samples::no_path));
    let mut asked = samples::longer();
    asked.excluded = vec![samples::card(30)];
    asked.question = PathsQuestion {
        exclude: vec!["B030".into()],
        only_category: vec!["Film".into(), "Books".into()],
        avoid_category: vec!["Music".into()],
        avoid_hubs: "99.5".parse().ok(),
        direction: Direction::AsBought,
        max_hops: Some(9),
        ..asked.question
    };
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
    assert!(page(&none).contains(&format!("{set_apart} wurde nie")));

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

#[test]
fn the_note_of_the_sample_is_said_in_the_readers_language_and_a_shops_as_it_is() {
    let german = Texts::in_language(Language::German);
    let written = sample_note(Texts::default());
    assert_eq!(note(german, &written), sample_note(german));
    assert_ne!(note(german, &written), written);
    assert_eq!(note(Texts::default(), &written), written);
    assert_eq!(
        note(german, "From the museum shop."),
        "From the museum shop."
    );
}

#[test]
fn equal_titles_are_named_with_what_tells_them_apart() {
    let [mut book, mut film, mut album] = [1, 2, 3].map(samples::card);
    for card in [&mut book, &mut film, &mut album] {
        card.title = "Doctor Zhivago".into();
        card.creator = Some("Boris Pasternak".into());
    }
    film.creator = Some("David Lean".into());
    let texts = Texts::default();
    let among = |card| titled_among(texts, card, [&book, &film].into_iter());
    assert_eq!(among(&book), "Doctor Zhivago (Boris Pasternak)");
    assert_eq!(among(&film), "Doctor Zhivago (David Lean)");
    assert_eq!(titled_among(texts, &book, [&book].into_iter()), book.title);

    let unlike = titled_among(texts, &album, [&book, &album].into_iter());
    let category = album.category.clone().unwrap_or_default();
    assert_eq!(unlike, format!("Doctor Zhivago ({category})"));

    let mut same = book.clone();
    same.id = "B999".into();
    let by_id = titled_among(texts, &same, [&book].into_iter());
    assert_eq!(by_id, "Doctor Zhivago (B999)");
}

#[test]
fn a_title_that_is_the_id_is_not_said_twice() {
    let mut card = samples::card(1);
    assert_eq!(
        beside_title(Texts::default(), &card),
        facts(Texts::default(), &card)
    );
    (card.creator, card.category, card.year) = (None, None, None);
    assert_eq!(beside_title(Texts::default(), &card), ["B001"]);
    assert_eq!(
        with_facts(Texts::default(), &card),
        format!("{}, B001", card.title)
    );
    card.title = "B001".into();
    assert!(beside_title(Texts::default(), &card).is_empty());
    assert_eq!(with_facts(Texts::default(), &card), "B001");
}
