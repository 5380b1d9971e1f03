//! Every page in every window: nothing leaves it, nothing overlaps, everything can be read, and
//! nothing is asked of another host. The rules are in `page_rules.js`.

use anyhow::ensure;

use super::chromium::Scripts;
use super::pages;
use super::visitor::{Visitor, switched_on, visit, visit_server};
use crate::support::{Server, Shop};

/// Widths of windows, with the scheme asked for.
const WINDOWS: [(u32, &str); 4] = [
    (360, "light"),
    (360, "dark"),
    (768, "dark"),
    (1440, "light"),
];

/// Looks at pages in windows of every kind, and tells what is wrong with them.
async fn look_at(visitor: &Visitor, pages: &[&str]) -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    for page in pages {
        for (width, scheme) in WINDOWS {
            visitor.browser.set_width(width)?;
            visitor.browser.set_scheme(scheme)?;
            visitor.open(page).await?;
            let rules = visitor.broken_rules().await?;
            let at = |rule| format!("/{page} at {width}, {scheme}: {rule}");
            wrong.extend(rules.into_iter().map(at));
        }
        let mut complaints = visitor.browser.complaints().await?;
        if pages::ERRORS.contains(page) {
            complaints.retain(|line| !line.contains("status of 404"));
        }
        wrong.extend(complaints);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn every_page_fits_every_window_in_both_schemes() {
    visit(
        "every_page_fits_every_window_in_both_schemes",
        Scripts::On,
        async |visitor| look_at(visitor, &pages::every_page()).await,
    );
}

/// A shop whose titles and ids try everything; all are bought with the first and the last.
fn nasty_shop() -> Shop {
    let long = "An exhaustive treatise on shelves and their many uses ".repeat(6);
    let category = "A category with an astonishingly long name";
    let items: [(&str, &str, &str); 13] = [
        ("start", "I", ""),
        ("a/b c/d", &long, category),
        ("x?y=1&z#f", "<script>alert('x')</script> & </title>", "<b>"),
        (
            "%41%2F",
            "ألف ليلة وليلة: الحكايات الكاملة للملك شهريار وشهرزاد",
            "كتب",
        ),
        ("he", "סיפור על אהבה וחושך — מהדורה מיוחדת", "ספרים"),
        (
            "caps",
            "WWWWWWWWWW MMMMMMMMM WIDE LETTERS IN CAPITALS",
            "CAPITALS",
        ),
        ("emoji", "🧵🪡 Sewing kit 👩‍👩‍👧‍👦 🎉🎉🎉🎉🎉🎉🎉", "🎁"),
        (
            "word",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau",
            category,
        ),
        (
            "空白 id",
            "吾輩は猫である。名前はまだ無い。どこで生れたか",
            "本",
        ),
        ("thai", "สวัสดีชาวโลกทั้งหลายที่รักการอ่านหนังสือ", "Books"),
        ("bidi", "abc \u{202E}gnp.exe evil", "Files"),
        ("zalgo", "Z̷̡a̶̛l̵g̴o̷̕ t̸e̸x̸t̢ ̶w̷i̵t̴h̶ m̵a̶r̷k̸s̶", "Books"),
        ("end", &long, category),
    ];
    let shop = Shop::with_tables();
    shop.items(&items);
    for (id, _, _) in &items[1..12] {
        let orders: [(&str, &[&str], u32); 2] =
            [("in", &["start", id], 3), ("out", &[id, "end"], 3)];
        let named = orders.map(|(name, pair, times)| (format!("{name} {id}"), pair, times));
        for (name, pair, times) in &named {
            shop.orders(&[(name, pair, *times)]);
        }
    }
    shop.make_generation();
    shop
}

#[test]
fn nasty_titles_stay_in_their_boxes() {
    if !switched_on("nasty_titles_stay_in_their_boxes") {
        return;
    }
    let shop = nasty_shop();
    let pages = [
        "",
        "connect?from=start&to=end",
        "connect?from=x%3Fy%3D1%26z%23f&to=%2541%252F",
        "connect?from=start&to=end&exclude=a/b+c/d&direction=out",
        "connect?from=start&to=end&via=caps&exclude=a/b+c/d&extra_hops=2&k=50",
        "items/start",
        "items/a%2Fb%20c%2Fd",
        "search?q=wide",
        "about",
    ];
    let server = Server::over(&shop.graph());
    visit_server(&server, Scripts::On, async |visitor| {
        look_at(visitor, &pages).await
    });
}
