//! Shops that nobody runs: the bundled sample and made-up ones of any size.
//!
//! | module | makes |
//! |---|---|
//! | [`bundled`] | real works and simulated shoppers: the sample catalogue |
//! | [`made_up`] | items, orders and also-bought lists of any size |
//!
//! Knows nothing of how a shop is stored, counted or shown.

pub mod bundled;
mod chance;
pub mod made_up;
