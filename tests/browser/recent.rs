//! Pairs that were looked at: kept in this browser and nowhere else, shown on the start page.

use anyhow::ensure;

use super::chromium::Scripts;
use super::visitor::{Hand, Visitor, visit};

const PAIRS: [&str; 3] = [
    "connect?from=album-kind-of-blue&to=film-alien",
    "connect?from=book-pride-and-prejudice&to=game-doom",
    "connect?from=book-the-odyssey&to=film-the-big-lebowski",
];

/// What the start page shows of pairs seen before.
async fn recent(visitor: &Visitor) -> anyhow::Result<Vec<String>> {
    visitor.open("").await?;
    let shown = visitor.find("#recent").await?.is_displayed().await?;
    let pairs = visitor.texts("#recent .pairs a").await?;
    ensure!(shown != pairs.is_empty(), "shown: {shown}, {pairs:?}");
    Ok(pairs)
}

async fn look_and_come_back(visitor: &Visitor) -> anyhow::Result<()> {
    ensure!(recent(visitor).await?.is_empty(), "nothing was seen yet");
    for pair in PAIRS {
        visitor.open(pair).await?;
    }
    let pairs = recent(visitor).await?;
    ensure!(pairs.len() == 3, "{pairs:?}");
    ensure!(pairs[0] == "The Odyssey → The Big Lebowski", "{pairs:?}");

    // Seen again, a pair comes first and is not listed twice.
    visitor.open(PAIRS[0]).await?;
    let again = recent(visitor).await?;
    ensure!(again.len() == 3, "{again:?}");
    ensure!(again[0] == "Kind of Blue → Alien", "{again:?}");

    visitor.follow(Hand::Keyboard, "#recent .pairs a").await?;
    let headline = visitor.headline().await?;
    ensure!(headline.starts_with("Connected in "), "{headline}");

    // A dead end and a question about one item alone are no pairs worth keeping.
    for page in ["film-alien&to=film-alien", "film-alien&to=zzqqzz"] {
        visitor.open(&format!("connect?from={page}")).await?;
    }
    ensure!(recent(visitor).await? == again, "nothing was added");
    // The second page was not found, of which the browser told.
    visitor.browser.complaints().await?;
    Ok(())
}

#[test]
fn pairs_that_were_seen_are_kept_in_the_browser() {
    visit(
        "pairs_that_were_seen_are_kept_in_the_browser",
        Scripts::On,
        look_and_come_back,
    );
}

async fn forget(visitor: &Visitor) -> anyhow::Result<()> {
    visitor.open(PAIRS[0]).await?;
    ensure!(recent(visitor).await?.len() == 1);
    // Nothing of it reaches the server: no cookie, and no address but those of our files.
    let cookies = visitor.browser.driver.get_all_cookies().await?;
    ensure!(cookies.is_empty(), "{cookies:?}");
    let rules = visitor.broken_rules().await?;
    ensure!(rules.is_empty(), "{rules:#?}");
    visitor.click("#recent button").await?;
    ensure!(
        !visitor.find("#recent").await?.is_displayed().await?,
        "gone at once"
    );
    ensure!(recent(visitor).await?.is_empty(), "and for good");
    Ok(())
}

#[test]
fn pairs_that_were_seen_can_be_forgotten() {
    visit("pairs_that_were_seen_can_be_forgotten", Scripts::On, forget);
}

async fn keep_only_a_few(visitor: &Visitor) -> anyhow::Result<()> {
    visitor.open("").await?;
    let many = "const pairs = Array.from({length: 40}, (_, place) =>\
         ({href: `/connect?from=${place}&to=x`, from: `<b>${place}</b>`, to: 'ألف ليلة'}));\
         localStorage.setItem('cartway-pairs', JSON.stringify(pairs));";
    visitor.browser.driver.execute(many, Vec::new()).await?;
    visitor.open(PAIRS[0]).await?;
    let pairs = recent(visitor).await?;
    ensure!((2..=12).contains(&pairs.len()), "{pairs:?}");
    ensure!(pairs[1].contains("<b>0</b>"), "titles stay text: {pairs:?}");

    // Whatever somebody else put there, the page still works.
    for foreign in [
        "no json",
        "{}",
        "[null, 7, {\"href\": \"https://example.org/\"}]",
    ] {
        visitor.open("").await?;
        let put = "localStorage.setItem('cartway-pairs', arguments[0]);";
        let foreign = vec![serde_json::json!(foreign)];
        visitor.browser.driver.execute(put, foreign).await?;
        ensure!(recent(visitor).await?.is_empty());
    }
    Ok(())
}

#[test]
fn what_is_kept_stays_small_and_harmless() {
    visit(
        "what_is_kept_stays_small_and_harmless",
        Scripts::On,
        keep_only_a_few,
    );
}
