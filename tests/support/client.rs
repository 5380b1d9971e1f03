//! Asking a server as a visitor or a program does, and what comes back.

use std::time::{Duration, Instant};

use super::{ORIGIN, Served};

/// How long a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(30);

/// An agent that follows nothing and takes every status for an answer.
pub fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(DEADLINE))
        .build();
    config.new_agent()
}

/// What came back.
pub struct Response {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Served {
    /// Where a path of the server is found.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::from(self.agent.run(request.body(()).unwrap()).unwrap())
    }

    /// Sends a body under these headers.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::from(request.send(body).unwrap())
    }

    /// Sends a body of JSON.
    pub fn post_json(&self, path: &str, body: &serde_json::Value) -> Response {
        let headers = [("content-type", "application/json")];
        self.post(path, &headers, body.to_string().as_bytes())
    }

    /// Asks until an answer is as it must be in the end.
    pub fn get_until(&self, path: &str, is_it: impl Fn(&Response) -> bool) -> Response {
        let start = Instant::now();
        loop {
            let response = self.get(path);
            if is_it(&response) {
                return response;
            }
            let waited = start.elapsed();
            assert!(waited < DEADLINE, "{path} still says {}", response.text());
            std::thread::yield_now();
        }
    }
}

impl From<ureq::http::Response<ureq::Body>> for Response {
    fn from(mut response: ureq::http::Response<ureq::Body>) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }
}

impl Response {
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Everything a cache is told that an answer depends on.
    pub fn vary(&self) -> Vec<String> {
        let all = self.headers.get_all("vary").iter();
        let names = all.flat_map(|value| value.to_str().unwrap().split(','));
        names.map(|name| name.trim().to_ascii_lowercase()).collect()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body, with addresses from the root of the server's own host, wherever it is known.
    pub fn json(&self) -> serde_json::Value {
        let text = self.text().replace(&format!("\"{ORIGIN}/"), "\"/");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// The body as it was sent.
    pub fn whole_json(&self) -> serde_json::Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// The last part of a problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let body = self.json();
        assert_eq!(body["status"], self.status, "{body}");
        let kind = body["type"].as_str().unwrap();
        kind.strip_prefix("/problems/").unwrap().to_owned()
    }
}
