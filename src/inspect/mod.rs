//! Looking first: what a file is, which of its columns is what, what looks wrong with it, and the
//! command that would import it.
//!
//! A [`Sample`] goes in, its first rows, `read` as an import reads them; [`Looks`] come out. Files are recognised in three ways, in
//! this order: as an export that is `known` by the names of its columns, as a file that is no table
//! by the `shape` of its lines, and else by what each column is a `candidate` for, by its name
//! (`names`) and by its values (`values`), among which a `choice` is made. `fault` tells what looks
//! wrong. `proposal` writes the command. It never guesses in silence: what is not sure becomes a
//! [`Question`], which names the option that answers it.
//!
//! What names say stands in `data/columns.tsv`, known exports in `data/exports.toml`: to know
//! another one, add a block there and a small file of it to `tests/data/exports`.

mod candidate;
mod choice;
mod fault;
mod known;
mod look;
mod names;
mod proposal;
mod read;
mod role;
mod sample;
mod shape;
mod values;

#[cfg(test)]
mod tests;

pub use fault::{Fault, NoGoods};
pub use look::{ColumnLook, Look, Looks, look};
pub use proposal::{Proposal, Question};
pub use role::{Certainty, Kind, Role};
pub use sample::{Column, Sample};
