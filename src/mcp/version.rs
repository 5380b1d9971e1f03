//! The versions of the protocol. Those until 2025 begin with a handshake and say in a header which
//! version it settled on; those after say in each message all there is to know.

use serde_json::{Map, Value};

/// The versions that are settled on in a handshake, the oldest first.
pub(super) const HANDSHAKE: [&str; 3] = [WITH_BATCHES, "2025-06-18", "2025-11-25"];
/// The one version whose messages may come in batches, and the one that is meant where none is said.
pub(super) const WITH_BATCHES: &str = "2025-03-26";
/// The version in which each message stands alone.
pub(super) const ALONE: &str = "2026-07-28";

/// Where a message that stands alone says its version.
const VERSION: &str = "io.modelcontextprotocol/protocolVersion";
/// Where it says what the client can do.
const CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";
/// Where an answer to it says who answers.
pub(super) const SERVER: &str = "io.modelcontextprotocol/serverInfo";

/// What the headers of a request say of its message.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sent<'a> {
    /// `MCP-Protocol-Version`.
    pub version: Option<&'a str>,
    /// `Mcp-Method`.
    pub method: Option<&'a str>,
    /// `Mcp-Name`.
    pub name: Option<&'a str>,
}

impl Sent<'_> {
    /// Whether its version is one of ours, or none.
    pub(super) fn is_known(&self) -> bool {
        self.version.is_none_or(|version| all().contains(&version))
    }

    /// Whether messages may come in batches.
    pub(super) fn takes_batches(&self) -> bool {
        self.version.unwrap_or(WITH_BATCHES) == WITH_BATCHES
    }
}

/// All versions, the oldest first.
pub(super) fn all() -> Vec<&'static str> {
    HANDSHAKE.into_iter().chain([ALONE]).collect()
}

/// How messages belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// They follow a handshake.
    Handshake,
    /// Each stands alone.
    Alone,
}

/// What is wrong with a message that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not say what it must.
    Incomplete(String),
    /// A header says something else.
    Mismatch(&'static str),
    /// Its version is none of ours.
    Version(String),
}

impl Era {
    /// The era of a message, whose headers and parameters must say the same.
    pub(super) fn of(
        method: &str,
        params: &Map<String, Value>,
        sent: &Sent<'_>,
    ) -> Result<Self, Fault> {
        let about = params.get("_meta").and_then(Value::as_object);
        let said = about.and_then(|about| about.get(VERSION));
        if sent.version != Some(ALONE) && said.is_none() && method != "server/discover" {
            return Ok(Self::Handshake);
        }
        let missing = [VERSION, CAPABILITIES]
            .into_iter()
            .find(|name| about.is_none_or(|about| !about.contains_key(*name)));
        if let Some(missing) = missing {
            return Err(Fault::Incomplete(format!(
                "\"{missing}\" must stand in \"_meta\" of the parameters."
            )));
        }
        let said = said.and_then(Value::as_str).unwrap_or_default();
        if sent.version != Some(said) {
            return Err(Fault::Mismatch("MCP-Protocol-Version"));
        }
        if sent.method != Some(method) {
            return Err(Fault::Mismatch("Mcp-Method"));
        }
        let name = params.get("name").and_then(Value::as_str);
        if method == "tools/call" && name.is_some() && sent.name != name {
            return Err(Fault::Mismatch("Mcp-Name"));
        }
        if said == ALONE {
            Ok(Self::Alone)
        } else {
            Err(Fault::Version(said.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn era(params: &Value, version: Option<&str>, method: Option<&str>) -> Result<Era, Fault> {
        let params = params.as_object().expect("an object");
        let sent = Sent {
            version,
            method,
            name: Some("connect"),
        };
        Era::of("tools/call", params, &sent)
    }

    #[test]
    fn a_message_that_stands_alone_says_all_there_is_to_know_twice() {
        let whole = |version: &str, name: &str| json!({"name": name, "_meta": {VERSION: version, CAPABILITIES: {}}});
        let (alone, method) = (Some(ALONE), Some("tools/call"));
        assert_eq!(era(&json!({}), None, None), Ok(Era::Handshake));
        assert_eq!(
            era(&json!({}), Some("2025-06-18"), None),
            Ok(Era::Handshake)
        );
        assert_eq!(era(&whole(ALONE, "connect"), alone, method), Ok(Era::Alone));
        for (params, version, method, fault) in [
            (json!({}), alone, method, None),
            (json!({"_meta": {VERSION: ALONE}}), alone, method, None),
            (
                whole(ALONE, "connect"),
                None,
                method,
                Some("MCP-Protocol-Version"),
            ),
            (
                whole(ALONE, "connect"),
                alone,
                Some("ping"),
                Some("Mcp-Method"),
            ),
            (whole(ALONE, "between"), alone, method, Some("Mcp-Name")),
        ] {
            match era(&params, version, method).expect_err("a fault") {
                Fault::Mismatch(name) => assert_eq!(Some(name), fault),
                other => assert!(fault.is_none(), "{other:?}"),
            }
        }
        assert_eq!(
            era(&whole("2031-01-01", "connect"), Some("2031-01-01"), method),
            Err(Fault::Version("2031-01-01".to_owned()))
        );
    }
}
