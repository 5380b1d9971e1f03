use super::*;
use crate::connect::PathCount;
use crate::explorer::{Direction, NoPathReason};
use crate::view::samples;

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
            (item.card.creator, item.card.category, item.card.year) = (None, None, None);
        }
        for link in &mut found.links {
            link.evidence.orders = None;
        }
    }
    cards.push(("bare".into(), bare));
    let mut bought = samples::found(&[1, 2, 2, 1, 1]);
    bought.question.direction = Direction::AsBought;
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

#[test]
fn write_out() {
    let Ok(folder) = std::env::var("PREVIEWS") else {
        return;
    };
    for (name, answer) in worst() {
        let png = png(&answer, "The harbour bookshop").unwrap();
        println!("{name} {}", png.len());
        std::fs::write(format!("{folder}/{name}.png"), png).unwrap();
    }
}
