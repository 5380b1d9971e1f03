//! The tools, described from the table of operations: what a tool is asked with is what an address
//! is, and what it answers with is the same body.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::ser::Error as _;
use serde_json::{Error, Map, Value, json};

use crate::address::Topic;
use crate::description::{Operation, bodies};
use crate::words::texts::Texts;

/// Where the description refers to, and where a schema that stands alone does.
const REFERENCES: [&str; 2] = ["#/components/schemas/", "#/$defs/"];

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tool {
    name: &'static str,
    /// What it asks.
    pub(super) topic: Topic,
}

/// All of them.
const TOOLS: [Tool; 4] = [
    Tool::new("connect", Topic::Connect),
    Tool::new("search", Topic::Search),
    Tool::new("between", Topic::Between),
    Tool::new("neighbours", Topic::Neighbours),
];

impl Tool {
    const fn new(name: &'static str, topic: Topic) -> Self {
        Self { name, topic }
    }

    /// The tool of this name.
    pub(super) fn called(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.name == name)
    }

    fn described(&self, bodies: &Map<String, Value>) -> Result<Value, Error> {
        let operation = Operation::of(self.topic);
        let texts = Texts::default();
        Ok(json!({
            "name": self.name,
            "title": operation.title(texts),
            "description": operation.sentence(texts),
            "inputSchema": operation.question()?,
            "outputSchema": alone(&operation.body(), bodies),
            "annotations": {
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        }))
    }
}

/// The names of all tools, in a sentence.
pub(super) fn names() -> String {
    TOOLS.map(|tool| tool.name).join(", ")
}

/// All tools, described.
///
/// # Errors
/// Their schemas could not be made into JSON; they can.
pub(super) fn list() -> Result<Value, Error> {
    static LIST: LazyLock<Result<Value, Error>> = LazyLock::new(|| {
        let bodies = bodies()?;
        let tools = TOOLS.iter().map(|tool| tool.described(&bodies));
        Ok(Value::Array(tools.collect::<Result<_, _>>()?))
    });
    LIST.as_ref().cloned().map_err(Error::custom)
}

/// What a body holds, with all that it refers to. Answers of tools are objects, which must be said
/// beside a choice of objects.
fn alone(name: &str, bodies: &Map<String, Value>) -> Value {
    let mut schema = bodies.get(name).cloned().unwrap_or_default();
    let mut taken = BTreeSet::new();
    let mut definitions = Map::new();
    let mut waiting = references(&mut schema);
    while let Some(name) = waiting.pop() {
        if let (true, Some(body)) = (taken.insert(name.clone()), bodies.get(&name)) {
            let mut body = body.clone();
            waiting.extend(references(&mut body));
            definitions.insert(name, body);
        }
    }
    schema["type"] = "object".into();
    schema["$defs"] = definitions.into();
    schema
}

/// The names that a schema refers to, which it then refers to as one that stands alone. What only
/// OpenAPI knows is taken out.
fn references(schema: &mut Value) -> Vec<String> {
    let [before, after] = REFERENCES;
    match schema {
        Value::Object(members) => {
            members.shift_remove("discriminator");
            members.values_mut().flat_map(references).collect()
        }
        Value::Array(members) => members.iter_mut().flat_map(references).collect(),
        Value::String(text) => match text.strip_prefix(before).map(str::to_owned) {
            Some(name) => {
                *text = format!("{after}{name}");
                vec![name]
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Arguments as names and values, as a query has them: a list is a name that is repeated, and `null`
/// is nothing. What a value may be is not judged here.
pub(super) fn given(arguments: Map<String, Value>) -> Vec<(String, String)> {
    let each = arguments.into_iter().flat_map(|(name, value)| {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        let values = values.into_iter().filter_map(text);
        values.map(move |value| (name.clone(), value))
    });
    each.collect()
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        // JSON has no whole numbers of its own, so 25.0 is 25.
        Value::Number(number) => Some(match number.as_f64().filter(|_| number.is_f64()) {
            Some(float) if float.fract() == 0.0 => format!("{float:.0}"),
            _ => number.to_string(),
        }),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_become_names_and_values() {
        let arguments = json!({
            "from": "a", "k": 25.0, "avoid_hubs": 99.5, "via": ["x", "y"], "exclude": [],
            "max_hops": null, "odd": {"a": [true]},
        });
        let Value::Object(arguments) = arguments else {
            panic!("an object")
        };
        let given = given(arguments);
        let given: Vec<_> = given
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        assert_eq!(
            given,
            [
                ("from", "a"),
                ("k", "25"),
                ("avoid_hubs", "99.5"),
                ("via", "x"),
                ("via", "y"),
                ("odd", "{\"a\":[true]}"),
            ]
        );
    }

    #[test]
    fn every_tool_is_described_by_itself() {
        let tools = list().expect("they can be described");
        for (tool, described) in TOOLS.iter().zip(tools.as_array().expect("a list")) {
            assert_eq!(described["name"], tool.name);
            let input = &described["inputSchema"];
            assert_eq!(
                (&input["type"], &input["additionalProperties"]),
                (&json!("object"), &json!(false))
            );
            assert!(
                input["properties"]["limit"].is_object() || input["properties"]["k"].is_object()
            );
            let output = &described["outputSchema"];
            assert_eq!(output["type"], "object");
            let text = output.to_string();
            assert!(
                !text.contains(REFERENCES[0]) && !text.contains("discriminator"),
                "{text}"
            );
            for reference in text.split("\"$ref\":\"#/$defs/").skip(1) {
                let name = reference.split('"').next().expect("a name");
                assert!(output["$defs"][name].is_object(), "{name}");
            }
        }
    }
}
