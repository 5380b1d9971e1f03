//! A server that is a part of another site, and covers that come from another host: what only a
//! browser can tell of them.

use anyhow::ensure;
use thirtyfour::prelude::Key;

use super::chromium::Scripts;
use super::combobox::{await_list, told};
use super::visitor::{Hand, switched_on, visit_server};
use crate::support::{Server, Shop};

/// Three items in a row; the first has a cover that comes, the second one that does not.
fn shop() -> Shop {
    let shop = Shop::with_tables();
    shop.sql(
        "INSERT INTO items(id, title, category, image_url) VALUES
           ('a', 'Lamp', 'Light', '/favicon.ico'), ('b', 'Lampshade', 'Light', '/nothing.jpg'),
           ('c', 'Lamp oil', 'Light', NULL);",
    );
    shop.baskets(&["ab", "ab", "bc", "bc"]);
    shop.make_generation();
    shop
}

#[test]
fn suggestions_and_forms_work_under_a_base_path() {
    if !switched_on("suggestions_and_forms_work_under_a_base_path") {
        return;
    }
    let shop = shop();
    let server = Server::with(&shop.graph(), &["--base-path", "/shop/paths"]);
    visit_server(&server, Scripts::On, async |visitor| {
        visitor.open("").await?;
        for (field, text) in [("#from", "lamp"), ("#to", "oil")] {
            visitor.tab_to(field).await?;
            visitor.press(text).await?;
            if field == "#from" {
                await_list(visitor).await?;
                ensure!(told(visitor).await?.options.len() == 3);
                visitor.press(Key::Down).await?;
                visitor.press(Key::Enter).await?;
            }
        }
        visitor.enter().await?;
        let headline = visitor.headline().await?;
        ensure!(headline.contains("onnected in "), "{headline}");
        let path: String = visitor.ask("return location.pathname", Vec::new()).await?;
        ensure!(path == "/shop/paths/connect", "{path}");
        visitor.open("").await?;
        let pair = "#recent a[href^='/shop/paths/connect?']";
        visitor.follow(Hand::Mouse, pair).await?;
        let headline = visitor.headline().await?;
        ensure!(headline.contains("onnected in "), "{headline}");
        Ok(())
    });
}

#[test]
fn a_cover_that_does_not_come_leaves_the_shape() {
    if !switched_on("a_cover_that_does_not_come_leaves_the_shape") {
        return;
    }
    let shop = shop();
    let pictures = Server::over(&shop.graph());
    let server = Server::with(&shop.graph(), &["--shop-url", &pictures.address]);
    // What is seen in the middle of each tile, and how large its picture is.
    let seen = "return [...document.querySelectorAll('.tile')].map((tile) => {
        const {x, y, width, height} = tile.getBoundingClientRect();
        const image = tile.querySelector('img');
        const top = document.elementsFromPoint(x + width / 2, y + height / 2)
            .find((element) => tile.contains(element) && element !== tile);
        return `${top?.tagName} ${Boolean(image?.naturalWidth)} ${image ? image.width > 0 : '-'}`;
    })";
    visit_server(&server, Scripts::On, async |visitor| {
        visitor.browser.set_width(1440)?;
        visitor.open("search?q=lamp").await?;
        let arrived = "[...document.images].every((image) => image.complete)";
        visitor.until(arrived).await?;
        let mut seen: Vec<String> = visitor.ask(seen, Vec::new()).await?;
        seen.sort();
        ensure!(
            seen == ["IMG true true", "SPAN false -", "SPAN false false"],
            "{seen:?}"
        );
        Ok(())
    });
}
