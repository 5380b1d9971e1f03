//! Bytes as a SNAP edge list, and as the names of its nodes.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::edges(bytes));
