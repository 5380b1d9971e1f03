//! What serde says of a value, as XML: the same members under the same names.
//!
//! | in JSON | in XML |
//! |---|---|
//! | a member | an element of its name |
//! | a list `paths` | `paths`, with an element `path` for each entry |
//! | an object whose names are data ([`BY_ID`]) | the same list, each entry with its name as `id` |
//! | a text, a number, `true` and `false` | the same characters |
//! | `null` | nothing |
//!
//! Because all of it is read off the value, the two can never tell different things. Knows values
//! and characters; nothing of what a value is about.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;
use serde::Serialize;
use serde::ser::Error as _;
use serde_json::{Error, Map, Value};

use crate::letters::kind::is_forbidden_in_xml;

/// What every document begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Members whose value, where it is an object, has ids or other data for names, which need be no
/// names of elements.
pub const BY_ID: [&str; 3] = ["items", "counts", "options"];
/// What stands for the name of an entry of [`BY_ID`].
pub const ID: &str = "id";
/// What stands for its value, where that has no members.
pub const VALUE: &str = "value";

/// The element that all the others stand in.
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it and all in it belong to; nothing for none.
    pub namespace: Option<&'a str>,
    /// What is called otherwise than in JSON.
    pub names: Names,
}

/// What members and the entries of lists are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Members as in JSON, entries as their list in the singular: `path` in `paths`, `category` in
    /// `categories`; `entry`, where the list is called by no plural.
    Plain,
    /// Those of problem bodies (RFC 9457, appendix B): entries are called `i`.
    Problem,
    /// Those of a service that clients are made for: `self`, which in some languages no member may
    /// be called, is `self_href`. Else they are plain.
    Service,
}

impl Names {
    /// What a member is called.
    #[must_use]
    pub fn member(self, name: &str) -> &str {
        match (self, name) {
            (Self::Service, "self") => "self_href",
            _ => name,
        }
    }

    /// What an entry of a list is called.
    #[must_use]
    pub fn entry(self, list: &str) -> Cow<'_, str> {
        if self == Self::Problem {
            return "i".into();
        }
        if let Some(stem) = list.strip_suffix("ies") {
            return format!("{stem}y").into();
        }
        match list.strip_suffix('s') {
            Some(stem) if !stem.is_empty() => stem.into(),
            _ => "entry".into(),
        }
    }
}

/// A value as a document of XML.
///
/// # Errors
/// It cannot be written as JSON, or a name in it is none for an element.
pub fn document(root: Root<'_>, value: &impl Serialize) -> Result<String, Error> {
    Ok(format!("{DECLARATION}{}", element(root, value)?))
}

/// A value as an element to stand in a document.
///
/// # Errors
/// It cannot be written as JSON, or a name in it is none for an element.
pub fn element(root: Root<'_>, value: &impl Serialize) -> Result<String, Error> {
    let mut printed = Printed {
        markup: Markup::default(),
        names: root.names,
    };
    let value = serde_json::to_value(value)?;
    let namespace = root.namespace.map(|namespace| ("xmlns", namespace));
    printed.element(root.name, namespace.as_slice(), |inside| {
        inside.content(root.name, &value)
    })?;
    Ok(printed.markup.finished())
}

/// A text as it may stand between two tags, and inside of double quotes. What XML cannot hold, even
/// escaped, becomes U+FFFD.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    let escaped = if text.contains(is_forbidden_in_xml) {
        partial_escape(text.replace(is_forbidden_in_xml, "\u{FFFD}"))
    } else {
        partial_escape(text)
    };
    if escaped.contains('"') {
        escaped.replace('"', "&quot;").into()
    } else {
        escaped
    }
}

/// A document in the making, for whoever knows the names in it.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// An element with its attributes, and what stands in it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.element(name, attributes, |_| {});
    }

    /// Characters.
    pub fn text(&mut self, text: &str) {
        self.text.push_str(&escaped(text));
    }

    /// What is markup already.
    pub fn markup(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// All of it, without a [`DECLARATION`].
    #[must_use]
    pub fn finished(self) -> String {
        self.text
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.extend(["<", name]);
        for (name, value) in attributes {
            self.text.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
        self.text.push('>');
    }

    fn close(&mut self, name: &str) {
        self.text.extend(["</", name, ">"]);
    }
}

/// A value, printed so far.
struct Printed {
    markup: Markup,
    names: Names,
}

impl Printed {
    fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !is_plain_name(name) {
            let fault = format!("{name:?} is no plain name of an element");
            return Err(Error::custom(fault));
        }
        self.markup.open(name, attributes);
        content(self)?;
        self.markup.close(name);
        Ok(())
    }

    /// What stands in the element of this name.
    fn content(&mut self, name: &str, value: &Value) -> Result<(), Error> {
        match value {
            Value::Null => {}
            Value::Bool(flag) => self.markup.text(if *flag { "true" } else { "false" }),
            Value::Number(number) => self.markup.text(&number.to_string()),
            Value::String(text) => self.markup.text(text),
            Value::Array(entries) => {
                let entry = self.names.entry(name);
                for value in entries {
                    self.member(&entry, value)?;
                }
            }
            Value::Object(entries) if BY_ID.contains(&name) => {
                let entry = self.names.entry(name);
                for (id, value) in entries {
                    self.element(&entry, &[], |inside| inside.named(id, value))?;
                }
            }
            Value::Object(members) => self.members(members)?,
        }
        Ok(())
    }

    fn members(&mut self, members: &Map<String, Value>) -> Result<(), Error> {
        for (name, value) in members {
            self.member(name, value)?;
        }
        Ok(())
    }

    fn member(&mut self, name: &str, value: &Value) -> Result<(), Error> {
        if value.is_null() {
            return Ok(());
        }
        let called = self.names.member(name);
        self.element(called, &[], |inside| inside.content(name, value))
    }

    /// An entry whose name is data.
    fn named(&mut self, id: &str, value: &Value) -> Result<(), Error> {
        self.element(ID, &[], |inside| {
            inside.markup.text(id);
            Ok(())
        })?;
        match value {
            Value::Object(members) => self.members(members),
            value => self.member(VALUE, value),
        }
    }
}

/// Whether a name may be that of an element, in any language of programs.
fn is_plain_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(is_plain) && name.starts_with(|first: char| first.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ROOT: Root<'static> = Root {
        name: "paths",
        namespace: None,
        names: Names::Plain,
    };

    fn printed(value: Value) -> String {
        element(ROOT, &value).expect("prints")
    }

    #[test]
    fn members_keep_their_names_and_their_order() {
        let value = json!({"z": 1, "a": {"m": true, "b": 0.25}, "none": null, "text": ""});
        assert_eq!(
            printed(value),
            "<paths><z>1</z><a><m>true</m><b>0.25</b></a><text></text></paths>"
        );
    }

    #[test]
    fn entries_of_a_list_are_called_by_its_singular() {
        let value = json!({"stops": ["a", "b"], "categories": ["c"], "via": ["d"], "links": []});
        assert_eq!(
            printed(value),
            "<paths><stops><stop>a</stop><stop>b</stop></stops>\
             <categories><category>c</category></categories>\
             <via><entry>d</entry></via><links></links></paths>"
        );
    }

    #[test]
    fn names_that_are_data_become_ids() {
        let value = json!({"items": {"a b": {"title": "<"}}, "counts": {"order lines": 7}});
        assert_eq!(
            printed(value),
            "<paths><items><item><id>a b</id><title>&lt;</title></item></items>\
             <counts><count><id>order lines</id><value>7</value></count></counts></paths>"
        );
    }

    #[test]
    fn a_name_that_is_data_elsewhere_is_an_error_and_no_markup() {
        for name in ["a b", "", "7", "<x>", "é", "xml:lang"] {
            let error = element(ROOT, &json!({ name: 1 })).expect_err(name);
            assert!(error.to_string().contains("no plain name"), "{error}");
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_marked_and_the_rest_is_escaped() {
        assert_eq!(
            escaped("\0\u{b}\u{1f}\u{fffe}\u{ffff}"),
            "\u{FFFD}".repeat(5)
        );
        assert_eq!(escaped("\t\n\r\u{85}🚲"), "\t\n&#13;\u{85}🚲");
        assert_eq!(
            escaped("]]> & \"<a>\""),
            "]]&gt; &amp; &quot;&lt;a&gt;&quot;"
        );
    }

    #[test]
    fn a_service_has_no_member_that_clients_cannot_have() {
        let root = Root {
            names: Names::Service,
            ..ROOT
        };
        let value = json!({"self": "/a", "items": {"self": {"self": "/b"}}});
        assert_eq!(
            element(root, &value).expect("prints"),
            "<paths><self_href>/a</self_href><items><item><id>self</id><self_href>/b</self_href>\
             </item></items></paths>"
        );
    }

    #[test]
    fn a_namespace_stands_at_the_root() {
        let root = Root {
            namespace: Some("urn:a\"b"),
            names: Names::Problem,
            ..ROOT
        };
        assert_eq!(
            document(root, &json!({"links": [1]})).expect("prints"),
            format!("{DECLARATION}<paths xmlns=\"urn:a&quot;b\"><links><i>1</i></links></paths>")
        );
    }
}
