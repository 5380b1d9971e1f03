//! Bodies as flat objects.
//!
//! What serde flattens, a schema tells as parts of a whole (`allOf`), and what it tags as a choice of
//! such wholes; generators of clients stumble over both. Here the parts of a whole become one object,
//! and a choice is one of objects that each name their constant `status`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Where schemas stand in the document.
pub(super) const SCHEMAS: &str = "#/components/schemas/";
/// What tells the variants of a body apart.
const TAG: &str = "status";
/// What ends the names of our types of bodies, and says nothing to others.
const BODY: &str = "Body";

/// The body whose members are left out where other bodies have `null`.
const SPARSE: &str = "ProblemBody";

/// The schemas of a document that `roots` take, each flat, by the names that others know. References
/// are still to be [renamed](rename).
pub(super) fn flat(schemas: &Map<String, Value>, roots: &BTreeSet<String>) -> Map<String, Value> {
    let mut flat = Map::new();
    for (name, schema) in schemas {
        match schema.get("oneOf").and_then(Value::as_array) {
            Some(variants)
                if variants
                    .iter()
                    .all(|variant| variant.get("allOf").is_some()) =>
            {
                let choice = choice(schema, variants, schemas, &mut flat);
                flat.insert(name.clone(), choice);
            }
            _ if flat.contains_key(name) => {}
            _ => {
                let object = merged(schema, schemas, name == SPARSE);
                flat.insert(name.clone(), object);
            }
        }
    }
    let taken = taken(&flat, roots);
    let taken = flat.into_iter().filter(|(name, _)| taken.contains(name));
    taken
        .map(|(name, schema)| (renamed(&name).to_owned(), schema))
        .collect()
}

/// A name without what says nothing to others.
pub(super) fn renamed(name: &str) -> &str {
    name.strip_suffix(BODY).unwrap_or(name)
}

/// A choice of bodies; each of them is put in by its own name, with its tag.
fn choice(
    schema: &Value,
    variants: &[Value],
    all: &Map<String, Value>,
    flat: &mut Map<String, Value>,
) -> Value {
    let mut mapping = Map::new();
    let mut references = Vec::new();
    for variant in variants {
        let parts = variant["allOf"].as_array().map_or(&[][..], Vec::as_slice);
        let Some(reference) = parts.iter().find_map(|part| part["$ref"].as_str()) else {
            continue;
        };
        let body = merged(variant, all, false);
        if let Some(tag) = body["properties"][TAG]["const"].as_str() {
            mapping.insert(tag.to_owned(), reference.into());
        }
        if let Some(name) = reference.strip_prefix(SCHEMAS) {
            flat.insert(name.to_owned(), body);
        }
        references.push(json!({"$ref": reference}));
    }
    json!({
        "description": schema["description"],
        "oneOf": references,
        "discriminator": {"propertyName": TAG, "mapping": mapping},
    })
}

/// An object of all parts of a whole. All its members are there, also those that are `null`, unless
/// it is sparse: then only those that it says itself.
fn merged(schema: &Value, all: &Map<String, Value>, sparse: bool) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    gather(schema, all, sparse, &mut properties, &mut required);
    let mut merged = match schema.get("allOf").and_then(Value::as_array) {
        Some(parts) => {
            // The sentence of a whole is that of the part that is a body of its own.
            let first = parts.first().map(|part| resolved(part, all));
            json!({
                "type": "object",
                "description": schema.get("description").or(first.and_then(|first| first.get("description"))),
            })
        }
        None => schema.clone(),
    };
    if let (Some(merged), false) = (merged.as_object_mut(), properties.is_empty()) {
        merged.insert(
            "properties".to_owned(),
            Value::Object(tag_first(properties)),
        );
        merged.insert("required".to_owned(), required.into());
        merged.retain(|_, value| !value.is_null());
    }
    merged
}

/// The properties of a schema and its parts, in their order.
fn gather(
    schema: &Value,
    all: &Map<String, Value>,
    sparse: bool,
    properties: &mut Map<String, Value>,
    required: &mut Vec<Value>,
) {
    let schema = resolved(schema, all);
    for part in schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        gather(part, all, sparse, properties, required);
    }
    let Some(own) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    let sparse = sparse || schema.get("additionalProperties") == Some(&Value::Bool(false));
    let said: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (name, property) in own {
        let property = constant(property);
        if !sparse || said.contains(&name.as_str()) {
            required.push(name.as_str().into());
        }
        properties.insert(name.clone(), property);
    }
}

/// A choice of one word is that word.
fn constant(property: &Value) -> Value {
    match property["enum"].as_array().map(Vec::as_slice) {
        Some([only]) => json!({"type": "string", "const": only}),
        _ => property.clone(),
    }
}

fn resolved<'a>(schema: &'a Value, all: &'a Map<String, Value>) -> &'a Value {
    let name = schema.get("$ref").and_then(Value::as_str);
    let name = name.and_then(|reference| reference.strip_prefix(SCHEMAS));
    name.and_then(|name| all.get(name)).unwrap_or(schema)
}

fn tag_first(mut properties: Map<String, Value>) -> Map<String, Value> {
    let mut ordered = Map::new();
    if let Some(tag) = properties.shift_remove(TAG) {
        ordered.insert(TAG.to_owned(), tag);
    }
    ordered.extend(properties);
    ordered
}

/// The names of these schemas and of all they refer to.
fn taken(flat: &Map<String, Value>, roots: &BTreeSet<String>) -> BTreeSet<String> {
    let mut taken = BTreeSet::new();
    let mut waiting: Vec<String> = roots.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        if taken.contains(&name) {
            continue;
        }
        if let Some(schema) = flat.get(&name) {
            visit(schema, &mut |reference| {
                waiting.extend(reference.strip_prefix(SCHEMAS).map(str::to_owned));
            });
        }
        taken.insert(name);
    }
    taken
}

fn visit(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(reference) if name == "$ref" => see(reference),
                    member => visit(member, see),
                }
            }
        }
        Value::Array(members) => members.iter().for_each(|member| visit(member, see)),
        _ => {}
    }
}

/// Gives every reference to a schema the name that others know.
pub(super) fn rename(value: &mut Value) {
    match value {
        Value::Object(members) => members.values_mut().for_each(rename),
        Value::Array(members) => members.iter_mut().for_each(rename),
        Value::String(text) if text.starts_with(SCHEMAS) => *text = renamed(text).to_owned(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_tagged_wholes_is_one_of_flat_objects() {
        let tag = |word: &str| json!({"type": "object", "required": ["status"], "properties": {"status": {"type": "string", "enum": [word]}}});
        let schemas = json!({
            "CommonBody": {"type": "object", "properties": {"from": {"type": "string"}}},
            "FoundBody": {"description": "Found.", "allOf": [
                {"$ref": "#/components/schemas/CommonBody"},
                {"type": "object", "properties": {"hops": {"type": ["integer", "null"]}}},
            ]},
            "NoneBody": {"type": "object", "description": "None.", "properties": {"detail": {"type": "string"}}},
            "PathsBody": {"description": "Either.", "oneOf": [
                {"allOf": [{"$ref": "#/components/schemas/FoundBody"}, tag("found")]},
                {"allOf": [{"$ref": "#/components/schemas/NoneBody"}, tag("none")]},
            ]},
        });
        let roots = BTreeSet::from(["PathsBody".to_owned()]);
        let mut flat = Value::Object(flat(schemas.as_object().expect("an object"), &roots));
        rename(&mut flat);
        let expected = json!({
            "Found": {"type": "object", "description": "Found.", "properties": {
                "status": {"type": "string", "const": "found"},
                "from": {"type": "string"},
                "hops": {"type": ["integer", "null"]},
            }, "required": ["from", "hops", "status"]},
            "None": {"type": "object", "description": "None.", "properties": {
                "status": {"type": "string", "const": "none"},
                "detail": {"type": "string"},
            }, "required": ["detail", "status"]},
            "Paths": {"description": "Either.", "oneOf": [
                {"$ref": "#/components/schemas/Found"}, {"$ref": "#/components/schemas/None"},
            ], "discriminator": {"propertyName": "status", "mapping": {
                "found": "#/components/schemas/Found", "none": "#/components/schemas/None",
            }}},
        });
        assert_eq!(flat, expected);
    }
}
