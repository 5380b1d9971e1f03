//! The server behind proxies that people use: what they read in one way and we in another would show
//! here, as a request that the proxy forbids and the server gets all the same.
//! Their settings are the files of `deploy/proxy`, so that what is given to others is what is tested.
//!
//! `CARTWAY_TEST_PROXIES=1` switches this on; `nginx`, `haproxy`, `caddy` and `openssl` must be
//! installed then.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cartway::web::ServerSettings;

use super::smuggling::{SMUGGLED, chunked, odd_chunks, odd_heads, post};
use crate::support::socket::{ask, connect, get, rest};
use crate::support::{Run, Served, Server, Shop};

/// How long a proxy may take to start.
const DEADLINE: Duration = Duration::from_secs(30);

/// Where all files find the server.
const SOCKET: &str = "/run/cartway/http.sock";

/// A proxy, its file in `deploy/proxy`, and what is changed in it for a test. Each text that is
/// changed must be there.
pub struct Kind {
    pub name: &'static str,
    file: &'static str,
    /// What a machine has that a test has not: users, certificates, the ports of the public.
    machine: &'static [(&'static str, &'static str)],
    /// The same, where the test has a certificate.
    over_tls: &'static [(&'static str, &'static str)],
    /// Limits, raised out of the way.
    limits: &'static [(&'static str, &'static str)],
    /// What its comment says to change for a server under `/paths`.
    under_a_path: (&'static str, &'static str),
    /// What stands before the path of the socket.
    scheme: &'static str,
    command: fn(&Path, &Path) -> Command,
}

/// What Debian's nginx.conf has around the file, as far as it matters.
const AROUND_NGINX: &str = "
daemon off; master_process off; worker_processes 1;
error_log stderr; pid FOLDER/nginx.pid;
events { }
http {
  access_log off;
  client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi; uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
  CONFIG
}
";

pub const KINDS: [Kind; 3] = [
    Kind {
        name: "nginx",
        file: "nginx.conf",
        machine: &[
            ("listen 80;", "listen unix:FOLDER/plain.sock;"),
            ("listen [::]:80;", ""),
            ("listen 443 ssl http2;", "listen PROXY;"),
            ("listen [::]:443 ssl http2;", ""),
            ("ssl_certificate ", "# "),
            ("ssl_certificate_key ", "# "),
        ],
        over_tls: &[
            ("listen 80;", "listen unix:FOLDER/plain.sock;"),
            ("listen [::]:80;", ""),
            ("listen 443 ssl", "listen PROXY ssl"),
            ("listen [::]:443 ssl http2;", ""),
            (
                "/etc/letsencrypt/live/paths.shop.example/fullchain.pem",
                "FOLDER/chain.pem",
            ),
            (
                "/etc/letsencrypt/live/paths.shop.example/privkey.pem",
                "FOLDER/key.pem",
            ),
        ],
        limits: &[
            ("rate=20r/s", "rate=100000r/s"),
            ("burst=60", "burst=60000"),
        ],
        under_a_path: ("location / {", "location /paths/ {"),
        scheme: "unix:",
        command: |folder, file| {
            let mut command = Command::new("nginx");
            command.arg("-p").arg(folder).arg("-c").arg(file);
            command
        },
    },
    Kind {
        name: "haproxy",
        file: "haproxy.cfg",
        machine: &[
            ("log /dev/log local0", ""),
            ("user haproxy", ""),
            ("group haproxy", ""),
            ("maxconn 10000", "maxconn 100"),
            ("bind :80", "bind PROXY"),
            ("bind :443 ssl", "# "),
            ("http-request redirect scheme https", "# "),
        ],
        over_tls: &[
            ("log /dev/log local0", ""),
            ("user haproxy", ""),
            ("group haproxy", ""),
            ("maxconn 10000", "maxconn 100"),
            ("bind :80", "bind unix@FOLDER/plain.sock"),
            ("bind :443 ssl", "bind PROXY ssl"),
            (
                "/etc/haproxy/certs/paths.shop.example.pem",
                "FOLDER/both.pem",
            ),
        ],
        limits: &[("gt 200 ", "gt 200000 ")],
        under_a_path: (
            "default_backend cartway",
            "use_backend cartway if { path_beg /paths/ }",
        ),
        scheme: "unix@",
        command: |_, file| {
            let mut command = Command::new("haproxy");
            command.arg("-db").arg("-f").arg(file);
            command
        },
    },
    Kind {
        name: "caddy",
        file: "Caddyfile",
        machine: &[(
            "{$SITE_ADDRESS:paths.shop.example} {",
            "{\n admin off\n auto_https off\n}\nhttp://:PORT {\n bind 127.0.0.1",
        )],
        over_tls: &[(
            "{$SITE_ADDRESS:paths.shop.example} {",
            "{\n admin off\n auto_https disable_redirects\n}\nhttps://:PORT {\n bind 127.0.0.1\n \
             tls FOLDER/chain.pem FOLDER/key.pem",
        )],
        limits: &[],
        under_a_path: ("reverse_proxy unix", "reverse_proxy /paths/* unix"),
        scheme: "unix/",
        command: |_, file| {
            let mut command = Command::new("caddy");
            command
                .args(["run", "--adapter", "caddyfile", "--config"])
                .arg(file);
            command
        },
    },
];

impl Kind {
    /// The rules of its file in this folder of `deploy`: comments tell of them, and are none.
    pub fn rules(&self, folder: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("deploy")
            .join(folder);
        let text = std::fs::read_to_string(path.join(self.file)).unwrap();
        let rules = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        rules.collect::<Vec<_>>().join("\n")
    }

    /// Its file in this folder, changed.
    fn config(&self, folder: &str, changes: &[(&str, &str)]) -> String {
        let change = |text: String, &(old, new): &(&str, &str)| {
            assert!(text.contains(old), "{} has no {old} any more", self.file);
            text.replace(old, new)
        };
        let text = changes.iter().fold(self.rules(folder), change);
        if self.name == "nginx" {
            return AROUND_NGINX.replace("CONFIG", &text);
        }
        text + "\n"
    }

    /// Starts it, without TLS, in front of a server that listens at this socket.
    fn before(&self, socket: &Path, changes: &[(&str, &str)]) -> Proxy {
        let socket = [(SOCKET, socket.to_str().unwrap())];
        let changes = [self.machine, &socket, changes].concat();
        let folder = tempfile::tempdir().unwrap();
        Proxy::start(folder, &self.config("proxy", &changes), self.command)
    }

    /// Starts it, without TLS, in front of three replicas at these addresses, in the place of those in
    /// the file.
    pub fn before_replicas(&self, addresses: &[String; 3]) -> Proxy {
        let written = ["10.0.0.11:8080", "10.0.0.12:8080", "10.0.0.13:8080"];
        let mut changes = [self.machine, self.limits].concat();
        changes.extend(
            written
                .into_iter()
                .zip(addresses.iter().map(String::as_str)),
        );
        let folder = tempfile::tempdir().unwrap();
        Proxy::start(folder, &self.config("replicas", &changes), self.command)
    }

    /// Starts it with TLS, and a certificate of its own making.
    fn before_over_tls(&self, socket: &Path) -> Proxy {
        let socket = [(SOCKET, socket.to_str().unwrap())];
        let changes = [self.over_tls, &socket].concat();
        let folder = tempfile::tempdir().unwrap();
        let make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=paths.example \
                    -keyout key.pem -out chain.pem && cat chain.pem key.pem > both.pem";
        let mut make_certificate = Command::new("sh");
        make_certificate.args(["-c", make]).current_dir(&folder);
        Run::of(&mut make_certificate).succeeded();
        Proxy::start(folder, &self.config("proxy", &changes), self.command)
    }
}

/// A proxy in front of a server; ended when dropped.
pub struct Proxy {
    program: Child,
    pub address: String,
    folder: tempfile::TempDir,
}

impl Proxy {
    fn start(
        folder: tempfile::TempDir,
        config: &str,
        command: fn(&Path, &Path) -> Command,
    ) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let config = config
            .replace("FOLDER", folder.path().to_str().unwrap())
            .replace("PROXY", &address)
            .replace("PORT", address.trim_start_matches("127.0.0.1:"));
        let file = folder.path().join("config");
        std::fs::write(&file, config).unwrap();
        let mut command = command(folder.path(), &file);
        let program = command
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .stdin(Stdio::null())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap())
            .stdout(Stdio::null())
            .spawn()
            .expect("the proxy is installed");
        let mut proxy = Self {
            program,
            address,
            folder,
        };
        proxy.wait();
        proxy
    }

    fn wait(&mut self) {
        let start = Instant::now();
        while std::net::TcpStream::connect(&self.address).is_err() {
            let log = || std::fs::read_to_string(self.folder.path().join("log"));
            let ended = self.program.try_wait().unwrap();
            assert!(ended.is_none(), "the proxy ended: {ended:?} {:?}", log());
            assert!(start.elapsed() < DEADLINE, "the proxy does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The answer to one request with these lines in its head, and the end of the connection.
    fn ask(&self, path: &str, lines: &str) -> String {
        let mut stream = connect(&self.address);
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: paths.example\r\nConnection: close\r\n{lines}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        rest(&mut stream)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Whether the proxies are there to be tested.
pub fn are_wanted() -> bool {
    let wanted = std::env::var_os("CARTWAY_TEST_PROXIES").is_some_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: CARTWAY_TEST_PROXIES=1 tests behind nginx, HAProxy and Caddy");
    }
    wanted
}

/// A server at an address, which tests ask directly, and at a socket, where proxies find it.
struct Behind {
    _shop: Shop,
    served: Served,
    socket: PathBuf,
}

impl Behind {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut ServerSettings)) -> Self {
        let shop = Shop::of_odd_items();
        shop.make_noted_generation();
        let socket = shop.folder().join("http.sock");
        let at = format!("unix:{}", socket.display()).parse().unwrap();
        let explorer = shop.explorer(cartway::explorer::Options::DEFAULT_BUDGET);
        let served = Served::with(explorer, |settings| {
            settings.bind.push(at);
            change(settings);
        });
        Self {
            _shop: shop,
            served,
            socket,
        }
    }

    /// All three in front of it, with these changes for each.
    fn proxies(
        &self,
        changes: fn(&Kind) -> &'static [(&'static str, &'static str)],
    ) -> impl Iterator<Item = (&'static str, Proxy)> {
        KINDS
            .iter()
            .map(move |kind| (kind.name, kind.before(&self.socket, changes(kind))))
    }
}

/// A request after which the connection ends.
fn last(request: &str) -> String {
    request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
}

#[test]
fn no_proxy_lets_a_request_slip_by_inside_another() {
    if !are_wanted() {
        return;
    }
    let behind = Behind::new();
    for kind in KINDS {
        // What a file keeps from the public is here what must not slip by.
        let changes = [kind.limits, &[("/metrics", "/smuggled")]].concat();
        let (name, proxy) = (kind.name, kind.before(&behind.socket, &changes));
        for text in odd_heads().iter().chain(&odd_chunks()) {
            let mut stream = connect(&proxy.address);
            let _ = stream.write_all((text.clone() + SMUGGLED).as_bytes());
            let _ = stream.shutdown(std::net::Shutdown::Write);
            rest(&mut stream);
            // The server counts what leads nowhere; nothing else does here.
            let metrics = behind.served.get("/metrics").text();
            assert!(!metrics.contains("route=\"none\""), "{name}: {text:?}");
        }
        let alive = proxy.ask("/healthz", "");
        assert!(alive.contains("pass"), "{name}: {alive}");
        let kept = proxy.ask("/smuggled", "");
        assert!(!kept.contains("200 OK"), "{name}: {kept}");
    }
}

#[test]
fn what_is_clear_passes_every_proxy_over_one_connection() {
    if !are_wanted() {
        return;
    }
    let question = "{\"pairs\":[{\"from\":\"007\",\"to\":\"bell\"}]}";
    let length = question.len();
    let text = [
        get("/healthz"),
        post(&format!("Content-Length: {length}"), question),
        chunked(&format!("{length:x}\r\n{question}\r\n0\r\n\r\n")),
        last(&get("/healthz")),
    ]
    .concat();
    for (name, proxy) in Behind::new().proxies(|_| &[]) {
        let mut stream = connect(&proxy.address);
        stream.write_all(text.as_bytes()).unwrap();
        let answers = rest(&mut stream);
        let found =
            ["HTTP/1.1 200", "\"pass\"", "\"hops\""].map(|part| answers.matches(part).count());
        assert_eq!(found, [4, 2, 2], "{name}: {answers}");
    }
}

#[test]
fn no_client_says_of_itself_who_it_is_nor_what_it_asked() {
    if !are_wanted() {
        return;
    }
    let lies = "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Host: evil.example\r\n\
                X-Forwarded-Proto: https\r\nForwarded: for=9.9.9.9;host=evil.example;proto=https\r\n";
    let behind = Behind::with(|settings| settings.origin = String::new());
    for (name, proxy) in behind.proxies(|kind| kind.limits) {
        let page = proxy.ask("/items/007", lies);
        assert!(
            page.contains("\"http://paths.example/items/007"),
            "{name}: {page}"
        );
        assert!(!page.contains("evil.example"), "{name}: {page}");
    }
    let one = std::num::NonZeroU32::MIN;
    let limit = cartway::web::RateLimit {
        a_second: one,
        burst: one,
    };
    for kind in KINDS {
        let behind = Behind::with(|settings| settings.rate = Some(limit));
        let proxy = kind.before(&behind.socket, kind.limits);
        // Others than the first come within the same second, mostly.
        let statuses: Vec<bool> = (0..50)
            .map(|number| {
                let lie = format!("X-Forwarded-For: 192.0.2.{number}\r\n");
                proxy.ask("/about", &lie).contains(" 429 ")
            })
            .collect();
        assert!(
            statuses.contains(&true),
            "{}: all are one client",
            kind.name
        );
    }
}

#[test]
fn whoever_comes_over_tls_is_led_on_over_tls() {
    if !are_wanted() {
        return;
    }
    let behind = Behind::with(|settings| settings.origin = String::new());
    for kind in KINDS {
        let proxy = kind.before_over_tls(&behind.socket);
        let ask = "printf 'GET /items/007 HTTP/1.1\\r\\nHost: paths.example\\r\\nConnection: close\\r\\n\\r\\n' \
                   | openssl s_client -quiet -ign_eof -servername paths.example -connect \"$0\" 2>/dev/null";
        let mut client = Command::new("sh");
        let run = Run::of(client.args(["-c", ask, &proxy.address]));
        let page = &run.out;
        assert!(
            page.contains("\"https://paths.example/items/007"),
            "{}: {run:?}",
            kind.name
        );
    }
}

#[test]
fn the_public_gets_no_metrics_and_answers_packed_as_cartway_packed_them() {
    if !are_wanted() {
        return;
    }
    let behind = Behind::new();
    for (name, proxy) in behind.proxies(|_| &[]) {
        let metrics = proxy.ask("/metrics", "");
        assert!(metrics.contains(" 404 "), "{name}: {metrics}");
        let mut stream = connect(&proxy.address);
        let packed = "Accept-Encoding: br\r\nX-Request-Id: ours\r\n";
        let request = get("/about").replace("\r\n\r\n", &format!("\r\n{packed}\r\n"));
        stream.write_all(last(&request).as_bytes()).unwrap();
        let mut answer = Vec::new();
        std::io::Read::read_to_end(&mut stream, &mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).to_ascii_lowercase();
        let direct = behind
            .served
            .ask("GET", "/about", &[("accept-encoding", "br")]);
        let tag = format!("etag: {}", direct.header("etag").to_ascii_lowercase());
        for part in ["content-encoding: br", &tag] {
            assert!(answer.contains(part), "{name}: no {part} in {answer}");
        }
        assert!(
            !answer.contains("x-request-id: ours"),
            "{name}: the proxy names it"
        );
    }
}

#[test]
fn who_is_too_fast_is_told_so() {
    if !are_wanted() {
        return;
    }
    let behind = Behind::new();
    let counting = KINDS.iter().filter(|kind| !kind.limits.is_empty());
    for kind in counting {
        let proxy = kind.before(&behind.socket, &[]);
        let mut stream = connect(&proxy.address);
        let is_refused = (0..500).any(|_| {
            let answer = ask(&mut stream, "/healthz");
            let is_refused = answer.starts_with("http/1.1 429");
            assert!(
                is_refused || answer.contains("pass"),
                "{}: {answer}",
                kind.name
            );
            is_refused
        });
        assert!(is_refused, "{}", kind.name);
    }
}

#[test]
fn a_server_is_found_under_a_path_of_the_shops_own_site() {
    if !are_wanted() {
        return;
    }
    let shop = Shop::with_graph();
    let options = ["--base-path", "/paths", "--trust-proxy", "127.0.0.1"];
    let server = Server::with(&shop.graph(), &options);
    let address = server.address.strip_prefix("http://").unwrap();
    let address = address.trim_end_matches("/paths/");
    for kind in KINDS {
        let socket = format!("{}{SOCKET}", kind.scheme);
        let changes = [kind.machine, &[kind.under_a_path, (&*socket, address)]].concat();
        let folder = tempfile::tempdir().unwrap();
        let proxy = Proxy::start(folder, &kind.config("proxy", &changes), kind.command);
        let name = kind.name;
        let page = proxy.ask("/paths/items/a", "");
        assert!(page.contains("href=\"/paths/items/b\""), "{name}: {page}");
        let elsewhere = proxy.ask("/items/a", "");
        assert!(!elsewhere.contains("href=\"/paths/"), "{name}: {elsewhere}");
    }
}
