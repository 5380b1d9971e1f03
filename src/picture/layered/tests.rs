//! Pictures as text: what they say, how much room they take, and how they look.

use proptest::prelude::*;

use super::*;
use crate::explorer::{Outcome, samples};

const BOTH: [Orientation; 2] = [Orientation::Across, Orientation::Down];

fn connections(answer: &PathsAnswer) -> &Connections {
    match &answer.outcome {
        Outcome::Found(found) => found,
        _ => panic!("samples::found makes found answers"),
    }
}

fn both(answer: &PathsAnswer) -> InlinePictures {
    inline(manner::of_samples(), answer, connections(answer)).expect("renders")
}

fn alone(answer: &PathsAnswer, orientation: Orientation) -> String {
    stand_alone(
        manner::of_samples(),
        answer,
        connections(answer),
        orientation,
    )
    .expect("renders")
}

/// A picture in a file, its style cut out.
fn without_style(svg: &str) -> String {
    let (before, after) = svg.split_once(STYLE).expect("the style is embedded");
    format!("{before}…{after}")
}

/// One of the largest pictures that are drawn.
fn sixty() -> PathsAnswer {
    samples::found(&[1, 12, 12, 12, 12, 10, 1])
}

/// Two hops with more items than are drawn.
fn folded() -> PathsAnswer {
    let mut answer = samples::found(&[1, 12, 3, 12, 1]);
    let Outcome::Found(found) = &mut answer.outcome else {
        panic!("samples::found makes found answers")
    };
    found.columns[1].total = 35;
    found.columns[3].total = 1_204;
    answer
}

fn as_bought() -> PathsAnswer {
    let mut answer = samples::found(&[1, 2, 3, 1]);
    answer.question.options.direction = Direction::AsBought;
    answer
}

macro_rules! snapshots {
    ($($name:ident: $answer:expr;)*) => {$(
        #[test]
        fn $name() {
            let answer = $answer;
            let pictures = both(&answer);
            insta::assert_snapshot!(concat!(stringify!($name), "_across"), pictures.across);
            insta::assert_snapshot!(concat!(stringify!($name), "_down"), pictures.down);
        }
    )*};
}

snapshots! {
    a_chain: samples::found(&[1, 1, 1, 1]);
    a_diamond: samples::found(&[1, 2, 1]);
    sixty_items: sixty();
    a_folded_picture: folded();
    a_long_chain: samples::found(&[1; 19]);
    as_bought_with_arrows: as_bought();
}

#[test]
fn stand_alone_pictures_as_bought() {
    let answer = as_bought();
    let across = without_style(&alone(&answer, Orientation::Across));
    insta::assert_snapshot!("stand_alone_across", across);
    let down = without_style(&alone(&answer, Orientation::Down));
    insta::assert_snapshot!("stand_alone_down", down);
}

#[test]
fn both_pictures_of_sixty_items_take_little_of_a_page() {
    let pictures = both(&sixty());
    let bytes = pictures.across.len() + pictures.down.len();
    assert!(
        bytes <= 32_500,
        "{} and {}",
        pictures.across.len(),
        pictures.down.len()
    );
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    assert_eq!(both(&folded()), both(&folded()));
    for orientation in BOTH {
        assert_eq!(alone(&folded(), orientation), alone(&folded(), orientation));
    }
}

/// Every `href="#x"` of the texts, and every `id="x"`.
fn references(texts: &[&str]) -> (Vec<String>, Vec<String>) {
    let after = |mark: &str| -> Vec<String> {
        let parts = texts.iter().flat_map(|text| text.split(mark).skip(1));
        let names = parts.filter_map(|part| part.split(['"', ')']).next());
        names.map(str::to_owned).collect()
    };
    let mut used = [after("<use href=\"#"), after("url(#")].concat();
    let names = after(" aria-labelledby=\"");
    used.extend(
        names
            .iter()
            .flat_map(|names| names.split(' '))
            .map(str::to_owned),
    );
    (used, after(" id=\""))
}

#[test]
fn whatever_a_picture_borrows_stands_in_its_page_once() {
    for answer in [
        sixty(),
        folded(),
        as_bought(),
        samples::found(&[1, 1, 1]),
        samples::longer(),
    ] {
        let pictures = both(&answer);
        let files = BOTH.map(|orientation| alone(&answer, orientation));
        let pages = [
            vec![pictures.across.as_str(), pictures.down.as_str()],
            vec![pictures.across.as_str()],
            vec![files[0].as_str()],
            vec![files[1].as_str()],
        ];
        for page in pages {
            let (used, mut ids) = references(&page);
            assert!(!used.is_empty());
            assert!(used.iter().all(|id| ids.contains(id)), "{used:?} {ids:?}");
            let count = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), count);
        }
    }
}

/// Whether two spans share anything.
fn meet(begin: i32, length: i32, other: i32, other_length: i32) -> bool {
    begin < other + other_length && other < begin + length
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn pills_stand_on_no_box(
        shape in prop::collection::vec(1..14usize, 0..16),
        orders in prop::collection::vec(any::<u32>(), 1..20),
        shift in 0..32u32,
    ) {
        let mut answer = samples::found(&[&[1], shape.as_slice(), &[1]].concat());
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("samples::found makes found answers")
        };
        for (link, orders) in found.links.iter_mut().zip(orders.iter().cycle()) {
            link.evidence.orders = Some(orders >> shift);
        }
        for orientation in BOTH {
            let layout = lay_out(Texts::default(), found, orientation);
            let items = layout.boxes.iter().map(|item_box| item_box.rect);
            let rects: Vec<_> = items.chain(layout.folds.iter().map(|fold| fold.rect)).collect();
            for pill in lines::pills(Texts::default(), found, &layout, Heads::Plain) {
                let (left, top) = (pill.middle.x - pill.width / 2, pill.middle.y - 9);
                prop_assert!(left >= 0 && left + pill.width <= layout.width);
                for rect in &rects {
                    let beside = meet(left, pill.width, rect.x, rect.width);
                    let meets = beside && meet(top, 18, rect.y, rect.height);
                    prop_assert!(!meets, "{pill:?} {rect:?}");
                }
            }
        }
    }
}

#[test]
fn markup_in_a_title_stays_text() {
    let mut answer = samples::found(&[1, 1, 1]);
    let Outcome::Found(found) = &mut answer.outcome else {
        panic!()
    };
    found.items[1].card.title = "</text><script>alert(1)</script>\u{1}\u{FFFE}".into();
    let svg = alone(&answer, Orientation::Across);
    assert!(!svg.contains("<script"));
    assert!(!svg.contains(['\u{1}', '\u{FFFE}']));
    assert!(svg.contains('\u{FFFD}'));
}

#[test]
fn a_picture_carries_no_style_attribute() {
    let pictures = both(&samples::found(&[1, 4, 14, 2, 1]));
    for svg in [pictures.across, pictures.down] {
        assert!(!svg.contains(" style="));
        assert!(!svg.contains("<style"));
    }
}

#[test]
fn every_drawn_item_is_a_link_with_its_whole_title() {
    let pictures = both(&samples::found(&[1, 3, 1]));
    assert_eq!(pictures.across.matches("<a href=\"/items/").count(), 5);
    assert_eq!(pictures.down.matches("<a href=\"/items/").count(), 5);
    let named = pictures.down.matches(" aria-labelledby=\"t").count();
    assert_eq!(named, 5);
    assert!(
        pictures
            .across
            .contains("A Pattern Language: Towns, Buildings, Construction")
    );
}

#[test]
fn a_box_names_creator_category_and_year() {
    let svg = both(&samples::found(&[1, 2, 1])).across;
    assert!(svg.contains(">Ursula K. Le Guin</text>"));
    assert!(svg.contains(">Music · 1951</text>"));
}

#[test]
fn items_of_longer_connections_are_not_drawn_and_stops_stand_out() {
    let answer = samples::longer();
    let pictures = both(&answer);
    assert!(pictures.across.contains("step 2, a stop on the way"));
    for svg in [pictures.across, pictures.down] {
        assert!(!svg.contains(&samples::card(8).title));
        assert_eq!(svg.matches("<a href=\"/items/").count(), 7);
        assert_eq!(svg.matches("class=\"cw-end").count(), 3);
        assert!(svg.contains("7 items in 4 steps"));
    }
    let shortest = samples::found(&[1, 2, 1, 2, 1]);
    for orientation in BOTH {
        let links = |answer| {
            lay_out(Texts::default(), connections(answer), orientation)
                .links
                .len()
        };
        assert_eq!(links(&answer), links(&shortest));
    }
}

#[test]
fn the_stylesheet_knows_how_wide_pictures_are() {
    let sheet = include_str!("../../../static/style.css");
    for columns in 2..=layout::MAX_COLUMNS {
        let answer = samples::found(&vec![1; columns]);
        let layout = lay_out(Texts::default(), connections(&answer), Orientation::Across);
        let width = f64::from(layout.width) / 16.0;
        let rule = format!(".cw-columns-{columns}{{--plain:{width}rem;--columns:{columns}}}");
        assert!(sheet.contains(&rule), "{rule}");
    }
}

#[test]
fn large_numbers_are_short_in_narrow_gaps() {
    let shown = [
        9_999,
        10_000,
        12_999,
        999_999,
        1_000_000,
        3_456_000,
        45_600_000,
        u32::MAX,
    ];
    let short = ["9,999", "10k", "12k", "999k", "1M", "3.4M", "45M", "4.2B"];
    assert_eq!(
        shown.map(|value| lines::short_number(Texts::default(), value)),
        short
    );
}

/// Connections in which every other item has a cover, one of them over `http:`.
fn pictured(columns: &[usize]) -> PathsAnswer {
    let mut answer = samples::found(columns);
    let Outcome::Found(found) = &mut answer.outcome else {
        panic!("samples::found makes found answers")
    };
    for (place, item) in found.items.iter_mut().enumerate() {
        let scheme = if place == 2 { "http" } else { "https" };
        let cover = format!("{scheme}://shop.example/{place}.jpg?w=80&h=104");
        item.card.image_url = (place % 2 == 0).then_some(cover);
    }
    answer
}

#[test]
fn boxes_of_a_page_show_covers_where_there_are_any() {
    let answer = pictured(&[1, 3, 3, 1]);
    let pictures = both(&answer);
    for svg in [&pictures.across, &pictures.down] {
        assert_eq!(svg.matches("<img src=\"https://shop.example/").count(), 3);
        assert!(svg.contains(" cw-covers\"") && svg.contains("0.jpg?w=80&#38;h=104\""));
        assert!(!svg.contains("http://shop.example"));
    }
    let room = |covers: bool, orientation| {
        let answer = if covers {
            pictured(&[1, 3, 3, 1])
        } else {
            samples::found(&[1, 3, 3, 1])
        };
        let layout = lay_out_in_page(Texts::default(), connections(&answer), orientation);
        assert_eq!(layout.cover_room > 0, covers);
        let width = layout.boxes[0].rect.width;
        for item_box in &layout.boxes {
            assert!(item_box.title.lines.len() <= 3);
            assert!(item_box.share_width <= width - layout.cover_room);
        }
        (width, width - layout.cover_room)
    };
    let (plain, plain_text) = room(false, Orientation::Across);
    let (wide, text) = room(true, Orientation::Across);
    assert!(
        wide > plain && text == plain_text,
        "the text keeps its room"
    );
    let (plain, _) = room(false, Orientation::Down);
    let (phone, _) = room(true, Orientation::Down);
    assert_eq!(phone, plain, "a phone has no more room");
}

#[test]
fn a_picture_of_its_own_and_one_without_covers_stay_as_they_are() {
    let (pictured, plain) = (pictured(&[1, 3, 1]), samples::found(&[1, 3, 1]));
    for orientation in BOTH {
        assert_eq!(alone(&pictured, orientation), alone(&plain, orientation));
        let texts = Texts::default();
        assert_eq!(
            lay_out_in_page(texts, connections(&plain), orientation),
            lay_out(texts, connections(&plain), orientation)
        );
    }
}
