//! **Cartway** shows how any two items of a catalogue are connected by what was bought together.
//!
//! This page is the map of the house. Data walks one way through it:
//!
//! ```text
//!   a shop's SQLite ──catalogue──▶ rebuild ──graph, search──▶ a generation on disk
//!                                                                  │ generation
//!   shopper ◀──web── view ◀── explorer ◀── connect ◀───────────────┘
//! ```
//!
//! | room | what it does | what it must not know |
//! |---|---|---|
//! | [`cartway_graph`], a package of its own | counts co-purchases, measures, prunes, numbers; writes and maps `graph.bin`; finds every shortest connection | SQL, HTTP, texts of a language |
//! | [`search`] | the FTS5 index of item titles: build and query | the graph, HTTP |
//! | [`catalogue`] | the shop's SQLite database: schema, import, reading | the graph |
//! | [`generation`] | the folder a server needs: `CURRENT`, manifest, lock, publishing, verifying | the shop's database |
//! | [`rebuild`] | the named passes that turn a catalogue into a generation | HTTP |
//! | [`sample`] | the bundled works and the simulated shoppers | how they are stored or shown |
//! | [`simulator`] | made-up shops of any size: items, orders, also-bought lists | how they are stored or counted |
//! | [`explorer`] | questions in, answers out, with items attached; the live generation | HTTP, markup |
//! | [`view`] | answers to pages and pictures | HTTP |
//! | [`web`] | URLs, query parsing, JSON, errors, limits | the graph, SQL |
//! | [`cli`] | one file a command | |
//!
//! Imports point one way, from the later rooms to the earlier ones; `tests/house.rs` reads the
//! `use` lines and fails when one points back.

pub mod address;
pub mod api;
pub mod catalogue;
pub mod cli;
pub mod explorer;
pub mod generation;
pub mod import;
pub(crate) mod lending;
pub mod letters;
pub mod pages;
pub mod picture;
pub mod rebuild;
pub mod search;
pub mod shops;
pub mod web;
pub mod words;
