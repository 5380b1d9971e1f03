//! Every page judged by axe: WCAG 2.2 up to AA and the best practices, in both schemes.
//!
//! Switched on by name: `CARTWAY_TEST_AXE=path/to/axe.min.js cargo test --test browser axe`, with
//! the `axe-core` package of npm.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use thirtyfour::prelude::Key;

use super::chromium::Scripts;
use super::pages;
use super::visitor::{Visitor, visit_server};
use crate::support::Server;

/// Widths of windows, with the scheme asked for.
const WINDOWS: [(u32, &str); 4] = [
    (360, "light"),
    (360, "dark"),
    (1440, "light"),
    (1440, "dark"),
];

/// The script that judges; says so where none is named.
fn judge(test: &str) -> Option<String> {
    let Some(path) = env::var_os("CARTWAY_TEST_AXE") else {
        eprintln!("{test} is skipped: CARTWAY_TEST_AXE does not name an axe.min.js");
        return None;
    };
    let script = fs::read_to_string(&path);
    Some(script.unwrap_or_else(|error| panic!("{}: {error}", Path::new(&path).display())))
}

/// What axe says of the page that is shown, in windows of every kind.
async fn violations(visitor: &Visitor, axe: &str, page: &str) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let load = format!("{axe}\nreturn typeof window.axe;");
    let loaded: String = visitor.ask(&load, Vec::new()).await?;
    ensure!(loaded == "object", "this is no axe: {loaded}");
    for (width, scheme) in WINDOWS {
        visitor.browser.set_width(width)?;
        visitor.browser.set_scheme(scheme)?;
        let said: Vec<String> = visitor
            .await_answer(include_str!("axe_run.js"), Vec::new())
            .await
            .with_context(|| format!("axe at /{page}"))?;
        let at = |words| format!("/{page} at {width}, {scheme}: {words}");
        found.extend(said.into_iter().map(at));
    }
    Ok(found)
}

#[test]
fn axe_finds_nothing_on_any_page() {
    let Some(axe) = judge("axe_finds_nothing_on_any_page") else {
        return;
    };
    visit_server(&Server::demo(), Scripts::On, async |visitor| {
        let mut found = Vec::new();
        for page in pages::every_page() {
            visitor.open(page).await?;
            found.extend(violations(visitor, &axe, page).await?);
        }
        // Pages with an error status are reported by the browser, and judged elsewhere.
        visitor.browser.complaints().await?;
        ensure!(found.is_empty(), "{found:#?}");
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_open_lists_and_folds() {
    let Some(axe) = judge("axe_finds_nothing_in_open_lists_and_folds") else {
        return;
    };
    visit_server(&Server::demo(), Scripts::On, async |visitor| {
        visitor.open("").await?;
        visitor.click("#from").await?;
        visitor.press("dune").await?;
        let listed = "document.querySelectorAll('#from-list [role=option]').length > 1";
        visitor.until(listed).await?;
        visitor.press(Key::Down).await?;
        let mut found = violations(visitor, &axe, "with suggestions").await?;

        let page = "connect?from=book-the-odyssey&to=film-the-big-lebowski";
        visitor.open(page).await?;
        let unfold = "for (const fold of document.querySelectorAll('details')) fold.open = true;\
                      return document.querySelectorAll('details').length;";
        let folds: usize = visitor.ask(unfold, Vec::new()).await?;
        ensure!(folds > 0, "{folds} folds");
        found.extend(violations(visitor, &axe, "unfolded").await?);
        ensure!(found.is_empty(), "{found:#?}");
        Ok(())
    });
}
