//! The command line: one file a command, each with its options and a `run`.
//!
//! Data go to standard output, progress and messages to standard error. Exit status 0, 1 (it
//! failed: one line says why and what to do) or 2 (wrong usage). Every option is also an
//! environment variable `CARTWAY_...`.

mod completions;
mod connect;
mod demo;
mod export;
mod fault;
mod figures;
mod forget;
mod generate;
mod import;
mod inspect;
mod inspected;
mod interrupt;
mod log;
mod lossy;
mod man;
mod openapi;
mod out_file;
mod output;
mod progress;
mod pull;
mod question;
mod rebuild;
mod report;
pub mod sample;
mod search;
mod serve;
mod settings;
mod stats;
pub mod terminal;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Shows how any two items of a catalogue are connected by what was bought together.
#[derive(Debug, Parser)]
#[command(
    name = "cartway",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    log: log::LogArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try it: the bundled sample catalogue, served at the address printed
    Demo(demo::DemoArgs),
    /// Say what files are, and the commands that would import them
    Inspect(Box<inspect::InspectArgs>),
    /// Bring orders, items or links from files into the shop's database
    Import(Box<import::ImportArgs>),
    /// Take orders or items out of the shop's database again
    Forget(forget::ForgetArgs),
    /// Make a new generation of the graph from the shop's database
    Rebuild(rebuild::RebuildArgs),
    /// Copy the generation that is live elsewhere, proven whole, as replicas do
    Pull(pull::PullArgs),
    /// Make up a shop of any size, for benches and for trying things out
    Generate(generate::GenerateArgs),
    /// Serve pages and JSON; a new generation is taken over as soon as it is published
    Serve(serve::ServeArgs),
    /// Show how two items are connected
    Connect(connect::ConnectArgs),
    /// Find items by title, creator, category, year or id
    Search(search::SearchArgs),
    /// Write the whole graph as a file of another program
    Export(export::ExportArgs),
    /// Say what the graph holds and how it was made
    Stats(stats::StatsArgs),
    /// Prove that the live generation is whole
    Verify(verify::VerifyArgs),
    /// Write the pages of the manual
    Man(man::ManArgs),
    /// Print the script by which a shell completes commands and options
    Completions(completions::CompletionsArgs),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
}

/// Reads the command line and runs the command on it.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Until the last word is said.
    let log = match cli.command {
        Command::Serve(_) | Command::Demo(_) => cli.log.begin_lossy(),
        _ => {
            cli.log.begin();
            log::Log::default()
        }
    };
    settings::warn_of_unknown(&Cli::command());
    let result = match cli.command {
        Command::Demo(args) => demo::run(args, &log),
        Command::Inspect(args) => inspect::run(&args),
        Command::Import(args) => import::run(*args),
        Command::Forget(args) => forget::run(args),
        Command::Rebuild(args) => rebuild::run(&args),
        Command::Pull(args) => pull::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Serve(args) => serve::run(args, &log),
        Command::Connect(args) => connect::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Stats(args) => stats::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Man(args) => man::run(&args, Cli::command()),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Openapi => openapi::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            log.say(&output::complaint(&error));
            ExitCode::FAILURE
        }
    }
}
