//! What pages look like: charts with large numbers, facts in columns, long tables that begin folded.

use anyhow::ensure;
use cartway::picture::chart::Chart;
use cartway::words::texts::{Language, Texts};
use serde_json::json;
use thirtyfour::prelude::Key;

use super::chromium::Scripts;
use super::visitor::{Visitor, visit};

/// Widths of windows, from a phone to a large screen.
const WIDTHS: [u32; 5] = [360, 768, 1024, 1440, 1920];
/// Connections of many items.
const MANY: &str = "connect?from=film-xala&to=film-e-t-the-extra-terrestrial";

/// Charts of nine-digit numbers in a language, with few columns and many.
fn large_charts(language: Language) -> Vec<String> {
    let chart = Chart {
        id: "large",
        title: "Large numbers",
        description: "Nine digits each.",
        axis: "steps",
        texts: Texts::in_language(language),
    };
    let numbers = |columns: u64| -> Vec<(String, u64)> {
        let number = |place: u64| (place * place).rem_euclid(7) * 123_456_789 + 987;
        (1..=columns)
            .map(|place| (place.to_string(), number(place)))
            .collect()
    };
    let charts = [1, 2, 5, 8, 9, 12, 17, 24].map(|columns| chart.print(&numbers(columns)));
    charts
        .into_iter()
        .map(|chart| chart.expect("prints"))
        .collect()
}

#[test]
fn large_numbers_touch_nothing_in_a_chart() {
    visit(
        "large_numbers_touch_nothing_in_a_chart",
        Scripts::On,
        async |visitor| {
            let script = concat!(
                include_str!("picture_rules.js"),
                include_str!("measure_charts.js")
            );
            for width in WIDTHS {
                visitor.browser.set_width(width)?;
                visitor.open("about").await?;
                for language in Language::ALL {
                    let charts = json!(large_charts(language));
                    let wrong: Vec<String> = visitor.ask(script, vec![charts]).await?;
                    ensure!(wrong.is_empty(), "{language:?} at {width}: {wrong:#?}");
                }
            }
            Ok(())
        },
    );
}

#[test]
fn no_fact_of_an_item_is_left_alone() {
    /// How many facts begin at each distance from the left.
    const COLUMNS: &str = "const lefts = [...document.querySelectorAll('.fact-list > div')]\
        .map((fact) => Math.round(fact.getBoundingClientRect().left));\
        return [...new Set(lefts)].map((left) => lefts.filter((other) => other === left).length);";
    visit(
        "no_fact_of_an_item_is_left_alone",
        Scripts::On,
        async |visitor| {
            for item in ["book-moby-dick", "game-doom", "film-alien"] {
                for (width, language) in WIDTHS
                    .iter()
                    .flat_map(|width| [(width, "en"), (width, "de")])
                {
                    visitor.browser.set_width(*width)?;
                    visitor
                        .open(&format!("items/{item}?lang={language}"))
                        .await?;
                    let columns: Vec<usize> = visitor.ask(COLUMNS, Vec::new()).await?;
                    let facts: usize = columns.iter().sum();
                    let alone = columns.len() > 1 && facts > 3 && columns.contains(&1);
                    ensure!(
                        facts > 0 && !alone,
                        "{item} at {width}, {language}: {columns:?}"
                    );
                }
            }
            Ok(())
        },
    );
}

/// Whether the table of all items is to be seen.
async fn table_is_shown(visitor: &Visitor) -> anyhow::Result<bool> {
    Ok(visitor.find("table.items").await?.is_displayed().await?)
}

#[test]
fn a_long_table_is_opened_by_mouse_and_keyboard_with_scripts_off() {
    visit(
        "a_long_table_is_opened_by_mouse_and_keyboard_with_scripts_off",
        Scripts::Off,
        async |visitor| {
            visitor.open(MANY).await?;
            ensure!(!table_is_shown(visitor).await?, "it begins folded");
            visitor.click(".folded > summary").await?;
            ensure!(table_is_shown(visitor).await?, "opened by mouse");
            visitor.open(MANY).await?;
            visitor.tab_to(".folded > summary").await?;
            visitor.press(Key::Enter).await?;
            ensure!(table_is_shown(visitor).await?, "opened by keyboard");
            Ok(())
        },
    );
}

#[test]
fn what_leads_into_a_folded_table_opens_it() {
    visit(
        "what_leads_into_a_folded_table_opens_it",
        Scripts::Off,
        async |visitor| {
            visitor.open(&format!("{MANY}#hop-2")).await?;
            ensure!(table_is_shown(visitor).await?, "opened by its address");
            visitor.open(MANY).await?;
            let fold = ".across a.cw-fold, .down a.cw-fold";
            ensure!(visitor.find(fold).await.is_ok(), "something is not drawn");
            Ok(())
        },
    );
}
