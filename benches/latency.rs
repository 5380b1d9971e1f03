//! How long a small answer takes over one connection that is kept: plain and compressed, straight and
//! through nginx where it is installed. None may wait for a timer: on loopback all are far under the
//! 40 milliseconds of a delayed acknowledgement.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Questions of each kind.
const ROUNDS: usize = 2000;

const NGINX: &str = "
daemon off; master_process off; error_log stderr; pid FOLDER/nginx.pid;
events { }
http {
  access_log off;
  client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi; uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
  upstream cartway { server SERVER; keepalive 4; }
  server {
    listen PROXY; keepalive_requests 1000000;
    location / {
      proxy_pass http://cartway; proxy_http_version 1.1; proxy_set_header Connection \"\";
    }
  }
}
";

/// The program that is built with this, or another one that `CARTWAY_BENCH_PROGRAM` names.
fn program_measured() -> OsString {
    env::var_os("CARTWAY_BENCH_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_cartway").into())
}

/// A program that is ended with the bench.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let (_server, address) = demo();
    report("straight", &address);
    let folder = tempfile::tempdir().expect("a temporary folder");
    match nginx(folder.path(), &address) {
        Some((_nginx, address)) => report("through nginx", &address),
        None => println!("through nginx: not measured, nginx does not run here"),
    }
}

fn demo() -> (Running, String) {
    let mut program = Command::new(program_measured())
        .args(["demo", "--bind", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let stdout = program.stdout.take().expect("its output is piped");
    BufReader::new(stdout)
        .read_line(&mut line)
        .expect("it prints its address");
    let address = line.trim().trim_start_matches("http://");
    (Running(program), address.trim_end_matches('/').to_owned())
}

fn nginx(folder: &Path, server: &str) -> Option<(Running, String)> {
    let free = TcpListener::bind("127.0.0.1:0").ok()?;
    let address = free.local_addr().ok()?.to_string();
    drop(free);
    let config = NGINX
        .replace("FOLDER", folder.to_str()?)
        .replace("PROXY", &address)
        .replace("SERVER", server);
    let file = folder.join("nginx.conf");
    std::fs::write(&file, config).ok()?;
    let program = Command::new("nginx")
        .arg("-p")
        .arg(folder)
        .arg("-c")
        .arg(&file)
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let running = Running(program);
    let start = Instant::now();
    while TcpStream::connect(&address).is_err() {
        if start.elapsed() > Duration::from_secs(10) {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Some((running, address))
}

/// Prints a line for each kind of answer.
fn report(way: &str, address: &str) {
    for (kind, encoding) in [("plain", "identity"), ("compressed", "gzip")] {
        for path in ["/healthz", "/v1/graph", "/about"] {
            let times = measure(address, path, encoding);
            let at = |part: usize| times[times.len() * part / 1000];
            println!(
                "{way}, {kind} {path}: p50 {:?}, p99 {:?}, p99.9 {:?}",
                at(500),
                at(990),
                at(999)
            );
        }
    }
}

/// Times of all questions, in order of length.
fn measure(address: &str, path: &str, encoding: &str) -> Vec<Duration> {
    let stream = TcpStream::connect(address).expect("it listens");
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut stream = stream;
    let question = format!(
        "GET {path} HTTP/1.1\r\nHost: bench.example\r\nAccept-Encoding: {encoding}\r\n\r\n"
    );
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            stream.write_all(question.as_bytes()).expect("it is open");
            read_answer(&mut reader);
            start.elapsed()
        })
        .collect();
    times.sort();
    times
}

/// Reads an answer to its end.
fn read_answer(reader: &mut impl BufRead) {
    let status = line(reader);
    assert!(status.contains(" 200 "), "{status}");
    let (mut length, mut is_chunked) = (0, false);
    loop {
        let header = line(reader).to_ascii_lowercase();
        match header.split_once(':') {
            Some(("content-length", value)) => length = value.trim().parse().expect("a number"),
            Some(("transfer-encoding", _)) => is_chunked = true,
            Some(_) => {}
            None => break,
        }
    }
    while is_chunked {
        let size = u64::from_str_radix(&line(reader), 16).expect("the size of a chunk");
        skip(reader, size + 2);
        is_chunked = size > 0;
    }
    skip(reader, length);
}

fn line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}

fn skip(reader: &mut impl BufRead, count: u64) {
    let read = std::io::copy(&mut reader.by_ref().take(count), &mut std::io::sink());
    assert_eq!(read.ok(), Some(count));
}
