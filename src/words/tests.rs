//! That the sentences read right in German too.

use std::fmt::Write;

use super::*;
use crate::explorer::{
    Category, CentreBasis, Direction, NeighbourDirection, NoMiddle, NoPath, NoPathReason, Outcome,
    PathsQuestion, Thresholds, samples,
};
use crate::words::texts::Language;

fn german() -> Texts {
    Texts::in_language(Language::German)
}

#[test]
fn german_of_what_was_found() {
    let mut text = String::new();
    for answer in samples::found_answers() {
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

#[test]
fn german_of_why_there_is_no_connection() {
    let mut text = String::new();
    for reason in samples::all_reasons() {
        let mut answer = samples::no_path(reason);
        if let Outcome::NoPath(none) = &mut answer.outcome {
            // All rules may hide a way; only one may hide all links.
            none.hidden_by = match none.reason {
                NoPathReason::NoLinks { to, .. } => Thresholds {
                    given: !to,
                    min_orders: Some(2),
                    ..Thresholds::default()
                },
                NoPathReason::OnlyReverse { .. } => samples::thresholds(),
                _ => Thresholds::default(),
            };
        }
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
        &PathsQuestion::new("a", "b").with(|options| {
            options.direction = Direction::AsBought;
            options.filters.exclude = vec!["x".into()];
            options.via = vec!["s".into(), "t".into()];
            options.filters.only_category = vec!["Bücher".into(), "Filme".into()];
            options.filters.avoid_category = vec!["Musik".into()];
            options.filters.avoid_hubs = "99.5".parse().ok();
            options.max_hops = Some(3);
            options.extra_hops = 2;
            options.k = 7;
        }),
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
        for hidden_by in [Thresholds::default(), samples::thresholds()] {
            let _ = write!(text, "\n{}", no_middle(german(), reason, &hidden_by));
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_note_of_the_sample_is_said_in_the_readers_language_and_a_shops_as_it_is() {
    let german = Texts::in_language(Language::German);
    let written = sample_note(Texts::default());
    assert_eq!(note(german, &written, true), sample_note(german));
    assert_ne!(note(german, &written, true), written);
    assert_eq!(note(Texts::default(), &written, true), written);
    assert_eq!(
        note(german, "From the museum shop.", false),
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
    let category = album.category().unwrap().label();
    assert_eq!(unlike, format!("Doctor Zhivago ({category})"));

    let mut same = book.clone();
    same.id = "B999".into();
    let by_id = titled_among(texts, &same, [&book].into_iter());
    assert_eq!(by_id, "Doctor Zhivago (B999)");
}

#[test]
fn of_several_categories_the_last_level_of_the_main_one_is_said() {
    let mut card = samples::card(1);
    card.categories = ["Books > Crime > Noir", "Drama"].map(Category::new).into();
    (card.creator, card.year) = (None, Some(1939));
    let texts = Texts::default();
    assert_eq!(facts(texts, &card), ["Noir", "1939"]);
    assert_eq!(category_and_year(texts, &card), "Noir · 1939");
}

#[test]
fn a_title_that_is_the_id_is_not_said_twice() {
    let mut card = samples::card(1);
    assert_eq!(
        beside_title(Texts::default(), &card),
        facts(Texts::default(), &card)
    );
    (card.creator, card.year) = (None, None);
    card.categories.clear();
    assert_eq!(beside_title(Texts::default(), &card), ["B001"]);
    assert_eq!(
        with_facts(Texts::default(), &card),
        format!("{}, B001", card.title)
    );
    card.title = "B001".into();
    assert!(beside_title(Texts::default(), &card).is_empty());
    assert_eq!(with_facts(Texts::default(), &card), "B001");
}
