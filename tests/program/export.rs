//! `cartway export` writes the whole graph for other programs, and leaves no half of a file.

use std::fs;
#[cfg(unix)]
use std::io::Read;
#[cfg(unix)]
use std::process::Stdio;

#[cfg(unix)]
use crate::support::rebuilding::{large_shop, signal, until_some};
use crate::support::{Shop, names_in};

/// The first line of a table of links.
const LINKS: &str = "\
from,to,orders,share_of_source_buyers,share_of_target_buyers,times_chance,strength,rank,direction\n";

#[test]
fn each_format_is_a_file_or_a_folder_of_two() {
    let shop = Shop::with_graph();
    let dot = format!("// Cartway, generation {} of ", shop.version());
    for (format, begins) in [
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
        ("dot", &*dot),
        ("cyjs", "{\"format_version\":"),
        ("node-link", "{\"directed\":false,"),
    ] {
        let run = shop.ask("export", &["--format", format, "--output", "out"]);
        let expected = "out: 7 items and 4 links of generation 000001, ";
        assert!(run.succeeded().starts_with(expected), "{run:?}");
        let text = fs::read_to_string(shop.path("out")).unwrap();
        assert!(text.starts_with(begins) && text.ends_with('\n'), "{text}");
        assert!(
            ["Lamp", "Teapot", "Globe"]
                .iter()
                .all(|title| text.contains(title))
        );
        let to_standard_output = shop.ask("export", &["--format", format]);
        assert_eq!(to_standard_output.succeeded(), text);
    }
    for (format, suffix) in [("csv", "csv"), ("parquet", "parquet")] {
        shop.ask("export", &["--format", format, "--output", "folder"])
            .succeeded();
        let names = ["items", "links"].map(|name| format!("{name}.{suffix}"));
        assert_eq!(names_in(&shop.path("folder")), names);
        fs::remove_dir_all(shop.path("folder")).unwrap();
    }
}

#[test]
fn links_go_to_the_file_that_is_named_and_items_beside_it() {
    let shop = Shop::with_graph();
    let folder = shop.path("out.csv");
    for (name, items, options) in [
        ("shop.csv", "shop.items.csv", &[][..]),
        ("shop.csv.gz", "shop.items.csv.gz", &["--gzip"][..]),
    ] {
        let arguments = [&["--format", "csv", "--output", name], options].concat();
        shop.ask("export", &arguments).succeeded();
        let packed = fs::read(shop.path(name)).unwrap();
        assert_eq!(packed.starts_with(LINKS.as_bytes()), options.is_empty());
        assert!(shop.path(items).is_file(), "{items}");
    }
    let text = fs::read_to_string(shop.path("shop.items.csv")).unwrap();
    let head = text.lines().next().unwrap();
    assert!(head.ends_with(",x,y,region"), "{head}");
    // A folder of such a name is still one.
    fs::create_dir(&folder).unwrap();
    shop.ask("export", &["--format", "csv", "--output", "out.csv"])
        .succeeded();
    assert_eq!(names_in(&folder), ["items.csv", "links.csv"]);
}

#[test]
fn a_table_by_itself_goes_to_standard_output() {
    let shop = Shop::with_graph();
    let run = shop.ask("export", &["--format", "csv", "--table", "links"]);
    let text = run.succeeded();
    assert!(
        text.starts_with(LINKS) && text.lines().count() == 5,
        "{text}"
    );
    let run = shop.ask("export", &["--format", "csv", "--table", "items"]);
    let text = run.succeeded();
    let lamp = text.lines().find(|line| line.starts_with("a,")).unwrap();
    assert!(lamp.starts_with("a,Lamp,Ada,Light,Light,1990,3,"), "{text}");
    assert_eq!(text.lines().count(), 8);
}

#[test]
fn options_that_do_not_fit_each_other_are_told() {
    let shop = Shop::with_graph();
    let export = |line: &str| {
        let arguments: Vec<&str> = line.split(' ').collect();
        shop.ask("export", &arguments)
    };
    export("--format csv").failed_saying(&["two files", "--output", "--table"]);
    export("--format gexf --table links").failed_saying(&["one file", "leave out --table"]);
    export("--format parquet --output x.gz").failed_saying(&["packed already"]);
    export("--format gexf --output shop.graph").failed_saying(&["no regular file"]);
    export("--format gexf --output none/x.gexf").failed_saying(&["its folder is there"]);
    let run = export("--format xlsx");
    assert!(run.refused().contains("node-link"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn packed_files_are_those_named_so_and_those_asked_for() {
    let shop = Shop::with_graph();
    let plain = shop.ask("export", &["--format", "dot"]);
    for (name, options) in [("x.dot.gz", &[][..]), ("x.dot", &["--gzip"])] {
        let arguments = [&["--format", "dot", "--output", name], options].concat();
        shop.ask("export", &arguments).succeeded();
        let run = shop.shell("gzip -dc <\"$1\"", &[name]);
        assert_eq!(run.succeeded(), plain.succeeded());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_what_was_there() {
    let shop = Shop::with_graph();
    shop.write("old.gexf", "old");
    let before = names_in(shop.folder());
    // No file may have a byte.
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" export --graph shop.graph \"$@\"";
    for arguments in [
        &["--format", "gexf", "--output", "old.gexf"][..],
        &["--format", "gexf", "--output", "new.gexf"],
        &["--format", "csv", "--output", "folder"],
        &["--format", "parquet", "--output", "folder"],
    ] {
        let run = shop.shell(script, arguments);
        run.failed_saying(&["cannot be written", "make room"]);
        assert_eq!(names_in(shop.folder()), before, "{run:?}");
        assert_eq!(fs::read(shop.path("old.gexf")).unwrap(), b"old");
    }
    let script = "\"$0\" export --graph shop.graph --format gexf >/dev/full";
    shop.shell(script, &[]).failed_saying(&["standard output"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    let script =
        "(\"$0\" export --graph shop.graph --table items \"$@\"; echo $? >code) | head -c 1";
    for format in ["csv", "parquet"] {
        let run = shop.shell(script, &["--format", format]);
        assert_eq!((run.out.len(), run.err.as_str()), (1, ""), "{format}");
        assert_eq!(fs::read_to_string(shop.path("code")).unwrap(), "0\n");
    }
    let script = script.replace("--table items", "");
    for format in ["graphml", "gexf", "dot", "cyjs", "node-link"] {
        let run = shop.shell(&script, &["--format", format]);
        assert_eq!((run.out.len(), run.err.as_str()), (1, ""), "{format}");
        assert_eq!(fs::read_to_string(shop.path("code")).unwrap(), "0\n");
    }
}

#[cfg(unix)]
#[test]
fn either_signal_stops_it() {
    let shop = large_shop();
    shop.rebuild(&[]).succeeded();
    for name in ["-INT", "-TERM"] {
        let said = until_some(|| {
            let mut command =
                shop.command(&["export", "--graph", "shop.graph", "--format", "gexf"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut export = command.spawn().unwrap();
            // It writes, and waits for who reads more than this.
            export
                .stdout
                .as_mut()
                .unwrap()
                .read_exact(&mut [0])
                .unwrap();
            signal(name, &export.id().to_string());
            let output = export.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            (output.status.code() == Some(1)).then_some(said)
        });
        assert_eq!(
            said,
            "error: stopped; standard output has a part of the graph only\n"
        );
    }
}
