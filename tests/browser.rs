//! Our pages in a real Chromium: what a shopper can do, and what every page keeps to.
//!
//! Switched on by name: `CARTWAY_TEST_BROWSER=1 cargo test --test browser`, with `chromium` and
//! `chromedriver` installed. Each test has a server and a browser of its own. Knows pages only as a
//! visitor does: words, links, boxes.

#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/server.rs"]
mod server;
mod shop;

use anyhow::{Context, ensure};
use thirtyfour::prelude::{By, ElementQueryable, ElementWaitable, Key, TypingData, WebElement};

use chromium::{Chromedriver, Chromium, Scripts};
use server::Server;
use shop::Shop;

/// Every kind of page, by the end of its address.
const PAGES: [&str; 19] = [
    "",
    "search?q=dune",
    "search",
    "connect?from=blade+runner&to=film-alien",
    "connect?from=film-alien&to=zzqqzz",
    "connect?from=book-pride-and-prejudice&to=game-doom",
    "connect?from=book-the-odyssey&to=film-the-big-lebowski",
    "connect?from=album-kind-of-blue&to=film-alien&direction=out&exclude=album-bitches-brew",
    "connect?from=album-kind-of-blue&to=film-alien&max_hops=2",
    "connect?from=book-war-and-peace&to=film-alien&exclude=film-avatar&\
     via=film-embrace-of-the-serpent&avoid_category=album&avoid_hubs=99&max_hops=9&extra_hops=1&k=50",
    "connect?from=book-war-and-peace&to=film-alien&via=film-embrace-of-the-serpent&\
     only_category=game&only_category=album&exclude=film-avatar",
    "connect?from=film-alien&to=film-alien",
    "items/book-moby-dick",
    "items/book-moby-dick?category=film&sort=title",
    "items/book-moby-dick/degrees",
    "items/book-moby-dick/degrees?direction=out&examples=10",
    "about",
    "items/nothing-here",
    "no/such/page",
];

/// Pages answered with an error status, which the browser reports of itself.
const ERRORS: [&str; 3] = [
    "connect?from=film-alien&to=zzqqzz",
    "items/nothing-here",
    "no/such/page",
];

/// Widths of windows, with the scheme asked for.
const WINDOWS: [(u32, &str); 4] = [
    (360, "light"),
    (360, "dark"),
    (768, "dark"),
    (1440, "light"),
];

/// A visitor: one browser at one server.
struct Visitor {
    browser: Chromium,
    address: String,
}

impl Visitor {
    async fn open(&self, page: &str) -> anyhow::Result<()> {
        let address = format!("{}{page}", self.address);
        self.browser.driver.goto(address).await?;
        Ok(())
    }

    async fn find(&self, css: &str) -> anyhow::Result<WebElement> {
        let query = self.browser.driver.query(By::Css(css));
        let found = query.first();
        found.await.with_context(|| format!("nothing is {css}"))
    }

    async fn texts(&self, css: &str) -> anyhow::Result<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.browser.driver.find_all(By::Css(css)).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    async fn headline(&self) -> anyhow::Result<String> {
        Ok(self.find("h1").await?.text().await?)
    }

    async fn click(&self, css: &str) -> anyhow::Result<()> {
        Ok(self.find(css).await?.click().await?)
    }

    async fn click_words(&self, words: &str) -> anyhow::Result<()> {
        let link = self.browser.driver.query(By::LinkText(words)).first().await;
        Ok(link
            .with_context(|| format!("no link says {words}"))?
            .click()
            .await?)
    }

    async fn press(&self, keys: impl Into<TypingData>) -> anyhow::Result<()> {
        let keyboard = self.browser.driver.action_chain();
        Ok(keyboard.send_keys(keys).perform().await?)
    }

    /// Presses Enter where that leads to another page, and waits until it has come.
    async fn enter(&self) -> anyhow::Result<()> {
        let left = self.find("h1").await?;
        self.press(Key::Enter).await?;
        Ok(left.wait_until().stale().await?)
    }

    /// Presses the tabulator until the element that is meant has the focus.
    async fn tab_to(&self, css: &str) -> anyhow::Result<()> {
        let meant = self.find(css).await?;
        for _ in 0..60 {
            self.press(Key::Tab).await?;
            if self.browser.driver.active_element().await? == meant {
                return Ok(());
            }
        }
        anyhow::bail!("the keyboard does not reach {css}")
    }

    /// The titles on the best connection, in order.
    async fn best_connection(&self) -> anyhow::Result<Vec<String>> {
        let lists = self.browser.driver.find_all(By::Css(".steps")).await?;
        let best = lists.first().context("no list of steps")?;
        let mut titles = Vec::new();
        for link in best.find_all(By::Css("a.title")).await? {
            titles.push(link.text().await?);
        }
        Ok(titles)
    }

    /// Applies `page_rules.js` to the page that is shown.
    async fn broken_rules(&self) -> anyhow::Result<Vec<String>> {
        let rules = include_str!("browser/page_rules.js");
        let answer = self.browser.driver.execute(rules, Vec::new()).await?;
        Ok(answer.convert()?)
    }
}

/// Whether browsers are switched on; says so where they are not.
fn switched_on(test: &str) -> bool {
    let on = std::env::var_os("CARTWAY_TEST_BROWSER").is_some_and(|value| value == "1");
    if !on {
        eprintln!("{test} is skipped: CARTWAY_TEST_BROWSER is not 1");
    }
    on
}

/// A visit to the demo, if browsers are switched on.
fn visit(test: &str, scripts: Scripts, steps: impl AsyncFnOnce(&Visitor) -> anyhow::Result<()>) {
    if switched_on(test) {
        visit_server(&Server::demo(), scripts, steps);
    }
}

/// A visit; fails if the browser had anything to complain about.
fn visit_server(
    server: &Server,
    scripts: Scripts,
    steps: impl AsyncFnOnce(&Visitor) -> anyhow::Result<()>,
) {
    let chromedriver = Chromedriver::start();
    let outcome = actix_web::rt::System::new().block_on(async {
        let visitor = Visitor {
            browser: Chromium::start(&chromedriver, scripts).await?,
            address: server.address.clone(),
        };
        let outcome = steps(&visitor).await;
        let complaints = visitor.browser.complaints().await;
        visitor.browser.driver.quit().await?;
        outcome?;
        let complaints = complaints?;
        ensure!(complaints.is_empty(), "{complaints:#?}");
        anyhow::Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error:#}");
    }
}

/// From two typed titles to a connection with the keyboard alone, through the pick lists.
async fn connect_by_keyboard(visitor: &Visitor) -> anyhow::Result<()> {
    visitor.open("").await?;
    visitor.tab_to("#from").await?;
    visitor.press("blade runner").await?;
    visitor.tab_to("#to").await?;
    visitor.press("war and peace").await?;
    visitor.enter().await?;
    let mut picked = 0;
    while visitor.headline().await? == "Which one do you mean?" {
        visitor.tab_to(".results a.title").await?;
        visitor.enter().await?;
        picked += 1;
        ensure!(picked <= 2, "the pick lists go round in a circle");
    }
    ensure!(picked > 0, "an ambiguous title asks which one is meant");
    let headline = visitor.headline().await?;
    ensure!(headline.starts_with("Connected in "), "{headline}");
    let ends = visitor.texts(".end a.title").await?;
    ensure!(ends == ["Blade Runner", "War and Peace"], "{ends:?}");
    Ok(())
}

#[test]
fn two_titles_typed_by_keyboard_become_a_connection() {
    visit(
        "two_titles_typed_by_keyboard_become_a_connection",
        Scripts::On,
        connect_by_keyboard,
    );
}

/// Leaves an item out and takes it back, swaps the ends, and walks as bought.
async fn change_the_question(visitor: &Visitor) -> anyhow::Result<()> {
    visitor
        .open("connect?from=album-kind-of-blue&to=film-alien")
        .await?;
    let plain = visitor.best_connection().await?;
    visitor.click(".step .without").await?;
    let without = visitor.best_connection().await?;
    ensure!(plain != without, "{plain:?}");
    visitor.click_words("allow it again").await?;
    ensure!(visitor.best_connection().await? == plain, "undone");

    visitor.click(".step .through").await?;
    let stop = visitor.texts(".step:has(.stop) a.title").await?;
    ensure!(
        stop.len() == 1 && plain.contains(&stop[0]),
        "{stop:?} of {plain:?}"
    );
    visitor.click_words("not by way of it").await?;
    ensure!(visitor.best_connection().await? == plain, "undone");

    visitor.click(".swap").await?;
    let mut swapped = visitor.best_connection().await?;
    ensure!(
        swapped.first() == plain.last(),
        "{swapped:?} against {plain:?}"
    );
    swapped.reverse();
    ensure!(
        swapped == plain,
        "the way back is the same: {swapped:?} against {plain:?}"
    );
    visitor.click(".swap").await?;

    visitor.click_words("only as bought").await?;
    let chosen = visitor.texts(".options .chosen").await?;
    ensure!(chosen == ["only as bought"], "{chosen:?}");
    let arrows = visitor.find(".cw-links path[marker-end]").await;
    ensure!(arrows.is_ok(), "links as bought have arrows");
    Ok(())
}

#[test]
fn a_question_can_be_changed_and_changed_back() {
    visit(
        "a_question_can_be_changed_and_changed_back",
        Scripts::On,
        change_the_question,
    );
}

/// From a dead end to a connection in one click.
async fn leave_a_dead_end(visitor: &Visitor) -> anyhow::Result<()> {
    visitor
        .open("connect?from=album-kind-of-blue&to=film-alien&max_hops=2")
        .await?;
    let headline = visitor.headline().await?;
    ensure!(
        headline == "The connection is longer than you asked",
        "{headline}"
    );
    let reason = visitor.texts(".lead").await?.concat();
    let steps = reason
        .split(" has ")
        .nth(1)
        .and_then(|rest| rest.split_once(" steps"));
    let (steps, _) = steps.with_context(|| format!("{reason:?} says how long it is"))?;
    visitor.click(".mends a").await?;
    let headline = visitor.headline().await?;
    let promised = format!("Connected in {steps} steps");
    ensure!(
        headline.starts_with(&promised),
        "{headline}, not {promised}"
    );
    Ok(())
}

#[test]
fn no_path_says_why_and_its_click_leads_on() {
    visit(
        "no_path_says_why_and_its_click_leads_on",
        Scripts::On,
        leave_a_dead_end,
    );
}

#[test]
fn boxes_of_the_picture_lead_to_their_items() {
    visit(
        "boxes_of_the_picture_lead_to_their_items",
        Scripts::On,
        async |visitor| {
            let page = "connect?from=film-xala&to=film-e-t-the-extra-terrestrial";
            for (width, picture) in [(1440, ".across"), (360, ".down")] {
                visitor.browser.set_width(width)?;
                visitor.open(page).await?;
                let titles = visitor.best_connection().await?;
                visitor
                    .click(&format!(".picture {picture} a.cw-best:not(.cw-end)"))
                    .await?;
                ensure!(
                    visitor.headline().await? == titles[1],
                    "{titles:?} at {width}"
                );
                visitor.open(page).await?;
                visitor
                    .click(&format!(".picture {picture} a.cw-fold"))
                    .await?;
                let target = visitor.find("tbody:target .hop").await;
                ensure!(target.is_ok(), "a folded box leads to its hop at {width}");
            }
            Ok(())
        },
    );
}

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
        if ERRORS.contains(page) {
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
        async |visitor| look_at(visitor, &PAGES).await,
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
    let shop = Shop::new();
    shop.items(&items);
    for (id, _, _) in &items[1..12] {
        let orders: [(&str, &[&str], u32); 2] =
            [("in", &["start", id], 3), ("out", &[id, "end"], 3)];
        let named = orders.map(|(name, pair, times)| (format!("{name} {id}"), pair, times));
        for (name, pair, times) in &named {
            shop.orders(&[(name, pair, *times)]);
        }
    }
    shop.rebuild();
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

#[test]
fn everything_works_with_scripts_off() {
    visit(
        "everything_works_with_scripts_off",
        Scripts::Off,
        async |visitor| {
            let probe = "data:text/html,<title>off</title><script>document.title='on'</script>";
            visitor.browser.driver.goto(probe).await?;
            ensure!(
                visitor.browser.driver.title().await? == "off",
                "scripts run"
            );
            connect_by_keyboard(visitor).await?;
            change_the_question(visitor).await?;
            leave_a_dead_end(visitor).await
        },
    );
}
