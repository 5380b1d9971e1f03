//! `cartway connect` from outside: text and JSON of every kind of answer, what items may be called,
//! and that no title and no closed pipe does harm.

use std::io;
use std::process::Stdio;

use crate::support::{Run, Shop};

#[test]
fn found_connection_is_told_step_by_step() {
    let shop = Shop::with_graph();
    let expected = "\
Lamp (Ada · Light · 1990, a) → Socket (c)
Connected in 2 steps, in one way.
There is just this one shortest connection.

  1. Lamp (Ada · Light · 1990, a)
       │ 3 orders hold both: 100 % of the orders with Lamp, 4 times what chance would give
     Bulb (Light, b)
       │ 2 orders hold both: 40 % of the orders with Bulb, 2 times what chance would give
     Socket (c)
";
    assert_eq!(shop.ask("connect", &["a", "c"]).succeeded(), expected);
}

#[test]
fn found_connection_as_json_has_items_links_and_paths() {
    let shop = Shop::with_graph();
    let answer = shop.connect(&["Lamp", "switch"]);
    assert_eq!(answer["status"], "found");
    assert_eq!(answer["graph"]["version"], shop.version());
    assert_eq!(answer["request"]["from"], "a");
    assert_eq!(answer["from"]["creator"], "Ada");
    assert_eq!(answer["to"]["id"], "d");
    assert_eq!(answer["hops"], 3);
    assert_eq!(answer["shortest_path_count"], "1");
    assert_eq!(answer["on_every_path"], serde_json::json!(["b", "c"]));
    let path = &answer["paths"][0];
    assert_eq!(path["items"], serde_json::json!(["a", "b", "c", "d"]));
    for item in path["items"].as_array().unwrap() {
        let item = item.as_str().unwrap();
        assert!(answer["items"][item]["title"].is_string(), "{item}");
    }
    let orders = |link: &serde_json::Value| link["orders"].as_u64().unwrap();
    let links = answer["links"].as_array().unwrap();
    assert_eq!(links.iter().map(orders).collect::<Vec<_>>(), [3, 2, 2]);
    assert_eq!(links[0]["share_of_source_buyers"], 1.0);
}

#[test]
fn best_connections_come_first_and_as_many_as_asked_for() {
    let shop = diamond();
    let all = shop.connect(&["a", "z"]);
    assert_eq!(all["shortest_path_count"], "3");
    let middle = |path: &serde_json::Value| path["items"][1].clone();
    let paths = all["paths"].as_array().unwrap();
    assert_eq!(
        paths.iter().map(middle).collect::<Vec<_>>(),
        ["n", "m", "o"]
    );
    let one = shop.connect(&["-k", "1", "a", "z"]);
    assert_eq!(one["shortest_path_count"], "3");
    assert_eq!(one["paths"].as_array().unwrap()[..], paths[..1]);
    assert_eq!(
        (&one["truncated"], &one["truncated_by"]),
        (&true.into(), &"k".into())
    );
    let text = shop.ask("connect", &["-k", "1", "a", "z"]);
    assert!(text.succeeded().contains("1 of 3 connections is listed"));
    let none = shop.connect(&["-k", "0", "a", "z"]);
    assert_eq!(none["shortest_path_count"], "3");
    assert_eq!(none["paths"], serde_json::json!([]));
}

#[test]
fn same_item_is_an_answer() {
    let shop = Shop::with_graph();
    let text = shop.ask("connect", &["a", "Lamp"]);
    assert!(text.succeeded().contains("one and the same item"));
    let answer = shop.connect(&["a", "Lamp"]);
    assert_eq!(
        (&answer["status"], &answer["hops"]),
        (&"same_item".into(), &0.into())
    );
}

#[test]
fn every_reason_for_no_connection_is_an_answer_with_a_way_on() {
    let counted = Shop::with_graph();
    let given = shop_of_lists();
    for (shop, arguments, reason, words) in [
        (
            &counted,
            &["a", "g"][..],
            "no_links",
            "Globe was not bought together",
        ),
        (
            &counted,
            &["g", "a"],
            "no_links",
            "Globe was not bought together",
        ),
        (
            &counted,
            &["a", "e"],
            "different_component",
            "Lamp stands on an island of 4 items",
        ),
        (
            &given,
            &["--direction", "out", "c", "a"],
            "only_reverse",
            "links lead from a to c (2 steps)",
        ),
        (
            &counted,
            &["--exclude", "b", "a", "d"],
            "excluded_by_options",
            "an item you left out",
        ),
        (
            &given,
            &["--direction", "out", "a", "x"],
            "excluded_by_options",
            "either way there would be one",
        ),
        (
            &counted,
            &["--max-hops", "2", "a", "d"],
            "beyond_max_hops",
            "has 3 steps",
        ),
        (
            &counted,
            &["--budget", "0", "a", "d"],
            "budget_exhausted",
            "a longer one may exist",
        ),
    ] {
        let answer = shop.connect(arguments);
        assert_eq!(answer["status"], "no_path", "{arguments:?}");
        assert_eq!(answer["reason"], reason, "{arguments:?}");
        assert!(
            answer["suggestions"][0]["href"].is_string(),
            "{arguments:?}"
        );
        assert!(
            answer["detail"].as_str().unwrap().contains(words),
            "{answer}"
        );
        let text = shop.ask("connect", arguments);
        assert!(text.succeeded().contains(words), "{text:?}");
        // The other ways on are pages.
        let mendable = ["only_reverse", "excluded_by_options", "beyond_max_hops"];
        let way_on = text.out.contains("To go on: ");
        assert_eq!(way_on, mendable.contains(&reason), "{text:?}");
    }
}

#[test]
fn options_steer_the_connection() {
    let shop = diamond();
    let middles = |arguments: &[&str]| {
        let answer = shop.connect(&[arguments, &["a", "z"]].concat());
        let paths = answer["paths"].as_array().unwrap().clone();
        let middle = |path: &serde_json::Value| path["items"][1].as_str().unwrap().to_owned();
        paths.iter().map(middle).collect::<Vec<_>>()
    };
    assert_eq!(middles(&["--exclude", "n"]), ["m", "o"]);
    assert_eq!(middles(&["--exclude", "n", "--exclude", "o"]), ["m"]);
    assert_eq!(
        middles(&["--max-hops", "2", "--direction", "any"]),
        ["n", "m", "o"]
    );
    let text = shop.ask("connect", &["--exclude", "n", "--max-hops", "9", "a", "z"]);
    let asked = "Asked with: 1 item left out, at most 9 steps.";
    assert!(text.succeeded().contains(asked), "{text:?}");
}

#[test]
fn options_may_come_from_the_environment() {
    let shop = diamond();
    let mut command = shop.command(&["connect", "a", "z"]);
    command.envs([
        ("CARTWAY_GRAPH", "shop.graph"),
        ("CARTWAY_JSON", "true"),
        ("CARTWAY_K", "2"),
        ("CARTWAY_EXCLUDE", "n"),
        ("CARTWAY_MAX_HOPS", "5"),
        ("CARTWAY_DIRECTION", "any"),
    ]);
    let run = Run::of(&mut command);
    let answer: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(answer["request"]["exclude"], serde_json::json!(["n"]));
    assert_eq!(
        (&answer["request"]["k"], &answer["request"]["max_hops"]),
        (&2.into(), &5.into())
    );
}

#[test]
fn switches_in_the_environment_are_on_unless_they_say_no() {
    let shop = diamond();
    for (value, json) in [("1", true), ("yes", true), ("0", false), ("false", false)] {
        let mut command = shop.command(&["stats", "--graph", "shop.graph"]);
        let run = Run::of(command.env("CARTWAY_JSON", value));
        assert_eq!(run.succeeded().starts_with('{'), json, "{value:?}");
    }
}

#[test]
fn an_id_that_is_the_title_of_another_item_is_named_as_an_id() {
    let shop = Shop::with_graph();
    shop.sql("UPDATE items SET title = 'a' WHERE id = 'd'");
    shop.rebuild(&[]).succeeded();
    let run = shop.ask("connect", &["a", "c"]);
    run.failed_saying(&["\"a\" may be any of these", "as id:a", "a (Lamp)", "d (a)"]);
    assert_eq!(shop.connect(&["id:a", "c"])["from"]["title"], "Lamp");
    assert_eq!(shop.connect(&["id:d", "c"])["from"]["id"], "d");
    let by_the_way = shop.connect(&["--exclude", "id:d", "id:a", "c"]);
    assert_eq!(by_the_way["request"]["exclude"], serde_json::json!(["d"]));
}

#[test]
fn unknown_items_are_named() {
    let shop = Shop::with_graph();
    for arguments in [
        &["xyzzy", "a"][..],
        &["a", "xyzzy"],
        &["--exclude", "xyzzy", "a", "d"],
    ] {
        let run = shop.ask("connect", arguments);
        run.failed_saying(&["no item is called \"xyzzy\""]);
        assert_eq!(run.out, "");
    }
    shop.ask("connect", &["", "a"]).failed_saying(&["\"\""]);
    shop.ask("connect", &["a", " \t"])
        .failed_saying(&["no item"]);
}

#[test]
fn ambiguous_title_lists_the_ids_to_choose_from() {
    let shop = Shop::with_graph();
    shop.sql("INSERT INTO items(id, title) VALUES ('l2', 'Lamp'), ('l3', 'Lamp, large')");
    shop.rebuild(&[]).succeeded();
    let run = shop.ask("connect", &["lamp", "d"]);
    run.failed_saying(&["\"lamp\"", "a (Lamp)", "l2 (Lamp)", "l3 (Lamp, large)"]);
    shop.ask("connect", &["Lamp, Large", "l3"]).succeeded();
}

#[test]
fn misspelt_title_is_asked_back_and_not_guessed() {
    let shop = Shop::with_graph();
    let run = shop.ask("connect", &["Teapto", "f"]);
    run.failed_saying(&["\"Teapto\"", "e (Teapot)"]);
}

#[test]
fn end_of_the_connection_cannot_be_excluded() {
    let shop = Shop::with_graph();
    let run = shop.ask("connect", &["--exclude", "a", "a", "d"]);
    run.failed_saying(&["\"a\"", "cannot be excluded"]);
}

#[test]
fn ids_may_look_like_options_and_like_titles() {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title);
         INSERT INTO items VALUES (-5, 'Cellar'), ('--json', 'Dash'), ('Cellar', 'Other');
         CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (1, -5), (1, '--json'), (2, -5), (2, '--json');",
    );
    shop.rebuild(&[]).succeeded();
    assert_eq!(shop.connect(&["--", "-5", "--json"])["hops"], 1);
    assert_eq!(
        shop.connect(&["--", "id:Cellar", "-5"])["from"]["title"],
        "Other"
    );
    let run = shop.ask("connect", &["--", "Cellar", "-5"]);
    run.failed_saying(&["Cellar (Other)", "-5 (Cellar)"]);
}

#[test]
fn wrong_usage_exits_with_2() {
    let shop = Shop::with_graph();
    for (arguments, part) in [
        (&["a"][..], "<TO>"),
        (&["a", "b", "c"], "'c'"),
        (&["-k", "101", "a", "b"], "101"),
        (&["-k", "-1", "a", "b"], "-1"),
        (&["--max-hops", "0", "a", "b"], "--max-hops"),
        (&["--max-hops", "65", "a", "b"], "--max-hops"),
        (&["--extra-hops", "3", "a", "b"], "--extra-hops"),
        (&["--extra-hops", "-1", "a", "b"], "-1"),
        (&["--avoid-hubs", "100", "a", "b"], "above 0 and below 100"),
        (&["--avoid-hubs", "most", "a", "b"], "--avoid-hubs"),
        (&["--direction", "sideways", "a", "b"], "any, out"),
        (&["--budget", "lots", "a", "b"], "lots"),
        (&["--exclude"], "--exclude"),
    ] {
        let run = shop.ask("connect", arguments);
        assert!(run.refused().contains(part), "{run:#?}");
    }
    assert!(
        shop.run(&["connect", "a", "b"])
            .refused()
            .contains("--graph")
    );
}

#[test]
fn odd_titles_are_found_and_printed_without_doing_anything() {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id);",
    );
    let titles = odd_titles();
    let database = shop.database();
    let name = |place: usize| format!("odd{}", place % titles.len());
    for (place, title) in titles.iter().enumerate() {
        let item = "INSERT INTO items VALUES (?1, ?2)";
        database.execute(item, (name(place), title)).unwrap();
        for copy in 0..2 {
            let order = format!("{place}/{copy}");
            let lines = "INSERT INTO order_lines VALUES (?1, ?2), (?1, ?3)";
            let row = (order, name(place), name(place + 1));
            database.execute(lines, row).unwrap();
        }
    }
    shop.rebuild(&[]).succeeded();
    shop.ask("verify", &[]).succeeded();
    for (place, title) in titles.iter().enumerate() {
        let (id, next) = (name(place), name(place + 1));
        let answer = shop.connect(&[&id, &next]);
        assert_eq!(answer["from"]["title"], one_line(title));
        let json = shop.ask("connect", &["--json", &id, &next]);
        assert!(!json.out.contains('\x1b'), "{json:?}");
        let text = shop.ask("connect", &[&id, &next]);
        assert_harmless(text.succeeded());
        assert_eq!(text.out.lines().count(), 7, "{text:?}");
    }
}

#[test]
fn odd_ids_are_found_and_printed_without_doing_anything() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    let ids = [
        "a/b?c#d",
        "../..",
        "\x1b[2Jx",
        "two\nlines",
        "\u{202e}evil",
        "🛒",
        "q\"'<b>",
    ];
    let database = shop.database();
    for (order, id) in ids.iter().enumerate() {
        for copy in 0..2 {
            let insert = "INSERT INTO order_lines VALUES (?1, ?2), (?1, 'hub')";
            database
                .execute(insert, (format!("{order}/{copy}"), id))
                .unwrap();
        }
    }
    shop.rebuild(&[]).succeeded();
    for id in ids {
        assert_eq!(shop.connect(&[id, "hub"])["from"]["id"], id);
        let text = shop.ask("connect", &[id, "hub"]);
        assert_harmless(text.succeeded());
        assert_eq!(text.out.lines().count(), 7, "{text:?}");
        let unknown = format!("{id} unknown \u{7}");
        let run = shop.ask("connect", &["hub", &unknown]);
        assert_harmless(run.failed());
    }
}

#[test]
fn closed_pipe_is_no_error() {
    let shop = diamond();
    let graph = ["--graph", "shop.graph"];
    for arguments in [
        &[&["connect"], &graph[..], &["a", "z"]].concat()[..],
        &[&["connect", "--json"], &graph[..], &["a", "z"]].concat(),
        &[&["search"], &graph[..], &["a"]].concat(),
        &[&["stats"], &graph[..]].concat(),
        &[&["verify"], &graph[..]].concat(),
        &[&["rebuild", "--db", "shop.db"], &graph[..]].concat(),
        &["--help"],
        &["connect", "--help"],
        &["--version"],
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = shop.command(arguments);
        command.stdout(Stdio::from(writer)).stderr(Stdio::piped());
        let ended = command.spawn().unwrap().wait_with_output().unwrap();
        let run = Run::from(ended);
        assert_eq!(run.status.code(), Some(0), "{arguments:?}: {run:?}");
        let complains = |line: &str| line.starts_with("error") || line.starts_with("warning");
        assert!(!run.err.lines().any(complains), "{run:?}");
    }
    assert_eq!(
        shop.current(),
        "000002",
        "the rebuild was not stopped by it"
    );
}

#[test]
fn import_into_a_closed_pipe_goes_in() {
    let shop = Shop::new();
    shop.write("orders.csv", "order_id,item_id\n1,a\n1,\n");
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let mut command = shop.command(&["import", "orders", "--db", "shop.db", "orders.csv"]);
    command.stdout(Stdio::from(writer)).stderr(Stdio::piped());
    let ended = command.spawn().unwrap().wait_with_output().unwrap();
    let run = Run::from(ended);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert_eq!(shop.rows("SELECT * FROM order_lines").len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let shop = diamond();
    shop.write("more.csv", "order_id,item_id\n900,a\n");
    for (arguments, part) in [
        (
            &["connect", "--graph", "shop.graph", "a", "z"][..],
            "standard output",
        ),
        (&["stats", "--graph", "shop.graph"], "standard output"),
        (
            &["import", "orders", "--db", "new.db", "more.csv"],
            "the files are in",
        ),
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full");
        let mut command = shop.command(arguments);
        command.stdout(full.unwrap()).stderr(Stdio::piped());
        let ended = command.spawn().unwrap().wait_with_output().unwrap();
        Run::from(ended).failed_saying(&[part, "No space left"]);
    }
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

/// Also-bought lists: a lists b, b lists c, x lists c.
fn shop_of_lists() -> Shop {
    let shop = Shop::with_sql(
        "CREATE TABLE co_purchases(source, target);
         INSERT INTO co_purchases VALUES ('a', 'b'), ('b', 'c'), ('x', 'c');",
    );
    shop.rebuild(&["--min-orders", "1"]).succeeded();
    shop
}

fn odd_titles() -> Vec<String> {
    let long = "x".repeat(10_000);
    let fixed = [
        "<script>alert(1)</script>",
        "\"quoted\" & 'single' \\ `back`",
        "🛒 emoji 👩‍👩‍👧",
        "עברית and العربية",
        "\u{202e}txt.exe\u{202c} \u{2066}bidi\u{2069} \u{200f}mark",
        "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}2J",
        "bell\u{7} back\u{8}space null\u{1} delete\u{7f}",
        "two\nlines\r\nand\ttabs\u{2028}separator\u{85}next",
        "e\u{301}\u{301}\u{301}\u{301}\u{301} combining",
        "%s %n {} ${HOME} $(id)",
        "*",
        "NULL",
        &long,
    ];
    fixed.map(str::to_owned).into()
}

/// What is kept of a title: the letters, and a space where something else stood.
fn one_line(title: &str) -> String {
    let breaks = |letter: char| letter.is_whitespace() || letter.is_control();
    let parts: Vec<&str> = title
        .split(breaks)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// No letter that moves a cursor, sets a colour or turns the direction of what follows it.
#[track_caller]
fn assert_harmless(text: &str) {
    let harmful = |letter: char| {
        let control = letter.is_control() && letter != '\n';
        let separator = matches!(letter, '\u{2028}' | '\u{2029}');
        let direction = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        control || separator || direction
    };
    let found: Vec<char> = text.chars().filter(|&letter| harmful(letter)).collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
}
