//! Settings in the environment that no option knows: most likely misspelled ones.
//!
//! Values are not looked at: they may be secret.

use std::collections::BTreeSet;

use clap::Command;

/// How the name of each of our settings begins.
const OURS: &str = "CARTWAY_";
/// The least likeness of two names, of which one may be meant for the other.
const ALIKE: f64 = 0.9;

/// Warns of each variable of the environment that looks like a setting of this program and is none.
pub(super) fn warn_of_unknown(program: &Command) {
    let known = known(program);
    // What is not text is no name of ours.
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for (name, nearest) in unknown(&known, names) {
        let meant = nearest.map_or_else(String::new, |nearest| format!("; is {nearest} meant?"));
        tracing::warn!("there is no setting {name}, it is passed over{meant}");
    }
}

/// The settings of a program and of all its commands.
fn known(command: &Command) -> BTreeSet<String> {
    let names = command.get_arguments().filter_map(|option| {
        let name = option.get_env()?.to_str()?;
        Some(name.to_owned())
    });
    let inner = command.get_subcommands().flat_map(known);
    names.chain(inner).collect()
}

/// Those that nobody knows, in order, each with the known name that is most like it, if one is.
fn unknown(
    known: &BTreeSet<String>,
    names: impl Iterator<Item = String>,
) -> Vec<(String, Option<&str>)> {
    let names: BTreeSet<String> = names.filter(|name| name.starts_with(OURS)).collect();
    let strangers = names.difference(known);
    let told = strangers.map(|name| (name.clone(), nearest(known, name)));
    told.collect()
}

fn nearest<'a>(known: &'a BTreeSet<String>, name: &str) -> Option<&'a str> {
    let rest = |name: &str| name.trim_start_matches(OURS).to_ascii_lowercase();
    let likeness = |other: &str| strsim::jaro_winkler(&rest(name), &rest(other));
    known
        .iter()
        .map(|other| (likeness(other), other.as_str()))
        .filter(|&(alike, _)| alike >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> Vec<(String, Option<String>)> {
        let known = ["CARTWAY_MAX_BASKET", "CARTWAY_MAX_SEARCHES", "CARTWAY_BIND"];
        let known = known.map(str::to_owned).into();
        let names = names.iter().map(|&name| name.to_owned());
        let told = unknown(&known, names).into_iter();
        told.map(|(name, nearest)| (name, nearest.map(str::to_owned)))
            .collect()
    }

    #[test]
    fn known_settings_and_those_of_others_are_not_told_of() {
        assert_eq!(told(&["CARTWAY_BIND", "PATH", "MY_CARTWAY_BIND"]), []);
    }

    #[test]
    fn a_misspelled_setting_is_told_with_the_one_that_is_meant() {
        for (name, meant) in [
            ("CARTWAY_MAX_BASKT", Some("CARTWAY_MAX_BASKET")),
            ("CARTWAY_MAX_SEARCH", Some("CARTWAY_MAX_SEARCHES")),
            ("CARTWAY_BIN", Some("CARTWAY_BIND")),
            ("CARTWAY_COLOUR", None),
            ("CARTWAY_", None),
        ] {
            let meant = meant.map(str::to_owned);
            assert_eq!(told(&[name]), [(name.to_owned(), meant)]);
        }
    }

    #[test]
    fn settings_of_commands_within_commands_are_known() {
        let option = |name| clap::Arg::new(name).env(name);
        let inner = Command::new("inner").arg(option("CARTWAY_INNER"));
        let outer = Command::new("outer").subcommand(inner);
        let program = Command::new("cartway")
            .arg(option("CARTWAY_LOG"))
            .subcommand(outer);
        let known: Vec<String> = known(&program).into_iter().collect();
        assert_eq!(known, ["CARTWAY_INNER", "CARTWAY_LOG"]);
    }
}
