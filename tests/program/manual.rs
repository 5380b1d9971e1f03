//! The pages of the manual and the completions of shells.
//!
//! `CARTWAY_TEST_MANUAL=1` has `man` and `bash` read them; both must be installed then.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Run, cartway};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// Writes the pages to a folder that is not there yet, and gives their names.
fn write_pages(folder: &Path) -> BTreeSet<String> {
    let run = Run::of(cartway().arg("man").arg("--out").arg(folder));
    assert_eq!(run.succeeded(), "");
    let files = fs::read_dir(folder).unwrap();
    let name = |file: std::io::Result<fs::DirEntry>| file.unwrap().file_name();
    files
        .map(|file| name(file).into_string().unwrap())
        .collect()
}

fn completions(shell: &str) -> String {
    let run = Run::of(cartway().args(["completions", shell]));
    run.succeeded().to_owned()
}

/// Whether other programs are there to judge.
fn are_wanted() -> bool {
    let wanted = std::env::var_os("CARTWAY_TEST_MANUAL").is_some_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: CARTWAY_TEST_MANUAL=1 has man and bash read pages and completions");
    }
    wanted
}

#[test]
fn every_command_has_a_page_with_its_options_and_settings() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("share/man1");
    let names = write_pages(&folder);
    for name in [
        "cartway",
        "cartway-serve",
        "cartway-import-orders",
        "cartway-man",
    ] {
        assert!(names.contains(&format!("{name}.1")), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("help")), "{names:?}");
    let page = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let serve = page("cartway-serve.1");
    assert!(serve.contains(".TH cartway-serve 1"), "{serve}");
    for part in ["\\-\\-bind", "CARTWAY_BIND", "cartway\\fR(1)"] {
        assert!(serve.contains(part), "no {part}: {serve}");
    }
    let program = page("cartway.1");
    for part in ["cartway\\-verify(1)", "EXIT STATUS"] {
        assert!(program.contains(part), "no {part}: {program}");
    }
}

#[test]
fn without_a_folder_all_pages_are_printed_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let names = write_pages(folder.path());
    let run = Run::of(cartway().arg("man"));
    assert_eq!(run.succeeded().matches("\n.TH ").count(), names.len());
}

#[test]
fn a_folder_of_pages_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let run = Run::of(cartway().arg("man").arg("--out").arg(&file));
    run.failed_saying(&["file cannot be written", "--out"]);
}

#[test]
fn every_shell_has_completions_of_commands_and_options() {
    for shell in SHELLS {
        let script = completions(shell);
        for part in ["rebuild", "max-basket", "amazon-meta", "completions"] {
            assert!(script.contains(part), "{shell} knows no {part}");
        }
    }
    let unknown = Run::of(cartway().args(["completions", "cmd"]));
    assert!(unknown.refused().contains("possible values: bash"));
}

#[test]
fn man_reads_every_page_without_a_warning() {
    if !are_wanted() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for name in write_pages(folder.path()) {
        let mut man = Command::new("man");
        man.args(["--local-file", "--warnings", "--encoding=UTF-8"]);
        man.arg(folder.path().join(&name)).env("LC_ALL", "C.UTF-8");
        let run = Run::of(&mut man);
        assert!(run.succeeded().contains("SYNOPSIS"), "{name}: {run:?}");
        assert_eq!(run.err, "", "{name}");
    }
}

#[test]
fn bash_completes_what_is_begun() {
    if !are_wanted() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("cartway.bash");
    fs::write(&script, completions("bash")).unwrap();
    let mut bash = Command::new("bash");
    Run::of(bash.arg("-n").arg(&script)).succeeded();
    let ask = "source \"$1\"; COMP_WORDS=(cartway serve --admi); COMP_CWORD=2; \
               _cartway cartway --admi serve; echo \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    let run = Run::of(bash.args(["-c", ask, "bash"]).arg(&script));
    assert_eq!(run.succeeded().trim(), "--admin-bind");
}
