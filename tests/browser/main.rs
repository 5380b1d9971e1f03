//! Our pages in a real Chromium: what a visitor can do, and what every page keeps to.
//!
//! Switched on by name: `CARTWAY_TEST_BROWSER=1 cargo test --test browser`, with `chromium` and
//! `chromedriver` installed. Each test has a server and a browser of its own. Knows pages only as a
//! visitor does: words, links, boxes. Scores of Lighthouse are taken outside, by `lighthouse.mjs`.

mod axe;
mod chromium;
mod combobox;
mod combobox_answers;
mod elsewhere;
mod looks;
mod map;
mod pages;
mod pictures;
mod print;
mod recent;
#[path = "../support/mod.rs"]
mod support;
mod tasks;
mod visitor;
mod windows;
