//! A visitor: one browser at one server, and what can be done there by hand. Knows no page.

use std::time::Duration;

use anyhow::{Context, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::prelude::{By, ElementQueryable, ElementWaitable, Key, TypingData, WebElement};

use super::chromium::{Chromedriver, Chromium, Scripts};
use crate::support::Server;

/// The longest a script may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(180);

/// What a visitor follows links with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Mouse,
    Keyboard,
}

/// One browser at one server.
pub struct Visitor {
    pub browser: Chromium,
    address: String,
}

impl Visitor {
    /// Goes to a page, and forgets the language it may have been asked in.
    pub async fn open(&self, page: &str) -> anyhow::Result<()> {
        let address = format!("{}{page}", self.address);
        self.browser.driver.goto(address).await?;
        Ok(self.browser.driver.delete_all_cookies().await?)
    }

    pub async fn find(&self, css: &str) -> anyhow::Result<WebElement> {
        let query = self.browser.driver.query(By::Css(css));
        let found = query.first();
        found.await.with_context(|| format!("nothing is {css}"))
    }

    pub async fn texts(&self, css: &str) -> anyhow::Result<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.browser.driver.find_all(By::Css(css)).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    pub async fn headline(&self) -> anyhow::Result<String> {
        Ok(self.find("h1").await?.text().await?)
    }

    pub async fn click(&self, css: &str) -> anyhow::Result<()> {
        Ok(self.find(css).await?.click().await?)
    }

    /// Follows a link to another page.
    pub async fn follow(&self, hand: Hand, css: &str) -> anyhow::Result<()> {
        let link = self.find(css).await?;
        self.follow_element(hand, link, css).await
    }

    /// Follows the link that says this.
    pub async fn follow_words(&self, hand: Hand, words: &str) -> anyhow::Result<()> {
        let link = self.browser.driver.query(By::LinkText(words)).first().await;
        let link = link.with_context(|| format!("no link says {words}"))?;
        self.follow_element(hand, link, words).await
    }

    async fn follow_element(&self, hand: Hand, link: WebElement, name: &str) -> anyhow::Result<()> {
        match hand {
            Hand::Mouse => Ok(link.click().await?),
            Hand::Keyboard => {
                self.tab_to_element(&link, name).await?;
                self.enter().await
            }
        }
    }

    pub async fn press(&self, keys: impl Into<TypingData>) -> anyhow::Result<()> {
        let keyboard = self.browser.driver.action_chain();
        Ok(keyboard.send_keys(keys).perform().await?)
    }

    /// Presses Enter where that leads to another page, and waits until it has come.
    pub async fn enter(&self) -> anyhow::Result<()> {
        let left = self.find("h1").await?;
        self.press(Key::Enter).await?;
        Ok(left.wait_until().stale().await?)
    }

    /// Presses the tabulator until the element that is meant has the focus.
    pub async fn tab_to(&self, css: &str) -> anyhow::Result<()> {
        let meant = self.find(css).await?;
        self.tab_to_element(&meant, css).await
    }

    async fn tab_to_element(&self, meant: &WebElement, name: &str) -> anyhow::Result<()> {
        for _ in 0..200 {
            self.press(Key::Tab).await?;
            if self.browser.driver.active_element().await? == *meant {
                return Ok(());
            }
        }
        anyhow::bail!("the keyboard does not reach {name}")
    }

    /// What a function of JavaScript returns.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> anyhow::Result<T> {
        let answer = self.browser.driver.execute(script, arguments).await?;
        Ok(answer.convert()?)
    }

    /// What a function of JavaScript gives to its last argument, in the end.
    pub async fn await_answer<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> anyhow::Result<T> {
        let answer = self.browser.driver.execute_async(script, arguments).await?;
        Ok(answer.convert()?)
    }

    /// Waits until an expression of JavaScript is true.
    pub async fn until(&self, condition: &str) -> anyhow::Result<()> {
        let look = format!(
            "const done = arguments[0];\
             const look = () => {{ if ({condition}) done(true); else setTimeout(look, 20); }};\
             look();"
        );
        let came: anyhow::Result<bool> = self.await_answer(&look, Vec::new()).await;
        let came = came.with_context(|| format!("it never comes to {condition}"))?;
        ensure!(came, "{condition}");
        Ok(())
    }

    /// The titles on the best connection, in order.
    pub async fn best_connection(&self) -> anyhow::Result<Vec<String>> {
        let lists = self.browser.driver.find_all(By::Css(".steps")).await?;
        let best = lists.first().context("no list of steps")?;
        let mut titles = Vec::new();
        for link in best.find_all(By::Css("a.title")).await? {
            titles.push(link.text().await?);
        }
        Ok(titles)
    }

    /// Applies `page_rules.js` to the page that is shown.
    pub async fn broken_rules(&self) -> anyhow::Result<Vec<String>> {
        let rules = concat!(
            include_str!("picture_rules.js"),
            include_str!("page_rules.js")
        );
        self.ask(rules, Vec::new()).await
    }
}

/// Whether browsers are switched on; says so where they are not.
pub fn switched_on(test: &str) -> bool {
    let on = std::env::var_os("CARTWAY_TEST_BROWSER").is_some_and(|value| value == "1");
    if !on {
        eprintln!("{test} is skipped: CARTWAY_TEST_BROWSER is not 1");
    }
    on
}

/// A visit to the demo, if browsers are switched on.
pub fn visit(
    test: &str,
    scripts: Scripts,
    steps: impl AsyncFnOnce(&Visitor) -> anyhow::Result<()>,
) {
    if switched_on(test) {
        visit_server(&Server::demo(), scripts, steps);
    }
}

/// A visit; fails if the browser had anything to complain about.
pub fn visit_server(
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
        let driver = &visitor.browser.driver;
        driver.set_script_timeout(PATIENCE).await?;
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
