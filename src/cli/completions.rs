//! `cartway completions`: what a shell needs to complete commands and options.

use clap::{Args, Command};
use clap_complete::Shell;

use super::output;

/// Options of `cartway completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell to complete in
    #[arg(value_enum, env = "CARTWAY_SHELL", value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script of a shell for a program.
///
/// # Errors
/// Standard output is closed or full.
pub(super) fn run(args: &CompletionsArgs, mut program: Command) -> anyhow::Result<()> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
