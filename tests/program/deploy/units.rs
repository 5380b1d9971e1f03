//! The units of systemd.

use std::fs;
use std::process::Command;

use super::{house, is_wanted, read};
use crate::support::{Run, cartway};

/// Where the units expect the program.
const PROGRAM: &str = "/usr/bin/cartway";

/// The services, each with the most exposure that `systemd-analyze security` may find, in tenths.
const SERVICES: [(&str, &str); 3] = [
    ("systemd/cartway.service", "12"),
    ("systemd/cartway-rebuild.service", "5"),
    ("replicas/cartway-pull.service", "16"),
];
const TIMERS: [&str; 2] = [
    "systemd/cartway-rebuild.timer",
    "replicas/cartway-pull.timer",
];

/// The name of a file without its folder.
fn name_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap()
}

/// What stands behind this name in a unit.
pub fn values<'a>(unit: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = unit.lines();
    lines.filter_map(move |line| line.strip_prefix(name)?.strip_prefix('='))
}

#[test]
fn units_run_commands_of_the_program() {
    for (service, _) in SERVICES {
        let unit = read(service);
        let started = values(&unit, "ExecStart").next().unwrap();
        let arguments = started.strip_prefix(PROGRAM).unwrap().split_whitespace();
        let help = Run::of(cartway().args(arguments).arg("--help"));
        help.succeeded();
    }
}

#[test]
fn systemd_takes_the_units_and_finds_them_little_exposed() {
    if !is_wanted(
        "CARTWAY_TEST_SYSTEMD",
        "has systemd-analyze judge the units",
    ) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut verify = Command::new("systemd-analyze");
    verify.args(["verify", "--man=no"]);
    for (service, _) in SERVICES {
        // The program need not be installed for its units to be read.
        let unit = read(service);
        let file = folder.path().join(name_of(service));
        fs::write(&file, unit.replace(PROGRAM, env!("CARGO_BIN_EXE_cartway"))).unwrap();
        verify.arg(file);
    }
    for timer in TIMERS {
        let file = folder.path().join(name_of(timer));
        fs::write(&file, read(timer)).unwrap();
        verify.arg(file);
    }
    let run = Run::of(&mut verify);
    run.succeeded();
    assert!(!run.err.contains("cartway"), "{run:#?}");

    for (service, most) in SERVICES {
        let mut judge = Command::new("systemd-analyze");
        judge.args([
            "security",
            "--offline=true",
            "--no-pager",
            "--threshold",
            most,
        ]);
        let unit = house().join("deploy").join(service);
        Run::of(judge.arg(unit)).succeeded();
    }
}
