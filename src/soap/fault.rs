//! What is wrong, as a fault: whose it is, the sentence, and the problem that programs read.

use super::version::Version;
use super::{EnvelopeError, ours};
use crate::api::ProblemBody;
use crate::xml::{self, Markup};

/// Whose a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// What was sent can never be answered.
    Sender,
    /// It may be answered another time.
    Receiver,
    /// It is an envelope of another version.
    VersionMismatch,
    /// A header of it is not understood.
    MustUnderstand,
}

impl Whose {
    fn of(problem: &ProblemBody) -> Self {
        match problem.status {
            408 | 429 | 500.. => Self::Receiver,
            _ => Self::Sender,
        }
    }

    fn code(self, version: Version) -> &'static str {
        match (self, version) {
            (Self::Sender, Version::V11) => "Client",
            (Self::Sender, Version::V12) => "Sender",
            (Self::Receiver, Version::V11) => "Server",
            (Self::Receiver, Version::V12) => "Receiver",
            (Self::VersionMismatch, _) => "VersionMismatch",
            (Self::MustUnderstand, _) => "MustUnderstand",
        }
    }
}

/// A problem as a fault.
///
/// # Errors
/// The problem cannot be written as XML; it can.
pub fn fault(version: Version, problem: &ProblemBody) -> Result<String, serde_json::Error> {
    let detail = xml::element(ours("problem"), problem)?;
    let fault = written(version, Whose::of(problem), &problem.detail, &detail);
    Ok(version.envelope("", &fault))
}

/// What is wrong with an envelope, as a fault. What is wrong with a header is told in a header: the
/// detail of a fault is about the body.
///
/// # Errors
/// The problem cannot be written as XML; it can.
pub fn fault_of_envelope(
    version: Version,
    error: &EnvelopeError,
    problem: &ProblemBody,
) -> Result<String, serde_json::Error> {
    let (whose, header) = match error {
        EnvelopeError::OtherVersion { .. } => (Whose::VersionMismatch, upgrade(version)),
        EnvelopeError::MustUnderstand { name, namespace } => (
            Whose::MustUnderstand,
            not_understood(version, name, namespace),
        ),
        _ => return fault(version, problem),
    };
    let fault = written(version, whose, &problem.detail, "");
    Ok(version.envelope(&header, &fault))
}

/// The status that a fault is answered with. What is told by HTTP already, and to those on the way,
/// keeps its status; else 1.1 has one status for all faults, and 1.2 one for each side.
#[must_use]
pub fn status(version: Version, problem: &ProblemBody) -> u16 {
    match (problem.status, version, Whose::of(problem)) {
        (status @ (405 | 408 | 413 | 415 | 429 | 503), ..) => status,
        (_, Version::V12, Whose::Sender) => 400,
        _ => 500,
    }
}

fn written(version: Version, whose: Whose, sentence: &str, detail: &str) -> String {
    let code = format!("soap:{}", whose.code(version));
    let english = [("xml:lang", "en")];
    let mut fault = Markup::default();
    fault.element("soap:Fault", &[], |fault| match version {
        Version::V11 => {
            fault.element("faultcode", &[], |inside| inside.text(&code));
            fault.element("faultstring", &english, |inside| inside.text(sentence));
            if !detail.is_empty() {
                fault.element("detail", &[], |inside| inside.markup(detail));
            }
        }
        Version::V12 => {
            fault.element("soap:Code", &[], |inside| {
                inside.element("soap:Value", &[], |inside| inside.text(&code));
            });
            fault.element("soap:Reason", &[], |inside| {
                inside.element("soap:Text", &english, |inside| inside.text(sentence));
            });
            if !detail.is_empty() {
                fault.element("soap:Detail", &[], |inside| inside.markup(detail));
            }
        }
    });
    fault.finished()
}

/// The versions there are, which 1.2 has a header for.
fn upgrade(version: Version) -> String {
    let mut header = Markup::default();
    if version == Version::V12 {
        header.element("soap:Upgrade", &[], |upgrade| {
            for version in Version::ALL {
                let namespace = ("xmlns:of", version.namespace());
                upgrade.empty(
                    "soap:SupportedEnvelope",
                    &[("qname", "of:Envelope"), namespace],
                );
            }
        });
    }
    header.finished()
}

/// The header that is not understood, which 1.2 has a header for.
fn not_understood(version: Version, name: &str, namespace: &str) -> String {
    let mut header = Markup::default();
    match (version, namespace) {
        (Version::V11, _) => {}
        (Version::V12, "") => header.empty("soap:NotUnderstood", &[("qname", name)]),
        (Version::V12, namespace) => {
            let name = format!("of:{name}");
            let attributes = [("qname", name.as_str()), ("xmlns:of", namespace)];
            header.empty("soap:NotUnderstood", &attributes);
        }
    }
    header.finished()
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;
    use crate::address::ProblemKind;

    fn problem(kind: ProblemKind) -> ProblemBody {
        ProblemBody::new(kind, "Say <x> & \"y\".", "/soap")
    }

    #[test]
    fn a_fault_says_whose_it_is_and_holds_the_problem() {
        for (version, kind, code, expected) in [
            (Version::V11, ProblemKind::UnknownItem, "soap:Client", 500),
            (Version::V12, ProblemKind::UnknownItem, "soap:Sender", 400),
            (Version::V11, ProblemKind::Busy, "soap:Server", 503),
            (Version::V12, ProblemKind::RateLimited, "soap:Receiver", 429),
            (Version::V12, ProblemKind::Internal, "soap:Receiver", 500),
        ] {
            let problem = problem(kind);
            assert_eq!(status(version, &problem), expected);
            let text = fault(version, &problem).expect("prints");
            let document = Document::parse(&text).expect("parses");
            let texts: Vec<_> = document
                .descendants()
                .filter(|node| node.is_text())
                .filter_map(|node| node.text())
                .collect();
            assert_eq!(texts[..2], [code, "Say <x> & \"y\"."]);
            let problem = document
                .descendants()
                .find(|node| node.has_tag_name((super::super::NAMESPACE, "problem")));
            assert!(problem.is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_header_stands_in_a_header() {
        let error = EnvelopeError::MustUnderstand {
            name: "Security".to_owned(),
            namespace: "urn:w\"s".to_owned(),
        };
        let problem = problem(ProblemKind::BadBody);
        let text = fault_of_envelope(Version::V12, &error, &problem).expect("prints");
        Document::parse(&text).expect("parses");
        assert!(
            text.contains("qname=\"of:Security\" xmlns:of=\"urn:w&quot;s\""),
            "{text}"
        );
        assert!(
            text.contains("soap:MustUnderstand") && !text.contains("Detail"),
            "{text}"
        );
        let other = EnvelopeError::OtherVersion {
            sent_as: Version::V12,
        };
        let text = fault_of_envelope(Version::V12, &other, &problem).expect("prints");
        assert_eq!(text.matches("SupportedEnvelope qname").count(), 2, "{text}");
        let text = fault_of_envelope(Version::V11, &other, &problem).expect("prints");
        assert!(
            text.contains("soap:VersionMismatch") && !text.contains("Header"),
            "{text}"
        );
    }
}
