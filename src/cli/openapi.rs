//! `cartway openapi`: the description of the API, for generators of clients.

use super::output;
use crate::description::{Examples, openapi};

/// Prints the document that `/openapi.json` answers with, with examples of the bundled sample.
///
/// # Errors
/// It cannot be printed.
pub(super) fn run() -> anyhow::Result<()> {
    let document = openapi("", &Examples::default())?;
    output::print(&serde_json::to_string_pretty(&document)?)
}
