//! What letters are: which kinds there are, how wide they are drawn, which of them a line or markup
//! may hold, and which stand for thousands.
//!
//! Knows characters, and in `markup` how a template is printed; nothing of items, languages or pages.

pub mod fit;
pub mod kind;
pub mod markup;
pub mod plain;
pub mod short;
