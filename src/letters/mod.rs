//! What letters are: how wide they are drawn, and which of them markup may hold.
//!
//! Knows characters only, nothing of items, languages or pages.

pub mod fit;
pub mod markup;
pub mod plain;
