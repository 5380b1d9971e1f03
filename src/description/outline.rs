//! What a body holds, for people: its members and their kinds as TypeScript writes them, which is
//! short and widely read.

use serde_json::{Map, Value};

use super::flat::SCHEMAS;

/// What stands before a member, for each level of its depth.
const INDENT: &str = "  ";

/// A schema as a type; with what its members are, in English, as a remark behind each.
pub(super) fn outline(name: &str, schemas: &Map<String, Value>, remarks: bool) -> String {
    let outline = Outline { schemas, remarks };
    let Some(schema) = schemas.get(name) else {
        return String::new();
    };
    match schema["oneOf"].as_array() {
        Some(variants) => {
            let variants = variants.iter().map(|variant| outline.kind(variant, 0));
            variants.collect::<Vec<_>>().join("\n| ")
        }
        None => outline.kind(schema, 0),
    }
}

struct Outline<'a> {
    schemas: &'a Map<String, Value>,
    remarks: bool,
}

impl Outline<'_> {
    /// What a value is.
    fn kind(&self, schema: &Value, depth: usize) -> String {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.strip_prefix(SCHEMAS).unwrap_or(reference);
            let named = self.schemas.get(name);
            return named.map_or_else(|| name.to_owned(), |named| self.kind(named, depth));
        }
        if let Some(only) = schema["const"].as_str() {
            return format!("\"{only}\"");
        }
        if let Some(words) = schema["enum"].as_array() {
            return words
                .iter()
                .map(Value::to_string)
                .collect::<Vec<_>>()
                .join(" | ");
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let mut kinds: Vec<String> = choices.iter().map(|one| self.kind(one, depth)).collect();
            // What may be missing is said last.
            kinds.sort_by_key(|kind| kind == "null");
            return kinds.join(" | ");
        }
        match &schema["type"] {
            Value::Array(kinds) => {
                let kinds = kinds.iter().filter_map(Value::as_str);
                kinds
                    .map(|kind| self.simple(kind, schema, depth))
                    .collect::<Vec<_>>()
                    .join(" | ")
            }
            Value::String(kind) => self.simple(kind, schema, depth),
            _ => "unknown".to_owned(),
        }
    }

    fn simple(&self, kind: &str, schema: &Value, depth: usize) -> String {
        match kind {
            "integer" => "number".to_owned(),
            "array" => {
                let entry = self.kind(&schema["items"], depth);
                let is_choice = entry.contains(" | ") && !entry.starts_with('{');
                if is_choice {
                    format!("({entry})[]")
                } else {
                    format!("{entry}[]")
                }
            }
            "object" => match schema["properties"].as_object() {
                Some(members) => self.object(members, depth),
                None => {
                    let value = self.kind(&schema["additionalProperties"], depth);
                    format!("Record<string, {value}>")
                }
            },
            kind => kind.to_owned(),
        }
    }

    fn object(&self, members: &Map<String, Value>, depth: usize) -> String {
        let indent = INDENT.repeat(depth + 1);
        let mut object = "{\n".to_owned();
        for (name, member) in members {
            let kind = self.kind(member, depth + 1);
            let remark = member["description"].as_str().filter(|_| self.remarks);
            let remark = remark.map_or_else(String::new, |remark| {
                format!(" // {}", remark.replace('\n', " "))
            });
            // What is told at the end of a long member would be lost there.
            match kind.split_once('\n') {
                Some((first, rest)) => {
                    object.push_str(&format!("{indent}{name}: {first}{remark}\n{rest}\n"));
                }
                None => object.push_str(&format!("{indent}{name}: {kind}{remark}\n")),
            }
        }
        object.push_str(&INDENT.repeat(depth));
        object.push('}');
        object
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_is_told_as_a_type_with_or_without_remarks() {
        let schemas = json!({
            "Link": {"type": "object", "properties": {
                "linked": {"type": "boolean", "description": "Whether they are."},
                "orders": {"type": ["integer", "null"]},
                "way": {"$ref": "#/components/schemas/Way"},
                "from": {"type": "object", "properties": {"id": {"type": "string"}}, "description": "The one."},
                "by_id": {"type": "object", "additionalProperties": {"type": "number"}},
                "ids": {"type": "array", "items": {"type": "string"}},
            }},
            "Way": {"type": "string", "enum": ["out", "any"]},
        });
        let schemas = schemas.as_object().expect("an object");
        let told = outline("Link", schemas, true);
        let expected = "{\n  linked: boolean // Whether they are.\n  orders: number | null\n  way: \"out\" | \"any\"\n  from: { // The one.\n    id: string\n  }\n  by_id: Record<string, number>\n  ids: string[]\n}";
        assert_eq!(told, expected);
        assert!(!outline("Link", schemas, false).contains("//"));
    }
}
