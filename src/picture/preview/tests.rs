use proptest::prelude::*;
use resvg::usvg;

use super::*;
use crate::explorer::{Direction, NoPathReason, PathCount, samples};

const LONG: &str = "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, \
    Mariner: Who lived Eight and Twenty Years, all alone in an un-inhabited Island on the Coast of \
    America, near the Mouth of the Great River";

/// A connection through items with these titles.
fn way(titles: &[&str]) -> PathsAnswer {
    let mut answer = samples::found(&vec![1; titles.len()]);
    if let Outcome::Found(found) = &mut answer.outcome {
        for (item, title) in found.items.iter_mut().zip(titles) {
            item.card.title = (*title).to_owned();
        }
        answer.from = found.items[0].card.clone();
        answer.to = found.items[titles.len() - 1].card.clone();
    }
    answer
}

/// Titles that are hard to draw, with their names.
fn worst() -> Vec<(String, PathsAnswer)> {
    let mut cards: Vec<(String, PathsAnswer)> = Vec::new();
    for hops in [1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 30] {
        let mut shape = vec![1];
        shape.extend((1..hops).map(|hop| 1 + hop % 3));
        shape.push(1);
        cards.push((format!("hops-{hops}"), samples::found(&shape)));
    }
    cards.push(("long".into(), way(&[LONG; 3])));
    cards.push(("long-13".into(), way(&[LONG; 13])));
    cards.push(("short".into(), way(&["Emma", "Ran", "Elf"])));
    let scripts = [
        "Ὀδύσσεια: ἡ ἐπιστροφή",
        "Братья Карамазовы",
        "אלף לילה ולילה",
        "吾輩は猫である",
        "🚀🌍 Space 👩‍🚀",
        "Đường về nhà",
    ];
    cards.push(("scripts".into(), way(&scripts)));
    let mut bare = way(&["Salt", "Pepper and \"<Herbs>\" & more", "Sea"]);
    if let Outcome::Found(found) = &mut bare.outcome {
        for item in &mut found.items {
            (item.card.creator, item.card.year) = (None, None);
            item.card.categories.clear();
        }
        for link in &mut found.links {
            link.evidence.orders = None;
        }
    }
    cards.push(("bare".into(), bare));
    let mut bought = samples::found(&[1, 2, 2, 1, 1]);
    bought.question.options.direction = Direction::AsBought;
    if let Outcome::Found(found) = &mut bought.outcome {
        found.path_count = PathCount {
            value: u128::MAX - 1,
            exact: true,
        };
        for link in &mut found.links {
            link.evidence.orders = Some(u32::MAX);
        }
    }
    cards.push(("bought".into(), bought));
    cards.push(("stop".into(), samples::longer()));
    cards.push(("same".into(), samples::same_item()));
    for (place, reason) in samples::reasons().into_iter().enumerate() {
        cards.push((format!("none-{place}"), samples::no_path(reason)));
    }
    let mut none = samples::no_path(NoPathReason::OnlyReverse { hops: 4 });
    none.from.title = LONG.into();
    cards.push(("none-long".into(), none));
    cards
}

/// Where letters are really drawn, text by text.
fn inked(answer: &PathsAnswer) -> Vec<[f32; 4]> {
    let tree = canvas::tree(&draw(Texts::default(), answer, "The harbour bookshop").finished());
    let tree = tree.expect("our own SVG can be read");
    let texts = tree.root().children().iter().filter_map(|node| match node {
        usvg::Node::Text(text) => Some(text.flattened().abs_bounding_box()),
        _ => None,
    });
    texts
        .map(|ink| [ink.left(), ink.top(), ink.right(), ink.bottom()])
        .collect()
}

fn assert_texts_are_apart(answer: &PathsAnswer, of: &str) {
    let inked = inked(answer);
    assert!(inked.len() >= 3, "{of}");
    for (place, one) in inked.iter().enumerate() {
        let [left, top, right, bottom] = one;
        assert!(*left >= 40.0 && *top >= 20.0, "{of}: {one:?}");
        assert!(*right <= 1160.0 && *bottom <= 620.0, "{of}: {one:?}");
        for other in &inked[..place] {
            let is_apart =
                other[2] <= *left || *right <= other[0] || other[3] <= *top || *bottom <= other[1];
            assert!(is_apart, "{of}: {one:?} {other:?}");
        }
    }
}

fn assert_is_preview(png: &[u8], of: &str) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{of}");
    assert_eq!(&png[12..16], b"IHDR", "{of}");
    assert_eq!(png[16..20], WIDTH.to_be_bytes(), "{of}");
    assert_eq!(png[20..24], HEIGHT.to_be_bytes(), "{of}");
    assert!(png.len() <= 150_000, "{of}: {} bytes", png.len());
}

#[test]
fn every_preview_has_its_size_and_few_bytes() {
    for (name, answer) in worst() {
        let drawn =
            png(Texts::default(), &answer, "The harbour bookshop").expect("it can be drawn");
        assert_is_preview(&drawn, &name);
    }
}

#[test]
fn no_text_lies_on_another_or_leaves_the_card() {
    for (name, answer) in worst() {
        assert_texts_are_apart(&answer, &name);
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    let answer = samples::found(&[1, 3, 2, 1]);
    let one = png(Texts::default(), &answer, "A").expect("it can be drawn");
    assert_eq!(
        one,
        png(Texts::default(), &answer, "A").expect("it can be drawn")
    );
    assert_ne!(
        one,
        png(Texts::default(), &answer, "B").expect("it can be drawn")
    );
}

#[test]
fn markup_in_a_title_stays_text() {
    let answer = way(&["</text><image href=\"x\"/>", "&amp;", "\u{0}\u{FFFE}]]>"]);
    let svg = draw(Texts::default(), &answer, "<b>").finished();
    assert!(!svg.contains("<image") && !svg.contains("<b>"));
    assert!(svg.contains("&amp;amp;"));
    assert!(canvas::tree(&svg).is_ok());
}

#[test]
fn a_connection_without_a_listed_path_is_still_a_card() {
    let mut answer = samples::found(&[1, 1]);
    if let Outcome::Found(found) = &mut answer.outcome {
        found.paths.clear();
        found.items.clear();
    }
    let drawn = png(Texts::default(), &answer, "").expect("it can be drawn");
    assert_is_preview(&drawn, "nothing listed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_titles_can_be_drawn(
        titles in proptest::collection::vec("\\PC{0,60}|\\p{any}{0,40}|[a-zA-Z ]{0,200}", 2..16),
        catalogue in "\\PC{0,60}",
    ) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let answer = way(&titles);
        let drawn = png(Texts::default(), &answer, &catalogue).expect("it can be drawn");
        assert_is_preview(&drawn, "any titles");
        assert_texts_are_apart(&answer, "any titles");
    }
}
