//! Bytes as JSON Lines of order lines, items and links.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::json_lines(bytes));
