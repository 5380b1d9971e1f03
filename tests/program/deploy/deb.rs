//! The package of Debian: made, installed into this system, served as its unit says, and purged.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::units::values;
use super::{SOCKET, house, is_wanted};
use crate::listening::{DEADLINE, ask};
use crate::support::{Run, without_settings};

const DATA: &str = "/var/lib/cartway";
const UNIT: &str = "/usr/lib/systemd/system/cartway.service";

/// A package that is installed; purged when this is dropped.
struct Installed;

impl Drop for Installed {
    fn drop(&mut self) {
        let _ = Command::new("dpkg").args(["--purge", "cartway"]).output();
    }
}

fn sh(line: &str) -> Run {
    let mut shell = Command::new("sh");
    without_settings(&mut shell);
    Run::of(shell.args(["-euc", line]))
}

/// Runs the installed program as the user that it is installed for.
fn as_cartway(arguments: &[&str]) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=cartway", "--regid=cartway", "--init-groups"]);
    command.arg("/usr/bin/cartway").args(arguments);
    without_settings(&mut command);
    command.current_dir("/");
    command
}

/// Makes the package and installs it.
fn install(folder: &Path) -> Installed {
    let there = sh("! dpkg -s cartway >/dev/null 2>&1 && test \"$(id -u)\" = 0");
    assert!(there.status.success(), "as root, where none is installed");
    let mut build = Command::new(house().join("deploy/debian/build"));
    let built = Run::of(build.arg(env!("CARGO_BIN_EXE_cartway")).arg(folder));
    built.succeeded();
    let installed = Installed;
    sh(&format!("dpkg -i {}/cartway_*.deb", folder.display())).succeeded();
    installed
}

/// Serves as the unit says, and asks what two items have to do with each other.
fn serve_and_ask() {
    let unit = fs::read_to_string(UNIT).unwrap();
    let settings = values(&unit, "Environment").map(|value| value.split_once('=').unwrap());
    let mut server = as_cartway(&["serve"]);
    server
        .envs(settings)
        .env("CARTWAY_ADMIN_BIND", "127.0.0.1:0");
    sh("install -d -o cartway -g cartway -m 750 /run/cartway").succeeded();
    let mut server = server
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !Path::new(SOCKET).exists() {
        assert_eq!(server.try_wait().unwrap(), None, "it ended");
        assert!(start.elapsed() < DEADLINE, "it does not listen");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let answer = ask(Path::new(SOCKET), "/v1/paths?from=tea&to=mug", "192.0.2.7");
    sh(&format!("kill {}", server.id())).succeeded();
    server.wait().unwrap();
    assert!(answer.contains("\"hops\":1"), "{answer}");
    assert!(!Path::new(SOCKET).exists());
}

#[test]
fn the_package_installs_serves_and_leaves_nothing_when_purged() {
    if !is_wanted(
        "CARTWAY_TEST_DEB",
        "installs the Debian package here, serves and purges it",
    ) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let installed = install(folder.path());
    let orders = folder.path().join("orders.csv");
    fs::write(&orders, "order_id,item_id\n1,tea\n1,mug\n2,tea\n2,mug\n").unwrap();

    let owner = format!("stat -c '%U %a' {DATA} {DATA}/shop.graph");
    assert_eq!(sh(&owner).succeeded(), "cartway 750\ncartway 750\n");
    let files = sh("dpkg -L cartway").succeeded().to_owned();
    for file in [
        "man1/cartway-import-orders.1.gz",
        "completions/cartway",
        "rebuild.timer",
    ] {
        assert!(files.contains(file), "{file}: {files}");
    }
    let db = format!("{DATA}/shop.db");
    let graph = format!("{DATA}/shop.graph");
    Run::of(as_cartway(&["import", "orders", "--db", &db]).arg(&orders)).succeeded();
    Run::of(&mut as_cartway(&[
        "rebuild", "--db", &db, "--graph", &graph,
    ]))
    .succeeded();
    serve_and_ask();

    sh("dpkg --remove cartway").succeeded();
    assert!(Path::new(&db).exists(), "data stay");
    assert!(!Path::new("/usr/bin/cartway").exists());
    sh("dpkg --purge cartway").succeeded();
    drop(installed);
    for path in [DATA, "/etc/cartway", "/run/cartway", UNIT] {
        assert!(!Path::new(path).exists(), "{path}");
    }
    assert!(
        !sh("getent passwd cartway || getent group cartway")
            .status
            .success()
    );
}
