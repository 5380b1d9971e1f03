//! Several categories an item, and categories in levels, from a database to an answer.

use serde_json::{Value, json};

use crate::support::Shop;

/// A shop whose films have these categories, each bought with the next.
fn films(categories: [&str; 4]) -> Shop {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title, category);
         CREATE TABLE order_lines(order_id, item_id);",
    );
    for (id, category) in ["a", "b", "c", "d"].into_iter().zip(categories) {
        let sql = "INSERT INTO items VALUES (?1, 'Film ' || ?1, ?2)";
        shop.database().execute(sql, [id, category]).unwrap();
    }
    shop.baskets(&["ab", "ab", "bd", "bd", "ac", "ac", "cd", "cd"]);
    shop
}

fn item(shop: &Shop, id: &str) -> Value {
    let run = shop.ask("search", &["--json", id]);
    let answer: Value = serde_json::from_str(run.succeeded()).unwrap();
    answer["items"][0].clone()
}

fn way(shop: &Shop, options: &[&str]) -> Value {
    let answer = shop.connect(&[options, &["a", "d"]].concat());
    answer["paths"][0]["items"].clone()
}

#[test]
fn lines_are_categories_and_arrows_are_levels() {
    let shop = films([
        "Crime\nDrama\nThriller",
        "Action\nDrama",
        "Comedy > Dark",
        " Crime \r\n\r\n Crime\n > ",
    ]);
    shop.rebuild(&[]).succeeded();
    assert_eq!(
        item(&shop, "a")["categories"],
        json!(["Crime", "Drama", "Thriller"])
    );
    assert_eq!(item(&shop, "a")["category"], "Crime");
    assert_eq!(item(&shop, "d")["categories"], json!(["Crime"]));
    assert_eq!(
        way(&shop, &["--only-category", "Drama"]),
        json!(["a", "b", "d"])
    );
    assert_eq!(
        way(&shop, &["--only-category", "Comedy"]),
        json!(["a", "c", "d"])
    );
    assert_eq!(
        way(&shop, &["--only-category", "Dark"]),
        json!(["a", "c", "d"])
    );
    assert_eq!(
        way(&shop, &["--avoid-category", "Action"]),
        json!(["a", "c", "d"])
    );
    let run = shop.ask("search", &["--category", "Comedy", "film"]);
    assert_eq!(run.succeeded(), "c\tFilm c\tDark\n");
    shop.ask("verify", &[]).succeeded();
}

#[test]
fn separators_of_the_shop_are_named_to_the_rebuild() {
    let texts = [
        "Crime|Drama|Thriller",
        "Action|Drama",
        "Film/Comedy|Dark",
        "Crime:Noir",
    ];
    let shop = films(texts);
    shop.rebuild(&[]).succeeded();
    assert_eq!(
        item(&shop, "a")["categories"],
        json!(["Crime|Drama|Thriller"])
    );
    let separators = ["|", "/", ":=levels"].map(|separator| ["--category-separator", separator]);
    shop.rebuild(&separators.concat()).succeeded();
    assert_eq!(
        item(&shop, "a")["categories"],
        json!(["Crime", "Drama", "Thriller"])
    );
    assert_eq!(
        item(&shop, "c")["categories"],
        json!(["Film > Comedy", "Dark"])
    );
    assert_eq!(item(&shop, "d")["category"], "Crime > Noir");
    let run = shop.ask("stats", &["--json"]);
    let stats: Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(stats["categories"][0], json!({"id": "Crime", "items": 2}));
    assert_eq!(
        stats["options"]["category_separator"],
        "|=several /=levels :=levels"
    );
    for (separator, says) in [("", "it is empty"), ("|=level", "after = stands levels")] {
        let run = shop.rebuild(&["--category-separator", separator]);
        assert_eq!(run.status.code(), Some(2));
        assert!(run.err.contains(says), "{}", run.err);
    }
}

#[test]
fn more_categories_or_levels_than_are_kept_are_told() {
    let many: Vec<String> = (0..40).map(|number| format!("c{number:02}")).collect();
    let deep: Vec<String> = (0..20).map(|number| format!("l{number}")).collect();
    let shop = films([&many.join("\n"), &deep.join(" > "), "plain", ""]);
    let run = shop.rebuild(&[]);
    run.succeeded();
    let said = format!("{}{}", run.out, run.err);
    assert!(
        said.contains("2 items have more than 32 categories, or one of more than 16 levels"),
        "{said}"
    );
    assert_eq!(item(&shop, "a")["categories"].as_array().unwrap().len(), 32);
    assert_eq!(item(&shop, "b")["category"], deep[..16].join(" > "));
}
