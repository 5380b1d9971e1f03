//! Bytes as the `graph.bin` of a generation: every question asked of it.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::generation::query_graph(bytes));
