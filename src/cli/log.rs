//! What the program says of itself while it works: structured logs on standard error.

use std::io::IsTerminal;

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

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

impl LogArgs {
    /// Begins to log. A second call, as tests may make, changes nothing.
    pub(super) fn begin(&self) {
        let logs = tracing_subscriber::fmt()
            .with_env_filter(self.log.clone())
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal());
        let _ = match self.log_format {
            LogFormat::Text => logs.with_target(false).try_init(),
            LogFormat::Json => logs.json().flatten_event(true).try_init(),
        };
    }
}
