//! What the commands that ask have in common: where the graph is, and what a typed text means.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::RangedI64ValueParser;

use crate::address::param::Whole;
use crate::cli::terminal;
use crate::explorer::{Explorer, GraphFolder, Options, Resolved, SearchQuestion, Session};
use crate::words;
use crate::words::texts::Texts;

/// Where the graph is and how much work a search may be.
#[derive(Debug, Args)]
pub(super) struct GraphArgs {
    /// Folder of the generations, made by `cartway rebuild`
    #[arg(long, env = "CARTWAY_GRAPH", value_name = "FOLDER")]
    pub(super) graph: PathBuf,
    /// Most arcs (a link is two) one search may touch; past it the answer says what is proven
    #[arg(long, env = "CARTWAY_BUDGET", default_value_t = Options::DEFAULT_BUDGET, value_name = "ARCS")]
    pub(super) budget: u64,
}

impl GraphArgs {
    /// The folder, which must be there.
    ///
    /// # Errors
    /// It is not, or may not be looked at.
    pub(super) fn folder(&self) -> anyhow::Result<GraphFolder> {
        let shown = self.graph.display();
        match fs::metadata(&self.graph) {
            Ok(found) if found.is_dir() => Ok(GraphFolder::at(&self.graph)),
            Ok(_) => bail!(
                "{shown} is not a folder; --graph names the folder that the generations stand in"
            ),
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "there is no folder {shown}; make it with `cartway rebuild --db FILE --graph {shown}`"
            ),
            Err(error) => bail!(
                "{shown} cannot be looked at ({error}); check the permissions of the folder and of \
                 those above it"
            ),
        }
    }

    /// Opens the live generation.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub(super) fn session(&self) -> anyhow::Result<Session> {
        let explorer = Explorer::open(self.folder()?, self.budget)?;
        explorer
            .now()
            .with_context(|| format!("{} holds no generation", self.graph.display()))
    }
}

/// Reads a whole number that a question may have.
pub(super) fn whole(whole: &Whole) -> RangedI64ValueParser<u32> {
    RangedI64ValueParser::new().range(i64::from(whole.least)..=i64::from(whole.most))
}

/// The id a text means: an id, a title that only one item has, or the only item found. An id that is
/// the title of another item too has to be marked as one.
///
/// # Errors
/// It means none or several; the message lists them.
pub(super) fn meant(session: &Session, text: &str) -> anyhow::Result<String> {
    match session.resolve(text)? {
        Resolved::Item(card) => Ok(card.id),
        Resolved::Choice(answer) if answer.items.is_empty() => {
            let left_out = words::left_out(Texts::default(), &answer.hidden_by);
            let left_out = left_out.map_or_else(String::new, |words| format!(". {words}"));
            bail!(
                "no item is called {text:?}, nor anything like it{}",
                left_out.trim_end_matches('.')
            )
        }
        Resolved::Choice(answer) => {
            let choices: Vec<String> = answer
                .items
                .iter()
                .take(8)
                .map(|item| {
                    format!(
                        "{} ({})",
                        item.card.id,
                        terminal::harmless(&item.card.title)
                    )
                })
                .collect();
            bail!(
                "{text:?} may be any of these; name one by its id, as {}{}: {}",
                SearchQuestion::ID_MARK,
                answer.items[0].card.id,
                choices.join(", ")
            )
        }
    }
}
