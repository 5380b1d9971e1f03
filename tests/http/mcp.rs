//! The questions of the API as tools of the Model Context Protocol.
//!
//! `CARTWAY_TEST_PYTHON`, a Python with `mcp`, switches on the test with the official client.

use std::process::Command;

use serde_json::{Value, json};

use super::shops::{GIVEN, ODD, here, paths, run_client, script_of_client};
use crate::support::{Response, Served, Shop};

const MCP: &str = "/mcp";
const ALONE: &str = "2026-07-28";

fn request(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
}

fn call(name: &str, arguments: Value) -> Value {
    request("tools/call", json!({"name": name, "arguments": arguments}))
}

fn send(served: &Served, message: &Value, headers: &[(&str, &str)]) -> Response {
    let media = [("content-type", "application/json")];
    let headers: Vec<_> = media.iter().chain(headers).copied().collect();
    served.post(MCP, &headers, message.to_string().as_bytes())
}

/// The result of a message.
fn result(served: &Served, message: &Value) -> Value {
    let answer = send(served, message, &[("mcp-protocol-version", "2025-11-25")]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    let body = answer.json();
    assert_eq!((&body["jsonrpc"], &body["id"]), (&json!("2.0"), &json!(1)));
    body["result"].clone()
}

#[test]
fn a_session_goes_as_the_protocol_wants_it() {
    let (_, served) = &*GIVEN;
    let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
    let welcome = result(served, &request("initialize", hello));
    assert_eq!(welcome["protocolVersion"], "2025-06-18");
    assert!(welcome["capabilities"]["tools"].is_object());
    let ready = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
    let answer = send(served, &ready, &[]);
    assert_eq!((answer.status, answer.body.len()), (202, 0));
    assert_eq!(result(served, &request("ping", json!({}))), json!({}));
    let tools = result(served, &request("tools/list", json!({})));
    let names: Vec<_> = tools["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tool| tool["name"].clone())
        .collect();
    assert_eq!(names, ["connect", "search", "between", "neighbours"]);
}

#[test]
fn a_tool_answers_with_the_body_of_its_address_and_a_text() {
    let (_, served) = &*GIVEN;
    let told = result(
        served,
        &call("connect", json!({"from": "a", "to": "d", "k": 2.0})),
    );
    assert_eq!(told["isError"], false);
    let mut body = told["structuredContent"].clone();
    let mut json = served.get(&format!("{}&k=2", paths("a", "d"))).json();
    for body in [&mut body, &mut json] {
        body["timing_ms"] = Value::Null;
    }
    assert_eq!(body, json);
    let text = told["content"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("Connected in 3 steps") && text.contains("[id: b]"),
        "{text}"
    );
    let told = result(served, &call("neighbours", json!({"id": "b", "limit": 1})));
    assert_eq!(told["structuredContent"]["total"], 2);
    let text = told["content"][0]["text"].as_str().unwrap();
    assert!(text.contains("There are more"), "{text}");
    let told = result(served, &call("between", json!({"from": "a", "to": "c"})));
    assert_eq!(told["structuredContent"]["middles"][0]["item"]["id"], "b");
    let told = result(served, &call("search", json!({"q": "title of b"})));
    assert_eq!(told["structuredContent"]["items"][0]["id"], "b");
}

#[test]
fn what_cannot_be_answered_is_told_to_the_model() {
    let (_, served) = &*ODD;
    for (name, arguments, part) in [
        (
            "connect",
            json!({"from": "007", "to": "harbour"}),
            "The Old Harbour [id: old-harbour]",
        ),
        ("connect", json!({"from": "007"}), "\"to\""),
        (
            "connect",
            json!({"from": "007", "to": "bell", "k": 101}),
            "100",
        ),
        (
            "connect",
            json!({"from": "007", "to": "bell", "kk": 1}),
            "kk",
        ),
        ("neighbours", json!({"id": {"a": 1}}), "No item"),
        (
            "between",
            json!({"from": "007", "to": ["a", "b"]}),
            "\"to\"",
        ),
    ] {
        let told = result(served, &call(name, arguments));
        assert_eq!(told["isError"], true, "{told}");
        let text = told["content"][0]["text"].as_str().unwrap();
        assert!(text.contains(part), "{text}");
    }
    let served = Shop::empty().serve();
    let told = result(&served, &call("search", json!({})));
    assert_eq!(told["isError"], true);
    assert!(
        told["content"][0]["text"]
            .as_str()
            .unwrap()
            .contains("cartway rebuild")
    );
}

#[test]
fn messages_that_stand_alone_are_answered_without_a_session() {
    let (_, served) = &*GIVEN;
    let about = json!({
        "io.modelcontextprotocol/protocolVersion": ALONE,
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let headers = |method| {
        [
            ("mcp-protocol-version", ALONE),
            ("mcp-method", method),
            ("mcp-name", "search"),
        ]
    };
    let found = send(
        served,
        &request("server/discover", json!({"_meta": about})),
        &headers("server/discover"),
    );
    let found = found.json();
    assert_eq!(found["result"]["resultType"], "complete", "{found}");
    let versions = found["result"]["supportedVersions"].as_array().unwrap();
    assert_eq!(versions.last(), Some(&json!(ALONE)));
    let asked = request(
        "tools/call",
        json!({"name": "search", "arguments": {"q": "title"}, "_meta": about}),
    );
    let told = send(served, &asked, &headers("tools/call"));
    assert_eq!(
        (told.status, &told.json()["result"]["isError"]),
        (200, &json!(false))
    );
    for (message, headers, status, code) in [
        (&asked, headers("ping"), 400, -32_020),
        (
            &request("tools/call", json!({"name": "search"})),
            headers("tools/call"),
            400,
            -32_602,
        ),
        (
            &request("prompts/list", json!({"_meta": about})),
            headers("prompts/list"),
            404,
            -32_601,
        ),
    ] {
        let told = send(served, message, &headers);
        assert_eq!(
            (told.status, &told.json()["error"]["code"]),
            (status, &json!(code)),
            "{message}"
        );
    }
    let told = send(served, &asked, &[("mcp-protocol-version", "2031-01-01")]);
    let told = told.json();
    assert_eq!(told["error"]["code"], -32_022);
    assert_eq!(told["error"]["data"]["requested"], "2031-01-01");
}

#[test]
fn batches_are_answered_in_the_version_that_has_them() {
    let (_, served) = &*GIVEN;
    let batch = json!([
        call("search", json!({"limit": 3})),
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        7,
        request("ping", json!({})),
    ]);
    let answer = send(served, &batch, &[]);
    assert_eq!(answer.status, 200);
    let answers = answer.json();
    let answers = answers.as_array().unwrap();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["result"]["structuredContent"]["count"], 3);
    assert_eq!(answers[1]["error"]["code"], -32_600);
    assert_eq!(answers[2]["result"], json!({}));
    assert_eq!(
        send(served, &batch, &[("mcp-protocol-version", "2025-06-18")]).status,
        400
    );
    let silent = json!([{"jsonrpc": "2.0", "method": "notifications/initialized"}]);
    assert_eq!(send(served, &silent, &[]).status, 202);
}

#[test]
fn pages_of_other_sites_may_not_ask() {
    let (_, served) = &*GIVEN;
    let ping = request("ping", json!({}));
    let host = format!("http://{}", served.address());
    for (origin, status) in [
        ("https://paths.example", 200),
        (host.as_str(), 200),
        ("http://localhost:6274", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ] {
        let answer = send(served, &ping, &[("origin", origin)]);
        assert_eq!(answer.status, status, "{origin}");
        assert_eq!(answer.json()["error"].is_object(), status == 403);
    }
    // A page whose name was made to lead here.
    let rebound = [("origin", "http://evil.example"), ("host", "evil.example")];
    assert_eq!(send(served, &ping, &rebound).status, 403);
}

#[test]
fn there_is_no_stream_and_nothing_but_json_is_read() {
    let (_, served) = &*GIVEN;
    for method in ["GET", "DELETE"] {
        let answer = served.ask(method, MCP, &[("accept", "text/event-stream")]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "POST, OPTIONS")
        );
    }
    let answer = served.post(MCP, &[("content-type", "text/plain")], b"{}");
    assert_eq!(
        (answer.status, &*answer.problem()),
        (415, "unsupported-media-type")
    );
    let answer = served.post(
        MCP,
        &[("content-type", "application/json")],
        b"{\"jsonrpc\"",
    );
    assert_eq!(
        (answer.status, &answer.json()["error"]["code"]),
        (400, &json!(-32_700))
    );
    let deep = "[".repeat(100_000);
    let answer = served.post(
        MCP,
        &[("content-type", "application/json")],
        deep.as_bytes(),
    );
    assert_eq!(answer.status, 400);
}

#[test]
fn the_official_client_understands_tools_and_answers() {
    let Some(python) = std::env::var_os("CARTWAY_TEST_PYTHON") else {
        return eprintln!("skipped: CARTWAY_TEST_PYTHON=PYTHON tests with the package mcp");
    };
    let (_shop, served) = here();
    let address = format!("http://{}{MCP}", served.address());
    run_client(
        Command::new(python)
            .arg(script_of_client("ask_mcp.py"))
            .arg(address),
    );
}
