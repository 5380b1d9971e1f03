//! What letters are: which kinds there are, how wide they are drawn, and which of them markup may
//! hold.
//!
//! Knows characters only, nothing of items, languages or pages.

pub mod kind;
pub mod label;
pub mod markup;
