//! The units of systemd.

use std::fs;
use std::process::Command;

use super::{house, is_wanted, read};
use crate::support::{Run, cartway};

/// Where the units expect the program.
const PROGRAM: &str = "/usr/bin/cartway";

/// The services, each with the most exposure that `systemd-analyze security` may find, in tenths.
const SERVICES: [(&str, &str); 2] = [("cartway.service", "12"), ("cartway-rebuild.service", "5")];

/// What stands behind this name in a unit.
pub fn values<'a>(unit: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = unit.lines();
    lines.filter_map(move |line| line.strip_prefix(name)?.strip_prefix('='))
}

#[test]
fn units_run_commands_of_the_program() {
    for (service, _) in SERVICES {
        let unit = read(&format!("systemd/{service}"));
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
        let unit = read(&format!("systemd/{service}"));
        let file = folder.path().join(service);
        fs::write(&file, unit.replace(PROGRAM, env!("CARGO_BIN_EXE_cartway"))).unwrap();
        verify.arg(file);
    }
    let timer = folder.path().join("cartway-rebuild.timer");
    fs::write(&timer, read("systemd/cartway-rebuild.timer")).unwrap();
    let run = Run::of(verify.arg(timer));
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
        let unit = house().join("deploy/systemd").join(service);
        Run::of(judge.arg(unit)).succeeded();
    }
}
