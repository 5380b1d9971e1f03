//! Bytes as `manifest.json` and as `CURRENT`.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::generation::manifest(bytes));
