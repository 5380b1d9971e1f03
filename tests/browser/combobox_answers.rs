//! What answers do to a field with suggestions: slow ones, failing ones, none at all, and titles
//! that would like to be more than text. Questions are held here and answered by hand.

use anyhow::ensure;
use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::chromium::Scripts;
use super::combobox::{Told, told};
use super::visitor::{Visitor, visit};

fn item(id: &str, title: &str) -> Value {
    json!({"id": id, "title": title})
}

/// Opens the start page with its questions held.
async fn open_held(visitor: &Visitor) -> anyhow::Result<()> {
    visitor.open("").await?;
    let hold = include_str!("held_answers.js");
    visitor.browser.driver.execute(hold, Vec::new()).await?;
    visitor.click("#from").await
}

/// Types, and waits until that many questions were asked in all.
async fn type_and_ask(visitor: &Visitor, text: &str, asked: usize) -> anyhow::Result<()> {
    visitor.press(text).await?;
    visitor.until(&format!("held.length === {asked}")).await
}

/// Does with a held question what is told, and waits until the page has noticed.
async fn settle(visitor: &Visitor, with: &str, items: Value) -> anyhow::Result<Told> {
    let script =
        format!("const [items, done] = arguments; held.{with}; setTimeout(() => done(true), 0);");
    let _: bool = visitor.await_answer(&script, vec![items]).await?;
    told(visitor).await
}

async fn answer_late(visitor: &Visitor) -> anyhow::Result<()> {
    open_held(visitor).await?;
    type_and_ask(visitor, "du", 1).await?;
    // An answer that comes after the next letter, before that asks a question of its own.
    let overtaken = "const [done] = arguments; const field = document.querySelector('#from');\
         field.value = 'dun'; field.dispatchEvent(new Event('input', {bubbles: true}));\
         held[0].answer([{id: 'old', title: 'Old'}]);\
         setTimeout(() => done(document.querySelectorAll('[role=option]').length), 0);";
    let listed: usize = visitor.await_answer(overtaken, Vec::new()).await?;
    ensure!(listed == 0, "an answer to another text is listed");
    visitor.until("held.length === 2").await?;

    type_and_ask(visitor, "e", 3).await?;
    let new = json!([item("new", "New"), item("newer", "Newer")]);
    let listed = settle(visitor, "at(2).answer(items)", new).await?;
    ensure!(listed.options.len() == 2 && listed.is_open(), "{listed:?}");
    let old = json!([item("old", "Old")]);
    let listed = settle(visitor, "at(1).answer(items)", old).await?;
    ensure!(listed.options.len() == 2, "the newest stays: {listed:?}");

    // Nobody waits any more.
    type_and_ask(visitor, "s", 4).await?;
    visitor.press(Key::Tab).await?;
    let late = json!([item("late", "Late")]);
    let left = settle(visitor, "at(3).answer(items)", late).await?;
    ensure!(!left.is_open() && left.sent == ["dunes"], "{left:?}");
    Ok(())
}

#[test]
fn a_late_answer_changes_nothing() {
    visit("a_late_answer_changes_nothing", Scripts::On, answer_late);
}

async fn answer_badly(visitor: &Visitor) -> anyhow::Result<()> {
    for failure in ["refuse()", "break()"] {
        open_held(visitor).await?;
        type_and_ask(visitor, "du", 1).await?;
        let listed = json!([item("one", "One")]);
        let listed = settle(visitor, "at(0).answer(items)", listed).await?;
        ensure!(listed.is_open(), "{listed:?}");
        type_and_ask(visitor, "n", 2).await?;
        let failed = settle(visitor, &format!("at(1).{failure}"), Value::Null).await?;
        ensure!(!failed.is_open(), "suggestions of another text: {failed:?}");
        ensure!(failed.sent == ["dun"], "{failed:?}");
        type_and_ask(visitor, "e", 3).await?;
        let again = json!([item("two", "Two")]);
        let again = settle(visitor, "at(2).answer(items)", again).await?;
        ensure!(again.is_open(), "the next letter asks again: {again:?}");
    }
    Ok(())
}

#[test]
fn a_failed_answer_closes_the_list_and_the_next_letter_asks_again() {
    visit(
        "a_failed_answer_closes_the_list_and_the_next_letter_asks_again",
        Scripts::On,
        answer_badly,
    );
}

async fn hear_how_many(visitor: &Visitor) -> anyhow::Result<()> {
    open_held(visitor).await?;
    type_and_ask(visitor, "d", 1).await?;
    let three = json!([item("a", "A"), item("b", "B"), item("c", "C")]);
    let many = settle(visitor, "at(0).answer(items)", three).await?;
    ensure!(many.status.starts_with("3 "), "{many:?}");
    type_and_ask(visitor, "u", 2).await?;
    let one = settle(visitor, "at(1).answer(items)", json!([item("a", "A")])).await?;
    ensure!(one.status.starts_with("1 ") && one.is_open(), "{one:?}");
    type_and_ask(visitor, "n", 3).await?;
    let none = settle(visitor, "at(2).answer(items)", json!([])).await?;
    ensure!(!none.is_open() && none.options.is_empty(), "{none:?}");
    ensure!(none.status == "Nothing found", "{none:?}");
    // An empty field asks nothing.
    visitor.press(Key::Escape).await?;
    visitor.press(Key::Down).await?;
    let empty = told(visitor).await?;
    ensure!(
        empty.value.is_empty() && empty.status.is_empty(),
        "{empty:?}"
    );
    ensure!(
        visitor
            .ask::<usize>("return held.length", Vec::new())
            .await?
            == 3
    );
    Ok(())
}

#[test]
fn the_number_of_suggestions_is_told() {
    visit(
        "the_number_of_suggestions_is_told",
        Scripts::On,
        hear_how_many,
    );
}

async fn list_nasty_titles(visitor: &Visitor) -> anyhow::Result<()> {
    let titles = [
        "<img src=x onerror=\"document.title='run'\">",
        "<script>document.title='run'</script> & </ul>",
        "ألف ليلة وليلة",
        "abc \u{202E}gnp.exe evil",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ];
    let items: Vec<Value> = titles.iter().map(|title| item("id", title)).collect();
    visitor.browser.set_width(360)?;
    open_held(visitor).await?;
    type_and_ask(visitor, "d", 1).await?;
    settle(visitor, "at(0).answer(items)", json!(items)).await?;
    let shown: Vec<(String, bool, String)> = visitor
        .ask(
            "return [...document.querySelectorAll('.suggested')].map((title) =>\
             [title.textContent, title.matches(':dir(rtl)'), getComputedStyle(title).unicodeBidi])",
            Vec::new(),
        )
        .await?;
    ensure!(shown.len() == titles.len(), "{shown:?}");
    for ((text, right_to_left, bidi), title) in shown.iter().zip(titles) {
        ensure!(text == title, "{text} for {title}");
        ensure!(*right_to_left == title.starts_with('أ'), "{title}");
        ensure!(bidi == "isolate", "{title}: {bidi}");
    }
    let made: usize = visitor
        .ask(
            "return document.querySelectorAll('#from-list :is(img, script)').length",
            Vec::new(),
        )
        .await?;
    ensure!(made == 0, "a title became markup");
    let rules = visitor.broken_rules().await?;
    ensure!(rules.is_empty(), "{rules:#?}");
    visitor.press(Key::Down).await?;
    visitor.press(Key::Enter).await?;
    let chosen = told(visitor).await?;
    ensure!(chosen.value == titles[0], "{chosen:?}");
    Ok(())
}

#[test]
fn titles_in_suggestions_stay_text() {
    visit(
        "titles_in_suggestions_stay_text",
        Scripts::On,
        list_nasty_titles,
    );
}

async fn tell_apart(visitor: &Visitor) -> anyhow::Result<()> {
    let items = json!([
        {"id": "1", "title": "Dune", "creator": "Frank Herbert", "category": "book", "year": 1965},
        {"id": "2", "title": "Dune", "creator": "David Lynch", "category": "film", "year": 1984},
        {"id": "3", "title": "Dune", "creator": "David Lynch", "category": "film", "year": 2021},
        {"id": "4", "title": "Dune", "creator": "", "category": null},
        {"id": "5", "title": "Dune"},
        {"id": "6", "title": "Dune", "creator": "Toto", "category": "album"},
        {"id": "7", "title": "Dune", "creator": "Toto", "category": "album"},
    ]);
    open_held(visitor).await?;
    type_and_ask(visitor, "dune", 1).await?;
    let told = settle(visitor, "at(0).answer(items)", items).await?;
    let expected = [
        "Dune Frank Herbert · book · 1965",
        "Dune David Lynch · film · 1984",
        "Dune David Lynch · film · 2021",
        "Dune 4",
        "Dune 5",
        "Dune Toto · album · 6",
        "Dune Toto · album · 7",
    ];
    ensure!(told.options == expected, "{told:#?}");
    let shapes: Vec<String> = visitor
        .ask(
            "return [...document.querySelectorAll('[role=option] .shape')].map((shape) =>\
             shape.getAttribute('aria-hidden') + shape.className)",
            Vec::new(),
        )
        .await?;
    ensure!(shapes.len() == 7 && shapes[0] != shapes[1], "{shapes:?}");
    ensure!(shapes[1] == shapes[2], "{shapes:?}");
    Ok(())
}

#[test]
fn equal_titles_are_told_apart() {
    visit("equal_titles_are_told_apart", Scripts::On, tell_apart);
}
