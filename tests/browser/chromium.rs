//! A Chromium without a screen, driven over chromedriver. Knows nothing of our pages.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::{
    BrowserCapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver,
};

const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

/// chromedriver as its own program; killed when it is dropped.
pub struct Chromedriver {
    program: Child,
    address: String,
}

impl Chromedriver {
    /// Starts it on a free port, which it says once it listens.
    pub fn start() -> Self {
        let mut program = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed (apt-get install chromium chromium-driver)");
        let stdout = program.stdout.take().expect("its output is piped");
        let port = BufReader::new(stdout)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| port_in(&line));
        let address = format!("http://127.0.0.1:{}", port.unwrap_or_default());
        let driver = Self { program, address };
        assert!(port.is_some(), "chromedriver does not say where it listens");
        driver
    }
}

/// The port in `ChromeDriver was started successfully on port 40123.`
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// One browser with a fresh profile.
pub struct Chromium {
    pub driver: WebDriver,
    session: String,
    // Removed with the browser that wrote it.
    _profile: TempDir,
}

impl Chromium {
    pub async fn start(driver: &Chromedriver, scripts: Scripts) -> anyhow::Result<Self> {
        let profile = tempfile::tempdir()?;
        let mut wishes = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            wishes.add_arg(argument)?;
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        if scripts == Scripts::Off {
            let blocked = json!({"profile.managed_default_content_settings.javascript": 2});
            wishes.set_browser_option("prefs", blocked)?;
        }
        let address = &driver.address;
        let driver = WebDriver::new(address.clone(), wishes).await?;
        let session = format!("{address}/session/{}", driver.session_id());
        Ok(Self {
            driver,
            session,
            _profile: profile,
        })
    }

    /// Sends a command of the Chrome DevTools Protocol, and gives back its answer.
    fn devtools(&self, command: &str, parameters: Value) -> anyhow::Result<Value> {
        let mut answer = ureq::post(format!("{}/goog/cdp/execute", self.session))
            .send_json(json!({"cmd": command, "params": parameters}))
            .with_context(|| format!("{command} is refused"))?;
        // A printed page is larger than what is read without being asked to.
        let body = answer.body_mut().with_config().limit(64 << 20);
        let mut body: Value = body.read_json()?;
        Ok(body["value"].take())
    }

    /// Makes the window so many pixels wide, also narrower than a desktop would let it be.
    pub fn set_width(&self, width: u32) -> anyhow::Result<()> {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size)?;
        Ok(())
    }

    /// Asks for `light` or `dark`, on a screen.
    pub fn set_scheme(&self, scheme: &str) -> anyhow::Result<()> {
        let wish = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", wish)?;
        Ok(())
    }

    /// Shows pages as they are printed.
    pub fn set_print(&self) -> anyhow::Result<()> {
        self.devtools("Emulation.setEmulatedMedia", json!({"media": "print"}))?;
        Ok(())
    }

    /// The page that is shown as a PDF, in base64.
    pub fn print(&self) -> anyhow::Result<String> {
        let printed = self.devtools("Page.printToPDF", json!({}))?;
        let data = printed["data"].as_str();
        Ok(data.context("nothing is printed")?.to_owned())
    }

    /// What the browser had to complain about since it was last asked.
    pub async fn complaints(&self) -> anyhow::Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        let entries = entries.into_iter();
        Ok(entries
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }
}
