//! Bytes as a `graph.bin`: opened, verified, read.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::graph::open_graph(bytes));
