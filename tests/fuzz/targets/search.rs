//! Bytes as titles, and as what is typed.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::search::search(bytes));
