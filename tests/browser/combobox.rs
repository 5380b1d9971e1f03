//! The fields with suggestions as the ARIA Authoring Practices describe them: an editable combobox
//! with list autocomplete, of which the focus never leaves the field.
//! What answers do to it, good ones and bad ones, is in `combobox_answers`.

use anyhow::ensure;
use serde::Deserialize;
use thirtyfour::prelude::{By, Key};

use super::chromium::Scripts;
use super::visitor::{Visitor, visit};

/// What a field and its list tell a program that reads the page aloud.
#[derive(Debug, Deserialize)]
pub struct Told {
    pub value: String,
    /// The place of the letter that would be typed next.
    caret: usize,
    focused: bool,
    expanded: String,
    shown: bool,
    /// The texts of the list, open or not.
    pub options: Vec<String>,
    /// The option that the field points at: -1 for none, -2 for one that is not there.
    pub active: i32,
    selected: Vec<i32>,
    pub status: String,
    /// What the form would send under the name of the field.
    pub sent: Vec<String>,
}

impl Told {
    /// What has to hold at any time.
    pub fn consistent(self) -> anyhow::Result<Self> {
        ensure!(self.expanded == self.shown.to_string(), "{self:?}");
        let pointed: Vec<i32> = Some(self.active)
            .filter(|&at| at != -1)
            .into_iter()
            .collect();
        ensure!(self.selected == pointed, "{self:?}");
        ensure!(self.shown || self.active == -1, "{self:?}");
        Ok(self)
    }

    pub fn is_open(&self) -> bool {
        self.shown
    }
}

/// What `#from` tells now.
pub async fn told(visitor: &Visitor) -> anyhow::Result<Told> {
    let told: Told = visitor
        .ask(include_str!("combobox_told.js"), Vec::new())
        .await?;
    told.consistent()
}

/// Types a text into `#from` and waits for its suggestions.
async fn suggest(visitor: &Visitor, text: &str) -> anyhow::Result<Told> {
    visitor.open("").await?;
    visitor.tab_to("#from").await?;
    visitor.press(text).await?;
    await_list(visitor).await?;
    told(visitor).await
}

pub async fn await_list(visitor: &Visitor) -> anyhow::Result<()> {
    let open = "document.querySelector('#from').getAttribute('aria-expanded') === 'true'";
    visitor.until(open).await
}

/// Presses a key and says which option is then active, with the field still focused.
async fn active_after(visitor: &Visitor, key: Key) -> anyhow::Result<i32> {
    visitor.press(key).await?;
    let told = told(visitor).await?;
    ensure!(told.focused && told.is_open(), "{told:?}");
    Ok(told.active)
}

async fn say_what_it_is(visitor: &Visitor) -> anyhow::Result<()> {
    visitor.open("").await?;
    for id in ["from", "to"] {
        let field = visitor.find(&format!("#{id}")).await?;
        let attributes = [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("autocomplete", "off"),
        ];
        for (name, value) in attributes {
            let said = field.attr(name).await?;
            ensure!(said.as_deref() == Some(value), "#{id} {name}: {said:?}");
        }
        let controls = field.attr("aria-controls").await?.unwrap_or_default();
        let list = visitor.find(&format!("[id='{controls}']")).await?;
        ensure!(list.attr("role").await?.as_deref() == Some("listbox"));
        let label = list.attr("aria-label").await?.unwrap_or_default();
        ensure!(!label.is_empty(), "the list has a name");
        ensure!(!list.is_displayed().await?, "the list is closed");
    }
    let told = suggest(visitor, "dune").await?;
    ensure!(told.is_open() && told.options.len() > 2, "{told:?}");
    ensure!(told.active == -1, "nothing is chosen by itself: {told:?}");
    ensure!(told.value == "dune" && told.sent == ["dune"], "{told:?}");
    let number = told.options.len().to_string();
    ensure!(told.status.starts_with(&number), "{told:?}");
    for option in visitor
        .browser
        .driver
        .find_all(By::Css("#from-list > *"))
        .await?
    {
        ensure!(option.attr("role").await?.as_deref() == Some("option"));
    }
    Ok(())
}

#[test]
fn a_field_with_suggestions_says_what_it_is() {
    visit(
        "a_field_with_suggestions_says_what_it_is",
        Scripts::On,
        say_what_it_is,
    );
}

async fn walk_by_keys(visitor: &Visitor) -> anyhow::Result<()> {
    let last = i32::try_from(suggest(visitor, "dune").await?.options.len())? - 1;
    // Round and round, with the field itself between the last and the first.
    for active in (0..=last).chain([-1, 0]) {
        ensure!(active_after(visitor, Key::Down).await? == active, "down");
    }
    for active in [-1, last, last - 1] {
        ensure!(active_after(visitor, Key::Up).await? == active, "up");
    }
    // Keys that move in the text go back to it.
    for (key, caret) in [
        (Key::Home, 0),
        (Key::Right, 1),
        (Key::End, 4),
        (Key::Left, 3),
    ] {
        active_after(visitor, Key::Down).await?;
        ensure!(told(visitor).await?.active >= 0, "an option is active");
        ensure!(active_after(visitor, key.clone()).await? == -1, "{key:?}");
        let told = told(visitor).await?;
        ensure!(told.caret == caret, "{key:?}: {told:?}");
    }
    // So do letters: what was active belongs to another text.
    active_after(visitor, Key::Down).await?;
    visitor.press("x").await?;
    let told = told(visitor).await?;
    ensure!(told.active == -1 && told.value == "dunxe", "{told:?}");
    Ok(())
}

#[test]
fn keys_walk_through_suggestions() {
    visit("keys_walk_through_suggestions", Scripts::On, walk_by_keys);
}

async fn close_and_open(visitor: &Visitor) -> anyhow::Result<()> {
    let last = i32::try_from(suggest(visitor, "dune").await?.options.len())? - 1;
    for (key, active) in [(Key::Down, 0), (Key::Up, last)] {
        visitor.press(Key::Escape).await?;
        let closed = told(visitor).await?;
        ensure!(!closed.is_open() && closed.focused, "{closed:?}");
        ensure!(closed.value == "dune", "the text stays: {closed:?}");
        ensure!(closed.status.is_empty(), "{closed:?}");
        visitor.press(key).await?;
        await_list(visitor).await?;
        let opened = told(visitor).await?;
        ensure!(opened.active == active, "{opened:?}");
    }
    // With an option active, too, Escape keeps the text; with the list closed, it empties the field.
    visitor.press(Key::Escape).await?;
    ensure!(told(visitor).await?.value == "dune", "the text stays");
    visitor.press(Key::Escape).await?;
    ensure!(told(visitor).await?.value.is_empty(), "the field is empty");
    Ok(())
}

#[test]
fn escape_closes_suggestions_and_arrows_open_them() {
    visit(
        "escape_closes_suggestions_and_arrows_open_them",
        Scripts::On,
        close_and_open,
    );
}

async fn choose_by_enter(visitor: &Visitor) -> anyhow::Result<()> {
    suggest(visitor, "dune").await?;
    let mut ids = Vec::new();
    for _ in 0..2 {
        active_after(visitor, Key::Down).await?;
        active_after(visitor, Key::Down).await?;
        visitor.press(Key::Enter).await?;
        let chosen = told(visitor).await?;
        ensure!(!chosen.is_open() && chosen.focused, "{chosen:?}");
        ensure!(chosen.value.to_lowercase().contains("dune"), "{chosen:?}");
        ensure!(chosen.sent.len() == 1, "one id is sent: {chosen:?}");
        ensure!(chosen.sent[0].contains("-dune"), "{chosen:?}");
        ids.extend(chosen.sent);
        // Another may be chosen instead.
        visitor.press(Key::Down).await?;
        await_list(visitor).await?;
    }
    // Who edits a title no longer means the item.
    visitor.press(Key::Escape).await?;
    visitor.press("n").await?;
    let edited = told(visitor).await?;
    ensure!(edited.sent == [edited.value.clone()], "{edited:?}");

    suggest(visitor, "dune").await?;
    active_after(visitor, Key::Down).await?;
    visitor.press(Key::Enter).await?;
    let from = told(visitor).await?.sent.concat();
    visitor.tab_to("#to").await?;
    visitor.press("film-alien").await?;
    visitor.enter().await?;
    let headline = visitor.headline().await?;
    ensure!(headline.starts_with("Connected in "), "{headline}");
    let address = visitor.browser.driver.current_url().await?;
    ensure!(address.as_str().contains(&from), "{address} from {from}");
    Ok(())
}

#[test]
fn enter_chooses_and_the_id_is_sent() {
    visit(
        "enter_chooses_and_the_id_is_sent",
        Scripts::On,
        choose_by_enter,
    );
}

#[test]
fn enter_without_a_choice_sends_what_was_typed() {
    visit(
        "enter_without_a_choice_sends_what_was_typed",
        Scripts::On,
        async |visitor| {
            suggest(visitor, "dune").await?;
            visitor.tab_to("#to").await?;
            visitor.press("film-alien").await?;
            visitor.enter().await?;
            let headline = visitor.headline().await?;
            ensure!(headline == "Which one do you mean?", "{headline}");
            Ok(())
        },
    );
}

#[test]
fn tab_leaves_with_nothing_chosen() {
    visit(
        "tab_leaves_with_nothing_chosen",
        Scripts::On,
        async |visitor| {
            suggest(visitor, "dune").await?;
            active_after(visitor, Key::Down).await?;
            visitor.press(Key::Tab).await?;
            let left = told(visitor).await?;
            ensure!(!left.is_open() && !left.focused, "{left:?}");
            ensure!(left.sent == ["dune"], "{left:?}");
            let next = visitor.browser.driver.active_element().await?;
            let id = next.attr("id").await?;
            ensure!(id.as_deref() == Some("to"), "the next field: {id:?}");
            Ok(())
        },
    );
}

async fn choose_by_mouse(visitor: &Visitor) -> anyhow::Result<()> {
    for width in [1440, 360] {
        visitor.browser.set_width(width)?;
        let listed = suggest(visitor, "dune").await?;
        let rules = visitor.broken_rules().await?;
        ensure!(rules.is_empty(), "{rules:#?} at {width}");
        visitor.click("#from-list li:nth-child(2)").await?;
        let chosen = told(visitor).await?;
        ensure!(!chosen.is_open() && chosen.focused, "{chosen:?}");
        ensure!(listed.options[1].starts_with(&chosen.value), "{chosen:?}");
        ensure!(chosen.sent.concat().contains("-dune"), "{chosen:?}");

        suggest(visitor, "dune").await?;
        visitor.click("h1").await?;
        let left = told(visitor).await?;
        ensure!(!left.is_open() && left.sent == ["dune"], "{left:?}");
    }
    Ok(())
}

#[test]
fn a_click_chooses_and_a_click_elsewhere_closes() {
    visit(
        "a_click_chooses_and_a_click_elsewhere_closes",
        Scripts::On,
        choose_by_mouse,
    );
}
