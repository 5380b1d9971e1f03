//! What letters are: which kinds there are, how wide they are drawn, which of them a line or markup
//! may hold, which stand for thousands, and which make an address that a page may show.
//!
//! Knows characters, and in `markup` how a template is printed; nothing of items, languages or pages.

pub mod cover;
pub mod fit;
pub mod kind;
pub mod markup;
pub mod plain;
pub mod short;
