//! Views as text: what they say, how large they are, and how they look.

use super::*;
use crate::address::href;
use crate::explorer::{MapItem, Place, Point, samples};
use crate::words::texts::Language;

/// What a view may have, and what of it is sent.
const MOST_BYTES: usize = 60_000;

fn texts() -> Texts {
    Texts::in_language(Language::English)
}

fn links<'a>(document: &'a roxmltree::Document<'_>, begins: &str) -> Vec<&'a str> {
    let links = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a")));
    let hrefs = links.filter_map(|node| node.attribute("href"));
    hrefs.filter(|href| href.starts_with(begins)).collect()
}

/// The text of a name, its lines joined.
fn written(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("it is XML");
    let texts = document
        .descendants()
        .filter(|node| node.tag_name().name() == "text");
    texts
        .map(|node| {
            node.descendants()
                .filter_map(|node| node.text().filter(|_| node.is_text()))
                .collect()
        })
        .collect()
}

#[test]
fn a_view_looks_as_it_did() {
    insta::assert_snapshot!(
        "a_view",
        inline(texts(), &samples::map(12)).expect("renders")
    );
}

#[test]
fn a_way_looks_as_it_did() {
    let answer = samples::map_way(samples::found(&[1, 2, 1, 1]));
    insta::assert_snapshot!("a_way", inline(texts(), &answer).expect("renders"));
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    let drawn =
        || stand_alone(texts(), &samples::map_way(samples::found(&[1, 3, 1]))).expect("renders");
    assert_eq!(drawn(), drawn());
}

#[test]
fn every_item_is_one_link_and_has_its_title_whether_it_is_written_or_not() {
    let answer = samples::map(90);
    let svg = inline(texts(), &answer).expect("renders");
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    let mut found = links(&document, "/items/");
    found.sort_unstable();
    let mut items: Vec<String> = answer
        .items
        .iter()
        .map(|item| href::item(&item.card.id))
        .collect();
    items.sort_unstable();
    assert_eq!(found, items);
    let svg_name = |name| ("http://www.w3.org/2000/svg", name);
    for link in document
        .descendants()
        .filter(|node| node.has_tag_name(svg_name("a")))
    {
        let has = |name| {
            link.children()
                .any(|node| node.has_tag_name(svg_name(name)))
        };
        assert!(has("title") || has("text"), "{link:?}");
    }
}

#[test]
fn a_region_leads_to_a_nearer_view_that_holds_it() {
    let answer = samples::map(3);
    let region = &answer.levels[0][0];
    let (middle, zoom) = answer.view_of(region);
    assert_eq!((middle, zoom), (region.place, 2));
    let near = MapAnswer {
        view: crate::explorer::View {
            zoom: 6,
            ..answer.view
        },
        ..answer.clone()
    };
    assert_eq!(near.view_of(region).1, 6);
}

#[test]
fn a_way_is_numbered_from_end_to_end_and_has_the_orders_of_its_steps() {
    let answer = samples::map_way(samples::found(&[1, 1, 1]));
    let written = written(&inline(texts(), &answer).expect("renders"));
    for number in ["1", "2", "3"] {
        assert!(written.iter().any(|text| text == number), "{written:?}");
    }
    let Some(Marked::Way { answer: way, .. }) = &answer.marked else {
        panic!("a way is marked");
    };
    let crate::explorer::Outcome::Found(found) = &way.outcome else {
        panic!("it was found");
    };
    let orders = found
        .link(0, 1)
        .and_then(|link| link.evidence.orders)
        .expect("counted");
    assert!(written.contains(&orders.to_string()), "{written:?}");
}

#[test]
fn without_a_way_both_ends_are_marked() {
    let reason = samples::reasons().remove(0);
    let svg = inline(texts(), &samples::map_way(samples::no_path(reason))).expect("renders");
    assert_eq!(svg.matches("m-end").count(), 2);
    assert!(!svg.contains("m-number"));
}

#[test]
fn titles_with_markup_or_written_from_the_right_do_no_harm() {
    let mut answer = samples::map(2);
    answer.items[0].card.title = "<b>&\"'</b>".into();
    answer.items[1].card.title = "\u{5e9}\u{5dc}\u{5d5}\u{5dd}".into();
    let svg = stand_alone(texts(), &answer).expect("renders");
    assert!(!svg.contains("<b>"));
    assert!(svg.contains("direction=\"rtl\""));
    assert!(written(&svg).contains(&"<b>&\"'</b>".to_owned()));
}

#[test]
fn borders_that_two_regions_share_are_drawn_once() {
    let mut answer = samples::map(0);
    let region = answer.levels[1][0].clone();
    answer.levels[1] = vec![region.clone()];
    let once = land::borders(&answer);
    answer.levels[1] = vec![region.clone(), region];
    assert_eq!(land::borders(&answer), once);
    // What the level above has is there already.
    answer.levels[1] = answer.levels[0].clone();
    assert_eq!(land::borders(&answer), [""; 0]);
}

#[test]
fn a_crowded_view_is_not_too_large() {
    let mut answer = samples::map(250);
    for (seed, item) in answer.items.iter_mut().enumerate() {
        item.card.title = format!("A title of many words & signs, as they are ({seed})");
    }
    let svg = stand_alone(texts(), &answer).expect("renders");
    assert!(svg.len() < MOST_BYTES, "{}", svg.len());
}

#[test]
fn a_view_becomes_pixels_always_the_same() {
    let answer = samples::map(40);
    let png = || {
        let svg = for_pixels(texts(), &answer).expect("renders");
        preview::of_map(&svg, answer.view.width, answer.view.height).expect("it can be drawn")
    };
    assert!(png() == png());
}

#[test]
fn one_item_has_a_pin_and_its_name() {
    let item = MapItem {
        place: Place::of(Point { x: 400.0, y: 300.0 }),
        ..samples::map_item(3)
    };
    let answer = MapAnswer {
        marked: Some(Marked::Item(Box::new(item))),
        ..samples::map(0)
    };
    let svg = inline(texts(), &answer).expect("renders");
    assert!(svg.contains("class=\"m-pin\""));
    assert!(written(&svg).contains(&"Seven Samurai".to_owned()));
}
