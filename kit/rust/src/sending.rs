//! Questions to the server and what comes back: patience, problems, and answers known already.
//! Knows nothing of what is asked.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::error::Error;

/// Largest answer that is read, in bytes.
const MAX_BODY: u64 = 256 * 1024 * 1024;
/// So many answers are kept, to be asked for again with their tags.
const MAX_KEPT: usize = 100;
/// How long one question may take on its way, there and back.
const TIMEOUT: Duration = Duration::from_secs(60);
const JSON: &str = "application/json";

/// What speaks to one server.
#[derive(Debug)]
pub(crate) struct Line {
    base: String,
    agent: Agent,
    pub(crate) patience: Duration,
    known: Mutex<Known>,
}

/// What earlier answers said.
#[derive(Debug, Default)]
struct Known {
    generation: Option<String>,
    /// Tag and body of answers, by their addresses.
    answers: HashMap<String, (String, String)>,
}

type Sent = Result<Response<Body>, ureq::Error>;

impl Line {
    pub(crate) fn to(base: &str, patience: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .user_agent(concat!(
                "cartway-client/",
                env!("CARGO_PKG_VERSION"),
                " (rust)"
            ))
            .build();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            agent: config.new_agent(),
            patience,
            known: Mutex::default(),
        }
    }

    pub(crate) fn generation(&self) -> Option<String> {
        self.known().generation.clone()
    }

    /// Asks at a path with its query; an answer that is known is only asked for again with its tag.
    pub(crate) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        let url = format!("{}{path}", self.base);
        let kept = self.known().answers.get(path).cloned();
        let mut answer = self.patiently(&url, || {
            let request = self.agent.get(&url).header("Accept", JSON);
            match &kept {
                Some((tag, _)) => request.header("If-None-Match", tag).call(),
                None => request.call(),
            }
        })?;
        if let (304, Some((_, body))) = (answer.status().as_u16(), &kept) {
            return read(&url, 304, body);
        }
        let body = text(&url, &mut answer)?;
        if let Some(tag) = header(&answer, "ETag") {
            self.keep(path, tag, &body);
        }
        read(&url, answer.status().as_u16(), &body)
    }

    /// Asks with a body of JSON.
    pub(crate) fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        question: &serde_json::Value,
    ) -> Result<T, Error> {
        let url = format!("{}{path}", self.base);
        let mut answer = self.patiently(&url, || {
            let request = self.agent.post(&url).header("Accept", JSON);
            request.send_json(question)
        })?;
        let body = text(&url, &mut answer)?;
        read(&url, answer.status().as_u16(), &body)
    }

    /// Sends, and sends again when a server that has too much to do says when, as long as the
    /// patience lasts.
    fn patiently(&self, url: &str, send: impl Fn() -> Sent) -> Result<Response<Body>, Error> {
        let mut patience = self.patience;
        loop {
            let mut answer = send().map_err(|cause| unreached(url, cause))?;
            if let Some(generation) = header(&answer, "Cartway-Generation") {
                self.known().generation = Some(generation.to_owned());
            }
            let status = answer.status().as_u16();
            if status < 400 {
                return Ok(answer);
            }
            let later =
                retry_after(&answer).and_then(|wait| Some((wait, patience.checked_sub(wait)?)));
            match later {
                Some((wait, left)) if matches!(status, 429 | 503) => {
                    sleep(wait);
                    patience = left;
                }
                _ => {
                    let body = text(url, &mut answer)?;
                    return Err(Error::Problem(read(url, status, &body)?));
                }
            }
        }
    }

    fn keep(&self, path: &str, tag: &str, body: &str) {
        let answers = &mut self.known().answers;
        // Which one goes matters little: a generation ends and all are worth nothing.
        if answers.len() >= MAX_KEPT && !answers.contains_key(path) {
            answers.clear();
        }
        answers.insert(path.to_owned(), (tag.to_owned(), body.to_owned()));
    }

    /// Whatever a thread that panicked left is whole: each answer is put in at once.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to wait, where the server says so: a second at least, so that nobody turns in a circle.
fn retry_after(answer: &Response<Body>) -> Option<Duration> {
    let seconds: u64 = header(answer, "Retry-After")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.max(1)))
}

fn header<'a>(answer: &'a Response<Body>, name: &str) -> Option<&'a str> {
    answer.headers().get(name)?.to_str().ok()
}

fn text(url: &str, answer: &mut Response<Body>) -> Result<String, Error> {
    let body = answer.body_mut().with_config().limit(MAX_BODY);
    body.read_to_string().map_err(|cause| unreached(url, cause))
}

fn read<T: DeserializeOwned>(url: &str, status: u16, body: &str) -> Result<T, Error> {
    serde_json::from_str(body).map_err(|cause| Error::Unreadable {
        url: url.to_owned(),
        status,
        cause,
    })
}

fn unreached(url: &str, cause: ureq::Error) -> Error {
    Error::Unreached {
        url: url.to_owned(),
        cause,
    }
}
