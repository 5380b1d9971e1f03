//! That every text is there in every language, and that numbers read right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use super::*;

fn english() -> Texts {
    Texts::default()
}

fn german() -> Texts {
    Texts::in_language(Language::German)
}

#[test]
fn every_file_of_messages_can_be_read_whole() {
    for language in Language::ALL {
        for &source in language.sources() {
            let resource = FluentResource::try_new(source.to_owned());
            assert!(resource.is_ok(), "{language:?}: {:?}", resource.err());
        }
    }
}

/// A message's name and the arguments it takes.
fn messages(language: Language) -> BTreeSet<(String, BTreeSet<String>)> {
    let name = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").expect("a pattern");
    let argument = Regex::new(r"\$([a-z-]+)").expect("a pattern");
    let source = language.sources().concat();
    let begins: Vec<_> = name.captures_iter(&source).collect();
    let ends = begins.iter().skip(1).map(|next| next.get_match().start());
    let ends = ends.chain([source.len()]);
    begins
        .iter()
        .zip(ends)
        .map(|(begin, end)| {
            let text = &source[begin.get_match().start()..end];
            let arguments = argument.captures_iter(text);
            let arguments = arguments.map(|found| found[1].to_owned()).collect();
            (begin[1].to_owned(), arguments)
        })
        .collect()
}

#[test]
fn languages_have_the_same_messages_with_the_same_arguments() {
    let english = messages(Language::English);
    let german = messages(Language::German);
    let apart: Vec<_> = english.symmetric_difference(&german).collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn no_name_stands_twice() {
    let name = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").expect("a pattern");
    for language in Language::ALL {
        let source = language.sources().concat();
        let all: Vec<&str> = name
            .captures_iter(&source)
            .map(|found| found.extract::<1>().1[0])
            .collect();
        let different: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), different.len(), "{language:?}");
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of ours") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, found);
        } else if !path.ends_with("texts/tests.rs") {
            found.push(path);
        }
    }
}

/// Everything in quotation marks in our sources that could name a message.
fn names_in_sources() -> BTreeSet<String> {
    // In quotes where code says it, in braces where another message does.
    let quoted = Regex::new(r#"(?:"|\{ )([a-z][a-z0-9-]*)(?:"| \})"#).expect("a pattern");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_below(&root.join("src"), &mut files);
    files_below(&root.join("templates"), &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let source = fs::read_to_string(file).expect("a text");
        names.extend(
            quoted
                .captures_iter(&source)
                .map(|found| found[1].to_owned()),
        );
    }
    names
}

#[test]
fn every_message_is_said_somewhere() {
    let said = names_in_sources();
    let silent: Vec<String> = messages(Language::English)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !said.contains(name))
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_message_that_is_said_exists() {
    let said = Regex::new(r#"\b(?:say|tell|count)\(\s*"([^"]+)""#).expect("a pattern");
    let known: BTreeSet<String> = messages(Language::English)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for room in ["words", "address", "picture", "pages", "web"] {
        files_below(&root.join("src").join(room), &mut files);
    }
    files_below(&root.join("templates"), &mut files);
    for file in files {
        let source = fs::read_to_string(&file).expect("a text");
        for found in said.captures_iter(&source) {
            assert!(
                known.contains(&found[1]),
                "{}: {}",
                file.display(),
                &found[1]
            );
        }
    }
}

#[test]
fn a_code_may_name_a_region() {
    assert_eq!(Language::from_code("de-AT"), Some(Language::German));
    assert_eq!(Language::from_code("EN"), Some(Language::English));
    assert_eq!(Language::from_code("den"), None);
    assert_eq!(Language::from_code(""), None);
}

#[test]
fn early_years_say_their_era() {
    assert_eq!(english().year(1851), "1851");
    assert_eq!(english().year(8), "AD 8");
    assert_eq!(english().year(-700), "700 BC");
    assert_eq!(german().year(-700), "700 v. Chr.");
}

#[test]
fn thousands_are_separated_as_the_language_does() {
    assert_eq!(english().number(0u32), "0");
    assert_eq!(english().number(999u32), "999");
    assert_eq!(english().number(1_000usize), "1,000");
    assert_eq!(english().number(2_759_986u64), "2,759,986");
    assert_eq!(german().number(2_759_986u64), "2.759.986");
    assert!(english().number(u128::MAX).starts_with("340,282,366,"));
}

#[test]
fn a_short_number_has_three_digits_at_most_and_a_unit() {
    let (en, de) = (english(), german());
    let written = [999, 1_000, 1_299, 183_392, 999_999, 123_456_789].map(|n| en.short_number(n));
    assert_eq!(written, ["999", "1k", "1.2k", "183k", "999k", "123M"]);
    assert_eq!(en.short_number(u64::MAX), "18,446,744T");
    assert_eq!(de.short_number(1_299), "1,2\u{A0}Tsd.");
    assert_eq!(de.short_number(123_456_789), "123\u{A0}Mio.");
    assert_eq!(de.short_number(4_600_000_000), "4,6\u{A0}Mrd.");
}

#[test]
fn one_is_not_many_and_numbers_in_messages_are_written_alike() {
    assert_eq!(english().count("steps", 1usize), "1 step");
    assert_eq!(english().count("steps", 0usize), "0 steps");
    assert_eq!(english().count("items", 413_563u32), "413,563 items");
    assert_eq!(german().count("steps", 4u32), "4 Schritte");
    let most = english().count("steps", u128::MAX);
    assert!(
        most.starts_with("340,282,") && most.ends_with("11,455 steps"),
        "{most}"
    );
}

#[test]
fn shares_and_factors_keep_what_matters() {
    let (en, de) = (english(), german());
    assert_eq!(en.percent(0.1234), "12 %");
    assert_eq!(en.percent(0.0412), "4.1 %");
    assert_eq!(de.percent(0.0412), "4,1\u{202F}%");
    assert_eq!(en.percent(0.00001), "under 0.1 %");
    assert_eq!(de.percent(0.00001), "unter 0,1\u{202F}%");
    assert_eq!(en.percent(1.0), "100 %");
    assert_eq!(en.percent(0.0), "0 %");
    assert_eq!(en.percent(0.99921), "99.9 %");
    assert_eq!(en.percent(0.9999), "99.9 %");
    assert_eq!(en.times(8.04), "8 times");
    assert_eq!(en.times(1.02), "1 time");
    assert_eq!(en.times(1234.5), "1,235 times");
    assert_eq!(en.times(0.64), "0.6 times");
    assert_eq!(en.times(0.01), "under 0.1 times");
    assert_eq!(de.times(2.5), "2,5-mal");
    assert_eq!(de.two_decimals(4.614), "4,61");
    assert_eq!(en.one_decimal(7.02), "7");
}

#[test]
fn days_have_the_names_of_their_months() {
    let moment = "2026-07-01T03:00:00Z".parse().expect("a timestamp");
    assert_eq!(english().day(moment), "1 July 2026");
    assert_eq!(german().day(moment), "1. Juli 2026");
}

#[test]
fn messages_that_take_nothing_are_written_once_as_fluent_writes_them() {
    for texts in [english(), german()] {
        assert!(texts.0.plain.len() > 100, "many take nothing");
        for (name, arguments) in messages(texts.language()) {
            // One that takes nothing may tell another that does.
            if let Some(text) = texts.0.plain.get(&name) {
                assert!(arguments.is_empty(), "{name}");
                assert_eq!(texts.write(&name, None), *text, "{name}");
            }
        }
    }
}
