//! What questions, bodies and problems hold, as XML Schema: read off the schemas of the description,
//! as [`xml`](crate::xml) prints the values.
//!
//! Members stand in any order (`xs:all`), as those of JSON do. A body that comes in variants, told
//! apart by their `status`, has the members of all of them, each there where its variant has it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::NAMES;
use crate::xml::{BY_ID, ID, Markup, VALUE};

/// Where the description refers to.
const SCHEMAS: &str = "#/components/schemas/";
/// An element that need not be there.
const OPTIONAL: (&str, &str) = ("minOccurs", "0");
/// One that may be there any number of times.
const ANY_NUMBER: (&str, &str) = ("maxOccurs", "unbounded");

/// The types of a service, in the making.
pub(super) struct Types<'s> {
    schemas: &'s Map<String, Value>,
    /// Those that are referred to and not printed yet.
    waiting: Vec<String>,
    known: BTreeSet<String>,
}

impl<'s> Types<'s> {
    /// None yet; what is referred to stands in these schemas.
    pub(super) fn of(schemas: &'s Map<String, Value>) -> Self {
        Self {
            schemas,
            waiting: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// An element at the top that holds what a schema of this name does.
    pub(super) fn answer(&mut self, out: &mut Markup, element: &str, schema: &str) {
        let name = self.referred(schema);
        out.empty("xs:element", &[("name", element), ("type", &name)]);
    }

    /// An element at the top that asks a question of this schema: what is a list there is repeated.
    pub(super) fn question(&mut self, out: &mut Markup, element: &str, question: &Value) {
        out.element("xs:element", &[("name", element)], |out| {
            out.element("xs:complexType", &[], |out| {
                out.element("xs:sequence", &[], |out| {
                    for (name, schema) in members(question) {
                        self.parameter(out, name, schema, is_required(question, name));
                    }
                });
            });
        });
    }

    /// All types that were referred to, and those that they refer to.
    pub(super) fn rest(&mut self, out: &mut Markup) {
        while let Some(name) = self.waiting.pop() {
            let Some(schema) = self.schemas.get(&name) else {
                continue;
            };
            match schema["type"].as_str() {
                Some("string") => self.simple(out, &[("name", &name)], schema),
                _ => {
                    let merged = self.merged(schema);
                    out.element("xs:complexType", &[("name", &name)], |out| {
                        explained(out, &merged);
                        self.all(out, &merged);
                    });
                }
            }
        }
    }

    /// A parameter of a question.
    fn parameter(&mut self, out: &mut Markup, name: &str, schema: &Value, required: bool) {
        let Some(entries) = schema.get("items") else {
            let attributes = if required { &[][..] } else { &[OPTIONAL] };
            return self.element(out, name, attributes, schema);
        };
        let most = schema["maxItems"].as_u64().map(|most| most.to_string());
        let most = most
            .as_deref()
            .map_or(ANY_NUMBER, |most| ("maxOccurs", most));
        let mut entry = entries.clone();
        entry["description"] = schema["description"].clone();
        self.element(out, name, &[OPTIONAL, most], &entry);
    }

    /// The members of an object.
    fn all(&mut self, out: &mut Markup, object: &Value) {
        out.element("xs:all", &[], |out| {
            for (name, schema) in members(object) {
                let required = is_required(object, name) && !may_be_null(schema);
                let attributes = if required { &[][..] } else { &[OPTIONAL] };
                self.element(out, name, attributes, schema);
            }
        });
    }

    /// An element of what a schema allows beside null.
    fn element(&mut self, out: &mut Markup, name: &str, occurs: &[(&str, &str)], schema: &Value) {
        let schema = &without_null(schema);
        let mut attributes = vec![("name", NAMES.member(name))];
        attributes.extend(occurs);
        if let Some(reference) = reference(schema) {
            let referred = self.referred(reference);
            attributes.push(("type", &referred));
            return out.element("xs:element", &attributes, |out| explained(out, schema));
        }
        if let Some(named) = named_type(schema) {
            attributes.push(("type", named));
            return out.element("xs:element", &attributes, |out| explained(out, schema));
        }
        out.element("xs:element", &attributes, |out| {
            explained(out, schema);
            match (schema.get("items"), schema.get("additionalProperties")) {
                (Some(entries), _) => self.list(out, &NAMES.entry(name), entries),
                (None, Some(entries)) if BY_ID.contains(&name) => {
                    let entry = self.by_id(entries);
                    self.list(out, &NAMES.entry(name), &entry);
                }
                _ if schema.get("properties").is_some() => {
                    out.element("xs:complexType", &[], |out| self.all(out, schema));
                }
                _ => self.simple(out, &[], schema),
            }
        });
    }

    /// A list, with an element for each of its entries.
    fn list(&mut self, out: &mut Markup, entry: &str, schema: &Value) {
        out.element("xs:complexType", &[], |out| {
            out.element("xs:sequence", &[], |out| {
                self.element(out, entry, &[OPTIONAL, ANY_NUMBER], schema);
            });
        });
    }

    /// An entry whose name is data: its id, then its members.
    fn by_id(&self, schema: &Value) -> Value {
        let mut object = match reference(schema) {
            Some(name) => self.schemas.get(name).cloned().unwrap_or_default(),
            None => json!({"properties": {VALUE: schema}, "required": [VALUE]}),
        };
        let mut properties = Map::new();
        properties.insert(ID.to_owned(), json!({"type": "string"}));
        properties.extend(members(&object).map(|(name, schema)| (name.clone(), schema.clone())));
        object["properties"] = properties.into();
        if let Some(required) = object["required"].as_array_mut() {
            required.push(ID.into());
        }
        object
    }

    /// A text of a few words.
    fn simple(&self, out: &mut Markup, attributes: &[(&str, &str)], schema: &Value) {
        out.element("xs:simpleType", attributes, |out| {
            explained(out, schema);
            out.element("xs:restriction", &[("base", "xs:string")], |out| {
                let words = schema["enum"].as_array().into_iter().flatten();
                for word in words.filter_map(Value::as_str) {
                    out.empty("xs:enumeration", &[("value", word)]);
                }
            });
        });
    }

    /// An object with the members of all its variants. Where they differ in one, it is a text.
    fn merged(&self, schema: &Value) -> Value {
        let variants = schema["oneOf"].as_array().into_iter().flatten();
        let variants: Vec<&Value> = variants
            .filter_map(|variant| self.schemas.get(reference(variant)?))
            .collect();
        if variants.is_empty() {
            return schema.clone();
        }
        let mut properties: Map<String, Value> = Map::new();
        for (name, property) in variants.iter().flat_map(|variant| members(variant)) {
            match properties.get_mut(name) {
                None => {
                    properties.insert(name.clone(), property.clone());
                }
                Some(known) if may_be_null(property) || may_be_null(known) => {
                    let is_same = essence(known) == essence(property);
                    *known = match is_same {
                        true => json!({"oneOf": [known.clone(), {"type": "null"}]}),
                        false => json!({"type": ["string", "null"]}),
                    };
                }
                Some(known) if essence(known) != essence(property) => {
                    *known = json!({"type": "string"});
                }
                Some(_) => {}
            }
        }
        let required = properties.keys().filter(|name| {
            let mut variants = variants.iter();
            variants.all(|variant| is_required(variant, name))
        });
        let required: Vec<Value> = required.map(|name| name.as_str().into()).collect();
        json!({
            "description": schema["description"],
            "properties": properties,
            "required": required,
        })
    }

    /// What a type is called that is referred to.
    fn referred(&mut self, name: &str) -> String {
        if self.known.insert(name.to_owned()) {
            self.waiting.push(name.to_owned());
        }
        format!("tns:{name}")
    }
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object["properties"].as_object().into_iter().flatten()
}

fn is_required(object: &Value, name: &str) -> bool {
    let required = object["required"].as_array();
    required.is_some_and(|names| names.iter().any(|known| known == name))
}

fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(SCHEMAS)
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

fn may_be_null(schema: &Value) -> bool {
    let types = schema["type"].as_array().into_iter().flatten();
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    types.into_iter().any(|kind| kind == "null") || choices.into_iter().any(is_null)
}

/// A schema for all it allows but null.
fn without_null(schema: &Value) -> Value {
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    if let Some(only) = choices.into_iter().find(|choice| !is_null(choice)) {
        let mut only = without_null(only);
        if let Some(description) = schema.get("description") {
            only["description"] = description.clone();
        }
        return only;
    }
    let mut schema = schema.clone();
    let types = schema["type"].as_array().into_iter().flatten();
    if let Some(kind) = types.into_iter().find(|kind| *kind != "null").cloned() {
        schema["type"] = kind;
    }
    schema
}

/// What a schema allows beside null, without what is only said of it.
fn essence(schema: &Value) -> Value {
    let mut schema = without_null(schema);
    if let Some(members) = schema.as_object_mut() {
        members.retain(|name, _| name != "description");
    }
    schema
}

/// The type of XML Schema for a plain value.
fn named_type(schema: &Value) -> Option<&'static str> {
    if schema.get("enum").is_some() {
        return None;
    }
    match schema["type"].as_str()? {
        "string" if schema["format"] == "date-time" => Some("xs:dateTime"),
        "string" => Some("xs:string"),
        "integer" => Some("xs:long"),
        "number" => Some("xs:double"),
        "boolean" => Some("xs:boolean"),
        _ => None,
    }
}

/// What a schema says of itself.
fn explained(out: &mut Markup, schema: &Value) {
    if let Some(description) = schema["description"].as_str() {
        out.element("xs:annotation", &[], |out| {
            out.element("xs:documentation", &[], |out| out.text(description));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(schemas: &Value, print: impl FnOnce(&mut Types<'_>, &mut Markup)) -> String {
        let schemas = schemas.as_object().expect("an object");
        let mut out = Markup::default();
        print(&mut Types::of(schemas), &mut out);
        out.finished()
    }

    #[test]
    fn a_question_repeats_what_may_be_repeated() {
        let question = json!({"properties": {
            "from": {"type": "string", "minLength": 1, "description": "Where."},
            "via": {"type": "array", "maxItems": 8, "items": {"type": "string"}},
            "sort": {"type": "string", "enum": ["a", "b"]},
        }, "required": ["from"]});
        let text = printed(&json!({}), |types, out| {
            types.question(out, "Ask", &question)
        });
        assert_eq!(
            text,
            "<xs:element name=\"Ask\"><xs:complexType><xs:sequence>\
             <xs:element name=\"from\" type=\"xs:string\"><xs:annotation><xs:documentation>Where.\
             </xs:documentation></xs:annotation></xs:element>\
             <xs:element name=\"via\" minOccurs=\"0\" maxOccurs=\"8\" type=\"xs:string\"></xs:element>\
             <xs:element name=\"sort\" minOccurs=\"0\"><xs:simpleType>\
             <xs:restriction base=\"xs:string\"><xs:enumeration value=\"a\"></xs:enumeration>\
             <xs:enumeration value=\"b\"></xs:enumeration></xs:restriction></xs:simpleType></xs:element>\
             </xs:sequence></xs:complexType></xs:element>"
        );
    }

    #[test]
    fn variants_become_one_type_with_the_members_of_all() {
        let schemas = json!({
            "Either": {"oneOf": [
                {"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Other"}]},
            "One": {"properties": {
                "status": {"type": "string", "const": "one"},
                "hops": {"type": "integer"},
                "links": {"type": "array", "items": {"type": "number"}},
                "items": {"additionalProperties": {"$ref": "#/components/schemas/Item"}},
            }, "required": ["status", "hops", "links", "items"]},
            "Other": {"properties": {
                "status": {"type": "string", "const": "other"},
                "hops": {"type": ["integer", "null"]},
            }, "required": ["status", "hops"]},
            "Item": {"properties": {"title": {"type": "string"}}, "required": ["title"]},
        });
        let text = printed(&schemas, |types, out| {
            types.answer(out, "Answer", "Either");
            types.rest(out);
        });
        assert_eq!(
            text.replace("</xs:element>", ""),
            "<xs:element name=\"Answer\" type=\"tns:Either\">\
             <xs:complexType name=\"Either\"><xs:all>\
             <xs:element name=\"status\" type=\"xs:string\">\
             <xs:element name=\"hops\" minOccurs=\"0\" type=\"xs:long\">\
             <xs:element name=\"links\" minOccurs=\"0\"><xs:complexType><xs:sequence>\
             <xs:element name=\"link\" minOccurs=\"0\" maxOccurs=\"unbounded\" type=\"xs:double\">\
             </xs:sequence></xs:complexType>\
             <xs:element name=\"items\" minOccurs=\"0\"><xs:complexType><xs:sequence>\
             <xs:element name=\"item\" minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType><xs:all>\
             <xs:element name=\"id\" type=\"xs:string\"><xs:element name=\"title\" type=\"xs:string\">\
             </xs:all></xs:complexType></xs:sequence></xs:complexType>\
             </xs:all></xs:complexType>"
        );
    }
}
