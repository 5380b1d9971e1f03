//! What a registry of packages gets: all that the program is built from, and little else.
//!
//! `CARTWAY_TEST_PACKAGE=1` compiles it as it would be unpacked there; it needs a registry to ask.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::Run;

/// Most bytes of the packed package.
const MOST: usize = 1_500_000;

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).current_dir(house());
    cargo
}

/// The files of the package that stand in the house as they are.
fn files() -> Vec<PathBuf> {
    let list = ["package", "--list", "--allow-dirty", "--package", "cartway"];
    let run = Run::of(&mut cargo(&list));
    let files = run.succeeded().lines().map(PathBuf::from);
    files.filter(|file| house().join(file).is_file()).collect()
}

fn packed(files: &[PathBuf]) -> usize {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    for file in files {
        packed
            .write_all(&fs::read(house().join(file)).unwrap())
            .unwrap();
    }
    packed.finish().unwrap().len()
}

#[test]
fn a_package_holds_the_program_and_is_small() {
    let files = files();
    for wanted in [
        "src/main.rs",
        "static/cartway.js",
        "data/columns.tsv",
        "LICENSE-MIT",
    ] {
        assert!(
            files.iter().any(|file| file == Path::new(wanted)),
            "{wanted}"
        );
    }
    for package in ["cartway", "cartway-graph"] {
        let list = ["package", "--list", "--allow-dirty", "--package", package];
        let run = Run::of(&mut cargo(&list));
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let holds = run.succeeded().lines().any(|file| file == licence);
            assert!(holds, "{package} has no {licence}");
        }
    }
    let needless = ["tests", "benches", "docs", "deploy", ".ci"];
    for file in &files {
        assert!(
            !needless.iter().any(|folder| file.starts_with(folder)),
            "{}",
            file.display()
        );
    }
    let size = packed(&files);
    assert!(size < MOST, "{size} bytes");
}

#[test]
fn the_papers_name_the_oldest_compiler() {
    for paper in ["README.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(house().join(paper)).unwrap();
        let named = concat!("(", env!("CARGO_PKG_RUST_VERSION"), " or newer)");
        assert!(text.contains(named), "{paper} has no {named}");
    }
}

#[test]
fn a_package_compiles_as_it_is_unpacked() {
    if std::env::var_os("CARTWAY_TEST_PACKAGE").is_none_or(|value| value != "1") {
        return eprintln!("skipped: CARTWAY_TEST_PACKAGE=1 packs the program and compiles that");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let target = path("target");
    let mut pack = cargo(&[
        "package",
        "--workspace",
        "--no-verify",
        "--allow-dirty",
        "--target-dir",
    ]);
    Run::of(pack.arg(&target)).succeeded();
    for package in fs::read_dir(target.join("package")).unwrap() {
        let package = package.unwrap().path();
        if package.extension().is_some_and(|ending| ending == "crate") {
            let mut unpack = Command::new("tar");
            unpack
                .arg("-xzf")
                .arg(&package)
                .arg("-C")
                .arg(folder.path());
            Run::of(&mut unpack).succeeded();
        }
    }
    let version = env!("CARGO_PKG_VERSION");
    let graph = path(&format!("cartway-graph-{version}"));
    let patch = format!("patch.crates-io.cartway-graph.path={graph:?}");
    let mut check = cargo(&["check", "--bins", "--config", &patch]);
    check.current_dir(path(&format!("cartway-{version}")));
    // What others wrote was compiled already.
    check.env("CARGO_TARGET_DIR", house().join("target"));
    Run::of(&mut check).succeeded();
}
