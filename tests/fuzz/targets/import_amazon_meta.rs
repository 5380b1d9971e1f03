//! Bytes as SNAP's amazon-meta.txt.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::amazon_meta(bytes));
