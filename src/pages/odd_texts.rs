//! What any text of a shop may do to a page: nothing.

use proptest::prelude::*;

use super::*;
use crate::letters::kind;
use crate::pages::share;

/// The text of the first element of a name.
fn element<'a>(html: &'a str, name: &str) -> &'a str {
    let begin = html
        .split_once(&format!("<{name}>"))
        .expect("it is there")
        .1;
    begin.split("</").next().unwrap_or_default()
}

#[test]
fn a_title_without_end_is_whole_in_few_places() {
    let long = format!("Beginning {}", "é".repeat(8_000));
    let mut neighbours = samples::neighbours();
    neighbours.item.card.title.clone_from(&long);
    let frame = frame();
    let item = ItemPage::new(&frame, &neighbours).expect("the map prints");
    let item = render(&item).expect("the page prints");
    assert_eq!(item.matches(&long).count(), 1, "in the heading");
    assert!(element(&item, "title").chars().count() < 300);

    let mut answer = samples::found(&[1, 1, 1]);
    let Outcome::Found(found) = &mut answer.outcome else {
        panic!("found")
    };
    found.items[1].card.title.clone_from(&long);
    answer.to.title.clone_from(&long);
    let html = connect(&answer);
    let begun = html.matches("Beginning").count();
    let whole = html.matches(&long).count();
    assert!(whole <= 2 && begun > 2 * whole, "{whole} of {begun}");
    assert!(share::page_title(&answer).ends_with("éé…"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_name_of_any_letters_stays_text(
        name in "(\\PC|[\\x00-\\x20\\x7f-\\xa0]|[<>&\"'/]|[\u{202A}-\u{202E}\u{2066}-\u{2069}]){0,40}",
    ) {
        let name = format!("{name}<zz>{name}");
        for (page, html) in pages_about(Language::English, &name) {
            let odd = html.chars().find(|letter| {
                letter.is_control() && !matches!(letter, '\n' | '\t')
            });
            prop_assert_eq!(odd, None, "{}", page);
            prop_assert!(!html.contains("<zz"), "{}", page);
            let mut tags = html.split('<').skip(1);
            let stray = tags.find(|tag| !tag.starts_with(|c: char| c.is_ascii_lowercase() || "/!".contains(c)));
            prop_assert_eq!(stray, None, "{}", page);
            let title = element(&html, "title");
            prop_assert!(!title.contains(kind::is_direction_mark), "{}: {}", page, title);
        }
    }
}
