//! A server that is a part of another site, and covers that come from another host: what only a
//! browser can tell of them.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

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
fn a_page_of_another_origin_walks_a_list_by_its_links() {
    if !switched_on("a_page_of_another_origin_walks_a_list_by_its_links") {
        return;
    }
    let shop = shop();
    let api = Server::with(&shop.graph(), &[]);
    let walk = "const done = arguments[1];
        (async () => {
            const ids = [];
            let [next, tag] = [`${arguments[0]}v1/items?limit=1`, null];
            let generation = null;
            while (next) {
                const page = await fetch(next);
                generation = page.headers.get('Cartway-Generation');
                tag = page.headers.get('ETag');
                ids.push(...(await page.json()).items.map((item) => item.id));
                const link = /<([^>]+)>; rel=\"next\"/.exec(page.headers.get('Link') ?? '');
                next = link && new URL(link[1], next).href;
            }
            done([ids.sort().join(), generation, String(Boolean(tag))]);
        })().catch((error) => done([String(error)]));";
    let elsewhere = Page::of("<!doctype html><title>Elsewhere</title>");
    visit_server(&api, Scripts::On, async |visitor| {
        visitor.browser.driver.goto(&elsewhere.address).await?;
        let address = vec![api.address.clone().into()];
        let seen: Vec<String> = visitor.await_answer(walk, address).await?;
        ensure!(seen == ["a,b,c", &*shop.version(), "true"], "{seen:?}");
        Ok(())
    });
}

/// One page, at an origin of its own.
struct Page {
    address: String,
}

impl Page {
    fn of(html: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 4096]);
                let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{html}", html.len());
            }
        });
        Self { address }
    }
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
