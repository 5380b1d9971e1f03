//! The bundled catalogue that `cartway demo` shows: real works, simulated orders.
//!
//! The works (books, films, albums, games) are bundled as tables of well-known titles; who bought
//! what is made up, from a fixed seed, by shoppers with tastes. The same program gives the same
//! orders on every machine. Knows nothing of how works and orders are stored, counted or shown.

mod affinity;
mod features;
mod pairs;
mod popularity;
#[cfg(test)]
mod proof;
mod shoppers;
mod wheel;
mod works;

pub use pairs::pairs;
pub use shoppers::{Order, orders};
pub use works::{Work, works};
