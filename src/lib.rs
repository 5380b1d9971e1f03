//! **Cartway** shows how any two items of a catalogue are connected by what was bought together.
//!
//! This page is the map of the house. Data walks one way through it:
//!
//! ```text
//!   files ──import──▶ a shop's SQLite ──catalogue──▶ rebuild ──cartway_graph, search──▶ a generation
//!                                                                                          │
//!   shopper ◀──web── pages, picture, api ◀── words, address ◀── explorer ◀─── generation ──┘
//! ```
//!
//! | room | what it does | what it must not know |
//! |---|---|---|
//! | [`cartway_graph`], a package of its own | counts co-purchases, measures, prunes, numbers; writes and maps `graph.bin`; finds every shortest connection | SQL, HTTP, languages |
//! | `lending` | things lent to one thread each | what is lent |
//! | [`letters`] | characters: kinds, widths, fitting a text, what markup may hold | items, languages |
//! | [`xml`] | what serde says of a value, as XML | what a value is about |
//! | [`search`] | the FTS5 index of item titles: build and query | the graph, HTTP |
//! | [`columnar`] | Parquet files, a few columns at a time, as rows; tables written as such | databases, the graph, what rows are for |
//! | [`catalogue`] | the shop's SQLite database, read and written; a folder of Parquet, read | other files, the graph |
//! | [`files`] | files as rows: what bytes are, how their text is written, where the columns are | shops, databases |
//! | [`import`] | rows of files into the catalogue | how files are written, the graph |
//! | [`inspect`] | what a file is, which column is what, and the import command for it | the catalogue |
//! | [`shops`] | the bundled sample and made-up shops of any size | how they are stored or shown |
//! | [`generation`] | the folder a server needs: `CURRENT`, manifest, lock, publishing, verifying | the shop's database |
//! | [`rebuild`] | the named passes that turn a catalogue into a generation | HTTP |
//! | [`explorer`] | questions in, answers out, with items attached; the live generation | HTTP, markup |
//! | [`exports`] | answers and whole graphs as the files of other programs | pages, HTTP, SQL |
//! | [`words`] | the texts of each language, and sentences made of them | markup, addresses |
//! | [`address`] | questions as addresses, both ways: names, ranges and spelling, said once | HTTP, answers |
//! | [`picture`] | answers to SVG and PNG | pages, HTTP |
//! | [`api`] | answers to bodies of JSON and XML | pages, HTTP |
//! | [`description`] | what the API is: its operations, as a table and as OpenAPI | how answers are found or travel |
//! | [`soap`] | questions and answers in envelopes of SOAP, and the WSDL | HTTP |
//! | [`mcp`] | questions and answers as tools for models | HTTP, how answers are found |
//! | [`pages`] | answers to HTML | HTTP |
//! | [`web`] | the table of addresses, asking, replying, limits, the operator's addresses | the graph, SQL |
//! | [`cli`] | one file a command | |
//!
//! Imports point one way, from the later rooms to the earlier ones, and files do not need each
//! other in circles; `tests/library/house.rs` reads the code and fails otherwise. How to add a
//! page, an answer, a format or a language stands in `docs/architecture.md`.

pub mod address;
pub mod api;
pub mod catalogue;
pub mod cli;
pub mod columnar;
pub mod description;
pub mod explorer;
pub mod exports;
pub mod files;
pub mod generation;
pub mod import;
pub mod inspect;
mod lending;
pub mod letters;
pub mod mcp;
pub mod pages;
pub mod picture;
pub mod rebuild;
pub mod search;
pub mod shops;
pub mod soap;
pub mod web;
pub mod words;
pub mod xml;
