//! What the test programs share: a shop in a folder of its own, the program run on it, a server
//! over it, and a client.
//!
//! Tests of the program speak to it as an operator does, with arguments, files and exit codes; the
//! others may make a generation or a server by calling the library.

#![allow(
    dead_code,
    unused_imports,
    reason = "each test program uses the part it needs"
)]

mod client;
mod parquet;
mod program;
mod queries;
pub mod rebuilding;
mod server;
mod shop;
pub mod socket;
mod wire;

pub use client::{Response, agent};
pub use parquet::write_parquet;
pub use program::{Run, cartway, without_settings};
pub use queries::{come_first, rows_of_table};
pub use server::{ORIGIN, Served, Server};
pub use shop::{Shop, copy_folder, copy_over, names_in, overwrite};
pub use wire::{Answer, Wire, connect};
