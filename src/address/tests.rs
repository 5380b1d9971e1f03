//! Query strings to questions, and what is said of those that are none.

use super::*;
use crate::explorer::{
    BetweenQuestion, DegreesQuestion, Direction, Filters, MapMark, MapQuestion, NeighbourDirection,
    NeighboursQuestion, PathsOptions, PathsQuestion, Place, RandomPairQuestion, RegionsQuestion,
};
use crate::words::texts::{Language, Texts};
use proptest::prelude::*;

fn refused(raw: &str) -> ParamError {
    paths(raw, Asker::Program).expect_err(raw)
}

#[test]
fn everything_a_question_can_hold_is_read() {
    let raw =
        "from=a+b&to=%F0%9F%9A%B2&direction=out&exclude=x&exclude=y&exclude=x&max_hops=64&k=1";
    let question = paths(raw, Asker::Program).unwrap();
    assert_eq!(
        (question.from.as_str(), question.to.as_str()),
        ("a b", "🚲")
    );
    assert_eq!(question.options.direction, Direction::AsBought);
    assert_eq!(question.options.filters.exclude, ["x", "y"]);
    assert_eq!(
        (question.options.max_hops, question.options.k),
        (Some(64), 1)
    );
    let raw = "from=a&to=b&via=y&via=x&only_category=A+%26+B&only_category=C&avoid_category=D\
               &avoid_hubs=99.50&extra_hops=2";
    let question = paths(raw, Asker::Program).unwrap();
    assert_eq!(question.options.via, ["y", "x"], "in the order asked");
    assert_eq!(question.options.filters.only_category, ["A & B", "C"]);
    assert_eq!(question.options.filters.avoid_category, ["D"]);
    assert_eq!(question.options.filters.avoid_hubs, "99.5".parse().ok());
    assert_eq!(question.options.extra_hops, 2);
}

#[test]
fn a_stop_that_is_named_twice_is_not_dropped_in_silence() {
    let question = paths("from=a&to=b&via=x&via=x", Asker::Program).unwrap();
    assert_eq!(question.options.via, ["x", "x"]);
}

#[test]
fn what_is_not_said_is_the_default() {
    let question = paths("&from=a&&to=b&", Asker::Program).unwrap();
    assert_eq!(question, PathsQuestion::new("a", "b"));
}

#[test]
fn an_unknown_parameter_is_named_with_the_one_that_was_meant() {
    let error = refused("from=a&to=b&max_hop=3");
    assert_eq!(error.kind(), ProblemKind::UnknownParameter);
    let words = error.to_string();
    assert!(words.contains("\"max_hop\""), "{words}");
    assert!(words.contains("did you mean \"max_hops\"?"), "{words}");
    assert!(words.contains("direction"), "{words}");
    let words = refused("from=a&to=b&colour=red").to_string();
    assert!(!words.contains("did you mean"), "{words}");
}

#[test]
fn each_fault_has_its_kind_and_its_parameter() {
    use ProblemKind::{BadParameter, MissingParameter, ParameterOutOfRange};
    for (raw, kind, param) in [
        ("to=b", MissingParameter, "from"),
        ("from=a", MissingParameter, "to"),
        ("from=&to=b", BadParameter, "from"),
        ("from=a&from=b&to=c", BadParameter, "from"),
        ("from=a&to=b&k=ten", BadParameter, "k"),
        ("from=a&to=b&k=", BadParameter, "k"),
        ("from=a&to=b&k=+1", BadParameter, "k"),
        ("from=a&to=b&k=1.5", BadParameter, "k"),
        ("from=a&to=b&k=-1", ParameterOutOfRange, "k"),
        ("from=a&to=b&k=101", ParameterOutOfRange, "k"),
        (
            "from=a&to=b&k=99999999999999999999",
            ParameterOutOfRange,
            "k",
        ),
        ("from=a&to=b&max_hops=65", ParameterOutOfRange, "max_hops"),
        ("from=a&to=b&direction=up", BadParameter, "direction"),
        ("from=a&to=b&exclude=", BadParameter, "exclude"),
        ("from=a&to=b&via=x&via=", BadParameter, "via"),
        ("from=a&to=b&only_category=", BadParameter, "only_category"),
        (
            "from=a&to=b&avoid_category=",
            BadParameter,
            "avoid_category",
        ),
        ("from=a&to=b&avoid_hubs=", BadParameter, "avoid_hubs"),
        ("from=a&to=b&avoid_hubs=many", BadParameter, "avoid_hubs"),
        (
            "from=a&to=b&avoid_hubs=0",
            ParameterOutOfRange,
            "avoid_hubs",
        ),
        (
            "from=a&to=b&avoid_hubs=100",
            ParameterOutOfRange,
            "avoid_hubs",
        ),
        (
            "from=a&to=b&avoid_hubs=-1",
            ParameterOutOfRange,
            "avoid_hubs",
        ),
        (
            "from=a&to=b&avoid_hubs=99.999",
            ParameterOutOfRange,
            "avoid_hubs",
        ),
        (
            "from=a&to=b&avoid_hubs=99&avoid_hubs=95",
            BadParameter,
            "avoid_hubs",
        ),
        (
            "from=a&to=b&extra_hops=3",
            ParameterOutOfRange,
            "extra_hops",
        ),
        (
            "from=a&to=b&extra_hops=-1",
            ParameterOutOfRange,
            "extra_hops",
        ),
        ("from=a&to=b&extra_hops=one", BadParameter, "extra_hops"),
        ("from=%FF&to=b", BadParameter, "from"),
        ("from=%4&to=b", BadParameter, "from"),
        ("from=100%&to=b", BadParameter, "from"),
    ] {
        let error = refused(raw);
        assert_eq!(error.kind(), kind, "{raw}");
        assert_eq!(
            error.at_fault().map(|(param, _)| param),
            Some(param),
            "{raw}"
        );
    }
}

#[test]
fn the_allowed_range_is_said() {
    let words = refused("from=a&to=b&max_hops=99").to_string();
    assert_eq!(words, "The parameter \"max_hops\" must be from 1 to 64.");
    let words = refused("from=a&to=b&direction=up").to_string();
    assert!(words.contains("any, out"), "{words}");
}

#[test]
fn long_values_and_queries_are_refused_without_being_repeated() {
    let error = refused(&format!("from={}&to=b", "x".repeat(5000)));
    assert_eq!(error.kind(), ProblemKind::BadParameter);
    let (_, value) = error.at_fault().unwrap();
    assert!(value.unwrap().len() < 300);
    let error = refused(&"exclude=x&".repeat(10_000));
    assert_eq!(error, ParamError::QueryTooLong { limit: 32_768 });
}

#[test]
fn a_list_may_be_so_long_and_no_longer() {
    for (name, most) in [
        ("exclude", Filters::MAX_EXCLUDED),
        ("via", PathsOptions::MAX_VIA),
        ("only_category", Filters::MAX_CATEGORIES),
        ("avoid_category", Filters::MAX_CATEGORIES),
    ] {
        let raw = |count: usize| {
            let values: String = (0..count).map(|n| format!("&{name}=i{n}")).collect();
            format!("from=a&to=b{values}")
        };
        paths(&raw(most), Asker::Program).unwrap();
        let error = refused(&raw(most + 1));
        assert_eq!(error.kind(), ProblemKind::ParameterOutOfRange, "{name}");
        let words = error.to_string();
        assert!(words.contains(&format!("at most {most} times")), "{words}");
    }
}

#[test]
fn a_form_may_send_empty_fields_and_a_shared_link_trackers() {
    let raw = "from=a&to=b&max_hops=&k=+&via=&exclude=&only_category=&avoid_category=\
               &avoid_hubs=&extra_hops=&utm_source=mail&fbclid=1";
    let question = paths(raw, Asker::Person).unwrap();
    assert_eq!(question, PathsQuestion::new("a", "b"));
    assert!(paths("from=a&to=b&utm_source=mail", Asker::Program).is_err());
    assert!(is_blank_form("from=&to=+"));
    assert!(!is_blank_form("from=a&to="));
}

#[test]
fn a_search_without_a_text_is_for_all_items() {
    for asker in [Asker::Person, Asker::Program] {
        for raw in ["", "q=", "limit=3", "q=+&category=film"] {
            assert!(search(raw, asker).unwrap().is_for_all(), "{raw}");
        }
    }
    assert!(search("q=x&cursor=here", Asker::Program).is_err());
}

#[test]
fn an_id_is_cut_from_its_path_and_decoded_once() {
    let id = |path: &str| id_in_path(path, "/items/", "");
    assert_eq!(id("/items/a%2Fb").unwrap().unwrap(), "a/b");
    assert_eq!(id("/items/a/b").unwrap().unwrap(), "a/b");
    assert_eq!(id("/items/50%2525+1").unwrap().unwrap(), "50%25+1");
    assert_eq!(id("/%69tems/a").unwrap(), None);
    assert!(id("/items/%FF").is_err());
    assert!(id("/items/%4").is_err());
    assert!(id(&format!("/items/{}", "x".repeat(5000))).is_err());
}

#[test]
fn the_ancestors_address_needs_both_titles() {
    let question = boston("x=1&title1=War+and+Peace&title2=Emma").unwrap();
    assert_eq!(
        (question.from.as_str(), question.to.as_str()),
        ("War and Peace", "Emma")
    );
    assert!(boston("title1=Emma&title2=").is_none());
}

/// Every fault that there is, with what is said of it in English and in German.
#[test]
fn every_fault_is_said_in_both_languages() {
    let german = Texts::in_language(Language::German);
    let bad = |reason| ParamError::bad("p", "v", reason);
    let beyond = |allowed| ParamError::out_of_range("p", "v", allowed);
    for (fault, english, in_german) in [
        (ParamError::Missing { param: "p" }, "is missing.", "fehlt."),
        (bad(Reason::Empty), "is empty.", "ist leer."),
        (
            bad(Reason::LongerThan(4096)),
            "is longer than 4096 bytes.",
            "ist länger als 4096 Bytes.",
        ),
        (
            bad(Reason::Repeated),
            "is given more than once.",
            "kommt mehr als einmal vor.",
        ),
        (
            bad(Reason::NotPercent),
            "must be a percentage, as in 99 or 99.5.",
            "muss ein Prozentwert sein, zum Beispiel 99 oder 99.5.",
        ),
        (
            bad(Reason::NotPixels),
            "must be a number of pixels.",
            "muss eine Zahl von Pixeln sein.",
        ),
        (
            beyond(Allowed::Whole(1..=64)),
            "must be from 1 to 64.",
            "muss eine Zahl von 1 bis 64 sein.",
        ),
        (
            beyond(Allowed::Times(100)),
            "must be given at most 100 times.",
            "darf höchstens 100-mal vorkommen.",
        ),
        (
            beyond(Allowed::Values(8)),
            "must be a list of at most 8 values.",
            "muss eine Liste mit höchstens 8 Werten sein.",
        ),
    ] {
        assert_eq!(fault.to_string(), format!("The parameter \"p\" {english}"));
        assert_eq!(
            fault.sentence(german),
            format!("Die Angabe „p“ {in_german}")
        );
    }
    let long = ParamError::QueryTooLong { limit: 32_768 };
    assert_eq!(long.to_string(), "The query is longer than 32768 bytes.");
    let unknown = ParamError::unknown("colour", ["q", "limit"]);
    assert_eq!(
        unknown.to_string(),
        "There is no parameter \"colour\" here (there are: q, limit)."
    );
}

/// Any question that is in range, whatever its ids and categories hold.
fn questions() -> impl Strategy<Value = PathsQuestion> {
    let text = || "\\S\\PC{0,12}";
    let texts = || {
        let texts = proptest::collection::btree_set(text(), 0..4);
        texts.prop_map(|texts| texts.into_iter().rev().collect::<Vec<String>>())
    };
    let lists = (texts(), texts(), texts(), texts());
    let hubs = proptest::option::of(1..10_000u32);
    let numbers = (proptest::option::of(1..=64u32), 0..=2u32, 0..=100usize);
    let ends = (text(), text(), any::<bool>());
    (ends, lists, hubs, numbers).prop_map(|((from, to, out), lists, hubs, numbers)| {
        PathsQuestion::new(from, to).with(|options| {
            options.direction = if out {
                Direction::AsBought
            } else {
                Direction::EitherWay
            };
            options.filters.exclude = lists.0;
            options.via = lists.1;
            options.filters.only_category = lists.2;
            options.filters.avoid_category = lists.3;
            options.filters.avoid_hubs = hubs.map(|hubs| {
                let text = format!("{}.{:02}", hubs / 100, hubs % 100);
                text.parse().expect("a percentile")
            });
            options.extra_hops = numbers.1;
            options.max_hops = numbers.0;
            options.k = numbers.2;
        })
    })
}

proptest! {
    #[test]
    fn no_query_string_makes_the_reader_panic(raw in "\\PC{0,60}|[a-z=&%+0-9]{0,60}") {
        for asker in [Asker::Person, Asker::Program] {
            let _ = paths(&raw, asker);
            let _ = search(&raw, asker);
            let _ = neighbours("x".into(), &raw, asker);
            let _ = centre(&raw, asker);
            let _ = degrees("x".into(), &raw, asker);
            let _ = random_pair(&raw, asker);
            let _ = map(&raw, asker);
            let _ = regions(&raw, asker);
        }
        let _ = id_in_path(&raw, "", "");
    }

    #[test]
    fn a_question_survives_its_address(question in questions()) {
        let href = href::api_paths(&question);
        let raw = href.split_once('?').map_or("", |(_, query)| query);
        prop_assert_eq!(paths(raw, Asker::Program), Ok(question.clone()));
        prop_assert_eq!(paths(raw, Asker::Person), Ok(question));
    }

    #[test]
    fn a_question_about_distances_survives_its_address(
        id in "[a-z/]{1,9}x", direction in 0..3_usize, examples in 0..=10_usize,
    ) {
        let directions = [NeighbourDirection::Any, NeighbourDirection::Out, NeighbourDirection::In];
        let question = DegreesQuestion { id, direction: directions[direction], examples };
        let href = href::api_degrees(&question);
        let (path, raw) = href.split_once('?').unwrap_or((&href, ""));
        let id = id_in_path(path, "/v1/items/", "/degrees").unwrap().unwrap();
        prop_assert_eq!(degrees(id, raw, Asker::Program), Ok(question));
    }

    #[test]
    fn a_view_of_the_map_survives_its_address(
        way in questions(), id in "\\S\\PC{0,12}", mark in 0..3_u8,
        place in proptest::option::of((0..=1_000_000_u32, 0..=640_000_u32)),
        zoom in proptest::option::of(0..=20_u8), (width, height) in (200..=2400_u32, 200..=2400_u32),
    ) {
        let question = MapQuestion {
            middle: place.map(|(x, y)| Place { x, y }),
            zoom,
            width,
            height,
            mark: match mark {
                0 => None,
                1 => Some(MapMark::Item(id)),
                _ => Some(MapMark::Way(way)),
            },
        };
        for href in [href::map(&question), href::map_svg(&question), href::api_map(&question)] {
            let raw = href.split_once('?').map_or("", |(_, query)| query);
            prop_assert_eq!(map(raw, Asker::Program), Ok(question.clone()));
            prop_assert_eq!(map(raw, Asker::Person), Ok(question.clone()));
        }
    }

    #[test]
    fn a_question_about_regions_survives_its_address(
        level in proptest::option::of(1..=4_u32), parent in proptest::option::of(0..10_000_u32),
        limit in 1..=200_usize,
    ) {
        let question = RegionsQuestion { level, parent, limit };
        let href = href::api_regions(&question);
        let raw = href.split_once('?').map_or("", |(_, query)| query);
        prop_assert_eq!(regions(raw, Asker::Program), Ok(question));
    }

    #[test]
    fn an_id_survives_its_address(id in "\\PC{1,20}") {
        let href = href::api_neighbours(&NeighboursQuestion::new(&id));
        if let Some(found) = id_in_path(&href, "/v1/items/", "/neighbours").unwrap() {
            prop_assert_eq!(found, id);
        }
    }
}

#[test]
fn a_pair_may_be_asked_for_by_category_and_distance() {
    let question = random_pair("category=Toys+%26+Games&min_hops=6", Asker::Program).unwrap();
    assert_eq!(question.category.as_deref(), Some("Toys & Games"));
    assert_eq!(question.min_hops, Some(6));
    let empty = random_pair("category=&min_hops=", Asker::Person);
    assert_eq!(empty, Ok(RandomPairQuestion::default()));
}

#[test]
fn no_connection_need_be_listed_and_at_most_a_hundred_are() {
    for (k, listed) in [("0", 0), ("1", 1), ("100", 100)] {
        let question = paths(&format!("from=a&to=b&k={k}"), Asker::Program).unwrap();
        assert_eq!(question.options.k, listed);
    }
}

#[test]
fn a_question_about_the_middle_survives_its_address() {
    for question in [
        BetweenQuestion::new("a b", "c&d"),
        BetweenQuestion {
            filters: Filters {
                exclude: vec!["x".into(), "50%".into()],
                only_category: vec!["Toys & Games".into()],
                avoid_category: vec!["b".into()],
                avoid_hubs: "99.5".parse().ok(),
            },
            limit: 50,
            ..BetweenQuestion::new("🚲", "+")
        },
    ] {
        let address = href::api_between(&question);
        let raw = address
            .strip_prefix("/v1/between?")
            .expect("its own address");
        assert_eq!(between(raw, Asker::Program), Ok(question.clone()));
        let address = href::between(&question);
        let raw = address.strip_prefix("/between?").expect("its own address");
        assert_eq!(between(raw, Asker::Person), Ok(question));
    }
}

#[test]
fn the_number_of_items_of_the_middle_has_its_range() {
    for raw in ["a=1&b=2&limit=0", "a=1&b=2&limit=51"] {
        let error = between(raw, Asker::Program).expect_err(raw);
        assert_eq!(
            error.to_string(),
            "The parameter \"limit\" must be from 1 to 50."
        );
    }
}

#[test]
fn the_generation_of_a_list_is_known_before_its_question_is_read() {
    let generation = |query| super::cursor_in(query).map(|cursor| cursor.generation);
    assert_eq!(
        generation("q=x&cursor=4b1f0c9d27ae.40").as_deref(),
        Some("4b1f0c9d27ae")
    );
    assert_eq!(generation("cursor=4b1f%2e40").as_deref(), Some("4b1f"));
    for none in [
        "",
        "q=cursor",
        "cursor",
        "cursor=",
        "cursor=40",
        "cursor=%FF.1",
        "xcursor=a.1",
    ] {
        assert_eq!(generation(none), None, "{none}");
    }
}
