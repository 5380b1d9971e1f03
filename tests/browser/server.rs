//! The server as its own program, from start to stop. Knows nothing of browsers.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `cartway` on a free port; stopped when it is dropped.
pub struct Server {
    program: Child,
    /// Where its pages begin, with a slash at the end.
    pub address: String,
}

impl Server {
    /// Serves the bundled sample.
    pub fn demo() -> Self {
        Self::start(Command::new(env!("CARGO_BIN_EXE_cartway")).arg("demo"))
    }

    /// Serves a graph folder.
    pub fn over(graph: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cartway"));
        Self::start(command.arg("serve").arg("--graph").arg(graph))
    }

    fn start(command: &mut Command) -> Self {
        let mut program = command
            .args(["--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stdout = program.stdout.take().expect("its output is piped");
        let mut server = Self {
            program,
            address: String::new(),
        };
        BufReader::new(stdout)
            .read_line(&mut server.address)
            .expect("it prints its address");
        server.address.truncate(server.address.trim_end().len());
        assert!(server.address.starts_with("http://"), "{}", server.address);
        server
    }
}

impl Drop for Server {
    /// Asks politely, so that the demo clears its folder away.
    fn drop(&mut self) {
        let pid = self.program.id().to_string();
        let asked = Command::new("kill").arg(pid).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.program.kill();
        }
        let _ = self.program.wait();
    }
}
