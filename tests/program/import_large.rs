//! An import needs no more memory for a large file than for a small one.
//!
//! Switched on by saying how large, in MB: `CARTWAY_TEST_LARGE=2000 cargo test --release import_large`.
//! The file is made on the way and lies on no disk; its database does, and is about half as large.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Shop;

/// Most memory that an import may need, whatever the size of its files: the page cache of the
/// database, order lines that wait to be sorted, and the program itself.
const MOST_MB: u64 = 256;

/// Order lines, ten an order, until they are `size` bytes; gives how many they were.
fn write_lines(to: ChildStdin, size: u64) -> io::Result<u64> {
    let mut to = BufWriter::new(to);
    let mut written = to.write(b"order_id,item_id,note\n")? as u64;
    for line in 0.. {
        let (order, place) = (line / 10, line % 10);
        let item = (order * 7919 + place * place * 104_729) % 50_021;
        let text = format!("{order},i{item},\"a note, which nobody asks for: {line}\"\n");
        to.write_all(text.as_bytes())?;
        written += text.len() as u64;
        if written >= size {
            to.flush()?;
            return Ok(line + 1);
        }
    }
    unreachable!("there are numbers enough")
}

/// The most memory that a process has held until its end, in kB.
fn watch(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(number.unwrap_or(0));
        thread::sleep(Duration::from_millis(10));
    }
    most
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let Ok(size) = std::env::var("CARTWAY_TEST_LARGE") else {
        eprintln!("skipped: CARTWAY_TEST_LARGE=2000 switches it on, with a file of 2,000 MB");
        return;
    };
    let size: u64 = size.parse().expect("CARTWAY_TEST_LARGE is a number of MB");
    let shop = Shop::new();
    let mut command = shop.command(&["import", "orders", "--json", "--db", "shop.db", "-"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let begin = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    let pipe = child.stdin.take().expect("it has a pipe");
    let writer = thread::spawn(move || write_lines(pipe, size * 1_000_000));
    let most = watch(&mut child) / 1000;
    let seconds = begin.elapsed().as_secs_f64();
    let lines = writer.join().unwrap().expect("all of it is read");
    let output = child.wait_with_output().unwrap();
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reports[0]["taken"], lines);
    eprintln!("{size} MB, {lines} lines in {seconds:.1} s, at most {most} MB of memory");
    assert!(most < MOST_MB, "{most} MB for a file of {size} MB");
}
