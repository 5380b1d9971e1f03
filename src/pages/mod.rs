//! The HTML pages: one file and one struct a page, each made from answers and rendered to text.
//!
//! A page struct holds finished words and addresses, so that the templates only place them.
//! Texts of the catalogue stand in `<bdi>` everywhere, since a title may run right to left. No
//! page carries scripts or style attributes: a strict content security policy fits all of them.
//! [`render`] is the one way out: what markup cannot hold is left behind there.

mod about;
mod asked;
pub mod assets;
mod bars;
mod between;
mod connect;
mod connect_options;
mod degrees;
mod docs;
mod embed;
mod error;
mod frame;
mod galleries;
mod home;
mod item;
mod links;
mod map;
mod search;
mod sentence;
pub mod share;
mod tile;

pub use about::AboutPage;
pub use asked::{Asked, End};
pub use between::BetweenPage;
pub use connect::ConnectPage;
pub use degrees::{DegreesPage, degrees_picture};
pub use docs::{DocsPage, ProblemPage};
pub use embed::EmbedPage;
pub use error::ErrorPage;
pub use frame::Frame;
pub use home::HomePage;
pub use item::ItemPage;
pub use map::MapPage;
pub use search::{Pick, SearchPage};

pub use crate::letters::markup::render;

#[cfg(test)]
mod tests;
