//! Rebuilds under way, to be waited for, interrupted and watched, and a shop where they take a
//! while.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use super::{Run, Shop};

/// Thousands of items and orders, the same every time, so that each pass takes its time.
pub fn large_shop() -> Shop {
    let shop = Shop::with_sql(
        "CREATE TABLE items(id, title); CREATE TABLE order_lines(order_id, item_id);
         WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 2999)
         INSERT INTO items SELECT n, printf('Title %d of %d', n, n * 7919 % 3000) FROM number;
         WITH RECURSIVE line(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM line WHERE n < 39999)
         INSERT INTO order_lines
           SELECT n / 4, (n / 4 * 7919 % 3000 + n % 4 * n % 7 * 11) % 3000 FROM line;",
    );
    shop.baskets(&["01", "01", "01"]);
    shop
}

/// Tries again while what was to be interrupted is done sooner than the test gets to it.
pub fn until_some<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    let found = (0..50).find_map(|_| attempt());
    found.expect("a rebuild can be interrupted")
}

/// A rebuild under way, whose passes can be waited for.
pub struct RunningRebuild {
    pub child: Child,
    pub progress: BufReader<std::process::ChildStderr>,
}

pub fn start_rebuild(shop: &Shop) -> RunningRebuild {
    let mut command = shop.command(&["rebuild", "--db", "shop.db", "--graph", "shop.graph"]);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let progress = BufReader::new(child.stderr.take().unwrap());
    RunningRebuild { child, progress }
}

impl RunningRebuild {
    /// Reads its progress until a pass begins.
    pub fn wait_for(&mut self, pass: &str) {
        let mut lines = (&mut self.progress).lines().map_while(Result::ok);
        let began = lines.any(|line| line == format!("pass {pass}"));
        assert!(began, "the rebuild ended before pass {pass}");
    }
}

#[cfg(unix)]
pub fn signal(name: &str, process: &str) {
    let sent = std::process::Command::new("kill")
        .args([name, process])
        .status();
    assert!(sent.unwrap().success());
}

/// Runs a script that mounts things nobody else sees; `None`, and a word why, where the system
/// does not allow that.
#[cfg(target_os = "linux")]
pub fn in_own_mounts(shop: &Shop, script: &str, arguments: &[&str]) -> Option<Run> {
    let wrapped = "script=$1; shift; exec unshare -rm sh -c \"$script\" \"$0\" \"$@\"";
    let run = shop.shell(wrapped, &[&[script], arguments].concat());
    let refused = run.err.starts_with("unshare: ") || run.status.code() == Some(77);
    if refused || run.status.code() == Some(127) {
        eprintln!(
            "skipped, as nothing can be mounted here: {}",
            run.err.trim()
        );
        return None;
    }
    Some(run)
}

/// A count of the live generation.
pub fn counted(shop: &Shop, name: &str) -> u64 {
    let run = shop.ask("stats", &["--json"]);
    let stats: serde_json::Value = serde_json::from_str(run.succeeded()).unwrap();
    let count = stats["counts"][name].as_u64();
    count.unwrap_or_else(|| panic!("no count {name} in {stats}"))
}
