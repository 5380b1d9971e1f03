//! Bytes as an archive, or behind the mark of one.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::packed(bytes));
