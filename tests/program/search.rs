//! `cartway search` and `cartway stats` from outside.

use crate::support::{Run, Shop};

#[test]
fn results_are_lines_of_id_title_and_what_tells_apart() {
    let shop = Shop::with_graph();
    let run = shop.ask("search", &["lamp"]);
    assert_eq!(run.succeeded(), "a\tLamp\tAda · Light · 1990\n");
    assert_eq!(shop.ask("search", &["globe"]).succeeded(), "g\tGlobe\tg\n");
}

#[test]
fn last_word_may_be_unfinished_and_popular_items_come_first() {
    let shop = titled(&[("1", "Kettle", 1), ("2", "Ketchup", 5), ("3", "Sketch", 9)]);
    assert_eq!(found(&shop, &["ket"]), ["2", "1"]);
    assert_eq!(found(&shop, &["KETTL"]), ["1"]);
}

#[test]
fn case_and_accents_do_not_matter() {
    let shop = titled(&[
        ("1", "Café Crème", 1),
        ("2", "ΑΘΗΝΑ", 1),
        ("3", "Straße", 1),
    ]);
    for (text, id) in [
        ("cafe", "1"),
        ("CAFÉ crem", "1"),
        ("cafe\u{301}", "1"),
        ("αθηνα", "2"),
        ("STRASSE", "3"),
    ] {
        assert_eq!(found(&shop, &[text]), [id], "{text}");
    }
}

#[test]
fn words_may_be_several_arguments_in_any_order() {
    let shop = titled(&[("1", "The Long Goodbye", 1), ("2", "The Long Way", 1)]);
    assert_eq!(found(&shop, &["goodbye", "long"]), ["1"]);
    assert_eq!(found(&shop, &["long goodb"]), ["1"]);
}

#[test]
fn exact_id_and_isbn_are_found_however_they_are_written() {
    let shop = titled(&[
        ("0306406152", "Optics", 1),
        ("B-17", "Bomber", 1),
        ("x", "0306406152 reprinted", 9),
    ]);
    for text in [
        "0306406152",
        "0-306-40615-2",
        "978-0-306-40615-7",
        " 0306406152 ",
    ] {
        assert_eq!(found(&shop, &[text])[0], "0306406152", "{text}");
    }
    assert_eq!(found(&shop, &["b-17"])[0], "B-17");
}

#[test]
fn one_typo_is_forgiven() {
    let shop = titled(&[("1", "Wuthering Heights", 1), ("2", "Dracula", 1)]);
    for text in ["wuthring", "Wutherign", "dracvla"] {
        assert_eq!(found(&shop, &[text]).len(), 1, "{text}");
    }
}

#[test]
fn nothing_found_is_no_error_and_prints_nothing() {
    let shop = Shop::with_graph();
    for text in ["xyzzyq", "\"", "*", "?!"] {
        assert_eq!(shop.ask("search", &[text]).succeeded(), "", "{text:?}");
    }
    let run = shop.ask("search", &["--json", "xyzzyq"]);
    let answer: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(answer["items"], serde_json::json!([]));
}

#[test]
fn without_a_text_all_items_come_most_popular_first() {
    let shop = titled(&[("1", "Kettle", 1), ("2", "Ketchup", 5), ("3", "Sketch", 9)]);
    for arguments in [&[][..], &[""], &[" ", " "]] {
        assert_eq!(found(&shop, arguments), ["3", "2", "1"], "{arguments:?}");
    }
    assert_eq!(found(&shop, &["--limit", "2"]), ["3", "2"]);
    let shop = Shop::with_graph();
    let light = found(&shop, &["--category", "Light"]);
    assert!(!light.is_empty() && light.len() < found(&shop, &[]).len());
}

#[test]
fn category_and_limit_narrow_the_results() {
    let shop = Shop::with_graph();
    let all = found(&shop, &["light"]);
    assert_eq!(all.len(), 2);
    assert_eq!(found(&shop, &["--limit", "1", "light"]), all[..1]);
    assert_eq!(found(&shop, &["--category", "Light", "b"]), ["b"]);
    assert!(found(&shop, &["--category", "Kitchen", "bulb"]).is_empty());
    assert!(found(&shop, &["--category", "None such", "bulb"]).is_empty());
}

#[test]
fn json_results_carry_what_the_text_does() {
    let shop = Shop::with_graph();
    let run = shop.ask("search", &["--json", "lamp"]);
    let answer: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    let lamp = &answer["items"][0];
    assert_eq!((&lamp["id"], &lamp["title"]), (&"a".into(), &"Lamp".into()));
    assert_eq!(
        (&lamp["creator"], &lamp["year"]),
        (&"Ada".into(), &1990.into())
    );
}

#[test]
fn text_that_looks_like_a_query_language_is_only_text() {
    let shop = titled(&[("1", "Salt AND Pepper", 1), ("2", "Near Dark (1987)", 1)]);
    for text in [
        "AND",
        "salt AND",
        "OR",
        "NOT salt",
        "NEAR(",
        "near(dark",
        "title:salt",
        "{x y}:salt",
        "^salt",
        "salt*",
        "sal\"t",
        "'; DROP TABLE items; --",
        "-salt",
        "salt + pepper",
        "%",
        "_",
        "\\",
    ] {
        let run = shop.ask("search", &["--", text]);
        run.succeeded();
        assert_eq!(run.err, "", "{text}");
    }
    assert_eq!(found(&shop, &["salt AND"]), ["1"]);
    assert_eq!(found(&shop, &["near(dark"]), ["2"]);
    assert_eq!(
        found(&shop, &["sal\"t\" pepper"]),
        ["1"],
        "two words that are one"
    );
    assert_eq!(found(&shop, &["sal\"p\" pepper"]), Vec::<String>::new());
}

#[test]
fn endless_text_is_answered() {
    let shop = Shop::with_graph();
    for text in [
        "lamp ".repeat(20_000),
        "x".repeat(100_000),
        "\u{301}".repeat(20_000),
    ] {
        shop.ask("search", &[&text]).succeeded();
    }
}

#[test]
fn titles_cannot_add_lines_columns_or_colours() {
    let shop = titled(&[("1", "two\nlines\tand \u{1b}[31mred \u{202e}evil", 1)]);
    let run = shop.ask("search", &["lines"]);
    assert_eq!(run.succeeded().lines().count(), 1, "{run:?}");
    assert_eq!(run.out.matches('\t').count(), 2, "{run:?}");
    assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{run:?}");
}

#[test]
fn options_may_come_from_the_environment() {
    let shop = Shop::with_graph();
    let mut command = shop.command(&["search", "light"]);
    command.envs([
        ("CARTWAY_GRAPH", "shop.graph"),
        ("CARTWAY_LIMIT", "1"),
        ("CARTWAY_CATEGORY", "Light"),
    ]);
    assert_eq!(Run::of(&mut command).succeeded().lines().count(), 1);
}

#[test]
fn wrong_usage_exits_with_2() {
    let shop = Shop::with_graph();
    for (command, arguments, part) in [
        ("search", &["--limit", "0", "x"][..], "--limit"),
        ("search", &["--limit", "51", "x"], "--limit"),
        ("search", &["--colour", "x"], "--colour"),
        ("stats", &["x"], "'x'"),
        ("verify", &["x"], "'x'"),
    ] {
        let run = shop.ask(command, arguments);
        assert!(run.refused().contains(part), "{run:#?}");
    }
}

#[test]
fn stats_tell_what_the_graph_holds_and_how_it_was_made() {
    let shop = Shop::with_graph();
    shop.rebuild(&["--note", "Made \u{1b}[1mup.", "--measure", "lift"])
        .succeeded();
    let text = shop.ask("stats", &[]);
    for part in [
        "Generation 000002",
        "Made \u{fffd}[1mup.",
        "counted from orders",
        "lift",
        "of 4 items",
    ] {
        assert!(text.succeeded().contains(part), "no {part:?} in {text:?}");
    }
    let run = shop.ask("stats", &["--json"]);
    let stats: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!((&stats["items"], &stats["links"]), (&7.into(), &4.into()));
    assert_eq!(stats["counted"], true);
    assert_eq!(stats["main_component"]["items"], 4);
    assert_eq!(stats["options"]["measure"], "lift");
    assert_eq!(stats["categories"].as_array().unwrap().len(), 2);
}

#[test]
fn two_questions_give_the_same_answer() {
    let shop = Shop::with_graph();
    for command in [&["search", "l"][..], &["stats"], &["stats", "--json"]] {
        let ask = || shop.ask(command[0], &command[1..]);
        assert_eq!(ask().succeeded(), ask().succeeded());
    }
}

/// A graph of items with these ids, titles and numbers of orders.
fn titled(items: &[(&str, &str, u32)]) -> Shop {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id);",
    );
    let database = shop.database();
    for (id, title, orders) in items {
        let insert = "INSERT INTO items VALUES (?1, ?2)";
        database.execute(insert, (id, title)).unwrap();
        for order in 0..*orders {
            let insert = "INSERT INTO order_lines VALUES (?1, ?2)";
            database
                .execute(insert, (format!("{id}/{order}"), id))
                .unwrap();
        }
    }
    shop.rebuild(&[]).succeeded();
    shop
}

/// Ids of the results, in order.
fn found(shop: &Shop, arguments: &[&str]) -> Vec<String> {
    let run = shop.ask("search", arguments);
    let ids = run.succeeded().lines().map(|line| line.split('\t').next());
    ids.map(|id| id.unwrap_or_default().to_owned()).collect()
}
