//! `cartway pull`: a replica's copy of the generation that is live elsewhere.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::Args;
use clap::builder::BoolishValueParser;
use serde_json::json;

use super::figures::amount;
use super::interrupt::Interrupt;
use super::output;
use super::progress::Progress;
use crate::generation::{
    self, GraphFolder, NewCopy, Origin, PassTime, PullError, Pulled, RemoteFolder, Watch,
};
use crate::rebuild::{Observer, Settings};

/// Options of `cartway pull`.
#[derive(Debug, Args)]
pub(super) struct PullArgs {
    /// Graph folder to copy from, or the address of one: http://HOST:PORT/generations, where that is
    /// the address another server was given with --admin-bind, or any web server that offers the folder
    #[arg(long, env = "CARTWAY_PULL_FROM", value_name = "FOLDER|URL")]
    from: String,
    /// Folder of the generations
    #[arg(long, env = "CARTWAY_GRAPH", value_name = "FOLDER")]
    graph: PathBuf,
    /// Generations to keep, the live one included
    #[arg(long, env = "CARTWAY_KEEP", default_value_t = Settings::KEEP, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
    /// Say nothing unless something is wrong: no progress, no report
    #[arg(short, long, env = "CARTWAY_QUIET", value_parser = BoolishValueParser::new())]
    quiet: bool,
    /// Print what was done as JSON instead of in words
    #[arg(long, env = "CARTWAY_JSON", value_parser = BoolishValueParser::new())]
    json: bool,
}

/// Fetches what is new, proves it, and makes it the live generation. The first Ctrl-C or SIGTERM stops
/// it.
///
/// # Errors
/// There is nothing to be had, it is damaged, or the folder cannot be written; what was live stays live.
pub(super) fn run(args: &PullArgs) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let progress = match args.quiet {
        true => Progress::silent(interrupt.flag()),
        false => Progress::on_standard_error(interrupt.flag()),
    };
    let shown = Shown::on(&progress);
    let folder = GraphFolder::at(&args.graph);
    let origin = origin(&args.from)?;
    let pulled = generation::pull(&*origin, &folder, args.keep as usize, &shown)?;
    if args.quiet
        && let Pulled::New(copy) = &pulled
    {
        copy.not_removed.iter().for_each(|why| output::warn(why));
    }
    match (args.json, args.quiet) {
        (true, _) => output::print(&serde_json::to_string_pretty(&as_json(&pulled))?),
        (false, false) => output::print(&in_words(&pulled)),
        (false, true) => Ok(()),
    }
}

/// What is copied from.
fn origin(from: &str) -> Result<Box<dyn Origin>, PullError> {
    Ok(match RemoteFolder::is_meant(from) {
        true => Box::new(RemoteFolder::at(from)?),
        false => Box::new(GraphFolder::at(from)),
    })
}

fn in_words(pulled: &Pulled) -> String {
    let copy = match pulled {
        Pulled::NothingNew { name } => return format!("nothing new: generation {name} is live"),
        Pulled::New(copy) => copy,
    };
    let NewCopy {
        name, name_there, ..
    } = copy;
    let mut text = format!("generation {name} is live");
    if name != name_there {
        text += &format!(", which is {name_there} there");
    }
    text += &format!(
        ": {} and {}, proven whole; {} fetched",
        amount(copy.items as u64, "items"),
        amount(copy.links as u64, "links"),
        amount(copy.fetched, "bytes")
    );
    if copy.here_already > 0 {
        let here = amount(copy.here_already, "bytes");
        text += &format!(", {here} were here already");
    }
    text.push('\n');
    if !copy.removed.is_empty() {
        text += &format!("removed {}\n", copy.removed.join(", "));
    }
    for why in &copy.not_removed {
        text += &format!("warning: {why}\n");
    }
    text
}

fn as_json(pulled: &Pulled) -> serde_json::Value {
    match pulled {
        Pulled::NothingNew { name } => json!({"new": false, "version": name}),
        Pulled::New(copy) => json!({
            "new": true,
            "version": copy.name,
            "version_there": copy.name_there,
            "items": copy.items,
            "links": copy.links,
            "bytes_fetched": copy.fetched,
            "bytes_here_already": copy.here_already,
            "removed": copy.removed,
            "not_removed": copy.not_removed,
        }),
    }
}

/// Files that are fetched, shown like the passes of a rebuild.
struct Shown<'a> {
    progress: &'a Progress,
    began: Mutex<Instant>,
    bytes: AtomicU64,
}

impl<'a> Shown<'a> {
    fn on(progress: &'a Progress) -> Self {
        Self {
            progress,
            began: Mutex::new(Instant::now()),
            bytes: AtomicU64::new(0),
        }
    }

    fn began(&self) -> std::sync::MutexGuard<'_, Instant> {
        // A moment is whole whatever became of its last holder.
        self.began
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Watch for Shown<'_> {
    fn begin(&self, file: &'static str, bytes: u64) {
        *self.began() = Instant::now();
        self.bytes.store(bytes, Ordering::Relaxed);
        self.progress.begin(file);
        self.progress.expect(file, bytes, "bytes");
    }

    fn came(&self, file: &'static str, bytes: u64) {
        self.progress.advance(file, bytes);
    }

    fn end(&self, file: &'static str) {
        self.progress.end(&PassTime {
            pass: file.to_owned(),
            seconds: self.began().elapsed().as_secs_f64(),
            done: self.bytes.load(Ordering::Relaxed),
            unit: "bytes".to_owned(),
        });
    }

    fn goes_on(&self) -> ControlFlow<()> {
        match self.progress.stop_flag().load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}
