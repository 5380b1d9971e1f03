//! JSON-RPC 2.0: what was received, and what is to be done for it.

use serde_json::{Map, Value, json};

use super::tools::{self, Tool};
use super::version::{self, Era, Fault, HANDSHAKE, SERVER, Sent};
use crate::address::{Topic, shortened};
use crate::api::ProblemBody;
use crate::words::texts::Texts;

/// Most messages of a batch.
const MAX_BATCH: usize = 50;
/// How long a client may keep what it was told of the server, in milliseconds.
const KEPT: u64 = 300_000;

const NOT_JSON: i64 = -32_700;
const NO_MESSAGE: i64 = -32_600;
const NO_METHOD: i64 = -32_601;
const BAD_PARAMS: i64 = -32_602;
const FAILED: i64 = -32_603;
const HEADER_MISMATCH: i64 = -32_020;
const UNKNOWN_VERSION: i64 = -32_022;

/// What the body of a request is.
#[derive(Debug)]
pub enum Received {
    /// One message.
    One(Step),
    /// A batch of them.
    Many(Vec<Step>),
}

/// What is to be done for a message.
#[derive(Debug)]
pub enum Step {
    /// This is to be answered.
    Answer(Reply),
    /// A question is to be asked, and its answer [told](answered).
    Ask(Question),
    /// Nothing is to be answered.
    Nothing,
}

/// An answer, and the status it is sent with.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Of HTTP.
    pub status: u16,
    /// A message.
    pub body: Value,
}

/// A call of a tool.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    id: Value,
    era: Era,
    /// The question.
    pub topic: Topic,
    /// Its names and values.
    pub given: Vec<(String, String)>,
}

/// Who is spoken to about a message.
struct Asker {
    id: Value,
    era: Era,
}

/// Reads the body of a request.
#[must_use]
pub fn received(body: &[u8], sent: &Sent<'_>) -> Received {
    let refused = |code, sentence: &str| Received::One(Step::Answer(nobodys(code, sentence)));
    let Ok(message) = serde_json::from_slice::<Value>(body) else {
        return refused(NOT_JSON, "The body is no JSON.");
    };
    if !sent.is_known() {
        let id = message.get("id").cloned().unwrap_or_default();
        let version = sent.version.unwrap_or_default();
        return Received::One(Step::Answer(unknown_version(id, version)));
    }
    let Value::Array(messages) = message else {
        return Received::One(step(message, sent));
    };
    if !sent.takes_batches() {
        return refused(
            NO_MESSAGE,
            "This version of the protocol has no batches; send each message alone.",
        );
    }
    if messages.is_empty() || messages.len() > MAX_BATCH {
        let sentence = format!("A batch holds from 1 to {MAX_BATCH} messages.");
        return refused(NO_MESSAGE, &sentence);
    }
    let steps = messages.into_iter().map(|message| step(message, sent));
    Received::Many(steps.collect())
}

/// What is told whoever asks from a page of another site.
#[must_use]
pub fn forbidden(origin: &str) -> Reply {
    let sentence = format!(
        "Pages of {} may not ask here; ask from a program, or from a page of this server.",
        shortened(origin)
    );
    Reply {
        status: 403,
        ..nobodys(NO_MESSAGE, &sentence)
    }
}

/// The answer to a call: its body for programs, and what was said for models.
#[must_use]
pub fn answered(question: &Question, body: Value, said: &str) -> Reply {
    question.asker().told(json!({
        "content": [{"type": "text", "text": said}],
        "structuredContent": body,
        "isError": false,
    }))
}

/// What a call is told that cannot be answered. It is an answer, so that the model reads it and can
/// do better.
#[must_use]
pub fn refused(question: &Question, problem: &ProblemBody) -> Reply {
    let mut said = problem.detail.clone();
    if !problem.suggestions.is_empty() {
        said += "\nPerhaps one of these was meant:";
        for card in &problem.suggestions {
            said += &format!("\n- {} [id: {}]", card.title, card.id);
        }
    }
    question.asker().told(json!({
        "content": [{"type": "text", "text": said}],
        "isError": true,
    }))
}

impl Question {
    fn asker(&self) -> Asker {
        Asker {
            id: self.id.clone(),
            era: self.era,
        }
    }
}

fn step(message: Value, sent: &Sent<'_>) -> Step {
    let no_message = |sentence: &str| Step::Answer(nobodys(NO_MESSAGE, sentence));
    let Value::Object(mut message) = message else {
        return no_message("A message is an object.");
    };
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return no_message("\"jsonrpc\" must be \"2.0\".");
    }
    let Some(method) = message.remove("method") else {
        let is_response = message.contains_key("result") || message.contains_key("error");
        return match is_response {
            true => Step::Nothing,
            false => no_message("A message has a \"method\"."),
        };
    };
    let Value::String(method) = method else {
        return no_message("\"method\" must be a text.");
    };
    let id = match message.remove("id") {
        None => return Step::Nothing,
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        Some(_) => return no_message("\"id\" must be a text or a number."),
    };
    let params = match message.remove("params") {
        None => Map::new(),
        Some(Value::Object(params)) => params,
        Some(_) => {
            let asker = Asker {
                id,
                era: Era::Handshake,
            };
            return Step::Answer(asker.fault(BAD_PARAMS, "\"params\" must be an object."));
        }
    };
    match Era::of(&method, &params, sent) {
        Ok(era) => Asker { id, era }.asks(&method, params),
        Err(fault) => Step::Answer(stands_not_alone(id, fault)),
    }
}

impl Asker {
    fn asks(self, method: &str, params: Map<String, Value>) -> Step {
        Step::Answer(match (method, self.era) {
            ("initialize", Era::Handshake) => self.told(welcome(&params)),
            ("server/discover", Era::Alone) => self.may_keep(discovered()),
            ("ping", _) => self.told(json!({})),
            ("tools/list", _) => match tools::list() {
                Ok(tools) => self.may_keep(json!({ "tools": tools })),
                Err(_) => self.fault(FAILED, "The tools could not be described."),
            },
            ("tools/call", _) => return self.calls(params),
            (method, _) => {
                let method = shortened(method);
                self.fault(NO_METHOD, &format!("There is no method \"{method}\"."))
            }
        })
    }

    fn calls(self, mut params: Map<String, Value>) -> Step {
        let name = params.get("name").and_then(Value::as_str);
        let Some(tool) = name.and_then(Tool::called) else {
            let name = shortened(name.unwrap_or_default());
            let sentence = format!("There is no tool \"{name}\"; there are {}.", tools::names());
            return Step::Answer(self.fault(BAD_PARAMS, &sentence));
        };
        match params.remove("arguments").unwrap_or_default() {
            Value::Null => Step::Ask(self.question(tool, Map::new())),
            Value::Object(arguments) => Step::Ask(self.question(tool, arguments)),
            _ => Step::Answer(self.fault(BAD_PARAMS, "\"arguments\" must be an object.")),
        }
    }

    fn question(self, tool: &Tool, arguments: Map<String, Value>) -> Question {
        Question {
            id: self.id,
            era: self.era,
            topic: tool.topic,
            given: tools::given(arguments),
        }
    }

    fn told(self, mut result: Value) -> Reply {
        if self.era == Era::Alone {
            result["resultType"] = "complete".into();
            result["_meta"] = json!({ SERVER: server() });
        }
        Reply {
            status: 200,
            body: json!({"jsonrpc": "2.0", "id": self.id, "result": result}),
        }
    }

    /// Tells what stays true for a while.
    fn may_keep(self, mut result: Value) -> Reply {
        if self.era == Era::Alone {
            result["ttlMs"] = KEPT.into();
            result["cacheScope"] = "public".into();
        }
        self.told(result)
    }

    fn fault(self, code: i64, sentence: &str) -> Reply {
        let status = match (self.era, code) {
            (Era::Handshake, _) | (_, FAILED) => 200,
            (Era::Alone, NO_METHOD) => 404,
            (Era::Alone, _) => 400,
        };
        Reply {
            status,
            body: json!({"jsonrpc": "2.0", "id": self.id, "error": {"code": code, "message": sentence}}),
        }
    }
}

/// What is told whoever cannot be spoken to by the id of a message.
fn nobodys(code: i64, sentence: &str) -> Reply {
    let asker = Asker {
        id: Value::Null,
        era: Era::Alone,
    };
    asker.fault(code, sentence)
}

fn stands_not_alone(id: Value, fault: Fault) -> Reply {
    let asker = Asker {
        id,
        era: Era::Alone,
    };
    match fault {
        Fault::Incomplete(sentence) => asker.fault(BAD_PARAMS, &sentence),
        Fault::Mismatch(header) => {
            let sentence = format!("The header {header} does not say what the message says.");
            asker.fault(HEADER_MISMATCH, &sentence)
        }
        Fault::Version(version) => unknown_version(asker.id, &version),
    }
}

fn unknown_version(id: Value, requested: &str) -> Reply {
    let asker = Asker {
        id,
        era: Era::Alone,
    };
    let supported = version::all();
    let sentence = format!(
        "This version of the protocol is not spoken here; {} are.",
        supported.join(", ")
    );
    let mut reply = asker.fault(UNKNOWN_VERSION, &sentence);
    reply.body["error"]["data"] =
        json!({"supported": supported, "requested": shortened(requested)});
    reply
}

/// The answer to a handshake: the version asked for, if it is one of ours, else the latest.
fn welcome(params: &Map<String, Value>) -> Value {
    let asked = params.get("protocolVersion").and_then(Value::as_str);
    let mut known = HANDSHAKE.into_iter();
    let latest = HANDSHAKE[HANDSHAKE.len() - 1];
    let version = known.find(|known| asked == Some(known)).unwrap_or(latest);
    let mut result = about();
    result["protocolVersion"] = version.into();
    result["serverInfo"] = server();
    result
}

fn discovered() -> Value {
    let mut result = about();
    result["supportedVersions"] = version::all().into();
    result
}

/// What there is, and what it is for.
fn about() -> Value {
    json!({
        "capabilities": {"tools": {"listChanged": false}},
        "instructions": Texts::default().say("api-description"),
    })
}

/// Who answers.
fn server() -> Value {
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "title": "Cartway",
        "version": env!("CARGO_PKG_VERSION"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reply(message: &Value, version: Option<&str>) -> Reply {
        let sent = Sent {
            version,
            ..Sent::default()
        };
        match received(message.to_string().as_bytes(), &sent) {
            Received::One(Step::Answer(reply)) => reply,
            other => panic!("{other:?}"),
        }
    }

    fn code(message: &Value, version: Option<&str>) -> (u16, i64) {
        let reply = reply(message, version);
        let code = reply.body["error"]["code"].as_i64();
        (reply.status, code.expect("an error"))
    }

    fn request(method: &str, params: Value) -> Value {
        json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
    }

    #[test]
    fn a_handshake_settles_on_a_version_both_speak() {
        for (asked, settled) in [
            ("2025-03-26", "2025-03-26"),
            ("2025-06-18", "2025-06-18"),
            ("2024-11-05", "2025-11-25"),
            ("2031-01-01", "2025-11-25"),
        ] {
            let reply = reply(
                &request("initialize", json!({"protocolVersion": asked})),
                None,
            );
            assert_eq!(reply.body["result"]["protocolVersion"], settled, "{asked}");
            assert_eq!(reply.body["result"]["serverInfo"]["name"], "cartway");
        }
    }

    #[test]
    fn what_is_no_message_is_told_so() {
        for (message, expected) in [
            (json!(7), NO_MESSAGE),
            (
                json!({"jsonrpc": "1.0", "id": 1, "method": "ping"}),
                NO_MESSAGE,
            ),
            (json!({"jsonrpc": "2.0", "id": 1}), NO_MESSAGE),
            (
                json!({"jsonrpc": "2.0", "id": null, "method": "ping"}),
                NO_MESSAGE,
            ),
            (json!({"jsonrpc": "2.0", "id": 1, "method": 2}), NO_MESSAGE),
            (json!([]), NO_MESSAGE),
        ] {
            assert_eq!(code(&message, None), (400, expected), "{message}");
        }
        let no_json = received(b"{", &Sent::default());
        assert!(matches!(no_json, Received::One(Step::Answer(reply)) if reply.status == 400));
        assert_eq!(
            code(&request("resources/list", json!({})), None),
            (200, NO_METHOD)
        );
        assert_eq!(code(&request("ping", json!([1])), None), (200, BAD_PARAMS));
        assert_eq!(
            code(&request("ping", json!({})), Some("2031-01-01")),
            (400, UNKNOWN_VERSION)
        );
    }

    #[test]
    fn what_asks_for_no_answer_gets_none() {
        for message in [
            json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
            json!({"jsonrpc": "2.0", "id": 1, "result": {}}),
        ] {
            let received = received(message.to_string().as_bytes(), &Sent::default());
            assert!(matches!(received, Received::One(Step::Nothing)));
        }
    }

    #[test]
    fn only_the_version_that_has_batches_takes_them() {
        let batch = json!([request("ping", json!({})), {"jsonrpc": "2.0", "method": "x"}]);
        let body = batch.to_string();
        for version in [None, Some("2025-03-26")] {
            let sent = Sent {
                version,
                ..Sent::default()
            };
            let Received::Many(steps) = received(body.as_bytes(), &sent) else {
                panic!("a batch")
            };
            assert!(matches!(&steps[..], [Step::Answer(_), Step::Nothing]));
        }
        assert_eq!(code(&batch, Some("2025-06-18")), (400, NO_MESSAGE));
        let large = vec![request("ping", json!({})); MAX_BATCH + 1];
        assert_eq!(code(&json!(large), None), (400, NO_MESSAGE));
    }

    #[test]
    fn a_call_names_a_tool_and_what_to_ask_it() {
        let call = |params| {
            let message = request("tools/call", params);
            match received(message.to_string().as_bytes(), &Sent::default()) {
                Received::One(Step::Ask(question)) => Ok(question),
                Received::One(Step::Answer(reply)) => Err(reply),
                other => panic!("{other:?}"),
            }
        };
        let question = call(json!({"name": "connect", "arguments": {"from": "a"}}));
        let question = question.expect("a question");
        assert_eq!(question.topic, Topic::Connect);
        assert_eq!(question.given, [("from".to_owned(), "a".to_owned())]);
        assert!(call(json!({"name": "search"})).is_ok());
        let unknown = call(json!({"name": "delete"})).expect_err("an error");
        let sentence = unknown.body["error"]["message"].as_str();
        assert!(sentence.is_some_and(|text| text.contains("connect, search, between, neighbours")));
        assert!(call(json!({"name": "search", "arguments": [1]})).is_err());
    }

    #[test]
    fn what_cannot_be_answered_is_told_to_the_model() {
        let question = Question {
            id: json!("x"),
            era: Era::Alone,
            topic: Topic::Connect,
            given: Vec::new(),
        };
        let kind = crate::address::ProblemKind::UnknownItem;
        let mut problem = ProblemBody::new(kind, "No item has the id a.", "/mcp");
        let card = crate::explorer::samples::card(1);
        problem.suggestions = vec![crate::api::CardBody::from(&card)];
        let reply = refused(&question, &problem);
        assert_eq!((reply.status, &reply.body["id"]), (200, &json!("x")));
        let result = &reply.body["result"];
        assert_eq!(
            (&result["isError"], &result["resultType"]),
            (&json!(true), &json!("complete"))
        );
        let text = result["content"][0]["text"].as_str().expect("a text");
        assert!(
            text.starts_with("No item") && text.contains("[id: B001]"),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_answered_asked_or_passed_over(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30),
            version in prop::option::of(prop::sample::select(version::all())),
        ) {
            let sent = Sent { version, ..Sent::default() };
            let body = pieces.concat();
            if let Received::One(Step::Answer(reply)) = received(body.as_bytes(), &sent) {
                prop_assert_eq!(&reply.body["jsonrpc"], "2.0");
                let is_error = reply.body["error"].is_object();
                prop_assert!(is_error != reply.body["result"].is_object());
            }
        }
    }

    /// What messages are made of.
    const PIECES: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"jsonrpc\":\"2.0\"",
        "\"id\":1",
        "\"id\":null",
        "\"method\":\"tools/call\"",
        "\"method\":\"ping\"",
        "\"params\":{}",
        "\"params\":",
        "\"name\"",
        "\"search\"",
        "\"arguments\"",
        "\"result\":1",
        "1e400",
        "\"\\ud800\"",
    ];
}
