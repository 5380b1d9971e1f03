//! The options of `cartway connect` that say where a connection may go, from outside.

use crate::support::{Run, Shop};

#[test]
fn stops_and_longer_connections_are_told() {
    let shop = Shop::with_graph();
    let run = shop.ask("connect", &["--via", "Socket", "a", "d"]);
    let expected = "\
Lamp (Ada · Light · 1990, a) → Switch (d)
by way of Socket (c)
Connected in 3 steps, in one way.
Asked with: 1 stop on the way.
There is just this one shortest connection.

  1. Lamp (Ada · Light · 1990, a)
       │ 3 orders hold both: 100 % of the orders with Lamp, 4 times what chance would give
     Bulb (Light, b)
       │ 2 orders hold both: 40 % of the orders with Bulb, 2 times what chance would give
     Socket (c) [stop]
";
    let text = run.succeeded();
    assert!(text.starts_with(expected), "{text}");

    let shop = diamond();
    shop.baskets(&["mn", "mn"]);
    shop.rebuild(&[]).succeeded();
    let text = shop.ask("connect", &["--extra-hops", "1", "a", "z"]);
    let text = text.succeeded();
    let counts = "3 connections of 2 steps, 2 of 3 steps. All of them are listed";
    assert!(text.contains(counts), "{text}");
    let (shortest, longer) = text.split_once("\nOf 3 steps:\n\n  4. a").unwrap();
    assert!(
        shortest.contains("  3. a (") && longer.contains("  5. a ("),
        "{text}"
    );
    let stops = shop.connect(&["--via", "n", "--via", "m", "a", "z"]);
    assert_eq!(
        stops["paths"][0]["items"],
        serde_json::json!(["a", "n", "m", "z"])
    );
    assert_eq!(stops["stops"], serde_json::json!(["n", "m"]));
}

#[test]
fn categories_and_hubs_can_be_kept_off_the_way() {
    let shop = Shop::with_graph();
    let found = shop.connect(&["--only-category", "Light", "a", "c"]);
    assert_eq!(found["status"], "found");
    let barred = |arguments: &[&str]| {
        let body = shop.connect(&[arguments, &["a", "c"]].concat());
        let text = shop.ask("connect", &[arguments, &["a", "c"]].concat());
        (body["barred_by"].clone(), text.succeeded().to_owned())
    };
    let (by, text) = barred(&["--avoid-category", "Light"]);
    assert_eq!(by, serde_json::json!(["avoid_category"]));
    assert!(text.contains("Asked with: not by way of Light."), "{text}");
    assert!(
        text.contains("To go on: Allow the categories you left out again."),
        "{text}"
    );
    let (by, text) = barred(&["--avoid-hubs", "20"]);
    assert_eq!(by, serde_json::json!(["avoid_hubs"]));
    assert!(text.contains("the best-linked 80 % of items"), "{text}");
    let run = shop.ask("connect", &["--only-category", "light", "a", "c"]);
    run.failed_saying(&["\"light\"", "largest first: Kitchen, Light"]);
}

#[test]
fn stop_that_is_no_stop_is_named() {
    let shop = Shop::with_graph();
    for (arguments, part) in [
        (
            &["--via", "a", "a", "d"][..],
            "\"a\" is an end or a stop already",
        ),
        (
            &["--via", "b", "--via", "Bulb", "a", "d"],
            "\"b\" is an end or a stop already",
        ),
        (
            &["--via", "b", "--exclude", "b", "a", "d"],
            "\"b\" is an end or a stop of the connection",
        ),
        (
            &["--via", "xyzzy", "a", "d"],
            "--via: no item is called \"xyzzy\"",
        ),
    ] {
        shop.ask("connect", arguments).failed_saying(&[part]);
    }
    let many = ["--via", "b"].repeat(9);
    let run = shop.ask("connect", &[&many[..], &["a", "d"]].concat());
    run.failed_saying(&["--via may be given 8 times at most"]);
}

#[test]
fn these_options_may_come_from_the_environment_too() {
    let shop = Shop::with_graph();
    let mut command = shop.command(&["connect", "a", "c"]);
    command.envs([
        ("CARTWAY_GRAPH", "shop.graph"),
        ("CARTWAY_JSON", "true"),
        ("CARTWAY_VIA", "Bulb"),
        ("CARTWAY_ONLY_CATEGORY", "Light"),
        ("CARTWAY_AVOID_CATEGORY", "Light"),
        ("CARTWAY_AVOID_HUBS", "99.5"),
        ("CARTWAY_EXTRA_HOPS", "2"),
    ]);
    let answer: serde_json::Value =
        serde_json::from_str(Run::of(&mut command).succeeded()).unwrap();
    assert_eq!(
        answer["request"],
        serde_json::json!({"from": "a", "to": "c", "direction": "any", "exclude": [],
            "via": ["b"], "only_category": ["Light"], "avoid_category": ["Light"],
            "avoid_hubs": 99.5, "max_hops": null, "extra_hops": 2, "k": 20})
    );
}

/// From `a` to `z` over `m`, `n` or `o`, by ever stronger links to `n`.
fn diamond() -> Shop {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    let twice = ["am", "mz", "an", "nz", "ao", "oz", "o"];
    shop.baskets(&twice.repeat(2));
    shop.baskets(&["an", "nz"]);
    shop.rebuild(&[]).succeeded();
    shop
}
