//! The graph folder is ours, and what else somebody keeps there is not: nothing of it is removed,
//! written to or waited for.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::rebuilding::signal;
use crate::support::{Run, Shop, names_in, overwrite, without_settings};

#[test]
fn folders_of_dates_in_the_graph_folder_are_left_alone_and_told() {
    let shop = Shop::with_graph();
    let dates = ["20261101", "20261108", "20261115", "20261122", "20261127"];
    for date in dates {
        fs::create_dir(shop.path(&format!("shop.graph/{date}"))).unwrap();
        shop.write(&format!("shop.graph/{date}/backup.sql"), "precious");
    }
    for next in ["000002", "000003", "000004"] {
        let run = shop.rebuild(&["--keep", "1"]);
        let out = run.succeeded();
        assert!(out.contains("warning: the graph folder holds"), "{out}");
        assert!(dates.iter().all(|date| out.contains(date)), "{out}");
        assert_eq!(shop.current(), next);
    }
    for date in dates {
        let left = fs::read_to_string(shop.path(&format!("shop.graph/{date}/backup.sql")));
        assert_eq!(left.unwrap(), "precious", "{date}");
    }
    let generations = shop.graph_folder();
    assert!(
        !generations.contains(&"000003".to_owned()),
        "{generations:?}"
    );
}

#[test]
fn what_is_removed_is_named() {
    let shop = Shop::with_graph();
    fs::create_dir(shop.path("shop.graph/000007.partial")).unwrap();
    shop.write("shop.graph/000007.partial/search.db-journal", "half");
    let run = shop.rebuild(&["--keep", "1"]);
    let out = run.succeeded();
    assert!(out.contains("\nremoved 000007.partial, 000001\n"), "{out}");
    let run = shop.rebuild(&["--keep", "1", "--json"]);
    let manifest: Value = serde_json::from_str(run.succeeded()).unwrap();
    assert_eq!(manifest["removed"], serde_json::json!(["000002"]));
    assert_eq!(manifest["version"], "000003");
}

#[test]
fn whatever_is_named_like_a_generation_a_rebuild_goes_on() {
    let shop = Shop::with_graph();
    shop.write("shop.graph/000002", "a file");
    make_fifo(&shop, "shop.graph/000003");
    symlink("/", shop.path("shop.graph/000004")).unwrap();
    symlink("nowhere", shop.path("shop.graph/000005")).unwrap();
    fs::create_dir(shop.path("shop.graph/000006")).unwrap();
    make_fifo(&shop, "shop.graph/000006/graph.bin");
    make_fifo(&shop, "shop.graph/000006/manifest.json");
    let run = shop.rebuild(&["--keep", "1"]);
    let out = run.succeeded();
    assert_eq!(shop.current(), "000007");
    for name in ["000002", "000003", "000004", "000005", "000006"] {
        assert!(out.contains(name), "{out}");
        assert!(shop.graph_folder().contains(&name.to_owned()), "{name}");
    }
}

fn make_fifo(shop: &Shop, name: &str) {
    let made = Command::new("mkfifo").arg(shop.path(name)).status();
    assert!(made.unwrap().success());
}

#[test]
fn no_command_waits_for_a_file_that_is_none_or_reads_one_without_end() {
    for name in [
        "CURRENT",
        "000001/manifest.json",
        "000001/graph.bin",
        "000001/search.db",
    ] {
        let shop = Shop::with_graph();
        let name = format!("shop.graph/{name}");
        let path = shop.path(&name);
        let put: [&dyn Fn(); 3] = [
            &|| make_fifo(&shop, &name),
            &|| fs::create_dir(&path).unwrap(),
            &|| symlink("/dev/zero", &path).unwrap(),
        ];
        for put in put {
            fs::remove_file(&path).unwrap();
            put();
            for command in ["stats", "verify", "serve"] {
                shop.ask(command, &[]).failed_saying(&["no regular file"]);
            }
            if path.is_dir() {
                fs::remove_dir(&path).unwrap();
                overwrite(&path, "");
            }
        }
    }
    let shop = Shop::with_graph();
    for name in ["CURRENT", "000001/manifest.json"] {
        let path = shop.path(&format!("shop.graph/{name}"));
        let before = fs::read(&path).unwrap();
        overwrite(&path, "");
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(1 << 34)
            .unwrap();
        shop.ask("stats", &[])
            .failed_saying(&[name, "has more than"]);
        overwrite(&path, before);
    }
    make_fifo(&shop, "fifo.db");
    let run = shop.run(&["rebuild", "--db", "fifo.db", "--graph", "shop.graph"]);
    run.failed_saying(&["fifo.db", "that it is a file"]);
}

#[test]
fn a_folder_in_the_place_of_current_stops_a_rebuild_before_its_work() {
    let shop = Shop::with_graph();
    fs::remove_file(shop.path("shop.graph/CURRENT")).unwrap();
    fs::create_dir(shop.path("shop.graph/CURRENT")).unwrap();
    let before = shop.graph_folder();
    for _ in 0..2 {
        let run = shop.rebuild(&["--keep", "1"]);
        run.failed_saying(&["CURRENT", "no regular file"]);
    }
    assert_eq!(shop.graph_folder(), before);
}

#[test]
fn a_lock_that_is_no_file_is_told() {
    let shop = Shop::with_graph();
    fs::remove_file(shop.path("shop.graph/rebuild.lock")).unwrap();
    make_fifo(&shop, "shop.graph/rebuild.lock");
    shop.rebuild(&[])
        .failed_saying(&["rebuild.lock", "no regular file"]);
    fs::remove_file(shop.path("shop.graph/rebuild.lock")).unwrap();
    let mine = shop.write("mine", "precious");
    symlink(&mine, shop.path("shop.graph/rebuild.lock")).unwrap();
    shop.rebuild(&[]).failed_saying(&["rebuild.lock"]);
    assert_eq!(fs::read_to_string(mine).unwrap(), "precious");
}

#[test]
fn files_of_a_finished_generation_are_read_only_and_go_all_the_same() {
    let shop = Shop::with_graph();
    for name in names_in(&shop.path("shop.graph/000001")) {
        let file = fs::metadata(shop.live_file(&name)).unwrap();
        assert_eq!(file.permissions().mode() & 0o222, 0, "{name}");
    }
    shop.rebuild(&["--keep", "1"]).succeeded();
    assert_eq!(shop.graph_folder(), ["000002", "CURRENT", "rebuild.lock"]);
}

/// Runs the program as a user without rights; `None`, and a word why, where that cannot be done.
fn as_nobody(shop: &Shop, arguments: &[&str]) -> Option<Run> {
    let folder = fs::Permissions::from_mode(0o755);
    fs::set_permissions(shop.folder(), folder).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(env!("CARGO_BIN_EXE_cartway")).args(arguments);
    command.current_dir(shop.folder()).stdin(Stdio::null());
    without_settings(&mut command);
    let run = command.output().ok().map(Run::from);
    let refused = |run: &Run| run.err.starts_with("setpriv: ") || run.status.code() == Some(127);
    let run = run.filter(|run| !refused(run));
    if run.is_none() {
        eprintln!("skipped, as nobody else can run the program here");
    }
    run
}

fn close(shop: &Shop, name: &str) {
    fs::set_permissions(shop.path(name), fs::Permissions::from_mode(0o000)).unwrap();
}

fn open(shop: &Shop, name: &str) {
    fs::set_permissions(shop.path(name), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_may_not_be_looked_at_is_not_said_to_be_missing() {
    let shop = Shop::with_graph();
    fs::create_dir(shop.path("closed")).unwrap();
    for name in ["shop.db", "orders.csv"] {
        shop.write(&format!("closed/{name}"), "order_id,item_id\n1,a\n");
    }
    fs::create_dir(shop.path("open")).unwrap();
    fs::set_permissions(shop.path("open"), fs::Permissions::from_mode(0o777)).unwrap();
    let told = |arguments: &[&str]| {
        let run = as_nobody(&shop, arguments)?;
        let line = run.failed_saying(&["ermission denied"]);
        for wrong in ["no such", "there is no", "is missing", "neither a file"] {
            assert!(!line.contains(wrong), "{arguments:?}: {line}");
        }
        Some(())
    };
    let all = || -> Option<()> {
        close(&shop, "closed");
        for arguments in [
            &[
                "import",
                "orders",
                "--db",
                "open/shop.db",
                "closed/orders.csv",
            ][..],
            &["import", "--db", "open/shop.db", "closed/orders.csv"],
            &["inspect", "closed/orders.csv"],
            &["forget", "orders", "--db", "closed/shop.db", "--id", "1"],
            &["rebuild", "--db", "closed/shop.db", "--graph", "open/graph"],
            &["rebuild", "--db", "shop.db", "--graph", "closed/graph"],
            &["rebuild", "--db", "shop.db", "--graph", "shop.graph"],
            &["stats", "--graph", "closed/graph"],
            &["verify", "--graph", "closed/graph"],
            &["serve", "--graph", "closed/graph"],
        ] {
            told(arguments)?;
        }
        for (name, open_again) in [
            ("shop.graph/000001/graph.bin", 0o444),
            ("shop.graph/000001/manifest.json", 0o444),
            ("shop.graph/000001/search.db", 0o444),
            ("shop.graph/000001", 0o755),
            ("shop.graph/CURRENT", 0o644),
            ("shop.graph", 0o755),
        ] {
            close(&shop, name);
            for command in ["stats", "verify", "serve"] {
                told(&[command, "--graph", "shop.graph"])?;
            }
            let permissions = fs::Permissions::from_mode(open_again);
            fs::set_permissions(shop.path(name), permissions).unwrap();
        }
        Some(())
    };
    all();
    open(&shop, "closed");
}

#[test]
fn a_database_in_wal_mode_whose_folder_is_closed_says_so() {
    let shop = Shop::with_graph();
    shop.sql("PRAGMA journal_mode = WAL;");
    fs::create_dir(shop.path("graphs")).unwrap();
    fs::set_permissions(shop.path("graphs"), fs::Permissions::from_mode(0o777)).unwrap();
    let rebuild = ["rebuild", "--db", "shop.db", "--graph", "graphs/g"];
    if let Some(run) = as_nobody(&shop, &rebuild) {
        run.failed_saying(&["WAL", "journal_mode = DELETE"]);
    }
}

#[test]
fn a_copy_is_read_with_the_same_result_and_leaves_nothing_behind() {
    let shop = Shop::with_graph();
    let direct = fs::read(shop.live_file("graph.bin")).unwrap();
    for mode in ["DELETE", "WAL"] {
        shop.sql(&format!("PRAGMA journal_mode = {mode};"));
        let run = shop.rebuild(&["--copy", "--json"]);
        let manifest: Value = serde_json::from_str(run.succeeded()).unwrap();
        assert_eq!(manifest["timings"][0]["pass"], "copy");
        assert_eq!(manifest["source"]["database"], "shop.db");
        assert_eq!(
            manifest["locked_seconds"].is_f64(),
            mode == "DELETE",
            "{manifest}"
        );
        assert!(fs::read(shop.live_file("graph.bin")).unwrap() == direct);
        let generation = shop.graph().join(shop.current());
        assert_eq!(
            names_in(&generation),
            ["graph.bin", "manifest.json", "search.db"]
        );
        shop.ask("verify", &[]).succeeded();
    }
}

#[test]
fn attached_databases_are_copied_too() {
    let shop = Shop::with_graph();
    let crm = rusqlite::Connection::open(shop.path("crm.db")).unwrap();
    crm.execute_batch(
        "CREATE TABLE products(id, title); INSERT INTO products VALUES ('a', 'Vase')",
    )
    .unwrap();
    drop(crm);
    let from = ["--attach", "crm=crm.db", "--items-from", "crm.products"];
    shop.rebuild(&[&from[..], &["--copy"]].concat()).succeeded();
    assert!(shop.ask("search", &["vase"]).succeeded().contains("Vase"));
}

/// A server over a shop, whose address is read.
fn serve(shop: &Shop) -> Child {
    let mut command = shop.command(&["serve", "--graph", "shop.graph", "--bind", "127.0.0.1:0"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut server = command.spawn().unwrap();
    let mut line = String::new();
    let out = server.stdout.as_mut().unwrap();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
    assert!(line.starts_with("http"), "{line}");
    server
}

#[cfg(target_os = "linux")]
#[test]
fn memory_that_is_taken_away_ends_the_program_with_a_word() {
    let shop = Shop::with_graph();
    let server = serve(&shop);
    signal("-BUS", &server.id().to_string());
    let output = server.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), Some(7), "{err}");
    assert!(
        err.contains("SIGBUS") && err.contains("--in-memory"),
        "{err}"
    );
}

/// Whatever a rebuild may take, it ends by itself and says why.
#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_ends_a_rebuild_with_a_word() {
    let shop = crate::support::rebuilding::large_shop();
    shop.rebuild(&[]).succeeded();
    let script = "ulimit -v $1; exec \"$0\" rebuild --db shop.db --graph shop.graph --threads 2";
    let mut failed = 0;
    // With less the program cannot be mapped, and the system ends it without a word.
    for kilobytes in (52_000..400_000).step_by(12_000) {
        let run = shop.shell(script, &[&kilobytes.to_string()]);
        // Below some limit the program cannot even be loaded.
        if run.status.code() == Some(127) || run.err.contains("shared object") {
            continue;
        }
        if run.status.success() {
            break;
        }
        assert_eq!(run.status.code(), Some(1), "{kilobytes} kB: {run:#?}");
        assert!(
            run.err.contains("memory") || run.err.contains("error: "),
            "{run:#?}"
        );
        failed += 1;
        shop.ask("verify", &[]).succeeded();
    }
    assert!(failed > 0, "there was always enough");
}
