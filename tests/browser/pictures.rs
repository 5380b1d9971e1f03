//! Pictures of random pairs, measured as the browser draws them: no box, number or text lies over
//! another or leaves its frame, across and down. `picture_rules.js` knows how that is measured.

use std::process::Command;

use anyhow::ensure;
use serde::Deserialize;
use serde_json::json;

use super::chromium::Scripts;
use super::visitor::{Visitor, switched_on, visit, visit_server};
use crate::support::{Server, Shop};

/// Pairs of each catalogue; together they are 500.
const PAIRS: usize = 250;
/// Pairs that are measured by one call.
const AT_ONCE: usize = 50;

#[derive(Debug, Deserialize)]
struct Measured {
    drawn: usize,
    boxes: usize,
    wrong: Vec<String>,
}

/// Measures pictures in a window in which both orientations can be shown.
async fn measure_pictures(visitor: &Visitor) -> anyhow::Result<()> {
    measure(visitor, PAIRS, "").await
}

/// The same of some pairs, in a typeface if it has a name.
async fn measure(visitor: &Visitor, pairs: usize, typeface: &str) -> anyhow::Result<()> {
    let script = concat!(
        include_str!("picture_rules.js"),
        include_str!("measure_pictures.js")
    );
    visitor.browser.set_width(800)?;
    visitor.open("search").await?;
    for _ in 0..pairs / AT_ONCE {
        let measured: Measured = visitor
            .await_answer(script, vec![json!(AT_ONCE), json!(typeface)])
            .await?;
        ensure!(measured.wrong.is_empty(), "{:#?}", measured.wrong);
        ensure!(measured.drawn == 2 * AT_ONCE, "{measured:?}");
        ensure!(measured.boxes >= 2 * measured.drawn, "{measured:?}");
    }
    Ok(())
}

#[test]
fn nothing_overlaps_in_pictures_of_the_sample() {
    visit(
        "nothing_overlaps_in_pictures_of_the_sample",
        Scripts::On,
        measure_pictures,
    );
}

#[test]
fn labels_stay_in_their_boxes_in_the_widest_typeface() {
    visit(
        "labels_stay_in_their_boxes_in_the_widest_typeface",
        Scripts::On,
        async |visitor| measure(visitor, AT_ONCE, "DejaVu Sans").await,
    );
}

#[test]
fn nothing_overlaps_in_pictures_of_a_made_up_shop() {
    if !switched_on("nothing_overlaps_in_pictures_of_a_made_up_shop") {
        return;
    }
    let shop = Shop::new();
    let made = Command::new(env!("CARGO_BIN_EXE_cartway"))
        .args(["generate", "--items", "2000", "--orders", "12000"])
        .args(["--seed", "500", "--db"])
        .arg(shop.db())
        .output()
        .expect("the program starts");
    assert!(made.status.success(), "{made:?}");
    shop.make_generation();
    visit_server(&Server::over(&shop.graph()), Scripts::On, measure_pictures);
}
