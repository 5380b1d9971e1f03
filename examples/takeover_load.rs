//! A server under load while generations are taken over.
//!
//! Keeps connections busy with questions and pages, first in calm, then while generations are
//! published one after the other: copies of the live one, made beforehand, so that the takeover
//! alone is measured; or, with `--rebuild`, whatever a command publishes. Each answer's header, tag
//! and body must name the same generation. Prints what failed, what was mixed, how long answers
//! took with and without a takeover going on, and the server's memory before and after.
//!
//! `cargo run --release --example takeover_load -- --address 127.0.0.1:8080 --graph shop.graph --pid PID`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use clap::Parser;

/// Loads a server while generations are taken over.
#[derive(Debug, Parser)]
struct Args {
    /// Where the server listens
    #[arg(long, default_value = "127.0.0.1:8080")]
    address: SocketAddr,
    /// Its graph folder
    #[arg(long)]
    graph: PathBuf,
    /// Its process, for its memory
    #[arg(long)]
    pid: u32,
    /// Connections kept busy
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Generations to publish
    #[arg(long, default_value_t = 20)]
    takeovers: usize,
    /// Seconds of load before the first takeover; a tenth of it passes between two
    #[arg(long, default_value_t = 10.0)]
    calm: f64,
    /// A command that publishes a generation, instead of copies made beforehand
    #[arg(long)]
    rebuild: Option<String>,
}

/// Latencies in microseconds and what went wrong.
#[derive(Debug, Default)]
struct Tally {
    calm: Vec<u32>,
    busy: Vec<u32>,
    failed: Vec<String>,
    mixed: Vec<String>,
}

/// One connection that is used again and again.
struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// An answer.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Client {
    fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            address,
            stream: BufReader::new(stream),
        })
    }

    fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let first = self.line()?;
        let status = first.split(' ').nth(1).context("no status")?.parse()?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer {
            status,
            headers,
            body: String::new(),
        };
        let mut body = vec![0; answer.header("content-length").parse().unwrap_or(0)];
        self.stream.read_exact(&mut body)?;
        answer.body = String::from_utf8(body)?;
        Ok(answer)
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether header, tag and body name one generation.
    fn is_of_one_generation(&self) -> bool {
        let version = self.header("cartway-generation");
        let in_tag = self.header("etag").starts_with(&format!("W/\"{version}-"));
        let html = format!("(generation {version})");
        let json = format!("\"version\":\"{version}\"");
        let (pages, bodies) = ("(generation ", "\"version\":\"");
        let all = |of_any: &str, of_this: &str| {
            self.body.matches(of_any).count() == self.body.matches(of_this).count()
        };
        let named = self.body.contains(&html) || self.body.contains(&json);
        !version.is_empty() && in_tag && named && all(pages, &html) && all(bodies, &json)
    }
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let paths = questions(args.address)?;
    let prepared = match args.rebuild {
        None => prepare(&args.graph, args.takeovers)?,
        Some(_) => Vec::new(),
    };
    let (done, busy) = (AtomicBool::new(false), AtomicBool::new(false));
    println!("memory at rest: {}", memory(args.pid)?);
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let workers: Vec<_> = (0..args.connections)
            .map(|number| {
                let (paths, done, busy) = (&paths, &done, &busy);
                scope.spawn(move || load(args.address, paths, number * 7, done, busy))
            })
            .collect();
        let published = publish_all(&args, &prepared, &busy);
        done.store(true, Ordering::Relaxed);
        let tallies = workers.into_iter().filter_map(|worker| worker.join().ok());
        let tallies = tallies.collect();
        published.map(|()| tallies)
    })?;
    println!("memory at the end of the load: {}", memory(args.pid)?);
    print_tally(tallies);
    Ok(())
}

/// Pages and questions about pairs the server thinks worth connecting.
fn questions(address: SocketAddr) -> anyhow::Result<Vec<String>> {
    let mut client = Client::to(address)?;
    let mut paths = vec!["/".to_owned(), "/about".to_owned(), "/v1/graph".to_owned()];
    for _ in 0..200 {
        let pair: serde_json::Value = serde_json::from_str(&client.get("/v1/random-pair")?.body)?;
        let id = |end: &str| -> anyhow::Result<String> {
            let id = pair[end]["id"].as_str().context("a pair without ids")?;
            Ok(form_urlencoded::byte_serialize(id.as_bytes()).collect())
        };
        let (from, to) = (id("from")?, id("to")?);
        paths.push(format!("/v1/paths?from={from}&to={to}"));
        paths.push(format!("/v1/paths?from={to}&to={from}"));
        paths.push(format!("/connect?from={from}&to={to}"));
        paths.push(format!("/items/{from}"));
    }
    Ok(paths)
}

/// Copies the live generation under the names to come, without publishing any.
fn prepare(graph: &Path, count: usize) -> anyhow::Result<Vec<String>> {
    let live = std::fs::read_to_string(graph.join("CURRENT"))?;
    let live = live.trim();
    let number: u64 = live.parse()?;
    (1..=count as u64)
        .map(|step| {
            let name = format!("{:06}", number + step);
            let (from, to) = (graph.join(live), graph.join(&name));
            std::fs::create_dir_all(&to)?;
            for file in ["graph.bin", "search.db"] {
                std::fs::copy(from.join(file), to.join(file))?;
            }
            let manifest = std::fs::read_to_string(from.join("manifest.json"))?;
            std::fs::write(to.join("manifest.json"), manifest.replace(live, &name))?;
            Ok(name)
        })
        .collect()
}

fn publish_all(args: &Args, prepared: &[String], busy: &AtomicBool) -> anyhow::Result<()> {
    thread::sleep(Duration::from_secs_f64(args.calm));
    println!("memory under load: {}", memory(args.pid)?);
    for round in 0..args.takeovers {
        busy.store(true, Ordering::Relaxed);
        let start = Instant::now();
        publish(args, prepared.get(round))?;
        let name = std::fs::read_to_string(args.graph.join("CURRENT"))?;
        let live = format!("\"version\":\"{}\"", name.trim());
        let published = start.elapsed();
        // A new one each time: the server hangs up on who is silent for long.
        let mut client = Client::to(args.address)?;
        loop {
            let answer = client.get("/readyz")?;
            if answer.body.contains(&live) {
                break;
            }
            if answer.body.contains("refused") || start.elapsed().as_secs() > 600 {
                return Err(anyhow!("not taken over: {}", answer.body));
            }
            thread::sleep(Duration::from_millis(20));
        }
        let live_after = start.elapsed() - published;
        // What the takeover leaves behind belongs to it.
        thread::sleep(Duration::from_millis(500));
        busy.store(false, Ordering::Relaxed);
        println!(
            "takeover {}: live {:.2} s after it was published; {}",
            round + 1,
            live_after.as_secs_f64(),
            memory(args.pid)?
        );
        thread::sleep(Duration::from_secs_f64(args.calm / 10.0));
    }
    Ok(())
}

/// Publishes a copy by its name, or has the command publish what it builds.
fn publish(args: &Args, copy: Option<&String>) -> anyhow::Result<()> {
    if let Some(name) = copy {
        let next = args.graph.join("CURRENT.partial");
        std::fs::write(&next, format!("{name}\n"))?;
        std::fs::rename(&next, args.graph.join("CURRENT"))?;
    }
    if let Some(command) = &args.rebuild {
        let ended = Command::new("sh").args(["-c", command]).output()?;
        if !ended.status.success() {
            bail!("{}", String::from_utf8_lossy(&ended.stderr));
        }
    }
    Ok(())
}

fn load(
    address: SocketAddr,
    paths: &[String],
    first: usize,
    done: &AtomicBool,
    busy: &AtomicBool,
) -> Tally {
    let mut tally = Tally::default();
    let mut client = None;
    for path in paths.iter().cycle().skip(first) {
        if done.load(Ordering::Relaxed) {
            break;
        }
        let was_busy = busy.load(Ordering::Relaxed);
        let start = Instant::now();
        let answer = match &mut client {
            Some(client) => Client::get(client, path),
            None => Client::to(address).and_then(|fresh| client.insert(fresh).get(path)),
        };
        let micros = start.elapsed().as_micros() as u32;
        match answer {
            Ok(answer) if answer.status == 200 => {
                if !answer.is_of_one_generation() {
                    tally.mixed.push(path.clone());
                }
            }
            Ok(answer) => tally.failed.push(format!("{path}: {}", answer.status)),
            Err(error) => {
                tally.failed.push(format!("{path}: {error}"));
                client = None;
            }
        }
        if was_busy || busy.load(Ordering::Relaxed) {
            tally.busy.push(micros);
        } else {
            tally.calm.push(micros);
        }
    }
    tally
}

fn print_tally(tallies: Vec<Tally>) {
    let mut all = Tally::default();
    for tally in tallies {
        all.calm.extend(tally.calm);
        all.busy.extend(tally.busy);
        all.failed.extend(tally.failed);
        all.mixed.extend(tally.mixed);
    }
    println!("failed: {}, mixed: {}", all.failed.len(), all.mixed.len());
    for wrong in all.failed.iter().chain(&all.mixed).take(5) {
        println!("  {wrong}");
    }
    for (name, times) in [("without", &mut all.calm), ("during", &mut all.busy)] {
        times.sort_unstable();
        let at = |share: f64| {
            let place = (times.len() as f64 * share) as usize;
            let micros = times.get(place.min(times.len().saturating_sub(1)));
            micros.map_or(0.0, |&micros| f64::from(micros) / 1e3)
        };
        println!(
            "{name} a takeover: {} answers, p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms, most {:.2} ms",
            times.len(),
            at(0.5),
            at(0.99),
            at(0.999),
            at(1.0),
        );
    }
}

/// The server's own memory and what it has mapped of files, in megabytes.
fn memory(pid: u32) -> anyhow::Result<String> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let megabytes = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let value = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        value.unwrap_or(0) / 1024
    };
    Ok(format!(
        "{} MB of its own, {} MB of files",
        megabytes("RssAnon"),
        megabytes("RssFile")
    ))
}
