//! Ctrl-C and SIGTERM in a running rebuild or import: it stops at once, says what is the case now,
//! and leaves nothing behind.
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Stdio};

use crate::support::rebuilding::{RunningRebuild, large_shop, signal, start_rebuild, until_some};
use crate::support::{Run, Shop};

#[test]
fn either_signal_stops_the_reading_of_rows_without_end() {
    for name in ["-INT", "-TERM"] {
        let shop = Shop::with_graph();
        endless_orders(&shop);
        let rebuild = stopped_in("read", name, &shop);
        rebuild.failed_saying(&["stopped; generation 000001 is live"]);
        assert_eq!(shop.graph_folder(), ["000001", "CURRENT", "rebuild.lock"]);
        shop.ask("verify", &[]).succeeded();
    }
}

#[test]
fn view_that_never_comes_to_its_first_row_is_broken_off() {
    let shop = Shop::with_graph();
    shop.sql(
        "DROP TABLE order_lines;
         CREATE VIEW order_lines AS
           WITH RECURSIVE line(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM line)
           SELECT count(*) AS order_id, 1 AS item_id FROM line;",
    );
    let run = stopped_in("read", "-INT", &shop);
    run.failed_saying(&["stopped; generation 000001 is live"]);
}

#[test]
fn stopped_first_rebuild_says_that_there_is_no_generation() {
    let shop = Shop::with_sql("CREATE TABLE order_lines(order_id, item_id)");
    endless_orders(&shop);
    let run = stopped_in("read", "-INT", &shop);
    run.failed_saying(&["stopped; no generation was made"]);
    assert_eq!(shop.graph_folder(), ["rebuild.lock"]);
}

#[test]
fn next_rebuild_after_a_stopped_one_finds_the_folder_free() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    for pass in ["read", "count", "centre", "search"] {
        let run = until_some(|| {
            let run = stopped_in(pass, "-INT", &shop);
            (!run.status.success()).then_some(run)
        });
        let live = shop.current();
        run.failed_saying(&[&format!("stopped; generation {live} is live")]);
        assert!(
            !shop
                .graph_folder()
                .iter()
                .any(|name| name.contains("partial"))
        );
        shop.ask("verify", &[]).succeeded();
        shop.rebuild(&["--keep", "1"]).succeeded();
    }
}

#[test]
fn stopped_import_changes_nothing() {
    for name in ["-INT", "-TERM"] {
        let shop = Shop::new();
        let (mut import, mut input) = import_of_standard_input(&shop);
        input.write_all(b"order_id,item_id\n1,a\n1,b\n").unwrap();
        signal(name, &import.id().to_string());
        // Whoever sends the rows is stopped too, and the end of the input is not the end of a file.
        drop(input);
        let mut err = String::new();
        import
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(import.wait().unwrap().code(), Some(1), "{err}");
        let said = "error: stopped; nothing of standard input was imported";
        assert!(err.starts_with(said), "{err}");
        assert!(!shop.path("shop.db").exists());
    }
}

#[test]
fn second_signal_ends_at_once_what_waits_for_something_else() {
    let shop = Shop::new();
    let (mut import, input) = import_of_standard_input(&shop);
    let process = import.id().to_string();
    // Two signals of a kind may arrive as one.
    signal("-INT", &process);
    signal("-TERM", &process);
    assert_eq!(import.wait().unwrap().code(), Some(1));
    drop(input);
}

/// An import that waits for rows and hears signals already.
fn import_of_standard_input(shop: &Shop) -> (Child, ChildStdin) {
    let mut command = shop.command(&["import", "orders", "--db", "shop.db", "-"]);
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut import = command.spawn().unwrap();
    let input = import.stdin.take().unwrap();
    while !shop.path("shop.db").exists() {
        assert!(import.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    (import, input)
}

/// Order lines that never end.
fn endless_orders(shop: &Shop) {
    shop.sql(
        "DROP TABLE order_lines;
         CREATE VIEW order_lines AS
           WITH RECURSIVE line(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM line)
           SELECT n / 4 % 1000 AS order_id, n % 7 AS item_id FROM line;",
    );
}

/// A rebuild that is sent a signal as soon as a pass begins, and what it left.
fn stopped_in(pass: &str, name: &str, shop: &Shop) -> Run {
    let mut rebuild = start_rebuild(shop);
    rebuild.wait_for(pass);
    signal(name, &rebuild.child.id().to_string());
    end_of(rebuild)
}

fn end_of(mut rebuild: RunningRebuild) -> Run {
    let mut err = String::new();
    rebuild.progress.read_to_string(&mut err).unwrap();
    let status = rebuild.child.wait().unwrap();
    Run {
        status,
        out: String::new(),
        err,
    }
}
