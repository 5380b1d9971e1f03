//! The image and the composition, where none can be built: their steps by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{house, is_wanted, read};
use crate::listening::{Logged, ask};
use crate::support::{Run, Shop, cartway, without_settings};

/// What the last instruction of this name in the Containerfile says.
fn instruction(name: &str) -> String {
    let file = read("container/Containerfile").replace("\\\n", " ");
    let mut lines = file.lines().rev();
    let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name}"))
        .trim()
        .to_owned()
}

/// The words of an instruction in its form as a list.
fn words(list: &str) -> Vec<String> {
    serde_json::from_str(list).unwrap_or_else(|error| panic!("{list}: {error}"))
}

/// The settings of the image, in the folder that stands for its root.
fn settings(root: &Path) -> BTreeMap<String, String> {
    let line = instruction("ENV");
    let pairs = line
        .split_whitespace()
        .map(|pair| pair.split_once('=').unwrap());
    let at = |value: &str| value.replace("/data", root.join("data").to_str().unwrap());
    pairs
        .map(|(name, value)| (name.to_owned(), at(value)))
        .collect()
}

/// The settings of the server in the composition.
fn composed(root: &Path) -> BTreeMap<String, String> {
    let file = read("container/compose.yaml");
    let (_, server) = file.split_once("  server:\n").unwrap();
    let (server, _) = server.split_once("\n  rebuild:\n").unwrap();
    let pairs = server
        .lines()
        .filter_map(|line| line.trim().split_once(": "));
    let ours = pairs.filter(|(name, _)| name.starts_with("CARTWAY_"));
    let at = |value: &str| {
        let value = value.replace("${SITE_ADDRESS:-paths.shop.example}", "paths.shop.example");
        value.replace("/run", root.to_str().unwrap())
    };
    ours.map(|(name, value)| (name.to_owned(), at(value)))
        .collect()
}

/// The manifest of the program.
fn manifest() -> toml::Table {
    let text = fs::read_to_string(house().join("Cargo.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

#[test]
fn the_source_that_an_image_is_built_from_is_whole() {
    let passes = read("container/Containerfile.dockerignore");
    let passes: Vec<&str> = passes
        .lines()
        .filter_map(|line| line.strip_prefix('!'))
        .collect();
    // What a registry gets compiles by itself, which is tested there; papers are not compiled.
    let manifest = manifest();
    let packed = manifest["package"]["include"].as_array().unwrap().iter();
    let names = packed.map(|name| name.as_str().unwrap().trim_start_matches('/'));
    for folder in names.filter(|name| house().join(name).is_dir()) {
        assert!(passes.contains(&folder), "{folder} is kept from the image");
    }
    // And the manifests can be read where it is unpacked.
    let source = tempfile::tempdir().unwrap();
    for name in passes {
        let mut copy = Command::new("cp");
        copy.arg("-rL").arg(house().join(name)).arg(source.path());
        Run::of(&mut copy).succeeded();
    }
    let mut read_manifests = Command::new(env!("CARGO"));
    read_manifests.args(["metadata", "--locked", "--no-deps", "--format-version=1"]);
    Run::of(read_manifests.current_dir(source.path())).succeeded();
    let built = "RUN cargo build --locked --profile dist\n";
    assert!(read("container/Containerfile").contains(built));
}

#[test]
fn the_steps_of_the_image_and_of_the_composition_work() {
    if !is_wanted(
        "CARTWAY_TEST_CONTAINER",
        "does the steps of an image by hand",
    ) {
        return;
    }
    let shop = Shop::with_graph();
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("data");
    // An image has an empty folder of generations, which the server takes the first one over from.
    fs::create_dir_all(data.join("shop.graph")).unwrap();
    fs::create_dir(root.path().join("cartway")).unwrap();
    fs::copy(shop.db(), data.join("shop.db")).unwrap();
    let image = settings(root.path());
    assert_eq!(words(&instruction("ENTRYPOINT")), ["cartway"]);
    let serve = words(&instruction("CMD"));

    let mut command = cartway();
    command
        .args(&serve)
        .envs(&image)
        .env("CARTWAY_BIND", "127.0.0.1:0");
    let server = Logged::start_command(&mut command, 1, root.path().join("log"));
    let port = server.places[0]
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap()
        .to_owned();
    let check = instruction("HEALTHCHECK");
    let check = words(check.split_once("CMD ").unwrap().1);
    let check = |port: &str| {
        let asked: Vec<String> = check
            .iter()
            .map(|word| word.replace("8080", port))
            .collect();
        let mut command = Command::new(&asked[0]);
        without_settings(&mut command);
        Run::of(command.args(&asked[1..]).stderr(Stdio::null()))
            .status
            .success()
    };
    assert!(check(&port), "it is up, with nothing to serve");
    server.end();
    assert!(!check(&port), "it is down");

    let compose = read("container/compose.yaml");
    assert!(compose.contains("command: rebuild\n"));
    Run::of(cartway().arg("rebuild").envs(&image)).succeeded();
    let mut command = cartway();
    command
        .args(&serve)
        .envs(&image)
        .envs(composed(root.path()));
    let server = Logged::start_command(&mut command, 1, root.path().join("log"));
    let socket = root.path().join("cartway/http.sock");
    let page = ask(&socket, "/items/a", "192.0.2.7");
    assert!(
        page.contains("https://paths.shop.example/items/a"),
        "{page}"
    );
    server.end();
}
