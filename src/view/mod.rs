//! Answers to pages, pictures, JSON bodies and terminal text.
//!
//! Every function here is pure: an answer of the explorer goes in, text comes out. Nothing here
//! reads a file, asks a graph or knows HTTP; a handler in `web` asks the explorer once and hands
//! the answer to one of these:
//!
//! | module | makes |
//! |---|---|
//! | [`pages`] | HTML pages (askama), each a struct with `render()` |
//! | [`picture`] | the layered picture as SVG, inline or stand-alone, from a [`layout`] |
//! | [`preview`] | the picture of a link preview, as PNG |
//! | [`radial`] | an item among its strongest neighbours, as SVG |
//! | [`chart`] | a distribution as SVG |
//! | [`json`] | the bodies of the HTTP API and of `cartway connect --json` |
//! | [`share`] | what other programs show of a connection: previews, embedded pages |
//! | [`terminal`] | plain text for the command line |
//! | [`texts`] | the texts of the interface in every language, and its numbers |
//! | [`words`] | the sentences all of these share |
//! | [`href`] | every URL we print |
//! | `markup` | templates printed as text that HTML and XML can hold |
//! | [`assets`] | the static files, named by their content |

pub mod assets;
pub mod chart;
pub mod href;
pub mod json;
pub mod label;
pub mod layout;
mod markup;
pub mod pages;
pub mod picture;
pub mod preview;
pub mod radial;
pub mod share;
pub mod terminal;
pub mod texts;
pub mod words;

#[cfg(test)]
mod samples;
