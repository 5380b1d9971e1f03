//! The description as others read it: two judges of documents, and one that asks what it describes.

use std::env;
use std::fs;
use std::process::Command;

use super::shops::ODD;

/// Runs a program of the folders that switch this test on, and panics where it is not content.
#[track_caller]
fn run(folders: &str, program: &str, arguments: &[&str], at: &std::path::Path) {
    let path = format!("{folders}:{}", env::var("PATH").unwrap_or_default());
    let mut found = env::split_paths(&path).map(|folder| folder.join(program));
    let file = found.find(|file| file.is_file());
    let program = file.unwrap_or_else(|| panic!("there is no {program} in {folders}"));
    let done = Command::new(&program)
        .args(arguments)
        .current_dir(at)
        .env("PATH", &path)
        .output()
        .expect("it can be run");
    let said = String::from_utf8_lossy(&done.stdout);
    let complained = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program:?}\n{said}\n{complained}");
}

#[test]
fn the_description_is_valid_and_kept() {
    let Ok(folders) = env::var("CARTWAY_TEST_CONTRACT") else {
        println!("skipped: CARTWAY_TEST_CONTRACT names no folder with schemathesis and redocly");
        return;
    };
    let (_, served) = &*ODD;
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("openapi.json");
    fs::write(&document, served.get("/openapi.json").body).unwrap();
    let document = document.to_str().unwrap();
    run(
        &folders,
        "openapi-spec-validator",
        &[document],
        folder.path(),
    );
    run(&folders, "redocly", &["lint", document], folder.path());
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/schemathesis.toml");
    let url = served.url("");
    let arguments = ["--config-file", config, "run", document, "--url", &url];
    run(&folders, "schemathesis", &arguments, folder.path());
}
