//! What `docs/api.md` shows, run against the bundled sample.

use std::fs;
use std::path::Path;
use std::process::Command;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::kit::are_wanted;
use crate::support::{Run, Server, agent};

/// Where the paper says that the server is.
const SHOWN: &str = "http://127.0.0.1:8080/";

/// The blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paper = fs::read_to_string(house.join("docs/api.md")).unwrap();
    let mut blocks = Vec::new();
    let mut is_meant = false;
    for event in Parser::new(&paper) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_meant = &*info == language;
            }
            Event::End(TagEnd::CodeBlock) => is_meant = false,
            Event::Text(text) if is_meant => blocks.push(text.into_string()),
            _ => {}
        }
    }
    assert!(!blocks.is_empty(), "{language}");
    blocks
}

/// Sends what a command of curl would, and gives the status and the body.
fn curl(command: &str, server: &str) -> (u16, String) {
    let words = shell_words::split(command).unwrap();
    let mut words = words.into_iter().skip(1);
    let (mut url, mut body, mut headers) = (String::new(), None, Vec::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "-i" => {}
            "-H" => headers.push(words.next().unwrap()),
            "-d" => body = words.next(),
            _ => url = word.replace(SHOWN, server),
        }
    }
    let method = if body.is_some() { "POST" } else { "GET" };
    let mut request = ureq::http::Request::builder().method(method).uri(url);
    for header in &headers {
        let (name, value) = header.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    let request = request.body(body.unwrap_or_default()).unwrap();
    let mut response = agent().run(request).unwrap();
    let text = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), text)
}

#[test]
fn every_question_of_the_paper_is_answered() {
    let server = Server::demo();
    let mut asked = 0;
    for block in blocks("sh") {
        let commands = block.split("curl ").skip(1);
        for command in commands {
            let (status, body) = curl(&format!("curl {command}"), &server.address);
            let is_error = command.contains("book-dun&");
            assert_eq!(
                status,
                if is_error { 404 } else { 200 },
                "{command}: {body}"
            );
            assert!(!body.contains("\"status\":\"error\""), "{body}");
            asked += 1;
        }
    }
    assert_eq!(asked, 7);
}

#[test]
fn what_the_paper_shows_of_rust_stands_in_an_example_that_is_run() {
    let example = include_str!("../../kit/rust/examples/tour.rs");
    for block in blocks("rust") {
        assert!(
            crate::kit::bare(example).contains(&crate::kit::bare(&block)),
            "{block}"
        );
    }
}

#[test]
fn what_the_paper_shows_of_python_and_javascript_runs() {
    if !are_wanted() {
        return;
    }
    let server = Server::demo();
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    for block in blocks("python") {
        let mut python = Command::new(house.join("target/kit/bin/python"));
        let code = block.replace(
            SHOWN.trim_end_matches('/'),
            server.address.trim_end_matches('/'),
        );
        let said = Run::of(python.args(["-c", &code])).succeeded().to_owned();
        assert!(said.starts_with("Dune > "), "{said}");
    }
    let typescript = house.join("kit/typescript");
    Run::of(
        Command::new("npm")
            .args(["run", "build"])
            .current_dir(&typescript),
    )
    .succeeded();
    for block in blocks("js") {
        let code = block.replace(
            SHOWN.trim_end_matches('/'),
            server.address.trim_end_matches('/'),
        );
        let mut node = Command::new("node");
        node.args(["--input-type=module", "-e", &code])
            .current_dir(&typescript);
        let said = Run::of(&mut node).succeeded().to_owned();
        assert!(said.starts_with("Dune > "), "{said}");
    }
}
