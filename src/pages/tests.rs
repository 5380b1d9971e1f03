//! Promises every page keeps.

use super::*;
use crate::address::ProblemKind;
use crate::explorer::{
    BetweenOutcome, Category, Direction, ExplorerError, ItemCard, NoPathReason, Outcome, Pair,
    PathsAnswer, PathsQuestion, samples,
};

use crate::words::texts::{Language, Texts};

#[path = "german.rs"]
mod german;
#[path = "odd_texts.rs"]
mod odd_texts;

const NASTY: &str = "</a><script>alert('x')</script> \"quoted\" & שלום";

fn frame() -> Frame {
    frame_in(Language::English)
}

fn frame_in(language: Language) -> Frame {
    Frame {
        texts: Texts::in_language(language),
        ..Frame::new("Harbour Books", Some(samples::stamp()))
    }
}

fn connect(answer: &PathsAnswer) -> String {
    connect_in(Language::English, answer)
}

fn connect_in(language: Language, answer: &PathsAnswer) -> String {
    let frame = frame_in(language);
    let categories = samples::graph().categories;
    let page = ConnectPage::new(&frame, answer, &categories).expect("the picture prints");
    render(&page).expect("the page prints")
}

fn nasty_answer(nasty: &str) -> PathsAnswer {
    let mut answer = samples::found(&[1, 3, 14, 2, 1]);
    answer.from.title = nasty.into();
    answer.question.options.filters.exclude = vec!["x/y?".into()];
    answer.question.options.direction = Direction::AsBought;
    answer.excluded = vec![samples::card(30)];
    let Outcome::Found(found) = &mut answer.outcome else {
        panic!("found")
    };
    for item in &mut found.items {
        item.card.title = nasty.into();
        item.card.categories = vec![Category::new(nasty)];
        item.card.creator = Some(nasty.into());
        item.card.id.push_str(nasty);
    }
    answer
}

/// Every option, with a stop and categories of nasty names.
fn nasty_options(nasty: &str) -> PathsAnswer {
    let mut answer = samples::longer();
    answer.via[0].title = nasty.into();
    answer.excluded = vec![samples::card(30)];
    answer.question = answer.question.with(|options| {
        options.filters.exclude = vec!["B030".into()];
        options.filters.only_category = vec![nasty.into(), "Books".into()];
        options.filters.avoid_category = vec![nasty.into()];
        options.filters.avoid_hubs = "99.5".parse().ok();
        options.max_hops = Some(9);
    });
    answer
}

/// Every page this house knows in each language, with what it should stand firm against.
fn all_pages() -> Vec<(&'static str, String)> {
    let pages = |language| pages_about(language, NASTY);
    Language::ALL.into_iter().flat_map(pages).collect()
}

/// Every page about items, questions and categories of a name.
fn pages_about(language: Language, nasty: &str) -> Vec<(&'static str, String)> {
    let frame = frame_in(language);
    let mut graph = samples::graph();
    graph.popular[0].title = nasty.into();
    let pair = Pair {
        from: samples::card(1),
        to: graph.popular[0].clone(),
    };
    let mut search = samples::search();
    search.question.text = nasty.into();
    let pick = Pick {
        end: End::To,
        question: Asked::Connections(PathsQuestion::new("B001", nasty)),
        other: nasty.into(),
        is_other_open: true,
    };
    let mut neighbours = samples::neighbours();
    neighbours.item.card.title = nasty.into();
    neighbours.item.url = Some("javascript:alert(1)".into());
    neighbours.categories.push((nasty.into(), 1));
    let mut between = samples::between();
    between.a.title = nasty.into();
    between.excluded = vec![ItemCard {
        title: nasty.into(),
        ..samples::card(30)
    }];
    between.question.filters.exclude = vec![nasty.into()];
    between.question.filters.avoid_category = vec![nasty.into()];
    if let BetweenOutcome::Found(found) = &mut between.outcome {
        found.items[1].title = nasty.into();
        found.total = 9;
    }
    let mut galleries = samples::galleries();
    galleries.far_pairs[0].from.title = nasty.into();
    let mut degrees = samples::degrees();
    degrees.item.title = nasty.into();
    degrees.farthest[0].title = nasty.into();
    let unknown = ExplorerError::UnknownItem {
        part: crate::explorer::Part::To,
        value: nasty.into(),
        suggestions: vec![samples::card(4)],
        items_left_out: 0,
    };
    let asked = Asked::Connections(PathsQuestion::new("B001", nasty));
    vec![
        (
            "home",
            render(&HomePage::new(&frame, &graph, &galleries, &[pair])).expect("prints"),
        ),
        (
            "search",
            render(&SearchPage::new(&frame, &search)).expect("prints"),
        ),
        (
            "pick",
            render(&SearchPage::picking(&frame, &search, &pick)).expect("prints"),
        ),
        ("found", connect(&nasty_answer(nasty))),
        ("longer", connect(&nasty_options(nasty))),
        ("same", connect(&samples::same_item())),
        (
            "none",
            connect(&samples::no_path(NoPathReason::OnlyReverse { hops: 4 })),
        ),
        (
            "item",
            ItemPage::new(&frame, &neighbours)
                .and_then(|page| render(&page))
                .expect("prints"),
        ),
        (
            "between",
            BetweenPage::new(&frame, &between)
                .and_then(|page| render(&page))
                .expect("prints"),
        ),
        (
            "degrees",
            render(&DegreesPage::new(&frame, &degrees)).expect("prints"),
        ),
        (
            "about",
            AboutPage::new(&frame, &graph, &galleries)
                .and_then(|page| render(&page))
                .expect("prints"),
        ),
        (
            "unknown",
            render(&ErrorPage::of(&frame, &unknown, Some(&asked))).expect("prints"),
        ),
        (
            "error",
            render(&ErrorPage::new(&frame, ProblemKind::Internal).with_detail(nasty))
                .expect("prints"),
        ),
    ]
}

#[test]
fn no_page_needs_more_than_a_strict_policy_allows() {
    for (name, html) in all_pages() {
        // What is loaded from us and what is only data is no script of the page's own.
        let scripts = html.matches("<script").count();
        let loaded = html.matches("<script defer src=\"/static/").count();
        let data = html
            .matches("<script type=\"application/ld+json\">")
            .count();
        assert_eq!(scripts, loaded + data, "{name} holds a script");
        for forbidden in [" style=", "<style", " onclick", " onload", "javascript:"] {
            assert!(!html.contains(forbidden), "{name} holds {forbidden}");
        }
    }
}

#[test]
fn every_page_has_one_heading_a_title_and_a_way_home() {
    for (name, html) in all_pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        let head = html.split("</head>").next().unwrap_or_default();
        assert_eq!(head.matches("<title>").count(), 1, "{name}");
        assert!(html.contains("href=\"/\""), "{name}");
        assert!(html.contains("Harbour Books"), "{name}");
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for (name, html) in all_pages() {
        let mut ids: Vec<&str> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
    }
}

#[test]
fn a_found_page_says_it_first_and_lists_every_step() {
    let html = connect(&samples::found(&[1, 3, 3, 1]));
    assert!(html.contains("<h1>Connected in 3 steps, in 3 ways</h1>"));
    assert!(html.contains("hold both: "));
    assert!(html.contains("what chance would give"));
    assert!(html.contains("id=\"across-title\"") && html.contains("id=\"down-title\""));
}

#[test]
fn a_middle_item_can_be_left_out_and_allowed_again() {
    let mut answer = samples::found(&[1, 2, 1]);
    answer.question.options.filters.exclude = vec!["B030".into()];
    answer.excluded = vec![samples::card(30)];
    let html = connect(&answer);
    assert!(html.contains("/connect?from=B000&#38;to=B003&#38;exclude=B030&#38;exclude=B001"));
    assert!(html.contains("href=\"/connect?from=B000&#38;to=B003\""));
}

#[test]
fn an_item_can_be_made_a_stop_at_its_place_among_the_others() {
    let answer = samples::longer();
    let html = connect(&answer);
    let link = |query: &str| format!("href=\"/connect?from=B000&#38;to=B006&#38;{query}\"");
    for through in ["via=B001&#38;via=B003", "via=B003&#38;via=B004"] {
        let through = link(&format!("{through}&#38;extra_hops=1"));
        assert!(html.contains(&through), "{through}");
    }
    assert!(!html.contains(&link("exclude=B003&#38;via=B003&#38;extra_hops=1")));
    assert!(html.contains("class=\"stop\""));
}

#[test]
fn longer_connections_have_a_heading_and_are_not_drawn() {
    let html = connect(&samples::longer());
    let (before, after) = html.split_once("<h3>5 steps").expect("a heading");
    assert!(before.contains("longer ones are listed below"));
    assert!(before.contains("<ol class=\"ways\" start=\"2\">"));
    assert!(after.contains("<ol class=\"ways\" start=\"3\">"));
    assert!(after.contains("On listed longer connections only"));
    let picture = html.split("<svg").find(|svg| svg.contains("across-title"));
    let own = samples::card(8).title;
    assert!(!picture.expect("a picture").contains(&own) && after.contains(&own));
    assert!(!connect(&samples::found(&[1, 3, 1])).contains("<h3>"));
}

#[test]
fn categories_are_chosen_from_a_list_or_typed_or_not_asked_for() {
    let frame = frame();
    let answer = samples::found(&[1, 2, 1]);
    let html = |count: usize| {
        let categories: Vec<_> = (0..count).map(|n| (format!("<c{n}>"), 1)).collect();
        let page = ConnectPage::new(&frame, &answer, &categories).expect("the picture prints");
        render(&page).expect("prints")
    };
    assert!(!html(0).contains("name=\"only_category\""));
    let some = html(30);
    assert!(some.contains("<select id=\"avoid_category\""));
    assert_eq!(some.matches("<option>&#60;c29&#62;</option>").count(), 2);
    let many = html(31);
    assert!(
        many.contains("<input id=\"only_category\" name=\"only_category\" list=\"categories\"")
    );
}

#[test]
fn every_reason_names_a_way_on() {
    for reason in samples::reasons() {
        let html = connect(&samples::no_path(reason.clone()));
        assert!(html.contains("class=\"button\""), "{reason:?}");
    }
}

#[test]
fn a_pick_keeps_the_other_end_and_the_options() {
    let frame = frame();
    let answer = samples::search();
    let mut question = PathsQuestion::new("whale", "B009");
    question.options.max_hops = Some(6);
    let pick = Pick {
        end: End::From,
        question: Asked::Connections(question),
        other: "The Old Man".into(),
        is_other_open: false,
    };
    let html = render(&SearchPage::picking(&frame, &answer, &pick)).expect("prints");
    assert!(html.contains("/connect?from=B000&#38;to=B009&#38;max_hops=6"));
}

#[test]
fn a_near_match_leads_back_to_the_question() {
    let frame = frame();
    let error = ExplorerError::UnknownItem {
        part: crate::explorer::Part::To,
        value: "B9".into(),
        suggestions: vec![samples::card(9)],
        items_left_out: 0,
    };
    let asked = Asked::Connections(PathsQuestion::new("B001", "B9"));
    let html = render(&ErrorPage::of(&frame, &error, Some(&asked))).expect("prints");
    assert!(html.contains("/connect?from=B001&#38;to=B009"));
}

#[test]
fn a_wrong_option_can_be_left_away_and_the_others_stay() {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let asked = PathsQuestion::new("a", "b").with(|options| {
        options.filters.exclude = texts(&["x"]);
        options.via = texts(&["s", "t", "s", "b"]);
        options.filters.only_category = texts(&["Books"]);
    });
    let asked = Asked::Connections(asked);
    let value = |text: &str| text.to_owned();
    for (error, left) in [
        (
            ExplorerError::RepeatedStop { value: value("s") },
            "exclude=x&via=s&via=t&only_category=Books",
        ),
        (
            ExplorerError::ExcludedStop { value: value("x") },
            "via=s&via=t&via=s&via=b&only_category=Books",
        ),
        (
            ExplorerError::UnknownCategory {
                part: crate::explorer::Part::OnlyCategory,
                value: value("Books"),
                largest: Vec::new(),
            },
            "exclude=x&via=s&via=t&via=s&via=b",
        ),
        (
            ExplorerError::UnknownItem {
                part: crate::explorer::Part::Via,
                value: value("t"),
                suggestions: Vec::new(),
                items_left_out: 0,
            },
            "exclude=x&via=s&via=s&via=b&only_category=Books",
        ),
    ] {
        let frame = frame();
        let page = ErrorPage::of(&frame, &error, Some(&asked));
        let html = render(&page).expect("prints");
        let href = format!("/connect?from=a&to=b&{left}").replace('&', "&#38;");
        assert!(html.contains(&format!("href=\"{href}\"")), "{href}");
    }
}

#[test]
fn the_shops_own_address_is_linked_only_if_it_is_one() {
    let frame = frame();
    let answer = samples::neighbours();
    let page = ItemPage::new(&frame, &answer);
    let html = page.and_then(|page| render(&page)).expect("prints");
    assert!(html.contains("https://shop.example/items?id=1&#38;x=2"));
}

#[test]
fn neighbours_are_sorted_by_orders_only_where_orders_were_counted() {
    let frame = frame();
    let mut answer = samples::neighbours();
    let by_orders = |answer: &_| {
        let page = ItemPage::new(&frame, answer);
        let html = page.and_then(|page| render(&page)).expect("prints");
        html.contains("most orders first")
    };
    assert!(by_orders(&answer));
    for row in &mut answer.neighbours {
        row.evidence.orders = None;
    }
    assert!(!by_orders(&answer));
}

#[test]
fn a_number_of_orders_is_said_of_the_end_it_is_a_share_of() {
    let frame = frame();
    let mut answer = samples::between();
    let html = BetweenPage::new(&frame, &answer)
        .and_then(|page| render(&page))
        .expect("prints");
    let BetweenOutcome::Found(found) = &answer.outcome else {
        panic!("found")
    };
    let evidence = |from, to| {
        let link = found.link(from, to);
        link.expect("a link").evidence
    };
    let (first, second) = (evidence(0, 1), evidence(1, 2));
    for (card, orders, share) in [
        (&answer.a, first.orders, first.share_of_from_orders),
        (&answer.b, second.orders, second.share_of_to_orders),
    ] {
        let words = format!(
            "{} orders hold it and <bdi>{title}</bdi>: {} of the orders with <bdi>{title}</bdi>, ",
            orders.expect("counted"),
            frame.texts.percent(share.expect("counted")),
            title = card.title
        );
        assert!(html.contains(&words), "{words}: {html}");
    }
    let BetweenOutcome::Found(found) = &mut answer.outcome else {
        panic!("found")
    };
    found.links.clear();
    let html = BetweenPage::new(&frame, &answer)
        .and_then(|page| render(&page))
        .expect("prints");
    assert!(!html.contains("class=\"evidence\""), "{html}");
}

#[test]
fn errors_are_called_alike_by_people_and_programs() {
    let frame = frame();
    for kind in [
        ProblemKind::UnknownItem,
        ProblemKind::NotFound,
        ProblemKind::MissingParameter,
        ProblemKind::BadParameter,
        ProblemKind::ParameterOutOfRange,
        ProblemKind::UnknownParameter,
        ProblemKind::BadBody,
        ProblemKind::BodyTooSlow,
        ProblemKind::BodyTooLarge,
        ProblemKind::UnsupportedMediaType,
        ProblemKind::TooManyPairs,
        ProblemKind::MethodNotAllowed,
        ProblemKind::NotAcceptable,
        ProblemKind::Busy,
        ProblemKind::RateLimited,
        ProblemKind::GraphNotReady,
        ProblemKind::CursorExpired,
        ProblemKind::NoGoodPair,
        ProblemKind::UnknownRegion,
        ProblemKind::NoMap,
        ProblemKind::Internal,
    ] {
        let html = render(&ErrorPage::new(&frame, kind)).expect("prints");
        let heading = format!("<h1>{}</h1>", kind.title());
        assert!(html.contains(&heading), "{kind:?}: {html}");
    }
}

#[test]
fn a_long_table_begins_folded_and_a_short_one_does_not() {
    let frame = frame();
    for (shape, is_folded) in [([1, 3, 3, 1], false), ([1, 8, 9, 1], true)] {
        let answer = samples::found(&shape);
        let html = ConnectPage::new(&frame, &answer, &[]).and_then(|page| render(&page));
        let html = html.expect("prints");
        let table = html.find("<table class=\"items\">").expect("a table");
        let fold = html.find("<details class=\"folded\"><summary>");
        assert_eq!(
            fold.is_some_and(|fold| fold < table),
            is_folded,
            "{shape:?}"
        );
    }
}

#[test]
fn what_stands_between_two_items_is_drawn_with_both() {
    let frame = frame();
    let mut answer = samples::between();
    let drawn = |answer: &crate::explorer::BetweenAnswer| {
        let page = BetweenPage::new(&frame, answer).and_then(|page| render(&page));
        page.expect("prints").matches("class=\"cw-picture ").count()
    };
    assert_eq!(drawn(&answer), 2, "across and down");
    answer.outcome = BetweenOutcome::SameItem;
    assert_eq!(drawn(&answer), 0);
}
