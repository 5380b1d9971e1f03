//! Pages on paper: the picture across, everything unfolded, and nothing that only a screen can use.

use anyhow::ensure;
use serde::Deserialize;

use super::chromium::Scripts;
use super::pages;
use super::visitor::visit;

/// An upright sheet of A4 between its margins, in CSS pixels.
const PAPER: u32 = 718;

#[derive(Debug, Deserialize)]
struct Printed {
    folded: usize,
    pictures: usize,
    wrong: Vec<String>,
}

#[test]
fn pages_are_printed_without_what_only_a_screen_can_use() {
    visit(
        "pages_are_printed_without_what_only_a_screen_can_use",
        Scripts::On,
        async |visitor| {
            let rules = concat!(
                include_str!("picture_rules.js"),
                include_str!("print_rules.js")
            );
            visitor.browser.set_width(PAPER)?;
            visitor.browser.set_print()?;
            let (mut folded, mut pictures, mut wrong) = (0, 0, Vec::new());
            for page in pages::ANSWERS {
                visitor.open(page).await?;
                let printed: Printed = visitor.ask(rules, Vec::new()).await?;
                folded += printed.folded;
                pictures += printed.pictures;
                let at = |rule| format!("/{page} on paper: {rule}");
                wrong.extend(printed.wrong.into_iter().map(at));
            }
            ensure!(wrong.is_empty(), "{wrong:#?}");
            ensure!(folded > 3, "there were folds to open: {folded}");
            ensure!(pictures > 5, "there were pictures: {pictures}");
            Ok(())
        },
    );
}

#[test]
fn a_page_of_connections_becomes_a_document() {
    visit(
        "a_page_of_connections_becomes_a_document",
        Scripts::On,
        async |visitor| {
            visitor
                .open("connect?from=book-pride-and-prejudice&to=game-doom")
                .await?;
            let document = visitor.browser.print()?;
            // What every PDF begins with, in base64.
            ensure!(document.starts_with("JVBERi"), "a document");
            let kilobytes = document.len() * 3 / 4 / 1000;
            ensure!((10..2_000).contains(&kilobytes), "{kilobytes} kB");
            Ok(())
        },
    );
}
