//! The map in a real browser: moved by hand and by keyboard, with scripts and without, and its names
//! measured on many views.

use anyhow::ensure;
use serde::Deserialize;
use serde_json::json;
use thirtyfour::prelude::Key;

use super::chromium::Scripts;
use super::visitor::{Hand, Visitor, visit};

/// Views that are measured at each width; together they are 500.
const VIEWS: usize = 250;
/// The nearest zoom of the demo's map that is measured.
const NEAREST: u8 = 6;

#[derive(Debug, Deserialize)]
struct Measured {
    names: usize,
    wrong: Vec<String>,
}

async fn measure(visitor: &Visitor, width: u32) -> anyhow::Result<()> {
    visitor.browser.set_width(width)?;
    visitor.open("about").await?;
    let script = include_str!("measure_maps.js");
    let arguments = vec![json!(VIEWS), json!(width), json!(NEAREST)];
    let measured: Measured = visitor.await_answer(script, arguments).await?;
    ensure!(measured.wrong.is_empty(), "{width}: {:#?}", measured.wrong);
    ensure!(measured.names > VIEWS, "{measured:?}");
    Ok(())
}

#[test]
fn no_two_names_overlap_on_wide_or_narrow_maps_and_the_list_is_that_of_the_map() {
    visit(
        "no_two_names_overlap_on_wide_or_narrow_maps_and_the_list_is_that_of_the_map",
        Scripts::On,
        async |visitor| {
            for width in [1440, 360] {
                measure(visitor, width).await?;
            }
            Ok(())
        },
    );
}

#[test]
fn the_map_leads_to_a_connection_by_keyboard_without_scripts_on_a_phone() {
    visit(
        "the_map_leads_to_a_connection_by_keyboard_without_scripts_on_a_phone",
        Scripts::Off,
        async |visitor| {
            visitor.browser.set_width(360)?;
            visitor.open("").await?;
            visitor.follow_words(Hand::Keyboard, "Map").await?;
            visitor.follow(Hand::Keyboard, ".map-regions a").await?;
            visitor.follow(Hand::Keyboard, ".map-south-east").await?;
            visitor.follow(Hand::Keyboard, ".map-items a.title").await?;
            let address = visitor.browser.driver.current_url().await?;
            ensure!(address.path().starts_with("/items/"), "{address}");
            visitor.tab_to("#to").await?;
            visitor.press("book-war-and-peace").await?;
            visitor.enter().await?;
            let headline = visitor.headline().await?;
            ensure!(headline.contains("onnected in "), "{headline}");
            visitor.follow(Hand::Keyboard, "a.map-small").await?;
            let ends = visitor.texts(".m-end").await?;
            ensure!(ends.len() == 2, "{ends:?}");
            Ok(())
        },
    );
}

#[test]
fn what_is_found_by_a_search_is_found_on_the_map() {
    visit(
        "what_is_found_by_a_search_is_found_on_the_map",
        Scripts::Off,
        async |visitor| {
            visitor.open("search?q=moby+dick").await?;
            visitor.follow_words(Hand::Mouse, "on the map").await?;
            visitor.find(".m-pin").await?;
            let names = visitor.texts(".m-names .w").await?;
            ensure!(names.iter().any(|name| name.contains("Moby")), "{names:?}");
            Ok(())
        },
    );
}

#[test]
fn a_button_of_the_map_moves_it_without_a_new_page() {
    visit(
        "a_button_of_the_map_moves_it_without_a_new_page",
        Scripts::On,
        async |visitor| {
            visitor.browser.set_width(1440)?;
            visitor.open("map").await?;
            visitor
                .until("document.querySelector('.map-view.live')")
                .await?;
            let _: bool = visitor
                .ask("window.stays = true; return true", vec![])
                .await?;
            visitor.tab_to(".map-nearer").await?;
            visitor.press(Key::Enter).await?;
            visitor
                .until("document.querySelector('.map-view').dataset.z === '2'")
                .await?;
            visitor
                .until(
                    "window.stays && document.activeElement.className === 'map-nearer' && \
                     document.querySelector('.map-said').textContent !== ''",
                )
                .await?;
            Ok(())
        },
    );
}

#[test]
fn keys_move_the_map_and_the_address_follows() {
    visit(
        "keys_move_the_map_and_the_address_follows",
        Scripts::On,
        async |visitor| {
            visitor.browser.set_width(1440)?;
            visitor.open("map").await?;
            visitor
                .until("document.querySelector('.map-view.live')")
                .await?;
            visitor.tab_to(".map-view").await?;
            visitor.press("+").await?;
            visitor
                .until("document.querySelector('.map-view').dataset.z === '2'")
                .await?;
            visitor
                .until("new URLSearchParams(location.search).get('z') === '2'")
                .await?;
            visitor.press(Key::Right).await?;
            visitor
                .until("+document.querySelector('.map-view').dataset.x > 501")
                .await?;
            let lists: Vec<String> = visitor.texts(".map-items a.title").await?;
            ensure!(!lists.is_empty());
            Ok(())
        },
    );
}

#[test]
fn a_way_is_on_the_map_with_its_towns_named() {
    visit(
        "a_way_is_on_the_map_with_its_towns_named",
        Scripts::Off,
        async |visitor| {
            visitor.open("map?from=book-dune&to=game-poker").await?;
            let ends = visitor.texts(".m-names .w").await?;
            ensure!(
                ends.contains(&"Dune".to_owned()) && ends.contains(&"Poker".to_owned()),
                "{ends:?}"
            );
            visitor
                .follow_words(Hand::Mouse, "All connections of the two")
                .await?;
            let headline = visitor.headline().await?;
            ensure!(headline.contains("onnected in "), "{headline}");
            Ok(())
        },
    );
}
