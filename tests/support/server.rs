//! The server, from start to stop: as its own program, or in this process over an explorer.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use cartway::explorer::{Explorer, GraphFolder, Options};
use cartway::web::{self, Bind, ServerSettings};

use super::{Shop, cartway, client};

/// A running `cartway` on a free port; stopped when it is dropped.
pub struct Server {
    pub program: Child,
    /// Where its pages begin, with a slash at the end.
    pub address: String,
}

impl Server {
    /// Serves the bundled sample.
    pub fn demo() -> Self {
        Self::start(cartway().arg("demo"))
    }

    /// Serves a graph folder.
    pub fn over(graph: &Path) -> Self {
        Self::start(cartway().arg("serve").arg("--graph").arg(graph))
    }

    /// Serves a graph folder with more options.
    pub fn with(graph: &Path, options: &[&str]) -> Self {
        let mut command = cartway();
        Self::start(command.arg("serve").arg("--graph").arg(graph).args(options))
    }

    fn start(command: &mut Command) -> Self {
        Self::start_with(command, Stdio::null())
    }

    /// Starts a command that serves, with this for standard error.
    pub fn start_with(command: &mut Command, stderr: Stdio) -> Self {
        let mut program = command
            .args(["--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(stderr)
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
        // One that has ended already has left its number to others.
        if matches!(self.program.try_wait(), Ok(Some(_))) {
            return;
        }
        let pid = self.program.id().to_string();
        let asked = Command::new("kill").arg(pid).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.program.kill();
        }
        let _ = self.program.wait();
    }
}

impl Shop {
    /// Opens the live generation, with a bound to the work of one question.
    pub fn explorer(&self, budget: u64) -> Arc<Explorer> {
        Arc::new(Explorer::open(GraphFolder::at(self.graph()), budget).unwrap())
    }

    pub fn serve(&self) -> Served {
        Served::over(self.explorer(Options::DEFAULT_BUDGET))
    }
}

/// Where visitors know the servers of the tests.
pub const ORIGIN: &str = "https://paths.example";

/// A running server; stopped when dropped.
pub struct Served {
    pub(super) base: String,
    /// Where operators are answered, if that is elsewhere.
    pub admin: Option<Bind>,
    pub(super) agent: ureq::Agent,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    pub fn over(explorer: Arc<Explorer>) -> Self {
        Self::with(explorer, |_| {})
    }

    /// A server whose settings are not the usual ones of the tests.
    pub fn with(explorer: Arc<Explorer>, change: impl FnOnce(&mut ServerSettings)) -> Self {
        let mut settings = ServerSettings {
            bind: vec!["127.0.0.1:0".parse().unwrap()],
            workers: Some(2),
            shutdown_timeout: Duration::from_secs(5),
            max_searches: 8,
            catalogue_name: "Harbour & Sons".to_owned(),
            origin: ORIGIN.to_owned(),
            poll: Duration::from_millis(5),
            ..ServerSettings::default()
        };
        change(&mut settings);
        let server = web::Server::bind(&settings, explorer).unwrap();
        let admin = server.admin_address().cloned();
        let base = format!("http://{}", server.addresses()[0]);
        let handle = server.handle();
        let thread = std::thread::spawn(|| server.run().unwrap());
        Self {
            base,
            admin,
            agent: client::agent(),
            handle,
            thread: Some(thread),
        }
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.handle.stop(true));
        let stopped = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(matches!(stopped, Some(Ok(()))), "the server ends in peace");
        }
    }
}
