//! What the fuzz targets do with their input, one function a target: feed it in, ask everything,
//! and assert what must hold of any bytes whatever.
//!
//! `tests/library/damage.rs` uses the same functions, so that the corpus is tried by
//! every `cargo test` and the targets cannot rot. Nothing here knows of libFuzzer.
#![allow(dead_code, reason = "each target uses the part it needs")]

pub mod counts;
pub mod generation;
pub mod graph;
pub mod import;
pub mod questions;
pub mod requests;
pub mod search;
