//! Bytes as a Parquet file of order lines.
#![no_main]

#[path = "../feeds/mod.rs"]
mod feeds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds::import::parquet(bytes));
