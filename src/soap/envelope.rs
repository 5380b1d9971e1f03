//! An envelope becomes the names and values of a question. Nothing is guessed: what is not
//! understood is an error that says what is.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use roxmltree::{Document, Node, ParsingOptions};

use super::version::Version;
use super::{NAMESPACE, OPERATIONS, action};
use crate::address::{Topic, shortened};

/// Most elements, texts and comments of an envelope: room for all that a question can hold, several
/// times.
const MAX_NODES: u32 = 10_000;
/// Most attributes of an element, about; each is compared with all others of it.
const MAX_ATTRIBUTES: usize = 256;
/// Most namespaces of an envelope, about; elements inside of others carry all of theirs.
const MAX_NAMESPACES: usize = 64;

/// Whose attributes say that there is no value.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What an envelope asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The name of the operation.
    pub operation: &'static str,
    /// The question it asks.
    pub topic: Topic,
    /// Names and values of the question, in the order sent.
    pub given: Vec<(String, String)>,
}

/// Why an envelope is no call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Its letters are written in a way nobody knows, or are none.
    #[error("The envelope is not written in {encoding}, as it says; write it in UTF-8.")]
    Encoding {
        /// What it is said to be written in, shortened.
        encoding: String,
    },
    /// It is no XML, or XML with a DTD.
    #[error("The envelope cannot be read: {reason}. It must be XML without a DTD.")]
    Xml {
        /// What is wrong, and where.
        reason: String,
    },
    /// It holds more than any question does.
    #[error("The envelope holds more elements, attributes or namespaces than any question does.")]
    Intricate,
    /// It is XML, but no envelope with one operation.
    #[error("{0}")]
    Shape(&'static str),
    /// It is an envelope of another version than it was sent as.
    #[error(
        "The envelope is not one of SOAP {}, as which it was sent; send \"{}\" with an envelope of \
         \"{}\".", .sent_as.name(), .sent_as.media(), .sent_as.namespace()
    )]
    OtherVersion {
        /// The version it was sent as.
        sent_as: Version,
    },
    /// It has a header that must be understood, and is not.
    #[error("The header \"{name}\" must be understood, but no header is understood here.")]
    MustUnderstand {
        /// Its local name.
        name: String,
        /// Its namespace.
        namespace: String,
    },
    /// It asks for an operation that there is not.
    #[error(
        "There is no operation {{{namespace}}}{name}; there are {} of the namespace \"{NAMESPACE}\".",
        operations()
    )]
    UnknownOperation {
        /// The local name of what was sent, shortened.
        name: String,
        /// Its namespace, shortened.
        namespace: String,
    },
    /// The action that it was sent with is that of another operation.
    #[error("The action is \"{sent}\", but that of {operation} is \"{}\".", action(.operation))]
    OtherAction {
        /// The action, shortened.
        sent: String,
        /// The operation in the envelope.
        operation: &'static str,
    },
    /// A parameter holds elements.
    #[error("\"{name}\" holds elements; it is a text.")]
    NoText {
        /// The name of the parameter, shortened.
        name: String,
    },
}

fn operations() -> String {
    OPERATIONS.map(|(name, _)| name).join(", ")
}

/// The letters of an envelope: in the encoding that its first bytes tell, else in the one it was
/// sent as, else in the one it names, else in UTF-8 (RFC 7303).
///
/// # Errors
/// Nobody knows the encoding, or it is written in another.
pub fn decoded<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, EnvelopeError> {
    let label = charset.map(Cow::from).or_else(|| declared(bytes));
    let label = label.as_deref().unwrap_or("UTF-8");
    let unknown = || EnvelopeError::Encoding {
        encoding: shortened(label),
    };
    // The first bytes tell more than a label, even than one that nobody knows.
    let encoding = Encoding::for_label(label.as_bytes());
    let encoding = encoding.or(Encoding::for_bom(bytes).map(|_| UTF_8));
    let (text, _, is_wrong) = encoding.ok_or_else(unknown)?.decode(bytes);
    if is_wrong { Err(unknown()) } else { Ok(text) }
}

/// The encoding that a declaration names.
fn declared(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let start = bytes.get(..bytes.len().min(128))?;
    let start = start.strip_prefix(b"<?xml")?;
    let text = String::from_utf8_lossy(start).into_owned();
    let (declaration, _) = text.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| "\"'".contains(*quote))?;
    let label = rest.get(1..)?.split(quote).next()?;
    Some(label.to_owned().into())
}

/// The call in an envelope. `action` is what it was sent with, which may be empty.
///
/// # Errors
/// It is no envelope of this version, or holds no call of ours.
pub fn read(version: Version, action: &str, text: &str) -> Result<Call, EnvelopeError> {
    if is_intricate(text) {
        return Err(EnvelopeError::Intricate);
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(not_xml)?;
    let envelope = document.root_element();
    if envelope.tag_name().name() != "Envelope" {
        return Err(EnvelopeError::Shape("The root is no Envelope."));
    }
    if envelope.tag_name().namespace() != Some(version.namespace()) {
        return Err(EnvelopeError::OtherVersion { sent_as: version });
    }
    let part = |name| child(envelope, version, name);
    for header in part("Header").into_iter().flat_map(elements) {
        understood(header, version)?;
    }
    let body = part("Body").ok_or(EnvelopeError::Shape("The Envelope has no Body."))?;
    let mut asked = elements(body);
    let (Some(operation), None) = (asked.next(), asked.next()) else {
        return Err(EnvelopeError::Shape(
            "The Body must hold one element, which names the operation.",
        ));
    };
    call(operation, action)
}

/// Whether reading an envelope could take longer than any question is worth.
fn is_intricate(text: &str) -> bool {
    let mut tags = text.split('<');
    tags.any(|tag| tag.matches('=').nth(MAX_ATTRIBUTES).is_some())
        || text.matches("xmlns").nth(MAX_NAMESPACES).is_some()
}

fn not_xml(error: roxmltree::Error) -> EnvelopeError {
    match error {
        roxmltree::Error::NodesLimitReached => EnvelopeError::Intricate,
        error => EnvelopeError::Xml {
            reason: shortened(&error.to_string()),
        },
    }
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn child<'a, 'i>(envelope: Node<'a, 'i>, version: Version, name: &str) -> Option<Node<'a, 'i>> {
    elements(envelope).find(|node| node.has_tag_name((version.namespace(), name)))
}

/// Whether a header may be passed over: it need not be understood, or is for somebody on the way.
fn understood(header: Node<'_, '_>, version: Version) -> Result<(), EnvelopeError> {
    let says = |name| header.attribute((version.namespace(), name));
    let must = matches!(says("mustUnderstand"), Some("1" | "true"));
    let receiver = match version {
        Version::V11 => says("actor"),
        Version::V12 => says("role"),
    };
    let is_for_us = receiver.is_none_or(|receiver| {
        receiver.is_empty()
            || receiver.ends_with("/next")
            || receiver.ends_with("/ultimateReceiver")
    });
    if must && is_for_us {
        return Err(EnvelopeError::MustUnderstand {
            name: header.tag_name().name().to_owned(),
            namespace: header.tag_name().namespace().unwrap_or_default().to_owned(),
        });
    }
    Ok(())
}

fn call(asked: Node<'_, '_>, action: &str) -> Result<Call, EnvelopeError> {
    let (name, namespace) = (asked.tag_name().name(), asked.tag_name().namespace());
    let mut known = OPERATIONS.into_iter();
    let operation = known
        .find(|(known, _)| *known == name)
        .filter(|_| namespace == Some(NAMESPACE));
    let Some((operation, topic)) = operation else {
        return Err(EnvelopeError::UnknownOperation {
            name: shortened(name),
            namespace: shortened(namespace.unwrap_or_default()),
        });
    };
    if !action.is_empty() && action != super::action(operation) {
        return Err(EnvelopeError::OtherAction {
            sent: shortened(action),
            operation,
        });
    }
    let values = elements(asked).filter(|node| !is_nil(*node)).map(value);
    Ok(Call {
        operation,
        topic,
        given: values.collect::<Result<_, _>>()?,
    })
}

/// Whether an element only says that it has no value.
fn is_nil(node: Node<'_, '_>) -> bool {
    matches!(node.attribute((INSTANCE, "nil")), Some("1" | "true"))
}

/// The name and the value of a parameter.
fn value(node: Node<'_, '_>) -> Result<(String, String), EnvelopeError> {
    let name = match node.tag_name().namespace() {
        None | Some(NAMESPACE) => node.tag_name().name().to_owned(),
        Some(other) => format!("{{{other}}}{}", node.tag_name().name()),
    };
    if elements(node).next().is_some() {
        return Err(EnvelopeError::NoText {
            name: shortened(&name),
        });
    }
    let texts = node.children().filter(Node::is_text);
    let value = texts.filter_map(|text| text.text()).collect();
    Ok((name, value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn envelope(version: Version, inside: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<s:Envelope xmlns:s=\"{}\" xmlns:c=\"{NAMESPACE}\" \
             xmlns:xsi=\"{INSTANCE}\">{inside}</s:Envelope>",
            version.namespace()
        )
    }

    fn body(inside: &str) -> String {
        envelope(Version::V11, &format!("<s:Body>{inside}</s:Body>"))
    }

    fn read_body(inside: &str) -> Result<Call, EnvelopeError> {
        read(Version::V11, "", &body(inside))
    }

    #[test]
    fn elements_become_names_and_values() {
        let call = read_body(
            "<!-- - --><c:Connect>\n <c:from> a&lt;<![CDATA[<b>]]>&#13;</c:from>\n <to>🚲</to>\
             <c:exclude>x</c:exclude><c:exclude>y<!-- z --></c:exclude><c:k xsi:nil=\"true\"/>\
             <c:via/><o:q xmlns:o=\"urn:o\">z</o:q></c:Connect>",
        )
        .expect("a call");
        assert_eq!((call.operation, call.topic), ("Connect", Topic::Connect));
        let given: Vec<_> = call
            .given
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        assert_eq!(
            given,
            [
                ("from", " a<<b>\r"),
                ("to", "🚲"),
                ("exclude", "x"),
                ("exclude", "y"),
                ("via", ""),
                ("{urn:o}q", "z"),
            ]
        );
    }

    #[test]
    fn what_is_no_call_is_told_from_what_is_none_of_ours() {
        let shape = |text: &str| read(Version::V11, "", text).expect_err("no call");
        assert!(matches!(shape("<a/>"), EnvelopeError::Shape(_)));
        assert!(matches!(
            shape(&envelope(Version::V11, "")),
            EnvelopeError::Shape(_)
        ));
        assert!(matches!(shape(&body("")), EnvelopeError::Shape(_)));
        assert!(matches!(
            shape(&body("<c:Connect/><c:Connect/>")),
            EnvelopeError::Shape(_)
        ));
        assert_eq!(
            shape(&envelope(Version::V12, "<s:Body><c:Connect/></s:Body>")),
            EnvelopeError::OtherVersion {
                sent_as: Version::V11
            }
        );
        let unknown = shape(&body("<c:Delete/>")).to_string();
        assert!(
            unknown.contains("Connect, SearchItems, Neighbours"),
            "{unknown}"
        );
        assert!(unknown.contains("{urn:cartway:v1}Delete"), "{unknown}");
        assert!(matches!(
            shape(&body("<Connect/>")),
            EnvelopeError::UnknownOperation { .. }
        ));
        assert!(matches!(
            shape(&body("<c:Connect><c:from><b/></c:from></c:Connect>")),
            EnvelopeError::NoText { .. }
        ));
    }

    #[test]
    fn the_action_must_be_that_of_the_operation_where_there_is_one() {
        let text = body("<c:Neighbours/>");
        for (action, is_taken) in [
            ("", true),
            ("urn:cartway:v1#Neighbours", true),
            ("urn:cartway:v1#Connect", false),
            ("Neighbours", false),
        ] {
            assert_eq!(
                read(Version::V11, action, &text).is_ok(),
                is_taken,
                "{action}"
            );
        }
    }

    #[test]
    fn a_header_that_must_be_understood_is_not() {
        let next = "http://schemas.xmlsoap.org/soap/actor/next";
        for (header, is_taken) in [
            ("<c:x/>".to_owned(), true),
            ("<c:x s:mustUnderstand=\"0\"/>".to_owned(), true),
            ("<c:x s:mustUnderstand=\"1\"/>".to_owned(), false),
            (
                "<c:x s:mustUnderstand=\"1\" s:actor=\"urn:other\"/>".to_owned(),
                true,
            ),
            (
                format!("<c:x s:mustUnderstand=\"1\" s:actor=\"{next}\"/>"),
                false,
            ),
        ] {
            let inside = format!("<s:Header>{header}</s:Header><s:Body><c:SearchItems/></s:Body>");
            let read = read(Version::V11, "", &envelope(Version::V11, &inside));
            assert_eq!(read.is_ok(), is_taken, "{header}");
        }
    }

    #[test]
    fn what_would_take_long_to_read_is_not_read() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        let error = read(Version::V11, "", bomb).expect_err("a DTD");
        assert!(error.to_string().contains("DTD"), "{error}");
        let deep = "<a>".repeat(300_000);
        let wide = format!(
            "<a{}/>",
            (0..100_000)
                .map(|n| format!(" a{n}=''"))
                .collect::<String>()
        );
        let spaces = (0..5_000)
            .map(|n| format!("<a xmlns:a{n}='u'>"))
            .collect::<String>();
        for text in [deep, wide, spaces] {
            let read = read(Version::V11, "", &text);
            assert_eq!(read, Err(EnvelopeError::Intricate));
        }
    }

    #[test]
    fn letters_are_read_in_any_encoding_that_is_told() {
        let text = "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>";
        let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        assert_eq!(decoded(&latin, None).as_deref(), Ok(text));
        assert_eq!(decoded("é".as_bytes(), None).as_deref(), Ok("é"));
        assert_eq!(decoded(b"\xEF\xBB\xBFa", Some("utf-9")).as_deref(), Ok("a"));
        let utf_16: Vec<u8> = "\u{feff}<é>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(&utf_16, None).as_deref(), Ok("<é>"));
        for (bytes, charset) in [
            (&b"a"[..], Some("utf-9")),
            (b"\xE9", None),
            (b"\xE9", Some("utf-8")),
        ] {
            let error = decoded(bytes, charset).expect_err("no letters");
            assert!(error.to_string().contains("UTF-8"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_a_call_or_an_error_with_a_sentence(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            bytes in prop::collection::vec(any::<u8>(), 0..40),
            at in any::<prop::sample::Index>(),
        ) {
            let text = body(&pieces.concat());
            let mut sent = text.into_bytes();
            let at = at.index(sent.len());
            sent.splice(at..at, bytes);
            let read = decoded(&sent, None).and_then(|text| read(Version::V11, "", &text));
            match read {
                Ok(call) => prop_assert!(OPERATIONS.iter().any(|(name, _)| *name == call.operation)),
                Err(error) => prop_assert!(error.to_string().ends_with('.'), "{error}"),
            }
        }
    }

    /// What envelopes are made of.
    const PIECES: &[&str] = &[
        "<c:Connect>",
        "</c:Connect>",
        "<c:from>",
        "</c:from>",
        "<a/>",
        "a",
        "&lt;",
        "&#0;",
        "&x;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?p ?>",
        "<!DOCTYPE a>",
        " xmlns:q='u'",
        "\"",
        ">",
        "\u{fffe}",
        "<c:SearchItems/>",
    ];
}
