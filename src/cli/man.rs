//! `cartway man`: the pages of the manual, made of what `--help` says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::output;

/// What the page of the program says of all commands, and each command's page need not repeat.
const STATUSES: [(&str, &str); 3] = [
    ("0", "It is done."),
    ("1", "It failed; one line says why and what to do."),
    ("2", "Wrong usage."),
];

/// Options of `cartway man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Folder to write a file for each page to, as in /usr/share/man/man1; made if it is not there
    /// [default: all pages to standard output]
    #[arg(long, env = "CARTWAY_OUT", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// A page of the manual.
struct Page {
    /// `cartway-import-orders`.
    name: String,
    text: Vec<u8>,
}

/// Writes the pages of a program.
///
/// # Errors
/// The folder cannot be written to, or standard output is closed.
pub(super) fn run(args: &ManArgs, program: Command) -> anyhow::Result<()> {
    let pages = pages(program);
    let Some(folder) = &args.out else {
        let text: Vec<u8> = pages.into_iter().flat_map(|page| page.text).collect();
        return output::print(&String::from_utf8_lossy(&text));
    };
    fs::create_dir_all(folder).with_context(|| unwritable(folder))?;
    for page in pages {
        let file = folder.join(format!("{}.1", page.name));
        fs::write(&file, &page.text).with_context(|| unwritable(&file))?;
    }
    Ok(())
}

fn unwritable(path: &Path) -> String {
    format!(
        "{} cannot be written; name another folder with --out",
        path.display()
    )
}

/// The page of the program, and one of each command and of its own commands.
fn pages(mut program: Command) -> Vec<Page> {
    // `help` is the same everywhere, and told on the page of the program.
    program = program.disable_help_subcommand(true);
    program.build();
    let name = program.get_name().to_owned();
    let mut pages = Vec::new();
    collect(program, &name, &mut pages);
    pages
}

fn collect(command: Command, name: &str, pages: &mut Vec<Page>) {
    let inner: Vec<Command> = command.get_subcommands().cloned().collect();
    pages.push(page(command, name.to_owned()));
    for command in inner {
        let name = format!("{name}-{}", command.get_name());
        collect(command, &name, pages);
    }
}

fn page(command: Command, name: String) -> Page {
    let is_program = !name.contains('-');
    let mut text = Vec::new();
    let command = command.display_name(&name);
    let write = || -> std::io::Result<()> {
        Man::new(command).manual("Cartway").render(&mut text)?;
        if is_program { statuses() } else { see_also() }.to_writer(&mut text)
    };
    // Writing to a Vec cannot fail.
    let _ = write();
    Page { name, text }
}

fn statuses() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (status, meaning) in STATUSES {
        roff.control("TP", []);
        roff.text([bold(status)]);
        roff.text([roman(meaning)]);
    }
    roff
}

fn see_also() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    roff.text([bold("cartway"), roman("(1)")]);
    roff
}
