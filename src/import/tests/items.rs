//! Items with odd texts and with values that are none.

use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};

use super::*;

#[test]
fn items_go_in_with_all_that_is_known() {
    let shop = Shop::new();
    shop.write(
        "items.csv",
        "title,id,year,creator,url,image_url,category,price\n\
         \"Gödel, Escher, Bach\",b1,1979,Hofstadter,https://shop/b1,HTTP://shop/b1.png,Books,9\n\
         ,b2,c. 1984,,javascript:alert(1),//shop/x.png,,\n\
         Third,b3,soon,,https://shop/a b,img/3.jpg,,\n\
         Fourth,b4,,,,\"data:image/png;base64,AA\",,\n",
    );
    let report = shop.import(&items(&[]), "items.csv");
    let expected = [
        "b1|Gödel, Escher, Bach|Hofstadter|Books|1979|https://shop/b1|HTTP://shop/b1.png",
        "b2|NULL|NULL|NULL|1984|NULL|//shop/x.png",
        "b3|Third|NULL|NULL|NULL|NULL|img/3.jpg",
        "b4|Fourth|NULL|NULL|NULL|NULL|NULL",
    ];
    assert_eq!(shop.rows("SELECT * FROM items"), expected);
    let notes = report.notes.into_iter();
    let notes: Vec<_> = notes.map(|(note, seen)| (note, seen.count)).collect();
    let expected = [
        (Note::NoTitle, 1),
        (Note::UnreadableYear, 1),
        (Note::UnusableUrl, 3),
    ];
    assert_eq!(notes, expected);
}

#[test]
fn importing_twice_leaves_the_same_database() {
    let shop = Shop::new();
    shop.write("items.csv", "id,title,year\na,One,1990\nb,Two,\na,Uno,\n");
    shop.import(&items(&[]), "items.csv");
    let once = shop.dump();
    shop.import(&items(&[]), "items.csv");
    assert_eq!(shop.dump(), once);
    assert_eq!(
        shop.rows("SELECT id, title, year FROM items"),
        ["a|Uno|1990", "b|Two|NULL"]
    );
}

#[test]
fn later_files_add_and_change_but_do_not_blank_out() {
    let shop = Shop::new();
    shop.write("one.csv", "id,title,creator\na,One,Ann\nb,Two,Bob\n");
    shop.write(
        "two.csv",
        "id,title,creator,year\na,,,1999\nb,Zwei,,\nc,Three,,\n",
    );
    shop.import(&items(&[]), "one.csv");
    let report = shop.import(&items(&[]), "two.csv");
    assert_eq!(
        report.items,
        Written {
            new: 1,
            changed: 2,
            ..Written::default()
        }
    );
    let expected = ["a|One|Ann|1999", "b|Zwei|Bob|NULL", "c|Three|NULL|NULL"];
    assert_eq!(
        shop.rows("SELECT id, title, creator, year FROM items"),
        expected
    );
}

#[test]
fn columns_can_have_other_names() {
    let shop = Shop::new();
    shop.write("items.csv", "sku,name,maker\n1,Mug,Ann\n");
    let format = items(&[
        "--id-column",
        "sku",
        "--title-column",
        "name",
        "--creator-column",
        "maker",
    ]);
    shop.import(&format, "items.csv");
    assert_eq!(
        shop.rows("SELECT id, title, creator FROM items"),
        ["1|Mug|Ann"]
    );
    let wrong = items(&[
        "--id-column",
        "sku",
        "--title-column",
        "name",
        "--year-column",
        "made",
    ]);
    let error = shop.refused(&wrong, "items2.csv", "sku,name,maker\n1,Mug,Ann\n");
    assert!(
        error.contains("`made`") && error.contains("--year-column"),
        "{error}"
    );
}

#[test]
fn ids_that_are_none_are_rejected() {
    let shop = Shop::new();
    shop.write(
        "items.csv",
        format!("id,title\n  ,x\n{},y\nok,z\n", "i".repeat(1001)),
    );
    let report = shop.import(&items(&[]), "items.csv");
    assert_eq!(report.rejected[&RejectReason::EmptyItemId], 1);
    assert_eq!(report.rejected[&RejectReason::IdTooLong], 1);
    assert!(report.first_rejected[1].excerpt.len() < 300);
}

/// Titles as catalogues have them: quotes, line ends, emoji, writing from right to left, controls.
fn odd_title() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\"",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\r",
        ";",
        "=SUM(A1)",
        "'",
        "\\",
        "\t",
        "\0",
        "\u{1b}[31m",
        "שלום",
        "مرحبا",
        "\u{202e}",
        "👩\u{200d}🚀",
        "e\u{301}",
        "\u{feff}",
        "<b>",
        "&amp;",
        "a b",
        "#",
        "\u{fffd}",
    ]);
    let odd = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    (odd, any::<String>()).prop_map(|(odd, any)| format!("{odd}{any}"))
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn odd_titles_come_through_csv_unharmed(titles in prop::collection::vec(odd_title(), 1..20)) {
        let shop = Shop::new();
        let mut writer = csv::Writer::from_path(shop.path("items.csv")).unwrap();
        writer.write_record(["id", "title"]).unwrap();
        for (id, title) in titles.iter().enumerate() {
            writer.write_record([&id.to_string(), title]).unwrap();
        }
        writer.flush().unwrap();
        shop.import(&items(&[]), "items.csv");
        let connection = Connection::open(shop.path("shop.db")).unwrap();
        let mut statement = connection.prepare("SELECT title FROM items ORDER BY rowid").unwrap();
        let found = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
        let found: Vec<String> = found.map(|title| title.unwrap().unwrap_or_default()).collect();
        // Entities are decoded, and what databases write for no title is none.
        let meant = |title: &String| match html_escape::decode_html_entities(title.trim()).as_ref() {
            "NULL" | "\\N" => String::new(),
            title => title.to_owned(),
        };
        let meant: Vec<String> = titles.iter().map(meant).collect();
        prop_assert_eq!(found, meant);
    }
}
