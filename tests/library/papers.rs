//! The papers beside the code: their links lead somewhere, the commands they show exist, and those
//! of the blocks marked `sh runs` do what they say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use tempfile::TempDir;

use crate::support::{Run, cartway, without_settings};

/// Fenced blocks whose commands must exist; those marked to run stand among them.
const SHELL: [&str; 4] = ["", "sh", "console", RUNS];

/// What marks a block whose lines are run, together with those of the same paper's other such
/// blocks, in order and in one folder.
const RUNS: &str = "sh runs";

/// A paper as its readers see it.
#[derive(Default)]
struct Paper {
    links: Vec<String>,
    /// The names by which its headings are linked to.
    anchors: BTreeSet<String>,
    /// Fenced blocks: what is said behind the fence, and what is inside.
    blocks: Vec<(String, String)>,
}

impl Paper {
    fn read(path: &Path) -> Self {
        Self::of(&fs::read_to_string(path).unwrap())
    }

    fn of(text: &str) -> Self {
        let mut paper = Self::default();
        // The words of the heading, and of the block, that is open.
        let (mut heading, mut block): (Option<String>, Option<String>) = (None, None);
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    paper.links.push(dest_url.to_string());
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    paper.blocks.push((info.trim().to_owned(), String::new()));
                    block = Some(String::new());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(open) = block.as_mut().or(heading.as_mut()) {
                        open.push_str(&text);
                    }
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let (Some(inside), Some(last)) = (block.take(), paper.blocks.last_mut()) {
                        last.1 = inside;
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    paper.add_anchor(&heading.take().unwrap_or_default());
                }
                _ => {}
            }
        }
        paper
    }

    /// Names a heading as GitHub does: lower case, hyphens for spaces, a number from the second on.
    fn add_anchor(&mut self, heading: &str) {
        let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let name = heading
            .to_lowercase()
            .chars()
            .filter(is_kept)
            .collect::<String>();
        let name = name.replace(' ', "-");
        let numbered = (1..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| !self.anchors.contains(name));
        self.anchors.extend(free);
    }

    /// Links that lead to no file, or to no heading, of the folder the paper stands in.
    fn dead_links(&self, folder: &Path) -> Vec<&str> {
        let is_local = |link: &&str| !link.contains("://") && !link.starts_with("mailto:");
        let is_dead = |link: &&str| {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = folder.join(file);
            let leads_on = match (file, anchor) {
                (_, "") => path.exists(),
                ("", _) => self.anchors.contains(anchor),
                _ => path.is_file() && Self::read(&path).anchors.contains(anchor),
            };
            !leads_on
        };
        let links = self.links.iter().map(String::as_str);
        links.filter(is_local).filter(is_dead).collect()
    }

    /// The arguments of each call of the program in its shell blocks.
    fn calls(&self) -> Vec<Vec<String>> {
        let shown = self
            .blocks
            .iter()
            .filter(|(info, _)| SHELL.contains(&&info[..]));
        let lines = shown.map(|(_, inside)| inside.replace("\\\n", " "));
        let lines = lines.flat_map(|inside| inside.lines().map(str::to_owned).collect::<Vec<_>>());
        lines.filter_map(|line| arguments_of(&line)).collect()
    }

    /// The lines to run.
    fn script(&self) -> String {
        let blocks = self.blocks.iter().filter(|(info, _)| info == RUNS);
        blocks.map(|(_, inside)| inside.as_str()).collect()
    }
}

/// What a line calls the program with, by its name or through `cargo run`.
fn arguments_of(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start_matches("$ ");
    let words = line
        .split_whitespace()
        .take_while(|word| !word.starts_with('#'));
    let is_setting = |word: &&str| word.contains('=') && !word.starts_with('-');
    let mut words = words.skip_while(is_setting).peekable();
    match words.next()? {
        "cartway" => {}
        "cargo" if words.peek() == Some(&"run") => {
            let of_cargo: Vec<&str> = words.by_ref().take_while(|word| *word != "--").collect();
            if of_cargo.contains(&"--example") {
                return None;
            }
        }
        _ => return None,
    }
    let of_other = |word: &&str| !matches!(*word, "|" | "&&" | ";" | ">" | "&");
    Some(words.take_while(of_other).map(str::to_owned).collect())
}

/// What is wrong with a call: a command or an option that the program does not have.
fn unknown_in(arguments: &[String]) -> Option<String> {
    let is_command = |word: &&String| !word.starts_with('-');
    let commands: Vec<&str> = arguments
        .iter()
        .take_while(is_command)
        .map(|word| &word[..])
        .collect();
    // The first words name a command, or a command and one of its own; then come its arguments.
    let helps = (1..=commands.len().min(2))
        .rev()
        .map(|count| help(&commands[..count]));
    let Some(help) = helps.flatten().next() else {
        return Some(format!("no command {commands:?}"));
    };
    let options = arguments
        .iter()
        .filter(|word| word.starts_with('-') && word.len() > 1);
    let names = options.map(|option| option.split('=').next().unwrap_or_default());
    let unknown = names.into_iter().find(|name| !offers(&help, name));
    unknown.map(|name| format!("{commands:?} has no option {name}"))
}

/// What the program says of a command, if it has it.
fn help(commands: &[&str]) -> Option<String> {
    let run = Run::of(cartway().arg("help").args(commands));
    run.status.success().then_some(run.out)
}

fn offers(help: &str, option: &str) -> bool {
    let is_mark = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
    help.split(is_mark).any(|word| word == option)
}

/// Runs a script as a reader would: line by line, in a folder of its own, with the program on the
/// path.
fn run(script: &str) -> (TempDir, Run) {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_cartway"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let before = program
        .parent()
        .expect("a program is in a folder")
        .to_owned();
    let paths = std::iter::once(before).chain(std::env::split_paths(&path));
    let mut shell = Command::new("sh");
    shell.args(["-euc", script]).current_dir(&folder);
    shell.env("PATH", std::env::join_paths(paths).unwrap());
    without_settings(&mut shell);
    let run = Run::of(&mut shell);
    (folder, run)
}

/// The papers of the house.
fn papers() -> Vec<PathBuf> {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ];
    let mut papers: Vec<PathBuf> = named.map(|name| house.join(name)).into();
    let entries = |folder: &str| {
        fs::read_dir(house.join(folder))
            .into_iter()
            .flatten()
            .flatten()
    };
    papers.extend(entries("docs").map(|entry| entry.path()));
    for folder in ["crates", "deploy"] {
        papers.extend(entries(folder).map(|entry| entry.path().join("README.md")));
    }
    papers.push(house.join("deploy/README.md"));
    let is_paper = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    papers.retain(|path| is_paper(path) && path.is_file());
    papers
}

#[test]
fn local_links_of_the_papers_lead_somewhere() {
    for path in papers() {
        let paper = Paper::read(&path);
        let dead = paper.dead_links(path.parent().unwrap());
        assert!(dead.is_empty(), "{}: {dead:?}", path.display());
    }
}

#[test]
fn commands_of_the_papers_exist() {
    for path in papers() {
        for call in Paper::read(&path).calls() {
            let unknown = unknown_in(&call);
            assert_eq!(unknown, None, "{}: {call:?}", path.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn blocks_of_the_papers_that_are_marked_run() {
    for path in papers() {
        let (_folder, run) = run(&Paper::read(&path).script());
        assert!(run.status.success(), "{}: {run:#?}", path.display());
    }
}

#[test]
fn dead_links_and_wrong_commands_are_found() {
    let paper = Paper::of(
        "# Ten `minutes`, or less\n\n# Twice\n\n# Twice\n\n[a](#ten-minutes-or-less) [b](#twice-1)\n\
         [c](#twice-2) [d](there.md) [e](there.md#in-it) [f](there.md#not-in-it) [g](gone.md)\n\
         ![h](gone.png) `[i](gone.md)` [j](https://shop.example/gone)\n\n\
         ```\ncartway import orders --db shop.db \\\n  --no-such FILE\n```\n\n\
         ```sh\nCARTWAY_DB=x cartway rebuild --top=3 # not --this\n$ cartway no-such\nls --color\ncargo run --example steps -- no-such\n\
         cargo run --release -- connect a b --json --nothing | wc\n```\n\n\
         ```sql\ncartway connect --nothing\n```\n\ncartway no-such words\n",
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("there.md"), "## In it\n").unwrap();
    let dead = ["#twice-2", "there.md#not-in-it", "gone.md", "gone.png"];
    assert_eq!(paper.dead_links(folder.path()), dead);
    let unknown: Vec<Option<String>> = paper.calls().iter().map(|call| unknown_in(call)).collect();
    let [orders, rebuild, no_such, connect] = &unknown[..] else {
        panic!("{unknown:?}")
    };
    assert_eq!(
        orders.as_deref(),
        Some("[\"import\", \"orders\"] has no option --no-such")
    );
    assert_eq!(rebuild, &None);
    assert_eq!(no_such.as_deref(), Some("no command [\"no-such\"]"));
    assert!(
        connect
            .as_ref()
            .is_some_and(|told| told.ends_with("has no option --nothing"))
    );
}

#[cfg(unix)]
#[test]
fn marked_blocks_run_in_order_in_one_folder() {
    let paper = Paper::of(
        "```sh runs\ncat > orders.csv <<'END'\norder_id,item_id\n1,tea\n1,mug\n2,tea\n2,mug\nEND\n\
         cartway import orders --db shop.db orders.csv\n```\n\nThe words between are not run.\n\n```sh\nexit 1\n```\n\n\
         ```sh runs\ncartway rebuild --db shop.db --graph shop.graph\n\
         cartway connect --graph shop.graph tea mug > told\n```\n",
    );
    let (folder, ran) = run(&paper.script());
    assert!(ran.status.success(), "{ran:#?}");
    let told = fs::read_to_string(folder.path().join("told")).unwrap();
    assert!(told.contains("mug"), "{told}");
    let (_folder, ran) = run("false\ntrue\n");
    assert!(!ran.status.success(), "{ran:#?}");
}
