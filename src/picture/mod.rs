//! Pictures of answers: an answer goes in, SVG or PNG comes out.
//!
//! | module | draws |
//! |---|---|
//! | [`layered`] | the connections between two items as SVG, inline or stand-alone, from a [`layout`] |
//! | [`preview`] | the picture of a link preview, as PNG |
//! | [`radial`] | an item among its strongest neighbours, as SVG |
//! | [`atlas`] | a view of the map, as SVG |
//! | [`chart`] | a distribution as SVG |
//!
//! Knows answers, words and addresses; nothing of pages or HTTP.

pub mod atlas;
pub mod chart;
pub mod layered;
pub mod layout;
pub mod preview;
pub mod radial;
