//! Calls into the library: questions over small shops, rebuilds, damaged files; and the house
//! itself, its code and its papers.
//!
//! `CARTWAY_TEST_READERS` names a Python with which other programs read what is exported.

mod damage;
mod explorer;
mod exports;
#[path = "../fuzz/feeds/mod.rs"]
mod feeds;
mod house;
mod options;
mod package;
mod pairs;
mod papers;
mod queries;
mod random_files;
mod reading;
mod region_names;
mod sources;
#[path = "../support/mod.rs"]
mod support;
mod taking_back;
mod true_sentences;
