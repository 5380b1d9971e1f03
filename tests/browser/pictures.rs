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
    let script = concat!(
        include_str!("picture_rules.js"),
        include_str!("measure_pictures.js")
    );
    visitor.browser.set_width(800)?;
    visitor.open("search").await?;
    for _ in 0..PAIRS / AT_ONCE {
        let measured: Measured = visitor.await_answer(script, vec![json!(AT_ONCE)]).await?;
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

/// A shop whose titles are made of wide letters.
fn shop_of_wide_letters() -> Shop {
    let shop = Shop::with_tables();
    shop.items(&[
        ("start", "boundbandagedhoundbongdoghoodpondgong", "Books"),
        ("one", "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm", "Books"),
        ("two", "OQOQOQOQOQOQOQOQOQOQOQOQOQOQOQ", "Books"),
        ("end", "01234567890987654321888888888800000", "Books"),
    ]);
    shop.orders(&[
        ("a", &["start", "one"], 3),
        ("b", &["start", "two"], 3),
        ("c", &["one", "end"], 3),
        ("d", &["two", "end"], 3),
    ]);
    shop.make_generation();
    shop
}

#[test]
fn labels_stay_in_their_boxes_in_the_widest_typeface() {
    if !switched_on("labels_stay_in_their_boxes_in_the_widest_typeface") {
        return;
    }
    let script = concat!(
        include_str!("picture_rules.js"),
        "const pictures = all('.cw-picture').filter(shown);",
        "for (const svg of pictures) svg.style.fontFamily = 'DejaVu Sans';",
        "return pictures.flatMap(faultsOfPicture);"
    );
    let server = Server::over(&shop_of_wide_letters().graph());
    visit_server(&server, Scripts::On, async |visitor| {
        for (width, page) in [
            (1440, "connect?from=start&to=end"),
            (360, "connect?from=start&to=end"),
            (1440, "items/start"),
            (360, "items/start"),
        ] {
            visitor.browser.set_width(width)?;
            visitor.open(page).await?;
            let wrong: Vec<String> = visitor.ask(script, Vec::new()).await?;
            ensure!(wrong.is_empty(), "{page} at {width}: {wrong:#?}");
        }
        Ok(())
    });
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
