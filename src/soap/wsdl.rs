//! The description of the service: WSDL 1.1, document/literal, with a binding and a port for each
//! version.

use std::sync::LazyLock;

use serde::ser::Error as _;
use serde_json::Error;

use super::types::Types;
use super::version::Version;
use super::{NAMESPACE, OPERATIONS, action, response_of};
use crate::description::{Operation, bodies};
use crate::words::texts::Texts;
use crate::xml::{DECLARATION, Markup};

/// Name of the service and of its interface.
const SERVICE: &str = "Cartway";
/// The element of a fault's detail, and the name of the fault.
const PROBLEM: &str = "problem";
/// The type of that element.
const PROBLEM_TYPE: &str = "Problem";
/// Over HTTP.
const TRANSPORT: &str = "http://schemas.xmlsoap.org/soap/http";

/// The description of the service at an address.
///
/// # Errors
/// The schemas of the API could not be made into JSON; they can.
pub fn wsdl(address: &str) -> Result<String, Error> {
    static TYPES: LazyLock<Result<String, Error>> = LazyLock::new(types);
    let types = TYPES.as_ref().map_err(Error::custom)?;
    let mut out = Markup::default();
    let attributes = [
        ("name", SERVICE),
        ("targetNamespace", NAMESPACE),
        ("xmlns", "http://schemas.xmlsoap.org/wsdl/"),
        ("xmlns:soap11", binding_namespace(Version::V11)),
        ("xmlns:soap12", binding_namespace(Version::V12)),
        ("xmlns:tns", NAMESPACE),
        ("xmlns:xs", "http://www.w3.org/2001/XMLSchema"),
    ];
    out.element("definitions", &attributes, |out| {
        documentation(out, &Texts::default().say("api-description"));
        out.element("types", &[], |out| out.markup(types));
        messages(out);
        interface(out);
        for version in Version::ALL {
            binding(out, version);
        }
        service(out, address);
    });
    Ok(format!("{DECLARATION}{}", out.finished()))
}

/// The elements of questions, answers and problems, and their types.
fn types() -> Result<String, Error> {
    let schemas = bodies()?;
    let questions = OPERATIONS.map(|(_, topic)| Operation::of(topic).question());
    let mut out = Markup::default();
    let mut types = Types::of(&schemas);
    let attributes = [
        ("targetNamespace", NAMESPACE),
        ("elementFormDefault", "qualified"),
    ];
    let mut result = Ok(());
    out.element("xs:schema", &attributes, |out| {
        for ((name, topic), question) in OPERATIONS.into_iter().zip(questions) {
            match question {
                Ok(question) => types.question(out, name, &question),
                Err(error) => result = Err(error),
            }
            types.answer(out, &response_of(name), &Operation::of(topic).body());
        }
        types.answer(out, PROBLEM, PROBLEM_TYPE);
        types.rest(out);
    });
    result.map(|()| out.finished())
}

fn messages(out: &mut Markup) {
    let names = OPERATIONS.iter().flat_map(|(name, _)| {
        let question = (format!("{name}Request"), (*name).to_owned());
        [question, (response_of(name), response_of(name))]
    });
    let problem = (PROBLEM_TYPE.to_owned(), PROBLEM.to_owned());
    for (message, element) in names.chain([problem]) {
        out.element("message", &[("name", &message)], |out| {
            let element = format!("tns:{element}");
            out.empty("part", &[("name", "parameters"), ("element", &element)]);
        });
    }
}

fn interface(out: &mut Markup) {
    out.element("portType", &[("name", SERVICE)], |out| {
        for (name, topic) in OPERATIONS {
            out.element("operation", &[("name", name)], |out| {
                documentation(out, &Operation::of(topic).sentence(Texts::default()));
                out.empty("input", &[("message", &format!("tns:{name}Request"))]);
                let response = format!("tns:{}", response_of(name));
                out.empty("output", &[("message", &response)]);
                let problem = format!("tns:{PROBLEM_TYPE}");
                out.empty("fault", &[("name", PROBLEM), ("message", &problem)]);
            });
        }
    });
}

fn binding(out: &mut Markup, version: Version) {
    let prefix = prefix(version);
    let attributes = [("name", binding_of(version)), ("type", "tns:Cartway")];
    out.element("binding", &attributes, |out| {
        let own = |name: &str| format!("{prefix}:{name}");
        let style = ("style", "document");
        out.empty(&own("binding"), &[style, ("transport", TRANSPORT)]);
        for (name, _) in OPERATIONS {
            out.element("operation", &[("name", name)], |out| {
                let action = action(name);
                out.empty(&own("operation"), &[("soapAction", &action), style]);
                for direction in ["input", "output"] {
                    out.element(direction, &[], |out| {
                        out.empty(&own("body"), &[("use", "literal")]);
                    });
                }
                out.element("fault", &[("name", PROBLEM)], |out| {
                    out.empty(&own("fault"), &[("name", PROBLEM), ("use", "literal")]);
                });
            });
        }
    });
}

fn service(out: &mut Markup, address: &str) {
    out.element("service", &[("name", SERVICE)], |out| {
        for version in Version::ALL {
            let binding = format!("tns:{}", binding_of(version));
            let attributes = [("name", port_of(version)), ("binding", &binding)];
            out.element("port", &attributes, |out| {
                let name = format!("{}:address", prefix(version));
                out.empty(&name, &[("location", address)]);
            });
        }
    });
}

fn documentation(out: &mut Markup, text: &str) {
    out.element("documentation", &[], |out| out.text(text));
}

fn prefix(version: Version) -> &'static str {
    match version {
        Version::V11 => "soap11",
        Version::V12 => "soap12",
    }
}

fn binding_namespace(version: Version) -> &'static str {
    match version {
        Version::V11 => "http://schemas.xmlsoap.org/wsdl/soap/",
        Version::V12 => "http://schemas.xmlsoap.org/wsdl/soap12/",
    }
}

fn binding_of(version: Version) -> &'static str {
    match version {
        Version::V11 => "CartwaySoap11",
        Version::V12 => "CartwaySoap12",
    }
}

fn port_of(version: Version) -> &'static str {
    match version {
        Version::V11 => "Soap11",
        Version::V12 => "Soap12",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use roxmltree::Document;

    use super::*;

    #[test]
    fn every_name_that_is_referred_to_is_there() {
        let text = wsdl("https://paths.example/soap").expect("prints");
        let document = Document::parse(&text).expect("parses");
        let nodes = || document.descendants().filter(|node| node.is_element());
        let names: BTreeSet<_> = nodes().filter_map(|node| node.attribute("name")).collect();
        for name in ["type", "element", "message", "binding"] {
            for referred in nodes().filter_map(|node| node.attribute(name)) {
                match referred.split_once(':') {
                    Some(("tns", referred)) => assert!(names.contains(referred), "{referred}"),
                    prefix => assert!(matches!(prefix, Some(("xs", _))), "{referred}"),
                }
            }
        }
        assert_eq!(
            text.matches("location=\"https://paths.example/soap\"")
                .count(),
            2
        );
    }
}
