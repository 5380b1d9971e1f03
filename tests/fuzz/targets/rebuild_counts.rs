//! Bytes as a file of counts made elsewhere.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::counts::counts(bytes));
