//! The server behind proxies that people use: what they read in one way and we in another would show
//! here, as a request that the proxy forbids and the server gets all the same.
//!
//! `CARTWAY_TEST_PROXIES=1` switches this on; `nginx`, `haproxy` and `caddy` must be installed then.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::smuggling::{SMUGGLED, chunked, odd_chunks, odd_heads, post};
use crate::support::socket::{connect, get, rest};
use crate::support::{Served, Shop};

/// How long a proxy may take to start.
const DEADLINE: Duration = Duration::from_secs(30);

const NGINX: &str = "
daemon off; master_process off; worker_processes 1;
error_log stderr; pid FOLDER/nginx.pid;
events { }
http {
  access_log off;
  client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi; uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
  upstream cartway { server SERVER; keepalive 4; }
  server {
    listen PROXY;
    location /smuggled { return 403; }
    location / {
      proxy_pass http://cartway;
      proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_request_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
    }
  }
}
";

const HAPROXY: &str = "
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  http-reuse always
frontend in
  bind PROXY
  http-request deny if { path /smuggled }
  option forwardfor
  default_backend cartway
backend cartway
  server one SERVER
";

const CADDY: &str = "
{
  admin off
  auto_https off
}
http://:PORT {
  bind 127.0.0.1
  respond /smuggled 403
  reverse_proxy SERVER
}
";

/// A proxy in front of a server; ended when dropped.
struct Proxy {
    program: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Proxy {
    fn start(config: &str, command: impl FnOnce(&Path, &Path) -> Command, server: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let config = config
            .replace("FOLDER", folder.path().to_str().unwrap())
            .replace("PROXY", &address)
            .replace("PORT", address.trim_start_matches("127.0.0.1:"))
            .replace("SERVER", server);
        let file = folder.path().join("config");
        std::fs::write(&file, config).unwrap();
        let mut command = command(folder.path(), &file);
        let program = command
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the proxy is installed");
        let mut proxy = Self {
            program,
            address,
            _folder: folder,
        };
        proxy.wait();
        proxy
    }

    fn wait(&mut self) {
        let start = Instant::now();
        while std::net::TcpStream::connect(&self.address).is_err() {
            let ended = self.program.try_wait().unwrap();
            assert!(ended.is_none(), "the proxy ended: {ended:?}");
            assert!(start.elapsed() < DEADLINE, "the proxy does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// All three, in front of a server.
fn proxies(server: &str) -> [(&'static str, Proxy); 3] {
    let nginx = |folder: &Path, file: &Path| {
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder).arg("-c").arg(file);
        command
    };
    let haproxy = |_: &Path, file: &Path| {
        let mut command = Command::new("haproxy");
        command.arg("-db").arg("-f").arg(file);
        command
    };
    let caddy = |_: &Path, file: &Path| {
        let mut command = Command::new("caddy");
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(file);
        command
    };
    [
        ("nginx", Proxy::start(NGINX, nginx, server)),
        ("haproxy", Proxy::start(HAPROXY, haproxy, server)),
        ("caddy", Proxy::start(CADDY, caddy, server)),
    ]
}

/// Whether the proxies are there to be tested.
fn are_wanted() -> bool {
    let wanted = std::env::var_os("CARTWAY_TEST_PROXIES").is_some_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: CARTWAY_TEST_PROXIES=1 tests behind nginx, HAProxy and Caddy");
    }
    wanted
}

fn served() -> (Shop, Served) {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    (shop, served)
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
    let (_shop, served) = served();
    for (name, proxy) in proxies(served.address()) {
        for text in odd_heads().iter().chain(&odd_chunks()) {
            let mut stream = connect(&proxy.address);
            let _ = stream.write_all((text.clone() + SMUGGLED).as_bytes());
            let _ = stream.shutdown(std::net::Shutdown::Write);
            rest(&mut stream);
            // The server counts what leads nowhere; nothing else does here.
            let metrics = served.get("/metrics").text();
            assert!(!metrics.contains("route=\"none\""), "{name}: {text:?}");
        }
        let mut stream = connect(&proxy.address);
        stream.write_all(last(&get("/healthz")).as_bytes()).unwrap();
        let alive = rest(&mut stream);
        assert!(alive.contains("pass"), "{name}: {alive}");
    }
}

#[test]
fn what_is_clear_passes_every_proxy_over_one_connection() {
    if !are_wanted() {
        return;
    }
    let (_shop, served) = served();
    let question = "{\"pairs\":[{\"from\":\"007\",\"to\":\"bell\"}]}";
    let length = question.len();
    let text = [
        get("/healthz"),
        post(&format!("Content-Length: {length}"), question),
        chunked(&format!("{length:x}\r\n{question}\r\n0\r\n\r\n")),
        last(&get("/healthz")),
    ]
    .concat();
    for (name, proxy) in proxies(served.address()) {
        let mut stream = connect(&proxy.address);
        stream.write_all(text.as_bytes()).unwrap();
        let answers = rest(&mut stream);
        let found =
            ["HTTP/1.1 200", "\"pass\"", "\"hops\""].map(|part| answers.matches(part).count());
        assert_eq!(found, [4, 2, 2], "{name}: {answers}");
    }
}
