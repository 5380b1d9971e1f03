//! What people come for, done from start to end: with the mouse, with the keyboard alone, and with
//! scripts off.

use anyhow::{Context, ensure};
use thirtyfour::prelude::By;

use super::chromium::Scripts;
use super::pages;
use super::visitor::{Hand, Visitor, visit};

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

/// Leaves an item out and takes it back, swaps the ends, and walks as bought.
async fn change_the_question(visitor: &Visitor, hand: Hand) -> anyhow::Result<()> {
    visitor
        .open("connect?from=album-kind-of-blue&to=film-alien")
        .await?;
    let plain = visitor.best_connection().await?;
    visitor.follow(hand, ".step .without").await?;
    let without = visitor.best_connection().await?;
    ensure!(plain != without, "{plain:?}");
    visitor.follow_words(hand, "allow it again").await?;
    ensure!(visitor.best_connection().await? == plain, "undone");

    visitor.follow(hand, ".step .through").await?;
    let stop = visitor.texts(".step:has(.stop) a.title").await?;
    ensure!(
        stop.len() == 1 && plain.contains(&stop[0]),
        "{stop:?} of {plain:?}"
    );
    visitor.follow_words(hand, "not by way of it").await?;
    ensure!(visitor.best_connection().await? == plain, "undone");

    visitor.follow(hand, ".swap").await?;
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
    visitor.follow(hand, ".swap").await?;

    visitor.follow_words(hand, "only as bought").await?;
    let chosen = visitor.texts(".options .chosen").await?;
    ensure!(chosen == ["only as bought"], "{chosen:?}");
    let arrows = visitor.find(".cw-links [marker-end]").await;
    ensure!(arrows.is_ok(), "links as bought have arrows");
    Ok(())
}

#[test]
fn a_question_can_be_changed_and_changed_back() {
    visit(
        "a_question_can_be_changed_and_changed_back",
        Scripts::On,
        async |visitor| change_the_question(visitor, Hand::Mouse).await,
    );
}

/// From a dead end to a connection in one click.
async fn leave_a_dead_end(visitor: &Visitor, hand: Hand) -> anyhow::Result<()> {
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
    visitor.follow(hand, ".mends a").await?;
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
        async |visitor| leave_a_dead_end(visitor, Hand::Mouse).await,
    );
}

/// From a connection to an item, to what is bought with it, and on to a surprise.
async fn wander_on(visitor: &Visitor, hand: Hand) -> anyhow::Result<()> {
    visitor
        .open("connect?from=album-kind-of-blue&to=film-alien")
        .await?;
    let passed = visitor.best_connection().await?.swap_remove(1);
    visitor
        .follow(hand, ".steps li:nth-child(2) a.title")
        .await?;
    ensure!(visitor.headline().await? == passed, "the item of the step");
    let neighbour = visitor.find(".neighbours a.title").await?.text().await?;
    visitor.follow(hand, ".neighbours a.title").await?;
    ensure!(
        visitor.headline().await? == neighbour,
        "what is bought with it"
    );
    visitor.follow(hand, ".top a[href='/random']").await?;
    let headline = visitor.headline().await?;
    ensure!(headline.starts_with("Connected in "), "{headline}");
    Ok(())
}

#[test]
fn the_whole_task_needs_nothing_but_the_keyboard() {
    visit(
        "the_whole_task_needs_nothing_but_the_keyboard",
        Scripts::On,
        async |visitor| {
            connect_by_keyboard(visitor).await?;
            change_the_question(visitor, Hand::Keyboard).await?;
            leave_a_dead_end(visitor, Hand::Keyboard).await?;
            wander_on(visitor, Hand::Keyboard).await
        },
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

/// Without scripts nothing that needs one is offered.
async fn find_nothing_dead(visitor: &Visitor) -> anyhow::Result<()> {
    for page in pages::ANSWERS {
        visitor.open(page).await?;
        let dead = "[role=combobox], [role=listbox], button[type=button]";
        for element in visitor.browser.driver.find_all(By::Css(dead)).await? {
            let markup = element.outer_html().await?;
            ensure!(!element.is_displayed().await?, "/{page}: {markup}");
        }
    }
    Ok(())
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
            change_the_question(visitor, Hand::Mouse).await?;
            leave_a_dead_end(visitor, Hand::Mouse).await?;
            wander_on(visitor, Hand::Mouse).await?;
            find_nothing_dead(visitor).await
        },
    );
}
