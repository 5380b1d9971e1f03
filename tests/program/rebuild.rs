//! `cartway rebuild` as an operator meets it: what it makes of a database, and that the live
//! generation survives whatever happens to the next one.

use std::fs;

use crate::support::rebuilding::{counted, large_shop, start_rebuild, until_some};
#[cfg(unix)]
use crate::support::rebuilding::{in_own_mounts, signal};
use crate::support::{Run, Shop, copy_folder, overwrite};

/// Every pass of a rebuild from orders, in order.
const PASSES: [&str; 14] = [
    "read",
    "count",
    "arcs",
    "components",
    "number",
    "arrange",
    "centre",
    "galleries",
    "atlas",
    "graph",
    "verify graph",
    "search",
    "verify search",
    "checksums",
];

#[test]
fn a_rebuild_without_a_map_makes_all_else() {
    let shop = Shop::with_graph();
    let run = shop.rebuild(&["--no-atlas"]);
    run.succeeded();
    assert!(!run.err.contains("pass atlas"), "{}", run.err);
    let stats = shop.ask("stats", &[]);
    assert!(!stats.succeeded().contains("Regions of the map"));
    let found = shop.ask("connect", &["a", "b"]);
    found.succeeded();
    shop.rebuild(&[]).succeeded();
    let stats = shop.ask("stats", &[]);
    assert!(
        stats
            .succeeded()
            .contains("Regions of the map\n  level 1  ")
    );
}

#[test]
fn rebuild_tells_its_passes_and_what_it_made() {
    let shop = Shop::with_graph();
    let run = shop.rebuild(&[]);
    assert!(run.succeeded().starts_with("generation 000002 is live\n"));
    let lines = run.err.lines();
    let passes: Vec<&str> = lines
        .filter_map(|line| line.strip_prefix("pass "))
        .collect();
    // The index is made beside the rest, so that its passes begin whenever there is time.
    let is_of_index = |pass: &&str| pass.contains("search");
    let (index, rest): (Vec<&str>, Vec<&str>) = passes.into_iter().partition(is_of_index);
    let (own, others): (Vec<&str>, Vec<&str>) = PASSES.into_iter().partition(is_of_index);
    assert_eq!((index, rest), (own, others));
    for (count, value) in [
        ("items", 7),
        ("links", 4),
        ("orders", 20),
        ("components", 3),
    ] {
        assert_eq!(counted(&shop, count), value, "{count}");
    }
    shop.ask("verify", &[]).succeeded();
}

#[test]
fn graph_is_the_same_byte_for_byte_on_any_threads_and_in_any_order_of_rows() {
    let shop = large_shop();
    let graph = || fs::read(shop.live_file("graph.bin")).unwrap();
    let search = || fs::read(shop.live_file("search.db")).unwrap();
    shop.rebuild(&["--threads", "1"]).succeeded();
    let (first, first_search) = (graph(), search());
    for threads in ["1", "2", "7"] {
        shop.rebuild(&["--threads", threads]).succeeded();
        assert!(graph() == first, "another graph on {threads} threads");
        assert!(search() == first_search, "another index on {threads}");
    }
    shop.sql(
        "CREATE TABLE lines AS SELECT * FROM order_lines ORDER BY item_id, order_id DESC;
         DROP TABLE order_lines; ALTER TABLE lines RENAME TO order_lines;
         CREATE TABLE titles AS SELECT * FROM items ORDER BY title DESC;
         DROP TABLE items; ALTER TABLE titles RENAME TO items;",
    );
    shop.rebuild(&[]).succeeded();
    assert!(graph() == first, "another graph from other rows");
    assert!(search() == first_search, "another index from other rows");
}

#[test]
fn as_many_generations_are_kept_as_asked_for() {
    let shop = Shop::with_graph();
    for _ in 0..4 {
        shop.rebuild(&[]).succeeded();
    }
    let folder = ["000003", "000004", "000005", "CURRENT", "rebuild.lock"];
    assert_eq!(shop.graph_folder(), folder);
    shop.rebuild(&["--keep", "1"]).succeeded();
    assert_eq!(shop.graph_folder(), ["000006", "CURRENT", "rebuild.lock"]);
}

#[test]
fn database_is_not_written_to() {
    let shop = Shop::with_graph();
    let before = fs::read(shop.path("shop.db")).unwrap();
    shop.rebuild(&[]).succeeded();
    assert!(fs::read(shop.path("shop.db")).unwrap() == before);
}

#[test]
fn database_that_is_being_written_to_is_read_as_it_was() {
    let shop = Shop::with_graph();
    shop.sql("PRAGMA journal_mode = WAL");
    let writer = shop.database();
    let begin = "BEGIN IMMEDIATE; DELETE FROM order_lines";
    writer.execute_batch(begin).unwrap();
    shop.rebuild(&[]).succeeded();
    assert_eq!(counted(&shop, "links"), 4);
}

#[test]
fn copy_of_the_folder_is_a_replica() {
    let shop = Shop::with_graph();
    let replica = Shop::new();
    copy_folder(&shop.path("shop.graph"), &replica.path("shop.graph"));
    replica.ask("verify", &[]).succeeded();
    assert_eq!(replica.connect(&["a", "d"]), shop.connect(&["a", "d"]));
}

#[test]
fn second_rebuild_at_once_is_told_who_holds_the_lock() {
    let shop = Shop::with_graph();
    let lock = fs::File::options()
        .write(true)
        .open(shop.path("shop.graph/rebuild.lock"))
        .unwrap();
    lock.lock().unwrap();
    shop.write("shop.graph/rebuild.lock", "process 4242, since noon\n");
    let parts = [
        "another rebuild or pull of shop.graph is running",
        "process 4242, since noon",
        "generation 000001 is live",
    ];
    shop.rebuild(&[]).failed_saying(&parts);
    drop(lock);
    shop.rebuild(&[]).succeeded();
}

#[cfg(unix)]
#[test]
fn running_rebuild_is_named_by_its_process() {
    let shop = large_shop();
    let (mut first, process) = until_some(|| {
        let mut first = start_rebuild(&shop);
        let process = first.child.id().to_string();
        first.wait_for("read");
        signal("-STOP", &process);
        let still_there = first.child.try_wait().unwrap().is_none();
        still_there.then_some((first, process))
    });
    let second = shop.rebuild(&[]);
    signal("-CONT", &process);
    second.failed_saying(&["another rebuild", &format!("process {process}, since 2")]);
    assert!(first.child.wait().unwrap().success());
    shop.rebuild(&[]).succeeded();
}

#[test]
fn killed_in_any_pass_the_old_generation_stays_live() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    for pass in PASSES {
        let (live, answer) = until_some(|| {
            let (live, answer) = (shop.current(), shop.connect(&["0", "1"]));
            // So that the next generation answers otherwise.
            shop.baskets(&["01"]);
            let mut rebuild = start_rebuild(&shop);
            rebuild.wait_for(pass);
            rebuild.child.kill().unwrap();
            rebuild.child.wait().unwrap();
            (shop.current() == live).then_some((live, answer))
        });
        assert_eq!(shop.connect(&["0", "1"]), answer, "killed in {pass}");
        shop.ask("verify", &[]).succeeded();
        let folder = shop.graph_folder();
        let newest = folder.iter().rfind(|name| name.starts_with('0'));
        assert_ne!(newest, Some(&live), "nothing was under way in {pass}");

        shop.rebuild(&["--keep", "1"]).succeeded();
        let next = shop.current();
        assert_ne!(next, live);
        assert_eq!(shop.graph_folder(), [&next, "CURRENT", "rebuild.lock"]);
        assert_ne!(shop.connect(&["0", "1"])["links"], answer["links"]);
        shop.ask("verify", &[]).succeeded();
    }
}

#[test]
fn leftovers_between_renaming_and_publishing_go_and_other_files_stay() {
    let shop = Shop::with_graph();
    let folder = shop.path("shop.graph");
    // What is called by another name is a copy that somebody made.
    copy_folder(&folder.join("000001"), &folder.join("000009"));
    copy_folder(&folder.join("000001"), &folder.join("000002"));
    let manifest = shop.path("shop.graph/000002/manifest.json");
    let named = fs::read_to_string(&manifest).unwrap();
    overwrite(manifest, named.replace("000001", "000002"));
    copy_folder(&folder.join("000001"), &folder.join("000007.partial"));
    shop.write("shop.graph/CURRENT.partial", "0000");
    shop.write("shop.graph/README", "ours");
    shop.rebuild(&[]).succeeded();
    let left = [
        "000001",
        "000002",
        "000009",
        "CURRENT",
        "README",
        "rebuild.lock",
    ];
    assert_eq!(shop.graph_folder(), left);
    shop.ask("verify", &[]).succeeded();
}

#[test]
fn rebuild_mends_a_folder_whose_current_names_nothing() {
    for current in ["000099\n", "../../etc\n", "", "\0\0\0\0\0\0\0"] {
        let shop = Shop::with_graph();
        shop.write("shop.graph/CURRENT", current);
        shop.rebuild(&[]).succeeded();
        assert_eq!(shop.current(), "000002");
        shop.ask("verify", &[]).succeeded();
    }
}

#[test]
fn missing_database_is_told_and_nothing_is_made() {
    let shop = Shop::new();
    let parts = ["shop.db", "no such database", "cartway import"];
    shop.rebuild(&[]).failed_saying(&parts);
    assert!(!shop.path("shop.graph").exists() && !shop.path("shop.db").exists());
}

#[test]
fn file_that_is_no_database_is_told() {
    let shop = Shop::new();
    shop.write("shop.db", "order_id,item_id\n1,a\n".repeat(100));
    shop.rebuild(&[])
        .failed_saying(&["shop.db", "not an SQLite database"]);
    fs::remove_file(shop.path("shop.db")).unwrap();
    fs::create_dir(shop.path("shop.db")).unwrap();
    shop.rebuild(&[])
        .failed_saying(&["shop.db", "without Parquet files", "order_lines/"]);
}

#[test]
fn damaged_database_leaves_the_old_generation_live() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    let mut bytes = fs::read(shop.path("shop.db")).unwrap();
    for byte in bytes.iter_mut().skip(8 * 4096).step_by(97) {
        *byte ^= 0xff;
    }
    shop.write("shop.db", bytes);
    let parts = ["shop.db", "damaged", "generation 000001 is live"];
    shop.rebuild(&[]).failed_saying(&parts);
    assert_eq!(shop.current(), "000001");
}

#[test]
fn tables_without_needed_columns_are_told_with_those_they_have() {
    for (sql, parts) in [
        (
            "CREATE TABLE order_lines(order_id, product)",
            ["`order_lines` has no column `item_id`", "`product`"],
        ),
        (
            "CREATE TABLE order_lines(order_id, item_id); CREATE TABLE items(id, name)",
            ["`items` has no column `title`", "`name`"],
        ),
        (
            "CREATE TABLE co_purchases(a, b)",
            ["no column `source`, `target`", "`a`, `b`"],
        ),
        (
            "CREATE TABLE items(id, title)",
            ["neither `order_lines` nor `co_purchases`", "cartway import"],
        ),
    ] {
        let shop = Shop::with_sql(sql);
        shop.rebuild(&[]).failed_saying(&parts);
    }
}

#[test]
fn failed_first_rebuild_leaves_an_empty_folder_that_says_so() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, product)");
    shop.rebuild(&[]).failed();
    for command in ["stats", "verify"] {
        shop.ask(command, &[])
            .failed_saying(&["shop.graph", "cartway rebuild"]);
    }
}

#[test]
fn empty_catalogue_makes_an_empty_graph_and_a_warning() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    let run = shop.rebuild(&[]);
    assert!(run.succeeded().contains("warning: no two items are linked"));
    shop.ask("verify", &[]).succeeded();
    assert_eq!(counted(&shop, "items"), 0);
    assert_eq!(shop.ask("search", &["lamp"]).succeeded(), "");
    shop.ask("connect", &["a", "b"]).failed_saying(&["\"a\""]);
}

#[test]
fn graph_that_is_a_file_is_told() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    shop.write("shop.graph", "a letter");
    let run = shop.rebuild(&[]);
    run.failed_saying(&["shop.graph", "not a folder", "--graph"]);
    assert_eq!(fs::read(shop.path("shop.graph")).unwrap(), b"a letter");
}

#[test]
fn views_do_as_well_as_tables() {
    let shop = Shop::with_sql(
        "CREATE TABLE product(sku TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
         CREATE TABLE sale(receipt, sku);
         INSERT INTO product VALUES ('a', 'Lamp'), ('b', 'Bulb');
         INSERT INTO sale VALUES (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b');
         CREATE VIEW items AS SELECT sku AS id, name AS title FROM product;
         CREATE VIEW order_lines AS SELECT receipt AS order_id, sku AS item_id FROM sale;",
    );
    shop.rebuild(&[]).succeeded();
    assert_eq!(shop.connect(&["Lamp", "Bulb"])["links"][0]["orders"], 2);
}

#[test]
fn ids_are_one_whether_number_or_text() {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id INTEGER PRIMARY KEY, title);
         INSERT INTO items VALUES (7, 'Lamp'), (8, 'Bulb');
         CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES
           (1, '7'), ('1', 8), (2, 7), (2, 7.0), ('2', '8'), (3, '007'), (3, 7);",
    );
    shop.rebuild(&[]).succeeded();
    let answer = shop.connect(&["7", "8"]);
    assert_eq!(answer["from"]["title"], "Lamp");
    assert_eq!(answer["links"][0]["orders"], 2);
    // 007 is another item, and has no entry.
    for (count, value) in [("items", 3), ("orders", 3), ("items_without_entry", 1)] {
        assert_eq!(counted(&shop, count), value, "{count}");
    }
}

#[test]
fn items_without_an_entry_go_by_their_id() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    shop.baskets(&["xy", "xy"]);
    shop.rebuild(&[]).succeeded();
    assert_eq!(counted(&shop, "items_without_entry"), 2);
    assert_eq!(shop.connect(&["x", "y"])["from"]["title"], "x");
}

#[test]
fn rows_without_ids_are_left_out_and_counted() {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title);
         INSERT INTO items VALUES (NULL, 'Nothing'), ('', 'Empty'), ('a', 'Lamp'), ('a', 'Twice');
         CREATE TABLE order_lines(order_id, item_id);
         INSERT INTO order_lines VALUES (NULL, 'a'), (1, NULL), (1, x'00ff'), (1, 'a'), (1, 'b'),
           (2, 'a'), (2, 'b'), (2, 1.5);",
    );
    let run = shop.rebuild(&[]);
    assert!(run.succeeded().contains("warning: 1 rows of `items`"));
    for (count, value) in [("items", 2), ("rows_skipped", 6), ("links", 1)] {
        assert_eq!(counted(&shop, count), value, "{count}");
    }
    assert_eq!(shop.connect(&["a", "b"])["from"]["title"], "Lamp");
}

#[test]
fn links_may_be_given_instead_of_counted() {
    let shop = Shop::with_sql(
        "CREATE TABLE order_lines(order_id, item_id);
         CREATE TABLE co_purchases(source, target, orders);
         INSERT INTO co_purchases VALUES ('a', 'b', 5), ('b', 'a', 5), ('b', 'c', 3), ('c', 'c', 9);",
    );
    shop.baskets(&["xy", "xy"]);
    shop.rebuild(&["--from", "links"]).succeeded();
    for (count, value) in [("items", 3), ("links", 2), ("self_links", 1)] {
        assert_eq!(counted(&shop, count), value, "{count}");
    }
    assert_eq!(shop.connect(&["a", "c"])["hops"], 2);
    assert_eq!(
        shop.connect(&["--direction", "out", "c", "a"])["reason"],
        "only_reverse"
    );
    // Orders are taken where there are any, unless links are asked for.
    shop.rebuild(&[]).succeeded();
    assert_eq!(shop.connect(&["x", "y"])["hops"], 1);
    shop.sql("DROP TABLE order_lines");
    shop.rebuild(&[]).succeeded();
    assert_eq!(shop.connect(&["a", "c"])["hops"], 2);
}

#[test]
fn asking_for_a_table_that_is_not_there_is_an_error() {
    let orders_only = Shop::with_graph();
    let run = orders_only.rebuild(&["--from", "links"]);
    run.failed_saying(&["shop.db", "`co_purchases`", "--from"]);
    let links_only = Shop::with_sql("CREATE TABLE co_purchases(source, target)");
    let run = links_only.rebuild(&["--from", "orders"]);
    run.failed_saying(&["shop.db", "`order_lines`", "--from"]);
}

#[test]
fn options_decide_what_a_link_is() {
    let shop = Shop::with_graph();
    shop.baskets(&["abcdefg"]);
    for (options, links) in [
        (&["--min-orders", "2"][..], 4),
        (&["--min-orders", "3"], 4),
        (&["--min-orders", "4"], 1),
        (&["--min-orders", "1"], 21),
        (&["--min-orders", "1", "--max-basket", "6"], 4),
        (
            &["--min-orders", "1", "--top", "1", "--measure", "orders"],
            5,
        ),
    ] {
        let run = shop.rebuild(options);
        run.succeeded();
        assert_eq!(counted(&shop, "links"), links, "{options:?}");
        let told = run
            .out
            .contains("1 order with 7 lines: more than 6 different");
        assert_eq!(told, options.contains(&"--max-basket"), "{run:?}");
    }
}

#[test]
fn options_may_come_from_the_environment() {
    let shop = Shop::with_graph();
    let mut command = shop.command(&["rebuild"]);
    command.envs([
        ("CARTWAY_DB", "shop.db"),
        ("CARTWAY_GRAPH", "shop.graph"),
        ("CARTWAY_MIN_ORDERS", "3"),
        ("CARTWAY_NOTE", "From the museum shop."),
        ("CARTWAY_KEEP", "1"),
        ("CARTWAY_THREADS", "1"),
    ]);
    Run::of(&mut command).succeeded();
    assert_eq!(counted(&shop, "links"), 1);
    assert!(
        shop.ask("stats", &[])
            .succeeded()
            .contains("From the museum shop.")
    );
    assert_eq!(shop.graph_folder(), ["000002", "CURRENT", "rebuild.lock"]);
}

#[test]
fn wrong_usage_exits_with_2() {
    let shop = Shop::with_graph();
    for (options, part) in [
        (&["--measure", "luck"][..], "cosine"),
        (&["--from", "dreams"], "orders"),
        (&["--min-orders", "0"], "--min-orders"),
        (&["--keep", "0"], "--keep"),
        (&["--threads", "0"], "--threads"),
        (&["--top", "-1"], "-1"),
        (&["extra"], "extra"),
    ] {
        let run = shop.rebuild(options);
        assert!(run.refused().contains(part), "{run:#?}");
    }
    shop.run(&["rebuild", "--db", "shop.db"]).refused();
    assert_eq!(shop.current(), "000001");
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_leaves_the_old_generation_live() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    let size = |file| fs::metadata(shop.live_file(file)).unwrap().len();
    let (graph, search) = (size("graph.bin"), size("search.db"));
    let small = Shop::with_graph();
    copy_folder(&small.path("shop.graph"), &shop.path("small"));
    for room in [graph / 2, graph + search / 10, graph + search / 2] {
        let room = format!("size={}", room + 64_000);
        // The disk is seen in this shell only, and gone with it.
        let script = "mkdir -p disk && mount -t tmpfs -o $1 none disk || exit 77
             cp -r small disk/shop.graph
             \"$0\" rebuild --db shop.db --graph disk/shop.graph
             code=$?
             rm -rf after && cp -r disk/shop.graph after
             exit $code";
        let Some(run) = in_own_mounts(&shop, script, &[&room]) else {
            return;
        };
        let line = run.failed_saying(&["000002.partial", "generation 000001 is live"]);
        assert!(
            line.contains("make room") || line.contains("space left"),
            "{line}"
        );
        let replica = Shop::new();
        copy_folder(&shop.path("after"), &replica.path("shop.graph"));
        assert_eq!(
            replica.graph_folder(),
            ["000001", "CURRENT", "rebuild.lock"]
        );
        replica.ask("verify", &[]).succeeded();
        assert_eq!(replica.connect(&["a", "d"]), small.connect(&["a", "d"]));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn read_only_graph_folder_is_told() {
    let shop = Shop::with_graph();
    let script = "mount --bind shop.graph shop.graph || exit 77
         mount -o remount,bind,ro shop.graph || exit 77
         \"$0\" rebuild --db shop.db --graph shop.graph";
    let Some(run) = in_own_mounts(&shop, script, &[]) else {
        return;
    };
    run.failed_saying(&["shop.graph", "Read-only", "generation 000001 is live"]);
}

#[cfg(target_os = "linux")]
#[test]
fn read_only_database_and_folder_are_enough() {
    let shop = Shop::with_graph();
    let script = "mkdir data && cp shop.db data && mount --bind data data || exit 77
         mount -o remount,bind,ro data || exit 77
         \"$0\" rebuild --db data/shop.db --graph shop.graph";
    let Some(run) = in_own_mounts(&shop, script, &[]) else {
        return;
    };
    run.succeeded();
}

/// Where files may not grow past a limit, writing fails without the disk being full.
#[cfg(unix)]
#[test]
fn file_too_large_for_the_system_leaves_the_old_generation_live() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    let answer = shop.connect(&["0", "1"]);
    for blocks in ["0", "64", "800"] {
        let script = "trap '' XFSZ; ulimit -f $1
             exec \"$0\" rebuild --db shop.db --graph shop.graph";
        let run = shop.shell(script, &[blocks]);
        run.failed_saying(&["shop.graph/", "generation 000001 is live"]);
        assert_eq!(shop.graph_folder(), ["000001", "CURRENT", "rebuild.lock"]);
        assert_eq!(shop.connect(&["0", "1"]), answer);
    }
}
