//! The program `cartway` run on a shop, and what it left: output, messages, exit code.

use std::process::{Command, ExitStatus, Output, Stdio};

use super::Shop;

/// What a finished `cartway` left.
#[derive(Debug)]
pub struct Run {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl Shop {
    /// A shop with orders and titles, and a first generation made of them: `a`-`b`-`c`-`d` in a
    /// row, `e`-`f` on another island, `g` alone.
    pub fn with_graph() -> Self {
        let shop = Self::with_sql(
            "CREATE TABLE items(id, title, creator, category, year);
             INSERT INTO items VALUES
               ('a', 'Lamp', 'Ada', 'Light', 1990), ('b', 'Bulb', NULL, 'Light', NULL),
               ('c', 'Socket', NULL, NULL, NULL), ('d', 'Switch', NULL, NULL, NULL),
               ('e', 'Teapot', NULL, 'Kitchen', NULL), ('f', 'Cup', NULL, 'Kitchen', NULL),
               ('g', 'Globe', NULL, NULL, NULL);
             CREATE TABLE order_lines(order_id, item_id);",
        );
        shop.baskets(&["ab", "ab", "ab", "bc", "bc", "cd", "cd", "ef", "ef"]);
        shop.baskets(&["g"; 11]);
        shop.rebuild(&[]).succeeded();
        shop
    }

    /// A command on this shop, which stands in its folder: names of files need no path.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = cartway();
        command.args(arguments).current_dir(self.folder());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs a shell script in the shop's folder; its `$0` is the program, `"$@"` the arguments.
    #[cfg(unix)]
    pub fn shell(&self, script: &str, arguments: &[&str]) -> Run {
        let mut shell = Command::new("sh");
        shell.args(["-c", script, env!("CARGO_BIN_EXE_cartway")]);
        shell.args(arguments).current_dir(self.folder());
        without_settings(&mut shell);
        Run::of(&mut shell)
    }

    /// Runs `cartway import FORMAT --db shop.db ...`.
    pub fn import(&self, format: &str, arguments: &[&str]) -> Run {
        self.run(&[&["import", format, "--db", "shop.db"], arguments].concat())
    }

    /// Runs `cartway rebuild --db shop.db --graph shop.graph ...`.
    pub fn rebuild(&self, arguments: &[&str]) -> Run {
        let fixed = ["rebuild", "--db", "shop.db", "--graph", "shop.graph"];
        self.run(&[&fixed, arguments].concat())
    }

    /// Runs `cartway COMMAND --graph shop.graph ...`.
    pub fn ask(&self, command: &str, arguments: &[&str]) -> Run {
        self.run(&[&[command, "--graph", "shop.graph"], arguments].concat())
    }

    /// What `connect --json` answers, but for the time it took.
    pub fn connect(&self, arguments: &[&str]) -> serde_json::Value {
        let run = self.ask("connect", &[&["--json"], arguments].concat());
        let mut answer: serde_json::Value =
            serde_json::from_str(run.succeeded()).expect("--json prints JSON");
        let body = answer.as_object_mut().expect("the body is an object");
        body.remove("timing_ms").expect("an answer tells its time");
        answer
    }
}

impl Run {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::null());
        Self::from(command.output().expect("the program starts"))
    }

    /// Its output, where it succeeded.
    #[track_caller]
    pub fn succeeded(&self) -> &str {
        assert_eq!(self.status.code(), Some(0), "{self:#?}");
        &self.out
    }

    /// The one line that says why it failed with exit code 1; passes that began may stand before.
    #[track_caller]
    pub fn failed(&self) -> &str {
        assert_eq!(self.status.code(), Some(1), "{self:#?}");
        let mut lines = self.err.lines().filter(|line| !is_progress(line));
        let line = lines.next().and_then(|line| line.strip_prefix("error: "));
        assert_eq!(lines.next(), None, "more than one line: {self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        let line = line.unwrap_or_else(|| panic!("no line says why: {self:#?}"));
        assert!(!repeats_itself(line), "says it twice: {line}");
        line
    }

    /// Fails with exit code 1 and a line that says all of these.
    #[track_caller]
    pub fn failed_saying(&self, parts: &[&str]) -> &str {
        let line = self.failed();
        for part in parts {
            assert!(line.contains(part), "no {part:?} in: {line}");
        }
        line
    }

    /// Fails with exit code 2 and says how to use it.
    #[track_caller]
    pub fn refused(&self) -> &str {
        assert_eq!(self.status.code(), Some(2), "{self:#?}");
        assert_eq!(self.out, "", "data on standard output: {self:#?}");
        &self.err
    }

    /// Ended by itself, well or badly, but never by a signal or a panic.
    #[track_caller]
    pub fn did_not_crash(&self) {
        let ended = matches!(self.status.code(), Some(0 | 1));
        assert!(ended && !self.err.contains("panicked"), "{self:#?}");
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status,
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

/// The program, without settings of the environment.
pub fn cartway() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cartway"));
    without_settings(&mut command);
    command
}

/// Takes from a command what the environment of the tests may hold for the program.
pub fn without_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARTWAY_") {
            command.env_remove(name);
        }
    }
}

/// Whether a line only says that a pass begins, or ended well.
fn is_progress(line: &str) -> bool {
    let ended = line.contains(" in ") && (line.ends_with(" s") || line.ends_with("/s)"));
    line.starts_with("pass ") || ended
}

/// Whether a message ends with what it said just before, as careless chains of causes do.
fn repeats_itself(line: &str) -> bool {
    line.match_indices(": ").any(|(place, mark)| {
        let (before, after) = (&line[..place], &line[place + mark.len()..]);
        before.ends_with(after)
    })
}
