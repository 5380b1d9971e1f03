//! Bytes as a JSON document of orders and of items.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::json(bytes));
