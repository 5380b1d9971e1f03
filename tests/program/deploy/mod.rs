//! What stands in `deploy/`: its files agree with the program and with each other; and, switched on
//! by name, what they are for takes them.
//!
//! | switch | what it tries | needs |
//! |---|---|---|
//! | `CARTWAY_TEST_SYSTEMD=1` | the units | systemd-analyze |
//! | `CARTWAY_TEST_DEB=1` | the package, installed into this very system, and purged | root, dpkg-dev |
//! | `CARTWAY_TEST_CONTAINER=1` | the steps of the image and of the composition, by hand | bash |

mod container;
mod deb;
mod units;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Run, cartway};

/// Where server and proxy meet.
const SOCKET: &str = "/run/cartway/http.sock";

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    let path = house().join("deploy").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files of a folder and of those in it.
fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files_under(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The settings that a text names.
fn settings_in(text: &str) -> BTreeSet<String> {
    let is_of_name = |letter: char| letter.is_ascii_uppercase() || letter == '_';
    let words = text.split(|letter| !is_of_name(letter));
    let ours = words.filter(|word| word.len() > "CARTWAY_".len() && word.starts_with("CARTWAY_"));
    let of_program = ours.filter(|word| !word.starts_with("CARTWAY_TEST_"));
    of_program.map(str::to_owned).collect()
}

/// Whether a test is wanted; says what it would do otherwise.
fn is_wanted(switch: &str, what: &str) -> bool {
    let wanted = std::env::var_os(switch).is_some_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: {switch}=1 {what}");
    }
    wanted
}

#[test]
fn settings_that_the_files_name_are_settings_of_the_program() {
    // Bold begins with a letter.
    let manual = Run::of(cartway().arg("man"))
        .succeeded()
        .replace("\\fB", " ");
    let known = settings_in(&manual);
    for path in files_under(&house().join("deploy")) {
        let named = settings_in(&fs::read_to_string(&path).unwrap());
        let unknown: Vec<&String> = named.difference(&known).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", path.display());
    }
}

#[test]
fn server_and_proxies_meet_at_one_socket() {
    for file in [
        "README.md",
        "systemd/cartway.service",
        "proxy/nginx.conf",
        "proxy/haproxy.cfg",
        "proxy/Caddyfile",
        "container/compose.yaml",
    ] {
        assert!(read(file).contains(SOCKET), "{file}");
    }
}
