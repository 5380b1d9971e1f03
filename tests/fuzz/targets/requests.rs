//! Bytes as a request to a server.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::requests::requests(bytes));
