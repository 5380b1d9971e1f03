//! Bytes as order lines in several encodings.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::encodings(bytes));
