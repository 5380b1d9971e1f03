//! `cartway verify` proves a generation whole: whatever is damaged, missing or mixed up is told
//! with how to repair it, and no command ever crashes on such a generation.

use std::fs;
use std::path::Path;

use crate::support::{Run, Shop, copy_folder, copy_over, overwrite};

/// Bits of a byte that are turned around, one or several.
const FLIPS: [u8; 4] = [0x01, 0x80, 0xff, 0x10];

#[test]
fn whole_generation_is_told_with_what_it_holds() {
    let shop = Shop::with_graph();
    let run = shop.ask("verify", &[]);
    let expected = "generation 000001 is whole: 7 items, 4 links, ";
    assert!(run.succeeded().starts_with(expected), "{run:?}");
}

#[test]
fn every_flipped_byte_of_the_graph_is_seen_and_crashes_nothing() {
    let shop = middling_shop();
    let graph = shop.live_file("graph.bin");
    let whole = fs::read(&graph).unwrap();
    // The header and the table of sections steer everything else.
    let positions = (0..1000).step_by(10).chain(spread(1000, whole.len(), 100));
    flip_each(&shop, &graph, &whole, positions);
}

#[test]
fn every_flipped_byte_of_the_search_index_is_seen_and_crashes_nothing() {
    let shop = middling_shop();
    let search = shop.live_file("search.db");
    let whole = fs::read(&search).unwrap();
    let positions = (0..100).step_by(4).chain(spread(100, whole.len(), 175));
    flip_each(&shop, &search, &whole, positions);
}

#[test]
fn flipped_bytes_of_the_manifest_crash_nothing() {
    let shop = Shop::with_graph();
    let manifest = shop.live_file("manifest.json");
    let whole = fs::read(&manifest).unwrap();
    for (turn, position) in spread(0, whole.len(), 100).enumerate() {
        overwrite(&manifest, flipped(&whole, position, turn));
        for run in ask_everything(&shop) {
            run.did_not_crash();
        }
        shop.ask("verify", &[]).did_not_crash();
    }
}

#[test]
fn truncated_and_lengthened_files_are_told() {
    let shop = middling_shop();
    for name in ["graph.bin", "search.db", "manifest.json"] {
        let path = shop.live_file(name);
        let whole = fs::read(&path).unwrap();
        let length = whole.len();
        let mut contents: Vec<Vec<u8>> = [0, 1, 16, 100, 128, 700, length / 2, length - 2]
            .map(|kept| whole[..kept.min(length - 2)].to_vec())
            .into();
        contents.push([&whole[..], &[7]].concat());
        contents.push([&whole[..], &[0; 5000]].concat());
        for content in contents {
            overwrite(&path, &content);
            let run = shop.ask("verify", &[]);
            run.failed_saying(&["`cartway rebuild`"]);
            assert_nothing_crashes(&shop);
        }
        overwrite(&path, &whole);
    }
    shop.ask("verify", &[]).succeeded();
}

#[test]
fn files_of_another_generation_are_told() {
    let shop = Shop::with_graph();
    // As many items, one order more.
    shop.baskets(&["ab"]);
    shop.rebuild(&[]).succeeded();
    let other = middling_shop();
    for name in ["graph.bin", "search.db", "manifest.json"] {
        let path = shop.live_file(name);
        let own = fs::read(&path).unwrap();
        for foreign in [
            shop.path("shop.graph/000001").join(name),
            other.live_file(name),
        ] {
            let foreign = fs::read(foreign).unwrap();
            if foreign == own {
                // The index of both generations is the same: there is nothing to see.
                continue;
            }
            overwrite(&path, foreign);
            shop.ask("verify", &[])
                .failed_saying(&["`cartway rebuild`"]);
            assert_nothing_crashes(&shop);
        }
        overwrite(&path, own);
    }
    shop.ask("verify", &[]).succeeded();
}

#[test]
fn files_of_other_kinds_are_told() {
    let shop = Shop::with_graph();
    for name in ["graph.bin", "search.db", "manifest.json"] {
        let path = shop.live_file(name);
        let own = fs::read(&path).unwrap();
        for other in ["graph.bin", "search.db", "manifest.json"] {
            if other != name {
                copy_over(shop.live_file(other), &path);
                shop.ask("verify", &[])
                    .failed_saying(&["`cartway rebuild`"]);
                assert_nothing_crashes(&shop);
                overwrite(&path, &own);
            }
        }
        copy_over(shop.path("shop.db"), &path);
        shop.ask("verify", &[])
            .failed_saying(&["`cartway rebuild`"]);
        assert_nothing_crashes(&shop);
        overwrite(&path, &own);
    }
}

#[test]
fn missing_files_are_named() {
    for name in ["graph.bin", "search.db", "manifest.json"] {
        let shop = Shop::with_graph();
        let path = shop.live_file(name);
        fs::remove_file(&path).unwrap();
        for command in ["verify", "stats"] {
            let run = shop.ask(command, &[]);
            run.failed_saying(&[name, "`cartway rebuild`"]);
        }
        assert_nothing_crashes(&shop);
        // A folder of that name is no better.
        fs::create_dir(&path).unwrap();
        shop.ask("verify", &[]).failed_saying(&[name]);
        assert_nothing_crashes(&shop);
    }
}

#[test]
fn current_that_names_nothing_is_told() {
    let long = "1".repeat(100_000);
    for (current, part) in [
        ("000099\n", "000099"),
        ("", "CURRENT"),
        ("\n", "CURRENT"),
        ("../000001\n", "../000001"),
        ("/etc", "/etc"),
        ("000001\n000001\n", "CURRENT"),
        ("00000\u{0661}", "CURRENT"),
        (&long, "CURRENT"),
    ] {
        let shop = Shop::with_graph();
        shop.write("shop.graph/CURRENT", current);
        for command in ["verify", "stats"] {
            let run = shop.ask(command, &[]);
            let line = run.failed_saying(&[part, "cartway rebuild"]);
            assert!(line.len() < 1000, "{} letters", line.len());
        }
        assert_nothing_crashes(&shop);
    }
}

#[test]
fn folder_without_current_holds_no_graph() {
    let shop = Shop::with_graph();
    fs::remove_file(shop.path("shop.graph/CURRENT")).unwrap();
    for command in ["verify", "stats"] {
        let run = shop.ask(command, &[]);
        run.failed_saying(&["shop.graph", "cartway rebuild"]);
    }
    fs::create_dir(shop.path("shop.graph/CURRENT")).unwrap();
    shop.ask("verify", &[]).failed_saying(&["CURRENT"]);
    assert_nothing_crashes(&shop);
}

#[test]
fn missing_folder_and_file_instead_of_it_are_told() {
    let shop = Shop::new();
    for command in ["verify", "stats"] {
        let run = shop.ask(command, &[]);
        run.failed_saying(&["shop.graph", "cartway rebuild"]);
    }
    shop.write("shop.graph", "a letter");
    for command in ["verify", "stats"] {
        shop.ask(command, &[])
            .failed_saying(&["shop.graph", "folder"]);
    }
}

#[test]
fn renamed_generation_is_told() {
    let shop = Shop::with_graph();
    copy_folder(
        &shop.path("shop.graph/000001"),
        &shop.path("shop.graph/000002"),
    );
    shop.write("shop.graph/CURRENT", "000002\n");
    let run = shop.ask("verify", &[]);
    run.failed_saying(&["000002", "000001", "`cartway rebuild`"]);
}

#[test]
fn rebuild_repairs_whatever_was_damaged() {
    for name in ["graph.bin", "search.db", "manifest.json"] {
        let shop = Shop::with_graph();
        overwrite(shop.live_file(name), "damaged");
        shop.ask("verify", &[]).failed();
        shop.rebuild(&[]).succeeded();
        shop.ask("verify", &[]).succeeded();
    }
}

/// Flips a byte at each position in turn and puts the file back at the end.
fn flip_each(shop: &Shop, path: &Path, whole: &[u8], positions: impl Iterator<Item = usize>) {
    for (turn, position) in positions.enumerate() {
        overwrite(path, flipped(whole, position, turn));
        let run = shop.ask("verify", &[]);
        assert_eq!(run.status.code(), Some(1), "byte {position}: {run:#?}");
        run.failed_saying(&["`cartway rebuild`"]);
        assert_nothing_crashes(shop);
    }
    overwrite(path, whole);
    shop.ask("verify", &[]).succeeded();
}

fn flipped(whole: &[u8], position: usize, turn: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    bytes[position] ^= FLIPS[turn % FLIPS.len()];
    bytes
}

/// So many positions from one to the other, at uneven distances.
fn spread(from: usize, to: usize, count: usize) -> impl Iterator<Item = usize> {
    let step = (to - from) / count;
    (0..count).map(move |place| from + place * step + place * 7 % step)
}

#[track_caller]
fn assert_nothing_crashes(shop: &Shop) {
    for run in ask_everything(shop) {
        run.did_not_crash();
        if run.status.code() == Some(1) {
            run.failed();
        }
    }
}

fn ask_everything(shop: &Shop) -> [Run; 4] {
    [
        shop.ask("connect", &["a", "d"]),
        shop.ask("export", &["--format", "node-link"]),
        shop.ask("search", &["lam"]),
        shop.ask("stats", &["--json"]),
    ]
}

/// Some hundred items, so that the files have more than a page of everything.
fn middling_shop() -> Shop {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title, creator, category, year, url);
         INSERT INTO items(id, title) VALUES ('a', 'Lamp'), ('d', 'Switch');
         WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 299)
         INSERT INTO items SELECT n, printf('Lamp %d', n), 'Maker ' || n % 7, 'Kind ' || n % 5,
           1900 + n % 120, 'https://shop.example/' || n FROM number;
         CREATE TABLE order_lines(order_id, item_id);
         WITH RECURSIVE line(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM line WHERE n < 1999)
         INSERT INTO order_lines SELECT n / 4 % 250, (n / 4 + n % 4 * 7) % 300 FROM line;
         INSERT INTO order_lines VALUES
           (901, 'a'), (901, 0), (902, 'a'), (902, 0), (903, 'd'), (903, 150), (904, 'd'), (904, 150);",
    );
    shop.rebuild(&[]).succeeded();
    shop
}
