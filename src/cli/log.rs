//! What the program says of itself while it works: structured logs on standard error.
//!
//! A server's log is lossy, so that no answer waits for it; that of other commands is written at
//! once. Neither can fail what it tells of.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use super::lossy::Lossy;
use super::output;

/// How long a program that ends waits for its last lines to be written.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// What actix says of connections: the fault of whoever sent something is an error to it. What
/// matters of it is counted, and told by our own room at the level of its weight.
const OF_CONNECTIONS: &str = "actix_http";

/// How much to log, and how.
#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// What to log: error, warn, info, debug, or filters such as `cartway::web=debug`
    #[arg(
        long,
        env = "CARTWAY_LOG",
        default_value = "info,actix_server=warn",
        global = true,
        value_name = "FILTER",
        help_heading = "Logging"
    )]
    log: EnvFilter,
    /// How logs are written
    #[arg(
        long,
        env = "CARTWAY_LOG_FORMAT",
        value_enum,
        default_value_t,
        global = true,
        help_heading = "Logging"
    )]
    log_format: LogFormat,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum LogFormat {
    /// Lines for people
    #[default]
    Text,
    /// An object a line, for programs
    Json,
}

/// A log that has begun; dropping it waits for its last lines, but not long.
#[derive(Debug, Default)]
pub(super) struct Log(Option<Lossy>);

impl Log {
    /// Says a line that is no log.
    pub(super) fn say(&self, line: &str) {
        match &self.0 {
            Some(lossy) => lossy.clone().say(line),
            None => output::tell(line),
        }
    }

    /// Counts the lines that were lost.
    pub(super) fn lost(&self) -> Arc<AtomicU64> {
        self.0.as_ref().map(Lossy::lost).unwrap_or_default()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(lossy) = &self.0 {
            lossy.finish(LAST_WORDS);
        }
    }
}

impl LogArgs {
    /// Begins to log what a command says that ends by itself. A second call, as tests may make,
    /// changes nothing.
    pub(super) fn begin(&self) {
        self.write_to(std::io::stderr);
    }

    /// Begins to log what a server says.
    pub(super) fn begin_lossy(&self) -> Log {
        let Ok(lossy) = Lossy::to_standard_error() else {
            self.begin();
            return Log::default();
        };
        self.write_to(lossy.clone());
        // What panics, panics into the log: standard error itself may be stuck.
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            let message = panic.payload_as_str().unwrap_or("no message");
            tracing::error!(place, "panic: {message}");
        }));
        Log(Some(lossy))
    }

    fn write_to(&self, out: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
        let logs = tracing_subscriber::fmt()
            .with_env_filter(self.filter())
            .with_writer(out)
            // It would tell of a line that cannot be written where it cannot be written.
            .log_internal_errors(false)
            .with_ansi(std::io::stderr().is_terminal());
        let _ = match self.log_format {
            LogFormat::Text => logs.with_target(false).try_init(),
            LogFormat::Json => logs.json().flatten_event(true).try_init(),
        };
    }

    /// What the operator wants, but of actix's talk only what is wanted by name.
    fn filter(&self) -> EnvFilter {
        let wanted = self.log.clone();
        if wanted.to_string().contains(OF_CONNECTIONS) {
            return wanted;
        }
        match format!("{OF_CONNECTIONS}=off").parse() {
            Ok(silence) => wanted.add_directive(silence),
            Err(_) => wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_connections_nothing_is_said_that_was_not_asked_for() {
        let filter = |log: &str| {
            let args = LogArgs {
                log: log.parse().unwrap(),
                log_format: LogFormat::Text,
            };
            args.filter().to_string()
        };
        assert!(filter("info").contains("actix_http=off"));
        assert!(filter("debug,actix_server=warn").contains("actix_http=off"));
        assert!(!filter("actix_http=debug").contains("off"));
    }
}
